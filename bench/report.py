"""docs/benchmarks.md and its plot, written from what the benchmarks kept with ``--json`` in bench/results.

python -m bench.report
"""

from __future__ import annotations

import argparse
import json
import math
from typing import Any

from bench import growth, steps, vectors
from bench.growth import n_log_n
from bench.measuring import ROOT, figure, ratio_table, table

RESULTS = ROOT / "bench" / "results"
DOCS = ROOT / "docs"
_TITLES = {
    "archive": "## An archive",
    "steps": "## Where the time goes",
    "growth": "## Growth",
    "vectors": "## Chroma's graph",
    "server": "## Chroma as a server",
    "comparison": "## Beside the stock stack",
}
_UNITS = {"peak": "MB"}
# What is asked: its name, how much, where it is kept, the row there, and which of its figures.
_ASKED = (
    ("build, articles a second", "100 /s", "archive", "build, articles a second", "median"),
    ("build, its tenths", "", "archive", "build, tenths of it", "median"),
    ("build beside the stock stack's", "50 ×", "comparison", "index, articles a second", "ratio"),
    ("build, memory of all processes", "2,000 MB", "archive", "build, articles a second", "peak"),
    ("disk, times the text", "4 ×", "archive", "disk, times the text", "median"),
    ("adding 10 articles", "10 s", "archive", "add 10 articles", "median"),
    ("adding 10 articles to 990 real ones", "1 s", "comparison", "add 10 articles", "median"),
    ("an unchanged folder", "5 s", "archive", "an unchanged folder", "median"),
    ("opening", "1 s", "archive", "opening", "median"),
    ("search, German", "25 ms", "archive", "search, German", "median"),
    ("search, English", "100 ms", "archive", "search, English", "median"),
    ("answer, German", "200 ms", "archive", "answer, German", "median"),
    ("answer, English", "200 ms", "archive", "answer, English", "median"),
    ("memory while asking", "1,500 MB", "archive", "asking, memory", "median"),
    (
        "eight askers on two cores, slower than one, German",
        "4 ×",
        "archive",
        "answer, German, 8 at once: slower",
        "median",
    ),
    ("the same, English", "4 ×", "archive", "answer, English, 8 at once: slower", "median"),
)
_WIDTH, _HEIGHT, _EDGE = 560, 360, 50


def main() -> None:
    """Write both files."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    kept: dict[str, Any] = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in RESULTS.glob("*.json")}
    (DOCS / "benchmarks.md").write_text(written(kept), encoding="utf-8")
    if "growth" in kept:
        (DOCS / "benchmarks-growth.svg").write_text(plot(kept["growth"]["rows"]), encoding="utf-8")


def written(kept: dict[str, Any]) -> str:
    """The page."""
    head = (ROOT / "bench" / "benchmarks_head.md").read_text(encoding="utf-8").rstrip()
    parts = [head.replace("<!-- reached -->", reached(kept))]
    parts += [section(name, kept[name]) for name in _TITLES if name in kept]
    return "\n\n".join(parts) + "\n"


def reached(kept: dict[str, Any]) -> str:
    """What was asked of an archive beside what the benchmarks kept; what was not measured is left out."""
    lines = ["| | asked | reached | lowest – highest | runs |", "|---|---|---|---|---|"]
    for name, asked, file, what, of in _ASKED:
        told = _beside(kept.get(file, {}), what) if of == "ratio" else _reached(kept.get(file, {}), what, of)
        lines += [f"| {name} | {asked} | {told} |"] if told else []
    return "\n".join(lines)


def _reached(run: dict[str, Any], what: str, of: str) -> str:
    """A figure of Beleg's with its spread and runs; empty if it was not kept."""
    rows = {row["what"]: row for row in run.get("rows", ()) if row["system"] == "Beleg"}
    row = rows.get(what, {})
    if of not in row:
        return ""
    spread = f"{figure(row['low'])} – {figure(row['high'])}" if of == "median" else ""
    return f"{figure(row[of])} {_UNITS.get(of, row['unit'])} | {spread} | {row['runs']}"


def _beside(run: dict[str, Any], what: str) -> str:
    """Beleg's median beside the stock stack's; empty if it was not kept."""
    found = {(ratio["what"], ratio["of"]): ratio["ratio"] for ratio in run.get("ratios", ())}
    return f"{found[what, 'median']:.3g} × |  | " if (what, "median") in found else ""


def section(name: str, run: dict[str, Any]) -> str:
    """What one benchmark kept."""
    parts = [_TITLES[name], f"    {run['command']}", _circumstances(run)]
    if name == "steps":
        parts.append(steps.table(run["tables"]))
    elif name == "vectors":
        parts.append("\n".join([vectors.HEAD, *map(vectors.line, run["rows"])]))
    else:
        parts.append(table(run["rows"]))
    if "ratios" in run:
        parts.append(ratio_table(run["ratios"]))
    if name == "growth":
        parts += ["![Cost of indexing beside n log n](benchmarks-growth.svg)", growth.beside(run["rows"])]
    return "\n\n".join(parts)


def _circumstances(run: dict[str, Any]) -> str:
    told = f"{run['cores']} cores, Python {run['python']}, load average {run['load']} at the end, {run['date']}."
    if "build" in run:
        told += f" The build: load average {run['build']['load']}, {run['build']['date']}."
    if "answered" in run:
        answered = ", ".join(f"{count} ({language})" for language, count in run["answered"].items())
        told += f" Of the questions Beleg answered {answered}."
    return told


def plot(rows: list[dict[str, Any]]) -> str:
    """Seconds of the processor against articles, both in logarithms, and n log n through the first point."""
    sizes, costs = [row["articles"] for row in rows], [row["cpu"] for row in rows]
    lines = [costs[0] * n_log_n(size) / n_log_n(sizes[0]) for size in sizes]
    low, high = math.log(min(*costs, *lines)), math.log(max(*costs, *lines))

    def at(size: float, cost: float) -> str:
        across = (math.log(size) - math.log(sizes[0])) / (math.log(sizes[-1]) - math.log(sizes[0]))
        up = (math.log(cost) - low) / (high - low)
        return f"{_EDGE + across * (_WIDTH - 2 * _EDGE):.1f},{_HEIGHT - _EDGE - up * (_HEIGHT - 2 * _EDGE):.1f}"

    def line(values: list[float], style: str) -> str:
        points = " ".join(at(size, value) for size, value in zip(sizes, values, strict=True))
        return f'<polyline points="{points}" fill="none" {style}/>'

    def label(size: float, cost: float, text: str) -> str:
        x, y = at(size, cost).split(",")
        return f'<text x="{x}" y="{float(y) - 8:.1f}" font-size="12" text-anchor="middle">{text}</text>'

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        line(lines, 'stroke="gray" stroke-dasharray="5 4"'),
        line(costs, 'stroke="black" stroke-width="2"'),
        *(label(size, cost, f"{size:,}: {cost:.0f} s") for size, cost in zip(sizes, costs, strict=True)),
        f'<text x="{_EDGE}" y="20" font-size="12">Seconds of the processor to index articles; dashed: n log n</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
