"""The optional judge: asked once for each thing, reported apart, skipped in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.metering import Prices, Purse
from assistant.streaming import Piece
from eval.judge import Judge, Opinion, _correctness, judge_run, opinions
from eval.storage import read_run
from tests.evaluating import World, opened
from ui.cli import ANSWERED, evaluation_run, main

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assistant.prompt import Message


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return opened(tmp_path_factory.getbasetemp() / "evaluated")


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


def test_the_cap_of_the_day_holds_for_the_judge_too(world: World, tmp_path: Path) -> None:
    chat, prices = Opinionated(), Prices(1_000.0, 1_000.0)
    found = opinions(world.run(world.recorded, world.part(6)), world.part(6))[:2]
    purse = Purse(tmp_path / "spending.json", 0.01)
    judge = Judge("model", chat, prices=prices, memory=tmp_path / "kept.txt", seconds=20, purse=purse)
    told = judge_run(judge, found, repeats=1)
    assert chat.calls == 0
    assert told["failed"] == 3 * len(found)
    assert told["measures"]["Relevancy"]["value"] is None


class Interrupted(Judge):
    """A judge at whose first opinion the person presses Ctrl-C."""

    def scores(self, kind: str, opinion: Opinion, *, repeats: int) -> list[float]:
        raise KeyboardInterrupt((kind, opinion, repeats))


def test_an_interrupted_judge_costs_its_opinion_and_not_the_run(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELEG_HOME", str(world.settings.home))
    judge = Interrupted("model", Opinionated(), prices=Prices(), memory=tmp_path / "kept.txt", seconds=20)
    monkeypatch.setattr(evaluation_run, "open_judge", lambda *_: judge)
    assert main(["eval", "run", "--quiet", "--judge", "--filter", "when", "--save", "kept.json"]) == ANSWERED
    assert "judging was interrupted" in capsys.readouterr().err
    assert read_run(tmp_path / "kept.json").outcomes
    report = json.loads((tmp_path / "beleg-eval" / "report.json").read_text(encoding="utf-8"))
    assert report["judge"] == {"status": "skipped", "reason": "it was interrupted"}


def test_a_judgement_whose_line_was_cut_off_is_asked_for_again(world: World, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("abc 0.8x\nabd\n", encoding="utf-8")
    judge = Judge("model", Opinionated(), prices=Prices(), memory=tmp_path / "kept.txt", seconds=20)
    found = opinions(world.run(world.recorded, world.part(2)), world.part(2))
    assert judge_run(judge, found, repeats=1)["remembered"] == 0


@pytest.mark.parametrize(
    ("written", "score"), [("4.5\nGood.", 4.5), ("5", 5.0), ("5.9", None), ("9", None), ("45", None)]
)
def test_a_score_outside_the_scale_is_none(written: str, score: float | None) -> None:
    assert _correctness(written)[0] == score
