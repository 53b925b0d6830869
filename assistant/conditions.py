"""Whether a quotation leaves out the condition on which its sentence says it, German and English. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.polarity import around

if TYPE_CHECKING:
    from index.model import Span

_CONDITION = (
    r"falls|wenn(?!\s+(?:auch|möglich|nötig|überhaupt)\b)|sofern|solange|soweit|vorausgesetzt|außer|ausgenommen|"
    r"es\s+sei\s+denn|unter\s+der\s+(?:Bedingung|Voraussetzung)|aber\s+nicht|"
    r"if(?!\s+(?:any|possible|necessary)\b)|unless|provided|providing|except|as\s+long\s+as|on\s+condition|but\s+not"
)
# Who says it may stand between a statement and its condition: "…, sagte Putin, falls …".
_SAYING = r"(?:(?:[a-zäöü]+te|said|so)\s[^,.;:]{1,60},\s*)?"
_FOLLOWS = re.compile(
    rf"[\s,;–—\"“”»«]*{_SAYING}(?:(?:aber|doch|jedoch|und|nur|allerdings|but|and|only)\s+)*(?:{_CONDITION})\b"
)
_CONSEQUENCE = re.compile(r"[\"“”„»«\s]*(?:dann|then)\b")
_STANDS_BEFORE = re.compile(r"\b(?:falls|wenn|sofern|if|unless|provided)\b", re.IGNORECASE)


def cuts_condition(span: Span, text: str) -> bool:
    """Whether the sentence of a quotation sets a condition right behind it, or before its *dann*.

    "Wir sind bereit" is no quotation from "Wir sind bereit, falls ihr angreift", nor is "dann sind wir bereit" one from
    "Wenn ihr angreift, dann sind wir bereit".
    """
    words = span.of(text).rstrip(' "“”»«')
    before, after = around(span, text)
    if not words.endswith((".", "!", "?", "…")) and _FOLLOWS.match(after):
        return True
    return _CONSEQUENCE.match(words) is not None and _STANDS_BEFORE.search(before) is not None
