"""``beleg eval run``, ``compare`` and ``check`` as a person meets them."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest

from assistant.settings import Settings
from eval.judge import open_judge
from eval.running import HomeOpener
from tests.evaluating import World, opened
from ui.cli import ANSWERED, FAILED, USAGE, WORSE, main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return opened(tmp_path_factory.getbasetemp() / "evaluated")


@pytest.fixture
def place(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory; the home is the world's, whose words are compiled already."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELEG_HOME", str(world.settings.home))
    return tmp_path


def test_a_loss_against_the_baseline_ends_with_its_own_code(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["eval", "run", "--quiet", "--filter", "when", "--filter", "how-many"]
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
    assert main(["eval", "compare", "first", "second", "--html", "both.html", "--markdown", "both.md"]) == WORSE
    assert "no longer passes" in (place / "both.html").read_text(encoding="utf-8")
    assert "no longer passes" in (place / "both.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["eval", "trec", "first/qrels.trec", "first/run.trec", "--json"]) == ANSWERED
    ranked = json.loads(capsys.readouterr().out)["measures"]
    reported = json.loads((place / "first" / "report.json").read_text(encoding="utf-8"))["measures"]
    assert {name: row["value"] for name, row in ranked.items()} == {name: reported[name]["value"] for name in ranked}


def test_a_run_leaves_its_reports_where_it_says_and_its_table_can_be_printed_again(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "run", "--quiet", "--filter", "when"]) == ANSWERED
    out, err = capsys.readouterr()
    assert err == "beleg: wrote beleg-eval/report.html\n"
    assert (place / "beleg-eval" / "report.html").is_file()
    assert main(["eval", "report", "beleg-eval"]) == ANSWERED
    table = capsys.readouterr().out
    assert table.split("\n")[2:] == out.split("\n")[4:]
    assert main(["eval", "report", "beleg-eval", "--markdown"]) == ANSWERED
    assert "| `MRR@10` |" in capsys.readouterr().out


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
    assert "1 topics; 1 lines are no topics" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--failing"], "the run beleg-eval/run.json cannot be read"),
        (["--failing", "--out", "file"], "file cannot be written to"),
        (["--html", "."], "--html names a file to write"),
        (["--sample", "0"], "--sample must be 1 or more"),
        (["--baseline", "none.json"], "cannot be read"),
        (["--filter", "nosuchtag"], "no topic is left"),
        (["none.jsonl"], "cannot be read"),
    ],
)
def test_a_run_that_cannot_be_is_refused_in_one_line(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    (place / "file").touch()
    assert main(["eval", "run", "--quiet", *arguments]) == USAGE
    assert told in capsys.readouterr().err


def test_opening_a_system_is_something_another_process_can_do(world: World) -> None:
    import pickle  # noqa: PLC0415

    opener = pickle.loads(pickle.dumps(HomeOpener(world.settings, world.home.path)))  # noqa: S301
    assert partial(opener)().article(next(iter(world.known.articles))) is not None


def test_without_a_model_the_judge_is_skipped_in_words(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert open_judge(Settings(), {}) is None
    assert main(["eval", "run", "--quiet", "--sample", "1", "--judge"]) == ANSWERED
    assert "skipped, no language model is configured to judge" in capsys.readouterr().out
    assert place.is_dir()
