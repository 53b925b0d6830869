"""A quick look whether a sentence may tell of something said, so that most need no closer one. Pure."""

from __future__ import annotations

import re

from index.language.quotations.cues import CUE_FORMS, PHRASE_WORDS, SAYING_NOUNS, SOURCE_ENDINGS, SOURCE_NOUNS, TAKES
from index.language.quotations.inflection import Role
from index.language.quotations.words import SUBJUNCTIVE, SUBJUNCTIVE_CORE

_ASIDES = frozenset({"laut", "gemäß", "zufolge", "demnach", "demzufolge", "wonach"})
_WORD = re.compile(r"[^\W\d_]+")
_SOURCES = frozenset(noun.lower() for noun in SOURCE_NOUNS)


def _triggers() -> tuple[frozenset[str], dict[str, frozenset[str]], frozenset[str]]:
    """Words that may mark something as said alone, verbs that do with a particle, and verbs that do with a clause."""
    alone: set[str] = set()
    quoting: set[str] = set()
    parted: dict[str, frozenset[str]] = {}
    for written, readings in CUE_FORMS.items():
        for form in readings:
            if form.role is Role.INFINITIVE:
                continue
            if TAKES[form.lemma] == "q":
                quoting.add(written)
            elif form.particle and not form.joined:
                parted[written] = parted.get(written, frozenset()) | {form.particle}
            else:
                alone.add(written)
    return frozenset(alone), parted, frozenset(quoting)


_CUES, _PARTED, _QUOTING = _triggers()
_ALONE = _CUES | SUBJUNCTIVE | SUBJUNCTIVE_CORE | _ASIDES | PHRASE_WORDS | SAYING_NOUNS
_AFTER = frozenset({"nach", "Nach"})
_CLAUSES = frozenset({"dass", "daß", "zu"})
_VERBS = frozenset(_PARTED)


def tells(sentence: str) -> bool:
    """Whether it has a word that may mark something as said; if not, only the sentence before can make it so."""
    found = _WORD.findall(sentence)
    words = {*found, *(word.lower() for word in found[:2])}
    if not _ALONE.isdisjoint(words):
        return True
    if not _CLAUSES.isdisjoint(words) and not _QUOTING.isdisjoint(words):
        return True
    if any(not _PARTED[verb].isdisjoint(words) for verb in _VERBS & words):
        return True
    return (not _AFTER.isdisjoint(words) and any(map(_is_source, found))) or ", so " in sentence or "– so " in sentence


def _is_source(word: str) -> bool:
    low = word.lower()
    return low in _SOURCES or low.endswith(SOURCE_ENDINGS)
