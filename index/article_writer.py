"""The article store of a generation while it is being built: the writing half of :mod:`index.articles`."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from index.articles import day_number, pack, pack_statement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from index.model import Article, Passage, Statement

_SCHEMA = """
CREATE TABLE IF NOT EXISTS corpora (name TEXT PRIMARY KEY, root TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
  corpus TEXT NOT NULL, source TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (corpus, source)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS skipped (
  corpus TEXT NOT NULL, file TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS excluded (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outlets (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS articles (
  no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, corpus TEXT NOT NULL, source TEXT NOT NULL,
  file TEXT NOT NULL, version TEXT NOT NULL, day INTEGER, published TEXT, outlet INTEGER NOT NULL, title TEXT NOT NULL,
  characters INTEGER NOT NULL, fields TEXT NOT NULL, text BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS articles_by_file ON articles (corpus, file);
CREATE INDEX IF NOT EXISTS articles_by_day ON articles (day);
CREATE TABLE IF NOT EXISTS earlier (
  id TEXT NOT NULL, corpus TEXT NOT NULL, source TEXT NOT NULL, version TEXT NOT NULL, replaced TEXT NOT NULL,
  fields TEXT NOT NULL, text BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS earlier_by_id ON earlier (id);
CREATE TABLE IF NOT EXISTS passages (
  key INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS passages_by_article ON passages (article);
CREATE TABLE IF NOT EXISTS statements (
  article INTEGER NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, speaker TEXT, packed TEXT NOT NULL,
  PRIMARY KEY (article, ordinal)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS statements_by_speaker ON statements (speaker);
"""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it was when it was last read; `digest` is the SHA-256 of its bytes."""

    size: int
    mtime_ns: int
    digest: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article in the store: its number and the keys of its passages, in order."""

    no: int
    outlet: int
    keys: tuple[int, ...]


class ArticleWriter:
    """Changes one unpublished article store; everything is one transaction until :meth:`close`."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        # No journal: a crash costs the unpublished generation and nothing else; the file is synced before publication.
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")

    def close(self, *, compact: bool = False) -> None:
        """Commit; with `compact`, also rewrite the file so that nothing deleted is left in it."""
        self._db.execute("COMMIT")
        if compact:
            self._db.execute("VACUUM")
        self._db.close()

    def abandon(self) -> None:
        """Let go of the file without committing."""
        self._db.close()

    # What was read from where

    def corpora(self) -> dict[str, str]:
        """The name and root of every corpus."""
        return dict(self._db.execute("SELECT name, root FROM corpora").fetchall())

    def put_corpus(self, name: str, root: str) -> None:
        """Record a corpus, or its new root."""
        self._db.execute("INSERT OR REPLACE INTO corpora VALUES (?, ?)", (name, root))

    def drop_corpus(self, name: str) -> None:
        """Forget a corpus and its files; its articles are deleted one by one."""
        for table, column in (("corpora", "name"), ("files", "corpus"), ("skipped", "corpus")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))  # noqa: S608

    def files(self, corpus: str) -> dict[str, StoredFile]:
        """Every file of a corpus as it was last read."""
        rows = self._db.execute("SELECT source, size, mtime_ns, digest FROM files WHERE corpus = ?", (corpus,))
        return {source: StoredFile(size, mtime_ns, digest) for source, size, mtime_ns, digest in rows}

    def put_file(self, corpus: str, source: str, file: StoredFile) -> None:
        """Record a file as read."""
        values = (corpus, source, file.size, file.mtime_ns, file.digest)
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", values)

    def drop_file(self, corpus: str, source: str) -> None:
        """Forget a file and what was skipped of it."""
        self._db.execute("DELETE FROM files WHERE corpus = ? AND source = ?", (corpus, source))
        self._db.execute("DELETE FROM skipped WHERE corpus = ? AND file = ?", (corpus, source))

    def put_skipped(self, corpus: str, file: str, skipped: Iterable[tuple[str, str]]) -> None:
        """Replace what was skipped of a file: sources with reasons."""
        self._db.execute("DELETE FROM skipped WHERE corpus = ? AND file = ?", (corpus, file))
        rows = [(corpus, file, source, reason) for source, reason in skipped]
        self._db.executemany("INSERT INTO skipped VALUES (?, ?, ?, ?)", rows)

    def skipped(self, corpus: str) -> list[tuple[str, str]]:
        """What was skipped of a corpus: sources with reasons, by source."""
        query = "SELECT source, reason FROM skipped WHERE corpus = ? ORDER BY source, reason"
        return cast("list[tuple[str, str]]", self._db.execute(query, (corpus,)).fetchall())

    def excluded(self) -> set[str]:
        """The ids of the articles that were removed and stay away until they are asked back."""
        return {row[0] for row in self._db.execute("SELECT id FROM excluded")}

    def exclude(self, name: str) -> None:
        """Keep an article away from now on."""
        self._db.execute("INSERT OR IGNORE INTO excluded VALUES (?)", (name,))

    def readmit(self, names: Iterable[str]) -> None:
        """Let articles back in."""
        self._db.executemany("DELETE FROM excluded WHERE id = ?", [(name,) for name in names])

    # Articles

    def versions(self, corpus: str, file: str | None = None) -> dict[str, str]:
        """The version of every article of a corpus, or of one of its files, by id."""
        query, values = "SELECT id, version FROM articles WHERE corpus = ?", [corpus]
        if file is not None:
            query, values = query + " AND file = ?", [corpus, file]
        return dict(self._db.execute(query, values).fetchall())

    def number(self, name: str) -> int | None:
        """The number of an article, or ``None`` if it is not there."""
        row = self._db.execute("SELECT no FROM articles WHERE id = ?", (name,)).fetchone()
        return None if row is None else cast("int", row[0])

    def put(self, article: Article, passages: Iterable[Passage], statements: Iterable[Statement]) -> Stored:
        """Add an article that is not there, with its passages and statements."""
        fields, text = pack(article)
        outlet = self._outlet(article.printed_by)
        values = (
            *(article.id, article.corpus, article.source, article.source.partition("#")[0], article.version),
            *(day_number(article.published), article.published and article.published.isoformat(), outlet),
            *(article.title, len(article.text), fields, text),
        )
        columns = "id, corpus, source, file, version, day, published, outlet, title, characters, fields, text"
        query = f"INSERT INTO articles ({columns}) VALUES ({','.join('?' * len(values))})"  # noqa: S608
        no = cast("int", self._db.execute(query, values).lastrowid)
        rows = [(no, ordinal, s.kind, s.speaker, pack_statement(s)) for ordinal, s in enumerate(statements)]
        self._db.executemany("INSERT INTO statements VALUES (?, ?, ?, ?, ?)", rows)
        insert = "INSERT INTO passages (article, start, end) VALUES (?, ?, ?)"
        keys = [self._db.execute(insert, (no, p.span.start, p.span.end)).lastrowid for p in passages]
        return Stored(no, outlet, tuple(cast("list[int]", keys)))

    def passages(self, no: int) -> list[tuple[int, int, int]]:
        """Key, start and end of the passages of an article, in order."""
        query = "SELECT key, start, end FROM passages WHERE article = ? ORDER BY start"
        return cast("list[tuple[int, int, int]]", self._db.execute(query, (no,)).fetchall())

    def delete(self, name: str, *, kept_as_earlier: str | None = None) -> None:
        """Delete an article with its passages and statements.

        Args:
            name: its id.
            kept_as_earlier: if given, the time (ISO 8601) at which this version was replaced; it is kept as an
                earlier version. Otherwise its earlier versions go too.
        """
        if kept_as_earlier is None:
            self._db.execute("DELETE FROM earlier WHERE id = ?", (name,))
        else:
            columns = "id, corpus, source, version, ?, fields, text"
            query = f"INSERT INTO earlier SELECT {columns} FROM articles WHERE id = ?"  # noqa: S608
            self._db.execute(query, (kept_as_earlier, name))
        no = self.number(name)
        for table, column in (("passages", "article"), ("statements", "article"), ("articles", "no")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (no,))  # noqa: S608

    def _outlet(self, name: str) -> int:
        self._db.execute("INSERT OR IGNORE INTO outlets (name) VALUES (?)", (name,))
        return cast("int", self._db.execute("SELECT no FROM outlets WHERE name = ?", (name,)).fetchone()[0])
