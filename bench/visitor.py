"""One visitor of the app over its real WebSocket: what a browser sends, without the browser."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from google.protobuf.message import Message
    from websockets.asyncio.client import ClientConnection

_SILENCE = 60.0
_BEFORE_KEY = len("$$ID--") + 32


@dataclass(slots=True)
class Run:
    """What one run of the page sent.

    Attributes:
        seconds: from sending what the visitor did to ``script_finished``.
        first: seconds until the first statement or abstention on the latest question; ``None``: there was none.
        bodies: the HTML that was sent, in order.
        buttons: the ids of buttons that can be pressed, by their key.
        errors: what the page says went wrong.
    """

    seconds: float = 0.0
    first: float | None = None
    bodies: list[str] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)
    chat: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All HTML of the run."""
        return "\n".join(self.bodies)


class Visitor:
    """A connection to the app; `session` is what the app calls it.

    Args:
        address: of the app, ``http://127.0.0.1:8501``.
        host: the name that the browser knows it by; by default the address's own. A page of another site whose name
            leads to this machine (DNS rebinding) sends its own.
        origin: the page that opens the connection; by default one of this host.
    """

    def __init__(self, address: str, *, host: str = "", origin: str = "") -> None:
        self._address, self._host = address, host or address.partition("://")[2]
        self._origin = origin or f"http://{self._host}"
        self._socket: ClientConnection | None = None
        self._query, self._chat, self.session = "", "", ""
        self._seen: dict[str, ForwardMsg] = {}

    async def enter(self, query: str = "", page: str = "") -> Run:
        """Connect, and open the page; the first one by default."""
        self._query = query
        where = urlsplit(self._address)
        self._socket = await connect(
            f"ws://{self._host}/_stcore/stream",
            origin=self._origin,  # type: ignore[arg-type]
            host=where.hostname,
            port=where.port,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            compression=None,
            proxy=None,
        )
        message = self._message()
        message.rerun_script.page_name = page
        return await self._run(message)

    async def ask(self, question: str) -> Run:
        """Type a question and send it."""
        message = self._message()
        message.rerun_script.widget_states.widgets.add(id=self._chat).chat_input_value.data = question
        return await self._run(message)

    async def press(self, button: str) -> Run:
        """Press the button of this id."""
        message = self._message()
        message.rerun_script.widget_states.widgets.add(id=button, trigger_value=True)
        return await self._run(message)

    async def leave(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            await self._socket.close()

    def _message(self) -> BackMsg:
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.context_info.locale = "de-DE"
        message.rerun_script.context_info.url = self._address
        return message

    async def _run(self, message: BackMsg) -> Run:
        assert self._socket is not None
        run, started = Run(), time.perf_counter()
        await self._socket.send(message.SerializeToString())
        while True:
            data = await asyncio.wait_for(self._socket.recv(), _SILENCE)
            received = ForwardMsg.FromString(data)  # type: ignore[arg-type]
            received = self._seen.get(received.ref_hash, received)
            if received.metadata.cacheable:
                self._seen[received.hash] = received
            kind = received.WhichOneof("type")
            if kind == "new_session":
                self.session = received.new_session.initialize.session_id
            elif kind == "page_info_changed":
                self._query = received.page_info_changed.query_string
            elif kind == "delta":
                _note(received.delta, run, started)
            elif kind == "script_finished" and received.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                run.seconds = time.perf_counter() - started
                self._chat = run.chat or self._chat
                return run


def _note(delta: Message, run: Run, started: float) -> None:
    """Take from one change of the page what a visitor would look at."""
    for element in _elements(delta):
        kind = element.WhichOneof("type")
        if kind == "html":
            body = element.html.body
            if body.startswith("<style>"):
                continue
            run.bodies.append(body)
            if body.startswith('<div class="bl-question"'):
                run.first = None
            if run.first is None and ('class="bl-claim"' in body or 'class="bl-abstention"' in body):
                run.first = time.perf_counter() - started
            if "bl-bad" in body:
                run.errors.append(body)
        elif kind == "exception":
            run.errors.append(f"{element.exception.type}: {element.exception.message}")
        elif kind == "button":
            run.buttons[element.button.id[_BEFORE_KEY:]] = element.button.id
        elif kind == "chat_input":
            run.chat = element.chat_input.id


def _elements(delta: Message) -> Iterator[Message]:
    kind = delta.WhichOneof("type")  # type: ignore[attr-defined]
    if kind == "new_element":
        yield delta.new_element  # type: ignore[attr-defined]
