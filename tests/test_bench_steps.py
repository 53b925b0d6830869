"""The benchmark that tells where time goes watches functions by name; names that drift would tell nothing."""

from __future__ import annotations

from bench.steps import BUILD, QUESTION, Clock, watched
from index.language.analysis import Analyser


def test_every_step_that_the_profile_names_is_a_function_that_there_is():
    clock = Clock()
    with watched(clock, {**BUILD, **QUESTION}):
        clock.start()
        Analyser().terms("Der Gipfel in Genf")
        clock.stop()
    assert clock.seconds["words, looked up"] > 0
    assert "statements" not in clock.seconds
