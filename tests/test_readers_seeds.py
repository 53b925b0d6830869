"""The five real articles give what a careful reader would write down of them; skipped where they are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.model import Article
from index.readers import ReadingRules, read_folder, restore

_SHARED = os.environ.get("BELEG_SHARED")
pytestmark = pytest.mark.skipif(not _SHARED, reason="BELEG_SHARED does not name the folder with the real articles")


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = list(read_folder(Path(_SHARED or "") / "seeds", ReadingRules(), corpus="seeds"))
    assert all(isinstance(item, Article) for item in found), "nothing is skipped, and the README is no article"
    return {item.source[:3]: item for item in found if isinstance(item, Article)}


def test_all_five_are_read_and_none_is_named_by_a_date_or_its_file(articles: dict[str, Article]) -> None:
    assert sorted(articles) == ["000", "001", "002", "003", "004"]
    for article in articles.values():
        assert article.language == "de"
        assert not article.title.startswith(("date", "2025", "Von "))
        assert article.source[:8] not in article.title
        assert len(article.title.split()) > 5


@pytest.mark.parametrize(
    ("key", "published", "updated", "agency", "authors", "dateline", "section"),
    [
        ("000", "2025-12-03", None, "Dow Jones", ("Matthew Luxmoore", "Robbie Gramer"), None, None),
        ("001", "2025-12-03", None, None, (), "Moskau", None),
        ("002", "2025-12-02", None, None, (), None, None),
        ("003", "2025-12-03T17:23:00", "2025-12-03T18:38:00", "AFP", (), None, "Militär & Verteidigung"),
        ("004", "2025-12-03", None, "dpa-AFX", (), "Moskau", None),
    ],
)
def test_each_tells_its_fields(  # noqa: PLR0913, PLR0917 - a row of a table
    articles: dict[str, Article],
    key: str,
    published: str,
    updated: str | None,
    agency: str | None,
    authors: tuple[str, ...],
    dateline: str | None,
    section: str | None,
) -> None:
    article = articles[key]
    assert article.published is not None
    assert article.published.isoformat() == published
    assert (article.updated and article.updated.isoformat()) == updated
    assert (article.agency, article.authors) == (agency, authors)
    assert (article.dateline, article.section) == (dateline, section)


def test_no_debris_is_left_in_any_text(articles: dict[str, Article]) -> None:
    debris = ["©", "Foto:", "Zustimmen", "Datenschutz", "📽", "ACCUEIL", "App Logo", "Publié", " min\n", "date 2025"]
    debris += ["/fko", "DOW JONES", "(dpa-AFX)", "Von Matthew", "Zelensky von dem"]
    for article in articles.values():
        assert [sign for sign in debris if sign in article.text] == []
        assert article.text == article.text.lstrip()


def test_the_original_of_each_is_restored_exactly(articles: dict[str, Article]) -> None:
    for article in articles.values():
        original = (Path(_SHARED or "") / "seeds" / article.source).read_text(encoding="utf-8")
        assert restore(article) == original


def test_inner_headings_and_the_headline_are_told_apart(articles: dict[str, Article]) -> None:
    assert articles["003"].title not in articles["003"].text
    original = (Path(_SHARED or "") / "seeds" / articles["001"].source).read_text(encoding="utf-8")
    headings = [block for block in original.split("\n\n") if len(block) < 60 and "Video" not in block]
    assert len(headings) > 2
    assert all(heading in articles["001"].text for heading in headings)
