"""Whether words name an outlet, and which of those that print the articles. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.quotations.outlets import KNOWN
from index.readers.agencies import agency_named

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENDINGS = ("zeitung", "presse", "blatt", "magazin", "rundfunk")
# What may stand before or behind an outlet's name and tells it from no other.
_BESIDE = re.compile(
    r"^(?:(?:the|der|die|das|den|dem|des)\s+)?"
    r"(?:(?:news\s+agency|newspaper|(?:nachrichten)?agentur|zeitung|tageszeitung|sender|magazin|portal)\s+)?|"
    r"(?:\s+online|\.(?:de|com|at|ch|org))$",
    re.IGNORECASE,
)


def is_outlet(words: str) -> bool:
    """Whether words are known to name an agency, a paper or a station."""
    bare = _bare(words)
    return bare.casefold() in KNOWN or agency_named(bare) is not None or bare.casefold().endswith(_ENDINGS)


def printing(words: str, outlets: Iterable[str]) -> frozenset[str]:
    """Those of `outlets` that words name: the one called so, else, of a name known as an outlet's, any that has it.

    "dpa" is dpa where there is a dpa, and dpa-AFX where there is none.
    """
    bare = _bare(words)
    wanted = _words(agency_named(bare) or bare)
    known = {outlet: _words(outlet) for outlet in outlets}
    same = frozenset(outlet for outlet, its in known.items() if its == wanted)
    if same or not wanted or not is_outlet(words):
        return same
    return frozenset(outlet for outlet, its in known.items() if wanted <= its)


def _bare(words: str) -> str:
    return _BESIDE.sub("", words.strip())


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _bare(name).casefold()))
