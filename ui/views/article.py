"""One article by its permanent link: ``?a=ID&at=START-END&v=VERSION``; older links name no version."""

from __future__ import annotations

import re

import streamlit as st

from index.model import ArticleId, Span
from ui import blocks, reading
from ui.strings import say
from ui.visiting import tongue as current_tongue


def main() -> None:
    """The page."""
    name, at, version = (st.query_params.get(each) or "" for each in ("a", "at", "v"))
    tongue = current_tongue()
    if not re.fullmatch(r"[0-9a-f]{16}", name):
        st.html(blocks.status(say(tongue, "not_there"), "warn"))
        return
    reading.show(reading.Place(ArticleId(name), version, _span(at)), tongue)


def _span(text: str) -> Span | None:
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", text)
    if not found or int(found[1]) >= int(found[2]):
        return None
    return Span(int(found[1]), int(found[2]))


main()
