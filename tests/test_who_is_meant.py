"""Who is meant: an office is its holder's, a subject is not ignored, and what nobody says is said of nobody."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.candidates import Candidate
from assistant.extractive import distinct
from assistant.framing import said
from assistant.matching import Matcher
from assistant.model import Abstention, Answer
from assistant.persons import head, is_called, is_mentioned, is_named, meant_by_office, phrases
from assistant.polarity import contrary
from assistant.question import understand
from assistant.settings import Settings
from assistant.voices import tells_of
from assistant.wiring import answerer
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from index.language.analysis import Analyser
from index.model import Article, Span, Statement
from index.planning import Planner, WordFiles
from ui.wording import wording

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answering import Answerer

_ANALYSER = Analyser()
_PLANNER = Planner.open(WordFiles(dictionary="none"))
_ARTICLES = {
    "hafen.txt": """date 2025-11-04 Streit um den Hafen

Der norwegische Präsident Olaf Berg hat den Ausbau des Hafens begrüßt. „Der Ausbau bringt dem Land Frieden“, sagte Berg.

Der dänische Präsident Jens Holm nahm an der Sitzung teil. Neben ihm saß Bergs Schwiegersohn Tim Falk. Holm hörte zu.
Auch der Bruder von Präsident Jens Holm, Nils Rask, war da.

Die Reederei fordert vor allem ein Ende der Zölle. Der Bürgermeister habe den Gästen freundlich gedankt, sagte Bergs
Beraterin Ida Sand. Sie lobte die Tagung.
""",
    "mole.txt": """date 2025-11-05 Die Mole

Ein hochrangiger Nato-Vertreter wies die Vorwürfe zurück. Das Bündnis sei geeint, sagte der Vertreter in Oslo.

Der Unterhändler Rolf Kern nannte die Gespräche über die Mole produktiv und reiste ab. Ein Telefonat ist geplant.
Das Gespräch dauerte drei Stunden.

Über den Vertrag sei Vertraulichkeit vereinbart worden, sagte der Reeder Knut Lie.

Die Mole sei zu teuer, sagte eine hochrangige isländische Quelle der Morgenpost.

Fünf Stunden Sitzung reichten den Gästen nicht.
""",
}


def _matcher(words: str, language: str) -> Matcher:
    return Matcher(_PLANNER.plan(words, spoken="en" if language == "en" else "de"), _ANALYSER, lambda _: 1.0)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder: Path = tmp_path_factory.mktemp("harbour")
    for name, text in _ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    home = Home(tmp_path_factory.mktemp("home") / "home")
    Builder(home, BuildOptions()).index([Folder("Hafen", folder)])
    return answerer(Settings(home=home.path, dictionary="none"), home)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Gestern kam US-Präsident Donald Trump.", "Donald Trump", ["US-Präsident"]),
        (
            "Das sagte Putins außenpolitischer Berater Juri Uschakow.",
            "Juri Uschakow",
            ["Putins außenpolitischer Berater"],
        ),
        ("Der Berater des Kremls, Juri Uschakow, sprach.", "Juri Uschakow", ["Der Berater des Kremls"]),
        (
            "Es kam der Schwiegersohn von Präsident Olaf Berg, Tim Falk, kam.",
            "Tim Falk",
            ["der Schwiegersohn von Präsident Olaf Berg"],
        ),
        ("Es kam der junge (36) von Präsident Olaf Berg, Tim Falk, kam.", "Tim Falk", []),
        ("Nach einem Treffen von Präsident Olaf Berg.", "Olaf Berg", ["Präsident"]),
        ("Mit der US-Delegation sprach Präsident Wladimir Putin.", "Wladimir Putin", ["Präsident"]),
        ("Jared Kushner, der Schwiegersohn des Präsidenten.", "Jared Kushner", ["der Schwiegersohn des Präsidenten"]),
        ("Heute kam Putin.", "Wladimir Putin", []),
    ],
)
def test_an_office_is_the_phrase_beside_the_name(text, name, found):
    assert phrases(Article("a", text, "Titel", "Korpus", "a.txt", language="de"), name) == found


def test_a_phrase_is_about_its_first_noun_before_a_genitive():
    assert head("der außenpolitische Berater des Kremls") == "Berater"
    assert head("Putins außenpolitischer Berater") == "Berater"


@pytest.mark.parametrize(
    ("asked", "language", "phrase", "called"),
    [
        ("US-Präsident", "de", "US-Präsident", True),
        ("US-Präsident", "de", "Präsident", False),
        ("US president", "en", "der Präsident", False),
        ("president of the United States", "en", "US-Präsident", True),
        ("Außenminister der USA", "de", "US-Außenminister", True),
        ("amerikanische Außenminister", "de", "US-Außenminister", True),
        ("US-Präsident", "de", "der Schwiegersohn des US-Präsidenten", False),
        ("Putins Schwiegersohn", "de", "Trumps Schwiegersohn", False),
        ("Kremlsprecher", "de", "Kreml-Berater", False),
        ("Verteidigungsminister", "de", "Außenminister", False),
    ],
)
def test_an_office_is_called_so_when_every_word_of_it_is_there(asked, language, phrase, called):
    assert is_called(_matcher(asked, language), phrase) == called


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("„Dieser Minister hat nichts verstanden“, kritisierte Ida Sand.", ["Karl Brand"]),
        ("Die Kanzlerin müsse handeln, sagte Ida Sand.", ["Eva Lund"]),
        ("Der Präsident müsse gehen, sagte Ida Sand.", []),  # two are
        ("Ein Minister müsse gehen, sagte Ida Sand.", []),  # any
        ("Der Minister Nils Rask müsse gehen.", []),  # somebody else, by name
    ],
)
def test_an_office_alone_means_its_only_holder_in_the_article(words: str, meant: list[str]) -> None:
    text = (
        f"Innenminister Karl Brand traf Kanzlerin Eva Lund. Präsident Jens Holm und Präsident Olaf Berg kamen. {words}"
    )
    article = Article("a", text, "Titel", "t", "a.txt", language="de")
    assert meant_by_office(words, article) == meant


def test_what_is_said_of_a_minister_by_that_word_alone_is_said_of_him(tmp_path: Path) -> None:
    (tmp_path / "brand.txt").write_text(
        "date 2025-11-06 Streit im Rat\n\nInnenminister Karl Brand will das Verfahren im Rat ändern. Enthaltungen "
        "würden dann nicht mehr gezählt.\n\nAblehnung kam von der Opposition. Ida Sand, Vorsitzende der Freien, "
        "kritisierte: „Dieser Minister hat die Demokratie nicht verstanden.“\n",
        encoding="utf-8",
    )
    Builder(Home(tmp_path / "home"), BuildOptions(workers=1)).index([Folder("b", tmp_path)])
    ask = answerer(Settings(home=tmp_path / "home", dictionary="none"), Home(tmp_path / "home"))
    for question in ("Was sagte Ida Sand über Karl Brand?", "What did Ida Sand say about Brand?"):
        reply = ask.answer(question)
        assert isinstance(reply, Answer), question
        assert [each.quote for each in reply.claims[0].citations] == [
            "Dieser Minister hat die Demokratie nicht verstanden."
        ]


def test_somebody_is_mentioned_only_where_all_words_stand_together():
    assert is_mentioned(_matcher("Bergs Schwiegersohn", "de"), "Neben ihm saß Bergs Schwiegersohn Tim.")
    assert not is_mentioned(
        _matcher("Holms Schwiegersohn", "de"),
        "Holm nahm mit vielen anderen Gästen teil, daneben saß Bergs Schwiegersohn.",
    )


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Was sagte der norwegische Präsident über den Ausbau?", "Olaf Berg"),
        ("What did the Norwegian president say about peace?", "Olaf Berg"),
        ("Was sagte Präsident Berg zum Ausbau?", "Olaf Berg"),
        ("Was sagte Bergs Beraterin?", "Ida Sand"),
        ("What did Lie say about secrecy?", "Knut Lie"),
        ("Was sagte Lie über Geheimhaltung?", "Knut Lie"),
        ("Was sagte der Nato-Vertreter über das Bündnis?", "Nato-Vertreter"),
    ],
)
def test_an_office_is_answered_by_its_holder(ask, question, speaker):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    assert all(speaker in (claim.speaker or "") for claim in reply.claims)


@pytest.mark.parametrize(
    ("speaker", "language", "begins"),
    [
        ("Ein hochrangiger Vertreter", "en", "“Ein hochrangiger Vertreter” said"),
        ("Ukrainische Streitkräfte", "en", "“Ukrainische Streitkräfte” said"),
        ("Norwegen und seine Nachbarn", "de", "Norwegen und seine Nachbarn sagten"),
        ("Olaf Berg", "en", "Olaf Berg said"),
        ("Olaf Berg", "de", "Olaf Berg sagte"),
        ("Ein hochrangiger Vertreter", "de", "Ein hochrangiger Vertreter sagte"),
    ],
)
def test_a_german_description_is_quoted_in_english_and_several_speakers_have_a_plural_verb(speaker, language, begins):
    article = Article("a", "Das reicht.", "Titel", "Korpus", "a.txt")
    words = said(Statement((Span(0, 11),), "direct", speaker), speaker, article, language)
    assert words.startswith(begins)


@pytest.mark.parametrize(
    ("speaker", "german", "english"),
    [
        ("Kreml", "Der Kreml sagte,", "The Kremlin said,"),
        ("Weißes Haus", "Das Weiße Haus sagte,", "The White House said,"),
        ("russisches Außenministerium", "Das russische Außenministerium sagte,", "The “russisches Außenministerium”"),
        ("Bundesregierung", "Die Bundesregierung sagte,", "The federal government said,"),
        ("EU-Kommission", "Die EU-Kommission sagte,", "The EU Commission said,"),
        ("Nato", "Die Nato sagte,", "Nato said,"),
        ("dpa", "Die dpa sagte,", "dpa said,"),
        ("Wiener Polizei", "Die Wiener Polizei sagte,", "The “Wiener Polizei” said,"),
        ("Verein", "Der Verein sagte,", "The “Verein” said,"),
        ("Behörden", "Behörden sagten,", "“Behörden” said,"),
        ("USA", "Die USA sagten,", "The USA said,"),
        ("Kiew", "Kiew sagte,", "Kiew said,"),
        ("Anna Holm", "Anna Holm sagte,", "Anna Holm said,"),
        ("Trainer Hofmann", "Trainer Hofmann sagte,", "Trainer Hofmann said,"),
        ("Google", "Google sagte,", "Google said,"),
    ],
)
def test_a_body_that_speaks_has_its_article(speaker, german, english):
    article = Article("a", "Das reicht. Der Vorstand lud zum Verein.", "Titel", "Korpus", "a.txt")
    statement = Statement((Span(0, 11),), "direct", speaker)
    assert said(statement, speaker, article, "de").startswith(german)
    assert said(statement, speaker, article, "en").startswith(english)


@pytest.mark.parametrize(
    ("speaker", "words"),
    [
        ("Kreml", "eine Äußerung vom Kreml:"),
        ("Weißes Haus", "eine Äußerung vom Weißen Haus:"),
        ("Bundesregierung", "eine Äußerung von der Bundesregierung:"),
        ("ein hochrangiger Vertreter", "eine Äußerung von einem hochrangigen Vertreter:"),
        ("USA", "eine Äußerung von den USA:"),
        ("Anna Holm", "eine Äußerung von Anna Holm:"),
    ],
)
def test_whose_act_of_speaking_is_told_stands_in_the_case_of_von(speaker, words):
    article = Article("a", "Das reicht.", "Titel", "Korpus", "a.txt")
    assert words in said(Statement((Span(0, 11),), "reported", speaker), speaker, article, "de")


def test_a_source_is_found_by_the_outlet_that_passes_its_words_on(ask):
    reply = ask.answer("Was sagte die isländische Quelle der Morgenpost?")
    assert isinstance(reply, Answer)
    assert "sei zu teuer" in reply.claims[0].citations[0].quote


def test_who_is_not_found_on_a_subject_is_not_said_to_say_nothing():
    for language in ("de", "en"):
        assert re.search("nothing was found|nichts zu finden", wording(language, "not_said"))


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("Was sagte der dänische Präsident über den Frieden?", "Jens Holm"),
        ("What did the Danish president say about peace?", "Jens Holm"),
        ("Was sagte Bergs Schwiegersohn?", "Tim Falk"),
        ("What did Berg's son-in-law say about the harbour?", "Tim Falk"),
        ("Was sagte Holm?", "Jens Holm"),
        ("What did Jens Holm say about peace?", "Jens Holm"),
    ],
)
def test_the_holder_of_an_office_who_says_nothing_is_named(ask, question, holder):
    reply = ask.answer(question)
    assert isinstance(reply, Abstention)
    assert (reply.reason, reply.about) == ("not_said", holder)


@pytest.mark.parametrize(
    "question",
    [
        "Was sagte Holms Schwiegersohn?",
        "What did Holm's son-in-law say?",
        "Was sagte der schwedische Präsident über den Frieden?",
        "What did the chancellor say about peace?",
    ],
)
def test_nobody_speaks_for_somebody_whom_no_article_knows(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Abstention)
    assert any("who “" in note or "Wer „" in note for note in reply.notes)


@pytest.mark.parametrize(
    "question",
    [
        "Was sagte Sand über Zölle?",
        "What did Sand say about tariffs?",
        "Was sagte Sand über Holm?",
        "What did Sand say about Falk?",
    ],
)
def test_a_statement_beside_a_subject_is_not_about_it(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Abstention)
    assert (reply.reason, reply.about) == ("not_said", "Ida Sand")


def test_who_says_it_according_to_the_question_is_whoever_stands_behind_according_to(ask):
    reply = ask.answer("What did the guests demand, according to Berg?")
    assert reply.language == "en"
    assert not isinstance(reply, Answer) or all(claim.speaker == "Olaf Berg" for claim in reply.claims)


@pytest.mark.parametrize(
    ("name", "sentence", "told"),
    [
        ("Rolf Kern", "In Oslo nannte der Unterhändler Kern die Gespräche produktiv.", True),
        ("Rolf Kern", "Kern nannte die Gespräche produktiv.", True),
        ("Rolf Kern", "Putin nannte Kern einen Freund.", False),
        ("Rolf Kern", "Das sagte Putin zu Kern.", False),
        ("Rolf Kern", "Kern reiste ab.", False),
    ],
)
def test_a_reporter_tells_what_somebody_said_where_the_name_is_the_subject(name, sentence, told):
    assert tells_of(name, sentence) == told


@pytest.mark.parametrize(
    "question",
    [
        "Was sagte Kern über die Gespräche?",
        "What did Kern say about the talks?",
        "Was sagte der Unterhändler über die Gespräche?",
        "Was nannte Kern produktiv?",
    ],
)
def test_what_only_the_reporter_tells_is_shown_as_the_reporters(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    assert "produktiv" in reply.claims[0].citations[0].quote


@pytest.mark.parametrize("question", ["Wie lange dauerte das Telefonat?", "How long did the phone call last?"])
def test_an_event_does_not_last_as_long_as_another(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Abstention)
    assert reply.reason == "not_answered"


@pytest.mark.parametrize("question", ["Wann griff die Nato den Hafen an?", "When did NATO attack the harbour?"])
def test_when_is_not_answered_without_a_time(ask, question):
    assert isinstance(ask.answer(question), Abstention)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Die Gespräche brachten keine Einigung.", "Bei den Gesprächen gab es eine Einigung.", True),
        ("Sie sprachen fünf Stunden.", "Es waren drei Stunden.", True),
        ("Die Gespräche waren nützlich.", "Die Gespräche führten zu einer Einigung.", False),
        ("Niemand will Krieg.", "Die Brücke ist neu.", False),
    ],
)
def test_positions_differ_where_one_denies_or_counts_otherwise(one, other, differ):
    assert contrary(one, other) == differ


def test_two_positions_without_a_difference_are_only_set_side_by_side(ask):
    reply = ask.answer("Was sagten Berg und Kern zum Ausbau und den Gesprächen?")
    assert isinstance(reply, Answer)
    assert reply.differing == ()
    assert not any("weichen" in note for note in reply.notes)


@pytest.mark.parametrize(
    ("asked", "subject"), [("zur Gebietsfrage", "Gebiet"), ("zur Nachfrage", "Nachfrage"), ("zur Umfrage", "Umfrage")]
)
def test_the_question_of_something_is_about_that_thing(asked, subject):
    assert understand(f"Was sagte Kern {asked}?", "de", date(2025, 12, 3)).subject == subject


@pytest.mark.parametrize(
    "question",
    [
        "What happened yesterday?",
        "Was geschah am Dienstag?",
        "Was ist gestern passiert?",
        "Was gibt es Neues?",
        "What's new?",
    ],
)
def test_what_happened_is_what_the_articles_of_these_days_begin_with(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    assert "Ein hochrangiger Nato-Vertreter" in reply.claims[0].citations[0].quote


@pytest.mark.parametrize("question", ["Was sagte Berg letzte Woche?", "What did Berg say two weeks ago?"])
def test_what_was_said_in_days_without_an_article_is_not_taken_from_other_days(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Abstention)
    assert reply.reason == "no_articles"
    assert any("2025" in note for note in reply.notes)
    assert any("kein Artikel" in note or "no article" in note for note in reply.notes)


@pytest.mark.parametrize(
    ("asked", "there", "same"),
    [
        ("Falk107", "Ida Falk2", False),
        ("Falk107", "Ida Falk10", False),
        ("Falk100", "Ida Falk10", False),
        ("Falk107", "Ida Falk107", True),
        ("A320", "Airbus A321", False),
    ],
)
def test_a_name_with_a_number_is_that_of_nobody_whose_number_differs(asked: str, there: str, same: bool) -> None:
    matcher = Matcher(_PLANNER.plan(asked), _ANALYSER, lambda _: 1.0)
    assert is_named(asked, matcher, there) is same
    assert is_called(matcher, there) is same


@pytest.mark.parametrize(("held", "shown"), [(1.0, 1), (0.3, 2)])
def test_a_further_claim_must_come_nearer_the_more_of_the_question_the_first_one_holds(held: float, shown: int) -> None:
    text = "Der Turm wurde 1856 gebaut. In Lindau gibt es viele Gäste."
    article = Article("a", text, "Der Turm", "test", "turm.txt", language="de")
    lead = Candidate(article, Span(0, 27), (held,), held, held, 1.0, 2.0)
    further = Candidate(article, Span(28, len(text)), (0.2,), 0.2, 0.2, 0.5, 1.3)
    assert len(distinct([lead, further], _ANALYSER, most=4)) == shown


def test_several_said_if_the_articles_own_verb_says_so():
    text = "Ukrainische Streitkräfte erklärten, sie hielten die Stadt. Sie betonten, das bleibe so."
    article = Article("1", text, "Titel", "news", "a.txt", outlet="Nordblatt")  # type: ignore[arg-type]
    named = Statement((Span(37, 57),), "indirect", "Ukrainische Streitkräfte", Span(0, 24), Span(25, 34))
    assert said(named, named.speaker, article, "de").startswith("Ukrainische Streitkräfte sagten")
    pronoun = Statement((Span(73, 87),), "indirect", "Der Generalstab", Span(59, 62), Span(63, 71))
    assert said(pronoun, pronoun.speaker, article, "de").startswith("Der Generalstab sagte,")


@pytest.mark.parametrize("question", ["Tariffs on steel", "Strikes on Kyiv", "Progress on pensions"])
def test_a_subject_with_a_capital_is_nobodys_words(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Abstention)
    assert reply.reason != "not_said"
    assert not reply.about
    assert not reply.notes


def test_when_somebody_said_that_is_answered_with_what_they_said():
    asked = understand("Since when did Berg say that about the harbour?", "en", date(2025, 12, 3))
    assert (asked.kind, asked.speakers, asked.subject) == ("said", ("Berg",), "harbour")
    asked = understand("Seit wann sagt Berg das zum Hafen?", "de", date(2025, 12, 3))
    assert (asked.kind, asked.speakers, asked.subject) == ("said", ("Berg",), "Hafen")


@pytest.mark.parametrize(
    ("question", "words"),
    [("Was geschah nach der Sitzung?", "danach"), ("What happened after the meeting?", "danach")],
)
def test_what_came_after_is_told_by_what_came_after(tmp_path, question, words):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "rat.txt").write_text(
        "Die Sitzung des Stadtrats begann am Montag um neun Uhr mit einer Rede. An der Sitzung nahmen zwölf Räte teil. "
        "Nach der Sitzung gingen die Räte danach zum Hafen.\n",
        encoding="utf-8",
    )
    home = Home(tmp_path / "home")
    Builder(home, BuildOptions()).index([Folder("news", tmp_path / "news")])
    reply = answerer(Settings(home=home.path, dictionary="none"), home).answer(question)
    assert isinstance(reply, Answer)
    assert all(words in claim.citations[0].quote for claim in reply.claims)


def test_beside_an_answer_that_has_what_was_asked_for_nothing_is_claimed_that_has_not(tmp_path):
    (tmp_path / "news").mkdir()
    for number, text in enumerate(
        ("An der Sitzung des Rates nahmen zwölf Gäste teil.", "Die Gäste der Sitzung des Rates kamen aus dem Norden.")
    ):
        (tmp_path / "news" / f"{number}.txt").write_text(text + " Danach war Ruhe.\n", encoding="utf-8")
    home = Home(tmp_path / "home")
    Builder(home, BuildOptions()).index([Folder("news", tmp_path / "news")])
    reply = answerer(Settings(home=home.path, dictionary="none"), home).answer("Wie viele Gäste waren in der Sitzung?")
    assert isinstance(reply, Answer)
    assert ["zwölf" in claim.citations[0].quote for claim in reply.claims] == [True]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    place = tmp_path_factory.mktemp("harbour")
    (place / "news").mkdir()
    (place / "news" / "rat.txt").write_text(
        "date 2025-11-05 Rat und Hafen\n\nDas Treffen zwischen Ida Falk und Olaf Berg im Rathaus endete nach vier "
        "Stunden. Ein Telefonat zwischen Ida Falk und Jens Holm sei jederzeit möglich, sagte Berg am Mittwoch.\n\n"
        "Der Reederei Norden ist vor allem ein Interesse an niedrigen Zöllen eigen. Die Reederei Norden konnte im "
        "Streit um die Zölle keine Einigung erzielen.\n",
        encoding="utf-8",
    )
    (place / "news" / "moor.txt").write_text(
        "date 2025-11-03 Im Moor\n\nDer Wolf ist zurück im Moor bei Bremen, der Hafen ist zu.\n", encoding="utf-8"
    )
    home = Home(place / "home")
    Builder(home, BuildOptions()).index([Folder("news", place / "news")])
    return answerer(Settings(home=home.path, dictionary="none"), home)


@pytest.mark.parametrize(
    "question",
    [
        "Wie lange dauerte das Telefonat zwischen Falk und Holm?",
        "How long did the phone call between Falk and Holm last?",
    ],
)
def test_a_length_of_another_event_of_the_same_people_is_no_answer(harbour, question):
    assert isinstance(harbour.answer(question), Abstention)


def test_the_length_of_the_event_asked_for_is_one(harbour):
    reply = harbour.answer("Wie lange dauerte das Treffen zwischen Falk und Berg?")
    assert isinstance(reply, Answer)
    assert "vier Stunden" in reply.claims[0].citations[0].quote


def test_who_only_speaks_on_other_days_is_not_said_to_be_unknown(harbour):
    reply = harbour.answer("Was sagte Berg am Montag zum Hafen?")
    assert isinstance(reply, Abstention)
    assert reply.reason == "not_said"
    assert not any("geht aus den Artikeln nicht hervor" in note for note in reply.notes)
    assert any(
        "geht aus den Artikeln nicht hervor" in note for note in harbour.answer("Was sagte Kuhn zum Hafen?").notes
    )


def test_what_somebody_has_an_interest_in_is_wanted_and_what_they_reach_is_not(harbour):
    reply = harbour.answer("Was will die Reederei Norden mit den Zöllen?")
    assert isinstance(reply, Answer)
    assert "Interesse an" in reply.claims[0].citations[0].quote
    assert not any("erzielen" in claim.citations[0].quote for claim in reply.claims)


def test_a_percentage_is_not_answered_by_any_number(harbour):
    reply = harbour.answer("Wie viel Prozent der Gäste kamen zum Treffen im Rathaus?")
    assert isinstance(reply, Abstention)


@pytest.mark.parametrize(
    "question", ["How much does a Sturm 7 cost?", "Was kostet eine Sturm 7?", "Wie viel kostet eine Sturm 7?"]
)
def test_a_figure_of_the_questions_own_is_not_what_it_asks_for(tmp_path: Path, question: str) -> None:
    (tmp_path / "rakete.txt").write_text(
        "date 2025-11-06 Fehlstart\n\nNach dem Absturz der Rakete „Sturm 7“ will der Betreiber die Ursache suchen. Sie "
        "hatte kurz nach dem Start Feuer gefangen.\n\nDer Bau einer solchen Rakete kostet rund zwölf Millionen Euro.\n",
        encoding="utf-8",
    )
    Builder(Home(tmp_path / "home"), BuildOptions(workers=1)).index([Folder("r", tmp_path)])
    reply = answerer(Settings(home=tmp_path / "home", dictionary="none"), Home(tmp_path / "home")).answer(question)
    assert isinstance(reply, Answer)
    assert "zwölf Millionen Euro" in reply.claims[0].citations[0].quote
