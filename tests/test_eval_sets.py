"""Sets that others made are read, asked of the real system and taken over; small invented ones stand in here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.model import Abstention, Searched
from eval.annotated import measure_quotations, read_annotated
from eval.nomiracl import measure_answerable, read_nomiracl
from eval.squad import read_squad
from eval.squad_measures import SquadOptions, measure_squad
from index.errors import UsageError
from index.model import Ranking
from index.planning import Plan
from index.searching import Found
from tests.invented_sets import BEES, BRIDGE, squad
from ui.cli import ANSWERED, USAGE, main

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.model import Reply, Turn
    from index.model import Scope


@pytest.fixture
def squad_file(tmp_path: Path) -> Path:
    file = tmp_path / "set.json"
    file.write_text(json.dumps(squad()), encoding="utf-8")
    return file


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def place(_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELEG_HOME", str(_home))
    return tmp_path


class Silent:
    """Finds nothing and refuses everything; breaks at questions with a certain word."""

    def __init__(self, breaks_at: str = "\0") -> None:
        self._breaks_at = breaks_at

    def search(self, question: str, *, k: int, scope: Scope | None = None) -> Found:
        assert k > 0
        assert scope is None or scope.without
        if self._breaks_at in question:
            raise RuntimeError("no")
        return Found(Plan(question, "de", ()), Ranking(), 0)

    def answer(
        self, question: str, *, scope: Scope | None = None, history: Sequence[Turn] = (), k: int | None = None
    ) -> Reply:
        self.search(question, k=k or 1, scope=scope)
        assert not history
        return Abstention(
            question=question, language="de", searched=Searched(0, None, None, ()), reason="not_in_corpus"
        )


# SQuAD


def test_paragraphs_become_articles_and_questions_know_their_own(squad_file: Path) -> None:
    questions = read_squad(squad_file)
    assert [article.source for article in questions.articles] == ["Brücken/1", "Brücken/2", "Bienen/1"]
    assert [article.title for article in questions.articles] == ["Brücken", "Brücken", "Bienen"]
    assert [question.id for question in questions.questions] == ["q0", "q1", "q2", "q3", "q0#2"]
    first, *_, last = questions.questions
    assert first.own == {questions.articles[0].id, questions.articles[1].id}
    assert not last.answerable


def test_the_same_paragraph_is_one_article_wherever_it_stands(tmp_path: Path) -> None:
    rows = squad()
    rows["data"].append({"title": "Andere", "paragraphs": [{"context": f" {BEES}\r\n", "qas": []}]})  # type: ignore[attr-defined]
    file = tmp_path / "set.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    assert len(read_squad(file).articles) == 3


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"data": [{"paragraphs": [{"context": "x", "qas": [{}]}]}]}'])
def test_what_is_not_of_squads_form_is_refused_in_words(tmp_path: Path, text: str) -> None:
    file = tmp_path / "set.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"set\.json"):
        read_squad(file)


def test_the_command_ranks_answers_and_refuses(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "set.json").write_text(json.dumps(squad()), encoding="utf-8")
    arguments = ["eval", "squad", "set.json", "--json", "--without-gold", "--quiet", "--rows", "rows.jsonl"]
    assert main(arguments) == ANSWERED
    report = json.loads(capsys.readouterr().out)
    measures = report["measures"]
    for name in ("MRR@10", "Success@1", "Success@5", "Success@10", "nDCG@10", "AnswerInClaim@1", "AnswerInClaim@3"):
        assert measures[name]["n"] == 4, name
        assert 0 <= measures[name]["low"] <= measures[name]["value"] <= measures[name]["high"] <= 1
    assert measures["Success@1"]["value"] == 1.0
    # four answerable questions, asked with and without their article, and one that nothing answers
    assert measures["AbstentionAUROC"]["n"] == 9
    assert measures["AnsweredThoughUnanswerable"]["n"] == 5
    assert measures["AbstentionAUROC"]["value"] > 0.8
    assert {"machine", "settings", "seconds", "counts", "curve"} <= set(report)
    rows = [json.loads(line) for line in (place / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["rank"] for row in rows if "rank" in row] == [1, 1, 1, 1]
    assert main(["eval", "squad", "set.json", "--without-gold", "--curve", "--quiet"]) == ANSWERED
    curve = capsys.readouterr().out.partition("answered though unanswerable")[2].splitlines()[1:]
    assert [line.split()[0] for line in curve] == [f"{step / 20:.2f}" for step in range(21)]
    assert main(["eval", "squad", "set.json", "--retrieval-only", "--quiet", "-k", "3"]) == ANSWERED
    told = capsys.readouterr().out
    assert "MRR@10" in told
    assert "AnswerInClaim" not in told


def test_refusals_are_misses_and_breaks_are_recorded(squad_file: Path) -> None:
    questions = read_squad(squad_file)
    silent = Silent(breaks_at="Fährmann")
    report = measure_squad(questions, silent, silent, SquadOptions(without_gold=True), name="set")
    assert report.measures["MRR@10"].value == 0
    assert report.measures["AnswerInClaim@3"].value == 0
    assert report.measures["QuotedCharacters"].value is None
    assert report.measures["AbstentionBalancedAccuracy"].value == 0.5
    assert report.measures["AbstentionAUROC"].value == 0.5
    assert [failure.question for failure in report.failures] == ["q2"] * 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["squad", "none.json"], "cannot be read"),
        (["squad", "set.json", "--k", "0"], "--k must be from 1"),
        (["squad", "set.json", "--retrieval-only", "--without-gold"], "leave --retrieval-only out"),
        (["squad", "set.json", "--curve"], "add --without-gold"),
        (["answerable", "set.json"], "line 1 of set.json"),
        (["quotations", "set.json"], "needs a 'text' and a list of 'quotations'"),
        (["import", "csv", "set.json", "--out", "x"], "the column 'question'"),
        (["import", "beir", "nowhere", "--out", "x"], "cannot be read"),
    ],
)
def test_a_set_that_cannot_be_asked_is_refused_in_one_line(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    (place / "set.json").write_text(json.dumps(squad()), encoding="utf-8")
    assert main(["eval", *arguments]) == USAGE
    assert told in capsys.readouterr().err


# NoMIRACL


def _nomiracl() -> str:
    passages = [{"docid": "1#0", "text": f"Mulme: {BRIDGE}"}, {"docid": "2#0", "text": f"Sandbiene: {BEES}"}]
    rows = [
        {"query_id": "1", "question": "Wie lang ist die Hängebrücke?", "answerable": True, "passages": passages},
        {"query_id": "2", "question": "Wer regierte damals Portugal?", "answerable": False, "passages": passages[1:]},
    ]
    return "\n".join(json.dumps(row) for row in rows)


def test_each_question_is_put_to_its_own_passages(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "rows.jsonl").write_text(_nomiracl(), encoding="utf-8")
    rows = read_nomiracl(place / "rows.jsonl")
    assert [article.title for article in rows.articles] == ["Mulme", "Sandbiene"]
    assert [len(row.passages) for row in rows.rows] == [2, 1]
    assert main(["eval", "answerable", "rows.jsonl", "--json", "--quiet"]) == ANSWERED
    measures = json.loads(capsys.readouterr().out)["measures"]
    assert measures["AbstentionAUROC"]["value"] == 1.0
    assert measures["AnsweredThoughUnanswerable"] == {"value": 0.0, "low": None, "high": None, "n": 1} | {
        key: measures["AnsweredThoughUnanswerable"][key] for key in ("low", "high")
    }


def test_a_system_that_breaks_everywhere_is_reported_and_not_praised(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(_nomiracl(), encoding="utf-8")
    report = measure_answerable(read_nomiracl(file), Silent(breaks_at="?"), progress=lambda *_: None, name="x")
    assert len(report.failures) == 2


@pytest.mark.parametrize("line", ["{}", '{"question": "?", "answerable": 1, "passages": []}', "nothing"])
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"line 2 of .*rows\.jsonl"):
        read_nomiracl(file)


# Quotations


@pytest.mark.parametrize(
    "quotation",
    [
        '{"type": "Direct", "quote": [[0, 99]], "speaker": []}',
        '{"type": "Direct", "quote": [[0, NaN]], "speaker": []}',
        '{"type": "Direct", "quote": [["a", 1]], "speaker": []}',
        '{"type": "Direct", "quote": [[2, 1]], "speaker": []}',
        '{"type": "Direct", "quote": [[0, 1]], "speaker": "Falk"}',
        '{"type": "Direct", "quote": [[0, 1]]}',
    ],
)
def test_a_quotation_that_stands_nowhere_is_told_with_its_line(tmp_path: Path, quotation: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(f'{{"text": "abc", "quotations": [{quotation}]}}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"line 1 of .*rows\.jsonl: .*quotation"):
        read_annotated(file)


@pytest.mark.parametrize("command", ["squad", "answerable", "quotations", "report"])
@pytest.mark.parametrize("content", [None, b"", b"nothing", b"\xff", b"[" * 100_000, b'{"a": 1}', b"[1, 2]", b"null"])
def test_any_file_of_another_form_is_one_line_on_standard_error(
    place: Path, capsys: pytest.CaptureFixture[str], command: str, content: bytes | None
) -> None:
    if content is None:
        (place / "file").mkdir()
    else:
        (place / "file").write_bytes(content)
    assert main(["eval", command, "file"]) == USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "file" in err


def test_annotated_articles_give_the_measures_of_each_kind(tmp_path: Path) -> None:
    text = "„Die Brücke bleibt gesperrt, bis sie geprüft ist“, sagte Stadträtin Ida Falk am Montag."
    quote = [[1, text.index("“")]]
    row = {"text": text, "quotations": [{"type": "Direct", "quote": quote, "speaker": [[68, 76]], "cue": []}]}
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    report = measure_quotations(read_annotated(file), progress=lambda *_: None, name="x")
    assert report.measures["Direct.F1"].value == 1.0
    assert report.measures["Reported.Recall"].value is None
    assert report.counts == {"articles": 1, "quotations": 1}


# Real sets, where they are at hand


def test_the_real_sets_are_read_whole(shared: Path) -> None:
    xquad = read_squad(shared / "data" / "xquad" / "dev.context-de.question-en.json")
    assert (len(xquad.articles), len(xquad.questions)) == (120, 625)
    nomiracl = read_nomiracl(shared / "data" / "nomiracl" / "dev.de.jsonl")
    assert len(nomiracl.rows) == 221
    assert len(read_annotated(shared / "data" / "quotations" / "dev.jsonl")) == 150
