"""Use case: every question of a set asked → measures. What ``beleg eval squad`` and ``answerable`` share."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from assistant.model import Abstention, Answer
from eval.measures.shortanswers import holds_answer
from index.errors import IndexDamagedError, IndexMismatchError, NotConfiguredError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.model import Reply
    from eval.measures.abstention import ThresholdPoint
    from eval.ports import Asks, Progress, Searches
    from eval.statistics import Estimate
    from index.model import ArticleId, Scope


R = TypeVar("R")

SETUP_ERRORS = (NotConfiguredError, IndexMismatchError, IndexDamagedError)
"""What no other question would fare better with: these end the run."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A question at which the system broke: its id and what was raised."""

    question: str
    error: str


@dataclass(frozen=True, slots=True)
class SetReport:
    """What a set of questions gave.

    Attributes:
        name: of the file.
        counts: how many articles and questions there were.
        measures: by name.
        failures: questions at which the system broke; they score as not found and not answered.
        settings: what was measured and how.
        seconds: how long each step took.
        curve: for thresholds from 0 to 1, what the error rates would be.
        rows: one object a question, for whoever wants to look into it.
    """

    name: str
    counts: dict[str, int]
    measures: dict[str, Estimate]
    failures: tuple[Failure, ...] = ()
    settings: dict[str, object] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    curve: tuple[ThresholdPoint, ...] = ()
    rows: tuple[dict[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put: to which articles."""

    id: str
    question: str
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Replied:
    """What came of a question.

    Attributes:
        reply: ``None`` if the system broke.
        seconds: how long it took.
        error: what was raised; empty if nothing was.
    """

    reply: Reply | None
    seconds: float
    error: str = ""

    @property
    def answered(self) -> bool:
        """Whether there is an answer."""
        return isinstance(self.reply, Answer)

    @property
    def confidence(self) -> float:
        """The reply's; 0 without one."""
        return self.reply.confidence if self.reply else 0.0


def _quiet(_done: int, _total: int) -> None:
    """Say nothing."""


def search_all(
    asked: Sequence[Asked], searches: Searches, *, k: int, progress: Progress = _quiet
) -> tuple[dict[str, tuple[ArticleId, ...]], list[Failure]]:
    """For each question the articles by their best passage among the `k` best; and what broke."""
    failures: list[Failure] = []

    def one(each: Asked) -> tuple[ArticleId, ...]:
        try:
            return searches.search(each.question, k=k, scope=each.scope).ranking.articles()
        except SETUP_ERRORS:
            raise
        except Exception as error:  # noqa: BLE001 - one question must not cost the run; it is recorded
            failures.append(Failure(each.id, described(error)))
            return ()

    found = _each(asked, one, progress)
    return {each.id: articles for each, articles in zip(asked, found, strict=True)}, failures


def ask_all(asked: Sequence[Asked], asks: Asks, *, progress: Progress = _quiet) -> list[Replied]:
    """The reply to each question, in order."""

    def one(each: Asked) -> Replied:
        started = time.perf_counter()
        try:
            reply = asks.answer(each.question, scope=each.scope)
        except SETUP_ERRORS:
            raise
        except Exception as error:  # noqa: BLE001 - one question must not cost the run; it is recorded
            return Replied(None, time.perf_counter() - started, described(error))
        return Replied(reply, time.perf_counter() - started)

    return _each(asked, one, progress)


def failures_of(asked: Sequence[Asked], replies: Sequence[Replied]) -> list[Failure]:
    """The questions at which the system broke."""
    return [Failure(each.id, replied.error) for each, replied in zip(asked, replies, strict=True) if replied.error]


def reply_row(replied: Replied, expected: Sequence[str]) -> dict[str, object]:
    """What a question gave, for a file of rows: kind, confidence, the claims' quotations, and which hold the answer."""
    reply = replied.reply
    row: dict[str, object] = {"confidence": round(replied.confidence, 4), "error": replied.error}
    if isinstance(reply, Abstention):
        row |= {"kind": "abstention", "reason": reply.reason}
    if isinstance(reply, Answer):
        quotes = [[citation.quote for citation in claim.citations] for claim in reply.claims]
        row |= {"kind": "answer", "quotes": quotes}
        row["holds"] = [holds_answer([claim], expected) for claim in reply.claims]
    return row


def described(error: BaseException) -> str:
    """An error in one line: its kind and its message."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def _each(asked: Sequence[Asked], one: Callable[[Asked], R], progress: Progress) -> list[R]:
    results = []
    for done, each in enumerate(asked, start=1):
        results.append(one(each))
        progress(done, len(asked))
    return results
