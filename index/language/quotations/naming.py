"""Noun phrases as names of speakers: without articles, behind "Angaben des …", out of the genitive. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.quotations.cues import SOURCE_ENDINGS, TELLING_NOUNS
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.nominative import nominative
from index.language.quotations.outlets import KNOWN
from index.language.quotations.people import office_gender, split
from index.language.quotations.phrases import Phrase, attributes_end, noun_phrase
from index.language.quotations.words import DEFINITE, DETERMINERS, FEMININE, INDEFINITE, MASCULINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language.quotations.frames import Token, Unit

_OWNERS = MASCULINE | FEMININE - {"diese", "dieser"}
_ALL_ARTICLES = DEFINITE | INDEFINITE


def behind_source_noun(unit: Unit, source: Phrase) -> Phrase | str | None:
    """In "Angaben des Ministeriums" the ministry, in "Holms Worten" Holm; "own" for "eigenen Angaben"."""
    frame = unit.frame
    head = source.core - 1
    for position in range(source.start, source.core):
        if frame[position].text in TELLING_NOUNS or frame[position].low.endswith(SOURCE_ENDINGS):
            head = position
            break
    else:
        return None
    if any(
        frame[p].low in ("eigenen", "eigener", "eigenem") or frame[p].low in _OWNERS for p in range(source.start, head)
    ):
        return "own"
    capital = [p for p in range(source.start, head) if frame[p].text[0].isupper() and frame[p].low not in DETERMINERS]
    if capital and frame[capital[-1]].text.endswith("s"):
        return Phrase(capital[0], capital[-1] + 1, capital[-1] + 1, "", pronoun=False)
    if head + 1 < source.end:
        at = head + 1
        if frame[at].low in ("von", "vom", "aus"):
            at += 1
        inner = noun_phrase(frame, at, far=True)
        if inner and frame[at - 1].low == "aus" and inner.determiner not in ("", "dem", "der", "den"):
            return None  # "Bericht aus jenen Tagen"
        if inner and inner.end >= source.end and not frame[inner.start].text[0].isdigit():
            return Phrase(
                inner.start,
                inner.core,
                min(inner.end, source.end) if inner.core <= source.end else inner.end,
                inner.determiner,
                pronoun=False,
            )
    return None


def apposition(unit: Unit, source: Phrase) -> Phrase | None:
    """The phrase between commas after a noun phrase, or the name after its attributes."""
    frame = unit.frame
    if source.end < len(frame) and frame[source.end].text == ",":
        phrase = noun_phrase(frame, source.end + 1)
        if phrase and (phrase.end >= len(frame) or frame[phrase.end].text in CLAUSE_MARKS):
            return phrase
    if source.core < source.end:
        for at in range(source.end - 1, source.core, -1):
            if not frame[at].text[0].isupper():
                return Phrase(at + 1, source.end, source.end, "", pronoun=False) if at + 1 < source.end else None
    return None


def is_bare_name(unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase is two or three capitalised words without an article, as full names are."""
    words_in = [unit.frame[position].text for position in range(phrase.start, phrase.end)]
    return not phrase.determiner and len(words_in) in (2, 3) and all(word[0].isupper() for word in words_in)


def cleaned(unit: Unit, source: Phrase) -> str:
    """The phrase in the nominative, without a definite article before it and without where it was said."""
    frame = unit.frame
    start, core = source.start, source.core
    end = attributes_end(frame, core, source.end, far=False, recipients=True) if core < source.end else source.end
    if start + 1 < core and frame[start + 1].low in _ALL_ARTICLES and _opens_late(frame[start]):
        start += 1
    determiner = frame[start].low if frame[start].low in _ARTICLES and start + 1 < source.end else ""
    if determiner and frame[start + 1].low in DETERMINERS and frame[start + 1].low not in ("beide", "beiden"):
        determiner = ""  # "einer der Betreiber"
        group = _printed(unit, start, core)
        return " ".join([group[0].lower(), *group[1:], *_printed(unit, core, end)])
    group = _printed(unit, start + bool(determiner), core)
    if len(group) == core - start == 1 and frame[start].text == QUOTED:
        return group[0].strip("„“”\"»«‚‘’'›‹")
    if not determiner and source.end - start == 1 and _is_whose(frame, start):
        determiner = "des"  # "nach Meinung Russlands"
    name = nominative(determiner, [*group, *_printed(unit, core, end)], len(group))
    if core - start == 1 and (compound := _COMPOUND.match(name)):  # Rathaus-Angaben, Polizeiangaben
        return compound[1][:-1] if compound[1].endswith(_LINKED) else compound[1]
    return name


def _is_whose(frame: Sequence[Token], at: int) -> bool:
    """Whether a single name is in the genitive of what is taken from it."""
    before = frame[at - 1].text if at else ""
    return before in TELLING_NOUNS and frame[at].low not in KNOWN


def _opens_late(first: Token) -> bool:
    """Whether the phrase begins behind its first word: "denen ein Sprecher antwortete", "sparte der Präsident"."""
    return first.low in DEFINITE or (first.text[0].islower() and first.low not in DETERMINERS)


_ARTICLES = DETERMINERS | {"vom", "zum", "beim", "im"}


def _printed(unit: Unit, start: int, end: int) -> list[str]:
    span = unit.chars(start, end)
    return span.of(unit.text).split() if span else []


_COMPOUND = re.compile(r"(\w{3,}?)-?(?:angaben|informationen|aussagen|meldungen)", re.IGNORECASE)


_LINKED = ("ungs", "schafts", "heits", "keits", "ions")


def phrase_gender(unit: Unit, source: Phrase, *, plural: bool | None) -> str:
    """The grammatical gender a noun phrase shows in the nominative."""
    if plural:
        return "p"
    frame = unit.frame
    words = [
        frame[p].text
        for p in range(source.start, source.core)
        if frame[p].text[0].isupper() and frame[p].text != QUOTED
    ]
    offices, _ = split(words)
    if offices and (gender := office_gender(offices[-1])):
        return gender
    if source.determiner in ("der", "ein", "dieser", "sein"):
        return "m"
    if source.determiner in ("die", "eine", "diese", "seine", "ihre"):
        return "f"
    if source.determiner in ("das", "dieses"):
        return "n"
    return ""
