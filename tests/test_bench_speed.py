"""The comparison's own side on a few articles, and what the benchmarks ask."""

from __future__ import annotations

import pytest

from assistant.model import Answer
from assistant.settings import Settings
from assistant.wiring import answerer
from bench import server
from bench.questions import about_statements, about_titles, about_words
from bench.speed import MORE, Bench, Conditions, texts_of
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from tests import corpora


@pytest.mark.slow
def test_beleg_s_rows_have_as_many_runs_as_were_asked_for(tmp_path):
    texts = texts_of(10 + 2 * MORE, are_real=False)
    bench = Bench(tmp_path, texts, Conditions(runs=2))
    rows = {each["what"]: each for step in (bench.index, bench.start, bench.ask, bench.add) for each in step()}
    assert bench.articles == 10
    once = {"disk, times the text"}
    of_questions = {what for what in rows if what.startswith("question: ") and what != "question: opening"}
    assert {rows[what]["runs"] for what in rows.keys() - once - of_questions} == {2}
    assert {rows[what]["runs"] for what in of_questions} == {2 * (len(about_statements(texts[:10], 21)["German"]) - 1)}
    rate = rows["index, articles a second"]
    assert 10 / rate["high"] < rows["from cold: ask"]["median"] * 100  # seconds, not milliseconds
    generation = Home(tmp_path / "home").open()
    assert generation.manifest.counts["articles"] == 30
    generation.close()


def test_more_real_articles_than_there_are_are_refused(monkeypatch):
    monkeypatch.delenv("BELEG_SHARED", raising=False)
    with pytest.raises(SystemExit, match="30 articles with those that are added, but 0 real ones"):
        texts_of(30, are_real=True)


def test_what_is_asked_about_articles_they_answer(tmp_path):
    corpora.write(tmp_path / "news", dict.fromkeys(range(8), 0))
    texts = [file.read_text(encoding="utf-8") for file in sorted((tmp_path / "news").iterdir())]
    asked = about_statements(texts, 4)
    Builder(Home(tmp_path / "home"), BuildOptions()).index([Folder("test", tmp_path / "news")])
    opened = answerer(Settings(home=tmp_path / "home", dictionary="none"), Home(tmp_path / "home"))
    for question in (*asked["German"], *asked["English"]):
        assert "Falk" in question
        assert isinstance(opened.answer(question), Answer), question
    assert len(asked["German"]) == len(asked["English"]) == 4


def test_the_same_seed_asks_the_same():
    assert about_titles(5) == about_titles(5) != about_titles(5, seed=4)
    assert about_words(5) == about_words(5)
    assert {language: len(each) for language, each in about_titles(5).items()} == {"German": 5, "English": 5}


@pytest.mark.slow
def test_a_place_behind_a_server_has_the_rows_of_one_run_and_the_server_s_memory(tmp_path):
    took = server.Took()
    with server.running(tmp_path / "server") as running:
        server.measure(took, tmp_path, 10, running)
    rows = {each["what"]: each for each in took.rows("server", 10)}
    assert rows["build, articles a second"]["median"] == 10 / took.built[0].seconds
    assert rows["2 processes asking"]["runs"] == 120
    assert {rows[what]["runs"] for what in ("add 10 articles", "an unchanged folder", "memory of the server")} == {1}
    assert rows["memory of the server"]["median"] > 10
