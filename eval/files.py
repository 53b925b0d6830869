"""Files that people hand to an evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def text_of(file: Path) -> str:
    """The text of a UTF-8 file, with or without a byte-order mark.

    Raises:
        UsageError: if it cannot be read or is something else.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{file} is not UTF-8 text: {error}") from error
