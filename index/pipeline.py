"""Files, or stored articles, → prepared articles, in their order, in this process or in several."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import resource_tracker
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from index.embedding import HashingEmbedder
from index.errors import WorkerLostError
from index.language.analysis import Analyser
from index.model import Article
from index.preparing import Lexed, Prepared, Tools, lex, prepare
from index.readers import read_file
from index.readers.rules import FileEntry, ReadingRules, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from index.chunking import ChunkingRules

_File = tuple[str, FileEntry]
_Text = tuple[Article, Sequence[tuple[int, int]]]  # with where its passages start and end
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Words = dict[str, str]  # what an analyser learned
_ENDING = (signal.SIGINT, signal.SIGTERM)

_FEWEST, _MOST = 16, 64  # files a batch
_BATCHES = 4  # that a worker has at least, where there are files enough
_AHEAD = 3  # batches that a worker may have prepared or still to prepare; results are large
_WORTH_A_POOL = 200  # files; below, starting workers takes longer than the work, unless something else takes long


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker needs to know; sent to it once.

    Attributes:
        hashing: the dimension of the hashing embedder; ``None`` if the writer embeds by another one.
        reading: the rules for files.
    """

    chunking: ChunkingRules
    hashing: int | None
    reading: ReadingRules = field(default_factory=ReadingRules)

    def tools(self, *, teaches: bool = False) -> Tools:
        """The tools, built in the process that uses them; `teaches` as :class:`Analyser` has it."""
        analyser = Analyser(teaches=teaches)
        return Tools(analyser, HashingEmbedder(self.hashing) if self.hashing else None, self.chunking)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What one file gave."""

    source: str
    prepared: tuple[Prepared, ...]
    skipped: tuple[Skipped, ...]


def preparing(files: Sequence[_File], work: Work, *, workers: int) -> AbstractContextManager[Iterator[FileResult]]:
    """Read and prepare files, results in the files' order.

    Processes of their own begin at once, and are done with a few files by the time the writer has loaded Chroma.

    Args:
        files: what to read, each with the name of the corpus that it belongs to.
        work: how.
        workers: how many processes at most; with one, or with a few files where Chroma is loaded already, they are
            prepared in this one.
    """
    return _shared(_one, files, len(files), work, workers)


def preparing_again(
    articles: Iterable[Article], count: int, work: Work, *, workers: int
) -> AbstractContextManager[Iterator[Prepared]]:
    """Prepare so many stored articles anew, in their order; they are taken from `articles` as they are needed."""
    return _shared(_again, articles, count, work, workers)


def lexing(texts: Iterable[_Text], count: int, work: Work, *, workers: int) -> AbstractContextManager[Iterator[Lexed]]:
    """Analyse the passages of so many stored articles anew, in their order; they are taken as they are needed."""
    return _shared(_lexed, texts, count, work, workers)


@contextmanager
def _shared(
    job: Callable[[_Item, Work, Tools], _Result], items: Iterable[_Item], count: int, work: Work, workers: int
) -> Iterator[Iterator[_Result]]:
    """A job done for each of `count` items, by processes of their own where that is worth it."""
    if workers > 1 and count and (count >= _WORTH_A_POOL or "chromadb" not in sys.modules):
        workers = min(workers, -(-count // _FEWEST))
        size = min(_MOST, max(_FEWEST, count // (_BATCHES * workers)))
        with _pooled(job, _batches(items, size), work, workers) as results:
            yield results
    else:
        yield _alone(job, items, work)


def _batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def _alone(job: Callable[[_Item, Work, Tools], _Result], items: Iterable[_Item], work: Work) -> Iterator[_Result]:
    tools = None
    for item in items:
        tools = tools or work.tools()
        yield job(item, work, tools)


@contextmanager
def _pooled(
    job: Callable[[_Item, Work, Tools], _Result], batches: Iterator[list[_Item]], work: Work, workers: int
) -> Iterator[Iterator[_Result]]:
    """The same in other processes, each of which has a pipe of its own to this one.

    Whatever becomes of one of them, the others and this one never wait for it: its end of the pipe is closed then.
    """
    # Spawned, not forked: Chroma's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    running: list[tuple[SpawnProcess, Connection]] = []
    try:
        with _interrupts_later():
            for _ in range(workers):
                ours, theirs = context.Pipe()
                process = context.Process(target=_serve, args=(theirs, job, work), daemon=True)
                process.start()
                theirs.close()
                running.append((process, ours))
        yield _results(batches, [ours for _, ours in running])
    finally:
        for process, ours in running:
            ours.close()
            process.kill()
            process.join()


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Let processes that are started within begin deaf to Ctrl-C, which reaches every process of a terminal.

    One that is interrupted while it still imports would tell of it. They end with the writer, which heeds it.
    """
    resource_tracker.ensure_running()  # which the first process would start, and with it let signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _results(batches: Iterator[list[Any]], workers: Sequence[Connection]) -> Iterator[Any]:
    """What the workers give for the batches, which they get in turns; each has some more than it is asked for.

    With a batch each is told what words the others took apart: a quarter of an archive's words would be twice.
    """
    untold: list[_Words] = [{} for _ in workers]
    sent = 0
    try:
        for batch in islice(batches, _AHEAD * len(workers)):
            workers[sent % len(workers)].send((batch, {}))
            sent += 1
        number = 0
        while number < sent:
            at = number % len(workers)
            number += 1
            results, learned = workers[at].recv()
            for words in untold[:at] + untold[at + 1 :]:
                words.update(learned)
            for batch in islice(batches, 1):  # as many are sent as are taken: it is this worker's turn
                workers[at].send((batch, untold[at]))
                untold[at] = {}
                sent += 1
            if isinstance(results, Exception):
                raise results
            yield from results
    except (EOFError, ConnectionError) as error:
        message = "a process that prepared articles was ended from outside, perhaps for want of memory"
        raise WorkerLostError(f"{message}; try again, or with one process: --workers 1") from error


def _serve(writer: Connection, job: Callable[[Any, Work, Tools], Any], work: Work) -> None:
    """What a worker does until the writer closes the pipe: prepare batch after batch."""
    for each in _ENDING:
        signal.signal(each, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    threading.Thread(target=_end_with_the_writer, daemon=True).start()
    done: SimpleQueue[tuple[list[Any] | Exception, _Words]] = SimpleQueue()
    threading.Thread(target=_send, args=(writer, done), daemon=True).start()
    tools = work.tools(teaches=True)
    asked: SimpleQueue[list[Any] | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(writer, asked, tools.analyser), daemon=True).start()
    # A worker keeps hundreds of thousands of small tuples that form no cycles; to walk them takes a tenth of its time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    while (batch := asked.get()) is not None:
        results: list[Any] | Exception
        try:
            results = [job(item, work, tools) for item in batch]
        except Exception as error:  # noqa: BLE001 - raised again by the writer
            results = error
        done.put((results, tools.analyser.learned()))


def _receive(writer: Connection, asked: SimpleQueue[list[Any] | None], analyser: Analyser) -> None:
    """Take what is sent at once, however long a batch takes: the writer must not wait for that."""
    with suppress(EOFError, OSError):
        while True:
            batch, words = writer.recv()
            analyser.learn(words)
            asked.put(batch)
    asked.put(None)


def _send(writer: Connection, done: SimpleQueue[tuple[list[Any] | Exception, _Words]]) -> None:
    """Hand over what is done; the writer may be busy with Chroma for a second, and the worker goes on meanwhile."""
    with suppress(OSError):
        while True:
            writer.send(done.get())


def _end_with_the_writer() -> None:
    """End this process once the writer has ended, however it did, in the middle of a batch too."""
    writer = multiprocessing.parent_process()
    if writer is not None:
        writer.join()
        os._exit(1)


def _one(of_corpus: _File, work: Work, tools: Tools) -> FileResult:
    corpus, file = of_corpus
    prepared, skipped = [], []
    for read in read_file(file.path, work.reading, corpus=corpus, source=file.source):
        if isinstance(read, Skipped):
            skipped.append(read)
        else:
            prepared.append(prepare(read, tools))
    return FileResult(file.source, tuple(prepared), tuple(skipped))


def _again(article: Article, _: Work, tools: Tools) -> Prepared:
    return prepare(article, tools)


def _lexed(text: _Text, _: Work, tools: Tools) -> Lexed:
    return lex(*text, tools.analyser)
