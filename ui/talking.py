"""The conversation of this session: its turns, and how they are kept."""

from __future__ import annotations

import secrets
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from assistant.model import Turn
from ui import visiting
from ui.conversations.packing import pack, restore
from ui.conversations.repository import Conversations, Kept
from ui.parts import parts
from ui.showing import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.model import Reply

_TURNS, _NAME, _ANSWERED = "bl_turns", "bl_conversation", "bl_answered"
_PATIENCE = 3.0  # seconds; a run that is to end does so when it next draws something


def turns() -> list[Shown]:
    """The turns so far, oldest first; the list is the session's own."""
    found: list[Shown] = st.session_state.setdefault(_TURNS, [])
    return found


def name() -> str | None:
    """The id of the kept conversation, if it is kept."""
    found: str | None = st.session_state.get(_NAME)
    return found


def history() -> list[Turn]:
    """What a follow-up may lean on."""
    return [Turn(shown.question, shown.reply) for shown in turns() if shown.reply is not None]


def start_anew() -> None:
    """An empty conversation."""
    st.session_state[_TURNS], st.session_state[_NAME] = [], None
    for key in ("c", "q"):
        st.query_params.pop(key, None)


def open_kept(conversation: str) -> bool:
    """Go on with a kept conversation; false, and nothing happens, if this visitor has none of this id."""
    if not visiting.may("open_conversation"):
        return False
    found = parts().conversations.open(visiting.visitor().person, conversation)
    if found is None:
        return False
    title, kept = found
    articles = visiting.readable()
    shown = []
    for turn in kept:
        restored = restore(turn.reply, articles)
        shown.append(Shown(turn.id, turn.question, restored.reply, turn.stopped, restored.states, turn.thumb))
    st.session_state[_TURNS], st.session_state[_NAME] = shown, title.id
    return True


def refresh() -> None:
    """Drop what is gone since it was shown: articles removed, or not this visitor's any more; conversations deleted."""
    kept = name()
    if kept and turns() and not parts().conversations.holds(visiting.visitor().person, kept):
        start_anew()
    generation = (parts().generation.name, visiting.visitor().corpora)
    if st.session_state.get("bl_generation") not in {None, generation}:
        articles = visiting.readable()
        for shown in turns():
            if shown.reply is not None:
                restored = restore(pack(shown.reply), articles)
                shown.reply, shown.states = restored.reply, shown.states | restored.states
    st.session_state["bl_generation"] = generation


@dataclass(frozen=True, slots=True)
class Keeping:
    """Keeps a turn without asking Streamlit for anything, which after a stop would only raise again.

    Attributes:
        turns: the session's own list.
        owner: whose conversation it is; ``None`` where nothing is kept.
        name: the conversation's id.
        conversations: where it is kept.
    """

    turns: list[Shown]
    owner: str | None
    name: str
    conversations: Conversations

    def keep(self, shown: Shown) -> None:
        """Put a turn at the end, and keep it where conversations are kept."""
        self.turns.append(shown)
        if self.owner is not None and shown.reply is not None:
            kept = Kept(shown.id, shown.question, pack(shown.reply), shown.stopped)
            self.conversations.add(self.owner, self.name, kept)


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


def keeping() -> Keeping:
    """What will keep the next turn; the conversation is named now, so that its address is right from the start."""
    owner = visiting.visitor().person if visiting.may("keep_conversation") else None
    if owner is not None:
        if not name():
            st.session_state[_NAME] = secrets.token_hex(16)
        st.query_params["c"] = name() or ""
    return Keeping(turns(), owner, name() or "", parts().conversations)


def drop_last() -> bool:
    """Take the last turn away, to ask it again; false, and nothing happens, if this visitor may not."""
    kept = name()
    who = visiting.acting("change_conversation", what=kept) if kept else None
    if kept and who is None:
        return False
    last = turns().pop() if turns() else None
    if last is not None and kept and who is not None:
        parts().conversations.delete_turn(who.person, kept, last.id)
    return True


def new_turn(question: str, reply: Reply | None) -> Shown:
    """A turn with a name of its own."""
    return Shown(secrets.token_hex(8), question, reply)
