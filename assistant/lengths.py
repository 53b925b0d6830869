"""How long something lasted, as a text gives it: a stretch of time that is as wide as its words leave it. Pure.

"Almost five hours" and "five hours" tell the same; only lengths that no reading brings together differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING

from index.language.folding import fold
from index.language.numbers import number, number_word
from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# How far below and above the number a word beside it lets the length lie, as shares of it.
_LEEWAY: tuple[tuple[str, float, float], ...] = (
    (r"fast|knapp|beinahe|nahezu|nicht ganz|almost|nearly|just under|not quite", 0.8, 1.0),
    (r"rund|etwa|ungefähr|circa|ca\.|gegen|about|around|roughly|some|approximately", 0.85, 1.15),
    (r"gut|mehr als|über|mindestens|more than|over|at least|well over", 1.0, 1.5),
    (r"weniger als|unter|höchstens|less than|under|at most|up to|bis zu", 0.5, 1.0),
)
_MINUTES: tuple[tuple[str, int], ...] = (
    (r"minute|minüt", 1),
    (r"stund|stünd|hour", 60),
    (r"tag|täg|day", 1440),
    (r"woche|wöch|week", 10080),
    (r"monat|month", 43830),
    (r"jahr|jähr|year", 525960),
)
_BESIDE = "|".join(words for words, _, _ in _LEEWAY)
_GIVEN = re.compile(
    rf"(?:\b(?P<beside>{_BESIDE})\s+)?\b(?:"
    r"(?P<number>\d+(?:[.,]\d+)?|[a-zäöüß]+)[\s-]?"
    r"(?P<unit>minuten?|stunden?|tagen?|tage|wochen?|monaten?|monate|jahren?|jahre|"
    r"minutes?|hours?|days?|weeks?|months?|years?)|"
    r"(?P<joined>[a-zäöüß]+|\d+-?)(?P<ending>stünd|täg|wöch|monat|jähr|minüt)ig\w*)\b"
    r"(?!\s(?:vor|nach|später|zuvor|danach|vorher|früher|her|ago|later|earlier|before)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in a text.

    Attributes:
        words: as printed, without inflection: *fast fünf Stunden*.
        low: the shortest it may be, in minutes.
        high: the longest.
        span: where it stands.
    """

    words: str
    low: float
    high: float
    span: Span

    def agrees(self, other: Length) -> bool:
        """Whether both may be the same length."""
        return (self.low <= other.high and other.low <= self.high) or isclose(self.low, other.high, rel_tol=0.02)


def lengths(text: str) -> Iterator[Length]:
    """The lengths that a text gives with a number, in its order; *fünfstündig* is five hours."""
    for found in _GIVEN.finditer(text):
        figure = (found["number"] or found["joined"]).rstrip("-")
        value = float(number(figure)) if figure[0].isdigit() else _in_words(figure)
        if not value:
            continue
        unit = (found["unit"] or found["ending"]).casefold()
        minutes = value * next(each for stem, each in _MINUTES if re.match(stem, unit))
        low, high = _leeway((found["beside"] or "").casefold())
        yield Length(" ".join(found[0].split()), low * minutes, high * minutes, Span(*found.span()))


def _in_words(word: str) -> float:
    value = number_word(fold(word))
    return float(value) if value else 0.0


def _leeway(beside: str) -> tuple[float, float]:
    return next(((low, high) for words, low, high in _LEEWAY if beside and re.fullmatch(words, beside)), (1.0, 1.0))
