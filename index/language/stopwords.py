"""Words that carry no content, in German and English. Pure."""

from __future__ import annotations

from functools import cache

from index.language.data import listed
from index.language.folding import fold


@cache
def german_stopwords() -> frozenset[str]:
    """Folded German stop words."""
    return frozenset(fold(word) for line in listed("stopwords_de.txt") for word in line.split())


@cache
def english_stopwords() -> frozenset[str]:
    """Lower-case English stop words."""
    return frozenset(word for line in listed("stopwords_en.txt") for word in line.split())


@cache
def english_frames() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Turns of English questions that ask without saying what about, by their first word, the longest first."""
    turns = sorted((tuple(line.split()) for line in listed("frames_en.txt")), key=lambda turn: (-len(turn), turn))
    return {first: tuple(turn for turn in turns if turn[0] == first) for first in {turn[0] for turn in turns}}


@cache
def german_frames() -> frozenset[str]:
    """Base forms of the words of German questions that ask rather than say what about."""
    return frozenset(listed("frames_de.txt"))
