"""Who appears in an article: full names, how they are called in short, their offices and gender. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from index.language.quotations.first_names import FEMALE, MALE
from index.language.quotations.word_list import words
from index.language.quotations.words import (
    ADVERBS,
    ALL_FINITE,
    DETERMINERS,
    MONTHS_DAYS,
    NAME_LEADS,
    PREPOSITIONS,
    QUESTION_WORDS,
    SUBORDINATORS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# What an office's noun ends in, once its own ending is gone.
_OFFICES = words(
    """
    abgeordnet ceo cfo admiral aktivist amtsinhaber analyst anwalt anwält arzt assistent astronom attaché aufseher autor
    autorin banker beamt beauftragt berater besitzer bewerber biologe biologin bischof blogger boss botschafter
    brigadier bruder bürgermeister chef chefin chemiker coach colonel dekan delegiert diplomat direktor dr
    eigentümer emir ermittler expert fahrer forscher frau freund funktionär führer fürst general gesandt
    geschäftsführer gouverneur graf gründer hauptmann herr historiker imam inhaber inspekteur intendant investor
    journalist kaiser kandidat kanzler kanzleramtschef kapitän kardinal kollege kollegin kolonel kommandant
    kommandeur kommissar konsul koordinator korrespondent könig lady lama lehrer leiter leutnant lobbyist lord
    läufer major manager mann mediziner meister milliardär minister mitarbeiter mitglied moderator musiker mutter
    nachfolger oberhaupt oberst organisator papst pfarrer physiker pilot politiker polizist premier priester prinz
    prinzessin prof professor präsident psychologe psychologin rabbiner rat ratspräsident redakteur regisseur rektor
    reporter richter rätin schauspieler scheich schriftsteller schwester schwiegersohn schüler sekretär senator
    sieger sir sohn soldat soziologe soziologin spieler sprecher sprecherin staatsanwalt staatschef staatsoberhaupt
    star stellvertreter student stürmer sultan sänger tochter torhüter torwart trainer unterhändler unternehmer
    vater veranstalter verteidiger vertreter virologe virologin vorgänger vorsitzend vorstand wissenschaftler witwe
    zar zeuge zeugin ärztin ökonom
    """
)
# Endings that only nouns for persons have, in words of some length: Archäologin, Chemiker, Journalistin.
_TRADES = ("ologe", "ologin", "istin", "iker", "ikerin", "erin", "entin", "antin", "eurin", "orin")
_SHORTEST_TRADE = 6  # letters
_ENDINGS = ("", "in", "innen", "s", "es", "n", "en", "e", "er", "em")
_OFFICE_ENDINGS = tuple(sorted(_OFFICES))
_FEMALE_OFFICE = re.compile(r".*(?:in|frau|witwe|tochter|schwester|mutter|lady|prinzessin)")
_ADJECTIVAL = ("e", "en", "er", "es", "em", "te", "ten")
_LONGEST_NAME = 5  # words
_SHORTEST_PLACE = 5  # letters of a place with its genitive's s: Irans; *Maas* is a name
_NAME_ALONE = 2  # words of a name; one more before it says what the person is
_LONGEST_WORD = 40  # characters
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĠĢĤĦĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽ]"
_PARTICLE = "(?:von|van|de|bin|ibn|al|el|da|di|du|le|la|del|dos|ten|ter|zu)\\ (?:(?:der|den|dem)\\ )?"
_RUN = re.compile(
    rf"{_CAPITAL}(?<![\w-].)[\w’'-]*+"  # a pattern that begins with a letter is looked for five times as fast
    rf"(?:(?:\ |(?<=\b[A-Z])\.\ |(?<=Dr)\.\ |(?<=Prof)\.\ )"
    rf"(?:{_PARTICLE}|Van\ de[rn]?\ )?{_CAPITAL}[\w’'-]*+)*",
    re.VERBOSE,
)
_NOT_IN_NAMES = (
    DETERMINERS
    | PREPOSITIONS
    | ADVERBS
    | SUBORDINATORS
    | QUESTION_WORDS
    | ALL_FINITE
    | words("und oder aber doch denn er sie es wir ich man so wie wenn heute gestern ja nein")
)


@lru_cache(maxsize=50_000)
def is_office(word: str) -> bool:
    """Whether a noun names what a person is: an office, a trade, a title."""
    low = word.lower().rpartition("-")[2]
    if len(low) > _SHORTEST_TRADE and low.endswith(_TRADES):
        return True
    for ending in _ENDINGS:
        if low.endswith(ending):
            stem = low.removesuffix(ending)
            if stem.endswith(_OFFICE_ENDINGS):
                return True
    return False


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
        runs, words = _runs(text)
        last = {run[-1] for _, run in runs}
        alone = {
            form
            for start, word in words
            for form in (word, word.removesuffix("s"))
            if form in last and _is_bare(text, start) and not _is_no_name(text, start, word)
        }
        called = {run[-1] for _, run in runs if not is_office(run[-2])}
        for start, run in runs:
            bare = _is_bare(text, start)
            # "der Ministerpräsident Thailands", "Ban, Außenminister Südkoreas": whose it is, not who holds it.
            if run[-1] in called or not _ends_in_genitive(run) or (bare and not text.endswith(", ", 0, start)):
                self._read(run, alone, bare=bare)

    def __iter__(self) -> Iterator[Person]:
        """All persons, in order of their first full mention."""
        return iter(self._by_surname.values())

    @property
    def surnames(self) -> frozenset[str]:
        """The surnames of all persons, also with a genitive's s; of "Ursula von der Leyen" "von der Leyen" too."""
        names = {name: person.name.split() for name, person in self._by_surname.items()}
        led = {
            " ".join([*(word.lower() for word in words[at:-1]), words[-1]])
            for words in names.values()
            for at in range(1, len(words) - 1)
            if words[at].lower() in NAME_LEADS
        }
        return frozenset({*names, *led, *(f"{name}s" for name in [*names, *led])})

    def named(self, word: str) -> Person | None:
        """The person whose surname `word` is, a genitive's s allowed."""
        person = self._by_surname.get(word)
        if person is None and word.endswith(("s", "’", "'")):
            person = self._by_surname.get(word[:-1])
        return person

    def _read(self, run: list[str], alone: set[str], *, bare: bool) -> None:
        """Take the person that a run of words names, if it names one.

        A run names a person if an office stands before it, if it starts with a first name, or if no article precedes it
        and its last word stands alone elsewhere, as surnames do.
        """
        run = _without_kinship(run)
        offices, name = split(run)
        if not name or len(name) > _LONGEST_NAME or name[0].islower():
            return
        surname = name[-1]
        if not offices and not bare and len(name) > _NAME_ALONE and surname in alone:
            offices, name = name[:1], name[1:]  # "die Imkerin Ute Sand", when the noun is not known for an office
        named = name[0] in MALE or name[0] in FEMALE or _is_initial(name[0])
        if not offices and not (len(name) > 1 and (named or (bare and surname in alone))):
            return
        if surname.endswith("s") and (surname[:-1] in alone or surname[:-1] in self._by_surname):
            surname = surname[:-1]
        full = " ".join([*name[:-1], surname])
        person = self._by_surname.setdefault(surname, Person(full))
        if len(name) > 1 and " " not in person.name:
            person.name = full
        person.offices.update(office.lower() for office in offices)
        person.gender = person.gender or _gender(name, offices)


def _without_kinship(run: list[str]) -> list[str]:
    """Only the name of "Donald Trumps Schwiegersohn Jared Kushner"."""
    kin = next((at for at, word in enumerate(run) if at and word.lower().endswith(_KIN)), None)
    whole = kin is None or not run[kin - 1].endswith("s") or len(run) - kin <= _FULL_NAME
    return run if whole or kin is None else run[kin + 1 :]


_KIN = ("sohn", "tochter", "bruder", "schwester", "ehefrau", "ehemann", "vater", "mutter", "witwe", "neffe", "nichte")
_FULL_NAME = 2  # words


def _ends_in_genitive(run: list[str]) -> bool:
    """Whether the one word behind an office may name whose it is."""
    word = run[-1]
    return is_office(run[-2]) and word.endswith("s") and not word.endswith("ss") and len(word) >= _SHORTEST_PLACE


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
        if position < len(run) - 1 and (word in MALE or word in FEMALE):
            break  # in "Kanzler Karl Hofmann" the rest is a name, whatever it ends in
        if is_office(word) and word not in MALE and word not in FEMALE and not _is_surname(run, position):
            last = position
    offices = [word for word in run[: last + 1] if is_office(word)]
    name = run[last + 1 :]
    for position, word in enumerate(name[:-1]):
        if word in MALE or word in FEMALE:
            name = name[position:]  # "Zeitung Anna Holm": what precedes a first name is no name
            break
    return offices, _without_origin(name)


def _is_surname(run: list[str], at: int) -> bool:
    """Whether a word that ends like an office is the name of who holds the one before it: "Kanzler Hofmann"."""
    return at > 0 and at == len(run) - 1 and run[at].endswith("mann") and is_office(run[at - 1])


def _without_origin(name: list[str]) -> list[str]:
    """The name without where somebody works: of "Anna Holm von Google" no more than "Anna Holm"."""
    for position, word in enumerate(name):
        if word in ("von", "zu", "von der", "von den", "von dem") and not all(
            given in MALE or given in FEMALE or _is_initial(given) for given in name[:position]
        ):
            return name[:position]
    return name


def _runs(text: str) -> tuple[list[tuple[int, list[str]]], list[tuple[int, str]]]:
    """Every run of capitalised words that may be a name with its titles, then every lone one; where each starts."""
    runs: list[tuple[int, list[str]]] = []
    lone: list[tuple[int, str]] = []
    for match in _RUN.finditer(text):
        start, found = match.start(), match.group()
        if " " not in found:  # most runs
            lone.append((start, found))
            continue
        words = found.replace(". ", " ").split(" ")
        if words[0].lower() in _NOT_IN_NAMES and _opens_sentence(text, start):
            start += len(words[0]) + 1
            del words[0]
        run: list[str] = []
        for word in words:
            if word in MONTHS_DAYS:
                run = []
            elif run and word.islower() and (run[-1].islower() or run[-1] == "Van"):
                run[-1] += f" {word}"  # "von der"
            else:
                run.append(word)
        if run and run[0] != words[0]:
            start = match.end()  # what precedes a rest is a date, no article
        if len(run) > 1:
            runs.append((start, run))
        elif run:
            lone.append((start, run[0]))
    return runs, lone


def _is_no_name(text: str, start: int, word: str) -> bool:
    """Whether a lone word is a month or a day, or has its capital from where it stands."""
    return word in MONTHS_DAYS or (word.lower() in _NOT_IN_NAMES and _opens_sentence(text, start))


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start].rstrip()
    return not before or before[-1] in '.!?:„“”"»«…–(' or "\n" in text[max(0, start - 2) : start]


def _is_bare(text: str, start: int) -> bool:
    """Whether neither an article nor an adjective stands before a word."""
    before = text[max(0, start - _LONGEST_WORD) : start].rstrip(" ")
    word = before[max(before.rfind(" "), before.rfind("\n")) + 1 :].lower()
    return word not in DETERMINERS and not (word.endswith(_ADJECTIVAL) and word not in _NOT_IN_NAMES)
