"""The clauses of a frame: which have a finite verb, which depend on others. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.quotations.moods import first_finite, first_subjunctive, second_subjunctive
from index.language.quotations.words import (
    ALL_FINITE,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)

if TYPE_CHECKING:
    from index.language.quotations.frames import Segment, Unit


_VERB_CLUSTER = 3  # verbs that close a clause: "genutzt werden kann"


_WITH_ZU = re.compile(
    r"(?:ab|an|auf|aus|bei|bekannt|bereit|da|dar|durch|ein|empor|entgegen|entlang|fest|fort|frei|gegenüber|gleich|heim|"
    r"her|heran|heraus|herbei|herein|herunter|hervor|hin|hinaus|hinein|hinweg|hinzu|klar|kennen|los|mit|nach|nahe|nieder|"
    r"offen|preis|sicher|statt|still|teil|über|um|unter|voran|voraus|vor|vorbei|vorweg|wahr|weg|weiter|wett|wieder|zu|"
    r"zurecht|zurück|zusammen|zuvor)zu[a-zäöüß]{2,}n"
)


THAT = frozenset({"dass", "daß"})
_SUBORDINATORS = SUBORDINATORS - THAT


def has_finite(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch of a frame has a finite verb."""
    return first_finite(unit, start, end) is not None


def is_subordinate(unit: Unit, segment: Segment) -> bool:
    """Whether a finite verb stands last in a segment."""
    return segment.end > segment.start and unit.frame[segment.end - 1].low in ALL_FINITE


def is_relative(unit: Unit, segment: Segment) -> bool:
    """Whether a segment is a relative clause: it opens with a relative word and its verb stands last."""
    frame = unit.frame
    after = segment.start + 1
    if frame[segment.start].low in PREPOSITIONS and after < segment.end and frame[after].low in RELATIVES:
        after += 1
    elif frame[segment.start].low not in RELATIVES:
        return False
    if not is_subordinate(unit, segment):
        return False
    first = first_finite(unit, after, segment.end)
    if first is None or first == segment.end - 1:
        return True
    moods = first_subjunctive(unit, first, first + 1), second_subjunctive(unit, first, first + 1)
    return moods == (None, None) and first >= segment.end - _VERB_CLUSTER


def depends(unit: Unit, segment: Segment) -> bool:
    """Whether a segment is a relative or another subordinate clause."""
    if is_relative(unit, segment):
        return True
    return unit.frame[segment.start].low in _SUBORDINATORS and is_subordinate(unit, segment)


def has_zu(unit: Unit, segment: Segment) -> bool:
    """Whether a segment has an infinitive with *zu*: "zu kommen", "anzukommen"."""
    frame = unit.frame
    for position in range(segment.start, segment.end):
        token = frame[position]
        if not token.text[0].islower():
            continue
        after = frame[position + 1] if position + 1 < segment.end else None
        if token.low == "zu" and after and after.text[0].islower() and after.low.endswith("n"):
            return True
        if _WITH_ZU.fullmatch(token.low):
            return True
    return False
