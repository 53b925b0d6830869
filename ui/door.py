"""What stands between the network and the app: only our own pages may talk to it, and they may load nothing foreign.

Streamlit takes every port of ``localhost`` for its own, and before it refuses a foreign page it asks a service on the
Internet for this machine's address, while everybody waits. Here such a page is refused before Streamlit hears of it.

Streamlit also takes files from whoever has a page open, whether or not that page offers to take any, and tells anyone
how much the app holds in memory. Here files are taken for pages that offer it, and the figures are closed.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui import files
from ui.hosting import Hosting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_RULES = (
    "default-src 'self'",
    # Streamlit's page begins with a script of its own, and its tables and charts compile WebAssembly; no script may
    # be made from text.
    "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
)
POLICY = "; ".join(_RULES)
"""The content security policy of every page."""
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Share links hold their token: no other site may learn it.
    "Referrer-Policy": "no-referrer",
}
_UPLOADS, _FIGURES = "/_stcore/upload_file/", "/_stcore/metrics"
_MOST_OFFERED = 1_000
_OFFERED: OrderedDict[str, None] = OrderedDict()  # the sessions whose page offers to take files, the latest last


def offer_uploads() -> None:
    """Let the session of this page send files from now on."""
    found = get_script_run_ctx()
    if found is not None:
        _OFFERED[found.session_id] = None
        _OFFERED.move_to_end(found.session_id)
        while len(_OFFERED) > _MOST_OFFERED:
            _OFFERED.popitem(last=False)


class Door:
    """ASGI middleware: refuses what is not for us to take or to tell, and gives every answer its headers.

    Refused is what pages of other origins send, files that no page of ours offered to take, figures about the process,
    and files that were made for somebody else.

    Args:
        app: what stands behind it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request or connection in, or refuse it with 403."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not _ours(headers.get("origin"), headers.get("host")):
            # A connection that is closed before it was accepted is answered with 403 as well.
            refusal = PlainTextResponse("This page may not talk to Beleg.", 403)
            await (refusal(scope, receive, send) if scope["type"] == "http" else send({"type": "websocket.close"}))
            return

        if scope["type"] == "http" and not _open(scope["path"]):
            await PlainTextResponse("There is nothing here.", 404)(scope, receive, send)
            return

        withheld = False

        async def with_headers(message: Message) -> None:
            nonlocal withheld
            if message["type"] == "http.response.start":
                if scope["path"].startswith(files.ADDRESSES):
                    withheld = not _hand(message, HTTPConnection(scope).cookies)
                MutableHeaders(scope=message).update(_HEADERS)
            elif withheld and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        await self._app(scope, receive, with_headers)


def _open(path: str) -> bool:
    """Whether an address is one that Beleg answers at."""
    if path.startswith(_UPLOADS):
        return path.removeprefix(_UPLOADS).partition("/")[0] in _OFFERED
    return not path.startswith(_FIGURES)


def _hand(start: Message, cookies: Mapping[str, str]) -> bool:
    """Whether a file goes to the browser with these cookies; the start of the answer is made to fit."""
    headers = MutableHeaders(scope=start)
    kind = files.handed(headers.get("content-type", ""), cookies)
    if kind is None:
        start["status"], start["headers"] = 404, [(b"content-length", b"0")]
    elif "content-type" in headers:
        headers["content-type"] = kind
    return kind is not None


def _ours(origin: str | None, host: str | None) -> bool:
    """Whether a request comes from a page of our own, or from no page at all.

    Args:
        origin: the page's, as its browser says; programs, and browsers that open a page, name none.
        host: the name by which we are asked.
    """
    if origin is None or not st.get_option("server.enableCORS"):
        return True
    named = [Hosting.read(os.environ).url, *st.get_option("server.corsAllowedOrigins")]
    ours = {(host or "").casefold(), *(urlsplit(each).netloc.casefold() for each in named)} - {""}
    return urlsplit(origin).netloc.casefold() in ours
