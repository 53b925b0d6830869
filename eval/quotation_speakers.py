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
    printed = _heads_of(text, item)
    named = statement.speaker_span.of(text) if statement.speaker_span else ""
    claimed = heads(named).joined(heads(statement.speaker or ""))
    if printed.share(claimed) or _holds(text, printed, claimed):
        return True
    if not printed.all <= _PRONOUNS:
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
        for names in [_heads_of(text, other)]
        if not names.all <= _PRONOUNS
    ]
    return bool(before and before[-1].share(claimed))


def _heads_of(text: str, item: Gold) -> Heads:
    return heads(" ".join(span.of(text) for span in item.speaker))


def _holds(text: str, printed: Heads, claimed: Heads) -> bool:
    """Whether the text gives the gold office to the claimed name: "der Kanzler" and, somewhere, "Kanzler Holm"."""
    if len(printed.all) != 1 or printed.all <= _PRONOUNS:
        return False
    (office,) = printed.all
    return any(
        re.search(rf"(?i){re.escape(office)}s?(?:\s[A-ZÄÖÜ][\w.-]*){{0,2}}\s{re.escape(name)}", text)
        for name in claimed.last
        if len(name) > _SHORTEST_NAME
    )


_SHORTEST_NAME = 2  # letters; shorter ones are found in any text


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
_PARENTHESIS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|,")
_OBLIQUE = frozenset(
    "des der dem den von vom aus in im für bei beim zum zur an am auf über eines einer und sowie".strip().split()
)


@dataclass(frozen=True, slots=True)
class Heads:
    """The head words of a noun phrase, in lower case and without a genitive's s.

    Attributes:
        last: the last word of each noun group that no preposition or genitive article makes dependent: the surname of
            "Sprecherin Dr. Anna Holm", the noun of "die Polizei"; a pronoun is its own.
        first: the first word of each such group: the noun of "die Staatsanwaltschaft Kiel", the office before a name.
    """

    last: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Both."""
        return self.last | self.first

    def joined(self, other: Heads) -> Heads:
        """Those of two phrases that name the same."""
        return Heads(self.last | other.last, self.first | other.first)

    def share(self, other: Heads) -> bool:
        """Whether two phrases have a head in common; the same office before two names is none."""
        return bool(self.last & other.all or self.first & other.last)


def heads(phrase: str) -> Heads:
    """The head words of a noun phrase."""
    found = _WORD.findall(_PARENTHESIS.sub("", phrase))
    if len(found) == 1 or (found and not any(word[0].isupper() for word in found)):
        return Heads(frozenset(_bare(word) for word in found))
    last: set[str] = set()
    first: set[str] = set()
    group: list[str] = []
    dependent = False
    for position, word in enumerate([*found, ","]):
        if word[0].isupper() or (word[0].isdigit() and group):
            opens = position == 0 and word.lower() in _OBLIQUE | _PRONOUNS | {"ein", "eine"}
            group += [] if opens else [word]
            continue
        if group and not dependent:
            last.add(_bare(group[-1]))
            first.add(_bare(group[0]))
        transparent = bool(group and not dependent and _SOURCES.fullmatch(group[-1]))
        if word == ",":
            dependent = False
        elif group:
            dependent = word in _OBLIQUE and not transparent and word not in ("und", "sowie")
        group = []
    return Heads(frozenset(last), frozenset(first))


def _bare(word: str) -> str:
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    return low[:-1] if len(low) > 3 and low.endswith("s") and word[0].isupper() else low  # noqa: PLR2004
