"""Which articles are asked: days and outlets, with how many articles remain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from index.model import Scope
from ui import blocks, visiting
from ui.parts import parts
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from datetime import date

_SCOPE, _ROUND = "bl_scope", "bl_scope_round"


def scope() -> Scope:
    """The chosen articles, without what this visitor may not read."""
    chosen: Scope = st.session_state.get(_SCOPE, Scope())
    return visiting.readable().scope(chosen)


def count(chosen: Scope) -> int:
    """How many articles are in scope."""
    store = parts().articles
    within = store.resolve(chosen)
    return 0 if within is None else store.count_within(within)


def draw(tongue: Tongue) -> None:
    """The filters."""
    reader = visiting.readable()
    days, outlets = reader.days(), reader.outlets()
    key = f"filter-{st.session_state.get(_ROUND, 0)}"
    st.html(blocks.heading(say(tongue, "filters")))
    since = until = None
    kept: Scope = st.session_state.get(_SCOPE, Scope())
    # Streamlit forgets the widgets of a page that another page is opened beside; they begin with what was chosen.
    names = {name: f"{key}-{name}" for name in ("since", "until", "outlets")}
    st.session_state.setdefault(names["outlets"], [each for each in outlets if each in (kept.outlets or ())])
    if days:
        for name, day in (("since", kept.since), ("until", kept.until)):
            st.session_state.setdefault(names[name], day and min(max(day, days[0]), days[1]))
        form = "DD.MM.YYYY" if tongue == "de" else "YYYY-MM-DD"
        since = st.date_input(say(tongue, "since"), None, *days, key=names["since"], format=form)
        until = st.date_input(say(tongue, "until"), None, *days, key=names["until"], format=form)
    # A multiselect shows its options as plain text, unlike pills and radio buttons.
    chosen = st.multiselect(
        say(tongue, "outlets"), outlets, key=names["outlets"], placeholder=say(tongue, "all_outlets")
    )
    _keep(since, until, frozenset(chosen), tongue)
    remaining, everything = count(scope()), count(visiting.readable().scope(Scope()))
    if st.session_state[_SCOPE] == Scope():
        st.html(blocks.muted(say(tongue, "remain_all", all=everything)))
        return
    st.html(blocks.status(say(tongue, "remain", count=remaining, all=everything), "good" if remaining else "bad"))
    st.button(say(tongue, "clear"), key="filter-clear", type="tertiary", on_click=_clear)


def _keep(since: date | None, until: date | None, outlets: frozenset[str], tongue: Tongue) -> None:
    if since and until and until < since:
        st.html(blocks.status(say(tongue, "wrong_days"), "bad"))
        since = until = None
    st.session_state[_SCOPE] = Scope(since=since, until=until, outlets=outlets)


def _clear() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_SCOPE, None)
