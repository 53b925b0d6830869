"""Whether a question is German or English, and which of its words are the other language. Pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from index.language.folding import fold
from index.language.stopwords import english_stopwords, german_stopwords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Language = Literal["de", "en"]

# Function words of both languages say nothing about which one it is.
_BOTH = frozenset(
    {"in", "an", "am", "was", "war", "so", "also", "will", "hat", "die", "des", "man", "den", "her", "he"}
)
_UMLAUTS = frozenset("äöüßÄÖÜ")
# With these a German question begins or ends its clause; English words that are spelled so do not stand there.
_AUXILIARIES = frozenset({"hat", "hatte", "haben", "hatten", "ist", "sind", "war", "waren", "wird", "wurde", "wurden"})
_PARTICIPLE = re.compile(r"\w*ge\w{2,}(?:t|en)|(?:be|er|ver|zer|ent|über|unter|wider)\w{2,}(?:t|en)|\w{2,}iert")
_BEFORE_NOUNS = frozenset({"den", "des"})
_SHORT = 2  # letters of what may be a unit


def language(
    words: Sequence[str], *, english: Callable[[Sequence[str]], bool], german: Callable[[str], bool]
) -> Language:
    """The language of a question: a phrase's, by its function words and umlauts, by its other words, else German.

    A German word read as English is looked for as it stands as well, while an English one that is read as German is
    not translated. So what is typed small and may be either ("deal", "standing ovation") is read as English.

    Args:
        words: its words.
        english: whether English has a content word, or several as a phrase.
        german: whether German has a content word.
    """
    if len(words) > 1 and english(words):
        return "en"
    score = 0
    shouted = all(map(str.isupper, words))
    for word in words:
        lowered, folded = word.lower(), fold(word)
        abbreviates = len(word) > 1 and word.isupper() and not shouted  # *US* is not "us", nor *WHO* "who"
        if lowered not in _BOTH and not abbreviates:
            score += (lowered in english_stopwords()) - (folded in german_stopwords())
        score -= bool(_UMLAUTS & set(word))
    if score:
        return "en" if score > 0 else "de"
    if _is_built_german(words, english):
        return "de"
    known = [(english((word,)), german(word)) for word in _telling(words)]
    if known and _typed_small(_telling(words)) and all(ours for ours, _ in known):
        return "en"
    return "en" if sum(ours - theirs for ours, theirs in known) > 0 else "de"


def _is_built_german(words: Sequence[str], english: Callable[[Sequence[str]], bool]) -> bool:
    """Whether words stand as in a German question: "Hat Falk … gelobt", "Hat Falk …", "… den Plan"."""
    first, *rest = words or [""]
    opens = bool(rest) and rest[0][:1].isupper() and not english((rest[0],))
    if opens and first.lower() in _AUXILIARIES:
        last = words[-1]
        if first.lower() == "hat" or (last.islower() and _PARTICIPLE.fullmatch(last) and not english((last,))):
            return True
    return any(word in _BEFORE_NOUNS and after[:1].isupper() for word, after in pairwise(words))


def _telling(words: Sequence[str]) -> list[str]:
    """Those that may tell a language: no figures, and no abbreviations (*CO*, *TV*, *bn*) beside other words."""
    alphabetic = [word for word in words if word.isalpha()]
    return [word for word in alphabetic if len(word) > _SHORT and not word.isupper()] or alphabetic


def _typed_small(words: Sequence[str]) -> bool:
    """Whether these are words in small letters, as in a search box; the first of several may begin with a capital."""
    first, *rest = words
    plain = all(map(str.isascii, words))
    return plain and (first.islower() or (first.istitle() and bool(rest))) and all(map(str.islower, rest))


AnswerType = Literal["person", "place", "time", "number", "reason", "any"]

_ASKED_FOR: tuple[tuple[AnswerType, frozenset[str]], ...] = (
    ("number", frozenset({"how many", "how much", "how long", "how old", "how far"})),
    ("number", frozenset({"wie viele", "wie viel", "wie lange", "wie hoch"})),
    ("time", frozenset({"what year", "which year", "welchem jahr", "what day", "welchem tag", "what date"})),
    ("person", frozenset({"who", "whom", "whose", "wer", "wen", "wem", "wessen"})),
    ("place", frozenset({"where", "wo", "wohin", "woher"})),
    ("time", frozenset({"when", "wann"})),
    ("number", frozenset({"wieviel", "wieviele"})),
    ("reason", frozenset({"why", "warum", "weshalb", "wieso"})),
)  # fmt: skip


def answer_type(words: Sequence[str]) -> AnswerType:
    """What kind of thing a question asks for, by its question word."""
    lowered = [word.lower() for word in words]
    turns = {*lowered, *(f"{first} {second}" for first, second in pairwise(lowered))}
    return next((kind for kind, asking in _ASKED_FOR if turns & asking), "any")
