"""What stands between the network and the app: only our own pages may talk to it, and they may load nothing foreign.

Streamlit takes every port of ``localhost`` for its own, and before it refuses a foreign page it asks a service on the
Internet for this machine's address, while everybody waits. Here such a page is refused before Streamlit hears of it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from ui.hosting import Hosting

if TYPE_CHECKING:
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


class Door:
    """ASGI middleware: refuses what pages of other origins send, and gives every answer its headers.

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

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, with_headers)


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
