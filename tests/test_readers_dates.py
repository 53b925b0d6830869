"""Printed dates are read as printed: no guess, no clock, no zone that was not given."""

from __future__ import annotations

from datetime import date, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Moment
from index.readers.dates import find_moment, parse_moment

_DAY = date(2025, 12, 3)
_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905


@pytest.mark.parametrize(
    "printed",
    [
        *(
            "2025-12-03",
            "3. Dezember 2025",
            "3.12.2025",
            "03.12.2025",
            "03/12/2025",
            "3.12.25",
            "2025/12/03",
            "20251203",
        ),
        *(
            "December 3, 2025",
            "3 December 2025",
            "3 décembre 2025",
            "Mi., 3. Dez. 2025",
            "den 3. 12. 2025",
            "Dec. 3 2025",
        ),
        *("3 de diciembre de 2025", "Mittwoch, 3.Dezember 2025", "3rd December 2025", "3-12-2025"),
    ],
)
def test_a_day_is_read_in_the_forms_that_newspapers_print(printed: str) -> None:
    assert parse_moment(printed) == Moment(_DAY)


@pytest.mark.parametrize(
    ("printed", "clock"),
    [
        ("03/12/2025 - 17:23", time(17, 23)),
        ("3. Dezember 2025, 17.23 Uhr", time(17, 23)),
        ("3. Dezember 2025 um 17:23 Uhr", time(17, 23)),
        ("3. Dezember 2025, 17 Uhr", time(17)),
        ("2025-12-03 17:23:05", time(17, 23, 5)),
        ("2025-12-03T17:23:00.000Z", time(17, 23, tzinfo=timezone(timedelta()))),
        ("2025-12-03T17:23:00+01:00", time(17, 23, tzinfo=timezone(timedelta(hours=1)))),
        ("2025-12-03T17:23+0530", time(17, 23, tzinfo=timezone(timedelta(hours=5, minutes=30)))),
        ("Wed, 03 Dec 2025 17:23:00 -0500", time(17, 23, tzinfo=timezone(timedelta(hours=-5)))),
        ("3. Dezember 2025, 17:23 MEZ", time(17, 23, tzinfo=timezone(timedelta(hours=1)))),
        ("December 3, 2025, 5:23 p.m.", time(17, 23)),
        ("3 décembre 2025 à 17h23", time(17, 23)),
        ("3. Dezember 2025, 17:23-18:00", time(17, 23)),
    ],
)
def test_a_time_of_day_is_read_with_the_zone_it_was_printed_with_and_no_other(printed: str, clock: time) -> None:
    assert parse_moment(printed) == Moment(_DAY, clock)


@pytest.mark.parametrize(
    "printed",
    [
        *("", "gestern", "vor zwei Stunden", "Dezember 2025", "2025", "31.2.2025", "32. Dezember 2025", "9" * 300),
        *("Version 2.10", "Kapitel 3, Abschnitt 12"),
    ],
)
def test_what_names_no_day_for_certain_is_no_date(printed: str) -> None:
    assert parse_moment(printed) is None


def test_numbers_are_day_first_unless_they_cannot_be() -> None:
    assert parse_moment("04/05/2025") == Moment(date(2025, 5, 4))
    assert parse_moment("12/31/2025") == Moment(date(2025, 12, 31))


def test_a_date_in_the_future_is_kept_as_printed() -> None:
    assert parse_moment("1. März 2199") == Moment(date(2199, 3, 1))


def test_seconds_since_1970_are_a_moment_in_utc() -> None:
    moment = parse_moment("1764779000")
    assert moment is not None
    assert moment.day == _DAY
    assert parse_moment("1764779000123") == moment


def test_a_zone_from_the_rules_is_given_to_times_without_one_only() -> None:
    berlin = parse_moment("2025-07-03T12:00", "Europe/Berlin")
    assert berlin is not None
    assert berlin.isoformat() == "2025-07-03T12:00:00+02:00"
    assert parse_moment("2025-07-03T12:00Z", "Europe/Berlin") == parse_moment("2025-07-03T12:00Z")
    assert parse_moment("2025-07-03", "Europe/Berlin") == Moment(date(2025, 7, 3))


def test_rare_forms_are_left_to_dateparser() -> None:
    assert parse_moment("3 grudnia 2025") == Moment(_DAY)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_printed_forms(day: date) -> None:
    for printed in (day.isoformat(), f"{day.day}. {_MONTHS[day.month - 1]} {day.year}", day.strftime("%d.%m.%Y")):
        assert parse_moment(printed) == Moment(day)


@given(st.text(alphabet=st.one_of(st.sampled_from("0123456789./-: TZdezmbrUh,"), st.characters()), max_size=60))
def test_any_text_is_a_date_or_none_but_never_an_error(text: str) -> None:
    found = find_moment(text)
    assert found is None or 0 <= found.start < found.end <= len(text)
