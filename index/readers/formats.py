"""Which format a file has, by its content first and its suffix second. Pure."""

from __future__ import annotations

import re
from typing import Literal

from index.errors import UnreadableError

Format = Literal["text", "markdown", "html", "pdf", "json", "jsonl", "csv"]

_SUFFIXES: dict[str, Format] = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
_BINARY = (
    (b"PK\x03\x04", "is a ZIP archive or an Office file"),
    (b"PK\x05\x06", "is a ZIP archive"),
    (b"\x1f\x8b", "is a gzip archive"),
    (b"BZh", "is a bzip2 archive"),
    (b"\xfd7zXZ\0", "is an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive"),
    (b"Rar!\x1a\x07", "is a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "is a Zstandard archive"),
    (b"\x89PNG\r\n\x1a\n", "is an image"),
    (b"\xff\xd8\xff", "is an image"),
    (b"GIF8", "is an image"),
    (b"\x7fELF", "is a program"),
    (b"\xd0\xcf\x11\xe0", "is an old Office file"),
    (b"SQLite format 3\0", "is a database"),
    (b"{\\rtf", "is RTF; save it as text"),
    (b"%!PS", "is PostScript"),
)
_PDF = b"%PDF-"
_PDF_HEAD = 1024  # the standard lets other bytes stand before the mark
_PAGE = re.compile(r"\s{0,99}(?:<\?xml[^>]{0,200}\?>\s{0,99})?<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(r"<(?:!|[a-z]|/[a-z])", re.IGNORECASE)
_OBJECT = re.compile(r'\s{0,99}(?:\{\s{0,99}"|\[\s{0,99}\{\s{0,99}")')
_LINES = re.compile(r'\s{0,99}\{[^\n]*\}[ \t\r]*\n\s{0,99}\{"?')
_FRONT = re.compile(r"---[ \t]*\r?\n[\w-]{1,40}[ \t]*:")
_CHARSET = re.compile(
    rb"(?:charset|encoding) ?= ?[\"']?(iso-8859-\d{1,2}|windows-125\d|cp125\d|latin1|us-ascii|koi8-[ru]|gb2312|gbk|"
    rb"gb18030|big5|shift_jis|euc-jp|euc-kr)[\"' ;?/>]",
    re.IGNORECASE,
)
_HEAD = 4096


def is_pdf(data: bytes, suffix: str) -> bool:
    """Whether `data` is a PDF file.

    Raises:
        UnreadableError: if it is in another binary format.
    """
    at = data.find(_PDF, 0, _PDF_HEAD)
    if at == 0 or (at > 0 and suffix == ".pdf"):
        return True
    for mark, reason in _BINARY:
        if data.startswith(mark):
            raise UnreadableError(reason)
    return False


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a web page says it is in, if it is one of those in use; ``None`` if it says none such."""
    found = _CHARSET.search(data, 0, _PDF_HEAD) if data.lstrip()[:1] == b"<" else None
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    # Pages that say Latin-1 mean Windows-1252, and every browser reads them so.
    return "cp1252" if name in {"iso-8859-1", "latin1", "us-ascii"} else name


def tell_format(text: str, suffix: str) -> Format:
    """The format of a file of text.

    Args:
        text: the whole decoded file.
        suffix: of its name, in lower case, with the full stop; empty if it has none.

    Raises:
        UnreadableError: if the suffix is of no format there is a reader for, or promises another content.
    """
    named = _SUFFIXES.get(suffix)
    if _PAGE.match(text):
        return "html"
    if named is None:
        known = " ".join(sorted(known for known in _SUFFIXES if known))
        raise UnreadableError(f"{suffix!r} is the suffix of no format that is read; these are: {known}")
    if named == "pdf":
        raise UnreadableError("is named .pdf but does not start like one")
    if named == "html":
        return "html" if _TAG.search(text, 0, _HEAD) else "text"
    if named in {"text", "json", "jsonl"} and (named != "text" or _OBJECT.match(text)):
        return "jsonl" if named == "jsonl" or _LINES.match(text) else "json"
    return "markdown" if named == "text" and _FRONT.match(text) else named
