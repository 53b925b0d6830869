"""Facts about purging what was uploaded: it alone goes, and what was interrupted can be finished."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from sqlalchemy.exc import OperationalError

import index.build
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.errors import BelegError
from index.generation import Home
from index.readers.rules import PURGED, ReadingRules
from index.readers.withdrawing import without_row
from tests.appdata import fresh
from tests.test_faults import holds
from ui import adding
from ui.cli import main
from ui.conversations.database import FILE
from ui.conversations.packing import pack
from ui.conversations.repository import Conversations, Kept
from ui.parts import parts

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [f"Der Rat stimmte am Montag zu. „Wir bauen Brücke {n}“, sagte Ida Falk{n}." for n in range(3)]
ROWS = [{"title": f"Brücke {n}", "text": text} for n, text in enumerate(TEXTS)]
FILES = {
    "a.json": json.dumps(ROWS),
    "b.json": json.dumps({"articles": ROWS}),
    "c.jsonl": "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS),
    "d.csv": "title;text\n" + "\n".join(f"{row['title']};{row['text']}" for row in ROWS),
    "e.csv": "text,title\n" + "\n".join(f'"{row["text"]}",{row["title"]}' for row in ROWS),
    "f.txt": json.dumps(ROWS),
}


@pytest.fixture
def uploaded(tmp_path, monkeypatch):
    """Every file of three articles, uploaded and indexed."""
    monkeypatch.setenv("BELEG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BELEGUI_DATABASE", fresh(tmp_path / "data"))
    folder = adding.keep([(name, content.encode()) for name, content in FILES.items()])
    return Builder(Home(tmp_path / "home"), BuildOptions()), Folder(adding.UPLOADS, folder)


def _purge(name) -> None:
    adding.removed(name, purge=True, tongue="de")


def _entries(home) -> dict[str, str]:
    generation = home.open()
    found = {each.source: each.id for each in generation.articles.entries()}
    generation.close()
    return found


def test_of_an_uploaded_file_of_many_the_purged_article_goes_alone(uploaded, tmp_path):
    work, folder = uploaded
    work.index([folder])
    home = Home(tmp_path / "home")
    before = _entries(home)
    assert len(before) == 3 * len(FILES)
    for name in FILES:
        _purge(before.pop(f"{name}#2"))
        content = (folder.root / name).read_bytes()
        assert b"Falk1" not in content
        assert b"Falk0" in content
        assert b"Falk2" in content
    report = work.index([folder])
    assert (report.added, report.removed, report.changed) == (0, 0, 0)
    assert _entries(home) == before
    _purge(before["a.json#1"])
    _purge(before["a.json#3"])
    assert not (folder.root / "a.json").exists()


@pytest.mark.parametrize("broken", ["conversations", "file", "index"])
def test_a_purge_that_breaks_off_is_finished_by_purging_again(uploaded, tmp_path, monkeypatch, broken):
    work, folder = uploaded
    work.index([folder])
    home = Home(tmp_path / "home")
    name = _entries(home)["c.jsonl#2"]

    def fails(*_args: object, **_more: object) -> None:
        raise {
            "conversations": OperationalError("", {}, Exception("locked")),
            "file": OSError("disk"),
            "index": BelegError("busy"),
        }[broken]

    place, method = {
        "conversations": (Conversations, "forget"),
        "file": (index.build, "withdraw"),
        "index": (Builder, "remove"),
    }[broken]
    with monkeypatch.context() as now:
        now.setattr(place, method, fails)
        _purge(name)
    assert "c.jsonl#2" in _entries(home)
    _purge(name)
    assert "c.jsonl#2" not in _entries(home)
    assert "Falk1" not in (folder.root / "c.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_a_row_taken_out_twice_is_taken_out_once(name):
    rules = ReadingRules()
    once = without_row(FILES[name].encode(), f"{name}#2", rules)
    assert once is not None
    assert without_row(once, f"{name}#2", rules) == once


SECRET = "Kanarienvogelschwarm"


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Uploaded files with a secret in the second article of each, and a shared answer that quotes it; the home."""
    home = tmp_path / "home"
    monkeypatch.setenv("BELEG_HOME", str(home))
    monkeypatch.delenv("BELEGUI_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)
    text = f"Die Stadt zählte am Dienstag neu. „Der {SECRET} kehrt heim“, sagte Otto Zander."
    escaped = json.dumps(TEXTS[1])[1:-1], json.dumps(text)[1:-1]
    files = {name: content.replace(TEXTS[1], text).replace(*escaped) for name, content in FILES.items()}
    files["einzeln.txt"] = f"Zählung\n\n{text}\n"
    folder = adding.keep([(name, content.encode()) for name, content in files.items()])
    Builder(Home(home), BuildOptions()).index([Folder(adding.UPLOADS, folder)])
    yield home
    st.cache_resource.clear()


def _answered(home: Path) -> None:
    """A kept and shared answer that quotes the secret."""
    reply = parts().answerer.answer("Was sagte Otto Zander?")
    assert SECRET in reply.claims[0].citations[0].quote
    name = parts().conversations.add("local", None, Kept("turn", "Was sagte Otto Zander?", pack(reply)))
    assert name
    assert parts().shares.make("local", "turn", days=7)
    assert (home / FILE).exists()


@pytest.mark.parametrize("removed", [False, True], ids=["there", "removed before"])
def test_after_purge_on_the_command_line_no_byte_of_an_uploaded_text_is_under_the_home(told, capsys, removed):
    _answered(told)
    names = [*(f"{name}#2" for name in FILES), "einzeln.txt"]
    assert holds(told, SECRET)
    if removed:
        assert main(["remove", *names]) == 0
        assert holds(told, SECRET)
    assert main(["purge", *names]) == 0
    assert not holds(told, SECRET)
    assert not (told / "uploads" / "einzeln.txt").exists()
    capsys.readouterr()
    assert main(["index"]) == 0
    out = capsys.readouterr().out
    assert "0 added, 0 changed, 0 removed, 12 unchanged" in out
    main(["list", "--skipped"])
    skipped = capsys.readouterr().out
    assert skipped.count(PURGED) == len(FILES)
    assert not holds(told, SECRET)


def test_a_purged_row_is_told_as_such_at_once(told, capsys):
    assert main(["purge", "a.json#2"]) == 0
    capsys.readouterr()
    main(["list", "--skipped"])
    assert PURGED in capsys.readouterr().out
