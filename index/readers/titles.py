"""What may stand as a title. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.sentences import sentences
from index.readers.debris import ends_like_a_sentence

if TYPE_CHECKING:
    from index.model import Span

MAX_TITLE = 160
_MAX_HEADLINE = 180
_MIN_PROSE = 60
_LONG = 160
_KICKER_WORDS = 3
_QUESTION = re.compile(r"[?!][\"“”’«»)]{0,2}$")
_LETTER = re.compile(r"[^\W\d_]")


def has_words(text: str) -> bool:
    """Whether there is a letter in `text`."""
    return _LETTER.search(text) is not None


def looks_like_headline(paragraph: str) -> bool:
    """Whether `paragraph` could be a headline: short, one line, starting like one and without a final full stop."""
    if len(paragraph) > _MAX_HEADLINE or "\n" in paragraph or not _LETTER.search(paragraph):
        return False
    if paragraph[0].islower() or paragraph[0] in "-•*–—(,.;:/>":
        return False
    return not ends_like_a_sentence(paragraph) or _QUESTION.search(paragraph) is not None


def looks_like_prose(paragraph: str) -> bool:
    """Whether `paragraph` is running text rather than a heading."""
    return len(paragraph) > _LONG or (len(paragraph) >= _MIN_PROSE and ends_like_a_sentence(paragraph))


def looks_like_kicker(paragraph: str, headline: str) -> bool:
    """Whether `paragraph` is the short line above the real `headline`, such as ``Krieg in der Ukraine``."""
    words = len(paragraph.split())
    return words <= _KICKER_WORDS < len(headline.split()) and not _QUESTION.search(paragraph)


def lead_title(paragraph: str) -> str:
    """The first sentence of `paragraph`; if it is long, its beginning up to a word's end, with an ellipsis."""
    found: tuple[Span, ...] = sentences(paragraph)
    return shortened(found[0].of(paragraph) if found else paragraph)


def shortened(title: str) -> str:
    """`title` on one line, cut at a word's end and closed with ``…`` if it is longer than a title is."""
    title = " ".join(title.split())
    if len(title) <= MAX_TITLE:
        return title
    cut = title[: MAX_TITLE - 1]
    if title[MAX_TITLE - 1] != " ":
        cut = cut[: cut.rindex(" ")] if " " in cut else cut
    return f"{cut.rstrip(' ,;:–—-')}…"
