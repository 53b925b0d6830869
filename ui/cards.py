"""An answer as a picture to paste elsewhere: the question, each claim with its quotations, and where they stand.

Drawn with Pillow in the typefaces that Streamlit brings, so it looks like the app. It is text on paper: nothing is
read as markup. A character that the typeface lacks would be a gap in a quotation, so such text is refused.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from PIL import Image, ImageDraw, ImageFont

from assistant.dates import long_day
from assistant.model import Answer
from ui import blocks, export
from ui.replies import drafted, quoted
from ui.strings import Tongue, own, say
from ui.terminal import safe
from ui.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.model import Citation, Reply
    from ui.showing import Shown

WIDTH = 1200
"""Of every card, in pixels."""
MOST_CLAIMS = 6
"""More claims than these do not fit a card; it says how many are left out."""

_EDGE, _INDENT = 72, 30
_PAPER, _INK, _SOFT, _TEAL, _LINE, _MARK = "#ffffff", "#1c1b18", "#5d5a50", "#14594f", "#d9d5c8", "#ffe98a"
_MEDIA = Path(st.__file__).parent / "static" / "static" / "media"


@dataclass(frozen=True, slots=True)
class _Style:
    """How lines are set: typeface (``Serif`` or ``Sans``), weight, size and leading in pixels, colour, line beside."""

    face: str
    weight: int
    size: int
    leading: int
    colour: str
    indent: int = 0
    bar: str = "solid"


_QUESTION = _Style("Serif", 600, 44, 56, _INK)
_FRAMING = _Style("Sans", 400, 26, 36, _SOFT)
_QUOTE = _Style("Serif", 400, 33, 47, _INK, _INDENT)
# The lines beside quotations are those of the page.
_QUOTES = {"direct": _QUOTE, "indirect": replace(_QUOTE, bar="dashed")}
_OWN = replace(_QUOTE, bar="double")
_ABSTAINING = _Style("Serif", 400, 33, 47, _INK)
_RECEIPT = _Style("Sans", 400, 23, 32, _SOFT)


@cache
def _font(face: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    pattern = {"Serif": "SourceSerifVariable-Roman*", "Sans": "SourceSansVF-Upright*"}[face]
    file = next(iter(sorted(_MEDIA.glob(pattern))))
    font = ImageFont.truetype(io.BytesIO(file.read_bytes()), size)
    axes = font.get_variation_axes()
    font.set_variation_by_axes([weight, *(min(size, 60) for _ in axes[1:])])
    return font


def drawable(shown: Shown, tongue: Tongue) -> bool:
    """Whether a picture can show this turn: it has a reply, and the typeface has every character of it."""
    if shown.reply is None:
        return False
    texts = [text for _, text in _blocks(shown, shown.reply, tongue)]
    return all(_known(char) for char in set("".join(texts)) - {" ", "\n"})


@cache
def _known(char: str) -> bool:
    font = _font("Serif", 400, 33)
    return bytes(font.getmask(char)) != bytes(font.getmask("\U0010fffe"))


def png(shown: Shown, tongue: Tongue) -> bytes:
    """The card of a turn as a PNG, as high as it has to be.

    Raises:
        ValueError: if the turn cannot be drawn; see :func:`drawable`.
    """
    if shown.reply is None or not drawable(shown, tongue):
        raise ValueError("this answer cannot be drawn as a picture; take it along as HTML")
    parts = list(_blocks(shown, shown.reply, tongue))
    height = _laid_out(None, parts)
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH - 1, height - 1), outline=_LINE, width=2)
    _laid_out(pen, parts)
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def _blocks(turn: Shown, reply: Reply, tongue: Tongue) -> Iterator[tuple[_Style | None, str]]:
    """What stands on the card from top to bottom; no style: a dashed line."""
    tongue = own(reply, tongue)
    yield _QUESTION, _one_line(blocks.shortened(turn.question))
    for note in export.notes(turn, tongue):
        yield _FRAMING, _one_line(note)
    if isinstance(reply, Answer):
        shown = reply.claims[:MOST_CLAIMS]
        for claim in shown:
            yield _FRAMING, _one_line(drafted(claim, tongue))
            for citation in claim.citations:
                yield _QUOTES.get(citation.kind or "", _OWN), f"{_one_line(quoted(citation))} [{citation.marker}]"
            if translation := export.translated(claim, tongue):
                yield _FRAMING, _one_line(translation)
        if left := len(reply.claims) - len(shown):
            yield _FRAMING, say(tongue, "card_more", count=left)
        citations: tuple[Citation, ...] = tuple(each for claim in shown for each in claim.citations)
    else:
        yield _ABSTAINING, _one_line(wording(reply.language, reply.reason).format(who=reply.about or ""))
        yield _FRAMING, say(tongue, "nearest")
        citations = reply.nearest
    yield None, ""
    for citation in citations:
        yield _RECEIPT, f"[{citation.marker}] {_one_line(_told(citation, tongue))}"


def _told(citation: Citation, tongue: Tongue) -> str:
    article = citation.article
    day = long_day(article.published.day, tongue) if article.published else say(tongue, "undated")
    place = say(tongue, "place", start=citation.span.start, end=citation.span.end)
    parts = [blocks.printed(article, tongue), day, article.title, *export.who(citation, tongue), place]
    return " · ".join(part for part in parts if part)


def _one_line(text: str) -> str:
    return " ".join(safe(text).split())


def _laid_out(pen: ImageDraw.ImageDraw | None, parts: list[tuple[_Style | None, str]]) -> int:
    """Draw with `pen`, or only measure without one; the height of the whole."""
    y, before = _EDGE, None
    for style, text in parts:
        if style is None:
            y += 26
            for x in range(_EDGE, WIDTH - _EDGE, 14):
                _do(pen, lambda pen, x=x, y=y: pen.line((x, y, x + 7, y), fill=_LINE, width=2))  # type: ignore[misc]
            y += 18
            continue
        y += (
            30
            if before and before.indent and style == _FRAMING
            else 26
            if before == _QUESTION and style in {_FRAMING, _ABSTAINING}
            else 6
            if before
            else 0
        )
        lines = wrapped(text, _font(style.face, style.weight, style.size).getlength, WIDTH - 2 * _EDGE - style.indent)
        if style.indent:
            for bar in _bars(style.bar, y + 4, y + style.leading * len(lines) - 2):
                _do(pen, lambda pen, bar=bar: pen.rectangle(bar, fill=_TEAL))  # type: ignore[misc]
        for line in lines:
            _do(pen, lambda pen, line=line, y=y, style=style: _write(pen, line, y, style))  # type: ignore[misc]
            y += style.leading
        before = style
    return _signed(pen, y + 34) + _EDGE - 20


def _bars(kind: str, top: int, foot: int) -> Iterator[tuple[int, int, int, int]]:
    """The rectangles of the line beside a quotation."""
    if kind == "dashed":
        for y in range(top, foot, 18):
            yield _EDGE, y, _EDGE + 3, min(y + 10, foot)
    elif kind == "double":
        yield _EDGE, top, _EDGE + 1, foot
        yield _EDGE + 5, top, _EDGE + 6, foot
    else:
        yield _EDGE, top, _EDGE + 4, foot


def _signed(pen: ImageDraw.ImageDraw | None, y: int) -> int:
    """The name at the foot, marked as in the app."""
    font = _font("Serif", 600, 30)
    start, width = _EDGE + font.getlength("Be"), font.getlength("leg")
    _do(pen, lambda pen: pen.rectangle((start - 2, y + 24, start + width + 2, y + 35), fill=_MARK))
    _do(pen, lambda pen: pen.text((_EDGE, y), "Beleg", font=font, fill=_INK))
    return y + 40


def _do(pen: ImageDraw.ImageDraw | None, draw: Callable[[ImageDraw.ImageDraw], None]) -> None:
    if pen is not None:
        draw(pen)


def _write(pen: ImageDraw.ImageDraw, line: str, y: int, style: _Style) -> None:
    font = _font(style.face, style.weight, style.size)
    pen.text((_EDGE + style.indent, y), line, font=font, fill=style.colour)


def wrapped(text: str, measure: Callable[[str], float], width: float) -> list[str]:
    """The words of a text in lines no wider than `width`; a word that is wider is cut. Nothing is lost."""
    lines, line = [], ""
    for word in text.split():
        rest = word
        if line and measure(f"{line} {rest}") <= width:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while measure(rest) > width and len(rest) > 1:
            most = next((at for at in range(len(rest), 1, -1) if measure(rest[:at]) <= width), 1)
            lines.append(rest[:most])
            rest = rest[most:]
        line = rest
    return [*lines, line] if line else lines
