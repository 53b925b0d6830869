"""How much anyone may ask: per person or address in a minute and a day, and how many at the same time."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from sqlalchemy import delete, func, select

from ui.conversations.tables import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.conversations.database import Database
    from ui.hosting import Hosting

Refusal = Literal["limit_minute", "limit_day"]
_MINUTE, _DAY = 60.0, 86_400.0


class Limits:
    """Counts questions in a database, so that restarts and several processes do not reset them.

    Args:
        database: where they are counted.
        hosting: how many are allowed.
        clock: tells the time in seconds since 1970.
    """

    def __init__(self, database: Database, hosting: Hosting, clock: Callable[[], float] = time.time) -> None:
        self._database, self._hosting, self._clock = database, hosting, clock
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(hosting.at_once)

    def take(self, *names: str) -> Refusal | None:
        """Count one question for each of these (a person, an address); ``None``, or why it may not be asked.

        A refused question is not counted.
        """
        now = self._clock()
        bounds: list[tuple[Refusal, float, int]] = [
            ("limit_minute", _MINUTE, self._hosting.a_minute),
            ("limit_day", _DAY, self._hosting.a_day),
        ]
        with self._lock, self._database.begin() as session:
            session.execute(delete(Asked).where(Asked.at < now - _DAY))
            for why, seconds, most in bounds:
                for name in names if most else ():
                    query = select(func.count()).select_from(Asked).where(Asked.who == name, Asked.at > now - seconds)
                    if (session.scalar(query) or 0) >= most:
                        return why
            session.add_all([Asked(who=name, at=now) for name in names])
        return None

    @contextmanager
    def answering(self) -> Iterator[bool]:
        """Hold one of the places for questions being answered; false within a second if all are taken."""
        taken = self._slots.acquire(timeout=0.8)
        try:
            yield taken
        finally:
            if taken:
                self._slots.release()
