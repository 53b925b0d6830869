"""Whether a claim judges or asks instead of telling: that somebody lied, was wrong, was right; a question. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.speech_marks import pairs

if TYPE_CHECKING:
    from assistant.model import Language

# Words by which whoever tells of a statement judges its truth; "log" and "lies" only in their own language.
_ANY = (
    r"gelogen|erlogen\w*|lügen\w*|lügt|lüge|lügner\w*|fälschlich\w*|zu\s+(?:un)?recht|unwahr\w*|wahrheitswidrig\w*|"
    r"irrtümlich\w*|richtigerweise|tatsachenwidrig\w*|"
    r"lied|lying|liars?|falsely|wrongly|untruthfully|truthfully|mistakenly|incorrectly|correctly|rightly|untrue"
)
_OWN = {"de": r"log(?:en)?", "en": r"lies(?!\s+(?:in|with|ahead|at|on|between|behind|before|near|far)\b)"}
_JUDGES = {each: re.compile(rf"\b(?:{_ANY}|{own})\b", re.IGNORECASE) for each, own in _OWN.items()}


def judges(text: str, there: str, language: Language) -> str | None:
    """The word by which a text judges what is true, where `there`, which is German, judges nothing; else ``None``."""
    found = _JUDGES[language].search(text)
    return found[0] if found and not any(each.search(there) for each in _JUDGES.values()) else None


def asks(text: str) -> bool:
    """Whether a text asks something itself, not within quotation marks."""
    for marked in reversed([each for each in pairs(text) if each.depth == 0]):
        text = text[: marked.outer.start] + text[marked.outer.end :]
    return "?" in text
