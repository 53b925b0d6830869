"""Who said what in an article. Pure.

:func:`statements` is the way in; the files beside it are its rules, from words to speakers.
"""

from __future__ import annotations

from index.language.quotations.extraction import explained, statements

__all__ = ["explained", "statements"]
