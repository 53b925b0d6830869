"""Use case: articles in which people marked every quotation → how well they are found; see :mod:`eval.quotations`."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, cast

from eval.files import text_of
from eval.questioning import SetReport
from eval.quotations import evaluate, measures_of, rules
from eval.statistics import Estimate, unscored
from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from eval.ports import Progress

AnnotatedRow = dict[str, object]


def read_annotated(file: Path) -> list[AnnotatedRow]:
    """The rows of a file of annotated articles, each with ``text`` and ``quotations``.

    Raises:
        UsageError: if the file is not there or a line is not of that form; the message names the line.
    """
    lines = text_of(file).split("\n")
    rows = [_row(line, f"line {number} of {file}") for number, line in enumerate(lines, start=1) if line.strip()]
    if not rows:
        raise UsageError(f"there is no article in {file}")
    return rows


def _row(line: str, place: str) -> AnnotatedRow:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{place} is not JSON: {error}") from error
    except RecursionError as error:
        raise UsageError(f"{place} is nested too deeply") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not isinstance(row.get("quotations"), list):
        raise UsageError(f"{place} needs a 'text' and a list of 'quotations'")
    for quotation in row["quotations"]:
        if not isinstance(quotation, dict) or not {"type", "quote", "speaker"} <= quotation.keys():
            raise UsageError(f"{place}: a quotation needs 'type', 'quote' and 'speaker'")
        for field in ("quote", "speaker"):
            if not _are_spans(quotation[field], len(row["text"])):
                raise UsageError(f"{place}: '{field}' of a quotation must be a list of [start, end] within the text")
    return row


def _are_spans(value: object, length: int) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list)
        and len(pair) == 2  # noqa: PLR2004 - start and end
        and all(type(place) is int for place in pair)
        and 0 <= pair[0] <= pair[1] <= length
        for pair in value
    )


def measure_quotations(rows: Sequence[AnnotatedRow], *, progress: Progress, name: str) -> SetReport:
    """Precision, recall, F1 and speaker of each kind over all articles."""
    started = time.perf_counter()
    tallies = evaluate(_told(rows, progress))
    measures = {measure: _estimate(row) for measure, row in measures_of(tallies).items()}
    marked = sum(len(cast("list[object]", row["quotations"])) for row in rows)
    counts = {"articles": len(rows), "quotations": marked}
    return SetReport(name, counts, measures, seconds={"quotations": time.perf_counter() - started})


def _told(rows: Sequence[AnnotatedRow], progress: Progress) -> Iterator[AnnotatedRow]:
    for done, row in enumerate(rows, start=1):
        yield row
        progress(done, len(rows))


def _estimate(row: Mapping[str, float | int | None]) -> Estimate:
    if row["value"] is None:
        return unscored("none was found, or none is marked")
    return Estimate(float(row["value"]), row["low"], row["high"], int(row["n"] or 0))


def rule_table(rows: Sequence[AnnotatedRow]) -> str:
    """What each rule finds, how much of it is right, and how often it names the speaker; one line a rule."""
    lines = [f"{'rule':<50}{'found':>6}{'right':>6}{'precision':>10}{'speaker':>9}"]
    for rule, count in sorted(rules(rows).items()):
        speaker = f"{count['right'] / count['spoken']:9.3f}" if count["spoken"] else f"{'–':>9}"
        share = count["matched"] / count["found"]
        lines.append(f"{rule:<50}{count['found']:>6}{count['matched']:>6}{share:>10.3f}{speaker}")
    return "\n".join(lines)
