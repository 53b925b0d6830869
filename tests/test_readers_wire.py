"""Text off the wire becomes an article: fields, title, and nothing of the debris in the text."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableError
from index.model import Article, Moment
from index.readers import ReadingRules, restore
from index.readers.decoding import normalise
from index.readers.details import Details, Draft
from index.readers.languages import guess_language, language_code
from index.readers.settling import settle
from index.readers.titles import MAX_TITLE, lead_title, shortened

_RULES = ReadingRules()
_LEAD = "Der Hafen der Stadt ist seit Montag wieder offen. Das teilte die Behörde am Abend mit."
_MORE = "Die Schiffe laufen nach Angaben der Behörde erst im Frühjahr wieder nach Plan ein."
_THIRD = "Für die Sanierung hatte der Rat im Sommer zwölf Millionen Euro bewilligt."

# Pieces that a text off the wire is made of, good and bad, for texts nobody thought of.
_PIECES = st.sampled_from(
    [
        *(" date 2025-12-03 ", "Von Anna Muster und Bert Beispiel", "KIEL (dpa) - ", "Kiel – ", "DOW JONES--", _LEAD),
        *(
            "App Logo",
            "Home > Politik",
            "2 min",
            "© Agence France-Presse (AFP)",
            "IA",
            "KI-Zusammenfassung: Kurz gesagt.",
        ),
        *(
            "Publié le : 03/12/2025 - 17:23",
            "📽️ Video | Sturm",
            "Zustimmen und weiterlesen",
            "Foto: dpa",
            " (dpa)",
            "/ab/xy",
        ),
        _MORE,
        *("Der Hafen öffnet wieder", "e\u0301", "\u0301", "\r", "\ufeff", " ", "„Nein“", "🙂", "\t", "\x0b", "\u2028"),
    ]
)
_WIRE = st.lists(st.tuples(_PIECES, st.sampled_from(["", "\n", "\n\n", " ", "\r\n", "\n\n\n"]))).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)


def _read(text: str, **details: str) -> Article:
    return settle(Draft(text, Details(**details)), _RULES, corpus="probe", source="a.txt")  # type: ignore[arg-type]


def _reasons(article: Article) -> list[str]:
    return [removal.reason for removal in article.removed]


@given(st.one_of(_WIRE, st.text()))
def test_the_original_is_restored_exactly_from_any_article(text: str) -> None:
    try:
        article = _read(text)
    except UnreadableError:
        return
    assert restore(article) == normalise(text)


@given(_WIRE)
def test_what_stays_is_a_subsequence_of_the_original_in_nfc(text: str) -> None:
    try:
        article = _read(text)
    except UnreadableError:
        return
    characters = iter(unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    assert all(character in characters for character in article.text)


@given(st.lists(st.sampled_from([_LEAD, _MORE, _THIRD]), min_size=1, max_size=6))
def test_an_article_without_debris_is_kept_to_the_letter(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert _read(text).text == text
    assert _read(text).removed == ()


def test_a_wire_header_and_byline_become_fields_and_leave_the_text() -> None:
    article = _read(f" date 2025-12-03 Von Anna Muster und Bert Beispiel\n\n{_LEAD}\n\n{_MORE}\n")
    assert article.text == f"{_LEAD}\n\n{_MORE}\n"
    assert article.published == Moment(date(2025, 12, 3))
    assert article.authors == ("Anna Muster", "Bert Beispiel")
    assert article.title == "Der Hafen der Stadt ist seit Montag wieder offen."
    assert _reasons(article) == ["header", "byline"]


def test_a_dateline_in_capitals_is_spelled_as_a_name() -> None:
    article = _read(f" date 2025-12-03 KIEL (dpa-AFX) - {_LEAD}/abc/DP/xyz")
    assert (article.dateline, article.agency, article.text) == ("Kiel", "dpa-AFX", _LEAD)


def test_a_dateline_may_stand_after_a_teaser() -> None:
    article = _read(f"{_MORE}\n\nKiel – {_LEAD}")
    assert article.dateline == "Kiel"
    assert article.text == f"{_MORE}\n\n{_LEAD}"


def test_the_head_of_a_web_page_around_an_article_becomes_fields() -> None:
    summary = "Der Hafen ist laut Behörde offen, die Schiffe kommen aber erst im Frühjahr nach Plan."
    article = _read(
        "App Logo\nACCUEIL>Wirtschaft & Verkehr\n\nHafen: Stadt öffnet die Schleusen\n\n"
        "Publié le : 03/12/2025 - 17:23Modifié le : 03/12/2025 - 18:38\n2 min\n© Agence France-Presse (AFP)\nIA\n\n"
        f"{summary}\n\n{_LEAD}\n\n{_MORE}"
    )
    assert article.title == "Hafen: Stadt öffnet die Schleusen"
    assert article.section == "Wirtschaft & Verkehr"
    assert article.agency == "AFP"
    assert article.published is not None
    assert article.published.isoformat() == "2025-12-03T17:23:00"
    assert article.updated is not None
    assert article.updated.isoformat() == "2025-12-03T18:38:00"
    assert article.text == f"{_LEAD}\n\n{_MORE}"
    assert _reasons(article)[-2:] == ["machine summary", "machine summary"]


def test_a_bare_label_over_the_only_paragraph_hides_nothing() -> None:
    assert _LEAD in _read(f"App Logo\n\nKI\n\n{_LEAD}").text


def test_a_labelled_summary_goes_wherever_it_stands() -> None:
    text = f"{_LEAD}\n\nKI-Zusammenfassung\n\n• Erstens offen\n• Zweitens später\n\n{_MORE}\n\n{_THIRD}"
    assert _read(text).text == f"{_LEAD}\n\n{_MORE}\n\n{_THIRD}"


def test_an_article_about_summaries_by_machine_loses_nothing() -> None:
    text = "KI-Zusammenfassungen sind in den Redaktionen umstritten, sagte die Forscherin am Montag.\n\n" + _MORE
    assert _read(text).text == text


def test_debris_between_paragraphs_goes_with_its_blank_lines() -> None:
    text = (
        f"{_LEAD}\n\n📽️ Video | Sturm\n\nZustimmen und weiterlesen\n\nNeue Pläne\n\n{_MORE}\n\n"
        f"Ein Kran hebt Holz. © APA/AFP/ANNA MUSTER\n\n{_THIRD} (APA/dpa)\n"
    )
    article = _read(text)
    assert article.text == f"{_LEAD}\n\nNeue Pläne\n\n{_MORE}\n\n{_THIRD}"
    assert _reasons(article) == ["video teaser", "consent notice", "photo credit", "agency sign-off"]
    assert article.agency == "APA/dpa"


def test_what_follows_the_last_sentence_goes_however_much_it_is() -> None:
    article = _read(f"{_LEAD}\n\n{_MORE}\n\n(dpa)\n\nTeilen\n\nKommentare\n\n© 2025 Das Blatt")
    assert article.text == f"{_LEAD}\n\n{_MORE}"


def test_the_headline_becomes_the_title_and_inner_headings_stay() -> None:
    article = _read(f"Der Hafen öffnet wieder\n\n{_LEAD}\n\nWas folgt?\n\n{_MORE}")
    assert article.title == "Der Hafen öffnet wieder"
    assert article.text == f"{_LEAD}\n\nWas folgt?\n\n{_MORE}"
    assert _reasons(article) == ["headline"]


def test_a_kicker_above_the_headline_is_not_the_title() -> None:
    article = _read(f"Verkehr\n\nDer Hafen der Stadt öffnet wieder\n\n{_LEAD}\n\n{_MORE}")
    assert article.title == "Der Hafen der Stadt öffnet wieder"
    assert article.text == f"{_LEAD}\n\n{_MORE}"


def test_a_broken_line_is_not_taken_for_a_headline() -> None:
    text = f"Der Hafen der Stadt ist seit\n\nmontags wieder offen, teilte die Behörde mit.\n\n{_MORE}"
    assert _read(text).text == text


def test_a_title_that_is_known_is_cut_only_where_it_is_repeated() -> None:
    assert _read(f"Hafen offen\n\n{_LEAD}", title="Hafen offen").text == _LEAD
    assert _read(f"Neue Pläne\n\n{_LEAD}", title="Hafen offen").text == f"Neue Pläne\n\n{_LEAD}"


def test_lines_of_keys_and_values_are_a_header() -> None:
    article = _read(f"Titel: Hafen offen\nDatum: 3.12.2025\nAutor: Anna Muster\nQuelle: Das Blatt\n\n{_LEAD}\n")
    assert (article.title, article.outlet, article.authors) == ("Hafen offen", "Das Blatt", ("Anna Muster",))
    assert article.text == f"{_LEAD}\n"


def test_a_single_key_is_a_sentence_like_any_other() -> None:
    text = f"Quelle: Das weiß niemand.\n\n{_LEAD}"
    assert _read(text).text == text


def test_a_signature_in_brackets_tells_author_and_day() -> None:
    article = _read(f"{_LEAD} {_MORE} (Anna Muster, 3.12.2025)")
    assert article.authors == ("Anna Muster",)
    assert article.published == Moment(date(2025, 12, 3))


def test_a_text_of_one_line_is_text_and_title() -> None:
    article = _read("Hafen offen")
    assert (article.text, article.title) == ("Hafen offen", "Hafen offen")


@pytest.mark.parametrize("text", ["", " \n\t", "© 2025 Das Blatt\n\n", "…", "-----\n\n12345"])
def test_a_text_without_words_is_no_article(text: str) -> None:
    with pytest.raises(UnreadableError):
        _read(text or " ")


def test_line_ends_and_nfc_are_all_that_changes_in_the_text() -> None:
    article = _read("Das Cafe\u0301  am   Hafen\r\nist\toffen.\rJa.\n\n\n\nMehr dazu sagte  niemand. ")
    assert article.text == "Das Café  am   Hafen\nist\toffen.\nJa.\n\n\n\nMehr dazu sagte  niemand. "


@given(st.text(min_size=1).filter(str.strip))
def test_a_title_is_one_line_of_bearable_length(text: str) -> None:
    title = shortened(text)
    assert len(title) <= MAX_TITLE
    assert title == " ".join(title.split())


def test_a_long_lead_is_cut_at_a_word_and_a_short_one_is_whole() -> None:
    words = "Am Hafen der großen Stadt im Norden des Landes " * 6
    title = lead_title(f"{words}endet der Streik. Danach geht es weiter.")
    assert title.endswith("…")
    assert words.startswith(title.rstrip("…"))
    assert words[len(title) - 1] == " "
    assert (
        lead_title("Am 3. Dezember, z. B. mittags, war Ruhe. Dann nicht.") == "Am 3. Dezember, z. B. mittags, war Ruhe."
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", _LEAD),
        ("en", "The port of the city is open again, the office said on Monday, and ships are coming in."),
        ("fr", "Le port de la ville est ouvert depuis lundi, ont dit les services, et les bateaux sont de retour."),
        ("es", "El puerto de la ciudad está abierto desde el lunes y los barcos han vuelto, según las oficinas."),
        ("ru", "Порт города снова открыт с понедельника, сообщили в управлении."),
        ("uk", "Порт міста знову відкритий із понеділка, повідомили в управлінні."),
        ("de", "12345"),
    ],
)
def test_the_language_is_told_by_common_words_or_script(code: str, text: str) -> None:
    assert guess_language(text) == code


def test_a_language_is_named_in_many_ways() -> None:
    assert [language_code(name) for name in ("de-AT", "German", "DEU", "fr_FR", "klingonisch")] == [
        *("de", "de", "de", "fr"),
        None,
    ]


def test_a_paywall_note_below_an_article_goes_and_sentences_that_begin_like_one_stay() -> None:
    notes = "Sie haben bereits ein Abo? Hier anmelden\n\nJetzt weiterlesen mit N+"
    assert _read(f"{_LEAD}\n\n{_MORE}\n\n{notes}").text == f"{_LEAD}\n\n{_MORE}"
    kept = "Jetzt anmelden müssen sich nach dem Beschluss des Rates auch die Besitzer kleiner Boote."
    assert _read(f"{_LEAD}\n\n{_MORE}\n\n{kept}").text == f"{_LEAD}\n\n{_MORE}\n\n{kept}"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Von Max Muster, 05.12.2025, 14:32 Uhr", "2025-12-05T14:32:00"),
        ("Von Max Muster | 5. Dezember 2025", "2025-12-05"),
        ("Von Max Muster, veröffentlicht am 05.12.2025 um 14.32 Uhr", "2025-12-05T14:32:00"),
        ("By Max Muster - 2025-12-05 14:32", "2025-12-05T14:32:00"),
    ],
)
def test_a_byline_may_be_dated(line: str, published: str) -> None:
    article = _read(f"{line}\n\n{_LEAD}\n\n{_MORE}")
    assert article.text == f"{_LEAD}\n\n{_MORE}"
    assert article.authors == ("Max Muster",)
    assert article.published is not None and article.published.isoformat() == published


def test_a_sentence_about_somebodys_day_is_no_byline() -> None:
    text = f"Von Max Muster stammt seit dem 05.12.2025 die Idee.\n\n{_LEAD}"
    assert _read(text).text == text


def test_a_wire_head_of_time_headline_and_dateline_becomes_fields() -> None:
    article = _read(f"14:05 03.12.2025\nROUNDUP: Bahn meldet Verlust\nBERLIN (dpa-AFX) - {_LEAD}\n\n{_MORE}")
    assert article.text == f"{_LEAD}\n\n{_MORE}"
    assert article.title == "ROUNDUP: Bahn meldet Verlust"
    assert (article.dateline, article.agency) == ("Berlin", "dpa-AFX")
    assert article.published is not None and article.published.isoformat() == "2025-12-03T14:05:00"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_byline_in_lower_case_stands_below_a_headline(gap: str) -> None:
    article = _read(f"Der Hafen ist offen{gap}von Anna Schmidt{gap}{_LEAD}\n\n{_MORE}")
    assert (article.title, article.authors) == ("Der Hafen ist offen", ("Anna Schmidt",))
    assert article.text == f"{_LEAD}\n\n{_MORE}"


def test_a_sentence_in_lines_is_no_byline() -> None:
    text = f"Das neue Buch ist ein Porträt\nvon Anna Schmidt\nund ihrer Mutter.\n\n{_LEAD}\n\n{_MORE}"
    assert "von Anna Schmidt" in _read(text).text


_NOTES = [
    (
        "(Bericht von Max Muster, redigiert von Anna Schmidt. Bei Rückfragen wenden Sie sich bitte an unsere Redaktion "
        "unter berlin.newsroom@thomsonreuters.com (für Politik) oder frankfurt.newsroom@thomsonreuters.com.)"
    ),
    "(Reporting by Max Muster; Editing by Anna Schmidt)",
]


@pytest.mark.parametrize("note", _NOTES)
@pytest.mark.parametrize("gap", ["\n\n", "\n", " "])
def test_an_editors_note_below_a_report_goes_and_names_its_author(note: str, gap: str) -> None:
    article = _read(f"{_LEAD}\n\n{_MORE}{gap}{note}")
    assert article.text.strip() == f"{_LEAD}\n\n{_MORE}"
    assert article.authors == ("Max Muster",)


@pytest.mark.parametrize(
    "line",
    [
        "Bei Rückfragen wenden Sie sich bitte an unsere Redaktion unter berlin.newsroom@thomsonreuters.com.",
        "Melden Sie sich für unseren Newsletter an",
        "Abonnieren Sie jetzt unseren täglichen Newsletter!",
    ],
)
def test_an_invitation_to_write_or_subscribe_goes(line: str) -> None:
    assert _read(f"{_LEAD}\n\n{_MORE}\n\n{line}").text == f"{_LEAD}\n\n{_MORE}"


@pytest.mark.parametrize(
    "line",
    [
        "Melden Sie sich für unseren Newsletter an, riet der Verband.",
        "„Melden Sie sich für unseren Newsletter an“, stand auf der gefälschten Seite.",
        "Melden Sie sich für den Newsletter an, riet der Verband den Kunden, sagte er.",
        "Bei Rückfragen antwortete die Behörde nicht, auch nicht unter info@amt.example, sagte er: „Niemand da.“",
        "(Bericht von Max Muster: „Ich war dabei.“)",
        "Er schrieb ihr (Bericht von der Reise lag bei) am Montag.",
    ],
)
def test_a_sentence_that_resembles_a_note_stays(line: str) -> None:
    assert line in _read(f"{_LEAD}\n\n{_MORE}\n\n{line}\n\n{_THIRD}").text
    assert line in _read(f"{_LEAD}\n\n{_MORE}\n\n{line}").text
