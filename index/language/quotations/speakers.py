"""From the words that name a speaker to who that is: pronouns, offices and surnames within one article. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.quotations.clauses import main_subject
from index.language.quotations.cue_search import antecedent
from index.language.quotations.cues import SAYING_NOUNS, SOURCE_ENDINGS, SOURCE_NOUNS
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.moods import first_subjunctive
from index.language.quotations.people import is_office, office_gender, split
from index.language.quotations.phrases import DATIVE, Phrase, is_agent, noun_phrase
from index.language.quotations.word_list import words
from index.language.quotations.words import DEFINITE, DETERMINERS, INDEFINITE, PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language.quotations.findings import Finding
    from index.language.quotations.frames import Unit
    from index.language.quotations.people import People, Person
    from index.model import Span

_MASCULINE = words("er dieser jener letzterer derselbe ihm ihn sein seinen seiner seinem seine")
_FEMININE = words("sie diese jene letztere dieselbe ihr ihren ihrer ihrem ihre")
_REACH = 6  # units a pronoun looks back


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

    def resolve(self, finding: Finding) -> Speaker | None:
        """Who speaks at this point of the text, and remember it."""
        unit, source = finding.unit, finding.source
        speaker = self._last(unit) if finding.inherits else None
        if source:
            at = unit if finding.source_unit is None else finding.source_unit
            speaker = self._of(at, source, plural=finding.plural)
        if speaker and speaker.name:
            self._spoken.append((unit, speaker))
        return speaker

    def _last(self, unit: int) -> Speaker | None:
        """Whoever spoke last, if that is not too long ago."""
        if not self._spoken or unit - self._spoken[-1][0] > _REACH:
            return None
        last = self._spoken[-1][1]
        return Speaker(last.name, None, last.gender)

    def _of(self, number: int, source: Phrase, *, plural: bool | None) -> Speaker | None:
        unit = self._units[number]
        span = unit.chars(source.start, source.end)
        if span is None:
            return None
        low = unit.frame[source.start].low
        if low in ("demnach", "demzufolge"):
            last = self._last(number)
            reported = first_subjunctive(unit, 0, len(unit.frame)) is not None
            return Speaker(last.name if last and reported else None, span, "")
        if source.pronoun and low in ("der", "die", "das", "welcher", "welche", "welches"):
            whose = _segment_of(unit, source.start)
            before = antecedent(unit, whose) if whose else None
            meant = self._of(number, before, plural=plural) if before and not before.pronoun else None
            return Speaker(meant.name, span, meant.gender) if meant else Speaker(None, span, "")
        if source.pronoun:
            return self._pronoun(number, source.start, low, span, plural=plural) or Speaker(None, span, "")
        inner = _behind_source_noun(unit, source)
        if inner == "own":
            before = self._pronoun(number, source.start, low, span, plural=None)
            return before or Speaker(span.of(unit.text), span, "")
        if isinstance(inner, Phrase):
            source = inner
            span = unit.chars(source.start, source.end) or span
        person = self._person(unit, source)
        if person:
            return Speaker(person.name, span, person.gender)
        gender = _phrase_gender(unit, source, plural=plural)
        before = self._again(unit, source)
        return (
            Speaker(before.name, span, before.gender or gender)
            if before
            else Speaker(_cleaned(unit, source), span, gender)
        )

    def _again(self, unit: Unit, source: Phrase) -> Speaker | None:
        """In "der Vertreter" the "hochrangiger Nato-Vertreter" who spoke before."""
        noun = unit.frame[source.core - 1].low
        if source.determiner not in ("der", "die", "das", "dieser", "diese") or source.end > source.core:
            return None
        if source.core - source.start != 2 or not is_office(noun):  # noqa: PLR2004 - an article and a noun, nothing else
            return None
        for _, speaker in reversed(self._spoken):
            words = (speaker.name or "").lower().split()
            if any(word.removesuffix("s").endswith(noun) for word in words[:4] if word != noun or len(words) > 1):
                return speaker
        return None

    def _person(self, unit: Unit, source: Phrase) -> Person | None:
        """The person a noun phrase names: by name, by an apposition, or by an office that only one of them holds."""
        frame = unit.frame
        words = [frame[position].text for position in range(source.start, source.core)]
        for word in reversed(words):
            person = self._people.named(word)
            if person and not word.lower() in DETERMINERS and word in words[-3:]:
                return person
        beside = _apposition(unit, source)
        if beside:
            for position in range(beside.start, beside.core):
                person = self._people.named(frame[position].text)
                if person:
                    return person
        definite = source.determiner in DEFINITE or frame[source.start].low.endswith("s") or not source.determiner
        offices = [word for word in words if is_office(word)]
        return self._holder(offices[-1]) if offices and definite and words[-1] == offices[-1] else None

    def _holder(self, office: str) -> Person | None:
        low = office.lower()
        gender = office_gender(office)
        holders = [
            person for person in self._people
            if any(own == low or own.endswith(low) or low.endswith(own) or _same_office(own, low) for own in person.offices)
            and (not gender or not person.gender or gender == person.gender)
        ]  # fmt: skip
        if len(holders) > 1:
            spoken = [speaker.name for _, speaker in reversed(self._spoken)]
            holders.sort(key=lambda person: spoken.index(person.name) if person.name in spoken else len(spoken))
        return holders[0] if holders else None

    def _pronoun(self, number: int, at: int, low: str, span: Span, *, plural: bool | None) -> Speaker | None:
        if low in ("man", "es", "wir", "ich", "das", "dies"):
            return None
        wanted = "m" if low in _MASCULINE else ("p" if plural else "f" if low in _FEMININE else "")
        for back in range(number, max(-1, number - _REACH), -1):
            said = [s for where, s in self._spoken if where == back]
            for speaker in reversed(said):
                if _agrees(speaker.gender, wanted, low):
                    return Speaker(speaker.name, span, speaker.gender)
            acting = self._acting(back, wanted, before=at if back == number else None)
            if acting:
                return Speaker(acting.name, span, acting.gender)
            person = self._mentioned(back, wanted, before=at if back == number else None)
            if person:
                return Speaker(person.name, span, person.gender)
        return None

    def _acting(self, number: int, wanted: str, *, before: int | None) -> Speaker | None:
        """The subject of a unit, if it is somebody of that gender and named by more than a pronoun."""
        unit = self._units[number]
        if not unit.frame:
            return None
        who = main_subject(unit, 0, len(unit.frame) if before is None else before)
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
            if (
                preceding in PREPOSITIONS
                or preceding in DATIVE | {"den", "des"}
                or token.text.removesuffix("s") == person.surname != token.text
            ):
                continue
            return person
        return None


def _segment_of(unit: Unit, token: int) -> int:
    return next((number for number, segment in enumerate(unit.segments) if segment.start == token), 0)


def _same_office(a: str, b: str) -> bool:
    """Whether two offices end in the same noun: Außenminister and Minister, US-Präsident and Präsident."""
    return a.rpartition("-")[2] == b.rpartition("-")[2]


def _agrees(gender: str, wanted: str, low: str) -> bool:
    if not wanted or not gender:
        return True
    if low in _FEMININE and gender in ("f", "p"):
        return True
    return gender == wanted


def _behind_source_noun(unit: Unit, source: Phrase) -> Phrase | str | None:
    """In "Angaben des Ministeriums" the ministry, in "Holms Worten" Holm; "own" for "eigenen Angaben"."""
    frame = unit.frame
    head = source.core - 1
    for position in range(source.start, source.core):
        if frame[position].text in SOURCE_NOUNS | SAYING_NOUNS or frame[position].low.endswith(SOURCE_ENDINGS):
            head = position
            break
    else:
        return None
    if any(
        frame[p].low in ("eigenen", "eigener", "eigenem")
        or frame[p].low in _MASCULINE | _FEMININE - {"diese", "dieser"}
        for p in range(source.start, head)
    ):
        return "own"
    capital = [p for p in range(source.start, head) if frame[p].text[0].isupper() and frame[p].low not in DETERMINERS]
    if capital and frame[capital[-1]].text.endswith("s"):
        return Phrase(capital[0], capital[-1] + 1, capital[-1] + 1, "", pronoun=False)
    if head + 1 < source.end:
        at = head + 1
        if frame[at].low in ("von", "vom", "aus"):
            at += 1
        inner = noun_phrase(frame, at, far=True)
        if inner and inner.end >= source.end and not frame[inner.start].text[0].isdigit():
            return Phrase(
                inner.start,
                inner.core,
                min(inner.end, source.end) if inner.core <= source.end else inner.end,
                inner.determiner,
                pronoun=False,
            )
    return None


def _apposition(unit: Unit, source: Phrase) -> Phrase | None:
    """The phrase between commas after a noun phrase, or the name after its attributes."""
    frame = unit.frame
    if source.end < len(frame) and frame[source.end].text == ",":
        phrase = noun_phrase(frame, source.end + 1)
        if phrase and (phrase.end >= len(frame) or frame[phrase.end].text in CLAUSE_MARKS):
            return phrase
    if source.core < source.end:
        for at in range(source.end - 1, source.core, -1):
            if not frame[at].text[0].isupper():
                return Phrase(at + 1, source.end, source.end, "", pronoun=False) if at + 1 < source.end else None
    return None


def _cleaned(unit: Unit, source: Phrase) -> str:
    """The phrase as printed, without a definite article before it."""
    frame = unit.frame
    start = source.start
    if frame[start].low in ("der", "die", "das", "dem", "den", "des", "vom", "zum") and start + 1 < source.end:
        start += 1
    span = unit.chars(start, source.end)
    name = " ".join(span.of(unit.text).split()) if span else ""
    if frame[start].low in INDEFINITE:
        name = name[0].lower() + name[1:]
    if frame[start].low == "eines" and is_office(frame[source.core - 1].text):
        return _out_of_genitive(name, source.core - start)
    if source.core - start == 1 and (compound := _COMPOUND.match(name)):  # Kreml-Angaben, Polizeiangaben
        return compound[1][:-1] if compound[1].endswith(_LINKED) else compound[1]
    return name


def _out_of_genitive(name: str, words: int) -> str:
    """``ein hochrangiger Vertreter`` of "eines hochrangigen Vertreters"."""
    group = name.split()
    for position in range(1, words - 1):
        group[position] = group[position].removesuffix("n") + "r" if group[position].endswith("en") else group[position]
    noun = group[words - 1]
    group[0] = "ein"
    group[words - 1] = noun.removesuffix("es") if noun.endswith("es") else noun.removesuffix("s")
    return " ".join(group)


_COMPOUND = re.compile(r"(\w{3,}?)-?(?:angaben|berichten|informationen|aussagen|meldungen)", re.IGNORECASE)
_LINKED = ("ungs", "schafts", "heits", "keits", "ions")


def _phrase_gender(unit: Unit, source: Phrase, *, plural: bool | None) -> str:
    """The grammatical gender a noun phrase shows in the nominative."""
    if plural:
        return "p"
    frame = unit.frame
    words = [
        frame[p].text
        for p in range(source.start, source.core)
        if frame[p].text[0].isupper() and frame[p].text != QUOTED
    ]
    offices, _ = split(words)
    if offices and (gender := office_gender(offices[-1])):
        return gender
    if source.determiner in ("der", "ein", "dieser", "sein"):
        return "m"
    if source.determiner in ("die", "eine", "diese", "seine", "ihre"):
        return "f"
    if source.determiner in ("das", "dieses"):
        return "n"
    return ""
