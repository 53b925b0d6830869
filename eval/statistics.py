"""Estimates that say how sure they are: a value with its percentile bootstrap interval, or no value and the reason.

The interval is the percentile bootstrap's (Efron 1979): the units (questions, or topics with all their variants) are
drawn anew with replacement and the statistic computed each time; 2.5 and 97.5 % of these values are the ends. The seed
is fixed, so that the same data always give the same interval. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Array = npt.NDArray[np.float64]

RESAMPLES = 2_000
SEED = 20_251_203
LEVEL = 0.95
_DIGITS = 6
_AT_ONCE = 4_000_000  # drawn units held in memory at a time, 32 MB
_REMEMBERED = 1_000_000  # drawn units worth remembering, 8 MB


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value and how sure it is.

    Attributes:
        value: the value; ``None`` if nothing could be scored.
        low: lower end of the 95 % interval; ``None`` where there is none (no value, or a single unit).
        high: its upper end.
        n: how many units were scored.
        reason: why there is no value; empty if there is one.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.reason):
            raise ValueError(f"an estimate has a value or a reason: {self.value!r}, {self.reason!r}")
        if any(number is not None and not np.isfinite(number) for number in (self.value, self.low, self.high)):
            raise ValueError(f"an estimate is a finite number: {self.value!r} [{self.low!r}, {self.high!r}]")

    def as_object(self) -> dict[str, object]:
        """As it stands in JSON: ``value``, ``low``, ``high``, ``n`` and, without a value, ``reason``."""
        row: dict[str, object] = {"value": self.value, "low": self.low, "high": self.high, "n": self.n}
        return row | {"reason": self.reason} if self.reason else row


def unscored(reason: str) -> Estimate:
    """No value, for this reason."""
    return Estimate(None, reason=reason)


def draws(units: int, *, resamples: int = RESAMPLES, seed: int = SEED) -> Iterator[npt.NDArray[np.int64]]:
    """Bootstrap draws in blocks: rows of `units` positions each, `resamples` rows in all."""
    generator = np.random.default_rng(seed)
    rows = max(1, _AT_ONCE // max(units, 1))
    for start in range(0, resamples, rows):
        yield generator.integers(0, units, (min(rows, resamples - start), units))


def interval(spread: Array) -> tuple[float | None, float | None]:
    """The ends of the 95 % percentile interval of resampled values, those that are not defined left out."""
    defined = spread[np.isfinite(spread)]
    if not len(defined):
        return None, None
    tail = 50 * (1 - LEVEL)
    low, high = np.percentile(defined, [tail, 100 - tail])
    return round(float(low), _DIGITS), round(float(high), _DIGITS)


def estimate(
    columns: Sequence[Sequence[float]], formula: Callable[[Array], Array], *, n: int | None = None
) -> Estimate:
    """A statistic that depends on the totals of some counts.

    Args:
        columns: one row a unit, the same counts in each.
        formula: from totals (one row of counts a sample) to one value a sample, not finite where it is not defined.
        n: what counts as the number scored; by default the number of units.
    """
    units = len(columns)
    if not units:
        return unscored("nothing to score")
    matrix = np.array(columns, dtype=np.float64).reshape(units, -1)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(formula(matrix.sum(axis=0)[None, :])[0])
        if not np.isfinite(value):
            return unscored("nothing to score")
        if units == 1:
            return Estimate(round(value, _DIGITS), n=units if n is None else n)
        spread = np.concatenate([formula(weights @ matrix) for weights in _weighed(units)])
    low, high = interval(spread)
    return Estimate(round(value, _DIGITS), low, high, units if n is None else n)


def weights_of(rows: npt.NDArray[np.int64], units: int) -> Array:
    """How often each unit was drawn in each row."""
    offsets = rows + np.arange(len(rows))[:, None] * units
    return np.bincount(offsets.ravel(), minlength=len(rows) * units).reshape(len(rows), units).astype(np.float64)


def _weighed(units: int) -> Iterable[Array]:
    """The draws as weights; remembered where they are small, as a report asks for the same ones over and over."""
    if units * RESAMPLES <= _REMEMBERED:
        return _remembered(units)
    return (weights_of(rows, units) for rows in draws(units))


@lru_cache(maxsize=16)
def _remembered(units: int) -> tuple[Array, ...]:
    return tuple(weights_of(rows, units) for rows in draws(units))


def mean(values: Sequence[float]) -> Estimate:
    """The mean of one value a unit."""
    return estimate([[value] for value in values], lambda totals: totals[:, 0] / len(values))


def grouped_mean(groups: Sequence[Sequence[float]]) -> Estimate:
    """The mean of all values, where those of a group (the variants of one topic) are drawn together."""
    rows = [[sum(group), len(group)] for group in groups if group]
    return estimate(rows, lambda totals: totals[:, 0] / totals[:, 1], n=sum(map(len, groups)))
