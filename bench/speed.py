"""Beleg beside the stock stack, in one run on the same text: what takes how long and how much memory.

    python -m bench.speed start|index|add|ask|all --stock STOCK/bin/python [--articles 200] [--json FILE]
    python -m bench.speed grow [--sizes 250,500,1000,2000] [--json FILE]        # Beleg alone, at several sizes
        [--archive bench/results/archive.json]    # and what bench.archive kept, as the largest

``bench/requirements.txt`` says how to make the stock stack's environment. Seconds are on the wall; those of the
processor stand beside them, because other work on the machine lengthens the former more than the latter. Articles
come from :mod:`bench.texts`, and with ``--real`` from the real ones below ``BELEG_SHARED``. ``python -m bench.report``
writes docs/benchmarks.md from what ``--json`` keeps.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.texts import Generator, real, write

if TYPE_CHECKING:
    import resource
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
STOCK = ROOT / "bench" / "stock.py"
BELEG = [sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())"]
_QUESTIONS = 40
_ASK = """
import json, sys, time
from pathlib import Path
from assistant.settings import Settings
from assistant.wiring import answerer
from index.generation import Home
started = time.perf_counter()
settings = Settings(home=Path(sys.argv[1]), dictionary="none")
asked = answerer(settings, Home(settings.home))
asked.searcher.search("Wien", k=10)
took = {"opening": [time.perf_counter() - started]}
for question in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines():
    for name, ask in (("search", lambda q: asked.searcher.search(q, k=10)), ("answer", asked.answer)):
        begun = time.perf_counter()
        ask(question)
        took.setdefault(name, []).append(time.perf_counter() - begun)
print(json.dumps(took))
"""


class Run:
    """One process that ran to its end: seconds on the wall, seconds of the processor, peak memory in MB."""

    def __init__(self, command: Sequence[str | Path], **environment: str) -> None:
        around = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "HF_HUB_OFFLINE": "1",
            "BELEG_DICTIONARY": "none",
            **environment,
        }
        started = time.perf_counter()
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen([str(each) for each in command], env=around, stdout=out)  # noqa: S603
            _, status, usage = self._wait(process.pid)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.seconds = time.perf_counter() - started
            out.seek(0)
            self.out = out.read().decode()
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} failed with exit code {process.returncode}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024

    def _wait(self, pid: int) -> tuple[int, int, resource.struct_rusage]:
        return os.wait4(pid, 0)

    @property
    def told(self) -> dict[str, object]:
        """The JSON object in its last line."""
        return dict(json.loads(self.out.strip().splitlines()[-1]))


def row(what: str, system: str, values: Sequence[float], unit: str, **more: float) -> dict[str, object]:
    """One line of a table: the median, the lowest and the highest value."""
    spread = {"median": median(values), "low": min(values), "high": max(values), "runs": len(values)}
    return {"what": what, "system": system, "unit": unit, **spread, **more}


def latency(what: str, system: str, seconds: Sequence[float], **more: float) -> dict[str, object]:
    """One line of a table for times of questions, in milliseconds with their 95th percentile."""
    values = sorted(1000 * each for each in seconds)
    return row(what, system, values, "ms", p95=values[int(0.95 * len(values)) - 1], **more)


def circumstances(program: str) -> dict[str, object]:
    """How a run came about: the command by which `program` was started, the day, the machine."""
    return {
        "command": " ".join([f"python -m {program}", *sys.argv[1:]]),
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[1], 1),
    }


def keep(file: Path, about: dict[str, object], rows: Sequence[dict[str, object]]) -> None:
    """Write what :mod:`bench.report` reads."""
    file.write_text(json.dumps({**about, "rows": rows}, indent=1) + "\n", encoding="utf-8")


class Bench:
    """The texts and indexes that the questions share, in a temporary folder."""

    def __init__(self, place: Path, options: argparse.Namespace) -> None:
        self.place, self.stock, self.repeat = place, options.stock, options.repeat
        self.texts, self.home, self.collection = place / "texts", place / "home", place / "stock"
        if options.real:
            self.texts.mkdir()
            for number, text in enumerate(real()[: options.articles]):
                (self.texts / f"{number:06d}.txt").write_text(text, encoding="utf-8")
        else:
            write(self.texts, options.articles)
        self.articles = sum(1 for _ in self.texts.rglob("*.txt"))
        self.questions = place / "questions.txt"
        self.questions.write_text("\n".join(_questions()), encoding="utf-8")

    def index(self) -> list[dict[str, object]]:
        """Index the articles from nothing."""
        runs = []
        for _ in range(max(self.repeat // 2, 1)):
            shutil.rmtree(self.home, ignore_errors=True)
            runs.append(Run([*BELEG, "index", "--quiet", self.texts], BELEG_HOME=str(self.home)))
        stock = Run([self.stock, STOCK, "index", self.texts, self.collection])
        told = stock.told
        cpu, peak = median(run.cpu for run in runs), max(run.peak for run in runs)
        rates = [self.articles / run.seconds for run in runs]
        mine = row("index, articles a second", "Beleg", rates, "/s", cpu_rate=self.articles / cpu, peak=peak)
        theirs = row(
            "index, articles a second", "LlamaIndex", [self.articles / float(str(told["seconds"]))], "/s",
            cpu_rate=self.articles / float(str(told["cpu"])), peak=stock.peak,
        )  # fmt: skip
        text = sum(file.stat().st_size for file in self.texts.rglob("*.txt"))
        sizes = [row("disk, times the text", name, [_size(folder) / text], "×")
                 for name, folder in (("Beleg", self.home), ("LlamaIndex", self.collection))]  # fmt: skip
        return [mine, theirs, *sizes]

    def start(self) -> list[dict[str, object]]:
        """One question from cold: a new process each time."""
        ask = [*BELEG, "ask", "Was sagte der Minister in Berlin?"]
        pairs = [
            (Run(ask, BELEG_HOME=str(self.home)), Run([self.stock, STOCK, "open", self.collection]),
             Run([*BELEG, "--help"]))
            for _ in range(self.repeat + 1)
        ][1:]  # fmt: skip
        named = zip(("Beleg", "LlamaIndex", "Beleg"), ("ask", "ask", "--help"), zip(*pairs, strict=True), strict=True)
        return [
            row(f"from cold: {what}", name, [run.seconds for run in runs], "s",
                cpu=median(run.cpu for run in runs), peak=max(run.peak for run in runs))
            for name, what, runs in named
        ]  # fmt: skip

    def add(self) -> list[dict[str, object]]:
        """Ten articles into the index, then nothing new."""
        rows, found = [], {"add 10 articles": [], "an unchanged folder": []}
        for turn in range(max(self.repeat // 2, 1)):
            fresh = self.place / "fresh" / str(turn)
            write(fresh, 10, seed=100 + turn)
            shutil.copytree(fresh, self.texts / f"added{turn}")
            for what, runs in found.items():
                if what != "add 10 articles":
                    time.sleep(4)
                runs.append(Run([*BELEG, "index", "--quiet", self.texts], BELEG_HOME=str(self.home)))
        for what, runs in found.items():
            values = [run.seconds for run in runs]
            rows.append(
                row(what, "Beleg", values, "s", cpu=median(run.cpu for run in runs), peak=max(run.peak for run in runs))
            )
        stock = Run([self.stock, STOCK, "add", self.place / "fresh" / "0", self.place / "stock-more"])
        rows.append(row("add 10 articles", "LlamaIndex", [stock.seconds], "s", cpu=stock.cpu, peak=stock.peak))
        return rows

    def ask(self) -> list[dict[str, object]]:
        """Questions to an open index."""
        mine = Run([sys.executable, "-c", _ASK, self.home, self.questions])
        theirs = Run([self.stock, STOCK, "ask", self.questions, self.collection])
        rows = []
        for system, run in (("Beleg", mine), ("LlamaIndex", theirs)):
            for what, seconds in run.told.items():
                times = [float(each) for each in seconds]  # type: ignore[attr-defined]
                rows.append(latency(f"question: {what}", system, times, peak=run.peak))
        return rows


def grow(sizes: Sequence[int]) -> list[dict[str, object]]:
    """Beleg alone: the cost of indexing at several sizes."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            texts, home = Path(folder) / "texts", Path(folder) / "home"
            write(texts, size)
            run = Run([*BELEG, "index", "--quiet", texts], BELEG_HOME=str(home))
            rows.append(_grown(size, run.seconds, cpu=run.cpu, disk=_size(home) / _size(texts)))
            print(f"{size:>7} articles: {run.seconds:.1f} s, processor {run.cpu:.1f} s", flush=True)
    return rows


def archived(file: Path) -> dict[str, object]:
    """The build of an archive that :mod:`bench.archive` kept, as one size more."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    found = {each["what"]: each for each in kept["rows"]}
    build, disk = found["build, articles a second"], found["disk, times the text"]["median"]
    return _grown(kept["articles"], kept["articles"] / build["median"], cpu=build["cpu"], disk=disk)


def _grown(size: int, seconds: float, *, cpu: float, disk: float) -> dict[str, object]:
    return row(f"growth, {size:,} articles", "Beleg", [seconds], "s", articles=size, cpu=cpu, disk=disk)


def _questions() -> list[str]:
    titles = [article.title.split() for article in islice(Generator().articles(), _QUESTIONS)]
    german = [f"Was {verb} {subject} mit {thing}?" for subject, verb, thing, *_ in titles]
    return german[: _QUESTIONS // 2] + ["What did the minister say about tariffs on steel?"] * (_QUESTIONS // 2)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def table(rows: Sequence[dict[str, object]]) -> str:
    """The rows in Markdown."""
    lines = [
        "| | | median | lowest – highest | runs | p95 | processor | peak MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for each in rows:
        extra = [each.get("p95"), each.get("cpu", each.get("cpu_rate")), each.get("peak")]
        told = " | ".join(
            "" if value is None else f"{float(str(value)):.3g}" if value != extra[2] else f"{value:.0f}"
            for value in extra
        )
        lines.append(
            f"| {each['what']} | {each['system']} | {each['median']:.3g} {each['unit']} | "
            f"{each['low']:.3g} – {each['high']:.3g} | {each['runs']} | {told} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Answer one question, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("question", choices=["start", "index", "add", "ask", "all", "grow"])
    parser.add_argument("--stock", type=Path, help="the Python of the stock stack's environment")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--sizes", default="250,500,1000,2000")
    parser.add_argument("--archive", type=Path, help="what bench.archive kept with --json, for grow")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.question == "grow":
        rows = grow([int(size) for size in options.sizes.split(",")])
        rows += [archived(options.archive)] if options.archive else []
    else:
        if options.stock is None or not options.stock.exists():
            raise SystemExit("name the stock stack's Python with --stock; bench/requirements.txt says how to make it")
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(Path(folder), options)
            rows = bench.index()
            for name in ("start", "ask", "add"):
                if options.question in {name, "all"}:
                    rows += getattr(bench, name)()
    print(table(rows))
    if options.json:
        keep(options.json, {**circumstances("bench.speed"), "articles": options.articles}, rows)


if __name__ == "__main__":
    main()
