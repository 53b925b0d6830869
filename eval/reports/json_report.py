"""Measures and comparisons as one JSON object each. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from eval.comparison import ERROR_RATE, FLIPS
from eval.summary import ALL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eval.comparison import Comparison, Flip
    from eval.outcomes import Outcome
    from eval.questioning import SetReport
    from eval.reports.bundle import Bundle
    from eval.statistics import Estimate

_SHOWN = 5


def measures_object(measures: Mapping[str, Estimate]) -> dict[str, object]:
    """Each name with ``value``, ``low``, ``high``, ``n``, and ``reason`` where there is no value."""
    return {name: estimate.as_object() for name, estimate in measures.items()}


def set_object(report: SetReport, machine: Mapping[str, object]) -> dict[str, object]:
    """The object that ``beleg eval squad --json`` and ``answerable --json`` print."""
    return {
        "set": report.name,
        "counts": report.counts,
        "measures": measures_object(report.measures),
        "curve": [asdict(point) for point in report.curve],
        "failures": [{"question": failure.question, "error": failure.error} for failure in report.failures],
        "settings": report.settings,
        "machine": machine,
        "seconds": _rounded(report.seconds),
    }


def run_object(bundle: Bundle) -> dict[str, object]:
    """The object that ``beleg eval run --json`` prints."""
    summary = bundle.summary
    languages = {name: measures_object(measures) for name, measures in summary.measures.items() if name != ALL}
    tags = {
        tag: {language: measures_object(measures) for language, measures in by_language.items()}
        for tag, by_language in summary.tags.items()
    }
    return {
        "counts": dict(summary.counts),
        "measures": measures_object(summary.measures[ALL]),
        "languages": languages,
        "tags": tags,
        "parity": measures_object(summary.parity),
        "judge": bundle.judge,
        "topics": [_topic_object(outcome) for outcome in bundle.run.outcomes],
        "problems": list(bundle.run.problems),
        "comparison": comparison_object(bundle.comparison) if bundle.comparison else None,
        "settings": bundle.run.configuration,
        "usage": measures_object(summary.usage),
        "latency": measures_object(summary.latency),
        "machine": dict(bundle.machine),
        "seconds": _rounded(bundle.seconds),
    }


def _topic_object(outcome: Outcome) -> dict[str, object]:
    return {
        "topic": outcome.topic,
        "language": outcome.language,
        "kind": outcome.kind,
        "passed": outcome.passed,
        "missed": list(outcome.missed),
        "confidence": outcome.confidence,
        "scores": outcome.scores,
        "unscored": outcome.unscored,
    }


def comparison_object(comparison: Comparison) -> dict[str, object]:
    """The object that ``beleg eval compare --json`` prints."""
    verdict = "worse" if comparison.worse else "better" if comparison.better else "no detectable change"
    return {
        "verdict": verdict,
        "topics": comparison.topics,
        "error_rate": ERROR_RATE,
        "flips": FLIPS,
        "seed": comparison.seed,
        "measures": [
            {
                "measure": each.measure,
                "language": each.language,
                "before": each.before,
                "after": each.after,
                "difference": each.difference.as_object(),
                "p": each.p,
                "verdict": each.verdict,
            }
            for each in comparison.verdicts
        ],
        "changed": [_flip_object(flip) for flip in comparison.flips],
        "left_out": list(comparison.left_out),
        "settings": [{"name": name, "before": a, "after": b} for name, a, b in comparison.settings],
    }


def _flip_object(flip: Flip) -> dict[str, object]:
    return {
        "topic": flip.after.topic,
        "language": flip.after.language,
        "question": flip.after.question,
        "passed": [flip.before.passed, flip.after.passed],
        "changed": list(flip.changed),
        "before": _side(flip.before),
        "after": _side(flip.after),
    }


def _side(outcome: Outcome) -> dict[str, object]:
    quotes = [[receipt.quote for receipt in claim.receipts] for claim in outcome.claims]
    return {
        "kind": outcome.kind,
        "reason": outcome.reason,
        "missed": list(outcome.missed),
        "articles": list(outcome.articles[:_SHOWN]),
        "quotes": quotes,
    }


def _rounded(seconds: Mapping[str, float]) -> dict[str, float]:
    return {step: round(value, 3) for step, value in seconds.items()}
