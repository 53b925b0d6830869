"""Use case: question → reply. Search, understand, choose, cite; or say where was looked and what came near."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant import framing
from assistant.dates import long_day
from assistant.drafts import numbered
from assistant.failures import DraftError
from assistant.figures import figures, unsupported
from assistant.followup import Completed, complete
from assistant.llm import Brief
from assistant.matching import Matcher
from assistant.model import Abstention, Answer
from assistant.modelled import Sources, answer_with_model, broken_off
from assistant.origins import few_of_each
from assistant.proving import Coverage
from assistant.question import asked_for, asks_of_event, understand
from assistant.replying import Asking
from assistant.wording import Planned, missing
from index.model import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.llm import LanguageModel
    from assistant.model import Claim, Language, Reply, Turn
    from assistant.modelled import Event
    from assistant.question import Question
    from assistant.reply_parts import Answering
    from index.language.analysis import Analyser
    from index.planning import Planner
    from index.searching import Found, Searcher

_READ = 12  # passages that are read for an answer, at least
_READ_FOR_FEW_WORDS = (
    48  # of an event's time, place or length: few words are left to look for then, and many passages hold them
)
_COPIES = 3  # passages that tell the same in the same words are read
_DEEPEST = 768  # passages that are looked through for others than copies
_NAMED = 0.6  # share of words that a speaker's name must hold to be meant by them
_REWRITING = 5.0  # seconds a model may take to complete a question
_TAKEN_OVER = 0.75  # share of a completed question's words that the typed one and the conversation must hold
_OF_ITS_DAY = frozenset({"said", "compare"})
_NO_DAY = date(2000, 1, 1)  # counted from where no article is dated; nothing is filtered by it then


class Answerer:
    """Answers questions, with a language model where there is one; without, or where it fails, by extraction.

    Args:
        searcher: finds passages.
        planner: plans the subject of a question.
        analyser: the one the index was made with.
        options: how answers are given.
        model: drafts answers; ``None`` for extraction only.
    """

    def __init__(
        self,
        searcher: Searcher,
        planner: Planner,
        analyser: Analyser,
        options: Answering,
        model: LanguageModel | None = None,
    ) -> None:
        self.searcher, self._planner, self._analyser, self._options = searcher, planner, analyser, options
        self._model = model

    def answer(
        self, question: str, *, scope: Scope | None = None, history: Sequence[Turn] = (), k: int | None = None
    ) -> Reply:
        """The reply to a question.

        Args:
            question: German or English; may lean on `history` ("and Ushakov?").
            scope: which articles are asked; all by default.
            history: the conversation so far, oldest first.
            k: how many passages to bring back.

        Raises:
            NoIndexError: if nothing was indexed.
            IndexDamagedError: if the index cannot be read.
        """
        for event in self.events(question, scope=scope, history=history, k=k):
            if isinstance(event, Answer | Abstention):
                return event
        raise AssertionError("the last event is the reply")

    def events(
        self, question: str, *, scope: Scope | None = None, history: Sequence[Turn] = (), k: int | None = None
    ) -> Iterator[Event]:
        """The same as it comes: claims as they are verified, what was rejected, and last the reply."""
        started = time.monotonic()
        articles = self.searcher.generation.articles
        days = articles.days_within(Scope(without=scope.without, corpora=scope.corpora) if scope else Scope())
        completed = self._completed(question, history, days[1] if days else _NO_DAY)
        language = self._language(completed.text)
        understood = understand(completed.text, language, days[1] if days else _NO_DAY)
        within, notes = _dated(understood, scope or Scope(), days)
        if notes and not articles.count(within):
            # What was said on a day stands in its articles; what happened then may be told later.
            within = within if understood.kind in _OF_ITS_DAY else scope or Scope()
            notes = (*notes, framing.note("no_day", language))
            if understood.kind == "what_happened" and not understood.subject and understood.window:
                # As an article of another day may call it.
                understood = replace(understood, subject=understood.window.words)
        least = max(k or self._options.k, _READ_FOR_FEW_WORDS if asks_of_event(understood) else _READ)
        found = self._found(asked_for(understood), least, within, language)
        if completed.language:
            understood = replace(understood, language=completed.language)
        notes = (*notes, *framing.left_out(found.plan, understood.language))
        if completed.doubts:
            notes = (*notes, framing.note("true", understood.language))
        asking = Asking(self.searcher, self._planner, self._analyser, self._options)
        if self._model is None:
            yield asking.reply(understood, found, within, notes)
            return
        said, known = asking.sources(found.ranking)
        passages = numbered(found.ranking, known, most=_READ)
        yield from answer_with_model(
            self._model,
            Brief(understood.text, passages, understood.language, history, self._options.claims),
            Sources(
                said,
                Planned(self._planner, self._analyser),
                notes,
                covers=Coverage(self._planner, self._analyser),
                asked=understood.speakers,
            ),
            deadline=self._options.deadline - (time.monotonic() - started),
            extractive=lambda: asking.reply(understood, found, within, notes),
        )

    def stopped(
        self, question: str, claims: Sequence[Claim], *, scope: Scope | None = None, history: Sequence[Turn] = ()
    ) -> Answer:
        """The claims that had come, at least one, when somebody stopped :meth:`events`; the arguments are its.

        Where was looked, and what a reader should know, are those of the answer without a model, so that nothing is
        waited for. That it was stopped is left to the caller to say.
        """
        plain = Answerer(self.searcher, self._planner, self._analyser, self._options)
        return broken_off(claims, plain.answer(question, scope=scope, history=history))

    def _found(self, words: str, k: int, scope: Scope, spoken: Language) -> Found:
        """At most `k` passages, few of them copies of each other: who prints a text often is not read for it alone."""
        depth = k
        while True:
            found = self.searcher.search(words, k=depth, scope=scope, spoken=spoken)
            hits = found.ranking.hits
            kept = few_of_each(hits, _COPIES)
            if len(kept) == len(hits) <= k:
                return found
            if len(kept) >= k or len(hits) < depth or depth >= _DEEPEST:
                return replace(found, ranking=replace(found.ranking, hits=tuple(kept[:k])))
            depth = min(depth * 4, _DEEPEST)

    def _completed(self, question: str, history: Sequence[Turn], today: date) -> Completed:
        """The question with what it leaves out: by the model, where there is one in time for it, else by rule."""
        by_rule = complete(question, history, is_person=self._is_person, language=self._language, today=today)
        if self._model is None or not history or by_rule.doubts:
            return by_rule
        try:
            until = time.monotonic() + min(self._options.deadline / 4, _REWRITING)
            written = self._model.rewrite(history, question, until=until).question
        except DraftError:
            return by_rule
        return replace(by_rule, text=written) if self._is_of(written, question, history) else by_rule

    def _is_of(self, written: str, question: str, history: Sequence[Turn]) -> bool:
        """Whether a model's question names and asks nothing that neither the typed one nor the conversation holds."""
        language, holds = self._language(written), Planned(self._planner, self._analyser)
        told = "\n".join((question, *(words for turn in history for words in _told(turn))))
        known = figures(told, language="de") | figures(told, language="en")
        # A name may begin the question, where a capital says nothing.
        if missing(f"so {written}", told, language, holds) or unsupported(figures(written, language=language), known):
            return False
        if missing(question, written, self._language(question), holds):
            return False
        return Coverage(self._planner, self._analyser)(written, told, language) >= _TAKEN_OVER

    def _language(self, question: str) -> Language:
        """The language a question is asked in."""
        return language_of(self._planner.plan(question).language)

    def _is_person(self, words: str) -> bool:
        """Whether words name somebody who says something in the articles."""
        matcher = Matcher(self._planner.plan(words), self._analyser, self.searcher.rarity)
        called = self.searcher.generation.articles.speakers_called(matcher.stems_of_names)
        return any(matcher.named(name).coverage >= _NAMED for name in called)


def _told(turn: Turn) -> Iterator[str]:
    """All words of one exchange."""
    yield from (turn.question, turn.reply.question)
    if isinstance(turn.reply, Answer):
        for claim in turn.reply.claims:
            yield from (claim.text, claim.translation or "", *(each.quote for each in claim.citations))
            yield from (each.speaker or "" for each in claim.citations)


def language_of(code: str) -> Language:
    """The language of the framing words for a question in `code`."""
    return "en" if code == "en" else "de"


def _dated(question: Question, scope: Scope, days: tuple[date, date] | None) -> tuple[Scope, tuple[str, ...]]:
    """The scope narrowed to the days a question names, with the note that says which days "yesterday" stands for.

    Reports of a day appear on it or on the day after. A day given by its date narrows only a question about words said
    on it: an article may tell of anything else much later.
    """
    window = question.window
    if window is None or days is None or scope.since or scope.until:
        return scope, ()
    if not window.counted and question.kind not in _OF_ITS_DAY:
        return scope, ()
    since, until = window.since, window.until and window.until + timedelta(days=1)
    narrowed = replace(scope, since=since, until=until)
    if not window.counted:
        return narrowed, ()
    ends = [long_day(day, question.language) for day in (window.since, window.until) if day]
    words = ends[0] if len(set(ends)) == 1 else framing.note("range", question.language, since=ends[0], until=ends[-1])
    newest = long_day(days[1], question.language)
    return narrowed, (framing.note("day", question.language, words=window.words, days=words, newest=newest),)
