"""Lengths of time are compared by what their words allow, and are nobody's who does not tell them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from assistant.lengths import lengths
from assistant.model import Answer
from assistant.settings import Settings
from assistant.wiring import answerer
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answering import Answerer


@pytest.mark.parametrize(
    "texts",
    [
        (
            *("fast fünf Stunden", "fünf Stunden", "das fünfstündige Treffen", "rund 5 Stunden", "300 Minuten"),
            *("nearly five hours", "about 5 hours", "knapp fünf Stunden", "the five-hour meeting"),
        ),
        ("mehr als drei Tage", "drei Tage", "at least three days", "gut drei Tage"),
        ("zwei Wochen", "14 Tage", "about two weeks"),
    ],
)
def test_lengths_that_may_be_the_same_agree(texts):
    for one, other in combinations(texts, 2):
        (first,), (second,) = lengths(one), lengths(other)
        assert first.agrees(second), (one, other)
        assert second.agrees(first), (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fast fünf Stunden", "zwei Stunden"),
        ("mehr als drei Tage", "zwei Tage"),
        ("rund 5 Stunden", "5 Minuten"),
        ("knapp fünf Stunden", "sechs Stunden"),
    ],
)
def test_lengths_that_cannot_be_the_same_differ(one, other):
    (first,), (second,) = lengths(one), lengths(other)
    assert not first.agrees(second)
    assert not second.agrees(first)


def test_what_lies_back_and_what_is_no_number_is_no_length():
    assert not list(lengths("Drei Jahre später kam er, einige Tage nach dem Fest, und die Stunden vergingen."))


def _asked(place: Path, **articles: str) -> Answerer:
    (place / "news").mkdir()
    for name, text in articles.items():
        (place / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(home=place / "home", dictionary="none")
    Builder(Home(settings.home), BuildOptions()).index([Folder("news", place / "news")])
    return answerer(settings, Home(settings.home))


_COUNCIL = "Der Rat tagte\n\nDie Sitzung des Stadtrats von Bremen über den Hafen dauerte am Montag fast fünf Stunden.\n"
_FALK = (
    "Falk zum Hafen\n\nNach der fünfstündigen Sitzung des Stadtrats von Bremen sagte Bürgermeisterin Ida Falk, es sei "
    "noch kein Beschluss gefasst worden.\n"
)
_SHORT = "Kurz getagt\n\nIn Bremen dauerte die Sitzung des Stadtrats nur zwei Stunden, wie die Verwaltung meldet.\n"


@pytest.mark.parametrize("question", ["Wie lange dauerte die Sitzung des Stadtrats?", "How long was the Sitzung?"])
def test_articles_are_said_to_differ_only_where_they_do(tmp_path, question):
    (tmp_path / "same").mkdir()
    (tmp_path / "apart").mkdir()
    reply = _asked(tmp_path / "same", council=_COUNCIL, falk=_FALK).answer(question)
    assert isinstance(reply, Answer)
    assert not reply.differing
    reply = _asked(tmp_path / "apart", council=_COUNCIL, short=_SHORT).answer(question)
    assert isinstance(reply, Answer)
    assert reply.differing
    assert any("fast fünf Stunden" in note and "zwei Stunden" in note for note in reply.notes)


def test_a_length_that_the_reporter_tells_is_not_the_speakers(tmp_path):
    reply = _asked(tmp_path, falk=_FALK).answer("Wie lange dauerte die Sitzung des Stadtrats?")
    assert isinstance(reply, Answer)
    assert "fünfstündig" in reply.claims[0].citations[0].quote
    assert reply.claims[0].speaker is None
