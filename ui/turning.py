"""What can be done with a turn: ask again, change, judge, share, take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import streamlit as st

from assistant.dates import long_day
from ui import blocks, reading, taking, talking, visiting
from ui.conversations.packing import pack
from ui.parts import parts
from ui.sharing import DAYS, day_of
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from ui.showing import Shown

_EDITED = "bl_edited"
PENDING = "bl_pending"
"""In the session: the question that the page of answers is about to ask."""
ON = "bl_statements_on"
"""In the session: what the page of statements is about to show statements on."""


class Ask(Protocol):
    """Has a question answered in this run, or in the next."""

    def __call__(self, question: str, *, replaces: str | None = None) -> None:
        """Ask; the answer takes the place of the turn that it replaces."""


def actions(shown: Shown, tongue: Tongue, *, last: bool, ask: Ask) -> None:
    """The row of buttons below a turn."""
    with st.container(horizontal=True, key=f"actions-{shown.id}", gap="small"):
        if last:
            st.button(
                say(tongue, "again"),
                key=f"again-{shown.id}",
                type="tertiary",
                icon=":material/refresh:",
                on_click=_replace,
                args=(shown, shown.question, ask),
            )
            st.button(
                say(tongue, "edit"),
                key=f"edit-{shown.id}",
                type="tertiary",
                icon=":material/edit:",
                on_click=st.session_state.__setitem__,
                args=(_EDITED, shown.id),
            )
        if shown.reply is not None:
            _timeline(shown, tongue)
            _share(shown, tongue)
            taking.turn(shown, tongue)
            _judge(shown, tongue)
    if last and st.session_state.get(_EDITED) == shown.id:
        _edit(shown, tongue, ask)


def _timeline(shown: Shown, tongue: Tongue) -> None:
    if not visiting.may("see_library") or shown.reply is None:
        return
    if st.button(say(tongue, "when_said"), key=f"when-{shown.id}", type="tertiary", icon=":material/timeline:"):
        st.session_state[ON] = shown.reply.question
        st.switch_page("views/people.py")


@visiting.excused()
def _replace(shown: Shown, question: str, ask: Ask) -> None:
    """Ask in place of a turn, which goes once the new answer is there, and stays if that does not come."""
    if talking.may_replace():
        ask(question, replaces=shown.id)


def _edit(shown: Shown, tongue: Tongue, ask: Ask) -> None:
    with st.form(f"editing-{shown.id}", border=False):
        changed = st.text_area(say(tongue, "question"), shown.question)
        with st.container(horizontal=True, gap="small"):
            resent = st.form_submit_button(say(tongue, "resend"), type="primary")
            cancelled = st.form_submit_button(say(tongue, "cancel"))
    if resent and changed.strip():
        st.session_state.pop(_EDITED, None)
        _replace(shown, changed.strip(), ask)
        st.rerun()
    if cancelled:
        st.session_state.pop(_EDITED, None)
        st.rerun()


def _share(shown: Shown, tongue: Tongue) -> None:
    if not visiting.may("share") or not talking.name():
        return
    with st.popover(say(tongue, "share"), icon=":material/link:", type="tertiary"):
        st.html(blocks.muted(say(tongue, "share_more")))
        days = st.selectbox(
            say(tongue, "share_days"),
            DAYS,
            index=1,
            format_func=lambda count: say(tongue, "days", count=count),
            key=f"days-{shown.id}",
        )
        owner, shares = visiting.visitor().person, parts().shares
        if st.button(say(tongue, "share_make"), key=f"share-{shown.id}", type="primary") and visiting.admitted(
            "share", what=shown.id
        ):
            # Kept for the session: the next run of the page, whatever causes it, must not take the link away.
            reply = pack(shown.reply) if shown.reply else None
            st.session_state[_link(shown.id)] = made = shares.make(owner, shown.id, days=days, reply=reply)
            if made is None:
                st.html(blocks.status(say(tongue, "share_none"), "warn"))
        token = st.session_state.get(_link(shown.id))
        if token and shares.open(token) is not None:  # not revoked in another tab, nor expired
            st.html(blocks.muted(say(tongue, "share_once")))
            st.code(f"{reading.base()}/shared?s={token}", language=None, wrap_lines=True)
        for link in shares.listed(owner, shown.id):
            made, until = (long_day(day_of(each), tongue) for each in (link.created, link.expires))
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(blocks.muted(say(tongue, "share_open", made=made, until=until)))
                st.button(say(tongue, "revoke"), key=f"revoke-{link.id}", on_click=_revoke, args=(shown.id, link.id))


def _link(turn: str) -> str:
    return f"bl_link_{turn}"


@visiting.excused()
def _revoke(turn: str, link: str) -> None:
    who = visiting.acting("share", what=turn)
    if who is not None:
        parts().shares.revoke(who.person, link)


def _judge(shown: Shown, tongue: Tongue) -> None:
    if not visiting.may("judge") or not talking.name():
        return
    if shown.thumb is not None:
        st.session_state.setdefault(f"thumb-{shown.id}", shown.thumb)
    thumb = st.feedback("thumbs", key=f"thumb-{shown.id}", on_change=_judged, args=(shown,))
    if thumb == 0:
        with st.popover(say(tongue, "thumbs_reason"), type="tertiary"):
            name = f"reason-{shown.id}"
            st.text_input(
                say(tongue, "thumbs_reason"), key=name, max_chars=2000, on_change=_reason, args=(shown.id, name)
            )
            if st.session_state.get(name):
                st.html(blocks.muted(say(tongue, "thanks")))


@visiting.excused()
def _judged(shown: Shown) -> None:
    """Keep what was pressed; the thumb that was up already goes back."""
    if who := visiting.acting("judge", what=shown.id):
        shown.thumb = st.session_state.get(f"thumb-{shown.id}")
        parts().conversations.judge(who.person, shown.id, shown.thumb)


@visiting.excused()
def _reason(turn: str, name: str) -> None:
    reason = st.session_state.get(name)
    if reason and (who := visiting.acting("judge", what=turn)):
        parts().conversations.judge(who.person, turn, 0, reason)
