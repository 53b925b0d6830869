"""Whether a claim's own words say more than what it quotes: names, numbers, days, denials, marked quotations. Pure."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.figures import figures, months, of_day, unsupported, weekdays
from assistant.judging import asks, judges
from assistant.lengths import lengths
from assistant.polarity import (
    clauses,
    denies,
    is_denied,
    may_deny,
    opposite,
    perhaps_opposite,
    perhaps_turned,
    refuses,
    stronger,
    surely_denies,
)
from assistant.typography import holds as stands_in
from assistant.wording import Holds, missing, spelled
from index.language.speech_marks import pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.model import Citation, Language
    from index.model import Article, Moment

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
    def quoted(self) -> str:
        """All that a translation may name: the sentences quoted from, the quotations, who speaks."""
        said = (f"{each.quote} {each.speaker or ''}" for each in self.citations)
        return "\n".join((*self.sentences, *said))

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
    if wrong := _other_time(text, ground):
        return wrong
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


def _other_time(text: str, ground: Ground) -> str | None:
    """Whether the claim gives another weekday, month or length of time than its quotations and their passages."""
    printed = [moment.day for each in ground.citations for moment in _moments(each.article) if moment]
    # What a sentence itself names decides; only where it names no day may the passage, and last the article's own day.
    days = next((found for part in (ground.sentences, ground.passages) if (found := _each(weekdays, part))), None)
    if other := weekdays(text) - (days or {day.weekday() for day in printed}):
        return f"a weekday is not in the passage: {', '.join(day_name[day] for day in sorted(other))}"
    there = _each(months, (*ground.passages, *ground.sentences)) | {day.month for day in printed}
    if strange := months(text) - there:
        return f"a month is not in the passage: {', '.join(month_name[month] for month in sorted(strange))}"
    return _other_length(text, (*ground.sentences, *ground.passages))


def _each(read: Callable[[str], frozenset[int]], texts: Sequence[str]) -> frozenset[int]:
    return frozenset().union(*map(read, texts))


def _moments(article: Article) -> tuple[Moment | None, ...]:
    return article.published, article.updated


def _other_length(text: str, there: Sequence[str]) -> str | None:
    """Whether a text gives a length of time that agrees with none of those that are there, where there are any."""
    known = [each for part in there for each in lengths(part)]
    other = next((each for each in lengths(text) if known and not any(map(each.agrees, known))), None)
    return f"the passage gives another length than {other.words!r}" if other else None


def _reversed(text: str, ground: Ground) -> str | None:
    """Whether the claim denies, refuses or tells the opposite of what stands around its quotations."""
    if denies(text) and not any(may_deny(part) for part in ground.sentences):
        return "the claim denies something, the passage does not"
    return _turned(text, "\n".join(ground.sentences))


def lost_denial(text: str, quotes: Sequence[str], share: Callable[[str], float]) -> Lost:
    """Whether a claim tells as a fact what its quotations deny or refuse; perhaps: that, more, or the opposite.

    A denial is of its clause: the claim must deny as well if it is about what the denied clauses say more than about
    the others.

    Args:
        text: the claim's own words.
        quotes: what it quotes.
        share: of the claim's words, how much a text of the quotations holds.
    """
    doubtful: Lost = "perhaps" if perhaps_turned(text, "\n".join(quotes)) else "no"
    every = [clause for quote in quotes for clause in clauses(quote)]
    denied = [clause for clause in every if is_denied(clause)]
    if not denied or surely_denies(text):
        return doubtful
    others = [clause for clause in every if clause not in denied]
    inside, outside = share("\n".join(denied)), share("\n".join(others)) if others else -1.0
    if outside > inside:
        return doubtful
    return "perhaps" if may_deny(text) or outside == inside else "yes"


def mistranslated(translation: str, quotes: Sequence[str], *, language: Language) -> str | None:
    """Why a translation cannot be one of these quotations, or ``None``: other numbers, a denial lost or made up."""
    original = "\n".join(quotes)
    there = figures(original, language="de")
    if strange := unsupported(figures(translation, language=language), there):
        return f"the translation has other numbers: {', '.join(strange)}"
    if _ADDRESS.search(translation) and not _ADDRESS.search(original):
        return "the translation holds an address or markup"
    if other := _other_days(translation, original) or _other_length(translation, [original]):
        return other
    if denies(translation) and not may_deny(original):
        return "the translation denies what the quotation does not"
    if denies(original) and not may_deny(translation):
        return "the translation leaves out a denial"
    word = perhaps_opposite(translation, original)
    return f"the quotation may say the opposite of {word!r}" if word else _turned(translation, original)


def _other_days(translation: str, original: str) -> str | None:
    """Whether a translation names other weekdays, or months that are not there."""
    others = weekdays(translation) != weekdays(original) or months(translation) - months(original)
    return "the translation names other days" if others else None


def _turned(text: str, there: str) -> str | None:
    """Whether a text tells a refusal where there is none, or the opposite of what is there."""
    if refuses(text) and not may_deny(there):
        return "it tells a refusal, the quotation does not"
    if word := stronger(text, there):
        return f"the quotation does not say so much: {word!r}"
    if word := opposite(text, there):
        return f"the quotation says the opposite of {word!r}"
    return None
