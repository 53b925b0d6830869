"""Runs of the real system over the demonstration articles: repeatable, resumable, nothing lost."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.wiring import answerer
from eval.asking import System, ask_topics
from eval.comparison import compare
from eval.outcomes import ClaimShown, Outcome, Run
from eval.running import HomeOpener, RunOptions, judged, run_configuration, run_topics
from eval.storage import read_run, run_text, write_run
from eval.summary import ALL, broke, summarise
from eval.topics import Evidence, Topic, Variant
from index.errors import UsageError
from tests.evaluating import NO_PROBLEMS, Changed, World, opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.model import Reply, Turn
    from eval.ports import Asks
    from index.model import Scope


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return opened(tmp_path_factory.getbasetemp() / "evaluated")


def test_every_topic_of_the_demonstration_resolves_and_no_question_breaks(world: World) -> None:
    assert not [topic.id for topic in world.known.topics if world.known.judgements[topic.id].problems]
    assert not broke(world.base.outcomes)


def test_every_quotation_of_the_real_system_stands_in_its_article(world: World) -> None:
    summary = summarise(world.base.outcomes)
    assert summary.measures[ALL]["QuotationFidelity"].value == 1.0


def test_every_measure_of_a_run_has_a_finite_value_or_a_reason(world: World) -> None:
    summary = summarise(world.base.outcomes)
    tags = [measures for languages in summary.tags.values() for measures in languages.values()]
    for measures in (*summary.measures.values(), *tags, summary.parity):
        for name, measured in measures.items():
            assert (measured.value is None) == bool(measured.reason), name


def test_a_run_of_the_same_configuration_is_byte_equal(world: World) -> None:
    part = world.part(10)
    once, twice = (world.run(answerer(world.settings, world.home), part) for _ in range(2))
    assert run_text(once) == run_text(twice)
    assert not compare(once, twice).flips


def test_several_processes_give_the_bytes_of_one(world: World) -> None:
    part = world.part(6)
    opener = HomeOpener(world.settings, world.home.path)
    one, two = (run_topics(part, opener, {}, RunOptions(jobs=jobs), NO_PROBLEMS) for jobs in (1, 2))
    assert run_text(one) == run_text(two)


class Breaking:
    """Breaks at one question."""

    def __init__(self, asks: Asks, question: str) -> None:
        self._asks, self._question = asks, question

    def answer(
        self, question: str, *, scope: Scope | None = None, history: Sequence[Turn] = (), k: int | None = None
    ) -> Reply:
        if question == self._question:
            raise RuntimeError("a disk went away")
        return self._asks.answer(question, scope=scope, history=history, k=k)


def test_a_crash_in_one_topic_is_its_outcome_and_the_run_goes_on(world: World) -> None:
    unlucky = world.known.topics[3]
    run = world.run(Breaking(world.recorded, unlucky.variants[0].question), world.part(8))
    (failed,) = broke(run.outcomes)
    assert failed.topic == unlucky.id
    assert failed.reason == "RuntimeError: a disk went away"
    assert len(run.outcomes) == sum(len(topic.variants) for topic in world.known.topics[:8])
    assert not failed.passed
    assert failed.scores["CitationRecall"] == 0


def test_evidence_in_a_missing_article_is_a_recorded_failure_without_scores(world: World) -> None:
    lost = Topic("lost", (Variant("de", "Wer?"),), evidence=(Evidence("gone.txt", "niemand"),))
    known = judged([lost, world.known.topics[0]], world.known.articles)
    run = world.run(world.recorded, known)
    assert [outcome.kind == "unjudged" for outcome in run.outcomes].count(True) == 1
    assert "gone.txt" in run.outcomes[0].reason
    assert not run.outcomes[0].scores
    assert summarise(run.outcomes).counts["unjudged"] == 1


def test_a_run_that_was_interrupted_goes_on_where_it_stopped(world: World, tmp_path: Path) -> None:
    stop_at = 5

    def stop(done: int, _total: int) -> None:
        if done == stop_at:
            raise KeyboardInterrupt

    part = world.part(10)
    with pytest.raises(KeyboardInterrupt):
        world.run(world.recorded, part, directory=tmp_path, progress=stop)
    before = world.recorded.asked
    resumed = world.run(world.recorded, part, directory=tmp_path, resume=True)
    questions = sum(len(v.history) + 1 for topic in part.topics[stop_at:] for v in topic.variants)
    assert world.recorded.asked - before == questions
    assert run_text(resumed) == run_text(world.run(world.recorded, part))
    assert not list(tmp_path.iterdir())


def test_what_was_not_written_whole_is_asked_again(world: World, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world.run(world.recorded, world.part(4), directory=tmp_path, progress=stop)
    (file,) = tmp_path.iterdir()
    head, first, second, *rest = file.read_text(encoding="utf-8").split("\n")
    file.write_text("\n".join([head, first, second[:40], *rest]), encoding="utf-8")
    resumed = world.run(world.recorded, world.part(4), directory=tmp_path, resume=True)
    assert run_text(resumed) == run_text(world.run(world.recorded, world.part(4)))


def test_an_unfinished_run_of_other_topics_is_not_resumed(world: World, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world.run(world.recorded, world.part(3), directory=tmp_path, progress=stop)
    with pytest.raises(UsageError, match="other settings, articles or topics"):
        world.run(world.recorded, world.part(4), directory=tmp_path, resume=True)


def test_repeats_of_a_steady_system_are_told_from_those_of_a_fickle_one(world: World) -> None:
    steady = world.run(world.recorded, world.part(4), repeats=3)
    assert summarise(steady.outcomes).measures[ALL]["Repeatability"].value == 1.0
    flip = iter(range(1000))
    fickle = Changed(world.recorded, lambda reply: replace(reply, confidence=next(flip) / 1000))
    assert summarise(world.run(fickle, world.part(4), repeats=3).outcomes).measures[ALL]["Repeatability"].value == 0.0


def test_a_run_that_is_written_is_read_as_it_was(world: World, tmp_path: Path) -> None:
    write_run(world.base, tmp_path / "run.json")
    again = read_run(tmp_path)
    assert run_text(again) == run_text(world.base)
    write_run(world.base.slim(), tmp_path / "baseline.json")
    comparison = compare(read_run(tmp_path / "baseline.json"), again)
    assert not comparison.flips
    assert (tmp_path / "baseline.json").stat().st_size < (tmp_path / "run.json").stat().st_size


def test_an_outcome_with_nothing_to_say_is_read_as_it_was(tmp_path: Path) -> None:
    bare = Outcome("a", "digest", "de", "Wer?", answerable=False, kind="answer", claims=(ClaimShown(),))
    write_run(Run({}, (bare,)), tmp_path / "run.json")
    assert read_run(tmp_path) == Run({}, (bare,))


class Deadly:
    """A system that one question kills together with its process."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __call__(self) -> System:
        world = opened(self._home)
        return System(self, world.known.articles.get)

    def answer(self, question: str, **_more: object) -> Reply:
        if question == "Wer tötet?":
            os.kill(os.getpid(), signal.SIGKILL)
        return opened(self._home).recorded.answer(question)


def test_a_question_that_kills_its_process_is_a_recorded_failure(world: World) -> None:
    deadly = Topic("deadly", (Variant("de", "Wer tötet?"),), answerable=False)
    topics = [world.known.topics[0], deadly, world.known.topics[1]]
    outcomes = [each for found in ask_topics(topics, Deadly(world.settings.home.parent), jobs=2) for each in found]
    assert [outcome.topic for outcome in outcomes] == [t.id for t in topics for _ in t.variants]
    assert {outcome.topic for outcome in outcomes if outcome.kind == "failure"} == {"deadly"}
    assert next(o.reason for o in outcomes if o.topic == "deadly") == "the process that asked it was killed"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 1, "outcomes": 3}', '{"format": 99}'])
def test_what_is_no_run_is_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"run"):
        read_run(tmp_path)


def test_the_configuration_names_the_articles_by_what_they_say(world: World) -> None:
    articles = dict(world.known.articles)
    before = run_configuration(world.settings, world.home, articles)
    name, article = next(iter(articles.items()))
    articles[name] = replace(article, title="Ein anderer Titel")
    assert run_configuration(world.settings, world.home, articles)["articles"] != before["articles"]
