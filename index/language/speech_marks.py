"""Quotation marks of every kind, paired. Pure; linear in the length of the text.

„…“ “…” »…« «…» "…" ‚…‘ ‘…’ ›…‹ ‹…› '…' occur in German news, nested, in mixed pairs and with one of the two forgotten.
Which of the two a mark is follows from its shape where that is plain, else from what stands beside it and what is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import Span

_DOUBLE = '„“”»«"″‟'
_SINGLE = "‚‘’›‹'"
_MARK = re.compile(f"[{_DOUBLE}{_SINGLE}]")
_ALWAYS_OPENS = frozenset("„‚‟")
_BREAK = re.compile(r"\n")
_OPENING_NEIGHBOURS = frozenset(" \t\n\u00a0\u202f\u2009([{–—-/„“”»«\"‚‘’›‹'")
_CLOSING_NEIGHBOURS = frozenset(" \t\n\u00a0\u202f\u2009)]}–—-/.,;:!?…„“”»«\"‚‘’›‹'")
# After an opening mark, which marks can close what it opened; more than typographers allow, as in print.
_PARTNERS = dict(
    zip(
        "„‟“”»«\"″‚‘’›‹'",
        ('“”"„″', "”“", '“”"', '”"', "«»", "»", '"“”″', '″"', "‘’'", "’'", "’", "‹›", "›", "'’"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between a pair of quotation marks.

    Attributes:
        outer: with the marks.
        inner: without them and without white space at either end.
        depth: 0 outside every other pair, 1 inside one, and so on.
    """

    outer: Span
    inner: Span
    depth: int


def pairs(text: str) -> tuple[Marked, ...]:
    """All pairs of quotation marks that hold anything, by start, the outer one first.

    Apostrophes are no marks. A quotation may run over several paragraphs. An opening mark whose partner is missing is
    left out, unless the next paragraph opens anew, as papers print speeches: it then ends with its paragraph.
    """
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    breaks = iter([match.start() for match in _BREAK.finditer(text)] + [len(text)])
    paragraph_end = next(breaks)
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if at > paragraph_end:
            if _partner(mark, stack[:1]) is None or _opens(text, at, mark, has_partner=True):
                _end_paragraph(text, stack, found, paragraph_end, opens=text[paragraph_end:at].isspace())
            while at > paragraph_end:
                paragraph_end = next(breaks)
        depth = _partner(mark, stack)
        if _opens(text, at, mark, has_partner=depth is not None):
            if len(stack) < _DEEPEST:
                stack.append((mark, at))
        elif depth is not None and not (mark in _SINGLE and _joins(text, at)):
            found.append((stack[depth][1], at + 1))
            del stack[depth:]
    return _nested(text, found)


_DEEPEST = 6  # pairs inside pairs; beyond it marks are noise, and bounding it keeps the search linear


def _partner(mark: str, stack: list[tuple[str, int]]) -> int | None:
    """The innermost open mark that `mark` can close."""
    for depth in range(len(stack) - 1, -1, -1):
        if mark in _PARTNERS[stack[depth][0]]:
            return depth
    return None


def _opens(text: str, at: int, mark: str, *, has_partner: bool) -> bool:
    """Whether the mark opens a quotation (else it closes one, or is an apostrophe)."""
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if mark in _ALWAYS_OPENS:
        return not after.isspace() or not has_partner
    if before.isspace() and after.isspace():  # « as the French set them »
        return not has_partner and mark in "«»‹›"
    may_open = before in _OPENING_NEIGHBOURS and not after.isspace() and after not in ".,;:!?)"
    if mark in _SINGLE and (not may_open or _clipped(text, at) or "'" in (before, after)):
        return False
    may_close = not before.isspace() and after in _CLOSING_NEIGHBOURS
    if may_open and may_close:
        return not has_partner
    # A “ after „ closes, even with its space on the wrong side: "… wahr. “Das".
    return may_open and not (has_partner and mark == "“" and text[at - 2 : at - 1] in ".!?…,")


def _joins(text: str, at: int) -> bool:
    """Whether a single mark stands inside a word or beside its like: Sa'da, the italics of a wiki."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return after.isalnum() or "'" in (before, after)


def _clipped(text: str, at: int) -> bool:
    """Whether a single mark stands for a clipped vowel: 's, 'n, 'ne, 'nen, '68."""
    return bool(_CLIPPED.match(text, at + 1))


_CLIPPED = re.compile(r"(?:s|n|ne|nen|ner|nem|rein|raus|ran|rum|runter|\d\d(?:er|ern|ers)?)\b(?!['’])")


def _end_paragraph(
    text: str, stack: list[tuple[str, int]], found: list[tuple[int, int]], end: int, *, opens: bool
) -> None:
    """Settle what a paragraph left open: it runs to the paragraph's end if the next one opens anew."""
    if stack and stack[0][0] not in _SINGLE and opens and text[end - 1 : end] in ".!?…,":
        found.append((stack[0][1], end))
    stack.clear()


def _nested(text: str, found: list[tuple[int, int]]) -> tuple[Marked, ...]:
    """The pairs in reading order with their depths, those that hold nothing left out."""
    marked: list[Marked] = []
    ends: list[int] = []
    for start, end in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        while ends and ends[-1] <= start:
            ends.pop()
        inner_start, inner_end = start + 1, end - (text[end - 1] in _DOUBLE + _SINGLE)
        while inner_start < inner_end and text[inner_start].isspace():
            inner_start += 1
        while inner_start < inner_end and text[inner_end - 1].isspace():
            inner_end -= 1
        if inner_start < inner_end:
            marked.append(Marked(Span(start, end), Span(inner_start, inner_end), len(ends)))
            ends.append(end)
    return tuple(marked)
