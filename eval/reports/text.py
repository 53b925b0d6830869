"""Text that others wrote, made fit to be shown: nothing in it commands a reader's terminal, page or parser. Pure."""

from __future__ import annotations

import html
import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def printable(text: str) -> str:
    """`text` with control, bidirectional and invisible characters written out, as ``⟨U+202E⟩``; line ends stay."""
    return "".join(f"⟨U+{ord(char):04X}⟩" if _hides(char) else char for char in text)


def _hides(char: str) -> bool:
    return char not in "\n\t" and unicodedata.category(char) in _HIDDEN


def escaped(text: str) -> str:
    """`text` as it may stand in HTML, in content and in attributes."""
    return html.escape(printable(text), quote=True)


def in_markdown(text: str) -> str:
    """`text` as it may stand in a line or a table cell of Markdown."""
    shown = " ".join(printable(text).split())
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>()#+!|~$&" else char for char in shown)
