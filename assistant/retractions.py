"""What an article tells and takes back in its next sentence: "… hieß es. Das war falsch." Pure."""

from __future__ import annotations

import re

from index.model import Span

_RETRACTS = re.compile(
    r"[ \n]+(?:(?:doch|aber|but|however,?)\s+)?(?:"
    r"(?:das|dies|dies?e\s+(?:angaben?|meldung|darstellung|aussage|information)|that|this)\s+(?:war(?:en)?|ist|sind|was|is)\s+"
    r"(?:(?:so|jedoch|aber|leider|however)\s+)*"
    r"(?:falsch|unrichtig|unzutreffend|unwahr|nicht\s+(?:richtig|korrekt|wahr|zutreffend|der\s+fall)|"
    r"ein\s+(?:fehler|irrtum)|wrong|false|incorrect|untrue|not\s+(?:true|correct|right|the\s+case)|an?\s+(?:error|mistake))|"
    r"(?:das|dies)\s+(?:stimmte?|trifft|traf)\s+(?:(?:so|jedoch|aber|leider)\s+)*nicht(?:\s+zu)?"
    r")\b[^.!?\n]{0,80}[.!]",
    re.IGNORECASE,
)


def retracted(text: str, span: Span) -> Span | None:
    """A stretch of an article with the sentence behind it that takes it back; ``None`` where none does."""
    if span.of(text).rstrip()[-1:] not in set('.!?“”"«'):
        return None
    found = _RETRACTS.match(text, span.end)
    return Span(span.start, found.end()) if found else None
