"""``beleg eval squad``, ``answerable`` and ``quotations``: sets that others made."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.wiring import answerer, searcher
from eval.annotated import measure_quotations, read_annotated, rule_table
from eval.collection import collection
from eval.nomiracl import measure_answerable, read_nomiracl
from eval.provenance import configuration, machine
from eval.reports.json_report import set_object
from eval.reports.markdown import set_markdown
from eval.reports.table import curve_lines, measure_lines
from eval.squad import read_squad
from eval.squad_measures import SquadOptions, measure_squad
from index.errors import UsageError
from ui.cli import ANSWERED, FAILED
from ui.cli.common import settings
from ui.cli.remaining import Remaining
from ui.terminal import Terminal, say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from eval.questioning import SetReport

_MOST_TOLD = 5
_MOST_PASSAGES = 10_000


def squad(chosen: argparse.Namespace) -> int:
    """Rank and answer the questions of a file in SQuAD's format."""
    if chosen.curve and not chosen.without_gold:
        raise UsageError("--curve needs questions that should be refused; add --without-gold")
    if chosen.without_gold and chosen.retrieval_only:
        raise UsageError("--without-gold asks for answers; leave --retrieval-only out")
    if chosen.passages is not None and not 1 <= chosen.passages <= _MOST_PASSAGES:
        raise UsageError(f"--k must be from 1 to {_MOST_PASSAGES}, not {chosen.passages}")
    chosen_settings = settings(chosen)
    questions = read_squad(chosen.file)
    if not questions.questions:
        raise UsageError(f"there is no question in {chosen.file}")
    line = Remaining(quiet=chosen.quiet)
    options = SquadOptions(
        k=100 if chosen.passages is None else chosen.passages,
        answers=not chosen.retrieval_only,
        without_gold=chosen.without_gold,
        threshold=chosen_settings.threshold,
        progress=line.step,
    )
    started = time.perf_counter()
    with collection(questions.articles, chosen_settings, progress=line.building) as home:
        indexing = time.perf_counter() - started
        asks = answerer(replace(chosen_settings, threshold=0.0), home) if options.answers else None
        report = measure_squad(questions, searcher(chosen_settings, home), asks, options, name=chosen.file.name)
        report = replace(
            report,
            settings=configuration(chosen_settings, home) | {"passages_ranked": options.k},
            seconds={"indexing": indexing} | report.seconds,
        )
    line.close()
    _write_rows(report, chosen.rows)
    return _printed(report, chosen)


def answerable(chosen: argparse.Namespace) -> int:
    """Answer or refuse the questions of a file in NoMIRACL's form."""
    chosen_settings = settings(chosen)
    rows = read_nomiracl(chosen.file)
    if not rows.rows:
        raise UsageError(f"there is no question in {chosen.file}")
    line = Remaining(quiet=chosen.quiet)
    started = time.perf_counter()
    with collection(rows.articles, chosen_settings, progress=line.building) as home:
        indexing = time.perf_counter() - started
        asks = answerer(chosen_settings, home)
        report = measure_answerable(rows, asks, progress=line.step("asking"), name=chosen.file.name)
        report = replace(
            report,
            settings=configuration(chosen_settings, home),
            seconds={"indexing": indexing} | report.seconds,
        )
    line.close()
    _write_rows(report, chosen.rows)
    return _printed(report, chosen)


def quotations(chosen: argparse.Namespace) -> int:
    """Find the statements of articles in which people marked every quotation."""
    rows = read_annotated(chosen.file)
    if chosen.rules:
        if chosen.json:
            raise UsageError("--rules prints a table; leave --json out")
        Terminal().print(rule_table(rows).rstrip("\n"))
        return ANSWERED
    line = Remaining(quiet=chosen.quiet)
    report = measure_quotations(rows, progress=line.step("finding quotations"), name=chosen.file.name)
    line.close()
    return _printed(report, chosen)


def _write_rows(report: SetReport, file: Path | None) -> None:
    if file is not None:
        _write(file, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in report.rows))


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error


def _printed(report: SetReport, chosen: argparse.Namespace) -> int:
    terminal = Terminal()
    if chosen.markdown:
        _write(chosen.markdown, set_markdown(report))
    if chosen.json:
        terminal.print(json.dumps(set_object(report, machine()), ensure_ascii=False))
    else:
        counts = ", ".join(f"{count:,} {name}" for name, count in report.counts.items())
        seconds = ", ".join(f"{step} {value:.1f} s" for step, value in report.seconds.items())
        terminal.print(f"{terminal.style(report.name, 'bold')}: {counts}; {seconds}")
        for text in measure_lines(report.measures):
            terminal.print(f"  {terminal.style(text)}")
        for text in curve_lines(report.curve) if getattr(chosen, "curve", False) else ():
            terminal.print(f"  {terminal.style(text)}")
    for failure in report.failures[:_MOST_TOLD]:
        say(f"beleg: question {failure.question} broke: {failure.error}")
    if len(report.failures) > _MOST_TOLD:
        say(f"beleg: … and {len(report.failures) - _MOST_TOLD} more; --json names them all")
    return FAILED if report.failures else ANSWERED
