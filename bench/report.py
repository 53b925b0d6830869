"""docs/benchmarks.md and its plot, written from what the benchmarks kept with ``--json`` in bench/results.

python -m bench.report
"""

from __future__ import annotations

import json
import math
from typing import Any

from bench import steps, vectors
from bench.speed import ROOT, table

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
_WIDTH, _HEIGHT, _EDGE = 560, 360, 50


def main() -> None:
    """Write both files."""
    kept: dict[str, Any] = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in RESULTS.glob("*.json")}
    parts = [(ROOT / "bench" / "benchmarks_head.md").read_text(encoding="utf-8").rstrip()]
    for name, title in _TITLES.items():
        if name not in kept:
            continue
        run = kept[name]
        about = f"{run['cores']} cores, Python {run['python']}, load average {run['load']} at the end, {run['date']}"
        if name == "steps":
            told = steps.table(run["tables"])
        elif name == "vectors":
            told = "\n".join([vectors.HEAD, *map(vectors.line, run["rows"])])
        else:
            told = table(run["rows"])
        parts.append(f"{title}\n\n    {run['command']}\n\n{about}.\n\n{told}")
        if name == "comparison":
            parts.append(ratios(run["rows"]))
        elif name == "growth":
            (DOCS / "benchmarks-growth.svg").write_text(plot(run["rows"]), encoding="utf-8")
            parts.append(growth(run["rows"]))
    (DOCS / "benchmarks.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def ratios(rows: list[dict[str, Any]]) -> str:
    """Beleg's median divided by the stock stack's."""
    found = {(row["what"], row["system"]): row for row in rows}
    lines = ["| | Beleg : LlamaIndex |", "|---|---|"]
    pairs = [(what, what) for what in dict.fromkeys(row["what"] for row in rows)]
    pairs += [("question: search", f"question: {name}") for name in ("vectors", "BM25", "fused")]
    for mine, theirs in pairs:
        ours, other = found.get((mine, "Beleg")), found.get((theirs, "LlamaIndex"))
        if ours and other:
            what = mine if mine == theirs else f"{mine}, theirs {theirs.removeprefix('question: ')}"
            lines.append(f"| {what} | {ours['median'] / other['median']:.3g} |")
            for key, name in (("cpu_rate", "a second of the processor"), ("cpu", "processor"), ("peak", "peak memory")):
                if key in ours and key in other:
                    lines.append(f"| {what}, {name} | {ours[key] / other[key]:.3g} |")
    return "\n".join(lines)


def growth(rows: list[dict[str, Any]]) -> str:
    """What indexing costs beside n log n."""
    first = rows[0]
    lines = [
        "![Cost of indexing beside n log n](benchmarks-growth.svg)",
        "",
        "| articles | processor, s | of n log n | disk, × text |",
    ]
    lines.append("|---|---|---|---|")
    for row in rows:
        expected = first["cpu"] * _nlogn(row["articles"]) / _nlogn(first["articles"])
        lines.append(f"| {row['articles']:,} | {row['cpu']:.1f} | {row['cpu'] / expected:.2f} | {row['disk']:.1f} |")
    return "\n".join(lines)


def plot(rows: list[dict[str, Any]]) -> str:
    """Seconds of the processor against articles, both in logarithms, and n log n through the first point."""
    sizes, costs = [row["articles"] for row in rows], [row["cpu"] for row in rows]
    lines = [costs[0] * _nlogn(size) / _nlogn(sizes[0]) for size in sizes]
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


def _nlogn(size: float) -> float:
    return size * math.log(size)


if __name__ == "__main__":
    main()
