"""Numbers and dates in one form, whatever the language and the spelling. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index.language.folding import fold

_GERMAN = (
    ("Januar", "Jänner", "Jan"),
    ("Februar", "Feber", "Feb"),
    ("März", "Mrz"),
    ("April", "Apr"),
    ("Mai",),
    ("Juni", "Jun"),
    ("Juli", "Jul"),
    ("August", "Aug"),
    ("September", "Sept", "Sep"),
    ("Oktober", "Okt"),
    ("November", "Nov"),
    ("Dezember", "Dez"),
)
_ENGLISH = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May",),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)


def _alternation(months: tuple[tuple[str, ...], ...]) -> str:
    return "|".join(sorted((name for names in months for name in names), key=len, reverse=True))


GERMAN_MONTHS = _alternation(_GERMAN)
"""The German months as an alternation of a regular expression, the longest names first."""
ENGLISH_MONTHS = _alternation(_ENGLISH)
"""The English ones."""

_MONTH_OF = {
    fold(name): month for months in (_ENGLISH, _GERMAN) for month, names in enumerate(months, start=1) for name in names
}
_MONTH_IN = re.compile(rf"(?:{GERMAN_MONTHS}|{ENGLISH_MONTHS})(?!\w)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")
_THOUSANDS = re.compile(r"(\d{1,3}(?:[.,\s'’]\d{3})+)([.,]\d{1,2})?")
_DIGITS = re.compile(r"\d+")
_DECEMBER = 12
_LAST_DAY = 31


def month_name(month: int) -> str:
    """The German name of a month, 1 to 12."""
    return _GERMAN[month - 1][0]


def day_term(month: int, day: int) -> str:
    """The term that stands for a day of the year in every spelling: ``@12-03``."""
    return f"@{month:02}-{day:02}"


def date(token: str) -> tuple[int | None, int, int] | None:
    """Year (where given), month and day of a token that is a date; ``None`` if it is none.

    Reads ``2025-12-03``, ``03.12.2025``, ``3/12/2025``, ``3. Dezember``, ``dritter Dezember``, ``December 3rd`` and
    ``third of December``. Between slashes the day comes first, unless it cannot be one (:func:`month_first`).
    """
    digits = _DIGITS.search(token)
    if not digits:
        return _in_words(token)
    if match := _ISO.fullmatch(token):
        year, month, day = (int(group) for group in match.groups())
    elif match := _DOTTED.fullmatch(token):
        day, month, year = int(match[1]), int(match[2]), _four_digits(match[3])
    elif match := _SLASHED.fullmatch(token):
        day, month, year = int(match[1]), int(match[2]), _four_digits(match[3])
        if month > _DECEMBER:
            day, month = month, day
    elif match := _MONTH_IN.search(token):
        year, month, day = 0, _MONTH_OF[fold(match[0])], int(digits[0])
    else:
        return None
    return (year or None, month, day) if 1 <= month <= _DECEMBER and 1 <= day <= _LAST_DAY else None


def month_first(token: str) -> str | None:
    """The day of ``12/3/2025`` in ISO's form as Americans write it, where that is another day; else ``None``."""
    match = _SLASHED.fullmatch(token)
    if not match or match[1] == match[2] or not (1 <= int(match[1]) <= _DECEMBER and 1 <= int(match[2]) <= _DECEMBER):
        return None
    return f"{_four_digits(match[3])}-{int(match[1]):02}-{int(match[2]):02}"


def _in_words(token: str) -> tuple[None, int, int] | None:
    """Month and day of ``third of December``."""
    match = _MONTH_IN.search(token) if " " in token else None
    spoken = _SPOKEN_DAY.search(fold(token)) if match else None
    if not match or not spoken:
        return None
    values = [number_word(word) for word in re.split(r"[-\s]+", spoken[0])]
    day = sum(int(value) for value in values if value)
    return (None, _MONTH_OF[fold(match[0])], day) if all(values) and 1 <= day <= _LAST_DAY else None


def _four_digits(year: str | None) -> int:
    if year is None:
        return 0
    # Two digits mean the hundred years around the turn of the millennium.
    return int(year) if len(year) > 2 else (2000 if int(year) < 50 else 1900) + int(year)  # noqa: PLR2004


def number(token: str) -> str:
    """One form of a token of digits and marks: ``12.961``, ``12,961`` → ``12961``; ``2,85`` → ``2.85``; ``03`` → ``3``.

    ``1.500.000``, ``1 500 000`` and ``1'500'000`` are ``1500000``.
    Three digits after a mark are taken for thousands, in both languages.
    """
    token = token.rstrip(".")
    if match := _THOUSANDS.fullmatch(token):
        token = re.sub(r"\D", "", match[1]) + (match[2] or "")
    token = token.replace(",", ".")
    return token.lstrip("0") or "0" if token.isdigit() else token


_SMALL = {
    "null": 0, "zero": 0, "eins": 1, "zwei": 2, "two": 2, "zwo": 2, "drei": 3, "three": 3, "vier": 4, "four": 4,
    "fuenf": 5, "five": 5, "sechs": 6, "six": 6, "sieben": 7, "seven": 7, "acht": 8, "eight": 8, "neun": 9, "nine": 9,
    "zehn": 10, "ten": 10, "elf": 11, "eleven": 11, "zwoelf": 12, "twelve": 12, "dreizehn": 13, "thirteen": 13,
    "vierzehn": 14, "fourteen": 14, "fuenfzehn": 15, "fifteen": 15, "sechzehn": 16, "sixteen": 16, "siebzehn": 17,
    "seventeen": 17, "achtzehn": 18, "eighteen": 18, "neunzehn": 19, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "twenty": 20, "dreissig": 30, "thirty": 30, "vierzig": 40, "forty": 40, "fuenfzig": 50, "fifty": 50,
    "sechzig": 60, "sixty": 60, "siebzig": 70, "seventy": 70, "achtzig": 80, "eighty": 80, "neunzig": 90, "ninety": 90,
}  # fmt: skip
_GREAT = {"hundert": 100, "hundred": 100, "tausend": 1000, "thousand": 1000}
_ORDINAL = {
    "erst": 1, "first": 1, "second": 2, "dritt": 3, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "siebt": 7,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20,
    "thirtieth": 30, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "zweit": 2, "viert": 4, "fuenft": 5, "sechst": 6, "siebent": 7, "acht": 8,
    "neunt": 9, "zehnt": 10, "elft": 11, "zwoelft": 12, "dreizehnt": 13, "vierzehnt": 14, "fuenfzehnt": 15,
    "sechzehnt": 16, "siebzehnt": 17, "achtzehnt": 18, "neunzehnt": 19,
}  # fmt: skip
_ENGLISH_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
ENGLISH_DAYS = (
    rf"(?:twenty|thirty)[-\s](?:{_ENGLISH_UNITS})|{_ENGLISH_UNITS}|tenth|eleventh|twelfth|thirteenth|fourteenth"
    "|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
"""The days of a month in English words as an alternation of a regular expression, the longest first."""
_SPOKEN_DAY = re.compile(rf"(?<!\w)(?:{ENGLISH_DAYS}|\w+te[nrs]?)(?!\w)")
_ENDING = re.compile(r"(?<=t)e[nmrs]?$")
NUMBER_WORDS = "|".join(sorted(_SMALL, key=len, reverse=True)).replace("ue", "(?:ue|ü)").replace("oe", "(?:oe|ö)")
"""The German and English words for zero to nineteen, but one, as an alternation of a regular expression."""
_SHORTEST = 3
_LONGEST = 40


@lru_cache(maxsize=4096)
def number_word(word: str) -> str | None:
    """The digits of a folded German or English number word or ordinal (``fuenf``, ``dritte``); else ``None``.

    One and its inflections are articles, so they are none.
    """
    if not _SHORTEST <= len(word) <= _LONGEST:
        return None
    known = _SMALL.get(word, _TENS.get(word, _GREAT.get(word)))
    if known is None and (stem := _ENDING.sub("", word)) != word:
        known = _ORDINAL.get(stem)
        if known is None and stem.endswith("st"):
            known = _compound(stem[:-2])
    if known is None and word in _ORDINAL and not word.endswith("t"):
        known = _ORDINAL[word]
    if known is None:
        known = _compound(word)
    return None if known is None else str(known)


def _compound(word: str) -> int | None:
    """The value of a German number word written as one: ``zweitausendfuenfhundertdreiundzwanzig``."""
    for great, value in (("tausend", 1000), ("hundert", 100)):
        before, found, after = word.partition(great)
        if found:
            factor = _compound(before) if before not in {"", "ein"} else 1
            rest = _compound(after.removeprefix("und")) if after else 0
            return None if factor is None or rest is None else factor * value + rest
    if word in _SMALL or word in _TENS:
        return _SMALL.get(word, _TENS.get(word))
    unit, found, ten = word.partition("und")
    if found and ten in _TENS and (unit == "ein" or unit in _SMALL):
        return _TENS[ten] + (1 if unit == "ein" else _SMALL[unit])
    return None
