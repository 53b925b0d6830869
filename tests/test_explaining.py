"""`beleg search --explain` shows each word's alternatives, which of them matched, and each leg's rank."""

from __future__ import annotations

import json
import re

import pytest

from ui.cli import ANSWERED, main

ARTICLES = {
    "hafen": "Der Hafen wird teurer\n\nSicherheitsgarantien der Reederei gelten bis zum 3. Dezember. Peskow kam nicht.",
    "wald": "Der Wald bleibt\n\nDie Gemeinde sagte etwas über Garantien und den Frieden. Песков kam am Montag.",
    "bank": "Die Bank hebt die Zinsen\n\nDie Notenbank hob den Leitzins an. Die Börse reagierte kaum.",
}
QUESTION = "What did Peskov say about security guarantees on December 3?"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELEG_DICTIONARY", "none")
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "news").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["index", "--quiet", "news"]) == ANSWERED
    return tmp_path


def _shown(capsys, *words: str) -> str:
    capsys.readouterr()
    assert main(["search", *words]) == ANSWERED
    return capsys.readouterr().out


def test_each_word_stands_with_its_alternatives_and_how_many_passages_hold_them(place, capsys):
    plan, _, _ = _shown(capsys, "--explain", QUESTION).partition("\n\n")
    first, *groups = plan.splitlines()
    assert first == "language: en; asks for: any"
    shown = {line.split(" [")[0].strip(): line for line in groups}
    assert list(shown) == ["Peskov", "say", "security guarantees", "December 3"]
    assert re.search(r"\[name, 0\.\d\d\]: Peskov \(2\)$", shown["Peskov"])
    assert re.search(r"\[word, \d\.\d\d\]: .*sagen \(1\)", shown["say"])
    assert re.search(r"\[phrase, \d\.\d\d\]: Sicherheitsgarantien? \(1\)", shown["security guarantees"])
    assert re.search(r"\[number, \d\.\d\d\]: December 3 \(1\)$", shown["December 3"])


def test_each_passage_says_what_matched_and_its_rank_in_each_leg(place, capsys):
    _, _, hits = _shown(capsys, "--explain", QUESTION).partition("\n\n")
    first, second, *_ = hits.split("\n\n")
    assert "hafen.txt" in first and "wald.txt" in second
    assert re.search(r"score \d+\.\d{4}; ranks: lexical 1, dense \d\n", first)
    assert re.search(
        r"matches: Peskov → Peskov; security guarantees → Sicherheitsgarantien?.*; December 3 → December 3\n", first
    )
    assert re.search(r"score \d+\.\d{4}; ranks: lexical 2, dense \d\n", second)
    assert re.search(r"matches: Peskov → Peskov; say → sagen", second)


def test_a_passage_that_only_letters_found_says_so(place, capsys):
    out = _shown(capsys, "--explain", "-k", "1", "Reederrai")
    assert "hafen.txt" in out
    assert "matches: no whole word, parts of words only" in out


def test_a_question_without_content_says_that_there_is_nothing_to_look_for(place, capsys):
    out = _shown(capsys, "--explain", "Wer ist das?")
    assert "there is no word to look for" in out
    assert "nothing found" not in out
    assert "there is no word to look for" in _shown(capsys, "der die das")


def test_json_tells_the_same(place, capsys):
    told = json.loads(_shown(capsys, "--explain", "--json", QUESTION))
    by_source = {group["source"]: group for group in told["plan"]}
    assert by_source["Peskov"]["kind"] == "name"
    assert {"text": "Peskov", "weight": 1.0, "passages": 2} in by_source["Peskov"]["alternatives"]
    first = told["ranking"][0]
    assert first["legs"]["lexical"] == 1 and first["legs"]["dense"] >= 1
    assert list(first["matches"]) == ["Peskov", "security guarantees", "December 3"]
    assert first["matches"]["December 3"] == ["December 3"]
    assert "matches" not in json.loads(_shown(capsys, "--json", QUESTION))["ranking"][0]


def test_the_order_does_not_depend_on_being_explained(place, capsys):
    plain, explained = (
        json.loads(_shown(capsys, *more, "--json", QUESTION))["ranking"] for more in ([], ["--explain"])
    )
    assert [row["article"] for row in plain] == [row["article"] for row in explained]
    assert [row["score"] for row in plain] == [row["score"] for row in explained]


def test_passages_that_hold_no_word_of_the_question_are_told_apart(place, capsys):
    out = _shown(capsys, "Zorkblat in Quuxhausen")
    assert out.startswith("no passage found holds a word of this question (Zorkblat, Quuxhausen); what follows is only")
    assert json.loads(_shown(capsys, "--json", "Zorkblat in Quuxhausen"))["words_found"] == []
    assert "no passage found" not in _shown(capsys, "Zorkblat und der Leitzins")
    assert json.loads(_shown(capsys, "--json", "Zorkblat und der Leitzins"))["words_found"] == ["Leitzins"]
    assert "no passage found" not in _shown(capsys, "der die das")
