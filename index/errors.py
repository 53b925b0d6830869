"""Every error that Beleg raises on purpose. Each says what, where and what to do.

BelegError
├── UsageError          the request itself cannot be right (exit code 2)
├── NotConfiguredError  something that must be there first is not (exit code 3)
│   ├── NoIndexError
│   └── MissingExtraError
├── UnreadableError     one file cannot be read; it is skipped and reported (exit code 4 at the end)
└── IndexError_         see IndexDamagedError, IndexBusyError, IndexMismatchError (exit code 1)
"""

from __future__ import annotations


class BelegError(Exception):
    """Something a person can act on; the message is for them."""


class UsageError(BelegError):
    """The request cannot be carried out as it was put."""


class NotConfiguredError(BelegError):
    """Something has to be set up first."""


class UnreadableError(BelegError):
    """One file or row cannot become an article; the reason is the message, without the file's name."""
