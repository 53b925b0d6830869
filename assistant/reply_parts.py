"""What every reply to a question is made of: its articles, its evidence, and the forms it takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.candidates import SURE_FIT, Reader
from assistant.confidence import Evidence
from assistant.extractive import Drafting
from assistant.matching import Matcher
from assistant.model import Abstention, Answer, Searched, SearchedWord
from assistant.question import asked_for
from index.model import Ranking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.candidates import Candidate
    from assistant.model import Citation, Claim, Language, Reason
    from assistant.question import Question
    from index.generation import Generation
    from index.language.analysis import Analyser
    from index.model import Article, ArticleId, Scope, Span, Statement
    from index.planning import Planner
    from index.searching import Found, Searcher

NEAREST = 3
ON_SUBJECT = 0.3  # share of a subject that a statement with its context must hold to be on it
_READ_FOR_EVIDENCE = 3  # passages
_THERE = 0.5  # strength from which on a word counts as there
_PLAIN = frozenset({"how_long", "how_long_ago", "who_is"})  # of which what answers is plain to see


@dataclass(frozen=True, slots=True)
class Answering:
    """How answers are given.

    Attributes:
        k: how many passages a question brings back.
        claims: how many claims an answer has at most.
        threshold: below this confidence an answer is an abstention, 0 to 1.
        sentences: how many sentences a claim quotes at most.
        deadline: seconds in which the reply comes, whatever a language model does.
    """

    k: int = 10
    claims: int = 4
    threshold: float = 0.5
    sentences: int = 2
    deadline: float = 30.0


class Parts:
    """What one question is answered with."""

    def __init__(self, searcher: Searcher, planner: Planner, analyser: Analyser, options: Answering) -> None:
        self._searcher, self._planner, self._analyser, self._options = searcher, planner, analyser, options
        self._generation: Generation = searcher.generation
        self._articles: dict[str, Article] = {}
        self._statements: dict[str, Sequence[Statement]] = {}
        self._holders: dict[str, list[str]] = {}

    def _begin(self, question: Question, found: Found, scope: Scope, notes: tuple[str, ...]) -> None:
        """Take up a question and what was found for it."""
        self._question, self._found, self._scope, self._notes = question, found, scope, notes
        for name in found.ranking.articles():
            self._article(name)
        self._matcher = self._matcher_of(asked_for(question))
        self._reader = Reader(question, self._matcher, self._searcher.occurs)
        self._drafting = Drafting(self._statements, question.language, asks_length=question.kind == "how_long")

    def sources(self, ranking: Ranking) -> tuple[Mapping[str, Sequence[Statement]], Mapping[str, Article]]:
        """The statements and the articles of a ranking, by article id."""
        for name in ranking.articles():
            self._article(name)
        return self._statements, self._articles

    def _article(self, name: ArticleId) -> Article:
        if name not in self._articles:
            article = self._generation.articles.article(name)
            assert article is not None, name
            self._articles[name] = article
            self._statements[name] = self._generation.articles.statements(name)
        return self._articles[name]

    def _matcher_of(self, words: str, *, widened: bool = False) -> Matcher:
        # The language of the question, whatever the answer's is to be.
        spoken: Language = "en" if self._found.plan.language == "en" else "de"
        plan = self._planner.plan(words, spoken=spoken, widened=widened)
        return Matcher(plan, self._analyser, self._searcher.rarity)

    def _completed(self, candidate: Candidate, quoted: Sequence[Span] = ()) -> Candidate:
        said, most = self._statements[candidate.article.id], self._options.sentences
        return self._reader.completed(candidate, said=said, most=most, quoted=quoted)

    def _evidence(self, candidates: Sequence[Candidate]) -> Evidence:
        if not candidates:
            return Evidence()
        hits = self._found.ranking.hits[:_READ_FOR_EVIDENCE]
        matches = [self._matcher.match(hit.passage.text) for hit in hits]
        best, weights = candidates[0], self._matcher.weights
        lacking = (w * (1 - s) for w, s in zip(weights, best.strengths, strict=True))
        there = [max(strengths) for strengths in zip(*(match.strengths for match in matches), strict=True)]
        return Evidence(
            context=best.context,
            passage=max(match.coverage for match in matches),
            somewhere=sum(w for w, s in zip(weights, there, strict=True) if s > _THERE) / self._matcher.total,
            attained=hits[0].score / self._searcher.most(self._found.plan),
            passage_mass=max(match.mass for match in matches),
            quotation_mass=best.coverage * self._matcher.total,
            missing=max(lacking),
            passage_missing=max(w * (1 - s) for w, s in zip(weights, there, strict=True)),
            groups=len(best.strengths),
            lasts=self._question.kind in _PLAIN and best.fit > SURE_FIT,
        )

    def _claim(self, lead: Candidate, also: Sequence[Candidate]) -> Claim:
        return self._drafting.claim(lead, also)

    def _answer(
        self,
        claims: Sequence[Claim],
        sure: float,
        *,
        notes: tuple[str, ...] = (),
        differing: tuple[tuple[int, ...], ...] = (),
    ) -> Answer:
        return Answer(
            question=self._question.text,
            language=self._question.language,
            searched=self._searched(),
            ranking=self._ranking(),
            confidence=sure,
            notes=(*self._notes, *notes),
            claims=tuple(claims),
            differing=differing,
        )

    def _abstain(
        self,
        why: Reason,
        *,
        confidence: float = 0.0,
        about: str | None = None,
        nearest: tuple[Citation, ...] = (),
    ) -> Abstention:
        shown = nearest or [
            self._drafting.citation(self._articles[hit.passage.article_id], hit.passage.span)
            for hit in self._found.ranking.hits[:NEAREST]
        ]
        return Abstention(
            question=self._question.text,
            language=self._question.language,
            searched=self._searched(),
            ranking=self._ranking(),
            confidence=min(confidence, 1.0),
            notes=self._notes,
            reason=why,
            nearest=tuple(shown),
            about=about,
        )

    def _ranking(self) -> Ranking:
        return Ranking(self._found.ranking.hits[: self._options.k])

    def _searched(self) -> Searched:
        days, undated = self._generation.articles.days_within(self._scope), 0
        if days is not None and not (self._scope.since or self._scope.until):
            undated = self._found.articles - self._generation.articles.count(
                replace(self._scope, since=days[0], until=days[1])
            )
        words = tuple(
            SearchedWord(
                group.source,
                tuple(dict.fromkeys(each.text for each in group.alternatives)),
                tuple(dict.fromkeys(each.text for each in group.alternatives if self._searcher.occurs(each))),
            )
            for group in self._found.plan.groups
        )
        return Searched(self._found.articles, days and days[0], days and days[1], words, undated)
