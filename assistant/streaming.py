"""One call of a language model, in a thread of its own, so that no server can hold up an answer.

A read from a socket cannot be interrupted. The call therefore runs beside, hands over what arrives through a queue, and
whoever waits for it waits until the deadline and no longer. The thread ends by itself: at the client's own timeout, at
the next byte (:class:`Watch`), or with the process, which waits a moment for it. How many may be under way is bounded.

Tried again, with growing pauses of random length, is only what may pass (no room, a broken connection), only before the
first words, and only while there is time.
"""

from __future__ import annotations

import atexit
import queue
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from assistant.failures import BusyError, DeadlineError, DraftError, InvalidOutputError, failure_of

if TYPE_CHECKING:
    from assistant.prompt import Message

Clock = Callable[[], float]

MOST_UNDER_WAY = 32
MOST_BYTES = 4_000_000
_TRIES = 3
_FIRST_PAUSE = 0.25  # seconds
_WAITING = 64  # pieces that may wait to be read
_LAST_WAIT = 2.0  # seconds that a program's end waits for calls under way
_GLANCE = 0.1  # seconds between looks whether anybody still waits


@dataclass(frozen=True, slots=True)
class Piece:
    """What arrives at one time.

    Attributes:
        text: words; may be empty.
        finish: why the model stopped, once it has, in the service's word for it.
        prompt: tokens read, once the service tells.
        completion: tokens written so far, once the service tells.
    """

    text: str = ""
    finish: str | None = None
    prompt: int | None = None
    completion: int | None = None


class Chat(Protocol):
    """A client of a language model."""

    def stream(self, messages: Sequence[Message], *, seconds: float) -> Iterator[Piece]:
        """What the model writes, piece by piece; may raise anything.

        Args:
            messages: what it is told.
            seconds: how long a read may take.
        """
        ...


@dataclass(slots=True)
class Watch:
    """Tells a call that nobody waits for it any more.

    Attributes:
        until: when its time is over, on `clock`.
        clock: seconds, never going back.
        left: set when nobody waits.
        arrived: how many bytes have arrived.
        sent: whether anything may have reached the service.
    """

    until: float
    clock: Clock
    left: threading.Event = field(default_factory=threading.Event)
    arrived: int = 0
    sent: bool = False

    def look(self, size: int = 0) -> None:
        """To be called with the size of everything that arrives.

        Raises:
            DeadlineError: if nobody waits or the time is over.
            InvalidOutputError: if more arrived than any answer has.
        """
        self.arrived += size
        if self.left.is_set() or self.clock() >= self.until:
            raise DeadlineError("it did not answer in time")
        if self.arrived > MOST_BYTES:
            raise InvalidOutputError("the service wrote without end")


WATCH: ContextVar[Watch | None] = ContextVar("WATCH", default=None)
"""The watch over the call of this thread, for clients that can look at it at every byte."""


@cache
def _under_way() -> WeakSet[Call]:
    """The calls whose threads may still run; they are ended before the program does.

    A thread that Python's end meets inside a client library's compiled code takes the whole program down with it.
    """
    calls: WeakSet[Call] = WeakSet()

    def end() -> None:
        until = time.monotonic() + _LAST_WAIT
        for call in list(calls):
            call.end(max(0.0, until - time.monotonic()))

    atexit.register(end)
    return calls


class Call:
    """One call under way. Iterate over it for its pieces; close it when no more are wanted.

    Args:
        chat: the client.
        messages: what the model is told.
        until: when the pieces stop, on `clock`.
        slots: one is held while the call is under way, even when nobody waits for it any more.
        clock: seconds, never going back.

    Raises:
        BusyError: at once, if no slot is free.
    """

    def __init__(
        self,
        chat: Chat,
        messages: Sequence[Message],
        *,
        until: float,
        slots: threading.Semaphore,
        clock: Clock = time.monotonic,
    ) -> None:
        if not slots.acquire(blocking=False):
            raise BusyError("too many questions wait for it")
        self._chat, self._messages, self._slots = chat, messages, slots
        self._watch = Watch(until, clock)
        self._arrived: queue.Queue[Piece | DraftError | None] = queue.Queue(_WAITING)
        context = copy_context()
        self._thread = threading.Thread(target=context.run, args=(self._run,), name="beleg-model", daemon=True)
        self._thread.start()
        _under_way().add(self)

    def __iter__(self) -> Iterator[Piece]:
        """The pieces as they arrive.

        Raises:
            DraftError: what went wrong, at the deadline at the latest.
        """
        try:
            while True:
                left = self._watch.until - self._watch.clock()
                try:
                    arrived = self._arrived.get(timeout=left) if left > 0 else None
                except queue.Empty:
                    arrived = None
                    left = 0
                if left <= 0:
                    raise DeadlineError("it did not answer in time")
                if isinstance(arrived, DraftError):
                    raise arrived
                if arrived is None:
                    return
                yield arrived
        finally:
            self.close()

    @property
    def sent(self) -> bool:
        """Whether anything may have reached the service."""
        return self._watch.sent

    def close(self) -> None:
        """Wait no longer; the thread ends as soon as it can."""
        self._watch.left.set()

    def end(self, seconds: float) -> None:
        """Wait no longer, but so many seconds for the thread to end."""
        self.close()
        self._thread.join(seconds)

    # In the thread

    def _run(self) -> None:
        WATCH.set(self._watch)
        try:
            self._try()
        except Exception as error:  # noqa: BLE001 - whatever a client library raises becomes a reason
            failure = failure_of(error)
            # What the service wrote may repeat the key, and must not follow the failure into a traceback.
            failure.__cause__ = failure.__context__ = None
            self._hand_over(failure.with_traceback(None))
        else:
            self._hand_over(None)
        finally:
            self._slots.release()

    def _try(self) -> None:
        for number in range(_TRIES):
            self._watch.look()
            begun = False
            try:
                self._watch.sent = self._watch.sent or not getattr(self._chat, "tells_sent", False)
                seconds = max(self._watch.until - self._watch.clock(), _GLANCE)
                for piece in self._chat.stream(self._messages, seconds=seconds):
                    begun = begun or bool(piece.text)
                    self._watch.look()
                    self._hand_over(piece)
            except Exception as error:  # noqa: BLE001 - as above
                failure = failure_of(error)
                if begun or not failure.again or number + 1 == _TRIES:
                    raise failure from None
                self._pause(failure, number)
            else:
                return

    def _pause(self, failure: DraftError, number: int) -> None:
        """Wait before the next try; not in vain.

        Raises:
            DraftError: the failure, if there is no time for another try after the pause.
        """
        seconds = failure.after if failure.after is not None else _FIRST_PAUSE * 2**number
        seconds += random.uniform(0, _FIRST_PAUSE)  # so that those who were refused together do not come back together
        if self._watch.clock() + seconds >= self._watch.until:
            raise failure
        if self._watch.left.wait(seconds):
            raise failure

    def _hand_over(self, arrived: Piece | DraftError | None) -> None:
        while not self._watch.left.is_set():
            try:
                self._arrived.put(arrived, timeout=_GLANCE)
            except queue.Full:
                continue
            else:
                return
