"""One lower-case form for every spelling of the same letters. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ł": "l", "đ": "d"}
)


_OWN = frozenset("äöüßÄÖÜẞ")


def without_foreign_marks(word: str) -> str:
    """The word without diacritics that German does not have: ``Citroën`` → ``Citroen``, ``Häuser`` as it is."""
    if word.isascii():
        return word
    return "".join(
        [char if char in _OWN or char.isascii() else _bare(char) for char in unicodedata.normalize("NFC", word)]
    )


def _bare(char: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", char) if not unicodedata.combining(each))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, umlauts and ß spelled out (ä → ae, ß → ss), every other diacritic dropped."""
    lowered = unicodedata.normalize("NFC", word.lower()).translate(_GERMAN)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
