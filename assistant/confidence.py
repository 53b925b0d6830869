"""How sure an answer is, from 0 to 1, and what an abstention says when it is not sure enough. Pure.

A logistic curve over what can be seen without a model: how much of the question's weighted words stands in the best
quotation with its neighbours and in the best passages, and how well the best passage scores beside what it could. Its
weights were fitted on the XQuAD and MLQA development questions, each asked with and without the paragraphs of its own
article, and on the demonstration set, so that wrongly answering and wrongly abstaining weigh about the same at 0.5
(docs/answers.md).
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
        somewhere: the share of them that is in one of the best passages, 0 to 1.
        attained: the best passage's score beside what one that holds each word once would about score.
        passage_mass: how much the words in the best passage tell; 1 is one word found nowhere else.
        quotation_mass: the same for the words in the quotation.
        passage_missing: the weight of the weightiest word that the best passages lack.
        missing: the weight of the weightiest word that the quotation lacks.
        groups: how many groups the question has.
        lasts: whether a duration was asked for and the quotation holds one; no word of the question then stands for it.
    """

    context: float = 0.0
    passage: float = 0.0
    somewhere: float = 0.0
    attained: float = 0.0
    passage_mass: float = 0.0
    quotation_mass: float = 0.0
    missing: float = 0.0
    passage_missing: float = 0.0
    groups: int = 1
    lasts: bool = False


_BIAS, _CONTEXT, _SOMEWHERE, _ATTAINED = -8.04, 3.26, 1.44, 0.75
_PASSAGE_MASS, _QUOTATION_MASS = 1.78, 0.84
# Of two questions of which as much is there, the one with fewer words is more surely answered; and one weighty word
# that is missing tells less against an answer than several light ones.
_GROUPS, _MISSING, _PASSAGE_MISSING = -1.58, 1.59, 1.45
_LASTS = 2.5
_MENTIONED = 0.5
_ABSENT = 0.25


def confidence(evidence: Evidence) -> float:
    """How sure an answer on this evidence is, 0 to 1."""
    x = _BIAS + _CONTEXT * evidence.context + _SOMEWHERE * evidence.somewhere + _ATTAINED * evidence.attained
    x += _PASSAGE_MASS * evidence.passage_mass + _QUOTATION_MASS * evidence.quotation_mass
    x += _MISSING * evidence.missing + _PASSAGE_MISSING * evidence.passage_missing
    x += _GROUPS * math.log(max(evidence.groups, 1)) + _LASTS * evidence.lasts
    return 1 / (1 + math.exp(-max(min(x, 50.0), -50.0)))


def reason(evidence: Evidence) -> Reason:
    """Why an answer on this evidence is withheld."""
    if evidence.passage < _ABSENT:
        return "not_in_corpus"
    if evidence.passage >= _MENTIONED:
        return "not_answered"
    return "too_weak"
