"""docs/benchmarks.md and its plot, written from what the benchmarks kept with ``--json`` in bench/results.

python -m bench.report
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import dataclass, replace
from typing import Any

from bench import growth, steps, vectors
from bench.growth import anchor, n_log_n
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
_MAKES = {
    "archive": "python -m bench.archive --place PLACE",
    "comparison": "python -m bench.speed all --stock STOCK/bin/python --real --articles 990",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure that was asked for.

    Attributes:
        name: as the table tells it.
        limit: how much, in the row's unit; `None`: nothing was asked, the figure is told beside others.
        file: where it is kept.
        what: the row there.
        of: which of the row's figures, or "ratio": Beleg's median divided by the stock stack's.
        needs: what it would take, told where it is not reached.
        most: whether the limit is the most that was asked; else the least.
    """

    name: str
    limit: float | None
    file: str
    what: str
    of: str = "median"
    needs: str = ""
    most: bool = True


_SPEED = (
    "Most of the processor's time goes into words met for the first time and into statements, in Python "
    "([below](#where-the-time-goes)). It would take less work for each word, or a compiled language, and for a "
    "hundred a second besides two cores that nothing else uses."
)
_CROWD = (
    "Whether the eight lose it to one another or to other work on the machine is told by the processor's seconds a "
    "question in the table below, where they were kept: as many as with one asker means that they only waited longer."
)
_LOADED = (
    "Where the processor's seconds in the table below are fewer than asked, the rest is waiting, for the disk and for "
    "cores that other work used. It would take cores that are free, or an addition that copies and checks less."
)
_ASKED = (
    Asked("build, articles a second", 100, "archive", "build, articles a second", needs=_SPEED, most=False),
    Asked("build beside the stock stack's", 50, "comparison", "index, articles a second", "ratio", _SPEED, most=False),
    Asked(
        "build, memory of all processes",
        2_000,
        "archive",
        "build, articles a second",
        "peak",
        needs="Each process keeps the words that the others took apart, so that none is taken apart twice; it would "
        "take one table of them for all.",
    ),
    Asked("disk, times the text", 4, "archive", "disk, times the text"),
    Asked("adding 10 articles", 10, "archive", "add 10 articles", needs=_LOADED),
    Asked(
        "adding 10 articles to 990 real ones",
        1,
        "comparison",
        "add 10 articles",
        needs="Each `beleg index` is a process that imports Chroma and loads the tagger; a second would take one that "
        "stays, or vectors that are written without Chroma.",
    ),
    Asked("an unchanged folder", 5, "archive", "an unchanged folder"),
    Asked("first question from cold, beside the stock stack's", 0.65, "comparison", "from cold: ask", "ratio"),
    Asked("opening", 1, "archive", "opening"),
    Asked("search, German", 25, "archive", "search, German"),
    Asked("search, German, 95 of 100", 75, "archive", "search, German", "p95"),
    Asked("search in a year, German", None, "archive", "search in a year, German"),
    Asked("search, English", 100, "archive", "search, English"),
    Asked("search, English, 95 of 100", 300, "archive", "search, English", "p95"),
    Asked("search in a year, English", None, "archive", "search in a year, English"),
    Asked("answer, German", 200, "archive", "answer, German"),
    Asked("answer, English", 200, "archive", "answer, English"),
    Asked("memory while asking", 1_500, "archive", "asking, memory"),
    Asked("eight askers, times slower, German", 4, "archive", "answer, German, 8 at once: slower", needs=_CROWD),
    Asked("eight askers, times slower, English", 4, "archive", "answer, English, 8 at once: slower", needs=_CROWD),
)
_NO_SLOWER = "search in a year"  # than the search without
_WIDTH, _HEIGHT, _EDGE = 600, 380, 60


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
    """What was asked of an archive beside what the benchmarks kept, what was not reached, and how the build went.

    Raises:
        SystemExit: if a figure was not kept; it says what to run again.
    """
    lines = ["| | asked | measured | reached | lowest – highest | runs |", "|---|---|---|---|---|---|"]
    missed: dict[str, list[str]] = {}
    for asked in _ASKED:
        value, unit, spread = _measured(kept, asked)
        limit = _limit(kept, asked)
        good = value <= limit if asked.most else value >= limit
        sign = "≤" if asked.most else "≥"
        told = f"{sign} {figure(limit)} {unit} | {figure(value)} {unit} | {'yes' if good else '**no**'}"
        lines.append(f"| {asked.name} | {told} | {spread} |")
        if not good:
            missed.setdefault(asked.needs, []).append(asked.name)
    if missed:
        lines += ["", "Not reached, and why:", ""]
        lines += [f"- {'; '.join(names)}. {needs}".rstrip() for needs, names in missed.items()]
    return "\n".join([*lines, "", _build(kept["archive"])])


def _limit(kept: dict[str, Any], asked: Asked) -> float:
    """What was asked, or what the same search takes without a year."""
    if asked.limit is not None:
        return asked.limit
    without = asked.what.replace(_NO_SLOWER, "search")
    return _measured(kept, replace(asked, what=without))[0]


def _measured(kept: dict[str, Any], asked: Asked) -> tuple[float, str, str]:
    """A figure of Beleg's, its unit, and its spread and runs as cells of the table."""
    run = kept.get(asked.file, {})
    if asked.of == "ratio":
        ratios = [
            each["ratio"] for each in run.get("ratios", ()) if (each["what"], each["of"]) == (asked.what, "median")
        ]
        if ratios:
            return ratios[0], "×", " | "
    for row in run.get("rows", ()):
        if (row["what"], row["system"]) == (asked.what, "Beleg") and asked.of in row:
            spread = f"{figure(row['low'])} – {figure(row['high'])}" if asked.of == "median" else ""
            return row[asked.of], _UNITS.get(asked.of, row["unit"]), f"{spread} | {row['runs']}"
    raise SystemExit(
        f"bench/results/{asked.file}.json holds no {asked.of} of {asked.what!r}; run "
        f"`{_MAKES[asked.file]} --json bench/results/{asked.file}.json` again"
    )


def _build(run: dict[str, Any]) -> str:
    """How a build of the archive used the cores, what it did in each tenth, and what came after the last."""
    rows = {row["what"]: row for row in run["rows"]}
    build, tenths = rows["build, articles a second"], rows["build, tenths of it"]["tenths"]
    seconds, articles = run["articles"] / build["median"], run["articles"]
    busy = build["cpu"] / seconds / run["cores"]
    after = seconds - sum(articles / 10 / rate for rate in tenths)
    each = ", ".join(figure(rate) for rate in tenths)
    used = 1000 * build["cpu"] / articles
    return (
        f"Articles a second in each tenth of the build: {each}; after the last, {after:.0f} s of the {seconds:.0f} "
        "belong to no tenth: the rest of the vectors, checks, checksums. "
        f"An article takes {used:.1f} ms of the processor, so that this build alone kept the {run['cores']} cores busy "
        f"for {busy:.0%} of the time; a hundred a second leave {10 * run['cores']} ms for each."
    )


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
    """Seconds of the processor against articles, in logarithms, and n log n through the smallest from 1,000 on."""
    sizes, costs = [row["articles"] for row in rows], [row["cpu"] for row in rows]
    first = anchor(rows)
    lines = [first["cpu"] * n_log_n(size) / n_log_n(first["articles"]) for size in sizes]
    low, high = math.log10(min(*costs, *lines)) - 0.1, math.log10(max(*costs, *lines)) + 0.1

    def at(size: float, cost: float) -> tuple[float, float]:
        across = (math.log(size) - math.log(sizes[0])) / (math.log(sizes[-1]) - math.log(sizes[0]))
        up = (math.log10(cost) - low) / (high - low)
        return _EDGE + across * (_WIDTH - 2 * _EDGE), _HEIGHT - _EDGE - up * (_HEIGHT - 2 * _EDGE)

    def line(points: list[tuple[float, float]], style: str) -> str:
        told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        return f'<polyline points="{told}" fill="none" {style}/>'

    def curve(values: list[float], style: str) -> str:
        return line([at(size, value) for size, value in zip(sizes, values, strict=True)], style)

    def label(x: float, y: float, text: str, anchored: str = "middle") -> str:
        return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="{anchored}">{text}</text>'

    ticks = []
    marks = [number * 10**power for power in range(6) for number in (1, 2, 5)]
    for mark in (each for each in marks if low < math.log10(each) < high):
        x, y = at(sizes[0], mark)
        ticks += [line([(x - 5, y), (_WIDTH - _EDGE, y)], 'stroke="lightgray"')]
        ticks += [label(x - 8, y + 4, f"{mark:,} s", "end")]
    for size, cost in zip(sizes, costs, strict=True):
        (x, y), bottom = at(size, cost), _HEIGHT - _EDGE
        ticks += [line([(x, bottom), (x, bottom + 5)], 'stroke="black"'), label(x, bottom + 18, f"{size:,}")]
        ticks += [label(x, y - 8, f"{cost:.0f}")]
    axes = [(_EDGE, _EDGE), (_EDGE, _HEIGHT - _EDGE), (_WIDTH - _EDGE, _HEIGHT - _EDGE)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        *ticks,
        line(axes, 'stroke="black"'),
        curve(lines, 'stroke="gray" stroke-dasharray="5 4"'),
        curve(costs, 'stroke="black" stroke-width="2"'),
        label(
            8, 20, f"Seconds of the processor to index; dashed: n log n from {first['articles']:,} articles", "start"
        ),
        label(_WIDTH / 2, _HEIGHT - 10, "articles"),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
