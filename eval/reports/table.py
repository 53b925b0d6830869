"""Measures as lines of text, for a terminal and for Markdown. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.measures.abstention import ThresholdPoint
    from eval.statistics import Estimate

_SMALLEST = 0.0005
_WHOLE = 10  # from here on a decimal place says nothing more


def number(value: float | None) -> str:
    """A value as people read it: ``.958``, ``12.3``, ``217``; a dash without one."""
    if value is None:
        return "–"
    value = value if abs(value) >= _SMALLEST else 0.0  # no "-0.000"
    if abs(value) >= _WHOLE**2:
        return f"{value:,.0f}"
    if abs(value) > 1:
        return f"{value:.1f}" if abs(value) >= _WHOLE else f"{value:.2f}"
    return f"{value:.3f}"


def spread(estimate: Estimate) -> str:
    """The interval as ``[.94, .97]``; empty without one."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"[{number(estimate.low)}, {number(estimate.high)}]"


def measure_lines(measures: Mapping[str, Estimate]) -> list[str]:
    """One line a measure: name, value, interval, how many were scored; the reason where there is no value."""
    width = max(map(len, measures), default=0)
    lines = []
    for name, estimate in measures.items():
        if estimate.value is None:
            lines.append(f"{name:<{width}}  {'–':>7}  {estimate.reason}")
        else:
            lines.append(f"{name:<{width}}  {number(estimate.value):>7}  {spread(estimate):<16}  n={estimate.n:,}")
    return lines


def curve_lines(curve: Sequence[ThresholdPoint]) -> list[str]:
    """One line a threshold: both error rates, and the mean of the shares that are decided right."""
    head = ("threshold", "answered though unanswerable", "refused though answerable", "balanced accuracy")
    rows = [
        (
            f"{point.threshold:.2f}",
            number(point.answered_though_unanswerable),
            number(point.refused_though_answerable),
            number(1 - (point.answered_though_unanswerable + point.refused_though_answerable) / 2),
        )
        for point in curve
    ]
    return columns([head, *rows], left=0)


def columns(rows: Sequence[Sequence[str]], *, left: int = 1) -> list[str]:
    """Rows of cells as aligned lines; the first `left` columns flush left, the others flush right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))] if rows else []
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines
