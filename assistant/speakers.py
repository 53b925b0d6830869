"""Whose words a question asks for: what they say on its subject, what is told of it, or that they say nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from assistant import framing, speaking
from assistant.extractive import distinct
from assistant.persons import holders, is_mentioned, is_named, people
from assistant.reply_parts import NEAREST, ON_SUBJECT, Parts
from assistant.speaking import Said
from assistant.voices import tells_of
from assistant.wording import same_word, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.candidates import Candidate
    from assistant.matching import Matcher
    from assistant.model import Citation, Reply
    from index.model import Article, ArticleId

_BESIDE_BEST = 0.6  # of the best statement's share that a further one must hold
_MOST_ARTICLES = 400  # in which one speaker's statements are read


class Speakers(Parts):
    """Finds what somebody says."""

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
        where: dict[ArticleId, None] = dict.fromkeys(self._found.ranking.articles())
        for article in (article for matcher in called for article in self._spoken_in(matcher)):
            if len(where) >= _MOST_ARTICLES:
                break  # thousands may be called so in an archive
            where[article] = None
        return {name: self._article(name) for name in list(where)[:_MOST_ARTICLES]}

    def _spoken_in(self, called: Matcher) -> Iterator[ArticleId]:
        """The articles in which somebody who is called so speaks, found as they are asked for."""
        articles = self._generation.articles
        for name in articles.speakers_called(called.stems_of_names):
            if called.named(name).coverage > 0:
                yield from articles.articles_of_speaker(name)

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
        found = self._matching(statements, self._matcher_of(self._question.subject))
        # Before they are said not to be found, an English word is all that a German one for it would be.
        return found if found[0] else self._matching(statements, self._matcher_of(self._question.subject, widened=True))

    def _matching(self, statements: Sequence[Said], subject: Matcher) -> tuple[list[Candidate], float]:
        candidates = speaking.candidates(statements, subject, self._reader, self._statements, self._question.judges)
        best = max((each.context for each in candidates), default=0.0)
        floor = max(ON_SUBJECT, _BESIDE_BEST * best)
        on_it = [each for each in candidates if each.context >= floor]
        return on_it, min(1.0, best / (2 * ON_SUBJECT)) if subject.groups else 0.0

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
            if (not subject.groups or subject.match(each.text).coverage >= ON_SUBJECT)
            and tells_of(name, each.text)
            and not any(part.overlap(each.span) for said in self._statements[each.article.id] for part in said.spans)
        ]

    def _nothing_by(self, asked: str) -> Reply:
        """The person says nothing in these articles: there without a word, or not there at all."""
        matcher, nearest = self._matcher_of(asked), self._by_others(asked)
        # A word that is somebody's own name is that person's before it is the office of anybody else.
        named = self._full_name(asked, matcher)
        if not named and (holding := self._holding(asked, matcher)):
            return self._abstain("not_said", about=" / ".join(holding), nearest=nearest)
        if (
            named
            or self._speaks_on_another_day(matcher)
            or any(is_mentioned(matcher, hit.passage.text) for hit in self._found.ranking.hits)
        ):
            return self._abstain("not_said", about=named or asked, nearest=nearest)
        self._notes = (*self._notes, framing.note("unknown", self._question.language, who=asked))
        return self._abstain("not_in_corpus", about=asked, nearest=nearest)

    def _speaks_on_another_day(self, matcher: Matcher) -> bool:
        """Whether somebody of that name says something in articles that only the days asked for leave out."""
        scope = replace(self._scope, since=None, until=None)
        if scope == self._scope:
            return False
        return any(scope.admits(self._article(name)) for name in islice(self._spoken_in(matcher), _MOST_ARTICLES))

    def _is_nobody(self, asked: str) -> bool:
        """Whether nobody in the articles found speaks, is named or is called so."""
        matcher = self._matcher_of(asked)
        return not (self._by(asked) or self._full_name(asked, matcher) or self._holding(asked, matcher))

    def _full_name(self, asked: str, matcher: Matcher) -> str | None:
        """The name of whom the articles found mention by what was asked, in full."""
        names = (name for found in self._found.ranking.articles() for name in people(self._articles[found].text))
        called = [name for name in names if is_named(asked, matcher, name)]
        # "Trump" is Donald Trump before it is anybody whose name it only is a part of.
        own = (name for name in called if tokens(asked) and same_word(tokens(asked)[-1], tokens(name)[-1]))
        return next(own, called[0] if called else None)

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
        groups = distinct([each for each in found if each.context >= _BESIDE_BEST], self._analyser, most=NEAREST)
        return tuple(self._drafting.said_by(lead) for lead, _ in groups)
