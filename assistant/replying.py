"""What was found for one question → the reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant import framing, speaking
from assistant.candidates import Candidate, Reader, lede
from assistant.confidence import Evidence, confidence, reason
from assistant.extractive import Drafting, distinct
from assistant.fitting import values
from assistant.matching import Matcher
from assistant.model import Abstention, Answer, Searched, SearchedWord
from assistant.persons import holders, is_mentioned, is_named
from assistant.polarity import contrary
from assistant.question import as_fact, asked_for, wanter
from assistant.speaking import Said
from assistant.voices import tells_of
from index.language.quotations.people import People
from index.model import Ranking, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.model import Citation, Claim, Reason, Reply
    from assistant.question import Question
    from index.generation import Generation
    from index.language.analysis import Analyser
    from index.model import Article, ArticleId, Span, Statement
    from index.planning import Planner
    from index.searching import Found, Searcher

_NEAREST = 3
_COMPLETED = 24  # candidates that may become claims or join one
_READ_FOR_EVIDENCE = 3  # passages
_THERE = 0.5  # strength from which on a word counts as there
_BESIDE_BEST = 0.6  # of the best statement's share that a further one must hold
_NEEDS = frozenset({"how_long", "how_long_ago"})  # kinds that only their thing answers
_TELLING = frozenset({"how_many", "when"})  # kinds whose thing is plain to see where it stands
_SURE_FIT = 0.5
_AS_MUCH = 0.75  # of the best candidate's share of the question
_PLAIN = frozenset({"how_long", "how_long_ago", "who_is"})  # of which what answers is plain to see
_LACKING = 0.5  # of the confidence is left where no sentence holds the kind of thing asked for
_MOST_ARTICLES = 400  # in which one speaker's statements are read
_ON_SUBJECT = 0.3  # share of a subject that a statement with its context must hold to be on it


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


class Asking:
    """Makes the reply to one question; used once."""

    def __init__(self, searcher: Searcher, planner: Planner, analyser: Analyser, options: Answering) -> None:
        self._searcher, self._planner, self._analyser, self._options = searcher, planner, analyser, options
        self._generation: Generation = searcher.generation
        self._articles: dict[str, Article] = {}
        self._statements: dict[str, Sequence[Statement]] = {}
        self._holders: dict[str, list[str]] = {}

    def reply(self, question: Question, found: Found, scope: Scope, notes: tuple[str, ...]) -> Reply:
        """The reply."""
        self._question, self._found, self._scope, self._notes = question, found, scope, notes
        for name in found.ranking.articles():
            self._article(name)
        self._matcher = self._matcher_of(asked_for(question))
        self._reader = Reader(question, self._matcher, self._searcher.occurs)
        self._drafting = Drafting(self._statements, question.language)
        if question.kind == "what_happened" and not question.subject and found.articles:
            return self._happened()
        if not found.plan.groups:
            return self._abstain("empty_question")
        if not found.articles:
            return self._abstain("no_articles")
        match question.kind:
            case "said":
                return self._said()
            case "compare":
                return self._compared()
            case _:
                return self._fact()

    def sources(self, ranking: Ranking) -> tuple[Mapping[str, Sequence[Statement]], Mapping[str, Article]]:
        """The statements and the articles of a ranking, by article id."""
        for name in ranking.articles():
            self._article(name)
        return self._statements, self._articles

    # Facts

    def _fact(self, of: str = "") -> Reply:
        """The sentences that answer; for a question after somebody's view or wish only those that name them."""
        of = of or wanter(self._question)
        candidates = self._reader.candidates(self._found.ranking.hits, self._articles)
        holding = [each for each in candidates if each.fit > _SURE_FIT]
        lacking = self._question.kind in _NEEDS and not holding  # an answer without a duration is none
        if self._question.kind in _NEEDS or self._question.kind == "wants":
            candidates = holding or candidates
        elif self._question.kind in _TELLING:
            candidates = _telling_first(candidates)
        candidates = candidates[:_COMPLETED]
        if of:
            whose = self._matcher_of(of)
            candidates = [each for each in candidates if whose.match(each.text).coverage >= _ON_SUBJECT]
            if not candidates:
                return self._nothing_by(of)
        best = [self._completed(each) for each in candidates[:1]]
        lacking = lacking or (self._question.kind in _TELLING and not (best and best[0].fit))
        evidence = self._evidence(best)
        sure = confidence(evidence) * (_LACKING if lacking else 1.0)
        if not candidates or sure < self._options.threshold:
            return self._abstain(reason(evidence), confidence=sure)
        groups = distinct(candidates, self._analyser, most=self._options.claims, completed=self._completed)
        claims = [self._claim(lead, also) for lead, also in groups]
        notes, differing = self._differing(claims)
        return self._answer(claims, sure, notes=notes, differing=differing)

    def _happened(self) -> Reply:
        """What the articles in scope begin with, the newest first: nothing else was asked for than what happened."""
        articles = self._generation.articles
        within = articles.resolve(self._scope)
        numbers = articles.numbers_within(within) if within else frozenset()
        entries = (entry for entry in articles.entries() if entry.no in numbers)
        newest = sorted(entries, key=lambda entry: (entry.published.day if entry.published else date.min, entry.id))
        candidates = [self._lede(self._article(entry.id)) for entry in newest[: -_COMPLETED - 1 : -1]]
        groups = distinct(candidates, self._analyser, most=self._options.claims)
        return self._answer([self._claim(lead, also) for lead, also in groups], 1.0)

    def _lede(self, article: Article) -> Candidate:
        """What an article begins with, as a candidate."""
        span = lede(article, self._reader.sentences(article))
        return Candidate(article, span, (), 1.0, 1.0, 1.0, 1.0)

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
            lasts=self._question.kind in _PLAIN and best.fit > _SURE_FIT,
        )

    def _claim(self, lead: Candidate, also: Sequence[Candidate]) -> Claim:
        return self._drafting.claim(lead, also)

    def _differing(self, claims: Sequence[Claim]) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
        """Whether the claims give different values for what was asked, and the note that says so."""
        given = {}
        for at, claim in enumerate(claims):
            found = {v for c in claim.citations for v in values(self._question.kind, c.quote)}
            if found:
                given[at] = found
        distinct_values = sorted({value for found in given.values() for value in found})
        if len(given) < 2 or len({frozenset(found) for found in given.values()}) < 2:  # noqa: PLR2004
            return (), ()
        words = framing.note("differ_value", self._question.language, values=", ".join(distinct_values))
        return (words,), (tuple(given),)

    # Who said what

    def _said(self) -> Reply:
        (asked,) = self._question.speakers
        statements = self._by(asked)
        candidates, sure = self._on_subject(statements)
        if not candidates and not self._question.strictly_said:
            self._question = as_fact(self._question)
            self._reader = Reader(self._question, self._matcher, self._searcher.occurs)
            return self._fact(of=asked)
        if not candidates and (told := self._told_of(asked, statements)):
            groups = distinct(told, self._analyser, most=self._options.claims)
            return self._answer([self._claim(lead, also) for lead, also in groups], confidence(self._evidence(told)))
        if not statements:
            return self._nothing_by(asked)
        if not candidates:
            about = statements[0].statement.speaker
            return self._abstain("not_said", confidence=sure, about=about, nearest=self._by_others(asked))
        groups = distinct(candidates, self._analyser, most=self._options.claims)
        return self._answer([self._claim(lead, also) for lead, also in groups], sure)

    def _told_of(self, asked: str, statements: Sequence[Said]) -> list[Candidate]:
        """Sentences on the subject in which a reporter tells that the person said something, and nobody else speaks."""
        matcher = self._matcher_of(asked)
        name = next((each.statement.speaker for each in statements), None) or self._full_name(asked, matcher)
        name = name or next(iter(self._holding(asked, matcher)), None)
        if name is None:
            return []
        subject = self._matcher_of(self._question.subject)
        return [
            each
            for each in self._reader.candidates(self._found.ranking.hits, self._articles)
            if (not subject.groups or subject.match(each.text).coverage >= _ON_SUBJECT)
            and tells_of(name, each.text)
            and not any(part.overlap(each.span) for said in self._statements[each.article.id] for part in said.spans)
        ]

    def _compared(self) -> Reply:
        claims: list[Claim] = []
        positions: list[tuple[int, ...]] = []
        notes: list[str] = []
        best = 0.0
        for asked in self._question.speakers:
            statements = self._by(asked)
            candidates, sure = self._on_subject(statements)
            if not candidates:
                candidates = self._told_of(asked, statements)
                sure = confidence(self._evidence(candidates))
            best = max(best, sure)
            groups = distinct(candidates, self._analyser, most=max(1, self._options.claims // 2))
            start = len(claims)
            claims += [self._claim(lead, also) for lead, also in groups]
            positions.append(tuple(range(start, len(claims))))
            if not groups:
                notes.append(framing.note("none_of", self._question.language, who=asked))
        if not claims and not self._question.strictly_said:
            return self._fact()
        if not claims:
            return self._abstain("not_said", about=" / ".join(self._question.speakers))
        sides = [[claims[at] for at in side] for side in positions]
        differ = any(
            contrary(one.citations[0].quote, other.citations[0].quote) for one in sides[0] for other in sides[1]
        )
        if all(positions):
            notes.append(framing.note("differ" if differ else "beside", self._question.language))
        return self._answer(claims, best, notes=tuple(notes), differing=tuple(positions) if differ else ())

    def _by(self, asked: str) -> list[Said]:
        """The statements of a person in the articles in scope."""
        matcher = self._matcher_of(asked)
        chosen = self._articles_of_speakers([matcher])
        holding = self._holding(asked, matcher)
        chosen |= self._articles_of_speakers([self._matcher_of(name) for name in holding])
        said = [
            Said(article, statement)
            for article in chosen.values()
            if self._scope.admits(article)
            for statement in self._statements[article.id]
        ]
        return speaking.by_speaker(said, matcher, asked, holding)

    def _articles_of_speakers(self, called: Sequence[Matcher]) -> dict[ArticleId, Article]:
        """The articles found, and those in which somebody who is called so speaks."""
        articles = self._generation.articles
        where: dict[ArticleId, None] = dict.fromkeys(self._found.ranking.articles())
        for matcher in called:
            for name in articles.speakers_called(matcher.stems_of_names):
                if matcher.named(name).coverage > 0:
                    where.update(dict.fromkeys(articles.articles_of_speaker(name)))
        return {name: self._article(name) for name in list(where)[:_MOST_ARTICLES]}

    def _holding(self, asked: str, matcher: Matcher) -> list[str]:
        """Those whom the articles found call what the question does."""
        if asked not in self._holders:
            found = (self._articles[name] for name in self._found.ranking.articles())
            self._holders[asked] = holders(matcher, found)
        return self._holders[asked]

    def _on_subject(self, statements: Sequence[Said]) -> tuple[list[Candidate], float]:
        """The statements on the subject, best first, and how sure it is that they are on it."""
        if not self._question.subject:
            subject = self._matcher_of("")
            return speaking.candidates(statements, subject, self._reader), 1.0 if statements else 0.0
        subject = self._matcher_of(self._question.subject)
        candidates = speaking.candidates(statements, subject, self._reader, self._statements, self._question.judges)
        best = max((each.context for each in candidates), default=0.0)
        floor = max(_ON_SUBJECT, _BESIDE_BEST * best)
        on_it = [each for each in candidates if each.context >= floor]
        return on_it, min(1.0, best / (2 * _ON_SUBJECT)) if subject.groups else 0.0

    def _nothing_by(self, asked: str) -> Reply:
        """The person says nothing in these articles: there without a word, or not there at all."""
        matcher, nearest = self._matcher_of(asked), self._by_others(asked)
        if holding := self._holding(asked, matcher):
            return self._abstain("not_said", about=" / ".join(holding), nearest=nearest)
        named = self._full_name(asked, matcher)
        if named or any(is_mentioned(matcher, hit.passage.text) for hit in self._found.ranking.hits):
            return self._abstain("not_said", about=named or asked, nearest=nearest)
        self._notes = (*self._notes, framing.note("unknown", self._question.language, who=asked))
        return self._abstain("not_in_corpus", about=asked, nearest=nearest)

    def _full_name(self, asked: str, matcher: Matcher) -> str | None:
        """The name of whom the articles found mention by what was asked, in full."""
        people = (person for name in self._found.ranking.articles() for person in People(self._articles[name].text))
        return next((person.name for person in people if is_named(asked, matcher, person.name)), None)

    def _by_others(self, asked: str) -> tuple[Citation, ...]:
        """What others say on the subject in the passages found, best first, each with its speaker."""
        if not self._question.subject:
            return ()
        own = self._matcher_of(asked)
        said = {
            Said(self._articles[name], statement): None
            for hit in self._found.ranking.hits
            for name in [hit.passage.article_id]
            for statement in self._statements[name]
            if statement.speaker
            and statement.hull.overlap(hit.passage.span)
            and not own.match(statement.speaker).coverage
        }
        subject = self._matcher_of(self._question.subject)
        found = speaking.candidates(list(said), subject, self._reader, self._statements)
        groups = distinct([each for each in found if each.context >= _BESIDE_BEST], self._analyser, most=_NEAREST)
        return tuple(self._drafting.said_by(lead) for lead, _ in groups)

    # Parts

    def _article(self, name: ArticleId) -> Article:
        if name not in self._articles:
            article = self._generation.articles.article(name)
            assert article is not None, name
            self._articles[name] = article
            self._statements[name] = self._generation.articles.statements(name)
        return self._articles[name]

    def _matcher_of(self, words: str) -> Matcher:
        # The language of the question, whatever the answer's is to be.
        plan = self._planner.plan(words, spoken="en" if self._found.plan.language == "en" else "de")
        return Matcher(plan, self._analyser, self._searcher.rarity)

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
            for hit in self._found.ranking.hits[:_NEAREST]
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
        days = self._generation.articles.days_within(self._scope)
        words = tuple(
            SearchedWord(
                group.source,
                tuple(dict.fromkeys(each.text for each in group.alternatives)),
                tuple(dict.fromkeys(each.text for each in group.alternatives if self._searcher.occurs(each))),
            )
            for group in self._found.plan.groups
        )
        return Searched(self._found.articles, days and days[0], days and days[1], words)


def _telling_first(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates with one first that holds what is asked for, if that tells about as much of the question."""
    told = _AS_MUCH * candidates[0].context if candidates else 0.0
    first = next((each for each in candidates if each.fit > _SURE_FIT and each.context >= told), None)
    return candidates if first is None else [first, *(each for each in candidates if each is not first)]
