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
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.language import dictionary, glossary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Entries = dict[str, tuple[str, ...]]

_FORMAT = "1"
_SELECT = "SELECT english, german FROM entries WHERE english IN "


class Lexicon(Protocol):
    """Looks English words and phrases up."""

    def get(self, *keys: str) -> list[tuple[str, ...]]:
        """The German equivalents, best first, of those keys (:func:`index.language.glossary.key`) that it knows."""
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

    Raises:
        sqlite3.Error: if the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._one_at_a_time = threading.Lock()

    def get(self, *keys: str) -> list[tuple[str, ...]]:
        """The German equivalents, best first, of those keys that it knows, in the order of the keys."""
        marks = ",".join("?" * len(keys))
        with self._one_at_a_time:
            rows = self._connection.execute(_SELECT + f"({marks})", keys).fetchall()
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
        if not path.exists():
            entries = read()
            _compile(entries, path)
            _clear(name, path)
        return CompiledLexicon(path)
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
        os.replace(temporary, path)  # noqa: PTH105 - Path.replace is the same, and this says it is atomic
    finally:
        Path(temporary).unlink(missing_ok=True)


def _clear(name: str, current: Path) -> None:
    for path in current.parent.glob(f"{name}-*.sqlite"):
        if path != current:
            path.unlink(missing_ok=True)
