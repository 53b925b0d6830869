"""A reply as it comes, made in a thread of its own: whoever waits for it on a page can stop waiting at any time."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

from assistant.model import Abstention, Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.modelled import Event

_BEAT = 0.1  # seconds


def as_it_comes(events: Callable[[], Iterator[Event]], beat: Callable[[], object]) -> Iterator[Event]:
    """Yield the events of a reply, the reply itself last.

    Args:
        events: makes the reply; called in another thread, and left after the event at which nobody waits any more.
        beat: called often meanwhile; Streamlit ends a run that was stopped when it draws something.
    """
    came: queue.SimpleQueue[Event | BaseException] = queue.SimpleQueue()
    left = threading.Event()

    def follow() -> None:
        try:
            for event in events():
                came.put(event)
                if left.is_set():
                    return  # ends the work, too: nobody holds it any more
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            came.put(error)

    threading.Thread(target=follow, daemon=True).start()
    try:
        while True:
            try:
                event = came.get(timeout=_BEAT)
            except queue.Empty:
                beat()
                continue
            if isinstance(event, BaseException):
                raise event
            yield event
            if isinstance(event, Answer | Abstention):
                return
    finally:
        left.set()
