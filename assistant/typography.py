"""A quotation found in a text though its typography differs: marks, dashes, blanks, ellipses, composed letters. Pure.

Letters, case and digits are never changed: what differs in one of them is another text. A place is found only where it
begins and ends with whole words and whole numbers, so that "ein Plan" is not found in "kein Plan", nor "5 Millionen" in
"2,5 Millionen".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from index.model import Span

QUOTATION_MARKS = "„“”‟«»\"″〝〞＂‚‘’‛‹›'′`´"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_SAME = dict.fromkeys(QUOTATION_MARKS, '"') | dict.fromkeys(_DASHES, "-") | {"…": "..."}
_RUNS = frozenset(" -")
_ENDS = " \t\n\u00a0" + QUOTATION_MARKS
_NUMBER_MARKS = ".,:/"
_SIGNS = "-+±%‰€$£°"
_AROUND = 40  # characters; no word that tells a cut number is farther away

# Thousands set apart by a blank: "2 500".
_GROUPS_BEFORE = re.compile(r"\d $")
_GROUP = re.compile(r"\d{3}(?!\d)")
_GROUPS_END = re.compile(r"(?<!\d)\d{1,3}$")
_GROUP_AFTER = re.compile(r" \d{3}(?!\d)")
# A number and its magnitude: "5 Millionen", "zwei Prozent".
_MAGNITUDE = (
    r"(?:Hundert|hundert|Tausend|tausend|Mio|Mrd|Million|Milliarde|Billion|Prozent|Promille|Dutzend|Grad|%|‰|€|\$)"
)
_GREAT = re.compile(_MAGNITUDE)
_GREAT_AFTER = re.compile(" " + _MAGNITUDE)
_COUNTED = re.compile(
    r"(?:\d|\b(?:ein|eine|einer|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\w+zehn|\w+zig|halbe|anderthalb|"
    r"mehrere|viele|einige|hundert|tausend)) $"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain typography, with the way back.

    Attributes:
        text: every mark, dash and blank in one form, runs of blanks and dashes as one, nothing invisible.
        origins: for each of its characters where it stands in the original, and at the end the original's length.
    """

    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Where the characters from `start` to `end` stand in the original."""
        return Span(self.origins[start], self.origins[end - 1] + 1)


@lru_cache(maxsize=512)
def folded(text: str) -> Folded:
    """`text` in plain typography."""
    plain: list[str] = []
    origins: list[int] = []
    for at, char in enumerate(text):
        for each in _plain(char):
            if each in _RUNS and plain and plain[-1] == each:
                continue
            plain.append(each)
            origins.append(at)
    return Folded("".join(plain), (*origins, len(text)))


def _plain(char: str) -> str:
    if char in _INVISIBLE:
        return ""
    if char.isspace():
        return " "
    return _SAME.get(char, char)


def fold_quote(quote: str) -> str:
    """A quotation in plain typography, without marks and blanks around it."""
    return folded(unicodedata.normalize("NFC", quote)).text.strip(' "')


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands.

    Attributes:
        span: in code points of the text.
        exact: whether it stands there character for character.
    """

    span: Span
    exact: bool


def places(quote: str, text: str) -> list[Place]:
    """Every place where `quote` stands in `text`, whole words and numbers only, in order."""
    exact = quote.strip()
    sought = fold_quote(quote)
    if not sought:
        return []
    plain = folded(text)
    found = []
    for start in _starts(sought, plain.text):
        end = start + len(sought)
        if _is_whole(plain.text, start, end):
            span = plain.span(start, end)
            found.append(_widened(span, exact, text))
    return found


def holds(quote: str, text: str) -> bool:
    """Whether `quote` stands in `text` at all, whole words and numbers only."""
    return bool(places(quote, text))


def words(text: str) -> list[str]:
    """The words and numbers of a quotation, as printed."""
    return re.findall(r"\w+", fold_quote(text))


def _starts(sought: str, text: str) -> list[int]:
    found, at = [], text.find(sought)
    while at >= 0:
        found.append(at)
        at = text.find(sought, at + 1)
    return found


def _widened(span: Span, exact: str, text: str) -> Place:
    """The place with the marks around it that the quotation has too, so that an exact one is found to be exact."""
    lead = len(exact) - len(exact.lstrip(_ENDS))
    start = span.start - lead
    if start >= 0 and text.startswith(exact, start):
        return Place(Span(start, start + len(exact)), exact=True)
    return Place(span, exact=False)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether [start, end) of a folded text cuts no word and no number."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    first, last = text[start : min(end, start + _AROUND)], text[max(start, end - _AROUND) : end]
    if _joined(before[::-1], first) or _joined(after, last[::-1]):
        return False
    cut_group = (_GROUPS_BEFORE.search(before) and _GROUP.match(first)) or (
        _GROUPS_END.search(last) and _GROUP_AFTER.match(after)
    )
    cut_magnitude = (_COUNTED.search(before) and _GREAT.match(first)) or (
        _COUNTED.search(last + " ") and _GREAT_AFTER.match(after)
    )
    return not (cut_group or cut_magnitude)


def _joined(outside: str, inside: str) -> bool:
    """Whether what stands outside an end belongs to the word or number inside; both read away from that end."""
    first, beyond, next_beyond = inside[0], outside[:1], outside[1:2]
    if not beyond or beyond == " ":
        return False
    if _in_word(first) and _in_word(beyond):
        return True
    if first.isdigit() and (beyond in _SIGNS or (beyond in _NUMBER_MARKS and next_beyond.isdigit())):
        return True
    # A hyphen joins ("Nicht-Angriff"), as does an apostrophe between letters; a dash between blanks does not.
    return _in_word(first) and beyond in '-"' and _in_word(next_beyond or " ")


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.combining(char) != 0
