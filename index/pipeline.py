"""Files → prepared articles, in the files' order, in this process or in several."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.embedding import HashingEmbedder
from index.language.analysis import Analyser
from index.preparing import Prepared, Tools, prepare
from index.readers import read_file
from index.readers.rules import FileEntry, ReadingRules, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.chunking import ChunkingRules

_FILES_A_BATCH = 16
_WORTH_A_POOL = 200  # files; below, starting workers takes longer than the work


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker needs to know; sent to it once.

    Attributes:
        corpus: the name of the corpus the files belong to.
        hashing: the dimension of the hashing embedder; ``None`` if the writer embeds by another one.
    """

    corpus: str
    reading: ReadingRules
    chunking: ChunkingRules
    hashing: int | None

    def tools(self) -> Tools:
        """The tools, built in the process that uses them."""
        return Tools(Analyser(), HashingEmbedder(self.hashing) if self.hashing else None, self.chunking)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What one file gave."""

    source: str
    prepared: tuple[Prepared, ...]
    skipped: tuple[Skipped, ...]


def prepare_files(files: Iterable[FileEntry], work: Work, *, workers: int) -> Iterator[FileResult]:
    """Read and prepare files, results in the files' order.

    Args:
        files: what to read.
        work: how.
        workers: how many processes at most; few files are prepared in this one.
    """
    waiting = iter(files)
    first = list(islice(waiting, _WORTH_A_POOL))
    if workers < 2 or len(first) < _WORTH_A_POOL:  # noqa: PLR2004
        tools = work.tools()
        for file in (*first, *waiting):
            yield _one(file, work, tools)
        return
    yield from _pooled(_chained(first, waiting), work, workers)


def _chained(first: list[FileEntry], rest: Iterator[FileEntry]) -> Iterator[FileEntry]:
    yield from first
    yield from rest


def _pooled(files: Iterator[FileEntry], work: Work, workers: int) -> Iterator[FileResult]:
    # Spawned, not forked: Chroma's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(work,)) as pool:
        running: deque[Future[list[FileResult]]] = deque()
        try:
            yield from _results(pool, running, files, workers)
        finally:
            for future in running:
                future.cancel()  # if the writer stops early, only what is being read is waited for


def _results(
    pool: ProcessPoolExecutor, running: deque[Future[list[FileResult]]], files: Iterator[FileEntry], workers: int
) -> Iterator[FileResult]:
    while batch := tuple(islice(files, _FILES_A_BATCH)):
        running.append(pool.submit(_batch, batch))
        # A bounded queue: the writer is the slower side, and results are large.
        if len(running) > 2 * workers:
            yield from running.popleft().result()
    while running:
        yield from running.popleft().result()


_STATE: dict[str, tuple[Work, Tools]] = {}


def _start(work: Work) -> None:
    """Once in each worker."""
    # Ctrl-C reaches every process of a terminal; a worker that it ends while it takes its next files from the queue
    # leaves the others, and the writer, waiting for ever. The writer alone heeds it, and ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # sent to the whole group; the worker ends with its parent
    threading.Thread(target=_end_with_the_writer, daemon=True).start()
    _STATE["work"] = (work, work.tools())
    # A worker keeps hundreds of thousands of small tuples that form no cycles; to walk them takes a tenth of its time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _end_with_the_writer() -> None:
    """End this process once the writer has ended, however it did: nobody else would tell it that no work comes."""
    writer = multiprocessing.parent_process()
    if writer is not None:
        writer.join()
        os._exit(1)


def _batch(files: tuple[FileEntry, ...]) -> list[FileResult]:
    work, tools = _STATE["work"]
    return [_one(file, work, tools) for file in files]


def _one(file: FileEntry, work: Work, tools: Tools) -> FileResult:
    prepared, skipped = [], []
    for read in read_file(file.path, work.reading, corpus=work.corpus, source=file.source):
        if isinstance(read, Skipped):
            skipped.append(read)
        else:
            prepared.append(prepare(read, tools))
    return FileResult(file.source, tuple(prepared), tuple(skipped))
