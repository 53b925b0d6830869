"""Amounts of several words as one: 1,5 Millionen, 35k, zwei Millionen, one hundred and twenty. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from index.language.folding import fold
from index.language.numbers import date, number, number_word

if TYPE_CHECKING:
    from collections.abc import Sequence

_GERMAN_MONTHS = (
    "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip
_THOUSAND = 3
# Powers of ten by the folded word: a German Billion is an English trillion.
_GERMAN = {
    "k": 3, "tausend": 3, "mio": 6, "million": 6, "millionen": 6, "mrd": 9, "milliarde": 9, "milliarden": 9,
    "billion": 12, "billionen": 12, "billiarde": 15, "billiarden": 15, "trillion": 18, "trillionen": 18,
}  # fmt: skip
_ENGLISH = {
    "k": 3, "thousand": 3, "mn": 6, "million": 6, "bn": 9, "billion": 9, "tn": 12, "trillion": 12,
    **{word: power for word, power in _GERMAN.items() if word not in {"billion", "trillion", "k"}},
}  # fmt: skip
_IN_GERMAN = {6: "Millionen", 9: "Milliarden", 12: "Billionen", 15: "Billiarden", 18: "Trillionen"}
JOINED = frozenset(
    form for word in _GERMAN for form in (word, word.capitalize()) if form not in {"K", "Mio", "Mrd"}
) | {"Mio", "Mrd", "MIO", "MRD", *_GERMAN_MONTHS}
"""Words of a German text with which :func:`joined` puts the word before together; where none stands, nothing is."""

_ONE = frozenset({"ein", "eine", "einer", "einen", "einem", "eins"})
_PARTS = {"anderthalb": "1.5", "halbe": "0.5", "halben": "0.5"}
_MONEY = frozenset("$€£")
_HALF = "einhalb"
_HUNDRED, _THOUSANDS = 100, 1000
_TEENS, _TENS, _UNITS = range(10, 21), range(20, 100, 10), range(1, 10)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and the word that multiplies it.

    Attributes:
        value: all of it, in digits.
        factor: the number in digits; none where it is one.
        unit: the word.
    """

    value: str
    factor: str
    unit: str


def amount(token: str) -> Amount | None:
    """What :func:`joined` put together of a number and a word such as ``Millionen``; ``None`` for anything else."""
    first, space, unit = token.rpartition(" ")
    factor = _factor(first) if space else None
    if factor is None or fold(unit) not in _GERMAN:
        return None
    return Amount(_times(factor, _GERMAN[fold(unit)]), "" if factor == "1" else factor, unit)


def _factor(token: str) -> str | None:
    """The digits of a German number before a word such as ``Millionen``; ``None`` for what is none."""
    if token[:1].isdigit():
        digits = number(token)
        return None if date(token) or not digits.replace(".", "", 1).isdigit() else digits
    plain = fold(token)
    if plain in _PARTS:
        return _PARTS[plain]
    whole = plain.removesuffix(_HALF)
    if whole != plain:
        half = _factor(whole) if whole else "1"
        return f"{half}.5" if half else None
    return "1" if plain in _ONE else number_word(plain)


def _times(factor: str, power: int) -> str:
    return format((Decimal(factor) * 10**power).normalize(), "f")


def joined(words: Sequence[str]) -> list[str]:
    """The words of a German text, an amount and a day of which the number is a word in one each."""
    found: list[str] = []
    for word in words:
        if word in JOINED and found and " " not in found[-1]:
            together = f"{found[-1]} {word}"
            if amount(together) or date(together):
                found[-1] = together
                continue
        found.append(word)
    return found


def english_amount(words: Sequence[str], at: int) -> tuple[tuple[str, ...], int]:
    """The German wordings of an amount that begins at a word of an English question, and how many words it takes.

    ``two thousand`` → ``2000``; ``$5bn`` → ``5 Milliarden``, ``5000000000``. None of one word only.
    """
    if found := _half_or_dozen([word.lower() for word in words[at : at + 3]]):
        return found
    if words[at][0].isdigit():
        digits = number(words[at])
        value, size = (None, 0) if date(words[at]) else (digits if digits.replace(".", "", 1).isdigit() else None, 1)
    else:
        value, size = _spoken(words, at)
    if value is None:
        return (), 0
    power = _power(words, at, size)
    if power is None:
        return ((value,), size) if size > 1 else ((), 0)
    whole = _times(value, power)
    return ((whole,) if power == _THOUSAND else (f"{value} {_IN_GERMAN[power]}", whole)), size + 1


def _half_or_dozen(words: Sequence[str]) -> tuple[tuple[str, ...], int] | None:
    """The same of words in small letters that begin with a half or a dozen: ``half a million``, ``a dozen``."""
    first, second, third = (*words, "", "")[:3]
    if first == "half":
        size, unit = (3, third) if second == "a" else (2, second)
        if unit == "dozen":
            return ("halbes Dutzend", "6"), size
        power = _ENGLISH.get(unit)
        if power not in _IN_GERMAN:
            return None
        one = _IN_GERMAN[power].replace("onen", "on").replace("den", "de")
        return (f"halbe {one}", _times("0.5", power)), size
    if "dozen" in {first, second} and first in {"a", "one", "dozen"}:
        return ("Dutzend", "12"), 1 if first == "dozen" else 2
    value = _value(first) if second == "dozen" else None
    return ((f"{value} Dutzend", str(value * 12)), 2) if value else None


def _power(words: Sequence[str], at: int, size: int) -> int | None:
    """What the word behind a number multiplies it with; an ``m`` is metres unless it is money."""
    if at + size >= len(words):
        return None
    unit = words[at + size]
    if unit.lower() == "m":
        return 6 if at and words[at - 1] in _MONEY else None
    return None if unit == "K" else _ENGLISH.get(fold(unit))


def _spoken(words: Sequence[str], at: int) -> tuple[str | None, int]:
    """The value of a number in English words up to the thousands, or a year, and how many words it takes."""
    thousands, below, size = 0, 0, 0
    while at + size < len(words):
        if _and_more(words[at + size : at + size + 3]) and below % _HUNDRED == 0 and thousands + below:
            size += 1
        value = _value(words[at + size])
        if value is None:
            break
        if value == _THOUSANDS and not thousands:
            thousands, below = max(below, 1) * value, 0
        elif value == _HUNDRED and below < value:
            below = max(below, 1) * value
        elif value < _HUNDRED and (below % _HUNDRED == 0 or (value in _UNITS and below % _HUNDRED in _TENS)):
            below += value
        elif size == 1 and below in _TEENS and _TEENS[0] <= value < _HUNDRED:  # nineteen eighty-four
            below = below * _HUNDRED + value
        else:
            break
        size += 1
    return (str(thousands + below), size) if size else (None, 0)


def _and_more(words: Sequence[str]) -> bool:
    """Whether words are an "and" with the last part of a number: "and twenty", not "and two hundred"."""
    together, last, *behind = (*words, "", "")[:3]
    value = _value(last)
    further = any(_value(word) in {_HUNDRED, _THOUSANDS} or fold(word) in _ENGLISH for word in behind)
    return together.lower() == "and" and value is not None and value < _HUNDRED and not further


def _value(word: str) -> int | None:
    plain = word.lower()
    digits = "1" if plain == "one" else number_word(plain)
    return int(digits) if digits else None
