"""Taking pieces out of a text so that they can be put back exactly. Pure.

What stands between two kept pieces when everything cut between them is gone is one of the white spaces that were
there, the largest; the others leave with the cuts. Nothing is ever added, so the original is the text with its removals
put back.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.model import Removal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_FIRST_MARK = "\u0300"  # no character before it joins the one in front of it


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """A stretch of the original text that shall go, ``0 <= start < end``, and why."""

    start: int
    end: int
    reason: str


def take_out(text: str, cuts: Iterable[Cut]) -> tuple[str, tuple[Removal, ...]]:
    """What is left of `text` without `cuts`, and the removals that give it back.

    Of overlapping cuts the one that starts first counts, the longer one if they start together. Where a cut would make
    two characters meet that Unicode joins into one, nothing is cut at all: the text stays NFC if it was.
    """
    kept: list[str] = []
    removals: list[Removal] = []
    length = after = 0
    for cut in _widened(text, _disjoint(cuts)):
        kept.append(text[after : cut.start])
        length += cut.start - after
        removals.append(Removal(length, text[cut.start : cut.end], cut.reason))
        after = cut.end
    left = "".join([*kept, text[after:]])
    joins = any(left[removal.at : removal.at + 1] >= _FIRST_MARK for removal in removals)
    if joins and not unicodedata.is_normalized("NFC", left):
        return text, ()
    return left, tuple(removals)


def put_back(text: str, removals: Sequence[Removal]) -> str:
    """The original of a `text` that :func:`take_out` left."""
    pieces: list[str] = []
    after = 0
    for removal in removals:
        pieces += (text[after : removal.at], removal.text)
        after = removal.at
    return "".join([*pieces, text[after:]])


def _disjoint(cuts: Iterable[Cut]) -> list[Cut]:
    disjoint: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if not disjoint or cut.start >= disjoint[-1].end:
            disjoint.append(cut)
    return disjoint


def _widened(text: str, cuts: list[Cut]) -> list[Cut]:
    """The same cuts, with the white space that must leave with them."""
    widened: list[Cut] = []
    run: list[Cut] = []
    for cut in cuts:
        if run and text[run[-1].end : cut.start].strip():
            widened += _widened_run(text, run)
            run = []
        run.append(cut)
    return widened + _widened_run(text, run) if run else widened


def _widened_run(text: str, run: list[Cut]) -> list[Cut]:
    """The cuts of a run with nothing but white space between them; one of the gaps around them stays."""
    before, after = _space_before(text, run[0].start), _space_after(text, run[-1].end)
    edges = [before, *(edge for cut in run for edge in (cut.start, cut.end)), after]
    gaps = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
    if before == 0 or after == len(text):
        stays = -1 if before == 0 else len(run) + 1  # at either end of the text nothing has to stay
    else:
        stays = max(range(len(gaps)), key=lambda at: (_size(text, *gaps[at]), -at))
    widened = []
    for at, cut in enumerate(run):
        # A gap before the one that stays leaves with the cut after it, a gap behind it with the cut before it.
        start = gaps[at][0] if at < stays or (stays == -1 and at == 0) else cut.start
        end = gaps[at + 1][1] if at >= stays or (stays > len(run) and at == len(run) - 1) else cut.end
        widened.append(Cut(start, end, cut.reason))
    return widened


def _size(text: str, start: int, end: int) -> tuple[int, int]:
    return text.count("\n", start, end), end - start


def _space_before(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


def _space_after(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
