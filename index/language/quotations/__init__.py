"""Who said what in an article. Pure.

:func:`statements` is the way in; the files beside it are its rules, from words to speakers.
"""

from __future__ import annotations

from index.language.quotations.definite import gender_of, of_form, subject_form
from index.language.quotations.extraction import explained, statements
from index.language.quotations.somebody import is_somebody, is_writing
from index.language.quotations.unsaid import tells_unsaid

__all__ = [
    "explained",
    "gender_of",
    "is_somebody",
    "is_writing",
    "of_form",
    "statements",
    "subject_form",
    "tells_unsaid",
]
