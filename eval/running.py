"""Use case: topics + a home → a scored run. Unfinished runs are kept, so that they can be resumed."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.wiring import answerer
from eval.asking import System, ask_topics, blank
from eval.judging import Judge
from eval.outcomes import Run
from eval.provenance import configuration
from eval.scoring import Scorer
from eval.storage import Partial
from index.generation import Home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from assistant.settings import Settings
    from eval.judging import Judgement
    from eval.outcomes import Outcome
    from eval.ports import Progress
    from eval.topic_files import TopicSet
    from eval.topics import Topic
    from index.model import Article, ArticleId


@dataclass(frozen=True, slots=True)
class Choice:
    """Which topics of a set are asked.

    Attributes:
        tags: only those with one of these; empty: all.
        only: only these ids; ``None``: all.
        sample: this many of them, drawn at random; ``None``: all.
        seed: of the drawing.
    """

    tags: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    sample: int | None = None
    seed: int = 0

    def of(self, topics: Sequence[Topic]) -> list[Topic]:
        """The chosen topics in their order; drafts never are."""
        chosen = [topic for topic in topics if not topic.draft]
        if self.tags:
            chosen = [topic for topic in chosen if self.tags.intersection(topic.tags)]
        if self.only is not None:
            chosen = [topic for topic in chosen if topic.id in self.only]
        if self.sample is not None and self.sample < len(chosen):
            drawn = {topic.id for topic in random.Random(self.seed).sample(chosen, self.sample)}
            chosen = [topic for topic in chosen if topic.id in drawn]
        return chosen


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is done.

    Attributes:
        jobs: how many processes ask.
        repeats: how often each question is asked.
        directory: where the unfinished run is kept; ``None``: nowhere.
        resume: go on where an earlier attempt in `directory` stopped.
        progress: is told how many topics are done.
    """

    jobs: int = 1
    repeats: int = 1
    directory: Path | None = None
    resume: bool = False
    progress: Progress = lambda _done, _total: None


class HomeOpener:
    """Opens the system of a home; can be sent to another process."""

    def __init__(self, settings: Settings, path: Path) -> None:
        self._settings, self._path = settings, path

    def __call__(self) -> System:
        """The answerer with the article store of the same home."""
        home = Home(self._path)
        articles = home.open().articles
        return System(answerer(self._settings, home), articles.article)


def stored_articles(home: Home) -> dict[ArticleId, Article]:
    """Every article of a home's published generation."""
    generation = home.open()
    try:
        return {entry.id: generation.articles.by_number(entry.no) for entry in generation.articles.entries()}
    finally:
        generation.close()


def run_configuration(settings: Settings, home: Home, articles: Mapping[ArticleId, Article]) -> dict[str, object]:
    """What decides the replies: the settings, the index, the articles."""
    versions = "\n".join(sorted(f"{name} {article.version}" for name, article in articles.items()))
    digest = hashlib.blake2b(versions.encode(), digest_size=6).hexdigest()
    return configuration(settings, home) | {"articles": {"count": len(articles), "digest": digest}}


@dataclass(frozen=True, slots=True)
class Judged:
    """Topics with what is known of them in terms of the articles at hand."""

    topics: tuple[Topic, ...]
    judgements: Mapping[str, Judgement]
    articles: Mapping[ArticleId, Article]


def judged(topics: Iterable[Topic], articles: Mapping[ArticleId, Article]) -> Judged:
    """The topics with their evidence looked up in the articles."""
    judge = Judge(articles.values())
    kept = tuple(topics)
    return Judged(kept, {topic.id: judge.judge(topic) for topic in kept}, articles)


def run_topics(
    known: Judged, opener: Callable[[], System], settings: dict[str, object], options: RunOptions, topics: TopicSet
) -> Run:
    """Ask every topic and score what comes.

    Args:
        known: the topics to ask, judged.
        opener: opens the system that is asked.
        settings: what decides its replies, for whoever compares runs.
        options: how.
        topics: the set they are from; its problems become the run's.
    """
    askable = [topic for topic in known.topics if not known.judgements[topic.id].problems]
    digests = [topic.digest for topic in known.topics]
    partial = options.directory and Partial(
        options.directory, {"configuration": settings, "topics": digests, "repeats": options.repeats}
    )
    done = partial.load() if partial and options.resume else {}
    if partial:
        partial.start(done.values())
    left = [topic for topic in askable if topic.id not in done]
    options.progress(len(done), len(askable))
    for outcomes in ask_topics(left, opener, jobs=options.jobs, repeats=options.repeats):
        done[outcomes[0].topic] = outcomes
        if partial:
            partial.add(outcomes)
        options.progress(len(done), len(askable))
    collected = [outcome for topic in known.topics for outcome in done.get(topic.id) or _unjudged(topic, known)]
    scorer = Scorer({topic.id: topic for topic in known.topics}, known.judgements, known.articles)
    run = Run(settings, scorer.scored(collected), tuple(map(str, topics.problems)))
    if partial:
        partial.finish()
    return run


def _unjudged(topic: Topic, known: Judged) -> list[Outcome]:
    reason = "; ".join(known.judgements[topic.id].problems)
    return [replace(blank(topic, variant), kind="unjudged", reason=reason) for variant in topic.variants]
