"""What a verb of saying governs: where it starts, in which form, and where it ends. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.clauses import THAT, depends, has_finite, has_zu, is_relative, is_subordinate
from index.language.quotations.cue_search import Cue
from index.language.quotations.cues import CUE_FORMS
from index.language.quotations.frames import QUOTED
from index.language.quotations.moods import first_finite, first_subjunctive, second_subjunctive
from index.language.quotations.subjects import subject
from index.language.quotations.word_list import words
from index.language.quotations.words import (
    ADVERBS,
    ALL_FINITE,
    COORDINATORS,
    FINITE,
    QUESTION_WORDS,
    RELATIVES,
    SUBJUNCTIVE,
    SUBJUNCTIVE_CORE,
    SUBORDINATORS,
)

if TYPE_CHECKING:
    from index.language.quotations.cue_search import Cue
    from index.language.quotations.frames import Segment, Unit


_BEFORE_THAT = frozenset({"so", "und", "auch", "nur", "vor", "allem", "sondern", "zudem", "statt"})


_LIGHT = _BEFORE_THAT | ADVERBS
_JOINING = COORDINATORS | {"aber", "doch", "sondern"}
_NO_NOMINAL = SUBORDINATORS | RELATIVES - {"der", "die", "das"}
_TOLD = frozenset(form for form in CUE_FORMS if not form.endswith("en")) & FINITE - SUBJUNCTIVE - SUBJUNCTIVE_CORE


_POINTING = words("dazu darum darauf davor davon daran dafür dagegen damit darüber darin es")


_SAYING_WITHOUT_MOOD = words(
    """
    sagen erklären berichten melden mitteilen betonen bestätigen behaupten versichern ankündigen meinen bekanntgeben
    ergänzen hinzufügen feststellen schreiben ausführen angeben aussagen einräumen verkünden vermelden glauben
    denken hoffen fürchten befürchten erwarten vermuten argumentieren warnen kritisieren urteilen entgegnen erwidern
    bekräftigen
    """
)


def complement(unit: Unit, cue: Cue) -> tuple[str, int, int] | None:
    """The form of what follows the cue, its first token and its segment."""
    for number in range(cue.segment + 1, min(cue.segment + 4, len(unit.segments))):
        segment = unit.segments[number]
        if segment.end <= cue.end:
            continue
        if number > cue.segment + 1 and _resumes(unit, cue, number):
            return "subjunctive", unit.segments[cue.segment + 1].start, number
        form = _form(unit, cue, segment, first=number == cue.segment + 1)
        if form:
            start = segment.start
            while unit.frame[start].low in _BEFORE_THAT and form == "dass" and unit.frame[start].low != "so":
                start += 1
            return form, start, number
        if not _is_inserted(unit, segment):
            return None
    return None


def _resumes(unit: Unit, cue: Cue, number: int) -> bool:
    """Whether a segment goes on with the clause that an insertion broke off: "die Lage – auch hier – sei ernst"."""
    segment = unit.segments[number]
    first = unit.segments[cue.segment + 1]
    verb = segment.start
    moods = first_subjunctive(unit, verb, verb + 1), second_subjunctive(unit, verb, verb + 1)
    if moods == (None, None) or first.mark != "," or not ("s" in cue.takes or "t" in cue.takes):
        return False
    nominal = unit.frame[first.start].low not in _NO_NOMINAL
    return nominal and first_finite(unit, first.start, first.end) is None


def _form(unit: Unit, cue: Cue, segment: Segment, *, first: bool) -> str | None:
    """Which form of complement a segment is, if it is one."""
    opening = unit.frame[segment.start].low
    if segment.mark == ":" and not _opens_with_that(unit, segment):
        speaks = first and "s" in cue.takes and has_finite(unit, segment.start, segment.end)
        return "colon" if speaks else None
    form: str | None = None
    if _opens_with_that(unit, segment):
        form = "dass"
    elif segment.mark not in (",", ""):
        form = None
    elif _is_question(unit, cue, segment):
        form = "question"
    elif opening not in _WITHOUT and has_zu(unit, segment) and (set("dst") & set(cue.takes) or _points(unit, cue)):
        form = "zu"
    elif depends(unit, segment) and opening not in _CONDITIONAL:
        form = None
    elif first_subjunctive(unit, segment.start, segment.end) is not None and not cue.final:
        form = "subjunctive"
    else:
        form = _main_clause(unit, cue, segment, first=first)
    return form


def _opens_with_that(unit: Unit, segment: Segment) -> bool:
    """Whether *dass* opens a segment, at most after an adverb or two: "so dass", "auch, dass"."""
    opening = [unit.frame[p].low for p in range(segment.start, min(segment.start + 4, segment.end))]
    that = next((position for position, word in enumerate(opening) if word in THAT), None)
    return that is not None and all(word in _LIGHT for word in opening[:that])


def _is_question(unit: Unit, cue: Cue, segment: Segment) -> bool:
    """Whether a segment is an indirect question that the cue asks or answers."""
    opening = unit.frame[segment.start].low
    if opening == "ob":
        return True
    if opening not in QUESTION_WORDS or not is_subordinate(unit, segment):
        return False
    return cue.lemma in _EXPLAINING if opening in ("wie", "was", "wer") else "s" in cue.takes


def _main_clause(unit: Unit, cue: Cue, segment: Segment, *, first: bool) -> str | None:
    """The form of a main clause that follows the cue: in Konjunktiv II, or in the indicative after plain *sagen*."""
    opening = unit.frame[segment.start].low
    verb = first_finite(unit, segment.start, segment.end)
    if verb is None or verb == segment.start or opening in _JOINING:
        return None
    if second_subjunctive(unit, segment.start, segment.end) is not None:
        return "subjunctive"
    plain = cue.lemma.replace("|", "") in _SAYING_WITHOUT_MOOD and not cue.final and not cue.passive
    return "main clause" if first and plain and opening not in SUBORDINATORS else None


_EXPLAINING = frozenset(
    {"fragen", "erläutern", "erklären", "schildern", "beschreiben", "betonen", "hervor|heben", "unterstreichen"}
)
_WITHOUT = frozenset({"um", "ohne", "anstatt", "statt"})  # with them an infinitive says what for, not what
_CONDITIONAL = frozenset({"wenn", "während", "solange", "sobald", "als", "da", "damit"})


def _is_inserted(unit: Unit, segment: Segment) -> bool:
    """Whether a segment may stand between a cue and what it governs: a relative clause, an apposition, an adverbial."""
    if is_relative(unit, segment):
        return True
    return not has_finite(unit, segment.start, segment.end) or unit.frame[segment.start].low in SUBORDINATORS


def _points(unit: Unit, cue: Cue) -> bool:
    segment = unit.segments[cue.segment]
    return any(unit.frame[p].low in _POINTING for p in range(segment.start, segment.end))


def complement_end(unit: Unit, number: int, cue: Cue) -> int:
    """Where what is said ends: at the unit's end, or where the sentence returns to its reporter."""
    frame = unit.frame
    segments = unit.segments
    for later in range(number, len(segments)):
        segment = segments[later]
        if later > number and segment.mark == ":" and frame[segment.start].text == QUOTED:
            return segment.start
        if later > number and segment.mark == ";" and first_subjunctive(unit, segment.start, segment.end) is None:
            return segment.start
        if later > number and (_returns(unit, segment) or _leaves(unit, segment, cue)):
            return segment.start
        for position in range(segment.start + 1, segment.end - 1):
            if frame[position].low in ("und", "sowie") and _is_told_verb(unit, position + 1):
                return position
    return len(frame)


def next_told(unit: Unit, number: int, cue: Cue, found: tuple[Cue, ...]) -> int:
    """Where the reporter speaks again: a clause joined by *doch* or the like with a cue of its own."""
    for other in found:
        segment = unit.segments[other.segment]
        if other.segment <= number or other is cue or other.final or other.takes == "q":
            continue
        if unit.frame[segment.start].low in ("doch", "aber", "während") and segment.mark:
            return segment.start
        if other.finite == segment.start and subject(unit, other) is not None:
            return segment.start
    return len(unit.frame)


def _leaves(unit: Unit, segment: Segment, cue: Cue) -> bool:
    """Whether a segment comments on what was said, or is the main clause after a cue in a subordinate one."""
    first = unit.frame[segment.start]
    told = first_subjunctive(unit, segment.start, segment.end) is not None
    if first.low in ("was", "wobei", "woraufhin", "weshalb") and not told:
        return True
    return cue.final and segment.mark == "," and first.low in ALL_FINITE and not told


def _is_told_verb(unit: Unit, at: int) -> bool:
    """Whether a verb after *und* is the reporter's: in the indicative, a verb of saying or in the past."""
    return unit.frame[at].low in _TOLD


def _returns(unit: Unit, segment: Segment) -> bool:
    frame = unit.frame
    first = frame[segment.start]
    if first.low in ("sagte", "erklärte", "betonte", "meinte", "hieß", "so", "teilte", "berichtete", "fügte", "sagt"):
        return True
    if first.low in ("und", "aber", "sowie", "wie", "doch") and segment.end - segment.start > 1:
        return _is_told_verb(unit, segment.start + 1)
    return False
