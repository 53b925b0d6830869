"""Indirect speech without a cue of its own: the sentence in the Konjunktiv after "…, sagte X." Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.findings import Finding
from index.language.quotations.moods import first_finite, first_subjunctive, second_subjunctive
from index.language.quotations.subjects import in_whose_eyes
from index.language.quotations.words import DEFINITE, RELATIVES, SUBORDINATORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language.quotations.frames import Segment, Unit


def free(unit: Unit, number: int, *, follows: bool) -> Iterator[Finding]:
    """The unit as a statement of whoever spoke before, if its main clause is in the mood of indirect speech.

    Args:
        unit: a unit in which no cue was found.
        number: its position.
        follows: whether the unit before it, in the same paragraph, is indirect speech: Konjunktiv II then counts too.
    """
    found = _main_verb(unit)
    if found is None:
        return
    verb, clause = found
    first = first_subjunctive(unit, clause.start, clause.end) == verb
    if not first and not (follows and second_subjunctive(unit, verb, verb + 1) is not None):
        return
    rule = "free: Konjunktiv I" if first else "free: Konjunktiv II"
    who = in_whose_eyes(unit)
    yield Finding(rule, "indirect", (unit.span,), number, who, inherits=who is None)


def _main_verb(unit: Unit) -> tuple[int, Segment] | None:
    """The finite verb of the first main clause, and the clause."""
    for segment in unit.segments:
        opening = unit.frame[segment.start].low
        relative = opening in RELATIVES and (segment.mark == "," or opening not in DEFINITE)
        if (relative or opening in SUBORDINATORS) and segment.end - segment.start > 1:
            verb = first_finite(unit, segment.start + 1, segment.end)
            if verb is not None and verb >= segment.end - 2:
                continue
        verb = first_finite(unit, segment.start, segment.end)
        if verb is not None:
            return verb, segment
    return None
