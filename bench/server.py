"""Vectors in files beside vectors behind `chroma run` on this machine: building, adding, and asking meanwhile.

    python -m bench.server [--articles 1000] [--json FILE]

Both places get the same articles of :mod:`bench.texts`, one after the other in one run. Then two processes ask, first
by themselves, and then while a third adds a tenth more articles.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import chromadb

from bench.speed import BELEG, ROOT, Run, circumstances, keep, latency, row, table
from bench.texts import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    begun = time.perf_counter()
    asked.answer(question)
    took.append(time.perf_counter() - begun)
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


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a running `chroma run` that keeps its files in `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sysconfig.get_path("scripts")) / "chroma"
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    url = f"http://127.0.0.1:{port}"
    try:
        _await(port)
        yield url
    finally:
        server.terminate()
        server.wait()


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


def measured(name: str, place: Path, articles: int, url: str | None) -> list[dict[str, object]]:
    """The rows of one place of the vectors."""
    texts, home, around = place / "texts", place / f"home-{name}", {"BELEG_HOME": str(place / f"home-{name}")}
    shutil.rmtree(texts, ignore_errors=True)
    write(texts, articles)
    if url:
        around["BELEG_CHROMA_URL"] = url
    built = Run([*BELEG, "index", "--quiet", texts], **around)
    rows = [row("build, articles a second", name, [articles / built.seconds], "/s", cpu=built.cpu, peak=built.peak)]
    alone, _ = _asking(home, url, place / "alone", around, None)
    rows.append(latency(f"{_ASKERS} processes asking", name, alone))
    write(texts / "more", max(articles // 10, 1), seed=7)
    meanwhile, seconds = _asking(home, url, place / "meanwhile", around, texts)
    rows.append(latency(f"{_ASKERS} processes asking while one adds", name, meanwhile))
    rows.append(row("adding a tenth meanwhile", name, [seconds], "s"))
    return rows


def _asking(
    home: Path, url: str | None, done: Path, around: Mapping[str, str], adding: Path | None
) -> tuple[list[float], float]:
    """The seconds of every answer of all askers, and how long adding took meanwhile."""
    done.unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BELEG_DICTIONARY": "none"}
    command = [sys.executable, "-c", _ASK, str(home), url or "", str(done), json.dumps(_ASKED), str(_QUESTIONS)]
    askers = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(_ASKERS)
    ]
    seconds = Run([*BELEG, "index", "--quiet", adding], **around).seconds if adding else 0.0
    done.touch()
    told = [asker.communicate()[0] for asker in askers]
    if any(asker.returncode for asker in askers):
        raise SystemExit("an asker failed")
    return [each for out in told for each in json.loads(out)], seconds


def main() -> None:
    """Print the table of both places."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        rows = measured("files", place, options.articles, None)
        with served(place / "server") as url:
            rows += measured("server", place, options.articles, url)
    print(table(rows))
    if options.json:
        keep(options.json, circumstances("bench.server"), rows)


if __name__ == "__main__":
    main()
