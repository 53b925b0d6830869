"""Text for a terminal: made safe, wrapped to its width, coloured only where there is one."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import time
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_STYLES = {"bold": "1", "dim": "2", "green": "32", "yellow": "33", "red": "31", "cyan": "36"}
_MOST_COLUMNS = 100
_WORTH_A_WORD = 100  # files; fewer are done before anybody wonders
_PATIENCE = 2.0  # seconds; a look at unchanged files is over before
# Characters without a width of their own that turn, hide or reorder what stands beside them.
_TREACHEROUS = frozenset("\u00ad\u061c\u180e\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
_TREACHEROUS_RANGES = ((0x2060, 0x206F), (0xFFF9, 0xFFFB), (0xE0000, 0xE007F))


def safe(text: str) -> str:
    """`text` with every character that commands a terminal or hides itself written out, as ``⟨U+001B⟩``.

    Line ends and tabs stay; everything a reader could see stays as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_written_out(char) if _commands(char) else char for char in text)


def _commands(char: str) -> bool:
    if char in "\n\t":
        return False
    point = ord(char)
    if char in _TREACHEROUS or any(low <= point <= high for low, high in _TREACHEROUS_RANGES):
        return True
    return unicodedata.category(char) in {"Cc", "Cs", "Co", "Zl", "Zp"}


def _written_out(char: str) -> str:
    return f"⟨U+{ord(char):04X}⟩"


class Terminal:
    """Where results go.

    Args:
        stream: standard output, as a rule.
        colours: whether to use them; by default only on a terminal that is not ``dumb``, without ``NO_COLOR``.
        columns: the width; by default the terminal's, at most a hundred; 80 where there is none.
    """

    def __init__(
        self, stream: TextIO | None = None, *, colours: bool | None = None, columns: int | None = None
    ) -> None:
        self._stream = stream or sys.stdout
        tty = self._stream.isatty()
        able = tty and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self._colours = able if colours is None else colours
        self.columns = columns or max(20, min(shutil.get_terminal_size((80, 24)).columns, _MOST_COLUMNS))

    def style(self, text: str, *names: str) -> str:
        """`text`, made safe, in these styles where there are colours."""
        shown = safe(text)
        if not self._colours or not names or not shown:
            return shown
        return f"\x1b[{';'.join(_STYLES[name] for name in names)}m{shown}\x1b[0m"

    def print(self, text: str = "") -> None:
        """Write one line; `text` is already safe."""
        self._stream.write(f"{text}\n")

    def wrap(self, text: str, *, indent: str = "", first: str | None = None, style: tuple[str, ...] = ()) -> None:
        """Write `text` wrapped to the width, each line indented, the first by `first`."""
        for paragraph in safe(text).split("\n"):
            lead = indent if first is None else first
            lines = textwrap.wrap(
                paragraph,
                self.columns,
                initial_indent=lead,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
            for line in lines or [lead.rstrip()]:
                self._stream.write(self._styled_line(line, style) + "\n")
            first = None

    def _styled_line(self, line: str, style: tuple[str, ...]) -> str:
        if not self._colours or not style or not line:
            return line
        return f"\x1b[{';'.join(_STYLES[name] for name in style)}m{line}\x1b[0m"


def say(text: str) -> None:
    """A word to the person, on standard error."""
    sys.stderr.write(f"{safe(text)}\n")
    sys.stderr.flush()


class ProgressLine:
    """How far a build is, on standard error: a bar on a terminal, a line every tenth elsewhere, nothing if quiet."""

    _WORDS = {"hashing": "reading", "indexing": "indexing", "rebuilding": "rebuilding", "finishing": "finishing"}  # noqa: RUF012

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._bar: Callable[[str, int, int], None] | None = None
        self._tenth = ("", -1)
        self._began: float | None = None
        self._close: Callable[[], None] = lambda: None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` are done in this stage."""
        if self._quiet or total < (_WORTH_A_WORD if stage != "hashing" else 10 * _WORTH_A_WORD):
            return
        if sys.stderr.isatty():
            if self._bar is None:
                self._bar, self._close = _rich_bar()
            self._bar(self._WORDS.get(stage, stage), done, total)
            return
        self._began = self._began or time.monotonic()
        if stage == "hashing" and time.monotonic() - self._began < _PATIENCE:
            return
        tenth = 10 * done // total if total else 10
        if (stage, tenth) != self._tenth and tenth:
            self._tenth = (stage, tenth)
            say(f"{self._WORDS.get(stage, stage)} {done:,} of {total:,}")

    def close(self) -> None:
        """Take the bar away."""
        self._close()


def _rich_bar() -> tuple[Callable[[str, int, int], None], Callable[[], None]]:
    from rich.console import Console  # noqa: PLC0415 - only long builds on a terminal need it
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    rate = TextColumn("{task.fields[rate]}")
    progress = Progress(*columns, rate, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    progress.start()
    task = progress.add_task("", total=None, rate="")

    def update(stage: str, done: int, total: int) -> None:
        speed = progress.tasks[0].speed
        rate = f"{speed:,.0f}/s" if speed else ""
        if progress.tasks[0].description != stage:
            progress.reset(task)
        progress.update(task, description=stage, completed=done, total=total, rate=rate)

    return update, progress.stop
