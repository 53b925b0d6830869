"""Facts about answers as pictures."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.test_app_rendering import answer
from ui import cards, export
from ui.showing import Shown

LONG = "Der Minister sagte: „Wir werden die Brücke bis zum Frühjahr sanieren, koste es, was es wolle.“ " * 6


def test_a_card_is_as_wide_as_every_card_and_as_high_as_its_text():
    short, long = (Image.open(io.BytesIO(cards.png(Shown("a", text, answer(text)), "de"))) for text in ("Ja.", LONG))
    assert short.width == long.width == cards.WIDTH
    assert short.height < long.height


def test_the_name_at_the_foot_is_not_cut_off():
    image = Image.open(io.BytesIO(cards.png(Shown("a", LONG, answer(LONG)), "en"))).convert("RGB")
    marked = [y for y in range(image.height) if (0xFF, 0xE9, 0x8A) in {image.getpixel((x, y)) for x in range(72, 180)}]
    assert marked
    assert marked[-1] < image.height - 20


@pytest.mark.parametrize("text", ["日本語", "Er sagte 😀"])
def test_text_that_the_typeface_cannot_show_is_not_drawn_with_gaps(text):
    shown = Shown("a", text, answer(text))
    assert not cards.drawable(shown, "de")
    with pytest.raises(ValueError, match="HTML"):
        cards.png(shown, "de")


@given(st.text(max_size=300), st.integers(20, 400))
def test_wrapping_loses_no_word_and_keeps_to_the_width(text, width):
    lines = cards.wrapped(text, lambda line: 10.0 * len(line), width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(10 * len(line) <= width for line in lines)


def saying(kind: str) -> Shown:
    """An answer of one quotation said so."""
    reply = answer("Die Fähre fährt wieder.")
    claim = replace(reply.claims[0], also=(), translation="")
    claim = replace(claim, citations=(replace(claim.citations[0], kind=kind, speaker="Jelle Brons", via=None),))
    return Shown("a", "Was?", replace(reply, claims=(claim,), notes=()))


def beside(kind: str) -> set[tuple[int, ...]]:
    """Which of the pixels beside the quotation are inked, row by row."""
    image = Image.open(io.BytesIO(cards.png(saying(kind), "de"))).convert("RGB")
    teal = (0x14, 0x59, 0x4F)
    rows = [tuple(x for x in range(72, 80) if image.getpixel((x, y)) == teal) for y in range(image.height)]
    inked = [at for at, row in enumerate(rows) if row]
    return set(rows[inked[0] : inked[-1]])


def test_the_line_beside_a_quotation_is_the_one_of_the_page():
    assert beside("direct") == {(72, 73, 74, 75, 76)}
    assert () in beside("indirect")
    assert beside("reported") == {(72, 73, 77, 78)}


def test_what_is_taken_along_of_a_german_answer_is_german_whatever_the_interface():
    turn = saying("indirect")
    for make in (export.page, export.markdown, export.csl):
        assert make([turn], "en", lambda *_: "") == make([turn], "de", lambda *_: "").replace(
            '<html lang="de"', '<html lang="en"'
        )
    assert cards.png(turn, "en") == cards.png(turn, "de")


@pytest.mark.parametrize(("kind", "named"), [("direct", "wörtlich"), ("indirect", "sinngemäß")])
def test_receipts_taken_along_say_how_it_was_said(kind, named):
    turn = saying(kind)
    drawn = [text for _, text in cards._blocks(turn, turn.reply, "de")]
    assert f"Jelle Brons · {named}" in drawn[-1]
    for make in (export.page, export.markdown):
        assert named in make([turn], "de", lambda *_: "")
    assert f'<blockquote class="{kind}">' in export.page([turn], "de", lambda *_: "")
