"""Character n-grams inside words. Pure."""

from __future__ import annotations

from sys import intern


def ngrams(word: str, size: int = 4) -> tuple[str, ...]:
    """The n-grams of a folded word, its ends marked: ``frieden`` gives ``_fri``, ``frie`` …; short words are one."""
    marked = f"_{word}_"
    if len(marked) <= size:
        return (marked,)
    # Many words share one n-gram; kept once, they take half of the room that remembered words take.
    return tuple([intern(marked[at : at + size]) for at in range(len(marked) - size + 1)])
