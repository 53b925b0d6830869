"""Kills builds with SIGKILL at random instants; run as a program, because it forks before Chroma starts threads.

``python -m tests.killing SCRATCH TRIALS SEED`` prints one JSON object a trial: how long the build lived, and what a
fresh process saw of the index before and after.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import chromadb  # noqa: F401 - imported before the forks, so that each is quick

from index.build import Builder, BuildOptions
from index.checking import check_all
from index.differences import Folder
from index.generation import Home
from index.language.analysis import Analyser
from index.makers import Making
from index.planning import Planner
from index.searching import Searcher
from tests.corpora import write

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGER = 1.1
_QUESTION = "Was kostet die Brücke in Bremen?"


def _in_a_fork(work: Callable[[], object]) -> object:
    """What `work` gives in a process of its own."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        try:
            with os.fdopen(writer, "w") as stream:
                json.dump(work(), stream)
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        answer = json.load(stream)
    os.waitpid(pid, 0)
    return answer


def _build(home: Path, folder: Path) -> str:
    return Builder(Home(home), BuildOptions()).index([Folder("test", folder)]).generation


def _seen(home: Path, planner: Planner) -> dict[str, object]:
    """What a reader of the published generation sees, and what is wrong with it."""
    searcher = Searcher(Home(home), Making(), planner)
    hits = searcher.search(_QUESTION, k=5).ranking.hits
    findings = check_all(searcher.generation, Making().makers)
    return {
        "generation": searcher.generation.name,
        "hits": [[hit.passage.id, hit.passage.text] for hit in hits],
        "findings": [finding.problem for finding in findings],
    }


def _killed_build(home: Path, folder: Path, after: float) -> tuple[bool, float]:
    """Whether the build was still running when it was killed, and how many seconds it lived."""
    started = time.monotonic()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        _build(home, folder)
        os._exit(0)
    os.close(writer)
    select.select([reader], [], [], after)  # the pipe's end is the build's: no waiting for one that is done
    lived = time.monotonic() - started
    os.close(reader)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status), lived


def main() -> None:
    """Run the trials."""
    scratch, trials, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    home, folder = scratch / "home", scratch / "news"
    analyser = Analyser()
    analyser.terms("Straßenbahnbrücke")  # what the language needs is read once, before the forks
    planner = Planner(analyser)
    for edition in (0, 99):  # a first build takes longer than those that follow
        write(folder, dict.fromkeys(range(8), edition))
        started = time.monotonic()
        _in_a_fork(lambda: _build(home, folder))
        usual = time.monotonic() - started
    before = _in_a_fork(lambda: _seen(home, planner))
    for trial in range(1, trials + 1):
        write(folder, {number: trial + number % 2 for number in range(8) if (number + trial) % 4})
        killed, lived = _killed_build(home, folder, chance.uniform(0, usual))
        usual = usual * _LONGER if killed else lived  # as the machine gets busier or less, so that every instant is met
        after = _in_a_fork(lambda: _seen(home, planner))
        print(json.dumps({"killed": killed, "before": before, "after": after}), flush=True)  # noqa: T201
        before = after  # nothing builds in between
    _in_a_fork(lambda: _build(home, folder))
    print(json.dumps({"last": _in_a_fork(lambda: _seen(home, planner))}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
