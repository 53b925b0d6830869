"""Evaluations started from the page: `beleg eval run` in a process of its own, one at a time, each in a folder."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from eval.storage import unfinished

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_COMMAND = "import sys; from ui.cli import main; sys.exit(main())"
_LOG = "log.txt"
_MOST_TOLD = 2_000


@dataclass(slots=True)
class Started:
    """An evaluation that was started.

    Attributes:
        folder: where its report goes.
        topics: how many topics are asked.
        process: that asks them.
    """

    folder: Path
    topics: int
    process: subprocess.Popen[bytes]

    @property
    def running(self) -> bool:
        """Whether it still asks."""
        return self.process.poll() is None

    @property
    def done(self) -> int:
        """How many topics were asked by now."""
        return unfinished(self.folder) if self.running else self.topics

    @property
    def failure(self) -> str:
        """What it said, if it ended without a report; else empty."""
        if self.running or (self.folder / "report.json").exists():
            return ""
        return (self.folder / _LOG).read_text(encoding="utf-8", errors="replace")[-_MOST_TOLD:].strip() or "?"


class Evaluations:
    """The evaluation that runs, if one does, and the last that ran; shared by all sessions."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.last: Started | None = None

    def start(self, folder: Path, topics: int, arguments: Sequence[str] = ()) -> bool:
        """Start one, whose report goes into a new folder in `folder`; false if one is running.

        Args:
            folder: where evaluations are kept.
            topics: how many topics it will ask.
            arguments: what `beleg eval run` is told besides; nothing: the demonstration's own topics and articles.
        """
        with self._lock:
            if self.last is not None and self.last.running:
                return False
            made = folder / datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
            made.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, "-c", _COMMAND, "eval", "run", *arguments, "--out", str(made), "--quiet"]
            with (made / _LOG).open("wb") as log:
                process = subprocess.Popen(  # noqa: S603 - our own command
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=os.environ
                )
            self.last = Started(made, topics, process)
            return True


@st.cache_resource(show_spinner=False)
def evaluations() -> Evaluations:
    """Those of this app."""
    return Evaluations()
