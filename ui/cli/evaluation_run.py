"""``beleg eval run``: topics put to an index, with everything that is told of it."""

from __future__ import annotations

import json
import os
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.wiring import DEMONSTRATION, demonstration
from eval.comparison import compare as compared
from eval.judge import judge_run, open_judge, opinions
from eval.provenance import machine
from eval.reports.bundle import SKIPPED_JUDGE, Bundle, named, write_bundle
from eval.reports.json_report import run_object
from eval.reports.run_table import (
    comparison_lines,
    count_line,
    failure_lines,
    judge_line,
    latency_line,
    summary_lines,
    tag_lines,
)
from eval.running import Choice, HomeOpener, RunOptions, judged, run_configuration, run_topics, stored_articles
from eval.storage import RUN, read_run, write_run
from eval.summary import broke, summarise
from eval.topic_files import read_topics
from index.differences import Folder
from index.errors import UsageError
from index.generation import Home
from ui.cli import ANSWERED, FAILED, WORSE
from ui.cli.common import built, indexed, settings
from ui.cli.remaining import Remaining
from ui.terminal import Terminal, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from assistant.settings import Settings
    from eval.comparison import Comparison
    from eval.judge import Judge
    from eval.outcomes import Run
    from eval.running import Judged
    from eval.summary import Summary
    from eval.topic_files import TopicSet

REPORTS = "beleg-eval"
"""The directory, beside whoever runs it, where a run and its reports go if no other is named."""
TAG_MEASURES = ("Passed", "nDCG@10", "EvidenceInClaim@1", "CitationPrecision", "AnswerInClaim@1", "SpeakerAccuracy")


@dataclass(frozen=True, slots=True)
class _Finished:
    """A run with all that is told of it."""

    run: Run
    known: Judged
    summary: Summary
    comparison: Comparison | None
    seconds: dict[str, float]
    judge: dict[str, object]


def run(chosen: argparse.Namespace) -> int:
    """Ask topics, measure, report, compare."""
    _refuse_nonsense(chosen)
    baseline = read_run(chosen.baseline) if chosen.baseline else None
    directory = _directory(chosen)
    finished = _run(chosen, baseline, directory)
    if chosen.save:
        _save(finished.run, chosen.save)
    bundle = Bundle(
        finished.run,
        finished.summary,
        finished.comparison,
        finished.seconds,
        machine(),
        finished.known.topics,
        {topic: judgement.places for topic, judgement in finished.known.judgements.items()},
        finished.judge,
        named(finished.known.articles.values()),
    )
    files = {"junit": chosen.junit, "markdown": chosen.markdown, "html": chosen.html}
    for file in write_bundle(bundle, files, directory):
        if file.parent != directory or file.suffix == ".html":  # the page leads to everything else
            say(f"beleg: wrote {file}")
    if chosen.json:
        Terminal().print(json.dumps(run_object(bundle), ensure_ascii=False))
    else:
        _told(finished)
    return _code(finished)


def _refuse_nonsense(chosen: argparse.Namespace) -> None:
    for name in ("jobs", "repeat", "sample", "judge_repeats"):
        value = getattr(chosen, name)
        if value is not None and value < 1:
            raise UsageError(f"--{name.replace('_', '-')} must be 1 or more, not {value}")
    for name in ("save", "junit", "markdown", "html"):
        file = getattr(chosen, name)
        if file and file.is_dir():
            raise UsageError(f"--{name} names a file to write, and {file} is a directory")


def _directory(chosen: argparse.Namespace) -> Path | None:
    """Where the run and its reports go, made before anything is asked; ``None`` if nobody named one and none can be."""
    directory: Path = chosen.out or Path(REPORTS)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            return directory
    except OSError as error:
        told = f"{directory} cannot be written to: {error.strerror}"
        if chosen.out or chosen.resume or chosen.failing:
            raise UsageError(told) from error
        say(f"beleg: {told}; no report is written; name another place with --out DIR")
        return None


def _run(chosen: argparse.Namespace, baseline: Run | None, directory: Path | None) -> _Finished:
    chosen_settings = settings(chosen)
    topics = topics_of(chosen.topics)
    judge = open_judge(chosen_settings, os.environ) if chosen.judge else None
    started = time.perf_counter()
    with home_of(chosen, chosen_settings) as home:
        articles = stored_articles(home)
        known = judged(_choice(chosen, directory).of(topics.topics), articles)
        if not known.topics:
            raise UsageError("no topic is left to ask; `beleg eval check` shows what there is")
        indexing = time.perf_counter() - started
        line = Remaining(quiet=chosen.quiet)
        options = RunOptions(chosen.jobs, chosen.repeat, directory, chosen.resume, line.step("topics"))
        configuration = run_configuration(chosen_settings, home, articles)
        finished = run_topics(known, HomeOpener(chosen_settings, home.path), configuration, options, topics)
        line.close()
    asking = time.perf_counter() - started - indexing
    if directory:
        write_run(finished, directory / RUN)  # before a judge is asked, which may take long
    judge_says = _opinion(chosen, judge, finished, known)
    comparison = compared(baseline, finished) if baseline else None
    seconds = {"indexing": indexing, "asking": asking}
    return _Finished(finished, known, summarise(finished.outcomes), comparison, seconds, judge_says)


def _opinion(chosen: argparse.Namespace, judge: Judge | None, finished: Run, known: Judged) -> dict[str, object]:
    """What the configured language model thinks of the answers, or why it was not asked."""
    if not chosen.judge:
        return SKIPPED_JUDGE
    if judge is None:
        return SKIPPED_JUDGE | {"reason": "no language model is configured to judge"}
    line = Remaining(quiet=chosen.quiet)
    try:
        return judge_run(judge, opinions(finished, known), repeats=chosen.judge_repeats, progress=line.step("judging"))
    except KeyboardInterrupt:
        say("beleg: judging was interrupted; what was judged is kept for the next time")
        return SKIPPED_JUDGE | {"reason": "it was interrupted"}
    finally:
        line.close()


def topics_of(files: Sequence[Path]) -> TopicSet:
    """The topics named, or those about the demonstration articles."""
    topics = read_topics(files or [Path(str(resources.files("eval"))) / "seeds.topics.jsonl"])
    if not topics.topics:
        first = f": {topics.problems[0]}" if topics.problems else ""
        raise UsageError(f"there is no topic in {', '.join(map(str, files))}{first}")
    return topics


def _choice(chosen: argparse.Namespace, directory: Path | None) -> Choice:
    only = None
    if chosen.failing and directory:
        only = frozenset(outcome.topic for outcome in read_run(directory).outcomes if not outcome.passed)
        if not only:
            raise UsageError(f"no topic of the run in {directory} failed")
    return Choice(frozenset(chosen.filter), only, chosen.sample, chosen.seed)


@contextmanager
def home_of(chosen: argparse.Namespace, chosen_settings: Settings) -> Iterator[Home]:
    """The home whose articles are asked: the demonstration articles' own unless topics or a corpus are named."""
    if chosen.topics or chosen.corpus:
        yield built(chosen_settings, chosen).home
        return
    with tempfile.TemporaryDirectory(prefix="beleg-eval-") as directory:
        home = Home(Path(directory) / "home")
        indexed(chosen_settings, home, [Folder(DEMONSTRATION, demonstration())], quiet=True)
        yield home


def _save(run: Run, file: Path) -> None:
    try:
        write_run(run.slim(), file)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error
    say(f"beleg: wrote {file}")


def _told(finished: _Finished) -> None:
    terminal = Terminal()
    for line in (count_line(finished.summary), latency_line(finished.summary), judge_line(finished.judge)):
        terminal.print(terminal.style(line))
    for lines in (summary_lines(finished.summary), tag_lines(finished.summary, TAG_MEASURES)):
        terminal.print()
        terminal.print(terminal.style(lines[0], "bold"))
        for line in lines[1:]:
            terminal.print(terminal.style(line))
    if finished.comparison:
        terminal.print()
        style = ("red",) if finished.comparison.worse else ()
        for line in comparison_lines(finished.comparison):
            terminal.print(terminal.style(line, *style))


def _code(finished: _Finished) -> int:
    failed = broke(finished.run.outcomes)
    for line in (*finished.run.problems, *failure_lines(failed)):
        say(f"beleg: {line}")
    if finished.comparison and finished.comparison.worse:
        return WORSE
    return FAILED if failed or finished.run.problems else ANSWERED
