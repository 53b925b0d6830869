"""Who may do what: one pure function decides every read and write of the app.

Everything else – pages, exports, share links – asks :func:`decide` and does nothing of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.hosting import Access

Role = Literal["viewer", "editor", "operator"]

Action = Literal[
    "open_share",
    "ask",
    "read_article",
    "see_library",
    "see_evaluation",
    "keep_conversation",
    "open_conversation",
    "change_conversation",
    "export",
    "share",
    "judge",
    "add_articles",
    "remove_articles",
    "run_doctor",
    "run_evaluation",
    "purge_articles",
    "see_accesses",
    "suspend",
]

Why = Literal["", "sign_in_first", "session_over", "suspended", "not_allowed", "not_there"]

_ROLES: tuple[Role, ...] = get_args(Role)
_NEEDS: dict[Action, Role] = {
    "ask": "viewer",
    "read_article": "viewer",
    "see_library": "viewer",
    "see_evaluation": "viewer",
    "keep_conversation": "viewer",
    "open_conversation": "viewer",
    "change_conversation": "viewer",
    "export": "viewer",
    "share": "viewer",
    "judge": "viewer",
    "add_articles": "editor",
    "remove_articles": "editor",
    "run_doctor": "editor",
    "run_evaluation": "editor",
    "purge_articles": "operator",
    "see_accesses": "operator",
    "suspend": "operator",
}
_PUBLIC: frozenset[Action] = frozenset({"ask", "read_article", "see_library", "export"})
_LOCAL_WITHOUT: frozenset[Action] = frozenset({"suspend"})  # there is nobody to suspend


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the app.

    Attributes:
        access: how the app is hosted.
        person: issuer and subject of the sign-in; ``local`` on this machine; empty for strangers.
        name: what they are called.
        role: what their sign-in says they may do; ``None``: nothing.
        corpora: what they may read; ``None``: everything.
        barred: why their session counts for nothing any more.
    """

    access: Access
    person: str = ""
    name: str = ""
    role: Role | None = None
    corpora: frozenset[str] | None = None
    barred: Why = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something may be done; false with the reason."""

    allowed: bool
    why: Why = ""

    def __bool__(self) -> bool:
        """Whether it may be done."""
        return self.allowed


_YES = Decision(allowed=True)


def decide(visitor: Visitor, action: Action, *, corpus: str | None = None, owner: str | None = None) -> Decision:
    """Whether this visitor may do this.

    Args:
        visitor: who.
        action: what.
        corpus: the corpus it concerns, if it concerns one. What may not be read is answered as what is not there.
        owner: whose conversation or share it concerns; likewise.
    """
    if action == "open_share":
        return _YES  # the token decides, and opens nothing else
    match visitor.access:
        case "public":
            why: Why = "" if action in _PUBLIC else "not_allowed"
        case "local":
            why = "not_allowed" if action in _LOCAL_WITHOUT else ""
        case "signin":
            why = _signed_in(visitor, action) or _foreign(visitor, corpus, owner)
    return Decision(allowed=not why, why=why)


def _signed_in(visitor: Visitor, action: Action) -> Why:
    """Why a person may not do this at all; denied by default."""
    if visitor.barred:
        return visitor.barred
    if not visitor.person:
        return "sign_in_first"
    needed = _NEEDS.get(action)
    if needed is None or visitor.role is None or _ROLES.index(visitor.role) < _ROLES.index(needed):
        return "not_allowed"
    return ""


def _foreign(visitor: Visitor, corpus: str | None, owner: str | None) -> Why:
    """What is not the visitor's to see is not there."""
    hidden = corpus is not None and visitor.corpora is not None and corpus not in visitor.corpora
    return "not_there" if hidden or (owner is not None and owner != visitor.person) else ""


def role_of(claims: Iterable[object]) -> Role | None:
    """The highest role among the values of a claim; ``None`` if there is none: denied by default."""
    named = {str(claim) for claim in claims}
    found = [role for role in _ROLES if role in named]
    return found[-1] if found else None
