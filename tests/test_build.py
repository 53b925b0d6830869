"""Building: what changes in a folder changes in the index, and nothing else."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import pipeline, staging
from index.build import Builder, BuildOptions
from index.checking import check_all
from index.dense import DenseIndex
from index.differences import Folder
from index.embedding import HashingEmbedder
from index.errors import IndexDamagedError, IndexMismatchError, UsageError
from index.generation import Home
from index.language.analysis import Analyser
from index.lexical import LexicalWriter
from index.makers import Making
from index.planning import Planner
from index.preparing import bare
from index.searching import Searcher
from tests.corpora import build, text, write

_QUESTIONS = ("Was kostet die Brücke in Bremen?", "Wer will die Bäume behalten?", "Sternwarte Falk2")


def _state(home: Path) -> tuple[object, list[list[tuple[object, float]]]]:
    """Everything a reader can see: articles with their passages and statements, and answers to questions."""
    opened = Home(home)
    generation = opened.open()
    seen = {}
    passages = generation.articles.passages(generation.articles.keys()).values()
    for entry in generation.articles.entries():
        article = generation.articles.article(entry.id)
        cut = tuple(sorted(passage.span for passage in passages if passage.article_id == entry.id))
        seen[entry.id] = (article, cut, tuple(generation.articles.statements(entry.id)))
    generation.close()
    searcher = Searcher(opened, Making(), Planner(Analyser()))
    found = [searcher.search(question, k=5).ranking.hits for question in _QUESTIONS]
    answers = [[(hit.passage.id, round(hit.score, 5)) for hit in hits] for hits in found]
    searcher.generation.close()
    return seen, answers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "news", dict.fromkeys(range(6), 0))
    return tmp_path / "news"


def test_indexing_the_same_folder_twice_publishes_nothing_new(tmp_path, folder):
    first = build(tmp_path / "home", folder)
    second = build(tmp_path / "home", folder)
    assert (first.added, second.unchanged, second.added) == (6, 6, 0)
    assert first.generation == second.generation


def test_a_changed_file_replaces_its_article_and_the_old_version_is_kept(tmp_path, folder):
    build(tmp_path / "home", folder)
    write(folder, {**dict.fromkeys(range(6), 0), 2: 7})
    report = build(tmp_path / "home", folder)
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 1, 0, 5)
    generation = Home(tmp_path / "home").open()
    (entry,) = generation.articles.find("artikel-002.txt")
    assert "21 Millionen" in generation.articles.article(entry.id).text
    assert ["14 Millionen" in each.article.text for each in generation.articles.earlier(entry.id)] == [True]
    generation.close()


def test_an_article_that_went_from_the_folder_goes_from_the_index(tmp_path, folder):
    build(tmp_path / "home", folder)
    (folder / "artikel-003.txt").unlink()
    assert build(tmp_path / "home", folder).removed == 1
    generation = Home(tmp_path / "home").open()
    assert generation.articles.find("artikel-003.txt") == []
    assert generation.articles.counts()["articles"] == 5
    generation.close()


def test_a_removed_article_stays_away_until_it_is_asked_back(tmp_path, folder):
    build(tmp_path / "home", folder)
    home = Home(tmp_path / "home")
    generation = home.open()
    (entry,) = generation.articles.find("artikel-001.txt")
    generation.close()
    Builder(home, BuildOptions()).remove([entry.id])
    (folder / "artikel-001.txt").write_text(text(1, edition=3), encoding="utf-8")
    report = build(tmp_path / "home", folder)
    assert [skipped.source for skipped in report.skipped] == ["artikel-001.txt"]
    assert build(tmp_path / "home", folder, readmit=True).added == 1


def test_two_corpora_live_side_by_side_and_one_can_go(tmp_path, folder):
    write(tmp_path / "more", {8: 0, 9: 0})
    home = Home(tmp_path / "home")
    builder = Builder(home, BuildOptions())
    assert builder.index([Folder("news", folder), Folder("more", tmp_path / "more")]).added == 8
    assert builder.remove([], corpora=["news"]).removed == 6
    generation = home.open()
    assert {entry.corpus for entry in generation.articles.entries()} == {"more"}
    generation.close()
    with pytest.raises(UsageError, match="there are: more"):
        builder.remove([], corpora=["news"])


def test_a_rebuild_reproduces_everything_from_the_stored_articles(tmp_path, folder):
    build(tmp_path / "home", folder)
    before = _state(tmp_path / "home")
    for file in folder.iterdir():
        file.touch()
    build(tmp_path / "home", folder, rebuild=True)
    assert _state(tmp_path / "home") == before


def test_several_processes_make_the_same_anew_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "_WORTH_A_POOL", 1)
    write(tmp_path / "news", dict.fromkeys(range(40), 0))
    build(tmp_path / "home", tmp_path / "news")
    before = _state(tmp_path / "home")
    build(tmp_path / "home", tmp_path / "news", rebuild=True, workers=2)
    assert _state(tmp_path / "home") == before


def test_words_made_anew_after_many_changes_are_weighed_as_in_a_first_build(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "_WORTH_A_POOL", 1)
    changed = {**dict.fromkeys(range(40), 0), 2: 7, 5: 7}
    write(tmp_path / "first", changed)
    build(tmp_path / "home of first", tmp_path / "first")
    write(tmp_path / "later", dict.fromkeys(range(40), 0))
    build(tmp_path / "home", tmp_path / "later")
    write(tmp_path / "later", changed)
    assert build(tmp_path / "home", tmp_path / "later", workers=2).changed == 2  # more than the share that is left in
    weighed = [
        [[score for _, score in hits] for hits in _state(tmp_path / home)[1]] for home in ("home of first", "home")
    ]
    assert weighed[0] == weighed[1]


def test_an_index_made_with_another_embedder_is_refused(tmp_path, folder):
    build(tmp_path / "home", folder)
    searcher = Searcher(Home(tmp_path / "home"), Making(HashingEmbedder(32)), Planner(Analyser()))
    with pytest.raises(IndexMismatchError, match="dimension 64, now 32; run `beleg index --rebuild`"):
        searcher.search("Brücke", k=3)


def test_a_large_build_whose_graph_is_written_less_often_loses_nothing(tmp_path, monkeypatch):
    write(tmp_path / "news", dict.fromkeys(range(40), 0))
    build(tmp_path / "small", tmp_path / "news")
    monkeypatch.setattr(staging, "_VECTORS_AT_ONCE", 8)
    monkeypatch.setattr(staging, "_LARGE", 20)
    build(tmp_path / "large", tmp_path / "news")
    generation = Home(tmp_path / "large").open()
    assert check_all(generation, Making().makers) == []
    assert len(generation.dense) > staging._LARGE
    generation.close()
    assert _state(tmp_path / "large") == _state(tmp_path / "small")


def _keep_what_went(monkeypatch: pytest.MonkeyPatch, writer: type, delete: str) -> None:
    monkeypatch.setattr(writer, delete, lambda _self, _some: None)


def _lose_what_came(monkeypatch: pytest.MonkeyPatch, writer: type, add: str) -> None:
    whole = getattr(writer, add)
    monkeypatch.setattr(
        writer, add, lambda self, some, *more: whole(self, list(some)[1:], *(each[1:] for each in more))
    )


@pytest.mark.parametrize(
    ("harm", "writer", "how"),
    [
        (_lose_what_came, DenseIndex, "add"),
        (_lose_what_came, LexicalWriter, "add"),
        (_keep_what_went, DenseIndex, "delete"),
        (_keep_what_went, LexicalWriter, "delete_articles"),
    ],
)
def test_an_addition_in_which_a_part_lacks_or_keeps_a_passage_is_not_published(
    tmp_path, folder, monkeypatch, harm, writer, how
):
    monkeypatch.setattr(staging, "_LEXICAL_SLACK", 1.0)
    monkeypatch.setattr(staging, "_DENSE_SLACK", 1.0)
    before = build(tmp_path / "home", folder).generation
    harm(monkeypatch, writer, how)
    write(folder, {0: 1, 1: 0, 2: 0, 3: 0, 4: 0, 6: 0})
    with pytest.raises(IndexDamagedError, match="does not agree with itself"):
        build(tmp_path / "home", folder)
    assert Home(tmp_path / "home").current() == before


def test_damage_to_a_file_that_an_addition_only_copies_is_found_afterwards(tmp_path, folder):
    home = Home(tmp_path / "home")
    first = build(tmp_path / "home", folder).generation
    segment = max(
        (home.directory(first) / "lexical" / "passages").glob("*.store"), key=lambda file: file.stat().st_size
    )
    times = segment.stat()
    harmed = bytearray(segment.read_bytes())
    harmed[0] ^= 1
    segment.write_bytes(harmed)
    os.utime(segment, ns=(times.st_atime_ns, times.st_mtime_ns))  # a disk's damage leaves the time as it was
    write(folder, dict.fromkeys(range(7), 0))
    build(tmp_path / "home", folder)
    generation = home.open()
    assert [finding.check for finding in check_all(generation, Making().makers)] == ["files"]
    generation.close()


def test_speakers_are_found_by_every_word_of_their_names_and_by_none_when_they_are_gone(tmp_path, folder):
    build(tmp_path / "home", folder)
    generation = Home(tmp_path / "home").open()
    analyser, names = Analyser(), [name for name, _ in generation.articles.speakers()]
    assert names
    for name in names:
        for stem in map(bare, analyser.terms(name).stems.split()):
            called = generation.articles.speakers_called([stem])
            assert name in called
            assert all(stem in map(bare, analyser.terms(each).stems.split()) for each in called)
    every = {bare(stem) for name in names for stem in analyser.terms(name).stems.split()}
    assert set(generation.articles.speakers_called(every)) == set(names)
    generation.close()
    min(folder.iterdir()).unlink()
    build(tmp_path / "home", folder)
    generation = Home(tmp_path / "home").open()
    assert set(generation.articles.speakers_called(every)) == {name for name, _ in generation.articles.speakers()}
    rows = sqlite3.connect(generation.directory / "articles.sqlite").execute("SELECT DISTINCT name FROM speakers")
    assert {name for (name,) in rows} == {name for name, _ in generation.articles.speakers()}
    generation.close()


def test_several_workers_build_what_one_builds(tmp_path):
    write(tmp_path / "news", dict.fromkeys(range(220), 0))
    build(tmp_path / "one", tmp_path / "news", workers=1)
    build(tmp_path / "two", tmp_path / "news", workers=2)
    assert _state(tmp_path / "one") == _state(tmp_path / "two")


_EDITIONS = st.dictionaries(st.integers(0, 9), st.integers(0, 2), min_size=1, max_size=7)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(_EDITIONS, min_size=2, max_size=4))
def test_an_incremental_build_equals_a_full_one(editions):
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for articles in editions:
            write(root / "news", articles)
            build(root / "grown", root / "news")
        build(root / "fresh", root / "news")
        assert _state(root / "grown") == _state(root / "fresh")
        generation = Home(root / "grown").open()
        assert check_all(generation, Making().makers) == []
        generation.close()
