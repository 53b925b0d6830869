"""Where the words of a text are. Pure."""

from __future__ import annotations

import re
import unicodedata

from index.language.amounts import JOINED, joined
from index.language.numbers import ENGLISH_DAYS, ENGLISH_MONTHS, GERMAN_MONTHS

_SHY = "\u00ad"  # soft hyphen
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]")

# CO₂ is CO2. Behind a digit a small one counts something else: a footnote of 2024¹, a power of 10⁶.
_SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_SMALL_DIGITS = re.compile(f"[{_SMALL}]")
_BEHIND_DIGIT = re.compile(f"(?<=[0-9])(?=[{_SMALL}])")
_USUAL = str.maketrans(_SMALL, "0123456789" * 2)

# A date is one token, so that it can be known in every form; then numbers with their marks, runs of letters, and the
# signs that are read as words. A letter never joins a digit: "28-Punkte" and "10km" are a number and a word. Capitals
# that a "&" joins are an abbreviation.
_ISO = r"\d{4}-\d\d-\d\d(?![\d-])"
_DOTTED_DATE = r"\d{1,2}\.(?:\d{1,2}\.(?:\d{4}|\d\d)?|\s\d{1,2}\.\s?\d{4})(?!\d)"
_SLASHED_DATE = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])"
# Thousands stand apart with a space, which may be narrow, or an apostrophe; "030 123" is no such number.
_NUMBER = r"(?<!\d[ .,:/-])[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?![\d.:/-]*\d)(?:,\d+)?|\d+(?:[.,:]\d+)*"
_LETTERS = r"[^\W\d_]+(?:&[A-Z]{1,2}(?!\w))*"
_SIGNS = r"[%$€£]"
_GERMAN_DATE = rf"\d{{1,2}}\.\s?(?:{GERMAN_MONTHS})(?!\w)"
_ENGLISH_DATE = (
    rf"(?:{ENGLISH_MONTHS})\.?\s+(?:the\s+)?(?:\d{{1,2}}(?![\w:])|(?:{ENGLISH_DAYS})(?!\w))"
    rf"|(?:\d{{1,2}}\s+(?:of\s+)?|(?<!\w)(?:{ENGLISH_DAYS})\s+of\s+)(?:{ENGLISH_MONTHS})(?!\w)"
)
_FIGURES = rf"{_DOTTED_DATE}|{_SLASHED_DATE}|{_NUMBER}|{_SIGNS}"
_WORD = re.compile(rf"{_LETTERS}|{_ISO}|{_GERMAN_DATE}|{_FIGURES}")  # what is commonest is tried first
_ASKED = re.compile(rf"{_ISO}|(?i:{_ENGLISH_DATE}|{_GERMAN_DATE})|{_LETTERS}|{_FIGURES}")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
# As English papers write them; other letters with points are the initials of a name.
_DOTTED = re.compile(r"(?<![\w.])(?:U\.S\.A\.|U\.(?:S|N|K)\.|E\.U\.)(?!\w)")
# Cut off, its verb would be another word: "won't", "haven't", "don't".
_DENIED = re.compile(r"(?<!\w)[^\W\d_]+n['’]t(?!\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b|(?!\w))")


def words(text: str) -> list[str]:
    """The words, numbers, dates and read signs of a German text in order, as they are spelled.

    Hyphens, dashes and apostrophes separate; ``U.S.`` is ``US``. ``3. Dezember``, ``2025-12-03`` and
    ``1,5 Millionen`` are one each.
    """
    if _SHY in text:
        text = text.replace(_SHY, "")
    if "U." in text:
        text = _without_points(text)
    found = _WORD.findall(_with_usual_digits(text))
    return found if JOINED.isdisjoint(found) else joined(found)


def asked(question: str) -> list[str]:
    """The same of a question in German or English: normalised first, without possessive ``'s``, English dates too.

    Of *won't* the *not* is left.

    Amounts of several words are not put together, which depends on the language
    (:mod:`index.language.amounts`).
    """
    visible = _UNSEEN.sub("", unicodedata.normalize("NFC", question))
    plain = _POSSESSIVE.sub(" ", _DENIED.sub("not", _with_usual_digits(_without_points(visible))))
    return _ASKED.findall(_ORDINAL.sub("", plain))


def _without_points(text: str) -> str:
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), text)


def _with_usual_digits(text: str) -> str:
    """The text with digits above and below the line on it."""
    if text.isascii() or not _SMALL_DIGITS.search(text):
        return text
    return _BEHIND_DIGIT.sub(" ", text).translate(_USUAL)
