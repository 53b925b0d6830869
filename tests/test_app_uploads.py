"""Facts about uploaded files: their names are harmless, and none takes the place of another."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path, PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

import index.readers
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from ui import adding
from ui.adding import harmless
from ui.reasons import reason

NAMES = st.text(st.sampled_from("ab.-_/\\ \u202e\u0308äß:~$"), min_size=1, max_size=12) | st.text(
    min_size=1, max_size=300
)


def base(name: str) -> str:
    return unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)


@given(NAMES)
def test_a_kept_name_is_harmless_and_stays_what_it_is(name):
    kept = harmless(name)
    assert re.fullmatch(r"[\w-]{1,120}\.(txt|md|html|htm|json|jsonl|csv|pdf)", kept)
    assert harmless(kept) == kept


@given(NAMES, NAMES)
def test_two_names_stay_two(one, other):
    assert (harmless(one) == harmless(other)) == (base(one) == base(other))


def test_files_whose_names_look_alike_once_cleaned_are_all_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("BELEG_HOME", str(tmp_path / "home"))
    names = ["Bericht (1).txt", "Bericht [1].txt", "Bericht-1.txt", "a/Bericht-1.txt", "Bericht-1.TXT"]
    folder = adding.keep([(name, name.encode()) for name in names])
    assert sorted(file.read_text() for file in folder.iterdir()) == sorted(names)
    adding.keep([("Bericht (1).txt", b"neu")])
    assert sorted(file.read_text() for file in folder.iterdir()) == sorted(["neu", *names[1:]])


def test_an_uploaded_file_that_holds_no_article_is_deleted_and_one_that_was_removed_stays(tmp_path, monkeypatch):
    monkeypatch.setenv("BELEG_HOME", str(tmp_path / "home"))
    text = "Der Rat stimmte am Montag zu. „Wir bauen die Brücke“, sagte Ida Falk."
    folder = adding.keep([("gut.txt", text.encode()), ("weg.txt", f"{text} Bald.".encode()), ("leer.json", b"{")])
    work = Builder(Home(tmp_path / "home"), BuildOptions())
    report = work.index([Folder(adding.UPLOADS, folder)])
    adding.clear(report.skipped)
    assert sorted(file.name for file in folder.iterdir()) == ["gut.txt", "weg.txt"]
    gone = next(each.id for each in Home(tmp_path / "home").open().articles.entries() if each.source == "weg.txt")
    work.remove([gone])
    adding.keep([("kaputt.pdf", b"nichts")])
    adding.clear(work.index([Folder(adding.UPLOADS, folder)]).skipped)
    assert sorted(file.name for file in folder.iterdir()) == ["gut.txt", "weg.txt"]


def test_every_fixed_reason_for_skipping_a_file_has_german_words():
    reasons = set()
    for file in Path(index.readers.__file__).parent.glob("*.py"):
        for each in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match each:
                case ast.Call(func=ast.Name("UnreadableError"), args=[ast.Constant(str(text))]):
                    reasons.add(text)
    assert len(reasons) > 10
    assert [each for each in reasons if reason(each, "de") == each] == []
    assert all(reason(each, "en") == each for each in reasons)


def test_reasons_with_figures_keep_them_and_unknown_ones_stay():
    assert reason("is larger than the limit of 5,000 bytes", "de") == "ist größer als die erlaubten 5,000 Bytes"
    assert reason("is no valid JSON: Expecting value in line 3, column 7", "de").startswith(
        "ist kein gültiges JSON: Zeile 3"
    )
    assert reason("something new", "de") == "something new"
