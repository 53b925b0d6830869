"""The benchmark of an archive can be run again: what is whole is taken over, what is not is made anew."""

from __future__ import annotations

import json

import pytest

from bench.archive import Archive, measured
from index.generation import Home


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory):
    """A place with an archive of twenty articles."""
    folder = tmp_path_factory.mktemp("place")
    archive = Archive(folder, 20, each=3)
    measured(archive, archive.build(2, 1), folder / "first.json")
    return folder


def test_every_row_says_of_how_many_runs_it_is(place):
    rows = {each["what"]: each for each in json.loads((place / "first.json").read_text(encoding="utf-8"))["rows"]}
    build, tenths = rows["build, articles a second"], rows["build, tenths of it"]
    assert (build["runs"], tenths["runs"]) == (2, 10)
    assert build["low"] <= build["median"] <= build["high"]
    assert build["cpu"] > 0
    assert build["peak"] > 50  # MB: a Python with an analyser
    assert rows["add 10 articles"]["runs"] == rows["an unchanged folder"]["runs"] == 3
    assert rows["search, German"]["runs"] == rows["answer, English"]["runs"] == 6
    assert rows["answer, German, 8 at once: slower"]["runs"] == 8
    assert 1 < rows["disk, times the text"]["median"] < 40


def test_a_second_run_takes_the_build_over_with_its_rows(place):
    kept = json.loads((place / "first.json").read_text(encoding="utf-8"))
    generation = Home(place / "home").current()
    built = Archive(place, 20, each=3).build(1, 1)
    assert built["rows"] == kept["rows"][:3]
    assert built["generation"] == kept["build"]["generation"] == generation == Home(place / "home").current()


def test_what_was_added_is_gone_afterwards(place):
    assert sum(1 for _ in (place / "texts").rglob("*.txt")) == 20
    assert not (place / "copy").exists()
    generation = Home(place / "home").open()
    assert generation.manifest.counts["articles"] == 20
    generation.close()


def test_an_index_whose_build_did_not_end_is_built_again_and_texts_that_are_not_all_there_are_written_again(tmp_path):
    (tmp_path / "home" / "generations" / "000001.building").mkdir(parents=True)
    (tmp_path / "texts" / "000").mkdir(parents=True)
    (tmp_path / "texts" / "000" / "000000.txt").write_text("Ein Anfang", encoding="utf-8")
    (tmp_path / "texts" / "fresh0").mkdir()
    (tmp_path / "texts" / "fresh0" / "000000.txt").write_text("Ein Rest", encoding="utf-8")
    archive = Archive(tmp_path, 12)
    assert sum(1 for _ in (tmp_path / "texts").rglob("*.txt")) == 12
    archive.build(1, 1)
    generation = Home(tmp_path / "home").open()
    assert generation.manifest.counts["articles"] == 12
    generation.close()


def test_a_place_of_another_size_is_left_alone(place):
    with pytest.raises(SystemExit, match="holds an archive of 20 articles, not 30; name another --place"):
        Archive(place, 30)


def test_an_index_that_cannot_be_read_says_what_to_do(tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "CURRENT").write_text("000007", encoding="ascii")
    with pytest.raises(SystemExit, match=r"generation '000007', which is not there.*\nor delete .*home"):
        Archive(tmp_path, 12)
