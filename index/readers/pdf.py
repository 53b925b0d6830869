"""PDF through pypdf. Runs in the worker process.

A page is lines of print, so paragraphs have to be found again: a line that is filled to the margin goes on in the next
one, and so does one before a lower-case letter or with a hyphen at its end, which goes if the word goes on in lower
case ("Nord-" before "und Ostsee" keeps it). Page numbers and the lines that stand at the head or foot of every page are
left out. The date a PDF was made says nothing about when
the article was published and is not used.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.readers.details import Details, Draft, LeftOut
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
_NUMBER = re.compile(r"(?<=\d)[-\u2010\u2013]$")
# What a hyphen that stands for the second half of a word is followed by, in German and English: "Nord- und Ostsee",
# "short- or long-term"; "Au-to" and "hon-or" are words.
_COORDINATED = re.compile(r"(?:und|oder|bzw\.|sowie|u\.|bis|and)(?![\w-])|(?:or|to) \w+[-\u2010]\w")
_CANNABIS = re.compile(r"[ck]anna$", re.IGNORECASE)
_QUOTED = re.compile(r"[„“”\"»«]")
_PAGE_NUMBER = re.compile(r"(?:Seite |Page |- ?)?\d{1,4}(?: ?-| (?:von|of) \d{1,4}|/\d{1,4})?$")
_MAX_NAME = 300
_DIGITS = re.compile(r"\d+")
_HEAD_LINES = 3
_REPEATED = 3  # pages; fewer may start alike by chance


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
        lines, left_out = without_running_heads(list(_pages(reader, rules)))
        text = "\n\n".join(joined(lines))
        details = _details(reader)
    except (MemoryError, UnreadableError):
        raise
    except PyPdfError as error:
        raise UnreadableError(f"is a damaged PDF: {_short(error)}") from None
    except Exception as error:  # noqa: BLE001 - a broken file may raise anything from any depth of pypdf
        raise UnreadableError(f"is a damaged PDF: {type(error).__name__}: {_short(error)}") from None
    if not text:
        raise UnreadableError("holds no text; its pages may be images")
    return Draft(text, details, left_out=left_out)


def joined(lines: list[str]) -> Iterator[str]:
    """The paragraphs that printed `lines` are made of; an empty line ends one in any case."""
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    paragraph = ""
    filled = False
    for line in lines:
        hyphen = _HYPHEN.search(paragraph) if line else None
        if hyphen is not None:
            paragraph = _completed(paragraph, hyphen, line)
        elif line and line[0].isdigit() and _NUMBER.search(paragraph):
            paragraph += line
        elif paragraph and line and (filled or (line[0].islower() and not _CLOSED.search(paragraph))):
            paragraph = f"{paragraph} {line}"
        else:
            if paragraph:
                yield paragraph
            paragraph = line
        filled = len(line) >= _FULL * width
    if paragraph:
        yield paragraph


def _completed(paragraph: str, hyphen: re.Match[str], line: str) -> str:
    """The paragraph with the line that goes on behind its last hyphen."""
    before = paragraph[: hyphen.start()]
    if hyphen[0] == "\u00ad":
        return before + line
    if _COORDINATED.match(line) and not (line.startswith("bis") and _CANNABIS.search(before)):
        return f"{paragraph} {line}"
    return (before if line[0].islower() else paragraph) + line


def without_running_heads(pages: list[list[str]]) -> tuple[list[str], tuple[LeftOut, ...]]:
    """The lines of all pages, and what stands at the head or foot of most of them but for its numbers, or is one.

    On the first page such a line stays, unless it bears a number: it may be the headline that the others repeat.
    """
    left_out: list[LeftOut] = []
    for edge in (0, -1) * _HEAD_LINES:
        for page in pages:
            while page and (not page[edge] or (edge and _PAGE_NUMBER.match(page[edge]))):
                if line := page.pop(edge):
                    left_out.append(LeftOut(line, "page number"))
        repeated = Counter(_masked(page[edge]) for page in pages if page)
        for number, page in enumerate(pages):
            line = page[edge] if page else ""
            times = repeated[_masked(line)]
            often = times >= _REPEATED and 2 * times > len(pages) and not _QUOTED.search(line)
            if line and often and (number or _DIGITS.search(line)):
                left_out.append(LeftOut(page.pop(edge), "running head"))
    return [line for page in pages for line in page], tuple(left_out)


def _masked(line: str) -> str:
    return _DIGITS.sub("#", line)


def _pages(reader: PdfReader, rules: ReadingRules) -> Iterator[list[str]]:
    """The printed lines of each page."""
    size = 0
    for page in reader.pages:
        printed = [" ".join(line.split()) for line in page.extract_text().split("\n")]
        size += sum(map(len, printed))
        if size > rules.max_text:
            raise UnreadableError(f"has more than {rules.max_text:,} characters")
        yield printed


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
