"""Question → plan: what to look for, and how much each part of the question weighs. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.language.analysis import Analyser

GroupKind = Literal["word", "phrase", "name", "number"]
AnswerType = Literal["person", "place", "time", "number", "reason", "any"]

MAX_GROUPS = 64
MAX_QUESTION = 4_000


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a passage may say what a part of the question says.

    Attributes:
        text: as a person would write it.
        stems: its terms in the view of stems.
        parts: its terms in the view of compound parts.
        grams: its terms in the view of character n-grams.
        weight: from 0 (excluded) to 1: how surely it means what the question's words mean.
    """

    text: str
    stems: tuple[str, ...]
    parts: tuple[str, ...]
    grams: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """One content word or phrase of the question; it scores as its best alternative.

    Attributes:
        source: the question's own words.
        weight: how much the group counts beside the others, apart from its rarity.
    """

    source: str
    kind: GroupKind
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for.

    Attributes:
        question: as put, cut to :data:`MAX_QUESTION` characters.
        language: ``de`` or ``en``.
        groups: in the question's order, at most :data:`MAX_GROUPS`; none where the question says nothing to look for.
        answer: what kind of thing the question asks for.
    """

    question: str
    language: str
    groups: tuple[Group, ...]
    answer: AnswerType = "any"


class Planner:
    """Plans questions."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def plan(self, question: str) -> Plan:
        """The plan of a question; a question without content has no groups; never an error."""
        question = question[:MAX_QUESTION]
        groups = []
        for word in self._analyser.terms(question).words[:MAX_GROUPS]:
            alternative = Alternative(word.text, word.stems, word.parts, word.grams)
            groups.append(Group(word.text, "word", (alternative,)))
        return Plan(question, "de", tuple(groups))
