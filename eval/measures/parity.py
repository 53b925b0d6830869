"""How far apart the two languages are, on the questions that were asked in both. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.statistics import Estimate, mean, unscored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def parity(
    pairs: Sequence[tuple[Mapping[str, float], Mapping[str, float]]], measures: Sequence[str]
) -> dict[str, Estimate]:
    """For each measure the mean of German minus English, over the topics that have a score in both.

    Args:
        pairs: the scores of each paired topic, German then English.
        measures: which.
    """
    gaps = {}
    for name in measures:
        differences = [german[name] - english[name] for german, english in pairs if name in german and name in english]
        gaps[name] = mean(differences) if differences else unscored("no pair has a score in both languages")
    return gaps
