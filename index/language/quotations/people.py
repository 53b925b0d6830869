"""Who appears in an article: full names, how they are called in short, their offices and gender. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from index.language.quotations.first_names import FEMALE, MALE
from index.language.quotations.words import ADVERBS, ALL_FINITE, DETERMINERS, MONTHS_DAYS, PREPOSITIONS, SUBORDINATORS

_OFFICE = re.compile(
    r"(?:.*?)(minister|präsident|kanzler|sprecher|chef|berater|sekretär|direktor|leiter|kommissar|bürgermeister|senator|"
    r"anwalt|anwält|general|expert|trainer|manager|professor|richter|botschafter|gesandt|unterhändler|führer|kandidat|"
    r"politiker|forscher|ökonom|analyst|gouverneur|könig|papst|kardinal|bischof|prinz|prinzessin|vertreter|inspekteur|"
    r"kommandeur|kommandant|koordinator|intendant|autor|schriftsteller|historiker|soziologe|soziologin|wissenschaftler|"
    r"psychologe|psychologin|arzt|ärztin|mediziner|virologe|virologin|biologe|biologin|chemiker|physiker|astronom|"
    r"regisseur|schauspieler|sänger|musiker|moderator|journalist|redakteur|reporter|korrespondent|blogger|aktivist|gründer|"
    r"unternehmer|milliardär|investor|banker|inhaber|besitzer|eigentümer|geschäftsführer|vorstand|aufseher|ermittler|"
    r"polizist|oberst|major|hauptmann|leutnant|admiral|soldat|pilot|kapitän|spieler|torwart|torhüter|stürmer|läufer|fahrer|"
    r"sieger|meister|bewerber|amtsinhaber|vorgänger|nachfolger|stellvertreter|assistent|mitarbeiter|mitglied|kollege|"
    r"kollegin|abgeordnet|vorsitzend|beauftragt|delegiert|beamt|premier|staatschef|witwe|frau|mann|sohn|tochter|bruder|"
    r"schwester|vater|mutter|freund|zeuge|zeugin|pfarrer|priester|imam|rabbiner|lama|herr|dr|prof|lord|lady|scheich|emir|"
    r"sultan|kaiser|fürst|graf|schwiegersohn|verteidiger|staatsanwalt|veranstalter|organisator|funktionär|lehrer|schüler|"
    r"student|rektor|dekan|lobbyist|rat|rätin|diplomat|attaché|konsul|sir|kolonel|colonel|kanzleramtschef|boss|star|coach|staatsoberhaupt|oberhaupt|chefin|sprecherin)"
    r"(?:in|innen|s|es|n|en|e|er|em|inn)?",
    re.IGNORECASE,
)
_FEMALE_OFFICE = re.compile(r".*(?:in|frau|witwe|tochter|schwester|mutter|lady|prinzessin)")
_TITLES = frozenset("dr prof professor dipl ing mag herr herrn frau sir lord".split())  # noqa: SIM905
_PARTICLES = frozenset("von van de bin ibn al el da di du le la del dos ten ter zu".split())  # noqa: SIM905
_ADJECTIVAL = ("e", "en", "er", "es", "em", "te", "ten")
_LONGEST_NAME = 5  # words
_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|\S")
_NOT_IN_NAMES = (
    DETERMINERS
    | PREPOSITIONS
    | ADVERBS
    | SUBORDINATORS
    | ALL_FINITE
    | frozenset(
        "und oder aber doch denn er sie es wir ich man so wie wenn heute gestern ja nein".split()  # noqa: SIM905
    )
)


@lru_cache(maxsize=50_000)
def is_office(word: str) -> bool:
    """Whether a noun names what a person is: an office, a trade, a title."""
    return bool(_OFFICE.fullmatch(word.rpartition("-")[2]))


@dataclass(slots=True)
class Person:
    """A person of one article.

    Attributes:
        name: the fullest form the article gives.
        offices: the nouns it puts before or beside the name, in lower case.
        gender: ``m``, ``f`` or empty if unknown.
    """

    name: str
    offices: set[str] = field(default_factory=set)
    gender: str = ""

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.rsplit(" ", 1)[-1]


class People:
    """The persons of one article, by surname."""

    def __init__(self, text: str) -> None:
        """Read the names out of `text`."""
        self._by_surname: dict[str, Person] = {}
        runs = _runs(text)
        alone = {run[0] for run, bare in runs if bare and len(run) == 1}
        alone |= {word.removesuffix("s") for word in alone}
        for run, bare in runs:
            self._read(run, alone if bare else set())

    def __iter__(self):  # type: ignore[no-untyped-def]
        """All persons, in order of their first full mention."""
        return iter(self._by_surname.values())

    @property
    def surnames(self) -> frozenset[str]:
        """The surnames of all persons, also with a genitive's s."""
        return frozenset(self._by_surname) | {f"{name}s" for name in self._by_surname}

    def named(self, word: str) -> Person | None:
        """The person whose surname `word` is, a genitive's s allowed."""
        person = self._by_surname.get(word)
        if person is None and word.endswith(("s", "’", "'")):
            person = self._by_surname.get(word[:-1])
        return person

    def _read(self, run: list[str], alone: set[str]) -> None:
        offices, name = split(run)
        if not name or len(name) > _LONGEST_NAME or name[0].islower():
            return
        if len(name) == 1 and not offices:
            return
        first = name[0].removesuffix("s") if len(name) == 1 else name[0]
        known = first in MALE or first in FEMALE or _is_initial(first)
        surname = name[-1]
        if len(name) == 1 and surname not in alone and surname.removesuffix("s") in self._by_surname:
            surname = surname.removesuffix("s")
        if not offices and not known and surname not in alone:
            return
        if (
            surname.endswith("s")
            and surname[:-1] in alone | self._by_surname.keys()
            and surname not in self._by_surname
        ):
            name = [*name[:-1], surname[:-1]]
            surname = surname[:-1]
        person = self._by_surname.get(surname)
        full = " ".join(name)
        if person is None:
            person = self._by_surname[surname] = Person(full)
        elif len(name) > 1 and " " not in person.name:
            person.name = full
        person.offices |= {office.lower() for office in offices}
        person.gender = person.gender or _gender(name, offices)


def _is_initial(word: str) -> bool:
    return len(word) == 1


def _gender(name: list[str], offices: list[str]) -> str:
    if len(name) > 1 and name[0] in FEMALE:
        return "f"
    if len(name) > 1 and name[0] in MALE:
        return "m"
    return office_gender(offices[-1]) if offices else ""


@lru_cache(maxsize=50_000)
def office_gender(office: str) -> str:
    """``f`` for Sprecherin, ``m`` for Sprecher, empty where the form does not tell (Abgeordnete)."""
    low = office.lower()
    if low.endswith("innen"):
        return ""
    if _FEMALE_OFFICE.fullmatch(low):
        return "f"
    if low.endswith(("ete", "eten", "ende", "enden", "agte", "agten", "dr", "prof", "mitglied")):
        return ""
    return "m" if is_office(office) else ""


def split(run: list[str]) -> tuple[list[str], list[str]]:
    """A run of capitalised words as the offices it opens with and the name that follows."""
    last = -1
    for position, word in enumerate(run):
        if is_office(word) and word not in MALE and word not in FEMALE:
            last = position
    offices = [word for word in run[: last + 1] if is_office(word)]
    return offices, run[last + 1 :]


def _runs(text: str) -> list[tuple[list[str], bool]]:
    """Every run of capitalised words that may be a name with its titles, and whether no article or adjective precedes."""
    runs: list[tuple[list[str], bool]] = []
    run: list[str] = []
    before, bare = "", True
    pending = ""
    after_stop = True
    for match in _WORDS.finditer(text):
        word = match.group()
        if word[0].isupper() and (not after_stop or word.lower() not in _NOT_IN_NAMES) and word not in MONTHS_DAYS:
            if pending:
                run.append(pending)
            if not run:
                bare = not (before in DETERMINERS or (before.endswith(_ADJECTIVAL) and before not in _NOT_IN_NAMES))
            pending = ""
            run.append(word)
            after_stop = False
            continue
        before = word.lower()
        if word == "." and run and (len(run[-1]) == 1 or run[-1].lower() in _TITLES):
            continue
        if run and not pending and word in _PARTICLES:
            pending = word
            continue
        if pending in ("von", "van") and word in ("der", "den", "dem"):
            pending += " " + word
            continue
        if run:
            runs.append((run, bare))
            run = []
        pending = ""
        after_stop = word in '.!?:„“”"»«\n'
    if run:
        runs.append((run, bare))
    return runs
