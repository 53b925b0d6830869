"""``beleg index``, ``remove``, ``purge``, ``rollback`` and ``doctor``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.wiring import builder, corpus_name, making, place
from index.checking import check_all
from index.differences import Folder
from index.errors import NoIndexError, UsageError
from ui.cli import ANSWERED, FAILED, SKIPPED
from ui.cli.common import indexed, settings, tell_skipped, the_article
from ui.terminal import ProgressLine, Terminal

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from assistant.settings import Settings
    from index.generation import Home
    from index.model import ArticleId


def index(chosen: argparse.Namespace) -> int:
    """Bring the index in line with the named folders, or with those it knows."""
    chosen_settings = settings(chosen)
    where = place(chosen_settings)
    folders = _folders(chosen, where.home) or [Folder(where.name, where.folder)]
    report = indexed(
        chosen_settings, where.home, folders, rebuild=chosen.rebuild, readmit=chosen.readmit, quiet=chosen.quiet
    )
    terminal = Terminal()
    if chosen.json:
        terminal.print(json.dumps(asdict(report), ensure_ascii=False))
    else:
        counts = (
            f"{report.added} added, {report.changed} changed, {report.removed} removed, {report.unchanged} unchanged"
        )
        rate = report.added + report.changed
        speed = f" ({rate / report.seconds:,.0f} articles a second)" if rate and report.seconds else ""
        terminal.print(f"{counts}, {len(report.skipped)} skipped in {report.seconds:.1f} s{speed}")
        tell_skipped(report.skipped)
    return SKIPPED if report.skipped else ANSWERED


def _folders(chosen: argparse.Namespace, home: Home) -> list[Folder]:
    """The folders named on the command line, or those the index knows."""
    paths: list[Path] = chosen.paths
    if chosen.name and len(paths) != 1:
        raise UsageError("--name names one corpus; give one PATH with it")
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is nothing at {path}")
    if paths:
        return [Folder(chosen.name or corpus_name(path.resolve()), path.resolve()) for path in paths]
    if home.current() is None:
        return []
    generation = home.open()
    try:
        known = generation.articles.ledger.corpora()
    finally:
        generation.close()
    return [Folder(name, type(home.path)(root)) for name, root in known.items()]


def remove(chosen: argparse.Namespace) -> int:
    """Take articles or whole corpora out of the index."""
    return _taken_out(chosen, purge=False)


def purge(chosen: argparse.Namespace) -> int:
    """Take articles out and leave no byte of their text under the home."""
    return _taken_out(chosen, purge=True)


def _taken_out(chosen: argparse.Namespace, *, purge: bool) -> int:
    chosen_settings = settings(chosen)
    home = place(chosen_settings, chosen.corpus).home
    names, corpora = _meant(chosen.articles, home)
    line = ProgressLine()
    work = builder(chosen_settings, home, progress=line)
    removed = 0
    if names or purge:
        removed += work.remove(names, purge=purge).removed
    for corpus in () if purge else corpora:
        removed += work.drop(corpus).removed
    line.close()
    Terminal().print(f"{removed} articles {'purged' if purge else 'removed'}")
    return ANSWERED


def _meant(words: list[str], home: Home) -> tuple[list[ArticleId], list[str]]:
    """The articles and corpora that are meant; a corpus to purge is its articles, too."""
    generation = home.open()
    try:
        corpora = [word for word in words if word in generation.articles.ledger.corpora()]
        names = [the_article(generation.articles, word).id for word in words if word not in corpora]
        names += [entry.id for entry in generation.articles.entries() if entry.corpus in corpora]
    finally:
        generation.close()
    return names, corpora


def rollback(chosen: argparse.Namespace) -> int:
    """Publish the generation before the current one again."""
    home = _home(settings(chosen), chosen)
    Terminal().print(f"generation {home.rollback()} is published again")
    return ANSWERED


def _home(chosen_settings: Settings, chosen: argparse.Namespace) -> Home:
    home = place(chosen_settings, chosen.corpus).home
    if not home.published():
        raise NoIndexError(home.path)
    return home


def doctor(chosen: argparse.Namespace) -> int:
    """Check the published generation and say what to do."""
    chosen_settings = settings(chosen)
    generation = _home(chosen_settings, chosen).open()
    try:
        findings = check_all(generation, making(chosen_settings).makers)
        counts = generation.manifest.counts
    finally:
        generation.close()
    terminal = Terminal()
    if chosen.json:
        found = [asdict(finding) for finding in findings]
        terminal.print(json.dumps({"generation": generation.name, "counts": dict(counts), "findings": found}))
        return FAILED if findings else ANSWERED
    told = ", ".join(f"{count:,} {part}" for part, count in counts.items())
    terminal.print(f"generation {generation.name}: {told}")
    for finding in findings:
        terminal.wrap(f"{finding.check}: {finding.problem} — {finding.remedy}", indent="    ", first="  ✗ ")
    if not findings:
        terminal.print("healthy: files, ids, samples, statements and makers agree")
    return FAILED if findings else ANSWERED
