"""Use case of the readers: a folder or file → articles, and what was skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.readers.files import list_files, read_bytes
from index.readers.rules import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.model import Article
    from index.readers.rules import ReadingRules


def read_folder(root: Path, rules: ReadingRules, *, corpus: str) -> Iterator[Article | Skipped]:
    """The articles below `root`, which may also be one file, in order of source, and what was skipped among them.

    Raises:
        UsageError: if there is nothing at `root`.
    """
    for entry in list_files(root, rules):
        if isinstance(entry, Skipped):
            yield entry
        else:
            yield from read_file(entry.path, rules, corpus=corpus, source=entry.source)


def read_file(path: Path, rules: ReadingRules, *, corpus: str, source: str) -> list[Article | Skipped]:
    """The articles of one file, and what of it was skipped; a top-level function of plain values, for worker processes.

    Args:
        path: the file, absolute.
        rules: the limits and the names of fields.
        corpus: the name of the collection.
        source: the last parts of `path`, the file's place in the corpus.
    """
    try:
        data = read_bytes(path, source, rules)
    except UnreadableError as error:
        return [Skipped(source, str(error))]
    from index.readers.content import read_articles  # noqa: PLC0415 - its rules take longer to load than to list files

    return read_articles(data, rules, corpus=corpus, source=source)
