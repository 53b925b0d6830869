"""What indexing costs at several sizes, Beleg alone, beside n log n.

    python -m bench.growth [--sizes 1000,4000,16000] [--runs 3] [--archive bench/results/archive.json] [--json FILE]

With ``--archive`` the build that :mod:`bench.archive` kept is the largest size. Every size is the same generated
articles (:mod:`bench.texts`), indexed ``--runs`` times from nothing.
"""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measuring import (
    BELEG,
    Run,
    arguments,
    at_least,
    circumstances,
    end_when_told,
    existing,
    keep,
    row,
    row_of_runs,
    size,
    table,
)
from bench.texts import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.measuring import Row


def measured(sizes: Sequence[int], runs: int) -> Iterator[Row]:
    """A row for each size."""
    for articles in sizes:
        with tempfile.TemporaryDirectory() as folder:
            texts, home, took = Path(folder) / "texts", Path(folder) / "home", []
            write(texts, articles)
            for _ in range(runs):
                shutil.rmtree(home, ignore_errors=True)
                took.append(Run([*BELEG, "index", "--quiet", texts], BELEG_HOME=str(home)))
            disk = size(home) / size(texts)
            yield row_of_runs(_named(articles), "Beleg", took, articles=articles, disk=disk)


def archived(file: Path) -> Row:
    """The build of an archive, as one size more.

    Raises:
        SystemExit: if the file holds none.
    """
    kept = json.loads(file.read_text(encoding="utf-8"))
    found = {each["what"]: each for each in kept["rows"]}
    if "build, articles a second" not in found:
        raise SystemExit(f"{file} holds no build; run `python -m bench.archive --json {file}`")
    build, articles = found["build, articles a second"], kept["articles"]
    seconds = {name: articles / build[rate] for name, rate in (("median", "median"), ("low", "high"), ("high", "low"))}
    about = {"cpu": build["cpu"], "peak": build["peak"], "articles": articles}
    made = row(
        _named(articles), "Beleg", [seconds["median"]], "s", disk=found["disk, times the text"]["median"], **about
    )
    return {**made, **seconds, "runs": build["runs"]}


def _sizes(text: str) -> list[int]:
    return sorted(at_least(2)(each) for each in text.split(","))


def _named(articles: int) -> str:
    return f"{articles:,} articles"


def n_log_n(articles: float) -> float:
    """What the cost is measured against."""
    return articles * math.log(articles)


_FROM = 1_000  # articles; in fewer, what every build takes to begin with is most of it


def anchor(rows: Sequence[Row]) -> Row:
    """The size that n log n begins at: the smallest of a thousand articles or more, or else the largest there is."""
    return next((each for each in rows if each["articles"] >= _FROM), rows[-1])


def beside(rows: Sequence[Row]) -> str:
    """The processor's seconds at each size, as a share of what n log n makes of those from which it begins.

    What every build takes to begin with makes the first size dear and lowers the shares of the larger ones, so that the
    growth from each size to the next is told as well: above 1 it is faster than n log n.
    """
    first = anchor(rows)
    since = f"of n log n from {first['articles']:,}"
    lines = [
        f"| articles | processor, s | {since} | and from the size before | disk, × text |",
        "|---|---|---|---|---|",
    ]
    for before, each in zip([None, *rows], rows, strict=False):
        step = f"{_of_n_log_n(each, before):.2f}" if before else ""
        shares = f"{_of_n_log_n(each, first):.2f} | {step}"
        lines.append(f"| {each['articles']:,} | {each['cpu']:.1f} | {shares} | {each['disk']:.1f} |")
    return "\n".join(lines)


def _of_n_log_n(row: Row, first: Row) -> float:
    return float(row["cpu"] / first["cpu"] / (n_log_n(row["articles"]) / n_log_n(first["articles"])))


def main() -> None:
    """Index at every size, and print both tables."""
    parser = arguments(__doc__)
    parser.add_argument("--sizes", type=_sizes, default="1000,4000,16000", help="articles (default: 1000,4000,16000)")
    parser.add_argument("--runs", type=at_least(1), default=3, help="of each size (default: 3)")
    parser.add_argument("--archive", type=existing, metavar="FILE", help="what bench.archive kept with --json")
    options = parser.parse_args()
    end_when_told()
    # Read first: what is wrong with it is told before an hour of indexing.
    largest = [archived(options.archive)] if options.archive else []
    rows = []
    for each in measured(options.sizes, options.runs):
        rows.append(each)
        print(table([each]).splitlines()[-1], flush=True)
        keep(options.json, {**circumstances("bench.growth"), "rows": rows + largest})
    rows += largest
    print(f"\n{table(rows)}\n\n{beside(rows)}")


if __name__ == "__main__":
    main()
