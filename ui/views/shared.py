"""A shared answer: frozen, read-only, checked against the articles of today. The token opens nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from assistant.dates import long_day
from ui import blocks, export, showing, visiting
from ui.conversations.packing import restore
from ui.parts import parts
from ui.showing import Shown
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from ui.conversations.packing import State
    from ui.sharing import Shared

_KINDS: dict[State, str] = {"same": "good", "moved": "warn", "lost": "bad", "gone": "bad"}


def main() -> None:
    """The page."""
    tongue = visiting.tongue()
    token = st.query_params.get("s") or ""
    shared = parts().shares.open(token) if token else None
    address = visiting.address() or "?"
    parts().accesses.record(address, "open_share", decision="allowed" if shared else "not_there")
    if shared is None:
        st.html(blocks.status(say(tongue, "share_gone"), "warn"))
        return
    _show(shared, tongue)


def _show(shared: Shared, tongue: Tongue) -> None:
    created, expires = (_day(each, tongue) for each in (shared.created, shared.expires))
    st.html(blocks.line(say(tongue, "share_head", day=created), say(tongue, "share_until", day=expires)))
    restored = restore(shared.reply, parts().articles)
    # What became of the receipts is told when it is asked, below; only what is gone cannot be shown at all.
    states: dict[int, State] = {at: state for at, state in restored.states.items() if state == "gone"}
    shown = Shown("shared", shared.question, restored.reply, states=states)
    st.html(blocks.question(shown.question, shown.reply, tongue))
    for _ in showing.turn(shown, tongue, frozen=True):
        pass
    with st.container(horizontal=True, key="actions-shared"):
        asked = st.button(say(tongue, "holds_ask"), key="holds", icon=":material/fact_check:")
        if shown.reply is not None:
            st.download_button(
                say(tongue, "card"),
                lambda: export.card(shown, tongue, lambda _article, _span: "#"),
                file_name="beleg-card.html",
                mime="text/html",
                key="shared-card",
                on_click="ignore",
            )
    if asked:
        st.session_state["bl_asked_whether_it_holds"] = True
    if st.session_state.get("bl_asked_whether_it_holds"):
        for marker, state in sorted(restored.states.items()):
            st.html(blocks.status(f"[{marker}] {say(tongue, f'holds_{state}')}", _KINDS[state]))


def _day(seconds: float, tongue: Tongue) -> str:
    return long_day(datetime.fromtimestamp(seconds, UTC).date(), tongue)


main()
