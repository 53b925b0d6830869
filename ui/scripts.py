"""The app's few scripts. They are our own words alone: nothing foreign is ever put into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from ui.strings import Tongue

# Dialogs and popovers are drawn outside the app's own element, so the page itself has to know which theme is on; and
# screen readers pronounce by the page's language.
_FRAME = """(() => {
  const root = document.documentElement;
  root.lang = "%s";
  const theme = () => {
    const app = document.querySelector(".stApp");
    if (app) root.style.colorScheme = getComputedStyle(app).colorScheme;
  };
  theme();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(theme, 300));
})();"""
# Where the keyboard was before an article was opened, it is again when that is closed. What was pressed may have been
# drawn anew meanwhile, so it is found by the name of its place.
_RETURN = """(() => {
  if (window.blReturn) return;
  window.blReturn = true;
  let place = null, inside = false;
  addEventListener("focusin", (event) => {
    if (event.target.closest("[role=dialog]")) { inside = true; return; }
    const found = event.target.closest("[class*=st-key-]");
    if (found) place = [...found.classList].find((name) => name.startsWith("st-key-"));
  });
  new MutationObserver(() => {
    if (!inside || document.querySelector("[role=dialog]")) return;
    inside = false;
    const back = place && document.querySelector("." + CSS.escape(place) + " button");
    setTimeout(() => { if (back && document.activeElement === document.body) back.focus(); }, 50);
  }).observe(document.body, {childList: true, subtree: true});
})();"""
# The dialog is still unfolding at first, so it is scrolled to more than once.
_MARK = """(() => { let tries = 0; const look = () => {
  const mark = document.getElementById("bl-mark");
  if (mark) { mark.scrollIntoView({block: "center"}); mark.focus({preventScroll: true}); }
  if (++tries < 12) setTimeout(look, tries < 6 ? 60 : 150);
}; look(); })();"""
# Streamlit keeps a chat at its bottom; an answer is read from its question on. Whoever scrolls meanwhile is left alone.
_QUESTION = """(() => { let tries = 0, left = false;
  const stop = () => { left = true; };
  for (const name of ["wheel", "touchmove", "keydown", "pointerdown"])
    addEventListener(name, stop, {once: true, passive: true});
  const look = () => {
    const all = document.querySelectorAll(".bl-question");
    if (left || document.querySelector("[role=dialog]")) return;
    if (all.length) all[all.length - 1].scrollIntoView({block: "start"});
    if (++tries < 8) setTimeout(look, 80);
  }; look(); })(); /* %s */"""
# On a screen that is touched, this would bring up the keyboard over the page.
_INPUT = """(() => { if (!matchMedia("(hover: hover)").matches) return; let tries = 0; const look = () => {
  const field = document.querySelector("[data-testid=stChatInputTextArea]");
  if (field && document.activeElement === document.body) field.focus();
  else if (!field && ++tries < 20) setTimeout(look, 100);
}; look(); })();"""


def frame(tongue: Tongue) -> None:
    """Tell the page its language and its theme."""
    _run(_FRAME % tongue)
    _run(_RETURN)


def to_mark() -> None:
    """Scroll to the marked words of an article."""
    _run(_MARK)


def to_question(turn: str) -> None:
    """Scroll to the last question, once for each `turn`."""
    _run(_QUESTION % "".join(char for char in turn if char.isalnum()))


def to_input() -> None:
    """Put the cursor where a question is typed."""
    _run(_INPUT)


def _run(script: str) -> None:
    # Streamlit draws no element that holds nothing but a script.
    st.html(f"<script>{script}</script><span></span>", unsafe_allow_javascript=True)
