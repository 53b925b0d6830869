"""Runs of the real system over the demonstration articles: repeatable, resumable, worse when something is broken."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answering import Answerer
from assistant.metering import Prices
from assistant.model import Answer
from assistant.replying import Answering
from assistant.settings import Settings
from assistant.streaming import Piece
from assistant.wiring import DEMONSTRATION, answerer, builder, demonstration, making
from eval.asking import System
from eval.comparison import compare
from eval.judge import Judge, judge_run, open_judge, opinions
from eval.running import HomeOpener, Judged, RunOptions, judged, run_configuration, run_topics, stored_articles
from eval.storage import read_run, run_text, write_run
from eval.summary import ALL, broke, summarise
from eval.topic_files import TopicSet, read_topics
from eval.topics import Evidence, Topic, Variant
from index.differences import Folder
from index.errors import UsageError
from index.generation import Home
from index.language.analysis import Analyser
from index.language.sentences import sentences
from index.language.tokens import words
from index.model import Hit, Ranking
from index.planning import Planner
from index.searching import Searcher
from ui.cli import ANSWERED, FAILED, USAGE, WORSE, main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.model import Citation, Claim, Reply, Turn
    from assistant.prompt import Message
    from eval.outcomes import Run
    from eval.ports import Asks
    from index.model import Scope
    from index.planning import Plan

_NO_PROBLEMS = TopicSet((), {})


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


class Unstemmed(Planner):
    """Looks for the question's words as they stand, not for their stems."""

    def plan(self, question: str) -> Plan:
        plan = super().plan(question)
        groups = []
        for group in plan.groups:
            bare = [tuple(word.lower() for word in words(each.text)) for each in group.alternatives]
            wordings = [replace(a, stems=b, parts=b, grams=b) for a, b in zip(group.alternatives, bare, strict=True)]
            groups.append(replace(group, alternatives=tuple(wordings)))
        return replace(plan, groups=tuple(groups))


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
        return run_topics(known or self.known, lambda: self.system(asks), {"k": 10}, chosen, _NO_PROBLEMS)

    def part(self, count: int) -> Judged:
        return replace(self.known, topics=self.known.topics[:count])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    path = tmp_path_factory.mktemp("world")
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
    one, two = (run_topics(part, opener, {}, RunOptions(jobs=jobs), _NO_PROBLEMS) for jobs in (1, 2))
    assert run_text(one) == run_text(two)


def _shuffled(reply: Reply) -> Reply:
    hits = list(reply.ranking.hits)
    random.Random(reply.question).shuffle(hits)
    scored = [replace(hit, score=float(len(hits) - rank)) for rank, hit in enumerate(hits)]
    return replace(reply, ranking=Ranking(tuple(Hit(hit.passage, hit.score) for hit in scored)))


def _shifted(reply: Reply) -> Reply:
    if not isinstance(reply, Answer):
        return reply

    def moved(citation: Citation) -> Citation:
        spans = sentences(citation.article.text)
        here = next(place for place, span in enumerate(spans) if span.overlap(citation.span))
        last = max(place for place, span in enumerate(spans) if span.overlap(citation.span))
        return replace(citation, span=spans[last + 1] if last + 1 < len(spans) else spans[max(here - 1, 0)])

    def claim(each: Claim) -> Claim:
        return replace(each, citations=tuple(map(moved, each.citations)), also=tuple(map(moved, each.also)))

    return replace(reply, claims=tuple(map(claim, reply.claims)))


def _broken(world: World, how: str) -> Asks:
    match how:
        case "shuffled ranking":
            return Changed(world.recorded, _shuffled)
        case "shifted citations":
            return Changed(world.recorded, _shifted)
        case "no abstention":
            return answerer(replace(world.settings, threshold=0.0), world.home)
        case _:
            planner, analyser = Unstemmed(Analyser()), Analyser()
            options = Answering(k=world.settings.k, claims=world.settings.claims, threshold=world.settings.threshold)
            return Answerer(Searcher(world.home, making(world.settings), planner), planner, analyser, options)


@pytest.mark.parametrize(
    ("how", "measures"),
    [
        ("shuffled ranking", {"nDCG@10", "MRR@10", "Success@1"}),
        ("shifted citations", {"EvidenceInClaim@1", "CitationRecall", "CitationPrecision", "AnswerInClaim@1"}),
        ("no abstention", {"AnsweredThoughUnanswerable"}),
        ("no stems", {"nDCG@10", "EvidenceRecall@10"}),
    ],
)
def test_a_planted_regression_is_called_worse_in_the_right_measure(world: World, how: str, measures: set[str]) -> None:
    comparison = compare(world.base, world.run(_broken(world, how)))
    worse = {verdict.measure for verdict in comparison.worse}
    assert worse >= measures, worse
    if how == "shuffled ranking":
        assert not worse & {"CitationRecall", "AnswerInClaim@1", "AnsweredThoughUnanswerable"}
    if how == "shifted citations":
        assert not worse & {"nDCG@10", "AnsweredThoughUnanswerable", "QuotationFidelity"}
    assert any(flip.changed for flip in comparison.flips)


def test_false_words_under_a_citation_show_as_infidelity(world: World) -> None:
    def forged(reply: Reply) -> Reply:
        if not isinstance(reply, Answer):
            return reply
        first = reply.claims[0].citations[0]
        article = replace(first.article, text=first.article.text.replace("e", "o"))
        claim = replace(reply.claims[0], citations=(replace(first, article=article),))
        return replace(reply, claims=(claim, *reply.claims[1:]))

    comparison = compare(world.base, world.run(Changed(world.recorded, forged)))
    assert "QuotationFidelity" in {verdict.measure for verdict in comparison.worse}


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


# The command


@pytest.fixture
def place(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory; the home is the world's, whose words are compiled already."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELEG_HOME", str(world.settings.home))
    monkeypatch.setenv("BELEG_DICTIONARY", "none")
    return tmp_path


def test_a_loss_against_the_baseline_ends_with_its_own_code(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["eval", "run", "--quiet", "--filter", "who", "--filter", "when", "--filter", "how-many"]
    assert main([*arguments, "--save", "base.json", "--out", "first"]) == ANSWERED
    told = capsys.readouterr().out
    assert "nDCG@10" in told
    assert "German − English" in told
    names = {file.name for file in (place / "first").iterdir()}
    assert names == {
        *("run.json", "report.json", "report.html", "report.md", "junit.xml"),
        *("run.trec", "qrels.trec", "times.json"),
    }
    monkeypatch.setenv("BELEG_THRESHOLD", "1")
    assert main([*arguments, "--baseline", "base.json", "--out", "second", "--json"]) == WORSE
    report = json.loads(capsys.readouterr().out)
    assert report["comparison"]["verdict"] == "worse"
    worse = {each["measure"] for each in report["comparison"]["measures"] if each["verdict"] == "worse"}
    assert "RefusedThoughAnswerable" in worse
    assert set(report["measures"]["nDCG@10"]) == {"value", "low", "high", "n"}
    assert report["judge"]["status"] == "skipped"
    assert main(["eval", "compare", "first", "second"]) == WORSE
    assert main(["eval", "compare", "first", "first"]) == ANSWERED
    assert "no detectable change" in capsys.readouterr().out


def test_malformed_topics_are_told_and_the_others_are_asked(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "news").mkdir()
    (place / "news" / "bruecke.txt").write_text(
        "Brücke in Trier gesperrt\n\nDie Brücke in Trier bleibt sechs Wochen gesperrt, sagte Stadtrat Udo Brandt.\n",
        encoding="utf-8",
    )
    good = {"id": "a", "question": "Wie lange bleibt die Brücke gesperrt?", "language": "de", "answer": "sechs Wochen"}
    good["evidence"] = [{"article": "bruecke.txt", "quote": "sechs Wochen gesperrt"}]  # type: ignore[assignment]
    (place / "set.jsonl").write_text(f"{json.dumps(good)}\n{{oops\n", encoding="utf-8")
    assert main(["eval", "run", "--corpus", "news", "--quiet", "--junit", "j.xml", "set.jsonl"]) == FAILED
    out, err = capsys.readouterr()
    assert "1 topics, 1 questions" in out
    assert "set.jsonl:2: is not JSON" in err
    assert "set.jsonl:2" in (place / "j.xml").read_text(encoding="utf-8")
    assert main(["eval", "check", "--corpus", "news", "set.jsonl"]) == FAILED
    assert "1 cannot be used" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--failing"], "--failing goes by the run in a directory"),
        (["--sample", "0"], "--sample must be 1 or more"),
        (["--baseline", "none.json"], "cannot be read"),
        (["--filter", "nosuchtag"], "no topic is left"),
        (["none.jsonl"], "cannot be read"),
    ],
)
def test_a_run_that_cannot_be_is_refused_in_one_line(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert place.is_dir()
    assert main(["eval", "run", "--quiet", *arguments]) == USAGE
    assert told in capsys.readouterr().err


def test_opening_a_system_is_something_another_process_can_do(world: World) -> None:
    import pickle  # noqa: PLC0415

    opener = pickle.loads(pickle.dumps(HomeOpener(world.settings, world.home.path)))  # noqa: S301
    assert partial(opener)().article(next(iter(world.known.articles))) is not None


# The judge


class Opinionated:
    """A model that answers the evaluators' questions: mostly yes, 4 of 5, and at every seventh call nothing of use."""

    def __init__(self) -> None:
        self.calls = 0

    def stream(self, messages: Sequence[Message], *, seconds: float) -> Iterator[Piece]:
        assert seconds > 0
        self.calls += 1
        asked = messages[-1].content
        if self.calls % 7 == 0:
            raise RuntimeError("the line is dead")
        yield Piece("4.0\nIt says nearly what was expected." if "reference answer" in asked.lower() else "YES")
        yield Piece("", "stop", 100, 10)


def test_a_judge_is_asked_once_for_each_thing_and_reports_apart(world: World, tmp_path: Path) -> None:
    chat = Opinionated()
    run, known = world.run(world.recorded, world.part(6)), world.part(6)
    found = opinions(run, known)
    assert found
    assert all(opinion.contexts and opinion.reference and "„" in opinion.response for opinion in found)

    def judge() -> Judge:
        return Judge("model", chat, prices=Prices(1.0, 1.0), memory=tmp_path / "kept.txt", seconds=20)

    told = judge_run(judge(), found, repeats=2)
    assert told["status"] == "done"
    assert told["answers"] == len(found)
    assert chat.calls >= 6 * len(found)
    measures = told["measures"]
    assert set(measures) == {"Faithfulness", "Relevancy", "Correctness"}
    assert measures["Faithfulness"]["value"] == 1.0
    assert measures["Correctness"]["value"] == 0.8
    assert measures["Correctness"]["spread"] == 0.0
    assert told["failed"] > 0
    assert told["cost"] == pytest.approx(told["tokens"] / 1e6)
    before = chat.calls
    again = judge_run(judge(), found, repeats=2)
    assert again["remembered"] == 6 * len(found) - told["failed"]
    assert chat.calls - before <= 3 * told["failed"]


def test_without_a_model_the_judge_is_skipped_in_words(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert open_judge(Settings(), {}) is None
    assert main(["eval", "run", "--quiet", "--sample", "1", "--judge"]) == ANSWERED
    assert "skipped, no language model is configured to judge" in capsys.readouterr().out
    assert place.is_dir()
