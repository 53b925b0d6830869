"""Character n-grams inside words. Pure."""

from __future__ import annotations


def ngrams(word: str, size: int = 4) -> tuple[str, ...]:
    """The n-grams of a folded word, its ends marked: ``frieden`` gives ``_fri``, ``frie`` …; short words are one."""
    marked = f"_{word}_"
    if len(marked) <= size:
        return (marked,)
    return tuple(marked[at : at + size] for at in range(len(marked) - size + 1))
