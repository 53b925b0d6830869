"""Who is at the app right now, and whether they may do what they are about to do. Every page asks here."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

from index.errors import BelegError
from ui import blocks
from ui.access import Action, Decision, Visitor, decide, role_of
from ui.hosting import Hosting
from ui.parts import Parts, Readable, failed, parts
from ui.signins import Identity, fingerprint
from ui.strings import TONGUES, Tongue, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_TONGUE, _REFUSED, _ROLE = "bl_tongue", "bl_refused", "bl_role"
_RUN = threading.local()  # a run of a page is one thread's from beginning to end


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whoever is before a page, as their browser says. What it is worth is asked anew whenever they do something.

    Attributes:
        identity: what the identity token of their session says, if there is one.
        address: where they come from; empty for this machine.
    """

    identity: Identity | None
    address: str


def tongue() -> Tongue:
    """The interface's language: as chosen, else as the address says (``?lang=``), else the browser's."""
    chosen = st.session_state.get(_TONGUE) or st.query_params.get("lang") or ""
    if chosen in TONGUES:
        st.session_state[_TONGUE] = chosen  # the next page's address need not say it again
    else:
        chosen = "de" if str(st.context.locale or "").casefold().startswith("de") else "en"
    return cast("Tongue", chosen)


def address() -> str:
    """The address this visitor comes from; empty for this machine."""
    if parts().hosting.proxy:
        # The last one is what our proxy saw; those before it are what the visitor says.
        return (st.context.headers.get("X-Forwarded-For") or "").rpartition(",")[2].strip()
    found = st.context.ip_address
    return found if isinstance(found, str) else ""


@contextmanager
def arriving() -> Iterator[None]:
    """One run of a page: who this is is checked once, at its beginning, and again by whatever changes something.

    What Streamlit calls before a run – the functions behind buttons – is outside, and checked each time.
    """
    _RUN.who = standing(arrival())
    try:
        yield
    finally:
        _RUN.who = None


def visitor() -> Visitor:
    """Who this is; a sign-in is checked against our record in each run."""
    known: Visitor | None = getattr(_RUN, "who", None)
    return known or standing(arrival())


def arrival() -> Arrival:
    """Who is before this page."""
    shared = parts()
    return Arrival(identity(shared) if shared.hosting.access == "signin" else None, address())


def standing(arrival: Arrival) -> Visitor:
    """What somebody is right now: checked against our record of sign-ins; one that is new is logged."""
    shared = parts()
    access, who = shared.hosting.access, arrival.identity
    if access == "local":
        return Visitor("local", person="local", name="", role="operator")
    if access == "public" or who is None:
        return Visitor(access)
    found = shared.sign_ins.check(who)
    if found.new:
        shared.accesses.record(who.person, "sign_in", decision=found.why or "allowed")
    corpora = found.corpora or frozenset() if shared.hosting.corpora_claim else None
    return Visitor("signin", who.person, who.name, found.role, corpora, found.why)


def identity(shared: Parts) -> Identity | None:
    """What the identity token of this session says, if there is one."""
    if not st.user.get("is_logged_in"):
        return None
    claims = cast("Mapping[str, object]", st.user.to_dict())
    issuer, subject = str(claims.get("iss") or ""), str(claims.get("sub") or "")
    if not issuer or not subject:
        return None
    issued = claims.get("iat")
    return Identity(
        person=f"{issuer}|{subject}",
        name=str(claims.get("name") or claims.get("email") or subject),
        role=role_of(_listed(claims.get(shared.hosting.role_claim))),
        fingerprint=fingerprint(claims),
        issued=float(issued) if isinstance(issued, int | float) else None,
        corpora=frozenset(map(str, _listed(claims.get(named)))) if (named := shared.hosting.corpora_claim) else None,
    )


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    found: Sequence[object] = value if isinstance(value, list | tuple) else str(value).replace(",", " ").split()
    return list(found)


def may(action: Action, *, corpus: str | None = None, owner: str | None = None) -> Decision:
    """Whether this visitor may do this; for showing or not showing what leads there. Nothing is logged."""
    return decide(visitor(), action, corpus=corpus, owner=owner)


def admitted(action: Action, *, what: str = "", corpus: str | None = None) -> bool:
    """Whether this visitor may do this now. The decision is logged, and a refusal is told."""
    return acting(action, what=what, corpus=corpus) is not None


def acting(action: Action, *, what: str = "", corpus: str | None = None) -> Visitor | None:
    """Who does this now, or ``None`` if they may not. They are checked anew; the decision is logged, a refusal told."""
    who, decision = checked(arrival(), action, what=what, corpus=corpus)
    if not decision:
        refuse(decision)
        return None
    return who


def checked(
    arrival: Arrival,
    action: Action,
    *,
    what: str = "",
    corpus: str | None = None,
    there: Callable[[Visitor], bool] | None = None,
) -> tuple[Visitor, Decision]:
    """Who does this now, and whether they may: checked anew, and logged. Every action comes here.

    It needs no page, so that files that are made when their button is pressed come here as well.

    Args:
        arrival: who was before the page that offered it.
        action: what they do.
        what: to which conversation, turn or article.
        corpus: the corpus it concerns, if it concerns one.
        there: whether what it concerns is there, for somebody who may do this; asked only then.
    """
    who = standing(arrival)
    decision = decide(who, action, corpus=corpus)
    if decision and there is not None and not there(who):
        decision = Decision(allowed=False, why="not_there")
    log(arrival, who, action, what=what, decision=decision.why or "allowed")
    return who, decision


def counted(action: Action, *, what: str = "") -> bool:
    """Count a look at a page that costs as much as a question; too many are refused, which is told and logged."""
    arrived, who = arrival(), visitor()
    if who.access == "local":
        return True
    why = parts().limits.look(who.person or f"address {arrived.address}", arrived.address)
    if why:
        log(arrived, who, action, what=what, decision=why)
        st.html(blocks.status(say(tongue(), "limit_pages"), "warn"))
    return why is None


def log(arrival: Arrival, who: Visitor, action: str, *, what: str = "", decision: str = "allowed") -> None:
    """Add a line to the log of accesses."""
    parts().accesses.record(who.person or arrival.address or "?", action, what=what, decision=decision)


def log_refusal(action: str, decision: Decision) -> None:
    """Log that a page was refused, once for as long as nothing changes; that nobody has signed in yet is no refusal."""
    told = (action, decision.why)
    if decision.why != "sign_in_first" and st.session_state.get(_REFUSED) != told:
        st.session_state[_REFUSED] = told
        log(arrival(), visitor(), action, decision=decision.why)


def tell_new_role() -> None:
    """Say so once where a role has changed since this page was opened: some of what it offered may be gone."""
    now = visitor().role
    before = st.session_state.get(_ROLE, now)
    st.session_state[_ROLE] = now
    if now is not None and now != before:
        st.html(blocks.status(say(tongue(), "new_role", role=now), "warn"))


def refuse(decision: Decision) -> None:
    """Tell why not."""
    st.html(blocks.status(say(tongue(), decision.why or "not_allowed"), "warn"))


def excuse(error: Exception, tongue: Tongue) -> str:
    """What is told of an error: on one's own machine all of it, to others a code under which the log tells more."""
    code = failed(error)
    local = Hosting.read(os.environ).access == "local"
    return str(error) if local and isinstance(error, BelegError) else say(tongue, "failed", code=code)


@contextmanager
def excused() -> Iterator[None]:
    """Tell in our own words what went wrong inside, whatever it was; Streamlit would, in English alone."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - a database, a disk, ourselves; the log has all of it
        st.html(blocks.status(excuse(error, tongue()), "bad"))


def given(make: Callable[[], str | bytes]) -> str | bytes:
    """What a download button gives. What goes wrong is logged as everywhere; the page has its own words for it.

    Raises:
        BelegError: if there is nothing to give.
    """
    try:
        return make()
    except BelegError:
        raise
    except Exception as error:  # a database, a disk, ourselves
        raise BelegError(f"no file was made; the log has more under {failed(error)}") from error


def readable() -> Readable:
    """The articles this visitor may read."""
    return parts().readable(visitor().corpora)


def choose_tongue() -> None:
    """The switch between the interface's languages."""
    names = list(TONGUES)
    chosen = st.segmented_control(
        say(tongue(), "language"),
        names,
        default=tongue(),
        format_func=lambda name: TONGUES[name],
        key="bl_tongue_switch",
        label_visibility="collapsed",
    )
    if chosen and chosen != tongue():
        st.session_state[_TONGUE] = chosen
        st.rerun()


def signin_configured() -> bool:
    """Whether the secrets hold what a sign-in needs."""
    try:
        return "auth" in st.secrets
    except (FileNotFoundError, st.errors.StreamlitSecretNotFoundError):
        return False


def sign_in_button(tongue: Tongue) -> None:
    """The button that leads to the sign-in; a sign-in that has ended is taken off first."""
    if st.button(say(tongue, "sign_in"), type="primary", key="sign-in"):
        if st.user.get("is_logged_in"):
            st.logout()
        st.login()


def sign_out() -> None:
    """Sign out here, in every other tab and for every copy of the cookie."""
    shared = parts()
    who = identity(shared)
    if who is not None:
        shared.sign_ins.end(who)
        shared.accesses.record(who.person, "sign_out")
    st.logout()
