"""``beleg index``, ``remove``, ``purge``, ``rollback`` and ``doctor``."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.wiring import builder, corpus_name, making, own_place, place
from index.checking import Finding, check_all, check_words
from index.differences import Folder
from index.errors import IndexDamagedError, NoIndexError, UsageError
from index.generation import Generation
from index.ledger import KEPT_OUT
from index.lock import writing
from index.readers.rules import PURGED, Skipped
from ui.cli import ANSWERED, FAILED, SKIPPED
from ui.cli.common import articles_counted, indexed, settings, tell_skipped, the_article
from ui.terminal import ProgressLine, Terminal, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from assistant.settings import Settings
    from index.generation import Home
    from index.model import ArticleId


_WORTH_A_RATE = 100  # articles; for fewer start-up is most of the time


def index(chosen: argparse.Namespace) -> int:
    """Bring the index in line with the named folders, or with those it knows."""
    chosen_settings = settings(chosen)
    where = own_place(chosen_settings)
    corpora = _corpora_or_none(chosen, where.home, configured=bool(chosen_settings.corpus))
    folders = _folders(chosen, corpora) or [Folder(where.name, where.folder, replaces=True)]
    known = _skipped(where.home)
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
        done = report.added + report.changed
        speed = f" ({done / report.seconds:,.0f} articles a second)" if done >= _WORTH_A_RATE else ""
        terminal.print(f"{counts}, {len(report.skipped)} skipped in {report.seconds:.1f} s{speed}")
        tell_skipped(report.skipped, known)
        if not report.skipped and not done + report.unchanged:
            say("beleg: there is no article in it; .txt .md .html .pdf .json .jsonl and .csv are read")
    return SKIPPED if any(each.reason not in {KEPT_OUT, PURGED} for each in report.skipped) else ANSWERED


def _corpora_or_none(chosen: argparse.Namespace, home: Home, *, configured: bool) -> list[tuple[str, str]]:
    """The corpora the index knows; none where a rebuild from named folders takes the place of one that is damaged."""
    try:
        return _corpora(home)
    except IndexDamagedError as error:
        if not chosen.rebuild:
            raise
        if not chosen.paths and not configured:
            raise UsageError(f"{error.problem}; name your folders: beleg index --rebuild FOLDER") from error
        return []


def _folders(chosen: argparse.Namespace, corpora: list[tuple[str, str]]) -> list[Folder]:
    """The folders named on the command line, or those the index knows."""
    paths: list[Path] = chosen.paths
    if chosen.name and len(paths) != 1:
        raise UsageError("--name names one corpus; give one PATH with it")
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is nothing at {path}")
    known = [Folder(name, Path(root), replaces=True) for name, root in corpora]
    if paths:
        chosen_folders = [_folder(path.resolve(), chosen.name, known) for path in paths]
        _refuse_heaps(paths, chosen_folders)
        return list(dict.fromkeys(chosen_folders))
    for folder in known:
        if not folder.root.exists():
            say(f"beleg: {folder.root} is gone; its articles stay until `beleg remove {folder.name}`")
    return [folder for folder in known if folder.root.exists()]


def _folder(path: Path, name: str | None, known: list[Folder]) -> Folder:
    """The corpus at `path`; what lies within a known corpus is of that one, and stays so."""
    around = next((folder for folder in known if folder.root in path.parents), None)
    if around is None or name:
        inside = [folder.name for folder in known if path in folder.root.parents]
        if inside:
            say(f"beleg: {path} holds {', '.join(inside)} too, whose articles are now there twice; `beleg remove` it")
        return Folder(name or corpus_name(path), path)
    say(f"beleg: {path} is of the corpus {around.name}, all of which is brought in line")
    return around


def _refuse_heaps(paths: list[Path], folders: list[Folder]) -> None:
    """Several files of one folder are hardly meant as a corpus each: ``beleg index news/*.txt``."""
    parents = [path.resolve().parent for path, folder in zip(paths, folders, strict=True) if folder.root.is_file()]
    for parent in parents:
        if parents.count(parent) > 1:
            raise UsageError(f"these are files of one folder; index the folder: beleg index {parent}")


def _skipped(home: Home) -> frozenset[Skipped]:
    """What the published generation says was skipped."""
    try:
        generation = home.open()
    except (NoIndexError, IndexDamagedError):
        return frozenset()
    try:
        ledger = generation.articles.ledger
        return frozenset(Skipped(*row) for corpus in ledger.corpora() for row in ledger.skipped(corpus))
    finally:
        generation.close()


def remove(chosen: argparse.Namespace) -> int:
    """Take articles or whole corpora out of the index."""
    return _taken_out(chosen, purge=False)


def purge(chosen: argparse.Namespace) -> int:
    """Take articles out and leave no byte of their text under the home."""
    return _taken_out(chosen, purge=True)


def _forget(names: Iterable[str], folder: Path) -> None:
    """What conversations and share links of the app keep of these articles goes with them."""
    from ui.conversations.database import FILE, Database, default_address  # noqa: PLC0415 - of use to the app's users
    from ui.conversations.repository import Conversations  # noqa: PLC0415

    address = os.environ.get("BELEGUI_DATABASE", "")
    if not address and not (folder / FILE).exists():
        return
    database = Database(address or default_address(folder))
    for name in names:
        Conversations(database).forget(name)
    database.close()


def _taken_out(chosen: argparse.Namespace, *, purge: bool) -> int:
    chosen_settings = settings(chosen)
    home = place(chosen_settings, chosen.corpus).home
    names, corpora = _meant(chosen.articles, home, purge=purge)
    from ui.conversations.database import folder_of  # noqa: PLC0415 - likewise

    line = ProgressLine()
    work = builder(chosen_settings, home, progress=line)
    taken = set(names)
    try:
        work.remove(names, corpora=() if purge else corpora, purge=purge)
        if purge:
            _forget(names, folder_of(chosen_settings.home, home.path))
    finally:
        line.close()
    Terminal().print(f"{articles_counted(len(taken))} {'purged' if purge else 'removed'}")
    return ANSWERED


def _meant(words: list[str], home: Home, *, purge: bool) -> tuple[list[ArticleId], list[str]]:
    """The articles and corpora that are meant; to purge also those that only an earlier generation still holds."""
    names: list[ArticleId] = []
    corpora: list[str] = []
    for word in words:
        found = [_in_generation(word, generation) for generation in _generations(home, every=purge)]
        meant = next((each for each in found if each is not None), None)
        if meant is None:
            raise UsageError(f"no article or corpus is called {word!r}; `beleg list` shows them")
        names += meant if isinstance(meant, list) else []
        if word in {each for each, _ in _corpora(home)}:
            corpora.append(word)
    return list(dict.fromkeys(names)), corpora


def _generations(home: Home, *, every: bool) -> Iterator[Generation]:
    """The published generation, then, if wanted, the others from the newest on."""
    current = home.current()
    if current is None:
        raise NoIndexError(home.path)
    others = [name for name in reversed(home.published()) if name != current]
    for name in (current, *(others if every else ())):
        generation = Generation(name, home.directory(name), home.chroma)
        yield generation
        generation.close()


def _in_generation(word: str, generation: Generation) -> list[ArticleId] | None:
    """The articles that a word means in one generation: a corpus's, or the one it names."""
    if word in generation.articles.ledger.corpora():
        return [entry.id for entry in generation.articles.entries() if entry.corpus == word]
    return [the_article(generation.articles, word).id] if generation.articles.find(word) else None


def _corpora(home: Home) -> list[tuple[str, str]]:
    """The corpora the index knows, with their folders; none where there is no index."""
    try:
        generation = home.open()
    except NoIndexError:
        return []
    try:
        return list(generation.articles.ledger.corpora().items())
    finally:
        generation.close()


def rollback(chosen: argparse.Namespace) -> int:
    """Publish the generation before the current one again."""
    home = _home(settings(chosen), chosen)
    with writing(home.path, purpose="rollback", now=datetime.now(UTC).isoformat(timespec="seconds")):
        name = home.rollback()
    Terminal().print(f"generation {name} is published again")
    return ANSWERED


def _home(chosen_settings: Settings, chosen: argparse.Namespace) -> Home:
    home = place(chosen_settings, chosen.corpus).home
    if not home.published():
        raise NoIndexError(home.path)
    return home


def doctor(chosen: argparse.Namespace) -> int:
    """Check the published generation and say what to do."""
    chosen_settings = settings(chosen)
    home = _home(chosen_settings, chosen)
    name, counts = None, dict[str, int]()
    try:
        name = home.current()
        generation = home.open()
    except IndexDamagedError as error:
        findings = [Finding("reading", error.problem, error.remedy)]
    else:
        findings, counts = check_all(generation, making(chosen_settings).makers), dict(generation.manifest.counts)
        generation.close()
    findings += check_words(chosen_settings.home / "words")
    terminal = Terminal()
    if chosen.json:
        found = [asdict(finding) for finding in findings]
        terminal.print(json.dumps({"generation": name, "counts": counts, "findings": found}))
        return FAILED if findings else ANSWERED
    told = ", ".join(f"{count:,} {part}" for part, count in counts.items())
    terminal.print(f"generation {name}: {told}" if counts else f"generation {name or 'unknown'}")
    for finding in findings:
        wrong = f"{finding.check}: {finding.problem}"
        terminal.wrap(" — ".join(filter(None, (wrong, finding.remedy))), indent="    ", first="  ✗ ")
    if not findings:
        terminal.print("healthy: files, ids, samples, vectors, statements and makers agree")
    return FAILED if findings else ANSWERED
