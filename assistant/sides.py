"""Whose wish or refusal a German sentence tells: the subject of its verb of wanting or refusing. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.fitting import WANTING
from assistant.polarity import refuses
from assistant.wording import full_names, same_word, tokens
from index.language.quotations.words import ALL_FINITE, PREPOSITIONS, SUBORDINATORS

Kind = Literal["wish", "refusal"]
_WANTS = re.compile(rf"\b(?:{WANTING})\b")
_CLAUSE = re.compile(r"[,;:.!?–—]\s*|\s(?=(?:aber|doch|und)\s)")
_LEADING = re.compile(r"^(?:aber|doch|und|sondern|denn)\s+")
_WORD = re.compile(r"[^\W\d_][\w-]*")
_LEADS = 3  # words: a preposition, an article and an adjective


@dataclass(frozen=True, slots=True)
class Act:
    """A clause that tells a wish or a refusal.

    Attributes:
        kind: which of them.
        subject: the name that is the clause's subject; empty if none is.
    """

    kind: Kind
    subject: str


def acts(text: str) -> tuple[Act, ...]:
    """The wishes and refusals that a sentence tells, each with whose it is."""
    found = []
    for clause in _CLAUSE.split(text):
        bare = _LEADING.sub("", clause.strip())
        if refuses(bare):
            found.append(Act("refusal", _subject(bare)))
        elif _WANTS.search(bare):
            found.append(Act("wish", _subject(bare)))
    return tuple(found)


def are_apart(one: str, other: str) -> bool:
    """Whether two sentences tell wishes or refusals of different sides: "Russland fordert …", "Kiew lehnt … ab"."""
    first, second = ([act.subject for act in acts(text) if act.subject] for text in (one, other))
    return bool(first and second) and not any(_names(a, b) for a in first for b in second)


def _names(name: str, subject: str) -> bool:
    return bool(subject) and any(same_word(word, tokens(subject)[-1]) for word in tokens(name)[-1:])


def _subject(clause: str) -> str:
    """The name before the finite verb of a main clause, else the first behind it; none behind a preposition."""
    words = list(_WORD.finditer(clause))
    names = [(name, start) for name, start, _ in full_names(clause, "de") if not _is_led(clause[:start])]
    verb = next((word.start() for word in words if word[0] in ALL_FINITE), len(clause))
    if words and words[0][0].lower() in SUBORDINATORS:
        return names[0][0] if names else ""
    before = [name for name, start in names if start < verb]
    return before[-1] if before else names[0][0] if names else ""


def _is_led(before: str) -> bool:
    """Whether what stands right before a name is a preposition, articles and adjectives apart."""
    return any(word.lower() in PREPOSITIONS for word in _WORD.findall(before)[-_LEADS:])
