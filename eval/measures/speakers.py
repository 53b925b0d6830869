"""Whether the right person is named as the one who said it. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.outcomes import ClaimShown

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def same_person(expected: str, found: str) -> bool:
    """Whether two names may be one person's: the surname is the same, and given names, where both have any, agree.

    Spelled the same but for case and diacritics; a given name may be an initial.
    """
    wanted, given = _words(expected), _words(found)
    if not wanted or not given or wanted[-1] != given[-1]:
        return False
    shorter, longer = sorted((wanted[:-1], given[:-1]), key=len)
    return all(any(_agree(a, b) for b in longer) for a in shorter)


def _words(name: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return _WORD.findall("".join(char for char in decomposed if not unicodedata.combining(char)))


def _agree(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def is_quoted(name: str, claims: Iterable[ClaimShown]) -> bool:
    """Whether some claim is attributed to this person, or tells of them by the surname."""
    surname = _words(name)[-1:]
    for claim in claims:
        named = [claim.speaker, *(receipt.speaker for receipt in claim.receipts)]
        if any(same_person(name, speaker) for speaker in named if speaker):
            return True
        told = _words(" ".join([claim.text, *(receipt.quote for receipt in claim.receipts)]))
        if any(word in (each, f"{each}s") for each in surname for word in told):
            return True
    return False


def first_speaker_is_right(expected: Sequence[str], claims: Sequence[ClaimShown]) -> bool:
    """Whether the first claim is attributed to one of the expected names."""
    first = claims[0]
    named = [first.speaker, *(receipt.speaker for receipt in first.receipts)]
    return any(same_person(name, speaker) for name in expected for speaker in named if speaker)
