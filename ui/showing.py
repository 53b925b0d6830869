"""Replies on the page: blocks of HTML with the buttons that belong to them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import streamlit as st

from assistant.model import Abstention, Answer
from ui import blocks, reading
from ui.conversations.packing import pack, restore
from ui.strings import Tongue, own, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.model import Citation, Claim, Reply
    from ui.conversations.packing import Articles, State
    from ui.conversations.repository import Kept
    from ui.sharing import Shared

_BEAT = 0.1  # seconds


@dataclass(slots=True)
class Shown:
    """A turn of the conversation on the page.

    Attributes:
        id: names its widgets, and its record in the database.
        reply: ``None`` if nothing of it is left to show.
        stopped: whether the visitor stopped it.
        states: what became of its receipts since, by marker.
        checked: whether that was asked for; then of those that are unchanged it is told, too.
    """

    id: str
    question: str
    reply: Reply | None
    stopped: bool = False
    states: dict[int, State] = field(default_factory=dict)
    thumb: int | None = None
    checked: bool = False


def of_kept(kept: Kept, articles: Articles) -> Shown:
    """A kept turn as it can be shown today, of articles as they are now."""
    restored = restore(kept.reply, articles)
    return Shown(kept.id, kept.question, restored.reply, kept.stopped, restored.states, kept.thumb)


def anew(shown: Shown, articles: Articles) -> Shown:
    """A turn that was shown, as it can be shown now."""
    if shown.reply is None:
        return shown
    restored = restore(pack(shown.reply), articles)
    return replace(shown, reply=restored.reply, states=shown.states | restored.states)


def of_share(shared: Shared, articles: Articles, *, checked: bool = False) -> Shown:
    """A shared turn as it was, but for what is gone; what became of the other receipts is told where it was asked."""
    restored = restore(shared.reply, articles)
    states = {at: state for at, state in restored.states.items() if checked or state == "gone"}
    return Shown("shared", shared.question, restored.reply, states=states, checked=checked)


def turn(
    shown: Shown, tongue: Tongue, *, frozen: bool = False, pace: float = 0.0, beat: Callable[[], None] | None = None
) -> Iterator[int]:
    """Draw a turn, claim by claim; yields how many claims are there after each.

    Args:
        shown: the turn.
        tongue: the interface's language; only buttons are in it, all else is in the reply's.
        frozen: of a share: no article can be opened.
        pace: seconds between claims.
        beat: called often in between; a stop takes effect when it draws something.
    """
    reply = shown.reply
    if reply is None:
        st.html(blocks.status(say(tongue, "gone_whole"), "warn"))
        return
    if reply.notes:
        st.html(blocks.notes(reply.notes))
    language = own(reply, tongue)
    match reply:
        case Answer(claims=claims):
            differing = blocks.differing(reply)
            for at, claim in enumerate(claims):
                if at and beat:
                    _wait(pace, beat)
                _claim(shown, claim, at, tongue, differs=at in differing, frozen=frozen)
                yield at + 1
        case Abstention():
            _abstention(shown, reply, tongue, frozen=frozen)
            yield 0
    _ending(shown, reply, language)


def _wait(seconds: float, beat: Callable[[], None]) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, _BEAT))
        beat()


def _ending(shown: Shown, reply: Reply, tongue: Tongue) -> None:
    gone = sum(state == "gone" for state in shown.states.values())
    if gone:
        st.html(blocks.status(say(tongue, "gone", count=gone), "warn"))
    if shown.stopped:
        st.html(blocks.status(say(tongue, "stopped"), "warn"))
    name, nothing = say(tongue, "searched_title"), isinstance(reply, Abstention)
    with st.container(key=f"quiet-{shown.id}"), st.expander(name, type="compact", expanded=nothing):
        st.html(blocks.searched(reply, tongue))


def _claim(shown: Shown, claim: Claim, at: int, tongue: Tongue, *, differs: bool, frozen: bool) -> None:
    left, right = st.columns([7, 5], gap="medium")
    with left:
        st.html(blocks.claim(claim, own(shown.reply, tongue), differs=differs))
        if not frozen:
            with st.container(horizontal=True, key=f"chips-{shown.id}-{at}", gap="small"):
                for citation in claim.citations:
                    _opener(shown, citation, tongue, chip=True)
        if claim.also:
            _also(shown, claim, at, tongue, frozen=frozen)
    with right:
        for citation in claim.citations:
            card(shown, citation, tongue, frozen=frozen)


def _also(shown: Shown, claim: Claim, at: int, tongue: Tongue, *, frozen: bool) -> None:
    count = len({citation.article.id for citation in (*claim.citations, *claim.also)})
    name = "also_same" if claim.origins == 1 else "also"
    label = say(own(shown.reply, tongue), name, articles=count, origins=claim.origins)
    changed = shown.checked and any(shown.states.get(each.marker) != "same" for each in claim.also)
    with st.container(key=f"quiet-{shown.id}-{at}"), st.expander(label, type="compact", expanded=changed):
        for citation in claim.also:
            card(shown, citation, tongue, frozen=frozen)


def _abstention(shown: Shown, reply: Abstention, tongue: Tongue, *, frozen: bool) -> None:
    st.html(blocks.abstention(reply))
    if reply.nearest:
        st.html(blocks.heading(say(own(reply, tongue), "nearest")))
        for place, citation in zip(st.columns(len(reply.nearest)), reply.nearest, strict=True):
            with place:
                card(shown, citation, tongue, frozen=frozen)


def card(shown: Shown, citation: Citation, tongue: Tongue, *, frozen: bool = False) -> None:
    """A receipt with the button that opens its article."""
    state = shown.states.get(citation.marker)
    if state == "same" and not shown.checked:
        state = None
    with st.container(key=f"card-{shown.id}-{citation.marker}"):
        st.html(blocks.receipt(citation, own(shown.reply, tongue), state=state))
        if not frozen:
            _opener(shown, citation, tongue, chip=False)


def _opener(shown: Shown, citation: Citation, tongue: Tongue, *, chip: bool) -> None:
    st.button(
        str(citation.marker) if chip else say(tongue, "open"),
        key=f"{'chip' if chip else 'open'}-{shown.id}-{citation.marker}",
        help=say(tongue, "open") if chip else None,
        type="secondary" if chip else "tertiary",
        icon=None if chip else ":material/menu_book:",
        on_click=reading.remember,
        args=(citation.article.id, citation.article.version, citation.span, citation.speaker),
    )
