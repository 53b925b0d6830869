"""Parsing HTML and PDF in a process that can be ended: the starter's side of :mod:`index.readers.worker`.

One worker serves one reading process, file after file, so that the parsers are imported once. It is ended when a file
takes too long and started anew for the next one, and it ends by itself when its starter does.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import IO

from index.errors import UnreadableError
from index.readers.details import Draft  # noqa: TC001 - named in a public signature
from index.readers.formats import Format  # noqa: TC001 - named in a public signature
from index.readers.rules import ReadingRules  # noqa: TC001 - named in a public signature
from index.readers.worker import draft_from, rules_to

_MAX_FILES = 500  # then the worker is replaced: parsers grow
_START = "import sys; sys.path.insert(0, sys.argv[1]); from index.readers.worker import main; main()"
_ROOT = Path(__file__).resolve().parents[2]
_MAX_HEADER = 20


def parse_apart(form: Format, data: bytes, rules: ReadingRules) -> Draft:
    """What the worker makes of a file.

    Raises:
        UnreadableError: if it cannot be read, takes too long or needs too much memory.
    """
    return _worker(os.getpid()).parse(form, data, rules)


@cache
def _worker(of: int) -> _Worker:
    """The worker of the process `of`; a forked child gets its own."""
    del of
    return _Worker()


class _Worker:
    """A worker process, started when it is first needed and after it was ended."""

    def __init__(self) -> None:
        self._owner = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0
        self._lock = threading.Lock()
        atexit.register(self._leave)

    def parse(self, form: Format, data: bytes, rules: ReadingRules) -> Draft:
        """See :func:`parse_apart`."""
        order = json.dumps({"format": form, "size": len(data), "rules": rules_to(rules)}).encode()
        with self._lock:
            process = self._running()
            late = threading.Event()
            clock = threading.Timer(rules.seconds, _strike, (late, process))
            clock.daemon = True
            clock.start()
            try:
                reply = _exchange(process, order + b"\n" + data)
            finally:
                clock.cancel()
            if reply is None or "spent" in reply:
                self._end()
            if reply is None:
                raise UnreadableError(
                    f"takes longer than {rules.seconds:g} seconds to read"
                    if late.is_set()
                    else "ends the process that parses it; it is damaged or a trap"
                )
        if "reason" in reply:
            raise UnreadableError(str(reply["reason"]))
        return draft_from(reply)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._process.poll() is not None or self._files >= _MAX_FILES):
            self._end()
        if self._process is None:
            command = [sys.executable, "-P", "-c", _START, str(_ROOT)]
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code, nothing from a file
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_ROOT.anchor
            )
            self._files = 0
        self._files += 1
        return self._process

    def _leave(self) -> None:
        if os.getpid() == self._owner:  # a forked child must leave its parent's worker alone
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                _close(stream)
        self._process = None


def _strike(late: threading.Event, process: subprocess.Popen[bytes]) -> None:
    late.set()
    process.kill()


def _exchange(process: subprocess.Popen[bytes], order: bytes) -> dict[str, object] | None:
    """The worker's reply to `order`; ``None`` if it ended instead of answering."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(order)
        process.stdin.flush()
        header = process.stdout.readline(_MAX_HEADER)
        body = process.stdout.read(int(header)) if header.strip().isdigit() else b""
        if not body or len(body) < int(header):
            return None
    except OSError:
        return None
    reply = json.loads(body)
    return reply if isinstance(reply, dict) else None


def _close(stream: IO[bytes] | None) -> None:
    if stream is not None:
        with contextlib.suppress(OSError):
            stream.close()
