"""The log of accesses: append-only, each entry chained to the one before by its digest. No question text by default.

The database itself refuses to change or delete an entry; the chain shows what was done behind its back.
"""

from __future__ import annotations

import hashlib
import json
import time
from typing import TYPE_CHECKING

from sqlalchemy import select

from ui.conversations.tables import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.conversations.database import Database

_START = "0" * 64


class Accesses:
    """The log in a database.

    Args:
        database: where it is.
        clock: tells the time in seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock

    def record(self, who: str, action: str, *, what: str = "", decision: str = "allowed") -> None:
        """Append one entry."""
        with self._database.begin(alone=True) as session:
            last = session.scalar(select(Entry).order_by(Entry.no.desc()).limit(1))
            no, before = (last.no, last.digest) if last else (0, _START)
            entry = Entry(no=no + 1, at=self._clock(), who=who[:300], action=action, what=what, decision=decision)
            entry.digest = digest(entry, before)
            session.add(entry)

    def latest(self, count: int) -> list[Entry]:
        """The latest entries, the newest first."""
        with self._database.begin() as session:
            return list(session.scalars(select(Entry).order_by(Entry.no.desc()).limit(count)))

    def broken(self) -> tuple[int, int | None]:
        """How many entries there are, and the number of the first that does not fit the chain, if any."""
        before, count = _START, 0
        with self._database.begin() as session:
            for entry in session.scalars(select(Entry).order_by(Entry.no)):
                count += 1
                if entry.no != count or entry.digest != digest(entry, before):
                    return count, count
                before = entry.digest
        return count, None


def digest(entry: Entry, before: str) -> str:
    """The SHA-256 of an entry and of the digest before it."""
    line = [before, entry.no, entry.at, entry.who, entry.action, entry.what, entry.decision]
    return hashlib.sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest()
