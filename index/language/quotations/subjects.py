"""Who does the saying: the noun phrase that is the subject of a cue or of a clause. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from index.language.quotations.adverbials import skip_adverbials
from index.language.quotations.clauses import has_finite, is_relative
from index.language.quotations.cue_search import Cue
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.moods import first_finite
from index.language.quotations.phrase_kinds import is_agent, is_time
from index.language.quotations.phrases import DATIVE, Phrase, noun_phrase, quoted_name
from index.language.quotations.word_list import words
from index.language.quotations.words import (
    ADVERBS,
    ALL_FINITE,
    COORDINATORS,
    MONTHS_DAYS,
)

if TYPE_CHECKING:
    from index.language.quotations.cue_search import Cue
    from index.language.quotations.frames import Unit


_CUES = 16  # of one unit, about each of which several rules ask
_TO_SOMEBODY = words(
    """
    vor|werfen vor|halten unterstellen widersprechen raten empfehlen drohen zu|sichern zu|sagen attestieren
    bescheinigen bitten auf|fordern beschuldigen bezichtigen warnen ermahnen verdächtigen
    """
)


# determiners that no subject has
_OBLIQUE = DATIVE - {"einer"} | words("den einen des seinen ihren unseren meinen keinen diesen jenen jeden")
_NOMINATIVE = frozenset({"er", "man", "wir", "ich"})  # pronouns that are nothing but subjects
_BEFORE_A_SUBJECT = ADVERBS | {"auch", "selbst", "sogar"}
_OPENERS = frozenset({"und", "aber", "doch", "denn", "sondern", "sowie", "oder", "jedoch"})


@lru_cache(maxsize=_CUES)
def subject(unit: Unit, cue: Cue) -> Phrase | None:
    """The noun phrase that names who does the saying, if the unit has it."""
    segment = unit.segments[cue.segment]
    if cue.lemma == "lauten":  # its subject is what is said: "das Fazit des Berichts lautet"
        said = _field(unit, segment.start, cue.finite)
        return said if said and said.end > said.core else None
    if cue.lemma == "heißen":
        relative = cue.final and unit.frame[segment.start].low in ("in", "wo", "worin")  # "ein Brief, in dem es heißt"
        place = antecedent(unit, cue.segment) if relative else _place(unit, segment.start, segment.end)
        return place or _place(unit, 0, segment.start)
    if cue.passive and cue.lemma != "zitieren":  # who is quoted speaks
        return _agent(unit, cue)
    return _of_clause(unit, cue) if cue.final else _of_main_clause(unit, cue)


def _of_main_clause(unit: Unit, cue: Cue) -> Phrase | None:
    """The subject of a verb in second place: before it, behind it, or in an earlier clause."""
    segment = unit.segments[cue.segment]
    start = segment.start
    while start < cue.finite and unit.frame[start].low in _OPENERS:
        start += 1
    if start < cue.finite and unit.frame[cue.finite - 1].low in ("und", "aber"):  # "X kam und sagte"
        return _first(unit, segment.start, cue.finite) or _after(unit, cue)
    before = _field(unit, start, cue.finite) or _second_clause(unit, start, cue.finite)
    after = _after(unit, cue)
    if after and unit.frame[after.start].low in _NOMINATIVE:
        return after
    if before:
        return after if after and _speaks_rather(unit, cue, after, before) else before
    opens = start == cue.finite and cue.segment > 0 and not (after and after.pronoun)
    if opens and not _has_main_verb(unit, cue.segment):
        after = _first(unit, 0, segment.start) or after  # "Holm, die lange schwieg, sagte"
    return after or (_first(unit, 0, segment.start) if start == cue.finite else None)


def _has_main_verb(unit: Unit, before: int) -> bool:
    """Whether a main clause stands before a segment, not only a noun phrase with a relative clause."""
    return any(
        has_finite(unit, segment.start, segment.end) and not is_relative(unit, segment)
        for segment in unit.segments[:before]
    )


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
        if frame[at].low in ("in", "im", "auf", "aus", "bei", "beim", "vonseiten", "von", "vom", "seitens"):
            phrase = noun_phrase(frame, at + 1, far=True)
            if phrase and frame[phrase.core - 1].text not in MONTHS_DAYS and phrase.end <= end:
                return phrase
    return None


def _field(unit: Unit, start: int, verb: int) -> Phrase | None:
    """The noun phrase before a verb in second position, if that is the subject."""
    frame = unit.frame
    at = start
    while at < verb and frame[at].low in _BEFORE_A_SUBJECT:
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
    if phrase is None or phrase.start >= stop or phrase.determiner in _OBLIQUE:
        return None
    return _without_words(unit, phrase)


def _without_words(unit: Unit, phrase: Phrase) -> Phrase:
    """Without a quotation that opens in lower case, and so names nobody: "äußerten die Richter „große Bedenken“"."""
    last = unit.frame[phrase.core - 1]
    if last.text != QUOTED or phrase.core - phrase.start < 2 or not unit.text[last.start + 1].islower():  # noqa: PLR2004
        return phrase
    return phrase._replace(core=phrase.core - 1, end=phrase.core - 1)


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
    told = [
        phrase
        for position in range(segment.start, segment.end - 1)
        if frame[position].low in ("von", "vom")
        for phrase in [noun_phrase(frame, position + 1) or quoted_name(frame, position + 1)]
        if phrase
    ]
    if told:
        return next((phrase for phrase in told if is_agent(frame, phrase, unit.names)), told[-1])
    place = _place(unit, segment.start, segment.end) or _place(unit, 0, segment.start)
    for position in range(segment.start, segment.end - 1):
        if frame[position].low == "im" and (named := quoted_name(frame, position + 1)):
            return named  # "wurde im „Kurier“ als „…“ bezeichnet"
    if place and any(frame[p].low.endswith(_PAPERS) for p in range(place.start, place.core)):
        return place
    return None


_PAPERS = tuple(
    words(
        """
        bericht berichten erklärung mitteilung artikel studie meldung schreiben brief gutachten stellungnahme papier
        urteil resolution aufruf umfrage interview rede kommentar beschluss
        """
    )
)


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
    fit = [phrase for phrase in found if phrase.determiner not in _OBLIQUE]
    return next((phrase for phrase in fit if is_agent(frame, phrase, unit.names)), fit[0] if fit else None)


_ENOUGH = 4  # noun phrases; a speaker further on is not the clause's


def spoken_of_in(unit: Unit) -> Phrase | None:
    """The paper of "In dem Brief ist von „…“ die Rede"."""
    frame = unit.frame
    if not any(token.text == "Rede" and frame[at - 1].low == "die" for at, token in enumerate(frame)):
        return None
    place = _place(unit, 0, len(frame))
    return place if place and any(frame[p].low.endswith(_PAPERS) for p in range(place.start, place.core)) else None


def in_whose_eyes(unit: Unit) -> Phrase | None:
    """The person of "Für Holm ist das „ein Fehler“"."""
    if len(unit.frame) < _ENOUGH or unit.frame[0].low != "für":
        return None
    phrase = noun_phrase(unit.frame, 1)
    if phrase is None or phrase.end >= len(unit.frame) or not is_agent(unit.frame, phrase, unit.names):
        return None
    return phrase if unit.frame[phrase.end].low in ("ist", "sind", "war", "sei", "seien", "waren", "bleibt") else None
