"""A call of a language model that counts what it uses and pays for it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.clients import MOST_TOKENS
from assistant.failures import DeadlineError, DraftError
from assistant.metering import Prices, Purse, Tokens, estimate
from assistant.streaming import MOST_UNDER_WAY, Call, Clock

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator, Sequence

    from assistant.prompt import Message
    from assistant.streaming import Chat, Piece

_UNFINISHED = frozenset({"length", "max_tokens", "content_filter", "refusal", "safety", "load", "unload"})


@dataclass(frozen=True, slots=True)
class Means:
    """What a model may spend.

    Attributes:
        prices: of its tokens.
        purse: the day's money; ``None``: no cap.
        under_way: how many calls may be under way at once.
        clock: seconds, never going back.
    """

    prices: Prices = field(default_factory=Prices)
    purse: Purse | None = None
    under_way: int = MOST_UNDER_WAY
    clock: Clock = time.monotonic


class Metered:
    """A call that counts and pays."""

    def __init__(
        self, chat: Chat, messages: Sequence[Message], until: float, means: Means, slots: threading.Semaphore
    ) -> None:
        self._prices, self._purse = means.prices, means.purse
        self._asked = estimate(*(each.content for each in messages))
        self._written = ""
        self._told: tuple[int | None, int | None] = (None, None)
        self._finish: str | None = None
        self._refused = False
        self._reserved, self._day = self._most(), ""
        if self._purse:
            self._day = self._purse.take(self._reserved)
        try:
            self._call = Call(chat, messages, until=until, slots=slots, clock=means.clock)
        except DraftError:
            self._refused = True
            self._settle()
            raise

    def texts(self) -> Iterator[str]:
        """What the model writes, piece by piece."""
        try:
            for piece in self._call:
                self._count(piece)
                if piece.text:
                    yield piece.text
        except DraftError as failure:
            # Nothing came, and it was not for want of time or nothing had been sent: then nothing was read either.
            in_vain = not isinstance(failure, DeadlineError) or not self._call.sent
            self._refused = not self._written and in_vain
            raise
        finally:
            self.close()

    def close(self) -> None:
        """Stop waiting, and put back the money that was not used."""
        self._call.close()
        self._settle()

    @property
    def tokens(self) -> Tokens:
        """What was used so far, estimated where the service does not tell."""
        if self._refused:
            return Tokens()
        prompt, completion = self._told
        if prompt is not None and completion is not None:
            return Tokens(prompt, completion)
        written = max(estimate(self._written), completion or 0)
        return Tokens(self._asked if prompt is None else prompt, written, estimated=True)

    @property
    def cost(self) -> float | None:
        """US dollars so far."""
        return self._prices.cost(self.tokens)

    @property
    def complete(self) -> bool:
        """Whether the model said that it was done."""
        return self._finish is not None and self._finish.casefold() not in _UNFINISHED

    def _count(self, piece: Piece) -> None:
        self._written += piece.text
        prompt, completion = self._told
        self._told = (prompt if piece.prompt is None else piece.prompt, piece.completion or completion)
        self._finish = piece.finish or self._finish

    def _most(self) -> float:
        return self._prices.cost(Tokens(self._asked, MOST_TOKENS)) or 0.0

    def _settle(self) -> None:
        if self._purse and self._day:
            day, self._day = self._day, ""
            self._purse.give_back(self._reserved - (self.cost or 0.0), day)
