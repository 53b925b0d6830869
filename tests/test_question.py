"""What a question asks for, by its frame."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates import days, long_day, window
from assistant.question import understand

_TODAY = date(2025, 12, 4)  # a Thursday


@pytest.mark.parametrize(
    ("language", "question", "speaker", "subject"),
    [
        ("en", "What did Mayor Falk say about the trees?", "Mayor Falk", "trees"),
        ("en", "what has the city council said on costs", "city council", "costs"),
        ("en", "What is Falk's position on the bridge?", "Falk", "bridge"),
        ("en", "How did Falk react to the criticism?", "Falk", "criticism"),
        ("en", "What did Falk say?", "Falk", ""),
        ("de", "Was sagte Bürgermeisterin Falk über die Bäume?", "Bürgermeisterin Falk", "Bäume"),
        ("de", "Was hat Falk zu den Kosten gesagt?", "Falk", "Kosten"),
        ("de", "Wie äußerte sich der Stadtrat zur Brücke?", "Stadtrat", "Brücke"),
        ("de", "Wie reagierte der Verein auf den Beschluss?", "Verein", "Beschluss"),
        ("de", "Welche Haltung hat Falk zum Bau?", "Falk", "Bau"),
        ("de", "Was sagte Falk?", "Falk", ""),
        ("de", "Was sagte Falks Sprecher?", "Falks Sprecher", ""),
        ("de", "Was sagte Falk Reportern über die Fähre?", "Falk", "Fähre"),
        ("de", "Was sagte ein Sprecher von Grün Bremen zur Fähre?", "Sprecher von Grün Bremen", "Fähre"),
        ("de", "Was sagte die Sprecherin der Stadt zur Fähre?", "Sprecherin der Stadt", "Fähre"),
        ("de", "Was sagte ein Anwohner über die Bäume?", "Anwohner", "Bäume"),
        ("de", "Was wirft ein Sprecher von Ida Falk der Stadt vor?", "Sprecher von Ida Falk", "der Stadt"),
        ("de", "Was wirft Ida Falk der Stadt vor?", "Ida Falk", "der Stadt"),
        ("en", "What did a spokesman for Ida Falk say about trees?", "spokesman for Ida Falk", "trees"),
    ],
)
def test_a_question_about_words_names_speaker_and_subject(language, question, speaker, subject):
    understood = understand(question, language, _TODAY)
    assert (understood.kind, understood.speakers, understood.subject) == ("said", (speaker,), subject)


@pytest.mark.parametrize(
    ("language", "question", "kind"),
    [
        ("en", "Who built the bridge?", "who"),
        ("de", "Mit wem sprach Falk?", "who"),
        ("en", "In which year was it built?", "when"),
        ("de", "Seit wann ist die Fähre außer Betrieb?", "when"),
        ("en", "Where is the observatory?", "where"),
        ("de", "Wohin fährt die Straßenbahn?", "where"),
        ("en", "How long will the work take?", "how_long"),
        ("de", "Wie viele Jahre dauert der Bau?", "how_long"),
        ("en", "Who is Ida Falk?", "who_is"),
        ("de", "Wer ist Ida Falk?", "who_is"),
        ("de", "Wer war im Rat?", "who"),
        ("en", "What was the duration of the work?", "how_long"),
        ("de", "Was war die Dauer der Arbeiten?", "how_long"),
        ("en", "How long ago was it built?", "how_long_ago"),
        ("de", "Wie lange ist der Bau her?", "how_long_ago"),
        ("en", "What does the council want of Bremen?", "wants"),
        ("de", "Was will der Rat von Bremen?", "wants"),
        ("de", "Was ist Falks Ziel?", "wants"),
        ("en", "How many trees will be felled?", "how_many"),
        ("de", "Wie viel kostet die Brücke?", "how_many"),
        ("de", "Was kostet die Brücke?", "how_many"),
        ("de", "Was hat die Brücke gekostet?", "how_many"),
        ("en", "What does the bridge cost?", "how_many"),
        ("en", "Why was the ferry stopped?", "why"),
        ("de", "Weshalb fällt die Fähre aus?", "why"),
        ("en", "Did the council agree?", "yes_no"),
        ("de", "Hat der Rat zugestimmt?", "yes_no"),
        ("en", "What happened in Bremen?", "what_happened"),
        ("de", "Was ist in Bremen passiert?", "what_happened"),
        ("en", "What is known about the ferry?", "known_about"),
        ("de", "Was ist über die Fähre bekannt?", "known_about"),
        ("de", "Was kostet die Fähre?", "how_many"),
        ("en", "What colour is the ferry?", "fact"),
        ("de", "Fähre Bremen Kosten", "fact"),
        ("en", "What did he say?", "fact"),
    ],
)
def test_a_question_is_of_a_kind(language, question, kind):
    assert understand(question, language, _TODAY).kind == kind


@pytest.mark.parametrize(
    ("language", "question", "people"),
    [
        ("en", "How do Falk and Ey differ on the bridge?", ("Falk", "Ey")),
        ("en", "Compare Falk and Ey on costs", ("Falk", "Ey")),
        ("en", "Compare what Falk and Ey said about the costs", ("Falk", "Ey")),
        ("en", "Compare how Falk and Ey reacted to the costs", ("Falk", "Ey")),
        ("de", "Vergleiche, was Falk und Ey zu den Kosten sagten", ("Falk", "Ey")),
        ("de", "Vergleiche, was Falk und Ey über die Kosten gesagt haben", ("Falk", "Ey")),
        ("de", "Was sagten Falk und Ey über die Kosten?", ("Falk", "Ey")),
        ("de", "Worin unterscheiden sich Falk und Ey bei den Kosten?", ("Falk", "Ey")),
    ],
)
def test_a_comparison_names_two(language, question, people):
    understood = understand(question, language, _TODAY)
    assert (understood.kind, understood.speakers) == ("compare", people)


def test_the_one_who_was_told_is_not_the_subject():
    understood = understand("What did Falk tell reporters about the ferry?", "en", _TODAY)
    assert (understood.speakers, understood.addressee, understood.subject) == (("Falk",), "reporters", "ferry")


@given(st.text(max_size=3000), st.sampled_from(["de", "en"]))
def test_any_text_is_understood_somehow(text, language):
    assert understand(text, language, _TODAY).language == language


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("yesterday", date(2025, 12, 3), date(2025, 12, 3)),
        ("vorgestern", date(2025, 12, 2), date(2025, 12, 2)),
        ("on Tuesday", date(2025, 12, 2), date(2025, 12, 2)),
        ("am Donnerstag", date(2025, 12, 4), date(2025, 12, 4)),
        ("last Thursday", date(2025, 11, 27), date(2025, 11, 27)),
        ("last week", date(2025, 11, 24), date(2025, 11, 30)),
        ("seit Montag", date(2025, 12, 1), None),
        ("until 2 December", None, date(2025, 12, 2)),
        ("am 3. Dezember 2024", date(2024, 12, 3), date(2024, 12, 3)),
        ("December 3, 2025", date(2025, 12, 3), date(2025, 12, 3)),
        ("2025-12-03", date(2025, 12, 3), date(2025, 12, 3)),
        ("3.12.2025", date(2025, 12, 3), date(2025, 12, 3)),
        ("am 24. Dezember", date(2024, 12, 24), date(2024, 12, 24)),
        ("in November", date(2025, 11, 1), date(2025, 11, 30)),
        ("letzte Woche", date(2025, 11, 24), date(2025, 11, 30)),
        ("in der vergangenen Woche", date(2025, 11, 24), date(2025, 11, 30)),
        ("this week", date(2025, 12, 1), date(2025, 12, 7)),
        ("last month", date(2025, 11, 1), date(2025, 11, 30)),
        ("im vergangenen Monat", date(2025, 11, 1), date(2025, 11, 30)),
        ("diesen Monat", date(2025, 12, 1), date(2025, 12, 31)),
        ("this year", date(2025, 1, 1), date(2025, 12, 31)),
        ("voriges Jahr", date(2024, 1, 1), date(2024, 12, 31)),
        ("am Wochenende", date(2025, 11, 29), date(2025, 11, 30)),
        ("over the weekend", date(2025, 11, 29), date(2025, 11, 30)),
        ("am vergangenen Wochenende", date(2025, 11, 29), date(2025, 11, 30)),
        ("vor drei Tagen", date(2025, 12, 1), date(2025, 12, 1)),
        ("two days ago", date(2025, 12, 2), date(2025, 12, 2)),
        ("vor zwei Wochen", date(2025, 11, 17), date(2025, 11, 23)),
        ("a month ago", date(2025, 11, 1), date(2025, 11, 30)),
        ("vor zwölf Tagen", date(2025, 11, 22), date(2025, 11, 22)),
        ("eleven days ago", date(2025, 11, 23), date(2025, 11, 23)),
        ("vor fuenf Tagen", date(2025, 11, 29), date(2025, 11, 29)),
        ("vor einem Tag", date(2025, 12, 3), date(2025, 12, 3)),
        ("in den letzten fünf Tagen", date(2025, 11, 29), date(2025, 12, 4)),
        ("in the last 2 weeks", date(2025, 11, 20), date(2025, 12, 4)),
        ("gestern Abend", date(2025, 12, 3), date(2025, 12, 3)),
        ("last night", date(2025, 12, 3), date(2025, 12, 3)),
        ("am vergangenen Freitag", date(2025, 11, 28), date(2025, 11, 28)),
        ("im Februar 2024", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_words_for_days_become_days(words, since, until):
    found = window(f"Was sagte Falk {words}?", _TODAY)
    assert found is not None
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize("words", ["", "Das mag sein", "I may say so", "am 31. Februar 2024", "Version 3.4.5"])
def test_no_day_is_read_where_none_is_named(words):
    assert window(words, _TODAY) is None


@pytest.mark.parametrize("words", ["vor 300 Jahren", "999 years ago", "vor 999 Monaten"])
def test_what_lies_far_back_is_a_window_like_any_other(words):
    found = window(f"Was geschah {words}?", _TODAY)
    assert found is not None
    assert found.until is not None
    assert found.until < _TODAY


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-10-19", date(2025, 10, 19), date(2025, 10, 19)),
        ("19.10.2025", date(2025, 10, 19), date(2025, 10, 19)),
        ("2025-10", date(2025, 10, 1), date(2025, 10, 31)),
        ("10.2025", date(2025, 10, 1), date(2025, 10, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_days_written_down_are_read(text, first, last):
    assert days(text) == (first, last)


@pytest.mark.parametrize("text", ["", "gestern", "2025-13", "2025-02-30", "0", "0000", "19.10", "x2025-10-19"])
def test_what_is_no_day_is_not_read_as_one(text):
    assert days(text) is None


def test_days_are_written_in_the_readers_language():
    assert [long_day(date(2025, 3, 1), language) for language in ("de", "en")] == ["1. März 2025", "1 March 2025"]


@pytest.mark.parametrize(
    ("asked", "language", "who", "subject"),
    [
        ("Dmitrijew zu Sanktionen?", "de", "Dmitrijew", "Sanktionen"),
        ("Angela Merkel über Migration", "de", "Angela Merkel", "Migration"),
        ("Rubio on security guarantees", "en", "Rubio", "security guarantees"),
    ],
)
def test_a_name_and_a_subject_as_headlines_have_them_ask_what_was_said(asked, language, who, subject):
    question = understand(asked, language, _TODAY)
    assert (question.kind, question.speakers, question.subject) == ("said", (who,), subject)


@pytest.mark.parametrize("asked", ["Treffen zum Jahrestag", "Krieg über der Ukraine", "Gesetz zu Migration"])
def test_a_thing_and_a_subject_are_nobody_s_words(asked):
    assert understand(asked, "de", _TODAY).kind == "fact"


@pytest.mark.parametrize(
    ("asked", "language", "left"),
    [
        ("Wie oft hat Witkoff Putin getroffen?", "de", "hat Witkoff Putin getroffen"),
        ("How often has Witkoff met Putin?", "en", "has Witkoff met Putin"),
        ("How many times did Berg win?", "en", "did Berg win"),
    ],
)
def test_how_often_asks_for_a_number_and_looks_for_no_often(asked, language, left):
    question = understand(asked, language, _TODAY)
    assert (question.kind, question.subject) == ("how_many", left)


@pytest.mark.parametrize(
    ("question", "language", "kind", "event"),
    [
        ("Wann fand das Treffen im Kreml statt?", "de", "when", "das Treffen im Kreml"),
        ("Wo wird die Messe stattfinden?", "de", "where", "die Messe"),
        ("When did the meeting in the Kremlin take place?", "en", "when", "the meeting in the Kremlin"),
        ("Wann kam Falk?", "de", "when", "Wann kam Falk"),
    ],
)
def test_that_an_event_takes_place_is_not_looked_for(question, language, kind, event):
    read = understand(question, language, date(2025, 12, 4))
    assert (read.kind, read.subject) == (kind, event)
