"""What a person who has lost or damaged a part of the home is told, and that the advice works."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from index.generation import Home
from tests.corpora import build, write
from ui.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of three articles, with the generation before, in which there were two."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "news", {0: 0, 1: 0})
    build(tmp_path / ".beleg", tmp_path / "news")
    write(tmp_path / "news", {0: 0, 1: 0, 2: 0})
    build(tmp_path / ".beleg", tmp_path / "news")
    return tmp_path / ".beleg"


def _lost(home: Path) -> None:
    (home / "CURRENT").unlink()


def _nonsense(home: Path) -> None:
    (home / "CURRENT").write_text("quatsch\n", encoding="utf-8")


def _undecodable(home: Path) -> None:
    (home / "CURRENT").write_bytes(b"\xff\xfe")


@pytest.mark.parametrize("harm", [_lost, _nonsense, _undecodable])
@pytest.mark.parametrize(
    "command", [["list"], ["ask", "Was kostet die Brücke?"], ["index"], ["index", "news"], ["remove", "artikel-000"]]
)
def test_where_nothing_says_which_generation_is_published_nothing_is_built_or_deleted(home, capsys, harm, command):
    harm(home)
    assert main(command) == 1
    err = capsys.readouterr().err
    assert "000001, 000002" in err and "`beleg rollback`" in err and "`beleg index --rebuild FOLDER`" in err
    assert Home(home).published() == ["000001", "000002"]
    assert not (home / "demo").exists()


@pytest.mark.parametrize("harm", [_lost, _nonsense, _undecodable])
def test_the_doctor_finds_that_nothing_says_which_generation_is_published_and_rollback_helps(home, capsys, harm):
    harm(home)
    assert main(["doctor"]) == 1
    assert "CURRENT" in (told := " ".join(capsys.readouterr().out.split())) and "`beleg rollback`" in told
    assert main(["doctor", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["generation"] is None and "`beleg rollback`" in found["findings"][0]["remedy"]
    assert main(["rollback"]) == 0
    assert main(["doctor"]) == 0
    assert main(["list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3 + 3


@pytest.mark.parametrize("harm", [_lost, _nonsense])
def test_a_rebuild_from_named_folders_helps_too_and_keeps_every_generation(home, capsys, harm):
    harm(home)
    assert main(["index", "--rebuild"]) == 2
    assert "name your folders: beleg index --rebuild FOLDER" in capsys.readouterr().err
    assert main(["index", "--rebuild", "news", "--quiet"]) == 0
    assert Home(home).published() == ["000001", "000002", "000003"]
    assert main(["doctor"]) == 0


def test_a_first_build_that_dies_as_it_is_published_is_published(tmp_path, monkeypatch):
    write(tmp_path / "news", {0: 0, 1: 0})
    home = Home(tmp_path / "home")

    def die(_self: Home) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Home, "_point_at_announced", die)
        with pytest.raises(KeyboardInterrupt):
            build(home.path, tmp_path / "news")
    assert not (home.path / "CURRENT").exists() and home.published() == ["000001"]
    assert home.open().articles.counts()["articles"] == 2
    write(tmp_path / "news", {0: 0, 1: 0, 2: 0})
    assert build(home.path, tmp_path / "news").added == 1
    assert (home.path / "CURRENT").read_text() == "000002\n" and not (home.path / "CURRENT.new").exists()


@pytest.mark.parametrize("harm", [b"", b"kaputt" * 1000])
def test_articles_that_cannot_be_read_are_told_and_read_anew(home, capsys, harm):
    store = Home(home).directory("000002") / "articles.sqlite"
    store.write_bytes(harm or store.read_bytes()[:6000])
    for command in (["list"], ["ask", "Was kostet die Brücke?"], ["index"], ["doctor"]):
        assert main(command) == 1
        told = capsys.readouterr()
        assert "`beleg rollback`" in " ".join((told.out + told.err).split())
    assert main(["index", "--rebuild", "news", "--name", "test", "--quiet"]) == 0
    assert main(["doctor"]) == 0


@pytest.mark.parametrize("part", ["chroma", "lexical", "chroma/chroma.sqlite3", "lexical/passages/meta.json"])
def test_a_derived_part_that_is_lost_is_made_anew(home, capsys, part):
    lost = Home(home).directory("000002") / part
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    assert main(["doctor"]) == 1
    assert "`beleg index --rebuild`" in " ".join(capsys.readouterr().out.split())
    assert main(["index", "--rebuild", "--quiet"]) == 0
    assert main(["doctor"]) == 0


def test_damaged_words_are_found_and_a_question_mends_them(home, capsys):
    question = ["ask", "How much does the bridge in Bremen cost?"]
    assert main(question) == 0
    answer = capsys.readouterr().out
    (words,) = (home / "words").iterdir()
    words.write_bytes(b"kaputt" * 1000)
    assert main(["doctor"]) == 1
    assert words.name in "".join(capsys.readouterr().out.split())
    assert main(question) == 0
    assert capsys.readouterr().out == answer
    assert main(["doctor"]) == 0
