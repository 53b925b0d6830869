"""Who is signed in, and for operators who else is, and the log of accesses."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from ui import blocks, visiting
from ui.parts import parts
from ui.strings import Tongue, say

_LATEST = 200


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
            say(tongue, "date"): datetime.fromtimestamp(each.at, UTC),
            say(tongue, "speaker"): blocks.plain(each.who),
            "": each.action,
            " ": each.decision,
            "  ": blocks.plain(each.what),
        }
        for each in parts().accesses.latest(_LATEST)
    ]
    st.dataframe(rows, hide_index=True, key="accesses")


main()
