"""Beleg beside the stock stack, in one run on the same text: what takes how long and how much memory.

    python -m bench.speed index|start|ask|add|all --stock STOCK/bin/python [--real] [--articles 200] [--json FILE]

``index`` is part of every run, since the other questions need it. ``bench/requirements.txt`` says how to make the
stock stack's environment; without ``--stock`` Beleg is measured alone. Both sides take turns, ``--runs`` times each;
only the stock stack's indexing, which is slow, may be given fewer (``--stock-builds``). Articles come from
:mod:`bench.texts`, and with ``--real`` from the real ones below ``BELEG_SHARED``; asked is what was said in them.
Seconds are on the wall; those of the processor stand beside them, because other work on the machine lengthens the
former more than the latter. ``python -m bench.report`` writes docs/benchmarks.md from what ``--json`` keeps.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.measuring import (
    BELEG,
    ROOT,
    SETTLED,
    Run,
    arguments,
    at_least,
    circumstances,
    costs,
    end_when_told,
    keep,
    latency,
    ratio_table,
    ratios,
    row,
    row_of_runs,
    size,
    table,
)
from bench.questions import about_statements
from bench.texts import Generator, real, write_texts

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from bench.measuring import Row

STOCK = ROOT / "bench" / "stock.py"
MORE = 10
"""Articles that are added."""
_QUESTIONS = 21  # of each language; the first warms up
PAIRS = tuple(
    (f"question: search, {language}", f"question: {way}, {language}")
    for language in ("German", "English")
    for way in ("vectors", "BM25", "fused")
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """How often what is run.

    Attributes:
        runs: of everything.
        stock: the Python of the stock stack's environment; ``None``: Beleg alone.
        stock_builds: how often the stock stack indexes.
    """

    runs: int
    stock: Path | None = None
    stock_builds: int = 1


class Bench:
    """The texts and indexes that the questions share.

    Args:
        place: an empty folder for them.
        texts: the articles to begin with, and those that are added, ten for each run.
        conditions: how often what is run.
    """

    def __init__(self, place: Path, texts: Sequence[str], conditions: Conditions) -> None:
        self._place, self._conditions = place, conditions
        self._texts, self._home, self._collection = place / "texts", place / "home", place / "stock"
        self.articles = len(texts) - MORE * conditions.runs
        first, self._more = texts[: self.articles], texts[self.articles :]
        write_texts(self._texts, first)
        asked = about_statements(first, _QUESTIONS)
        self.answered: dict[str, str] = {}
        self._questions = place / "questions.json"
        self._questions.write_text(json.dumps(asked), encoding="utf-8")

    def index(self) -> list[Row]:
        """Index the articles from nothing."""
        mine, theirs = [], []
        for turn in range(self._conditions.runs):
            shutil.rmtree(self._home, ignore_errors=True)
            mine.append(self._indexing())
            if self._conditions.stock and turn < self._conditions.stock_builds:
                shutil.rmtree(self._collection, ignore_errors=True)
                theirs.append(self._stock("index", self._texts, self._collection))
        what, text = "index, articles a second", size(self._texts)
        rates = [self.articles / run.seconds for run in mine]
        rows = [row(what, "Beleg", rates, "/s", **costs(mine))]
        sizes = [row("disk, times the text", "Beleg", [size(self._home) / text], "×")]
        if theirs:  # without loading the model
            rates = [self.articles / run.told["seconds"] for run in theirs]
            cpu = median(run.told["cpu"] for run in theirs)
            rows.append(row(what, "LlamaIndex", rates, "/s", cpu=cpu, peak=costs(theirs)["peak"]))
            sizes.append(row("disk, times the text", "LlamaIndex", [size(self._collection) / text], "×"))
        return rows + sizes

    def start(self) -> list[Row]:
        """One question from cold: a new process each time; the first of each is not counted."""
        ask, helping, theirs = [], [], []
        for _ in range(self._conditions.runs + 1):
            ask.append(Run([*BELEG, "ask", "Was sagte der Minister in Berlin?"], BELEG_HOME=str(self._home)))
            helping.append(Run([*BELEG, "--help"]))
            if self._conditions.stock:
                theirs.append(self._stock("open", self._collection))
        named = (("ask", "Beleg", ask), ("ask", "LlamaIndex", theirs), ("--help", "Beleg", helping))
        return [row_of_runs(f"from cold: {what}", system, runs[1:]) for what, system, runs in named if runs]

    def ask(self) -> list[Row]:
        """Questions to an open index, each run a process of its own."""
        mine, theirs = [], []
        for _ in range(self._conditions.runs):
            mine.append(Run([sys.executable, "-m", "bench.asking", self._home, self._questions]))
            if self._conditions.stock:
                theirs.append(self._stock("ask", self._questions, self._collection))
        count = len(json.loads(self._questions.read_text(encoding="utf-8"))["German"]) - 1
        self.answered = {language: f"{number} of {count}" for language, number in mine[0].told["answered"].items()}
        return _of_asking("Beleg", mine) + _of_asking("LlamaIndex", theirs)

    def add(self) -> list[Row]:
        """Ten articles into the index, then nothing new; both sides grow by the same."""
        mine, still, theirs = [], [], []
        for turn in range(self._conditions.runs):
            fresh = self._texts / f"added{turn}"
            write_texts(fresh, self._more[turn * MORE : (turn + 1) * MORE])
            mine.append(self._indexing())
            time.sleep(SETTLED)
            still.append(self._indexing())
            if self._conditions.stock:
                theirs.append(self._stock("add", fresh, self._texts, self._collection))
        what = f"add {MORE} articles"
        rows = [row_of_runs(what, "Beleg", mine), row_of_runs("an unchanged folder", "Beleg", still)]
        if theirs:
            without = [run.seconds - run.told["bm25_seconds"] for run in theirs]
            rows.append(row_of_runs(what, "LlamaIndex", theirs))
            rows.append(row(f"{what}, without BM25", "LlamaIndex", without, "s"))
        return rows

    def _indexing(self) -> Run:
        return Run([*BELEG, "index", "--quiet", self._texts], BELEG_HOME=str(self._home))

    def _stock(self, command: str, *what: Path) -> Run:
        return Run([str(self._conditions.stock), STOCK, command, *what])


def _of_asking(system: str, runs: Sequence[Run]) -> list[Row]:
    """What opening took in each process, and every question in all of them."""
    if not runs:
        return []
    told = [run.told for run in runs]
    rows = [row("question: opening", system, [each["opening"] for each in told], "s", peak=costs(runs)["peak"])]
    for way in told[0]["took"]:
        times = [one for each in told for one in each["took"][way]]
        rows.append(latency(f"question: {way}", system, times))
    return rows


def texts_of(articles: int, *, are_real: bool) -> list[str]:
    """So many articles' texts.

    Raises:
        SystemExit: if there are not as many real ones.
    """
    if not are_real:
        return [article.file() for article in islice(Generator().articles(), articles)]
    found = real()
    if len(found) < articles:
        raise SystemExit(
            f"{articles} articles with those that are added, but {len(found)} real ones below BELEG_SHARED"
        )
    return found[:articles]


def stock_python(options: argparse.Namespace) -> Path | None:
    """The stock stack's Python, if one is named.

    Raises:
        SystemExit: if it is not there.
    """
    python: Path | None = options.stock
    if python and not python.exists():
        raise SystemExit(f"there is no {python}; bench/requirements.txt says how to make the stock stack's environment")
    return python


def main() -> None:
    """Answer one question, or all."""
    parser = arguments(__doc__)
    parser.add_argument("question", choices=["index", "start", "ask", "add", "all"])
    parser.add_argument("--stock", type=Path, metavar="PYTHON", help="the Python of the stock stack's environment")
    parser.add_argument("--articles", type=at_least(1), default=200, help="how many to begin with (default: 200)")
    parser.add_argument("--real", action="store_true", help="real articles instead of generated ones")
    parser.add_argument("--runs", type=at_least(1), default=3, help="of everything, on both sides (default: 3)")
    parser.add_argument(
        "--stock-builds", type=at_least(1), default=1, help="how often the stock stack indexes (default: once)"
    )
    options = parser.parse_args()
    end_when_told()
    conditions = Conditions(options.runs, stock_python(options), options.stock_builds)
    texts = texts_of(options.articles + MORE * options.runs, are_real=options.real)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), texts, conditions)
        rows, told = [], []
        for name in ("index", "start", "ask", "add"):
            if options.question not in {name, "all"} and name != "index":
                continue
            rows += getattr(bench, name)()
            told = ratios(rows, PAIRS)
            answered = {"answered": bench.answered} if bench.answered else {}
            about = {**circumstances("bench.speed"), "articles": options.articles, **answered}
            keep(options.json, {**about, "rows": rows, "ratios": told})
    print(table(rows) + (f"\n\n{ratio_table(told)}" if told else ""))


if __name__ == "__main__":
    main()
