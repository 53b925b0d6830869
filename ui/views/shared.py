"""A shared answer: frozen, read-only, checked against the articles of today. The token opens nothing else."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from assistant.dates import long_day
from assistant.model import Abstention, Answer
from ui import blocks, showing, taking, visiting
from ui.conversations.packing import restore
from ui.parts import parts
from ui.strings import Tongue, own, say

if TYPE_CHECKING:
    from assistant.model import Reply
    from ui.conversations.packing import State
    from ui.sharing import Shared

_OPENED = "bl_share_opened"
_KINDS: dict[State, str] = {"same": "good", "moved": "warn", "lost": "bad", "gone": "bad"}


def main() -> None:
    """The page."""
    tongue = visiting.tongue()
    token = st.query_params.get("s") or ""
    shared = parts().shares.open(token) if token else None
    what = shared.id if shared else ""
    opened = (hashlib.sha256(token.encode()).hexdigest(), what)
    if st.session_state.get(_OPENED) != opened:  # once, not whenever something on the page is touched
        st.session_state[_OPENED] = opened
        visiting.checked(visiting.arrival(), "open_share", what=what, there=lambda _: shared is not None)
    if shared is None:
        st.html(blocks.status(say(tongue, "share_gone"), "warn"))
        return
    _show(shared, token, tongue)


def _show(shared: Shared, token: str, tongue: Tongue) -> None:
    created, expires = (_day(each, tongue) for each in (shared.created, shared.expires))
    st.html(blocks.line(say(tongue, "share_head", day=created), say(tongue, "share_until", day=expires)))
    shown = showing.of_share(shared, parts().readable(None))
    st.html(blocks.question(shown.question, shown.reply, tongue))
    for _ in showing.turn(shown, tongue, frozen=True):
        pass
    with st.container(horizontal=True, key="actions-shared"):
        asked = st.button(say(tongue, "holds_ask"), key="holds", icon=":material/fact_check:")
        if shown.reply is not None:
            taking.shared_card(token, tongue)
    if asked:
        st.session_state["bl_asked_whether_it_holds"] = True
    if st.session_state.get("bl_asked_whether_it_holds"):
        titles = _titles(shown.reply)
        for marker, state in sorted(restore(shared.reply, parts().readable(None)).states.items()):
            told = say(own(shown.reply, tongue), f"holds_{state}")
            title = titles.get(marker)
            st.html(blocks.verdict(marker, title, told, _KINDS[state]))


def _titles(reply: Reply | None) -> dict[int, str]:
    """The title of each receipt's article, by marker: what a verdict is on may be folded away above it."""
    match reply:
        case Answer():
            cited = reply.citations
        case Abstention():
            cited = reply.nearest
        case _:
            cited = ()
    return {citation.marker: citation.article.title for citation in cited}


def _day(seconds: float, tongue: Tongue) -> str:
    return long_day(datetime.fromtimestamp(seconds, UTC).date(), tongue)


main()
