"""Our own record of sign-ins, checked on every action: Streamlit's cookie alone would stay good after signing out."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from sqlalchemy import select, update

from ui.conversations.tables import Person, SignIn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.access import Role, Why
    from ui.conversations.database import Database

IDLE, ABSOLUTE = 8 * 3600.0, 24 * 3600.0
_FRESH = 60.0  # seconds; how exactly the last action is noted


@dataclass(frozen=True, slots=True)
class Identity:
    """What an identity token says.

    Attributes:
        person: issuer and subject.
        fingerprint: of this one token; another sign-in of the same person has another.
        role: what it says the person may do; ``None``: nothing.
        corpora: what it says they may read; ``None``: no claim says.
        issued: when it was issued, in seconds since 1970; ``None`` if it does not say.
    """

    person: str
    name: str
    role: Role | None
    fingerprint: str
    issued: float | None = None
    corpora: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a sign-in is worth right now.

    Attributes:
        why: why it counts for nothing; empty if it is good.
        role: of the person's latest sign-in, wherever that was.
        corpora: likewise.
        new: whether it was never seen before.
    """

    why: Why
    role: Role | None = None
    corpora: frozenset[str] | None = None
    new: bool = field(default=False, compare=False)


def fingerprint(claims: Mapping[str, object]) -> str:
    """The SHA-256 of all claims of a token."""
    return hashlib.sha256(json.dumps(dict(claims), sort_keys=True, default=str).encode()).hexdigest()


class SignIns:
    """The sign-ins in a database.

    Args:
        database: where they are.
        clock: tells the time in seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock

    def check(self, identity: Identity) -> Standing:
        """What this sign-in is worth; if it is good, that it was used is noted.

        A sign-in that was never seen before brings role and corpora, and they count in every other tab of the person
        from then on.
        """
        now = self._clock()
        with self._database.begin() as session:
            person, found = session.get(Person, identity.person), session.get(SignIn, identity.fingerprint)
            if person is not None and found is not None and now - found.seen <= _FRESH:
                return _standing(person, found, now)
        with self._database.begin(alone=True) as session:
            person = session.get(Person, identity.person)
            if person is None:
                person = Person(person=identity.person, name=identity.name, role="", suspended=False, seen=now)
                session.add(person)
            found = session.get(SignIn, identity.fingerprint)
            new = found is None
            if found is None:
                found = _first(identity, person, now)
                session.add(found)
            standing = _standing(person, found, now)
            if standing.why:  # once barred, a sign-in stays worthless when the person is let in again
                found.ended = True
            elif not standing.why:
                found.seen = person.seen = now
            return replace(standing, new=new)

    def end(self, identity: Identity) -> None:
        """Sign out: this sign-in counts for nothing from now on, in all tabs and from any copy of its cookie."""
        with self._database.begin() as session:
            session.execute(update(SignIn).where(SignIn.id == identity.fingerprint).values(ended=True))

    def suspend(self, person: str, *, suspended: bool) -> None:
        """Bar a person from their next action on, or let them back in; they sign in anew then."""
        with self._database.begin() as session:
            session.execute(update(Person).where(Person.person == person).values(suspended=suspended))
            session.execute(update(SignIn).where(SignIn.person == person).values(ended=True))

    def people(self) -> list[Person]:
        """Everyone who has ever signed in, by name."""
        with self._database.begin() as session:
            return list(session.scalars(select(Person).order_by(Person.name, Person.person)))


def _first(identity: Identity, person: Person, now: float) -> SignIn:
    """The record of a sign-in that was never seen before; it may be an old one, and then says nothing new.

    No sign-in is of the future: a provider whose clock is fast does not lengthen it, nor bar what later ones claim.
    """
    issued = now if identity.issued is None else min(identity.issued, now)
    if issued >= min(person.claimed or 0.0, now) and now - issued <= ABSOLUTE:
        corpora = None if identity.corpora is None else json.dumps(sorted(identity.corpora))
        person.name, person.role, person.corpora, person.claimed = identity.name, identity.role or "", corpora, issued
    return SignIn(id=identity.fingerprint, person=identity.person, started=issued, seen=now, ended=False)


def _standing(person: Person, found: SignIn, now: float) -> Standing:
    if person.suspended:
        return Standing("suspended")
    if found.ended or now - found.seen > IDLE or now - found.started > ABSOLUTE:
        return Standing("session_over")
    corpora = None if person.corpora is None else frozenset(json.loads(person.corpora))
    return Standing("", cast("Role | None", person.role or None), corpora)
