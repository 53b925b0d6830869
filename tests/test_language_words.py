"""Tokens, folding, stems, numbers, dates, compounds, n-grams: one form for everything that means the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.amounts import english_amount, joined
from index.language.analysis import Analyser
from index.language.cognates import cognates
from index.language.compounds import take_apart
from index.language.folding import fold
from index.language.morphology import morphology
from index.language.ngrams import ngrams
from index.language.numbers import date, number, number_word
from index.language.spelling import LONGEST, SHORTEST, one_slip_away
from index.language.stems import english_bases
from index.language.tokens import asked, words

ANALYSER = Analyser()


def parts(text: str) -> set[str]:
    return set(ANALYSER.terms(text).parts.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "Strasse"),
        ("STRASSE", "Straße"),
        ("Größe", "Groesse"),
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Häuser", "Haeuser"),
        ("Gespräche", "Gesprache"),
        ("Citroën", "Citroen"),
        ("Erdoğan", "Erdogan"),
        ("Łódź", "Lodz"),
        (unicodedata.normalize("NFD", "Gespräche"), "Gespräche"),
    ],
)
def test_two_spellings_of_a_word_share_their_stem(one, other):
    assert ANALYSER.word(words(unicodedata.normalize("NFC", one))[0]).stems == ANALYSER.word(other).stems


@pytest.mark.parametrize(
    "forms",
    [
        ("sprach", "spricht", "gesprochen", "sprechen"),
        ("ging", "gehen", "gegangen"),
        ("Haus", "Häuser", "Häusern", "Hauses"),
        ("groß", "größer", "größten"),
        ("Verhandlung", "Verhandlungen"),
        ("aufgenommen", "aufnehmen"),
    ],
)
def test_the_forms_of_a_german_word_share_their_stem(forms):
    assert len({ANALYSER.word(form).stems for form in forms}) == 1


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("cities", "city"), ("knives", "knife"), ("children", "child"), ("said", "say"), ("taken", "take"),
        ("stopped", "stop"), ("called", "call"), ("making", "make"), ("largest", "large"), ("happily", "happy"),
        ("crises", "crisis"), ("used", "use"), ("heroes", "hero"), ("studied", "study"), ("dying", "die"),
    ],
)  # fmt: skip
def test_an_english_form_leads_to_its_base(form, base):
    assert base in english_bases(form)
    assert english_bases(form)[0] == form


@pytest.mark.parametrize(
    ("small", "usual"),
    [("CO₂", "CO2"), ("H₂O", "H2O"), ("m²", "m2"), ("km³", "km3"), ("Plan¹", "Plan 1"), ("2024¹", "2024 1")],
)
def test_digits_above_and_below_the_line_are_digits(small, usual):
    assert words(f"Der {small}-Ausstoß") == words(f"Der {usual}-Ausstoß")
    assert asked(f"Wie viel {small}?") == asked(f"Wie viel {usual}?")


@pytest.mark.parametrize("text", ["AT&T", "R&D", "S&P", "H&M"])
def test_capitals_with_an_ampersand_are_one_word(text):
    assert words(f"Bei {text} heißt es") == ["Bei", text, "heißt", "es"]
    assert asked(f"What did {text} say?")[2] == text
    (stem,) = ANALYSER.word(text).stems
    assert stem == text.lower()


def test_a_page_with_ampersands_is_cut_as_ever():
    assert words("Müller&Söhne, Kaffee & Kuchen, A&b") == ["Müller", "Söhne", "Kaffee", "Kuchen", "A", "b"]


def test_hyphens_apostrophes_and_signs_separate_words():
    assert words("Nato-Außenministertreffen, 28-Punkte-Plan: 5 % für Grimm’sche") == [
        "Nato", "Außenministertreffen", "28", "Punkte", "Plan", "5", "%", "für", "Grimm", "sche"
    ]  # fmt: skip
    assert words("Si\u00adcher\u00adheit") == ["Sicherheit"]
    assert asked("What did Putin's and the allies’ aides say, didn't they?")[:5] == [
        "What",
        "did",
        "Putin",
        "and",
        "the",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "3. Dezember",
        "3.Dezember",
        "3. Dez",
        "03.12.",
        "2025-12-03",
        "03.12.2025",
        "3.12.25",
        "3. 12. 2025",
        "3/12/2025",
        "dritten Dezember",
    ],
)
def test_a_day_is_the_same_term_in_every_german_spelling(written):
    assert "@12-03" in parts(f"Sie trafen sich am {written} erneut.")


@pytest.mark.parametrize(
    "written",
    [
        "December 3",
        "Dec 3",
        "December 3rd",
        "3 December",
        "3rd December",
        "3rd of December",
        "december 3",
        "3. Dezember",
        "the third of December",
        "December the third",
        "December third",
    ],
)
def test_a_day_in_a_question_is_the_same_term_in_both_languages(written):
    terms = {term for token in asked(f"What happened on {written} in Moscow?") for term in ANALYSER.word(token).parts}
    assert {"@12-03", "3"} <= terms


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("12.961", "12961"), ("12,961", "12961"), ("2,85", "2.85"), ("2.85", "2.85"), ("03", "3"), ("0", "0"),
        ("1 500 000", "1500000"), ("1'500'000", "1500000"), ("1\u202f500", "1500"), ("1.500.000,50", "1500000.50"),
        ("1.234.567", "1234567"), ("007", "7"), ("37,6", "37.6"), ("2.0.1", "2.0.1"),
    ],
)  # fmt: skip
def test_a_number_has_one_form(written, form):
    assert number(written) == form


@pytest.mark.parametrize("written", ["1 500 000", "1'500'000", "1.500.000", "1,500,000", "1\u00a0500\u00a0000"])
@pytest.mark.parametrize("text", ["Es kamen {} Menschen.", "Die Zahl: {}", "{} came, not 1"])
def test_a_number_in_groups_of_three_is_one_word(written, text):
    assert "1500000" in parts(text.format(written))
    assert written in asked(text.format(written))


@pytest.mark.parametrize("text", ["Tel. 030 123 456", "2025 100 Menschen", "5:3 100 Tore", "am 3.12. 500 Menschen"])
def test_numbers_that_only_stand_side_by_side_stay_apart(text):
    assert not any(" " in word for word in words(text))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,5 Millionen", "1500000"), ("1.5 Millionen", "1500000"), ("5 Mrd. Euro", "5000000000"), ("2 Mio", "2000000"),
        ("35k", "35000"), ("35 Tausend", "35000"), ("zwei Millionen", "2000000"), ("eine Million", "1000000"),
        ("anderthalb Milliarden", "1500000000"), ("zweieinhalb Millionen", "2500000"), ("3 Billionen", "3000000000000"),
        ("zweitausend", "2000"), ("1.500 Millionen", "1500000000"),
    ],
)  # fmt: skip
def test_an_amount_has_its_value_as_a_term(written, value):
    assert value in parts(f"Es waren {written} im Jahr.")


def test_an_amount_keeps_the_terms_of_its_words():
    assert parts("1,5 Millionen") >= {"1.5", "million"}
    assert parts("fünf Milliarden") >= parts("fünf") | parts("Milliarden")
    assert joined(["mehrere", "Millionen", "am", "nächsten", "Dezember"]) == [
        "mehrere", "Millionen", "am", "nächsten", "Dezember"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "wording", "size"),
    [
        ("two thousand men", "2000", 2), ("one hundred and twenty drones", "120", 4),
        ("five hundred thousand", "500000", 3),
        ("a", "", 0), ("two", "", 0), ("twenty-five", "25", 2), ("nineteen eighty-four", "1984", 3),
        ("twenty twenty-five", "2025", 3), ("one hundred and two hundred", "100", 2), ("two million", "2 Millionen", 2),
        ("1.5 million", "1.5 Millionen", 2), ("$5bn", "", 0), ("5bn", "5 Milliarden", 2),
        ("5 trillion", "5 Billionen", 2),
        ("35k", "35000", 2), ("5 m", "", 0), ("twelve hundred", "1200", 2), ("two and three", "", 0),
        ("two thousand and five million", "2000", 2), ("seven five", "", 0),
    ],
)  # fmt: skip
def test_an_english_amount_of_several_words_is_one(question, wording, size):
    wordings, taken = english_amount(asked(question), 0)
    assert (wordings[:1], taken) == ((wording,) if wording else (), size)


def test_an_m_behind_money_is_a_million():
    assert english_amount(asked("$5m"), 1) == (("5 Millionen", "5000000"), 2)


@given(st.integers(1, 999), st.sampled_from(["Millionen", "Milliarden", "Mio", "Mrd"]))
def test_amounts_that_are_written_out_and_in_digits_share_their_value(factor, unit):
    power = 6 if unit.startswith("Mi") and "ard" not in unit else 9
    for text in (f"{factor} {unit}.", f"{factor * 10**power:,}", f"{factor * 10**power:,}".replace(",", " ")):
        assert str(factor * 10**power) in parts(f"Es sind {text} Euro")


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("fuenf", "5"), ("five", "5"), ("zwoelf", "12"), ("dritte", "3"), ("dritten", "3"), ("third", "3"),
        ("zweiundzwanzig", "22"), ("einundzwanzig", "21"), ("zweihundertfuenfzig", "250"), ("hundert", "100"),
        ("zweitausenddreihundert", "2300"), ("zwanzigste", "20"), ("twenty", "20"), ("erste", "1"),
    ],
)  # fmt: skip
def test_a_number_word_is_its_digits_in_both_languages(word, digits):
    assert number_word(word) == digits


@pytest.mark.parametrize(
    "word", ["ein", "eine", "erst", "one", "hund", "und", "tausendsassa", "achtung", "zehe", "elfe"]
)
def test_other_words_are_no_numbers(word):
    assert number_word(word) is None


def test_numbers_written_out_and_in_digits_share_their_term():
    assert parts("fünf Stunden") & parts("5 Stunden") >= {"5"}
    assert parts("28-Punkte-Plan") >= {"28", "punkt", "plan"}
    assert "prozent" in parts("50 %") & parts("50 Prozent")
    assert "milliard" in parts("3 Mrd. Euro") & parts("3 Milliarden Euro")


@pytest.mark.parametrize("token", ["13.13.2020", "2020-13-40", "40. Dezember", "12.961", "Dezember"])
def test_what_is_no_day_is_no_date(token):
    assert date(token) is None


@pytest.mark.parametrize(
    ("compound", "found"),
    [
        ("Friedensplan", {"fried", "plan"}),
        ("Sicherheitsgarantien", {"sich", "garanti"}),
        ("Nato-Außenministertreffen", {"nato", "treff"}),
        ("Waffenruhe", {"waff", "ruh"}),
        ("Ministerpräsidentin", {"minist", "prasident"}),
        ("Kanzlerin", {"kanzl"}),
    ],
)
def test_a_compound_is_found_by_its_parts_and_as_a_whole(compound, found):
    assert found <= parts(compound)
    assert ANALYSER.word(words(compound)[-1]).stems[0] in parts(compound)


@pytest.mark.parametrize(
    "word", ["Termin", "Holland", "Benzin", "Diebstahl", "Teenager", "Partei", "Minister", "Island"]
)
def test_a_word_that_only_looks_like_a_compound_stays_whole(word):
    assert take_apart(word).parts == ()


def test_a_mended_split_is_used():
    assert take_apart("Notenbanken").parts == ("Note", "Bank")


def test_the_model_tells_german_words_from_foreign_ones():
    assert all(map(morphology().knows, ("Frieden", "verhandeln", "Sicherheitsgarantie")))
    assert not any(map(morphology().knows, ("peace", "zzxqy", "")))


def test_stop_words_have_no_terms():
    assert ANALYSER.terms("der die das und wurde").parts == ""


def test_terms_stand_in_the_order_of_the_words():
    assert ANALYSER.terms("Frieden oder Krieg").stems == "fried krieg"


_WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=SHORTEST, max_size=LONGEST)


@given(_WORDS, st.data())
def test_every_single_slip_behind_the_first_letter_is_undone(word, data):
    at = data.draw(st.integers(1, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    missing, another = word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]
    added, swapped = word[:at] + letter + word[at:], word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    for slip in (missing, another, added, swapped):
        if slip != word and slip[0] == word[0] and SHORTEST <= len(slip) <= LONGEST:
            assert word in one_slip_away(slip)


@given(st.text(max_size=60))
def test_short_and_endless_words_are_taken_as_they_are(word):
    near = one_slip_away(word)
    assert word not in near and len(near) == len(set(near))
    if not SHORTEST <= len(word) <= LONGEST:
        assert near == ()


def test_cognates_are_spelled_the_german_way():
    assert "kapazitaet" in cognates("capacity")
    assert "physik" in cognates("physics")
    assert "biologie" in cognates("biology")
    assert "xyz" not in cognates("xyz")


@given(st.text(max_size=200))
def test_any_text_can_be_analysed_and_its_terms_hold_no_space(text):
    for word in ANALYSER.terms(text).words:
        assert all(term and not any(char.isspace() for char in term) for term in (*word.parts, *word.grams))
        assert set(word.stems) <= set(word.parts)


@given(st.text(max_size=60))
def test_folding_is_done_once_and_for_all(text):
    assert fold(fold(text)) == fold(text)


@given(st.from_regex("[a-z]{1,30}", fullmatch=True))
def test_ngrams_cover_a_word_and_its_ends(word):
    found = ngrams(word)
    rebuilt = found[0] + "".join(gram[-1] for gram in found[1:])
    assert rebuilt == f"_{word}_"


@given(st.integers(0, 999_999))
def test_thousands_marks_do_not_change_a_number(value):
    assert number(f"{value:,}") == number(f"{value:,}".replace(",", ".")) == str(value)


def test_an_analyser_that_forgets_gives_the_same_terms():
    small, text = Analyser(cache_size=2), "Der Friedensplan liegt seit Dezember vor, sagte der Sprecher der Regierung."
    assert [small.terms(text).parts for _ in range(3)] == [ANALYSER.terms(text).parts] * 3


def test_what_one_analyser_learned_another_need_not_find_out():
    text = "Der Friedensplan liegt seit Dezember vor, sagte der Sprecher der Regierung."
    teacher, pupil = Analyser(teaches=True), Analyser(teaches=True)
    told = teacher.terms(text)
    pupil.learn(teacher.learned())
    assert pupil.terms(text) == told
    assert pupil.learned() == {}
    assert teacher.learned() == {}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Drohnenangriff", ("Drohne", "Angriff")),
        ("Kampfdrohnen", ("Kampf", "Drohne")),
        ("Kriegsende", ("Krieg", "Ende")),
        ("Mindestlohn", ("Lohn",)),
        ("Bundesverfassungsgericht", ("Verfassung", "Gericht")),
        ("Grenzkontrollen", ("Grenze", "Kontrolle")),
    ],
)
def test_compounds_of_the_news_are_found_by_their_parts(word, parts):
    analyser = Analyser()
    for part in parts:
        assert analyser.word(part).stems[0] in analyser.word(word).parts


def test_what_only_looks_like_a_compound_is_none():
    analyser = Analyser()
    assert len(analyser.word("Versendung").parts) == len(analyser.word("Beinhaltung").parts) == 1
    assert "droh" not in analyser.word("Drohnenangriff").parts


def test_an_abbreviation_with_points_is_one_word_in_an_article_too():
    assert "us" in Analyser().terms("The U.S. envoy").stems.split()


def test_half_a_million_is_its_value():
    assert "500000" in Analyser().terms("eine halbe Million Menschen").stems.split()
