"""What an outlet reports is read in its own articles; two outlets are set side by side; who has nothing is named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.model import Abstention, Answer
from assistant.outlets import printing
from assistant.question import understand
from assistant.settings import Settings
from assistant.wiring import DEMONSTRATION, answerer, demonstration
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answering import Answerer

_ARTICLES = {
    "Nordblatt": "Bremen baut eine Brücke\n\nBürgermeisterin Ida Falk sagte der Agentur Reuters, die Brücke koste "
    "zwölf Millionen Euro. Der Bau der Brücke dauert vier Jahre. In Linz wird derweil ein Tunnel gebohrt.",
    "DER SPIEGEL": "Streit um die Brücke\n\nDer Bau der Brücke dauert sechs Jahre. "
    "Im Stadtrat von Bremen gab es Beifall.",
    "dpa-AFX": "Kläranlage wird teurer\n\nDie Kläranlage in Bremen kostet acht Millionen Euro mehr als geplant. Das "
    "teilte die Stadt am Montag mit.",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    place = tmp_path_factory.mktemp("outlets")
    (place / "news").mkdir()
    for number, (outlet, text) in enumerate(_ARTICLES.items()):
        head = f"---\noutlet: {outlet}\ndate: 2025-12-0{number + 1}\n---\n\n"
        (place / "news" / f"{number}.md").write_text(head + text, encoding="utf-8")
    return _answerer(place, "news", place / "news")


def _answerer(place: Path, corpus: str, folder: Path) -> Answerer:
    home = Home(place / "home")
    Builder(home, BuildOptions()).index([Folder(corpus, folder)])
    return answerer(Settings(home=home.path, dictionary="none"), home)


@pytest.mark.parametrize(
    "question",
    [
        "Nordblatt und Spiegel zur Brücke",
        "Was berichten Nordblatt und Spiegel über die Brücke?",
        "Worin unterscheiden sich Nordblatt und Spiegel zur Brücke?",
        "What do Nordblatt and Spiegel report about the bridge?",
        "Was ist der Unterschied zwischen Nordblatt und Spiegel zur Brücke?",
    ],
)
def test_two_outlets_are_set_side_by_side_each_with_its_own_articles(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    assert {citation.article.outlet for claim in reply.claims for citation in claim.citations} == {
        "Nordblatt",
        "DER SPIEGEL",
    }
    assert [citation.marker for citation in reply.citations] == list(range(1, len(reply.citations) + 1))


def test_outlets_that_count_otherwise_are_said_to_differ(ask):
    reply = ask.answer("Was schreiben Nordblatt und Spiegel über den Bau der Brücke?")
    assert isinstance(reply, Answer)
    assert len(reply.differing) == 2
    assert any("weichen voneinander ab" in note for note in reply.notes)


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("What do Spiegel and dpa say about the bridge?", "In the articles of dpa nothing on this was found."),
        ("Was schreiben Spiegel und Zeit über die Brücke?", "Von Zeit ist hier kein Artikel da."),
    ],
)
def test_a_side_that_has_nothing_is_named(ask, question, note):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    assert note in reply.notes
    assert {citation.article.outlet for citation in reply.citations} == {"DER SPIEGEL"}


@pytest.mark.parametrize(
    ("question", "outlet", "words"),
    [
        ("What does dpa report about the sewage plant?", "dpa-AFX", "acht Millionen"),
        ("Was berichtet die dpa über die Kläranlage?", "dpa-AFX", "acht Millionen"),
        ("Wie lange dauert der Bau der Brücke laut Spiegel?", "DER SPIEGEL", "sechs Jahre"),
        ("According to Nordblatt, how long does building the bridge take?", "Nordblatt", "vier Jahre"),
        ("Wie viel mehr kostet die Kläranlage laut dpa?", "dpa-AFX", "acht Millionen"),
        ("Was schreibt das Nordblatt?", "Nordblatt", "Brücke"),
        ("Nordblatt zur Brücke", "Nordblatt", "Brücke"),
    ],
)
def test_an_outlet_answers_from_its_own_articles(ask, question, outlet, words):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    assert {citation.article.printed_by for citation in reply.citations} == {outlet}
    assert words in reply.claims[0].citations[0].quote


def test_what_an_agency_passed_on_to_others_is_its_report(ask):
    reply = ask.answer("Was meldet Reuters über die Brücke?")
    assert isinstance(reply, Answer)
    assert (reply.claims[0].speaker, reply.claims[0].citations[0].via) == ("Ida Falk", "Reuters")


@pytest.mark.parametrize("question", ["Was berichtet AFP über die Brücke?", "What does AFP report about the bridge?"])
def test_an_outlet_without_an_article_is_said_to_have_none(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Abstention)
    assert any("AFP" in note for note in reply.notes)


def test_outlets_of_the_demonstration(tmp_path):
    asked = _answerer(tmp_path, DEMONSTRATION, demonstration())
    reply = asked.answer("Was sagen Beleg-Demo und Spiegel zum Donbass?")
    assert isinstance(reply, Answer)
    assert "Von Spiegel ist hier kein Artikel da." in reply.notes
    assert {citation.article.outlet for citation in reply.citations} == {"Beleg-Demo"}


def test_an_outlet_is_the_one_called_so_before_any_that_has_the_name():
    assert printing("dpa", ["dpa", "dpa-AFX"]) == {"dpa"}
    assert printing("die dpa", ["dpa-AFX", "AFP"]) == {"dpa-AFX"}
    assert printing("Agence France-Presse", ["dpa-AFX", "AFP"]) == {"AFP"}
    assert printing("Zeit", ["ZEIT ONLINE", "Spiegel"]) == {"ZEIT ONLINE"}
    assert not printing("Russland", ["Russland heute"])


def test_two_names_before_a_subject_are_a_comparison_and_two_nouns_are_none():
    asked = understand("Peskow und Uschakow zur Geheimhaltung", "de", date(2025, 12, 3))
    assert (asked.kind, asked.speakers, asked.subject) == ("compare", ("Peskow", "Uschakow"), "Geheimhaltung")
    assert understand("Ablauf und Ergebnis zum Treffen", "de", date(2025, 12, 3)).kind != "compare"
