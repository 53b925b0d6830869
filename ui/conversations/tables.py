"""The tables. No quotation is stored: receipts are places in articles, and the words are sliced when they are shown.

So an article that is removed or purged is gone from history and shares in the same moment, by construction.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Float, ForeignKey, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """All tables of the app."""


class Conversation(Base):
    """A conversation of one person; times are seconds since 1970."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(300), index=True)
    title: Mapped[str] = mapped_column(Text)
    created: Mapped[float] = mapped_column(Float)
    updated: Mapped[float] = mapped_column(Float, index=True)
    turns: Mapped[list[StoredTurn]] = relationship(
        cascade="all, delete-orphan", order_by="StoredTurn.position", passive_deletes=True
    )


class StoredTurn(Base):
    """A question with its reply, packed."""

    __tablename__ = "turns"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    question: Mapped[str] = mapped_column(Text)
    reply: Mapped[dict[str, Any]] = mapped_column(JSON)
    stopped: Mapped[bool] = mapped_column(Boolean, default=False)
    asked: Mapped[float] = mapped_column(Float)
    thumb: Mapped[int | None] = mapped_column(Integer, default=None)
    reason: Mapped[str] = mapped_column(Text, default="")
    shares: Mapped[list[Share]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Share(Base):
    """A frozen answer behind a token, of which only the hash is kept.

    `turn` is the one it was made of, or the one that took its place.
    """

    __tablename__ = "shares"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    turn: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), index=True)
    owner: Mapped[str] = mapped_column(String(300), index=True)
    question: Mapped[str] = mapped_column(Text)
    reply: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[float] = mapped_column(Float)
    expires: Mapped[float] = mapped_column(Float)
    revoked: Mapped[bool] = mapped_column(Boolean, default=False)


class SignIn(Base):
    """One sign-in of one person, keyed by a fingerprint of the identity token; checked on every action."""

    __tablename__ = "sign_ins"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(300), index=True)
    started: Mapped[float] = mapped_column(Float)
    seen: Mapped[float] = mapped_column(Float)
    ended: Mapped[bool] = mapped_column(Boolean, default=False)


class Person(Base):
    """Somebody who has signed in at least once; role and corpora are those of the latest sign-in, in every tab.

    `claimed` is when that was; `corpora` is a JSON list, or null where no claim names any.
    """

    __tablename__ = "people"

    person: Mapped[str] = mapped_column(String(300), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20), default="")
    corpora: Mapped[str | None] = mapped_column(Text, default=None)
    claimed: Mapped[float] = mapped_column(Float, default=0.0)
    suspended: Mapped[bool] = mapped_column(Boolean, default=False)
    seen: Mapped[float] = mapped_column(Float)


class Asked(Base):
    """One question counted against the limits; the text is not kept."""

    __tablename__ = "asked"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    who: Mapped[str] = mapped_column(String(300), index=True)
    at: Mapped[float] = mapped_column(Float, index=True)


class Entry(Base):
    """One line of the log of accesses; `digest` covers the line and the digest before it."""

    __tablename__ = "accesses"

    no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[float] = mapped_column(Float)
    who: Mapped[str] = mapped_column(String(300))
    action: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(Text)
    decision: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
