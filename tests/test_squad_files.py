"""SQuAD files in the shapes they come in are read; one that is none is refused in one line that says what is wrong."""

from __future__ import annotations

import json

import pytest

from eval.squad import UNTITLED, read_squad
from tests.invented_sets import BEES, BRIDGE, FERRY
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
        ('{"data": [{"title": "\\ud800", "paragraphs": []}]}', "half of a character"),
        ("[]", "SQuAD"),
        ("{}", "'data'"),
        ('{"data": 5}', "SQuAD"),
        ('{"data": []}', "no question"),
        ('{"data": [{"title": "x"}]}', "'paragraphs'"),
        (_file(context=None), "SQuAD"),
        (_file(context=7), "'context' of paragraph 1 of 'Hafen' is a number where text is expected"),
        (_file(qas={"id": "1"}), "'qas' of paragraph 1 of 'Hafen' is an object where a list is expected"),
        (_file(qas=[None]), "holds nothing where an object is expected"),
        (_file(qas=[{"question": "Wo?"}]), "a question of paragraph 1 of 'Hafen' has no 'id'"),
        (
            _file(qas=[{"id": "1", "question": "Wo?", "answers": {"text": "Bremen"}}]),
            "'text' of the answers of question '1'",
        ),
        (_file(qas=[{"id": "1", "question": "Wo?", "answers": "Bremen"}]), "'answers' of question '1' is text"),
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
    for inner in ("object is not", "indices must be", "has no attribute", "NoneType", "unhashable", "'dict'"):
        assert inner not in err


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    assert main(["eval", "squad", name]) == 2
    assert name in capsys.readouterr().err


def _read(tmp_path, *entries: dict[str, object], marked: bool = False):
    file = tmp_path / "set.json"
    file.write_text(json.dumps({"data": entries}), encoding="utf-8-sig" if marked else "utf-8")
    return read_squad(file)


def _paragraph(context: str, *questions: dict[str, object]) -> dict[str, object]:
    return {"context": context, "qas": list(questions)}


def _asked(name: object, answers: object = (), **more: object) -> dict[str, object]:
    return {"id": name, "question": f"Frage {name}?", "answers": answers, **more}


def test_a_paragraph_without_a_title_has_no_headline(tmp_path):
    found = _read(tmp_path, {"paragraphs": [_paragraph(BRIDGE, _asked(1))]}, {"paragraphs": [_paragraph(FERRY)]})
    assert [article.title for article in found.articles] == [UNTITLED, UNTITLED]
    assert len({article.id for article in found.articles}) == 2


def test_the_line_above_a_paragraph_is_its_headline_where_it_has_no_title(tmp_path):
    contexts = [f"Mulme_(Fluss)\n\n=== Brücken ===\n{BRIDGE}", f"{FERRY}\n\n{BEES}", f"=== Bienen ===\n{BEES}"]
    found = _read(tmp_path, *({"paragraphs": [_paragraph(context)]} for context in contexts))
    assert [article.title for article in found.articles] == ["Mulme (Fluss)", UNTITLED, "Bienen"]
    assert [article.text for article in found.articles] == contexts


def test_a_title_in_the_file_is_the_headline_of_all_its_paragraphs(tmp_path):
    paragraphs = [_paragraph(f"Kopf\n{BRIDGE}"), _paragraph(FERRY)]
    found = _read(tmp_path, {"title": "Mulme_(Fluss)", "paragraphs": paragraphs})
    assert [article.title for article in found.articles] == ["Mulme (Fluss)", "Mulme (Fluss)"]


def test_equal_paragraphs_are_one_article_and_keep_the_questions_of_all(tmp_path):
    entries = [
        {"title": "a", "paragraphs": [_paragraph(BEES, _asked("q")), _paragraph(f"  {BEES}\n", _asked("q"))]},
        {"paragraphs": [_paragraph(BEES, _asked("r"), _asked(7))]},
    ]
    found = _read(tmp_path, *entries)
    assert len(found.articles) == 1
    assert [question.id for question in found.questions] == ["q", "q#2", "r", "7"]
    assert {question.article for question in found.questions} == {found.articles[0].id}
    assert all(question.own == {found.articles[0].id} for question in found.questions)


def test_what_is_not_answered_is_unanswerable_however_it_is_said(tmp_path):
    said = [{"text": " Weiden ", "answer_start": 0}, {"text": "Weiden", "answer_start": 9}]
    questions = [
        *(_asked("none", []), _asked("null", None), _asked("blank", [{"text": " "}])),
        _asked("impossible", said, is_impossible=True),
        _asked("answered", said),
    ]
    absent = {"id": "absent", "question": "Wo?"}
    found = _read(tmp_path, {"title": "t", "paragraphs": [_paragraph(BEES, *questions, absent)]})
    assert [question.id for question in found.questions if question.answerable] == ["answered"]
    assert found.questions[4].answers == ("Weiden",)


def test_answers_as_lists_and_rows_with_their_paragraph_are_read_as_hugging_face_has_them(tmp_path):
    answers = {"text": ["Weiden", "Weiden ", ""], "answer_start": [3, 3, 0]}
    usual = _read(tmp_path, {"title": "t", "paragraphs": [_paragraph(BEES, _asked("q", answers))]})
    assert usual.questions[0].answers == ("Weiden",)
    row = {"title": "t", "context": BEES, **_asked("q", answers)}
    unanswerable = {"title": "t", "context": BEES, **_asked("none", {"text": [], "answer_start": []})}
    found = _read(tmp_path, row, unanswerable)
    assert (found.articles, found.questions[0]) == (usual.articles, usual.questions[0])
    assert not found.questions[1].answerable
    lines = tmp_path / "set.jsonl"
    lines.write_text("\n".join(map(json.dumps, (row, unanswerable))) + "\n", encoding="utf-8")
    assert read_squad(lines) == found


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    assert len(_read(tmp_path, {"title": "t", "paragraphs": [_paragraph(BEES)]}, marked=True).articles) == 1


def test_unanswerable_questions_do_not_count_in_the_ranking(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELEG_DICTIONARY", "none")
    asked = [
        {"id": 1, "question": "Wer hat die Hängebrücke entworfen?", "answers": [{"text": "Ottilie Brandeis"}]},
        {"id": 2, "question": "Wer hat sie gestrichen?", "answers": [], "is_impossible": True},
        {"id": 3, "question": "", "answers": [{"text": "1931"}]},
    ]
    paragraphs = [_paragraph(f"  {BRIDGE}", *asked), _paragraph(BEES), _paragraph(FERRY)]
    (tmp_path / "set.json").write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    assert main(["eval", "squad", "set.json", "--json", "--retrieval-only"]) == 0
    measures = json.loads(capsys.readouterr().out)["measures"]
    assert (measures["MRR@10"]["value"], measures["MRR@10"]["n"]) == (0.5, 2)
