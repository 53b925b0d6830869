"""Which files a corpus has, and their bytes. The only part of the readers that touches the disk.

No path leaves the corpus: a symbolic link below the root is never followed, neither when listing nor when opening, and
every folder on the way to a file is opened below the one before it. Devices, pipes and sockets are not opened.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from index.errors import UnreadableError, UsageError
from index.readers.rules import FileEntry, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.readers.rules import ReadingRules

# About a corpus, not of it: passed over without a word, like everything whose name starts with a dot.
_NOT_ARTICLES = frozenset({"__init__.py", "__pycache__", "beleg.toml", "thumbs.db", "desktop.ini"})
_ABOUT = frozenset({"readme", "license", "licence", "copying", "notice"})
_ABOUT_SUFFIXES = frozenset({"", ".md", ".txt", ".rst", ".html"})

_SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FILE = os.O_RDONLY | _SAFE | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_FOLDER = os.O_RDONLY | _SAFE | getattr(os, "O_DIRECTORY", 0)
_KINDS = {
    stat.S_IFLNK: "is a symbolic link; links are not followed",
    stat.S_IFIFO: "is a pipe, not a file",
    stat.S_IFSOCK: "is a socket, not a file",
    stat.S_IFCHR: "is a device, not a file",
    stat.S_IFBLK: "is a device, not a file",
}


def list_files(root: Path, rules: ReadingRules) -> Iterator[FileEntry | Skipped]:
    """Everything below `root` that may hold articles, in order of source; what cannot is skipped with its reason.

    Hidden files and folders, README and LICENSE files, ``beleg.toml`` and Python's own files are passed over silently.
    `root` may be one file, which is then listed whatever its name.

    Raises:
        UsageError: if there is nothing at `root`.
    """
    try:
        mode = root.stat().st_mode
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read {str(root)!r}: {_why(error)}; give a folder or a file of articles") from None
    root = root.resolve()
    found = _walk(root, rules) if stat.S_ISDIR(mode) else iter([_entry(root, root.name, root.lstat(), rules)])
    yield from sorted(found, key=lambda entry: entry.source)


def read_bytes(path: Path, source: str, rules: ReadingRules) -> bytes:
    """The bytes of the file at `path`, whose last parts are `source`.

    Raises:
        UnreadableError: if it is no regular file, empty, too large, not to be opened, or reached through a link.
    """
    try:
        descriptor = _open_below(path, source)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be opened: {_why(error)}") from None
    with os.fdopen(descriptor, "rb") as opened:
        about = os.fstat(descriptor)
        if (reason := _unfit(about, rules)) is not None:
            raise UnreadableError(reason)
        try:
            data = opened.read(rules.max_bytes + 1)  # it may have grown since
        except OSError as error:
            raise UnreadableError(f"cannot be read: {_why(error)}") from None
    if len(data) > rules.max_bytes:
        raise UnreadableError(f"is larger than the limit of {rules.max_bytes:,} bytes")
    if not data:
        raise UnreadableError("is empty")
    return data


def printable(name: str) -> str:
    r"""`name` with bytes that are no UTF-8 written as ``\xff``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _walk(root: Path, rules: ReadingRules) -> Iterator[FileEntry | Skipped]:
    waiting = [(root, "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                found = [entry for entry in entries if not _passed_over(entry.name)]
        except OSError as error:
            yield Skipped(prefix.rstrip("/") or printable(root.name), f"cannot be listed: {_why(error)}")
            continue
        for entry in found:
            source = prefix + entry.name
            try:
                about = entry.stat(follow_symlinks=False)
            except OSError as error:
                yield Skipped(printable(source), f"cannot be opened: {_why(error)}")
                continue
            if stat.S_ISDIR(about.st_mode) and printable(entry.name) == entry.name:
                waiting.append((folder / entry.name, f"{source}/"))
            else:
                yield _entry(folder / entry.name, source, about, rules)


def _entry(path: Path, source: str, about: os.stat_result, rules: ReadingRules) -> FileEntry | Skipped:
    if printable(source) != source:
        return Skipped(printable(source), "its name is not UTF-8; rename it")
    if (reason := _unfit(about, rules)) is not None:
        return Skipped(source, reason)
    # Elsewhere than on POSIX systems `ctime` is when the file was made, which says nothing of its content.
    mark = f"{about.st_ino}:{about.st_ctime_ns}" if os.name == "posix" and about.st_ino else ""
    return FileEntry(source, path, about.st_size, about.st_mtime_ns, mark)


def _unfit(about: os.stat_result, rules: ReadingRules) -> str | None:
    kind = stat.S_IFMT(about.st_mode)
    if kind != stat.S_IFREG:
        return _KINDS.get(kind, "is not a file")
    if about.st_size > rules.max_bytes:
        return f"has {about.st_size:,} bytes, more than the limit of {rules.max_bytes:,}"
    return None


def _passed_over(name: str) -> bool:
    if name.startswith("."):
        return True
    plain = PurePosixPath(name.casefold())
    stem = plain.name.partition(".")[0]  # README.de.md is a README too
    return plain.name in _NOT_ARTICLES or (stem in _ABOUT and plain.suffix in _ABOUT_SUFFIXES)


def _open_below(path: Path, source: str) -> int:
    """Open the last parts of `path`, those that `source` names, one below the other without following a link."""
    where = os.fspath(path)
    if not os.supports_dir_fd:
        return os.open(where, _FILE)
    tail = f"/{source}"
    if not where.endswith(tail) or "/../" in f"{tail}/":
        tail = f"/{path.name}"
    parts = tail[1:].split("/")
    descriptor = os.open(where[: -len(tail)] or "/", os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        for part in parts[:-1]:
            below = os.open(part, _FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = below
        return os.open(parts[-1], _FILE, dir_fd=descriptor)
    finally:
        os.close(descriptor)


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
