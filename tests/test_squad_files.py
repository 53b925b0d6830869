"""A file that is not in SQuAD's format is refused in one line that says what is wrong with it."""

from __future__ import annotations

import json

import pytest

from ui.cli import main

_QUESTION = {"id": "1", "question": "Wo?", "answers": [{"text": "Bremen", "answer_start": 0}]}


def _file(**changed: object) -> str:
    paragraph = {"context": "Bremen hat einen Hafen.", "qas": [_QUESTION], **changed}
    return json.dumps({"data": [{"title": "Hafen", "paragraphs": [paragraph]}]})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "not JSON"),
        ("not json", "not JSON"),
        ("[]", "SQuAD"),
        ("{}", "'data'"),
        ('{"data": 5}', "SQuAD"),
        ('{"data": []}', "no question"),
        ('{"data": [{"title": "x"}]}', "'paragraphs'"),
        (_file(context=None), "SQuAD"),
        (_file(context=7), "SQuAD"),
        (_file(qas=[{"id": "1"}]), "'question'"),
        (_file(qas=[{"id": "1", "question": "Wo?", "answers": [{}]}]), "'text'"),
        (_file(qas=[{"id": "1", "question": "Wo?", "answers": [{"text": 5}]}]), "SQuAD"),
        (_file(qas=[]), "no question"),
    ],
)
def test_a_bad_file_is_refused_in_one_clear_line(tmp_path, monkeypatch, capsys, content, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "set.json").write_text(content, encoding="utf-8")
    assert main(["eval", "squad", "set.json", "--json", "--retrieval-only"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "set.json" in err and said in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    assert main(["eval", "squad", name]) == 2
    assert name in capsys.readouterr().err
