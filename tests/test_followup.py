"""Questions that lean on the conversation are completed."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.followup import Completed, complete
from assistant.model import Abstention, Searched, Turn
from index.planning import Planner, WordFiles

_TODAY = date(2025, 12, 4)
_PLANNER = Planner.open(WordFiles(dictionary="none"))
_PEOPLE = {"Falk", "Ey", "Stadtrat", "Ida Falk"}


def _spoken(question: str) -> str:
    return _PLANNER.plan(question).language


def _after(question: str, language: str = "en") -> list[Turn]:
    searched = Searched(3, None, None, ())
    return [Turn(question, Abstention(question=question, language=language, searched=searched, reason="too_weak"))]


def _completed(typed: str, *, after: str, language: str = "en") -> Completed:
    return complete(typed, _after(after, language), is_person=_PEOPLE.__contains__, language=_spoken, today=_TODAY)


@pytest.mark.parametrize(
    ("before", "language", "typed", "complete_question"),
    [
        ("What did Falk say about the trees?", "en", "And Ey?", "What did Ey say about the trees?"),
        (
            "What did Falk say about the trees?",
            "en",
            "what about the Stadtrat",
            "What did Stadtrat say about the trees?",
        ),
        ("What did Falk say about the trees?", "en", "And about the costs?", "What did Falk say about the costs?"),
        ("What did Falk say about the trees?", "en", "And Ey on costs?", "What did Ey say about the costs?"),
        ("What did Falk say about the trees?", "en", "What did he say about costs?", "What did Falk say about costs?"),
        ("What did Falk say about the trees?", "en", "Why?", "Why did Falk say that about the trees?"),
        ("What did Falk say about the trees?", "en", "in German please", "What did Falk say about the trees?"),
        ("What did Falk say about trees?", "en", "And what did Ey say about it?", "What did Ey say about trees?"),
        ("Was sagte Falk zu Bäumen?", "de", "Und was sagte Ey dazu?", "Was sagte Ey zu Bäumen?"),
        ("Who accompanied Falk?", "en", "And how often did he meet Ey?", "How often did Falk meet Ey?"),
        ("Was sagte Falk über die Bäume?", "de", "Und Ey?", "Was sagte Ey über die Bäume?"),
        ("Was sagte Falk über die Bäume?", "de", "Und zu den Kosten?", "Was sagte Falk zu den Kosten?"),
        ("Was sagte Falk über die Bäume?", "de", "Was sagte sie zur Brücke?", "Was sagte Falk zur Brücke?"),
        ("Was sagte Falk über die Bäume?", "de", "Und über Ey?", "Was sagte Falk über Ey?"),
        ("What did Falk say about the trees?", "en", "And Dmitriev?", "What did Dmitriev say about the trees?"),
        ("Was sagte Falk über die Bäume?", "de", "Und Dmitrijew?", "Was sagte Dmitrijew über die Bäume?"),
        ("Wie lange dauerte die Sitzung?", "de", "Wo war das?", "Wo war die Sitzung?"),
        ("How long did the meeting last?", "en", "When was it?", "When was the meeting?"),
        ("How long did the meeting last?", "en", "Who took part?", "Who took part in the meeting?"),
        ("Wie lange dauerte die Sitzung?", "de", "Wer war dabei?", "Wer war bei der Sitzung dabei?"),
        ("Fährt die Fähre noch?", "de", "Wann war das?", "Wann fährt die Fähre noch?"),
        ("Fährt die Fähre noch?", "de", "Seit wann?", "Seit wann fährt die Fähre noch?"),
        ("Was sagte Falk über die Bäume?", "de", "Warum?", "Warum sagte Falk das über die Bäume?"),
        ("Was will Falk vom Hafen?", "de", "Wieso?", "Wieso will Falk das vom Hafen?"),
        ("What does Falk want of the harbour?", "en", "Since when?", "Since when does Falk want that of the harbour?"),
        ("Where did Falk meet Ey?", "en", "Why?", "Why did Falk meet Ey?"),
        ("Wo traf Falk Ey?", "de", "Und wann?", "Wann traf Falk Ey?"),
        ("Is the ferry running?", "en", "since when?", "Since when is the ferry running?"),
        ("Fährt die Fähre noch?", "de", "Why?", "Warum fährt die Fähre noch?"),
        ("Wo war die Sitzung?", "de", "Wer war dabei?", "Wer war bei der Sitzung dabei?"),
        ("Where did Falk go?", "en", "Who was there?", "Who took part, and where did Falk go?"),
        ("How long did the meeting last?", "en", "What happened after that?", "What happened after the meeting?"),
        ("Wie lange dauerte die Sitzung?", "de", "Was geschah danach?", "Was geschah nach der Sitzung?"),
        ("Was geschah beim Treffen in Bremen?", "de", "Und davor?", "Was geschah vor dem Treffen in Bremen?"),
        ("What happened at the meeting?", "en", "And before that?", "What happened before the meeting?"),
        ("Wo war die Sitzung?", "de", "danach?", "Was geschah nach der Sitzung?"),
        ("Was sagte Falk zur Fähre?", "de", "Und was sagte sie zur Brücke?", "Was sagte Falk zur Brücke?"),
        ("What did Falk say?", "en", "and how long did the meeting last?", "How long did the meeting last?"),
        ("Was sagte Falk zur Brücke?", "de", "Und danach?", "Was sagte Falk danach?"),
        ("What did Falk say about the trees?", "en", "And before that?", "What did Falk say before that?"),
        ("Who took part in the meeting?", "en", "And after that?", "What happened after the meeting?"),
        ("Wer war bei der Sitzung dabei?", "de", "Was geschah danach?", "Was geschah nach der Sitzung?"),
        ("How long did the meeting last?", "en", "What did Ey say about it?", "What did Ey say about the meeting?"),
        ("Wie lange dauerte die Sitzung?", "de", "Was sagte Ey dazu?", "Was sagte Ey zu der Sitzung?"),
        ("Was geschah bei der Sitzung?", "de", "Und danach?", "Was geschah nach der Sitzung?"),
        ("Was geschah zur Sitzung des Rates?", "de", "Und davor?", "Was geschah vor der Sitzung des Rates?"),
        ("Who came along?", "en", "Why?", "Why, and who came along?"),
        ("Wer kam mit?", "de", "Warum?", "Warum, und wer kam mit?"),
        ("How long did the meeting last?", "en", "Why?", "Why did the meeting last that long?"),
        ("Wie lange dauerte die Sitzung?", "de", "Warum?", "Warum dauerte die Sitzung so lange?"),
        ("What did Falk say?", "en", "And yesterday?", "What did Falk say yesterday?"),
        ("Was sagte Falk gestern?", "de", "Und am Montag?", "Was sagte Falk am Montag?"),
        ("What happened on Monday?", "en", "And last week?", "What happened last week?"),
        ("Warum kam Falk nach Bremen?", "de", "Und Ey?", "Warum kam Ey nach Bremen?"),
        ("Since when did Falk say that?", "en", "And Dmitriev?", "Since when did Dmitriev say that?"),
        ("Was sagte Falk über die Bäume?", "de", "Und Ey? <img src=x>", "Was sagte Ey über die Bäume?"),
        ("Was sagte Falk über die Bäume?", "de", "Und Dmitrijew <b>x</b>", "Was sagte Dmitrijew über die Bäume?"),
        ("Was sagte die Regierung?", "de", "Was sagte er zur Brücke?", "Was sagte er zur Brücke?"),
        ("Was sagte der Kreml?", "de", "Was sagte er zur Brücke?", "Was sagte er zur Brücke?"),
        ("Was sagte der Stadtrat Ey?", "de", "Was sagte er zur Brücke?", "Was sagte Stadtrat Ey zur Brücke?"),
        ("What did Falk say about trees?", "en", "Und was ist mit Ey?", "What did Ey say about trees?"),
        ("Was sagte Falk über die Bäume?", "de", "What about Ey?", "Was sagte Ey über die Bäume?"),
        ("Was sagte Falk zu den Bäumen?", "de", "Wie steht es mit Ey?", "Was sagte Ey zu den Bäumen?"),
        ("Was sagte Falk zu den Bäumen?", "de", "Und die Zölle?", "Was sagte Falk zu den Zöllen?"),
        ("Was sagte Falk zu den Bäumen?", "de", "Und was ist mit der Brücke?", "Was sagte Falk zu der Brücke?"),
        ("Was sagte Falk zu den Bäumen?", "de", "Und ihr Sprecher?", "Was sagte ihr Sprecher zu den Bäumen?"),
        ("Was sagte Falk zu den Bäumen?", "de", "Und sein Sprecher?", "Was sagte Falks Sprecher zu den Bäumen?"),
        ("What did Falk say about trees?", "en", "What did she say about that?", "What did Falk say about trees?"),
        ("What did Falk say?", "en", "What did she say about that?", "What did Falk say?"),
        ("How long did the meeting last?", "en", "Was sagte Ey dazu?", "What did Ey say about the meeting?"),
        ("Wie lange dauerte die Sitzung?", "de", "What did Ey say about that?", "Was sagte Ey zu der Sitzung?"),
        ("How long did the meeting last?", "en", "And the strike?", "How long did the strike last?"),
        ("Wie lange dauerte die Sitzung?", "de", "Und der Streik?", "Wie lange dauerte der Streik?"),
        ("Wie lange dauerte das Treffen?", "de", "Und was ist mit der Sitzung?", "Wie lange dauerte die Sitzung?"),
        ("Wer war bei der Sitzung dabei?", "de", "Und das Treffen?", "Wer war bei dem Treffen dabei?"),
        ("Did Falk attend the meeting?", "en", "Why not?", "Why did Falk not attend the meeting?"),
        ("Hat Falk zugestimmt?", "de", "Warum nicht?", "Warum hat Falk nicht zugestimmt?"),
        ("Was it the mayor?", "en", "Why not?", "Why not, and was it the mayor?"),
        ("Was sagte Falk zur Fähre?", "de", "Wer ist das?", "Wer ist Falk?"),
        ("Was sagte Falk zur Fähre?", "de", "Who is she?", "Who is Falk?"),
        ("Did Ida Falk attend the meeting?", "en", "Who is that?", "Who is Ida Falk?"),
        ("Who is Falk?", "en", "What did she say?", "What did Falk say?"),
        ("Warum, und wer war bei der Sitzung dabei?", "de", "Was sagte Ey dazu?", "Was sagte Ey zu der Sitzung?"),
        ("Who came along?", "en", "What did Ey say about that?", "What did Ey say about “Who came along?”"),
    ],
)
def test_what_a_question_leaves_out_comes_from_the_last_one(before, language, typed, complete_question):
    completed = complete(
        typed, _after(before, language), is_person=_PEOPLE.__contains__, language=_spoken, today=_TODAY
    )
    assert completed.text == complete_question


def test_who_somebody_is_does_not_interrupt_what_is_talked_about():
    turns = [*_after("Was sagte Falk zu den Bäumen?", "de"), *_after("Wer ist Falk?", "de")]
    for typed, whole in (("Und Ey?", "Was sagte Ey zu den Bäumen?"), ("Was sagte Ey dazu?", "Was sagte Ey zu Bäumen?")):
        found = complete(typed, turns, is_person=_PEOPLE.__contains__, language=_spoken, today=_TODAY)
        assert found.text == whole


@pytest.mark.parametrize(
    ("aside", "asked_for"),
    [
        ("Why?", "Why did Falk say that about trees?"),
        ("since when?", "Since when did Falk say that about trees?"),
        ("in German please", "What did Falk say about trees?"),
        ("Really?", "What did Falk say about trees?"),
    ],
)
def test_somebody_else_is_asked_for_what_was_asked_before_its_reason(aside, asked_for):
    (turn,) = _after(asked_for)
    turns = [*_after("What did Falk say about trees?"), Turn(aside, turn.reply)]
    found = complete("And Ey?", turns, is_person=_PEOPLE.__contains__, language=_spoken, today=_TODAY)
    assert found.text == "What did Ey say about trees?"


def test_what_is_asked_in_another_language_is_rewritten_in_the_conversations_and_answered_in_its_own():
    completed = _completed("What did she say about that?", after="Was sagte Falk zu den Bäumen?", language="de")
    assert completed == Completed("Was sagte Falk zu den Bäumen?", "en")


@pytest.mark.parametrize(
    ("question", "asked", "typed", "complete_question"),
    [
        ("Why did Falk say that about trees?", "en", "since when?", "Since when did Falk say that about trees?"),
        ("Warum sagte Falk das über die Bäume?", "de", "since when?", "Seit wann sagte Falk das über die Bäume?"),
    ],
)
def test_a_conversation_answered_in_another_language_goes_on_in_the_questions_own(
    question, asked, typed, complete_question
):
    turns = _after(question, "de" if asked == "en" else "en")
    completed = complete(typed, turns, is_person=_PEOPLE.__contains__, language=lambda _: asked, today=_TODAY)
    assert completed.text == complete_question


def test_another_language_can_be_asked_for():
    completed = complete(
        "auf Deutsch bitte", _after("Why?"), is_person=_PEOPLE.__contains__, language=_spoken, today=_TODAY
    )
    assert (completed.text, completed.language) == ("Why?", "de")


@pytest.mark.parametrize("question", ["What does the ferry cost?", "And Ey?", "Why?", "Wer baut die Brücke?"])
def test_without_a_conversation_a_question_stays_as_it_is(question):
    assert complete(question, [], is_person=_PEOPLE.__contains__, language=_spoken, today=_TODAY).text == question


def test_a_question_that_stands_alone_is_left_alone():
    completed = complete(
        "How many trees were felled?",
        _after("What did Falk say?"),
        is_person=_PEOPLE.__contains__,
        language=_spoken,
        today=_TODAY,
    )
    assert completed.text == "How many trees were felled?"


@pytest.mark.parametrize(
    "typed", ["Stimmt das?", "Ist das wahr?", "Stimmt das denn wirklich?", "Is that true?", "is this right", "Really?"]
)
def test_whether_an_answer_is_true_brings_it_again_and_is_not_decided(typed):
    completed = _completed(typed, after="Was sagte Falk über die Bäume?", language="de")
    assert completed.text == "Was sagte Falk über die Bäume?"
    assert completed.doubts


@pytest.mark.parametrize("typed", ["Und Ey?", "Warum?", "And Ey?"])
def test_a_language_that_was_asked_for_goes_for_the_questions_after_it(typed):
    completed = _completed(typed, after="Was sagte Falk über die Bäume?", language="en")
    assert completed.language == "en"
    assert not completed.doubts
