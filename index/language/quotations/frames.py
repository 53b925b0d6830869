"""A text as units to look for statements in: sentences, those joined that one quotation runs through. Pure.

A unit's *frame* is its words with every quotation folded into one token, parentheses and the full stops of abbreviations
left out: what remains of ``„Das ist gut. Sehr gut“, sagte sie (52).`` is ``“” , sagte sie .``
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from index.language.quotations.words import ALL_FINITE, NO_APPOSITION
from index.language.sentences import paragraphs, sentences
from index.language.speech_marks import Marked, pairs
from index.model import Span

QUOTED = "“”"
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:-[^\W_]+)*|[^\W_]+(?:[-'’&][^\W_]+|\.[a-z0-9][^\W_]*)*(?:-(?=[\s,]))?|[^\w\s]|_"
)
CLAUSE_MARKS = frozenset({",", ";", ":", "–", "—", "-", ".", "!", "?", "…"})
_LONGEST_PARENTHESIS = 25  # tokens
_LONGEST_APPOSITION = 16  # tokens


class Token(NamedTuple):
    """A word, a mark or a folded quotation, with its place in the text."""

    text: str
    low: str
    start: int
    end: int


class Segment(NamedTuple):
    """A stretch of a frame between two clause marks, as token positions, and the mark before it."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or several that one quotation runs through.

    Attributes:
        text: the whole text it is part of.
        span: where it stands.
        frame: its words, quotations folded.
        segments: the frame's stretches between clause marks; none is empty.
        quotes: the quotations folded into the frame, by their start.
        paragraph: which paragraph it starts in, counted from 0.
        names: the surnames of the article's persons.
    """

    text: str
    span: Span
    frame: tuple[Token, ...]
    segments: tuple[Segment, ...]
    quotes: dict[int, Marked]
    paragraph: int
    names: frozenset[str]

    def chars(self, start: int, end: int) -> Span | None:
        """The characters from token `start` up to token `end`, without clause marks at either edge."""
        while start < end and self.frame[start].text in CLAUSE_MARKS:
            start += 1
        while end > start and self.frame[end - 1].text in CLAUSE_MARKS:
            end -= 1
        return Span(self.frame[start].start, self.frame[end - 1].end) if start < end else None


def units(text: str, names: frozenset[str] = frozenset()) -> tuple[Unit, ...]:
    """The units of a text, in order; together they cover its sentences. `names` are surnames of its persons."""
    tokens = [Token(m.group(), m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    starts = [token.start for token in tokens]
    marked = pairs(text)
    outermost = [pair for pair in marked if pair.depth == 0]
    blocks = [span.start for span in paragraphs(text)]
    built = []
    quote = 0
    for span in _joined(sentences(text), outermost):
        inside = []
        while quote < len(outermost) and outermost[quote].outer.start < span.end:
            inside.append(outermost[quote])
            quote += 1
        words = tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        frame = _frame(words, inside)
        paragraph = bisect_left(blocks, span.start + 1) - 1
        quotes = {pair.outer.start: pair for pair in inside}
        built.append(Unit(text, span, frame, _segments(frame), quotes, paragraph, names))
    return tuple(built)


def _joined(found: tuple[Span, ...], quotes: list[Marked]) -> list[Span]:
    """The sentences, those that a quotation runs through as one."""
    joined: list[Span] = []
    quote = 0
    for span in found:
        while quote < len(quotes) and quotes[quote].outer.end <= span.start:
            quote += 1
        if joined and quote < len(quotes) and quotes[quote].outer.start < joined[-1].end:
            joined[-1] = joined[-1].hull(span)
        else:
            joined.append(span)
    return joined


def _frame(words: list[Token], quotes: list[Marked]) -> tuple[Token, ...]:
    frame: list[Token] = []
    quote = 0
    last = len(words) - 1
    for position, token in enumerate(words):
        while quote < len(quotes) and quotes[quote].outer.end <= token.start:
            quote += 1
        if quote < len(quotes) and quotes[quote].outer.start <= token.start:
            outer = quotes[quote].outer
            if not frame or frame[-1].start != outer.start:
                frame.append(Token(QUOTED, QUOTED, outer.start, outer.end))
        elif (token.text != "." or position == last) and not _is_hyphen(words, position):
            frame.append(token)
    return _without_parentheses(frame)


def _is_hyphen(words: list[Token], at: int) -> bool:
    """Whether a dash joins its neighbours: „Bild“-Zeitung, Berlin–Paris."""
    if words[at].text not in "-–—" or not 0 < at < len(words) - 1:
        return False
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _without_parentheses(frame: list[Token]) -> tuple[Token, ...]:
    kept: list[Token] = []
    opened: list[int] = []
    for token in frame:
        if token.text in "([":
            opened.append(len(kept))
        if token.text in ")]" and opened:
            since = opened.pop()
            if len(kept) - since <= _LONGEST_PARENTHESIS:
                del kept[since:]
                continue
        kept.append(token)
    return tuple(kept)


def _segments(frame: tuple[Token, ...]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    start, mark = 0, ""
    for position, token in enumerate(frame):
        if token.text in CLAUSE_MARKS:
            if position > start:
                found.append(Segment(start, position, mark))
            start, mark = position + 1, token.text
    if start < len(frame):
        found.append(Segment(start, len(frame), mark))
    return tuple(_joined_appositions(frame, found)) if len(found) > 2 else tuple(found)  # noqa: PLR2004


def _joined_appositions(frame: tuple[Token, ...], segments: list[Segment]) -> list[Segment]:
    """With "Holm, die Sprecherin, sagte" and "wie Holm, die Sprecherin, sagte" as one segment each."""
    joined: list[Segment] = []
    number = 0
    while number < len(segments):
        segment = segments[number]
        if number + 1 < len(segments) and _is_told_by(frame, segment, segments[number + 1]):
            joined.append(Segment(segment.start, segments[number + 1].end, segment.mark))
            number += 2
        elif number + 2 < len(segments) and _is_apposition(frame, *segments[number : number + 3]):
            joined.append(Segment(segment.start, segments[number + 2].end, segment.mark))
            number += 3
        else:
            joined.append(segment)
            number += 1
    return joined


def _is_told_by(frame: tuple[Token, ...], first: Segment, second: Segment) -> bool:
    """With "wie Holm, Sprecherin der Bahn mitteilte": the comma after the apposition is missing."""
    return (
        frame[first.start].low == "wie"
        and second.mark == ","
        and frame[second.start].low not in NO_APPOSITION
        and frame[second.end - 1].low in ALL_FINITE
        and not any(frame[p].low in ALL_FINITE for p in (*range(first.start, first.end), *range(second.start, second.end - 1)))
    )


def _is_apposition(frame: tuple[Token, ...], before: Segment, middle: Segment, after: Segment) -> bool:
    if middle.mark != "," or after.mark != "," or middle.end - middle.start > _LONGEST_APPOSITION:
        return False
    last, first, verb = frame[before.end - 1], frame[middle.start], frame[after.start]
    closing = frame[middle.end - 1]
    if any(not (t.text[0].isupper() or t.text[0].isdigit() or t.text == QUOTED) for t in (last, closing)):
        return False
    if first.low in NO_APPOSITION:
        return False
    goes_on = verb.low in ALL_FINITE or (
        frame[before.start].low in ("wie", "als", "nachdem", "dass") and frame[after.end - 1].low in ALL_FINITE
    )
    return goes_on and not any(
        frame[position].low in ALL_FINITE and frame[position].text[0].islower()
        for position in (*range(before.start, before.end), *range(middle.start, middle.end))
    )
