"""A text as units to look for statements in: sentences, those joined that one quotation runs through. Pure.

A unit's *frame* is its words with every quotation folded into one token, parentheses and the full stops of
abbreviations left out: what remains of ``„Das ist gut. Sehr gut“, sagte sie (52).`` is ``“” , sagte sie .``
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from index.language.quotations.moods import may_be_verbs
from index.language.quotations.telling import tells
from index.language.quotations.words import ALL_FINITE, AUXILIARIES, NAME_LEADS, NO_APPOSITION
from index.language.sentences import paragraphs, sentences
from index.language.speech_marks import pairs
from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language.speech_marks import Marked

QUOTED = "“”"
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:-[^\W_]+)*|[^\W_]+(?:[-'’&][^\W_]+|\.[a-z0-9][^\W_]*)*(?:-(?=[\s,]))?|[^\w\s]|_"
)
CLAUSE_MARKS = frozenset({",", ";", ":", "–", "—", "-", ".", "!", "?", "…"})
_LIGHT = frozenset(".-–—")
_LONGEST_PARENTHESIS = 25  # tokens
_LONGEST_VERB = 3  # tokens, the full stop included
_LONGEST_FRAME = 400  # tokens; what is longer is no sentence, and cutting it keeps the rules linear
_LONGEST_APPOSITION = 16  # tokens


class Token(NamedTuple):
    """A word, a mark or a folded quotation, with its place in the text."""

    text: str
    low: str
    start: int
    end: int


_token = tuple.__new__  # what `Token` calls by way of a function of its own, for each word of each telling sentence


class Segment(NamedTuple):
    """A stretch of a frame between two clause marks, as token positions, and the mark before it."""

    start: int
    end: int
    mark: str


class Unit:
    """A sentence, or several that one quotation runs through; its frame is made when it is first asked for.

    Attributes:
        text: the whole text it is part of.
        span: where it stands.
        marked: the outermost quotations in it, in order.
        paragraph: which paragraph it starts in, counted from 0.
        names: the surnames of the article's persons.
        frame: its words, quotations folded.
        segments: the frame's stretches between clause marks; none is empty.
        telling: whether it has a word that may tell of something said; only then does its frame need to be looked at.
    """

    __slots__ = ("_verbs", "frame", "marked", "names", "paragraph", "segments", "span", "telling", "text")
    frame: tuple[Token, ...]
    segments: tuple[Segment, ...]
    _verbs: tuple[int, ...]

    def __init__(self, text: str, span: Span, marked: Sequence[Marked], paragraph: int, names: frozenset[str]) -> None:
        """Remember where it stands."""
        self.text = text
        self.span = span
        self.marked = marked
        self.paragraph = paragraph
        self.names = names
        self.telling = bool(marked) or tells(text[span.start : span.end])

    def __getattr__(self, name: str) -> object:
        """Make the frame and what is known of it; Python asks only while they are missing."""
        if name not in ("frame", "segments", "_verbs"):
            raise AttributeError(name)
        start, end = self.span.start, self.span.end
        found = _TOKEN.finditer(self.text, start, end)
        words = [_token(Token, (word := m[0], word.lower(), *m.span())) for m in found]
        if led := [name for name in self.names if " " in name]:
            words = _with_particles(words, frozenset(led))
        parenthesised = self.text.find("(", start, end) >= 0 or self.text.find("[", start, end) >= 0
        self.frame = _frame(words, self.marked, parenthesised=parenthesised)
        self.segments = _segments(self.frame)
        self._verbs = may_be_verbs(self.frame)
        return object.__getattribute__(self, name)

    def quote(self, token: int) -> Marked:
        """The quotation folded into a token."""
        start = self.frame[token].start
        return next(pair for pair in self.marked if pair.outer.start == start)

    def verbs(self, start: int, end: int) -> tuple[int, ...]:
        """The tokens of a stretch that may be finite verbs; see :mod:`index.language.quotations.moods`."""
        found = self._verbs
        return found[bisect_left(found, start) : bisect_left(found, end)]

    def chars(self, start: int, end: int) -> Span | None:
        """The characters from token `start` up to token `end`, without clause marks at either edge."""
        frame = self.frame
        while start < end and frame[start].text in CLAUSE_MARKS:
            start += 1
        while end > start and frame[end - 1].text in CLAUSE_MARKS:
            end -= 1
        return Span(frame[start].start, frame[end - 1].end) if start < end else None


def units(text: str, names: frozenset[str] = frozenset()) -> tuple[Unit, ...]:
    """The units of a text, in order; together they cover its sentences. `names` are surnames of its persons."""
    outermost = [pair for pair in pairs(text) if pair.depth == 0]
    blocks = [span.start for span in paragraphs(text)]
    built = []
    quote = 0
    for span in _joined(sentences(text), outermost):
        first = quote
        while quote < len(outermost) and outermost[quote].outer.start < span.end:
            quote += 1
        paragraph = bisect_left(blocks, span.start + 1) - 1
        built.append(Unit(text, span, outermost[first:quote], paragraph, names))
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


def _with_particles(words: list[Token], names: frozenset[str]) -> list[Token]:
    """The words, surnames of several as one: "von der Leyen" is the token *Leyen* from *von* on."""
    if NAME_LEADS.isdisjoint([word.low for word in words]):
        return words
    joined: list[Token] = []
    for word in words:
        for size in (2, 1):
            led = joined[-size:]
            if word.text[0].isupper() and len(led) == size and led[0].low in NAME_LEADS:
                whole = " ".join([*(each.low for each in led), word.text])
                if whole in names:
                    del joined[-size:]
                    joined.append(Token(word.text, word.low, led[0].start, word.end))
                    break
        else:
            joined.append(word)
    return joined


def _frame(words: list[Token], quotes: Sequence[Marked], *, parenthesised: bool) -> tuple[Token, ...]:
    if quotes:
        words = _folded(words, quotes)
    last = len(words) - 1
    frame = [
        token
        for position, token in enumerate(words)
        if token.text not in _LIGHT or not (_is_stop(token, position, last) or _is_hyphen(words, position))
    ]
    if parenthesised:
        frame = _without_parentheses(frame)
    return tuple(frame[:_LONGEST_FRAME])


def _folded(words: list[Token], quotes: Sequence[Marked]) -> list[Token]:
    """The words, every quotation as one token."""
    folded: list[Token] = []
    quote = 0
    for token in words:
        while quote < len(quotes) and quotes[quote].outer.end <= token.start:
            quote += 1
        if quote < len(quotes) and quotes[quote].outer.start <= token.start:
            outer = quotes[quote].outer
            if not folded or folded[-1].start != outer.start:
                folded.append(Token(QUOTED, QUOTED, outer.start, outer.end))
        else:
            folded.append(token)
    return folded


def _is_stop(token: Token, position: int, last: int) -> bool:
    """Whether a full stop marks an abbreviation."""
    return token.text == "." and position != last


def _is_hyphen(words: list[Token], at: int) -> bool:
    """Whether a dash joins its neighbours: „Bild“-Zeitung, Berlin–Paris."""
    if words[at].text not in "-–—" or not 0 < at < len(words) - 1:
        return False
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _without_parentheses(frame: list[Token]) -> list[Token]:
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
    return kept


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
        and not any(
            frame[p].low in ALL_FINITE for p in (*range(first.start, first.end), *range(second.start, second.end - 1))
        )
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
    auxiliary = any(frame[p].low in AUXILIARIES for p in range(before.start, before.end))
    if auxiliary and after.end - after.start <= _LONGEST_VERB and verb.low.endswith(("t", "en")):
        return True  # "wird Holm, die Sprecherin, zitiert"
    goes_on = verb.low in ALL_FINITE or (
        frame[before.start].low in ("wie", "als", "nachdem", "dass") and frame[after.end - 1].low in ALL_FINITE
    )
    return goes_on and not any(
        frame[position].low in ALL_FINITE and frame[position].text[0].islower()
        for position in (*range(before.start, before.end), *range(middle.start, middle.end))
    )
