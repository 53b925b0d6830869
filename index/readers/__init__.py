r"""Readers: from the files of a corpus to articles.

Formats are told by content first and suffix second: text as it comes off the wire, Markdown with front matter, HTML,
PDF, JSON, JSON lines and CSV. What cannot be read is a :class:`Skipped` with its reason and changes nothing else.
Hidden files and folders, README and LICENSE files, ``beleg.toml`` and Python's own files are about a corpus, not of it,
and are passed over silently.

``restore(article)`` gives back the original that the article's text was cut from: of text and Markdown files the file
as it is, in NFC and with ``\n`` as line end, of other formats the text that the format's reader found in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.readers.files import list_files
from index.readers.reading import read_file, read_folder
from index.readers.rules import FieldNames, FileEntry, ReadingRules, Skipped

if TYPE_CHECKING:
    from index.model import Article

__all__ = [
    "FieldNames",
    "FileEntry",
    "ReadingRules",
    "Skipped",
    "list_files",
    "read_file",
    "read_folder",
    "restore",
]


def restore(article: Article) -> str:
    """The original text of `article`: its text with every removal put back in its place."""
    from index.readers.cuts import put_back  # noqa: PLC0415 - importing the readers stays cheap

    return put_back(article.text, article.removed)
