"""A plan as a query of the lexical engine, over one of its indexes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tantivy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.planning import Alternative, Group, Plan

VIEWS = ("parts", "grams")
"""The views that are searched, by the names of their fields; the stems are among the parts."""

_SMALL = 100_000  # documents
_MEANING = 0.2  # of the translations of what is somebody's name here
_NAMED = 1  # times as often as the name may a meaning of it occur
_FEW = 3  # documents; in a handful of them nothing is common


@dataclass(frozen=True, slots=True)
class Scoring:
    """How the views, a group's alternatives and a passage's article are weighed; measured (docs/retrieval.md).

    Attributes:
        article: how much the score of a passage's whole article counts beside the passage's own.
        shared: how much of an alternative's rarity is the rarity of its whole group, 0 to 1. A rare translation is
            likelier a wrong one than a telling one.
        best: whether a group scores as its best alternative; else as the sum of all.
        grams: how much n-grams count beside compound parts.
        damping: the power of a word's number of n-grams that their scores are divided by; long words have many.
        common: n-grams in a larger share of the documents are left out: they cost much and say little. Beyond a
            hundred thousand documents the share falls with the root of their number.
        candidates: passages whose articles are looked at.
        whole: articles that are scored as a whole; those further down add what the last of them adds.
    """

    article: float = 1.0
    shared: float = 0.7
    best: bool = True
    grams: float = 1.0
    damping: float = 0.6
    common: float = 0.3
    candidates: int = 100
    whole: int = 300


class Searched:
    """One index of the engine, open for reading; safe to share between threads.

    Args:
        directory: where it is.
        scoring: how it weighs.

    Raises:
        ValueError: if there is no index.
    """

    def __init__(self, directory: Path, scoring: Scoring) -> None:
        index = tantivy.Index.open(str(directory))
        self._scoring = scoring
        self._schema = index.schema
        self._searcher = index.searcher()
        self.count = int(self._searcher.num_docs)
        share = scoring.common * min(1.0, math.sqrt(_SMALL / max(self.count, 1)))
        self._most_of_a_gram = max(self.count * share, _FEW)

    def query(self, plan: Plan, views: Sequence[str] = VIEWS) -> tantivy.Query | None:
        """What matches any group of the plan; ``None`` where no group occurs."""
        groups = [query for query in (self._group(group, views) for group in plan.groups) if query is not None]
        return any_of(groups) if groups else None

    def hits(self, query: tantivy.Query, limit: int, *fields: str) -> list[tuple[float, tuple[int, ...]]]:
        """The best documents of a query, each its score and the numbers it has in `fields`."""
        found = self._searcher.search(query, limit=limit, count=False).hits if limit else []
        addresses = [address for _, address in found]
        columns = [self._searcher.fast_field_values(field, addresses) for field in fields]
        rows = zip(*columns, strict=True)
        return [
            (score, tuple(value for value in row if isinstance(value, int)))
            for (score, _), row in zip(found, rows, strict=True)
        ]

    def frequency(self, view: str, term: str) -> int:
        """In how many documents a term of a view occurs."""
        return int(self._searcher.doc_freq(view, term))

    def occurrences(self, alternative: Alternative) -> int:
        """In how many documents an alternative can occur at most: those that have its rarest stem."""
        return min((self.frequency("parts", stem) for stem in alternative.stems), default=0)

    def term(self, view: str, term: str) -> tantivy.Query:
        """What holds a term of a view."""
        return tantivy.Query.term_query(self._schema, view, term, "freq")

    def number(self, field: str, value: int) -> tantivy.Query:
        """What has a number in a field."""
        return tantivy.Query.term_query(self._schema, field, value)

    def numbers(self, field: str, values: Sequence[int]) -> tantivy.Query:
        """What has one of some numbers in a field."""
        if len(values) == 1:
            return self.number(field, values[0])  # a set is read whole before the first passage is scored
        return tantivy.Query.term_set_query(self._schema, field, list(values))

    def between(self, field: str, low: int, high: int | None) -> tantivy.Query:
        """What has a number in a field from `low` to `high`."""
        return tantivy.Query.range_query(self._schema, field, tantivy.FieldType.Integer, low, high)

    def _group(self, group: Group, views: Sequence[str]) -> tantivy.Query | None:
        """The best of the group's alternatives; those that do not occur are dropped before they cost anything."""
        frequencies = [self.occurrences(alternative) for alternative in group.alternatives]
        paired = list(zip(group.alternatives, frequencies, strict=True))
        # What only says nearly the same makes the question's own words no commoner.
        sure = idf(sum(frequency for alternative, frequency in paired if alternative.weight == 1), self.count)
        every = idf(sum(frequencies), self.count)
        named = group.named and frequencies[0] * _NAMED >= max(1, *frequencies)
        queries = []
        for place, (alternative, frequency) in enumerate(paired):
            alone = idf(frequency, self.count)
            together = sure if alternative.weight == 1 else every
            rarity = min(1.0, together / alone) if alone else 1.0
            meaning = _MEANING if named and place else 1.0
            weight = group.weight * alternative.weight * meaning * (1 - self._scoring.shared * (1 - rarity))
            query = self._alternative(alternative, weight, views)
            if query is not None:
                queries.append(query)
        if not queries:
            return None
        if len(queries) == 1 or not self._scoring.best:
            return any_of(queries)
        return tantivy.Query.disjunction_max_query(queries)

    def _alternative(self, alternative: Alternative, weight: float, views: Sequence[str]) -> tantivy.Query | None:
        terms = []
        if "parts" in views:
            terms += [("parts", part, weight) for part in alternative.parts if self.frequency("parts", part)]
        if "grams" in views:
            share = weight * self._scoring.grams / len(alternative.grams) ** self._scoring.damping
            frequent = ((gram, self.frequency("grams", gram)) for gram in alternative.grams)
            terms += [("grams", gram, share) for gram, count in frequent if 0 < count <= self._most_of_a_gram]
        if not terms:
            return None
        return any_of([tantivy.Query.boost_query(self.term(view, term), boost) for view, term, boost in terms])


def idf(frequency: int, count: int) -> float:
    """The inverse document frequency (Robertson and Spärck Jones 1976) of what occurs in so many of `count` documents.

    Above 0. Deleted documents may still be counted in the frequency, which is then above the count.
    """
    frequency = min(frequency, count)
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """The sum of the scores of those that match."""
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def all_of(queries: Sequence[tantivy.Query], but: Sequence[tantivy.Query] = ()) -> tantivy.Query:
    """What matches all of some queries and none of others; the first alone gives the score."""
    first, *filters = queries
    if not filters and not but:
        return first
    must = [(tantivy.Occur.Must, first)]
    must += [(tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)) for query in filters]
    return tantivy.Query.boolean_query([*must, *((tantivy.Occur.MustNot, query) for query in but)])
