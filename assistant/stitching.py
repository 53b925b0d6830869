"""Whether words that stand nowhere as they are were put together from several places. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.typography import fold_quote

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_LEAST = 3  # words; shorter runs are in every text
_MOST = 120  # words looked at; a longer quotation is refused before


def is_stitched(quote: str, texts: Sequence[str]) -> bool:
    """Whether `quote` is made of two or more runs of at least three words that each stand in one of `texts`.

    Marks between the words do not count. Time grows with the square of the quotation's words.
    """
    sought = tuple(_WORD.findall(fold_quote(quote)))[:_MOST]
    if len(sought) < 2 * _LEAST:
        return False
    lines = [_words_of(text) for text in texts]
    if _stands(sought, lines):
        return False
    made = {0}  # how many of the first words are made of such runs
    for end in range(_LEAST, len(sought) + 1):
        for start in range(end - _LEAST, -1, -1):
            if not _stands(sought[start:end], lines):
                break  # nor do longer runs that end here
            if start in made:
                made.add(end)
                break
    return len(sought) in made


def _stands(run: Sequence[str], lines: Sequence[str]) -> bool:
    sought = f" {' '.join(run)} "
    return any(sought in line for line in lines)


@lru_cache(maxsize=256)
def _words_of(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold_quote(text)))} "
