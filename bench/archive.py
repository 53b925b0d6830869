"""Beleg alone at the size of an archive: building, opening, asking, adding, and a look at an unchanged folder.

    python -m bench.archive [--articles 40000] [--builds 1] [--place FOLDER] [--json FILE]

Forty thousand articles of :mod:`bench.texts` are about 480,000 passages and take a few minutes and 4 GB of disk; every
step tells how it went as soon as it is done. With ``--place`` the texts, the index and what was measured of its build
stay for another run, which takes them over; what is there only in part is made anew. Articles are added to a copy, so
that every run finds the same. ``python -m bench.report`` writes docs/benchmarks.md from what ``--json`` keeps.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.asking import READY
from bench.measuring import (
    BELEG,
    SETTLED,
    Run,
    arguments,
    at_least,
    circumstances,
    costs,
    end_when_told,
    keep,
    latency,
    printed,
    row,
    row_of_runs,
    size,
    table,
    together,
)
from bench.questions import about_titles
from bench.texts import write
from index.errors import BelegError
from index.generation import Home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.measuring import Row

# Its tenths are told by the builder alone, not by `beleg index`.
_BUILD = """
import json, sys, time
from pathlib import Path
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
if __name__ == "__main__":
    home, texts, workers, tenths = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), []
    started = time.perf_counter()
    def progress(stage, done, total):
        if stage == "indexing" and done * 10 // total > (done - 1) * 10 // total:
            tenths.append(time.perf_counter() - started)
    Builder(Home(home), BuildOptions(workers=workers), progress=progress).index([Folder(texts.name, texts)])
    print(json.dumps({"seconds": time.perf_counter() - started, "tenths": tenths}))
"""
_EACH = 41
_ASKERS = 8
_MORE = 10  # articles that are added
_TIMES = 3  # how often one asks by itself, and adds
_SEED = 1_000  # of those


class Archive:
    """The texts and the index of a place, which is taken over where it holds them whole.

    Args:
        place: a folder that is there.
        articles: how many.
        each: how many questions of each language are asked; the first warms up.

    Raises:
        SystemExit: if the place holds another archive.
    """

    def __init__(self, place: Path, articles: int, *, each: int = _EACH) -> None:
        self.articles, place = articles, place.resolve()
        self._texts, self._home, self._copy = place / "texts", place / "home", place / "copy"
        self._questions, self._measured = place / "questions.json", place / "build.json"
        self._questions.write_text(json.dumps(about_titles(each)), encoding="utf-8")
        self._leave_out_what_was_added()
        self._generation, there = self._indexed()
        if self._generation and there != articles:
            raise SystemExit(f"{place} holds an archive of {there:,} articles, not {articles:,}; name another --place")
        if sum(1 for _ in self._texts.rglob("*.txt")) != articles:
            shutil.rmtree(self._texts, ignore_errors=True)
            write(self._texts, articles)
            time.sleep(SETTLED)

    def _indexed(self) -> tuple[str | None, int]:
        """The published generation, if a build ended, and how many articles it holds."""
        try:
            home = Home(self._home)
            name = home.current()
            if name is None:
                return None, 0
            generation = home.open()
        except BelegError as error:
            raise SystemExit(f"{error}\nor delete {self._home} to have it built again") from error
        generation.close()
        return name, generation.manifest.counts["articles"]

    def build(self, times: int, workers: int) -> dict[str, Any]:
        """What was measured of the build that is there, or of so many from nothing: circumstances and rows."""
        if self._generation and self._measured.is_file():
            known = dict(json.loads(self._measured.read_text(encoding="utf-8")))
            if known["generation"] == self._generation:
                print(f"the index in {self._home} and what was measured of its build are taken over", file=sys.stderr)
                return known
        self._measured.unlink(missing_ok=True)
        runs = []
        for _ in range(times):
            shutil.rmtree(self._home, ignore_errors=True)
            runs.append(Run([sys.executable, "-c", _BUILD, self._home, self._texts, str(workers)]))
        told = [run.told for run in runs]
        rates = [self.articles / each["seconds"] for each in told]
        tenths = [median(each) for each in zip(*(self._tenths(each["tenths"]) for each in told), strict=True)]
        disk = size(self._home) / size(self._texts)
        rows = [
            row("build, articles a second", "Beleg", rates, "/s", **costs(runs)),
            row("build, tenths of it", "Beleg", tenths, "/s", tenths=tenths),
            row("disk, times the text", "Beleg", [disk], "×"),
        ]
        self._generation, _ = self._indexed()
        about = {"generation": self._generation, "workers": workers}
        found = {**circumstances("bench.archive"), **about, "rows": rows}
        keep(self._measured, found)
        return found

    def _tenths(self, ends: list[float]) -> list[float]:
        """Articles a second in each tenth."""
        return [self.articles / 10 / (end - start) for start, end in pairwise([0.0, *ends])]

    def ask(self) -> list[Row]:
        """One process asking, three times, then eight at once."""
        alone = [Run(self._asking()) for _ in range(_TIMES)]
        told = [run.told for run in alone]
        took = {way: [one for each in told for one in each["took"][way]] for way in told[0]["took"]}
        rows = [row("opening", "Beleg", [each["opening"] for each in told], "s")]
        rows += [latency(way, "Beleg", times) for way, times in took.items()]
        rows.append(row("asking, memory", "Beleg", [run.peak for run in alone], "MB"))
        crowd = self._crowd()
        share = _ASKERS / (os.cpu_count() or 1)
        for way in (way for way in took if way.startswith("answer")):
            slower = [_wall(each[way]) / _wall(took[way]) for each in crowd]
            used = median(cpu for each in crowd for _, cpu in each[way])
            rows.append(row(f"{way}, {_ASKERS} at once: slower", "Beleg", slower, "×", share=share, cpu=used))
        return rows

    def _asking(self) -> list[str]:
        return [sys.executable, "-m", "bench.asking", str(self._home), str(self._questions), "--year"]

    def _crowd(self) -> list[dict[str, list[tuple[float, float]]]]:
        """What each of eight took that begin to ask at once, when all of them are ready."""
        with together([[*self._asking(), "--wait"]] * _ASKERS) as running:
            for each in running:
                if not each.stdout or each.stdout.readline().strip() != READY:
                    raise SystemExit("one of those that were to ask at once did not get ready")
            for each in running:
                if each.stdin:
                    each.stdin.write("\n")
                    each.stdin.flush()
            told = printed(running)
        return [json.loads(each.splitlines()[-1])["took"] for each in told]

    def add(self) -> list[Row]:
        """Ten articles more to a copy of the index, three times, then nothing new."""
        shutil.copytree(self._home, self._copy)
        try:
            runs = []
            for turn in range(_TIMES):
                write(self._texts / f"fresh{turn}", _MORE, seed=_SEED + turn)
                runs.append(self._indexing())
            time.sleep(SETTLED)
            self._indexing()  # files that were written just before are compared once more
            still = [self._indexing() for _ in range(_TIMES)]
        finally:
            self._leave_out_what_was_added()
        return [
            row_of_runs(f"add {_MORE} articles", "Beleg", runs),
            row_of_runs("an unchanged folder", "Beleg", still),
        ]

    def _indexing(self) -> Run:
        return Run([*BELEG, "index", "--quiet", self._texts], BELEG_HOME=str(self._copy))

    def _leave_out_what_was_added(self) -> None:
        for folder in (self._copy, *self._texts.glob("fresh*")):
            shutil.rmtree(folder, ignore_errors=True)


def _wall(times: Sequence[tuple[float, float]]) -> float:
    return median(wall for wall, _ in times)


def measured(archive: Archive, built: dict[str, Any], file: Path | None) -> None:
    """Every step after the build; its table is printed and all so far kept in the file as soon as it is done."""
    about = {**circumstances("bench.archive"), "articles": archive.articles}
    # The build may be of another day, and under another load, than the rest.
    about |= {"build": {name: value for name, value in built.items() if name != "rows"}, "rows": built["rows"]}
    print(table(about["rows"]), flush=True)
    for step in (archive.ask, archive.add):
        found = step()
        print(table(found), flush=True)
        about = {**about, "load": circumstances("bench.archive")["load"], "rows": about["rows"] + found}
        keep(file, about)


def main() -> None:
    """Run every step and print the tables."""
    parser = arguments(__doc__)
    parser.add_argument("--articles", type=at_least(_MORE), default=40_000, help="default: 40,000")
    parser.add_argument("--builds", type=at_least(1), default=1, help="how often to build from nothing (default: once)")
    parser.add_argument(
        "--workers", type=at_least(1), default=os.cpu_count() or 1, help="of a build (default: one a core)"
    )
    parser.add_argument("--place", type=Path, metavar="FOLDER", help="where texts and index stay for another run")
    options = parser.parse_args()
    end_when_told()
    with tempfile.TemporaryDirectory() as folder:
        place = options.place or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        archive = Archive(place, options.articles)
        measured(archive, archive.build(options.builds, options.workers), options.json)


if __name__ == "__main__":
    main()
