"""The limits a reader keeps, the names it looks for and what it answers where it cannot read. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003 - part of a value that other processes unpickle

PURGED = "was purged"
"""The reason why a row is skipped that holds no article any more."""
BLANK = "[purged]"
"""All that stands in such a row."""


@dataclass(frozen=True, slots=True)
class FieldNames:
    """What the fields of an article may be called in JSON, JSON lines, CSV and front matter.

    Names are compared without regard to case, the first one that holds something wins, and ``a.b`` reaches into an
    object. In a CSV file without a header ``#1`` names the first column.

    Attributes:
        id: fields whose value names a row for good; such a row's source is ``file#id=value`` instead of ``file#n``.
    """

    text: tuple[str, ...] = ("text", "body", "content", "article_text", "articlebody", "volltext", "inhalt", "artikel")
    title: tuple[str, ...] = ("title", "headline", "titel", "überschrift", "schlagzeile")
    published: tuple[str, ...] = (
        *("published", "published_at", "publishedat", "date_published", "datepublished", "pubdate", "publication_date"),
        *("date", "datum", "veröffentlicht", "erschienen", "timestamp"),
    )
    updated: tuple[str, ...] = (
        *("updated", "updated_at", "updatedat", "modified", "modified_at", "date_modified", "datemodified"),
        *("last_modified", "lastmod", "aktualisiert", "geändert"),
    )
    authors: tuple[str, ...] = ("authors", "author", "autor", "autoren", "autorin", "byline", "verfasser", "creator")
    outlet: tuple[str, ...] = (
        *("outlet", "publisher", "newspaper", "site", "site_name", "sitename", "medium", "zeitung", "herausgeber"),
        *("source", "quelle"),
    )
    agency: tuple[str, ...] = ("agency", "news_agency", "agentur", "nachrichtenagentur")
    dateline: tuple[str, ...] = ("dateline", "ortsmarke", "spitzmarke")
    section: tuple[str, ...] = ("section", "articlesection", "category", "ressort", "rubrik", "kategorie")
    language: tuple[str, ...] = ("language", "lang", "sprache", "inlanguage")
    address: tuple[str, ...] = ("url", "address", "link", "permalink", "canonical_url", "adresse")
    id: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """How much of a stranger's file may cost, and what its fields are called.

    Attributes:
        max_bytes: a larger file is not opened.
        max_text: a longer article, in code points, is skipped.
        max_pages: a PDF of more pages is skipped.
        max_rows: rows of one file that are read; the rest is reported.
        max_depth: how deep JSON and front matter may nest.
        seconds: wall clock and processor time for one HTML or PDF file, read in a process of its own.
        memory: bytes of address space for that process.
        fields: the names of the fields in files made of fields.
        zone: IANA name of the zone of times printed without one; ``None`` leaves them without.

    Raises:
        ValueError: if a limit is not above zero or the zone is unknown.
    """

    max_bytes: int = 20_000_000
    max_text: int = 1_000_000
    max_pages: int = 300
    max_rows: int = 100_000
    max_depth: int = 64
    seconds: float = 20.0
    memory: int = 1_000_000_000
    fields: FieldNames = field(default_factory=FieldNames)
    zone: str | None = None

    def __post_init__(self) -> None:
        limits = (self.max_bytes, self.max_text, self.max_pages, self.max_rows, self.max_depth, self.memory)
        if min(*limits, self.seconds) <= 0:
            message = f"every limit must be above zero: {self}"
            raise ValueError(message)
        if self.zone is not None:
            from zoneinfo import ZoneInfo  # noqa: PLC0415 - most corpora never ask

            try:
                ZoneInfo(self.zone)
            except (KeyError, ValueError, OSError):
                message = f"no such time zone: {self.zone!r}; give a name such as 'Europe/Berlin'"
                raise ValueError(message) from None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, folder or row that did not become an article.

    Attributes:
        source: its path inside the corpus, ``/`` as separator, ``#n`` for the n-th row; always encodable as UTF-8.
        reason: why, in a few words a person can act on.
    """

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that may hold articles, not opened yet.

    Attributes:
        source: its path inside the corpus, ``/`` as separator.
        path: where it is on disk, absolute.
        size: in bytes.
        mtime_ns: when it was last written, in nanoseconds since 1970.
        mark: its number on the disk and when its content, name or rights last changed; a program cannot set that time
            back, as it can `mtime_ns`. Empty where the system does not tell.
    """

    source: str
    path: Path
    size: int
    mtime_ns: int
    mark: str = ""
