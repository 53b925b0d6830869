"""Who is meant by a name or an office, and what is divided in a text is found."""

from __future__ import annotations

import pytest

from assistant import framing
from assistant.fitting import durations, fit, names_no_agent, says_who
from assistant.matching import Matcher
from index.language.analysis import Analyser
from index.language.particles import reunited
from index.model import Article, Span, Statement, article_id
from index.planning import Planner

_ANALYSER = Analyser()
_PLANNER = Planner(_ANALYSER)


def _matcher(words: str) -> Matcher:
    return Matcher(_PLANNER.plan(words, spoken="de"), _ANALYSER, lambda _: 1.0)


@pytest.mark.parametrize(
    ("asked", "name", "held"),
    [
        ("Peskow", "Dmitri Peskow", True),
        ("Peskov", "Dmitri Peskow", True),
        ("Rubios", "Marco Rubio", True),
        ("Dmitrijew", "Dmitri Peskow", False),
        ("Dmitriev", "Kirill Dmitrijew", True),
        ("Falkenberg", "Ida Falk", False),
    ],
)
def test_a_name_is_held_word_for_word_in_any_spelling(asked, name, held):
    assert (_matcher(asked).named(name).coverage > 0) == held


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Falk nahm erstmals an der Sitzung teil.", "teilnehmen"),
        ("Nahm Falk an der Sitzung teil?", "teilnehmen"),
        ("Sie stellte den Plan vor, den niemand kannte.", "vorstellen"),
        ("Der Rat lehnt den Bau ab", "ablehnen"),
    ],
)
def test_a_verb_that_stands_divided_is_found(text, verb):
    assert _matcher(verb).match(text).coverage == 1.0


@pytest.mark.parametrize("text", ["", "ab", "Er geht an die Arbeit.", "Mit, an, auf!"])
def test_a_particle_by_itself_makes_no_verb(text):
    assert not [stem for stem in reunited(text) if stem in {"angeh", "ab"}]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Die Sitzung dauerte fünf Stunden.", 1.0),
        ("Die fünfstündige Sitzung endete spät.", 1.0),
        ("Sie begann vor mehr als dreieinhalb Jahren.", 0.0),
        ("Drei Tage zuvor hatte sie begonnen.", 0.0),
        ("Sie endete nach fast fünf Stunden.", 1.0),
    ],
)
def test_what_lies_back_is_no_duration(text, holds):
    assert fit("how_long", text) == holds


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Über den Plan wird der Rat nun unterrichtet.", True),
        ("Der Rat wird von Falk unterrichtet.", False),
        ("Falk wird den Rat unterrichten.", False),
        ("Die Brücke wurde gesperrt.", True),
    ],
)
def test_a_passive_without_von_names_nobody_who_does_it(text, without):
    assert names_no_agent(text) == without


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Ein fünfstündiges Treffen endete ohne Ergebnis.", ["Treffen"]),
        ("Fünf Stunden Gespräche reichten nicht.", ["Gespräche"]),
        ("Sie halten seit fast vier Jahren des Kampfes durch.", ["Kampfes"]),
        ("Die Sitzung endete nach fast fünf Stunden, wie der Rat mitteilte.", [""]),
        ("Vor mehr als dreieinhalb Jahren begann der Bau.", []),
    ],
)
def test_a_duration_knows_what_it_is_said_of(text, of):
    assert list(durations(text)) == of


@pytest.mark.parametrize(
    ("text", "name", "tells"),
    [
        ("Bürgermeisterin Ida Falk kam.", "Ida Falk", True),
        ("Sie sprach mit dem Unterhändler Rustem Umjerow.", "Umerov", True),
        ("Sie sprach mit dem Unterhändler Kirill Dmitrijew.", "Kirill Dmitriev", True),
        ("Ida Falk kam.", "Ida Falk", False),
        ("Ida Falk, die Leiterin des Amtes, kam.", "Falk", True),
    ],
)
def test_a_sentence_that_names_an_office_says_who_somebody_is(text, name, tells):
    assert says_who(text, name) == tells


@pytest.mark.parametrize("source", ["russische Angaben", "Medienberichte"])
def test_reports_say_nothing_themselves(source):
    text = f"Nach {source} ist die Brücke gesperrt."
    statement = Statement((Span(len(f"Nach {source} "), len(text) - 1),), "indirect", source)
    article = Article(article_id("c", "s"), text, "Titel", "c", "s", outlet="Kurier")
    assert "sagte" not in framing.said(statement, source, article, "de")
    assert "sagte" in framing.said(statement, "Anna Holm", article, "de")
