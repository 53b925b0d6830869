"""What stands above an article: headers, navigation, bylines, machine summaries, the headline. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.model import Span
from index.readers import debris
from index.readers.agencies import agency_named
from index.readers.cuts import Cut
from index.readers.details import Details
from index.readers.fields import read_details
from index.readers.names import read_byline
from index.readers.stamps import read_dated_byline, read_dates, read_header
from index.readers.titles import looks_like_headline, looks_like_kicker, looks_like_prose, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.readers.rules import FieldNames

_MAX_HEAD = 25
_MIN_KEYS = 2
_KEY = re.compile(r"(\w[\w -]{1,24}): ?(\S.{0,400})")
_ASIDE = re.compile(r"(?:©|\([cC]\)|Copyright:?) ?")
_LABEL = re.compile(
    r"(?:(?:KI|AI|IA)[- ](?:(?:generierte|erstellte|generated) )?(?:Zusammenfassung|Summary|Überblick|Résumé)|"
    r"Zusammenfassung (?:durch|von|mit|per) (?:KI|AI)|(?:Zusammenfassung|Summary|Résumé) \((?:KI|AI|IA)\)|"
    r"(?:Automatisch|Maschinell) (?:erstellte|generierte) Zusammenfassung|Von (?:einer )?KI zusammengefasst|"
    r"Mit KI zusammengefasst|Résumé (?:généré )?par (?:l['’])?(?:IA|intelligence artificielle)|"
    r"AI[- ]generated summary|Summary (?:generated )?by AI)(?: ?[:–-]\s?|$)",
    re.IGNORECASE,
)
# One of them is in every label.
_SUMMARY_SIGNS = ("usammen", "ummary", "ésumé", "berblick", "USAMMEN", "UMMARY")
_LONE_LABEL = re.compile(r"(?:IA|KI|AI):?")
_MAX_LABEL = 60
_BULLETS = ("•", "- ", "– ", "* ", "· ")


@dataclass(frozen=True, slots=True)
class Head:
    """What is cut above the article, what it told, and the paragraphs from the first that stays."""

    cuts: tuple[Cut, ...]
    details: Details
    rest: tuple[Span, ...]


def read_head(text: str, spans: Sequence[Span], known: Details, names: FieldNames) -> Head:
    """Read and cut what stands before the running text.

    Args:
        text: the normalised text.
        spans: its paragraphs, as far as they are not cut already.
        known: what the file says about the article; if it has a title, only that title is cut as a headline.
        names: what the keys of ``key: value`` lines may be called.
    """
    reading = _Reading(text, list(spans), known.title)
    reading.take_header(names)
    for _ in range(_MAX_HEAD):
        if not reading.waiting or not reading.step():
            break
    return reading.finished()


def may_summarise(text: str) -> bool:
    """Whether a labelled machine summary could stand anywhere in `text`; cheap, and ``True`` too often."""
    return any(sign in text for sign in _SUMMARY_SIGNS)


def summary_size(text: str, spans: Sequence[Span], *, lone: bool = False) -> int:
    """How many of the first of `spans` are a machine summary and its label; 0 if none is.

    Args:
        text: the text the paragraphs are in.
        spans: paragraphs; the label would be the first.
        lone: whether a bare ``KI`` or ``IA`` is label enough.
    """
    paragraph = text[spans[0].start : min(spans[0].end, spans[0].start + _MAX_LABEL)]
    label = _LABEL.match(paragraph)
    if label is not None and label.end() < len(spans[0]):
        return 1  # the summary stands behind its label
    if label is None and not (lone and _LONE_LABEL.fullmatch(paragraph)):
        return 0
    size = 1
    while size < len(spans) and text.startswith(_BULLETS, spans[size].start):
        size += 1
    if size == 1 and len(spans) > 1 and looks_like_prose(spans[1].of(text)):
        size = 2
    # A bare "KI" over the only paragraph is the name of its subject.
    enough = label is not None or any(looks_like_prose(span.of(text)) for span in spans[size : size + _MAX_HEAD])
    return size if size > 1 and enough else 0


class _Reading:
    """The state of reading a head: what waits to be read, what stays, what is cut, what was told."""

    def __init__(self, text: str, waiting: list[Span], title: str | None) -> None:
        self.text, self.waiting, self.title = text, waiting, title
        self.stay: list[Span] = []
        self.cuts: list[Cut] = []
        self.details = Details()
        self.crumbs: tuple[str, ...] = ()

    def take_header(self, names: FieldNames) -> None:
        """Cut a wire header in front of the first line, or a block of ``key: value`` lines."""
        if not self.waiting:
            return
        first = self.waiting[0]
        header = read_header(first.of(self.text))
        if header is not None:
            self.details = Details(published=header.moment)
            start = first.start + header.end
            self.cuts.append(Cut(first.start, start, debris.HEADER))
            while start < first.end and self.text[start].isspace():
                start += 1
            self.waiting[:1] = [Span(start, first.end)] if start < first.end else []
            return
        pairs = _pairs(self.text, self.waiting, names)
        if len(pairs) >= _MIN_KEYS:
            self.details = read_details(pairs, names)
            self.title = self.title or self.details.title
            self._take(len(pairs), debris.HEADER)

    def step(self) -> bool:
        """Read one more paragraph; whether the article can still begin after it."""
        paragraph = self.waiting[0].of(self.text)
        size = summary_size(self.text, self.waiting, lone=bool(self.cuts))
        told = None if size else (self._told_by_a_small_byline(0) if self.title else None) or _told(paragraph)
        if size:
            self._take(size, debris.SUMMARY)
        elif told is not None:
            self.details = self.details.or_else(told[1])
            self.crumbs = self.crumbs or debris.crumbs(paragraph)
            self._take(1, told[0])
        elif self._is_headline(paragraph):
            if self.title is None and not self._is_kicker(paragraph):
                self.title = shortened(paragraph)
            self._take(1, debris.HEADLINE)
        elif looks_like_prose(paragraph):
            return False
        else:
            self.stay.append(self.waiting.pop(0))
        return True

    def finished(self) -> Head:
        """What came of it."""
        steps = [step for step in self.crumbs[1:] if not _same(step, self.title or "")]
        details = self.details.or_else(Details(title=self.title, section=steps[-1] if steps else None))
        return Head(tuple(self.cuts), details, (*self.stay, *self.waiting))

    def _take(self, count: int, reason: str) -> None:
        self.cuts += [Cut(span.start, span.end, reason) for span in self.waiting[:count]]
        del self.waiting[:count]

    def _is_headline(self, paragraph: str) -> bool:
        if self.title is not None:
            return _same(paragraph, self.title)
        return not self.stay and self._stands_as_headline(0)

    def _is_kicker(self, paragraph: str) -> bool:
        return self._stands_as_headline(1) and looks_like_kicker(paragraph, self.waiting[1].of(self.text))

    def _stands_as_headline(self, at: int) -> bool:
        """Whether the paragraph looks like a headline, stands apart, and running text follows."""
        following = self.waiting[at + 1 : at + _MAX_HEAD]
        if not following or not looks_like_headline(self.waiting[at].of(self.text)):
            return False
        apart = self.text.count("\n", self.waiting[at].end, following[0].start) > 1
        texts = [span.of(self.text) for span in following]
        small = self._told_by_a_small_byline(at + 1)
        if (texts[0][0].islower() and small is None) or texts[0][0] in "(,;":
            return False  # a sentence that somebody broke into lines
        return any(map(looks_like_prose, texts)) and (
            apart or looks_like_prose(texts[0]) or (small or _told(texts[0])) is not None
        )

    def _told_by_a_small_byline(self, at: int) -> tuple[str, Details] | None:
        """What a line such as ``von Anna Muster`` tells where a sentence begins after it, and does not go on."""
        paragraph = self.waiting[at].of(self.text)
        following = self.waiting[at + 1].of(self.text) if at + 1 < len(self.waiting) else ""
        if not paragraph.startswith("von ") or not following or not (following[0].isupper() or following[0] in '„“"»'):
            return None
        return _told(f"V{paragraph[1:]}")


def _told(paragraph: str) -> tuple[str, Details] | None:
    """Why a paragraph above the article leaves, and what it tells; ``None`` if it may be part of the article."""
    if (dates := read_dates(paragraph)) is not None:
        return debris.HEADER, Details(published=dates.published, updated=dates.updated)
    if (byline := read_byline(paragraph)) is not None:
        return debris.BYLINE, Details(authors=byline.authors, agency="/".join(byline.agencies) or None)
    if (dated := read_dated_byline(paragraph)) is not None:
        by, dates = dated
        told = Details(authors=by.authors, agency="/".join(by.agencies) or None)
        return debris.BYLINE, told.or_else(Details(published=dates.published, updated=dates.updated))
    aside = _ASIDE.match(paragraph)
    if aside is not None and (agency := agency_named(paragraph[aside.end() :])):
        return debris.BYLINE, Details(agency=agency)
    found = debris.debris_in(paragraph, at_the_edge=True)
    return (found.reason, Details()) if found is not None and found.start == 0 else None


def _pairs(text: str, spans: Sequence[Span], names: FieldNames) -> dict[str, object]:
    """The ``key: value`` lines that the text starts with, as far as their keys are known."""
    groups = (names.title, names.published, names.updated, names.authors, names.outlet, names.agency, names.dateline)
    keys = {key.casefold() for group in (*groups, names.section, names.language, names.address) for key in group}
    pairs: dict[str, object] = {}
    for span in spans[:_MAX_HEAD]:
        found = _KEY.fullmatch(span.of(text)) if len(span) < _MAX_HEAD**2 else None
        if found is None or found[1].casefold() not in keys or found[1] in pairs:
            break
        pairs[found[1]] = found[2]
    return pairs


def _same(paragraph: str, title: str) -> bool:
    return len(paragraph) < 2 * len(title) + _MAX_LABEL and " ".join(paragraph.split()).casefold() == title.casefold()
