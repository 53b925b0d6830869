"""Use case: topics put to a system → outcomes. A crash in one topic is its outcome, not the run's end."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.model import Abstention, Answer, Turn
from eval.outcomes import ClaimShown, Outcome, Ranked, Receipt
from eval.questioning import SETUP_ERRORS, described
from index.model import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from assistant.model import Citation, Claim, Reply
    from eval.ports import Asks
    from eval.topics import Topic, Variant
    from index.model import Article, ArticleId


@dataclass(frozen=True, slots=True)
class System:
    """What is asked, and the articles its replies are held against.

    Attributes:
        asks: answers questions.
        article: the stored article with an id, or ``None``.
    """

    asks: Asks
    article: Callable[[ArticleId], Article | None]


def ask_topic(system: System, topic: Topic, *, repeats: int = 1) -> tuple[Outcome, ...]:
    """One outcome a language of the topic, each asked `repeats` times."""
    return tuple(_repeated(system, topic, variant, repeats) for variant in topic.variants)


def _repeated(system: System, topic: Topic, variant: Variant, repeats: int) -> Outcome:
    outcomes = [_asked(system, topic, variant) for _ in range(repeats)]
    first = outcomes[0]
    steady = None if repeats == 1 else all(outcome == first for outcome in outcomes)
    return replace(first, steady=steady, seconds=tuple(outcome.seconds[0] for outcome in outcomes))


def _asked(system: System, topic: Topic, variant: Variant) -> Outcome:
    scope = Scope(since=topic.since, until=topic.until) if topic.since or topic.until else None
    turns: list[Turn] = []
    started = time.perf_counter()
    try:
        for earlier in variant.history:
            turns.append(Turn(earlier, system.asks.answer(earlier, scope=scope, history=tuple(turns))))
        started = time.perf_counter()
        reply = system.asks.answer(variant.question, scope=scope, history=tuple(turns))
        seconds = time.perf_counter() - started
        return replace(_told(system, reply, blank(topic, variant)), seconds=(seconds,))
    except SETUP_ERRORS:
        raise
    except Exception as error:  # noqa: BLE001 - whatever breaks is this question's outcome
        seconds = time.perf_counter() - started
        return replace(blank(topic, variant), reason=described(error), seconds=(seconds,))


def blank(topic: Topic, variant: Variant) -> Outcome:
    """The outcome of a question before anything came of it: a failure."""
    return Outcome(
        topic.id, topic.digest, variant.language, variant.question, topic.answerable, kind="failure", tags=topic.tags
    )


def _told(system: System, reply: Reply, outcome: Outcome) -> Outcome:
    """The outcome with what the reply shows."""
    usage = reply.usage
    outcome = replace(
        outcome,
        completed="" if reply.question == outcome.question else reply.question,
        confidence=round(reply.confidence, 6),
        ranking=tuple(_ranked(system, reply)),
        rejected=tuple((rejected.verdict, rejected.text) for rejected in reply.rejected),
        notes=reply.notes,
        tokens=usage.prompt_tokens + usage.completion_tokens,
        cost=usage.cost if usage.model else None,
    )
    match reply:
        case Answer(claims=claims):
            return replace(outcome, kind="answer", claims=tuple(_claim(system, claim) for claim in claims))
        case Abstention(reason=reason, nearest=nearest):
            return replace(outcome, kind="abstention", reason=reason, nearest=_receipts(system, nearest))


def _claim(system: System, claim: Claim) -> ClaimShown:
    receipts, also = _receipts(system, claim.citations), _receipts(system, claim.also)
    return ClaimShown(claim.text, receipts, claim.speaker or "", also, claim.drafted_by)


def _receipts(system: System, citations: Iterable[Citation]) -> tuple[Receipt, ...]:
    return tuple(_receipt(system, citation) for citation in citations)


def _receipt(system: System, citation: Citation) -> Receipt:
    article, span = citation.article, citation.span
    stored = system.article(article.id)
    return Receipt(
        article=article.id,
        source=article.source,
        start=span.start,
        end=span.end,
        quote=citation.quote,
        true=stored is not None and stored.text[span.start : span.end] == citation.quote,
        printed_by=article.printed_by,
        published=article.published.isoformat() if article.published else "",
        speaker=citation.speaker or "",
        kind=citation.kind or "",
        via=citation.via or "",
    )


def _ranked(system: System, reply: Reply) -> Iterator[Ranked]:
    for hit in reply.ranking.hits:
        passage = hit.passage
        article = system.article(passage.article_id)
        source = article.source if article else passage.article_id
        yield Ranked(passage.article_id, source, passage.span.start, passage.span.end, round(hit.score, 6))


def ask_topics(
    topics: Sequence[Topic], opener: Callable[[], System], *, jobs: int = 1, repeats: int = 1
) -> Iterator[tuple[Outcome, ...]]:
    """The outcomes of each topic, in the topics' order, as soon as they are there.

    Args:
        topics: what to ask.
        opener: opens the system; called once in each process, so with several it must be picklable.
        jobs: how many processes ask.
        repeats: how often each question is asked.
    """
    if jobs < 2 or len(topics) < 2:  # noqa: PLR2004 - nothing to share out
        system = opener()
        for topic in topics:
            yield ask_topic(system, topic, repeats=repeats)
        return
    # Spawned, not forked: Chroma's threads do not survive a fork.
    left = list(topics)
    while left:
        try:
            for outcomes in _pooled(left, opener, min(jobs, len(left)), repeats):
                yield outcomes
                left.pop(0)
        except BrokenProcessPool:
            # A topic killed its process, which takes the pool along; which one it was shows when asked alone.
            yield _asked_alone(left.pop(0), opener, repeats)


def _pooled(
    topics: Sequence[Topic], opener: Callable[[], System], jobs: int, repeats: int
) -> Iterator[tuple[Outcome, ...]]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(opener, repeats)) as pool:
        yield from pool.map(_one, topics)


def _asked_alone(topic: Topic, opener: Callable[[], System], repeats: int) -> tuple[Outcome, ...]:
    """The outcomes of a topic asked in a process of its own; that it killed the process, if it did so again."""
    try:
        return next(_pooled([topic], opener, 1, repeats))
    except BrokenProcessPool:
        reason = "the process that asked it was killed"
        return tuple(replace(blank(topic, variant), reason=reason) for variant in topic.variants)


_STATE: dict[str, tuple[System, int]] = {}


def _start(opener: Callable[[], System], repeats: int) -> None:
    """Once in each process."""
    _STATE["system"] = (opener(), repeats)


def _one(topic: Topic) -> tuple[Outcome, ...]:
    system, repeats = _STATE["system"]
    return ask_topic(system, topic, repeats=repeats)
