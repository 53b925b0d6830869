"""The project's own English–German glossary: its files, read. Pure."""

from __future__ import annotations

import hashlib
import re
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "glossary"

_LINE = re.compile(r"^([^#\n=]+?) = (.+)$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")


def key(headword: str) -> str:
    """How a headword is looked up: its words in lower case with one space between, other signs dropped."""
    return " ".join(_WORD.findall(headword.lower()))


def entries(folder: Path = FOLDER) -> dict[str, tuple[str, ...]]:
    """Each headword's German equivalents, best first, by :func:`key`.

    Where files share a headword the first equivalents of all come before the second ones.
    """
    found: dict[str, list[str]] = {}
    for path in _files(folder):
        for headword, german in _LINE.findall(path.read_text(encoding="utf-8")):
            found.setdefault(key(headword), []).append(german)
    return {headword: tuple(_merged(lines)) for headword, lines in found.items()}


def _merged(lines: list[str]) -> Iterator[str]:
    columns = zip_longest(*([each.strip() for each in line.split(";")] for line in lines))
    return iter(dict.fromkeys(each for column in columns for each in column if each))


def fingerprint(folder: Path = FOLDER) -> str:
    """Changes with any file's name, size or time of change: 16 hexadecimal digits."""
    seen = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in _files(folder)]
    return hashlib.blake2b(repr(seen).encode(), digest_size=8).hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.txt"))
