"""What a language model writes, piece by piece → drafted claims. Pure.

Objects are cut out by their braces, wherever lines end, so that a fenced or indented answer is read too. Nothing is
repaired: what is not an object of the form asked for is :class:`~assistant.drafts.Malformed`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.drafts import Declined, DraftClaim, Drafted, DraftQuote, Malformed

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_OBJECT = 20_000
MOST_OBJECTS = 40
_SHOWN = 200  # characters of something malformed that are kept
_LEAST_PROSE = 3  # letters beside objects that count as something malformed; fences, commas and brackets do not


class Objects:
    """Cuts JSON objects out of text that arrives in pieces."""

    def __init__(self) -> None:
        self._pending: list[str] = []
        self._depth = 0
        self._in_string = self._escaped = False
        self._prose: list[str] = []
        self._count = 0

    def feed(self, piece: str) -> Iterator[str | Malformed]:
        """The objects that `piece` completes, as JSON, and what is certainly none."""
        for char in piece:
            if self._count >= MOST_OBJECTS:
                return
            if self._depth == 0:
                yield from self._outside(char)
            elif self._inside(char):
                self._count += 1
                yield "".join(self._pending)
                self._pending = []
            elif char == "\n" and self._in_string:
                # JSON allows no line end in a string: the object was broken off, the next line is another one.
                yield self._dropped("not valid JSON")
            elif len(self._pending) > LONGEST_OBJECT:
                yield self._dropped("longer than any answer")

    def end(self) -> Iterator[Malformed]:
        """What is left over when the text has ended."""
        if self._depth:
            yield self._dropped("not finished")
        yield from self._told()

    def _outside(self, char: str) -> Iterator[Malformed]:
        if char == "{":
            yield from self._told()
            self._depth, self._pending = 1, [char]
        elif len(self._prose) < LONGEST_OBJECT:
            self._prose.append(char)

    def _inside(self, char: str) -> bool:
        """Take one more character of an object; whether it ends the object."""
        self._pending.append(char)
        if self._in_string:
            if self._escaped:
                self._escaped = False
            elif char == "\\":
                self._escaped = True
            elif char == '"':
                self._in_string = False
            return False
        if char == '"':
            self._in_string = True
        self._depth += {"{": 1, "}": -1}.get(char, 0)
        return self._depth == 0

    def _dropped(self, reason: str) -> Malformed:
        text = "".join(self._pending[:_SHOWN])
        self._pending, self._depth, self._in_string, self._escaped = [], 0, False, False
        self._count += 1
        return Malformed(clean(text), reason)

    def _told(self) -> Iterator[Malformed]:
        text = "".join(self._prose).strip()
        self._prose = []
        if sum(char.isalpha() for char in text.replace("json", "")) >= _LEAST_PROSE:
            self._count += 1
            yield Malformed(clean(text[:_SHOWN]), "not in the form asked for")


def drafts(text: str) -> Iterator[Drafted]:
    """What one object says."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        yield Malformed(clean(text[:_SHOWN]), "not valid JSON")
        return
    listed = value.get("claims")
    if isinstance(listed, list):
        for each in listed[:MOST_OBJECTS]:
            yield _drafted(each)
    else:
        yield _drafted(value)


def question_in(text: str) -> str | None:
    """The rewritten question in one object, or ``None`` if there is none."""
    try:
        value = json.loads(text).get("question")
    except (ValueError, RecursionError):
        return None
    return " ".join(clean(value).split()) if isinstance(value, str) and value.strip() else None


def clean(text: str) -> str:
    """The text without lone surrogates, which cannot be written anywhere."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _drafted(value: object) -> Drafted:
    if not isinstance(value, dict):
        return _malformed(value)
    reason = value.get("abstain")
    if isinstance(reason, str) and "claim" not in value:
        return Declined(clean(reason[:_SHOWN]))
    claim, quotes = value.get("claim"), value.get("quotes")
    if not isinstance(claim, str) or not isinstance(quotes, list) or not quotes:
        return _malformed(value)
    read = [_quote(each) for each in quotes]
    if any(each is None for each in read):
        return _malformed(value)
    kept = tuple(each for each in read if each)
    return DraftClaim(clean(claim), kept, _word(value.get("speaker")), _word(value.get("translation")))


def _quote(value: object) -> DraftQuote | None:
    if not isinstance(value, dict):
        return None
    number, quote = value.get("passage"), value.get("quote")
    if isinstance(number, str) and number.strip(" []").isdecimal():
        number = int(number.strip(" []")[:6])
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(quote, str):
        return None
    return DraftQuote(number, clean(quote))


def _word(value: object) -> str | None:
    return clean(value).strip() or None if isinstance(value, str) else None


def _malformed(value: object) -> Malformed:
    return Malformed(clean(json.dumps(value, ensure_ascii=False)[:_SHOWN]), "not in the form asked for")
