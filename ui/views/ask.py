"""Asking: the conversation, filters, suggestions, and the question that is being answered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.model import Abstention, Answer, Claim
from index.errors import BelegError
from index.model import Scope
from index.planning import MAX_QUESTION
from ui import blocks, coming, filtering, reading, scripts, showing, sidebar, suggesting, talking, turning, visiting
from ui.parts import parts
from ui.strings import Tongue, say
from ui.turning import PENDING
from ui.visiting import tongue as current_tongue

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_MOST_SHOWN, _MOST_PASTED = 20, 1_000_000
_REPLACES, _UNANSWERED = "bl_replaces", "bl_unanswered"


def ask(question: str, *, replaces: str | None = None) -> None:
    """Have a question answered in this run, in place of a turn that goes once the answer is there."""
    st.session_state[PENDING], st.session_state[_REPLACES] = question, replaces


def main() -> None:
    """The page."""
    tongue = current_tongue()
    talking.await_last()
    _follow_address()
    talking.refresh()
    with st.sidebar:
        listed = sidebar.conversations(tongue)
        filtering.draw(tongue)
    count = filtering.count(filtering.scope())
    # No limit: a browser swallows what is longer without a word.
    typed = st.chat_input(say(tongue, "placeholder", articles=count), key="bl_input")
    pending, replaces = st.session_state.pop(PENDING, None), st.session_state.pop(_REPLACES, None)
    question = str(typed or pending or "").strip()
    replaces = None if typed else replaces
    _earlier(tongue, without=replaces if question else None)
    if question:
        st.session_state.pop(_UNANSWERED, None)
        if _answered(question, tongue, replaces=replaces):
            listed.add()
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
    if asked and not _asked_before(asked.strip()):
        ask(asked)


def _asked_before(question: str) -> bool:
    """Go on with the conversation that this address began, if the articles are still those it was asked of."""
    if talking.name() or not visiting.may("open_conversation"):
        return False
    published = datetime.fromisoformat(parts().generation.manifest.created).timestamp()
    found = parts().conversations.alone(visiting.visitor().person, question, since=published)
    if found is None or found[1].reply["searched"]["articles"] != filtering.count(filtering.scope()):
        return False
    st.query_params["c"] = found[0]
    return talking.open_kept(found[0])


def _earlier(tongue: Tongue, *, without: str | None) -> None:
    """The turns so far, the latest of many; the last is left out while it is asked anew, or two would stand there."""
    turns = talking.turns()
    everything = st.session_state.get("bl_all")
    hidden = 0 if everything else max(0, len(turns) - _MOST_SHOWN)
    if hidden and st.button(say(tongue, "earlier_turns", count=hidden), key="bl_all_button", type="tertiary"):
        st.session_state["bl_all"] = True
        hidden = 0
    for shown in turns[hidden:]:
        if shown is turns[-1] and shown.id == without:
            continue
        with st.container(key=f"turn-{shown.id}"):
            st.html(blocks.question(shown.question, shown.reply, tongue))
            # Nothing moves between the run that answers and the next: a browser would draw anew, and so close, what the
            # visitor has opened meanwhile.
            st.container()
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
    found = _suggested(parts().asked, tongue, corpora)
    if not found:
        return
    st.html(blocks.heading(say(tongue, "suggestions")))
    with st.container(key="suggestions"):
        for at, question in enumerate(found):
            st.button(blocks.label(question), key=f"suggestion-{at}", on_click=ask, args=(question,))


@st.cache_data(show_spinner=False, max_entries=50)
def _suggested(asked: str, tongue: Tongue, corpora: frozenset[str] | None) -> list[str]:
    """Kept by what is asked and by corpora: everybody who may read the same articles is shown the same questions."""
    del asked, corpora
    return suggesting.suggestions(parts().answerer, tongue, visiting.readable().scope(Scope()))


def _answered(question: str, tongue: Tongue, *, replaces: str | None) -> bool:
    """Answer a question, and keep what was shown even if the visitor stops it or goes on to something else.

    Of a very long one the beginning is kept; the answer says how much of it was not looked for. Returns whether it was
    answered.
    """
    if len(question) > _MOST_PASTED:
        st.html(blocks.status(say(tongue, "too_long", most=_MOST_PASTED), "warn"))
        return False
    whole = question if len(question) <= MAX_QUESTION else " ".join(question.split())
    question = whole[:MAX_QUESTION]
    shown = talking.new_turn(question, None)
    with talking.answering(), st.container(key=f"turn-{shown.id}"):
        head = st.empty()
        head.html(blocks.question(question, None, tongue))
        with st.container():
            stage, stop, drafted = st.empty(), st.empty(), st.empty()
        stage.html(blocks.stage(say(tongue, "understanding")))
        # Pressing it is enough: this run ends, keeps what there is, and the next one shows that.
        stop.button(say(tongue, "stop"), key=f"stop-{shown.id}", type="tertiary", icon=":material/stop_circle:")
        logged = question if parts().hosting.log_questions else ""
        if not visiting.admitted("ask", what=logged):
            stage.empty()
            stop.empty()
            return False
        asked = _Asked(shown, whole, talking.keeping(replaces=replaces), tongue, stage, drafted)
        if not asked.reply():
            if replaces:
                st.rerun()  # shows what was to be replaced again, and below it why it was not
            stop.empty()
            st.button(say(tongue, "again"), key="unanswered", on_click=ask, args=(question,))
            return False
        head.html(blocks.question(question, shown.reply, tongue))
        asked.show()
        stage.empty()
        stop.empty()
        turning.actions(shown, tongue, last=True, ask=ask)
    return True


@dataclass(slots=True)
class _Asked:
    """A question that is being answered.

    Attributes:
        shown: its turn; the reply is put into it.
        whole: all of what was asked, of which the turn has the beginning.
        keeping: keeps the turn.
        stage: where it is told what is being done, or why there is no answer.
        drafted: where claims of a model stand until the reply is whole.
        claims: those claims.
    """

    shown: showing.Shown
    whole: str
    keeping: talking.Keeping
    tongue: Tongue
    stage: DeltaGenerator
    drafted: DeltaGenerator
    claims: list[Claim] = field(default_factory=list)

    def reply(self) -> bool:
        """Have the reply made; false if there is none, which is told."""
        shared = parts()
        # People who sign in may share an address, such as a newsroom's; strangers are told apart by it alone.
        arrival, who = visiting.arrival(), visiting.visitor()
        if shared.settings.model != "extractive":
            shared.limits.drawn()  # a model answers elsewhere, and takes its time
        with shared.limits.answering() as taken:
            name = who.person or f"address {arrival.address}"
            refused = shared.limits.take(name, arrival.address) if taken and who.access != "local" else None
            if not taken or refused:
                if refused:
                    visiting.log(arrival, who, "ask", decision=refused)
                self._tell(say(self.tongue, refused or "busy"))
                return False
            try:
                self._await()
            except BelegError as error:
                self._tell(visiting.excuse(error, self.tongue))
        return self.shown.reply is not None

    def _await(self) -> None:
        """Wait for the reply. Whoever stops it meanwhile finds the claims that came, or else the question, again."""
        answerer, scope, question = parts().answerer, filtering.scope(), self.whole
        history = talking.history(without=self.keeping.replaces)
        searching = blocks.stage(say(self.tongue, "searching", articles=filtering.count(scope)))
        self._remember(say(self.tongue, "stopped_early"))
        try:
            events = partial(answerer.events, question, scope=scope, history=history)
            for event in coming.as_it_comes(events, partial(self.stage.html, searching)):
                if isinstance(event, Claim):
                    self.claims.append(event)
                    self._draw_drafted()
                elif isinstance(event, Answer | Abstention):
                    self.shown.reply = replace(event, question=event.question[:MAX_QUESTION])
        finally:
            if self.shown.reply is None and self.claims:
                self.shown.reply = answerer.stopped(self.shown.question, self.claims, scope=scope, history=history)
                self.shown.stopped = True
                self.keeping.keep(self.shown)
        st.session_state.pop(_UNANSWERED, None)  # the next question may have taken it already
        self.drafted.empty()

    def _draw_drafted(self) -> None:
        with self.drafted.container():
            for claim in self.claims:
                st.html(blocks.claim(claim, self.tongue))

    def show(self) -> None:
        """Draw the reply claim by claim, and keep it with those that were drawn if it is stopped."""
        reply, done = self.shown.reply, -1
        try:
            self._beat()
            parts().limits.drawn()  # claims come at a reader's pace
            pace = 0.0 if self.claims else parts().hosting.pace
            for count in showing.turn(self.shown, self.tongue, pace=pace, beat=self._beat):
                done = count
            done = -1 if not isinstance(reply, Answer) else len(reply.claims)
        finally:
            self._keep(done)

    def _beat(self) -> None:
        self.stage.html(blocks.stage(say(self.tongue, "verifying")))

    def _keep(self, done: int) -> None:
        """Keep the turn with the claims that were drawn; a stopped one with those alone, and one at least."""
        reply = self.shown.reply
        if isinstance(reply, Answer) and done < len(reply.claims):
            kept = max(1, done)
            differing = tuple(tuple(at for at in group if at < kept) for group in reply.differing)
            self.shown.reply = replace(reply, claims=reply.claims[:kept], differing=tuple(g for g in differing if g))
            self.shown.stopped = True
        self.keeping.keep(self.shown)

    def _tell(self, text: str) -> None:
        """Say why there is no answer, and keep the question, so that it need not be typed again."""
        self._remember(text)
        self.stage.html(blocks.status(text, "warn"))

    def _remember(self, text: str) -> None:
        st.session_state[_UNANSWERED] = (talking.name(), self.shown.question, text, self.keeping.replaces)


def _unanswered(conversation: str | None, question: str, text: str, replaces: str | None, *, tongue: Tongue) -> None:
    """The last question that could not be answered, until another is asked or another conversation opened."""
    if conversation != talking.name():
        st.session_state.pop(_UNANSWERED, None)
        return
    with st.container(key="turn-unanswered"):
        st.html(blocks.question(question, None, tongue))
        st.html(blocks.status(text, "warn"))
        again = say(tongue, "again")
        st.button(again, key="unanswered", on_click=ask, args=(question,), kwargs={"replaces": replaces})


main()
