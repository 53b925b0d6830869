"""Days that a question or a sentence names, absolutely or counted from another day. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from index.language.folding import fold
from index.language.numbers import NUMBER_WORDS, number_word

_MONTHS = (
    ("januar", "jänner", "january", "jan"),
    ("februar", "feber", "february", "feb"),
    ("märz", "maerz", "march", "mär", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("dezember", "december", "dez", "dec"),
)
_WEEKDAYS = (
    ("montag", "monday"),
    ("dienstag", "tuesday"),
    ("mittwoch", "wednesday"),
    ("donnerstag", "thursday"),
    ("freitag", "friday"),
    ("samstag", "sonnabend", "saturday"),
    ("sonntag", "sunday"),
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_WEEKDAY_NUMBER = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAY_NUMBER, key=len, reverse=True))

_Counted = Callable[[re.Match[str], date], tuple[date, date]]

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\b\.?(?:,?\s+(\d{{4}}))?", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b(?:in|im|since|seit|until|bis)\s+({_MONTH})(?:\s+(\d{{4}}))?\b(?!\s+\d)", re.IGNORECASE)
_ON_WEEKDAY = re.compile(
    rf"\b(?:(last|letzten|vergangenen)\s+)?({_WEEKDAY})(?:abend|morgen|nachmittag|nacht|mittag)?s?\b", re.IGNORECASE
)
_LAST = r"(?:last|past|previous|letzte[rnms]?|vergangene[rnms]?|vorige[rnms]?)"
_THIS = r"(?:this|diese[rnms]?)"
_DAYTIME = r"(?:\s+(?:evening|morning|night|afternoon|abend|früh|morgen|nachmittag|nacht|mittag))?"
_ONE = "a|one|eine[nmr]?|ein"
_COUNT = rf"(?P<count>\d{{1,3}}|{_ONE}|{NUMBER_WORDS})"
_UNIT = r"(?P<unit>days?|weeks?|months?|years?|tag(?:e|en)?|wochen?|monat(?:e|en)?|jahr(?:e|en)?)"


def _spread(first: int, last: int) -> _Counted:
    """From so many days after today to so many."""
    return lambda _, today: (today + timedelta(days=first), today + timedelta(days=last))


def _week(back: int) -> _Counted:
    """The week from Monday to Sunday so many weeks ago."""
    return lambda _, today: _week_of(today - timedelta(days=7 * back))


def _week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _month(back: int) -> _Counted:
    return lambda _, today: _month_before(today, back)


def _month_before(today: date, back: int) -> tuple[date, date]:
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _year(back: int) -> _Counted:
    return lambda _, today: (date(today.year - back, 1, 1), date(today.year - back, 12, 31))


def _weekend(_: re.Match[str], today: date) -> tuple[date, date]:
    """The last Saturday that is not after today, and its Sunday."""
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1)


def _number(found: re.Match[str]) -> int:
    words = found["count"]
    return int(words) if words.isdigit() else int(number_word(fold(words)) or 1)


def _ago(found: re.Match[str], today: date) -> tuple[date, date]:
    """The day, week, month or year that lies so many back."""
    number = _number(found)
    match found["unit"][:1].casefold():
        case "d" | "t":
            return today - timedelta(days=number), today - timedelta(days=number)
        case "w":
            return _week_of(today - timedelta(days=7 * number))
        case "m":
            return _month_before(today, number)
        case _:
            return date(today.year - number, 1, 1), date(today.year - number, 12, 31)


def _within(found: re.Match[str], today: date) -> tuple[date, date]:
    """From so many days, weeks, months or years back until today."""
    length = {"d": 1, "t": 1, "w": 7, "m": 30}.get(found["unit"][:1].casefold(), 365)
    return today - timedelta(days=length * _number(found)), today


_RELATIVE: tuple[tuple[re.Pattern[str], _Counted], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), days)
    for words, days in (
        (rf"the day before yesterday|vorgestern{_DAYTIME}", _spread(-2, -2)),
        (rf"yesterday{_DAYTIME}|gestern{_DAYTIME}|last night", _spread(-1, -1)),
        (rf"today|tonight|heute{_DAYTIME}", _spread(0, 0)),
        (r"(?:the )?(?:last|past) few days|recent days|(?:in den )?(?:letzten|vergangenen) Tagen", _spread(-3, 0)),
        (rf"(?:in )?(?:the |den )?{_LAST} {_COUNT} {_UNIT}", _within),
        (rf"{_COUNT} {_UNIT} ago", _ago),
        (rf"vor {_COUNT} {_UNIT}", _ago),
        (r"the past week", _spread(-6, 0)),
        (rf"{_THIS} (?:week|Woche)", _week(0)),
        (rf"(?:the )?{_LAST} (?:week|Woche)|Vorwoche", _week(1)),
        (rf"{_THIS} (?:month|Monat)", _month(0)),
        (rf"(?:the )?{_LAST} (?:month|Monat)s?|Vormonat", _month(1)),
        (rf"{_THIS} (?:year|Jahr)e?s?|heuer", _year(0)),
        (rf"(?:the )?{_LAST} (?:year|Jahr)e?s?|Vorjahr", _year(1)),
        (rf"(?:{_LAST} |{_THIS} )?(?:weekend|Wochenende)s?", _weekend),
    )
)
_OPEN_START = re.compile(r"\b(?:since|seit|after|nach dem|ab)\s+(?:the\s+|dem\s+)?$", re.IGNORECASE)
_OPEN_END = re.compile(r"\b(?:until|till|before|bis(?:\s+zum)?|vor(?:\s+dem)?)\s+(?:the\s+|dem\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that words stand for.

    Attributes:
        words: the words.
        start: where they begin in the text, a code point offset.
        since: the first day; ``None`` if open.
        until: the last day; ``None`` if open.
        counted: whether the days were counted from another day, as for "yesterday".
    """

    words: str
    start: int
    since: date | None
    until: date | None
    counted: bool

    def admits(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def window(text: str, today: date) -> Window | None:
    """The first days that `text` names, or ``None``.

    Args:
        text: a question or sentence, German or English.
        today: what relative words count from; a day and month without a year is the last such day up to a week after.
    """
    found = [*_absolute(text, today), *_relative(text, today)]
    if not found:
        return None
    # The earliest wins, then the longest: "3. Dezember 2025" before "Dezember 2025".
    first = min(found, key=lambda each: (each.start, -len(each.words)))
    return _opened(text, first)


def _absolute(text: str, today: date) -> list[Window]:
    found: list[Window | None] = []
    for pattern, order in ((_ISO, (1, 2, 3)), (_DOTTED, (3, 2, 1))):
        for match in pattern.finditer(text):
            year, month, day = (int(match[group]) for group in order)
            found.append(_day(match, year, month, day))
    found += [_month_day(match, match[2], match[1], match[3], today) for match in _DAY_MONTH.finditer(text)]
    found += [_month_day(match, match[1], match[2], match[3], today) for match in _MONTH_DAY.finditer(text)]
    found += [_whole_month(match, today) for match in _MONTH_YEAR.finditer(text)]
    return [each for each in found if each]


def _day(match: re.Match[str], year: int, month: int, day: int) -> Window | None:
    try:
        named = date(year, month, day)
    except ValueError:
        return None
    return Window(match[0], match.start(), named, named, counted=False)


def _month_day(match: re.Match[str], month: str, day: str, year: str | None, today: date) -> Window | None:
    number = _MONTH_NUMBER[month.casefold()]
    if year:
        return _day(match, int(year), number, int(day))
    latest = _day(match, today.year, number, int(day))
    if latest and latest.since and latest.since > today + timedelta(days=7):
        return _day(match, today.year - 1, number, int(day))
    return latest


def _whole_month(match: re.Match[str], today: date) -> Window | None:
    month = _MONTH_NUMBER[match[1].casefold()]
    year = int(match[2]) if match[2] else today.year - (month > today.month)
    if not 1 <= year <= date.max.year:
        return None
    last = calendar.monthrange(year, month)[1]
    start = match.start(1)
    return Window(
        match[0][start - match.start() :], start, date(year, month, 1), date(year, month, last), counted=not match[2]
    )


def _relative(text: str, today: date) -> list[Window]:
    found = []
    for pattern, days in _RELATIVE:
        for match in pattern.finditer(text):
            try:
                since, until = days(match, today)
            except (ValueError, OverflowError):  # before the first year
                continue
            found.append(Window(match[0], match.start(), since, until, counted=True))
    for match in _ON_WEEKDAY.finditer(text):
        back = (today.weekday() - _WEEKDAY_NUMBER[match[2].casefold()]) % 7
        if match[1] and back == 0:
            back = 7
        named = today - timedelta(days=back)
        found.append(Window(match[0], match.start(), named, named, counted=True))
    return found


def _opened(text: str, found: Window) -> Window:
    """A window with a word before it that opens one of its ends: since, until."""
    before = text[: found.start]
    if _OPEN_START.search(before):
        return Window(found.words, found.start, found.since, None, counted=found.counted)
    if _OPEN_END.search(before):
        return Window(found.words, found.start, None, found.until, counted=found.counted)
    return found


_WRITTEN = (
    (_ISO, "year month day"),
    (_DOTTED, "day month year"),
    (re.compile(r"(\d{4})-(\d{1,2})"), "year month"),
    (re.compile(r"(\d{1,2})[./](\d{4})"), "month year"),
    (re.compile(r"(\d{4})"), "year"),
)
FORMS = "2025-12-03, 3.12.2025, 2025-12 or 2025"
"""What :func:`days` reads, for messages."""


def days(text: str) -> tuple[date, date] | None:
    """The first and the last of the days that a text of one of :data:`FORMS` stands for; ``None`` if it is none."""
    for pattern, order in _WRITTEN:
        if found := pattern.fullmatch(text.strip()):
            given = dict(zip(order.split(), map(int, found.groups()), strict=True))
            year, month, day = given["year"], given.get("month"), given.get("day")
            try:
                if month is None:
                    return date(year, 1, 1), date(year, 12, 31)
                last = day or calendar.monthrange(year, month)[1]
                return date(year, month, day or 1), date(year, month, last)
            except (ValueError, calendar.IllegalMonthError):
                return None
    return None


def long_day(day: date, language: str) -> str:
    """A day as a person writes it: ``3. Dezember 2025`` or ``3 December 2025``."""
    names = _MONTHS[day.month - 1]
    if language == "de":
        return f"{day.day}. {names[0].capitalize()} {day.year}"
    english = next(name for name in names if name in _ENGLISH)
    return f"{day.day} {english.capitalize()} {day.year}"


_ENGLISH = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december"}
)
