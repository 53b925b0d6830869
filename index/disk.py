"""Is the disk full? Chroma, tantivy and SQLite each say so in their own words, and none as an error of its own kind."""

from __future__ import annotations

import errno
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import BelegError, DiskFullError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SAYS = re.compile(r"disk (?:is )?full|no space left|os error 28|quota exceeded", re.IGNORECASE)
_NEARLY = 1_000_000  # bytes free; with fewer, whatever an engine says while it writes is most likely said for that


@contextmanager
def watched(path: Path) -> Iterator[None]:
    """Tell a full disk as such, whichever part found out while it wrote to `path`.

    Raises:
        DiskFullError: in the place of what was raised for that.
    """
    try:
        yield
    except (BelegError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # Chroma's core panics with one
        if (told := full(error, path)) is not None:
            raise told from error
        raise


def full(error: BaseException, path: Path) -> DiskFullError | None:
    """The error to raise instead, if what went wrong while `path` was written to is that its disk is full."""
    chain: BaseException | None = error
    while chain is not None:
        if (isinstance(chain, OSError) and chain.errno in {errno.ENOSPC, errno.EDQUOT}) or _SAYS.search(str(chain)):
            return DiskFullError(path)
        chain = chain.__cause__
    return DiskFullError(path) if _free(path) < _NEARLY else None


def _free(path: Path) -> int:
    while not path.exists() and path != path.parent:
        path = path.parent
    try:
        return shutil.disk_usage(path).free
    except OSError:
        return _NEARLY
