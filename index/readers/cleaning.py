"""From the text as it came to the text of the article, and what the debris tells about it. Pure.

Three zones, judged differently. Before the first paragraph of running text stand headers, navigation, bylines and the
headline; after the last one stand sign-offs; between them only what is certainly debris goes. The headline becomes the
title and leaves the text, so that it is never quoted as a sentence of the article; headings inside the article stay.
A place and agency in front of the report (``MOSKAU (dpa) -``) become fields and leave it too: the first sentence
starts where the reporter started it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.sentences import paragraphs
from index.model import Span
from index.readers import debris, head
from index.readers.cuts import Cut, take_out
from index.readers.details import Details
from index.readers.names import read_dateline
from index.readers.stamps import read_dates, read_sign_off
from index.readers.titles import has_words, lead_title, looks_like_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Removal
    from index.readers.rules import FieldNames

_MAX_TAIL = 25
_MAX_SUMMARY = 50  # paragraphs, most of them bullets
_LEAD = 400  # characters of the lead that are looked at for a title
_DATELINED = 2  # paragraphs that a dateline may open: the first, or the one after a teaser


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text of an article, what was taken out of it, and all that is known about it."""

    text: str
    removed: tuple[Removal, ...]
    details: Details


def clean(text: str, known: Details, names: FieldNames, cuts: Sequence[Cut] = ()) -> Cleaned:
    """Take the debris out of `text` and read what it tells.

    Args:
        text: normalised text.
        known: what the file says about the article; it is believed before the text is.
        names: what the keys of a header of ``key: value`` lines may be called.
        cuts: what goes in any case; one that starts the text hides what it covers.
    """
    front = max((cut.end for cut in cuts if cut.start == 0 and cut.reason == debris.FRONT_MATTER), default=0)
    spans = [span for span in paragraphs(text) if span.start >= front]
    above = head.read_head(text, spans, known, names)
    body = list(above.rest)
    tail_cuts, details = _read_tail(text, body, known.or_else(above.details))
    body_cuts, body = _body(text, body)
    line_cuts, details = _dateline(text, body, details)
    left, removed = take_out(text, [*cuts, *above.cuts, *tail_cuts, *body_cuts, *line_cuts])
    if details.published is None and details.updated is not None:
        details = details.or_else(Details(published=details.updated))  # the only date there is
    if details.title is None:
        details = details.or_else(Details(title=_title(text, body, cuts)))
    return Cleaned(left, removed, details)


def _read_tail(text: str, body: list[Span], details: Details) -> tuple[list[Cut], Details]:
    """Cut what follows the last sentence; `body` loses the paragraphs that go as a whole."""
    cuts: list[Cut] = []
    while body and len(cuts) < _MAX_TAIL:
        last = body[-1]
        paragraph = last.of(text)
        signed = read_sign_off(paragraph)
        dates = None if signed else read_dates(paragraph)
        other = None if signed or dates else debris.debris_in(paragraph, at_the_edge=True)
        if len(body) == 1 and not (signed and signed.start):
            break
        if signed is not None:
            told = Details(
                agency=signed.agency, authors=signed.authors, outlet=signed.outlet, published=signed.published
            )
            details = details.or_else(told)
            cuts.append(Cut(last.start + signed.start, last.end, debris.SIGN_OFF))
        elif dates is not None:
            details = details.or_else(Details(published=dates.published, updated=dates.updated))
            cuts.append(Cut(last.start, last.end, debris.HEADER))
        elif other is not None and other.start == 0:
            cuts.append(Cut(last.start, last.end, other.reason))
        else:
            break
        if signed is not None and signed.start > 0:
            body[-1] = Span(last.start, last.start + len(paragraph[: signed.start].rstrip()))
            continue
        body.pop()
    return cuts, details


def _body(text: str, body: list[Span]) -> tuple[list[Cut], list[Span]]:
    """The debris between the sentences, and the paragraphs that stay."""
    cuts: list[Cut] = []
    stay: list[Span] = []
    summary = 0
    may_summarise, asks = head.may_summarise(text), debris.may_ask(text)
    for at, span in enumerate(body):
        if may_summarise and not summary:
            summary = head.summary_size(text, body[at : at + _MAX_SUMMARY])
        if summary:
            summary -= 1
            cuts.append(Cut(span.start, span.end, debris.SUMMARY))
        elif (found := debris.debris_in(span.of(text), asks=asks)) is not None:
            cuts.append(Cut(span.start + found.start, span.end, found.reason))
        else:
            stay.append(span)
    return cuts, stay


def _dateline(text: str, body: list[Span], details: Details) -> tuple[list[Cut], Details]:
    """Cut the place and agency in front of the report; the paragraph in `body` then starts behind them."""
    prose = [at for at, span in enumerate(body[: 2 * _DATELINED]) if looks_like_prose(span.of(text))]
    for at in prose[:_DATELINED]:
        span = body[at]
        found = read_dateline(span.of(text))
        if found is not None:
            details = details.or_else(Details(dateline=found.place, agency=found.agency))
            body[at] = Span(span.start + found.length, span.end)
            return [Cut(span.start, span.start + found.length, debris.DATELINE)], details
    return [], details


def _title(text: str, body: list[Span], cuts: Sequence[Cut]) -> str | None:
    """The first sentence of the first paragraph of running text, else of the first paragraph."""
    worded = [span for span in body[:_MAX_TAIL] if has_words(span.of(text)[:_LEAD])] or body[:1]
    lead = next((span for span in worded if looks_like_prose(span.of(text))), next(iter(worded), None))
    if lead is None:
        return None
    start, printed = lead.start, lead.of(text)[:_LEAD]
    marks = [cut for cut in cuts if start <= cut.start and cut.end <= start + len(printed)]
    for mark in reversed(marks):
        printed = printed[: mark.start - start] + printed[mark.end - start :]
    return lead_title(printed)
