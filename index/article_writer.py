"""The article store of a generation while it is being built: the writing half of :mod:`index.articles`."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from index.articles import day_number
from index.ledger import Ledger
from index.packing import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.model import Article, ArticleId
    from index.preparing import Prepared

_PAGE = 16_384  # bytes; a smaller page is left half empty by two compressed articles
_SCHEMA = """
CREATE TABLE IF NOT EXISTS corpora (name TEXT PRIMARY KEY, root TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
  corpus TEXT NOT NULL, source TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (corpus, source)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS marks (
  corpus TEXT NOT NULL, source TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (corpus, source)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS skipped (
  corpus TEXT NOT NULL, file TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS excluded (
  id TEXT PRIMARY KEY, corpus TEXT NOT NULL, file TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outlets (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS articles (
  no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, corpus TEXT NOT NULL, source TEXT NOT NULL,
  file TEXT NOT NULL, version TEXT NOT NULL, day INTEGER, published TEXT, outlet INTEGER NOT NULL, title TEXT NOT NULL,
  characters INTEGER NOT NULL, fields TEXT NOT NULL, text BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS articles_by_file ON articles (corpus, file);
CREATE INDEX IF NOT EXISTS articles_by_day ON articles (day);
CREATE INDEX IF NOT EXISTS articles_by_outlet ON articles (outlet, day);
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
CREATE TABLE IF NOT EXISTS speakers (stem TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (stem, name)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article in the store: its number and the keys of its passages, in order."""

    no: int
    outlet: int
    keys: tuple[int, ...]

    def with_keys(self, keys: tuple[int, ...]) -> Stored:
        """The same article with other passages."""
        return Stored(self.no, self.outlet, keys)


class ArticleWriter:
    """Changes one unpublished article store; everything is one transaction until :meth:`close`."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        # No journal: a crash costs the unpublished generation and nothing else; the file is synced before publication.
        self._db.execute(f"PRAGMA page_size = {_PAGE}")
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")
        self._unsaid = False
        self.ledger = Ledger(self._db)

    def close(self, *, compact: bool = False) -> None:
        """Commit; with `compact`, also rewrite the file so that nothing deleted is left in it."""
        if self._unsaid:
            self._db.execute(
                "DELETE FROM speakers WHERE name NOT IN (SELECT speaker FROM statements WHERE speaker > '')"
            )
        self._db.execute("COMMIT")
        if compact:
            self._db.execute("VACUUM")
        self._db.close()

    def abandon(self) -> None:
        """Let go of the file without committing."""
        self._db.close()

    def article(self, name: ArticleId) -> tuple[Stored, Article]:
        """A stored article.

        Raises:
            KeyError: if it is not there.
        """
        row = self._db.execute("SELECT no FROM articles WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return self._stored(row[0])

    def has(self, name: ArticleId) -> bool:
        """Whether the article is there."""
        return self._db.execute("SELECT 1 FROM articles WHERE id = ?", (name,)).fetchone() is not None

    def _stored(self, no: int) -> tuple[Stored, Article]:
        query = "SELECT outlet, id, corpus, source, fields, text FROM articles WHERE no = ?"
        outlet, name, corpus, source, fields, text = self._db.execute(query, (no,)).fetchone()
        keys = tuple(key for key, _, _ in self.passages(no))
        return Stored(no, outlet, keys), unpack((name, corpus, source), fields, text)

    def articles(self) -> Iterator[tuple[Stored, Article]]:
        """Every article, by corpus and source."""
        for (no,) in self._db.execute("SELECT no FROM articles ORDER BY corpus, source").fetchall():
            yield self._stored(no)

    def keys(self) -> list[int]:
        """The key of every passage, ascending."""
        return [key for (key,) in self._db.execute("SELECT key FROM passages ORDER BY key")]

    def count(self, table: str) -> int:
        """How many rows there are of ``articles``, ``passages`` or ``statements``."""
        return cast("int", self._db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])  # noqa: S608

    def put(self, prepared: Prepared) -> Stored:
        """Add an article that is not there, with its passages and statements."""
        article = prepared.article
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
        return Stored(no, outlet, self._derived(no, prepared))

    def derive(self, no: int, prepared: Prepared) -> tuple[int, ...]:
        """Replace the passages and statements of a stored article; the keys of the new passages, in order."""
        self._db.execute("DELETE FROM passages WHERE article = ?", (no,))
        self._db.execute("DELETE FROM statements WHERE article = ?", (no,))
        self._unsaid = True
        return self._derived(no, prepared)

    def _derived(self, no: int, prepared: Prepared) -> tuple[int, ...]:
        rows = [(no, ordinal, *statement) for ordinal, statement in enumerate(prepared.statements)]
        self._db.executemany("INSERT INTO statements VALUES (?, ?, ?, ?, ?)", rows)
        named = [(stem, name) for name, stems in prepared.speakers.items() for stem in stems]
        self._db.executemany("INSERT OR IGNORE INTO speakers VALUES (?, ?)", named)
        insert = "INSERT INTO passages (article, start, end) VALUES (?, ?, ?)"
        keys = [self._db.execute(insert, (no, *span)).lastrowid for span in prepared.passages]
        return tuple(cast("list[int]", keys))

    def passages(self, no: int) -> list[tuple[int, int, int]]:
        """Key, start and end of the passages of an article, in order."""
        query = "SELECT key, start, end FROM passages WHERE article = ? ORDER BY start"
        return cast("list[tuple[int, int, int]]", self._db.execute(query, (no,)).fetchall())

    def delete(self, name: ArticleId, *, kept_as_earlier: str | None = None) -> None:
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
        no = self.article(name)[0].no
        self._unsaid = True
        for table, column in (("passages", "article"), ("statements", "article"), ("articles", "no")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (no,))  # noqa: S608

    def _outlet(self, name: str) -> int:
        self._db.execute("INSERT OR IGNORE INTO outlets (name) VALUES (?)", (name,))
        return cast("int", self._db.execute("SELECT no FROM outlets WHERE name = ?", (name,)).fetchone()[0])
