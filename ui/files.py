"""Whose a file is that was made for somebody to take along: the browser's that is signed in as it was then.

Streamlit hands a file to whoever has its address, signed in or not. So the kind of a file, which is kept with it, also
says which sign-in it was made under, and the door compares.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESSES = "/media/"
"""How the addresses of files begin."""

_COOKIES = "_streamlit_user"  # how the names of the cookies of a sign-in begin
_OWNER = re.compile(r"; owner=([0-9a-f]{64})")


def owned(kind: str) -> str:
    """A kind of file (``text/html``) that also says that it is this visitor's."""
    return f"{kind}; owner={_digest(st.context.cookies)}"


def handed(kind: str, cookies: Mapping[str, str]) -> str | None:
    """The kind of file as the browser is told it; ``None`` if the file is not for the browser that sends these cookies.

    Args:
        kind: as it is kept; one that names no owner is for all.
        cookies: what the browser sends.
    """
    found = _OWNER.search(kind)
    return None if found and found[1] != _digest(cookies) else _OWNER.sub("", kind)


def _digest(cookies: Mapping[str, str]) -> str:
    signed = sorted((name, value) for name, value in cookies.items() if name.startswith(_COOKIES))
    return hashlib.sha256(repr(signed).encode()).hexdigest()
