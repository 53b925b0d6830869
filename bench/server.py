"""Vectors in files beside vectors behind `chroma run` on this machine: building, adding, and asking meanwhile.

    python -m bench.server [--articles 1000] [--runs 3] [--json FILE]

Both places get the same articles of :mod:`bench.texts`, in turns. Then two processes ask, first by themselves, and then
while a third adds a tenth more articles; at last ten more are added while nobody asks, and nothing. A build to a server
copies the vectors of the generation before through the server, so what adding costs there grows with the index.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import chromadb

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
    memory,
    printed,
    row,
    row_of_runs,
    table,
    together,
)
from bench.texts import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measuring import Row

_ASKERS = 2
_QUESTIONS = 60
_PATIENCE = 30.0
_ASK = """
import json, sys, time
from itertools import cycle
from pathlib import Path
from assistant.settings import Settings
from assistant.wiring import answerer
from index.generation import Home
home, url, done, questions, least = sys.argv[1:]
settings = Settings(home=Path(home), dictionary="none", chroma_url=url or None)
asked = answerer(settings, Home(settings.home, chroma_url=settings.chroma_url))
asked.answer("Wien")
took = []
for question in cycle(json.loads(questions)):
    begun, used = time.perf_counter(), time.process_time()
    asked.answer(question)
    took.append((time.perf_counter() - begun, time.process_time() - used))
    if len(took) >= int(least) and Path(done).exists():
        break
print(json.dumps(took))
"""
_ASKED = [
    "Was sagte der Minister zu den Zöllen auf Stahl?",
    "Wer leitet die Behörde in Wien?",
    "What did the minister say about tariffs on steel?",
    "Wie lange dauert der Bau der Brücke?",
    "Who criticised the plan of the government?",
]


@dataclass(frozen=True, slots=True)
class Server:
    """A running `chroma run`."""

    url: str
    process: int


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A `chroma run` that keeps its files in `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sysconfig.get_path("scripts")) / "chroma"
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _await(port)
        yield Server(f"http://127.0.0.1:{port}", server.pid)
    finally:
        server.terminate()
        server.wait()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a running `chroma run` that keeps its files in `folder`."""
    with running(folder) as server:
        yield server.url


def _await(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            chromadb.HttpClient("127.0.0.1", port).close()
        except Exception as error:
            if time.monotonic() > until:
                raise TimeoutError(f"chroma run did not answer at port {port} ({error})") from error
            time.sleep(0.1)
        else:
            return


@dataclass(slots=True)
class Took:
    """What one place of the vectors took, run by run."""

    built: list[Run] = field(default_factory=list)
    asking: list[tuple[float, float]] = field(default_factory=list)
    meanwhile: list[tuple[float, float]] = field(default_factory=list)
    beside: list[Run] = field(default_factory=list)
    added: list[Run] = field(default_factory=list)
    still: list[Run] = field(default_factory=list)
    server: list[float] = field(default_factory=list)

    def rows(self, name: str, articles: int) -> list[Row]:
        """The table's lines."""
        rates = [articles / run.seconds for run in self.built]
        rows = [
            row("build, articles a second", name, rates, "/s", **costs(self.built)),
            latency(f"{_ASKERS} processes asking", name, self.asking),
            latency(f"{_ASKERS} processes asking while one adds", name, self.meanwhile),
            row_of_runs("adding a tenth meanwhile", name, self.beside),
            row_of_runs("add 10 articles", name, self.added),
            row_of_runs("an unchanged folder", name, self.still),
        ]
        return rows + ([row("memory of the server", name, self.server, "MB")] if self.server else [])


def measure(took: Took, place: Path, articles: int, server: Server | None) -> None:
    """One run in an empty folder."""
    texts, home = place / "texts", place / "home"
    around = {"BELEG_HOME": str(home)} | ({"BELEG_CHROMA_URL": server.url} if server else {})

    def indexing() -> Run:
        return Run([*BELEG, "index", "--quiet", texts], **around)

    write(texts, articles)
    took.built.append(indexing())
    with _asking(place, server) as asking:
        pass
    took.asking += asking
    write(texts / "tenth", max(articles // 10, 1), seed=7)
    with _asking(place, server) as asking:
        took.beside.append(indexing())
    took.meanwhile += asking
    write(texts / "ten", 10, seed=8)
    took.added.append(indexing())
    time.sleep(SETTLED)
    indexing()  # files that were written just before are compared once more
    took.still.append(indexing())
    if server:
        took.server.append(memory(server.process))


@contextmanager
def _asking(place: Path, server: Server | None) -> Iterator[list[tuple[float, float]]]:
    """Processes that ask for as long as the block takes; afterwards the list has the times of all their answers."""
    done, took = place / "done", list[tuple[float, float]]()
    done.unlink(missing_ok=True)
    url = server.url if server else ""
    command = [sys.executable, "-c", _ASK, str(place / "home"), url, str(done), json.dumps(_ASKED), str(_QUESTIONS)]
    with together([command] * _ASKERS) as askers:
        try:
            yield took
        finally:
            done.touch()
        took += [each for out in printed(askers) for each in json.loads(out)]


def main() -> None:
    """Print the table of both places."""
    parser = arguments(__doc__)
    parser.add_argument("--articles", type=at_least(1), default=1_000, help="to begin with (default: 1,000)")
    parser.add_argument("--runs", type=at_least(1), default=3, help="of each place (default: 3)")
    options = parser.parse_args()
    end_when_told()
    places = {"files": Took(), "server": Took()}
    for _ in range(options.runs):
        for name, took in places.items():
            with tempfile.TemporaryDirectory() as folder:
                if name == "files":
                    measure(took, Path(folder), options.articles, None)
                else:
                    with running(Path(folder) / "server") as server:
                        measure(took, Path(folder), options.articles, server)
    rows = [each for name, took in places.items() for each in took.rows(name, options.articles)]
    print(table(rows))
    keep(options.json, {**circumstances("bench.server"), "articles": options.articles, "rows": rows})


if __name__ == "__main__":
    main()
