"""What was found for one question → the reply."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant import framing
from assistant.candidates import Candidate, Reader, lede
from assistant.confidence import confidence, reason
from assistant.extractive import distinct
from assistant.lengths import lengths
from assistant.polarity import contrary
from assistant.question import as_fact, wanter
from assistant.reply_parts import ON_SUBJECT, SURE_FIT
from assistant.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Claim, Reply
    from assistant.question import Question
    from index.model import Article, Scope
    from index.searching import Found

_COMPLETED = 24  # candidates that may become claims or join one
_NEEDS = frozenset({"how_long", "how_long_ago"})  # kinds that only their thing answers
_TELLING = frozenset({"how_many", "when"})  # kinds whose thing is plain to see where it stands
_AS_MUCH = 0.75  # of the best candidate's share of the question
_LACKING = 0.5  # of the confidence is left where no sentence holds the kind of thing asked for


class Asking(Speakers):
    """Makes the reply to one question; used once."""

    def reply(self, question: Question, found: Found, scope: Scope, notes: tuple[str, ...]) -> Reply:
        """The reply."""
        self._begin(question, found, scope, notes)
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

    def _fact(self, of: str = "") -> Reply:
        """The sentences that answer; for a question after somebody's view or wish only those that name them."""
        of = of or wanter(self._question)
        candidates = self._reader.candidates(self._found.ranking.hits, self._articles)
        holding = [each for each in candidates if each.fit > SURE_FIT]
        lacking = self._question.kind in _NEEDS and not holding  # an answer without a duration is none
        if self._question.kind in _NEEDS or self._question.kind == "wants":
            candidates = holding or candidates
        elif self._question.kind in _TELLING:
            candidates = _telling_first(candidates)
        candidates = candidates[:_COMPLETED]
        if of:
            whose = self._matcher_of(of)
            candidates = [each for each in candidates if whose.match(each.text).coverage >= ON_SUBJECT]
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

    def _differing(self, claims: Sequence[Claim]) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
        """Whether claims give lengths that cannot be the same, and the note that says so."""
        if self._question.kind != "how_long":
            return (), ()
        given = [(at, list(lengths(" ".join(c.quote for c in claim.citations)))) for at, claim in enumerate(claims)]
        given = [(at, found) for at, found in given if found]
        apart = [
            (at, found)
            for at, found in given
            if not all(any(one.agrees(other) for one in found for other in others) for _, others in given)
        ]
        if not apart:
            return (), ()
        values = dict.fromkeys(each.words for _, found in apart for each in found)
        words = framing.note("differ_value", self._question.language, values=", ".join(values))
        return (words,), (tuple(at for at, _ in apart),)

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


def _telling_first(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates with one first that holds what is asked for, if that tells about as much of the question."""
    told = _AS_MUCH * candidates[0].context if candidates else 0.0
    first = next((each for each in candidates if each.fit > SURE_FIT and each.context >= told), None)
    return candidates if first is None else [first, *(each for each in candidates if each is not first)]
