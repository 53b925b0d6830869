"""One process that opens an index and asks: what each question takes, as JSON. Others of these benchmarks start it.

    python -m bench.asking HOME QUESTIONS.json [--year] [--wait]

QUESTIONS.json holds questions by language, the first of each to warm up. With ``--wait`` it then says that it is ready
and asks after the next line of its input, so that several can begin at once.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.model import Answer
from assistant.settings import Settings
from assistant.wiring import answerer
from index.generation import Home
from index.model import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

_OF_A_YEAR = Scope(since=date(2021, 1, 1), until=date(2021, 12, 31))


READY = "ready"


def asked(home: Path, questions: dict[str, list[str]], *, year: bool, wait: bool) -> dict[str, object]:
    """Seconds on the wall and of the processor by what was done, and how many were answered, by language."""
    started = time.perf_counter()
    opened = answerer(Settings(home=home, dictionary="none"), Home(home))
    opened.searcher.search("Wien", k=10)
    opening = time.perf_counter() - started
    took: dict[str, list[tuple[float, float]]] = {}
    answered = {}
    ways: dict[str, Callable[[str], object]] = {"search": lambda question: opened.searcher.search(question, k=10)}
    if year:
        ways["search in a year"] = lambda question: opened.searcher.search(question, k=10, scope=_OF_A_YEAR)
    for warming, *_ in questions.values():
        opened.answer(warming)
    if wait:
        print(READY, flush=True)
        sys.stdin.readline()
    for language, (_, *each) in questions.items():
        for way, ask in (*ways.items(), ("answer", opened.answer)):
            replies = []
            for question in each:
                begun, used = time.perf_counter(), time.process_time()
                replies.append(ask(question))
                times = time.perf_counter() - begun, time.process_time() - used
                took.setdefault(f"{way}, {language}", []).append(times)
        answered[language] = sum(isinstance(reply, Answer) for reply in replies)
    return {"opening": opening, "took": took, "answered": answered}


def main() -> None:
    """Ask, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--year", action="store_true", help="also search among the articles of 2021")
    parser.add_argument("--wait", action="store_true", help="for a line, when ready")
    options = parser.parse_args()
    questions = json.loads(options.questions.read_text(encoding="utf-8"))
    print(json.dumps(asked(options.home, questions, year=options.year, wait=options.wait)))


if __name__ == "__main__":
    main()
