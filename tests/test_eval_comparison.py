"""Two runs are told apart when they differ, and hardly ever when they do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.comparison import ERROR_RATE, FLIPS, compare, sign_flip
from eval.outcomes import Outcome, Run
from eval.scoring import FIDELITY, WRONGLY_ANSWERED
from eval.summary import ALL, AUROC, BALANCED, PASSED, summarise

_TOPICS = 40
_SEEDS = 200


def _outcome(topic: int, language: str, scores: dict[str, float], **more: object) -> Outcome:
    row: dict[str, object] = {"tags": (), "answerable": True, "kind": "answer", "scores": scores} | more
    return Outcome(f"t{topic:03d}", "digest", language, "?", **row)  # type: ignore[arg-type]


def _run(rows: np.ndarray, measures: tuple[str, ...]) -> Run:
    """A run with a row of scores a topic, half of them German, half English."""
    half = rows.shape[1] // 2
    outcomes = []
    for topic, row in enumerate(rows):
        for language, part in (("de", row[:half]), ("en", row[half:])):
            outcomes.append(_outcome(topic, language, dict(zip(measures, map(float, part), strict=True))))
    return Run({}, tuple(outcomes))


def _answers(generator: np.random.Generator, quality: float) -> np.ndarray:
    """Scores of a system as they come out: right or wrong by topic, alike across measures and languages."""
    ease = generator.random((_TOPICS, 1))
    return (generator.random((_TOPICS, 6)) * 0.5 + ease * 0.5 < quality).astype(float)


_MEASURES = ("nDCG@10", "CitationRecall", "AnswerInClaim@1")


def test_equal_systems_are_called_different_no_more_often_than_stated() -> None:
    alarms = 0
    for seed in range(_SEEDS):
        generator = np.random.default_rng(seed)
        before, after = (_run(_answers(generator, 0.6), _MEASURES) for _ in range(2))
        comparison = compare(before, after, seed=seed, flips=1_000)
        alarms += bool(comparison.worse or comparison.better)
    # 200 draws at 5 % give more than 18 in one of a hundred cases.
    assert alarms <= 18, f"{alarms} of {_SEEDS}"
    assert alarms > 0, "a test that never speaks cannot be trusted to speak at its rate"


def test_a_run_compared_with_itself_is_never_called_different() -> None:
    for seed in range(_SEEDS):
        run = _run(_answers(np.random.default_rng(seed), 0.6), _MEASURES)
        comparison = compare(run, run, seed=seed)
        assert not comparison.worse
        assert not comparison.better
        assert not comparison.flips


def test_a_real_loss_is_found_in_the_measure_that_lost() -> None:
    before = _answers(np.random.default_rng(1), 0.7)
    after = before.copy()
    after[::3, 1] = 0  # citation recall in German, a third of the topics
    comparison = compare(_run(before, _MEASURES), _run(after, _MEASURES))
    assert {verdict.measure for verdict in comparison.worse} == {"CitationRecall"}
    assert "de" in {verdict.language for verdict in comparison.worse}
    assert not comparison.better


def test_a_lower_error_rate_is_better() -> None:
    before = Run({}, tuple(_outcome(n, "de", {WRONGLY_ANSWERED: 1.0}) for n in range(30)))
    after = Run({}, tuple(_outcome(n, "de", {WRONGLY_ANSWERED: 0.0}) for n in range(30)))
    assert [verdict.measure for verdict in compare(before, after).better] == [WRONGLY_ANSWERED]
    assert [verdict.measure for verdict in compare(after, before).worse] == [WRONGLY_ANSWERED]


def test_one_false_quotation_is_worse_whatever_the_odds() -> None:
    before = Run({}, tuple(_outcome(n, "de", {FIDELITY: 1.0}) for n in range(30)))
    spoilt = replace(before.outcomes[7], scores={FIDELITY: 0.5})
    after = replace(before, outcomes=(*before.outcomes[:7], spoilt, *before.outcomes[8:]))
    assert [verdict.measure for verdict in compare(before, after).worse] == [FIDELITY]
    assert not compare(after, before).worse


def test_a_false_quotation_in_the_place_of_a_refusal_is_worse() -> None:
    before = Run({}, tuple(_outcome(n, "de", {}, kind="abstention", answerable=False) for n in range(30)))
    spoilt = replace(before.outcomes[7], kind="answer", scores={FIDELITY: 0.0, WRONGLY_ANSWERED: 1.0})
    after = replace(before, outcomes=(*before.outcomes[:7], spoilt, *before.outcomes[8:]))
    assert FIDELITY in {verdict.measure for verdict in compare(before, after).worse}
    assert not compare(after, before).worse


def _unsure(run: Run) -> Run:
    return replace(run, outcomes=tuple(replace(outcome, confidence=0.5) for outcome in run.outcomes))


def test_a_sense_of_doubt_that_is_lost_is_worse() -> None:
    rows = [(n, n % 3 > 0, 0.5 + (0.1 if n % 3 else -0.1) * (n % 7)) for n in range(60)]
    kinds = {True: "answer", False: "abstention"}
    before = Run({}, tuple(_outcome(n, "de", {}, kind=kinds[a], answerable=a, confidence=c) for n, a, c in rows))
    (worse,) = compare(before, _unsure(before)).worse
    assert (worse.measure, worse.after) == (AUROC, 0.5)
    assert worse.before == summarise(before.outcomes).measures["all"][AUROC].value
    assert [verdict.measure for verdict in compare(_unsure(before), before).better] == [AUROC]


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from([0.1, 0.4, 0.4, 0.8])), max_size=30))
def test_measures_of_the_whole_set_are_those_of_the_summary(rows: list[tuple[bool, bool, float]]) -> None:
    kinds = {True: "answer", False: "abstention"}
    outcomes = tuple(
        _outcome(n // 2, ("de", "en")[n % 2], {}, kind=kinds[answered], answerable=answerable, confidence=sure)
        for n, (answerable, answered, sure) in enumerate(rows)
    )
    run, flipped = Run({}, outcomes), tuple(replace(each, confidence=1 - each.confidence) for each in outcomes)
    measures, others = (summarise(each).measures[ALL] for each in (outcomes, flipped))
    for verdict in compare(run, replace(run, outcomes=flipped), flips=10).verdicts:
        if verdict.language == ALL and verdict.measure in (AUROC, BALANCED, PASSED):
            before, after = measures[verdict.measure].value, others[verdict.measure].value
            assert (verdict.before, verdict.after) == (pytest.approx(before, abs=1e-6), pytest.approx(after, abs=1e-6))
            if before is not None and after is not None:
                assert verdict.difference.value == pytest.approx(after - before, abs=1e-5)


def test_a_single_flip_is_shown_and_not_called_a_change() -> None:
    before = Run({}, tuple(_outcome(n, "de", {"nDCG@10": 1.0}) for n in range(30)))
    missed = replace(before.outcomes[3], scores={"nDCG@10": 0.0}, missed=("cites none of the evidence",))
    after = replace(before, outcomes=(*before.outcomes[:3], missed, *before.outcomes[4:]))
    comparison = compare(before, after)
    assert not comparison.worse
    assert [(flip.after.topic, flip.passed, flip.changed) for flip in comparison.flips] == [
        ("t003", "no longer passes", ("nDCG@10",))
    ]


def test_topics_that_were_edited_are_left_out_and_named() -> None:
    before = Run({"k": 10}, tuple(_outcome(n, "de", {"nDCG@10": 1.0}) for n in range(5)))
    after = Run({"k": 20}, (*before.outcomes[:3], replace(before.outcomes[3], digest="other")))
    comparison = compare(before, after)
    assert comparison.topics == 3
    assert comparison.left_out == ("t003", "t004")
    assert comparison.settings == (("k", 10, 20),)


def test_runs_without_a_common_topic_are_not_compared() -> None:
    comparison = compare(Run({}, ()), Run({}, (_outcome(1, "de", {"nDCG@10": 1.0}),)))
    assert comparison.topics == 0
    assert not comparison.worse
    assert {verdict.verdict for verdict in comparison.verdicts} <= {"not compared"}


@given(st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]), min_size=1, max_size=8))
def test_the_chance_of_one_measure_is_near_what_all_flips_together_give(differences: list[float]) -> None:
    column = np.array(differences)
    signs = np.array(np.meshgrid(*[[-1.0, 1.0]] * len(column))).reshape(len(column), -1).T
    exact = np.mean(np.abs(signs @ column) >= abs(column.sum()) - 1e-9)
    assert sign_flip(column[:, None])[0] == pytest.approx(exact, abs=4 * np.sqrt(0.25 / FLIPS))


def test_more_measures_make_the_test_more_careful() -> None:
    generator = np.random.default_rng(3)
    differences = generator.normal(0.2, 1, (40, 1))
    alone = sign_flip(differences)[0]
    among = sign_flip(np.hstack([differences, generator.normal(0, 1, (40, 20))]))[0]
    assert alone < among
    assert ERROR_RATE == 0.05
