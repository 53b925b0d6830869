"""The database: opened, migrated to the newest tables, and used in short transactions."""

from __future__ import annotations

import threading
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from assistant.wiring import DEMONSTRATION_HOME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine

FILE = "conversations.sqlite"
NEWEST = "0002"
"""The revision of the newest migration."""
_PRAGMAS = ("foreign_keys = ON", "secure_delete = ON", "journal_mode = DELETE", "synchronous = FULL")
"""Without these SQLite ignores what deleting a conversation takes with it, and leaves deleted text in its file."""
_LOCK = 0xBE1E6
"""The number of the one lock that whoever counts or chains holds in PostgreSQL."""


class Database:
    """Where conversations, shares, sign-ins and accesses are kept; safe to share between threads.

    Args:
        address: an SQLAlchemy address, such as ``sqlite:////path`` or ``postgresql+psycopg://…``.
    """

    def __init__(self, address: str) -> None:
        self.engine = _engine(address)
        _migrate(self.engine)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        # Threads that wait for SQLite's own lock sleep and try again, in no order; here they queue.
        sqlite = self.engine.dialect.name == "sqlite"
        self._queue: AbstractContextManager[object] = threading.RLock() if sqlite else nullcontext()

    @contextmanager
    def begin(self, *, alone: bool = False) -> Iterator[Session]:
        """One transaction, written at the end or not at all.

        Args:
            alone: whether no other such transaction, of this process or another, may run meanwhile: for what is
                counted before it is written.
        """
        with self._queue, self._sessions.begin() as session:
            if alone:
                session.execute(text(_alone(self.engine)))
            yield session

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def folder_of(own: Path, used: Path) -> Path:
    """Where the conversations about a home's articles are kept.

    Those about the demonstration articles are kept with one's own, so that they are still there when there are articles
    of one's own; a database that an earlier version of Beleg kept beside the demonstration is moved.

    Args:
        own: the home for one's own articles.
        used: the home that is asked.
    """
    demonstration = own / DEMONSTRATION_HOME
    if used not in {own, demonstration}:
        return used
    before = demonstration / FILE
    # One that was left in the middle of a transaction is put right by whoever opens it where it is.
    if before.exists() and not (own / FILE).exists() and not before.with_name(f"{FILE}-journal").exists():
        before.rename(own / FILE)
    return own


def default_address(home: Path) -> str:
    """SQLite under the home, in a folder that only its owner can read."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = (home / FILE).resolve()
    if not file.exists():
        file.touch(mode=0o600)
    return f"sqlite:///{file}"


def _engine(address: str) -> Engine:
    # An error tells the statement that failed, and the log keeps errors: what it was filled with stays out of them.
    if not address.startswith("sqlite"):
        return create_engine(address, hide_parameters=True, pool_pre_ping=True)
    engine = create_engine(address, hide_parameters=True, poolclass=QueuePool, connect_args={"timeout": 10})

    @event.listens_for(engine, "connect")
    def _prepare(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _alone(engine: Engine) -> str:
    """What makes a transaction wait for every other that says it."""
    return "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else f"SELECT pg_advisory_xact_lock({_LOCK})"


def _migrate(engine: Engine) -> None:
    if inspect(engine).has_table("alembic_version"):
        with engine.connect() as connection:
            if connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == NEWEST:
                return
    from alembic import command  # noqa: PLC0415 - takes a second to import, and is needed once a version
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        # Of two that start at once the second finds the tables made.
        connection.execute(text(_alone(engine)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
