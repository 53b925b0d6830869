"""Whether a text names what a word of a claim names: in another spelling, inflection or language. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.matching import Matcher
from index.language.folding import fold
from index.language.morphology import likeliest_tag
from index.language.names import name_key
from index.language.stopwords import english_stopwords, german_stopwords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.model import Language
    from index.language.analysis import Analyser
    from index.planning import Planner

Holds = Callable[[str, str], bool]
"""Of a name and a text: whether the text names it too."""

_TOKEN = re.compile(r"[^\W\d_](?:[\w.]*[^\W_])?")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;]\s+|[„“\"»«(]\s*|[–—]\s)$")
_SHARED = 5  # letters that two forms of one name share at their start: Russland, russische; Kreml, Kremlin
_DROPPED = 2
_ALIKE = (
    {"us", "usa", "u.s", "amerika", "america", "american", "americans", "amerikanisch", "amerikaner", "vereinigten"},
    {"eu", "europaeische", "european"},
    {"uk", "grossbritannien", "britain", "british", "britisch", "vereinigtes"},
    {"un", "uno", "vereinte", "vereinten"},
    {"nato", "allianz", "buendnis", "buendnisses"},
    {"germany", "german", "germans", "deutschland", "deutsch", "deutsche", "deutscher", "deutschen"},
    {"moscow", "moskau", "moskauer"},
    {"kiev", "kyiv", "kiew", "kyjiw", "kiewer"},
    {"brussels", "bruessel", "bruesseler"},
    {"russia", "russian", "russians", "russland", "russe", "russen", "russisch"},
    {"poland", "polish", "polen", "polnisch"},
    {"france", "french", "frankreich", "franzoesisch"},
    {"switzerland", "swiss", "schweiz", "schweizer"},
    {"austria", "austrian", "oesterreich"},
    {"turkey", "turkish", "tuerkei", "tuerkisch"},
    {"china", "chinese", "chinesisch"},
)  # fmt: skip
_NAME_OF = {form: number for number, forms in enumerate(_ALIKE) for form in forms}
_WITHIN_NAME = re.compile(r"\s+(?:(?:von|van|de|der|al|bin|zu)\s+)?|-")
# Words of one sound: Wladimir, Vladimir; Juri, Yuri; Elizabeth, Elisabeth; Columbia, Kolumbien; Gegeen, Gegen.
_SOUNDS = str.maketrans("wyjzc", "viisk")
_LETTERS_OF_SOUNDS = (("sch", "sh"), ("ck", "k"), ("ks", "x"), ("ph", "f"), ("th", "t"))
_DOUBLED = re.compile(r"([^\W\d_])\1")
TITLES = frozenset(
    """
    i president vice minister prime foreign defence defense secretary state chancellor spokesman spokeswoman
    spokesperson ambassador envoy special adviser advisor chief general king queen pope prince mayor senator governor
    ministry government parliament council commission mr mrs ms dr prof herr herrn frau
    """.split()  # noqa: SIM905 - readable
)
"""Words that English writes with a capital before names, and German before names too; no names themselves."""
_SHARED_BY_NAMES = frozenset(
    """
    united states state kingdom republic federal national international general special new old great north south east
    west northern southern eastern western central upper lower human rights works council court assembly parliament
    congress senate committee commission board union league party movement front army navy air force forces guard
    ministry department office agency service bureau bank fund act bill law treaty charter directive regulation
    regulations agreement convention accord plan summit conference forum game games cup championship series club
    network channel times post news press art arts gallery museum library theatre school college university institute
    academy church cathedral basin river lake sea ocean gulf bay island islands mountain mountains valley city town
    district province county region street road square bridge airport station war years day group company works house
    """.split()  # noqa: SIM905 - readable
)
_CALENDAR = frozenset(
    """
    januar februar maerz april mai juni juli august september oktober november dezember january february march may june
    july october december montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend monday tuesday wednesday
    thursday friday saturday sunday
    """.split()  # noqa: SIM905 - readable
)


def tokens(text: str) -> list[str]:
    """The words of a text, as printed, possessive endings apart."""
    return [match[0].rstrip(".") for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=4096)
def keys(word: str) -> frozenset[str]:
    """What one spelling of a name shares with the others."""
    plain = fold(word)
    found = {plain}
    if len(plain) > 3 and plain.endswith("s"):  # noqa: PLR2004 - Putins, Rubios
        found.add(plain[:-1])
    for each in tuple(found):
        found.add("~" + sound(each))
        if key := name_key(each):
            found.add(key)
        if each in _NAME_OF:
            found.add(f"={_NAME_OF[each]}")
        for ending in ("er", "en", "em", "es", "e"):
            stem = each.removesuffix(ending)
            if stem in _NAME_OF:
                found.add(f"={_NAME_OF[stem]}")
    return frozenset(found)


def is_common_name(word: str) -> bool:
    """Whether a word names one of the peoples, countries and unions that every claim may name its own way."""
    return any(key.startswith("=") for key in keys(word))


def sound(plain: str) -> str:
    """One spelling for folded words that sound alike in German and English."""
    for written, heard in _LETTERS_OF_SOUNDS:
        plain = plain.replace(written, heard)
    return _DOUBLED.sub(r"\1", plain.translate(_SOUNDS))


def same_word(one: str, other: str) -> bool:
    """Whether two words are spellings or forms of one name: Peskow, Peskov; Putin, Putins; Kreml, Kremlin."""
    if keys(one) & keys(other):
        return True
    if any(sign.isdigit() for sign in one + other):
        return False  # of numbers no digit is an ending: A320, A321
    first, second = sound(fold(one)), sound(fold(other))
    shorter = min(len(first), len(second))
    needed = max(_SHARED, shorter - _DROPPED)
    return shorter >= _SHARED and first[:needed] == second[:needed]


def spelled(name: str, text: str) -> bool:
    """Whether every word of `name` is in `text` in one spelling or form or another."""
    there = tokens(text)
    return all(any(same_word(word, each) for each in there) for word in tokens(name))


class Planned:
    """Whether a text names something, by the index's own means: its translations, stems and compounds too.

    Args:
        planner: plans a name like a question.
        analyser: the one the index was made with.
    """

    _SURE = 0.8

    def __init__(self, planner: Planner, analyser: Analyser) -> None:
        self._planner, self._analyser = planner, analyser

    def __call__(self, name: str, text: str) -> bool:
        """Whether `text` names `name`."""
        if spelled(name, text):
            return True
        plan = self._planner.plan(name)
        if not plan.groups:
            return False
        return Matcher(plan, self._analyser, lambda _: 1.0).match(text).coverage >= self._SURE


def missing(text: str, there: str, language: Language, holds: Holds) -> list[str]:
    """The names in a claim that `there` does not name, as printed, each once.

    A name of several words is looked for as a whole first ("United States"), then word by word, where words that many
    names share ("Council", "Basin") need not be found once another word of the name is.
    """
    found = []
    for name, _, _ in full_names(text, language):
        if holds(name, there):
            continue
        parts = tokens(name)
        lost = [word for word in parts if not holds(word, there)]
        own = [word for word in lost if fold(word) not in _SHARED_BY_NAMES]
        if own or len(lost) == len(parts) > 1:
            found.append(name)
    return list(dict.fromkeys(found))


def full_names(text: str, language: Language) -> list[tuple[str, int, int]]:
    """The names of a text with their places, neighbouring words of one joined."""
    found: list[tuple[str, int, int]] = []
    for _, start, end in named_words(text, language):
        begin = found.pop()[1] if found and _WITHIN_NAME.fullmatch(text[found[-1][2] : start]) else start
        found.append((text[begin:end], begin, end))
    return found


def named_words(text: str, language: Language) -> Iterator[tuple[str, int, int]]:
    """Each word that is a name, with its start and end.

    In English every capital inside a sentence; in German, where nouns have capitals, what the morphology takes for a
    name, what is spelled like a Slavic one, and abbreviations.
    """
    for match in _TOKEN.finditer(text):
        word = match[0].rstrip(".")
        bare = re.sub(r"['’]s?$", "", word)
        if not bare[:1].isupper() or fold(bare) in _CALENDAR:
            continue
        starts = bool(_SENTENCE_START.search(text[: match.start()]))
        if _is_name(bare, language, starts=starts):
            yield bare, match.start(), match.start() + len(bare)


def _is_name(word: str, language: Language, *, starts: bool) -> bool:
    if len(word) > 1 and word.isupper():
        return True
    if name_key(word):
        return True
    if language == "en":
        return not starts and word.casefold() not in english_stopwords() | TITLES
    if word.casefold() in english_stopwords() or fold(word) in german_stopwords():
        return False
    return likeliest_tag(word).startswith("NE")
