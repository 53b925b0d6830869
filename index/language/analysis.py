"""Passage text → the terms of each view of the lexical index. Pure but for its cache of distinct words."""

from __future__ import annotations

from dataclasses import dataclass

from index.language.folding import fold
from index.language.ngrams import ngrams
from index.language.stems import german_stem
from index.language.tokens import words

REVISION = "1"


@dataclass(frozen=True, slots=True)
class Word:
    """The terms of one distinct word, computed once.

    Attributes:
        stems: its stem, or nothing where it is a stop word.
        parts: its stem and the stems of its compound parts.
        grams: its character n-grams.
    """

    text: str
    stems: tuple[str, ...]
    parts: tuple[str, ...]
    grams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The analysed words of one text, in order.

    Attributes:
        words: shared with the analyser's cache; to send an analysed passage to another process, send the three
            fields' strings.
    """

    words: tuple[Word, ...]

    @property
    def stems(self) -> str:
        """The terms of the view of stems, with spaces between."""
        return " ".join([term for word in self.words for term in word.stems])

    @property
    def parts(self) -> str:
        """The terms of the view of compound parts, with spaces between."""
        return " ".join([term for word in self.words for term in word.parts])

    @property
    def grams(self) -> str:
        """The terms of the view of character n-grams, with spaces between."""
        return " ".join([term for word in self.words for term in word.grams])


class Analyser:
    """Analyses German text; each distinct word once.

    Attributes:
        revision: changes whenever the same text would give other terms; belongs in the manifest.
    """

    revision = REVISION

    def __init__(self, *, cache_size: int = 1_000_000) -> None:
        self._cache: dict[str, Word] = {}
        self._cache_size = cache_size

    def terms(self, text: str) -> Terms:
        """The terms of a text."""
        cache = self._cache
        return Terms(tuple([cache.get(word) or self.word(word) for word in words(text)]))

    def word(self, word: str) -> Word:
        """The terms of one word as spelled."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) >= self._cache_size:
                self._cache.clear()
            stem = german_stem(word)
            known = Word(word, (stem,), (stem,), ngrams(fold(word)))
            self._cache[word] = known
        return known
