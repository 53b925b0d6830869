"""From the words that name a speaker to who that is: pronouns, offices and surnames within one article. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.quotations.findings import Finding
from index.language.quotations.moods import first_subjunctive
from index.language.quotations.naming import apposition, behind_source_noun, cleaned, is_bare_name, phrase_gender
from index.language.quotations.nominative import is_source_alone
from index.language.quotations.people import is_office, office_gender
from index.language.quotations.phrase_kinds import is_agent, is_thing
from index.language.quotations.phrases import DATIVE, Phrase
from index.language.quotations.subjects import antecedent, main_subject
from index.language.quotations.words import (
    COORDINATORS,
    DEFINITE,
    DETERMINERS,
    FEMININE,
    MASCULINE,
    PREPOSITIONS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language.quotations.findings import Finding
    from index.language.quotations.frames import Unit
    from index.language.quotations.people import People, Person
    from index.model import Span


_OBLIQUE = PREPOSITIONS | DATIVE | {"den", "des"}  # before whom no subject is
_REACH = 6  # units a pronoun looks back
_NEAR = 1  # units, for what a thing is the grammatical subject of
_MEMORY = 40  # statements within which a person is named again by the office alone
_LONGEST_NAME = 3  # words of a noun group that can be a name


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks.

    Attributes:
        name: full where the article gives it, else the noun phrase as printed, without its article; ``None`` for a
            pronoun that stands for nobody known.
        span: the words that name them where the statement is made; ``None`` if it is somewhere else.
        gender: ``m``, ``f``, ``n``, ``p`` for several, or empty if unknown.
    """

    name: str | None
    span: Span | None
    gender: str


class Speakers:
    """Resolves the speakers of one article's findings, which have to come in the order of the text."""

    def __init__(self, units: Sequence[Unit], people: People) -> None:
        """Remember the article; nobody has spoken yet."""
        self._units = units
        self._people = people
        self._spoken: list[tuple[int, Speaker]] = []
        self._of_unit: dict[int, list[Speaker]] = {}
        self._holders: dict[str, list[Person]] = {}
        self._subjects: dict[int, Phrase | None] = {}

    def resolve(self, finding: Finding) -> Speaker | None:
        """Who speaks at this point of the text, and remember it."""
        unit, source = finding.unit, finding.source
        at = unit if finding.source_unit is None else finding.source_unit
        thing = source is not None and is_thing(self._units[at].frame, source)
        quoted = thing and finding.kind == "direct"  # what cannot speak is quoted by nobody rather than by itself
        speaker = self._last(unit, reach=_NEAR if quoted else _REACH) if finding.inherits or quoted else None
        if source and speaker is None and not quoted:
            speaker = self._of(at, source, plural=finding.plural)
        if speaker and speaker.name and not thing:
            self._spoken.append((unit, speaker))
            self._of_unit.setdefault(unit, []).append(speaker)
        return speaker

    def _last(self, unit: int, *, reach: int = _REACH) -> Speaker | None:
        """Whoever spoke last, if that is not too long ago."""
        if not self._spoken or unit - self._spoken[-1][0] > reach:
            return None
        last = self._spoken[-1][1]
        return Speaker(last.name, None, last.gender)

    def _of(self, number: int, source: Phrase, *, plural: bool | None) -> Speaker | None:
        """Whom a noun phrase of a unit names."""
        unit = self._units[number]
        span = unit.chars(source.start, source.end)
        if span is None:
            return None
        low = unit.frame[source.start].low
        if low in ("demnach", "demzufolge"):
            return self._pointed_to(number, span)
        if source.pronoun:
            meant = (
                self._before_relative(number, source.start, plural=plural)
                if low in ("der", "die", "das", "welcher", "welche", "welches")
                else self._pronoun(number, source.start, plural=plural)
            )
            return Speaker(meant.name, span, meant.gender) if meant else Speaker(None, span, "")
        inner = behind_source_noun(unit, source)
        if inner == "own":
            meant = self._pronoun(number, source.start, plural=None)
            return Speaker(meant.name if meant else None, span, meant.gender if meant else "")
        if isinstance(inner, Phrase):
            source, span = inner, unit.chars(inner.start, inner.end) or span
        return self._named(unit, source, span, plural=plural)

    def _named(self, unit: Unit, source: Phrase, span: Span, *, plural: bool | None) -> Speaker:
        """Who a noun phrase that is no pronoun names: a person, somebody named before, or what it says itself."""
        if any(unit.frame[p].low in COORDINATORS for p in range(source.core, source.end)):
            one = self._of_two_offices(unit, source)
            if one:
                return Speaker(one.name, span, one.gender)
            return Speaker(cleaned(unit, source), span, "p")
        person = self._person(unit, source)
        if person:
            return Speaker(person.name, span, person.gender)
        beside = apposition(unit, source)
        if beside and is_bare_name(unit, beside) and _is_of_office(unit, source):
            return Speaker(cleaned(unit, beside), span, phrase_gender(unit, source, plural=plural))
        gender = phrase_gender(unit, source, plural=plural)
        before = self._again(unit, source) or self._anew(unit, source, gender)
        if before:
            return Speaker(before.name, span, before.gender or gender)
        name = cleaned(unit, source)
        return Speaker(None if is_source_alone(name) else name, span, gender)

    def _of_two_offices(self, unit: Unit, source: Phrase) -> Person | None:
        """The one person of "Parteichef und Vizekanzler Jan Kruse"."""
        frame, at = unit.frame, source.core
        person = self._people.named(frame[source.end - 1].text)
        if person is None or frame[at].low not in COORDINATORS or not is_office(frame[at - 1].text):
            return None
        named = any(self._people.named(frame[p].text) for p in range(source.start, at))
        joined = frame[at + 1]
        return person if not named and joined.text[0].isupper() and is_office(joined.text) else None

    def _pointed_to(self, number: int, span: Span) -> Speaker:
        """Whom *demnach* points to: whoever spoke last, if its sentence is in the mood of indirect speech."""
        unit = self._units[number]
        last = self._last(number) if first_subjunctive(unit, 0, len(unit.frame)) is not None else None
        return Speaker(last.name if last else None, span, "")

    def _before_relative(self, number: int, at: int, *, plural: bool | None) -> Speaker | None:
        """Whom a relative pronoun stands for: the noun phrase before its clause."""
        unit = self._units[number]
        whose = next((index for index, segment in enumerate(unit.segments) if segment.start == at), 0)
        before = antecedent(unit, whose) if whose else None
        return self._of(number, before, plural=plural) if before and not before.pronoun else None

    def _again(self, unit: Unit, source: Phrase) -> Speaker | None:
        """In "der Vertreter" the "Vertreter der Werft" who spoke before."""
        noun = unit.frame[source.core - 1].low
        if source.determiner not in ("der", "die", "das", "dieser", "diese") or source.end > source.core:
            return None
        if source.core - source.start != 2:  # noqa: PLR2004 - an article and a noun, nothing else
            return None
        for _, speaker in reversed(self._spoken[-_MEMORY:]):
            name = (speaker.name or "").lower().split()
            if any(word.removesuffix("s").endswith(noun) for word in name[:4] if word != noun or len(name) > 1):
                return speaker
        return None

    def _anew(self, unit: Unit, source: Phrase, gender: str) -> Speaker | None:
        """The person who spoke a moment ago under an office that the article has not named before: "der Parteichef"."""
        if source.determiner not in ("der", "die") or source.end > source.core or not self._spoken:
            return None
        if source.core - source.start != 2 or not is_office(unit.frame[source.core - 1].text):  # noqa: PLR2004
            return None
        number, speaker = self._spoken[-1]
        person = self._people.named((speaker.name or "").rpartition(" ")[2])
        if person is None or person.name != speaker.name or self._units.index(unit) - number > _REACH:
            return None
        return speaker if gender and (person.gender or speaker.gender) == gender else None

    def _person(self, unit: Unit, source: Phrase) -> Person | None:
        """The person a noun phrase names: by name, by an apposition, or by an office that only one of them holds."""
        frame = unit.frame
        group = [frame[position].text for position in range(source.start, source.core)]
        for word in reversed(group[-_LONGEST_NAME:]):
            person = self._people.named(word)
            if person and word.lower() not in DETERMINERS:
                return person
        beside = apposition(unit, source)
        if beside:
            for position in range(beside.start, beside.core):
                person = self._people.named(frame[position].text)
                if person:
                    return person
        definite = source.determiner in DEFINITE or frame[source.start].low.endswith("s") or not source.determiner
        office = group[-1] if is_office(group[-1]) else None
        return self._holder(office) if office and definite else None

    def _holder(self, office: str) -> Person | None:
        """Who holds an office, among several the one who spoke last."""
        low = office.lower()
        if low not in self._holders:
            self._holders[low] = [
                person for person in self._people if any(_same_office(own, low) for own in person.offices)
            ]
        gender = office_gender(office)
        holders = {p.name: p for p in self._holders[low] if not gender or not p.gender or gender == p.gender}
        for _, speaker in reversed(self._spoken[-_MEMORY:]):
            if speaker.name in holders:
                return holders[speaker.name]
        return next(iter(holders.values()), None)

    def _pronoun(self, number: int, at: int, *, plural: bool | None) -> Speaker | Person | None:
        """Whom a pronoun at a token stands for: the nearest speaker, subject or other person before it."""
        low = self._units[number].frame[at].low
        if low in ("man", "es", "wir", "ich", "das", "dies"):
            return None
        wanted = "m" if low in MASCULINE else ("p" if plural else "f" if low in FEMININE else "")
        for back in range(number, max(-1, number - _REACH), -1):
            before = self._clause_start(number, at) if back == number else None
            spoken = next((s for s in reversed(self._of_unit.get(back, ())) if _agrees(s.gender, wanted, low)), None)
            found = spoken or self._acting(back, wanted, before=before) or self._mentioned(back, wanted, before=before)
            if found:
                return found
        return None

    def _clause_start(self, number: int, at: int) -> int:
        """Where the clause of *er* begins: nobody else in its own clause can be who its subject stands for."""
        if self._units[number].frame[at].low != "er":
            return at
        return max((s.start for s in self._units[number].segments if s.start <= at), default=at)

    def _acting(self, number: int, wanted: str, *, before: int | None) -> Speaker | None:
        """The subject of a unit, if it is somebody of that gender and named by more than a pronoun."""
        unit = self._units[number]
        if not unit.frame:
            return None
        if before is None:
            if number not in self._subjects:
                self._subjects[number] = main_subject(unit, 0, len(unit.frame))
            who = self._subjects[number]
        else:
            who = main_subject(unit, 0, before)
        if who is None or who.pronoun or not is_agent(unit.frame, who, unit.names):
            return None
        speaker = self._of(number, who, plural=None)
        return speaker if speaker and wanted and speaker.gender == wanted else None

    def _mentioned(self, number: int, wanted: str, *, before: int | None) -> Person | None:
        """The first person of a unit that can be its subject and has the gender."""
        frame = self._units[number].frame
        for at, token in enumerate(frame[: before if before is not None else len(frame)]):
            if not token.text[0].isupper():
                continue
            person = self._people.named(token.text)
            if person is None or (person.gender and wanted and person.gender != wanted):
                continue
            start = at
            while start > 0 and frame[start - 1].text[0].isupper():
                start -= 1
            preceding = frame[start - 1].low if start else ""
            genitive = token.text.removesuffix("s") == person.surname != token.text
            if not genitive and preceding not in _OBLIQUE:
                return person
        return None


def _same_office(a: str, b: str) -> bool:
    """Whether two nouns can name the same office: Bahnsprecher and Sprecher, Vereinspräsident and Präsident."""
    return a.endswith(b) or b.endswith(a)


def _agrees(gender: str, wanted: str, low: str) -> bool:
    if not wanted or not gender:
        return True
    if low in FEMININE and gender in ("f", "p"):
        return True
    return gender == wanted


def _is_of_office(unit: Unit, source: Phrase) -> bool:
    """Whether a noun group ends in an office, or in one with whose it is: "Ministerpräsident Thailands"."""
    *before, noun = (unit.frame[position].text for position in range(source.start, source.core))
    return is_office(noun) or (bool(before) and noun.endswith("s") and is_office(before[-1]))
