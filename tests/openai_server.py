"""A server on this machine that speaks OpenAI's protocol over real sockets, and behaves in many ways, mostly badly.

It speaks Ollama's and Anthropic's protocols well enough for one good answer and one cut off.
"""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from tests.local_server import running

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

JSON = dict[str, Any]
_LONG = 20.0  # seconds: longer than any test waits


class Server(ThreadingHTTPServer):
    """The server; `behave` names what it does next, `asked` holds what it was asked."""

    daemon_threads = True
    behave = "obeys"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[JSON] = []
        self.keys: list[str] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def begin(self, behaviour: str) -> None:
        self.behave, self.asked, self.keys = behaviour, [], []

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that leave are expected."""


def serving() -> AbstractContextManager[Server]:
    """A running server."""
    return running(Server())


def told(body: JSON) -> list[JSON]:
    """The data lines of a prompt."""
    content = body["messages"][-1]["content"]
    lines = (content if isinstance(content, str) else content[0]["text"]).split("\n")
    return [json.loads(line) for line in lines if line.startswith("{")]


def passages(body: JSON) -> list[JSON]:
    return [each for each in told(body) if "passage" in each]


def sentences(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"(?<=[.!?])\s+", text) if len(each.split()) > 3]


def claim(text: str, passage: object, quote: str, **more: object) -> str:
    return json.dumps({"claim": text, "quotes": [{"passage": passage, "quote": quote}], **more}, ensure_ascii=False)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("Authorization") or self.headers.get("X-Api-Key") or "")
        with suppress(OSError):
            BEHAVIOURS[self.server.behave](self, body)
        self.close_connection = True

    # Parts of a reply

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def event(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def piece(self, text: str | None, finish: str | None = None, usage: JSON | None = None) -> None:
        choice = {"index": 0, "delta": {"content": text} if text is not None else {}, "finish_reason": finish}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        if usage:
            chunk |= {"choices": [], "usage": usage}
        self.event(json.dumps(chunk))

    def write(self, *lines: str, finish: str | None = "stop", done: bool = True) -> None:
        """A whole reply, in pieces that do not end where lines do."""
        self.begin()
        text = "\n".join(lines) + "\n"
        for at in range(0, len(text), 17):
            self.piece(text[at : at + 17])
        if finish:
            self.piece(None, finish)
            self.piece(None, usage={"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100})
        if done:
            self.event("[DONE]")

    def refuse(self, status: int, headers: JSON | None = None) -> None:
        # Real services repeat parts of the key in what they say about it.
        message = f"refused: {self.headers.get('Authorization')}"
        body = json.dumps({"error": {"message": message, "type": "t", "code": "c"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def first(self) -> bool:
        return len(self.server.asked) == 1


def obeys(handler: Handler, body: JSON) -> None:
    lines = []
    for each in passages(body):
        quote = sentences(each["text"])[0]
        lines.append(claim("Darüber wird berichtet.", each["passage"], quote, speaker=None))
    handler.write(*lines)


def lies(handler: Handler, body: JSON) -> None:
    """Every kind of false quotation that is easily told."""
    first, second = passages(body)[:2]
    true, other = sentences(first["text"])[0], sentences(second["text"])[0]
    words = true.split()
    half = " ".join(words[: len(words) // 2 + 1]) + " " + " ".join(other.split()[-4:])
    handler.write(
        claim("Das wurde gesagt.", 1, "Wir haben das alles frei erfunden und bereuen es"),
        claim("Das wurde gesagt.", 1, true.replace(words[1], words[1] + "x", 1)),
        claim("Das wurde gesagt.", 1, " ".join([*words[:2], "nicht", *words[2:]])),
        claim("Das wurde gesagt.", 2, true),
        claim("Das wurde gesagt.", 1, half),
        claim("Es kostet 987654 Euro.", 1, true),
        claim("Das wurde gesagt: „Wir geben auf“.", 1, true),
        claim("Das wurde gesagt.", 99, true),
        claim("Das wurde gesagt [99].", "[99]", true),
        claim("Das ist wahr.", 1, true, speaker="Wladimir Erfunden"),
    )


def finds_orders(handler: Handler, body: JSON) -> None:
    """Do whatever an article orders, like a model without any judgement."""
    for each in passages(body):
        if order := re.search(r"(?:IGNORE|Vergiss).*?ORDER: (.*?) END", each["text"], re.DOTALL):
            return handler.write(order[1])
    return obeys(handler, body)


def abstains(handler: Handler, _: JSON) -> None:
    handler.write('{"abstain": "Davon steht nichts darin."}')


def dribbles(handler: Handler, _: JSON) -> None:
    """A byte now and then, never a whole line."""
    handler.begin()
    for byte in b"data: " + b"x" * 1000:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        if handler.server.over.wait(0.05):
            return


def dribbles_pieces(handler: Handler, body: JSON) -> None:
    """True and far too slow."""
    handler.begin()
    quote = sentences(passages(body)[0]["text"])[0]
    for char in claim("Darüber wird berichtet.", 1, quote) * 50:
        handler.piece(char)
        if handler.server.over.wait(0.05):
            return


def dribbles_after_two(handler: Handler, body: JSON) -> None:
    """Two true claims at once, then true ones far too slowly."""
    handler.begin()
    shown = passages(body)
    lines = [claim("Darüber wird berichtet.", each["passage"], sentences(each["text"])[0]) + "\n" for each in shown]
    for line in lines[:2]:
        handler.piece(line)
    for char in "".join(lines[2:]):
        handler.piece(char)
        if handler.server.over.wait(0.5):
            return


def hangs(handler: Handler, _: JSON) -> None:
    handler.server.over.wait(_LONG)


def hangs_after_one(handler: Handler, body: JSON) -> None:
    handler.begin()
    handler.piece(claim("Darüber wird berichtet.", 1, sentences(passages(body)[0]["text"])[0]) + "\n")
    handler.server.over.wait(_LONG)


def cuts(handler: Handler, body: JSON) -> None:
    """A chunked reply that is broken off in the middle of the second claim."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    line = claim("Darüber wird berichtet.", 1, sentences(passages(body)[0]["text"])[0])
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    for text in (line + "\n", line[:40]):
        data = "data: " + json.dumps({**chunk, "choices": [{"index": 0, "delta": {"content": text}}]}) + "\n\n"
        handler.wfile.write(f"{len(data.encode()):x}\r\n{data}\r\n".encode())
        handler.wfile.flush()
    time.sleep(0.05)


def cuts_at_once(handler: Handler, _: JSON) -> None:
    handler.connection.close()


def ends_early(handler: Handler, body: JSON) -> None:
    """Neither a finish reason nor [DONE]."""
    line = claim("Darüber wird berichtet.", 1, sentences(passages(body)[0]["text"])[0])
    handler.write(line, line[: len(line) // 2], finish=None, done=False)


def too_long(handler: Handler, body: JSON) -> None:
    line = claim("Darüber wird berichtet.", 1, sentences(passages(body)[0]["text"])[0])
    handler.write(line, line[: len(line) // 2], finish="length")


def busy(handler: Handler, _: JSON) -> None:
    handler.refuse(429)


def busy_for_long(handler: Handler, _: JSON) -> None:
    handler.refuse(429, {"Retry-After": "60"})


def busy_once(handler: Handler, body: JSON) -> None:
    if handler.first():
        return handler.refuse(429, {"Retry-After": "0.1"})
    return obeys(handler, body)


def fails_once(handler: Handler, body: JSON) -> None:
    return handler.refuse(500) if handler.first() else obeys(handler, body)


def refuses_the_key(handler: Handler, _: JSON) -> None:
    handler.refuse(401)


def knows_no_usage(handler: Handler, body: JSON) -> None:
    return handler.refuse(400) if "stream_options" in body else obeys(handler, body)


def writes_no_json(handler: Handler, _: JSON) -> None:
    handler.write("Gern! Hier ist die Antwort:", "Der Bürgermeister sagte „Wir haben alles erfunden“ [1].")


def writes_broken_json(handler: Handler, body: JSON) -> None:
    quote = sentences(passages(body)[0]["text"])[0]
    handler.write(
        '{"claim": "offen", "quotes": [{"passage": 1, "quote": "',
        '{"claim": 3, "quotes": []}',
        '{"claim": "x", "quotes": [{"passage": "eins", "quote": 7}]}',
        "[" * 2000,
        '{"a":' * 500,
    )
    del quote


def breaks_the_protocol(handler: Handler, _: JSON) -> None:
    handler.begin()
    handler.event('{"choices": [{"delta": {"content": "{\\"cla')
    handler.event("[DONE]")


def reports_an_error(handler: Handler, _: JSON) -> None:
    handler.begin()
    handler.piece('{"claim": "')
    handler.event(json.dumps({"error": {"message": f"bad key {handler.headers.get('Authorization')}"}}))


def floods(handler: Handler, _: JSON) -> None:
    handler.begin()
    while not handler.server.over.is_set():
        handler.wfile.write(b"x" * 65536)


def answers_in_html(handler: Handler, _: JSON) -> None:
    body = b"<html>a login page</html>"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def invents(handler: Handler, body: JSON) -> None:
    """True quotations, and around them what nobody said."""
    handler.write(
        *(claim("Journalisten kommen ins Gefängnis.", each["passage"], sentences(each["text"])[0])
          for each in passages(body))
    )  # fmt: skip


def goes_on(handler: Handler, body: JSON) -> None:
    """True claims, and then words without end."""
    handler.begin()
    for each in passages(body):
        handler.piece(claim("Darüber wird berichtet.", each["passage"], sentences(each["text"])[0]) + "\n")
    while not handler.server.over.is_set():
        handler.piece("x")


def answers_in_english(handler: Handler, body: JSON) -> None:
    quote = sentences(passages(body)[0]["text"])[0]
    handler.write(claim("There are reports about it.", 1, quote, translation="This is told in the article."))


def changes_typography(handler: Handler, body: JSON) -> None:
    """Other quotation marks and dashes, and words divided as at the end of a line."""
    quote = sentences(passages(body)[0]["text"])[0]
    changed = quote.translate(str.maketrans({"„": '"', "“": '"', "-": "\u2011", " ": "\u00a0"}))
    words = quote.split()
    longest = max(words, key=len)
    divided = quote.replace(longest, f"{longest[:4]}-\n{longest[4:]}", 1)
    soft = quote.replace(longest, f"{longest[:4]}\u00ad{longest[4:]}", 1)
    handler.write(*(claim("Darüber wird berichtet.", 1, each) for each in (changed, divided, soft)))


def writes_nothing(handler: Handler, _: JSON) -> None:
    handler.write("")


def writes_a_lot(handler: Handler, body: JSON) -> None:
    """Thousands of true claims, with words that never end."""
    quote = sentences(passages(body)[0]["text"])[0]
    handler.write(*(claim("Darüber wird berichtet. " * 400, 1, quote) for _ in range(300)))


def always_fails(handler: Handler, _: JSON) -> None:
    handler.refuse(500)


def rewrites(handler: Handler, body: JSON) -> None:
    asked = told(body)[-1]["question"]
    handler.write(json.dumps({"question": f"{asked} (Norderhall)"}))


def _true(body: JSON) -> str:
    return claim("Darüber wird berichtet.", 1, sentences(passages(body)[0]["text"])[0]) + "\n"


def ollama_obeys(handler: Handler, body: JSON, *, whole: bool = True) -> None:
    handler.begin()
    text = _true(body)
    for at in range(0, len(text), 20):
        part = {"model": "m", "message": {"role": "assistant", "content": text[at : at + 20]}, "done": False}
        handler.wfile.write(json.dumps(part).encode() + b"\n")
    if whole:
        end = {"done": True, "done_reason": "stop", "prompt_eval_count": 1000, "eval_count": 100}
        handler.wfile.write(json.dumps({"model": "m", "message": {"role": "assistant", "content": ""}, **end}).encode())


def ollama_ends_early(handler: Handler, body: JSON) -> None:
    ollama_obeys(handler, body, whole=False)


def anthropic_obeys(handler: Handler, body: JSON, *, whole: bool = True) -> None:
    handler.begin()
    message: JSON = {
        "id": "1",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "content": [],
        "stop_reason": None,
    }
    usage = {"input_tokens": 1000, "output_tokens": 1}
    events: list[JSON] = [{"type": "message_start", "message": {**message, "stop_sequence": None, "usage": usage}}]
    events.append({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
    text = _true(body)
    for at in range(0, len(text), 20):
        delta = {"type": "text_delta", "text": text[at : at + 20]}
        events.append({"type": "content_block_delta", "index": 0, "delta": delta})
    if whole:
        end = {"stop_reason": "end_turn", "stop_sequence": None}
        events.append({"type": "content_block_stop", "index": 0})
        events.append({"type": "message_delta", "delta": end, "usage": {"output_tokens": 100}})
        events.append({"type": "message_stop"})
    for event in events:
        handler.wfile.write(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())


def anthropic_ends_early(handler: Handler, body: JSON) -> None:
    anthropic_obeys(handler, body, whole=False)


BEHAVIOURS: dict[str, Callable[[Handler, JSON], None]] = {
    each.__name__: each
    for each in (
        obeys, lies, finds_orders, abstains, dribbles, dribbles_pieces,
        dribbles_after_two, hangs, hangs_after_one, cuts, cuts_at_once,
        ends_early, too_long, busy, busy_for_long, busy_once, fails_once, refuses_the_key, knows_no_usage,
        writes_no_json, writes_broken_json, breaks_the_protocol, reports_an_error, floods, answers_in_html, rewrites,
        invents, goes_on, answers_in_english, changes_typography, writes_nothing, writes_a_lot, always_fails,
        ollama_obeys, ollama_ends_early, anthropic_obeys, anthropic_ends_early,
    )
}  # fmt: skip
