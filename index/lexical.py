"""The lexical leg: passages in tantivy, in several views of the same text.

A passage is known by an integer key. Its text is not kept, only its analysed terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import tantivy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from index.planning import Group, Plan

VIEWS = ("stems", "parts", "grams")
NO_DAY = -(2**31)


@dataclass(frozen=True, slots=True)
class LexicalPassage:
    """An analysed passage as it goes into the index.

    Attributes:
        key: unique, zero or more.
        article: the number of its article; all its passages are deleted together.
        day: when its article was published, in days since 1970-01-01; ``None`` if unknown.
        outlet: the number of what :attr:`Article.printed_by` names.
        stems: terms with spaces between, as :class:`index.language.analysis.Terms` gives them; so `parts` and `grams`.
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
            document.add_text("stems", passage.stems)
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

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def open(cls, directory: Path) -> LexicalIndex:
        """Open what a :class:`LexicalWriter` committed."""
        return cls(tantivy.Index.open(str(directory)))

    def __len__(self) -> int:
        """How many passages it holds."""
        return int(self._searcher.num_docs)

    def keys(self) -> list[int]:
        """The key of every passage, ascending."""
        found = self._searcher.search(tantivy.Query.all_query(), limit=max(len(self), 1), count=False).hits
        return sorted(int(key) for key in self._searcher.fast_field_values("key", [address for _, address in found]))

    def frequency(self, view: str, term: str) -> int:
        """In how many passages a term of a view occurs."""
        return int(self._searcher.doc_freq(view, term))

    def search(self, plan: Plan, *, k: int, scope: LexicalScope = EVERYTHING) -> list[LexicalHit]:
        """At most `k` passages that match the plan, best first; ties by key."""
        if not plan.groups or k < 1:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, self._group(group)) for group in plan.groups])
        found = self._searcher.search(self._within(query, scope), limit=k, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in found])
        hits = [LexicalHit(int(key), score) for (score, _), key in zip(found, keys, strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))

    def _group(self, group: Group) -> tantivy.Query:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, view, term, "freq"))
            for alternative in group.alternatives
            for view in VIEWS
            for term in getattr(alternative, view)
        ]
        return tantivy.Query.boolean_query(terms)

    def _within(self, query: tantivy.Query, scope: LexicalScope) -> tantivy.Query:
        must = tantivy.Occur.Must
        clauses = [(must, query)]
        if scope.since is not None or scope.until is not None:
            low = NO_DAY + 1 if scope.since is None else scope.since
            clauses.append((must, _free(self._days(low, scope.until))))
        if scope.outlets:
            clauses.append((must, _free(self._numbers("outlet", scope.outlets))))
        if scope.articles:
            clauses.append((must, _free(self._numbers("article", scope.articles))))
        if scope.without:
            clauses.append((tantivy.Occur.MustNot, self._numbers("article", scope.without)))
        return query if len(clauses) == 1 else tantivy.Query.boolean_query(clauses)

    def _days(self, low: int, high: int | None) -> tantivy.Query:
        return tantivy.Query.range_query(self._schema, "day", tantivy.FieldType.Integer, low, high)

    def _numbers(self, field: str, numbers: frozenset[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, field, sorted(numbers))


def _free(query: tantivy.Query) -> tantivy.Query:
    """The query as a filter that adds nothing to a score."""
    return tantivy.Query.const_score_query(query, 0.0)
