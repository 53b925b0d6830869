"""Where the words of a text are. Pure."""

from __future__ import annotations

import re
import unicodedata

from index.language.numbers import ENGLISH_MONTHS, GERMAN_MONTHS

_SHY = "\u00ad"  # soft hyphen
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]")

# A date is one token, so that it can be known in every form; then numbers with their marks, runs of letters, and the
# signs that are read as words. A letter never joins a digit: "28-Punkte" and "10km" are a number and a word.
_ISO = r"\d{4}-\d\d-\d\d(?![\d-])"
_DOTTED_DATE = r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?(?!\d)"
_NUMBER = r"\d+(?:[.,:]\d+)*"
_LETTERS = r"[^\W\d_]+"
_SIGNS = r"[%$€£]"
_GERMAN_DATE = rf"\d{{1,2}}\.\s?(?:{GERMAN_MONTHS})(?!\w)"
_ENGLISH_DATE = (
    rf"(?:{ENGLISH_MONTHS})\.?\s+(?:the\s+)?\d{{1,2}}(?![\w:])"
    rf"|\d{{1,2}}\s+(?:of\s+)?(?:{ENGLISH_MONTHS})(?!\w)"
)
_WORD = re.compile(rf"{_ISO}|{_GERMAN_DATE}|{_DOTTED_DATE}|{_NUMBER}|{_LETTERS}|{_SIGNS}")
_ASKED = re.compile(rf"{_ISO}|(?i:{_ENGLISH_DATE}|{_GERMAN_DATE})|{_DOTTED_DATE}|{_NUMBER}|{_LETTERS}|{_SIGNS}")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b|(?!\w))")


def words(text: str) -> list[str]:
    """The words, numbers, dates and read signs of a German text in order, as they are spelled.

    Hyphens, dashes and apostrophes separate. ``3. Dezember`` and ``2025-12-03`` are one each.
    """
    if _SHY in text:
        text = text.replace(_SHY, "")
    return _WORD.findall(text)


def asked(question: str) -> list[str]:
    """The same of a question in German or English: normalised first, without possessive ``'s``, English dates too."""
    visible = _UNSEEN.sub("", unicodedata.normalize("NFC", question))
    return _ASKED.findall(_ORDINAL.sub("", _POSSESSIVE.sub(" ", visible)))
