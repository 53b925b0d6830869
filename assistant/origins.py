"""Which articles are copies of one another, and which sentences tell the same. Pure.

Copies are found by the share of five-word runs (shingles; Broder 1997) that the shorter text has in common with the
longer; two reports written apart share hardly any.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.model import Article, ArticleId, Hit

_WORD = re.compile(r"\w+")
_RUN = 5
_COPY = 0.3  # of an article, which may be cut and edited
_COPIED = 0.6  # of a passage


@lru_cache(maxsize=256)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of five words of a text, case-folded; of a shorter text the one run it is."""
    words = _WORD.findall(text.casefold())
    if len(words) <= _RUN:
        return frozenset({tuple(words)}) if words else frozenset()
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def shared(one: str, other: str) -> float:
    """The share of the shorter text's shingles that the longer one has too, 0 to 1."""
    first, second = shingles(one), shingles(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def few_of_each(hits: Sequence[Hit], most: int) -> list[Hit]:
    """Passages without those that `most` better ones are copies of, in their order."""
    kept: list[Hit] = []
    for hit in hits:
        copies = sum(shared(hit.passage.text, other.passage.text) >= _COPIED for other in kept)
        if copies < most:
            kept.append(hit)
    return kept


def are_copies(one: Article, other: Article) -> bool:
    """Whether one is a copy of the other, or both are of a third, edited or cut."""
    return one.id == other.id or shared(one.text, other.text) >= _COPY


def origins(articles: Iterable[Article]) -> int:
    """How many independent origins these articles have: copies of one another count once."""
    return len(clusters(list({article.id: article for article in articles}.values())))


def clusters(articles: Sequence[Article]) -> list[list[ArticleId]]:
    """The articles grouped by origin, in their order."""
    groups: list[list[Article]] = []
    for article in articles:
        related = [group for group in groups if any(are_copies(article, member) for member in group)]
        merged = [member for group in related for member in group] + [article]
        groups = [group for group in groups if group not in related] + [merged]
    return [[member.id for member in group] for group in groups]
