"""Whether a claim's own words say more than what it quotes: names, numbers, days, denials, marked quotations. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.figures import figures, of_day, unsupported
from assistant.judging import asks, judges
from assistant.polarity import clauses, denies, is_denied, may_deny, opposite, refuses, surely_denies
from assistant.typography import holds as stands_in
from assistant.wording import Holds, missing, spelled
from index.language.speech_marks import pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.model import Citation, Language

Lost = Literal["yes", "no", "perhaps"]
"""Whether a claim leaves out the denial of what it tells; perhaps: that cannot be decided."""

_ADDRESS = re.compile(r"https?:|ftp:|www\.|\bdata:|javascript:|\]\s*\(|<\s*/?\s*[a-z!]|&#?\w+;", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a claim rests on.

    Attributes:
        citations: its verified quotations.
        passages: the passages they were said to stand in, and the sentences they do stand in.
        sentences: the sentences alone, one entry a quotation.
    """

    citations: tuple[Citation, ...]
    passages: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that may support a name: the words, the receipts' own data, who speaks."""
        parts = [*self.passages, *self.sentences]
        for each in self.citations:
            article = each.article
            printed = (article.title, article.outlet, article.agency, article.dateline, *article.authors)
            parts += [part for part in (*printed, article.printed_by, each.speaker, each.via) if part]
        return "\n".join(parts)


def excess(text: str, ground: Ground, language: Language, *, holds: Holds = spelled) -> str | None:
    """What a claim's own words say beyond their ground, as a reason; ``None`` if nothing was found.

    Args:
        text: the claim's own words.
        ground: what it rests on.
        language: of the claim.
        holds: whether a text names what a word names.
    """
    if untold := _tells_nothing(text, ground, language):
        return untold
    for marked in pairs(text):
        inside = marked.inner.of(text)
        if not any(stands_in(inside, citation.quote) for citation in ground.citations):
            return f"the claim marks words as quoted that are not in its quotations: {inside!r}"
    if strange := unsupported(figures(text, language=language), _figures_of(ground)):
        return f"a number or day is not in the passage: {', '.join(strange)}"
    there = ground.text
    if lost := missing(text, there, language, holds):
        return f"a name is not in the passage: {', '.join(lost)}"
    return _reversed(text, ground)


def _tells_nothing(text: str, ground: Ground, language: Language) -> str | None:
    """Whether a claim links, asks or judges instead of telling what its quotations say."""
    if _ADDRESS.search(text):
        return "the claim holds an address or markup"
    if asks(text):
        return "the claim asks something"
    if word := judges(text, "\n".join(ground.sentences), language):
        return f"the claim judges what is true, the quotation does not: {word!r}"
    return None


def _figures_of(ground: Ground) -> frozenset[str]:
    found = frozenset().union(*(figures(part, language="de") for part in (*ground.passages, *ground.sentences)))
    for each in ground.citations:
        found |= figures(each.article.title, language="de")
        for moment in (each.article.published, each.article.updated):
            if moment:
                found |= of_day(moment.day)
    return found


def _reversed(text: str, ground: Ground) -> str | None:
    """Whether the claim denies, refuses or tells the opposite of what stands around its quotations."""
    if denies(text) and not any(may_deny(part) for part in ground.sentences):
        return "the claim denies something, the passage does not"
    return _turned(text, "\n".join(ground.sentences))


def lost_denial(text: str, quotes: Sequence[str], share: Callable[[str], float]) -> Lost:
    """Whether a claim tells as a fact what its quotations deny or refuse.

    A denial is of its clause: the claim must deny as well if it is about what the denied clauses say more than about
    the others.

    Args:
        text: the claim's own words.
        quotes: what it quotes.
        share: of the claim's words, how much a text of the quotations holds.
    """
    every = [clause for quote in quotes for clause in clauses(quote)]
    denied = [clause for clause in every if is_denied(clause)]
    if not denied or surely_denies(text):
        return "no"
    others = [clause for clause in every if clause not in denied]
    inside, outside = share("\n".join(denied)), share("\n".join(others)) if others else -1.0
    if outside > inside:
        return "no"
    return "perhaps" if may_deny(text) or outside == inside else "yes"


def mistranslated(translation: str, quotes: Sequence[str], *, language: Language) -> str | None:
    """Why a translation cannot be one of these quotations, or ``None``: other numbers, a denial lost or made up."""
    original = "\n".join(quotes)
    there = figures(original, language="de")
    if strange := unsupported(figures(translation, language=language), there):
        return f"the translation has other numbers: {', '.join(strange)}"
    if denies(translation) and not may_deny(original):
        return "the translation denies what the quotation does not"
    if denies(original) and not may_deny(translation):
        return "the translation leaves out a denial"
    if _ADDRESS.search(translation) and not _ADDRESS.search(original):
        return "the translation holds an address or markup"
    return _turned(translation, original)


def _turned(text: str, there: str) -> str | None:
    """Whether a text tells a refusal where there is none, or the opposite of what is there."""
    if refuses(text) and not may_deny(there):
        return "it tells a refusal, the quotation does not"
    if word := opposite(text, there):
        return f"the quotation says the opposite of {word!r}"
    return None
