"""Several rankings → one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DENSE_WEIGHT = 0.05
"""How much a real embedding model's scores count beside the words': as much as loses nothing with a model that knows no
German (docs/retrieval.md)."""


def fuse(
    rankings: Mapping[str, Sequence[tuple[int, float]]], weights: Mapping[str, float], *, k: int
) -> list[tuple[int, float]]:
    """At most `k` keys with fused scores, best first, ties by key.

    Args:
        rankings: for each leg's name, keys with scores, best first.
        weights: for each leg's name, how much its scores count once divided by the leg's best; absent: 1.
        k: how many.
    """
    fused: dict[int, float] = {}
    for leg, ranking in rankings.items():
        best = max((score for _, score in ranking), default=0.0)
        if best <= 0:
            continue
        for key, score in ranking:
            fused[key] = fused.get(key, 0.0) + weights.get(leg, 1.0) * score / best
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))[:k]


def filled(
    first: Sequence[tuple[int, float]], second: Sequence[tuple[int, float]], *, k: int
) -> list[tuple[int, float]]:
    """At most `k` keys: those of the first ranking as they stand, then those only the second has.

    Args:
        first: keys with scores of zero or more, best first.
        second: the same; its scores are scaled to end below the first's lowest.
        k: how many.
    """
    known = {key for key, _ in first}
    lowest = min((score for _, score in first), default=1.0)
    best = max((score for _, score in second), default=1.0) or 1.0
    rest = [(key, 0.5 * lowest * max(score, 0.0) / best) for key, score in second if key not in known]
    return [*first, *rest][:k]
