r"""The values that flow through Beleg: file → article → passage → hit.

Pure: no clock, no disk, no network. Every value is frozen and refuses to be wrong. All offsets are code points of an
article's stored text, which a reader normalises once (NFC, line ends as ``\n``) and nothing changes afterwards.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Literal, NewType

ArticleId = NewType("ArticleId", str)
PassageId = NewType("PassageId", str)

StatementKind = Literal["direct", "indirect", "reported"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``0 <= start < end``.

    Raises:
        ValueError: if the range is empty, reversed or starts below zero.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"not a span: [{self.start}, {self.end})"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The slice of `text` this span covers.

        Raises:
            ValueError: if the span reaches beyond the text.
        """
        if self.end > len(text):
            message = f"span [{self.start}, {self.end}) reaches beyond a text of {len(text)} characters"
            raise ValueError(message)
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """How many code points both spans cover, zero or more."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def hull(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day, with the time of day where the article gives it.

    Attributes:
        day: the calendar day as printed.
        time: the time of day; with a zone only where one was given; ``None`` if only the day is known.
    """

    day: date
    time: time | None = None

    @classmethod
    def of(cls, value: datetime) -> Moment:
        """The moment of a datetime, its zone kept."""
        return cls(value.date(), value.timetz())

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read what :meth:`isoformat` writes.

        Raises:
            ValueError: if `text` is not an ISO 8601 date or date and time.
        """
        return cls.of(datetime.fromisoformat(text)) if "T" in text else cls(date.fromisoformat(text))

    def isoformat(self) -> str:
        """``2025-12-03`` or ``2025-12-03T17:23:00+01:00``."""
        if self.time is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.time).isoformat()


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece of the original that a reader took out of the text.

    Attributes:
        at: where in the stored text it stood, a code point offset, ``0 <= at <= len(article.text)``.
        text: what was taken out, as it was printed.
        reason: why, one of the readers' reasons, such as ``navigation`` or ``photo credit``.
    """

    at: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    r"""One article as it is stored, one version of it.

    Attributes:
        id: stable over re-ingestion; derived from corpus and source.
        text: NFC with ``\n``, debris removed, never changed afterwards; not empty.
        title: the headline, else the lead's first sentence; never empty.
        corpus: the name of the collection it belongs to.
        source: its path inside the corpus (with ``#n`` for the n-th row of a file of many), `/` as separator.
        outlet: who printed it (paper or site), if known.
        agency: the news agency that supplied it, if known.
        authors: as printed, in order.
        dateline: the place a report is filed from, such as ``Moskau``.
        published: when it was first published, if known.
        updated: when it was last changed, if known.
        section: the outlet's own section, if known.
        language: ISO 639-1 code of the text's language.
        address: the web address, if known.
        removed: what a reader took out, in order of position.
    """

    id: ArticleId
    text: str
    title: str
    corpus: str
    source: str
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    section: str | None = None
    language: str = "de"
    address: str | None = None
    removed: tuple[Removal, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not self.text.strip() or not self.title.strip():
            message = f"an article needs a text and a title: {self.source!r}"
            raise ValueError(message)
        if "\r" in self.text or not unicodedata.is_normalized("NFC", self.text):
            message = f"text is not normalised: {self.source!r}"
            raise ValueError(message)
        if any(not 0 <= removal.at <= len(self.text) for removal in self.removed):
            message = f"a removal lies outside the text: {self.source!r}"
            raise ValueError(message)

    @property
    def printed_by(self) -> str:
        """The outlet, else the agency, else the corpus's name: what a receipt names."""
        return self.outlet or self.agency or self.corpus

    @property
    def version(self) -> str:
        """A fingerprint of everything a reader of the article can see: 64 hexadecimal digits."""
        words = [self.text, self.title, self.outlet, self.agency, self.dateline, self.section, self.language]
        moments = [moment and moment.isoformat() for moment in (self.published, self.updated)]
        removed = [[removal.at, removal.text, removal.reason] for removal in self.removed]
        seen = [*words, self.address, list(self.authors), moments, removed]
        return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()

    def placed(self, corpus: str, source: str) -> Article:
        """The same article under another corpus and source, with the id that follows from them."""
        return replace(self, id=article_id(corpus, source), corpus=corpus, source=source)


def article_id(corpus: str, source: str) -> ArticleId:
    """The id of the article at `source` in `corpus`: 16 hexadecimal digits, the same on every machine."""
    return ArticleId(hashlib.blake2b(f"{corpus}\0{source}".encode(), digest_size=8).hexdigest())


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one article, the unit of retrieval; `text` is the exact slice of the article."""

    article_id: ArticleId
    span: Span
    text: str

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span):
            message = f"a passage of {len(self.text)} characters cannot fill {self.span}"
            raise ValueError(message)

    @property
    def id(self) -> PassageId:
        """Derived from the article and the place: ``0123456789abcdef:120-480``."""
        return PassageId(f"{self.article_id}:{self.span.start}-{self.span.end}")


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what in an article.

    Attributes:
        spans: the words said, in order; several where the reporter interrupts („…“, sagte X, „…“).
            Of a direct statement the words between the quotation marks, of others the clause or sentence.
        kind: ``direct`` (in quotation marks), ``indirect`` (reported clause), ``reported`` (the act of speaking told).
        speaker: the resolved name, full where the article gives it; ``None`` if it names nobody.
        speaker_span: the words that name the speaker where the statement is made (a name, pronoun or office).
        cue_span: the word that marks it as said (sagte, laut, zufolge …).
        via: the agency or outlet that passed the statement on (``Tass``), never the speaker.
    """

    spans: tuple[Span, ...]
    kind: StatementKind
    speaker: str | None = None
    speaker_span: Span | None = None
    cue_span: Span | None = None
    via: str | None = None

    def __post_init__(self) -> None:
        if not self.spans or any(a.end > b.start for a, b in zip(self.spans, self.spans[1:], strict=False)):
            message = f"a statement needs spans in order, without overlap: {self.spans}"
            raise ValueError(message)

    @property
    def hull(self) -> Span:
        """From its first word to its last."""
        return self.spans[0].hull(self.spans[-1])


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles a question is put to; the default is all of them.

    Attributes:
        since: only articles published on this day or later; undated articles are then left out.
        until: only articles published on this day or earlier; undated articles are then left out.
        outlets: only these, compared with :attr:`Article.printed_by` without regard to case; empty: all.
        articles: only these; empty: all.
        without: none of these.
        corpora: only articles of these, as if there were no others; ``None``: of all.
    """

    since: date | None = None
    until: date | None = None
    outlets: frozenset[str] = frozenset()
    articles: frozenset[ArticleId] = frozenset()
    without: frozenset[ArticleId] = frozenset()
    corpora: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            message = f"no day is both since {self.since} and until {self.until}"
            raise ValueError(message)

    def admits(self, article: Article) -> bool:
        """Whether the question is put to this article."""
        if article.id in self.without or (self.articles and article.id not in self.articles):
            return False
        if self.corpora is not None and article.corpus not in self.corpora:
            return False
        if self.outlets and article.printed_by.casefold() not in {outlet.casefold() for outlet in self.outlets}:
            return False
        if self.since is None and self.until is None:
            return True
        if article.published is None:
            return False
        day = article.published.day
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    Attributes:
        passage: what was found.
        score: higher is better; comparable within one ranking only.
        ranks: for each leg that found it, the leg's name and the passage's rank there, from 1.
    """

    passage: Passage
    score: float
    ranks: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Hits, best first; ties are ordered by passage id.

    Raises:
        ValueError: if the scores rise or a passage appears twice.
    """

    hits: tuple[Hit, ...] = ()

    def __post_init__(self) -> None:
        if any(a.score < b.score for a, b in zip(self.hits, self.hits[1:], strict=False)):
            message = "a ranking's scores must not rise"
            raise ValueError(message)
        if len({hit.passage.id for hit in self.hits}) < len(self.hits):
            message = "a passage appears twice in a ranking"
            raise ValueError(message)

    def articles(self) -> tuple[ArticleId, ...]:
        """The articles in order of their best passage, each once."""
        return tuple(dict.fromkeys(hit.passage.article_id for hit in self.hits))
