"""The lexical leg: passages in tantivy, in several views of the same text.

A passage is known by an integer key. Its text is not kept, only its analysed terms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tantivy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from index.planning import Alternative, Group, Plan

VIEWS = ("parts", "grams")
"""The views that are searched, by the names of their fields; the stems are among the parts."""

NO_DAY = -(2**31)


@dataclass(frozen=True, slots=True)
class LexicalPassage:
    """An analysed passage as it goes into the index.

    Attributes:
        key: unique, zero or more.
        article: the number of its article; all its passages are deleted together.
        day: when its article was published, in days since 1970-01-01; ``None`` if unknown.
        outlet: the number of what :attr:`Article.printed_by` names.
        stems: terms with spaces between, as :class:`index.language.analysis.Terms` gives them; not indexed, because the
            parts hold them too.
        parts: likewise.
        grams: likewise.
    """

    key: int
    article: int
    day: int | None
    outlet: int
    stems: str
    parts: str
    grams: str


@dataclass(frozen=True, slots=True)
class LexicalScope:
    """A scope in the index's own numbers; the default admits everything.

    Attributes:
        since: first day, in days since 1970-01-01; undated articles are then left out.
        until: last day; undated articles are then left out.
        outlets: only these; empty: all.
        articles: only these; empty: all.
        without: none of these.
    """

    since: int | None = None
    until: int | None = None
    outlets: frozenset[int] = frozenset()
    articles: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()


EVERYTHING = LexicalScope()

_SMALL = 100_000  # passages
_MARGIN = 16


@dataclass(frozen=True, slots=True)
class Scoring:
    """How the views and a group's alternatives are weighed; the defaults are measured (docs/retrieval.md).

    Attributes:
        shared: how much of an alternative's rarity is the rarity of its whole group, 0 to 1. A rare translation is
            likelier a wrong one than a telling one.
        best: whether a group scores as its best alternative; else as the sum of all.
        grams: how much n-grams count beside compound parts.
        damping: the power of a word's number of n-grams that their scores are divided by; long words have many.
        common: n-grams in a larger share of the passages are left out: they cost much and say little. Beyond a
            hundred thousand passages the share falls with the root of their number.
    """

    shared: float = 0.7
    best: bool = True
    grams: float = 1.0
    damping: float = 0.6
    common: float = 0.3


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A passage found: its key, its score, and its rank from 1 in each view that found it among the candidates."""

    key: int
    score: float
    ranks: tuple[tuple[str, int], ...] = ()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", stored=False, indexed=True, fast=True)
    builder.add_unsigned_field("article", stored=False, indexed=True, fast=True)
    builder.add_integer_field("day", stored=False, indexed=True, fast=True)
    builder.add_unsigned_field("outlet", stored=False, indexed=True, fast=True)
    for view in VIEWS:
        builder.add_text_field(view, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class LexicalWriter:
    """Writes one index directory; creates it where absent. One writer at a time.

    Args:
        directory: where; created if need be.
        memory: bytes the writer may hold before it writes a segment, at least 15 million.
    """

    def __init__(self, directory: Path, *, memory: int = 64_000_000) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), path=str(directory), reuse=True)
        self._writer = self._index.writer(heap_size=memory, num_threads=1)

    def add(self, passages: Iterable[LexicalPassage]) -> None:
        """Add passages; they are found after :meth:`commit`."""
        for passage in passages:
            document = tantivy.Document()
            document.add_unsigned("key", passage.key)
            document.add_unsigned("article", passage.article)
            document.add_integer("day", NO_DAY if passage.day is None else passage.day)
            document.add_unsigned("outlet", passage.outlet)
            document.add_text("parts", passage.parts)
            document.add_text("grams", passage.grams)
            self._writer.add_document(document)

    def delete_articles(self, articles: Iterable[int]) -> None:
        """Delete all passages of these articles that were added before; gone after :meth:`commit`."""
        for article in articles:
            # delete_documents_by_term takes the number for a signed one and deletes nothing (tantivy-py 0.27).
            query = tantivy.Query.term_query(self._index.schema, "article", article)
            self._writer.delete_documents_by_query(query)

    def commit(self) -> None:
        """Make durable what was added and deleted."""
        self._writer.commit()

    def close(self) -> None:
        """End merging and let go of the directory; what was not committed is dropped."""
        self._writer.wait_merging_threads()


class LexicalIndex:
    """Searches one index directory; safe to share between threads."""

    def __init__(self, index: tantivy.Index, scoring: Scoring | None = None) -> None:
        self._scoring = scoring or Scoring()
        self._schema = index.schema
        self._searcher = index.searcher()
        self._count = int(self._searcher.num_docs)
        share = self._scoring.common * min(1.0, math.sqrt(_SMALL / max(self._count, 1)))
        self._most_of_a_gram = self._count * share

    @classmethod
    def open(cls, directory: Path, scoring: Scoring | None = None) -> LexicalIndex:
        """Open what a :class:`LexicalWriter` committed.

        Raises:
            ValueError: if there is no index.
        """
        return cls(tantivy.Index.open(str(directory)), scoring)

    def __len__(self) -> int:
        """How many passages it holds."""
        return self._count

    def keys(self) -> list[int]:
        """The keys of all passages, ascending."""
        if not self._count:
            return []
        found = self._searcher.search(tantivy.Query.all_query(), limit=self._count, count=False).hits
        return sorted(self._keys(found))

    def search(self, plan: Plan, *, k: int, scope: LexicalScope = EVERYTHING) -> list[LexicalHit]:
        """At most `k` passages that match the plan, best first; ties by key."""
        return self._ranked(plan, scope, k, VIEWS)

    def ranks(self, plan: Plan, *, k: int, scope: LexicalScope = EVERYTHING) -> dict[str, list[LexicalHit]]:
        """For each view the ranking that it gives alone, of at most `k` passages."""
        return {view: self._ranked(plan, scope, k, (view,)) for view in VIEWS}

    def matches(self, plan: Plan, key: int) -> tuple[tuple[str, ...], ...]:
        """For each group of the plan the texts of the alternatives whose stems the passage holds."""
        only = tantivy.Query.term_query(self._schema, "key", key)
        return tuple(
            tuple(alternative.text for alternative in group.alternatives if self._holds(only, alternative))
            for group in plan.groups
        )

    def frequency(self, view: str, term: str) -> int:
        """In how many passages a term of a view occurs; ``stems`` are looked for among the parts."""
        return int(self._searcher.doc_freq("parts" if view == "stems" else view, term))

    def occurrences(self, alternative: Alternative) -> int:
        """In how many passages an alternative can occur at most: those that have its rarest stem."""
        return min((self._searcher.doc_freq("parts", stem) for stem in alternative.stems), default=0)

    def rarity(self, group: Group) -> float:
        """How much a group's occurring says, as an inverse document frequency: 0 and more."""
        return self._idf(sum(self.occurrences(alternative) for alternative in group.alternatives))

    def _holds(self, only: tantivy.Query, alternative: Alternative) -> bool:
        must = tantivy.Occur.Must
        terms = [(must, self._term("parts", stem)) for stem in alternative.stems]
        query = tantivy.Query.boolean_query([(must, only), *terms])
        return bool(self._searcher.search(query, limit=1, count=False).hits)

    def _ranked(self, plan: Plan, scope: LexicalScope, k: int, views: Sequence[str]) -> list[LexicalHit]:
        groups = [group for group in (self._group(each, views) for each in plan.groups) if group is not None]
        if not groups or k < 1 or not self._count:
            return []
        query = self._within(_any_of(groups), scope)
        # A few more than asked for, so that ties at the edge are decided by key and not by the engine.
        found = self._searcher.search(query, limit=k + _MARGIN, count=False).hits
        hits = [LexicalHit(key, score) for (score, _), key in zip(found, self._keys(found), strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))[:k]

    def _keys(self, found: Sequence[tuple[float, tantivy.DocAddress]]) -> list[int]:
        values = self._searcher.fast_field_values("key", [address for _, address in found])
        return [value for value in values if isinstance(value, int)]

    def _group(self, group: Group, views: Sequence[str]) -> tantivy.Query | None:
        """The best of the group's alternatives; those that do not occur are dropped before they cost anything."""
        frequencies = [self.occurrences(alternative) for alternative in group.alternatives]
        together = self._idf(sum(frequencies))
        queries = []
        for alternative, frequency in zip(group.alternatives, frequencies, strict=True):
            alone = self._idf(frequency)
            rarity = min(1.0, together / alone) if alone else 1.0
            weight = group.weight * alternative.weight * (1 - self._scoring.shared * (1 - rarity))
            query = self._alternative(alternative, weight, views)
            if query is not None:
                queries.append(query)
        if not queries:
            return None
        if len(queries) == 1 or not self._scoring.best:
            return _any_of(queries)
        return tantivy.Query.disjunction_max_query(queries)

    def _alternative(self, alternative: Alternative, weight: float, views: Sequence[str]) -> tantivy.Query | None:
        terms = []
        if "parts" in views:
            terms += [(term, "parts", weight) for term in alternative.parts if self._searcher.doc_freq("parts", term)]
        if "grams" in views:
            share = weight * self._scoring.grams / len(alternative.grams) ** self._scoring.damping
            frequent = ((gram, self._searcher.doc_freq("grams", gram)) for gram in alternative.grams)
            terms += [(gram, "grams", share) for gram, frequency in frequent if 0 < frequency <= self._most_of_a_gram]
        if not terms:
            return None
        return _any_of([tantivy.Query.boost_query(self._term(view, term), boost) for term, view, boost in terms])

    def _term(self, view: str, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, view, term, "freq")

    def _idf(self, frequency: int) -> float:
        frequency = min(frequency, self._count)
        return math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))

    def _within(self, query: tantivy.Query, scope: LexicalScope) -> tantivy.Query:
        must = tantivy.Occur.Must
        clauses = [(must, query)]
        if scope.since is not None or scope.until is not None:
            low = NO_DAY + 1 if scope.since is None else scope.since
            days = tantivy.Query.range_query(self._schema, "day", tantivy.FieldType.Integer, low, scope.until)
            clauses.append((must, _free(days)))
        if scope.outlets:
            clauses.append((must, _free(self._numbers("outlet", scope.outlets))))
        if scope.articles:
            clauses.append((must, _free(self._numbers("article", scope.articles))))
        if scope.without:
            clauses.append((tantivy.Occur.MustNot, self._numbers("article", scope.without)))
        return query if len(clauses) == 1 else tantivy.Query.boolean_query(clauses)

    def _numbers(self, field: str, numbers: frozenset[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, field, sorted(numbers))


def _any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """The sum of the scores of those that match."""
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _free(query: tantivy.Query) -> tantivy.Query:
    """The query as a filter that adds nothing to a score."""
    return tantivy.Query.const_score_query(query, 0.0)
