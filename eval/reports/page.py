"""The HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.reports.bundle import Bundle


def page_text(bundle: Bundle) -> str:
    """The page."""
    return str(len(bundle.run.outcomes))
