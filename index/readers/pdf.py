"""PDF through pypdf. Runs in the worker process.

A page is lines of print, so paragraphs have to be found again: a line that is filled to the margin goes on in the next
one, and so does one before a lower-case letter or with a hyphen at its end, which goes if the word goes on in lower
case. The date a PDF was made says nothing about when
the article was published and is not used.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.readers.details import Details, Draft
from index.readers.fields import as_authors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

    from index.readers.rules import ReadingRules

_FULL = 0.8  # of the widest usual line
_NO_TITLE = re.compile(
    r"untitled|unbenannt|microsoft|word|\.(?:docx?|pdf|indd|txt|html?)\b|^\W*$|^\d+$|_", re.IGNORECASE
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_CLOSED = re.compile(r"[.!?…:][\"“”’«»)]{0,2}$")
_PAGE_NUMBER = re.compile(r"(?:Seite |Page |- ?)?\d{1,4}(?: ?-| (?:von|of) \d{1,4}|/\d{1,4})?$")
_MAX_NAME = 300


def read_pdf(data: bytes, rules: ReadingRules) -> Draft:
    """The text of a PDF file, its paragraphs joined.

    Raises:
        UnreadableError: if it is damaged, locked, too long or holds no text.
    """
    import pypdf  # noqa: PLC0415 - paid in the worker only
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return _refused("is locked with a password")
        pages = len(reader.pages)
        if pages > rules.max_pages:
            return _refused(f"has {pages:,} pages; the limit is {rules.max_pages:,}")
        text = "\n\n".join(joined(_lines(reader, rules)))
        details = _details(reader)
    except (MemoryError, UnreadableError):
        raise
    except PyPdfError as error:
        raise UnreadableError(f"is a damaged PDF: {_short(error)}") from None
    except Exception as error:  # noqa: BLE001 - a broken file may raise anything from any depth of pypdf
        raise UnreadableError(f"is a damaged PDF: {type(error).__name__}: {_short(error)}") from None
    if not text:
        raise UnreadableError("holds no text; its pages may be images")
    return Draft(text, details)


def joined(lines: list[str]) -> Iterator[str]:
    """The paragraphs that printed `lines` are made of; an empty line ends one in any case."""
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    paragraph = ""
    filled = False
    for line in lines:
        hyphen = _HYPHEN.search(paragraph) if line else None
        if hyphen is not None:
            parted = line[0].islower() or hyphen[0] == "\u00ad"
            paragraph = (paragraph[: hyphen.start()] if parted else paragraph) + line
        elif paragraph and line and (filled or (line[0].islower() and not _CLOSED.search(paragraph))):
            paragraph = f"{paragraph} {line}"
        else:
            if paragraph:
                yield paragraph
            paragraph = line
        filled = len(line) >= _FULL * width
    if paragraph:
        yield paragraph


def _lines(reader: PdfReader, rules: ReadingRules) -> list[str]:
    lines: list[str] = []
    size = 0
    for page in reader.pages:
        printed = [" ".join(line.split()) for line in page.extract_text().split("\n")]
        while printed and (not printed[-1] or _PAGE_NUMBER.match(printed[-1])):
            printed.pop()
        lines += printed
        size += sum(map(len, printed))
        if size > rules.max_text:
            raise UnreadableError(f"has more than {rules.max_text:,} characters")
    return lines


def _details(reader: PdfReader) -> Details:
    about = reader.metadata
    title = " ".join(str((about and about.title) or "")[:_MAX_NAME].split())
    author = " ".join(str((about and about.author) or "")[:_MAX_NAME].split())
    return Details(
        title=None if _NO_TITLE.search(title) else title or None, authors=as_authors([author] if author else [])
    )


def _refused(reason: str) -> Draft:
    raise UnreadableError(reason)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
