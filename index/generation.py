"""A home and its generations: what is published, what is being built, and how the one becomes the other.

A published generation is never modified. ``CURRENT`` names it and is replaced in one step once everything the
generation consists of has reached the disk, so a crash costs the unfinished build and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from functools import cached_property
from typing import TYPE_CHECKING

from index.articles import ArticleStore
from index.dense import Chroma, DenseIndex
from index.errors import (
    ANEW,
    REREAD,
    IndexDamagedError,
    IndexMismatchError,
    NoIndexError,
    NotConfiguredError,
    ReadOnlyError,
    UsageError,
)
from index.lexical import LexicalIndex
from index.manifest import Manifest

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = "articles.sqlite"
LEXICAL = "lexical"
DENSE = "chroma"
_CURRENT = "CURRENT"
_NEXT = "CURRENT.new"  # names what is being published; a build that dies at its very end is found by it
_UNFINISHED = ".building"


class Generation:
    """One published generation, open for reading; its parts are opened when they are first used."""

    def __init__(self, name: str, directory: Path, chroma: Chroma) -> None:
        self.name = name
        self.directory = directory
        self.manifest = Manifest.read(directory)
        self.articles = ArticleStore(directory / ARTICLES)
        self._chroma = chroma

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The lexical index.

        Raises:
            IndexDamagedError: if it cannot be opened.
        """
        try:
            return LexicalIndex.open(self.directory / LEXICAL)
        except (ValueError, OSError) as error:
            if not os.access(self.directory / LEXICAL, os.W_OK):
                raise ReadOnlyError(self.directory) from error
            message = f"the lexical index in {self.directory} cannot be opened ({error})"
            raise IndexDamagedError(message, ANEW) from error

    @cached_property
    def dense(self) -> DenseIndex:
        """The vectors.

        Raises:
            IndexDamagedError: if they cannot be opened.
        """
        if self.manifest.served != self._chroma.served:
            place, change = ("a Chroma server", "set") if self.manifest.served else ("this home", "unset")
            remedy = f"{change} BELEG_CHROMA_URL, or run `beleg index --rebuild`"
            raise IndexMismatchError(f"the vectors of this index are kept in {place}; {remedy}")
        return self._chroma.open(self.directory / DENSE, self.name)

    def close(self) -> None:
        """Let go of all files."""
        self.articles.close()
        if "dense" in self.__dict__:
            self.dense.close()


class Home:
    """A directory (``BELEG_HOME``) with the generations of one index.

    Args:
        path: the directory; created by the first build.
        chroma_url: the address of a Chroma server that keeps the vectors; ``None`` keeps them here.
    """

    def __init__(self, path: Path, *, chroma_url: str | None = None) -> None:
        self.path = path
        self.chroma = Chroma(chroma_url, path)

    @property
    def _generations(self) -> Path:
        return self.path / "generations"

    def current(self) -> str | None:
        """The name of the published generation, or ``None`` if nothing was published.

        Raises:
            IndexDamagedError: if ``CURRENT`` is lost beside generations, or names none of them.
            NotConfiguredError: if the home cannot be opened.
        """
        try:
            name = (self.path / _CURRENT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            announced = self._announced()
            if announced is None and self.published():
                raise self._astray("is missing") from None
            return announced
        except (NotADirectoryError, PermissionError) as error:
            message = f"{self.path} cannot be opened ({error.strerror}); name another folder with --home or BELEG_HOME"
            raise NotConfiguredError(message) from error
        except (OSError, ValueError) as error:
            raise self._astray(f"cannot be read ({error})") from error
        if not self._is_finished(name):
            raise self._astray(f"names generation {name!r}, which is not there")
        return name

    def _announced(self) -> str | None:
        """The generation whose publication, the first one here, a crash cut short when only its name was to be set."""
        try:
            name = (self.path / _NEXT).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return None
        return name if self._is_finished(name) else None

    def _is_finished(self, name: str) -> bool:
        return name.isdigit() and self.directory(name).is_dir()

    def _astray(self, problem: str) -> IndexDamagedError:
        """Nothing says which generation is the published one."""
        finished = self.published()
        remedy = f"publish {finished[-1]} again with `beleg rollback`, or {REREAD}" if finished else REREAD
        there = ", ".join(finished) or "none"
        return IndexDamagedError(f"{self.path / _CURRENT} {problem} (generations here: {there})", remedy)

    def published(self) -> list[str]:
        """The names of all finished generations that are still here, oldest first."""
        if not self._generations.is_dir():
            return []
        return sorted(entry.name for entry in self._generations.iterdir() if entry.name.isdigit())

    def directory(self, name: str) -> Path:
        """Where a finished generation is."""
        return self._generations / name

    def open(self) -> Generation:
        """The published generation.

        Raises:
            NoIndexError: if nothing was published.
            IndexDamagedError: if it cannot be read.
        """
        name = self.current()
        if name is None:
            raise NoIndexError(self.path)
        return Generation(name, self.directory(name), self.chroma)

    # Building; the caller holds the lock

    def begin(self, *, copy: bool, derived: bool = True) -> tuple[str, Path]:
        """The name and directory of a new unfinished generation.

        Args:
            copy: start from the files of the published one; without, from nothing.
            derived: copy what is derived from the articles, too.
        """
        self.clear_away()
        name = f"{max((int(name) for name in self.published()), default=0) + 1:06d}"
        directory = self._generations / f"{name}{_UNFINISHED}"
        current = self.current() if copy else None
        if current is not None:
            without = None if derived else shutil.ignore_patterns(LEXICAL, DENSE)
            shutil.copytree(self.directory(current), directory, ignore=without)
        else:
            directory.mkdir(parents=True, mode=0o700)
        return name, directory

    def clear_away(self) -> None:
        """Delete what builds that failed or were killed have left."""
        for leftover in self._generations.glob(f"*{_UNFINISHED}") if self._generations.is_dir() else ():
            shutil.rmtree(leftover)

    def publish(self, name: str) -> None:
        """Make an unfinished generation the published one, then delete those no longer needed.

        Where nothing says which one was published before, all stay: `rollback` may yet be wanted.
        """
        unfinished = self._generations / f"{name}{_UNFINISHED}"
        for file in sorted(unfinished.rglob("*"), reverse=True):
            _sync(file)
        _sync(unfinished)
        try:
            parent, known = self.current(), True
        except IndexDamagedError:
            parent, known = None, False
        self._announce(name)
        unfinished.rename(self.directory(name))
        _sync(self._generations)
        self._point_at_announced()
        if known:
            self.collect(kept=parent)

    def rollback(self) -> str:
        """Publish the generation before the current one again, and return its name.

        Raises:
            UsageError: if there is none.
        """
        try:
            current = self.current()
        except IndexDamagedError:
            current = None
        earlier = [name for name in self.published() if current is None or name < current]
        if not earlier:
            raise UsageError(f"there is no earlier generation in {self.path} to go back to")
        self._announce(earlier[-1])
        self._point_at_announced()
        return earlier[-1]

    def collect(self, *, kept: str | None = None) -> None:
        """Delete every generation but the published one and `kept`, the one it took the place of."""
        current = self.current()
        for name in self.published():
            if name not in {current, kept}:
                self.chroma.drop(self.directory(name) / DENSE, name)
                shutil.rmtree(self.directory(name))

    def _announce(self, name: str) -> None:
        (self.path / _NEXT).write_text(f"{name}\n", encoding="ascii")
        _sync(self.path / _NEXT)
        _sync(self.path)

    def _point_at_announced(self) -> None:
        (self.path / _NEXT).replace(self.path / _CURRENT)
        _sync(self.path)


def _sync(path: Path) -> None:
    """Have the file's or directory's content reach the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        # Some file systems cannot sync directories; there is nothing better to do there.
        with contextlib.suppress(OSError) if path.is_dir() else contextlib.nullcontext():
            os.fsync(handle)
    finally:
        os.close(handle)
