"""Tokens, folding, stems, numbers, dates, compounds, n-grams: one form for everything that means the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ["3. Dezember", "3.Dezember", "3. Dez", "03.12.", "2025-12-03", "03.12.2025", "3.12.25"],
)
def test_a_day_is_the_same_term_in_every_german_spelling(written):
    assert "@12-03" in parts(f"Sie trafen sich am {written} erneut.")


@pytest.mark.parametrize(
    "written", ["December 3", "Dec 3", "December 3rd", "3 December", "3rd of December", "december 3", "3. Dezember"]
)
def test_a_day_in_a_question_is_the_same_term_in_both_languages(written):
    terms = {term for token in asked(f"What happened on {written} in Moscow?") for term in ANALYSER.word(token).parts}
    assert {"@12-03", "3"} <= terms


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("12.961", "12961"), ("12,961", "12961"), ("2,85", "2.85"), ("2.85", "2.85"), ("03", "3"), ("0", "0"),
        ("1.234.567", "1234567"), ("007", "7"), ("37,6", "37.6"), ("2.0.1", "2.0.1"),
    ],
)  # fmt: skip
def test_a_number_has_one_form(written, form):
    assert number(written) == form


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
