"""Facts about permanent links: they show the version that was quoted, or say that they cannot."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from tests.test_app_pages import DATED, built, environment, opened, shown  # noqa: F401 - fixtures
from ui import reading
from ui.parts import parts

QUOTED = "Kapitän Jelle Brons sagte"


@pytest.fixture
def changed(environment, tmp_path):  # noqa: F811 - the fixture
    """A link to a place, made before the article was changed, and how to change it."""

    def write(text: str) -> None:
        (tmp_path / "articles" / "bericht.md").write_text(text, encoding="utf-8")
        Builder(Home(tmp_path / "home"), BuildOptions()).index([Folder("test", tmp_path / "articles", replaces=True)])

    (tmp_path / "articles").mkdir()
    write(DATED)
    environment.setenv("BELEG_HOME", str(tmp_path / "home"))
    article = parts().articles.article(parts().articles.entries()[0].id)
    start = article.text.index(QUOTED)
    link = reading.permalink("", article, reading.Span(start, start + len(QUOTED)))
    query = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
    return query, write


def marked(body: str) -> str:
    return " ".join(re.findall(r"<mark[^>]*>([^<]*)", body))


def test_a_link_made_before_an_article_changed_marks_the_words_that_were_quoted(changed):
    query, write = changed
    write(DATED.replace("Die Fähre nach", "Das lange ersehnte Schiff nach"))
    body = shown(opened("article", **query))
    assert QUOTED in marked(body)
    assert "seither geändert" in body


def test_a_link_to_an_unchanged_article_needs_no_remark(changed):
    query, _ = changed
    body = shown(opened("article", **query))
    assert QUOTED in marked(body)
    assert "bl-warn" not in body
    assert "geändert" not in body


def test_a_link_to_a_version_that_is_not_kept_says_so_and_marks_nothing(changed):
    query, _ = changed
    body = shown(opened("article", **query | {"v": "0" * 16}))
    assert "nicht mehr da" in body
    assert "Jelle Brons" in body
    assert not marked(body)


def test_a_link_without_a_version_says_that_it_is_unknown_only_where_there_are_several(changed):
    query, write = changed
    del query["v"]
    body = shown(opened("article", **query))
    assert QUOTED in marked(body)
    assert "keine Fassung" not in body
    write(DATED.replace("wieder.", "nun wieder."))
    assert "keine Fassung" in shown(opened("article", **query))
