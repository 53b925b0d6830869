"""How well articles are ranked: reciprocal rank, success, recall and nDCG, computed by ir_measures. Pure.

Judged on articles, never on passages, so that cutting articles differently voids no judgement. A run is an ordered list
of articles; order decides, not the score, so that no measure's own rule for ties comes in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.statistics import Estimate, mean, unscored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


MEASURES = ("MRR@10", "Success@1", "Success@5", "Success@10", "Recall@5", "Recall@10", "nDCG@10")
"""The names used here. ``MRR@10`` and ``Recall@k`` are called ``RR@10`` and ``R@k`` by ir_measures."""


def ranking_scores(
    qrels: Mapping[str, Mapping[str, int]],
    run: Mapping[str, Sequence[str]],
    *,
    measures: Sequence[str] = MEASURES,
) -> dict[str, dict[str, float]]:
    """For each question with a relevant article, and each measure, the score from 0 to 1.

    A question that the run lacks, or for which it has nothing, scores 0. Questions without a relevant article have no
    ranking score and are left out.
    """
    import ir_measures  # noqa: PLC0415 - takes a tenth of a second; most commands do without

    judged = {question: grades for question, grades in qrels.items() if any(grade > 0 for grade in grades.values())}
    scores = {question: dict.fromkeys(measures, 0.0) for question in judged}
    rows = {
        question: {article: float(len(articles) - rank) for rank, article in enumerate(articles)}
        for question, articles in run.items()
        if question in judged and articles
    }
    if not rows:
        return scores
    known = {ir_measures.parse_measure(_ir_name(name)): name for name in measures}
    for metric in ir_measures.iter_calc(list(known), {question: dict(judged[question]) for question in rows}, rows):
        scores[metric.query_id][known[metric.measure]] = float(metric.value)
    return scores


def _ir_name(name: str) -> str:
    return name.replace("MRR@", "RR@").replace("Recall@", "R@")


def ranking_estimates(
    scores: Mapping[str, Mapping[str, float]], *, measures: Sequence[str] = MEASURES
) -> dict[str, Estimate]:
    """The mean of each measure over the questions."""
    if not scores:
        return dict.fromkeys(measures, unscored("no question has a relevant article"))
    return {name: mean([row[name] for row in scores.values()]) for name in measures}
