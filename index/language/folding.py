"""One lower-case form for every spelling of the same letters. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ł": "l", "đ": "d"}
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, umlauts and ß spelled out (ä → ae, ß → ss), every other diacritic dropped."""
    lowered = unicodedata.normalize("NFC", word.lower()).translate(_GERMAN)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
