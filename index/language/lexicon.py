"""What an English word or phrase is in German: the glossary, and a bigger dictionary where there is one.

Reading the glossary's files takes a tenth of a second and a dictionary's ten, so both are compiled once into an SQLite
file in a folder for such things, named after a fingerprint of what it was compiled from. Without such a folder they are
read into memory.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.language import dictionary, glossary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Entries = dict[str, tuple[str, ...]]

_FORMAT = "5"
_QUICKLY_CHECKED = 10_000_000  # bytes
_FORSAKEN = 3_600  # seconds; nobody compiles that long
_SELECT = "SELECT english, german FROM entries WHERE english IN "


class Lexicon(Protocol):
    """Looks English words and phrases up."""

    def get(self, *keys: str) -> list[tuple[str, ...]]:
        """The German equivalents, best first, of those keys (:func:`index.language.glossary.entries`) that it knows."""
        ...


@dataclass(frozen=True, slots=True)
class ReadLexicon:
    """A lexicon in memory."""

    entries: Mapping[str, tuple[str, ...]]

    def get(self, *keys: str) -> list[tuple[str, ...]]:
        """The German equivalents, best first, of those keys that it knows, in the order of the keys."""
        return [self.entries[key] for key in keys if key in self.entries]


class CompiledLexicon:
    """A lexicon in an SQLite file; safe to share between threads.

    Args:
        path: the file.
        read: what it was compiled from, should it turn out to be damaged while it is asked.

    Raises:
        sqlite3.Error: if the file cannot be opened or is damaged; in a large one that is noticed when it is asked.
    """

    def __init__(self, path: Path, read: Callable[[], Entries]) -> None:
        self._connection = _connected(path)
        try:
            if path.stat().st_size <= _QUICKLY_CHECKED:
                _check(self._connection)
        except BaseException:
            self._connection.close()
            raise
        self._path, self._read = path, read
        self._instead: ReadLexicon | None = None
        self._one_at_a_time = threading.Lock()

    def get(self, *keys: str) -> list[tuple[str, ...]]:
        """The German equivalents, best first, of those keys that it knows, in the order of the keys."""
        marks = ",".join("?" * len(keys))
        with self._one_at_a_time:
            if self._instead is None:
                try:
                    rows = self._connection.execute(_SELECT + f"({marks})", keys).fetchall()
                except sqlite3.DatabaseError:
                    self._instead = ReadLexicon(self._read())
                    with suppress(OSError):
                        self._path.unlink()  # the next to open it compiles it anew
        if self._instead is not None:
            return self._instead.get(*keys)
        found = dict(rows)
        return [tuple(found[key].split("\n")) for key in keys if key in found]


def own(cache: Path | None = None) -> Lexicon:
    """The project's own glossary, compiled in the folder `cache` if one is given."""
    return _opened("glossary", cache, glossary.fingerprint, glossary.entries)


def bigger(index: Path, cache: Path | None = None) -> Lexicon:
    """A dictd dictionary, compiled in the folder `cache` if one is given; that takes some ten seconds, once.

    Raises:
        NotConfiguredError: if it cannot be read.
    """
    return _opened("dictionary", cache, lambda: dictionary.fingerprint(index), lambda: dictionary.entries(index))


def _opened(name: str, cache: Path | None, fingerprint: Callable[[], str], read: Callable[[], Entries]) -> Lexicon:
    made_from = fingerprint()
    if cache is None:
        return ReadLexicon(read())
    path = cache / f"{name}-{_FORMAT}-{made_from}.sqlite"
    try:
        if path.exists():
            try:
                return CompiledLexicon(path, read)
            except sqlite3.Error:
                path.unlink()
        _compile(read(), path)
        _clear(name, path)
        return CompiledLexicon(path, read)
    except (OSError, sqlite3.Error):
        # A folder that cannot be written costs time at each start, nothing else.
        return ReadLexicon(read())


def _compile(entries: Entries, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".new")
    os.close(handle)
    try:
        with closing(sqlite3.connect(temporary)) as connection, connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("CREATE TABLE entries (english TEXT PRIMARY KEY, german TEXT NOT NULL) WITHOUT ROWID")
            rows = ((english, "\n".join(german)) for english, german in sorted(entries.items()))
            connection.executemany("INSERT INTO entries VALUES (?, ?)", rows)
        with open(temporary, "rb+") as file:  # noqa: PTH123 - what mkstemp gives is a string
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 - Path.replace is the same, and this says it is atomic
    finally:
        Path(temporary).unlink(missing_ok=True)


def _clear(name: str, current: Path) -> None:
    for path in current.parent.glob(f"{name}-*.sqlite"):
        if path != current:
            path.unlink(missing_ok=True)
    for path in current.parent.glob(f"{name}-*.new"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _FORSAKEN:
                path.unlink()


def damaged(cache: Path) -> list[Path]:
    """The compiled lexicons in a folder that cannot be read."""
    found = []
    for path in sorted(cache.glob("*.sqlite")):
        try:
            with closing(_connected(path)) as connection:
                _check(connection)
        except sqlite3.Error:
            found.append(path)
    return found


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _check(connection: sqlite3.Connection) -> None:
    """Raise what is wrong with a database; a twentieth of a second for ten million bytes."""
    verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
    connection.execute(_SELECT + "('')")
