"""Where a frame says that something is said: its cues, each with the noun phrase that names the speaker. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.language.quotations.cues import CUE_FORMS, PHRASE_FORMS, TAKES
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.inflection import Role
from index.language.quotations.phrases import (
    DATIVE,
    Phrase,
    is_agent,
    is_time,
    noun_phrase,
    quoted_name,
    skip_adverbials,
)
from index.language.quotations.word_list import words
from index.language.quotations.words import (
    ADVERBS,
    ALL_FINITE,
    AUXILIARIES,
    COORDINATORS,
    MODALS,
    MONTHS_DAYS,
    PERSONAL,
    PREPOSITIONS,
    RELATIVES,
    SUBJUNCTIVE_CORE,
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
_TO_SOMEBODY = words(
    """
    vor|werfen vor|halten unterstellen widersprechen raten empfehlen drohen zu|sichern zu|sagen attestieren
    bescheinigen bitten auf|fordern beschuldigen bezichtigen warnen ermahnen verdächtigen
    """
)
_WITH_BE = frozenset({"aus|gehen"})  # verbs of saying and thinking that form their perfect with *sein*
_BECOME = words("wird werden wurde wurden werde worden")
_WORDS = frozenset(CUE_FORMS) | frozenset(PHRASE_FORMS)
_OPENERS = frozenset({"und", "aber", "doch", "denn", "sondern", "sowie", "oder", "jedoch"})


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
    if not any(token.low in _WORDS for token in unit.frame):
        return ()
    return tuple(cue for number in range(len(unit.segments)) for cue in _in_segment(unit, number))


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
    segment, frame = unit.segments[number], unit.frame
    takes = TAKES[form.lemma]
    if form.lemma == "drohen" and "es" in (
        frame[at - 1].low if at else "",
        frame[at + 1].low if at + 1 < len(frame) else "",
    ):
        return None
    if form.role in (Role.FINITE, Role.SUBJUNCTIVE):
        end = at + 1
        if form.particle and not form.joined:
            if at > segment.start and frame[at - 1].low == form.particle:
                return Cue(at - 1, end, at, form.lemma, takes, passive=False, final=True, segment=number)
            found = _particle(unit, segment, at, form.particle)
            if found is None:
                return None
            end = found + 1
        if _is_infinitive(unit, segment, at) or (
            _auxiliary(unit, segment, at, _HAVE | _BECOME) is not None and not form.particle
        ):
            return None
        separated = bool(form.particle) and not form.joined
        final = not separated and (form.joined or _is_final(unit, segment, at, end))
        return Cue(at, end, at, form.lemma, takes, passive=False, final=final, segment=number)
    if form.role is Role.PARTICIPLE:
        return _participle(unit, number, at, form, takes)
    return None


def _participle(unit: Unit, number: int, at: int, form: Form, takes: str) -> Cue | None:
    segment, frame = unit.segments[number], unit.frame
    if at + 1 < segment.end and frame[at + 1].text[0].isupper() and frame[at + 1].low not in ("und",):
        return None  # an attribute: "die berichteten Fälle"
    active = _auxiliary(unit, segment, at, _HAVE | _BE if form.lemma in _WITH_BE else _HAVE)
    passive = _auxiliary(unit, segment, at, _BECOME)
    if passive is not None:
        return Cue(at, at + 1, passive, form.lemma, takes, passive=True, final=passive > at, segment=number)
    if active is not None:
        return Cue(
            at,
            max(at, active) + 1 if active > at else at + 1,
            active,
            form.lemma,
            takes,
            passive=False,
            final=active > at,
            segment=number,
        )
    return None


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
    if not frame[at].low.endswith("en") or at + 1 < segment.end:
        return False
    return any(frame[p].low in MODALS | {"würde", "würden", "wird", "werden"} for p in range(segment.start, at))


def _is_final(unit: Unit, segment: Segment, at: int, end: int) -> bool:
    """Whether the verb closes a subordinate clause."""
    opener = unit.frame[segment.start].low
    if opener in RELATIVES and any(unit.frame[p].text == "," for p in range(segment.start, segment.end)):
        return False  # "die Sprecherin, Anna Holm, sagte"
    if opener not in SUBORDINATORS | RELATIVES and not (
        segment.start + 1 < segment.end and unit.frame[segment.start + 1].low in RELATIVES and opener in PREPOSITIONS
    ):
        return False
    if opener in ("der", "die", "das", "den", "dem") and segment.mark not in (",", ":"):
        return False
    return end >= segment.end and at > segment.start + 1 and (segment.start > 0 or opener in SUBORDINATORS)


def subject(unit: Unit, cue: Cue) -> Phrase | None:
    """The noun phrase that names who does the saying, if the unit has it."""
    if cue.passive and cue.lemma != "zitieren":  # who is quoted speaks
        return _agent(unit, cue)
    segment = unit.segments[cue.segment]
    if cue.lemma == "heißen":
        return _place(unit, segment.start, segment.end) or _place(unit, 0, segment.start)
    if cue.final:
        return _of_clause(unit, cue)
    start = segment.start
    while start < cue.finite and unit.frame[start].low in _OPENERS:
        start += 1
    if start < cue.finite and unit.frame[cue.finite - 1].low in ("und", "aber"):  # "X kam und sagte"
        return _first(unit, segment.start, cue.finite) or _after(unit, cue)
    before = _field(unit, start, cue.finite) or _second_clause(unit, start, cue.finite)
    after = _after(unit, cue)
    if before:
        return after if after and _speaks_rather(unit, cue, after, before) else before
    if start == cue.finite and cue.segment and not (after and after.pronoun) and not has_finite(unit, 0, segment.start):
        after = _first(unit, 0, segment.start) or after  # "Holm, die lange schwieg, sagte"
    return after or (_first(unit, 0, segment.start) if start == cue.finite else None)


def _speaks_rather(unit: Unit, cue: Cue, after: Phrase, before: Phrase) -> bool:
    """Whether the phrase behind the verb is its subject rather than the one before it: only it can speak."""
    if is_agent(unit.frame, before, unit.names) or not is_agent(unit.frame, after, unit.names):
        return False
    if cue.lemma in _TO_SOMEBODY and not after.pronoun:
        return False
    if before.end < cue.finite and unit.frame[before.end].text == ",":  # an apposition tells who it is
        return False
    plural = unit.frame[cue.finite].low.endswith("n")
    several = any(unit.frame[p].low in COORDINATORS for p in range(after.start, after.end)) or after.determiner in (
        "die",
        "sie",
    )
    return not plural or several or after.pronoun


def _second_clause(unit: Unit, start: int, verb: int) -> Phrase | None:
    """The subject right before the verb of a clause that *und* joins on: "Es regnet und Holm sagte"."""
    for position in range(verb - 2, start, -1):
        if unit.frame[position].low in ("und", "aber", "doch", "denn"):
            return _field(unit, position + 1, verb)
    return None


def _of_clause(unit: Unit, cue: Cue) -> Phrase | None:
    """The subject of a subordinate clause: the relative pronoun itself, or the first phrase after its opening."""
    segment = unit.segments[cue.segment]
    opener = unit.frame[segment.start].low
    found = _nominative(unit, segment.start + 1, cue.at)
    relative = opener in ("der", "die", "das", "welcher", "welche", "welches") and segment.mark == ","
    if relative and (opener in ("der", "welcher") or found is None or not is_agent(unit.frame, found, unit.names)):
        return Phrase(segment.start, segment.start + 1, segment.start + 1, "", pronoun=True)
    return found


def _place(unit: Unit, start: int, end: int) -> Phrase | None:
    """Where it says so: "heißt es in dem Bericht", "In dem Bericht heißt es"."""
    frame = unit.frame
    for at in range(start, end):
        if frame[at].low in ("in", "im", "auf", "aus", "bei", "vonseiten", "von", "seitens"):
            phrase = noun_phrase(frame, at + 1, far=True)
            if phrase and frame[phrase.core - 1].text not in MONTHS_DAYS and phrase.end <= end:
                return phrase
    return None


def _field(unit: Unit, start: int, verb: int) -> Phrase | None:
    """The noun phrase before a verb in second position, if that is the subject."""
    frame = unit.frame
    at = start
    while at < verb and frame[at].low in ADVERBS | {"auch", "selbst", "sogar"}:
        at += 1
    phrase = noun_phrase(frame, at, far=True) if at < verb else None
    if (
        phrase is None
        or phrase.end > verb
        or is_time(frame, phrase)
        or phrase.determiner in ("den", "dem", "einen", "einem", "des")
        or (phrase.pronoun and frame[at].low in ("das", "dies", "dieses", "es"))
    ):
        return None
    rest = skip_adverbials(frame, phrase.end, verb)
    apposition = rest < verb and frame[rest].text == "," and frame[verb - 1].text == ","
    return phrase if rest == verb or apposition else None


def _after(unit: Unit, cue: Cue) -> Phrase | None:
    return _nominative(unit, cue.finite + 1, unit.segments[cue.segment].end)


def _nominative(unit: Unit, start: int, stop: int) -> Phrase | None:
    """The first noun phrase of a stretch that can be a subject."""
    frame = unit.frame
    at = skip_adverbials(frame, start, stop)
    if at >= stop:
        return None
    phrase = noun_phrase(frame, at, recipients=False) or quoted_name(frame, at)
    if phrase is None or phrase.start >= stop or phrase.determiner in DATIVE - {"einer"} | {"einen", "des"}:
        return None
    return phrase


def _first(unit: Unit, start: int, stop: int) -> Phrase | None:
    """The subject of an earlier clause of the same sentence."""
    frame = unit.frame
    if start >= stop:
        return None
    at = start
    while at < stop and (frame[at].low in ADVERBS or frame[at].low in _OPENERS or frame[at].text in CLAUSE_MARKS):
        at += 1
    phrase = noun_phrase(frame, at, far=True)
    if phrase and phrase.determiner not in ("den", "dem", "einen", "einem", "des") and phrase.end <= stop:
        return phrase
    for position in range(at, stop):
        if frame[position].low in ALL_FINITE and frame[position].text[0].islower():
            return _nominative(unit, position + 1, stop)
    return None


def _agent(unit: Unit, cue: Cue) -> Phrase | None:
    """Who is told with *von* in a passive clause, else the paper in which it stands."""
    segment, frame = unit.segments[cue.segment], unit.frame
    for position in range(segment.start, segment.end - 1):
        if frame[position].low in ("von", "vom"):
            phrase = noun_phrase(frame, position + 1)
            if phrase:
                return phrase
    place = _place(unit, segment.start, segment.end) or _place(unit, 0, segment.start)
    if place and any(frame[p].low.endswith(_PAPERS) for p in range(place.start, place.core)):
        return place
    return None


_PAPERS = (
    "bericht", "berichten", "erklärung", "mitteilung", "artikel", "studie", "meldung", "schreiben", "brief", "gutachten",
    "stellungnahme", "papier", "urteil", "resolution", "aufruf", "umfrage", "interview", "rede", "kommentar", "beschluss",
)  # fmt: skip


def antecedent(unit: Unit, number: int) -> Phrase | None:
    """The noun phrase before a relative clause."""
    if number == 0:
        return None
    before = unit.segments[number - 1]
    for at in range(before.end - 1, before.start - 1, -1):
        if unit.frame[at].text[0].isupper():
            start = at
            while start > before.start and unit.frame[start - 1].text[0].isupper():
                start -= 1
            return noun_phrase(unit.frame, start)
    return None


def has_finite(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch of a frame has a finite verb."""
    return any(
        unit.frame[position].low in ALL_FINITE or unit.frame[position].low in AUXILIARIES
        for position in range(start, end)
        if unit.frame[position].text[0].islower() or position == 0
    )


def is_personal(unit: Unit, phrase: Phrase) -> bool:
    """Whether the phrase is a personal pronoun."""
    return phrase.pronoun and unit.frame[phrase.start].low in PERSONAL


def subjunctive_at(unit: Unit, start: int, end: int) -> int | None:
    """The first Konjunktiv I of the core verbs in a stretch."""
    for position in range(start, end):
        if unit.frame[position].low in SUBJUNCTIVE_CORE:
            return position
    return None
