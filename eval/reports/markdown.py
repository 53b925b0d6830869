"""A run as Markdown, for a pull request or a wiki. Pure; no times but latency, which is marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.reports.run_table import LANGUAGE_NAMES, comparison_lines, count_line, judge_line, latency_line, of_so_many
from eval.reports.table import number, spread
from eval.reports.text import in_markdown
from eval.summary import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from eval.outcomes import Outcome
    from eval.questioning import SetReport
    from eval.reports.bundle import Bundle
    from eval.statistics import Estimate
    from eval.summary import Summary

TAG_MEASURES = ("Passed", "nDCG@10", "EvidenceInClaim@1", "AnswerInClaim@1")


def markdown_text(bundle: Bundle) -> str:
    """The document."""
    parts = ["# Evaluation", count_and_measures(bundle.summary)]
    if bundle.comparison:
        first, *rest = comparison_lines(bundle.comparison, most=len(bundle.comparison.flips))
        listed = "\n".join(f"- {in_markdown(line.strip())}" for line in rest)
        parts += ["## Compared with the baseline", f"{first}.", *([listed] if rest else [])]
    parts += ["## By tag", _tag_table(bundle.summary), "## What was missed", _missed(bundle.run.outcomes)]
    if bundle.run.problems:
        parts += [
            "## Topics that could not be read",
            "\n".join(f"- {in_markdown(each)}" for each in bundle.run.problems),
        ]
    parts += [
        "## Time",
        f"Differs from run to run: {latency_line(bundle.summary)}.",
        f"{in_markdown(judge_line(bundle.judge))}.",
    ]
    return "\n\n".join(parts) + "\n"


def count_and_measures(summary: Summary) -> str:
    """How many questions passed, and the table of measures."""
    return f"{count_line(summary)}.\n\n{measure_table(summary)}"


def measure_table(summary: Summary) -> str:
    """The measures, all and by language, with their intervals."""
    names = list(summary.measures)
    head = ["Measure", *(LANGUAGE_NAMES[name] for name in names), "German − English"]
    rows = [
        [f"`{measure}`", *(_cell(summary.measures[name][measure]) for name in names), _gap(summary, measure)]
        for measure in summary.measures[ALL]
    ]
    return _table(head, rows)


def set_markdown(report: SetReport) -> str:
    """The measures of a set that others made, as a document."""
    counts = ", ".join(f"{count:,} {name}" for name, count in report.counts.items())
    rows = [[f"`{name}`", _cell(estimate), f"{estimate.n:,}"] for name, estimate in report.measures.items()]
    return f"# {in_markdown(report.name)}\n\n{counts}.\n\n{_table(['Measure', 'Value', 'n'], rows)}\n"


def _gap(summary: Summary, measure: str) -> str:
    return _cell(summary.parity[measure]) if measure in summary.parity else ""


def _cell(estimate: Estimate) -> str:
    if estimate.value is None:
        return f"– ({in_markdown(estimate.reason)})"
    interval = spread(estimate).replace("[", "\\[")
    return f"{number(estimate.value)} {interval}".strip()


def _tag_table(summary: Summary) -> str:
    rows = [
        [in_markdown(tag), LANGUAGE_NAMES[language], str(measures["Passed"].n), *_numbers(measures)]
        for tag, languages in summary.tags.items()
        for language, measures in languages.items()
        if measures["Passed"].n
    ]
    return _table(["Tag", "Language", "Questions", *TAG_MEASURES], rows)


def _numbers(measures: Mapping[str, Estimate]) -> Iterator[str]:
    """The cells of a row: value, interval, and of how many questions where that is not all of them."""
    for name in TAG_MEASURES:
        yield _cell(measures[name]) + of_so_many(measures[name], measures["Passed"].n)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _missed(outcomes: Sequence[Outcome]) -> str:
    lines = [
        f"- {in_markdown(outcome.topic)} ({outcome.language}): {in_markdown('; '.join(outcome.missed))}"
        for outcome in outcomes
        if not outcome.passed
    ]
    return "\n".join(lines) or "Nothing."
