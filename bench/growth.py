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

from bench.measuring import BELEG, Run, arguments, circumstances, keep, row, row_of_runs, size, table
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


def _named(articles: int) -> str:
    return f"{articles:,} articles"


def n_log_n(articles: float) -> float:
    """What the cost is measured against."""
    return articles * math.log(articles)


def beside(rows: Sequence[Row]) -> str:
    """The processor's seconds at each size, as a share of what n log n would make of the first."""
    first = rows[0]
    lines = ["| articles | processor, s | of n log n | disk, × text |", "|---|---|---|---|"]
    for each in rows:
        expected = first["cpu"] * n_log_n(each["articles"]) / n_log_n(first["articles"])
        lines.append(
            f"| {each['articles']:,} | {each['cpu']:.1f} | {each['cpu'] / expected:.2f} | {each['disk']:.1f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Index at every size, and print both tables."""
    parser = arguments(__doc__)
    parser.add_argument("--sizes", default="1000,4000,16000", help="articles (default: 1000,4000,16000)")
    parser.add_argument("--runs", type=int, default=3, help="of each size (default: 3)")
    parser.add_argument("--archive", type=Path, metavar="FILE", help="what bench.archive kept with --json")
    options = parser.parse_args()
    # Read first: what is wrong with it is told before an hour of indexing.
    largest = [archived(options.archive)] if options.archive else []
    rows = []
    for each in measured([int(articles) for articles in options.sizes.split(",")], options.runs):
        rows.append(each)
        print(table([each]).splitlines()[-1], flush=True)
    rows += largest
    print(f"\n{table(rows)}\n\n{beside(rows)}")
    keep(options.json, {**circumstances("bench.growth"), "rows": rows})


if __name__ == "__main__":
    main()
