"""A run's summary as lines of text. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eval.reports.table import columns, number, spread
from eval.summary import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from eval.comparison import Comparison, Verdict
    from eval.outcomes import Outcome
    from eval.statistics import Estimate
    from eval.summary import Summary

LANGUAGE_NAMES = {ALL: "all", "de": "German", "en": "English"}
_MOST = 10


def summary_lines(summary: Summary) -> list[str]:
    """The table of measures: all, each language, and how far these are apart."""
    slices = [name for name in summary.measures if name != ALL] if len(summary.measures) > 2 else []  # noqa: PLR2004
    shown = [ALL, *slices] if slices else list(summary.measures)[-1:]
    head = ["", *(LANGUAGE_NAMES[name] for name in shown), *(["German − English"] if slices else [])]
    rows = [head]
    for measure in summary.measures[ALL]:
        cells = [_cell(summary.measures[name][measure]) for name in shown]
        gap = summary.parity.get(measure)
        rows.append([measure, *cells, *([_cell(gap) if gap else ""] if slices else [])])
    return columns(rows) + _reasons(summary.measures[ALL])


def _cell(estimate: Estimate) -> str:
    return f"{number(estimate.value)} {spread(estimate):>16}".rstrip()


def _reasons(measures: Mapping[str, Estimate]) -> list[str]:
    return [f"{name} has no value: {estimate.reason}" for name, estimate in measures.items() if estimate.value is None]


def tag_lines(summary: Summary, measures: Sequence[str]) -> list[str]:
    """For each tag and language, some measures."""
    rows = [["tag", "language", "questions", *measures]]  # in brackets, of how many where not of all
    for tag, languages in summary.tags.items():
        for language, estimates in languages.items():
            count = estimates["Passed"].n
            cells = [f"{number(estimates[name].value)}{of_so_many(estimates[name], count)}" for name in measures]
            if count:
                rows.append([tag, LANGUAGE_NAMES[language], str(count), *cells])
    return columns(rows, left=2)


def of_so_many(estimate: Estimate, questions: int) -> str:
    """In brackets how many questions have a value, where some but not all of them do; to follow the value."""
    return f" ({estimate.n})" if estimate.value is not None and estimate.n != questions else ""


def latency_line(summary: Summary) -> str:
    """Median and 95th percentile, tokens and cost."""
    times = ", ".join(
        f"{name.removeprefix('Latency').lower()} {number(estimate.value)} {spread(estimate)} ms"
        for name, estimate in summary.latency.items()
    )
    tokens, cost = summary.usage["Tokens"], summary.usage["Cost"]
    if tokens.value is None:
        return f"{times}; no language model took part"
    price = f", ${cost.value:.4f}" if cost.value is not None else f", {cost.reason}"
    return f"{times}; {number(tokens.value)} tokens an answer{price}"


def judge_line(judge: Mapping[str, Any]) -> str:
    """What a language model thinks of the answers, or that none was asked."""
    if judge["status"] == "skipped":
        return f"a language model as judge: skipped, {judge['reason']}"
    scores = [
        f"{name} {number(row['value'])}" + (f" (spread {number(row['spread'])})" if row["spread"] is not None else "")
        for name, row in judge["measures"].items()
    ]
    cost = "" if judge["cost"] is None else f", ${judge['cost']:.4f}"
    failed = f", {judge['failed']} judgements failed" if judge["failed"] else ""
    used = f"{judge['tokens']:,} tokens{cost}{failed}"
    return f"a language model as judge ({judge['model']}, {judge['answers']} answers): {', '.join(scores)}; {used}"


def count_line(summary: Summary) -> str:
    """How many topics and questions, and how they came out."""
    counts = summary.counts
    line = (
        f"{counts['topics']} topics, {counts['questions']} questions ({counts['unanswerable']} unanswerable): "
        f"{counts['passed']} passed"
    )
    extra = [f"{counts[name]} {name}" for name in ("broke", "unjudged") if counts[name]]
    return ", ".join([line, *extra])


def failure_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """What broke or could not be judged."""
    lines = [f"{outcome.topic} ({outcome.language}): {outcome.reason}" for outcome in outcomes]
    return _cut(lines)


def comparison_lines(comparison: Comparison, *, most: int = _MOST) -> list[str]:
    """What got better or worse, and which questions came out otherwise, of each kind at most so many by name."""
    lines = [f"compared on {comparison.topics} topics; {_verdict_words(comparison)}"]
    rows = [
        [v.verdict, v.measure, LANGUAGE_NAMES[v.language], *_apart(v), f"p={v.p:.4f}"]
        for v in (*comparison.worse, *comparison.better)
    ]
    lines += [f"  {line}" for line in columns(rows, left=3)]
    flipped = [flip for flip in comparison.flips if flip.passed]
    lines += [
        f"  {flip.passed}: {flip.after.topic} ({flip.after.language}) {'; '.join(_why(flip.after, flip.before))}"
        for flip in flipped[:most]
    ]
    if len(flipped) > most:
        lines.append(f"  … and {len(flipped) - most} more; the page names them all")
    if others := [flip for flip in comparison.flips if not flip.passed]:
        named = ", ".join(f"{flip.after.topic} ({flip.after.language})" for flip in others[:most])
        more = f" and {len(others) - most} more" if len(others) > most else ""
        lines.append(f"  another ranking or answer, neither better nor worse by its expectations: {named}{more}")
    if comparison.left_out:
        lines.append(f"  not compared, as they are new, gone or edited: {', '.join(comparison.left_out[:_MOST])}")
    lines += [f"  set differently: {name}: {before} → {after}" for name, before, after in comparison.settings]
    return lines


def _apart(verdict: Verdict) -> list[str]:
    """Both values, with as many digits as tell them apart."""
    values = [number(verdict.before), "→", number(verdict.after)]
    return values if values[0] != values[2] else [f"{verdict.before:.6f}", "→", f"{verdict.after:.6f}"]


def _why(after: Outcome, before: Outcome) -> Iterator[str]:
    yield from after.missed or before.missed


def _verdict_words(comparison: Comparison) -> str:
    from eval.comparison import ERROR_RATE  # noqa: PLC0415

    if not comparison.topics:
        return "no topic is in both runs"
    worse, better = len(comparison.worse), len(comparison.better)
    words = [f"{count} measures {what}" for count, what in ((worse, "worse"), (better, "better")) if count]
    return f"{', '.join(words) or 'no detectable change'} (error rate {ERROR_RATE:.0%} over all measures)"


def _cut(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _MOST else [*lines[:_MOST], f"… and {len(lines) - _MOST} more"]
