"""Statements told in an aside: laut X, X zufolge, nach Angaben von X, wie X mitteilte, so X. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.language.quotations.clauses import has_finite
from index.language.quotations.cues import SOURCE_ENDINGS, SOURCE_NOUNS
from index.language.quotations.findings import Finding
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.phrase_kinds import is_agent, phrase_before
from index.language.quotations.phrases import Phrase, noun_phrase, quoted_name
from index.language.quotations.subjects import antecedent, subject
from index.language.quotations.words import ADVERBS, ALL_FINITE, MONTHS_DAYS, RELATIVES, SUBORDINATORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language.quotations.cue_search import Cue
    from index.language.quotations.frames import Segment, Unit
    from index.model import Span


class Attribution(NamedTuple):
    """An aside that names a source, as token positions.

    Attributes:
        rule: which kind.
        start: its first token.
        end: after its last token.
        source: the phrase that names the speaker, if any does.
        cue: the token that makes it one.
        segment: the segment it stands in.
    """

    rule: str
    start: int
    end: int
    source: Phrase | None
    cue: int
    segment: int


_SHORT = 3  # tokens of "wie bereits berichtet"; characters of "Und"
_FEWEST = 2  # tokens of a statement
_TOLD = frozenset({"berichtet", "gemeldet", "angekündigt", "bekannt", "mitgeteilt", "gesagt"})
_OPENERS = RELATIVES | SUBORDINATORS
_BEHIND_SO = ADVERBS | {
    "weiter", "in", "am", "im", "gegenüber", "zu", "bei", "auf", "nach", "vor", "über", "zum", "an"
}  # fmt: skip
_WORDS = frozenset({"laut", "gemäß", "zufolge", "nach", "demnach", "demzufolge", "so", "wonach"})


def attributions(unit: Unit, found: tuple[Cue, ...]) -> tuple[Attribution, ...]:
    """All asides of a unit, in order."""
    asides = [aside for number in range(len(unit.segments)) for aside in _in_segment(unit, number)]
    asides += list(_as_told(unit, found))
    return tuple(sorted(asides, key=lambda aside: aside.start))


def findings(unit: Unit, number: int, asides: tuple[Attribution, ...]) -> Iterator[Finding]:
    """The statement each aside marks: its clause without it."""
    for aside in asides:
        spans = _content(unit, aside)
        if spans:
            cue = unit.chars(aside.cue, aside.cue + 1)
            yield Finding(aside.rule, "indirect", spans, number, aside.source, cue)


def _in_segment(unit: Unit, number: int) -> Iterator[Attribution]:
    segment, frame = unit.segments[number], unit.frame
    for at in range(segment.start, segment.end):
        low = frame[at].low
        if low not in _WORDS:
            continue
        if low in ("laut", "gemäß") and at + 1 < segment.end:
            yield from _with_phrase(unit, number, at)
        elif low == "zufolge" and at > segment.start:
            dated = at - 2 > segment.start and frame[at - 1].text in MONTHS_DAYS and frame[at - 2].low in ("vom", "am")
            source = phrase_before(frame, at - 2 if dated else at, segment.start)
            yield Attribution("zufolge", source.start if source else at, at + 1, source, at, number)
        elif low == "nach" and at > segment.start and (source := _before_nach(unit, segment, at)):
            yield Attribution("nach", source.start, at + 1, source, at, number)
        elif low == "nach" and at + 1 < segment.end and frame[at + 1].low != "wie":
            yield from _according(unit, number, at)
        elif low in ("demnach", "demzufolge"):
            itself = Phrase(at, at + 1, at + 1, "", pronoun=True)  # it points back to a source
            yield Attribution("demnach", at, at + 1, itself, at, number)
        elif low == "so" and (at == segment.start or frame[at - 1].text == QUOTED) and (aside := _so(unit, number, at)):
            yield aside
        elif low == "wonach" and at == segment.start:
            yield Attribution("wonach", at, at + 1, antecedent(unit, number), at, number)


def _with_phrase(unit: Unit, number: int, at: int) -> Iterator[Attribution]:
    frame = unit.frame
    segment = unit.segments[number]
    relative = at == segment.start and segment.mark == "," and frame[segment.end - 1].low in ALL_FINITE
    if relative and number and frame[at + 1].low in ("dem", "der", "denen", "welchem", "welcher"):
        yield Attribution("wonach", at, at + 2, antecedent(unit, number), at, number)
        return
    phrase = noun_phrase(frame, at + 1, far=_verb_follows(unit, number, at))
    after = frame[at + 2] if at + 2 < len(frame) else None
    apart = after is not None and frame[at + 1].text == QUOTED and unit.text[after.start - 1].isspace()
    if phrase is None or apart:
        phrase = quoted_name(frame, at + 1) or phrase  # "laut „Reuters“ Warnschüsse abgegeben"
    if phrase and (frame[at].low == "laut" or _names_source(unit, phrase)):
        yield Attribution(frame[at].low, at, phrase.end, phrase, at, number)


def _verb_follows(unit: Unit, number: int, at: int) -> bool:
    """Whether the aside opens its clause, so that everything up to the verb belongs to it."""
    return at == unit.segments[number].start


def _according(unit: Unit, number: int, at: int) -> Iterator[Attribution]:
    segment = unit.segments[number]
    if (
        at == segment.start
        and number
        and unit.frame[at + 1].low in ("denen", "welchem", "welcher", "welchen", "dem", "der")
    ):
        source = antecedent(unit, number)
        if source and _names_source(unit, source) and unit.frame[segment.end - 1].low in ALL_FINITE:
            yield Attribution("wonach", at, at + 2, source, at, number)
            return
    phrase = noun_phrase(unit.frame, at + 1, far=_verb_follows(unit, number, at))
    if phrase and _names_source(unit, phrase):
        yield Attribution("nach", at, phrase.end, phrase, at, number)


def _before_nach(unit: Unit, segment: Segment, at: int) -> Phrase | None:
    """The source in "Ansicht der Kritiker nach", "meiner Meinung nach"."""
    if at + 1 < segment.end and unit.frame[at + 1].low not in ALL_FINITE and unit.frame[at + 1].text != QUOTED:
        return None
    source = phrase_before(unit.frame, at, segment.start)
    return source if source and _names_source(unit, source) else None


def _names_source(unit: Unit, phrase: Phrase) -> bool:
    """Whether the head of the phrase is a noun such as *Angaben*, *Ansicht*, *Bericht*."""
    for position in range(phrase.start, phrase.core):
        text = unit.frame[position].text
        if text in SOURCE_NOUNS or (text[0].isupper() and unit.frame[position].low.endswith(SOURCE_ENDINGS)):
            return True
    return False


def _so(unit: Unit, number: int, start: int) -> Attribution | None:
    """The aside ", so X" or "so X weiter" from a token on: nothing in its segment but a noun phrase."""
    segment, frame = unit.segments[number], unit.frame
    if start == 0:
        return None
    at = start + 1
    if at >= segment.end:
        return None
    phrase = noun_phrase(frame, at, far=True, recipients=False)
    if (
        phrase is None
        or has_finite(unit, phrase.end, segment.end)
        or (not phrase.pronoun and frame[at].low in SUBORDINATORS)
    ):
        return None
    if (
        phrase.end == segment.end
        or frame[phrase.end].low in _BEHIND_SO
        or frame[phrase.end].text == QUOTED
        or is_agent(frame, phrase, unit.names)
    ):
        end = segment.end
        if any(frame[p].text == QUOTED for p in range(phrase.end, segment.end)):
            end = phrase.end
        return Attribution("so", start, end, phrase, start, number)
    return None


def _as_told(unit: Unit, found: tuple[Cue, ...]) -> Iterator[Attribution]:
    """Clauses with *wie*: "wie X mitteilte", "wie berichtet"."""
    frame = unit.frame
    for cue in found:
        segment = unit.segments[cue.segment]
        opener = segment.start + (frame[segment.start].low in ("denn", "und", "aber", "doch"))
        if frame[opener].low != "wie" or not ("s" in cue.takes or "t" in cue.takes):
            continue
        if (
            cue.end < segment.end
            and frame[cue.end].low not in ("hat", "hatte", "haben", "hatten", "wurde", "ist")
            and not cue.final
        ):
            continue
        source = subject(unit, cue)
        yield Attribution("wie", segment.start, segment.end, source, cue.at, cue.segment)
    for number, segment in enumerate(unit.segments):
        if (
            frame[segment.start].low == "wie"
            and segment.end - segment.start <= _SHORT
            and frame[segment.end - 1].low in _TOLD
        ):
            yield Attribution("wie", segment.start, segment.end, None, segment.end - 1, number)


def _content(unit: Unit, aside: Attribution) -> tuple[Span, ...]:
    """The clause an aside belongs to, without it: the sentence, or the subordinate clause it stands in."""
    start, end = _clause(unit, aside)
    before = unit.chars(start, aside.start) if start < aside.start else None
    after = unit.chars(aside.end, end) if aside.end < end else None
    if before and len(before) <= _SHORT:  # "Und laut X …": what is left is no statement
        before = None
    spans = tuple(span for span in (before, after) if span)
    words = [t for t in unit.frame[start:end] if t.text not in CLAUSE_MARKS]
    if not spans or len(words) - (aside.end - aside.start) < _FEWEST:
        return ()
    return spans


def _clause(unit: Unit, aside: Attribution) -> tuple[int, int]:
    """The tokens of the clause the aside speaks of."""
    segments = unit.segments
    own = segments[aside.segment]
    if aside.rule == "wonach":
        return own.start, len(unit.frame)
    if aside.start > own.start and _is_subordinate(unit, own):
        return own.start, _last(unit, aside.segment)
    start, end = 0, len(unit.frame)
    if unit.frame[own.start].low in ("doch", "aber", "denn") and has_finite(unit, own.start + 1, own.end):
        start = own.start + 1
    for number, segment in enumerate(segments):
        if segment.mark in (";", ":") or (segment.mark and segment.mark in ".!?"):
            if number <= aside.segment and segment.start <= aside.start:
                start = segment.start
            elif number > aside.segment:
                end = segment.start - 1
                break
    return start, end


def _last(unit: Unit, number: int) -> int:
    """The end of a subordinate clause, with the clauses that hang on it."""
    return unit.segments[number].end


def _is_subordinate(unit: Unit, segment: Segment) -> bool:
    opener = unit.frame[segment.start].low
    if opener not in _OPENERS or segment.start == 0:
        return False
    return segment.end > segment.start and unit.frame[segment.end - 1].low in ALL_FINITE
