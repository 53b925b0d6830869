"""How the lexicons are written down. Pure."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of a list that white space separates."""
    return frozenset(listed.split())
