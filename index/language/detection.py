"""Whether a question is German or English, and which of its words are the other language. Pure."""

from __future__ import annotations

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
    for word in words:
        lowered, folded = word.lower(), fold(word)
        if lowered not in _BOTH:
            score += (lowered in english_stopwords()) - (folded in german_stopwords())
        score -= bool(_UMLAUTS & set(word))
    if score:
        return "en" if score > 0 else "de"
    known = [(english((word,)), german(word)) for word in _telling(words)]
    if known and _typed_small(_telling(words)) and all(ours for ours, _ in known):
        return "en"
    return "en" if sum(ours - theirs for ours, theirs in known) > 0 else "de"


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
