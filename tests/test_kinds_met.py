"""What a question asks for must be in the answer, or it is refused: a reason, a place, a time, who is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.model import Abstention, Answer
from assistant.settings import Settings
from assistant.wiring import DEMONSTRATION, answerer, demonstration
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home

if TYPE_CHECKING:
    from assistant.answering import Answerer


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    home = Home(tmp_path_factory.mktemp("kinds") / "home")
    Builder(home, BuildOptions()).index([Folder(DEMONSTRATION, demonstration())])
    return answerer(Settings(home=home.path, dictionary="none"), home)


def _first(ask: Answerer, question: str) -> str:
    reply = ask.answer(question)
    assert isinstance(reply, Answer), question
    return " ".join(citation.quote for citation in reply.claims[0].citations)


@pytest.mark.parametrize(
    "question",
    [
        "Warum sprach Witkoff nicht mit Selenskyj?",
        "Why did Witkoff not meet Zelensky?",
        "Warum zog Putin seine Truppen ab?",
        "Why did Putin withdraw his troops?",
    ],
)
def test_without_a_reason_why_is_not_answered_and_what_came_near_is_shown(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Abstention)
    assert reply.reason == "not_answered"
    assert reply.nearest


@pytest.mark.parametrize(
    "question", ["Warum wurde der Friedensplan überarbeitet?", "Why is Rubio not going to Brussels?"]
)
def test_with_a_reason_why_is_answered(ask, question):
    assert isinstance(ask.answer(question), Answer)


@pytest.mark.parametrize(
    "question",
    ["Did Trump attend the meeting?", "War Trump beim Treffen dabei?", "Nahm Trump am Treffen im Kreml teil?"],
)
def test_whose_son_in_law_was_there_was_not_there_himself(ask, question):
    assert isinstance(ask.answer(question), Abstention)


@pytest.mark.parametrize("question", ["Did Kushner attend the meeting?", "Nahm Kushner am Treffen teil?"])
def test_who_was_there_was_there(ask, question):
    assert "Kushner" in _first(ask, question)


@pytest.mark.parametrize(
    "question", ["Wer ist Putins Schwiegersohn?", "Who is Putin's son-in-law?", "Putins Schwiegersohn"]
)
def test_anothers_son_in_law_is_not_shown_for_his(ask, question):
    assert isinstance(ask.answer(question), Abstention)


@pytest.mark.parametrize("question", ["Wer ist Trumps Schwiegersohn?", "Who is Trump's son-in-law?"])
def test_his_own_is(ask, question):
    assert "Kushner" in _first(ask, question)


@pytest.mark.parametrize("question", ["Wie lange dauerte das Nato-Treffen?", "How long did the NATO meeting last?"])
def test_the_length_of_another_meeting_is_not_that_of_the_one_asked_about(ask, question):
    assert isinstance(ask.answer(question), Abstention)


@pytest.mark.parametrize("question", ["Wurde ein Waffenstillstand vereinbart?", "Was a ceasefire agreed?"])
def test_what_was_agreed_otherwise_does_not_tell_whether_a_ceasefire_was(ask, question):
    assert isinstance(ask.answer(question), Abstention)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Wo trafen sich Witkoff und Umjerow?", "Florida"),
        ("Where was the meeting?", "Brüssel"),
        ("Wo war die Sitzung?", "Brüssel"),
    ],
)
def test_an_event_has_a_place_in_the_first_claim(ask, question, place):
    assert place in _first(ask, question)


@pytest.mark.parametrize("question", ["Wann fand das Treffen statt?", "When was the meeting?"])
def test_an_event_has_a_day_in_every_claim(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    for claim in reply.claims:
        assert any(day in claim.citations[0].quote for day in ("Mittwoch", "Dienstag", "Dezember"))
