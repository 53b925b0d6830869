"""Beleg alone at the size of an archive: building, opening, asking, adding, and a look at an unchanged folder.

    python -m bench.archive [--articles 40000] [--place FOLDER] [--json FILE]

Forty thousand articles of :mod:`bench.texts` are about 480,000 passages and take a few minutes and 3 GB of disk; every
step tells how it went as soon as it is done. With ``--place`` the texts and the index stay for another run, which then
leaves out what is there. ``python -m bench.report`` writes docs/benchmarks.md from what ``--json`` keeps.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice, pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.speed import BELEG, ROOT, Run, circumstances, keep, latency, row, table
from bench.texts import Generator, write
from index.language import glossary

if TYPE_CHECKING:
    import resource

_BUILD = """
import json, os, sys, time
from pathlib import Path
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
if __name__ == "__main__":
    home, texts, workers, tenths = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), []
    started = time.perf_counter()
    def progress(stage, done, total):
        if stage == "indexing" and done * 10 // total > (done - 1) * 10 // total:
            tenths.append([time.perf_counter() - started, sum(os.times()[:4])])
    Builder(Home(home), BuildOptions(workers=workers), progress=progress).index([Folder(texts.name, texts)])
    print(json.dumps({"seconds": time.perf_counter() - started, "tenths": tenths}))
"""
_ASK = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from assistant.settings import Settings
from assistant.wiring import answerer
from index.generation import Home
from index.model import Scope
home, questions = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
started = time.perf_counter()
settings = Settings(home=home, dictionary="none")
asked = answerer(settings, Home(home))
asked.searcher.search("Wien", k=10)
took = {"opening": [time.perf_counter() - started]}
of_a_year = Scope(since=date(2021, 1, 1), until=date(2021, 12, 31))
for language, each in questions.items():
    asked.answer(each[0])
    for name, ask in (
        (f"search, {language}", lambda q: asked.searcher.search(q, k=10)),
        (f"search in a year, {language}", lambda q: asked.searcher.search(q, k=10, scope=of_a_year)),
        (f"answer, {language}", asked.answer),
    ):
        for question in each[1:]:
            begun = time.perf_counter()
            ask(question)
            took.setdefault(name, []).append(time.perf_counter() - begun)
took["peak"] = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]
print(json.dumps(took))
"""
_EACH = 41  # questions of a language; the first warms up
_ASKERS = 8
_REST = 4  # seconds after which a file counts as written


def questions(seed: int) -> dict[str, list[str]]:
    """Questions about what the articles hold, by language."""
    dice = random.Random(seed)
    titles = [article.title.split() for article in islice(Generator(seed).articles(), 3 * _EACH)]
    german = [f"Was {verb} {subject} mit {thing} in {place}?" for subject, verb, thing, _, place, *_ in titles]
    words = sorted(word for word in glossary.entries() if word.isalpha() and word.islower() and len(word) > 4)  # noqa: PLR2004
    english = [f"What did the minister say about the {' and the '.join(dice.sample(words, 2))}?" for _ in titles]
    return {"German": dice.sample(german, _EACH), "English": english[:_EACH]}


class Archive:
    """The texts and the index of one run."""

    def __init__(self, place: Path, articles: int, workers: int) -> None:
        self._place, self._articles, self._workers = place, articles, workers
        self.texts, self.home, self._asked = place / "texts", place / "home", place / "questions.json"
        self._asked.write_text(json.dumps(questions(3)), encoding="utf-8")
        if not self.texts.is_dir():
            write(self.texts, articles)
            time.sleep(_REST)

    def build(self) -> list[dict[str, object]]:
        """Index from nothing, unless the index is there."""
        if self.home.is_dir():
            return []
        run = Watched([sys.executable, "-c", _BUILD, self.home, self.texts, str(self._workers)])
        told = run.told
        seconds, tenths = float(str(told["seconds"])), told["tenths"]
        ends = [0.0, *(float(at) for at, _ in tenths)]  # type: ignore[attr-defined]
        rates = [self._articles / 10 / (end - start) for start, end in pairwise(ends)]
        text = sum(file.stat().st_size for file in self.texts.rglob("*.txt"))
        disk = sum(file.stat().st_size for file in self.home.rglob("*") if file.is_file()) / text
        return [
            row("build, articles a second", "Beleg", [self._articles / seconds], "/s", cpu=run.cpu, peak=run.together),
            row("build, tenths of it", "Beleg", rates, "/s", first=rates[0], last=rates[-1], tenths=rates),
            row("disk, times the text", "Beleg", [disk], "×"),
        ]

    def ask(self) -> list[dict[str, object]]:
        """One process asking, then eight at once."""
        took = self._asking(1)
        peak = took.pop("peak")[0]
        rows = [_latency(what, each) for what, each in took.items()]
        rows.append(row("asking, resident", "Beleg", [peak], "MB"))
        crowd = self._asking(_ASKERS)
        share = _ASKERS / (os.cpu_count() or 1)
        for name in (name for name in took if name.startswith("answer")):
            slower = median(crowd[name]) / median(took[name])
            rows.append(row(f"{name}, {_ASKERS} at once: slower", "Beleg", [slower], "×", share=share))
        return rows

    def _asking(self, askers: int) -> dict[str, list[float]]:
        around = {**os.environ, "PYTHONPATH": str(ROOT), "BELEG_DICTIONARY": "none"}
        command = [sys.executable, "-c", _ASK, str(self.home), str(self._asked)]
        running = [
            subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True)  # noqa: S603
            for _ in range(askers)
        ]
        told = [json.loads(each.communicate()[0].splitlines()[-1]) for each in running]
        return {name: [value for each in told for value in each[name]] for name in told[0]}

    def add(self) -> list[dict[str, object]]:
        """Ten articles more, three times, then nothing new."""
        runs = []
        for turn in range(3):
            fresh = self.texts / f"fresh{turn}"
            shutil.rmtree(fresh, ignore_errors=True)
            write(fresh, 10, seed=random.randrange(10**6, 10**9))
            runs.append(self._indexing())
        time.sleep(_REST)
        self._indexing()  # files that were written just before are compared once more
        still = [self._indexing() for _ in range(3)]
        pairs = (("add 10 articles", runs), ("an unchanged folder", still))
        return [
            row(what, "Beleg", [run.seconds for run in some], "s", cpu=median(run.cpu for run in some),
                peak=max(run.peak for run in some))
            for what, some in pairs
        ]  # fmt: skip

    def _indexing(self) -> Run:
        return Run([*BELEG, "index", "--quiet", self.texts], BELEG_HOME=str(self.home))


class Watched(Run):
    """A run that is watched: the highest sum of what it and its children held in memory (MB)."""

    together = 0.0

    def _wait(self, pid: int) -> tuple[int, int, resource.struct_rusage]:
        while True:
            found, status, usage = os.wait4(pid, os.WNOHANG)
            if found:
                return found, status, usage
            self.together = max(self.together, sum(map(_proportional, [pid, *_below(pid)])))
            time.sleep(1)


def _below(pid: int) -> list[int]:
    """The processes that a process started, and those that they started (Linux)."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *_below(int(child))]
    return found


def _proportional(pid: int) -> float:
    """What a process holds in memory, shared pages divided among those that share them, in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _latency(what: str, seconds: list[float]) -> dict[str, object]:
    return row(what, "Beleg", seconds, "s") if len(seconds) == 1 else latency(what, "Beleg", seconds)


def main() -> None:
    """Run every step and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=40_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--place", type=Path, help="a folder that is kept")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.place or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        archive = Archive(place, options.articles, options.workers)
        rows: list[dict[str, object]] = []
        for step in (archive.build, archive.ask, archive.add):
            found = step()
            print(table(found), flush=True)
            rows += found
            if options.json:
                keep(options.json, {**circumstances("bench.archive"), "articles": options.articles}, rows)


if __name__ == "__main__":
    main()
