"""How long replies took: median and 95th percentile. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eval.statistics import Estimate, draws, interval, unscored

if TYPE_CHECKING:
    from collections.abc import Sequence


def latency(seconds: Sequence[float]) -> dict[str, Estimate]:
    """``LatencyP50`` and ``LatencyP95`` in milliseconds, with bootstrap intervals."""
    return {"LatencyP50": _percentile(seconds, 50), "LatencyP95": _percentile(seconds, 95)}


def _percentile(seconds: Sequence[float], share: float) -> Estimate:
    if not seconds:
        return unscored("nothing was timed")
    times = np.array(seconds) * 1000
    value = round(float(np.percentile(times, share)), 3)
    if len(times) == 1:
        return Estimate(value, n=1)
    spread = np.concatenate([np.percentile(times[rows], share, axis=1) for rows in draws(len(times))])
    low, high = interval(spread)
    return Estimate(value, low, high, len(times))
