"""A shared answer: frozen, read-only, checked against the articles of today. The token opens nothing else."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import streamlit as st

from assistant.dates import long_day
from assistant.model import Abstention
from ui import blocks, showing, taking, visiting
from ui.parts import parts
from ui.sharing import day_of
from ui.strings import Tongue, own, say

if TYPE_CHECKING:
    from ui.sharing import Shared

_OPENED = "bl_share_opened"
_ASKED = "bl_asked_whether_it_holds"


def main() -> None:
    """The page."""
    tongue = visiting.tongue()
    token = st.query_params.get("s") or ""
    shared = parts().shares.open(token) if token else None
    what = shared.id if shared else ""
    opened = (hashlib.sha256(token.encode()).hexdigest(), what)
    if st.session_state.get(_OPENED) != opened:  # once, not whenever something on the page is touched
        st.session_state[_OPENED] = opened
        st.session_state.pop(_ASKED, None)
        visiting.checked(visiting.arrival(), "open_share", what=what, there=lambda _: shared is not None)
    if shared is None:
        st.html(blocks.status(say(tongue, "share_gone"), "warn"))
        return
    _show(shared, token, tongue)


def _show(shared: Shared, token: str, tongue: Tongue) -> None:
    created, expires = (long_day(day_of(each), tongue) for each in (shared.created, shared.expires))
    st.html(blocks.line(say(tongue, "share_head", day=created), say(tongue, "share_until", day=expires)))
    shown = showing.of_share(shared, parts().readable(None), checked=_ASKED in st.session_state)
    if shown.checked:
        st.html(blocks.holding(list(shown.states.values()), own(shown.reply, tongue)))
    elif not isinstance(shown.reply, Abstention) or shown.reply.nearest or shown.states:
        st.button(say(tongue, "holds_ask"), key="holds", icon=":material/fact_check:", on_click=_ask)
    st.html(blocks.question(shown.question, shown.reply, tongue))
    for _ in showing.turn(shown, tongue, frozen=True):
        pass
    if shown.reply is not None:
        with st.container(horizontal=True, key="actions-shared"):
            taking.shared_card(token, tongue)


def _ask() -> None:
    st.session_state[_ASKED] = True


main()
