"""The demonstration articles and the questions about them, asked once for all tests of the evaluation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from assistant.wiring import DEMONSTRATION, answerer, builder, demonstration
from eval.asking import System
from eval.running import Judged, RunOptions, judged, run_topics, stored_articles
from eval.topic_files import TopicSet, read_topics
from index.differences import Folder
from index.generation import Home

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.model import Reply, Turn
    from eval.outcomes import Run
    from eval.ports import Asks
    from index.model import Scope

NO_PROBLEMS = TopicSet((), {})


class Recorded:
    """The real answerer, asked each thing once, so that what is done to its replies is all that differs."""

    def __init__(self, asks: Asks) -> None:
        self._asks = asks
        self._replies: dict[object, Reply] = {}
        self.asked = 0

    def answer(
        self, question: str, *, scope: Scope | None = None, history: Sequence[Turn] = (), k: int | None = None
    ) -> Reply:
        self.asked += 1
        key = (question, tuple(turn.question for turn in history), scope, k)
        if key not in self._replies:
            self._replies[key] = self._asks.answer(question, scope=scope, history=history, k=k)
        return self._replies[key]


@dataclass
class Changed:
    """Another answerer, each reply of which is changed."""

    asks: Asks
    change: Callable[[Reply], Reply]

    def answer(
        self, question: str, *, scope: Scope | None = None, history: Sequence[Turn] = (), k: int | None = None
    ) -> Reply:
        return self.change(self.asks.answer(question, scope=scope, history=history, k=k))


@dataclass
class World:
    """The demonstration articles, indexed, with every other topic about them."""

    settings: Settings
    home: Home
    known: Judged
    recorded: Recorded
    base: Run

    def system(self, asks: Asks) -> System:
        return System(asks, self.known.articles.get)

    def run(self, asks: Asks, known: Judged | None = None, **options: object) -> Run:
        chosen = RunOptions(**options)  # type: ignore[arg-type]
        return run_topics(known or self.known, lambda: self.system(asks), {"k": 10}, chosen, NO_PROBLEMS)

    def part(self, count: int) -> Judged:
        return replace(self.known, topics=self.known.topics[:count])


@cache
def opened(path: Path) -> World:
    """The world under `path`, with every other topic; made once a session."""
    settings = Settings(home=path / "home", dictionary="none")
    home = Home(settings.home)
    builder(settings, home, progress=lambda *_: None).index([Folder(DEMONSTRATION, demonstration())])
    topics = read_topics([Path(__file__).parent.parent / "eval" / "seeds.topics.jsonl"])
    assert not topics.problems
    known = judged(topics.topics[::2], stored_articles(home))
    recorded = Recorded(answerer(settings, home))
    world = World(settings, home, known, recorded, None)  # type: ignore[arg-type]
    world.base = world.run(recorded)
    return world
