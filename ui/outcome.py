"""What became of the last thing done on a page. It stays there until another is done or the page is left.

A page is drawn anew with every touch of it, and what is drawn only where a button was pressed is gone at the next one.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui import blocks

_KEPT = "bl_outcome"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings in the order they are told, and lines in small print below.

    Attributes:
        place: where on the page it is told.
        findings: each with its kind: ``good``, ``warn`` or ``bad``.
        lines: each of foreign parts.
        holds: what it is true of, such as a generation; it is told no longer when that is another.
    """

    place: str
    findings: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, ...], ...] = ()
    holds: str = ""


def keep(outcome: Outcome) -> None:
    """Tell this from now on."""
    st.session_state[f"{_KEPT}_{outcome.place}"] = outcome


def forget(place: str) -> None:
    """Tell nothing there any more."""
    st.session_state.pop(f"{_KEPT}_{place}", None)


def tell(place: str, *, holds: str = "") -> None:
    """Draw what became of the last thing done there, if there was one."""
    kept: Outcome | None = st.session_state.get(f"{_KEPT}_{place}")
    if kept is None or kept.holds != holds:
        return
    with st.container(key=f"outcome-{place}"):
        for text, kind in kept.findings:
            st.html(blocks.status(text, kind))
        if kept.lines:
            st.html("".join(blocks.line(*parts) for parts in kept.lines))
