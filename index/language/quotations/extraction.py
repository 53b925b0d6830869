"""An article's statements: every rule run over every unit, rivals settled, speakers resolved. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from index.language.quotations import attributions, free, indirect, nouns
from index.language.quotations.adverbials import skip_times
from index.language.quotations.cue_search import cues
from index.language.quotations.direct import FULL, Setting, is_alone, quotations
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED, units
from index.language.quotations.hearsay import disowns
from index.language.quotations.moods import first_subjunctive
from index.language.quotations.naming import behind_source_noun, cleaned
from index.language.quotations.nominative import is_source_alone
from index.language.quotations.outlets import is_outlet_aside, outlet_name, recipient
from index.language.quotations.people import People, is_office
from index.language.quotations.phrase_kinds import is_agent, is_thing
from index.language.quotations.phrases import Phrase, noun_phrase
from index.language.quotations.reported import reported, silent
from index.language.quotations.somebody import is_somebody, is_writing
from index.language.quotations.speakers import Speakers
from index.language.quotations.subjects import main_subject, subject
from index.language.quotations.unsaid import is_unsaid, rumours, unsaid
from index.model import Statement

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from index.language.quotations.attributions import Attribution
    from index.language.quotations.cue_search import Cue
    from index.language.quotations.findings import Finding
    from index.language.quotations.frames import Unit

_PAPER_AND_NAME = 3  # words: article, paper, surname
_FACT = re.compile(r"\b(?:Tatsache|Umstand|Fakt|Faktum)\s?,\s?$")
_LONGEST_FACT = 12  # characters
_AFTER_VERB = 4  # tokens: what stands behind "Mit diesen Worten eröffnete"
_RIVALS = 0.6  # of their union: two indirect statements that share more are one


def statements(text: str, *, outlet_names: Collection[str] = ()) -> tuple[Statement, ...]:
    """Who said what in an article: its statements, by where they start.

    Args:
        text: the article's text.
        outlet_names: names of outlets beside the well-known ones, which pass statements on rather than make them.
    """
    return tuple(statement for _, statement in explained(text, outlet_names=outlet_names))


def explained(text: str, *, outlet_names: Collection[str] = ()) -> tuple[tuple[str, Statement], ...]:
    """The same, each with the name of the rule that found it."""
    people = People(text)
    parts = units(text, people.surnames)
    names = frozenset(name.lower() for name in outlet_names)
    found: list[Finding] = []
    rumoured = -2  # the last unit that tells a rumour
    for number, unit in enumerate(parts):
        if found and found[-1].unit == number - 1 and disowns(unit):
            found = [each for each in found if each.unit != number - 1 or each.kind != "direct"]
        if not unit.telling and not _follows(found, number):
            continue
        of_unit = _of_unit(unit, number, found, names)
        if rumoured == number - 1:
            of_unit = [finding for finding in of_unit if not finding.inherits]
        if (rumoured == number - 1 and not of_unit) or (unit.telling and not of_unit and rumours(unit)):
            rumoured = number  # what goes on with a rumour is one, too
        back = [] if any(finding.kind == "indirect" for finding in of_unit) else _pointing_back(parts, number, found)
        of_unit = [finding for finding in of_unit if not (back and finding.kind == "reported")] + back
        if any(finding.inherits for finding in of_unit):
            of_unit = _after_actor(parts, found, of_unit)
        found += of_unit
    return _resolved(Speakers(parts, people), _merged(found))


def _follows(before: Sequence[Finding], number: int) -> bool:
    """Whether the unit before is indirect speech."""
    return bool(before) and before[-1].unit == number - 1 and before[-1].kind == "indirect"


def _of_unit(unit: Unit, number: int, before: Sequence[Finding], names: frozenset[str]) -> list[Finding]:
    if not unit.frame:
        return []
    heard = cues(unit)
    asides = attributions.attributions(unit, heard)
    told = [
        *indirect.postposed(unit, number, heard),
        *indirect.forward(unit, number, heard),
        *attributions.findings(unit, number, asides),
        *nouns.nouns(unit, number),
    ]
    quoted: list[Finding] = []
    if unit.marked:
        in_mood = any(first_subjunctive(unit, s.start, s.end) is not None for s in unit.segments)
        quoted = quotations(unit, number, Setting(heard, asides, in_mood))
    void = unsaid(unit)
    told, quoted = ([each for each in found if not is_unsaid(unit, each, void)] for found in (told, quoted))
    told = _without_passers(unit, told, heard, _passers(unit, asides, names, quoted), quoted)
    told = [
        _passed_on(unit, finding, heard, asides, names)
        for finding in told
        if not _is_quoted(unit, finding) and not _is_fact(unit, finding)
    ]
    told = _settled([finding for finding in told if not _is_retold(unit, finding, told)]) or list(
        free.free(unit, number, follows=_follows(before, number))
    )
    direct = [_within(told, _passed_on(unit, finding, heard, asides, names)) for finding in quoted]
    acts = [] if told else [each for each in reported(unit, number, heard, direct) if not is_unsaid(unit, each, void)]
    if not (told or direct or acts):
        acts = list(silent(unit, number, heard))
    return sorted([*told, *direct, *acts], key=lambda finding: (finding.spans[0], finding.kind))


def _pointing_back(parts: Sequence[Unit], number: int, found: Sequence[Finding]) -> list[Finding]:
    """What the unit says about the one before, if that is not a statement already."""
    unit = parts[number]
    if not any(unit.frame[segment.start].low in ("das", "dies") for segment in unit.segments):
        return []
    near = number > 0 and parts[number - 1].paragraph == unit.paragraph
    spoken = any(other.unit == number - 1 and not other.silent and other.kind != "reported" for other in found[-8:])
    before = parts[number - 1] if near and not spoken else None
    back = indirect.pointing_back(unit, number, cues(unit), before)
    return [each for each in back if not is_unsaid(unit, each, unsaid(unit))]


def _after_actor(parts: Sequence[Unit], before: Sequence[Finding], of_unit: list[Finding]) -> list[Finding]:
    """What has no speaker of its own is said by who acts in the sentence before, if that one says nothing itself.

    A quotation alone is said by who acts in the one after, if that points back ("„…“ Das sagte X") or nobody spoke yet.
    """
    number = of_unit[0].unit
    own = parts[number]
    alone = is_alone(own)
    if alone and number + 1 < len(parts) and (not before or _points_back(parts[number + 1])):
        actor = _actor(parts[number + 1])
        if actor:
            return _said_by(actor, number + 1, of_unit)
    if number == 0 or any(other.unit == number - 1 for other in before[-8:]):
        return of_unit
    if parts[number - 1].paragraph != own.paragraph and not alone:
        return of_unit
    written = own.frame[0].low == "darin"  # in what it gave out: a body can do that, too
    actor = _actor(parts[number - 1], written=written)
    return _said_by(actor, number - 1, of_unit) if actor else of_unit


def _actor(unit: Unit, *, written: bool = False) -> Phrase | None:
    """The subject of a unit, if it names somebody who can speak, or at least no thing where something is written."""
    actor = main_subject(unit, 0, len(unit.frame)) if unit.frame else None
    if actor is None and _is_with_these_words(unit) and len(unit.frame) > _AFTER_VERB:
        actor = noun_phrase(unit.frame, _AFTER_VERB)  # whatever the verb: "Mit diesen Worten eröffnete X …"
    if actor is None or is_agent(unit.frame, actor, unit.names):
        return actor
    return actor if written and not is_thing(unit.frame, actor) else None


def _points_back(unit: Unit) -> bool:
    """Whether a unit opens with what stands for the one before: "Das sagte X", "Mit diesen Worten ging X"."""
    return (bool(unit.frame) and unit.frame[0].low in ("das", "dies", "so")) or _is_with_these_words(unit)


def _is_with_these_words(unit: Unit) -> bool:
    return [token.low for token in unit.frame[:3]] == ["mit", "diesen", "worten"]


def _said_by(actor: Phrase, number: int, of_unit: list[Finding]) -> list[Finding]:
    return [
        replace(finding, source=actor, source_unit=number, inherits=False) if finding.inherits else finding
        for finding in of_unit
    ]


def _within(told: list[Finding], direct: Finding) -> Finding:
    """A quotation inside reported speech has the speaker of that speech."""
    around = [outer for outer in told if any(span.contains(direct.spans[0]) for span in outer.spans)]
    if not around:
        return direct
    outer = min(around, key=lambda finding: sum(map(len, finding.spans)))
    if direct.source and direct.cue and any(span.contains(direct.cue) for span in outer.spans):
        return direct  # told inside what is told: "Holm habe, so Kruse, immer betont, das sei „Unsinn“"
    return replace(direct, source=outer.source, cue=outer.cue, via=outer.via, inherits=outer.inherits)


def _is_quoted(unit: Unit, finding: Finding) -> bool:
    """Whether an indirect finding is nothing but a quotation in marks."""
    return all(
        token.text == QUOTED or token.text in CLAUSE_MARKS
        for token in unit.frame
        if any(span.start <= token.start < span.end for span in finding.spans)
    )


def _is_fact(unit: Unit, finding: Finding) -> bool:
    """Whether it is what somebody judges rather than says: "die Tatsache, dass …"."""
    return _FACT.search(unit.text, max(0, finding.spans[0].start - _LONGEST_FACT), finding.spans[0].start) is not None


def _is_retold(unit: Unit, finding: Finding, told: Sequence[Finding]) -> bool:
    """Whether it is part of what another says: in "Die Gäste hätten zugesagt heimzukehren, sagte X" X speaks."""
    if finding.source is None or is_agent(unit.frame, finding.source, unit.names):
        return False
    source = unit.chars(finding.source.start, finding.source.end)
    return any(
        other is not finding
        and other.source != finding.source
        and all(any(span.contains(each) for span in other.spans) for each in finding.spans)
        and (source is None or any(span.contains(source) for span in other.spans))
        for other in told
    )


def _passers(unit: Unit, asides: tuple[Attribution, ...], names: frozenset[str], quoted: list[Finding]) -> list[Phrase]:
    """The sources of asides that only pass on what another says: outlets, and anyone beside a full quotation."""
    full = any(finding.rule in FULL for finding in quoted)
    return [
        aside.source
        for aside in asides
        if aside.source and aside.rule != "so" and (full or is_outlet_aside(unit, aside.source, names))
    ]


def _without_passers(
    unit: Unit, told: list[Finding], heard: tuple[Cue, ...], passers: list[Phrase], quoted: list[Finding]
) -> list[Finding]:
    """Without what a passer's aside marks where somebody else is said to say it: "…, sagte X laut Y"."""
    if not passers or not any(subject(unit, cue) not in (None, *passers) and not cue.final for cue in heard):
        return told
    others = [finding for finding in told if finding.source not in passers]
    return others if others or any(finding.rule in FULL for finding in quoted) else told


def _settled(told: list[Finding]) -> list[Finding]:
    """Without those that an earlier one covers."""
    kept: list[Finding] = []
    for finding in told:
        if all(_shared(finding, other) < _RIVALS for other in kept):
            kept.append(finding)
    return kept


def _shared(a: Finding, b: Finding) -> float:
    overlap = sum(x.overlap(y) for x in a.spans for y in b.spans)
    return overlap / (sum(map(len, a.spans)) + sum(map(len, b.spans)) - overlap)


def _passed_on(
    unit: Unit, finding: Finding, heard: tuple[Cue, ...], asides: tuple[Attribution, ...], names: frozenset[str]
) -> Finding:
    """With whoever passed the statement on, kept apart from its speaker."""
    quoting = next((cue for cue in heard if cue.lemma == "zitieren" and not cue.passive), None)
    if quoting and finding.source and finding.source == subject(unit, quoting):
        quoted = _quoted_by(unit, finding, quoting)
        if quoted:
            return quoted
    for aside in asides:
        outlet = None if aside.source == finding.source else _outlet_of(unit, aside, names)
        own = outlet and finding.source and finding.source.start <= outlet.start < finding.source.end
        if outlet and not own:
            return replace(finding, via=outlet_name(unit, outlet))
    if finding.source and (outlet_of_aside(unit, finding, asides, names) or _of_witnesses(finding, asides)):
        other = next((subject(unit, cue) for cue in heard), None)
        if other and other != finding.source:
            return replace(finding, source=other, via=_passer_name(unit, finding.source, names))
    told_to = recipient(unit, heard, names)
    if told_to and finding.source and not finding.source.start <= told_to.start < finding.source.end:
        return replace(finding, via=outlet_name(unit, told_to))
    return finding


def _outlet_of(unit: Unit, aside: Attribution, names: frozenset[str]) -> Phrase | None:
    """The outlet that an aside names: "laut Tass", "nach einem Bericht der Zeitung"."""
    if aside.source is None or is_outlet_aside(unit, aside.source, names):
        return aside.source
    inner = behind_source_noun(unit, aside.source)
    return inner if isinstance(inner, Phrase) and is_outlet_aside(unit, inner, names) else None


def _of_witnesses(finding: Finding, asides: tuple[Attribution, ...]) -> bool:
    """Whether a quotation has for its source those by whose account another said it: "sagte X Teilnehmern zufolge"."""
    return finding.kind == "direct" and any(aside.source == finding.source for aside in asides)


def _passer_name(unit: Unit, source: Phrase, names: frozenset[str]) -> str | None:
    """Who passed a statement on: an outlet by its own name, anybody else as the article calls them."""
    if is_outlet_aside(unit, source, names):
        return outlet_name(unit, source)
    inner = behind_source_noun(unit, source)
    name = cleaned(unit, inner if isinstance(inner, Phrase) else source)
    return None if inner == "own" or is_source_alone(name) else name


def outlet_of_aside(unit: Unit, finding: Finding, asides: tuple[Attribution, ...], names: frozenset[str]) -> bool:
    """Whether the finding's source is an outlet that an aside names."""
    return any(
        aside.source == finding.source and aside.source is not None and is_outlet_aside(unit, aside.source, names)
        for aside in asides
    )


def _quoted_by(unit: Unit, finding: Finding, quoting: Cue) -> Finding | None:
    """Read „…“, zitiert die Zeitung X": X speaks, the paper passes it on."""
    source = finding.source
    if source is None:
        return None
    quoted = _name_behind(unit, source)
    if quoted:
        source = Phrase(source.start, quoted.start, quoted.start, source.determiner, pronoun=False)
    else:
        at = skip_times(unit.frame, source.end)
        quoted = noun_phrase(unit.frame, at) if at < len(unit.frame) else None
    if quoted is None and source.end <= quoting.finite < len(unit.frame) - 1:  # "zitiert einen Zeugen mit den Worten"
        quoted = noun_phrase(unit.frame, quoting.finite + 1)
        if quoted and not quoted.determiner and not is_agent(unit.frame, quoted, unit.names):
            quoted = None
    if quoted is None or unit.frame[quoted.end - 1].low == "worten":
        return None
    return replace(finding, source=quoted, via=None if source.pronoun else outlet_name(unit, source))


def _name_behind(unit: Unit, source: Phrase) -> Phrase | None:
    """The person's name that closes a noun group that names a paper: "die Zeitung Anna Holm"."""
    frame = unit.frame
    group = [frame[position].text for position in range(source.start, source.core)]
    if group[-1] not in unit.names or is_office(group[0]) or len(group) < _PAPER_AND_NAME:
        return None
    start = source.core - (2 if len(group) > _PAPER_AND_NAME else 1)
    named = any(is_office(word) for word in group[: start - source.start])
    return None if named else Phrase(start, source.core, source.end, "", pronoun=False)


def _merged(found: list[Finding]) -> list[Finding]:
    """Sentences in the subjunctive that follow each other are one statement."""
    merged: list[Finding] = []
    last: int | None = None  # where the last indirect one stands in `merged`
    for finding in found:
        before = merged[last] if last is not None else None
        if before and _continues(before, finding):
            merged[last or 0] = replace(before, spans=(*before.spans, *finding.spans))
            continue
        if finding.kind == "indirect":
            last = len(merged)
        merged.append(finding)
    return merged


def _continues(before: Finding, finding: Finding) -> bool:
    """Whether both have no cue and nothing stands between them."""
    free_both = before.rule.startswith("free") and finding.rule.startswith("free")
    return free_both and finding.unit == before.unit + len(before.spans)


def _resolved(speakers: Speakers, found: list[Finding]) -> tuple[tuple[str, Statement], ...]:
    """The findings as statements, in order, their speakers by name."""
    told = []
    for finding in found:
        speaker = speakers.resolve(finding)
        if finding.silent:
            continue
        if speaker and speaker.name and not (is_somebody(speaker.name) or is_writing(speaker.name)):
            if finding.kind == "reported":
                continue  # "Überschwemmungen haben Todesopfer gefordert"
            speaker = replace(speaker, name=None)
        statement = Statement(
            finding.spans, finding.kind,
            speaker.name if speaker else None,
            speaker.span if speaker else None,
            finding.cue,
            finding.via,
        )  # fmt: skip
        told.append((finding.rule, statement))
    return tuple(told)
