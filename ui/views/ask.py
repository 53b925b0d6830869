"""Asking: the conversation, filters, suggestions, and the question that is being answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from assistant.model import Answer
from index.errors import BelegError
from index.model import Scope
from ui import blocks, filtering, reading, scripts, showing, sidebar, suggesting, talking, turning, visiting
from ui.parts import parts
from ui.strings import Tongue, say
from ui.visiting import tongue as current_tongue

if TYPE_CHECKING:
    from assistant.model import Reply

_MOST_SHOWN, _MOST_QUESTION = 20, 10_000
_PENDING, _UNANSWERED = "bl_pending", "bl_unanswered"


def ask(question: str) -> None:
    """Have a question answered in this run."""
    st.session_state[_PENDING] = question


def main() -> None:
    """The page."""
    tongue = current_tongue()
    talking.await_last()
    _follow_address()
    talking.refresh()
    with st.sidebar:
        sidebar.conversations(tongue)
        filtering.draw(tongue)
    count = filtering.count(filtering.scope())
    _earlier(tongue)
    typed = st.chat_input(say(tongue, "placeholder", articles=count), key="bl_input", max_chars=_MOST_QUESTION)
    question = typed or st.session_state.pop(_PENDING, None)
    if question and str(question).strip():
        st.session_state.pop(_UNANSWERED, None)
        _answered(str(question).strip(), tongue)
    elif _UNANSWERED in st.session_state:
        _unanswered(*st.session_state[_UNANSWERED], tongue=tongue)
    elif not talking.turns():
        _welcome(tongue)
        scripts.to_input()
    if turns := talking.turns():
        scripts.to_question(turns[-1].id)
    reading.open_remembered(tongue)


def _follow_address() -> None:
    """``?c=`` goes on with a conversation, ``?q=`` asks."""
    wanted, asked = st.query_params.get("c"), st.query_params.pop("q", None)
    if wanted and wanted != talking.name() and not talking.open_kept(wanted):
        talking.start_anew()
        st.html(blocks.status(say(current_tongue(), "not_there"), "warn"))
    if talking.name():
        st.query_params["c"] = talking.name() or ""
    if asked and len(asked) <= _MOST_QUESTION:
        ask(asked)


def _earlier(tongue: Tongue) -> None:
    """The turns so far, the latest of many."""
    turns = talking.turns()
    everything = st.session_state.get("bl_all")
    hidden = 0 if everything else max(0, len(turns) - _MOST_SHOWN)
    if hidden and st.button(say(tongue, "earlier_turns", count=hidden), key="bl_all_button", type="tertiary"):
        st.session_state["bl_all"] = True
        hidden = 0
    # While a question is being replaced its turn is not drawn, or two would stand there until the end.
    for shown in turns[hidden:]:
        with st.container(key=f"turn-{shown.id}"):
            st.html(blocks.question(shown.question, shown.reply, tongue))
            for _ in showing.turn(shown, tongue):
                pass
            turning.actions(shown, tongue, last=shown is turns[-1], ask=ask)


def _welcome(tongue: Tongue) -> None:
    with st.container(key="welcome"):
        _invitation(tongue)


def _invitation(tongue: Tongue) -> None:
    st.html(f'<div class="bl-welcome"><h1>{say(tongue, "welcome")}</h1><p>{say(tongue, "welcome_more")}</p></div>')
    if not visiting.may("ask"):
        return
    corpora = visiting.visitor().corpora
    found = _suggested(parts().generation.name, tongue, corpora)
    if not found:
        return
    st.html(blocks.heading(say(tongue, "suggestions")))
    with st.container(key="suggestions"):
        for at, question in enumerate(found):
            st.button(blocks.label(question), key=f"suggestion-{at}", on_click=ask, args=(question,))


@st.cache_data(show_spinner=False, max_entries=50)
def _suggested(generation: str, tongue: Tongue, corpora: frozenset[str] | None) -> list[str]:
    """Kept by generation and corpora: everybody who may read the same articles is shown the same questions."""
    del generation, corpora
    return suggesting.suggestions(parts().answerer, tongue, visiting.readable().scope(Scope()))


def _answered(question: str, tongue: Tongue) -> None:
    """Answer a question, and keep what was shown even if the visitor stops it or goes on to something else."""
    if len(question) > _MOST_QUESTION:
        st.html(blocks.status(say(tongue, "too_long", most=_MOST_QUESTION), "warn"))
        return
    logged = question if parts().hosting.log_questions else ""
    if not visiting.admitted("ask", what=logged):
        return
    keeping = talking.keeping()
    shown = talking.new_turn(question, None)
    with talking.answering(), st.container(key=f"turn-{shown.id}"):
        head = st.empty()
        head.html(blocks.question(question, None, tongue))
        stage, stop = st.empty(), st.empty()
        # Pressing it is enough: this run ends, keeps what there is, and the next one shows that.
        stop.button(say(tongue, "stop"), key=f"stop-{shown.id}", type="tertiary", icon=":material/stop_circle:")
        reply = _reply(question, stage, tongue)
        if reply is None:
            stop.empty()
            st.button(say(tongue, "again"), key="unanswered", on_click=ask, args=(question,))
            return
        head.html(blocks.question(question, reply, tongue))
        shown.reply = reply
        done = -1
        try:

            def beat() -> None:
                stage.html(blocks.stage(say(tongue, "verifying")))

            beat()
            parts().limits.drawn()  # claims come at a reader's pace
            for count in showing.turn(shown, tongue, pace=parts().hosting.pace, beat=beat):
                done = count
            stage.empty()
            stop.empty()
            done = -1 if not isinstance(reply, Answer) else len(reply.claims)
        finally:
            _keep(keeping, shown, reply, done)
        turning.actions(shown, tongue, last=True, ask=ask)


def _keep(keeping: talking.Keeping, shown: showing.Shown, reply: Reply, done: int) -> None:
    """Keep the turn with the claims that were drawn; a stopped one with those alone, and one at least."""
    if isinstance(reply, Answer) and done < len(reply.claims):
        kept = max(1, done)
        differing = tuple(tuple(at for at in group if at < kept) for group in reply.differing)
        shown.reply = replace(reply, claims=reply.claims[:kept], differing=tuple(g for g in differing if g))
        shown.stopped = True
    keeping.keep(shown)


def _reply(question: str, stage: object, tongue: Tongue) -> Reply | None:
    shared = parts()
    # People who sign in may share an address, such as a newsroom's; strangers are told apart by it alone.
    who = visiting.visitor().person or f"address {visiting.address()}"
    if shared.settings.model != "extractive":
        shared.limits.drawn()  # a model answers elsewhere, and takes its time
    with shared.limits.answering() as taken:
        refused = shared.limits.take(who, visiting.address()) if taken and who != "local" else None
        if not taken or refused:
            _tell(stage, question, say(tongue, refused or "busy"))
            return None
        scope = filtering.scope()
        stage.html(blocks.stage(say(tongue, "searching", articles=filtering.count(scope))))  # type: ignore[attr-defined]
        try:
            return shared.answerer.answer(question, scope=scope, history=talking.history())
        except BelegError as error:
            _tell(stage, question, visiting.excuse(error, tongue))
            return None


def _tell(stage: object, question: str, text: str) -> None:
    """Say why there is no answer, and keep the question, so that it need not be typed again."""
    st.session_state[_UNANSWERED] = (talking.name(), question, text)
    stage.html(blocks.status(text, "warn"))  # type: ignore[attr-defined]


def _unanswered(conversation: str | None, question: str, text: str, *, tongue: Tongue) -> None:
    """The last question that could not be answered, until another is asked or another conversation opened."""
    if conversation != talking.name():
        del st.session_state[_UNANSWERED]
        return
    with st.container(key="turn-unanswered"):
        st.html(blocks.question(question, None, tongue))
        st.html(blocks.status(text, "warn"))
        st.button(say(tongue, "again"), key="unanswered", on_click=ask, args=(question,))


main()
