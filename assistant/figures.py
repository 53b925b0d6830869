"""The numbers and days in a text, in one form for both languages. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language import tokens
from index.language.folding import fold
from index.language.numbers import date, day_term, number, number_word

if TYPE_CHECKING:
    import datetime as dt

# A number word at the head of a compound: "fünfstündig", "28-Punkte", "zweitägig", "dreimal".
_HEADS = {
    "zwei": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwoelf": 12, "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fuenfzig": 50, "sechzig": 60, "achtzig": 80,
}  # fmt: skip
_COMPOUND = re.compile(
    r"(zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf|zwanzig|dreissig|vierzig|fuenfzig|sechzig|achtzig)"
    r"(?:einhalb)?(?:\w{3,}?ig|\w{3,}al|mal|fach|teil|punkte?)\w{0,3}"
)
_CENTURY = re.compile(r"\b(\d{1,2})\.\s?(?:Jahrhundert|Jh)|\b(\d{1,2})(?:st|nd|rd|th)[ -]centur", re.IGNORECASE)
_DECADE = re.compile(r"\b(?:1[89]|20)(\d0)er\b")
_MAGNITUDES = {
    "mio": "million", "million": "million", "millionen": "million", "mrd": "billion", "milliarde": "billion",
    "milliarden": "billion", "bn": "billion", "billion": "?billion", "billionen": "trillion", "trillion": "trillion",
    "prozent": "%", "percent": "%", "%": "%", "dutzend": "dozen", "dozen": "dozen", "haelfte": "half", "half": "half",
    "drittel": "3", "viertel": "4", "quarter": "4",
    "beide": "~2", "beiden": "~2", "beider": "~2", "beides": "~2", "both": "~2",
}  # fmt: skip
_ORDINARY = frozenset({"0", "1"})
_WEEKDAYS = (
    r"montag|monday", r"dienstag|tuesday", r"mittwoch|wednesday", r"donnerstag|thursday", r"freitag|friday",
    r"samstag|sonnabend|saturday", r"sonntag|sunday",
)  # fmt: skip
# With what may follow in one word: Dienstagabend, Mittwochs, Sundays.
_WEEKDAY = re.compile(
    rf"\b(?:{'|'.join(f'(?P<d{number}>{names})' for number, names in enumerate(_WEEKDAYS))})"
    r"(?:e?s|e|en)?(?:-?(?:abend|morgen|mittag|vormittag|nachmittag|nacht|früh)\w{0,2})?\b",
    re.IGNORECASE,
)
_MONTHS = (
    "januar|jänner|january", "februar|february", "märz", "april", "mai", "juni|june", "juli|july", "august",
    "september", "oktober|october", "november", "dezember|december",
)  # fmt: skip
_MONTH = re.compile(
    rf"\b(?:{'|'.join(f'(?P<m{number}>{names})' for number, names in enumerate(_MONTHS, start=1))})(?:(?<!mai)s)?\b",
    re.IGNORECASE,
)
# March and May are verbs too.
_MARCH_OR_MAY = re.compile(
    r"\b(?:in|since|until|of|last|next|this|early|late|mid|by|from|to|and)[ -](?:(March)|(May))\b"
)


def figures(text: str, *, language: str) -> frozenset[str]:
    """Every number, day and magnitude in `text`: ``5``, ``@12-03``, ``2025``, ``million``; one and no are none.

    What is only implied has a ``~``: ``~2`` of *both*, ``~1700`` of the 18th century. It supports and needs no
    support.

    A German *Billion* is a *trillion*, an English one a *Milliarde*; both sides are given in English.
    """
    found: set[str] = set()
    for word in tokens.asked(text):
        if named := date(word):
            year, month, day = named
            found.add(day_term(month, day))
            if year:
                found.add(str(year))
            continue
        found.update(_of_word(word, language))
    # The 18th century is the 1700s, the 1980s are the 80s.
    found.update(f"~{(int(match[1] or match[2]) - 1) * 100}" for match in _CENTURY.finditer(text))
    found.update(f"~{match[1]}" for match in _DECADE.finditer(text))
    return frozenset(found - _ORDINARY)


def _of_word(word: str, language: str) -> set[str]:
    if word[0].isdigit():
        return {number(word)}
    plain = fold(word)
    if plain in _MAGNITUDES:
        return {_magnitude(plain, language)}
    if (value := number_word(plain)) is not None:
        return {value}
    if match := _COMPOUND.fullmatch(plain):
        return {str(_HEADS[match[1]])}
    return set()


def _magnitude(plain: str, language: str) -> str:
    meant = _MAGNITUDES[plain]
    return ("billion" if language == "en" else "trillion") if meant == "?billion" else meant


def of_day(day: dt.date) -> frozenset[str]:
    """The figures that name a day."""
    return frozenset({day_term(day.month, day.day), str(day.year), str(day.day)})


def weekdays(text: str) -> frozenset[int]:
    """The days of the week that a text names, Monday 0, in compounds too: *Dienstagabend*."""
    return frozenset(int(str(match.lastgroup)[1:]) for match in _WEEKDAY.finditer(text))


def months(text: str) -> frozenset[int]:
    """The months that a text names, 1 to 12, in dates too."""
    found = {int(str(match.lastgroup)[1:]) for match in _MONTH.finditer(text)}
    found |= {3 if match[1] else 5 for match in _MARCH_OR_MAY.finditer(text)}
    named = (date(word) for word in tokens.asked(text))
    return frozenset(found | {each[1] for each in named if each})


def unsupported(claimed: frozenset[str], there: frozenset[str]) -> list[str]:
    """The figures of a claim that are nowhere in what it rests on, sorted.

    A half may be told as five tenths nowhere: figures are compared, not calculated with. The day of the month alone
    ("on the 3rd") is in a full day.
    """
    days = {term[4:].lstrip("0") for term in there if term.startswith("@")}
    implied = {figure.removeprefix("~") for figure in there}
    return sorted(figure for figure in claimed - there - days - implied if not figure.startswith("~"))
