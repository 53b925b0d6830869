"""``beleg eval report``, ``compare`` and ``trec``: what is told of runs that are there already; nothing is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from eval.comparison import compare as compared
from eval.files import text_of
from eval.measures.ranking import ranking_estimates, ranking_scores
from eval.reports.bundle import Bundle, write_bundle
from eval.reports.json_report import comparison_object, measures_object
from eval.reports.markdown import count_and_measures
from eval.reports.run_table import comparison_lines, count_line, summary_lines, tag_lines
from eval.reports.table import measure_lines
from eval.storage import read_run
from eval.summary import summarise
from eval.trec import read_qrels, read_rankings
from ui.cli import ANSWERED, WORSE
from ui.cli.evaluation_run import TAG_MEASURES
from ui.terminal import Terminal, say

if TYPE_CHECKING:
    import argparse


def report(chosen: argparse.Namespace) -> int:
    """Print the table of a run that is there already; nothing is asked."""
    summary = summarise(read_run(chosen.of).outcomes)
    terminal = Terminal()
    if chosen.markdown:
        terminal.print(count_and_measures(summary))
        return ANSWERED
    for line in (count_line(summary), "", *summary_lines(summary), "", *tag_lines(summary, TAG_MEASURES)):
        terminal.print(terminal.style(line))
    return ANSWERED


def compare(chosen: argparse.Namespace) -> int:
    """Compare two runs; nothing is asked."""
    after = read_run(chosen.after)
    comparison = compared(read_run(chosen.before), after)
    bundle = Bundle(after, summarise(after.outcomes), comparison)
    for file in write_bundle(bundle, {"markdown": chosen.markdown, "html": chosen.html}, None):
        say(f"beleg: wrote {file}")
    terminal = Terminal()
    if chosen.json:
        terminal.print(json.dumps(comparison_object(comparison), ensure_ascii=False))
    else:
        for line in comparison_lines(comparison):
            terminal.print(terminal.style(line))
    return WORSE if comparison.worse else ANSWERED


def trec(chosen: argparse.Namespace) -> int:
    """Measure a ranking in TREC form against judgements in TREC form."""
    qrels, run = read_qrels(text_of(chosen.qrels)), read_rankings(text_of(chosen.rankings))
    estimates = ranking_estimates(ranking_scores(qrels, run))
    unjudged = len(run.keys() - qrels.keys())
    terminal = Terminal()
    if chosen.json:
        told = {"questions": len(qrels), "unjudged": unjudged, "measures": measures_object(estimates)}
        terminal.print(json.dumps(told, ensure_ascii=False))
        return ANSWERED
    left_out = f"; {unjudged} of the ranking have none and are left out" if unjudged else ""
    terminal.print(f"{len(qrels)} questions with judgements{left_out}")
    for line in measure_lines(estimates):
        terminal.print(f"  {terminal.style(line)}")
    return ANSWERED
