"""Whether the speaker found for a quotation is the gold one. Pure.

The corpus marks the words that name the speaker and not whom they stand for. A found speaker is right if the words that
name it, or the name it was resolved to, share a head word with the gold speaker; if the text gives the gold office to
that name ("der Kanzler" and, somewhere, "Kanzler Holm"); or, where gold has a pronoun, if it shares a head word with
the nearest gold speaker before it that is no pronoun, or if another found statement has that very pronoun and the same
name. In "Angaben des Ministeriums" and "einem Bericht der Zeitung",
both nouns are heads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Span, Statement


@dataclass(frozen=True, slots=True)
class Gold:
    """A quotation as the annotators marked it.

    Attributes:
        kind: the corpus's type, such as ``Indirect``.
        spans: the words said.
        speaker: the words that name the speaker; empty if nobody is named.
    """

    kind: str
    spans: tuple[Span, ...]
    speaker: tuple[Span, ...]


def is_speaker(
    text: str, gold: Sequence[Gold], item: Gold, statement: Statement, found: Sequence[Statement] = ()
) -> bool:
    """Whether the statement's speaker is the gold one.

    Args:
        text: the article's.
        gold: all gold quotations of the article.
        item: the one that the statement matches.
        statement: what was found.
        found: all that was found in the article.
    """
    named = statement.speaker_span.of(text) if statement.speaker_span else ""
    printed = heads(" ".join(span.of(text) for span in item.speaker))
    claimed = heads(named) | heads(statement.speaker or "")
    if not claimed:
        return False
    if printed & claimed or _holds(text, printed, claimed):
        return True
    if not printed <= _PRONOUNS:
        return False
    if statement.speaker and any(
        other.speaker == statement.speaker and other.speaker_span and other.speaker_span.overlap(span)
        for other in found
        for span in item.speaker
    ):
        return True
    before = [
        names
        for other in gold
        if other.speaker and other.speaker[0].start < item.speaker[0].start
        for names in [heads(" ".join(span.of(text) for span in other.speaker))]
        if not names <= _PRONOUNS
    ]
    return bool(before and before[-1] & claimed)


def _holds(text: str, printed: frozenset[str], claimed: frozenset[str]) -> bool:
    """Whether the text gives the gold office to the claimed name: "der Kanzler" and, somewhere, "Kanzler Holm"."""
    return any(
        re.search(rf"(?i){re.escape(office)}s?(?:\s[A-ZÄÖÜ][\w.-]*){{0,2}}\s{re.escape(name)}", text)
        for office in printed - _PRONOUNS
        for name in claimed
        if len(name) > 2  # noqa: PLR2004
    )


_PRONOUNS = frozenset(
    """
    er sie es man ich wir dieser diese dieses der die das ihm ihr ihnen ihn letzterer letztere wer welche welcher beide
    jener jene denen dem deren dessen
    """.strip().split()
)
_SOURCES = re.compile(
    r"(?i)\b\w*(angaben?|aussagen?|ansicht(en)?|meinung(en)?|berichte?s?n?|meldung(en)?|information(en)?|schätzung(en)?|worte?n?|"
    r"auffassung|einschätzung(en)?|darstellung|artikels?|mitteilung|stellungnahme|studien?|sprechers?|sprecherin|vertreters?)\b"
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|,")
_OBLIQUE = frozenset(
    "des der dem den von vom aus in im für bei beim zum zur an am auf über eines einer und sowie".strip().split()
)


def heads(phrase: str) -> frozenset[str]:
    """The head words of a noun phrase, in lower case and without a genitive's s.

    A pronoun is its own head. Of each noun group that no preposition or genitive article makes dependent: its last word
    (the surname of "Sprecherin Dr. Anna Holm") and its first (the noun of "die Staatsanwaltschaft Kiel").
    """
    words = _WORD.findall(phrase)
    if len(words) == 1 or (words and not any(word[0].isupper() for word in words)):
        return frozenset(_bare(word) for word in words)
    heads_found: set[str] = set()
    group: list[str] = []
    dependent = False
    for position, word in enumerate([*words, ","]):
        if word[0].isupper() or (word[0].isdigit() and group):
            group += [] if position == 0 and word.lower() in _OBLIQUE | _PRONOUNS | {"ein", "eine"} else [word]
            continue
        if group and not dependent:
            heads_found |= {_bare(group[0]), _bare(group[-1])}
        transparent = bool(group and not dependent and _SOURCES.fullmatch(group[-1]))
        if word == ",":
            dependent = False
        elif group:
            dependent = word in _OBLIQUE and not transparent and word not in ("und", "sowie")
        group = []
    return frozenset(heads_found)


def _bare(word: str) -> str:
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    return low[:-1] if len(low) > 3 and low.endswith("s") and word[0].isupper() else low  # noqa: PLR2004
