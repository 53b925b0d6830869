"""Whose somebody is, in questions and sentences."""

from __future__ import annotations

import pytest

from assistant.owners import asked_of, owned_in, without_owners


@pytest.mark.parametrize(
    ("question", "noun", "owner"),
    [
        ("Wer ist Falks Schwiegersohn?", "Schwiegersohn", "Falks"),
        ("Who is Falk's son-in-law?", "son-in-law", "Falk"),
        ("Wie heißt die Frau von Ey?", "Frau", "Ey"),
        ("Who is the spokesman of Ida Falk?", "spokesman", "Ida Falk"),
    ],
)
def test_a_question_names_whose_somebody_is(question, noun, owner):
    asked = asked_of(question)
    assert asked is not None
    assert (asked.noun, asked.owner) == (noun, owner)


@pytest.mark.parametrize("question", ["Was Kushner there?", "Wer kam mit?", "Das Treffen in Bremen", "Who is Falk?"])
def test_a_question_without_an_owner_names_none(question):
    assert asked_of(question) is None


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("Falks Schwiegersohn Jan Ey kam mit.", [("Schwiegersohn", "Falks")]),
        ("Der Schwiegersohn von Bürgermeisterin Ida Falk kam.", [("Schwiegersohn", "Bürgermeisterin Ida Falk")]),
        ("Das Treffen war kurz.", []),
    ],
)
def test_a_sentence_tells_whose_somebody_is(text, owned):
    assert [(each.noun, each.owner) for each in owned_in(text)] == owned


def test_whose_son_in_law_was_there_was_not_there_by_that():
    told = without_owners("Der Schwiegersohn von Ida Falk, Jan Ey, nahm teil.")
    assert "Falk" not in told
    assert "Jan Ey" in told


def test_whose_meeting_it_was_is_left_in_the_sentence():
    assert without_owners("Falks Treffen mit Ey dauerte lange.") == "Falks Treffen mit Ey dauerte lange."
