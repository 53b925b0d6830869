"""What all sessions of the app share: the index, the answerer, the database. Nothing of any one visitor."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.settings import load
from assistant.wiring import Place, answerer, builder, demonstration_place, place
from index.differences import Folder
from index.errors import BelegError, IndexBusyError
from index.model import ArticleId, Scope
from ui.audit import Accesses
from ui.conversations.database import Database, default_address, folder_of
from ui.conversations.repository import Conversations
from ui.hosting import Hosting
from ui.limits import Limits
from ui.sharing import Shares
from ui.signins import SignIns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from assistant.answering import Answerer
    from assistant.settings import Settings
    from index.articles import ArticleStore, Version
    from index.generation import Generation
    from index.model import Article

_LOG = logging.getLogger("beleg.ui")
_PATIENCE, _GLANCE = 300.0, 0.2  # seconds: how long another process may take to index, and how often that is looked at


@dataclass(frozen=True)
class Parts:
    """Everything the pages work with.

    Attributes:
        demonstration: the demonstration articles, if they were asked before there were articles of one's own:
            conversations and shares may quote them.
    """

    settings: Settings
    hosting: Hosting
    place: Place
    demonstration: ArticleStore | None
    answerer: Answerer
    conversations: Conversations
    shares: Shares
    accesses: Accesses
    limits: Limits
    sign_ins: SignIns

    @property
    def generation(self) -> Generation:
        """The published generation, the newest at each call."""
        return self.answerer.searcher.generation

    @property
    def articles(self) -> ArticleStore:
        """Its articles."""
        return self.generation.articles

    @property
    def asked(self) -> str:
        """Names the place and its published generation."""
        return f"{self.place.home.path} {self.generation.name}"

    def readable(self, corpora: frozenset[str] | None) -> Readable:
        """The articles of these corpora; ``None``: of all."""
        return Readable(self.articles, corpora, self.demonstration)


_HELD = threading.local()
_READING: list[tuple[int, int] | None] = [None]


@contextmanager
def held() -> Iterator[Parts]:
    """The parts, the same for all of one run of a page, in which they are asked for dozens of times."""
    _HELD.parts = parts()
    try:
        yield _HELD.parts
    finally:
        _HELD.parts = None


def parts() -> Parts:
    """The parts for the settings in force; made once and kept."""
    already: Parts | None = getattr(_HELD, "parts", None)
    if already is not None:
        return already
    ours = tuple(sorted(item for item in os.environ.items() if item[0].startswith("BELEG")))
    key, settings, hosting = _chosen(ours, Path.cwd())
    # Where there were no articles of one's own at first there may be some by now.
    return _made(f"{key} {place(settings, hosting.corpus).home.path}", settings, hosting)


@lru_cache(maxsize=16)
def _chosen(environment: tuple[tuple[str, str], ...], folder: Path) -> tuple[str, Settings, Hosting]:
    """The settings in an environment, and a key for them; read once, for every run of a page asks many times."""
    chosen = dict(environment)
    file = chosen.get("BELEG_CONFIG")
    settings = load({}, environment=chosen, file=Path(file) if file else None)
    hosting = Hosting.read(chosen)
    return hashlib.sha256(repr((settings, hosting, folder)).encode()).hexdigest(), settings, hosting


def reading() -> tuple[int, int] | None:
    """How many files are read, of how many, while the index is built for the first time; else ``None``."""
    return _READING[0]


def _note(_stage: str, done: int, total: int) -> None:
    _READING[0] = (done, total)


def _build(settings: Settings, where: Place) -> None:
    """Index the folder, or bring the index in line with it; where another process does, what it publishes is asked.

    Raises:
        IndexBusyError: if it is at it for the first time, and does not end in time.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            builder(settings, where.home, progress=_note).index([Folder(where.name, where.folder, replaces=True)])
        except IndexBusyError:
            if where.home.current() is None:
                if time.monotonic() > until:
                    raise
                time.sleep(_GLANCE)
                continue
        return


@st.cache_resource(show_spinner=False)
def _made(key: str, _settings: Settings, _hosting: Hosting) -> Parts:
    """The parts, the index built if there is none yet; kept by `key`, for Streamlit ignores names like `_this`."""
    del key
    where = place(_settings, _hosting.corpus)
    if where.unasked or where.home.current() is None:
        try:
            _build(_settings, where)
        finally:
            _READING[0] = None
    database = Database(_hosting.database or default_address(folder_of(_settings.home, where.home.path)))
    return Parts(
        settings=_settings,
        hosting=_hosting,
        place=where,
        demonstration=_demonstration(_settings, where),
        answerer=answerer(_settings, where.home),
        conversations=Conversations(database),
        shares=Shares(database),
        accesses=Accesses(database),
        limits=Limits(database, _hosting),
        sign_ins=SignIns(database),
    )


def _demonstration(settings: Settings, where: Place) -> ArticleStore | None:
    """The demonstration articles, where they were asked before `where` was."""
    if where.home.path != settings.home:
        return None
    home = demonstration_place(settings).home
    with suppress(BelegError):
        return home.open().articles if home.published() else None
    return None


class Readable:
    """The articles of the corpora that somebody may read; others are as if they were not there.

    Args:
        articles: all articles.
        corpora: what may be read; ``None``: everything.
        beside: articles that are not asked any more and may still be quoted.
    """

    def __init__(
        self, articles: ArticleStore, corpora: frozenset[str] | None, beside: ArticleStore | None = None
    ) -> None:
        self._articles, self._corpora, self._beside = articles, corpora, beside

    def article(self, name: ArticleId) -> Article | None:
        """The article, or ``None``."""
        found = self._articles.article(name) or (self._beside.article(name) if self._beside else None)
        return found if found is not None and (self._corpora is None or found.corpus in self._corpora) else None

    def earlier(self, name: ArticleId) -> list[Version]:
        """Its earlier versions, the latest first."""
        if self.article(name) is None:
            return []
        return self._articles.earlier(name) or (self._beside.earlier(name) if self._beside else [])

    def days(self) -> tuple[date, date] | None:
        """The first and last day of publication of what may be read."""
        return self._articles.days_within(self.scope(Scope()))

    def outlets(self) -> list[str]:
        """The outlets of what may be read, by name."""
        return list(self._articles.outlets(self._articles.resolve(self.scope(Scope()))))

    def speakers(self) -> list[str]:
        """Who says something in what may be read, who says most first."""
        return [name for name, _ in self._articles.speakers(self._articles.resolve(self.scope(Scope())))]

    def scope(self, scope: Scope) -> Scope:
        """The scope without what may not be read."""
        if self._corpora is None:
            return scope
        return replace(scope, corpora=self._corpora if scope.corpora is None else self._corpora & scope.corpora)


def failed(error: BaseException) -> str:
    """A code under which the log tells more of an error that the visitor is told nothing about."""
    code = secrets.token_hex(4)
    if isinstance(error, IndexBusyError):  # nothing is wrong, and the message says all
        _LOG.error("%s: %s", code, error)
    else:
        _LOG.error("%s: %s", code, type(error).__name__, exc_info=error)
    return code
