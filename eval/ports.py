"""What an evaluation asks of a system. Anything that has these methods can be measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Reply, Turn
    from index.model import Scope
    from index.searching import Found

Progress = Callable[[int, int], None]
"""Called with how many questions are done, and of how many."""


class Searches(Protocol):
    """Finds passages."""

    def search(self, question: str, *, k: int, scope: Scope | None = None) -> Found:
        """At most `k` passages for a question, best first."""
        ...


class Asks(Protocol):
    """Answers questions."""

    def answer(
        self, question: str, *, scope: Scope | None = None, history: Sequence[Turn] = (), k: int | None = None
    ) -> Reply:
        """The reply to a question put to the articles in scope, after the turns of `history`."""
        ...
