"""Measures agree with slow and obvious versions of themselves, and say so where there is nothing to measure."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.judging import Place
from eval.measures.abstention import Case, auroc, error_rates, risk_coverage, threshold_curve
from eval.measures.citations import first_is_right, is_on, precision, recall
from eval.measures.fidelity import fidelity
from eval.measures.latency import latency
from eval.measures.parity import parity
from eval.measures.ranking import MEASURES, ranking_estimates, ranking_scores
from eval.measures.shortanswers import quotes_hold
from eval.measures.speakers import is_quoted, same_person
from eval.outcomes import ClaimShown, Receipt
from eval.statistics import Estimate, estimate, grouped_mean, mean, unscored
from index.model import ArticleId, Span

_ARTICLES = [f"artikel-{number}" for number in range(15)]
_values = st.floats(0, 1, allow_nan=False)
_runs = st.dictionaries(
    st.sampled_from(["q1", "q2", "q3", "q4"]),
    st.lists(st.sampled_from(_ARTICLES), unique=True, max_size=15),
    max_size=4,
)
_qrels = st.dictionaries(
    st.sampled_from(["q1", "q2", "q3", "q4", "q5"]),
    st.dictionaries(st.sampled_from(_ARTICLES), st.integers(0, 3), max_size=6),
    max_size=5,
)
_cases = st.lists(
    st.builds(
        Case,
        answerable=st.booleans(),
        answered=st.booleans(),
        confidence=st.sampled_from([0.0, 0.25, 0.5, 0.5, 0.75, 1.0]),
        unit=st.sampled_from("abcdef"),
    ),
    max_size=25,
)


def _slow(measure: str, grades: dict[str, int], articles: list[str]) -> float:
    name, _, cut = measure.partition("@")
    relevant = {article for article, grade in grades.items() if grade > 0}
    top = articles[: int(cut)]
    found = [article in relevant for article in top]
    match name:
        case "MRR":
            return next((1 / rank for rank, hit in enumerate(found, start=1) if hit), 0.0)
        case "Success":
            return float(any(found))
        case "Recall":
            return sum(found) / len(relevant)
        case _:
            gains = [max(grades.get(article, 0), 0) for article in top]
            best = sorted((grade for grade in grades.values() if grade > 0), reverse=True)[: int(cut)]
            return _discounted(gains) / _discounted(best)


def _discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


@given(_qrels, _runs)
def test_ranking_scores_are_those_of_the_definition_for_empty_tied_and_partial_runs(
    qrels: dict[str, dict[str, int]], run: dict[str, list[str]]
) -> None:
    scores = ranking_scores(qrels, run)
    judged = {question for question, grades in qrels.items() if any(grade > 0 for grade in grades.values())}
    assert set(scores) == judged
    for question in judged:
        for measure in MEASURES:
            wanted = _slow(measure, qrels[question], run.get(question, []))
            assert scores[question][measure] == pytest.approx(wanted, abs=1e-6), (question, measure)


def test_a_ranking_without_judged_questions_has_no_value_but_a_reason() -> None:
    for measured in ranking_estimates(ranking_scores({"q": {"a": 0}}, {"q": ["a"]})).values():
        assert measured.value is None
        assert measured.reason


@given(st.lists(_values, max_size=30))
def test_a_mean_lies_in_its_interval_and_is_never_nan(values: list[float]) -> None:
    measured = mean(values)
    if not values:
        assert measured == unscored("nothing to score")
        return
    assert measured.value == pytest.approx(sum(values) / len(values), abs=1e-6)
    if len(values) > 1:
        assert measured.low is not None
        assert measured.high is not None
        assert min(values) - 1e-6 <= measured.low <= measured.high <= max(values) + 1e-6
    else:
        assert (measured.low, measured.high) == (None, None)


@given(st.lists(st.lists(_values, min_size=1, max_size=3), min_size=1, max_size=10))
def test_a_grouped_mean_is_the_mean_of_all_values_whatever_the_groups(groups: list[list[float]]) -> None:
    flat = [value for group in groups for value in group]
    assert grouped_mean(groups).value == pytest.approx(sum(flat) / len(flat), abs=1e-6)
    assert grouped_mean(groups).n == len(flat)


def test_values_that_are_drawn_together_give_a_wider_interval_than_independent_ones() -> None:
    values = [0.0, 1.0] * 20
    alone = mean(values * 2)
    together = grouped_mean([[value, value] for value in values])
    assert together.value == alone.value
    assert _width(together) > 1.2 * _width(alone)


def _width(measured: Estimate) -> float:
    assert measured.low is not None
    assert measured.high is not None
    return measured.high - measured.low


def test_an_interval_covers_the_true_mean_about_as_often_as_it_says() -> None:
    import numpy as np  # noqa: PLC0415

    generator = np.random.default_rng(7)
    covered = 0
    for _ in range(200):
        measured = mean([float(value) for value in generator.random(40) < 0.3])
        assert measured.low is not None
        assert measured.high is not None
        covered += measured.low <= 0.3 <= measured.high
    assert 0.88 <= covered / 200 <= 0.99


def test_an_interval_is_the_same_every_time() -> None:
    assert mean([0.1, 0.7, 0.4]) == mean([0.1, 0.7, 0.4])


def test_a_statistic_that_is_not_defined_has_a_reason_and_no_value() -> None:
    measured = estimate([[0.0, 0.0], [0.0, 0.0]], lambda totals: totals[:, 0] / totals[:, 1])
    assert measured.value is None
    assert measured.reason


@pytest.mark.parametrize("wrong", [(float("nan"), None, ""), (0.5, None, "why"), (None, None, "")])
def test_an_estimate_refuses_to_be_nan_or_nothing_without_a_reason(wrong: tuple[float | None, None, str]) -> None:
    value, low, reason = wrong
    with pytest.raises(ValueError, match="estimate"):
        Estimate(value, low, reason=reason)


@given(_cases)
def test_auroc_is_the_share_of_pairs_that_are_in_order(cases: list[Case]) -> None:
    positives = [case.confidence for case in cases if case.answerable]
    negatives = [case.confidence for case in cases if not case.answerable]
    measured = auroc(cases)
    if not positives or not negatives:
        assert measured.value is None
        return
    won = (
        sum(a > b for a, b in product(positives, negatives)) + sum(a == b for a, b in product(positives, negatives)) / 2
    )
    assert measured.value == pytest.approx(won / (len(positives) * len(negatives)), abs=1e-6)
    if measured.low is not None and measured.high is not None:
        assert 0 <= measured.low <= measured.high <= 1


@given(_cases)
def test_error_rates_are_counts_over_counts(cases: list[Case]) -> None:
    rates = error_rates(cases)
    positives = [case for case in cases if case.answerable]
    negatives = [case for case in cases if not case.answerable]
    if negatives:
        wrong = sum(case.answered for case in negatives) / len(negatives)
        assert rates["AnsweredThoughUnanswerable"].value == pytest.approx(wrong, abs=1e-6)
    if positives:
        wrong = sum(not case.answered for case in positives) / len(positives)
        assert rates["RefusedThoughAnswerable"].value == pytest.approx(wrong, abs=1e-6)
    if positives and negatives:
        both = (rates["AnsweredThoughUnanswerable"].value or 0) + (rates["RefusedThoughAnswerable"].value or 0)
        assert rates["AbstentionBalancedAccuracy"].value == pytest.approx(1 - both / 2, abs=2e-6)
    else:
        assert rates["AbstentionBalancedAccuracy"].value is None


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.2, 0.9]), st.booleans()), max_size=20))
def test_the_risk_coverage_curve_is_what_each_threshold_gives(answers: list[tuple[float, bool]]) -> None:
    points = risk_coverage(answers)
    assert [point.threshold for point in points] == sorted({confidence for confidence, _ in answers}, reverse=True)
    for point in points:
        kept = [right for confidence, right in answers if confidence >= point.threshold]
        assert point.coverage == pytest.approx(len(kept) / len(answers))
        assert point.risk == pytest.approx(kept.count(False) / len(kept))


@given(_cases)
def test_the_threshold_curve_ends_in_answering_everything_and_falls_to_refusing(cases: list[Case]) -> None:
    points = threshold_curve(cases)
    if points:
        assert points[0].answered_though_unanswerable == 1
        assert points[0].refused_though_answerable == 0
        refused = [point.refused_though_answerable for point in points]
        assert refused == sorted(refused)


_spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def _receipt(span: Span, *, article: str = "a", true: bool = True) -> Receipt:
    return Receipt(article, f"{article}.txt", span.start, span.end, "x" * len(span), true)


@given(_spans, _spans)
def test_a_citation_is_on_evidence_if_half_of_the_shorter_is_shared(cited: Span, wanted: Span) -> None:
    shared = len(set(range(cited.start, cited.end)) & set(range(wanted.start, wanted.end)))
    on = shared >= min(len(cited), len(wanted)) / 2
    assert is_on(_receipt(cited), Place(ArticleId("a"), wanted)) == on
    assert not is_on(_receipt(cited), Place(ArticleId("b"), wanted))


@given(st.lists(_spans, min_size=1, max_size=4), st.lists(_spans, max_size=4))
def test_citation_recall_and_precision_are_shares(wanted: list[Span], cited: list[Span]) -> None:
    facts = [(Place(ArticleId("a"), span),) for span in wanted]
    claims = [ClaimShown("", (_receipt(span),)) for span in cited]
    found = recall(facts, claims)
    assert found == sum(any(is_on(_receipt(c), fact[0]) for c in cited) for fact in facts) / len(facts)
    right = precision(facts, claims)
    if not cited:
        assert (found, right) == (0, None)
        assert not first_is_right(facts, claims)
    else:
        assert right == sum(any(is_on(_receipt(c), fact[0]) for fact in facts) for c in cited) / len(cited)


def test_the_same_words_in_two_articles_are_found_by_citing_either() -> None:
    fact = (Place(ArticleId("a"), Span(0, 10)), Place(ArticleId("b"), Span(30, 40)))
    assert recall([fact], [ClaimShown("", (_receipt(Span(30, 40), article="b"),))]) == 1


def test_fidelity_falls_with_one_false_quotation_and_is_nothing_without_any() -> None:
    true, false = _receipt(Span(0, 5)), _receipt(Span(0, 5), true=False)
    assert fidelity([ClaimShown("", (true,), also=(false,))]) == 0.5
    assert fidelity([]) is None


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("Ida Falk", "Falk", True),
        ("Ida Falk", "I. Falk", True),
        ("Ida Falk", "Bürgermeisterin Ida Falk", True),
        ("Ida Falk", "Udo Falk", False),
        ("Ida Falk", "Ida Specht", False),
        ("Jörn Müller", "jorn muller", True),
        ("Ida Falk", "", False),
    ],
)
def test_names_are_one_persons_if_surname_and_given_names_agree(expected: str, found: str, *, same: bool) -> None:
    assert same_person(expected, found) is same


def test_a_short_answer_is_found_whatever_its_case_spaces_and_composition() -> None:
    assert quotes_hold(["Es kostet  12\nMILLIONEN Euro."], ["12 Millionen"])
    assert quotes_hold(["Die Bru\u0308cke"], ["BRÜCKE"])


def test_an_answer_at_words_is_no_part_of_another_word_or_number() -> None:
    assert quotes_hold(["nach 28 Punkten"], ["28"], at_words=True)
    assert quotes_hold(["„produktiven“ Gesprächen"], ["produktiv"], at_words=True)
    assert not quotes_hold(["1280 Punkte", "280 Punkte", "12.28"[:2]], ["28"], at_words=True)
    assert not quotes_hold(["Russland"], ["Land"], at_words=True)


def test_both_sides_of_a_comparison_have_to_be_quoted() -> None:
    claims = (ClaimShown("Mark Rutte said:", (), speaker="Mark Rutte"), ClaimShown("Putins Sprecher wies es zurück"))
    assert [is_quoted(name, claims) for name in ("Rutte", "Wladimir Putin", "Rubio")] == [True, True, False]
    assert not quotes_hold(["Es kostet 12", "Millionen"], ["12 Millionen"])
    assert not quotes_hold(["Es"], [" "])


def test_latency_is_in_milliseconds_and_none_without_times() -> None:
    times = latency([0.1, 0.2, 0.3])
    assert times["LatencyP50"].value == pytest.approx(200)
    assert latency([])["LatencyP95"].value is None


def test_parity_is_german_minus_english_where_both_have_a_score() -> None:
    pairs = [({"x": 1.0, "y": 1.0}, {"x": 0.5}), ({"x": 0.5}, {"x": 0.5})]
    gaps = parity(pairs, ["x", "y"])
    assert gaps["x"].value == pytest.approx(0.25)
    assert gaps["y"].value is None
