"""What several commands do first: read the settings, find the index, build it where it is missing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from assistant.settings import load
from assistant.wiring import Place, builder, place
from index.differences import Folder
from index.errors import IndexBusyError, NotConfiguredError, UsageError
from index.planning import MAX_QUESTION
from ui.terminal import ProgressLine, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Container

    from assistant.settings import Settings
    from index.articles import ArticleStore, Entry
    from index.build import BuildReport
    from index.generation import Generation, Home
    from index.readers.rules import Skipped

_MOST_TOLD = 20


def settings(chosen: argparse.Namespace) -> Settings:
    """The settings of this run."""
    flags = {name: getattr(chosen, name, None) for name in ("home", "k", "workers")}
    return load(flags, environment=os.environ, file=chosen.config)


def refuse_unknown_outlet(outlet: str, articles: ArticleStore) -> None:
    """Refuse the name of an outlet that no article is by.

    Raises:
        UsageError: if it is none.
    """
    if outlet.casefold() not in {name.casefold() for name in articles.outlets()}:
        raise UsageError(f"no article is by {outlet!r}; there are: {', '.join(articles.outlets())}")


def refuse_too_long(question: str) -> None:
    """Refuse a question that is longer than any that is answered.

    Raises:
        UsageError: if it is.
    """
    if len(question) > MAX_QUESTION:
        raise UsageError(
            f"a question has at most {MAX_QUESTION:,} characters; to ask a whole article, put its file in a folder and "
            "index that"
        )


def built(settings: Settings, chosen: argparse.Namespace) -> Place:
    """The place a command works on, its index built if nothing is there yet (which is said on standard error)."""
    where = place(settings, getattr(chosen, "corpus", None))
    if where.home.current() is None:
        if not where.folder.exists():
            raise UsageError(f"there is nothing at {where.folder}; name a folder of articles with --corpus")
        say(f"beleg: no index yet; indexing {where.folder} …")
        report = indexed(settings, where.home, [Folder(where.name, where.folder, replaces=True)])
        counted = articles_counted(report.added)
        say(f"beleg: {counted} indexed in {report.seconds:.1f} s; kept in {where.home.path}")
        tell_skipped(report.skipped)
        if not report.added:
            raise UsageError(f"there is no readable article in {where.folder}; name another folder with --corpus")
    elif where.unasked:
        _follow(settings, where)
    return where


def _follow(settings: Settings, where: Place) -> None:
    """Bring an index that was built unasked in line with its folder and the rules in force, and say what changed."""
    before, folder = where.home.current(), Folder(where.name, where.folder, replaces=True)
    if not where.folder.exists():
        say(f"beleg: {where.folder} is gone; its articles are asked as they were last read")
    try:
        report = indexed(settings, where.home, [folder] if where.folder.exists() else [])
    except (IndexBusyError, NotConfiguredError) as error:
        say(f"beleg: {error}; asking what was published before")
        return
    if report.generation != before:
        counts = f"{report.added} added, {report.changed} changed, {report.removed} removed"
        say(f"beleg: the index of {where.folder} was brought up to date: {counts}")
        tell_skipped(report.skipped)


def indexed(
    settings: Settings,
    home: Home,
    folders: list[Folder],
    *,
    rebuild: bool = False,
    readmit: bool = False,
    quiet: bool = False,
) -> BuildReport:
    """Build with a progress line."""
    line = ProgressLine(quiet=quiet)
    try:
        return builder(settings, home, progress=line, rebuild=rebuild, readmit=readmit).index(folders)
    finally:
        line.close()


def opened(chosen: argparse.Namespace) -> Generation:
    """The published generation of the place a command works on; built first if need be."""
    return built(settings(chosen), chosen).home.open()


def the_article(articles: ArticleStore, words: str) -> Entry:
    """The one article that `words` mean.

    Raises:
        UsageError: if there is none, or more than one.
    """
    found = articles.find(words)
    if not found:
        raise UsageError(f"no article is called {words!r}; `beleg list` shows them")
    if len(found) > 1:
        names = ", ".join(f"{entry.id} ({entry.source})" for entry in found[:5])
        raise UsageError(f"{words!r} may mean {len(found)} articles: {names}; give more of the name, or the id")
    return found[0]


def articles_counted(count: int) -> str:
    """``1 article``, ``1,234 articles``."""
    return "1 article" if count == 1 else f"{count:,} articles"


def tell_skipped(skipped: tuple[Skipped, ...], known: Container[Skipped] = ()) -> None:
    """Name what was skipped, with the reasons, on standard error; what was `known` before is only counted."""
    still = sum(each in known for each in skipped)
    skipped = tuple(each for each in skipped if each not in known)
    for each in skipped[:_MOST_TOLD]:
        say(f"beleg: skipped {each.source}: {each.reason}")
    if len(skipped) > _MOST_TOLD:
        say(f"beleg: … and {len(skipped) - _MOST_TOLD} more; `beleg list --skipped` names them all")
    if still:
        say(f"beleg: still skipped: {still:,}; `beleg list --skipped` names them")
