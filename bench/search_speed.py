"""How fast searching is beside LlamaIndex's BM25 and its vectors on Chroma with MiniLM: one run, the same passages.

    python -m bench.search_speed --stock STOCK/bin/python [--passages 50000] [--vectors 2000] [--json FILE]
    python -m bench.search_speed                    # Beleg alone

Articles come from :mod:`bench.texts` and are indexed by `beleg index`; LlamaIndex is given Beleg's passages as they
stand. MiniLM embeds ten to fifty passages a second on two cores, so ``--vectors`` says how many it gets: fewer flatter
it. All sides are asked the same questions, in turns, ``--rounds`` times; where other work lengthens the times on the
wall, those of the processor and the ratios say more. Also told: a plan, when its words are met for the first time and
again, and how many passages of 600 characters are analysed in a second of one core: all of them from cold, each
distinct word taken apart once, and the last of them again. ``--place`` keeps the indexes for another run;
``bench/requirements.txt`` says how to make the stock environment.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from assistant.settings import Settings
from assistant.wiring import searcher
from bench.measuring import BELEG, Run, arguments, at_least, circumstances, keep, percentile
from bench.questions import about_words
from bench.speed import STOCK, stock_python
from bench.texts import write
from index.generation import Home
from index.language.analysis import Analyser
from index.planning import Planner, WordFiles

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from index.searching import Searcher

    Times = list[tuple[float, float]]  # milliseconds on the wall and of the processor

_A_PASSAGE = 600  # characters
_K = 10


def passages_of(search: Searcher, least: int) -> list[str]:
    """The texts of the index's passages; what it holds must be `least` or more."""
    articles = search.generation.articles
    keys = search.generation.lexical.keys()
    if len(keys) < least:
        raise SystemExit(f"the index holds {len(keys):,} passages, fewer than {least:,}; choose another --place")
    found = articles.passages(keys)
    return [found[key].text for key in keys]


def timed(work: Callable[[str], object], asked: Sequence[str]) -> Times:
    """What each takes."""
    took = []
    for each in asked:
        started, used = time.perf_counter(), time.process_time()
        work(each)
        took.append((1000 * (time.perf_counter() - started), 1000 * (time.process_time() - used)))
    return took


def plans(asked: Sequence[str], cache: Path) -> Iterator[tuple[str, Times]]:
    """Times of the plans, their words met for the first time and again. Call before anything else is planned."""
    planner = Planner.open(WordFiles(dictionary="none", cache=cache))
    planner.plan("Who are you?")
    planner.plan("Was ist das?")
    for when in ("first time", "again"):
        yield when, timed(planner.plan, asked)


def analysis(passages: Sequence[str]) -> Iterator[tuple[str, float]]:
    """How many passages of 600 characters are analysed in a second of the processor."""
    analyser = Analyser()
    for what, texts in (("all, from cold", passages), ("the last thousand again", passages[-1_000:])):
        started = time.process_time()
        for text in texts:
            analyser.terms(text)
        yield what, sum(map(len, texts)) / _A_PASSAGE / (time.process_time() - started)


class Bench:
    """The indexes of both sides in one folder."""

    def __init__(self, place: Path, options: argparse.Namespace) -> None:
        self.place, self.options = place, options
        self.home, self.collection = place / "home", place / "stock"
        self.asked = about_words(options.questions)

    def build(self) -> list[str]:
        """Build what is not there yet; the passages."""
        least = self.options.passages
        if Home(self.home).current() is None:  # nothing, or a build that did not end
            write(self.place / "texts", least // 9)  # articles of nine to ten passages
            Run([*BELEG, "index", "--quiet", self.place / "texts"], BELEG_HOME=str(self.home))
        found = passages_of(self._searcher(), least)[:least]
        if self.options.stock and not (self.collection / "bm25").exists():  # which is made last
            shutil.rmtree(self.collection, ignore_errors=True)
            given = self.place / "passages.jsonl"
            given.write_text("".join(json.dumps(text) + "\n" for text in found), encoding="utf-8")
            Run([self.options.stock, STOCK, "given", given, self.collection, str(self.options.vectors)])
        return found

    def ask(self) -> dict[tuple[str, str], Times]:
        """Times of every question, by side and language; the sides take turns."""
        took: dict[tuple[str, str], Times] = {}
        search, file = self._searcher(), self.place / "questions.json"
        file.write_text(json.dumps({name: [each[0], *each] for name, each in self.asked.items()}), encoding="utf-8")
        for asked in self.asked.values():
            timed(lambda question: search.search(question, k=_K), asked[:5])
        for _ in range(self.options.rounds):
            for language, asked in self.asked.items():
                times = timed(lambda question: search.search(question, k=_K), asked)
                took.setdefault(("Beleg", language), []).extend(times)
            if self.options.stock:
                told = Run([self.options.stock, STOCK, "ask", file, self.collection]).told["took"]
                for named, pairs in told.items():
                    way, language = named.split(", ")
                    found = [(1000 * wall, 1000 * used) for wall, used in pairs]
                    took.setdefault((f"LlamaIndex {way}", language), []).extend(found)
        return took

    def _searcher(self) -> Searcher:
        return searcher(Settings(home=self.home, dictionary="none"), Home(self.home))


def row(what: str, times: Times) -> dict[str, object]:
    """The medians and 95th percentiles of milliseconds."""
    found: dict[str, object] = {"what": what, "n": len(times)}
    for kind, values in zip(("wall", "processor"), zip(*times, strict=True), strict=True):
        found |= {kind: median(values), f"{kind}_p95": percentile(values, 0.95)}
    return found


def table(rows: Sequence[dict[str, object]]) -> str:
    """The rows in Markdown; each search also beside Beleg's of the same language, by the processor."""
    lines = [
        "| milliseconds, median (95th percentile) | processor | wall | n | Beleg : this |",
        "|---|---|---|---|---|",
    ]
    for each in rows:
        ratio = f"{each['ratio']:.2g}" if "ratio" in each else ""
        times = [f"{each[kind]:.2f} ({each[f'{kind}_p95']:.2f})" for kind in ("processor", "wall")]
        lines.append(f"| {each['what']} | {' | '.join(times)} | {each['n']} | {ratio} |")
    return "\n".join(lines)


def measured(place: Path, options: argparse.Namespace) -> dict[str, object]:
    """Everything, as one object."""
    bench = Bench(place, options)
    rows = [row(f"plan, {language}, {when}", times) for language, asked in bench.asked.items()
            for when, times in plans(asked, place / "words")]  # fmt: skip
    found = bench.build()
    rates = [{"what": what, "rate": rate} for what, rate in analysis(found)]
    took = bench.ask()
    for (side, language), times in sorted(took.items(), key=lambda item: item[0][1]):
        ratio = median(used for _, used in took["Beleg", language]) / median(used for _, used in times)
        rows.append({**row(f"search, {language}, {side}", times), "ratio": ratio})
    about = {
        **circumstances("bench.search_speed"),
        "passages": len(found),
        "vectors": min(options.vectors, len(found)) if options.stock else 0,
        "characters": round(sum(map(len, found)) / len(found)),
    }
    return {**about, "rows": rows, "analysis": rates}


def main() -> None:
    """Measure, and print the tables."""
    parser = arguments(__doc__)
    parser.add_argument("--stock", type=Path, metavar="PYTHON", help="the Python of the stock stack's environment")
    parser.add_argument("--passages", type=at_least(1), default=50_000, help="default: 50,000")
    parser.add_argument(
        "--vectors", type=at_least(1), default=2_000, help="how many passages LlamaIndex gets as vectors"
    )
    parser.add_argument("--questions", type=at_least(1), default=100, help="of each language (default: 100)")
    parser.add_argument("--rounds", type=at_least(1), default=3, help="how often each is asked (default: 3)")
    parser.add_argument("--place", type=Path, help="where to keep the indexes, and to find those of an earlier run")
    options = parser.parse_args()
    stock_python(options)
    with tempfile.TemporaryDirectory() as folder:
        place = options.place or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        result = measured(place, options)
    sizes = "{passages:,} passages of {characters} characters on average, {vectors:,} of them as vectors of MiniLM"
    machine = "{cores} cores, Python {python}, load average {load} at the end"
    print(f"{sizes}; {machine}.\n".format(**result))
    print(table(result["rows"]))  # type: ignore[arg-type]
    print(f"\n| passages of {_A_PASSAGE} characters analysed in a second of one core | |\n|---|---|")
    for each in result["analysis"]:  # type: ignore[attr-defined]
        print(f"| {each['what']} | {each['rate']:,.0f} |")
    keep(options.json, result)


if __name__ == "__main__":
    main()
