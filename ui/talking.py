"""The conversation of this session: its turns, and how they are kept."""

from __future__ import annotations

import secrets
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from assistant.model import Turn
from ui import showing, visiting
from ui.conversations.packing import pack
from ui.conversations.repository import Conversations, Kept, Title
from ui.parts import parts
from ui.showing import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.model import Reply
    from ui.access import Visitor

_TURNS, _NAME, _ANSWERED = "bl_turns", "bl_conversation", "bl_answered"
_ID = 32  # characters; nothing longer is the id of anything
_PATIENCE = 3.0  # seconds; a run that is to end does so when it next draws something


def turns() -> list[Shown]:
    """The turns so far, oldest first; the list is the session's own."""
    found: list[Shown] = st.session_state.setdefault(_TURNS, [])
    return found


def name() -> str | None:
    """The id of the kept conversation, if it is kept."""
    found: str | None = st.session_state.get(_NAME)
    return found


def history(*, without: str | None = None) -> list[Turn]:
    """What a follow-up may lean on: the turns so far, but for the one that is asked anew."""
    found = [(shown.question, shown.reply) for shown in turns() if shown.id != without]
    return [Turn(question, reply) for question, reply in found if reply is not None]


def start_anew() -> None:
    """An empty conversation."""
    st.session_state[_TURNS], st.session_state[_NAME] = [], None
    for key in ("c", "q"):
        st.query_params.pop(key, None)


def open_kept(conversation: str) -> bool:
    """Go on with a kept conversation; false, and nothing happens, if this visitor has none of this id."""
    own = parts().conversations

    def there(who: Visitor) -> bool:
        return own.turns(who.person, conversation) is not None

    who, decision = visiting.checked(visiting.arrival(), "open_conversation", what=conversation[:_ID], there=there)
    found = own.open(who.person, conversation) if decision else None
    if found is None:
        return False
    _show(*found)
    return True


def _show(title: Title, kept: list[Kept]) -> None:
    shown = [showing.of_kept(turn, visiting.readable()) for turn in kept]
    st.session_state[_TURNS], st.session_state[_NAME] = shown, title.id


def refresh() -> None:
    """Show what is kept now: what was asked in another tab meanwhile, and nothing that is gone.

    Articles may be removed, or not this visitor's any more, and conversations deleted.
    """
    kept, owner = name(), visiting.visitor().person
    if kept and turns():
        stored = parts().conversations.turns(owner, kept)
        if stored is None:
            start_anew()
        elif stored != [shown.id for shown in turns()] and (found := parts().conversations.open(owner, kept)):
            _show(*found)
    generation = (parts().asked, visiting.visitor().corpora)
    if st.session_state.get("bl_generation") not in {None, generation}:
        articles = visiting.readable()
        for shown in turns():
            again = showing.anew(shown, articles)
            shown.reply, shown.states = again.reply, again.states
    st.session_state["bl_generation"] = generation


@dataclass(frozen=True, slots=True)
class Keeping:
    """Keeps a turn without asking Streamlit for anything, which after a stop would only raise again.

    Attributes:
        turns: the session's own list.
        owner: whose conversation it is; ``None`` where nothing is kept.
        name: the conversation's id.
        conversations: where it is kept.
        replaces: the turn whose place the new one takes, once it is there.
    """

    turns: list[Shown]
    owner: str | None
    name: str
    conversations: Conversations
    replaces: str | None = None

    def keep(self, shown: Shown) -> None:
        """Put a turn at the end, and keep it where conversations are kept.

        The one that it replaces goes in the same moment; a stopped one replaces nothing.
        """
        replaces = None if shown.stopped else self.replaces
        if self.owner is not None and shown.reply is not None:
            kept = Kept(shown.id, shown.question, pack(shown.reply), shown.stopped)
            self.conversations.add(self.owner, self.name, kept, replaces=replaces)
        if self.turns and self.turns[-1].id == replaces:
            self.turns.pop()
        self.turns.append(shown)


@contextmanager
def answering() -> Iterator[None]:
    """While a question is answered. Whatever the visitor does meanwhile begins another run beside this one."""
    over = threading.Event()
    st.session_state[_ANSWERED] = over
    try:
        yield
    finally:
        over.set()


def await_last() -> None:
    """Wait until the question that was being answered has been kept, or its turn would be missing from this run."""
    over: threading.Event | None = st.session_state.get(_ANSWERED)
    if over is not None:
        over.wait(_PATIENCE)


def keeping(*, replaces: str | None = None) -> Keeping:
    """What will keep the next turn; the conversation is named now, so that its address is right from the start."""
    owner = visiting.visitor().person if visiting.may("keep_conversation") else None
    if owner is not None:
        if not name():
            st.session_state[_NAME] = secrets.token_hex(16)
        st.query_params["c"] = name() or ""
    return Keeping(turns(), owner, name() or "", parts().conversations, replaces)


def may_replace() -> bool:
    """Whether this visitor may have a turn of this conversation asked anew."""
    kept = name()
    return not kept or visiting.admitted("change_conversation", what=kept)


def new_turn(question: str, reply: Reply | None) -> Shown:
    """A turn with a name of its own."""
    return Shown(secrets.token_hex(8), question, reply)
