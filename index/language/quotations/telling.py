"""A quick look whether a sentence may tell of something said, so that most need no closer one. Pure."""

from __future__ import annotations

import re

from index.language.quotations.cues import CUE_FORMS, PHRASE_WORDS, SAYING_NOUNS, SOURCE_ENDINGS, SOURCE_NOUNS
from index.language.quotations.words import SECOND_SUBJUNCTIVE, SUBJUNCTIVE, SUBJUNCTIVE_CORE

_ASIDES = frozenset({"laut", "gemäß", "zufolge", "demnach", "demzufolge", "wonach"})
_ALONE = (
    frozenset(CUE_FORMS) | SUBJUNCTIVE | SUBJUNCTIVE_CORE | SECOND_SUBJUNCTIVE | _ASIDES
    | {word.lower() for word in PHRASE_WORDS | SAYING_NOUNS}
)  # fmt: skip
_PUNCTUATION = str.maketrans(dict.fromkeys(",;:.!?…–—()[]\"'„“”»«", " "))
_SOURCE = re.compile(
    rf"\b(?:{'|'.join(sorted(SOURCE_NOUNS))})\b|(?:{'|'.join(SOURCE_ENDINGS)})\b", re.IGNORECASE
)


def tells(sentence: str) -> bool:
    """Whether it has a word that may mark something as said; false means that no rule would find anything in it."""
    words = sentence.lower().translate(_PUNCTUATION).split()
    if not _ALONE.isdisjoint(words):
        return True
    return ("nach" in words and _SOURCE.search(sentence) is not None) or ", so " in sentence or "– so " in sentence
