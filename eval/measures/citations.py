"""Whether the right places are cited. Pure.

A citation is on a piece of evidence if both overlap by at least half of the shorter one, so that quoting a whole
sentence for a clause of it counts, and a neighbouring sentence does not. The same words in several articles are one
piece of evidence: citing any of them is citing it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from eval.judging import Place
    from eval.outcomes import ClaimShown, Ranked, Receipt
    from index.model import Article, ArticleId

Fact = tuple["Place", ...]
"""The places where one piece of evidence stands."""


def facts_of(places: Sequence[Place], articles: Mapping[ArticleId, Article]) -> tuple[Fact, ...]:
    """The places of evidence, those with the same words together."""
    facts: dict[str, list[Place]] = {}
    for place in places:
        words = " ".join(place.span.of(articles[place.article].text).split()).casefold()
        facts.setdefault(words, []).append(place)
    return tuple(tuple(same) for same in facts.values())


def is_on(receipt: Receipt | Ranked, place: Place) -> bool:
    """Whether a citation (or passage) and a piece of evidence overlap by at least half of the shorter one."""
    if receipt.article != place.article:
        return False
    span = Span(receipt.start, receipt.end)
    return 2 * span.overlap(place.span) >= min(len(span), len(place.span))


def recall(facts: Sequence[Fact], claims: Sequence[ClaimShown]) -> float:
    """The share of the evidence that is cited, further articles' receipts included."""
    receipts = list(_all(claims))
    return sum(_found(fact, receipts) for fact in facts) / len(facts)


def precision(facts: Sequence[Fact], claims: Sequence[ClaimShown]) -> float | None:
    """The share of all receipts that are on evidence; ``None`` if there is no receipt."""
    receipts = list(_all(claims))
    if not receipts:
        return None
    return sum(any(_found(fact, [receipt]) for fact in facts) for receipt in receipts) / len(receipts)


def first_is_right(facts: Sequence[Fact], claims: Sequence[ClaimShown]) -> bool:
    """Whether the first claim cites evidence."""
    return any(_found(fact, list(_all(claims[:1]))) for fact in facts)


def evidence_ranked(facts: Sequence[Fact], ranking: Sequence[Ranked], *, k: int) -> float:
    """The share of the evidence that lies in the `k` best passages."""
    return sum(_found(fact, ranking[:k]) for fact in facts) / len(facts)


def _all(claims: Iterable[ClaimShown]) -> Iterable[Receipt]:
    return (receipt for claim in claims for receipt in (*claim.receipts, *claim.also))


def _found(fact: Fact, receipts: Sequence[Receipt | Ranked]) -> bool:
    return any(is_on(receipt, place) for place in fact for receipt in receipts)
