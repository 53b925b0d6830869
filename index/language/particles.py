"""German verbs that are divided in a clause: "nahm … teil" is "teilnehmen". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.compounds import take_apart
from index.language.stems import german_stem

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTICLES = frozenset({
    "ab", "an", "auf", "aus", "bei", "dar", "durch", "ein", "fest", "fort", "frei", "her", "herab", "heran", "heraus",
    "herbei", "herein", "herum", "hervor", "hin", "hinaus", "hinein", "hinzu", "los", "mit", "nach", "nieder", "statt",
    "teil", "über", "um", "unter", "vor", "voran", "voraus", "vorbei", "weg", "weiter", "wieder", "zu", "zurück",
    "zusammen",
})  # fmt: skip
"""What separates from a verb and stands at the end of its clause: "Wer stellte den Plan vor?"."""

_AT_END = re.compile(rf"\s({'|'.join(sorted(PARTICLES))})(?=\s*(?:[.,;:!?“”\"»«)]|$))")
_CLAUSE_MARKS = ".;:!?"
_WORD = re.compile(r"[^\W\d_]+")


def reunited(text: str) -> Iterator[str]:
    """The stems of the verbs that stand divided in a text: of each verb with a particle at the end of its clause."""
    for end in _AT_END.finditer(text):
        begin = max(text.rfind(mark, 0, end.start()) for mark in _CLAUSE_MARKS) + 1
        for at, word in enumerate(_WORD.findall(text, begin, end.start())):
            if word.islower() or not at:
                taken = take_apart(word.lower())
                if taken.verb:
                    yield german_stem(end[1] + taken.lemma)
