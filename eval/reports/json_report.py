"""Measures of a question set as one JSON object. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eval.questioning import SetReport
    from eval.statistics import Estimate


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
        "seconds": {step: round(seconds, 3) for step, seconds in report.seconds.items()},
    }
