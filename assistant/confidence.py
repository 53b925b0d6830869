"""How sure an answer is, from 0 to 1, and what an abstention says when it is not sure enough. Pure.

A logistic curve over what can be seen without a model: how much of the question's weighted words stands in the best
quotation with its neighbours, and how much these words tell. Its weights were fitted on the XQuAD and MLQA development
questions, each asked with and without the paragraphs of its own article, so that 0.5 is where wrongly answering and
wrongly abstaining weigh the same there (docs/answers.md).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.model import Reason  # noqa: TC001 - part of a value


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer.

    Attributes:
        context: the share of the question's weighted words in the best quotation and its neighbours, 0 to 1.
        passage: the same for the best passage.
        passage_mass: how much these words tell; 1 is a word found nowhere else.
        quotation_mass: the same for the words in the quotation.
        missing: the weight of the weightiest word that the quotation lacks.
        groups: how many groups the question has.
        german: whether it is asked in German; else some of its words may have been missed by translation.
    """

    context: float = 0.0
    passage: float = 0.0
    passage_mass: float = 0.0
    quotation_mass: float = 0.0
    missing: float = 0.0
    groups: int = 1
    german: bool = True


_BIAS, _CONTEXT, _PASSAGE_MASS, _QUOTATION_MASS = -5.6, 4.7, 2.2, 1.2
# Of two questions of which as much is there, the one with fewer words is more surely answered; and one weighty word
# that is missing tells less against an answer than several light ones.
_GROUPS, _MISSING, _GERMAN = -2.9, 3.0, 0.5
_MENTIONED = 0.5
_ABSENT = 0.25


def confidence(evidence: Evidence) -> float:
    """How sure an answer on this evidence is, 0 to 1."""
    x = _BIAS + _CONTEXT * evidence.context + _PASSAGE_MASS * evidence.passage_mass
    x += _QUOTATION_MASS * evidence.quotation_mass + _MISSING * evidence.missing
    x += _GROUPS * math.log(max(evidence.groups, 1)) + (_GERMAN if evidence.german else 0.0)
    return 1 / (1 + math.exp(-max(min(x, 50.0), -50.0)))


def reason(evidence: Evidence) -> Reason:
    """Why an answer on this evidence is withheld."""
    if evidence.passage < _ABSENT:
        return "not_in_corpus"
    if evidence.passage >= _MENTIONED:
        return "not_answered"
    return "too_weak"
