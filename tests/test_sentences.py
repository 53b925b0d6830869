"""Facts about where German sentences and paragraphs end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.sentences import paragraphs, sentences

# Texts rich in what sentence ends are made of, beside arbitrary Unicode.
pieces = st.sampled_from(["Dr", "z", "B", "3", "1.500", "Mai", "Der", "und", *'.…?!“„")( \n\u00a0', "\n\n"])
texts = st.one_of(st.text(), st.lists(pieces).map("".join))

# One sentence per item; joined by a space they must come apart again.
SEPARATE = [
    ["Am 3. Dezember kam Anna Holm nach Bonn.", "Sie blieb bis zum 5. Dezember."],
    ["Das kostet z. B. 1.500 Euro.", "Das ist viel, d. h. Sparen hilft, z.B. Pfandflaschen."],
    ["Dr. Weiß und Prof. Dr. Braun kamen.", "Frau Prof. Lind nicht."],
    ["„Kommen Sie auch?“ fragte er.", "Niemand sprach."],
    ["„Kommen Sie auch?“, fragte er.", "„Ja!“ – das war alles."],
    ["Das war 2025.", "Danach geschah nichts."],
    ["Sie sang im Café.", "Er nicht."],
    ["Das meldet die ARD.", "Das ZDF schweigt."],
    ["J. D. Vance traf George W. Bush.", "Beide schwiegen."],
    ["Halle Nr. 5 brannte, vgl. Abb. 3 und Art. 5 Abs. 2.", "Halle Nr. 6 blieb heil."],
    ["Am 2. und 3. Mai ist frei.", "Am 1. auch."],
    ["Äpfel, Birnen usw. lagen da.", "Es gab Brot, Käse usw.", "Dann gingen alle."],
    ["Der 2. Weltkrieg endete im 20. Jahrhundert.", "Der Verein wurde 1. der Tabelle."],
    ["Es waren 12.", "Die Polizei zählte 15."],
    ["Die Zahl stieg auf 81.", "Behörden warnten."],
    ["Wilhelm II. dankte ab.", "Papst Johannes XXIII.", "Er war beliebt."],
    ["Ich weiß nicht … vielleicht doch.", "Nein …", "Gut."],
    ["Er sagte: „Es regnet.", "Wir bleiben“, und ging."],
    ["„Das war gut.“", "Holm lachte."],
    ["»Wirklich?«", "Er nickte."],
    ['"Schön", sagte sie.', '"Sehr schön."', "Sie ging."],
    ["Das kostet 5 Mio. Euro.", "Früher waren es 3 Mio.", "Das war 1990."],
    ["Sie lebte 50 v. Chr. in Rom.", "Er starb 12 n. Chr.", "Der Sohn erbte."],
    ["Die Firma Holm & Co. KG baut Boote.", "Sie gehört Holm jr. aus Kiel."],
    ["Der SC Nord (Bremen, 3. Liga) verlor.", "Er war Favorit."],
    ["Sie fragte (!) nach.", "Das […] Wort fehlte.", "Ende."],
    ["Auf diese Art.", "Er ging um 12 Uhr.", "Um 14.30 Uhr kam sie."],
    ["Was?!", "Das ist doch … !", "Ja."],
    ["Er zog nach St. Pölten.", "Oberst a. D. Klein blieb.", "Der Wirt war Oberst a. D.", "Er grüßte."],
    ["Der Weg ist lang.", "(Er ist auch steil.)", "Sie ging ihn."],
    ["Die Zeitung www.beispiel.de schrieb das.", "3 Leser fragten nach."],
    ["Seit dem 1. Januar 2025 gilt das.", "2026 nicht mehr."],
]


@pytest.mark.parametrize("expected", SEPARATE, ids=lambda case: case[0][:30])
def test_sentences_come_apart_where_a_reader_would_part_them(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [span.of(text) for span in sentences(text)] == expected


def test_a_heading_ends_with_its_line() -> None:
    text = "Holm: „Noch viel zu tun“\nAnna Holm kam gestern.\n\nStreit im Rat\n\nEr tagte lange."
    expected = ["Holm: „Noch viel zu tun“", "Anna Holm kam gestern.", "Streit im Rat", "Er tagte lange."]
    assert [span.of(text) for span in sentences(text)] == expected
    assert sentences(text) == paragraphs(text)


def test_lines_filled_to_one_width_are_one_paragraph() -> None:
    text = (
        "Der Rat der Stadt hat am Abend lange über die neue Brücke\n"
        "Nord beraten, ohne dass die Mehrheit sich auf den Entwurf\n"
        "Holms einigen konnte. Im März soll es weitergehen.\n"
        "\n"
        "Ein anderer Absatz."
    )
    assert len(paragraphs(text)) == 2
    assert [span.of(text)[:8] for span in sentences(text)] == ["Der Rat ", "Im März ", "Ein ande"]


def test_a_line_that_goes_on_in_lower_case_belongs_to_the_one_before() -> None:
    text = "Die Verhandlungen über den Haushalt der Stadt dauerten bis\nin den Morgen."
    assert len(sentences(text)) == 1


def test_a_forgotten_space_does_not_join_two_sentences() -> None:
    text = "Der Antrag blieb liegen.Auf die Bitte kam keine Antwort."
    assert [span.of(text) for span in sentences(text)] == [
        "Der Antrag blieb liegen.",
        "Auf die Bitte kam keine Antwort.",
    ]


def test_nothing_but_white_space_has_no_sentences() -> None:
    assert sentences(" \n\t\n ") == paragraphs("") == ()


@given(texts)
def test_sentences_are_trimmed_in_order_and_cover_everything_but_white_space(text: str) -> None:
    after = 0
    for span in sentences(text):
        assert span.start >= after
        assert not text[after : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        after = span.end
    assert not text[after:].strip()


@given(texts)
def test_every_sentence_lies_within_one_paragraph(text: str) -> None:
    found = paragraphs(text)
    assert all(sum(paragraph.contains(span) for paragraph in found) == 1 for span in sentences(text))
    assert "".join("".join(span.of(text) for span in found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit", [".", "…", '."', ". ", "a. ", "1. ", "\n", " \n", "((", "“", "a.B", "- ", "Ab.Cd", "x"]
)
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    began = time.perf_counter()
    sentences(text)
    assert time.perf_counter() - began < 4
