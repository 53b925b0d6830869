"""Spellings of names that no rule joins, from plain text: ``Kiew = Kyjiw; Kyiv; Kiev``. Pure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from index.errors import NotConfiguredError
from index.language.data import FOLDER, lines
from index.language.glossary import key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@cache
def own_aliases() -> Mapping[str, tuple[str, ...]]:
    """Our own list, as :func:`read_aliases` gives it."""
    return read_aliases(FOLDER / "aliases.txt")


def read_aliases(path: Path, known: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, tuple[str, ...]]:
    """For the key of each spelling all spellings of the name, in the file's order; names on several lines are joined.

    Args:
        path: the file.
        known: spellings that the file's lines extend.

    Raises:
        NotConfiguredError: if the file cannot be read or a line is not ``Name = spelling; spelling``.
    """
    try:
        listed = lines(path)
    except (OSError, UnicodeDecodeError) as error:
        raise NotConfiguredError(f"the alias file {path} cannot be read: {error}") from error
    found = dict(known or {})
    for line in listed:
        name, equals, others = line.partition("=")
        spellings = [spelling.strip() for spelling in (name, *others.split(";"))]
        if not equals or not all(map(key, spellings)):
            raise NotConfiguredError(f"{path}: not of the form `Name = spelling; spelling`: {line!r}")
        joined = dict.fromkeys(spellings)
        for spelling in spellings:
            joined |= dict.fromkeys(found.get(key(spelling), ()))
        found |= {key(spelling): tuple(joined) for spelling in joined}
    return found
