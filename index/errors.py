"""Every error that Beleg raises on purpose. Each message says what, where and what to do.

A tree of them::

    BelegError
    ├── UsageError              the request itself cannot be right
    ├── UnreadableError         one file cannot become an article; it is skipped and reported
    ├── NotConfiguredError      something has to be set up first
    │   ├── NoIndexError        nothing was indexed yet
    │   ├── ReadOnlyError       the home is where nothing can be written
    │   └── MissingExtraError   an optional package is asked for and absent
    ├── DiskFullError           there is no room to write
    ├── WorkerLostError         a process that helped was ended from outside
    ├── IndexBusyError          another process is writing
    ├── IndexDamagedError       what is stored does not agree with itself
    ├── IndexMismatchError      the index was made by another embedder, analyser or a newer Beleg
    └── ModelError              a language or embedding model failed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


REREAD = "read your folders anew with `beleg index --rebuild FOLDER`"
"""What helps whatever is damaged, as long as the articles' files are there."""

ANEW = "go back with `beleg rollback`, or make it anew with `beleg index --rebuild`"
"""What helps where something is damaged that is derived from the stored articles."""


class BelegError(Exception):
    """Something a person can act on; the message is written for them."""


class UsageError(BelegError):
    """The request cannot be carried out as it was put."""


class UnreadableError(BelegError):
    """One file or row cannot become an article; the message is the reason, without the file's name."""


class NotConfiguredError(BelegError):
    """Something has to be set up first."""


class NoIndexError(NotConfiguredError):
    """There is no published index in this home."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"no index in {home}; build one with `beleg index FOLDER`")


class ReadOnlyError(NotConfiguredError):
    """The index is where nothing can be written; the engines write lock files beside what they read."""

    def __init__(self, place: Path) -> None:
        why = "the engines that search it keep lock files beside what they read"
        super().__init__(f"nothing can be written to {place}, and {why}; copy the home to where it can be written")


class MissingExtraError(NotConfiguredError):
    """An optional back end was asked for and its package is not installed.

    Args:
        what: what was asked for, such as ``the fastembed embedder``.
        extra: the name of the extra that brings it.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} is not installed; install it with: pip install 'beleg[{extra}]'")


class WorkerLostError(BelegError):
    """A process that helped was ended from outside; what was published stays as it was."""


class DiskFullError(BelegError):
    """There is no room to write; what was published stays as it was."""

    def __init__(self, place: Path) -> None:
        told = f"the disk that holds {place} is full; the index is as it was last published"
        super().__init__(f"{told}: make room, or choose another place with --home or BELEG_HOME, then try again")


class IndexBusyError(BelegError):
    """Another process is writing to the same home."""


class IndexDamagedError(BelegError):
    """What is stored does not agree with itself.

    Args:
        problem: what is wrong, and where.
        remedy: what to do about it.
    """

    def __init__(self, problem: str, remedy: str = f"go back with `beleg rollback`, or {REREAD}") -> None:
        super().__init__(f"{problem}; {remedy}")
        self.problem, self.remedy = problem, remedy


class IndexMismatchError(BelegError):
    """The index was made with something else than what is asking; the message names both."""


class ModelError(BelegError):
    """A language or embedding model could not do its part."""
