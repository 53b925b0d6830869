"""Where a frame says that something is said: its cues. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.language.quotations.cues import CUE_FORMS, PHRASE_FORMS, TAKES
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.inflection import Role
from index.language.quotations.word_list import words
from index.language.quotations.words import (
    COORDINATORS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language.quotations.frames import Segment, Unit
    from index.language.quotations.inflection import Form


_CONCLUSIONS = frozenset({"Schluss", "Ergebnis", "Überzeugung", "Ansicht", "Meinung", "Auffassung"})


_PHRASE_REACH = 16  # tokens from a verb to the word that makes it a cue, over insertions


_HAVE = words("hat haben hatte hatten habe hätte hätten")


_BE = words("ist sind war waren sei seien")


_WITH_BE = frozenset({"aus|gehen"})  # verbs of saying and thinking that form their perfect with *sein*


_BECOME = words("wird werden wurde wurden werde worden")


_HAVE_OR_BE, _HAVE_OR_BECOME = _HAVE | _BE, _HAVE | _BECOME


_BEHIND_INFINITIVES = MODALS | {"lassen"}
_BEFORE_INFINITIVES = MODALS | {"würde", "würden", "wird", "werden"}


_OPENERS = SUBORDINATORS | RELATIVES


_WORDS = frozenset(CUE_FORMS) | frozenset(PHRASE_FORMS)


class Cue(NamedTuple):
    """A verb that says that something is said.

    Attributes:
        at: the token of the verb that carries the meaning.
        end: after its last token, a particle or participle included.
        finite: the token of the finite verb; the same as `at` unless an auxiliary carries the tense.
        lemma: the infinitive.
        takes: what it takes, the letters of :mod:`index.language.quotations.cues`.
        passive: whether the speaker is told with *von*, if at all.
        final: whether it stands at the end of a subordinate clause.
        segment: the segment it stands in.
    """

    at: int
    end: int
    finite: int
    lemma: str
    takes: str
    passive: bool
    final: bool
    segment: int


def cues(unit: Unit) -> tuple[Cue, ...]:
    """All cues of a unit, in order."""
    if _WORDS.isdisjoint([token.low for token in unit.frame]):
        return ()
    return tuple(cue for number in range(len(unit.segments)) for cue in _in_segment(unit, number))


def is_plural(unit: Unit, cue: Cue) -> bool:
    """Whether the verb says that several speak."""
    finite = unit.frame[cue.finite].low
    return finite.endswith("n") and finite not in ("kann", "begann", "schien")


def _in_segment(unit: Unit, number: int) -> Iterator[Cue]:
    segment = unit.segments[number]
    frame = unit.frame
    for at in range(segment.start, segment.end):
        token = frame[at]
        if token.low not in _WORDS:
            continue
        if token.text[0].isupper() and at > 0:
            continue
        cue = _phrase_cue(unit, number, at) or _verb_cue(unit, number, at)
        if cue:
            yield cue


def _phrase_cue(unit: Unit, number: int, at: int) -> Cue | None:
    segment, frame = unit.segments[number], unit.frame
    words = PHRASE_FORMS.get(frame[at].low)
    if not words or _is_infinitive(unit, segment, at):
        return None
    stop = max(segment.end, min(len(frame), at + _PHRASE_REACH))
    found = [p for p in range(segment.start, stop) if frame[p].text in words]
    if not found or (frame[found[0]].text in _CONCLUSIONS and frame[found[0] - 1].low not in ("dem", "zum", "der")):
        return None
    final = _is_final(unit, segment, at, at + 1)
    return Cue(at, at + 1, at, frame[at].low, "st", passive=False, final=final, segment=number)


def _verb_cue(unit: Unit, number: int, at: int) -> Cue | None:
    """The cue at a token; of several readings the one with a particle in place, else without one."""
    best: Cue | None = None
    for form in CUE_FORMS.get(unit.frame[at].low, ()):
        cue = _read(unit, number, at, form)
        if cue and (best is None or "|" in form.lemma):
            best = cue
    return best


def _read(unit: Unit, number: int, at: int, form: Form) -> Cue | None:
    """The cue that one reading of a verb makes, if it stands as it would have to."""
    frame = unit.frame
    if form.lemma == "drohen" and any(frame[p].low == "es" for p in (max(at - 1, 0), min(at + 1, len(frame) - 1))):
        return None  # "es droht Regen"
    if form.lemma == "heißen" and at and frame[at - 1].low in ("das", "dies"):
        return None  # "das heißt"
    if form.role in (Role.FINITE, Role.SUBJUNCTIVE):
        return _finite(unit, number, at, form)
    return _participle(unit, number, at, form) if form.role is Role.PARTICIPLE else None


def _finite(unit: Unit, number: int, at: int, form: Form) -> Cue | None:
    segment, frame = unit.segments[number], unit.frame
    takes = TAKES[form.lemma]
    separated = bool(form.particle) and not form.joined
    end = at + 1
    if separated:
        if at > segment.start and frame[at - 1].low == form.particle:  # "bekannt gab"
            return Cue(at - 1, end, at, form.lemma, takes, passive=False, final=True, segment=number)
        found = _particle(unit, segment, at, form.particle)
        if found is None:
            return None
        end = found + 1
    joins = not form.particle and _auxiliary(unit, segment, at, _HAVE_OR_BECOME) is not None
    if joins or _is_infinitive(unit, segment, at):
        return None
    final = not separated and (form.joined or _is_final(unit, segment, at, end))
    return Cue(at, end, at, form.lemma, takes, passive=False, final=final, segment=number)


def _participle(unit: Unit, number: int, at: int, form: Form) -> Cue | None:
    segment, frame = unit.segments[number], unit.frame
    takes = TAKES[form.lemma]
    if at + 1 < segment.end and frame[at + 1].text[0].isupper() and frame[at + 1].low != "und":
        return None  # an attribute: "die berichteten Fälle"
    passive = _auxiliary(unit, segment, at, _BECOME)
    if passive is not None:
        return Cue(at, at + 1, passive, form.lemma, takes, passive=True, final=passive > at, segment=number)
    active = _auxiliary(unit, segment, at, _HAVE_OR_BE if form.lemma in _WITH_BE else _HAVE)
    if active is None:
        return None
    end = max(at, active) + 1
    return Cue(at, end, active, form.lemma, takes, passive=False, final=active > at, segment=number)


def _auxiliary(unit: Unit, segment: Segment, at: int, among: frozenset[str]) -> int | None:
    """The auxiliary of a participle at `at`: before it in the segment, right after it, or before an inserted clause."""
    frame = unit.frame
    for position in range(at + 1, min(at + 3, segment.end)):
        if frame[position].low in among:
            return position
    for position in range(segment.start, at):
        if frame[position].low in among:
            return position
    return None


def _particle(unit: Unit, segment: Segment, at: int, particle: str) -> int | None:
    """The separated particle of the verb at `at`: last in its segment, or in a later one after an insertion."""
    frame = unit.frame
    for position in range(at + 1, min(len(frame), at + 40)):
        if frame[position].low == particle and (
            position + 1 == len(frame)
            or frame[position + 1].text in CLAUSE_MARKS
            or frame[position + 1].low in COORDINATORS
            or frame[position + 1].text == QUOTED
        ):
            return position
        if position >= segment.end and frame[position].low in ("dass", "daß", "ob"):
            return None
    return None


def _is_infinitive(unit: Unit, segment: Segment, at: int) -> bool:
    frame = unit.frame
    if at > segment.start and frame[at - 1].low == "zu":
        return True
    if not frame[at].low.endswith("en"):
        return False
    if at + 1 < segment.end:
        return frame[at + 1].low in _BEHIND_INFINITIVES
    return any(frame[p].low in _BEFORE_INFINITIVES for p in range(segment.start, at))


def _is_final(unit: Unit, segment: Segment, at: int, end: int) -> bool:
    """Whether the verb closes a subordinate clause."""
    opener = unit.frame[segment.start].low
    if opener in RELATIVES and any(unit.frame[p].text == "," for p in range(segment.start, segment.end)):
        return False  # "die Sprecherin, Anna Holm, sagte"
    if opener not in _OPENERS and not (
        segment.start + 1 < segment.end and unit.frame[segment.start + 1].low in RELATIVES and opener in PREPOSITIONS
    ):
        return False
    if opener in ("der", "die", "das", "den", "dem") and segment.mark not in (",", ":"):
        return False
    return end >= segment.end and at > segment.start + 1 and (segment.start > 0 or opener in SUBORDINATORS)
