"""Noun phrases as names of speakers: without articles, behind "Angaben des …", out of the genitive. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.quotations.cues import SAYING_NOUNS, SOURCE_ENDINGS, SOURCE_NOUNS
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.people import is_office, office_gender, split
from index.language.quotations.phrases import Phrase, noun_phrase
from index.language.quotations.words import (
    DETERMINERS,
    FEMININE,
    INDEFINITE,
    MASCULINE,
)

if TYPE_CHECKING:
    from index.language.quotations.frames import Unit


def behind_source_noun(unit: Unit, source: Phrase) -> Phrase | str | None:
    """In "Angaben des Ministeriums" the ministry, in "Holms Worten" Holm; "own" for "eigenen Angaben"."""
    frame = unit.frame
    head = source.core - 1
    for position in range(source.start, source.core):
        if frame[position].text in SOURCE_NOUNS | SAYING_NOUNS or frame[position].low.endswith(SOURCE_ENDINGS):
            head = position
            break
    else:
        return None
    if any(
        frame[p].low in ("eigenen", "eigener", "eigenem") or frame[p].low in MASCULINE | FEMININE - {"diese", "dieser"}
        for p in range(source.start, head)
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
    """The phrase as printed, without a definite article before it."""
    frame = unit.frame
    start = source.start
    if frame[start].low in ("der", "die", "das", "dem", "den", "des", "vom", "zum") and start + 1 < source.end:
        start += 1
    span = unit.chars(start, source.end)
    name = " ".join(span.of(unit.text).split()) if span else ""
    if frame[start].low in INDEFINITE:
        name = name[0].lower() + name[1:]
    if source.core == source.end and (told := _as_subject(name)):
        return told
    if frame[start].low in _NOMINATIVES and not any(
        frame[p].text.islower() for p in range(start + 1, source.core)
    ):  # what stands between may have to change with it
        name = _in_nominative(frame[start].low, name[len(frame[start].text) :], frame[source.core - 1].text)
    if frame[start].low == "eines" and is_office(frame[source.core - 1].text):
        return _out_of_genitive(name, source.core - start)
    if source.core - start == 1 and (compound := _COMPOUND.match(name)):  # Rathaus-Angaben, Polizeiangaben
        return compound[1][:-1] if compound[1].endswith(_LINKED) else compound[1]
    return name


def _as_subject(name: str) -> str | None:
    """``russische Angaben`` of "nach russischen Angaben", ``unser Bericht`` of "in unserem Bericht"."""
    words = name.split()
    if len(words) < 2 or not (words[-1] in SOURCE_NOUNS or words[-1].lower().endswith(SOURCE_ENDINGS)):  # noqa: PLR2004
        return None
    if any(word[0].isupper() for word in words[:-1]):
        return None
    return " ".join([*(_OBLIQUE.sub(r"\1", word) for word in words[:-1]), words[-1]])


def _in_nominative(determiner: str, rest: str, noun: str) -> str:
    """``ein Augenzeuge`` of "einen Augenzeugen"; a noun whose nominative no rule tells stays as it is."""
    masculine = determiner.endswith(("em", "en"))
    if masculine and noun.endswith("en"):
        bare = _WEAK.sub("", noun)
        if bare == noun:
            return determiner + rest
        rest = rest.replace(noun, bare, 1)
    return _NOMINATIVES[determiner] + rest


_WEAK = re.compile(
    r"(?<=ist)en$|(?<=[ea]nt)en$|(?<=zeuge)n$|(?<=kunde)n$|(?<=loge|lege|erte)n$|(?<=krat)en$", re.IGNORECASE
)
_NOMINATIVES = {
    "einem": "ein", "einer": "eine", "einen": "ein", "unserem": "unser", "unserer": "unsere", "seinem": "sein",
    "seiner": "seine", "ihrem": "ihr", "ihrer": "ihre",
}  # fmt: skip
_OBLIQUE = re.compile(r"^(ein|kein|mein|dein|sein|unser|ihr|eur)(?:em|es|en|er)$|(?<=e)[nmrs]$")


def _out_of_genitive(name: str, words: int) -> str:
    """``ein hoher Vertreter`` of "eines hohen Vertreters"."""
    group = name.split()
    for position in range(1, words - 1):
        group[position] = group[position].removesuffix("n") + "r" if group[position].endswith("en") else group[position]
    noun = group[words - 1]
    group[0] = "ein"
    group[words - 1] = noun.removesuffix("es") if noun.endswith("es") else noun.removesuffix("s")
    return " ".join(group)


_COMPOUND = re.compile(r"(\w{3,}?)-?(?:angaben|berichten|informationen|aussagen|meldungen)", re.IGNORECASE)


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
