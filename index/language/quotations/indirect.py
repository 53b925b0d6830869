"""Indirect speech with a verb of saying: "X sagte, dass …", "X sagte, er habe …", "…, sagte X". Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.clauses import depends, has_finite
from index.language.quotations.complements import complement, complement_end, next_told
from index.language.quotations.cue_search import Cue, is_plural
from index.language.quotations.findings import Finding
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.moods import first_subjunctive
from index.language.quotations.subjects import subject
from index.language.quotations.words import (
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language.quotations.cue_search import Cue
    from index.language.quotations.frames import Unit
    from index.model import Span


def postposed(unit: Unit, number: int, found: tuple[Cue, ...]) -> Iterator[Finding]:
    """What stands before its cue: "Er komme nicht, sagte X.", with what goes on behind it in the subjunctive."""
    for cue in found:
        segment = unit.segments[cue.segment]
        if (
            cue.finite != segment.start
            or segment.mark not in (",", "–", "-", "—", "")
            or "s" not in cue.takes + "s" * ("t" in cue.takes)
        ):
            continue
        if _stands_alone(unit, segment.start - 2):
            continue  # "„…“, sagte X, „…“, schrieb Y": what stands before is X's
        if cue.segment == 0 or cue.passive or unit.frame[min(cue.at + 1, len(unit.frame) - 1)].low == "aber":
            continue
        if complement(unit, cue) is not None and unit.frame[unit.segments[0].start].low in _OPENING:
            continue
        start = _clause_start(unit, cue.segment)
        span = unit.chars(start, segment.start)
        who = subject(unit, cue)
        if span is None or not _says_something(unit, start, segment.start):
            continue
        if who is None or (who.start < cue.finite and cue.lemma != "heißen"):
            if not _is_told(unit, cue):
                continue
            who = None
        spans = [span]
        more = _goes_on(unit, cue)
        if more:
            spans.append(more)
        yield Finding(
            "cue after", "indirect", tuple(spans), number, who, _cue_span(unit, cue), plural=is_plural(unit, cue)
        )


def _stands_alone(unit: Unit, at: int) -> bool:
    """Whether a quotation behind other clauses is a clause of its own."""
    return at > 1 and unit.frame[at].text == QUOTED and unit.frame[at - 1].text in CLAUSE_MARKS


def _is_told(unit: Unit, cue: Cue) -> bool:
    """Whether nobody is named on purpose: "…, hieß es", "…, heißt es in dem Bericht"."""
    return cue.lemma == "heißen" and any(
        unit.frame[p].low == "es" for p in range(cue.at, min(cue.at + 3, len(unit.frame)))
    )


def _clause_start(unit: Unit, number: int) -> int:
    """Where the sentence that ends before a segment begins: after the last semicolon or colon, or at the start."""
    start = 0
    for segment in unit.segments[:number]:
        if segment.mark in (";", ":") or (segment.mark in ".!?" and segment.mark):
            start = segment.start
    while start < len(unit.frame) and unit.frame[start].text in CLAUSE_MARKS:
        start += 1
    return start


def _says_something(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch is a clause of the reporter's, not a quotation alone or an apposition."""
    words = [token for token in unit.frame[start:end] if token.text not in CLAUSE_MARKS]
    if sum(token.text != QUOTED for token in words) < _FEWEST:
        return False
    return any(
        has_finite(unit, segment.start, segment.end) and not depends(unit, segment)
        for segment in unit.segments
        if start <= segment.start < end
    )


def _goes_on(unit: Unit, cue: Cue) -> Span | None:
    """What follows a cue in the middle: "…, sagte X, und er werde …"."""
    segments = unit.segments
    for number in range(cue.segment + 1, len(segments)):
        segment = segments[number]
        if first_subjunctive(unit, segment.start, segment.end) is not None:
            start = segments[cue.segment + 1].start
            return unit.chars(start, complement_end(unit, number, cue))
        if unit.frame[segment.start].low in RELATIVES:
            continue
        break
    return None


def forward(unit: Unit, number: int, found: tuple[Cue, ...]) -> Iterator[Finding]:
    """What follows its cue: a clause with *dass* or *ob*, in the subjunctive, with *zu*, or a plain main clause."""
    for cue in found:
        governed = complement(unit, cue)
        if governed is None:
            continue
        rule, start, segment = governed
        end = min(complement_end(unit, segment, cue), next_told(unit, segment, cue, found))
        span = unit.chars(start, end)
        if span is None or (end - start == 1 and unit.frame[start].text == QUOTED):
            continue
        who = subject(unit, cue)
        yield Finding(
            f"cue before: {rule}", "indirect", (span,), number, who, _cue_span(unit, cue), plural=is_plural(unit, cue)
        )


def pointing_back(unit: Unit, number: int, found: tuple[Cue, ...], before: Unit | None) -> Iterator[Finding]:
    """What "Das teilte X mit" points back to: the sentence before, or the clause before in the same sentence."""
    for cue in found:
        segment = unit.segments[cue.segment]
        if unit.frame[segment.start].low not in ("das", "dies", "so") or cue.finite != segment.start + 1:
            continue
        in_mood = first_subjunctive(unit, cue.finite, cue.finite + 1) is not None
        if in_mood or "s" not in cue.takes or cue.passive or complement(unit, cue) is not None:
            continue
        who = subject(unit, cue)
        span = unit.chars(0, segment.start) if cue.segment else (before.span if before else None)
        if who is None or span is None or len(span) < _SHORTEST or (cue.segment == 0 and unit.frame[0].low == "so"):
            continue
        yield Finding(
            "cue pointing back", "indirect", (span,), number, who, _cue_span(unit, cue), plural=is_plural(unit, cue)
        )


_OPENING = SUBORDINATORS | PREPOSITIONS
_FEWEST = 2  # words of a clause
_SHORTEST = 30  # characters; less is a heading or a fragment


def _cue_span(unit: Unit, cue: Cue) -> Span | None:
    return unit.chars(cue.at, cue.at + 1)
