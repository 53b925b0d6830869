"""Statements whose act alone is told: "X kritisierte die Reform", "X warnte vor Krieg". Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.findings import Finding
from index.language.quotations.frames import QUOTED
from index.language.quotations.phrase_kinds import is_agent
from index.language.quotations.subjects import subject
from index.language.quotations.words import AUXILIARIES, MODALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.language.quotations.cue_search import Cue
    from index.language.quotations.frames import Unit


_LONG = 60  # characters; a unit that quotes at such length is told by its quotation


def reported(unit: Unit, number: int, heard: tuple[Cue, ...], told: Sequence[Finding]) -> Iterator[Finding]:
    """The unit as a statement told by its act, for the first cue that takes an object and introduces nothing else."""
    used = {finding.cue.start for finding in told if finding.cue}
    if any(token.text == QUOTED and token.end - token.start > _LONG for token in unit.frame):
        return
    for cue in heard:
        span = unit.chars(cue.at, cue.at + 1)
        if span is None or span.start in used or "o" not in cue.takes or cue.final or _is_no_act(unit, cue):
            continue
        who = subject(unit, cue)
        if who is None:
            continue
        yield Finding(f"act: {cue.lemma}", "reported", (unit.span,), number, who, span)
        return


def _is_no_act(unit: Unit, cue: Cue) -> bool:
    """Whether nobody speaks: "Ihm drohen Strafen", "liegt darin begründet", "die beschuldigte Person muss warten"."""
    segment = unit.segments[cue.segment]
    words = {unit.frame[p].low for p in range(segment.start, segment.end)}
    if cue.lemma == "drohen":
        return "mit" not in words
    if cue.lemma == "begründen" and not words.isdisjoint(("liegt", "liegen", "lag", "lagen")):
        return True
    behind = [unit.frame[p] for p in range(cue.finite + 1, segment.end)]
    attribute = len(behind) > 1 and behind[0].text[0].isupper() and behind[1].low in MODALS | AUXILIARIES
    return attribute and cue.at == cue.finite


def silent(unit: Unit, number: int, heard: tuple[Cue, ...]) -> Iterator[Finding]:
    """Who speaks in a unit that states nothing: "X nahm Stellung." The next sentence may be theirs."""
    for cue in heard:
        who = None if cue.final or cue.passive else subject(unit, cue)
        if who is not None and is_agent(unit.frame, who, unit.names):
            yield Finding("silent", "reported", (unit.span,), number, who, silent=True)
            return
