"""Printed dates and times. Pure: nothing is relative to today, and nothing is guessed.

The forms that news articles use are matched here, in a few microseconds and linear time; dateparser is imported for
the rest only. Numbers divided by strokes or points are day first, as in Europe, unless they cannot be. A time keeps the
zone it was printed with and gets none otherwise. Dates in the future are kept as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from index.model import Moment

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january janvier janv enero gennaio januari",
            "februar feber feb february février févr fevrier febrero febbraio februari",
            "märz mär mrz maerz march mar mars marzo maart",
            "april apr avril avr abril aprile",
            "mai may mayo maggio mei",
            "juni jun june juin junio giugno",
            "juli jul july juillet juil julio luglio",
            "august aug août aout agosto augustus",
            "september sept sep septembre septiembre settembre",
            "oktober okt oct october octobre octubre ottobre",
            "november nov novembre noviembre",
            "dezember dez dec december décembre déc decembre diciembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "wet": 0, "mez": 60, "cet": 60, "bst": 60, "mesz": 120, "cest": 120, "eet": 120}
_ZONES |= {"msk": 180, "est": -300, "edt": -240, "pst": -480, "pdt": -420}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[./-] ?(?P<month>\d{1,2})[./-] ?(?P<year>\d{4}|\d\d)(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|er|st|nd|rd|th)?[ -]?(?:de )?"
        rf"(?P<name>{_MONTH})\b\.?,?[ -](?:de )?(?P<year>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<name>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=$|T)"),
)
# What may stand between a day and its time of day, and between a time and its zone.
_TIME = re.compile(
    r"(?:T|,? ?(?:[-–—|·/] ?)?(?:um |at |à |, )?)"
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?)"
    r"(?: ?(?P<half>[ap])\.?m\.?\b)?(?: Uhr\b)?"
    r"(?: ?(?P<offset>[+-]\d\d:?\d\d)\b| ?\(?(?P<zone>[A-Za-z]{1,4})\b\)?)?",
    re.IGNORECASE,
)
_FULL_HOUR = re.compile(r",? ?(?:[-–—|] ?)?(?:um )?(?P<hour>\d{1,2}) Uhr\b", re.IGNORECASE)
_YEARLIKE = re.compile(r"\d{4}|\d[./-] ?\d\d")  # in every match of the patterns for days
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MAX_PRINTED = 120
_CENTURY = 2000
_PIVOT = 70  # "3.12.69" is this century, "3.12.70" the last
_NOON = 12
_FARTHEST = 14 * 60  # no zone is farther from Greenwich; "17:23-18:00" is a range
_SECONDS = range(10**8, 4 * 10**9)  # 1973 to 2096 as seconds since 1970


@dataclass(frozen=True, slots=True)
class Found:
    """A moment and where in the searched text it is printed."""

    moment: Moment
    start: int
    end: int


def find_moment(text: str, start: int = 0) -> Found | None:
    """The first date in `text` at or after `start` in one of the forms above, with its time, if there is one."""
    if _YEARLIKE.search(text, start) is None:
        return None
    matches = (match for pattern in _DATES for match in pattern.finditer(text, start))
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if (day := _day(match)) is not None:
            clock, end = _clock(text, match.end())
            return Found(Moment(day, clock), match.start(), end)
    return None


def find_iso(text: str, start: int) -> Found | None:
    """The date that stands at `start` in year, month, day order, with its time; ``None`` if none does."""
    match = _DATES[0].match(text, start)
    day = _day(match) if match else None
    if match is None or day is None:
        return None
    clock, end = _clock(text, match.end())
    return Found(Moment(day, clock), start, end)


def parse_moment(text: str, zone: str | None = None) -> Moment | None:
    """The moment that a short printed date means; ``None`` if it means none for certain.

    Args:
        text: such as ``3. Dezember 2025, 17.23 Uhr``, ``2025-12-03T17:23:00Z``, or seconds since 1970.
        zone: IANA name of the zone of a time printed without one.
    """
    text = " ".join(text[: _MAX_PRINTED + 1].split())
    if not text or len(text) > _MAX_PRINTED:
        return None
    if text.isascii() and text.isdecimal() and len(text) in {9, 10, 12, 13}:
        seconds = int(text[:-3] if len(text) > len(str(_SECONDS.stop)) else text)
        return Moment.of(datetime.fromtimestamp(seconds, UTC)) if seconds in _SECONDS else None
    found = find_moment(text)
    return placed(found.moment if found is not None else _by_dateparser(text), zone)


def placed(moment: Moment | None, zone: str | None) -> Moment | None:
    """`moment` with its time in `zone` if it has a time without one."""
    if moment is None or zone is None or moment.time is None or moment.time.tzinfo is not None:
        return moment
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - most corpora never ask

    there = datetime.combine(moment.day, moment.time, ZoneInfo(zone)).utcoffset()
    return Moment(moment.day, moment.time.replace(tzinfo=timezone(there or timedelta())))


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    name = parts.get("name")
    month = _MONTHS[name.casefold()] if name else int(parts["month"])
    day, year = int(parts["day"]), int(parts["year"])
    if len(parts["year"]) == len("25"):
        year += _CENTURY if year < _PIVOT else _CENTURY - 100
    if month > len("JFMAMJJASOND") >= day and "/" in match.group():
        day, month = month, day  # 12/31/2025 can only be American
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(text: str, at: int) -> tuple[time | None, int]:
    match = _TIME.match(text, at) or _FULL_HOUR.match(text, at)
    if match is None:
        return None, at
    parts = match.groupdict()
    hour = int(parts["hour"])
    if half := parts.get("half"):
        hour = hour % _NOON + (_NOON if half in "pP" else 0)
    zone, end = _zone(match)
    try:
        return time(hour, int(parts.get("minute") or 0), int(parts.get("second") or 0), tzinfo=zone), end
    except ValueError:
        return None, at


def _zone(match: re.Match[str]) -> tuple[tzinfo | None, int]:
    parts = match.groupdict()
    if offset := parts.get("offset"):
        minutes = int(offset[1:3]) * 60 + int(offset[-2:])
        if minutes <= _FARTHEST:
            return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes)), match.end()
    if name := parts.get("zone"):
        minutes = _ZONES.get(name.casefold(), -1)
        if minutes != -1:
            return (timezone(timedelta(minutes=minutes)) if minutes else UTC), match.end()
        return None, len(match.string[: match.start("zone")].rstrip(" ("))
    return None, match.end()


def _by_dateparser(text: str) -> Moment | None:
    """What dateparser makes of an absolute date with a year in it; it is slow to load and never sees long text."""
    if _YEAR.search(text) is None:
        return None
    import dateparser  # noqa: PLC0415 - a quarter of a second, needed by few files

    try:
        # dateparser's stubs want their own private type for the settings, and it raises what its parts raise.
        parsed = dateparser.parse(
            text,
            languages=["de", "en", "fr", "es", "it", "nl", "pl", "pt", "ru", "uk"],
            settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PARSERS": ["absolute-time"]},
        )
    except Exception:  # noqa: BLE001 - a stranger's text went through a stranger's parser; no date is an answer
        return None
    if parsed is None:
        return None
    return Moment.of(parsed) if re.search(r"\d[:.h]\d\d", text) else Moment(parsed.date())
