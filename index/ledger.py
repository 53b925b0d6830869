"""What an article store knows of its origin: corpora, the files read, what was skipped, what is to stay away."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from index.errors import IndexDamagedError
from index.readers.rules import PURGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


KEPT_OUT = "was removed by hand; `beleg index --readmit` lets it back in"
"""The reason why an article is skipped that somebody took out."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it was when it was last read.

    Attributes:
        digest: the SHA-256 of its bytes.
        mark: :attr:`index.readers.rules.FileEntry.mark` of a file that was at rest then; else empty.
    """

    size: int
    mtime_ns: int
    digest: str
    mark: str = ""


class Ledger:
    """The tables of origin in one article store; the writing methods are for unpublished stores only."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def _rows(self, query: str, values: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexDamagedError(f"the article store is damaged ({error})") from error

    def corpora(self) -> dict[str, str]:
        """The name and root of every corpus."""
        return dict(self._rows("SELECT name, root FROM corpora ORDER BY name"))

    def put_corpus(self, name: str, root: str) -> None:
        """Record a corpus, or its new root."""
        self._db.execute("INSERT OR REPLACE INTO corpora VALUES (?, ?)", (name, root))

    def drop_corpus(self, name: str) -> None:
        """Forget a corpus and its files; its articles are deleted one by one."""
        for table, column in (("corpora", "name"), ("files", "corpus"), ("marks", "corpus"), ("skipped", "corpus")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))  # noqa: S608

    def files(self, corpus: str) -> dict[str, StoredFile]:
        """Every file of a corpus as it was last read, by source."""
        marks: dict[str, str] = {}
        # Stores that an earlier Beleg published have no marks.
        if self._rows("SELECT 1 FROM sqlite_master WHERE name = 'marks'"):
            marks = dict(self._rows("SELECT source, mark FROM marks WHERE corpus = ?", (corpus,)))
        rows = self._rows("SELECT source, size, mtime_ns, digest FROM files WHERE corpus = ?", (corpus,))
        return {
            source: StoredFile(size, mtime_ns, digest, marks.get(source, "")) for source, size, mtime_ns, digest in rows
        }

    def put_file(self, corpus: str, source: str, file: StoredFile) -> None:
        """Record a file as read."""
        values = (corpus, source, file.size, file.mtime_ns, file.digest)
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", values)
        self._db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", (corpus, source, file.mark))

    def drop_file(self, corpus: str, source: str) -> None:
        """Forget a file and what was skipped of it."""
        self._db.execute("DELETE FROM files WHERE corpus = ? AND source = ?", (corpus, source))
        self._db.execute("DELETE FROM marks WHERE corpus = ? AND source = ?", (corpus, source))
        self._db.execute("DELETE FROM skipped WHERE corpus = ? AND file = ?", (corpus, source))

    def put_skipped(self, corpus: str, file: str, skipped: Iterable[tuple[str, str]]) -> None:
        """Replace what was skipped of a file: sources with reasons."""
        self._db.execute("DELETE FROM skipped WHERE corpus = ? AND file = ?", (corpus, file))
        rows = [(corpus, file, source, reason) for source, reason in skipped]
        self._db.executemany("INSERT INTO skipped VALUES (?, ?, ?, ?)", rows)

    def skipped(self, corpus: str, *, unread: bool = False) -> list[tuple[str, str]]:
        """What was skipped of a corpus, sources with reasons, by source; with `unread`, only what was never opened."""
        clause = "AND file = ''" if unread else ""
        query = f"SELECT source, reason FROM skipped WHERE corpus = ? {clause} ORDER BY source, reason"  # noqa: S608
        return cast("list[tuple[str, str]]", self._rows(query, (corpus,)))

    def excluded(self) -> set[str]:
        """The ids of the articles that were removed by hand and stay away until they are asked back."""
        return {row[0] for row in self._rows("SELECT id FROM excluded")}

    def excluded_files(self, corpus: str) -> dict[str, str]:
        """The files of a corpus that hold articles which stay away, with an article's id."""
        query = "SELECT file, id FROM excluded WHERE corpus = ?"
        return dict(self._rows(query, (corpus,)))

    def exclude(self, name: str) -> None:
        """Keep an article that is there away from now on; nothing of it is stored but its id and where it was."""
        query = "INSERT INTO skipped SELECT corpus, file, source, ? FROM articles WHERE id = ?"
        self._db.execute(query, (KEPT_OUT, name))
        query = "INSERT OR IGNORE INTO excluded SELECT id, corpus, file FROM articles WHERE id = ?"
        self._db.execute(query, (name,))

    def put_purged(self, corpus: str, source: str) -> None:
        """Record that an article which was kept away is in its file no more."""
        self._db.execute("UPDATE skipped SET reason = ? WHERE corpus = ? AND source = ?", (PURGED, corpus, source))

    def readmit(self, corpus: str) -> None:
        """Let every article of a corpus back in that was kept away."""
        self._db.execute("DELETE FROM excluded WHERE corpus = ?", (corpus,))

    def versions(self, corpus: str, file: str | None = None) -> dict[str, str]:
        """The version of every article of a corpus, or of one of its files, by id."""
        query, values = "SELECT id, version FROM articles WHERE corpus = ?", [corpus]
        if file is not None:
            query, values = query + " AND file = ?", [corpus, file]
        return dict(self._rows(query, values))
