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

import argparse
import json
import random
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from assistant.settings import Settings
from assistant.wiring import searcher
from bench.speed import BELEG, STOCK, Run, circumstances
from bench.texts import Generator, write
from index.generation import Home
from index.language import glossary
from index.language.analysis import Analyser
from index.language.tokens import words
from index.planning import Planner, WordFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.searching import Searcher

    Times = list[tuple[float, float]]  # milliseconds on the wall and of the processor

_A_PASSAGE = 600  # characters
_K = 10
_ASKED = {
    "de": ("Was sagte {p} über {n} und {n}?", "Wie viele {n} gab es bei {n}?", "Warum wurde {n} für {n} kritisiert?"),
    "en": ("What did {p} say about {n} and {n}?", "How many {n} were at the {n}?", "Why was {n} criticised for {n}?"),
}


def questions(count: int) -> dict[str, list[str]]:
    """German and English questions about the articles' own words, `count` of each."""
    dice = random.Random(7)
    english: dict[str, str] = {}
    for headword, german in glossary.entries().items():
        if headword.isalpha():
            english.setdefault(german[0], headword)
    found: dict[str, list[str]] = {"de": [], "en": []}
    for article in islice(Generator().articles(), count):
        nouns = [word for word in dict.fromkeys(words(article.text)) if word[0].isupper() and word in english]
        if len(nouns) < 2:  # noqa: PLR2004 - a question has two
            continue
        pair = dice.sample(nouns, 2)
        person = next((word for word in words(article.text) if word not in english and word[0].isupper()), "Berlin")
        form = dice.randrange(len(_ASKED["de"]))
        for language, asked in (("de", pair), ("en", [english[word] for word in pair])):
            found[language].append(_ASKED[language][form].replace("{n}", "{}").format(*asked, p=person))
    return found


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
        self.asked = questions(options.questions)

    def build(self) -> list[str]:
        """Build what is not there yet; the passages."""
        least = self.options.passages
        if not self.home.exists():
            write(self.place / "texts", least // 9)  # articles of nine to ten passages
            Run([*BELEG, "index", "--quiet", self.place / "texts"], BELEG_HOME=str(self.home))
        found = passages_of(self._searcher(), least)[:least]
        if self.options.stock and not (self.collection / "bm25").exists():
            given = self.place / "passages.jsonl"
            given.write_text("".join(json.dumps(text) + "\n" for text in found), encoding="utf-8")
            Run([self.options.stock, STOCK, "given", given, self.collection, str(self.options.vectors)])
        return found

    def ask(self) -> dict[tuple[str, str], Times]:
        """Times of every question, by side and language; the sides take turns."""
        took: dict[tuple[str, str], Times] = {}
        search = self._searcher()
        for asked in self.asked.values():
            timed(lambda question: search.search(question, k=_K), asked[:5])
        for _ in range(self.options.rounds):
            for language, asked in self.asked.items():
                times = timed(lambda question: search.search(question, k=_K), asked)
                took.setdefault(("Beleg", language), []).extend(times)
                if self.options.stock:
                    file = self.place / f"{language}.txt"
                    file.write_text("\n".join(asked), encoding="utf-8")
                    told = Run([self.options.stock, STOCK, "both", file, self.collection]).told
                    for way, pairs in told.items():
                        found = [(1000 * wall, 1000 * used) for wall, used in pairs]  # type: ignore[attr-defined]
                        took.setdefault((f"LlamaIndex {way}", language), []).extend(found)
        return took

    def _searcher(self) -> Searcher:
        return searcher(Settings(home=self.home, dictionary="none"), Home(self.home))


def row(what: str, times: Times) -> dict[str, object]:
    """The medians and 95th percentiles of milliseconds."""
    found: dict[str, object] = {"what": what, "n": len(times)}
    for kind, values in zip(("wall", "processor"), zip(*times, strict=True), strict=True):
        ordered = sorted(values)
        found |= {kind: median(ordered), f"{kind}_p95": ordered[int(0.95 * (len(ordered) - 1))]}
    return found


def table(rows: Sequence[dict[str, object]]) -> str:
    """The rows in Markdown; each search also beside Beleg's of the same language, by the processor."""
    lines = [
        "| milliseconds, median (95th percentile) | processor | wall | n | Beleg : this |",
        "|---|---|---|---|---|",
    ]
    for each in rows:
        ratio = f"{each['ratio']:.2f}" if "ratio" in each else ""
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stock", type=Path, help="the Python of the stock stack's environment; absent: Beleg alone")
    parser.add_argument("--passages", type=int, default=50_000)
    parser.add_argument("--vectors", type=int, default=2_000, help="how many passages LlamaIndex gets as vectors")
    parser.add_argument("--questions", type=int, default=100, help="of each language")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--place", type=Path, help="where to keep the indexes, and to find those of an earlier run")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
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
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
