"""The app: `beleg ui`, or `streamlit run ui/app.py`."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware

from index.errors import BelegError, UsageError
from ui.cli import USAGE
from ui.door import Door
from ui.hosting import Hosting
from ui.parts import failed, parts
from ui.serving import refuse_open_door
from ui.terminal import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def _refuse() -> None:
    """End before anything listens where others would reach it though nobody has thought about who may enter."""
    try:
        refuse_open_door(str(st.get_option("server.address") or "0.0.0.0"), Hosting.read(os.environ))  # noqa: S104
    except UsageError as error:
        say(f"beleg: {error}")
        sys.exit(USAGE)


_refuse()
_PAGE_FIRST = 3.0  # seconds
# One thread talks to all visitors, and asks for the interpreter after each message; beside pages that are being drawn
# it would wait 5 ms each time, Python's default, and everybody with it.
sys.setswitchinterval(0.0005)


def _warm() -> None:
    """Have what the first question needs ready before it is asked; the vectors' library takes a second to load."""
    try:
        searcher = parts().answerer.searcher
        _settle()
        time.sleep(_PAGE_FIRST)
        for question in ("Was sagte die Ministerin?", "What did the minister say?"):
            searcher.search(question, k=1, every_leg=True)
        _settle()
    except BelegError as error:
        failed(error)  # whoever comes is told


def _settle() -> None:
    """Take what is loaded out of the garbage collection that Streamlit has made after every run of a page.

    It goes through everything there is, glossaries and all: a tenth of a second, several times what the page takes.
    """
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def _warming(_app: st.App) -> AsyncIterator[None]:
    threading.Thread(target=_warm, daemon=True).start()
    yield


app = st.App(Path(__file__).with_name("page.py"), middleware=[Middleware(Door)], lifespan=_warming)
"""What Streamlit runs: the script, behind the door."""
