"""How sure an answer is, from 0 to 1, and what an abstention says when it is not sure enough. Pure.

A logistic curve over what can be seen without a model: how much of the question's weighted words the best passage and
the best quotation hold, and whether the quotation holds the kind of thing asked for. The weights were fitted on the
XQuAD and MLQA development questions, asked with and without the paragraphs of their own article; 0.5 is where
wrongly answering and wrongly abstaining weigh the same there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.model import Reason  # noqa: TC001 - part of a value


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer.

    Attributes:
        passage: the share of the question's weighted words in the best passage, 0 to 1.
        quotation: the same for the best quotation.
        context: the same for the best quotation with its neighbours, discounted.
        fit: whether the quotation holds the kind of thing asked for, 0 to 1.
        translated: whether the question was not in German, so that some of its words may be missed by translation.
    """

    passage: float
    quotation: float
    context: float
    fit: float
    translated: bool


_BIAS, _PASSAGE, _QUOTATION, _CONTEXT, _FIT = -6.0, 6.0, 2.0, 1.0, 0.5
_TRANSLATED = 0.8
_MENTIONED = 0.5
_ABSENT = 0.25


def confidence(evidence: Evidence) -> float:
    """How sure an answer on this evidence is, 0 to 1."""
    x = _BIAS + _PASSAGE * evidence.passage + _QUOTATION * evidence.quotation
    x += _CONTEXT * evidence.context + _FIT * evidence.fit + (_TRANSLATED if evidence.translated else 0.0)
    return 1 / (1 + math.exp(-x))


def reason(evidence: Evidence) -> Reason:
    """Why an answer on this evidence is withheld."""
    if evidence.passage < _ABSENT:
        return "not_in_corpus"
    if evidence.passage >= _MENTIONED:
        return "not_answered"
    return "too_weak"
