"""Topics × articles → judgements: each piece of evidence found in its article, or why not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.topics import Evidence, Topic
    from index.model import Article, ArticleId


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article."""

    article: ArticleId
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of a topic's answer, in terms of the articles at hand.

    Attributes:
        places: where the answer stands; as many as there is evidence unless there are `problems`.
        problems: evidence that does not resolve, in words.
        doubts: evidence that does, but not clearly.
    """

    places: tuple[Place, ...]
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def grades(self) -> dict[str, int]:
        """The relevant articles, each with grade 1."""
        return {place.article: 1 for place in self.places}


class Judge:
    """Finds evidence in articles, which are named by id, by source, or by corpus and source.

    Args:
        articles: all that are asked.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles: dict[str, list[Article]] = {}
        for article in articles:
            for name in {article.id, article.source, f"{article.corpus}/{article.source}"}:
                self._articles.setdefault(name, []).append(article)

    def judge(self, topic: Topic) -> Judgement:
        """The judgement of a topic."""
        places, problems, doubts = [], [], []
        for evidence in topic.evidence:
            found = self._articles.get(evidence.article, [])
            if len(found) != 1:
                problems.append(_not_one(evidence.article, found))
                continue
            span = _span(evidence, found[0])
            if span is None:
                problems.append(_unresolved(evidence))
                continue
            places.append(Place(found[0].id, span))
            if evidence.quote and found[0].text.count(evidence.quote) > 1:
                doubts.append(f"{_short(evidence.quote)} stands more than once in {evidence.article}; quote more of it")
        return Judgement(tuple(places), tuple(problems), tuple(doubts))


def _span(evidence: Evidence, article: Article) -> Span | None:
    if evidence.span is not None:
        return evidence.span if evidence.span.end <= len(article.text) else None
    if not evidence.quote:
        return Span(0, len(article.text))
    start = article.text.find(evidence.quote)
    return Span(start, start + len(evidence.quote)) if start >= 0 else None


def _not_one(name: str, found: Sequence[Article]) -> str:
    if not found:
        return f"there is no article {name!r}; `beleg list` shows the sources"
    return (
        f"{name!r} may be in {' or '.join(sorted(article.corpus for article in found))}; write corpus/source or the id"
    )


def _unresolved(evidence: Evidence) -> str:
    if evidence.span is not None:
        return f"{evidence.article} ends before {evidence.span.end}"
    return f"{_short(evidence.quote)} does not stand in {evidence.article}"


def _short(quote: str, *, limit: int = 60) -> str:
    words = " ".join(quote.split())
    return f"„{words if len(words) <= limit else words[: limit - 1] + '…'}“"
