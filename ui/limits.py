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

    from sqlalchemy.orm import Session

    from ui.conversations.database import Database
    from ui.hosting import Hosting

Refusal = Literal["limit_minute", "limit_day"]
_MINUTE, _DAY = 60.0, 86_400.0
_LOOK = "look "  # before the names by which looks are counted
_PATIENCE = 0.8  # seconds


class Limits:
    """Counts questions in a database, so that restarts and several processes do not reset them.

    Args:
        database: where they are counted.
        hosting: how many are allowed.
        clock: tells the time in seconds since 1970.
    """

    def __init__(self, database: Database, hosting: Hosting, clock: Callable[[], float] = time.time) -> None:
        self._database, self._hosting, self._clock = database, hosting, clock
        self._questions, self._pages = _Places(hosting.at_once), _Places(hosting.pages_at_once)
        self._mine = threading.local()

    def take(self, who: str, address: str = "") -> Refusal | None:
        """Count one question of a person and of the address they ask from; ``None``, or why it may not be asked.

        A refused question is not counted.

        Args:
            who: the person, or the address of a stranger.
            address: where somebody who has signed in asks from; people may share one, so more may be asked from it.
        """
        return self._take(who, address, self._hosting.a_minute, self._hosting.a_day)

    def look(self, who: str, address: str = "") -> Refusal | None:
        """Count one look at a page that costs as much as a question, apart from questions; likewise."""
        hosting = self._hosting
        place = f"{_LOOK}{address}" if address else ""
        return self._take(f"{_LOOK}{who}", place, hosting.pages_a_minute, hosting.pages_a_day)

    def _take(self, who: str, address: str, a_minute: int, a_day: int) -> Refusal | None:
        now = self._clock()
        bounds: list[tuple[str, Refusal, float, int]] = [
            (who, "limit_minute", _MINUTE, a_minute),
            (who, "limit_day", _DAY, a_day),
            (address, "limit_minute", _MINUTE, self._hosting.an_address_a_minute),
        ]
        with self._database.begin(alone=True) as session:
            session.execute(delete(Asked).where(Asked.at < now - _DAY))
            for name, why, seconds, most in bounds:
                if name and most and _asked(session, name, now - seconds) >= most:
                    return why
            session.add_all([Asked(who=name, at=now) for name in {who, address} if name])
        return None

    @contextmanager
    def drawing(self) -> Iterator[bool]:
        """Hold one of the places for pages being drawn; false within a second if all are taken."""
        self._mine.page = taken = self._pages.take()
        try:
            yield taken
        finally:
            self.drawn()

    def drawn(self) -> None:
        """Give this thread's place back early, because what follows waits for something else."""
        if self._mine.page:
            self._mine.page = False
            self._pages.give_back()

    @contextmanager
    def answering(self) -> Iterator[bool]:
        """Hold one of the places for questions being answered; false within a second if all are taken."""
        taken = self._questions.take()
        try:
            yield taken
        finally:
            if taken:
                self._questions.give_back()


class _Places:
    """Places for so many at a time. As many again may wait for one, for `_PATIENCE`; who comes then is told at once."""

    def __init__(self, count: int) -> None:
        self._free, self._waiting = threading.BoundedSemaphore(count), threading.BoundedSemaphore(count)

    def take(self) -> bool:
        """Whether a place could be had."""
        if self._free.acquire(blocking=False):
            return True
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return self._free.acquire(timeout=_PATIENCE)
        finally:
            self._waiting.release()

    def give_back(self) -> None:
        """Leave a place to the next."""
        self._free.release()


def _asked(session: Session, name: str, since: float) -> int:
    """How many questions of this name were counted since then."""
    query = select(func.count()).select_from(Asked).where(Asked.who == name, Asked.at > since)
    return session.scalar(query) or 0
