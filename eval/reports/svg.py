"""Small plots as inline SVG: intervals, forest plots, curves, scatter plots. Pure.

Colours and type come from the page's style sheet by class (``de``, ``en``, ``axis``, ``grid``, ``label`` …), so that a
plot follows the page from light to dark.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.reports.table import number
from eval.reports.text import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.statistics import Estimate

_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """From values between `low` and `high` to places between `start` and `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value; values outside stand at the edge."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        return self.start + (self.end - self.start) * min(max(share, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class ForestRow:
    """A line of a forest plot: a label, and for each panel an estimate for each language."""

    label: str
    panels: Mapping[str, Mapping[str, Estimate]]


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points, of a class; `marked` is a point to be shown with a ring."""

    name: str
    points: Sequence[tuple[float, float]]
    marked: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a scatter plot: place, class, how many things stand there, what to tell about them."""

    x: float
    y: float
    name: str
    count: int
    told: str


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """An element; ``class_`` becomes ``class``, ``stroke_width`` becomes ``stroke-width``; content is not escaped."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>"


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return escaped(value)
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _plot(width: float, height: float, told: str, content: str, *, name: str = "plot") -> str:
    title = element("title", escaped(told))
    box = f"0 0 {_value(width)} {_value(height)}"
    # viewBox is the one attribute whose capital matters, so it is written out.
    return (
        f'<svg class="{name}" viewBox="{box}" width="{_value(width)}" height="{_value(height)}" role="img" '
        f'aria-label="{escaped(told)}">{title}{content}</svg>'
    )


def _whisker(estimate: Estimate, scale: Scale, y: float, language: str) -> str:
    """A dot for the value and a line for its interval; nothing without a value."""
    if estimate.value is None:
        return ""
    parts = ""
    if estimate.low is not None and estimate.high is not None:
        low, high = scale(estimate.low), scale(estimate.high)
        parts = element("line", x1=low, x2=high, y1=y, y2=y, class_=f"whisker {language}")
    told = f"{language} {number(estimate.value)} [{number(estimate.low)}, {number(estimate.high)}], n={estimate.n}"
    dot = element("circle", element("title", escaped(told)), cx=scale(estimate.value), cy=y, r=3.4, class_=language)
    return parts + dot


def strip(estimates: Mapping[str, Estimate], told: str, *, width: float = 190) -> str:
    """The estimates of one measure above each other on an axis from 0 to 1, to stand in a table."""
    height = 6.0 + 9 * max(len(estimates), 1)
    scale = Scale(0, 1, 5, width - 5)
    grid = "".join(element("line", x1=scale(at), x2=scale(at), y1=1, y2=height - 1, class_="grid") for at in _QUARTERS)
    marks = "".join(
        _whisker(estimate, scale, 7.5 + 9 * lane, language)
        for lane, (language, estimate) in enumerate(estimates.items())
    )
    return _plot(width, height, told, grid + marks, name="strip")


def forest(rows: Sequence[ForestRow], panels: Sequence[str], told: str) -> str:
    """Rows of estimates, a panel a measure, each on an axis from 0 to 1.

    Args:
        rows: from above to below.
        panels: the measures, from left to right.
        told: what the plot shows, for whoever does not see it.
    """
    left, line, top, panel, gap = 168.0, 26.0, 40.0, 270.0, 38.0
    height, width = top + line * len(rows) + 4, left + len(panels) * (panel + gap)
    parts = []
    for place, row in enumerate(rows):
        y = top + line * (place + 0.5) + 4
        parts.append(element("text", escaped(row.label), x=left - 14, y=y, class_="label", text_anchor="end"))
    for number_of, name in enumerate(panels):
        start = left + number_of * (panel + gap)
        scale = Scale(0, 1, start, start + panel)
        parts.append(element("text", escaped(name), x=start, y=13, class_="panel"))
        for at in _QUARTERS:
            parts.append(element("line", x1=scale(at), x2=scale(at), y1=top - 4, y2=height - 4, class_="grid"))
            parts.append(element("text", number_label(at), x=scale(at), y=top - 9, class_="tick", text_anchor="middle"))
        for place, row in enumerate(rows):
            parts += _lanes(row.panels.get(name, {}), scale, top + line * (place + 0.5))
    return _plot(width, height, told, "".join(parts), name="forest")


def _lanes(estimates: Mapping[str, Estimate], scale: Scale, y: float) -> list[str]:
    return [
        _whisker(estimate, scale, y + 9 * (lane - (len(estimates) - 1) / 2), language)
        for lane, (language, estimate) in enumerate(estimates.items())
    ]


def number_label(value: float) -> str:
    """A tick's label: ``0``, ``.25``, ``1``."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("0.", ".") or "0"


def curves(lines: Sequence[Curve], told: str, axes: tuple[str, str], *, width: float = 420, height: float = 300) -> str:
    """Step lines over an axis from 0 to 1; the upright axis reaches just above the highest point."""
    highest = max((y for line in lines for _, y in line.points), default=1.0)
    top = min(1.0, max(0.1, math.ceil(highest * 10) / 10))
    across, up = Scale(0, 1, 46, width - 12), Scale(0, top, height - 40, 12)
    parts = [_frame(across, up, axes, [top * share for share in _QUARTERS])]
    for line in lines:
        steps = "".join(
            f"{'M' if place == 0 else 'L'}{_value(across(x))} {_value(up(y))}"
            for place, (x, y) in enumerate(line.points)
        )
        if steps:
            parts.append(element("path", d=steps, class_=f"curve {line.name}"))
        if line.marked:
            x, y = line.marked
            parts.append(element("circle", cx=across(x), cy=up(y), r=5, class_=f"ring {line.name}"))
    return _plot(width, height, told, "".join(parts))


def scatter(dots: Sequence[Dot], told: str, axes: tuple[str, str], *, size: float = 320) -> str:
    """Points in the unit square with its diagonal; a point's area grows with how many things stand there."""
    across, up = Scale(0, 1, 46, size - 16), Scale(0, 1, size - 44, 16)
    diagonal = element("line", x1=across(0), y1=up(0), x2=across(1), y2=up(1), class_="diagonal")
    parts = [_frame(across, up, axes, _QUARTERS), diagonal]
    for dot in sorted(dots, key=lambda each: -each.count):
        title = element("title", escaped(dot.told))
        radius = 3.0 * math.sqrt(dot.count)
        parts.append(
            element("circle", title, cx=across(dot.x), cy=up(dot.y), r=min(radius, 15.0), class_=f"dot {dot.name}")
        )
    return _plot(size, size, told, "".join(parts))


def _frame(across: Scale, up: Scale, axes: tuple[str, str], upright: Sequence[float]) -> str:
    """Grid, ticks and names of both axes."""
    parts = []
    for at in _QUARTERS:
        parts.append(element("line", x1=across(at), x2=across(at), y1=up.start, y2=up.end, class_="grid"))
        parts.append(
            element("text", number_label(at), x=across(at), y=up.start + 15, class_="tick", text_anchor="middle")
        )
    for at in upright:
        parts.append(element("line", x1=across.start, x2=across.end, y1=up(at), y2=up(at), class_="grid"))
        parts.append(
            element("text", number_label(at), x=across.start - 7, y=up(at) + 4, class_="tick", text_anchor="end")
        )
    middle, centre = (across.start + across.end) / 2, (up.start + up.end) / 2
    parts.append(element("text", escaped(axes[0]), x=middle, y=up.start + 33, class_="name", text_anchor="middle"))
    turned = f"rotate(-90 12 {_value(centre)})"
    parts.append(
        element("text", escaped(axes[1]), x=12, y=centre, class_="name", text_anchor="middle", transform=turned)
    )
    return "".join(parts)
