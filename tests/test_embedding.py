"""The default embedder: unit vectors, the same everywhere."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding import HashingEmbedder
from index.language.analysis import Analyser
from index.planning import Planner, WordFiles

ANALYSER = Analyser()
PLANNER = Planner.open(WordFiles(dictionary="none"))
TEXTS = ["Der Friedensplan wurde in Genf beraten.", "Das Unwetter traf die Küste.", "Die Bank senkte den Leitzins."]

_PROGRAM = """
from index.embedding import HashingEmbedder
from index.language.analysis import Analyser
print(HashingEmbedder().embed_passages([Analyser().terms("Der Friedensplan wurde in Genf beraten.")]).tobytes().hex())
"""


def test_vectors_have_unit_length_and_a_text_without_words_has_none():
    vectors = HashingEmbedder().embed_passages([ANALYSER.terms(text) for text in [*TEXTS, "", "der die das"]])
    assert vectors.dtype == np.float32
    assert vectors.shape == (5, 64)
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 1, 1, 0, 0], atol=1e-6)


def test_another_process_gives_the_same_vectors():
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(sys.path)}
    there = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, check=True, env=environment, text=True
    )
    here = HashingEmbedder().embed_passages([ANALYSER.terms(TEXTS[0])])
    assert there.stdout.strip() == here.tobytes().hex()


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("Was steht im Friedensplan?", 0),
        ("What is in the peace plan?", 0),
        ("storm on the coast", 1),
        ("Leitzinsen", 2),
    ],
)
def test_a_question_in_either_language_is_nearest_to_its_passage(question, nearest):
    embedder = HashingEmbedder()
    vectors = embedder.embed_passages([ANALYSER.terms(text) for text in TEXTS])
    assert int(np.argmax(vectors @ embedder.embed_plan(PLANNER.plan(question)))) == nearest


def test_an_empty_plan_has_no_direction():
    assert not HashingEmbedder().embed_plan(PLANNER.plan("")).any()


def test_no_passages_give_no_rows():
    assert HashingEmbedder(64).embed_passages([]).shape == (0, 64)


@pytest.mark.parametrize("dimension", [0, 7, 8_001, -5])
def test_an_impossible_dimension_is_refused(dimension):
    with pytest.raises(ValueError, match="dimensions"):
        HashingEmbedder(dimension)


@given(st.lists(st.text(max_size=80), max_size=8), st.sampled_from([8, 100, 256]))
def test_a_passage_embeds_alike_alone_and_among_others(texts, dimension):
    embedder = HashingEmbedder(dimension, cache_size=3)
    terms = [ANALYSER.terms(text) for text in texts]
    together = embedder.embed_passages(terms)
    alone = [embedder.embed_passages([each])[0] for each in terms]
    assert all(np.allclose(one, other, atol=1e-6) for one, other in zip(together, alone, strict=True))
