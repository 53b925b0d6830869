"""Where the words of a text are. Pure."""

from __future__ import annotations

import re

# A word is letters or digits; a decimal or thousands mark holds a number together.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def words(text: str) -> list[str]:
    """The words of a text in order, as they are spelled; hyphens and apostrophes separate."""
    return _WORD.findall(text)
