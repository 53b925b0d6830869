"""Konjunktiv: whether a stretch of a frame is in the mood of indirect speech. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.words import (
    ADVERBS,
    ALL_FINITE,
    DEFINITE,
    DETERMINERS,
    PERSONAL,
    SECOND_SUBJUNCTIVE,
    SUBJUNCTIVE,
    SUBJUNCTIVE_CORE,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language.quotations.frames import Token, Unit


def may_be_verbs(frame: Sequence[Token]) -> tuple[int, ...]:
    """Where a frame has a word that may be a finite verb; nowhere else do the functions below look for one."""
    return tuple(
        [at for at, token in enumerate(frame) if token.low in ALL_FINITE or token.low.endswith(_PRESENT_OR_PAST)]
    )


_PRESENT_OR_PAST = ("e", "ten")  # es regne; sie regelte, sie regelten


def first_subjunctive(unit: Unit, start: int, end: int) -> int | None:
    """The first verb of a stretch in Konjunktiv I, the mood that only indirect speech uses in the third person."""
    frame = unit.frame
    for position in unit.verbs(start, end):
        token = frame[position]
        if token.low in SUBJUNCTIVE_CORE:
            after = frame[position + 1].low if position + 1 < end else ""
            before = frame[position - 1].low if position > start else ""
            if before == "ich" or after == "ich" or (token.low == "sei" and after == "denn"):
                continue
            return position
        if token.low in SUBJUNCTIVE and token.text[0].islower() and _is_verb(unit, position, start, end):
            return position
        if _follows_pronoun(unit, position, start):
            return position
    return None


def _follows_pronoun(unit: Unit, at: int, start: int) -> bool:
    """Whether an unlisted word in -e is a verb because it follows *er*, *es* or *man*: "es regne"."""
    token = unit.frame[at]
    if at == start or unit.frame[at - 1].low not in ("er", "es", "man") or not token.low.endswith("e"):
        return False
    return token.text[0].islower() and not token.low.endswith("te") and token.low not in _NOT_VERBS


_NOT_VERBS = ADVERBS | DETERMINERS | ALL_FINITE - SUBJUNCTIVE - SUBJUNCTIVE_CORE


def _is_verb(unit: Unit, at: int, start: int, end: int) -> bool:
    """Whether a word in -e that may be a verb is one: not between a determiner and its noun."""
    frame = unit.frame
    before = frame[at - 1] if at > start else None
    opening_so = before is not None and before.low == "so" and at - 1 == start  # "So gebe es …": an adverb
    if before and not opening_so and (before.low in DETERMINERS or before.low in ("ich", "sehr", "so")):
        return before.low in ("dies", "das") and at + 1 < end
    if at + 1 >= end:
        return at > start
    after = frame[at + 1]
    return not after.text[0].isupper() or (before is not None and before.text[0].isupper())


def second_subjunctive(unit: Unit, start: int, end: int) -> int | None:
    """The first verb of a stretch in Konjunktiv II, which stands in where Konjunktiv I looks like the present."""
    for position in unit.verbs(start, end):
        if unit.frame[position].low in SECOND_SUBJUNCTIVE:
            return position
    return None


def first_finite(unit: Unit, start: int, end: int) -> int | None:
    """The first finite verb of a stretch."""
    frame = unit.frame
    for position in unit.verbs(start, end):
        token = frame[position]
        if not (token.text[0].islower() or position == 0) or token.low in ADVERBS:
            continue
        if token.low in ALL_FINITE or (position + 1 < end and _is_past(token, frame[position + 1])):
            return position
        if _follows_pronoun(unit, position, start):
            return position
    return None


def _is_past(token: Token, after: Token) -> bool:
    """Whether a word in -te or -ten that no list has is a verb in the past: a pronoun or an article follows."""
    return token.low.endswith(("te", "ten")) and (after.low in PERSONAL or after.low in DEFINITE or after.low == "sich")
