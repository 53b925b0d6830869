"""Conversations of their owners: kept, found, renamed, deleted. Whoever is not the owner finds nothing."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, cast, delete, or_, select, update

from ui.conversations.packing import without
from ui.conversations.tables import Conversation, Share, StoredTurn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from ui.conversations.database import Database

MOST_TITLE = 200
"""Characters that a title has at most."""
_LISTED = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn as it is stored."""

    id: str
    question: str
    reply: dict[str, Any]
    stopped: bool = False
    thumb: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A conversation as a list shows it."""

    id: str
    title: str


class Conversations:
    """All conversations in a database.

    Args:
        database: where they are.
        clock: tells the time in seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock

    def add(self, owner: str, conversation: str | None, turn: Kept, *, replaces: str | None = None) -> str:
        """Keep a turn in a conversation and return the conversation's id.

        A conversation of this id that is not there yet is begun; where it is somebody else's, one with a new id.

        Args:
            owner: whose conversation it is.
            conversation: its id.
            turn: what to keep.
            replaces: the turn that goes in the same moment, if it is still the last; its shares pass to this one.
        """
        now = self._clock()
        with self._database.begin() as session:
            kept = _own(session, owner, conversation)
            if kept is None:
                title = " ".join(turn.question.split())[:MOST_TITLE]
                free = conversation if conversation and session.get(Conversation, conversation) is None else None
                kept = Conversation(
                    id=free or secrets.token_hex(16), owner=owner, title=title, created=now, updated=now
                )
                session.add(kept)
                session.flush()
            last = _last(session, kept.id)
            position = last.position + 1 if last else 1
            session.add(
                StoredTurn(
                    id=turn.id,
                    conversation=kept.id,
                    position=position,
                    question=turn.question,
                    reply=turn.reply,
                    stopped=turn.stopped,
                    asked=now,
                    reason="",
                )
            )
            if last is not None and last.id == replaces:
                session.flush()
                # A link that was sent keeps opening what it opened; under the new turn it can still be revoked.
                session.execute(update(Share).where(Share.turn == last.id).values(turn=turn.id))
                session.execute(delete(StoredTurn).where(StoredTurn.id == last.id))
            kept.updated = now
            return kept.id

    def titles(self, owner: str, words: str = "") -> list[Title]:
        """The owner's conversations, the latest first; with `words`, those whose title or questions hold them."""
        query = select(Conversation).where(Conversation.owner == owner)
        if words.strip():
            like = f"%{_literal(words.strip())}%"
            inside = select(StoredTurn.conversation).where(StoredTurn.question.ilike(like, escape="\\"))
            query = query.where(or_(Conversation.title.ilike(like, escape="\\"), Conversation.id.in_(inside)))
        with self._database.begin() as session:
            found = session.scalars(query.order_by(Conversation.updated.desc(), Conversation.id).limit(_LISTED))
            return [Title(each.id, each.title) for each in found]

    def open(self, owner: str, conversation: str) -> tuple[Title, list[Kept]] | None:
        """A conversation with its turns, or ``None`` if the owner has none of this id."""
        with self._database.begin() as session:
            found = _own(session, owner, conversation)
            if found is None:
                return None
            turns = [_kept(turn) for turn in found.turns]
            return Title(found.id, found.title), turns

    def alone(self, owner: str, question: str, *, since: float) -> tuple[str, Kept] | None:
        """The owner's latest conversation that is nothing but this question, asked since then and not stopped."""
        query = (
            select(StoredTurn)
            .join(Conversation)
            .where(Conversation.owner == owner, StoredTurn.question == question, StoredTurn.asked >= since)
            .order_by(StoredTurn.asked.desc())
        )
        with self._database.begin() as session:
            for turn in session.scalars(query):
                within = select(StoredTurn.id).where(StoredTurn.conversation == turn.conversation).limit(2)
                if not turn.stopped and len(session.scalars(within).all()) == 1:
                    return turn.conversation, _kept(turn)
        return None

    def turns(self, owner: str, conversation: str) -> list[str] | None:
        """The ids of a conversation's turns in their order, or ``None`` if the owner has none of this id."""
        query = select(Conversation.id, StoredTurn.id).outerjoin(StoredTurn).order_by(StoredTurn.position)
        query = query.where(Conversation.id == conversation, Conversation.owner == owner)
        with self._database.begin() as session:
            rows = session.execute(query).all()
        return [turn for _, turn in rows if turn is not None] if rows else None

    def rename(self, owner: str, conversation: str, title: str) -> None:
        """Give a conversation another title; nothing happens if the owner has none of this id."""
        with self._database.begin() as session:
            found = _own(session, owner, conversation)
            if found is not None and title.strip():
                found.title = title.strip()[:MOST_TITLE]

    def forget(self, article: str) -> None:
        """Take an article out of everybody's turns and shares: its places, its speakers, what a model said of it."""
        with self._database.begin() as session:
            name = f'"{article}"'
            for turn in session.scalars(select(StoredTurn).where(cast(StoredTurn.reply, Text).contains(name))):
                turn.reply = without(turn.reply, article)
            for share in session.scalars(select(Share).where(cast(Share.reply, Text).contains(name))):
                share.reply = without(share.reply, article)

    def delete(self, owner: str, conversation: str) -> None:
        """Delete a conversation with its turns and every share of them."""
        with self._database.begin() as session:
            found = _own(session, owner, conversation)
            if found is not None:
                session.execute(delete(Conversation).where(Conversation.id == found.id))

    def judge(self, owner: str, turn: str, thumb: int | None, reason: str = "") -> None:
        """Note what the owner thinks of a reply: 1 good, 0 bad, ``None`` nothing any more."""
        with self._database.begin() as session:
            found = session.get(StoredTurn, turn)
            if found is not None and _own(session, owner, found.conversation) is not None:
                found.thumb, found.reason = thumb, reason[:2000]

    def judged(self, owner: str) -> list[tuple[Kept, tuple[str, ...]]]:
        """The owner's turns that were judged, oldest first, each with the questions asked before it."""
        query = (
            select(StoredTurn)
            .join(Conversation)
            .where(Conversation.owner == owner, StoredTurn.thumb.is_not(None))
            .order_by(StoredTurn.asked)
        )
        with self._database.begin() as session:
            return [(_kept(turn), _before(session, turn)) for turn in session.scalars(query)]


def _own(session: Session, owner: str, conversation: str | None) -> Conversation | None:
    found = session.get(Conversation, conversation) if conversation else None
    return found if found is not None and found.owner == owner else None


def _last(session: Session, conversation: str) -> StoredTurn | None:
    turns = select(StoredTurn).where(StoredTurn.conversation == conversation)
    return session.scalar(turns.order_by(StoredTurn.position.desc()).limit(1))


def _before(session: Session, turn: StoredTurn) -> tuple[str, ...]:
    earlier = (
        select(StoredTurn.question)
        .where(StoredTurn.conversation == turn.conversation, StoredTurn.position < turn.position)
        .order_by(StoredTurn.position)
    )
    return tuple(session.scalars(earlier))


def _kept(turn: StoredTurn) -> Kept:
    return Kept(turn.id, turn.question, turn.reply, turn.stopped, turn.thumb, turn.reason)


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
