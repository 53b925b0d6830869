"""The side of the page: the visitor's conversations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from ui import blocks, reading, taking, talking, visiting
from ui.conversations.repository import MOST_TITLE
from ui.parts import parts
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_MANY = 6


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of conversations as it was drawn, before the question of this run was answered.

    Attributes:
        head: where its heading is, or will be once there is a conversation.
        first: the place above the first conversation.
        last: the place for what can be done with the open one.
        ids: those that are in it.
    """

    tongue: Tongue
    head: DeltaGenerator
    first: DeltaGenerator
    last: DeltaGenerator
    ids: frozenset[str]

    def add(self) -> None:
        """Add the open conversation, if it is kept and new."""
        name = talking.name()
        if not name or name in self.ids or not talking.turns() or not visiting.may("open_conversation"):
            return
        self.head.html(blocks.heading(say(self.tongue, "conversations")))
        self.first.button(
            blocks.label(talking.turns()[0].question, most=60),
            key=f"conversation-{name}",
            type="secondary",
            on_click=_open,
            args=(name,),
        )
        with self.last:
            _manage(visiting.visitor().person, name, self.tongue)


def conversations(tongue: Tongue) -> Listed:
    """A new question, and the conversations kept so far."""
    st.button(
        say(tongue, "new"),
        key="new-conversation",
        icon=":material/add:",
        width="stretch",
        on_click=talking.start_anew,
    )
    owner, kept = visiting.visitor().person, parts().conversations
    everything = kept.titles(owner) if visiting.may("open_conversation") else []
    head = st.empty()
    if everything:
        head.html(blocks.heading(say(tongue, "conversations")))
    words = ""
    if len(everything) > _MANY or st.session_state.get("search-conversations"):
        words = st.text_input(
            say(tongue, "search_conversations"),
            key="search-conversations",
            placeholder=say(tongue, "search_conversations"),
            label_visibility="collapsed",
        )
    with st.container(key="conversations", height=260 if len(everything) > _MANY else "content", border=False):
        first = st.empty()
        for each in kept.titles(owner, words) if words else everything:
            st.button(
                blocks.label(each.title, most=60),
                key=f"conversation-{each.id}",
                type="secondary" if each.id == talking.name() else "tertiary",
                on_click=_open,
                args=(each.id,),
            )
    last = st.container()
    ids = frozenset(each.id for each in everything)
    if (name := talking.name()) in ids:
        with last:
            _manage(owner, name or "", tongue)
    return Listed(tongue, head, first, last, ids)


@visiting.excused()
def _open(conversation: str) -> None:
    if talking.open_kept(conversation):
        st.query_params["c"] = conversation


def _manage(owner: str, conversation: str, tongue: Tongue) -> None:
    kept = parts().conversations
    with st.popover(say(tongue, "manage"), icon=":material/more_horiz:", type="tertiary"):
        found = kept.open(owner, conversation)
        old = found[0].title if found else ""
        title = st.text_input(say(tongue, "title"), old, key=f"title-{conversation}", max_chars=MOST_TITLE)
        if st.button(say(tongue, "rename"), key=f"rename-{conversation}") and visiting.admitted(
            "change_conversation", what=conversation
        ):
            kept.rename(owner, conversation, title)
            st.rerun()
        st.html(blocks.muted(say(tongue, "link_owner")))
        st.code(f"{reading.base()}/?c={conversation}", language=None, wrap_lines=True)
        st.html(blocks.heading(say(tongue, "export")))
        taking.conversation(conversation, tongue)
        sure = st.checkbox(say(tongue, "delete_sure"), key=f"sure-{conversation}")
        if st.button(say(tongue, "delete"), key=f"delete-{conversation}", disabled=not sure) and visiting.admitted(
            "change_conversation", what=conversation
        ):
            kept.delete(owner, conversation)
            talking.start_anew()
            st.rerun()
