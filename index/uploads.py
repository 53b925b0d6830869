"""Uploaded files: they are kept under the home, so a purge takes an article's text out of them as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.readers.withdrawing import without_row

if TYPE_CHECKING:
    from pathlib import Path

    from index.readers.rules import ReadingRules

UPLOADS = "uploads"
"""The corpus of uploaded articles, and the folder of the home that holds its files."""


def uploads_of(home: Path) -> Path:
    """Where the uploaded files of a home are kept, also while there are none."""
    return (home / UPLOADS).resolve()


def withdraw(folder: Path, source: str, rules: ReadingRules) -> None:
    """Take an article out of the uploaded file that holds it; what was uploaded is ours, and goes with its text.

    Of a file of many the others stay, under the names they have; a file without any is deleted.

    Args:
        folder: where uploaded files are kept.
        source: the article's place in it, with ``#n`` for the n-th row of a file of many.
        rules: as the file was read.

    Raises:
        UnreadableError: if the file cannot be written anew without it.
    """
    name, _, row = source.partition("#")
    file = folder / name
    if not file.is_file() or file.is_symlink():
        return
    left = without_row(file.read_bytes(), source, rules) if row else None
    if left is None:
        file.unlink()
        return
    written = file.with_name(f".{file.name}.part")
    written.write_bytes(left)
    written.replace(file)
