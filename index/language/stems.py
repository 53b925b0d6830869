"""Snowball stems of German and English words. Pure."""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from index.language.folding import fold


@lru_cache(maxsize=2)
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language)


def german_stem(word: str) -> str:
    """The folded Snowball stem of a German word."""
    return fold(_stemmer("german").stemWord(word.lower()))


def english_stem(word: str) -> str:
    """The Snowball stem of an English word."""
    return str(_stemmer("english").stemWord(word.lower()))
