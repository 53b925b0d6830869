"""Indirect speech with a verb of saying: "X sagte, dass …", "X sagte, er habe …", "…, sagte X". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.quotations.clauses import main_subject
from index.language.quotations.cue_search import has_finite, subject
from index.language.quotations.cues import CUE_FORMS, SAYING_NOUNS
from index.language.quotations.findings import Finding
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.moods import first_finite, first_subjunctive, second_subjunctive
from index.language.quotations.phrases import Phrase, is_agent, noun_phrase
from index.language.quotations.word_list import words
from index.language.quotations.words import (
    ADVERBS,
    ALL_FINITE,
    COORDINATORS,
    FINITE,
    PREPOSITIONS,
    QUESTION_WORDS,
    RELATIVES,
    SUBJUNCTIVE,
    SUBJUNCTIVE_CORE,
    SUBORDINATORS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language.quotations.cue_search import Cue
    from index.language.quotations.frames import Segment, Unit
    from index.model import Span

_THAT = frozenset({"dass", "daß"})
_BEFORE_THAT = frozenset({"so", "und", "auch", "nur", "vor", "allem", "sondern", "zudem", "statt"})
_VERB_CLUSTER = 3  # verbs that close a clause: "genutzt werden kann"
_WITH_ZU = re.compile(
    r"(?:ab|an|auf|aus|bei|bekannt|bereit|da|dar|durch|ein|empor|entgegen|entlang|fest|fort|frei|gegenüber|gleich|heim|her|"
    r"heran|heraus|herbei|herein|herunter|hervor|hin|hinaus|hinein|hinweg|hinzu|klar|kennen|los|mit|nach|nahe|nieder|offen|"
    r"preis|sicher|statt|still|teil|über|um|unter|voran|voraus|vor|vorbei|vorweg|wahr|weg|weiter|wett|wieder|zu|zurecht|"
    r"zurück|zusammen|zuvor)zu[a-zäöüß]{2,}n"
)
_POINTING = words("dazu darum darauf davor davon daran dafür dagegen damit darüber darin es")
_SAYING_WITHOUT_MOOD = words(
    """
    sagen erklären berichten melden mitteilen betonen bestätigen behaupten versichern ankündigen meinen bekanntgeben
    ergänzen hinzufügen feststellen schreiben ausführen angeben aussagen einräumen verkünden vermelden glauben
    denken hoffen fürchten befürchten erwarten vermuten argumentieren warnen kritisieren urteilen entgegnen erwidern
    bekräftigen
    """
)


def postposed(unit: Unit, number: int, found: tuple[Cue, ...]) -> Iterator[Finding]:
    """What stands before its cue: "Er komme nicht, sagte X.", with what goes on behind it in the subjunctive."""
    for cue in found:
        segment = unit.segments[cue.segment]
        if (
            cue.finite != segment.start
            or segment.mark not in (",", "–", "-", "—", "")
            or "s" not in cue.takes + "s" * ("t" in cue.takes)
        ):
            continue
        if cue.segment == 0 or cue.passive or unit.frame[min(cue.at + 1, len(unit.frame) - 1)].low == "aber":
            continue
        if (
            _complement_start(unit, cue) is not None
            and unit.frame[unit.segments[0].start].low in SUBORDINATORS | PREPOSITIONS
        ):
            continue
        start = _clause_start(unit, cue.segment)
        span = unit.chars(start, segment.start)
        who = subject(unit, cue)
        if span is None or not _says_something(unit, start, segment.start):
            continue
        if who is None or (who.start < cue.finite and not cue.lemma == "heißen"):
            if not _is_told(unit, cue):
                continue
            who = None
        spans = [span]
        more = _goes_on(unit, cue)
        if more:
            spans.append(more)
        yield Finding("cue after", "indirect", tuple(spans), number, who, _cue_span(unit, cue), plural=None)


def _is_told(unit: Unit, cue: Cue) -> bool:
    """Whether nobody is named on purpose: "…, hieß es", "…, heißt es in dem Bericht"."""
    return cue.lemma == "heißen" and any(
        unit.frame[p].low == "es" for p in range(cue.at, min(cue.at + 3, len(unit.frame)))
    )


def _clause_start(unit: Unit, number: int) -> int:
    """Where the sentence that ends before segment `number` begins: after the last semicolon or colon, or at the start."""
    start = 0
    for segment in unit.segments[:number]:
        if segment.mark in (";", ":") or (segment.mark in ".!?" and segment.mark):
            start = segment.start
    while start < len(unit.frame) and unit.frame[start].text in CLAUSE_MARKS:
        start += 1
    return start


def _says_something(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch is a clause of the reporter's, not a quotation alone or an apposition."""
    words = [token for token in unit.frame[start:end] if token.text not in CLAUSE_MARKS]
    if sum(token.text != QUOTED for token in words) < 2:
        return False
    return any(
        has_finite(unit, segment.start, segment.end) and not _depends(unit, segment)
        for segment in unit.segments
        if start <= segment.start < end
    )


def _depends(unit: Unit, segment: Segment) -> bool:
    """Whether a segment is a relative or another subordinate clause."""
    if _is_relative(unit, segment):
        return True
    return unit.frame[segment.start].low in SUBORDINATORS - _THAT and _is_subordinate(unit, segment)


def _goes_on(unit: Unit, cue: Cue) -> Span | None:
    """What follows a cue in the middle: "…, sagte X, und er werde …"."""
    segments = unit.segments
    for number in range(cue.segment + 1, len(segments)):
        segment = segments[number]
        if first_subjunctive(unit, segment.start, segment.end) is not None:
            start = segments[cue.segment + 1].start
            return unit.chars(start, _end(unit, number, cue))
        if unit.frame[segment.start].low in RELATIVES:
            continue
        break
    return None


def forward(unit: Unit, number: int, found: tuple[Cue, ...]) -> Iterator[Finding]:
    """What follows its cue: a clause with *dass* or *ob*, in the subjunctive, with *zu*, or a plain main clause."""
    for cue in found:
        complement = _complement_start(unit, cue)
        if complement is None:
            continue
        rule, start, segment = complement
        end = min(_end(unit, segment, cue), _next_told(unit, segment, cue, found))
        span = unit.chars(start, end)
        if span is None or (end - start == 1 and unit.frame[start].text == QUOTED):
            continue
        who = subject(unit, cue)
        yield Finding(f"cue before: {rule}", "indirect", (span,), number, who, _cue_span(unit, cue), plural=None)


def _complement_start(unit: Unit, cue: Cue) -> tuple[str, int, int] | None:
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
    if moods == (None, None) or first.mark != "," or not set("st") & set(cue.takes):
        return False
    nominal = unit.frame[first.start].low not in SUBORDINATORS | RELATIVES - {"der", "die", "das"}
    return nominal and first_finite(unit, first.start, first.end) is None


def _form(unit: Unit, cue: Cue, segment: Segment, *, first: bool) -> str | None:
    frame = unit.frame
    start = segment.start
    opening = [frame[p].low for p in range(start, min(start + 4, segment.end))]
    that = next((word for word in opening if word in _THAT), None)
    if that and all(word in _BEFORE_THAT | ADVERBS for word in opening[: opening.index(that)]):
        return "dass"
    if segment.mark == ":" and first:
        return "colon" if "s" in cue.takes and has_finite(unit, start, segment.end) else None
    if segment.mark not in (",", ""):
        return None
    if opening[0] == "ob" or (
        opening[0] in QUESTION_WORDS
        and opening[0] not in ("wie", "wer", "was")
        and "s" in cue.takes
        and _is_subordinate(unit, segment)
    ):
        return "question"
    if (
        opening[0] in ("wie", "was", "wer")
        and cue.lemma in ("fragen", "erläutern", "erklären", "schildern", "beschreiben", "betonen")
        and _is_subordinate(unit, segment)
    ):
        return "question"
    if opening[0] in SUBORDINATORS - {"wenn", "während", "solange", "sobald", "als", "um", "da", "damit"}:
        return None
    if (
        _has_zu(unit, segment)
        and (set("dt") & set(cue.takes) or _points(unit, cue))
        and opening[0] not in ("um", "ohne", "anstatt", "statt")
    ):
        return "zu"
    conditional = opening[0] in ("wenn", "während", "solange", "sobald", "als", "da", "damit")
    if _is_relative(unit, segment) or (
        opening[0] in SUBORDINATORS and not conditional and _is_subordinate(unit, segment)
    ):
        return None
    if first_subjunctive(unit, start, _sentence_end(unit, segment)) is not None and not cue.final:
        return "subjunctive"
    verb = first_finite(unit, start, segment.end)
    if verb is None or verb == start or opening[0] in COORDINATORS | {"aber", "doch", "sondern"}:
        return None
    if second_subjunctive(unit, start, segment.end) is not None:
        return "subjunctive"
    if (
        first
        and cue.lemma.replace("|", "") in _SAYING_WITHOUT_MOOD
        and not cue.final
        and not cue.passive
        and opening[0] not in SUBORDINATORS
    ):
        return "main clause"
    return None


def _sentence_end(unit: Unit, segment: Segment) -> int:
    """To the end of the unit or the next semicolon."""
    return segment.end


def _is_subordinate(unit: Unit, segment: Segment) -> bool:
    return segment.end > segment.start and unit.frame[segment.end - 1].low in ALL_FINITE


def _is_relative(unit: Unit, segment: Segment) -> bool:
    """Whether a segment is a relative clause: it opens with a relative word and its verb stands last."""
    frame = unit.frame
    opener = frame[segment.start].low
    if opener in PREPOSITIONS and segment.start + 1 < segment.end and frame[segment.start + 1].low in RELATIVES:
        opener = frame[segment.start + 1].low
        after = segment.start + 2
    else:
        after = segment.start + 1
    if opener not in RELATIVES:
        return False
    if not _is_subordinate(unit, segment):
        return False
    first = first_finite(unit, after, segment.end)
    if first is None or first == segment.end - 1:
        return True
    in_mood = (
        first_subjunctive(unit, first, first + 1) is not None or second_subjunctive(unit, first, first + 1) is not None
    )
    return not in_mood and first >= segment.end - _VERB_CLUSTER


def _is_inserted(unit: Unit, segment: Segment) -> bool:
    """Whether a segment may stand between a cue and what it governs: a relative clause, an apposition, an adverbial."""
    if _is_relative(unit, segment):
        return True
    return not has_finite(unit, segment.start, segment.end) or unit.frame[segment.start].low in SUBORDINATORS


def _points(unit: Unit, cue: Cue) -> bool:
    segment = unit.segments[cue.segment]
    return any(unit.frame[p].low in _POINTING for p in range(segment.start, segment.end))


def _has_zu(unit: Unit, segment: Segment) -> bool:
    """Whether the segment's last verb is an infinitive with *zu*."""
    frame = unit.frame
    for position in range(segment.start, segment.end):
        token = frame[position]
        if (
            token.low == "zu"
            and position + 1 < segment.end
            and frame[position + 1].text[0].islower()
            and frame[position + 1].low.endswith("n")
        ):
            return True
        if (
            token.text[0].islower()
            and _WITH_ZU.fullmatch(token.low)
            and token.low.endswith("en")
            and position + 1 >= segment.end - 1
        ):
            return True
    return False


def _end(unit: Unit, number: int, cue: Cue) -> int:
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


def _next_told(unit: Unit, number: int, cue: Cue, found: tuple[Cue, ...]) -> int:
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
    token = unit.frame[at]
    if token.low in SUBJUNCTIVE | SUBJUNCTIVE_CORE or token.low not in FINITE:
        return False
    return token.low in CUE_FORMS and not token.low.endswith("en")


def _returns(unit: Unit, segment: Segment) -> bool:
    frame = unit.frame
    first = frame[segment.start]
    if first.low in ("sagte", "erklärte", "betonte", "meinte", "hieß", "so", "teilte", "berichtete", "fügte", "sagt"):
        return True
    if first.low in ("und", "aber", "sowie", "wie", "doch") and segment.end - segment.start > 1:
        return _is_told_verb(unit, segment.start + 1)
    return False


def pointing_back(unit: Unit, number: int, found: tuple[Cue, ...], before: Unit | None) -> Iterator[Finding]:
    """What "Das teilte X mit" points back to: the sentence before, or the clause before in the same sentence."""
    for cue in found:
        segment = unit.segments[cue.segment]
        if unit.frame[segment.start].low not in ("das", "dies", "so") or cue.finite != segment.start + 1:
            continue
        if "s" not in cue.takes or cue.passive or _complement_start(unit, cue) is not None:
            continue
        who = subject(unit, cue)
        span = unit.chars(0, segment.start) if cue.segment else (before.span if before else None)
        if who is None or span is None or len(span) < _SHORTEST or (cue.segment == 0 and unit.frame[0].low == "so"):
            continue
        yield Finding("cue pointing back", "indirect", (span,), number, who, _cue_span(unit, cue))


_SHORTEST = 30  # characters; less is a heading or a fragment


def nouns(unit: Unit, number: int) -> Iterator[Finding]:
    """What a noun of saying announces: "die Behauptung, er habe …", "der Vorwurf, … zu haben"."""
    frame = unit.frame
    for index, segment in enumerate(unit.segments[1:], 1):
        before = unit.segments[index - 1]
        noun = next((p for p in range(before.end - 1, before.start - 1, -1) if frame[p].text in SAYING_NOUNS), None)
        if noun is None or segment.mark not in (",", ":") or has_finite(unit, noun + 1, before.end):
            continue
        opener = frame[segment.start].low
        if opener in _THAT or opener == "ob":
            rule = "dass"
        elif _has_zu(unit, segment) and opener not in ("um", "ohne"):
            rule = "zu"
        elif (
            not _is_relative(unit, segment)
            and first_subjunctive(unit, segment.start, segment.end) is not None
            and opener not in SUBORDINATORS
        ):
            rule = "subjunctive"
        else:
            continue
        span = unit.chars(segment.start, _noun_end(unit, index))
        cue = unit.chars(noun, noun + 1)
        if span:
            yield Finding(f"noun: {rule}", "indirect", (span,), number, _of_noun(unit, noun, before), cue, plural=None)


def _of_noun(unit: Unit, noun: int, segment: Segment) -> Phrase | None:
    """Whose claim it is: "der Vorwurf der Polizei", "von Holm mit dem Hinweis abgelehnt", "Holm äußerte die Hoffnung"."""
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


def _cue_span(unit: Unit, cue: Cue) -> Span | None:
    return unit.chars(cue.at, cue.at + 1)
