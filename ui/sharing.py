"""Share links: a frozen answer behind 256 random bits, of which only the hash is kept."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from ui.conversations.tables import Conversation, Person, Share, StoredTurn

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.conversations.database import Database

DAYS = (7, 30, 90, 365)
_DAY = 86_400
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Shared:
    """What a token opens: the question and the packed reply as they were, and until when.

    Attributes:
        id: names the share where its token must not be told.
    """

    id: str
    question: str
    reply: dict[str, Any]
    created: float
    expires: float


@dataclass(frozen=True, slots=True)
class Link:
    """An open share link as its owner sees it: never the token, which is not kept.

    Attributes:
        id: names the share.
        created: when it was made, in seconds since 1970.
        expires: when it ends, likewise.
    """

    id: str
    created: float
    expires: float


class Shares:
    """All share links in a database.

    Args:
        database: where they are.
        clock: tells the time in seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock

    def make(self, owner: str, turn: str, *, days: int, reply: dict[str, Any] | None = None) -> str | None:
        """A new token for one of the owner's turns; ``None`` if they have none of this id. It is told only here.

        Args:
            owner: whose turn it is.
            turn: its id.
            days: how long the token opens it.
            reply: what of the packed reply its owner may see today; by default all that was kept.
        """
        token = secrets.token_urlsafe(_BYTES)
        now = self._clock()
        with self._database.begin() as session:
            query = select(StoredTurn).join(Conversation).where(StoredTurn.id == turn, Conversation.owner == owner)
            found = session.scalar(query)
            if found is None:
                return None
            session.add(
                Share(
                    id=secrets.token_hex(16),
                    token_hash=_hash(token),
                    turn=turn,
                    owner=owner,
                    question=found.question,
                    reply=found.reply if reply is None else reply,
                    created=now,
                    expires=now + days * _DAY,
                    revoked=False,
                )
            )
        return token

    def open(self, token: str) -> Shared | None:
        """What the token opens; ``None`` alike for unknown, expired and revoked ones, and while its owner is barred."""
        with self._database.begin() as session:
            found = session.scalar(select(Share).where(Share.token_hash == _hash(token)))
            if found is None or found.revoked or found.expires <= self._clock():
                return None
            owner = session.get(Person, found.owner)
            if owner is not None and owner.suspended:
                return None
            return Shared(found.id, found.question, found.reply, found.created, found.expires)

    def listed(self, owner: str, turn: str) -> list[Link]:
        """The open links to a turn, the newest first."""
        query = select(Share).where(Share.turn == turn, Share.owner == owner)
        query = query.where(Share.revoked.is_(False), Share.expires > self._clock()).order_by(Share.created.desc())
        with self._database.begin() as session:
            return [Link(found.id, found.created, found.expires) for found in session.scalars(query)]

    def revoke(self, owner: str, share: str) -> None:
        """Close one link; nothing happens if it is nobody's or somebody else's."""
        with self._database.begin() as session:
            session.execute(update(Share).where(Share.id == share, Share.owner == owner).values(revoked=True))


def day_of(seconds: float) -> date:
    """The day, in Greenwich, of a time in seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC).date()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
