"""The side of the page: the visitor's conversations."""

from __future__ import annotations

import streamlit as st

from ui import blocks, reading, talking, turning, visiting
from ui.parts import parts
from ui.strings import Tongue, say

_MANY = 6


def conversations(tongue: Tongue) -> None:
    """A new question, and the conversations kept so far."""
    st.button(
        say(tongue, "new"),
        key="new-conversation",
        icon=":material/add:",
        width="stretch",
        on_click=talking.start_anew,
        shortcut="Ctrl+Shift+O",
    )
    if not visiting.may("open_conversation"):
        return
    owner, kept = visiting.visitor().person, parts().conversations
    everything = kept.titles(owner)
    if not everything:
        return
    st.html(blocks.heading(say(tongue, "conversations")))
    words = ""
    if len(everything) > _MANY or st.session_state.get("search-conversations"):
        words = st.text_input(
            say(tongue, "search_conversations"),
            key="search-conversations",
            placeholder=say(tongue, "search_conversations"),
            label_visibility="collapsed",
        )
    with st.container(key="conversations", height=260 if len(everything) > _MANY else "content", border=False):
        for each in kept.titles(owner, words) if words else everything:
            st.button(
                blocks.label(each.title, most=60),
                key=f"conversation-{each.id}",
                type="secondary" if each.id == talking.name() else "tertiary",
                on_click=_open,
                args=(each.id,),
            )
    if talking.name():
        _manage(owner, talking.name() or "", tongue)


def _open(conversation: str) -> None:
    if talking.open_kept(conversation):
        st.query_params["c"] = conversation


def _manage(owner: str, conversation: str, tongue: Tongue) -> None:
    kept = parts().conversations
    with st.popover(say(tongue, "manage"), icon=":material/more_horiz:", type="tertiary"):
        found = kept.open(owner, conversation)
        title = st.text_input(say(tongue, "title"), found[0].title if found else "", key=f"title-{conversation}")
        if st.button(say(tongue, "rename"), key=f"rename-{conversation}") and visiting.admitted(
            "change_conversation", what=conversation
        ):
            kept.rename(owner, conversation, title)
            st.rerun()
        st.html(blocks.muted(say(tongue, "link_owner")))
        st.code(f"{reading.base()}/?c={conversation}", language=None, wrap_lines=True)
        st.html(blocks.heading(say(tongue, "export")))
        turning.downloads(talking.turns(), tongue, key=conversation)
        sure = st.checkbox(say(tongue, "delete_sure"), key=f"sure-{conversation}")
        if st.button(say(tongue, "delete"), key=f"delete-{conversation}", disabled=not sure) and visiting.admitted(
            "change_conversation", what=conversation
        ):
            kept.delete(owner, conversation)
            talking.start_anew()
            st.rerun()
