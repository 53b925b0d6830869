"""Vectors behind a real Chroma server on this machine."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import chromadb
import numpy as np
import pytest

from bench.server import served
from index.build import Builder, BuildOptions
from index.checking import check_all
from index.differences import Folder
from index.errors import IndexDamagedError, IndexMismatchError, NotConfiguredError
from index.generation import Home
from index.language.analysis import Analyser
from index.makers import Making
from index.planning import Planner
from index.searching import Searcher
from tests.corpora import build, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_QUESTION = "Was kostet die Brücke in Bremen?"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running `chroma run`."""
    with served(tmp_path_factory.mktemp("server")) as address:
        yield address


def _served(home: Path, folder: Path, url: str) -> str:
    return Builder(Home(home, chroma_url=url), BuildOptions()).index([Folder("test", folder)]).generation


def _ranked(home: Path, url: str | None, question: str = _QUESTION) -> list[tuple[str, dict[str, int]]]:
    searcher = Searcher(Home(home, chroma_url=url), Making(), Planner(Analyser()))
    return [(hit.passage.text, dict(hit.ranks)) for hit in searcher.search(question, k=8).ranking.hits]


def _collections(url: str) -> set[str]:
    host, port = url.removeprefix("http://").split(":")
    return {collection.name for collection in chromadb.HttpClient(host, int(port)).list_collections()}


def test_a_server_gives_the_hits_and_ranks_that_files_give(tmp_path, url):
    write(tmp_path / "news", dict.fromkeys(range(12), 0))
    build(tmp_path / "own", tmp_path / "news")
    _served(tmp_path / "served", tmp_path / "news", url)
    assert _ranked(tmp_path / "served", url) == _ranked(tmp_path / "own", None)


def test_a_home_on_a_server_grows_shrinks_and_agrees_with_itself(tmp_path, url):
    for articles in (range(6), range(3, 9), range(2)):
        write(tmp_path / "news", dict.fromkeys(articles, 0))
        _served(tmp_path / "home", tmp_path / "news", url)
    generation = Home(tmp_path / "home", chroma_url=url).open()
    assert generation.manifest.counts["articles"] == 2
    assert check_all(generation, Making().makers) == []
    generation.close()


def test_the_doctor_finds_vectors_that_are_not_those_of_their_passages(tmp_path, url):
    write(tmp_path / "news", dict.fromkeys(range(6), 0))
    before = _collections(url)
    _served(tmp_path / "home", tmp_path / "news", url)
    host, port = url.removeprefix("http://").split(":")
    (name,) = _collections(url) - before
    kept = chromadb.HttpClient(host, int(port)).get_collection(name, embedding_function=None)
    rows = kept.get(include=["embeddings"])
    # Turned as a whole they are as near to each other as before, and each is still its own nearest neighbour.
    kept.update(ids=rows["ids"], embeddings=np.roll(rows["embeddings"], 1, axis=1))
    generation = Home(tmp_path / "home", chroma_url=url).open()
    assert [finding.check for finding in check_all(generation, Making().makers)] == ["vectors"]
    generation.close()
    Builder(Home(tmp_path / "home", chroma_url=url), BuildOptions(rebuild=True)).index([])
    generation = Home(tmp_path / "home", chroma_url=url).open()
    assert check_all(generation, Making().makers) == []
    generation.close()


def test_a_moved_home_finds_its_vectors_again(tmp_path, url):
    write(tmp_path / "news", dict.fromkeys(range(6), 0))
    _served(tmp_path / "home", tmp_path / "news", url)
    before = _ranked(tmp_path / "home", url)
    shutil.move(tmp_path / "home", tmp_path / "elsewhere")
    assert _ranked(tmp_path / "elsewhere", url) == before


def test_homes_that_share_a_server_keep_apart_even_under_one_path(tmp_path, url):
    write(tmp_path / "news", dict.fromkeys(range(6), 0))
    _served(tmp_path / "home", tmp_path / "news", url)
    shutil.move(tmp_path / "home", tmp_path / "first")
    before = _ranked(tmp_path / "first", url)
    write(tmp_path / "other", dict.fromkeys(range(20, 24), 0))
    _served(tmp_path / "home", tmp_path / "other", url)  # as on another machine: the same path, another home
    assert _ranked(tmp_path / "first", url) == before


def test_generations_that_are_no_longer_kept_leave_the_server(tmp_path, url):
    before = _collections(url)
    for edition in range(4):
        write(tmp_path / "news", dict.fromkeys(range(3), edition))
        _served(tmp_path / "home", tmp_path / "news", url)
    assert len(_collections(url) - before) == 2  # the published one and the one before


def test_an_index_is_not_asked_where_its_vectors_are_not(tmp_path, url):
    write(tmp_path / "news", dict.fromkeys(range(3), 0))
    _served(tmp_path / "home", tmp_path / "news", url)
    with pytest.raises(IndexMismatchError, match="set BELEG_CHROMA_URL"):
        _ranked(tmp_path / "home", None)
    (tmp_path / "home" / "home-id").unlink()
    with pytest.raises(IndexDamagedError, match="beleg index --rebuild"):
        _ranked(tmp_path / "home", url)
    Builder(Home(tmp_path / "home", chroma_url=url), BuildOptions(rebuild=True)).index([])
    assert _ranked(tmp_path / "home", url)


def test_a_server_that_is_not_there_is_named_with_what_to_do(tmp_path):
    write(tmp_path / "news", dict.fromkeys(range(3), 0))
    with pytest.raises(NotConfiguredError, match=r"no Chroma server answers at http://127.0.0.1:9 .*chroma run"):
        _served(tmp_path / "home", tmp_path / "news", "http://127.0.0.1:9")


def test_the_doctor_says_only_what_helps_where_the_server_does_not_answer(tmp_path, url):
    write(tmp_path / "news", dict.fromkeys(range(3), 0))
    _served(tmp_path / "home", tmp_path / "news", url)
    generation = Home(tmp_path / "home", chroma_url="http://127.0.0.1:9").open()
    (finding,) = check_all(generation, Making().makers)
    generation.close()
    assert "no Chroma server answers at http://127.0.0.1:9" in finding.problem
    assert finding.remedy == "start it with `chroma run`, or unset BELEG_CHROMA_URL and run `beleg index --rebuild`"
    Builder(Home(tmp_path / "home"), BuildOptions(rebuild=True)).index([])
    assert _ranked(tmp_path / "home", None)


def test_the_doctor_says_where_vectors_are_that_are_looked_for_in_the_wrong_place(tmp_path, url):
    write(tmp_path / "news", dict.fromkeys(range(3), 0))
    build(tmp_path / "home", tmp_path / "news")
    generation = Home(tmp_path / "home", chroma_url=url).open()
    (finding,) = check_all(generation, Making().makers)
    generation.close()
    assert finding.problem == "the vectors of this index are kept in this home"
    assert finding.remedy == "unset BELEG_CHROMA_URL, or run `beleg index --rebuild`"
