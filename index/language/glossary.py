"""The project's own English–German glossary: its files, read. Pure."""

from __future__ import annotations

import hashlib
import re
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from index.language.tokens import asked

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "glossary"

_LINE = re.compile(r"^([^#\n=]+?) = (.+)$", re.MULTILINE)


def key(headword: str) -> str:
    """How a headword is looked up: its words as a question has them, in lower case with one space between."""
    return written(headword).lower()


def written(headword: str) -> str:
    """The same with its capitals."""
    return " ".join(asked(headword))


def entries(folder: Path = FOLDER) -> dict[str, tuple[str, ...]]:
    """Each headword's German equivalents, best first, by :func:`key`, and what has capitals by :func:`written` too.

    Where headwords are the same but for their capitals and mean nothing in common, the capitals decide: *China* is no
    porcelain; *china*, as in a search box, may be both. Where files share a headword the first equivalents of all come
    before the second ones.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for path in _files(folder):
        for headword, german in _LINE.findall(path.read_text(encoding="utf-8")):
            found.setdefault(key(headword), {}).setdefault(written(headword), []).append(german)
    every: dict[str, tuple[str, ...]] = {}
    for small, forms in found.items():
        own = {form: tuple(_merged(lines)) for form, lines in forms.items()}
        together = tuple(_merged([line for lines in forms.values() for line in lines]))
        apart = len(own) > 1 and not set.intersection(*map(set, own.values()))
        every |= own if apart else dict.fromkeys(own, together)
        every[small] = together
    return every


def _merged(lines: list[str]) -> Iterator[str]:
    columns = zip_longest(*([each.strip() for each in line.split(";")] for line in lines))
    return iter(dict.fromkeys(each for column in columns for each in column if each))


def fingerprint(folder: Path = FOLDER) -> str:
    """Changes with any file's name, size or time of change: 16 hexadecimal digits."""
    seen = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in _files(folder)]
    return hashlib.blake2b(repr(seen).encode(), digest_size=8).hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.txt"))
