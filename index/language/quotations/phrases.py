"""Noun phrases in a frame, told by German's capitals and closed classes, without a tagger. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.language.quotations.cues import SOURCE_NOUNS
from index.language.quotations.frames import CLAUSE_MARKS, QUOTED
from index.language.quotations.word_list import words
from index.language.quotations.words import (
    ADVERBS,
    ALL_FINITE,
    COORDINATORS,
    DETERMINERS,
    MONTHS_DAYS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    REFLEXIVE,
    SUBORDINATORS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language.quotations.frames import Token


_GENITIVES = words(
    """
    des der dieses dieser eines einer seiner seines ihrer ihres dessen deren mehrerer zweier vieler aller
    """
)


_NAME_PARTICLES = words("von van de der den bin ibn al el da di du le la del dos ten ter zu und")


_ATTRIBUTES = words("von vom aus für beim bei im in an am zum zur gegen über mit um auf unter zwischen")


_NEAR_ATTRIBUTES = frozenset({"von", "vom", "aus", "für"})


_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")


_LONGEST_NAME = 27  # characters in quotation marks


LONGEST = 40  # tokens; a longer phrase is a misreading, and bounding it keeps the search linear


DATIVE = words("dem den einem einer ihm ihr ihnen diesem")


OUTLET_ENDINGS = tuple(
    words(
        """
        agentur zeitung presse sender senders blatt blattes magazin magazins rundfunk fernsehen radio post portal dienst
        tageszeitung reportern journalisten medien nachrichtendienst
        """
    )
)


_ARABIC = re.compile(r"(?:al|el|as|an|ad|at|az|asch)-[A-ZÄÖÜ]")


_LOWER_NAMES = frozenset({"dpa", "dapd", "ddp", "taz", "sid", "epd", "kna", "sda", "n-tv", "ver.di", "dpa-AFX", "rbb"})


_ABOUT = frozenset({"über", "etwa", "fast"})  # a determiner only before a number


_NOT_ADJECTIVES = PREPOSITIONS | SUBORDINATORS | COORDINATORS | PRONOUNS | REFLEXIVE | ADVERBS | frozenset(
    {"haben", "werden", "wurden", "waren", "hatte", "hatten", "wurde", "seien", "habe", "werde", "denn", "aber"}
)  # fmt: skip


_NEVER_NOUNS = (
    DETERMINERS
    | PRONOUNS
    | PREPOSITIONS
    | ADVERBS
    | SUBORDINATORS
    | COORDINATORS
    | ALL_FINITE
    | REFLEXIVE
    | words("doch denn entsprechend nein ja wem wer was welche")
)


# Which only the sentence's start gives a capital.
_OPENING_ADVERB = re.compile(
    r"(?!Ehrlich|Fröhlich|Frölich)[A-ZÄÖÜ]\w{2,}(?:lich|seits|weise|maßen|wärts|wärtig)|Offen|Unmittelbar|Richtig|Wichtig|Zugleich"
)


class Phrase(NamedTuple):
    """A noun phrase as token positions.

    Attributes:
        start: its first token.
        core: after the last token of its first noun group, before attributes.
        end: after its last token.
        determiner: its article or the like in lower case, empty if it has none.
        pronoun: whether it is a pronoun alone.
    """

    start: int
    core: int
    end: int
    determiner: str
    pronoun: bool


def is_noun(frame: Sequence[Token], at: int) -> bool:
    """Whether a token reads as a noun or name: a capital that the sentence's start does not explain, or a quotation."""
    token = frame[at]
    if token.text == QUOTED:
        return token.end - token.start <= LONGEST
    if not token.text[0].isupper():
        return _is_hyphenated_noun(token)
    if at == 0 or frame[at - 1].text in (":", QUOTED, "–", "—"):
        return token.low not in _NEVER_NOUNS and not _OPENING_ADVERB.fullmatch(token.text)
    return token.low not in DETERMINERS or token.text.isupper() or frame[at - 1].text == "/"


def _is_hyphenated_noun(token: Token) -> bool:
    """Whether it is a noun that opens in lower case: dpa-Bericht."""
    return "-" in token.text and token.text.rpartition("-")[2][:1].isupper()


def noun_phrase(frame: Sequence[Token], at: int, *, far: bool = False, recipients: bool = True) -> Phrase | None:
    """The noun phrase that starts at token `at`, if one does.

    Args:
        frame: the words of a unit.
        at: a position in it.
        far: attach every prepositional phrase that follows, as before a verb; else only *von*, *aus*, *für*.
        recipients: read "der Agentur Tass" after a name as its genitive; if not, as whom the name spoke to.
    """
    stop = min(len(frame), at + LONGEST)
    if at >= stop:
        return None
    token = frame[at]
    if token.low in PRONOUNS and not (
        _starts_group(frame, at + 1, stop) and token.low not in ("er", "sie", "es", "man")
    ):
        return Phrase(at, at + 1, at + 1, "", pronoun=True)
    core = group_end(frame, at, stop)
    if core is None or (core == at + 1 and token.text == QUOTED):
        return None
    end = attributes_end(frame, core, stop, far=far, recipients=recipients)
    determiner = token.low if token.low in DETERMINERS else ""
    return Phrase(at, core, end, determiner, pronoun=False)


def quoted_name(frame: Sequence[Token], at: int) -> Phrase | None:
    """A name in quotation marks that stands alone as a noun phrase: "schrieb „Die Zeit“"."""
    token = frame[at]
    if token.text != QUOTED or token.end - token.start > _LONGEST_NAME:
        return None
    return Phrase(at, at + 1, at + 1, "", pronoun=False)


def _starts_group(frame: Sequence[Token], at: int, stop: int) -> bool:
    return at < stop and group_end(frame, at, stop) is not None


def group_end(frame: Sequence[Token], at: int, stop: int) -> int | None:
    """After determiners, adjectives and nouns; none if there is no noun."""
    position = at
    while position < stop and frame[position].low in DETERMINERS and not _is_name(frame, position):
        if frame[position].low in _ABOUT and not (position + 1 < stop and frame[position + 1].text[0].isdigit()):
            return None
        position += 1
    opened = position > at
    if position + 2 < stop and _is_possessor(frame, position):
        position += 1
        opened = True
    if opened:
        position = _after_extension(frame, position, stop)
    position = _after_adjectives(frame, position, stop, opened=opened)
    first = position
    while position < stop and (is_noun(frame, position) or _continues_name(frame, position, first, stop)):
        if position > first and is_agency(frame, position):
            break
        position += 1
    if position > first:
        return position
    # "zwei", "mehrere", "alle" may stand alone
    return (
        position
        if opened and frame[position - 1].low in QUANTIFIERS and position - at == 1 and _closes(frame, position)
        else None
    )


def is_agency(frame: Sequence[Token], at: int) -> bool:
    """Whether an agency's name follows another: in "sagte Holm Tass zufolge" a new phrase starts with Tass."""
    return frame[at].low in _AGENCIES and not frame[at - 1].low.endswith(OUTLET_ENDINGS)


_AGENCIES = words("reuters afp dpa ap tass interfax ria xinhua apa kyodo ansa bloomberg anadolu ukrinform")


def _after_extension(frame: Sequence[Token], at: int, stop: int) -> int:
    """After what extends an adjective: "der *in Bonn* geborene Holm", "der *bereits* genannte Rat"."""
    position = at
    while position < stop and frame[position].low in ADVERBS:
        position += 1
    if position < stop and frame[position].low in PREPOSITIONS and frame[position].low not in ("laut", "zufolge"):
        inner = group_end(frame, position + 1, stop)
        position = inner if inner is not None else at
    if position == at:
        return at
    return position if position + 1 < stop and _is_adjective(frame[position], opened=True) else at


def _is_possessor(frame: Sequence[Token], at: int) -> bool:
    """Whether a name in the genitive stands before an adjective: "Webers früherer Berater"."""
    token, after = frame[at], frame[at + 1]
    if not (token.text[0].isupper() and token.text[-1] in "s’'" and frame[at + 2].text[0].isupper()):
        return False
    if after.text[0].isdigit() or after.low in ALL_FINITE or after.low in DETERMINERS:
        return False
    return is_noun(frame, at) and _is_adjective(after, opened=True)


def _closes(frame: Sequence[Token], at: int) -> bool:
    return at >= len(frame) or frame[at].text in CLAUSE_MARKS


def _is_name(frame: Sequence[Token], at: int) -> bool:
    return frame[at].text.isupper() and len(frame[at].text) > 1


def _after_adjectives(frame: Sequence[Token], at: int, stop: int, *, opened: bool) -> int:
    position = at
    while position < stop:
        token = frame[position]
        if not _is_adjective(token, opened=opened):
            break
        position += 1
        linked = position + 1 < stop and frame[position].low in ("und", "oder", ",", "bis", "oder")
        if linked and _is_adjective(frame[position + 1], opened=True) and frame[position + 1].low not in ALL_FINITE:
            position += 1
    return position


def _is_adjective(token: Token, *, opened: bool) -> bool:
    if token.text[0].isdigit():
        return True
    if not token.text[0].islower() or token.low in _NOT_ADJECTIVES or _is_hyphenated_noun(token):
        return False
    if token.low in ALL_FINITE and not opened:
        return False
    return token.low.endswith(_ADJECTIVE_ENDINGS) or token.low.endswith("er")


def _continues_name(frame: Sequence[Token], at: int, first: int, stop: int) -> bool:
    """A number, a roman numeral or a particle inside a name."""
    if at == first:
        return False
    token = frame[at]
    counts = at + 1 < stop and frame[at + 1].text[0].isupper() and not token.text.startswith("0")
    if token.text[0].isdigit() and counts:
        return False  # "Reuters 900 Tote" opens a new phrase, "Bayer 04 Leverkusen" does not
    if token.text[0].isdigit() or token.text in ("&", "/") or _ARABIC.match(token.text) or token.text in _LOWER_NAMES:
        return True
    return (
        token.low in _NAME_PARTICLES
        and token.low not in ("von", "und", "zu", "den")
        and at + 1 < stop
        and frame[at + 1].text[0].isupper()
        and (token.low != "der" or frame[at - 1].low in ("van", "von", "auf"))
    )


def attributes_end(frame: Sequence[Token], at: int, stop: int, *, far: bool, recipients: bool) -> int:
    """After genitives, prepositional attributes and coordinated phrases that follow a noun group."""
    end = at
    while end < stop:
        low = frame[end].low
        if (low in _GENITIVES and frame[end].text.islower()) or _is_strong_genitive(frame, end):
            inner = group_end(frame, end, stop)
            if inner is None or (not recipients and is_recipient(frame, end, inner)):
                break
        elif low in (_ATTRIBUTES if far else _NEAR_ATTRIBUTES):
            inner = group_end(frame, end + 1, stop)
            if inner is None or frame[inner - 1].text in MONTHS_DAYS:
                break
        elif low in COORDINATORS:
            inner = group_end(frame, end + 1, stop)
            if inner is None:
                break
        else:
            break
        end = inner
    return end


def _is_strong_genitive(frame: Sequence[Token], at: int) -> bool:
    """Whether an adjective opens a genitive without an article: "Angaben *griechischer* Behörden"."""
    return (
        frame[at - 1].text in SOURCE_NOUNS and frame[at].text.endswith("er") and _is_adjective(frame[at], opened=False)
    )


def is_recipient(frame: Sequence[Token], start: int, end: int) -> bool:
    """Whether the phrase names an outlet or its reporters, to whom something is said."""
    return any(frame[position].low.endswith(OUTLET_ENDINGS) for position in range(start, end))
