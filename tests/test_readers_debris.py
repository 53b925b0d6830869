"""Debris is told from sentences: what must go goes, and what only looks like it stays."""

from __future__ import annotations

import pytest

from index.readers import debris
from index.readers.debris import debris_in, may_ask
from index.readers.names import read_byline, read_dateline
from index.readers.stamps import read_dates, read_sign_off
from index.readers.titles import looks_like_headline

_GONE = {
    debris.NAVIGATION: [
        *("App Logo", "Zum Inhalt springen", "Home > Politik > Ausland", "ACCUEIL>Wirtschaft & Finanzen", "Anzeige"),
        *("Startseite › Sport", "Lesen Sie auch: Der lange Weg zum Hafen", "Mehr zum Thema", "Siehe auch: Hafen"),
    ],
    debris.CREDIT: [
        *("© APA/AFP/ANNA MUSTER", "Foto: dpa", "Foto: Anna Muster/dpa", "(Foto: imago)", "Bild: Keystone / dpa"),
        *("Die Halle am Morgen. © APA/dpa/BERT B. BEISPIEL", "Ein Kran Foto: Muster Press/Handout via reuters"),
        *("Der Bürgermeister bei der Eröffnung. (Foto: Anna Muster)", "Archivbild: Keystone", "Fotos: privat"),
    ],
    debris.CONSENT: [
        "Bitte stimmen Sie dem Laden von externen Inhalten zu, um diese Karte von Landkarte24 (Datenschutz) zu sehen.",
        "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.",
        "Um diesen Inhalt anzuzeigen, müssen Sie Cookies erlauben.",
        "An dieser Stelle finden Sie einen externen Inhalt von Filmhaus, der den Artikel ergänzt.",
        *("Wir verwenden Cookies, um Ihnen mehr zu zeigen.", "Zustimmen und weiterlesen", "Externen Inhalt laden"),
    ],
    debris.TEASER: [
        *("📽️ Video | Sturm über der Küste", "Video: So war der Tag im Hafen", "▶ Der Hafen in drei Minuten"),
        "Podcast | Hafenfunk",
    ],
    debris.COPYRIGHT: ["© 2025 Das Blatt", "Copyright (c) 2025 Verlag Muster", "Alle Rechte vorbehalten"],
}
_STAYS = [
    "Foto: das war sein Beruf, und er übte ihn vierzig Jahre lang aus.",
    "So zeichnete sie von der Lage ein klares Bild: Der Hafen braucht Geld, und zwar bald.",
    "„Bild: dpa“, stand unter der Aufnahme, die nie gemacht worden war, wie sich zeigte.",
    "Nutzer müssen dem Setzen von Cookies zustimmen, entschied das Gericht am Dienstag.",
    "„Bitte stimmen Sie dem Laden externer Inhalte zu“, heißt es auf der Seite der Behörde.",
    "Die Ministerin sagte: „Ich bin damit einverstanden, dass Cookies verboten werden.“",
    "Die Firma erklärte knapp: Wir verwenden Cookies nur dort, wo sie nötig sind.",
    "Lesen Sie auch das Kleingedruckte, riet der Verband den Kunden am Montag.",
    "Das Video: ein Film von drei Minuten, der den Streit erst auslöste.",
    "Video-Beweise gibt es nach Angaben der Polizei bisher nicht.",
    "Die Rechte an dem Namen hält seit 2011 eine Firma in Wien.",
    "Für 5 > 3 gibt es keinen Beweis, schrieb der Lehrer.",
    "Er rief: »Home« sei kein deutsches Wort.",
    "2 min",  # only above and below an article
    "Kommentare",
    "Neue Gespräche im Frühjahr",
    "Uhr: Was die Stadt jetzt plant",
]


@pytest.mark.parametrize(("reason", "line"), [(reason, line) for reason, lines in _GONE.items() for line in lines])
def test_a_whole_line_of_debris_is_told_with_its_reason(reason: str, line: str) -> None:
    found = debris_in(line)
    assert found is not None
    assert (found.start, found.reason) == (0, reason)


@pytest.mark.parametrize("line", _STAYS)
def test_a_sentence_or_heading_that_resembles_debris_stays(line: str) -> None:
    assert debris_in(line) is None


@pytest.mark.parametrize("line", [*_GONE[debris.CONSENT], "We use cookies and need your consent."])
def test_the_cheap_look_for_notices_misses_none_of_them(line: str) -> None:
    if debris_in(line, asks=False) is None:  # a button is told without it
        assert may_ask(f"Ein Satz zuvor.\n\n{line}\n")


@pytest.mark.parametrize("line", ["2 min", "Lesezeit: 4 Minuten", "Kommentare", "Teilen", "Menü"])
def test_buttons_count_as_navigation_only_above_and_below_an_article(line: str) -> None:
    assert debris_in(line) is None
    found = debris_in(line, at_the_edge=True)
    assert found is not None
    assert found.reason == debris.NAVIGATION


def test_of_a_long_paragraph_only_the_credit_at_its_end_goes() -> None:
    sentences = "Der Rat tagte lange. " * 20
    found = debris_in(f"{sentences}(Foto: Anna Muster/dpa)")
    assert found is not None
    assert found.start == len(sentences)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Anna Muster", ("Anna Muster",)),
        ("Von Anna Muster und Bert Beispiel", ("Anna Muster", "Bert Beispiel")),
        ("VON ANNA MUSTER, Wien", ("ANNA MUSTER",)),
        ("Von der Hafen-Redaktion", ("Hafen-Redaktion",)),
        ("By Anna van der Muster and Bert J. Beispiel", ("Anna van der Muster", "Bert J. Beispiel")),
        ("Von Dr. Anna Muster-Özgür, Bert d'Exemple", ("Dr. Anna Muster-Özgür", "Bert d'Exemple")),
    ],
)
def test_a_byline_tells_its_authors_in_order(line: str, authors: tuple[str, ...]) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert byline.authors == authors


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Von Hamburg nach Berlin",
            "Von nun an gilt das neue Recht.",
            "Von Moskau und Washington",
            "Von Montag an Regen",
        ),
        *("Von der Küste bis zum Alpenrand", "Von Anna Muster ist nichts bekannt.", "Von 300 Menschen fehlt jede Spur"),
        *("Von der Küste", "Von der Redaktion verlangt der Rat eine Entschuldigung"),
        "Von ",
    ],
)
def test_a_line_that_only_starts_like_a_byline_is_none(line: str) -> None:
    assert read_byline(line) is None


def test_a_byline_may_name_an_agency_instead_of_a_person() -> None:
    byline = read_byline("Von dpa")
    assert byline is not None
    assert byline.agencies == ("dpa",)


@pytest.mark.parametrize(
    ("start", "place", "agency"),
    [
        ("KIEL (dpa-AFX) - Der", "Kiel", "dpa-AFX"),
        ("Kiel (dpa) – Der", "Kiel", "dpa"),
        ("FRANKFURT AM MAIN (AFP) -- Der", "Frankfurt am Main", "AFP"),
        ("Wien/Graz (APA/dpa) - Der", "Wien/Graz", "APA/dpa"),
        ("Berlin, 3. Dez (Reuters) - Der", "Berlin", "Reuters"),
        ("Kiel - (dts Nachrichtenagentur) - Der", "Kiel", "dts"),
        ("DOW JONES--Der", None, "Dow Jones"),
        ("(epd) - Der", None, "epd"),
        ("Kiel – Der", "Kiel", None),
        ("New York – Der", "New York", None),
        ("USA (AP) - Der", "USA", "AP"),
    ],
)
def test_a_dateline_tells_place_and_agency_and_ends_where_the_report_starts(
    start: str, place: str | None, agency: str | None
) -> None:
    paragraph = f"{start} Hafen ist seit Montag wieder offen, teilte die Behörde mit."
    found = read_dateline(paragraph)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert paragraph[found.length :].startswith("Der Hafen")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Muster – Kapitänin des Schiffs – blieb an Bord, bis alle gerettet waren.",
        "Muster – die Kapitänin des Schiffs – blieb an Bord.",
        "Der Hafen – Seit Montag ist er wieder offen.",
        "Kommentar – Der Hafen muss offen bleiben.",
        "Neue Kämpfe im Norden – Die Stadt meldet Tote.",
        "Verhandlung – Die Richter hörten zwei Zeugen.",
        "Kiel (Ostsee) - Der Hafen ist wieder offen.",
        "Der Hafen ist wieder offen.",
        "Kiel –",
        "",
    ],
)
def test_a_paragraph_without_a_dateline_keeps_its_start(paragraph: str) -> None:
    assert read_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("end", "agency", "authors"),
    [
        ("/abc/DP/xy", None, ()),
        ("/xy", None, ()),
        (" (APA/dpa)", "APA/dpa", ()),
        (" (dpa)", "dpa", ()),
        (" (red, APA, 3.12.2025)", "APA", ()),
        (" (Anna Muster, 3.12.2025)", None, ("Anna Muster",)),
        (" (Anna Muster aus Kiel, 3. 12. 2025)", None, ("Anna Muster",)),
        (" (abc, 3.12.2025)", None, ()),
        (" (red)", None, ()),
    ],
)
def test_a_sign_off_at_the_end_is_cut_behind_the_full_stop(
    end: str, agency: str | None, authors: tuple[str, ...]
) -> None:
    sentence = "Der Hafen ist wieder offen."
    found = read_sign_off(sentence + end)
    assert found is not None
    assert (found.start, found.agency, found.authors) == (len(sentence), agency, authors)


@pytest.mark.parametrize("line", ["(APA/dpa)", "abc/DP/xyz", "DJG/DJN/abc", "Quelle: dpa", "(END) Dow Jones Newswires"])
def test_a_sign_off_may_be_a_line_of_its_own(line: str) -> None:
    found = read_sign_off(line)
    assert found is not None
    assert found.start == 0


@pytest.mark.parametrize(
    "paragraph",
    [
        "Der Hafen ist offen (Stand: Montag).",
        "Gewonnen hat sie zuletzt in Kiel (2019).",
        "Es spielten Muster (4.), Beispiel (17.) und Probe (80.)",
        "Das sagte der Abgeordnete Bert Beispiel (ABC)",
        "Gefragt ist Zusammenarbeit und/oder Geld.",
        "und/oder",
        "Die Adresse lautet example.org/abc/def",
        "(31.07.2005)",
        "Der Verein (Anna Muster)",
    ],
)
def test_a_bracket_or_stroke_at_the_end_of_a_sentence_is_no_sign_off(paragraph: str) -> None:
    assert read_sign_off(paragraph) is None


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Publié le : 03/12/2025 - 17:23Modifié le : 03/12/2025 - 18:38", "2025-12-03T17:23:00", "2025-12-03T18:38:00"),
        ("Veröffentlicht am 3. Dezember 2025, 17.23 Uhr", "2025-12-03T17:23:00", None),
        ("Mittwoch, 3. Dezember 2025", "2025-12-03", None),
        ("Stand: 03.12.2025 18:38 Uhr", None, "2025-12-03T18:38:00"),
        ("Kiel, 3. Dezember 2025", "2025-12-03", None),
        ("03.12.2025, aktualisiert 04.12.2025", "2025-12-03", "2025-12-04"),
    ],
)
def test_a_date_line_tells_when_it_was_published_and_changed(
    line: str, published: str | None, updated: str | None
) -> None:
    dates = read_dates(line)
    assert dates is not None
    assert (dates.published and dates.published.isoformat()) == published
    assert (dates.updated and dates.updated.isoformat()) == updated


@pytest.mark.parametrize(
    "line",
    [
        "Am 3. Dezember 2025 begann der Streik.",
        "Streik am 3. Dezember 2025",
        "Was am 3.12.2025 geschah",
        "Seite 3",
        "2025",
    ],
)
def test_a_line_that_says_more_than_a_date_is_no_date_line(line: str) -> None:
    assert read_dates(line) is None


@pytest.mark.parametrize("line", ["Der Hafen öffnet wieder", "Was nun?", "Muster: „Es reicht“", "50 Jahre Hafen"])
def test_a_short_line_without_a_full_stop_looks_like_a_headline(line: str) -> None:
    assert looks_like_headline(line)


@pytest.mark.parametrize(
    "line", ["Der Hafen öffnet wieder.", "und öffnet wieder", "- ein Punkt", "2025", "***", "Es folgt:"]
)
def test_a_sentence_or_a_fragment_does_not_look_like_a_headline(line: str) -> None:
    assert not looks_like_headline(line)
