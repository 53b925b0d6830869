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


def language(words: Sequence[str], *, english: Callable[[str], bool], german: Callable[[str], bool]) -> Language:
    """The language of a question: by its function words and umlauts, else by its other words, else German.

    Args:
        words: its words.
        english: whether English has a content word.
        german: whether German has one.
    """
    score = 0
    for word in words:
        lowered, folded = word.lower(), fold(word)
        if lowered not in _BOTH:
            score += (lowered in english_stopwords()) - (folded in german_stopwords())
        score -= bool(_UMLAUTS & set(word))
    if score == 0 and _typed_small(words) and all(map(english, words)):
        # German knows loans of all sorts ("deal", "standing"). A German word read as English is looked for as it
        # stands as well, while an English one that is read as German is not translated.
        return "en"
    if score == 0:
        score = sum(english(word) - german(word) for word in words if word.isalpha())
    return "en" if score > 0 else "de"


def _typed_small(words: Sequence[str]) -> bool:
    """Whether these are words in small letters, as in a search box; the first of several may begin with a capital."""
    first, *rest = words or ("",)
    plain = all(word.isascii() and word.isalpha() for word in words)
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
