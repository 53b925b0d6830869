"""Who is signed in, and for operators who else is, and the log of accesses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import streamlit as st

from ui import blocks, visiting
from ui.access import Why
from ui.limits import Refusal
from ui.parts import parts
from ui.strings import Tongue, say

_LATEST = 200
_DECISIONS = frozenset({"allowed", *get_args(Why), *get_args(Refusal)} - {""})
_ACTIONS: dict[str, tuple[str, str]] = {
    "open_share": ("Geteiltes öffnen", "open a share"),
    "ask": ("fragen", "ask"),
    "read_article": ("Artikel lesen", "read an article"),
    "keep_conversation": ("Gespräch behalten", "keep a conversation"),
    "open_conversation": ("Gespräch öffnen", "open a conversation"),
    "change_conversation": ("Gespräch ändern", "change a conversation"),
    "export": ("mitnehmen", "export"),
    "share": ("teilen", "share"),
    "judge": ("beurteilen", "judge"),
    "add_articles": ("Artikel hinzufügen", "add articles"),
    "remove_articles": ("Artikel entfernen", "remove articles"),
    "run_doctor": ("Index prüfen", "check the index"),
    "run_evaluation": ("messen", "evaluate"),
    "purge_articles": ("Artikel endgültig löschen", "purge articles"),
    "suspend": ("sperren", "suspend"),
    "see_library": ("Artikel auflisten", "list articles"),
    "see_evaluation": ("Auswertung ansehen", "see the evaluation"),
    "sign_in": ("anmelden", "sign in"),
    "sign_out": ("abmelden", "sign out"),
}
"""What the log calls an action, in German and in English."""


def main() -> None:
    """The page."""
    tongue = visiting.tongue()
    st.html(blocks.heading(say(tongue, "account"), level=1))
    who = visiting.visitor()
    if who.access == "signin":
        if who.person and not who.barred:
            role = who.role or "–"
            st.html(blocks.line(say(tongue, "signed_in", name=who.name, role=role)))
            if st.button(say(tongue, "sign_out"), key="sign-out"):
                visiting.sign_out()
        else:
            visiting.sign_in_button(tongue)
    if visiting.may("suspend"):
        _people(tongue)
    if visiting.may("see_accesses"):
        _log(tongue)


def _people(tongue: Tongue) -> None:
    st.html(blocks.heading(say(tongue, "persons")))
    me = visiting.visitor().person
    for at, each in enumerate(parts().sign_ins.people()):
        left, right = st.columns([8, 3])
        left.html(blocks.line(each.name, each.role, each.person))
        name = "readmit" if each.suspended else "suspend"
        pressed = right.button(say(tongue, name), key=f"suspend-{at}", disabled=each.person == me)
        if pressed and visiting.admitted("suspend", what=each.person):
            parts().sign_ins.suspend(each.person, suspended=not each.suspended)
            st.rerun()


def _log(tongue: Tongue) -> None:
    st.html(blocks.heading(say(tongue, "accesses")))
    count, broken = parts().accesses.broken()
    if broken is None:
        st.html(blocks.status(say(tongue, "chain_whole", count=count), "good"))
    else:
        st.html(blocks.status(say(tongue, "chain_broken", entry=broken), "bad"))
    rows = [
        {
            "#": each.no,
            say(tongue, "when"): datetime.fromtimestamp(each.at, UTC),
            say(tongue, "who"): blocks.plain(each.who),
            say(tongue, "did"): _ACTIONS.get(each.action, (each.action,) * 2)[tongue == "en"],
            say(tongue, "decision"): say(tongue, each.decision) if each.decision in _DECISIONS else each.decision,
            say(tongue, "about"): blocks.plain(each.what),
        }
        for each in parts().accesses.latest(_LATEST)
    ]
    form = "DD.MM.YYYY HH:mm:ss" if tongue == "de" else "YYYY-MM-DD HH:mm:ss"
    columns = {say(tongue, "when"): st.column_config.DatetimeColumn(f"{say(tongue, 'when')} (UTC)", format=form)}
    if not rows:  # Streamlit's empty table says so in English
        return
    st.dataframe(rows, hide_index=True, placeholder="–", key="accesses", column_config=columns)


main()
