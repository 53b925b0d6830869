"""Facts about the page of who said what: everybody can be got at, and what agencies sent to many is listed once."""

from __future__ import annotations

import json

import pytest

from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from index.model import Article, ArticleId, Span, Statement
from tests.test_app_pages import built, button, environment, opened, shown  # noqa: F401 - fixtures
from ui.sayings import Said, copies_joined

HEAD = "---\ntitle: {title}\ndate: 2026-03-{day:02d}\noutlet: Küstenblatt\n---\n"
WHO = [
    "Anton",
    "Bertram",
    "Conrad",
    "Dieter",
    "Emil",
    "Franz",
    "Georg",
    "Heinz",
    "Ingo",
    "Jakob",
    "Konrad",
    "Ludwig",
    "Martin",
    "Norbert",
    "Oskar",
]
SENT = (
    "Die Fähre nach Emden verkehrt seit Mittwoch wieder, wie die Reederei am Nachmittag mitteilte. "
    "Kapitän {who} sagte: „Die Maschine läuft nach dem Winter wieder ruhiger und leiser als je zuvor.“ "
    "Im Winter hatte ein Lager versagt, die Reparatur auf der Werft in Papenburg dauerte neun Wochen.\n"
)


@pytest.fixture
def people(environment, tmp_path):  # noqa: F811 - the fixture
    """Opens the page on these articles, by file name."""

    def of(articles: dict[str, str]):
        (tmp_path / "own").mkdir()
        for name, text in articles.items():
            (tmp_path / "own" / f"{name}.md").write_text(text, encoding="utf-8")
        Builder(Home(tmp_path / "home"), BuildOptions()).index([Folder("own", tmp_path / "own")])
        environment.setenv("BELEG_HOME", str(tmp_path / "home"))
        return opened("people")

    return of


def _drawn(app) -> list[str]:
    return json.loads(app.get("vega_lite_chart")[0].proto.spec)["encoding"]["y"]["sort"]


def test_the_timeline_says_how_many_people_it_shows_and_shows_more_when_asked(people):
    app = people(
        {
            who: HEAD.format(title=f"Rat {who}", day=at + 1)
            + f"{who} Meier{who} sagte: „Wir bauen die Brücke {who}.“\n"
            for at, who in enumerate(WHO)
        }
    )
    assert "von 15 Personen" in shown(app)
    assert len(_drawn(app)) == 12
    assert "zeigt die 12 von 15 Personen" in shown(app)
    app = button(app, "more-people").click().run()
    assert len(_drawn(app)) == 15
    assert "Die Zeitleiste zeigt die" not in shown(app)
    assert not [each for each in app.button if each.key == "more-people"]


def test_a_person_is_chosen_and_only_their_words_are_listed(people):
    app = people(
        {
            who: HEAD.format(title=f"Rat {who}", day=at + 1)
            + f"{who} Meier{who} sagte: „Wir bauen die Brücke {who}.“\n"
            for at, who in enumerate(WHO[:3])
        }
    )
    body = shown(app.selectbox[0].set_value("Anton MeierAnton").run())
    assert "1 Äußerung von 1 Person" in body
    assert "Brücke Anton" in body
    assert "Brücke Bertram" not in body


def test_what_an_agency_sent_to_two_outlets_is_listed_once_though_one_of_them_edited_it(people):
    long, short = SENT.format(who="Jelle Brons"), SENT.format(who="Brons").replace("ruhiger und leiser", "ruhiger")
    app = people(
        {
            "a": HEAD.format(title="Fähre verkehrt wieder", day=4) + long,
            "b": HEAD.format(title="Emden ist wieder zu erreichen", day=5) + short,
        }
    )
    body = shown(app)
    assert body.count("Die Maschine läuft") == 1
    assert "fast gleich in: Fähre verkehrt wieder" in body


def _article(name: str, text: str) -> Article:
    return Article(id=ArticleId(name * 16), text=text, title=name, corpus="c", source=name)


def _said(article: Article, start: int, end: int, who: str | None = "Jelle Brons") -> Said:
    return Said(article, Statement((Span(start, end),), "indirect", who))


TEXT = "Die Maschine läuft ruhiger als je zuvor, sagte der Kapitän der Fähre nach Emden am Mittwoch. "


def test_what_a_near_copy_repeats_is_listed_once_and_names_the_copies():
    articles = [_article(name, TEXT) for name in "abc"]
    joined = copies_joined([_said(each, 0, 39) for each in articles], {})
    assert [[copy.title for copy in each.copies] for each in joined] == [["b", "c"]]


def test_the_same_words_in_an_article_of_its_own_or_of_somebody_else_stand_apart():
    one, own = _article("a", TEXT), _article("b", TEXT[:40] + " Von der Werft in Papenburg hieß es anderes." * 9)
    assert len(copies_joined([_said(one, 0, 39), _said(own, 0, 39)], {})) == 2
    other = _article("c", TEXT)
    assert len(copies_joined([_said(one, 0, 39), _said(other, 0, 39, "Ida Falk")], {})) == 2
    surname = {"Jelle Brons": "Jelle Brons", "Brons": "Jelle Brons"}
    assert len(copies_joined([_said(one, 0, 39), _said(other, 0, 39, "Brons")], surname)) == 1
