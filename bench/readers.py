"""Simulated readers of the app over its real WebSocket: how long they wait, what goes wrong, whether memory stays flat.

    python -m bench.readers [--articles FOLDER] [--readers 20] [--seconds 120] [--think 10] [--access local|public]

Each reader opens the app, thinks, asks, reads, opens a receipt, and after four questions leaves; another comes.
Questions are about the people and headlines of the articles, in German and English, and some that nothing answers. A
wait is the time from the click to the end of the run of the page, with the pause between two statements (60 ms).
The readers and the app share the machine. It fails if anything goes wrong, if the 95th percentile of the waits for an
answer is above a second, or if the memory of the app grows by more than a tenth after the first third.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.wiring import demonstration
from bench.measuring import at_least
from bench.visitor import Visitor
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from tests.browser.app import serving

if TYPE_CHECKING:
    from bench.visitor import Run

_QUESTIONS, _MOST_WAIT, _MOST_GROWTH = 4, 1.0, 0.1
_TICKS = os.sysconf("SC_CLK_TCK")
_UNANSWERABLE = ("Wie hoch ist der Eiffelturm?", "Who won the chess championship?", "Wer erfand den Reißverschluss?")


@dataclass(slots=True)
class Tally:
    """What happened.

    Attributes:
        waits: seconds, by what was done.
        errors: what went wrong.
        busy: how many were told that the app is busy.
        memory: the app's resident memory in MB, by seconds since the start.
        cpu: its processor seconds, likewise.
    """

    waits: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    busy: int = 0
    memory: list[tuple[float, float]] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def note(self, what: str, run: Run) -> bool:
        """Count one run of a page; false if it only told that the app is busy."""
        if "Gerade fragen zu viele" in run.text:
            self.busy += 1
            self.waits.setdefault("told busy", []).append(run.seconds)
            return False
        self.waits.setdefault(what, []).append(run.seconds)
        if run.first is not None and what == "answer":
            self.waits.setdefault("first statement", []).append(run.first)
        self.errors += run.errors
        return True


def main() -> int:
    """Index, start the app, let the readers in, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=demonstration(), help="default: the demonstration's")
    parser.add_argument("--readers", type=at_least(1), default=20, help="at once (default: 20)")
    parser.add_argument("--seconds", type=float, default=120, help="for so long (default: 120)")
    parser.add_argument("--think", type=float, default=10, help="seconds between two clicks, about (default: 10)")
    parser.add_argument("--access", choices=["local", "public"], default="local", help="as of `beleg ui`")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        Builder(home, BuildOptions()).index([Folder("bench", options.articles)])
        generation = home.open()
        questions = _questions(generation)
        counts = generation.articles.counts()
        generation.close()
        with serving(home.path, {"BELEGUI_A_MINUTE": "0"}, "--access", options.access) as address:
            tally = asyncio.run(_readers(address, questions, options))
        if tally.errors:
            print((home.path.parent / "app.log").read_text(encoding="utf-8")[-4000:])
    corpus = f"{counts['articles']} articles, {counts['passages']} passages"
    print(f"{corpus}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    return _told(tally, options)


def _questions(generation: object) -> list[str]:
    """Questions about these articles, the same each time."""
    articles = generation.articles  # type: ignore[attr-defined]
    names = [name for name, _ in articles.speakers()[:60]]
    titles = [entry.title for entry in articles.entries()[:60]]
    made = [form.format(name) for name in names for form in ("Was sagte {}?", "What did {} say?")]
    made += [f"Was ist über {' '.join(title.split()[:4])} bekannt?" for title in titles]
    random.Random(7).shuffle(made)
    return [*made, *_UNANSWERABLE * (1 + len(made) // 20)]


async def _readers(address: str, questions: list[str], options: argparse.Namespace) -> Tally:
    tally = Tally()
    first = Visitor(address)  # the first finds the app cold, as it is once after its start; that is not counted
    await first.enter()
    for question in questions[:6]:
        await first.ask(question)
    await first.leave()
    until = time.monotonic() + options.seconds
    watching = asyncio.create_task(_watch(_app(address), tally))
    luck = random.Random(11)
    await asyncio.gather(
        *(
            _reader(address, questions, tally, options.think, until, random.Random(luck.random()))
            for _ in range(options.readers)
        )
    )
    watching.cancel()
    return tally


async def _reader(
    address: str, questions: list[str], tally: Tally, think: float, until: float, luck: random.Random
) -> None:
    """Readers one after another until the time is over."""
    await asyncio.sleep(luck.uniform(0, think))
    while time.monotonic() < until:
        visitor = Visitor(address)
        try:
            if not tally.note("opening", await visitor.enter()):
                await asyncio.sleep(luck.uniform(0.5, 1.5) * think)
                continue
            for _ in range(_QUESTIONS):
                await asyncio.sleep(luck.uniform(0.5, 1.5) * think)
                if time.monotonic() > until:
                    break
                answered = await visitor.ask(luck.choice(questions))
                if not tally.note("answer", answered):
                    break
                receipts = [name for name in answered.buttons if name.startswith("open-")]
                if receipts:
                    await asyncio.sleep(luck.uniform(0.2, 0.6) * think)
                    tally.note("receipt", await visitor.press(answered.buttons[luck.choice(receipts)]))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
            tally.errors.append(f"{type(error).__name__}: {error}")
        finally:
            await visitor.leave()


async def _watch(process: int, tally: Tally) -> None:
    started = time.monotonic()
    while True:
        memory, cpu = _use(process)
        tally.memory.append((time.monotonic() - started, memory))
        tally.cpu.append(cpu)
        await asyncio.sleep(2)


def _use(process: int) -> tuple[float, float]:
    """The resident memory of a process in MB, and its processor seconds."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    times = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return kilobytes / 1024, (int(times[11]) + int(times[12])) / _TICKS


def _app(address: str) -> int:
    """The process that listens: Streamlit's."""
    port = address.rpartition(":")[2]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        except OSError:
            continue
        if f"--server.port={port}" in command:
            return int(folder.name)
    raise LookupError(f"nobody listens on {port}")


def _told(tally: Tally, options: argparse.Namespace) -> int:
    thought = f"about {options.think:g} s of thought"
    print(f"{options.readers} readers for {options.seconds:g} s, {thought}, --access {options.access}")
    for what, waits in tally.waits.items():
        if len(waits) > 1:
            cuts = statistics.quantiles(waits, n=100)
            print(f"{what:16} {len(waits):4}   p50 {cuts[49]:.2f} s   p95 {cuts[94]:.2f} s   most {max(waits):.2f} s")
    seconds = tally.memory[-1][0] - tally.memory[0][0]
    used = tally.cpu[-1] - tally.cpu[0]
    growth = _growth(tally.memory)
    memory = " → ".join(f"{mb:.0f}" for mb in _sampled(tally.memory))
    print(f"memory           {memory} MB   {growth:+.1%} after the first third")
    print(f"processor        {used / seconds:.2f} cores of {os.cpu_count()}")
    print(f"errors           {len(tally.errors)}   told busy {tally.busy}")
    for error in tally.errors[:5]:
        print(f"  {error[:200]}")
    slow = statistics.quantiles(tally.waits["answer"], n=100)[94] > _MOST_WAIT
    return int(bool(tally.errors) or slow or growth > _MOST_GROWTH)


def _sampled(memory: list[tuple[float, float]]) -> list[float]:
    return [memory[at * (len(memory) - 1) // 4][1] for at in range(5)]


def _growth(memory: list[tuple[float, float]]) -> float:
    """How much more memory is used at the end than after the first third, as a share of it; the peak of five each."""
    third = max(5, len(memory) // 3)
    before, after = (max(mb for _, mb in part[-5:]) for part in (memory[:third], memory))
    return after / before - 1


if __name__ == "__main__":
    sys.exit(main())
