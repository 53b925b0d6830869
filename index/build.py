"""Use case: folders of articles → the next published generation."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from index import disk
from index.checking import check_change, check_ids, check_samples
from index.differences import Difference, Folder, difference
from index.embedding import HashingEmbedder
from index.errors import IndexDamagedError, UsageError
from index.generation import ARTICLES, Generation, Home
from index.language.analysis import Analyser
from index.ledger import KEPT_OUT
from index.lock import writing
from index.makers import Making
from index.manifest import damaged
from index.model import ArticleId
from index.pipeline import FileResult, Work, preparing
from index.preparing import Tools, prepare
from index.readers.rules import ReadingRules, Skipped
from index.staging import Staging
from index.uploads import UPLOADS, uploads_of, withdraw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from index.model import Article

Progress = Callable[[str, int, int], None]
"""Called with a stage (``hashing``, ``indexing``, ``rebuilding``, ``finishing``), how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        generation: the published generation; the one that was there if nothing had changed.
        added: how many articles came, and likewise the other counts of articles.
        skipped: every source that is not in the index although it is in a folder, with the reason.
    """

    generation: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a build is done.

    Attributes:
        making: what the derived parts are made with.
        reading: the limits and field names of the readers.
        workers: how many processes prepare articles.
        rebuild: make everything derived anew, from the stored articles.
        readmit: let articles back in that were removed by hand.
    """

    making: Making = field(default_factory=Making)
    reading: ReadingRules = field(default_factory=ReadingRules)
    workers: int = 1
    rebuild: bool = False
    readmit: bool = False


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """Say nothing."""


def _now() -> datetime:
    return datetime.now(UTC)


class Builder:
    """Builds the generations of one home.

    Args:
        home: where they are kept.
        options: how.
        progress: is told how far it is.
        clock: tells the time.
    """

    def __init__(
        self, home: Home, options: BuildOptions, *, progress: Progress = _quiet, clock: Callable[[], datetime] = _now
    ) -> None:
        self._home, self._options, self._progress, self._clock = home, options, progress, clock

    def index(self, folders: Sequence[Folder]) -> BuildReport:
        """Bring the index in line with these folders; other corpora stay as they are.

        Unchanged files cost a look at size and times, or a hash.
        An article that went from its folder goes from the index, a changed one is kept
        as an earlier version. If nothing has changed, nothing is published.

        Raises:
            UsageError: if two folders share a name, or one is not there.
            IndexBusyError: if another process is writing.
        """
        if len({folder.name for folder in folders}) < len(folders):
            raise UsageError("two folders have the same name; give one of them another with --name")
        with self._locked("index " + " ".join(folder.name for folder in folders)):
            started = time.monotonic()
            current = self._current()
            try:
                self._refuse_namesakes(folders, current)
                report = self._index(folders, current)
            finally:
                if current:
                    current.close()
            return replace(report, seconds=time.monotonic() - started)

    def index_articles(self, articles: Sequence[Article]) -> BuildReport:
        """Publish an index of exactly these articles, which are given as values and come from no folder."""
        with self._locked("index articles"):
            started, making = time.monotonic(), self._options.making
            embedder = making.embedder if isinstance(making.embedder, HashingEmbedder) else None
            tools = Tools(Analyser(), embedder, making.chunking)
            with self._staging(copy=False) as staging:
                for done, article in enumerate(articles, start=1):
                    staging.put(prepare(article, tools))
                    self._progress("indexing", done, len(articles))
                self._publish(staging)
            return BuildReport(staging.name, added=len(articles), seconds=time.monotonic() - started)

    def remove(self, names: Sequence[ArticleId], *, corpora: Sequence[str] = (), purge: bool = False) -> BuildReport:
        """Take articles and whole corpora out of the index, in one step.

        Args:
            names: articles' ids; these are kept out, although their files may still be there. Unknown ones are passed
                over.
            corpora: their names; they may be indexed again.
            purge: leave no byte of the articles' text anywhere in the home: they are taken out of the uploaded files,
                the derived parts are made anew and every other generation is deleted.

        Raises:
            UsageError: if there is no such corpus; nothing is removed then.
            UnreadableError: if an uploaded file cannot be written anew without an article; nothing is removed then.
        """
        purpose = " ".join(("purge" if purge else "remove", *corpora, *names))
        with self._locked(purpose), self._staging() as staging:
            if unknown := [corpus for corpus in corpora if corpus not in staging.ledger.corpora()]:
                known = ", ".join(staging.ledger.corpora()) or "none"
                raise UsageError(f"there is no corpus {unknown[0]!r}; there are: {known}")
            # The index comes last: what stands in it can be purged again, which does the rest.
            withdrawn = self._withdrawn(names) if purge else []
            removed = sum(staging.drop(corpus) for corpus in corpora)
            for name in (name for name in names if name in staging):
                staging.keep_out(name)
                staging.delete(name)
                removed += 1
            for source in withdrawn:
                staging.ledger.put_purged(UPLOADS, source)
            self._publish(staging, clean=purge)
            if purge:
                self._home.collect()
            return BuildReport(staging.name, removed=removed)

    def _withdrawn(self, names: Sequence[ArticleId]) -> list[str]:
        """Take articles, also those that only an earlier generation knows, out of uploaded files; their sources."""
        found: dict[ArticleId, Article] = {}
        for name in reversed(self._home.published()):
            if unknown := [each for each in names if each not in found]:
                generation = Generation(name, self._home.directory(name), self._home.chroma)
                try:
                    found |= {each: article for each in unknown if (article := generation.articles.article(each))}
                finally:
                    generation.close()
        sources = [article.source for article in found.values() if article.corpus == UPLOADS]
        for source in sources:
            withdraw(uploads_of(self._home.path), source, self._options.reading)
        return sources

    def _current(self) -> Generation | None:
        """The published generation; none where a rebuild replaces one whose articles cannot be read."""
        try:
            if self._home.current() is None:
                return None
            current = self._home.open()
            if self._options.rebuild and ARTICLES in damaged(current.directory, current.manifest, only=ARTICLES):
                current.close()
                return None
        except IndexDamagedError:
            if not self._options.rebuild:
                raise
            return None
        return current

    def _refuse_namesakes(self, folders: Sequence[Folder], current: Generation | None) -> None:
        """Two folders that are both there must not share a name: the one would take the other's place."""
        known = current.articles.ledger.corpora() if current else {}
        for folder in folders:
            root = known.get(folder.name)
            if folder.replaces or root is None or root == str(folder.root) or not Path(root).exists():
                continue
            raise UsageError(
                f"the name {folder.name!r} stands for {root}; give {folder.root} another with --name, or first "
                f"take the other out with `beleg remove {folder.name}`"
            )

    # The steps

    @contextmanager
    def _locked(self, purpose: str) -> Iterator[None]:
        now = self._clock().isoformat(timespec="seconds")
        with disk.watched(self._home.path), writing(self._home.path, purpose=purpose, now=now):
            yield

    @contextmanager
    def _staging(self, *, copy: bool = True, derived: bool = True) -> Iterator[Staging]:
        """A generation to write; if that fails, nothing of it stays, so that a full disk has room for readers again."""
        copied = copy and self._home.current() is not None
        staging = None
        try:
            making, workers = self._options.making, self._options.workers
            staging = Staging(self._home, making, copy=copied, derived=derived, workers=workers)
            yield staging
        except BaseException:
            if staging is not None:
                with suppress(Exception):
                    staging.abandon()
            with suppress(OSError):
                self._home.clear_away()
            raise

    def _index(self, folders: Sequence[Folder], current: Generation | None) -> BuildReport:
        differences = [self._difference(folder, current) for folder in folders]
        remade = current is not None and not current.manifest.makers.agrees(self._options.making.makers)
        moved = current is not None and current.manifest.served != self._home.chroma.served
        rebuild = current is not None and (self._options.rebuild or remade or moved)
        if current and not rebuild and not any(differences):
            ledger = current.articles.ledger
            unchanged = sum(len(ledger.versions(folder.name)) for folder in folders)
            skipped = tuple(Skipped(*row) for folder in folders for row in ledger.skipped(folder.name))
            return BuildReport(current.name, unchanged=unchanged, skipped=skipped)
        making = self._options.making
        work = Work(making.chunking, making.hashing, self._options.reading)
        files = [(each.folder.name, entry) for each in differences for entry, _ in each.changed]
        with (
            preparing(files, work, workers=self._options.workers) as results,
            self._staging(copy=current is not None, derived=not rebuild) as staging,
        ):
            if rebuild:
                total = current.manifest.counts["articles"] if current else 0
                for done, _ in enumerate(staging.rederive(), start=1):
                    self._progress("rebuilding", done, total)
            counts = [self._apply(staging, each, results) for each in differences]
            ledger = staging.ledger
            unchanged = sum(len(ledger.versions(f.name)) for f in folders) - sum(a + c for a, c, _ in counts)
            skipped = tuple(Skipped(*row) for folder in folders for row in ledger.skipped(folder.name))
            self._publish(staging)
        added, changed, removed = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
        return BuildReport(staging.name, added, changed, removed, unchanged, skipped)

    def _difference(self, folder: Folder, current: Generation | None) -> Difference:
        ledger = current.articles.ledger if current else None
        again = ledger.excluded_files(folder.name) if ledger and self._options.readmit else {}
        return difference(
            folder,
            ledger,
            self._options.reading,
            again=again,
            progress=lambda done, total: self._progress("hashing", done, total),
        )

    def _apply(self, staging: Staging, difference: Difference, results: Iterator[FileResult]) -> tuple[int, int, int]:
        """Do what the difference says; how many articles were added, changed and removed."""
        corpus, ledger = difference.folder.name, staging.ledger
        ledger.put_corpus(corpus, str(difference.folder.root))
        ledger.put_skipped(corpus, "", [(each.source, each.reason) for each in difference.skipped])
        counts = [0, 0, 0]
        for source in difference.gone:
            counts[2] += staging.empty(corpus, source)
            ledger.drop_file(corpus, source)
        for entry, file in difference.known_again:
            ledger.put_file(corpus, entry.source, file)
        if self._options.readmit:
            ledger.readmit(corpus)
        stored = {entry.source: file for entry, file in difference.changed}
        kept_out = ledger.excluded()
        for done, result in enumerate(islice(results, len(stored)), start=1):
            added, changed, removed = self._apply_file(staging, corpus, result, kept_out)
            counts = [counts[0] + added, counts[1] + changed, counts[2] + removed]
            ledger.put_file(corpus, result.source, stored[result.source])
            self._progress("indexing", done, len(stored))
        return counts[0], counts[1], counts[2]

    def _apply_file(
        self, staging: Staging, corpus: str, result: FileResult, kept_out: AbstractSet[str]
    ) -> tuple[int, int, int]:
        before = staging.ledger.versions(corpus, result.source)
        added = changed = 0
        skipped = [(each.source, each.reason) for each in result.skipped]
        for prepared in result.prepared:
            article = prepared.article
            if article.id in kept_out:
                skipped.append((article.source, KEPT_OUT))
                continue
            version = before.pop(article.id, None)
            if version is None:
                staging.put(prepared)
                added += 1
            elif version != article.version:
                staging.replace(prepared, now=self._clock())
                changed += 1
        for name in before:
            staging.delete(ArticleId(name))
        staging.ledger.put_skipped(corpus, result.source, skipped)
        return added, changed, len(before)

    def _publish(self, staging: Staging, *, clean: bool = False) -> None:
        """Verify the finished generation, then make it the published one."""
        self._progress("finishing", 0, 1)
        staging.finish(now=self._clock(), clean=clean)
        generation = Generation(staging.name, staging.directory, self._home.chroma)
        try:
            change = staging.change
            same = check_ids(generation) if change is None else check_change(generation, change)
            findings = [*same, *check_samples(generation)]
        finally:
            generation.close()
        if findings:
            raise IndexDamagedError(
                f"the build does not agree with itself and was not published: {findings[0].problem}",
                "the index is as it was; try again, or with `beleg index --rebuild`",
            )
        self._home.publish(staging.name)
        self._progress("finishing", 1, 1)
