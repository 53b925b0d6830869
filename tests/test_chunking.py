"""Passages: exact slices along paragraphs and sentences."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chunking import ChunkingRules, chunk
from index.language.sentences import sentences
from index.model import Article, Span, article_id

_TEXTS = st.text(min_size=1).map(lambda text: unicodedata.normalize("NFC", text.replace("\r", ""))).filter(str.strip)
_PROSE = st.lists(
    st.sampled_from(
        [
            "Der Rat tagte am 3. Mai.",
            "„Wir bauen. Das ist sicher“, sagte sie.",
            "Warum?",
            "Dr. Ey ging.\n\n",
            "z. B. so!",
        ]
    ),
    min_size=1,
    max_size=60,
).map(" ".join)


def _article(text: str) -> Article:
    return Article(article_id("c", "s"), text, "Titel", "c", "s")


@given(_TEXTS | _PROSE, st.integers(1, 80), st.integers(0, 80), st.integers(0, 200))
def test_every_passage_is_an_exact_slice_and_every_sentence_is_covered(text, target, more, ceiling):
    rules = ChunkingRules(target, target + more, target + more + ceiling)
    passages = chunk(_article(text), rules)
    assert all(passage.span.of(text) == passage.text for passage in passages)
    covered = {at for passage in passages for at in range(passage.span.start, passage.span.end)}
    assert all(at in covered for at, char in enumerate(text) if not char.isspace())


@given(_TEXTS | _PROSE)
def test_passages_are_in_order_without_overlap(text):
    passages = chunk(_article(text), ChunkingRules(20, 40, 60))
    assert all(a.span.end <= b.span.start for a, b in zip(passages, passages[1:], strict=False))


@given(_PROSE, st.integers(10, 60))
def test_no_sentence_under_the_ceiling_is_cut(text, limit):
    rules = ChunkingRules(limit, limit, 4000)
    passages = chunk(_article(text), rules)
    for sentence in sentences(text):
        assert any(passage.span.contains(sentence) for passage in passages)


def test_a_quotation_of_several_sentences_stays_in_one_passage():
    text = "Sie kam. „Das ist ein Anfang. Mehr wird folgen. Ganz sicher.“ Dann ging sie wieder nach Hause."
    quotation = Span(text.index("„"), text.index("“") + 1)
    passages = chunk(_article(text), ChunkingRules(20, 30, 4000), unbroken=[quotation])
    assert any(passage.span.contains(quotation) for passage in passages)


def test_a_heading_goes_with_the_paragraph_below_it():
    body = "Der Rat hat gestern lange beraten und dann entschieden. " * 3
    text = f"{body}\n\nStreit um die Brücke\n\n{body}"
    passages = chunk(_article(text), ChunkingRules(100, 250, 4000))
    heading = next(passage for passage in passages if "Streit um" in passage.text)
    assert heading.text.startswith("Streit um") and heading.text.endswith("entschieden.")


def test_text_without_a_single_sentence_end_is_still_cut():
    passages = chunk(_article("wort " * 5000), ChunkingRules())
    assert max(len(passage.text) for passage in passages) <= ChunkingRules().ceiling


@pytest.mark.parametrize("numbers", [(0, 1, 1), (5, 4, 9), (5, 6, 5)])
def test_rules_that_cannot_be_kept_are_refused(numbers):
    with pytest.raises(ValueError, match="chunking needs"):
        ChunkingRules(*numbers)
