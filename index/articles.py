"""The article store of one generation: articles, their versions, passages and statements, in SQLite. Reading only.

The store is the truth of a generation; Chroma and the lexical index are derived from it. Texts are kept compressed,
passages as offsets into them, so that a passage is always a slice of the stored article.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from index.errors import IndexDamagedError
from index.ledger import Ledger
from index.lexical import LexicalScope
from index.model import Article, ArticleId, Moment, Passage, Scope, Span, Statement
from index.packing import unpack, unpack_statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_EPOCH = date(1970, 1, 1)
_CACHED_ARTICLES = 512


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a list shows it.

    Attributes:
        no: its number in this generation.
        characters: the length of its text in code points.
    """

    no: int
    id: ArticleId
    corpus: str
    source: str
    title: str
    printed_by: str
    published: Moment | None
    characters: int


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of an article, as it stood until it was replaced.

    Attributes:
        replaced: when the index replaced it, ISO 8601.
    """

    article: Article
    replaced: str


def day_number(moment: Moment | None) -> int | None:
    """Days since 1970-01-01, or ``None``."""
    return None if moment is None else (moment.day - _EPOCH).days


class ArticleStore:
    """Reads the articles of one published generation; safe to share between threads.

    Args:
        file: the SQLite file; it is opened as immutable and never written.

    Raises:
        IndexDamagedError: if there is no readable store.
    """

    def __init__(self, file: Path) -> None:
        if not file.is_file():
            raise IndexDamagedError(f"the article store {file} is missing")
        # Immutable: a published generation never changes, and no lock or journal file may appear beside it.
        self._db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._file = file
        self._rows("SELECT 1 FROM sqlite_master")  # what is no database at all is told at once
        self.ledger = Ledger(self._db)
        self.by_number = lru_cache(maxsize=_CACHED_ARTICLES)(self._by_number)

    def close(self) -> None:
        """Let go of the file."""
        self.by_number.cache_clear()
        self._db.close()

    def _rows(self, query: str, values: Iterable[object] = ()) -> list[tuple[object, ...]]:
        try:
            return self._db.execute(query, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            message = f"the article store {self._file} is damaged ({error})"
            raise IndexDamagedError(message) from error

    def _by_number(self, no: int) -> Article:
        rows = self._rows("SELECT id, corpus, source, fields, text FROM articles WHERE no = ?", [no])
        if not rows:
            raise IndexDamagedError(f"article number {no} is not in {self._file}")
        name, corpus, source, fields, text = cast("tuple[str, str, str, str, bytes]", rows[0])
        try:
            return unpack((name, corpus, source), fields, text)
        except (zlib.error, ValueError) as error:
            message = f"the text of {source} in {self._file} is damaged ({error})"
            raise IndexDamagedError(message) from error

    def article(self, name: ArticleId) -> Article | None:
        """The article with this id, or ``None`` if it is not (or no longer) there."""
        rows = self._rows("SELECT no FROM articles WHERE id = ?", [name])
        return self.by_number(cast("int", rows[0][0])) if rows else None

    def entries(self) -> list[Entry]:
        """Every article, by corpus and source."""
        query = (
            "SELECT a.no, a.id, a.corpus, a.source, a.title, o.name, a.published, a.characters "
            "FROM articles a JOIN outlets o ON o.no = a.outlet ORDER BY a.corpus, a.source"
        )
        return [_entry(row) for row in self._rows(query)]

    def find(self, words: str) -> list[Entry]:
        """The articles that `words` may mean: an id or its start, a source, a file's name or its start, a title."""
        wanted = words.casefold()
        entries = self.entries()
        for fits in (_is_exactly, _starts_with):
            found = [entry for entry in entries if fits(entry, wanted)]
            if found:
                return found
        return []

    def earlier(self, name: ArticleId) -> list[Version]:
        """The earlier versions of an article, the latest first."""
        query = "SELECT id, corpus, source, fields, text, replaced FROM earlier WHERE id = ? ORDER BY rowid DESC"
        versions = []
        for row in self._rows(query, [name]):
            identity, (fields, text, replaced) = row[:3], row[3:]
            article = unpack(cast("tuple[str, str, str]", identity), cast("str", fields), cast("bytes", text))
            versions.append(Version(article, cast("str", replaced)))
        return versions

    def rewritten(self) -> dict[ArticleId, int]:
        """How many earlier versions are kept of each article that has any."""
        rows = self._rows("SELECT id, COUNT(*) FROM earlier GROUP BY id")
        return {ArticleId(cast("str", name)): cast("int", count) for name, count in rows}

    def passages(self, keys: Iterable[int]) -> dict[int, Passage]:
        """The passages with these keys; unknown keys are left out."""
        wanted = list(keys)
        found: dict[int, Passage] = {}
        for key, no, start, end in self._chosen("SELECT key, article, start, end FROM passages WHERE key IN", wanted):
            article, span = self.by_number(no), Span(start, end)
            found[key] = Passage(article.id, span, span.of(article.text))
        return found

    def article_numbers(self, keys: Iterable[int]) -> dict[int, int]:
        """For each passage key the number of its article; unknown keys are left out."""
        return dict(
            cast("list[tuple[int, int]]", self._chosen("SELECT key, article FROM passages WHERE key IN", list(keys)))
        )

    def _chosen(self, query: str, keys: list[int]) -> list[tuple[int, ...]]:
        # One list, not a variable for each: of those SQLite takes only so many.
        rows = self._rows(f"{query} (SELECT value FROM json_each(?))", [json.dumps(keys)])  # noqa: S608 - our own queries
        return cast("list[tuple[int, ...]]", rows)

    def key(self, passage: Passage) -> int | None:
        """The key of a passage; ``None`` if it is not of this store."""
        query = "SELECT p.key FROM passages p JOIN articles a ON a.no = p.article WHERE a.id = ? AND p.start = ?"
        return next((cast("int", key) for (key,) in self._rows(query, [passage.article_id, passage.span.start])), None)

    def keys(self) -> Iterator[int]:
        """Every passage key, ascending."""
        for (key,) in self._rows("SELECT key FROM passages ORDER BY key"):
            yield cast("int", key)

    def key_near(self, share: float) -> int:
        """The key of the passage that comes at about this share, from 0 to 1, of all that were ever added."""
        query = "SELECT key FROM passages WHERE key >= (SELECT ? * MAX(key) FROM passages) ORDER BY key LIMIT 1"
        return cast("int", self._rows(query, [share])[0][0])

    def keys_within(self, scope: LexicalScope, *, limit: int) -> list[int]:
        """The keys of the passages in scope, ascending; at most `limit` of them."""
        clauses, values = _conditions(scope)
        query = f"SELECT p.key FROM passages p JOIN articles a ON a.no = p.article WHERE {clauses} LIMIT ?"  # noqa: S608
        return sorted(cast("int", key) for (key,) in self._rows(query, [*values, limit]))

    def statements(self, name: ArticleId) -> list[Statement]:
        """Who said what in one article, in order."""
        query = (
            "SELECT s.kind, s.speaker, s.packed FROM statements s JOIN articles a ON a.no = s.article "
            "WHERE a.id = ? ORDER BY s.ordinal"
        )
        rows = cast("list[tuple[str, str | None, str]]", self._rows(query, [name]))
        return [unpack_statement(*row) for row in rows]

    def speakers(self, within: LexicalScope | None = None) -> list[tuple[str, int]]:
        """Every speaker's name with the number of statements in these articles, by default all; most first."""
        tables, clauses = "statements s", "1"
        values: list[int | str] = []
        if within is not None:
            clauses, values = _conditions(within)
            tables += " JOIN articles a ON a.no = s.article"
        query = (
            f"SELECT s.speaker, COUNT(*) FROM {tables} WHERE s.speaker IS NOT NULL AND {clauses} "  # noqa: S608
            "GROUP BY s.speaker ORDER BY 2 DESC, 1"
        )
        return cast("list[tuple[str, int]]", self._rows(query, values))

    def speakers_called(self, stems: Iterable[str]) -> list[str]:
        """The speakers whose name holds a word of one of these stems, :func:`bare <index.preparing.bare>`.

        Those who say most come first.
        """
        query = (
            "SELECT speaker FROM statements WHERE speaker IN (SELECT name FROM speakers WHERE stem IN "
            "(SELECT value FROM json_each(?))) GROUP BY speaker ORDER BY COUNT(*) DESC, speaker"
        )
        return [cast("str", name) for (name,) in self._rows(query, [json.dumps(list(stems))])]

    def articles_of_speaker(self, name: str) -> list[ArticleId]:
        """The articles in which `name`, spelled so, says something."""
        query = "SELECT DISTINCT a.id FROM statements s JOIN articles a ON a.no = s.article WHERE s.speaker = ?"
        return [ArticleId(cast("str", row[0])) for row in self._rows(query, [name])]

    def counts(self) -> dict[str, int]:
        """How many articles, passages and statements there are."""
        tables = ("articles", "passages", "statements")
        return {table: cast("int", self._rows(f"SELECT COUNT(*) FROM {table}")[0][0]) for table in tables}  # noqa: S608

    def days(self) -> tuple[date, date] | None:
        """The first and last day of publication, or ``None`` if no article is dated."""
        return self.days_within(Scope())

    def days_within(self, scope: Scope) -> tuple[date, date] | None:
        """The first and last day of publication of the articles in scope, or ``None`` if none of them is dated."""
        within = self.resolve(scope)
        if within is None:
            return None
        clauses, values = _conditions(within)
        query = f"SELECT MIN(a.day), MAX(a.day) FROM articles a WHERE {clauses}"  # noqa: S608
        low, high = cast("tuple[int | None, int | None]", self._rows(query, values)[0])
        if low is None or high is None:
            return None
        return date.fromordinal(_EPOCH.toordinal() + low), date.fromordinal(_EPOCH.toordinal() + high)

    def outlets(self, within: LexicalScope | None = None) -> dict[str, int]:
        """Every outlet with its number among these articles, by default all; by name."""
        clauses, values = ("1", []) if within is None else _conditions(within)
        query = (
            "SELECT o.name, COUNT(*) FROM articles a JOIN outlets o ON o.no = a.outlet "  # noqa: S608
            f"WHERE {clauses} GROUP BY o.name ORDER BY 1"
        )
        return dict(cast("list[tuple[str, int]]", self._rows(query, values)))

    def outlet_names(self) -> list[str]:
        """The names of all outlets, however many articles they have."""
        return [name for _, name in self._numbers("SELECT no, name FROM outlets ORDER BY name")]

    def resolve(self, scope: Scope) -> LexicalScope | None:
        """The scope in this generation's numbers, or ``None`` if it admits no article."""
        outlets = {name.casefold(): no for no, name in self._numbers("SELECT no, name FROM outlets")}
        chosen = frozenset(outlets[name.casefold()] for name in scope.outlets if name.casefold() in outlets)
        articles = self._article_numbers(scope.articles)
        if (scope.outlets and not chosen) or (scope.articles and not articles):
            return None
        without = self._article_numbers(scope.without)
        if scope.corpora is not None:
            others = "SELECT no FROM articles WHERE corpus NOT IN (SELECT value FROM json_each(?))"
            hidden = frozenset(no for (no,) in self._rows(others, [json.dumps(sorted(scope.corpora))]))
            without |= cast("frozenset[int]", hidden)
        return LexicalScope(
            since=None if scope.since is None else (scope.since - _EPOCH).days,
            until=None if scope.until is None else (scope.until - _EPOCH).days,
            outlets=chosen,
            articles=articles,
            without=without,
        )

    def count(self, scope: Scope) -> int:
        """How many articles are in scope."""
        within = self.resolve(scope)
        return 0 if within is None else self.count_within(within)

    def count_within(self, scope: LexicalScope) -> int:
        """How many articles are in scope."""
        clauses, values = _conditions(scope)
        query = f"SELECT COUNT(*) FROM articles a WHERE {clauses}"  # noqa: S608
        return cast("int", self._rows(query, values)[0][0])

    def numbers_within(self, scope: LexicalScope) -> frozenset[int]:
        """The numbers of the articles in scope."""
        clauses, values = _conditions(scope)
        query = f"SELECT no FROM articles a WHERE {clauses}"  # noqa: S608
        return frozenset(cast("int", no) for (no,) in self._rows(query, values))

    def _numbers(self, query: str) -> list[tuple[int, str]]:
        return cast("list[tuple[int, str]]", self._rows(query))

    def _article_numbers(self, names: frozenset[ArticleId]) -> frozenset[int]:
        query = "SELECT no FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        return frozenset(cast("int", no) for (no,) in self._rows(query, [json.dumps(sorted(names))]))


def _entry(row: tuple[object, ...]) -> Entry:
    no, name, corpus, source, title, printed_by, published, characters = cast(
        "tuple[int, str, str, str, str, str, str | None, int]", row
    )
    moment = Moment.parse(published) if published else None
    return Entry(no, ArticleId(name), corpus, source, title, printed_by, moment, characters)


def _is_exactly(entry: Entry, wanted: str) -> bool:
    file = entry.source.rpartition("/")[2].casefold()
    return wanted in (entry.id, entry.source.casefold(), file, file.rpartition(".")[0], entry.title.casefold())


def _starts_with(entry: Entry, wanted: str) -> bool:
    names = (entry.id, entry.source.casefold(), entry.source.rpartition("/")[2].casefold(), entry.title.casefold())
    return bool(wanted) and any(name.startswith(wanted) for name in names)


def _conditions(scope: LexicalScope) -> tuple[str, list[int | str]]:
    """A scope as the condition of a query on ``articles a``."""
    clauses: list[str] = ["1"]
    values: list[int | str] = []
    for clause, day in (("a.day >= ?", scope.since), ("a.day <= ?", scope.until)):
        if day is not None:
            clauses.append(clause)
            values.append(day)
    sets = (("a.outlet IN", scope.outlets), ("a.no IN", scope.articles), ("a.no NOT IN", scope.without))
    for clause, numbers in sets:
        if numbers:
            clauses.append(f"{clause} (SELECT value FROM json_each(?))")  # noqa: S608 - our own clauses
            values.append(json.dumps(sorted(numbers)))
    return " AND ".join(clauses), values
