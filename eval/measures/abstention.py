"""Answering and refusing at the right time: error rates, balanced accuracy, AUROC, the risk–coverage curve. Pure.

A *case* is one question that was asked: whether the articles answer it, whether it was answered, and the confidence
that the threshold is compared with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from eval.statistics import Array, Estimate, draws, estimate, interval, unscored, weights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Case:
    """A question that was asked.

    Attributes:
        answerable: whether the articles answer it.
        answered: whether it was answered.
        confidence: what was compared with the threshold.
        unit: questions of the same unit are resampled together (a question with and without its article).
    """

    answerable: bool
    answered: bool
    confidence: float
    unit: str


def error_rates(cases: Sequence[Case]) -> dict[str, Estimate]:
    """``AnsweredThoughUnanswerable``, ``RefusedThoughAnswerable`` and ``AbstentionBalancedAccuracy``.

    Balanced accuracy is the mean of the shares answered of the answerable and refused of the unanswerable.
    """
    rows = [
        [
            sum(not case.answerable for case in unit),
            sum(not case.answerable and case.answered for case in unit),
            sum(case.answerable for case in unit),
            sum(case.answerable and not case.answered for case in unit),
        ]
        for unit in _units(cases)
    ]
    negatives, positives = sum(row[0] for row in rows), sum(row[2] for row in rows)
    none = "every question is answerable" if cases else "nothing to score"
    no = "no question is answerable" if cases else "nothing to score"
    wrongly_answered = estimate(rows, lambda t: t[:, 1] / t[:, 0], n=negatives) if negatives else unscored(none)
    wrongly_refused = estimate(rows, lambda t: t[:, 3] / t[:, 2], n=positives) if positives else unscored(no)
    balanced = unscored(none if not negatives else no)
    if negatives and positives:
        balanced = estimate(rows, lambda t: 1 - (t[:, 1] / t[:, 0] + t[:, 3] / t[:, 2]) / 2, n=len(cases))
    return {
        "AnsweredThoughUnanswerable": wrongly_answered,
        "RefusedThoughAnswerable": wrongly_refused,
        "AbstentionBalancedAccuracy": balanced,
    }


def auroc(cases: Sequence[Case]) -> Estimate:
    """How often an answerable question has more confidence than an unanswerable one; equal confidence counts half."""
    if len({case.answerable for case in cases}) < 2:  # noqa: PLR2004 - both kinds
        return unscored("needs answerable and unanswerable questions" if cases else "nothing to score")
    units = _units(cases)
    numbers = {id(case): number for number, unit in enumerate(units) for case in unit}
    ordered = sorted(cases, key=lambda case: case.confidence)
    unit_of = np.array([numbers[id(case)] for case in ordered])
    positive = np.array([case.answerable for case in ordered], dtype=np.float64)
    scores = np.array([case.confidence for case in ordered])
    starts = np.flatnonzero(np.concatenate([[True], scores[1:] != scores[:-1]]))
    value = float(_auroc(np.ones((1, len(ordered))), positive, starts)[0])
    spread = [
        _auroc(weights_of(rows, len(units))[:, unit_of], positive, starts)
        for rows in draws(len(units))
    ]  # fmt: skip
    low, high = interval(np.concatenate(spread)) if len(units) > 1 else (None, None)
    return Estimate(round(value, 6), low, high, len(cases))


def _auroc(weights: Array, positive: Array, starts: npt.NDArray[np.int64]) -> Array:
    """AUROC of cases in order of confidence, one row of weights a sample; `starts`: where a new confidence begins."""
    above = np.add.reduceat(weights * positive, starts, axis=1)
    below = np.add.reduceat(weights * (1 - positive), starts, axis=1)
    before = np.cumsum(below, axis=1) - below
    with np.errstate(divide="ignore", invalid="ignore"):
        won: Array = (above * (before + below / 2)).sum(axis=1) / (above.sum(axis=1) * below.sum(axis=1))
    return won


def _units(cases: Sequence[Case]) -> list[list[Case]]:
    units: dict[str, list[Case]] = {}
    for case in cases:
        units.setdefault(case.unit, []).append(case)
    return list(units.values())


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One threshold: the share of all questions that reach it, and the share of these that should not be answered."""

    threshold: float
    coverage: float
    risk: float


def risk_coverage(answers: Sequence[tuple[float, bool]]) -> tuple[CurvePoint, ...]:
    """The curve from the surest question to all of them (El-Yaniv and Wiener 2010).

    Args:
        answers: of each question the confidence, and whether answering it is right.
    """
    ordered = sorted(answers, key=lambda answer: -answer[0])
    points: list[CurvePoint] = []
    wrong = 0
    for number, (confidence, right) in enumerate(ordered, start=1):
        wrong += not right
        if number == len(ordered) or ordered[number][0] != confidence:
            points.append(CurvePoint(confidence, number / len(ordered), wrong / number))
    return tuple(points)


@dataclass(frozen=True, slots=True)
class ThresholdPoint:
    """What a threshold would do: the share answered of the unanswerable, and refused of the answerable questions."""

    threshold: float
    answered_though_unanswerable: float
    refused_though_answerable: float


def threshold_curve(cases: Sequence[Case], *, steps: int = 20) -> tuple[ThresholdPoint, ...]:
    """Both error rates at `steps` + 1 thresholds from 0 to 1; nothing unless there are both kinds of questions."""
    negatives = [case.confidence for case in cases if not case.answerable]
    positives = [case.confidence for case in cases if case.answerable]
    if not negatives or not positives:
        return ()
    points = []
    for step in range(steps + 1):
        threshold = step / steps
        answered = sum(confidence >= threshold for confidence in negatives) / len(negatives)
        refused = sum(confidence < threshold for confidence in positives) / len(positives)
        points.append(ThresholdPoint(threshold, round(answered, 6), round(refused, 6)))
    return tuple(points)
