"""The key of a language model's service: from the environment or a file that only its owner can read."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from index.errors import NotConfiguredError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VARIABLE = "BELEG_API_KEY"
_LONGEST = 4_096


class Key:
    """A secret that shows itself only when asked to: not when printed, logged, pickled or compared."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def reveal(self) -> str:
        """The secret."""
        return self._secret

    def __repr__(self) -> str:
        return "Key(…)"

    def __reduce__(self) -> str:
        raise TypeError("a key is not stored")


def read_key(file: Path | None, environment: Mapping[str, str]) -> Key | None:
    """The key in `file`, else in ``BELEG_API_KEY``; ``None`` if neither is there.

    Raises:
        NotConfiguredError: if the file cannot be read, can be read by others, or holds no key.
    """
    if file is None:
        secret = environment.get(VARIABLE, "").strip()
        return Key(_sound(secret, VARIABLE)) if secret else None
    try:
        handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise NotConfiguredError(f"the key file {file} cannot be read: {error.strerror}") from None
    with os.fdopen(handle, "rb") as opened:
        mode = os.fstat(opened.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise NotConfiguredError(f"the key file {file} is not a file")
        if stat.S_IMODE(mode) & 0o077:
            raise NotConfiguredError(f"the key file {file} can be read by others; run: chmod 600 {file}")
        content = opened.read(_LONGEST)
    secret = content.decode("utf-8", "replace").strip()
    if not secret:
        raise NotConfiguredError(f"the key file {file} is empty; write the key into it, and nothing else")
    return Key(_sound(secret, f"the key file {file}"))


def _sound(secret: str, where: str) -> str:
    """The secret, if it can stand in a header: visible ASCII, one line; else the client's error would print it."""
    if not all("!" <= char <= "~" for char in secret):
        raise NotConfiguredError(f"{where} holds something else than one key: blanks, lines or letters no key has")
    return secret
