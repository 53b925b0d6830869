"""What is known of an article besides its text, and a file's content before it became an article. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.model import Moment  # noqa: TC001 - part of a value
from index.readers.cuts import Cut  # noqa: TC001 - part of a value


@dataclass(frozen=True, slots=True)
class Details:
    """What an article or its file tells about it; each ``None`` or empty where nothing is told. See `Article`."""

    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    section: str | None = None
    language: str | None = None
    address: str | None = None

    def or_else(self, other: Details) -> Details:
        """These details, and the other's where these are silent."""
        return Details(
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            agency=self.agency or other.agency,
            authors=self.authors or other.authors,
            dateline=self.dateline or other.dateline,
            published=self.published or other.published,
            updated=self.updated or other.updated,
            section=self.section or other.section,
            language=self.language or other.language,
            address=self.address or other.address,
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a format's reader passed over, such as a page's navigation, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A file or row as its format's reader understood it, not cleaned yet.

    Attributes:
        text: the whole text; normalised already if there are cuts.
        details: what the format says about it.
        cuts: what the format's reader wants out of the text, such as front matter.
        row: its number in a file of many, from 1, or ``id=`` and its name; ``None`` if it is the whole file.
        left_out: what of the file is not in the text; told behind it.
    """

    text: str
    details: Details = field(default_factory=Details)
    cuts: tuple[Cut, ...] = ()
    row: str | None = None
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """A row, or what follows it, that cannot become an article, and why; the whole file if `row` is ``None``."""

    reason: str
    row: str | None = None
