"""How far an evaluation is and how long it will still take, on standard error."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from ui.terminal import safe, say

if TYPE_CHECKING:
    from collections.abc import Callable

_EVERY = 0.2  # seconds between two drawings on a terminal
_LINES = 10  # lines a step elsewhere
_WORTH_TELLING = 2.0  # seconds a step must last before lines are written where there is no terminal
_MINUTE = 60


class Remaining:
    """A line on a terminal, rewritten; elsewhere a line every tenth of a step that lasts; nothing if quiet."""

    def __init__(self, *, quiet: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self._quiet, self._clock = quiet, clock
        self._terminal = sys.stderr.isatty()
        self._drawn = 0.0
        self._open = False
        self._building = self.step("indexing")

    def step(self, name: str) -> Callable[[int, int], None]:
        """What is told how far the step `name` is; its time counts from here."""
        started = self._clock()
        told = 0

        def progress(done: int, total: int) -> None:
            nonlocal told
            elapsed = self._clock() - started
            if self._quiet or not total:
                return
            left = elapsed / done * (total - done) if done else 0.0
            text = f"{name}: {done:,} of {total:,}" + (f", {duration(left)} left" if done < total else "")
            if self._terminal:
                self._draw(text, last=done == total)
            elif elapsed >= _WORTH_TELLING and _LINES * done // total > told:
                told = _LINES * done // total
                say(f"beleg: {text}")

        return progress

    def building(self, stage: str, done: int, total: int) -> None:
        """Progress of a build; only its longest stage is told."""
        if stage == "indexing":
            self._building(done, total)

    def _draw(self, text: str, *, last: bool) -> None:
        now = self._clock()
        if last or now - self._drawn >= _EVERY:
            self._drawn, self._open = now, True
            sys.stderr.write(f"\r\x1b[2K{safe(text)}")
            sys.stderr.flush()

    def close(self) -> None:
        """Take the line away."""
        if self._open:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
            self._open = False


def duration(seconds: float) -> str:
    """``8 s``, ``2 min 05 s``."""
    whole = round(seconds)
    return f"{whole} s" if whole < _MINUTE else f"{whole // _MINUTE} min {whole % _MINUTE:02d} s"
