"""What the benchmarks share: a process run to its end, rows of figures with their spread, ratios, tables, JSON."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Row = dict[str, Any]

ROOT = Path(__file__).parent.parent
BELEG = (sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())")
SETTLED = 4
"""Seconds after which a file counts as written: one that is younger is compared once more."""
_LOOK = 0.1  # seconds between two looks at the memory, and more where a look takes more than a fiftieth of that
_DEAREST = 0.02
_PATIENCE = 5  # seconds that a process has to end


def environment(**more: str) -> dict[str, str]:
    """What every measured process runs in: this project, no network for models, no dictionary but the glossary."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "BELEG_DICTIONARY": "none", **more}


class Run:
    """One command that ran to its end.

    Attributes:
        seconds: on the wall.
        cpu: seconds of the processor, of all its processes.
        peak: the most that its processes held together, in MB: looked at up to ten times a second, what they share
            counted once (Linux); at least what the largest of them held.
        out: what it printed.

    Raises:
        SystemExit: if it fails.
    """

    def __init__(self, command: Sequence[str | Path], **more: str) -> None:
        started = time.perf_counter()
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(  # noqa: S603
                [str(each) for each in command], env=environment(**more), stdout=out, process_group=0
            )
            ended, looks = Event(), [0.0]
            watching = Thread(target=_watch, args=(process.pid, ended, looks))
            watching.start()
            try:
                _, status, usage = os.wait4(process.pid, 0)
                self.seconds = time.perf_counter() - started
                process.returncode = os.waitstatus_to_exitcode(status)
            finally:
                ended.set()
                watching.join()
                _end(process)
            out.seek(0)
            self.out = out.read().decode()
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} failed with exit code {process.returncode}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = max(usage.ru_maxrss / 1024, *looks)

    @property
    def told(self) -> dict[str, Any]:
        """The JSON object in its last line."""
        return dict(json.loads(self.out.strip().splitlines()[-1]))


def end_when_told() -> None:
    """On SIGTERM this process ends as on Ctrl+C: what it started is ended first, what is temporary is deleted."""

    def ended(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, ended)


@contextmanager
def together(commands: Sequence[Sequence[str]], **more: str) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that run beside one another, with pipes to and from each; however the block ends, none is left."""
    running: list[subprocess.Popen[str]] = []
    try:
        running.extend(_piped(command, environment(**more)) for command in commands)
        yield running
    finally:
        _end_all(running)


def _piped(command: Sequence[str], within: Mapping[str, str]) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=within, stdin=pipe, stdout=pipe, text=True, process_group=0)  # noqa: S603


def printed(running: Sequence[subprocess.Popen[str]]) -> list[str]:
    """What each of some processes printed until its end.

    Raises:
        SystemExit: as soon as one of them fails; the others are ended.
    """
    with ThreadPoolExecutor(len(running)) as pool:
        asked = {pool.submit(process.communicate): process for process in running}
        try:
            codes = (asked[future].returncode for future in as_completed(asked))
            failed = next((code for code in codes if code), 0)
        except BaseException:
            _end_all(running)  # or the pool would wait for them
            raise
        if failed:
            _end_all(running)
            raise SystemExit(f"one of {len(running)} processes that ran together failed with exit code {failed}")
        return [future.result()[0] for future in asked]


def _end_all(running: Sequence[subprocess.Popen[Any]]) -> None:
    for process in running:
        _end(process)


def _end(process: subprocess.Popen[Any]) -> None:
    """End a process and those of its group, if it still runs."""
    if process.poll() is not None:
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
            return


def _watch(pid: int, ended: Event, looks: list[float]) -> None:
    pause = _LOOK
    while not ended.wait(pause):
        begun = time.perf_counter()
        looks.append(memory(pid))
        pause = max(_LOOK, (time.perf_counter() - begun) / _DEAREST)


def memory(pid: int) -> float:
    """What a process and those below it hold in memory now, in MB; 0 where that cannot be told."""
    return sum(map(_proportional, [pid, *_below(pid)]))


def _below(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:  # it ended meanwhile
            continue
        for child in children:
            found += [child, *_below(child)]
    return found


def _proportional(pid: int) -> float:
    """What a process holds in memory, pages that several share divided among them, in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def row(what: str, system: str, values: Sequence[float], unit: str, **more: Any) -> Row:
    """One line of a table: the median, the lowest and the highest value, and of how many."""
    spread = {"median": median(values), "low": min(values), "high": max(values), "runs": len(values)}
    return {"what": what, "system": system, "unit": unit, **spread, **more}


def row_of_runs(what: str, system: str, runs: Sequence[Run], **more: Any) -> Row:
    """The seconds of runs of one command; with the median of the processor's, and the highest peak."""
    return row(what, system, [run.seconds for run in runs], "s", **costs(runs), **more)


def costs(runs: Sequence[Run]) -> dict[str, float]:
    """The median of the processor's seconds, and the highest peak."""
    return {"cpu": median(run.cpu for run in runs), "peak": max(run.peak for run in runs)}


def latency(what: str, system: str, times: Sequence[tuple[float, float]]) -> Row:
    """One line of a table for times of questions, in milliseconds with their 95th percentile.

    Args:
        what: was done.
        system: by which.
        times: seconds on the wall and of the processor.
    """
    values = [1000 * wall for wall, _ in times]
    return row(what, system, values, "ms", p95=percentile(values, 0.95), cpu=median(used for _, used in times))


def percentile(values: Sequence[float], share: float) -> float:
    """The lowest value that such a share of all do not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def ratios(rows: Sequence[Row], pairs: Sequence[tuple[str, str]] = ()) -> list[Row]:
    """Beleg's figures divided by the stock stack's, where both have them.

    Args:
        rows: of both.
        pairs: what of Beleg's stands beside what else of the stock stack's.
    """
    found = {(each["what"], each["system"]): each for each in rows}
    same = [(what, what) for what in dict.fromkeys(each["what"] for each in rows)]
    told = []
    for mine, theirs in (*same, *pairs):
        ours, other = found.get((mine, "Beleg")), found.get((theirs, "LlamaIndex"))
        if ours and other:
            what = mine if mine == theirs else f"{mine}, beside {theirs.removeprefix('question: ')}"
            told += [
                {"what": what, "of": of, "ratio": ours[of] / other[of]}
                for of in ("median", "cpu", "peak")
                if of in ours and of in other
            ]
    return told


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown."""
    lines = [
        "| | | median | lowest – highest | runs | p95 | processor, s | peak, MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for each in rows:
        told = [figure(each[name]) if name in each else "" for name in ("p95", "cpu", "peak")]
        lines.append(
            f"| {each['what']} | {each['system']} | {figure(each['median'])} {each['unit']} | "
            f"{figure(each['low'])} – {figure(each['high'])} | {each['runs']} | {' | '.join(told)} |"
        )
    return "\n".join(lines)


def figure(value: float) -> str:
    """Three digits, and all before the point."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004


def ratio_table(told: Sequence[Row]) -> str:
    """Ratios in Markdown, a line for each thing that was measured."""
    lines = ["| Beleg : LlamaIndex | median | processor | peak memory |", "|---|---|---|---|"]
    for what in dict.fromkeys(each["what"] for each in told):
        cells = {each["of"]: f"{each['ratio']:.3g}" for each in told if each["what"] == what}
        lines.append(f"| {what} | {' | '.join(cells.get(of, '') for of in ('median', 'cpu', 'peak'))} |")
    return "\n".join(lines)


def arguments(what: str | None) -> argparse.ArgumentParser:
    """A command's arguments: what it is for, and ``--json``."""
    parser = argparse.ArgumentParser(description=what, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures here; bench.report reads them")
    return parser


def at_least(least: int) -> Callable[[str], int]:
    """The type of an argument that is a whole number and no less."""

    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"{value} is less than {least}")
        return value

    return number


def existing(text: str) -> Path:
    """The type of an argument that names a file which is there."""
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return Path(text)


def circumstances(program: str) -> dict[str, Any]:
    """How a run came about: the command by which `program` was started, the day, the machine."""
    return {
        "command": " ".join([f"python -m {program}", *sys.argv[1:]]),
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[1], 1),
    }


def keep(file: Path | None, about: Mapping[str, Any]) -> None:
    """Write what :mod:`bench.report` reads, if a file is named."""
    if file:
        file.write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
