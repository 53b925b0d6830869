"""What language models use and cost: a count for each answer, and a cap for each day that is kept on disk."""

from __future__ import annotations

import fcntl
import json
import math
import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.failures import CAP_REACHED, SpendingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Characters a token of German or English text, at least: estimates are rather too high than too low.
_CHARACTERS_A_TOKEN = 3
_NANO = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """How much was read and written.

    Attributes:
        prompt: tokens read.
        completion: tokens written.
        estimated: whether these are estimates, because the service gave no count.
    """

    prompt: int = 0
    completion: int = 0
    estimated: bool = False


def estimate(*texts: str) -> int:
    """About how many tokens texts have, rather too many."""
    return sum(math.ceil(len(text) / _CHARACTERS_A_TOKEN) for text in texts)


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars for a million tokens, where known."""

    prompt: float | None = None
    completion: float | None = None

    def cost(self, tokens: Tokens) -> float | None:
        """What `tokens` cost in US dollars; ``None`` if a price is not known."""
        if self.prompt is None or self.completion is None:
            return None
        return (tokens.prompt * self.prompt + tokens.completion * self.completion) / 1e6


class Purse:
    """The money for one day, in a small file that all processes of a home share.

    Money is taken out before a call, for the most it can cost, and what was not used is put back. A process that dies
    in between leaves the money taken: the cap is never passed. Days are those of UTC.

    Args:
        file: where what was spent is kept.
        cap: US dollars a day.
        now: the time, for tests.
    """

    def __init__(self, file: Path, cap: float, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._file, self._cap, self._now = file, round(cap * _NANO), now

    def take(self, dollars: float) -> str:
        """Reserve `dollars`; gives the day they were taken from.

        Raises:
            SpendingError: if the day's rest is less, or cannot be known.
        """
        wanted = math.ceil(dollars * _NANO)
        with self._locked():
            day, spent = self._read()
            if spent + wanted > self._cap:
                raise SpendingError(CAP_REACHED)
            self._write(day, spent + wanted)
        return day

    def give_back(self, dollars: float, day: str) -> None:
        """Put back what was reserved on `day` and not used; nothing if that day is over."""
        with self._locked():
            today, spent = self._read()
            if today == day:
                self._write(day, max(0, spent - math.floor(dollars * _NANO)))

    def spent(self) -> float:
        """US dollars spent or reserved today."""
        with self._locked():
            return self._read()[1] / _NANO

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise SpendingError(f"what was spent cannot be kept: {error.strerror}") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)  # held for a read and a write of a few bytes, never during a call
            yield
        finally:
            os.close(handle)

    def _read(self) -> tuple[str, int]:
        today = self._now().date().isoformat()
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            day, spent = str(kept["day"]), int(kept["nanodollars"])
        except FileNotFoundError:
            return today, 0
        except (OSError, ValueError, KeyError, TypeError):
            raise SpendingError(f"{self._file.name} cannot be read; delete it to begin the day anew") from None
        return (today, spent) if day == today else (today, 0)

    def _write(self, day: str, spent: int) -> None:
        fresh = self._file.with_suffix(".new")
        try:
            fresh.write_text(json.dumps({"day": day, "nanodollars": spent}), encoding="utf-8")
            fresh.replace(self._file)
        except OSError as error:
            raise SpendingError(f"what was spent cannot be kept: {error.strerror}") from None
