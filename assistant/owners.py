"""Whose somebody or something is: "Trumps Schwiegersohn" is not Trump, and nobody's else. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.language.quotations.people import is_office
from index.language.quotations.word_list import words

if TYPE_CHECKING:
    from assistant.matching import Matcher

_WORD = re.compile(r"[^\W\d_][\w-]*")
_BEFORE = re.compile(r"\b(?P<owner>[A-ZÄÖÜ][\w-]{2,}s|[A-ZÄÖÜ][\w-]*[sßxz]’)\s+(?:[a-zäöüß]+\s+){0,2}$")
_BEHIND = re.compile(
    r"\s+(?:von|vom|des|der)\s+(?P<owner>(?:[a-zäöüß]+(?:en|em|er|es)\s+)?[A-ZÄÖÜ][\w-]*(?:\s[A-ZÄÖÜ][\w-]*){0,4})"
)
_NO_OWNER = words("Das Des Was Als Es Bis Aus Dies Dieses Jenes Alles Eines Jedes Seines Ihres Welches Ins Ans")
_THERE = 0.5  # strength from which on a word counts as there
_ASKED = (
    re.compile(r"\b(?P<owner>[A-ZÄÖÜ][\w-]{2,}s|[A-ZÄÖÜ][\w-]*[sßxz]’)\s+(?P<noun>[A-ZÄÖÜ][\w-]+)"),
    re.compile(r"\b(?P<owner>[A-ZÄÖÜ][\w-]*)(?:['’]s|(?<=s)['’])\s+(?P<noun>[a-z][\w-]*)"),
    re.compile(r"\b(?P<noun>[\w-]+)\s+(?:von|of)\s+(?P<owner>[A-ZÄÖÜ][\w-]*(?:\s[A-ZÄÖÜ][\w-]*){0,2})"),
)


@dataclass(frozen=True, slots=True)
class Owned:
    """Somebody or something that is another's.

    Attributes:
        noun: what it is, as printed.
        owner: whose it is, as printed; a name's genitive keeps its "s".
        start: where the owner's words begin.
        end: where they end.
    """

    noun: str
    owner: str
    start: int
    end: int


def asked_of(question: str) -> Owned | None:
    """What a question names as somebody's: *Schwiegersohn* of "Putins Schwiegersohn"; ``None`` if nothing."""
    for pattern in _ASKED:
        for found in pattern.finditer(question):
            if found["owner"] not in _NO_OWNER:
                return Owned(found["noun"], found["owner"], found.start("owner"), found.end("owner"))
    return None


@lru_cache(maxsize=4096)
def owned_in(text: str) -> tuple[Owned, ...]:
    """The nouns of a German sentence that are somebody's by a genitive or *von*, in order."""
    found: list[Owned] = []
    for word in _WORD.finditer(text):
        if not word[0][:1].isupper():
            continue
        before = _BEFORE.search(text, max(0, word.start() - 60), word.start())
        if before and before["owner"] not in _NO_OWNER:
            found.append(Owned(word[0], before["owner"], before.start("owner"), before.end("owner")))
        elif behind := _BEHIND.match(text, word.end()):
            found.append(Owned(word[0], behind["owner"], behind.start("owner"), behind.end("owner")))
    return tuple(found)


def is_of_others(text: str, owner: Matcher, noun: Matcher) -> bool:
    """Whether a sentence tells whose a noun is wherever it stands, and that this is never the owner asked for."""
    owners = [each.owner for each in owned_in(text) if noun.match(each.noun).coverage >= _THERE]
    return bool(owners) and not any(owner.match(each).coverage >= _THERE for each in owners)


@lru_cache(maxsize=4096)
def without_owners(text: str) -> str:
    """The text without the names of those whose son or spokesman somebody in it is."""
    for each in reversed(owned_in(text)):
        if is_office(each.noun):
            text = f"{text[: each.start]}…{text[each.end :]}"
    return text
