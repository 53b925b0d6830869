"""Scored outcomes → a summary: every measure with its interval, per language and per tag, and how far apart they are.

Pure. The variants of one topic are resampled together: two languages are no two independent questions.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.measures.abstention import Case, CurvePoint, auroc, error_rates, risk_coverage
from eval.measures.latency import latency
from eval.measures.parity import parity
from eval.scoring import MEASURES
from eval.statistics import Estimate, grouped_mean, mean, unscored
from eval.topics import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.outcomes import Outcome

BALANCED, AUROC = "AbstentionBalancedAccuracy", "AbstentionAUROC"
PASSED, STEADY = "Passed", "Repeatability"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run comes to.

    Attributes:
        measures: for ``all``, ``de`` and ``en`` (those that were asked), every measure.
        tags: for each tag and ``""`` (all), for each language, every measure.
        parity: German minus English on paired questions.
        curves: for each language the risk–coverage curve.
        latency: in milliseconds; no part of what is compared.
        usage: tokens and cost where a model took part.
        counts: topics, questions, those unanswerable, passed, failed and unjudged.
    """

    measures: Mapping[str, Mapping[str, Estimate]]
    tags: Mapping[str, Mapping[str, Mapping[str, Estimate]]]
    parity: Mapping[str, Estimate]
    curves: Mapping[str, tuple[CurvePoint, ...]]
    latency: Mapping[str, Estimate]
    usage: Mapping[str, Estimate]
    counts: Mapping[str, int]


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """The summary of scored outcomes."""
    asked = [language for language in LANGUAGES if any(outcome.language == language for outcome in outcomes)]
    slices = {language: [o for o in outcomes if o.language == language] for language in asked}
    tags = sorted({tag for outcome in outcomes for tag in outcome.tags})
    return Summary(
        measures={ALL: measures_of(outcomes)} | {language: measures_of(rows) for language, rows in slices.items()},
        tags={
            tag: {language: measures_of([o for o in rows if tag in o.tags]) for language, rows in slices.items()}
            for tag in tags
        },
        parity=parity(_pairs(outcomes), (*MEASURES, PASSED)),
        curves={
            language: risk_coverage([(o.confidence, _right(o)) for o in _asked(rows)])
            for language, rows in slices.items()
        },
        latency=latency([seconds for outcome in outcomes for seconds in outcome.seconds]),
        usage=_usage(outcomes),
        counts=_counts(outcomes),
    )


def measures_of(outcomes: Sequence[Outcome]) -> dict[str, Estimate]:
    """Every measure over these outcomes."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.topic, []).append(outcome)
    measures = {name: _mean(list(groups.values()), name) for name in MEASURES}
    cases = [Case(o.answerable, o.kind == "answer", o.confidence, o.topic) for o in _asked(outcomes)]
    measures[BALANCED] = error_rates(cases)[BALANCED]
    measures[AUROC] = auroc(cases)
    measures[PASSED] = grouped_mean([[float(outcome.passed) for outcome in group] for group in groups.values()])
    steady = [float(outcome.steady) for outcome in outcomes if outcome.steady is not None]
    if steady:
        measures[STEADY] = mean(steady)
    return measures


def _mean(groups: Sequence[Sequence[Outcome]], name: str) -> Estimate:
    scores = [[outcome.scores[name] for outcome in group if name in outcome.scores] for group in groups]
    if not any(scores):
        reasons = Counter(outcome.unscored.get(name, "nothing was asked") for group in groups for outcome in group)
        return unscored(reasons.most_common(1)[0][0] if reasons else "nothing was asked")
    return grouped_mean(scores)


def _asked(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those with a reply; what broke has no confidence."""
    return [outcome for outcome in outcomes if outcome.kind in ("answer", "abstention")]


def _right(outcome: Outcome) -> bool:
    """Whether answering was right: the question has an answer, and if one was given, it cites evidence."""
    return outcome.answerable and (outcome.kind != "answer" or outcome.scores.get("CitationRecall", 0) > 0)


def _pairs(outcomes: Sequence[Outcome]) -> list[tuple[Mapping[str, float], Mapping[str, float]]]:
    by_key = {outcome.key: outcome for outcome in outcomes}
    topics = dict.fromkeys(outcome.topic for outcome in outcomes)
    keys = [((topic, "de"), (topic, "en")) for topic in topics]
    return [(_of(by_key[a]), _of(by_key[b])) for a, b in keys if a in by_key and b in by_key]


def _of(outcome: Outcome) -> dict[str, float]:
    return {**outcome.scores, PASSED: float(outcome.passed)}


def _usage(outcomes: Sequence[Outcome]) -> dict[str, Estimate]:
    drafted = [outcome for outcome in outcomes if outcome.tokens]
    if not drafted:
        return {"Tokens": unscored("no language model took part"), "Cost": unscored("no language model took part")}
    costs = [outcome.cost for outcome in drafted if outcome.cost is not None]
    cost = mean(costs) if costs else unscored("no price is set")
    return {"Tokens": mean([float(outcome.tokens) for outcome in drafted]), "Cost": cost}


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    return {
        "topics": len({outcome.topic for outcome in outcomes}),
        "questions": len(outcomes),
        "unanswerable": sum(not outcome.answerable for outcome in outcomes),
        "passed": sum(outcome.passed for outcome in outcomes),
        "broke": sum(outcome.kind == "failure" for outcome in outcomes),
        "unjudged": sum(outcome.kind == "unjudged" for outcome in outcomes),
    }


def broke(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those at which the system broke or that could not be judged: recorded failures."""
    return [outcome for outcome in outcomes if outcome.kind in ("failure", "unjudged")]
