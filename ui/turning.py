"""What can be done with a turn: ask again, change, judge, share, take along."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ui import blocks, cards, export, reading, talking, visiting
from ui.conversations.packing import pack
from ui.parts import parts
from ui.sharing import DAYS
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.showing import Shown

_EDITED = "bl_edited"
ON = "bl_statements_on"
"""In the session: what the page of statements is about to show statements on."""


def actions(shown: Shown, tongue: Tongue, *, last: bool, ask: Callable[[str], None]) -> None:
    """The row of buttons below a turn."""
    with st.container(horizontal=True, key=f"actions-{shown.id}", gap="small"):
        if last:
            st.button(
                say(tongue, "again"),
                key=f"again-{shown.id}",
                type="tertiary",
                icon=":material/refresh:",
                on_click=_replace,
                args=(shown.question, ask),
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
            _take_along(shown, tongue)
            _judge(shown, tongue)
    if last and st.session_state.get(_EDITED) == shown.id:
        _edit(shown, tongue, ask)


def _timeline(shown: Shown, tongue: Tongue) -> None:
    if not visiting.may("see_library") or shown.reply is None:
        return
    if st.button(say(tongue, "when_said"), key=f"when-{shown.id}", type="tertiary", icon=":material/timeline:"):
        st.session_state[ON] = shown.reply.question
        st.switch_page("views/people.py")


def _replace(question: str, ask: Callable[[str], None]) -> None:
    if talking.drop_last():
        ask(question)


def _edit(shown: Shown, tongue: Tongue, ask: Callable[[str], None]) -> None:
    with st.form(f"editing-{shown.id}", border=False):
        changed = st.text_area(say(tongue, "question"), shown.question, max_chars=10_000)
        with st.container(horizontal=True, gap="small"):
            resent = st.form_submit_button(say(tongue, "resend"), type="primary")
            cancelled = st.form_submit_button(say(tongue, "cancel"))
    if resent and changed.strip():
        st.session_state.pop(_EDITED, None)
        _replace(changed.strip(), ask)
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
            st.session_state[_link(shown.id)] = shares.make(owner, shown.id, days=days, reply=reply)
        if token := st.session_state.get(_link(shown.id)):
            st.html(blocks.muted(say(tongue, "share_once")))
            st.code(f"{reading.base()}/shared?s={token}", language=None, wrap_lines=True)
        count = shares.count(owner, shown.id)
        if count:
            st.html(blocks.muted(say(tongue, "share_open", count=count)))
            st.button(say(tongue, "revoke"), key=f"revoke-{shown.id}", on_click=_revoke, args=(shown.id,))


def _link(turn: str) -> str:
    return f"bl_link_{turn}"


def _revoke(turn: str) -> None:
    who = visiting.acting("share", what=turn)
    if who is not None:
        parts().shares.revoke(who.person, turn)
        st.session_state.pop(_link(turn), None)


def _take_along(shown: Shown, tongue: Tongue) -> None:
    if not visiting.may("export"):
        return
    with st.popover(say(tongue, "export"), icon=":material/download:", type="tertiary"):
        _downloads([shown], tongue, key=shown.id)
        if cards.drawable(shown, tongue):
            st.download_button(
                say(tongue, "card_png"),
                lambda: cards.png(shown, tongue),
                file_name="beleg-card.png",
                mime="image/png",
                key=f"card-picture-{shown.id}",
                on_click="ignore",
            )
        st.download_button(
            say(tongue, "card"),
            lambda: export.card(shown, tongue, reading.permalink),
            file_name="beleg-card.html",
            mime="text/html",
            key=f"card-file-{shown.id}",
            on_click="ignore",
        )


def _downloads(turns: list[Shown], tongue: Tongue, *, key: str) -> None:
    for name, (make, suffix, mime) in export.FORMATS.items():
        st.download_button(
            name,
            partial(make, turns, tongue, reading.permalink),
            file_name=f"beleg.{suffix}",
            mime=mime,
            key=f"export-{name}-{key}",
            on_click="ignore",
        )


def downloads(turns: list[Shown], tongue: Tongue, *, key: str) -> None:
    """A button for each format."""
    _downloads(turns, tongue, key=key)


def _judge(shown: Shown, tongue: Tongue) -> None:
    if not visiting.may("judge") or not talking.name():
        return
    if shown.thumb is not None:
        st.session_state.setdefault(f"thumb-{shown.id}", shown.thumb)
    thumb = st.feedback("thumbs", key=f"thumb-{shown.id}")
    if thumb is not None and thumb != shown.thumb:
        shown.thumb = thumb
        parts().conversations.judge(visiting.visitor().person, shown.id, thumb)
    if thumb == 0:
        with st.popover(say(tongue, "thumbs_reason"), type="tertiary"):
            reason = st.text_input(say(tongue, "thumbs_reason"), key=f"reason-{shown.id}", max_chars=2000)
            if reason:
                parts().conversations.judge(visiting.visitor().person, shown.id, 0, reason)
                st.html(blocks.muted(say(tongue, "thanks")))
