"""The subject of a clause that has no cue. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.frames import CLAUSE_MARKS
from index.language.quotations.moods import first_finite
from index.language.quotations.phrases import DATIVE, Phrase, is_agent, noun_phrase, skip_adverbials
from index.language.quotations.words import ADVERBS

if TYPE_CHECKING:
    from index.language.quotations.frames import Unit


def main_subject(unit: Unit, start: int, end: int) -> Phrase | None:
    """The noun phrase a clause opens with, or the one after its verb: the one that can speak, else the first."""
    frame = unit.frame
    found: list[Phrase] = []
    position = start
    while position < end and (frame[position].low in ADVERBS or frame[position].text in CLAUSE_MARKS):
        position += 1
    verb = first_finite(unit, start, end)
    first = noun_phrase(frame, position, far=True) if position < end else None
    if first and first.end <= end:
        found.append(first)
    while verb is not None and len(found) < _ENOUGH:
        at = skip_adverbials(frame, verb + 1, end)
        after = noun_phrase(frame, at, recipients=False) if at < end else None
        if after and after.end <= end:
            found.append(after)
        verb = first_finite(unit, verb + 1, end)
    fit = [phrase for phrase in found if phrase.determiner not in DATIVE - {"einer"} | {"einen", "des"}]
    return next((phrase for phrase in fit if is_agent(frame, phrase, unit.names)), fit[0] if fit else None)


_ENOUGH = 4  # noun phrases; a speaker further on is not the clause's
