"""One writer a home: a lock file that names its holder."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import IndexBusyError, NotConfiguredError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME = "lock"


@contextmanager
def writing(home: Path, *, purpose: str, now: str) -> Iterator[None]:
    """Be the one writer of `home`, which is created if need be.

    The operating system holds the lock and drops it when the process ends, however it ends: no lock goes stale.

    Args:
        home: where generations are kept.
        purpose: what the writer does, for whom it keeps waiting, such as ``index news``.
        now: the time, ISO 8601, for the same reader.

    Raises:
        IndexBusyError: at once, if another process is writing; the message names it.
        NotConfiguredError: if nothing can be written there.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(home / _NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        message = f"no index can be kept in {home} ({error.strerror}); name another folder with --home or BELEG_HOME"
        raise NotConfiguredError(message) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexBusyError(_busy(home, handle)) from None
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "purpose": purpose, "since": now}
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(holder).encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _busy(home: Path, handle: int) -> str:
    try:
        holder = json.loads(os.pread(handle, 4096, 0))
        who = f"process {holder['pid']} on {holder['host']} (`{holder['purpose']}`, since {holder['since']})"
    except (ValueError, KeyError, TypeError):
        who = "another process"
    return f"{who} is writing to {home}; wait for it to end or stop it, then try again"
