"""Facts about questions that are put to some corpora alone, among more articles than SQLite takes variables."""

from __future__ import annotations

import sqlite3

import pytest

from assistant.model import Answer
from assistant.settings import Settings
from assistant.wiring import answerer
from index.articles import _conditions
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from index.lexical import LexicalScope
from index.model import Scope
from tests import corpora
from ui.parts import Readable

OPEN, HIDDEN, VARIABLES = range(5), range(100, 160), 20


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("scope")
    for name, numbers in (("offen", OPEN), ("geheim", HIDDEN)):
        corpora.write(place / name, dict.fromkeys(numbers, 0))
    made = Home(place / "home")
    Builder(made, BuildOptions()).index([Folder("offen", place / "offen"), Folder("geheim", place / "geheim")])
    return made


@pytest.fixture
def asked(home):
    made = answerer(Settings(home=home.path, dictionary="none"), home)
    made.searcher.generation.articles._db.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, VARIABLES)
    return made


@pytest.mark.parametrize("every_leg", [False, True], ids=["by words", "by vectors too"])
def test_only_articles_of_these_corpora_are_found(asked, every_leg):
    found = asked.searcher.search(
        "Was sagte Falk?", k=200, scope=Scope(corpora=frozenset({"offen"})), every_leg=every_leg
    )
    articles = asked.searcher.generation.articles
    assert found.articles == len(OPEN)
    assert {articles.article(hit.passage.article_id).corpus for hit in found.ranking.hits} == {"offen"}


def test_what_another_corpus_says_is_not_answered(asked):
    question = f"Was sagte Falk{HIDDEN[7]}?"
    assert isinstance(asked.answer(question), Answer)
    hidden = asked.answer(question, scope=Scope(corpora=frozenset({"offen"})))
    assert not isinstance(hidden, Answer)
    assert {each.article.corpus for each in hidden.nearest} <= {"offen"}


def test_of_no_corpus_nothing_is_found(asked):
    nothing = Scope(corpora=frozenset())
    assert asked.searcher.search("Was sagte Falk?", k=5, scope=nothing).articles == 0
    assert asked.searcher.generation.articles.days_within(nothing) is None


def test_long_lists_of_articles_are_no_matter(asked):
    articles = asked.searcher.generation.articles
    names = frozenset(each.id for each in articles.entries() if each.corpus == "geheim")
    assert len(names) > VARIABLES
    assert articles.count(Scope(articles=names)) == len(HIDDEN)
    assert articles.count(Scope(without=names)) == len(OPEN)
    every = list(articles.keys())
    assert set(articles.passages(every)) == set(every)


def test_who_may_read_one_corpus_sees_its_speakers_and_can_narrow_it_but_not_widen(asked):
    articles = asked.searcher.generation.articles
    reader = Readable(articles, frozenset({"offen"}))
    assert set(reader.speakers()) < set(Readable(articles, None).speakers())
    assert reader.scope(Scope(corpora=frozenset({"geheim", "offen"}))).corpora == {"offen"}
    assert articles.count(reader.scope(Scope(corpora=frozenset({"geheim"})))) == 0


def test_a_scope_admits_what_is_found_in_it(asked):
    articles = asked.searcher.generation.articles
    scope = Scope(corpora=frozenset({"geheim"}))
    every = [articles.article(each.id) for each in articles.entries()]
    admitted = {each.id for each in every if scope.admits(each)}
    within = articles.numbers_within(articles.resolve(scope))
    assert admitted == {each.id for each in articles.entries() if each.no in within}


@pytest.mark.parametrize(
    "scope",
    [
        LexicalScope(outlets=frozenset({0, 1})),
        LexicalScope(outlets=frozenset({1}), since=20_000, until=20_100),
        LexicalScope(since=20_000),
        LexicalScope(without=frozenset({1, 2})),
    ],
    ids=["outlets", "an outlet's days", "days", "without articles"],
)
def test_articles_in_scope_are_counted_without_reading_any(home, scope):
    articles = home.open().articles
    clauses, values = _conditions(scope)
    query = f"EXPLAIN QUERY PLAN SELECT COUNT(*) FROM articles a WHERE {clauses}"  # noqa: S608
    steps = articles._rows(query, values)
    assert "COVERING INDEX" in str(steps[0][3])
