"""The lexical leg: passages and whole articles in tantivy, in several views of the same text.

A passage is known by an integer key. Texts are not kept, only their analysed terms. A passage scores by itself and by
its article: what a passage leaves to be understood its article says elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import tantivy

from index.lexical_query import VIEWS, Scoring, Searched, all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from index.planning import Alternative, Plan

NO_DAY = -(2**31)

_PASSAGES, _ARTICLES = "passages", "articles"  # directories
_MARGIN = 16
_AT_ONCE = 5_000  # keys that are looked for


@dataclass(frozen=True, slots=True)
class LexicalPassage:
    """An analysed passage as it goes into the index.

    Attributes:
        key: unique, zero or more.
        article: the number of its article; all its passages are deleted together.
        day: when its article was published, in days since 1970-01-01; ``None`` if unknown.
        outlet: the number of what :attr:`Article.printed_by` names.
        parts: terms with spaces between, as :class:`index.language.analysis.Terms` gives them; stems among them.
        grams: likewise.
        headline: parts and n-grams of the article's headline; they count for the passage and once for the article.
    """

    key: int
    article: int
    day: int | None
    outlet: int
    parts: str
    grams: str
    headline: tuple[str, str] = ("", "")


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


def _schema(*numbers: str) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in numbers:
        add = builder.add_integer_field if field == "day" else builder.add_unsigned_field
        add(field, stored=False, indexed=True, fast=True)
    for view in VIEWS:
        builder.add_text_field(view, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class _Level:
    """One index that is being written: of passages or of articles."""

    def __init__(self, directory: Path, schema: tantivy.Schema, memory: int) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._schema = schema
        self.writer = tantivy.Index(schema, path=str(directory), reuse=True).writer(heap_size=memory, num_threads=1)

    def delete(self, field: str, number: int) -> None:
        # delete_documents_by_term takes the number for a signed one and deletes nothing (tantivy-py 0.27).
        self.writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, field, number))


class LexicalWriter:
    """Writes one index directory; creates it where absent. One writer at a time.

    Args:
        directory: where; created if need be.
        memory: bytes that each of two indexes may hold before it writes a segment, at least 15 million.
    """

    def __init__(self, directory: Path, *, memory: int = 64_000_000) -> None:
        self._passages = _Level(directory / _PASSAGES, _schema("key", "article", "day", "outlet"), memory)
        self._articles = _Level(directory / _ARTICLES, _schema("article"), memory)
        self._open: list[LexicalPassage] = []

    def add(self, passages: Iterable[LexicalPassage]) -> None:
        """Add passages, those of one article one after the other; they are found after :meth:`commit`."""
        for passage in passages:
            document = tantivy.Document()
            document.add_unsigned("key", passage.key)
            document.add_unsigned("article", passage.article)
            document.add_integer("day", NO_DAY if passage.day is None else passage.day)
            document.add_unsigned("outlet", passage.outlet)
            document.add_text("parts", f"{passage.headline[0]} {passage.parts}")
            document.add_text("grams", f"{passage.headline[1]} {passage.grams}")
            self._passages.writer.add_document(document)
            if self._open and self._open[-1].article != passage.article:
                self._finish_article()
            self._open.append(passage)

    def _finish_article(self) -> None:
        if not self._open:
            return
        document = tantivy.Document()
        document.add_unsigned("article", self._open[0].article)
        headline = max((passage.headline for passage in self._open), key=lambda terms: len(terms[0]))
        document.add_text("parts", " ".join([headline[0], *(passage.parts for passage in self._open)]))
        document.add_text("grams", " ".join([headline[1], *(passage.grams for passage in self._open)]))
        self._articles.writer.add_document(document)
        self._open = []

    def delete_articles(self, articles: Iterable[int]) -> None:
        """Delete all passages of these articles that were added before; gone after :meth:`commit`."""
        self._finish_article()
        for article in articles:
            self._passages.delete("article", article)
            self._articles.delete("article", article)

    def commit(self) -> None:
        """Make durable what was added and deleted."""
        self._finish_article()
        self._passages.writer.commit()
        self._articles.writer.commit()

    def close(self) -> None:
        """End merging and let go of the directory; what was not committed is dropped."""
        self._passages.writer.wait_merging_threads()
        self._articles.writer.wait_merging_threads()


class LexicalIndex:
    """Searches one index directory; safe to share between threads."""

    def __init__(self, passages: Searched, articles: Searched, scoring: Scoring) -> None:
        self._passages, self._articles, self._scoring = passages, articles, scoring

    @classmethod
    def open(cls, directory: Path, scoring: Scoring | None = None) -> LexicalIndex:
        """Open what a :class:`LexicalWriter` committed.

        Raises:
            ValueError: if there is no index.
        """
        scoring = scoring or Scoring()
        return cls(Searched(directory / _PASSAGES, scoring), Searched(directory / _ARTICLES, scoring), scoring)

    def __len__(self) -> int:
        """How many passages it holds."""
        return self._passages.count

    def keys(self) -> list[int]:
        """The keys of all passages, ascending."""
        return sorted(key for _, (key,) in self._passages.hits(tantivy.Query.all_query(), len(self), "key"))

    def present(self, keys: Sequence[int]) -> set[int]:
        """Those of these keys whose passages it holds."""
        found: set[int] = set()
        for start in range(0, len(keys), _AT_ONCE):
            some = self._passages.numbers("key", keys[start : start + _AT_ONCE])
            found.update(key for _, (key,) in self._passages.hits(some, _AT_ONCE, "key"))
        return found

    def articles(self) -> list[int]:
        """The numbers of all articles that have passages, ascending."""
        found = self._articles.hits(tantivy.Query.all_query(), self._articles.count, "article")
        return sorted(article for _, (article,) in found)

    def search(self, plan: Plan, *, k: int, scope: LexicalScope = EVERYTHING) -> list[LexicalHit]:
        """At most `k` passages that match the plan, best first; ties by key."""
        candidates = max(k, self._scoring.candidates) if self._scoring.article else k
        found = self._candidates(plan, candidates, scope, VIEWS)
        whole, least = self._whole(plan) if self._scoring.article and found else ({}, 0.0)
        hits = [LexicalHit(key, score + whole.get(article, least)) for score, (key, article) in found]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))[: max(k, 0)]

    def ranks(self, plan: Plan, *, k: int, scope: LexicalScope = EVERYTHING) -> dict[str, list[LexicalHit]]:
        """For each view the ranking of at most `k` passages that it gives alone, without the articles."""
        rankings = {}
        for view in VIEWS:
            hits = [LexicalHit(key, score) for score, (key, _) in self._candidates(plan, k, scope, (view,))]
            rankings[view] = sorted(hits, key=lambda hit: (-hit.score, hit.key))[: max(k, 0)]
        return rankings

    def matches(self, plan: Plan, key: int) -> tuple[tuple[str, ...], ...]:
        """For each group of the plan the texts of the alternatives whose stems the passage holds."""
        return tuple(
            tuple(alternative.text for alternative in group.alternatives if self._holds(key, alternative))
            for group in plan.groups
        )

    def frequency(self, view: str, term: str) -> int:
        """In how many passages a term of a view occurs; ``stems`` are looked for among the parts."""
        return self._passages.frequency("parts" if view == "stems" else view, term)

    def _candidates(
        self, plan: Plan, k: int, scope: LexicalScope, views: Sequence[str]
    ) -> list[tuple[float, tuple[int, ...]]]:
        """The best passages by themselves, each with its key and its article's number."""
        query = self._passages.query(plan, views)
        if query is None or k < 1:
            return []
        # A few more than asked for, so that ties at the edge are decided by key and not by the engine.
        return self._passages.hits(self._within(query, scope), k + _MARGIN, "key", "article")

    def _whole(self, plan: Plan) -> tuple[dict[int, float], float]:
        """What each of the best articles as a whole adds to the scores of its passages, and what the others add."""
        query = self._articles.query(plan)
        if query is None:
            return {}, 0.0
        # To score the candidates' articles alone would take twice as long: the engine skips little between them.
        found = self._articles.hits(query, self._scoring.whole, "article")
        whole = {article: self._scoring.article * score for score, (article,) in found}
        return whole, min(whole.values(), default=0.0) if len(found) == self._scoring.whole else 0.0

    def _holds(self, key: int, alternative: Alternative) -> bool:
        stems = [self._passages.term("parts", stem) for stem in alternative.stems]
        return bool(self._passages.hits(all_of([self._passages.number("key", key), *stems]), 1, "key"))

    def _within(self, query: tantivy.Query, scope: LexicalScope) -> tantivy.Query:
        filters = []
        if scope.since is not None or scope.until is not None:
            low = NO_DAY + 1 if scope.since is None else scope.since
            filters.append(self._passages.between("day", low, scope.until))
        if scope.outlets:
            filters.append(self._passages.numbers("outlet", sorted(scope.outlets)))
        if scope.articles:
            filters.append(self._passages.numbers("article", sorted(scope.articles)))
        but = [self._passages.numbers("article", sorted(scope.without))] if scope.without else []
        return all_of([query, *filters], but)
