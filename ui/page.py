"""The script of the app. Decides who may come in, then shows the page asked for."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ui import blocks, scripts, visiting
from ui.hosting import Hosting, may_start
from ui.parts import Parts, held, parts, reading
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

    from ui.access import Action

_HERE = Path(__file__).parent
_AT_ONCE, _GLANCE = 0.3, 0.2  # seconds: what needs no word, and how often it is looked how far the reading is
_PAGES: tuple[tuple[str, str, Action, bool], ...] = (
    ("ask", ":material/forum:", "ask", True),
    ("people", ":material/record_voice_over:", "see_library", True),
    ("library", ":material/library_books:", "see_library", True),
    ("evaluation", ":material/monitoring:", "see_evaluation", True),
    ("account", ":material/key:", "ask", False),
    ("article", ":material/article:", "read_article", False),
    ("shared", ":material/link:", "open_share", False),
)
"""Each page's name, its icon, what one must be allowed to see it, and whether the navigation lists it."""


def main() -> None:
    """One run of the app."""
    st.set_page_config(page_title="Beleg", page_icon=_HERE / "icon.svg", layout="wide")
    tongue = visiting.tongue()
    st.html(_HERE / "style.css")
    if not _may_start():
        st.html(blocks.status(say(tongue, "refused"), "bad"))
        return
    with visiting.excused():
        _wait(tongue)
        with held() as shared, shared.limits.drawing() as free:
            if free:
                _draw(shared, tongue)
            else:
                _busy(tongue)


def _wait(tongue: Tongue) -> None:
    """Have the parts ready; what takes long at the first start is told under the app's name."""
    failures: list[Exception] = []
    # A thread of its own, so that this one can tell how far it is.
    making = threading.Thread(target=_make, args=(failures,), daemon=True)
    making.start()
    making.join(_AT_ONCE)
    if making.is_alive():
        place = st.empty()
        with place.container():
            st.html('<p class="bl-brand bl-alone">Be<i>leg</i></p>')
            with st.spinner(say(tongue, "indexing"), show_time=True):
                bar = st.progress(0.0)
                while making.is_alive():
                    if (far := reading()) and far[1]:
                        bar.progress(min(1.0, far[0] / far[1]), say(tongue, "reading_of", done=far[0], total=far[1]))
                    making.join(_GLANCE)
        place.empty()
    if failures:
        raise failures[0]


def _make(failures: list[Exception]) -> None:
    try:
        parts()
    except Exception as error:  # noqa: BLE001 - raised again where it can be told
        failures.append(error)


def _draw(shared: Parts, tongue: Tongue) -> None:
    """The page that is asked for, if this visitor may see it."""
    names = {name: _page(name, icon, tongue, listed=listed) for name, icon, _, listed in _PAGES}
    if shared.hosting.access == "public":
        del names["account"], names["evaluation"]
    chosen = st.navigation(list(names.values()), position="top")
    name = next(name for name, page in names.items() if page == chosen)
    _frame(tongue, alone=name == "shared")
    with visiting.arriving():
        if _admits(name, tongue):
            visiting.tell_new_role()
            chosen.run()


def _busy(tongue: Tongue) -> None:
    """That too many are here; what was typed is kept, and asked when the visitor tries again."""
    typed = st.session_state.get("bl_input")
    if isinstance(typed, str) and typed.strip():
        st.session_state["bl_pending"] = typed
    st.html(blocks.status(say(tongue, "busy"), "warn"))
    st.button(say(tongue, "again"), key="again-busy", type="primary", icon=":material/refresh:")


def _may_start() -> bool:
    """Whether the app may run where it listens."""
    return may_start(
        st.get_option("server.address"), Hosting.read(os.environ).access, signin=visiting.signin_configured()
    )


def _page(name: str, icon: str, tongue: Tongue, *, listed: bool) -> StreamlitPage:
    shown = listed or (name == "account" and parts().hosting.access == "signin")
    return st.Page(
        _HERE / "views" / f"{name}.py",
        title=say(tongue, name),
        icon=icon,
        url_path=name,
        default=name == "ask",
        visibility="visible" if shown else "hidden",
    )


def _frame(tongue: Tongue, *, alone: bool) -> None:
    """The name of the thing, and the switch of languages. A shared answer stands alone."""
    scripts.frame(tongue)
    if alone:
        st.html('<p class="bl-brand bl-alone">Be<i>leg</i></p>')
        return
    with st.sidebar:
        st.html(f'<p class="bl-brand">Be<i>leg</i></p><p class="bl-tagline">{say(tongue, "tagline")}</p>')
        visiting.choose_tongue()
        if parts().hosting.access == "public":
            st.html(blocks.muted(say(tongue, "public_note")))


def _admits(name: str, tongue: Tongue) -> bool:
    """Whether this visitor may see the page; who has to sign in first is shown where."""
    action = next(action for page, _, action, _ in _PAGES if page == name)
    decision = visiting.may(action)
    if decision or name == "account":
        return True
    visiting.log_refusal(action, decision)
    visiting.refuse(decision)
    if decision.why in {"sign_in_first", "session_over"}:
        visiting.sign_in_button(tongue)
    return False


if __name__ == "__main__":  # so it is called where Streamlit runs it, not where a build's worker reads it again
    main()
