"""Indirect speech that hangs on a noun: "die Behauptung, er habe …", "der Vorwurf, … zu haben". Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.clauses import THAT, has_finite, has_zu, is_relative
from index.language.quotations.cues import SAYING_NOUNS
from index.language.quotations.findings import Finding
from index.language.quotations.moods import first_subjunctive
from index.language.quotations.phrase_kinds import is_agent
from index.language.quotations.phrases import Phrase, noun_phrase
from index.language.quotations.subjects import main_subject
from index.language.quotations.word_list import words
from index.language.quotations.words import (
    ALL_FINITE,
    SUBORDINATORS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language.quotations.frames import Segment, Unit
    from index.language.quotations.phrases import Phrase


def nouns(unit: Unit, number: int) -> Iterator[Finding]:
    """What a noun of saying announces: "die Behauptung, er habe …", "der Vorwurf, … zu haben"."""
    frame = unit.frame
    for index, segment in enumerate(unit.segments[1:], 1):
        before = unit.segments[index - 1]
        noun = next((p for p in range(before.end - 1, before.start - 1, -1) if frame[p].text in SAYING_NOUNS), None)
        if noun is None or segment.mark not in (",", ":") or has_finite(unit, noun + 1, before.end):
            continue
        opener = frame[segment.start].low
        if opener in THAT or opener == "ob":
            rule = "dass"
        elif has_zu(unit, segment) and opener not in ("um", "ohne"):
            rule = "zu"
        elif (
            not is_relative(unit, segment)
            and first_subjunctive(unit, segment.start, segment.end) is not None
            and opener not in SUBORDINATORS
        ):
            rule = "subjunctive"
        else:
            continue
        span = unit.chars(segment.start, _noun_end(unit, index))
        cue = unit.chars(noun, noun + 1)
        if span:
            yield Finding(f"noun: {rule}", "indirect", (span,), number, _of_noun(unit, noun, before), cue)


def _of_noun(unit: Unit, noun: int, segment: Segment) -> Phrase | None:
    """Whose claim it is: "der Vorwurf der Polizei", "von Holm mit dem Hinweis abgelehnt", "Holm hat die Sorge"."""
    frame = unit.frame
    whole = noun_phrase(frame, noun)
    if whole and whole.core < whole.end:
        start = whole.core + (frame[whole.core].low in ("von", "vom"))
        owner = noun_phrase(frame, start)
        if owner:
            return owner
    for position in range(segment.start, noun):
        if frame[position].low in ("von", "vom"):
            agent = noun_phrase(frame, position + 1)
            if agent and is_agent(frame, agent, unit.names):
                return agent
    who = main_subject(unit, segment.start, segment.end)
    rejects = any(frame[position].low in _REJECTING for position in range(segment.start, segment.end))
    return None if rejects or who is None or who.start <= noun < who.end else who


_REJECTING = words(
    """
    weist wies weisen wiesen dementiert dementierte bestreitet bestritt widersprach widerspricht bestätigte
    reagierte
    """
)


def _noun_end(unit: Unit, number: int) -> int:
    """A clause that hangs on a noun ends where the main clause goes on."""
    for later in range(number + 1, len(unit.segments)):
        segment = unit.segments[later]
        first = unit.frame[segment.start]
        if (
            first.low in ALL_FINITE
            and first.text[0].islower()
            and first_subjunctive(unit, segment.start, segment.end) is None
        ):
            return segment.start
    return len(unit.frame)
