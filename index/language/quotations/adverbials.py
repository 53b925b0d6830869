"""What stands between a verb and its subject: adverbs, prepositional phrases, whom it was told to. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.phrases import (
    attributes_end,
    group_end,
)
from index.language.quotations.word_list import words
from index.language.quotations.words import (
    ADVERBS,
    MONTHS_DAYS,
    PREPOSITIONS,
    REFLEXIVE,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language.quotations.frames import Token


_ATTENDANTS = words("auch selbst sogar nur allein etwa sowohl zwar so ferner wiederum sowie")


_LIGHT = REFLEXIVE | ADVERBS


_FEMININE_OUTLETS = ("agentur", "zeitung", "presse", "post", "rundschau", "illustrierten")


_FEMININE_NAMES = frozenset(
    {"ARD", "BBC", "CNN", "dpa", "AFP", "AP", "Bild", "Welt", "Zeit", "FAZ", "Tass", "TASS", "Presse"}
)


def _is_feminine_outlet(frame: Sequence[Token], start: int, end: int) -> bool:
    """Whether "der …" is a dative: an outlet that is feminine."""
    return any(frame[p].low.endswith(_FEMININE_OUTLETS) or frame[p].text in _FEMININE_NAMES for p in range(start, end))


def skip_adverbials(frame: Sequence[Token], at: int, stop: int) -> int:
    """The first position from `at` that is no adverb, reflexive, prepositional phrase or dative recipient."""
    position = at
    while position < stop:
        after = _after_one(frame, position, stop)
        if after is None:
            break
        position = after
    return position


def _after_one(frame: Sequence[Token], at: int, stop: int) -> int | None:
    """After one adverbial that starts at a token; none if none does."""
    token = frame[at]
    if token.low in PREPOSITIONS and token.low != "zufolge":
        if (after := group_end(frame, at + 1, stop)) is not None:
            return attributes_end(frame, after, stop, far=False, recipients=True)
        return at + 2 if at + 1 < stop and frame[at + 1].low in _LIGHT else None
    light = token.low in ADVERBS or token.low in REFLEXIVE or token.low in _ATTENDANTS
    if (light and token.text[0].islower()) or token.text in MONTHS_DAYS:  # Kurz and Klar are names too
        return at + 1
    if token.low in ("dem", "den", "einem", "diesem"):
        after = group_end(frame, at, stop)
        return None if after is None else attributes_end(frame, after, stop, far=False, recipients=True)
    if token.low in ("der", "einer") and (after := group_end(frame, at, stop)):
        return after if _is_feminine_outlet(frame, at, after) else None
    return None


def skip_times(frame: Sequence[Token], at: int) -> int:
    """The first position from `at` that is no adverb or *am Dienstag*; datives are not skipped."""
    position = at
    while position < len(frame) and (frame[position].low in ADVERBS or frame[position].low in ("am", "im")):
        position += 1 + (frame[position].low in ("am", "im"))
    return position
