"""What nobody should ask gets a clear answer or a clear refusal, in text and in JSON."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

from tests.test_planning import HOSTILE
from ui.cli import main

_ENCODABLE = [each for each in HOSTILE if "\ud800" not in each]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("hostile")
    (place / "news").mkdir()
    (place / "news" / "hafen.txt").write_text("Im Hafen von Bremen wird eine Brücke gebaut.", encoding="utf-8")
    assert main(["--home", str(place / "home"), "index", str(place / "news")]) == 0
    return str(place / "home")


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("question", _ENCODABLE, ids=lambda question: repr(question[:20]))
def test_a_hostile_question_is_answered_or_refused_in_words(home, capsys, command, form, question, monkeypatch):
    monkeypatch.setenv("BELEG_DICTIONARY", "none")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    capsys.readouterr()
    code = main(["--home", home, command, *(["--json"] if form == "json" else []), "--", question])
    out, err = capsys.readouterr()
    assert code in {0, 2}
    assert "Traceback" not in out + err
    if code:
        assert err.startswith("beleg: ") and len(err.strip().splitlines()) == 1
    elif form == "json":
        assert all(isinstance(json.loads(line), dict) for line in out.splitlines())
    else:
        assert out.strip() or err.strip()
    if form == "text":
        assert "\u202e" not in out


@pytest.mark.parametrize("words", [["ask"], ["search"], ["search", "--explain"]], ids=" ".join)
@pytest.mark.parametrize("question", ["a" * 10_000, "Hafen " + "b" * 9_000, "Was sagte " + "C" * 9_000 + "?"])
def test_an_endless_word_is_shown_cut_short_and_whole_in_json(home, capsys, words, question):
    assert main(["--home", home, *words, question]) == 0
    out = capsys.readouterr().out
    assert len(max(out.split(), key=len)) < 100 and ("…" in out or words == ["search"])
    assert main(["--home", home, *words, "--json", question]) == 0
    assert max(question.split(), key=len).rstrip("?") in capsys.readouterr().out


@pytest.mark.parametrize("question", ["der die das", "what is the of", "😀"])
def test_of_a_question_without_a_word_it_is_not_said_that_it_was_looked_for(home, capsys, question):
    assert main(["--home", home, "ask", question]) == 0
    assert len(capsys.readouterr().out.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [["ask"], ["ask", "--json"], ["search"], ["search", "--json"]], ids=" ".join)
def test_bytes_that_are_no_text_are_answered_or_refused_too(home, words):
    command = [
        sys.executable,
        "-c",
        "import sys; from ui.cli import main; sys.exit(main())",
        "--home",
        home,
        *words,
        "--",
        b"\xff\xfe Hafen",
    ]
    environment = {**os.environ, "BELEG_DICTIONARY": "none"}
    ended = subprocess.run(command, capture_output=True, env=environment, stdin=subprocess.DEVNULL)
    assert ended.returncode in {0, 2}, ended.stderr
    assert b"Traceback" not in ended.stderr
    assert ended.stdout.decode() or ended.stderr.decode()
