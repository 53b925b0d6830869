"""A folder is read in order, never left, and what is about a corpus is no article of it."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from index.errors import UnreadableError, UsageError
from index.model import Article, article_id
from index.readers import FileEntry, ReadingRules, Skipped, list_files, read_file, read_folder
from index.readers.files import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

_RULES = ReadingRules()
_TEXT = "Der Hafen der Stadt ist seit Montag wieder offen, teilte die Behörde mit.\n"


def _write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(_TEXT, encoding="utf-8")


def test_files_are_listed_in_order_of_their_path_with_size_and_time(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a/z.txt", "a/b/c.md", "ä.txt", "a.txt")
    entries = list(list_files(tmp_path, _RULES))
    assert all(isinstance(entry, FileEntry) for entry in entries)
    assert [entry.source for entry in entries] == ["a.txt", "a/b/c.md", "a/z.txt", "b.txt", "ä.txt"]
    for entry in entries:
        assert isinstance(entry, FileEntry)
        assert entry.path == tmp_path / entry.source
        assert (entry.size, entry.mtime_ns) == (entry.path.stat().st_size, entry.path.stat().st_mtime_ns)


def test_what_is_about_a_corpus_is_passed_over_without_a_word(tmp_path: Path) -> None:
    _write(tmp_path, "README.md", "readme.de.txt", "LICENSE", "LICENSE.txt", ".versteckt", ".git/config", "beleg.toml")
    _write(tmp_path, "__init__.py", "__pycache__/x.txt", "NOTICE", "sub/README", "artikel.txt", "readme-artikel.txt")
    assert [item.source for item in list_files(tmp_path, _RULES)] == ["artikel.txt", "readme-artikel.txt"]


def test_a_root_may_be_one_file_whatever_its_name(tmp_path: Path) -> None:
    _write(tmp_path, "README.md")
    [article] = read_folder(tmp_path / "README.md", _RULES, corpus="probe")
    assert isinstance(article, Article)
    assert (article.source, article.id) == ("README.md", article_id("probe", "README.md"))


def test_a_root_may_be_a_link_but_nothing_below_it(tmp_path: Path) -> None:
    _write(tmp_path, "echt/a.txt")
    (tmp_path / "zeiger").symlink_to("echt")
    (tmp_path / "echt" / "b.txt").symlink_to("a.txt")
    listed = {item.source: item for item in list_files(tmp_path / "zeiger", _RULES)}
    assert isinstance(listed["a.txt"], FileEntry)
    assert isinstance(listed["b.txt"], Skipped)


def test_nothing_at_the_root_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nirgends"):
        list(list_files(tmp_path / "nirgends", _RULES))


def test_an_empty_folder_has_no_articles(tmp_path: Path) -> None:
    assert list(read_folder(tmp_path, _RULES, corpus="probe")) == []


def test_one_bad_file_changes_nothing_for_the_others(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "c.txt")
    before = list(read_folder(tmp_path, _RULES, corpus="probe"))
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    after = list(read_folder(tmp_path, _RULES, corpus="probe"))
    assert [item for item in after if isinstance(item, Article)] == before
    assert [item.source for item in after if isinstance(item, Skipped)] == ["b.txt"]


def test_the_same_files_give_the_same_articles_wherever_they_lie(tmp_path: Path) -> None:
    _write(tmp_path, "eins/a.txt", "zwei/a.txt")
    first = list(read_folder(tmp_path / "eins", _RULES, corpus="probe"))
    assert first == list(read_folder(tmp_path / "zwei", _RULES, corpus="probe"))


def test_a_folder_that_became_a_link_after_listing_is_not_entered(tmp_path: Path) -> None:
    _write(tmp_path, "korpus/ordner/a.txt", "geheim/a.txt")
    [entry] = list_files(tmp_path / "korpus", _RULES)
    assert isinstance(entry, FileEntry)
    (tmp_path / "korpus/ordner/a.txt").unlink()
    (tmp_path / "korpus/ordner").rmdir()
    (tmp_path / "korpus/ordner").symlink_to(tmp_path / "geheim")
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_bytes(entry.path, entry.source, _RULES)


def test_a_file_that_became_a_link_after_listing_is_not_opened(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "geheim.txt")
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").symlink_to("geheim.txt")
    [skipped] = read_file(tmp_path / "a.txt", _RULES, corpus="probe", source="a.txt")
    assert isinstance(skipped, Skipped)


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    [skipped] = read_file(tmp_path / "a.txt", _RULES, corpus="probe", source="a.txt")
    assert skipped == Skipped("a.txt", "is a pipe, not a file")


def test_a_file_that_vanished_is_skipped_with_the_reason(tmp_path: Path) -> None:
    [skipped] = read_file(tmp_path / "weg.txt", _RULES, corpus="probe", source="weg.txt")
    assert skipped == Skipped("weg.txt", "cannot be opened: No such file or directory")


def test_a_folder_that_cannot_be_listed_is_skipped_by_name(tmp_path: Path) -> None:
    _write(tmp_path, "zu/a.txt", "auf.txt")
    (tmp_path / "zu").chmod(0)
    try:
        if os.access(tmp_path / "zu", os.R_OK):
            pytest.skip("this user may read everything")
        listed = {item.source: item for item in list_files(tmp_path, _RULES)}
        assert isinstance(listed["zu"], Skipped)
        assert isinstance(listed["auf.txt"], FileEntry)
    finally:
        (tmp_path / "zu").chmod(0o700)


def test_rules_and_results_travel_between_processes(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    [entry] = list_files(tmp_path, _RULES)
    assert isinstance(entry, FileEntry)
    results = read_file(entry.path, _RULES, corpus="probe", source=entry.source)
    for value in (_RULES, entry, results, Skipped("a", "b")):
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own values
    assert pickle.loads(pickle.dumps(read_file)) is read_file  # noqa: S301


@pytest.mark.parametrize("limit", ["max_bytes", "max_text", "max_pages", "max_rows", "max_depth", "memory", "seconds"])
def test_a_limit_of_nothing_is_refused(limit: str) -> None:
    with pytest.raises(ValueError, match="above zero"):
        ReadingRules(**{limit: 0})  # type: ignore[arg-type]


def test_an_unknown_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="Europe/Berlin"):
        ReadingRules(zone="Mond/Rückseite")


def test_importing_and_reading_text_loads_no_parser_of_other_formats(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    code = (
        "import sys, json, pathlib; from index.readers import read_folder, ReadingRules;"
        "early = sorted(sys.modules); found = list(read_folder(pathlib.Path(sys.argv[1]), ReadingRules(), corpus='p'));"
        "print(json.dumps([len(found), early, sorted(sys.modules)]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    found, early, late = json.loads(done.stdout)
    assert found == 1
    heavy = {"trafilatura", "lxml", "pypdf", "yaml", "dateparser", "multiprocessing", "subprocess", "socket", "csv"}
    assert heavy.isdisjoint(early)
    assert heavy.isdisjoint(late)
