"""Facts about a shared answer that is checked against the articles of today: each receipt says what became of it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from assistant.wiring import demonstration
from tests import corpora
from tests.test_app_pages import ask, button, environment, opened, shown  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

QUESTION = "Was sagte Peskow über die Geheimhaltung?"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A home with two of the demonstration articles, of which one copies the other."""
    place = tmp_path_factory.mktemp("shared")
    _indexed(place)
    return place


@pytest.fixture
def place(environment, tmp_path):  # noqa: F811 - the fixture
    """A folder and a home of its own, which may be changed."""
    _indexed(tmp_path)
    environment.setenv("BELEG_HOME", str(tmp_path / "home"))
    return tmp_path


def _indexed(place: Path) -> None:
    (place / "articles").mkdir()
    for file in demonstration().glob("0[23]-*"):
        shutil.copy(file, place / "articles")
    corpora.build(place / "home", place / "articles")


def _rewritten(place: Path, pattern: str, old: str, new: str) -> None:
    file = next((place / "articles").glob(pattern))
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _link() -> str:
    """The token of a link to an answer with a receipt and another beside it."""
    app = ask(opened(), QUESTION)
    return next(each.value for each in button(app, "share-").click().run().code if "shared?s=" in each.value)


def _checked(link: str) -> AppTest:
    return button(opened("shared", s=link.partition("s=")[2]), "holds").click().run()


def _states(app: AppTest) -> dict[str, str]:
    """What is told on each card, by its number."""
    cards = re.findall(r'bl-number">(\d+)<.*?</article>', shown(app), re.DOTALL)
    told = re.findall(r'bl-number">(\d+)<(?:(?!</article>).)*bl-state bl-(\w+)">([^<]+)<', shown(app), re.DOTALL)
    assert [number for number, _, _ in told] == cards, "every card says it"
    return {number: f"{kind}: {text}" for number, kind, text in told}


def _summary(app: AppTest) -> list[str]:
    return re.findall(r'bl-status bl-(\w+)">([^<]+)<', shown(app))[0]


def test_nothing_is_told_of_receipts_before_it_is_asked(place):
    app = opened("shared", s=_link().partition("s=")[2])
    assert "bl-state" not in shown(app)
    assert [each.proto.expanded for each in app.expander if "berichtet" in each.label] == [False]


def test_that_all_is_unchanged_is_told_on_every_card_and_in_one_line(place):
    app = _checked(_link())
    assert set(_states(app).values()) == {"good: Der Artikel ist unverändert."}
    assert len(_states(app)) == 2
    assert _summary(app) == ("good", "Alle 2 Belege stehen noch: Ihre Artikel sind unverändert.")
    assert [each.proto.expanded for each in app.expander if "berichtet" in each.label] == [False]


def test_each_card_says_what_became_of_its_article_and_copies_that_changed_are_unfolded(place):
    link = _link()
    _rewritten(place, "02-*", "jederzeit einrichten", "bald einrichten")
    _rewritten(place, "03-*", "je weniger Lärm", "je weniger Aufsehen")
    corpora.build(place / "home", place / "articles")
    app = _checked(link)
    assert sorted(each.partition(":")[0] for each in _states(app).values()) == ["bad", "warn"]
    assert _summary(app) == (
        "bad",
        "2 Belege geprüft: 1 geändert, das Zitat steht noch darin; 1 geändert, das Zitat steht nicht mehr darin.",
    )
    assert [each.proto.expanded for each in app.expander if "berichtet" in each.label] == [True]
    assert _states(app.run()) == _states(app), "it stays"


def test_a_receipt_that_is_gone_is_counted(place):
    link = _link()
    next((place / "articles").glob("03-*")).unlink()
    corpora.build(place / "home", place / "articles")
    app = _checked(link)
    assert _summary(app) == ("bad", "2 Belege geprüft: 1 unverändert; 1 nicht mehr da.")
    assert "1 Beleg ist nicht mehr da" in shown(app)
    next((place / "articles").glob("02-*")).unlink()
    corpora.build(place / "home", place / "articles")
    assert _summary(_checked(link)) == ("bad", "2 Belege geprüft: 2 nicht mehr da.")
