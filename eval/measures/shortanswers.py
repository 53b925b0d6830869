"""Whether what is quoted holds the short answer that was expected. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from assistant.model import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.model import Claim, Reply


def comparable(text: str) -> str:
    """`text` in NFC, without regard to case, each stretch of white space one space."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).split())


def quotes_hold(quotes: Iterable[str], expected: Sequence[str], *, at_words: bool = False) -> bool:
    """Whether one of these quotations contains one of the expected answers.

    Args:
        quotes: what is quoted.
        expected: answers, any of which is right.
        at_words: an answer counts only where a word or number begins, whatever its ending (*28* is not in *1280*).
            Sets that others made have answers that begin within a word, and are measured without.
    """
    wanted = [comparable(answer) for answer in expected if answer.strip()]
    shown = [comparable(quote) for quote in quotes]
    if not at_words:
        return any(answer in quote for quote in shown for answer in wanted)
    patterns = [re.compile(rf"(?<![\w]){re.escape(answer)}(?!\d)") for answer in wanted]
    return any(pattern.search(quote) for quote in shown for pattern in patterns)


def holds_answer(claims: Sequence[Claim], expected: Sequence[str]) -> bool:
    """Whether one of the quotations of these claims contains one of the expected answers.

    Only what a claim cites counts, not the further articles that report the same, and never the claim's own words.
    """
    return quotes_hold((citation.quote for claim in claims for citation in claim.citations), expected)


def answer_in_claims(reply: Reply, expected: Sequence[str], *, claims: int) -> bool:
    """Whether the first `claims` claims hold the answer; a refusal does not."""
    return isinstance(reply, Answer) and holds_answer(reply.claims[:claims], expected)


def quoted_characters(claim: Claim) -> int:
    """How many characters the quotations of a claim have."""
    return sum(len(citation.span) for citation in claim.citations)
