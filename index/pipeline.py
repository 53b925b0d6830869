"""Files → prepared articles, in the files' order, in this process or in several."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, cast

from index.embedding import HashingEmbedder
from index.language.analysis import Analyser
from index.preparing import Prepared, Tools, prepare
from index.readers import read_file
from index.readers.rules import FileEntry, ReadingRules, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.chunking import ChunkingRules

_File = tuple[str, FileEntry]

# Chroma lets nothing else run in the writer while it takes vectors, a second and more: a worker that is to go on
# meanwhile needs that much to do.
_FEWEST, _MOST = 16, 64  # files a batch
_BATCHES = 4  # that a worker has at least, where there are files enough
_WAITING = 2  # batches a worker that may be done and not yet written; results are large
_WORTH_A_POOL = 200  # files; below, starting workers takes longer than the work, unless something else takes long


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker needs to know; sent to it once.

    Attributes:
        hashing: the dimension of the hashing embedder; ``None`` if the writer embeds by another one.
    """

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


@contextmanager
def preparing(files: Sequence[_File], work: Work, *, workers: int) -> Iterator[Iterator[FileResult]]:
    """Read and prepare files, results in the files' order.

    Processes of their own begin at once, and are done with a few files by the time the writer has loaded Chroma.

    Args:
        files: what to read, each with the name of the corpus that it belongs to.
        work: how.
        workers: how many processes at most; with one, or with a few files where Chroma is loaded already, they are
            prepared in this one.
    """
    if workers > 1 and files and (len(files) >= _WORTH_A_POOL or "chromadb" not in sys.modules):
        with _pooled(files, work, min(workers, -(-len(files) // _FEWEST))) as results:
            yield results
    else:
        yield _alone(files, work)


def _alone(files: Sequence[_File], work: Work) -> Iterator[FileResult]:
    tools = work.tools() if files else None
    for file in files:
        yield _one(file, work, cast("Tools", tools))


@contextmanager
def _pooled(files: Sequence[_File], work: Work, workers: int) -> Iterator[Iterator[FileResult]]:
    # Spawned, not forked: Chroma's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    size = min(_MOST, max(_FEWEST, len(files) // (_BATCHES * workers)))
    batches = (files[start : start + size] for start in range(0, len(files), size))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(work,)) as pool:
        running = deque(pool.submit(_batch, batch) for batch in islice(batches, _WAITING * workers))
        try:
            yield _results(pool, running, batches)
        finally:
            for future in running:
                future.cancel()  # if the writer stops early, only what is being read is waited for


def _results(
    pool: ProcessPoolExecutor, running: deque[Future[list[FileResult]]], batches: Iterator[Sequence[_File]]
) -> Iterator[FileResult]:
    while running:
        results = running.popleft().result()
        running.extend(pool.submit(_batch, batch) for batch in islice(batches, 1))
        yield from results
    pool.shutdown(wait=False)  # what its processes hold is free before the index is finished


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


def _batch(files: Sequence[_File]) -> list[FileResult]:
    work, tools = _STATE["work"]
    return [_one(file, work, tools) for file in files]


def _one(of_corpus: _File, work: Work, tools: Tools) -> FileResult:
    corpus, file = of_corpus
    prepared, skipped = [], []
    for read in read_file(file.path, work.reading, corpus=corpus, source=file.source):
        if isinstance(read, Skipped):
            skipped.append(read)
        else:
            prepared.append(prepare(read, tools))
    return FileResult(file.source, tuple(prepared), tuple(skipped))
