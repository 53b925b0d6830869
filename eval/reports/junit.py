"""A run as JUnit XML: a suite a language, a test case a question. Pure; no times: equal runs give equal files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from eval.reports.text import printable

if TYPE_CHECKING:
    from eval.outcomes import Outcome
    from eval.reports.bundle import Bundle


def junit_text(bundle: Bundle) -> str:
    """The XML document: a failed question is a failure, one at which the system broke an error."""
    root = ET.Element("testsuites", name="beleg eval")
    languages = dict.fromkeys(outcome.language for outcome in bundle.run.outcomes)
    for language in languages:
        outcomes = [outcome for outcome in bundle.run.outcomes if outcome.language == language]
        failed = [outcome for outcome in outcomes if not outcome.passed]
        errors = sum(outcome.kind in ("failure", "unjudged") for outcome in failed)
        suite = _suite(root, f"beleg eval {language}", len(outcomes), len(failed) - errors, errors)
        for outcome in outcomes:
            _case(suite, outcome)
    if bundle.run.problems:
        suite = _suite(root, "topics", len(bundle.run.problems), 0, len(bundle.run.problems))
        for problem in bundle.run.problems:
            case = ET.SubElement(suite, "testcase", classname="topics", name=printable(problem.split(": ", 1)[0]))
            ET.SubElement(case, "error", message=printable(problem))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, name: str, tests: int, failures: int, errors: int) -> ET.Element:
    counts = {"tests": str(tests), "failures": str(failures), "errors": str(errors), "skipped": "0"}
    return ET.SubElement(root, "testsuite", {"name": name} | counts)


def _case(suite: ET.Element, outcome: Outcome) -> None:
    name = printable(f"{outcome.topic}: {outcome.question}")
    case = ET.SubElement(suite, "testcase", classname=f"topics.{outcome.language}", name=name)
    if outcome.passed:
        return
    kind = "error" if outcome.kind in ("failure", "unjudged") else "failure"
    wrong = ET.SubElement(case, kind, message=printable("; ".join(outcome.missed)))
    quotes = [receipt.quote for claim in outcome.claims for receipt in claim.receipts]
    ranking = [f"{rank}. {source}" for rank, source in enumerate(outcome.articles[:5], start=1)]
    wrong.text = printable("\n".join([*(f"„{quote}“" for quote in quotes), *ranking]))
