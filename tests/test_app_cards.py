"""Facts about answers as pictures."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.test_app_rendering import answer
from ui import cards
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
