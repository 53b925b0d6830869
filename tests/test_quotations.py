"""Facts about who said what: each rule on a sentence of its own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.language.quotations import explained, is_somebody, statements

if TYPE_CHECKING:
    from index.model import Statement

PIECES = [
    "Anna Holm", "Minister Karl Weber", "er", "sie", "sagte", "teilte", "mit", "laut", "zufolge", "nach Angaben",
    "dass",
    "habe", "sei", "hätten", "zu kommen", "„", "“", '"', "»", "«", ",", ".", ":", ";", "–", "(", ")", " ", "\n", "\n\n",
    "der Polizei", "Die Lage", "so", "wie", "und", "heißt es", "Das", "gut", "nannte", "als",
]  # fmt: skip
texts = st.one_of(
    st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join), st.lists(st.sampled_from(PIECES)).map("".join)
)


def told(text: str) -> list[tuple[str, str | None, str]]:
    """Kind, speaker and words of every statement."""
    return [
        (found.kind, found.speaker, " … ".join(span.of(text) for span in found.spans)) for found in statements(text)
    ]


def one(text: str) -> Statement:
    """The only statement of a text."""
    (found,) = statements(text)
    return found


DIRECT = [
    ("„Wir bauen die Brücke noch in diesem Jahr“, sagte Anna Holm.", "Anna Holm"),
    ("»Wir bauen die Brücke noch in diesem Jahr«, sagte Anna Holm.", "Anna Holm"),
    ("«Wir bauen die Brücke noch in diesem Jahr», sagte Anna Holm.", "Anna Holm"),
    ('"Wir bauen die Brücke noch in diesem Jahr", sagte Anna Holm.', "Anna Holm"),
    ("“Wir bauen die Brücke noch in diesem Jahr”, sagte Anna Holm.", "Anna Holm"),
    ("Anna Holm sagte: „Wir bauen die Brücke noch in diesem Jahr.“", "Anna Holm"),
    ("Anna Holm: „Wir bauen die Brücke noch in diesem Jahr.“", "Anna Holm"),
    ("„Wir bauen die Brücke noch in diesem Jahr“, so Anna Holm.", "Anna Holm"),
    ("„Bauen wir die Brücke noch in diesem Jahr?“, fragte die Sprecherin Anna Holm.", "Anna Holm"),
    ("Die Brücke sei, so Anna Holm, „ein Wagnis für die ganze Stadt“.", "Anna Holm"),
    ("Wie Anna Holm erklärte, ist das „ein Wagnis für die ganze Stadt“.", "Anna Holm"),
    ("Die Stadt nannte Anna Holm „eine Bühne ohne Stück“.", "Anna Holm"),
    ("Anna Holm, die Sprecherin der Bahn, sagte: „Wir warten noch auf die Züge.“", "Anna Holm"),
    ("„Wir warten noch auf die Züge“, sagte die Sprecherin der Bahn, Anna Holm, am Abend.", "Anna Holm"),
    ("„Wir warten noch auf die Züge“, zitiert die Zeitung Anna Holm.", "Anna Holm"),
    ("Für Anna Holm ist das „ein Wagnis für die ganze Stadt“.", "Anna Holm"),
    ("„Wir warten noch auf die Züge“, heißt es in dem Bericht.", "Bericht"),
    ("Ute von der Aue kam. „Wir warten noch auf die Züge“, sagte von der Aue.", "Ute von der Aue"),
    ("Der Kurier zitiert einen Augenzeugen mit den Worten: „Wir warten noch auf die Züge.“", "ein Augenzeuge"),
    ("Anna Holm ging: Mit den Worten „Jetzt wird alles besser für alle“, trat sie zurück.", "Anna Holm"),
    (
        "Die Staatsanwaltschaft gab etwas bekannt. Darin steht: „Wir ermitteln noch in alle Richtungen.“",
        "Staatsanwaltschaft",
    ),
    ("„Wir warten noch auf die Züge“, sagte Hyun Jung, CEO der Werft.", "Hyun Jung"),
    ("Anna Holm, die lange fern blieb, nannte ihren Rauswurf „überzogen und falsch“.", "Anna Holm"),
    ("Alle gratulierten, so der Bürgermeister Jan Kruse, und die Trainerin Anna Holm: „Das kam früh.“", "Anna Holm"),
    (
        "Es eile, zumal Anna Holm immer betont habe, er sei „ohne jeden Wert“, doch daraus werde nichts, so Jan Kruse.",
        "Anna Holm",
    ),
    ("Die Marke wurde verfehlt, die Anna Holm genannt hatte: „Wir rechnen mit hundert Zügen.“", "Anna Holm"),
    ("„Das ist uns doch zu lästig.“ so das Fazit der Sprecherin Anna Holm.", "Anna Holm"),
    ("Die Gefahr von Bränden wird vom Minister Jan Kruse als „sehr hoch“ eingestuft.", "Jan Kruse"),
    ("„Alles deutet auf einen Fehler hin“, hieß es vom Abgeordneten Jan Kruse.", "Jan Kruse"),
    ("„Da gibt es nichts zu lachen!“ Das musste Ministerin Anna Holm am Montag einräumen.", "Anna Holm"),
    ("„Wo bleiben nur die Züge?“, wollte Anna Holm am Abend wissen.", "Anna Holm"),
    ("Die Bahn wurde gestern im „Kurier“ als „eine Bühne ohne jedes Stück“ bezeichnet.", "Kurier"),
    ("In dem Brief an alle ist von einem „ganz offenen Gespräch unter Freunden“ die Rede.", "Brief"),
    ("Auf der taz-Seite heißt es zur Begründung: „Wir warten noch auf die Züge.“", "taz-Seite"),
]


@pytest.mark.parametrize(("text", "speaker"), DIRECT, ids=[text for text, _ in DIRECT])
def test_a_quotation_in_marks_has_the_speaker_its_sentence_names(text: str, speaker: str) -> None:
    (found,) = [found for found in statements(text) if found.kind == "direct"]
    assert found.speaker == speaker
    assert not set(found.hull.of(text)) & set('„“»«"”')


def test_a_quotation_of_several_sentences_is_one_statement() -> None:
    text = "„Es hat lange gedauert. Nun ist es gut. Danke an alle!“, sagte Anna Holm."
    assert told(text) == [("direct", "Anna Holm", "Es hat lange gedauert. Nun ist es gut. Danke an alle!")]


def test_an_interrupted_quotation_is_one_statement_of_two_spans() -> None:
    text = "„Wir bauen jetzt die Brücke“, sagte Anna Holm, „und danach den Tunnel am Fluss.“"
    assert told(text) == [("direct", "Anna Holm", "Wir bauen jetzt die Brücke … und danach den Tunnel am Fluss.")]


def test_two_quotations_that_the_sentence_joins_stay_two() -> None:
    text = "Anna Holm nannte die Brücke „ein Wagnis für alle“ und den Tunnel „eine Bühne ohne Stück“."
    assert [said for _, _, said in told(text)] == ["ein Wagnis für alle", "eine Bühne ohne Stück"]


def test_titles_and_names_in_marks_are_no_quotations() -> None:
    for text in (
        "Der Film „Der lange Weg nach Norden“ läuft im Kino.",
        "Die Zeitung „Neuer Kurier“ erscheint täglich.",
        "Das Schiff „Anna“ liegt im Hafen.",
        "Die Gruppe „Freunde der alten Werft“ lud ein.",
    ):
        assert told(text) == []


def test_what_has_no_cue_is_said_by_who_acts_in_the_sentence_before() -> None:
    before = "Jan Kruse sagte, er komme. Die Ministerin Anna Holm wandte sich gegen den Plan. "
    assert told(before + "Zwar sei Eile geboten.")[-1][:2] == ("indirect", "Anna Holm")
    assert told(before + "Nötig sei „ein neuer Anfang für alle“.")[-1][:2] == ("direct", "Anna Holm")
    assert told(before + "\n\nZwar sei Eile geboten.")[-1][:2] == ("indirect", "Jan Kruse")


def test_a_quotation_that_stands_alone_is_said_by_whoever_spoke_before() -> None:
    text = "„Wir bauen die Brücke“, sagte Anna Holm. „Der Rat hat lange genug gewartet.“"
    assert [speaker for _, speaker, _ in told(text)] == ["Anna Holm", "Anna Holm"]


INDIRECT = [
    ("Anna Holm sagte, dass die Brücke im Mai fertig ist.", "Anna Holm", "dass die Brücke im Mai fertig ist"),
    ("Anna Holm sagte, die Brücke sei im Mai fertig.", "Anna Holm", "die Brücke sei im Mai fertig"),
    ("Anna Holm teilte am Montag mit, dass die Brücke hält.", "Anna Holm", "dass die Brücke hält"),
    ("Die Brücke werde im Mai fertig, sagte Anna Holm.", "Anna Holm", "Die Brücke werde im Mai fertig"),
    ("Anna Holm kündigte an, die Brücke im Mai zu öffnen.", "Anna Holm", "die Brücke im Mai zu öffnen"),
    ("Anna Holm bestreitet, das Geld genommen zu haben.", "Anna Holm", "das Geld genommen zu haben"),
    ("Die Polizei gab bekannt, dass der Täter gefasst ist.", "Polizei", "dass der Täter gefasst ist"),
    ("Laut Anna Holm ist die Brücke fertig.", "Anna Holm", "ist die Brücke fertig"),
    ("Die Brücke ist laut Anna Holm seit Mai fertig.", "Anna Holm", "Die Brücke ist … seit Mai fertig"),
    ("Der Polizei zufolge ist niemand verletzt worden.", "Polizei", "ist niemand verletzt worden"),
    ("Nach Angaben der Polizei ist niemand verletzt worden.", "Polizei", "ist niemand verletzt worden"),
    ("Nach den Worten von Anna Holm komme man gut voran.", "Anna Holm", "komme man gut voran"),
    ("Nach Ansicht von Minister Karl Weber fehlt es an Geld.", "Karl Weber", "fehlt es an Geld"),
    ("Wie die Polizei mitteilte, ist niemand verletzt worden.", "Polizei", "ist niemand verletzt worden"),
    ("Niemand ist verletzt worden, wie die Polizei am Abend mitteilte.", "Polizei", "Niemand ist verletzt worden"),
    ("Die Brücke sei sicher, so Anna Holm.", "Anna Holm", "Die Brücke sei sicher"),
    ("Anna Holm ist überzeugt, dass die Brücke hält.", "Anna Holm", "dass die Brücke hält"),
    ("Die Polizei geht davon aus, dass der Täter flieht.", "Polizei", "dass der Täter flieht"),
    ("Er könne nicht kommen, ließ Minister Karl Weber erklären.", "Karl Weber", "Er könne nicht kommen"),
    ("Der Vorwurf der Polizei, er habe gelogen, blieb stehen.", "Polizei", "er habe gelogen"),
    ("Anna Holm hebt hervor, wie nötig die Brücke ist.", "Anna Holm", "wie nötig die Brücke ist"),
    ("Es regne zu viel, hieß es.", None, "Es regne zu viel"),
    ("Dem Fahrer wird vorgeworfen, zu schnell gefahren zu sein.", None, "zu schnell gefahren zu sein"),
    ("Die Lage – auch dort – ist schlecht, betonte Anna Holm.", "Anna Holm", "Die Lage – auch dort – ist schlecht"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "said"), INDIRECT, ids=[text for text, _, _ in INDIRECT])
def test_indirect_speech_is_told_apart_from_its_cue(text: str, speaker: str | None, said: str) -> None:
    found = one(text)
    assert (found.kind, found.speaker) == ("indirect", speaker)
    assert " … ".join(span.of(text) for span in found.spans) == said
    assert found.cue_span is not None


def test_sentences_in_the_subjunctive_go_on_with_who_spoke_before() -> None:
    text = "Anna Holm sagte, die Brücke sei fertig. Sie habe viel gekostet. Die Kosten würden noch geprüft. Es regnete."
    assert told(text) == [
        ("indirect", "Anna Holm", "die Brücke sei fertig"),
        ("indirect", "Anna Holm", "Sie habe viel gekostet. … Die Kosten würden noch geprüft."),
    ]
    assert statements(text)[1].cue_span is None


@pytest.mark.parametrize(
    "more", ["Die Arbeit gehe weiter.", "Ein Gespräch mit dem Rat lasse sich einrichten.", "Andere Pläne lehne man ab."]
)
def test_any_verb_in_the_subjunctive_goes_on_with_who_spoke_before(more: str) -> None:
    assert told(f"Anna Holm sagte, die Brücke sei fertig. {more}")[1] == ("indirect", "Anna Holm", more)


@pytest.mark.parametrize("more", ["So gebe es noch keinen Plan.", "So sei noch kein Zug gefahren."])
def test_a_sentence_with_so_before_its_verb_goes_on_too(more: str) -> None:
    assert ("indirect", "Anna Holm", more) in told(f"Es gebe noch viel zu tun, sagte Anna Holm. {more}")


def test_the_second_subjunctive_alone_is_no_statement() -> None:
    assert told("Es wäre schön. Die Kosten würden dann sinken.") == []


def test_what_cannot_speak_is_no_speaker() -> None:
    text = "Auch das Motiv fand sich dort: „Wir glauben an nichts mehr als an uns.“"
    assert [found.speaker for found in statements(text)] == [None]


def test_who_speaks_inside_what_another_says_is_no_speaker() -> None:
    found = told("Die Gäste hätten zugesagt, nach Bremen heimzukehren, sagte Anna Holm.")
    assert [speaker for _, speaker, _ in found] == ["Anna Holm"]


def test_a_fact_that_somebody_judges_is_not_their_statement() -> None:
    text = "Als schlechtes Zeichen werteten manche Beobachter die Tatsache, dass der Rat ohne Anna Holm tagen soll."
    assert not [speaker for _, speaker, _ in told(text) if speaker == "manche Beobachter"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Brücke ist nach russischen Angaben gesperrt.", "russische Angaben"),
        ("Die Brücke soll nach offizieller Darstellung wieder öffnen.", "offizielle Darstellung"),
        ("Die Sperrung wurde von einer Stadtsprecherin bestätigt.", "eine Stadtsprecherin"),
        ("Nach Angaben des russischen Außenministeriums ist die Brücke gesperrt.", "russisches Außenministerium"),
        ("Laut israelischer Armee ist die Brücke gesperrt.", "israelische Armee"),
        ("Laut deutschem Innenministerium ist die Brücke gesperrt.", "deutsches Innenministerium"),
        ("Laut Forschern ist die Brücke gesperrt.", "Forscher"),
        ("Nach Angaben unabhängiger Experten ist die Brücke gesperrt.", "unabhängige Experten"),
        ("Nach Einschätzung des Roten Kreuzes ist die Brücke gesperrt.", "Rotes Kreuz"),
        ("Nach Angaben des Angeklagten war die Brücke gesperrt.", "Angeklagter"),
        ("Nach Ansicht vieler Experten ist die Brücke gesperrt.", "viele Experten"),
        ("In einer Pressemitteilung heißt es, die Brücke sei gesperrt.", "eine Pressemitteilung"),
        ("Der britische Botschafter sagte, die Brücke sei gesperrt.", "britischer Botschafter"),
        ("Laut Bayern ist die Brücke gesperrt.", "Bayern"),
        ("Nach Meinung Norlands ist die Brücke gesperrt.", "Norland"),
        ("Die Brücke sei gesperrt, hieß es im Ministerium zur Begründung.", "Ministerium"),
    ],
)
def test_a_speaker_is_named_in_the_nominative(text: str, speaker: str) -> None:
    assert one(text).speaker == speaker


SOMEBODY = (
    "Anna Holm; Ulla Mernis; Will Grant; Kreml; Außenministerium; Weißes Haus; Nato; dpa; ein Sprecher; Forscher; "
    "Tester; Norweger; Unternehmen; Vertraute; Sozialisten; Statistik Amrum; Verband Nordischer Zeitungen; "
    "eine Quelle; el-Hadi; hafenblatt.de; „Hafenwoche“; russische Behörden; "
    "Bevölkerung; Feuerwehr Emden; Opposition und Medien"
)
NOBODY = (
    "unser Bericht „Fünf Stunden“; ein Bericht; eine Umfrage; Medienberichte; russische Angaben; Gesetzentwurf; "
    "E-Mail; Aktivitäten; Geldstrafen; Hoffnung; keine 17 Stunden; 39.000 Euro; rund 60 Prozent der Befragten; "
    "Allerdings; Wie; Anfang Februar; ein langwieriger Prozess; deren Angaben; Ermittlungen; kein Fall"
)


@pytest.mark.parametrize("name", SOMEBODY.split("; "))
def test_a_speaker_is_a_person_an_office_or_a_body(name: str) -> None:
    assert is_somebody(name)


@pytest.mark.parametrize("name", NOBODY.split("; "))
def test_a_piece_of_writing_a_thing_or_an_amount_is_no_speaker(name: str) -> None:
    assert not is_somebody(name)


def test_what_a_thing_demands_is_told_by_nobody() -> None:
    assert told("Die Überschwemmungen haben 35 Todesopfer gefordert.") == []
    assert {speaker for _, speaker, _ in told("Die Hoffnung bleibt, dass er komme, sagte die Lage.")} == {None}


def test_mere_reports_are_nobody() -> None:
    assert told("Den Berichten zufolge ist die Brücke gesperrt.")[0][:2] == ("indirect", None)
    assert told("Dem Bericht vom Freitag zufolge ist die Brücke gesperrt.")[0][:2] == ("indirect", "Bericht")


def test_demnach_points_to_nobody_by_name() -> None:
    assert told("Demnach ist die Brücke fertig.") == [("indirect", None, "ist die Brücke fertig")]


def test_das_teilte_x_mit_points_to_the_sentence_before() -> None:
    text = "Die alte Brücke über den Fluss ist gesperrt. Das teilte die Polizei am Montag mit."
    assert told(text) == [("indirect", "Polizei", "Die alte Brücke über den Fluss ist gesperrt.")]


def test_an_act_of_speaking_is_reported_as_its_sentence() -> None:
    text = "Anna Holm kritisierte den Bau der Brücke."
    assert told(text) == [("reported", "Anna Holm", text)]


SPEAKERS = [
    ("Anna Holm kam spät. „Der Zug hatte lange Verspätung“, sagte sie.", "Anna Holm"),
    ("Minister Karl Weber kam spät. „Der Zug hatte lange Verspätung“, sagte er.", "Karl Weber"),
    ("Karl Weber traf Anna Holm. „Der Zug hatte lange Verspätung“, sagte sie.", "Anna Holm"),
    ("Minister Karl Weber ist krank. Später sagte der Minister, er komme bald.", "Karl Weber"),
    ("Webers Sprecherin Anna Holm war da. Die Sprecherin sagte, es gehe ihm gut.", "Anna Holm"),
    ("Anna Holm fuhr nach Bonn. Am Abend sagte Holm, die Reise sei lang gewesen.", "Anna Holm"),
    ("Webers früherer Berater Jan Kruse sagte, es gehe ihm gut.", "Jan Kruse"),
    ("Auch die Sprecherin des Rates, Anna Holm, sagte, es gehe voran.", "Anna Holm"),
    ("Der Kreml erklärte, es gebe keine Einigung.", "Kreml"),
    ("Kiew erklärte, es gebe keine Einigung.", "Kiew"),
    ("Ein hoher Beamter der Stadt erklärte, es gebe keine Einigung.", "ein hoher Beamter der Stadt"),
    ("Nach Aussage eines hohen Vertreters gibt es keine Einigung.", "ein hoher Vertreter"),
    ("Nach Kreml-Angaben gibt es keine Einigung.", "Kreml"),
    ("Anna Holm von Google kam. Später sagte sie, es gehe voran.", "Anna Holm"),
    ("Jan Van der Aue kam. Später sagte Van der Aue, es gehe voran.", "Jan Van der Aue"),
    ("Kanzler Karl Hofmann kam. Später sagte der Kanzler, es gehe voran.", "Karl Hofmann"),
    ("Der Präsident Norlands, Karl Weber, sagte, es gehe voran.", "Karl Weber"),
    ("Die Präsidentin Norlands sagte, es gehe voran.", "Präsidentin Norlands"),
    ("Der Abgeordnete Maas sagte, es gehe voran.", "Maas"),
    ("Der Minister Karl Niels kam. Der Minister Niels sagte, es gehe voran.", "Karl Niels"),
    ("Karl Webers Schwiegersohn Jan Kruse sagte, es gehe voran.", "Jan Kruse"),
    ("Unmissverständlich sagte das Gericht, es gehe voran.", "Gericht"),
    ("Karl Weber kam. Laut Parteichef und Vizekanzler Weber geht es voran.", "Karl Weber"),
    ("Anna Holm kam. Am Tag darauf sagte Holm Montagmittag, es gehe voran.", "Anna Holm"),
    (
        "Die Fraktion der Mitte sagte, sie komme. „Es gibt noch sehr viel zu tun“, sagte die Fraktion.",
        "Fraktion der Mitte",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS, ids=[text for text, _ in SPEAKERS])
def test_speakers_are_resolved_within_the_article(text: str, speaker: str) -> None:
    assert statements(text)[-1].speaker == speaker


VIA = [
    ("„Wir warten noch auf die Züge“, sagte Anna Holm der Nachrichtenagentur Tass zufolge.", "Anna Holm", "Tass"),
    ("„Wir warten noch auf die Züge“, sagte Anna Holm Tass zufolge.", "Anna Holm", "Tass"),
    ("Man warte noch auf die Züge, sagte Anna Holm der Agentur Interfax zufolge.", "Anna Holm", "Interfax"),
    ("„Wir warten noch auf die Züge“, sagte Anna Holm der Nachrichtenagentur Reuters.", "Anna Holm", "Reuters"),
    ("Dort sagte Anna Holm einigen Fahrern zufolge: „Wir warten noch auf Züge.“", "Anna Holm", "einige Fahrer"),
    ("Anna Holm sagte nach Angaben von Teilnehmern: „Wir warten noch auf Züge.“", "Anna Holm", "Teilnehmer"),
    ("Anna Holm sagte im Interview mit dem Sender Fox News, man warte.", "Anna Holm", "Fox News"),
    ("„Wir warten noch auf Züge“, zitiert die Financial Times eine Beamtin.", "eine Beamtin", "Financial Times"),
    ("Anna Holm sagte der „Zeit“, man warte.", "Anna Holm", "Zeit"),
    ("Anna Holm sagte der Welt, man warte.", "Anna Holm", "Welt"),
    ("Anna Holm sagte der Welt am Sonntag, man warte.", "Anna Holm", "Welt am Sonntag"),
    ("Anna Holm sagte gegenüber dem Onlinedienst holm.de, man warte.", "Anna Holm", "holm.de"),
    ("Anna Holm sagte laut Zeit, man warte.", "Anna Holm", "Zeit"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "via"), VIA, ids=[text for text, _, _ in VIA])
def test_who_passes_a_statement_on_is_not_its_speaker(text: str, speaker: str, via: str) -> None:
    found = one(text)
    assert (found.speaker, found.via) == (speaker, via)


@pytest.mark.parametrize(
    "text",
    [
        "Dem Schiedsrichter und zwei Helfern drohen ebenfalls längere Sperren.",
        "Einem Schiedsrichter und zwei Koordinatoren drohen längere Sperren.",
        "Sieben Fahrer und weitere der Tat beschuldigte Personen müssen vor Gericht.",
        "Die Schwierigkeiten liegen in den alten Gegensätzen des Landes begründet.",
    ],
)
def test_whom_a_penalty_threatens_or_a_charge_names_says_nothing(text: str) -> None:
    assert told(text) == []


def test_what_judges_voice_is_no_part_of_their_name() -> None:
    text = "In der Begründung äußerten die Richter „gravierende rechtliche Bedenken“ und verwiesen auf die Lage."
    assert one(text).speaker == "Richter"


def test_a_noun_behind_a_quoted_outlet_is_no_part_of_its_name() -> None:
    assert one("Die Soldaten haben laut „Reuters“ Warnschüsse in die Luft abgegeben.").speaker == "Reuters"


NOT_PASSED_ON = [
    "Es sei nur eine Frage der Zeit, bis der Bär komme, sagte Anna Holm.",
    "Die höchsten Wasserfälle der Welt seien bedroht, sagte Anna Holm.",
    "Anna Holm sagte, dass die Stadt der Feuerwehr den Verdienst zuschreibe.",
    "Anna Holm sagte, der Umbau des „Freien Turms“ gehe von dem „alten Hafen“ aus.",
    "Anna Holm sagte, dass es in den Dienst der Stadt gestellt werde.",
    "Anna Holm wies den Bericht der Zeitung „Neue Werft“ als „falsch“ zurück.",
    "Anna Holm von der „Aktion Nordland“ sagte, man warte.",
    "Nach Angaben der New York Times wartet man noch.",
    "In der Zeitung sagte Anna Holm, man warte.",
]


@pytest.mark.parametrize("text", NOT_PASSED_ON)
def test_nobody_passes_on_what_names_no_outlet_or_is_the_speaker(text: str) -> None:
    assert [found.via for found in statements(text)] == [None]


def test_an_outlet_that_the_caller_names_passes_on_too() -> None:
    text = "„Wir warten noch auf die Züge“, sagte Anna Holm laut Morgenstern."
    assert one(text).via is None
    (found,) = statements(text, outlet_names=["Morgenstern"])
    assert (found.speaker, found.via) == ("Anna Holm", "Morgenstern")


def test_an_agency_with_nobody_else_to_speak_is_the_speaker() -> None:
    assert one("Reuters berichtet, dass die Brücke fertig ist.").speaker == "Reuters"


def test_each_statement_knows_its_rule() -> None:
    text = "Anna Holm sagte, dass es regnet. „Es regnet sehr stark“, sagte sie."
    assert [rule for rule, _ in explained(text)] == ["cue before: dass", "direct: told as a quotation"]


@settings(deadline=None)
@given(texts)
def test_statements_lie_inside_the_text_in_order(text: str) -> None:
    found = statements(text)
    assert [statement.spans[0].start for statement in found] == sorted(s.spans[0].start for s in found)
    for statement in found:
        spans = [*statement.spans, statement.speaker_span, statement.cue_span]
        assert all(span is None or span.of(text).strip() for span in spans)
        assert statement.speaker is None or statement.speaker.strip()
        assert statement.via is None or statement.via.strip()


@settings(deadline=None, max_examples=40)
@given(texts)
def test_the_same_text_gives_the_same_statements(text: str) -> None:
    assert statements(text) == statements(text)


HOSTILE = [
    "„", "“", '"', "'", "„“", "»«", "sagte er, ", "„a“, sagte er. ", "laut X ", "Er habe das. ", "(", "Anna Holm ",
    "sagte, dass ", "Minister A. ", "zu kommen, ", "\n", "nach Angaben der ", "von der Anna ", ": „", "Anna, ",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    began = time.process_time()
    statements(unit * (40_000 // len(unit)))
    assert time.process_time() - began < 12


@pytest.mark.parametrize(
    "sentence",
    [
        "Niemand sagte: „Die Steuern müssen hoch.“",
        "Keiner der Minister sagte, die Steuern müssten hoch.",
        "Anna Holm hat nicht gesagt, dass die Steuern steigen.",
        "Anna Holm sagte nicht, ob die Steuern steigen.",
        "Anna Holm hat nie öffentlich gesagt, dass der Krieg verloren sei.",
        "Hätte Anna Holm gesagt: „Wir nehmen den Vorschlag an“, wäre sie zurückgetreten.",
        "Ob Anna Holm gesagt habe, die Rente sei sicher, blieb offen.",
        "Sagte Anna Holm: „Wir nehmen den Vorschlag an“?",
        "Wird Anna Holm sagen: „Geheimhaltung muss sein“?",
        "Anna Holm dementierte, gesagt zu haben: „Wir brauchen keine Geheimhaltung.“",
        "Es ist eine Lüge, dass Anna Holm gesagt habe: „Die Rente ist tot.“",
    ],
)
def test_what_was_not_said_is_nobodys_statement(sentence: str) -> None:
    assert told(sentence) == []


QUOTED_WORDS = "„Die Brücke ist tot, und niemand braucht sie“"


@pytest.mark.parametrize(
    "text",
    [
        "Anna Holm soll gesagt haben, die Brücke müsse weg.",
        "Anna Holm soll dem Rat gesagt haben, dass die Brücke weg muss. Sie sei zu alt.",
        f"{QUOTED_WORDS}, soll Anna Holm gesagt haben.",
        "Anna Holm soll die Brücke als „zu alt und zu teuer“ bezeichnet haben.",
        "Anna Holm will die Brücke immer kritisiert haben.",
        "Anna Holm dürfte gesagt haben, die Brücke müsse weg.",
        "Der Zeuge Karl Meier will gehört haben, dass Anna Holm sagte, die Brücke müsse weg.",
        "Wie Anna Holm gesagt haben soll, ist die Brücke zu alt.",
        "Anna Holm hätte gern gesagt, dass die Brücke weg muss.",
        f"Anna Holm würde sagen: {QUOTED_WORDS}.",
        "Wenn Anna Holm sagt, dass die Brücke weg muss, wird der Rat jubeln.",
        "Nur wenn Anna Holm sagt, dass die Brücke weg muss, kommt sie weg.",
        "Angeblich sagte Anna Holm, die Brücke müsse weg.",
        f"{QUOTED_WORDS}, sagte Anna Holm angeblich.",
        "Laut Gerüchten sagte Anna Holm, die Brücke müsse weg.",
        "Gerüchten zufolge hat Anna Holm gesagt, die Brücke müsse weg.",
        f"{QUOTED_WORDS}, sagte Anna Holm. Das Zitat ist erfunden.",
        f"{QUOTED_WORDS}, sagte Anna Holm. Der Satz stammt nicht von ihr.",
        f"Anna Holm sagte: {QUOTED_WORDS}. Das hat sie nie gesagt.",
        f"Das gefälschte Zitat {QUOTED_WORDS} stammt nicht von Anna Holm.",
        f"Falsch zugeschrieben wird Anna Holm der Satz {QUOTED_WORDS}.",
        f"Fälschlicherweise wird Anna Holm mit den Worten zitiert: {QUOTED_WORDS}.",
    ],
)
def test_what_is_rumoured_supposed_or_forged_is_nobodys_statement(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nach Angaben von Jan Kruse soll Anna Holm gesagt haben, die Brücke müsse weg.", "Jan Kruse"),
        ("Jan Kruse sagte, Anna Holm solle gesagt haben, die Brücke müsse weg.", "Jan Kruse"),
        ("Die Brücke soll laut Anna Holm im Mai fertig werden.", "Anna Holm"),
        ("Anna Holm soll die Brücke nicht gefallen, sagte Jan Kruse.", "Jan Kruse"),
        ("Der Mann soll dort gewohnt haben, wie Anna Holm mitteilte.", "Anna Holm"),
        (f"Anna Holm musste zugeben: {QUOTED_WORDS}.", "Anna Holm"),
        ("Anna Holm sagte, sie werde angeblich erpresst.", "Anna Holm"),
        ("Anna Holm sprach über die angeblich alte Brücke und sagte, sie müsse weg.", "Anna Holm"),
    ],
)
def test_a_rumour_beside_what_somebody_says_leaves_it_theirs(text: str, speaker: str) -> None:
    assert [who for _, who, _ in told(text)] == [speaker]


def test_who_calls_a_quotation_forged_is_quoted_saying_so() -> None:
    found = told("Das Zitat sei gefälscht, sagte Anna Holm: „Das habe ich nie so gesagt.“")
    assert [(kind, speaker) for kind, speaker, _ in found] == [("indirect", "Anna Holm"), ("direct", "Anna Holm")]


def test_what_somebody_is_said_not_to_have_said_is_no_quotation_of_who_says_so() -> None:
    found = told("Es sei eine Lüge, dass Jan Kruse gesagt habe: „Die Rente ist tot“, sagte Anna Holm.")
    assert [kind for kind, _, _ in found] == ["indirect"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Holm sagte nicht ohne Stolz: „Wir sind die Ersten gewesen.“",
        "Anna Holm sagte nicht nur am Montag: „Wir sind die Ersten gewesen.“",
        "Anna Holm bestätigte das nicht und rief: „Wir sind die Ersten gewesen.“",
        "Anna Holm sagte: „Wir sind nicht die Ersten gewesen.“",
    ],
)
def test_a_denial_beside_what_is_said_leaves_it_said(sentence: str) -> None:
    assert [speaker for kind, speaker, _ in told(sentence) if kind == "direct"] == ["Anna Holm"]


def test_each_of_two_quotations_with_verbs_of_their_own_has_its_own_speaker() -> None:
    assert told(
        "„Der Plan ist fertig“, sagte Anna Holm am Mittwoch, „Die Stadt ist pleite“, schrieb ein Spötter auf X."
    ) == [
        ("direct", "Anna Holm", "Der Plan ist fertig"),
        ("direct", "ein Spötter", "Die Stadt ist pleite"),
    ]


def test_who_opens_something_with_these_words_said_them() -> None:
    text = (
        "„Der Plan ist gut“, sagte Anna Holm. „Wir brauchen Tempo.“ Mit diesen Worten eröffnete Jan Kruse die Strecke."
    )
    assert told(text)[-1] == ("direct", "Jan Kruse", "Wir brauchen Tempo.")
