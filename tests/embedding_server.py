"""A server on this machine that speaks OpenAI's and Ollama's protocols for embeddings over real sockets."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from zlib import crc32

from tests.local_server import running

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

WIDTH = 32
_LONG = 20.0  # seconds: longer than any test waits


def vector(text: str, width: int = WIDTH) -> list[float]:
    """A bag of the words' beginnings: texts that share words are near one another."""
    found = [0.01] * width
    for word in text.lower().split():
        found[crc32(word.strip(".,?!")[:6].encode()) % width] += 1.0
    return found


class Server(ThreadingHTTPServer):
    """The server; `behave` names what it does next, `asked` holds the texts of each request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave, self.width = "answers", WIDTH
        self.asked: list[list[str]] = []
        self.keys: list[str | None] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that leave are expected."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        given = body["input"]
        texts = [given] if isinstance(given, str) else given
        self.server.asked.append(texts)
        self.server.keys.append(self.headers.get("Authorization"))
        with suppress(OSError):
            self._answer(texts)

    def _answer(self, texts: list[str]) -> None:
        behave = self.server.behave
        if behave.endswith("once"):
            self.server.behave = "answers"
            behave = behave.removesuffix(" once")
        if behave == "hangs":
            self.server.over.wait(_LONG)
        elif behave == "drips":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            while not self.server.over.wait(0.1):
                self.wfile.write(b" ")
        elif behave.isdigit():
            self._send(int(behave), {"error": {"message": f"refused: {self.headers.get('Authorization')}"}})
        elif behave == "rambles":
            self._send(200, {"hello": "world"})
        else:
            width = self.server.width + (behave == "wider")
            vectors = [vector(text, width) for text in texts]
            if behave == "another model":
                vectors = [row[::-1] for row in vectors]
            elif behave == "other hardware":
                vectors = [[number * (1 + 1e-5 * at) for at, number in enumerate(row)] for row in vectors]
            if self.path.startswith("/api/embed"):
                self._send(200, {"model": "m", "embeddings": vectors})
            else:
                data = [{"object": "embedding", "index": at, "embedding": row} for at, row in enumerate(vectors)]
                self._send(200, {"object": "list", "model": "m", "data": data, "usage": {}})

    def _send(self, status: int, body: object) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


def serving() -> AbstractContextManager[Server]:
    """A running server."""
    return running(Server())
