"""Lines that only date, time or sign an article: date lines above it, agency sign-offs below it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import Moment  # noqa: TC001 - part of a value
from index.readers.agencies import agencies_named, agency_named
from index.readers.dates import Found, find_iso, find_moment
from index.readers.names import Byline, read_byline, split_names

_LABEL = re.compile(
    r"(?:veröffentlicht|publiziert|aktualisiert|zuletzt|stand|updated|published|vom|am)\b[^\d]*$", re.IGNORECASE
)
_UPDATED = re.compile(r"modifi|mis à jour|aktualisiert|updated|geändert|stand\b|letzte", re.IGNORECASE)
_AROUND_DATES = re.compile(
    r"(?:Publié(?:e)?|Modifié(?:e)?|Mis(?:e)? à jour|Première publication|Veröffentlicht|Publiziert|Zuletzt|Letzte|"
    r"Aktualisiert|Aktualisierung|Update|Erstellt|Erstmals|Erschienen|Geändert|Stand|Datum|Date|Published|Updated|"
    r"Last|Modified|Posted|First|Uhr|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Monday|"
    r"Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"Mo|Di|Mi|Do|Fr|Sa|So|Mon|Tue|Wed|Thu|Fri|Sat|Sun|le|la|à|am|vom|um|on|at|den|der|ET|GMT)(?![^\W_])|[\s:.,;|()/·•–—-]",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(r"[A-ZÄÖÜ][\w-]{2,24}(?: [A-ZÄÖÜ][\w-]{2,24})?, ")
_HEADER = re.compile(r"(?:date|datum):? *(?=\d{4}-\d\d-\d\d\b)", re.IGNORECASE)
_TIME_FIRST = re.compile(r"(\d{1,2})[:.](\d\d)(?: ?Uhr)?,? (?=\d)")
_MAX_STAMP = 160
_MAX_NOTE = 700

# Who wrote, edited and answers letters, as Reuters puts it below its reports.
_UNQUOTED = r"[^„“”\"»«]"
_NOTE = re.compile(
    rf"(?:^|(?<=[.!?…\"“”’«»)])\s)\((?:"
    rf"(?:Berichte?:|Bericht(?:e|et)? (?:von|aus)|Reporting by) (?P<by>{_UNQUOTED}{{3,}})|"
    rf"(?:(?:Redigiert|Geschrieben|Zusammengestellt|Bearbeitet) von|(?:Writing|Editing|Additional reporting) by) "
    rf"{_UNQUOTED}{{3,}})\)\.?$"
)
_ADDRESS = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
_QUERIES = re.compile(
    rf"\(?(?:(?:Bei|Für) (?:Rückfragen|Fragen)|Rückfragen|Kontakt|For queries|Contact)\b{_UNQUOTED}{{0,200}}"
    rf"{_ADDRESS}{_UNQUOTED}{{0,200}}$"
)
_WRITERS = re.compile(r"[^,;.()]{3,60}(?:, [^,;.()]{3,60}){0,4}")

_INITIALS = re.compile(r"(?<=[.!?\"“”«»)…])\s?(?:/[A-Za-z]{2,5}){1,6}/?$")
_INITIALS_LINE = re.compile(r"/?(?:(?:[A-Z]{2,5}|[a-z]{2,3})/){1,6}(?:[A-Z]{2,5}|[a-z]{2,3})/?")
_BRACKETS = re.compile(r"\s?\(([^()\n]{2,100})\)\.?$")
_SIGNED = re.compile(r"[.!?…][\"“”’«»)]{0,2}$")
_SOURCE = re.compile(r"(?:Quellen?|Source): ?(.{2,60})$")
_CLOSING = re.compile(
    r"(?:\(END\)|\(Ende\)|\(Schluss\)|Ende|ENDE|END|-0-|#{3}|\+{3}|\*{3})(?: Dow Jones Newswires)?$"
    r"|Kontakt zum Autor: .{3,80}$|(?:Mit|mit) (?:Agenturmaterial|Material (?:von|der|des)\b.{2,60})$"
)
_FROM = re.compile(r" aus [A-ZÄÖÜ][\w-]{2,30}")
_FILLERS = frozenset(
    {"red", "red.", "redaktion", "eigenbericht", "online", "ag", "agenturen", "jw", "mit material der dpa"}
)
_SHORT = 5
_SHORTHAND = re.compile(r"[a-zäöü]{2,5}\.?")  # how desks sign for their people


@dataclass(frozen=True, slots=True)
class Dates:
    """What a date line tells."""

    published: Moment | None = None
    updated: Moment | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """How an article is signed: from `start`, an offset in its last paragraph, to the end."""

    start: int
    agency: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: Moment | None = None


def read_header(text: str) -> Found | None:
    """The wire header that `text` starts with, such as ``date 2025-12-03``; ``None`` if there is none."""
    label = _HEADER.match(text)
    return find_iso(text, label.end()) if label else None


def read_dates(line: str) -> Dates | None:
    """The dates of a line that holds nothing but dates, times and their labels; ``None`` if it holds more or none."""
    if len(line) > _MAX_STAMP or not any(map(str.isdigit, line)):
        return None
    line = _TIME_FIRST.sub("", line := line.replace("\xa0", " "), count=1) + _time_first(line)
    published = updated = None
    after = 0
    around: list[str] = []
    place = _PLACE_AND_DATE.match(line)
    if place is not None and find_moment(line, place.end()) is not None and not _AROUND_DATES.match(line):
        after = place.end()
    while (found := find_moment(line, after)) is not None:
        label = line[after : found.start]
        if _UPDATED.search(label):
            updated = updated or found.moment
        else:
            published = published or found.moment
        around.append(label)
        after = found.end
    if (published or updated) is None or _AROUND_DATES.sub("", "".join([*around, line[after:]])):
        return None
    return Dates(published, updated)


def _time_first(line: str) -> str:
    """The time that stands before the date of a line, as it stands behind one; empty if none does."""
    found = _TIME_FIRST.match(line)
    return f", {found[1]}:{found[2]} Uhr" if found else ""


def read_dated_byline(line: str) -> tuple[Byline, Dates] | None:
    """A byline with the date behind it (``Von Anna Muster, 03.12.2025, 14:32 Uhr``); ``None`` if it is none such."""
    dated = find_moment(line) if len(line) <= _MAX_STAMP else None
    if dated is None:
        return None
    label = _LABEL.search(line, 0, dated.start)
    start = label.start() if label else dated.start
    byline, dates = read_byline(line[:start].rstrip(" ,;|·•–—-")), read_dates(line[start:].lstrip(" ,;|·•–—-"))
    return (byline, dates) if byline and dates else None


def read_sign_off(paragraph: str) -> SignOff | None:
    """The sign-off that ends the last paragraph of an article, or is it; ``None`` if there is none."""
    if len(paragraph) <= _MAX_STAMP and (_CLOSING.match(paragraph) or _INITIALS_LINE.fullmatch(paragraph)):
        return SignOff(0, "/".join(agencies_named(paragraph)) or None)
    note = _note(paragraph)
    if note is not None:
        return note
    source = _SOURCE.match(paragraph)
    if source is not None and (agencies := agencies_named(source[1])):
        return SignOff(0, "/".join(agencies))
    if len(paragraph) <= _MAX_STAMP and paragraph.startswith("("):
        return _bracketed(paragraph, alone=True)
    initials = _INITIALS.search(paragraph, max(0, len(paragraph) - _MAX_STAMP))
    return SignOff(initials.start()) if initials else _bracketed(paragraph, alone=False)


def _note(paragraph: str) -> SignOff | None:
    """The editors' note at the end of a report, or a line that says where to write to."""
    agency = agency_named("Reuters") if "reuters" in paragraph[-_MAX_NOTE:].casefold() else None
    if len(paragraph) <= _MAX_NOTE and _QUERIES.match(paragraph):
        return SignOff(0, agency)
    found = _NOTE.search(paragraph, max(0, len(paragraph) - _MAX_NOTE))
    if found is None:
        return None
    writers = _WRITERS.match(found["by"] or "")
    authors = split_names(writers[0])[0] if writers else ()
    return SignOff(found.start(), agency, authors)


def _bracketed(paragraph: str, *, alone: bool) -> SignOff | None:
    """A sign-off such as ``(APA/dpa)`` or ``(red, APA, 3.12.2025)`` after a full stop or as a line of its own."""
    found = _BRACKETS.search(paragraph, max(0, len(paragraph) - _MAX_STAMP))
    if found is None or (alone and found.start() > 0):
        return None
    before = paragraph[max(0, found.start() - _SHORT) : found.start()]
    inside = found[1]
    date = find_moment(inside)
    if date is not None:
        inside = inside[: date.start].rstrip(" ,;–-")
    inside = _FROM.sub("", inside)
    authors, agencies, rest = split_names(inside)
    rest = tuple(item for item in rest if item.casefold() not in _FILLERS and not _SHORTHAND.fullmatch(item))
    outlets = tuple(item for item in rest if item.isupper() and len(item) > _SHORT)
    told = bool(agencies) or inside.casefold() in _FILLERS
    if len(rest) > len(outlets) or not (told or date is not None) or (authors and date is None):
        return None
    # A date with the names of those who wrote is a signature anywhere, else the last sentence must be over.
    if not (inside if alone else _SIGNED.search(before) or (date is not None and inside)):
        return None
    published = date.moment if date is not None else None
    return SignOff(
        found.start(), "/".join(agencies) or agency_named(inside), authors, next(iter(outlets), None), published
    )
