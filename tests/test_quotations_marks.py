"""Facts about which quotation marks belong together."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.speech_marks import pairs

MARKS = "„“”»«\"‚‘’›‹'"
texts = st.one_of(st.text(), st.text(alphabet=MARKS + "aB .,\n"))


def held(text: str) -> list[tuple[str, int]]:
    """What each pair holds, and how deep it stands."""
    return [(pair.inner.of(text), pair.depth) for pair in pairs(text)]


PAIRED = [
    ("„Ja“, sagte er.", [("Ja", 0)]),
    ("“Yes”, sagte er.", [("Yes", 0)]),
    ("»Ja« und «Nein»", [("Ja", 0), ("Nein", 0)]),
    ('"Ja," sagte er. "Nein!"', [("Ja,", 0), ("Nein!", 0)]),
    ("„Er rief ‚Halt‘ und lief“", [("Er rief ‚Halt‘ und lief", 0), ("Halt", 1)]),
    ("»Er rief ›Halt‹ und lief«", [("Er rief ›Halt‹ und lief", 0), ("Halt", 1)]),
    ('„Er las den "Kurier" am Tag“', [('Er las den "Kurier" am Tag', 0), ("Kurier", 1)]),
    ("Er rief 'Halt' und lief.", [("Halt", 0)]),
    ("« Nein », sagte sie.", [("Nein", 0)]),
    ("(„Ja“)", [("Ja", 0)]),
    ("„Eins“ „Zwei“", [("Eins", 0), ("Zwei", 0)]),
    ("„Ja”, sagte er.", [("Ja", 0)]),
    ('„Ja", sagte er.', [("Ja", 0)]),
    ("Er sagte: „Es ist wahr. “Das stimmte.", [("Es ist wahr.", 0)]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRED, ids=[text for text, _ in PAIRED])
def test_marks_pair_as_a_reader_pairs_them(text: str, expected: list[tuple[str, int]]) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(
    "text", ["Jens’ Boot, Annas' Rad", "So geht’s und geht's", "der '68er, 'ne Idee", "d'Or", "5' lang"]
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert held(text) == []


def test_a_mark_without_a_partner_holds_nothing() -> None:
    assert held("Er sagte „das war es und ging.") == held("das war es“ und ging") == held("„“ und »«") == []


def test_a_forgotten_closing_mark_does_not_swallow_the_next_quotation() -> None:
    assert held("Er sagte „das war es. Dann sprach sie „kurz“ weiter.") == [("kurz", 0)]


def test_a_speech_over_paragraphs_may_open_each_anew() -> None:
    assert held("„Erstens regnet es.\n\n„Zweitens schneit es.“") == [
        ("Erstens regnet es.", 0),
        ("Zweitens schneit es.", 0),
    ]


def test_a_quotation_may_run_over_paragraphs() -> None:
    assert held("„Erstens regnet es.\n\nZweitens schneit es.“") == [("Erstens regnet es.\n\nZweitens schneit es.", 0)]


@given(texts)
def test_pairs_nest_and_hold_something(text: str) -> None:
    found = pairs(text)
    assert list(found) == sorted(found, key=lambda pair: (pair.outer.start, -pair.outer.end))
    for pair in found:
        assert pair.outer.contains(pair.inner)
        assert pair.inner.of(text) == pair.inner.of(text).strip() != ""
        around = [other for other in found if other is not pair and other.outer.contains(pair.outer)]
        assert len(around) == pair.depth
        assert all(other.outer.overlap(pair.outer) in (0, len(other.outer), len(pair.outer)) for other in found)


@pytest.mark.parametrize("unit", [*MARKS, "„a", "a“", "„a“", "'a ", "a' ", '"a', "\n„a", "„'", "»«"])
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    began = time.process_time()
    pairs(unit * (200_000 // len(unit)))
    assert time.process_time() - began < 5
