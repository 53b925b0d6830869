"""What is taken out of a text can be put back, and what stays is not touched."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from index.readers.cuts import Cut, put_back, take_out

_TEXTS = st.text(alphabet=st.one_of(st.sampled_from("ab \n\t.e\u0301ü„“"), st.characters(exclude_categories=["Cs"])))
_PARAGRAPHS = st.lists(
    st.tuples(st.text(alphabet="abcä .", min_size=1).map(lambda text: f"x{text}x"), st.booleans()),
    min_size=1,
    max_size=8,
)


@st.composite
def _cut_texts(draw: st.DrawFn) -> tuple[str, list[Cut]]:
    text = unicodedata.normalize("NFC", draw(_TEXTS))
    cuts = []
    for _ in range(draw(st.integers(0, 5)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        cuts.append(Cut(start, draw(st.integers(start + 1, len(text))), "probe"))
    return text, cuts


@given(_cut_texts())
def test_the_text_with_its_removals_put_back_is_the_original(case: tuple[str, list[Cut]]) -> None:
    text, cuts = case
    left, removals = take_out(text, cuts)
    assert put_back(left, removals) == text


@given(_cut_texts())
def test_what_is_left_is_nfc_and_its_removals_are_in_order_inside_it(case: tuple[str, list[Cut]]) -> None:
    left, removals = take_out(*case)
    assert unicodedata.is_normalized("NFC", left)
    places = [removal.at for removal in removals]
    assert places == sorted(places)
    assert all(0 <= place <= len(left) for place in places)


@given(_cut_texts())
def test_every_character_outside_the_cuts_that_is_no_white_space_stays(case: tuple[str, list[Cut]]) -> None:
    text, cuts = case
    left, removals = take_out(text, cuts)
    gone = {at for cut in cuts for at in range(cut.start, cut.end)}
    kept = [character for at, character in enumerate(text) if at not in gone and not character.isspace()]
    if removals or not cuts:  # where cutting would break NFC, nothing is cut
        assert [character for character in left if not character.isspace()] >= kept
        assert "".join(kept) == "".join(left.split()) or any(
            cut_a.end > cut_b.start for cut_a in cuts for cut_b in cuts
        )


@given(_PARAGRAPHS)
def test_paragraphs_that_go_take_their_blank_lines_with_them(paragraphs: list[tuple[str, bool]]) -> None:
    text, cuts = "", []
    for paragraph, goes in paragraphs:
        text += "\n\n" if text else ""
        if goes:
            cuts.append(Cut(len(text), len(text) + len(paragraph), "probe"))
        text += paragraph
    left, removals = take_out(text, cuts)
    assert left == "\n\n".join(paragraph for paragraph, goes in paragraphs if not goes)
    assert len(removals) == len(cuts)


def test_between_two_words_one_space_stays() -> None:
    left, removals = take_out("ein *fettes* Wort", [Cut(4, 5, "markup"), Cut(11, 12, "markup")])
    assert left == "ein fettes Wort"
    assert [removal.text for removal in removals] == ["*", "*"]


def test_the_blank_line_stays_when_the_last_line_of_a_block_goes() -> None:
    assert take_out("A\nweg\n\nB", [Cut(2, 5, "probe")])[0] == "A\n\nB"


def test_nothing_is_cut_where_letters_would_melt_into_one() -> None:
    assert take_out("ex\u0301", [Cut(1, 2, "probe")]) == ("ex\u0301", ())
