"""Words of saying with which a sentence tells that nothing was said: "hat nie gesagt", "Niemand sagte". Pure.

What is only rumoured or supposed (:mod:`index.language.quotations.hearsay`) is said no more than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.cues import CUE_FORMS, TAKES
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED, units
from index.language.quotations.hearsay import forges, is_forged, is_hearsay, is_rumour
from index.language.quotations.word_list import words
from index.language.quotations.words import ALL_FINITE, COORDINATORS

if TYPE_CHECKING:
    from index.language.quotations.findings import Finding
    from index.language.quotations.frames import Segment, Unit

_NEVER = words("nie niemals nirgends nirgendwo keineswegs mitnichten")
_NOBODY_OR_NEVER = words("niemand keiner") | _NEVER
_WERE_IT_SO = words("hätte hätten würde würden sollte sollten")
_ASKING = words(
    "hat haben hatte hatten habe wird werden wurde wurden will wollen wollte wollten kann können konnte soll sollen"
)
_UNKNOWN = words("ob falls sofern wenn")
_ONLY = words("nur erst immer außer selbst")
_DENYING = words(
    """
    bestreitet bestreiten bestritt bestritten dementiert dementieren dementierte dementierten leugnet leugnen leugnete
    leugneten lüge falschbehauptung falschmeldung erfindung unwahrheit erfunden unwahr gelogen falsch gefälscht
    """
)
_DENIALS = frozenset({"bestreiten", "leugnen", "dementieren", "widersprechen"})  # who does not deny has not said no
_OF_SAYING = frozenset(
    written
    for written, readings in CUE_FORMS.items()
    if any("t" not in TAKES[form.lemma] for form in readings) and _DENIALS.isdisjoint(form.lemma for form in readings)
)
_CLOSING = 3  # tokens that a verb and its auxiliaries take at the end of a clause
_NOT_ONLY = words("nur allein bloß zuletzt ohne zum")


def unsaid(unit: Unit) -> frozenset[int]:
    """The words of saying in a unit's frame that tell that something was not said, or only asked or supposed to be."""
    heard = _cues(unit)
    if not heard:
        return frozenset()
    whole = _is_open(unit)
    return frozenset(
        at
        for number, at in heard
        if is_hearsay(unit, number, at) or (_is_word_of_saying(unit, at) and _is_void(unit, number, at, whole=whole))
    )


def _is_void(unit: Unit, number: int, at: int, *, whole: bool) -> bool:
    """Whether a word of saying stands where nothing is said; `whole`: the unit's first clause asks or supposes."""
    segment = unit.segments[number]
    return (
        (whole and number == 0)
        or _is_negated(unit, segment, at)
        or (number > 0 and _is_denied(unit, unit.segments[number - 1], segment, at))
        or (_is_condition(unit, segment) and at >= segment.end - _CLOSING)
    )


def _is_condition(unit: Unit, segment: Segment) -> bool:
    """Whether a clause is a condition or unknown: *wenn*, *nur wenn*, *ob*; but not *auch wenn*, which concedes."""
    opening = [token.low for token in unit.frame[segment.start : segment.start + 2]]
    return opening[0] in _UNKNOWN or (opening[-1] in _UNKNOWN and opening[0] in _ONLY)


def is_unsaid(unit: Unit, finding: Finding, void: frozenset[int]) -> bool:
    """Whether what was found hangs on a word of saying that tells that it was not said.

    Args:
        unit: where it was found.
        finding: what was found there.
        void: the unit's :func:`unsaid` words.
    """
    starts = {unit.frame[at].start for at in void}
    if finding.cue and finding.cue.start in starts:
        return True
    if is_forged(unit, finding) or (finding.source and is_rumour(unit, finding.source)):
        return True
    span = finding.spans[0]
    if any(_having(unit, at) and span.start <= unit.frame[at].start < span.end for at in void):
        return True  # "dementierte, gesagt zu haben"
    return finding.kind == "direct" and _hangs_on(unit, finding, void)


def rumours(unit: Unit) -> bool:
    """Whether a unit tells what somebody is rumoured or supposed to have said, and nothing that is said."""
    heard = _cues(unit)
    return bool(heard) and all(is_hearsay(unit, number, at) for number, at in heard)


def tells_unsaid(text: str) -> bool:
    """Whether a sentence tells that something was not said, or only rumoured, supposed or ascribed to somebody."""
    return any(unsaid(unit) or forges(unit) for unit in units(text))


def _hangs_on(unit: Unit, finding: Finding, void: frozenset[int]) -> bool:
    """Whether a quotation follows such a word in its clause or the next one, no other word of saying between them.

    Or whether, with no word of its own, it stands before one: "„…“, soll X gesagt haben".
    """
    start = finding.spans[0].start
    quote = next((at for at, token in enumerate(unit.frame) if token.start <= start < token.end), None)
    if quote is None:
        return False
    if not any(at < quote for at in void):
        after = next((s for s in unit.segments if s.start > quote), None)
        return finding.cue is None and after is not None and any(after.start <= at < after.end for at in void)
    last = max(at for at in void if at < quote)
    if finding.cue and is_hearsay(unit, next(n for n, s in enumerate(unit.segments) if last < s.end), last):
        return False  # "kritisierte den Mann, der es gesagt haben soll, als „…“"
    between = unit.frame[last + 1 : quote]
    if any(token.text == QUOTED or token.low in CUE_FORMS for token in between):
        return False
    return sum(token.text in CLAUSE_MARKS for token in between) <= 1


def _having(unit: Unit, at: int) -> bool:
    return [token.low for token in unit.frame[at + 1 : at + 3]] == ["zu", "haben"]


def _cues(unit: Unit) -> list[tuple[int, int]]:
    """Where words of saying stand in a unit's frame: in which segment, at which token."""
    frame = unit.frame
    places = [at for at, token in enumerate(frame) if token.low in CUE_FORMS and (at == 0 or token.text[0].islower())]
    if not places:
        return []
    return [
        (number, at)
        for number, segment in enumerate(unit.segments)
        for at in places
        if segment.start <= at < segment.end
    ]


def _is_word_of_saying(unit: Unit, at: int) -> bool:
    """Whether a token is a form of a verb that tells of something said and not of a thought or a denial."""
    return unit.frame[at].low in _OF_SAYING


def _is_open(unit: Unit) -> bool:
    """Whether a unit asks whether it was said, or supposes it: "Sagte X …?", "Hätte X gesagt: …"."""
    first = unit.frame[0].low
    if first in _WERE_IT_SO:
        return True
    asks = unit.frame[-1].text == "?" or (unit.frame[-1].text == QUOTED and unit.text[unit.span.end - 1] == "?")
    return asks and (first in _ASKING or (first in CUE_FORMS and first in ALL_FINITE))


def _is_negated(unit: Unit, segment: Segment, at: int) -> bool:
    """Whether it is said by nobody or never, or *nicht* stands at the end of its clause or right before it."""
    frame = unit.frame
    own = range(segment.start, segment.end)
    if any(frame[p].low in _NOBODY_OR_NEVER for p in own):
        return True
    for p in own:
        if frame[p].low != "nicht" or (p + 1 < len(frame) and frame[p + 1].low in _NOT_ONLY):
            continue
        if p + 1 >= segment.end or (
            at - 2 <= p < at and at >= segment.end - _CLOSING and frame[p + 1].low not in COORDINATORS
        ):
            return True
    return False


def _is_denied(unit: Unit, before: Segment, segment: Segment, at: int) -> bool:
    """Whether the clause before denies it: "bestritt, gesagt zu haben", "Es ist eine Lüge, dass X gesagt habe"."""
    frame = unit.frame
    if not _having(unit, at) and frame[segment.start].low not in ("dass", "daß"):
        return False
    return any(frame[p].low in _DENYING for p in range(before.start, before.end))
