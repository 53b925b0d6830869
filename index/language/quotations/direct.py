"""Quotations in quotation marks: which marks hold somebody's words rather than a title or a name, and whose. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.language.quotations.findings import Finding
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.moods import first_finite, first_subjunctive, second_subjunctive
from index.language.quotations.phrase_kinds import is_agent, phrase_before
from index.language.quotations.subjects import in_whose_eyes, main_subject, spoken_of_in, subject
from index.language.quotations.word_list import words
from index.language.quotations.words import ALL_FINITE, DETERMINERS, PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.language.quotations.attributions import Attribution
    from index.language.quotations.cue_search import Cue
    from index.language.quotations.frames import Unit
    from index.language.quotations.phrases import Phrase
    from index.language.speech_marks import Marked
    from index.model import Span

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_LONG = 6  # words; a title in marks is seldom longer
_SHORT = 4  # words; what opens in lower case and is as long is hardly ever a name
_NAMED = re.compile(
    r"(?i).*(film|buch|roman|lied|song|titel|album|serie|sendung|motto|aktion|projekt|programm|initiative|kampagne|bündnis|"
    r"verein|organisation|gruppe|band|zeitung|magazin|magazins|zeitschrift|blatt|show|oper|stück|ausstellung|schiff|"
    r"operation|studie|artikel|überschrift|name|namens|namen|spiel|preis|kategorie|themas?|konferenz|tagung|stiftung|"
    r"gesetz|partei|single|reihe|dokumentation|gemälde|werk|firma|hotel|restaurant|club|internetseite|website|homepage|"
    r"blog|portal|plattform|software|sparte|wettbewerb|festival|begriff|bezeichnung|spitznamen?|prädikat|auszeichnung|"
    r"gewerkschaft|abteilung|behörde|rakete|trägerrakete|modell|version|marke|sender|rubrik|fachmagazin|grundsatz)e?s?$"
)
_CALLED = words("sogenannte sogenannten sogenannter sogenanntes genannten namens alias genannte nennt")


# The rules that find whole utterances rather than parts of a sentence.
FULL = frozenset({"direct: told as a quotation", "direct: sentence", "direct: six words or more"})


class Setting(NamedTuple):
    """What a unit offers to attribute its quotations to."""

    cues: tuple[Cue, ...]
    asides: tuple[Attribution, ...]
    reported: bool


def quotations(unit: Unit, number: int, setting: Setting) -> list[Finding]:
    """The unit's quotations in quotation marks, each with its speaker's phrase as far as the unit names it.

    What the reporter interrupts („Wir“, sagte Holm, „warten“) is one quotation with two spans.
    """
    joined: list[Finding] = []
    for finding in _each(unit, number, setting):
        if joined and _is_interrupted(unit, joined[-1], finding, setting):
            joined[-1] = replace(joined[-1], spans=(*joined[-1].spans, *finding.spans))
        else:
            joined.append(finding)
    return joined


def _is_interrupted(unit: Unit, first: Finding, second: Finding, setting: Setting) -> bool:
    """Whether nothing stands between two quotations but a verb of saying with its subject, between commas."""
    start = next(p for p, token in enumerate(unit.frame) if token.end >= first.spans[-1].end)
    end = next(p for p, token in enumerate(unit.frame) if token.end >= second.spans[0].end)
    marks = [p for p in range(start + 1, end) if unit.frame[p].text in CLAUSE_MARKS]
    if any(cue.finite == end + 2 and unit.frame[end + 1].text == "," for cue in setting.cues):
        return False  # "„…“, sagte X, „…“, schrieb Y": the second has a verb of its own
    if (
        first.rule not in FULL
        or not marks
        or marks[0] != start + 1
        or marks[-1] != end - 1
        or unit.frame[end - 1].text != ","
    ):
        return False
    return first.spans[-1].of(unit.text)[-1] not in ".!?" and any(cue.finite == start + 2 for cue in setting.cues)


def _each(unit: Unit, number: int, setting: Setting) -> Iterator[Finding]:
    for at, token in enumerate(unit.frame):
        if token.text != QUOTED:
            continue
        pair = unit.quote(at)
        rule = None if _names_speaker(unit, at, setting) else _kind(unit, at, pair, setting)
        if rule is None:
            continue
        source, cue, inherits = _speaker(unit, at, setting)
        yield Finding(rule, "direct", (pair.inner,), number, source, cue, inherits=inherits)


def _names_speaker(unit: Unit, at: int, setting: Setting) -> bool:
    """Whether a quotation is part of the name of who speaks: "laut „Kurier“", "ein Sprecher der „Werft Nord“"."""
    closed = at > 0 and (unit.frame[at - 1].low in DETERMINERS or unit.frame[at - 1].low == "laut")
    if not closed and unit.quote(at).inner.of(unit.text)[0].islower():
        return False  # "nannte Holm „ein Wagnis“"
    sources = [aside.source for aside in setting.asides] + [subject(unit, cue) for cue in setting.cues]
    return any(source is not None and source.start <= at < source.end for source in sources)


def _kind(unit: Unit, at: int, pair: Marked, setting: Setting) -> str | None:
    """Which rule makes it a quotation; none if it is a name, a title or a word held at arm's length."""
    inner = pair.inner.of(unit.text)
    spoken = _WORD.findall(inner)
    if not spoken:
        return None
    told = _before_saying(unit, at, setting) or _after_colon(unit, at) or is_alone(unit)
    called = _is_called(unit, at)
    if told and len(spoken) > 1 and not called:
        return "direct: told as a quotation"
    if inner[-1] in ".!?…," and (told or len(spoken) >= _SHORT):
        return "direct: sentence"
    if called:
        return None
    if inner[0].islower():
        return _kind_in_lower_case(unit, at, spoken, setting)
    return _kind_with_capital(unit, at, spoken, setting)


def _kind_in_lower_case(unit: Unit, at: int, spoken: list[str], setting: Setting) -> str | None:
    """What opens in lower case is taken from a sentence; one such word only in reported speech."""
    if len(spoken) >= _SHORT:
        return "direct: from the middle of a sentence"
    return "direct: few words" if len(spoken) > 1 or _is_reported(unit, at, setting) else None


def _kind_with_capital(unit: Unit, at: int, spoken: list[str], setting: Setting) -> str | None:
    """What opens with a capital may be a title: it has a verb, is long, or is what somebody called something."""
    verbs = any(word in ALL_FINITE for word in spoken)
    if len(spoken) >= _LONG:
        return "direct: six words or more" if verbs or not _is_title(spoken) else None
    if verbs and len(spoken) >= _SHORT - 1 and (setting.cues or setting.asides or setting.reported):
        return "direct: short sentence"
    return "direct: what it is called" if _is_label(unit, at, setting) and unit.frame[at - 1].text != QUOTED else None


def _before_saying(unit: Unit, at: int, setting: Setting) -> bool:
    """Whether a verb of saying or ", so X" follows the quotation."""
    frame = unit.frame
    after = at + 1
    while after < len(frame) and frame[after].text in (",", "–", "-"):
        after += 1
    if at and frame[at - 1].text not in CLAUSE_MARKS and frame[at - 1].text != QUOTED:
        return False
    if any(cue.finite == after for cue in setting.cues) and at + 1 < len(frame):
        return True
    return any(
        aside.start == after and aside.rule in ("so", "laut", "wie") and after > at + 1 for aside in setting.asides
    )


def _after_colon(unit: Unit, at: int) -> bool:
    return at > 0 and unit.frame[at - 1].text == ":"


def is_alone(unit: Unit) -> bool:
    """Whether a unit is nothing but quotations."""
    return all(token.text == QUOTED or token.text in CLAUSE_MARKS for token in unit.frame)


def _is_called(unit: Unit, at: int) -> bool:
    """Whether the marks hold a name: after "der Film", "sogenannte", "namens", or before a noun it is part of."""
    frame = unit.frame
    if at == 0:
        return False
    before = frame[at - 1]
    if before.low in _CALLED or (before.text[0].isupper() and _NAMED.match(before.text)):
        return True
    after = frame[at + 1] if at + 1 < len(frame) else None
    return after is not None and after.low in ("genannt", "genannte", "genannten", "heißt", "lautet")


def _is_title(words: list[str]) -> bool:
    """Whether most of the words have capitals, as titles and names do."""
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 2 >= len(words)


def _is_reported(unit: Unit, at: int, setting: Setting) -> bool:
    """Whether a single word in lower case is quoted: in reported speech, or after *als*."""
    before = unit.frame[at - 1].low if at else ""
    after = unit.frame[at + 1] if at + 1 < len(unit.frame) else None
    named = after is not None and after.text[0].isupper() and before in DETERMINERS and not setting.reported
    return not named and (before in ("als", "für") or bool(setting.cues) or bool(setting.asides) or setting.reported)


def _is_label(unit: Unit, at: int, setting: Setting) -> bool:
    """Whether it is what somebody called something: "nannte es einen „Fehler“", "bezeichnete es als „Fehler“"."""
    frame = unit.frame
    before = [frame[position].low for position in range(max(0, at - 2), at)]
    for cue in setting.cues:
        segment = unit.segments[cue.segment]
        if "q" not in cue.takes or not segment.start <= at < segment.end:
            continue
        if any(frame[position].low == "sich" for position in range(segment.start, segment.end)):
            continue
        return "als" in before or (
            cue.lemma == "nennen" and before[-1:] != [] and before[-1] in ("ein", "eine", "einen")
        )
    return False


def _speaker(unit: Unit, at: int, setting: Setting) -> tuple[Phrase | None, Span | None, bool]:
    """The phrase that names the speaker, the cue, and whether the speaker is the one before for want of both."""
    aside = _nearest_aside(at, setting)
    cue = _nearest_cue(unit, at, setting)
    if _is_named_before_colon(unit, at) and (cue is None or cue.finite != at + 2):
        return _before_colon(unit, at), None, False
    if cue is not None and (aside is None or cue.finite == at + 2 or cue.finite < at < aside.start - 2):
        who = subject(unit, cue)
        return who, unit.chars(cue.at, cue.at + 1), who is None and cue.lemma == "lauten"
    if aside is not None:
        return aside.source, unit.chars(aside.cue, aside.cue + 1), aside.source is None
    who, inherits = _without_cue(unit, at)
    return who, None, inherits


def _without_cue(unit: Unit, at: int) -> tuple[Phrase | None, bool]:
    """The phrase that names the speaker where nothing says so, and whether it counts only if nobody spoke before."""
    if at and unit.frame[at - 1].text == ":":
        who = _before_colon(unit, at)
        return who, who is None
    if at > 0 and (who := in_whose_eyes(unit) or spoken_of_in(unit)):
        return who, False
    phrase = None if _in_mood(unit, at) or is_alone(unit) else _clause_subject(unit, at)
    if phrase is None:
        return None, True
    called = any(unit.frame[p].low == "als" for p in range(max(0, at - 2), at))  # "feierte es als „Erfolg“"
    speaks = phrase.end < at and (called or is_agent(unit.frame, phrase, unit.names))
    return phrase, not speaks


def _in_mood(unit: Unit, at: int) -> bool:
    """Whether the clause a quotation stands in is itself reported: its verb, or the main one, is in the Konjunktiv."""
    own = next((s for s in unit.segments if s.start <= at < s.end), unit.segments[0])
    main = first_finite(unit, 0, at)
    stretches = [(own.start, own.end)] + ([(main, main + 1)] if main is not None else [])
    return any(
        mood(unit, start, end) is not None
        for start, end in stretches
        for mood in (first_subjunctive, second_subjunctive)
    )


def _nearest_aside(at: int, setting: Setting) -> Attribution | None:
    """The aside that goes with the quotation: after it if one follows at once, else one in the same sentence."""
    after = [aside for aside in setting.asides if at < aside.start <= at + 2]
    if after:
        return after[0]
    before = [aside for aside in setting.asides if aside.start < at]
    return before[-1] if before else (setting.asides[0] if setting.asides else None)


def _nearest_cue(unit: Unit, at: int, setting: Setting) -> Cue | None:
    """The cue that governs the quotation: right after it, in its clause, the last before it, or the first."""
    following = [cue for cue in setting.cues if at < cue.finite <= at + 2]
    if following:
        return following[0]
    closing = [cue for cue in setting.cues if cue.final and cue.end == at - 1 and unit.frame[at - 1].text == ":"]
    if closing:
        return closing[-1]  # "… Demonstranten, die riefen: „…“"
    clause = [c for c in setting.cues if unit.segments[c.segment].start <= at < unit.segments[c.segment].end]
    if clause:
        return clause[-1]
    governing = [c for c in setting.cues if c.final and c.end == unit.segments[c.segment].end and _is_next(unit, c, at)]
    if governing:
        return governing[-1]  # "weil Holm sagte, das sei „Unsinn“"
    free = [cue for cue in setting.cues if not cue.final]
    before = [cue for cue in free if cue.finite < at]
    if before:
        return before[-1]
    return free[0] if free else None


def _is_next(unit: Unit, cue: Cue, at: int) -> bool:
    """Whether a quotation stands in the clause right after that of a cue."""
    following = unit.segments[cue.segment + 1 : cue.segment + 2]
    return any(segment.start <= at < segment.end for segment in following)


def _is_named_before_colon(unit: Unit, at: int) -> bool:
    """Whether a person's name stands right before the colon that opens a quotation: "… und Jan Kruse: „…“"."""
    return at > 1 and unit.frame[at - 1].text == ":" and unit.frame[at - 2].text in unit.names


def _before_colon(unit: Unit, at: int) -> Phrase | None:
    """The subject of the clause before a colon, or the name that is all there is."""
    frame = unit.frame
    last = next((s for s in unit.segments if s.start < at - 1 <= s.end), None)
    if last and first_finite(unit, last.start, last.end) is None:  # "… und der Bürgermeister Jan Kruse: „…“"
        beside = phrase_before(frame, at - 1, last.start)
        led = beside is not None and beside.start > 0 and frame[beside.start - 1].low in PREPOSITIONS
        if beside and not led and is_agent(frame, beside, unit.names):
            return beside
    start = at - 1
    while start > 0 and frame[start - 1].text not in (".", "!", "?", ";", QUOTED):
        start -= 1
    return main_subject(unit, start, at - 1)


def _clause_subject(unit: Unit, at: int) -> Phrase | None:
    segment = next((s for s in unit.segments if s.start <= at < s.end), None)
    if segment is None:
        return None
    found = main_subject(unit, segment.start, segment.end) or main_subject(unit, 0, segment.end)
    if found is None and at and unit.frame[at - 1].low == "worten":  # "Mit den Worten „…“ trat er zurück"
        found = main_subject(unit, segment.start, len(unit.frame))
    return found
