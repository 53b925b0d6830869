"""What is drafted before anything is verified: claims with quotations, by a model or by rules. Pure values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.model import Article, Span  # noqa: TC001 - part of values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.model import Ranking


@dataclass(frozen=True, slots=True)
class NumberedPassage:
    """A passage as it is shown to whoever drafts: by number, from 1."""

    number: int
    article: Article
    span: Span

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"passages are numbered from 1, not {self.number}")
        if self.span.end > len(self.article.text):
            raise ValueError(f"{self.span} lies outside article {self.article.id}")

    @property
    def text(self) -> str:
        """The passage's words."""
        return self.span.of(self.article.text)


def numbered(ranking: Ranking, articles: Mapping[str, Article], *, most: int) -> tuple[NumberedPassage, ...]:
    """The best passages of a ranking, numbered in its order; those of unknown articles are left out."""
    hits = [hit for hit in ranking.hits if hit.passage.article_id in articles][:most]
    return tuple(
        NumberedPassage(number, articles[hit.passage.article_id], hit.passage.span)
        for number, hit in enumerate(hits, start=1)
    )


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """Words that are said to stand in a passage."""

    passage: int
    quote: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A claim that nobody has verified.

    Attributes:
        text: the claim's own words.
        quotes: what is said to prove it.
        speaker: who is said to have said it, if anyone.
        translation: what the quotations are said to mean in the question's language.
    """

    text: str
    quotes: tuple[DraftQuote, ...]
    speaker: str | None = None
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """Whoever drafts finds no answer in the passages."""

    reason: str


@dataclass(frozen=True, slots=True)
class Malformed:
    """Something that is not in the form asked for; never shown."""

    text: str
    reason: str


Drafted = DraftClaim | Declined | Malformed
