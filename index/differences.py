"""How a folder differs from what was last read of it. Reads the files' bytes, and nothing else of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.ledger import StoredFile
from index.readers import list_files
from index.readers.files import read_bytes
from index.readers.rules import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from index.ledger import Ledger
    from index.readers.rules import FileEntry, ReadingRules


@dataclass(frozen=True, slots=True)
class Folder:
    """A corpus: its name and where its files are (a folder, or one file).

    Attributes:
        replaces: whether it may take the place of another folder of the same name.
    """

    name: str
    root: Path
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be done to bring the index in line with a folder.

    Attributes:
        changed: files to read, with what is to be remembered of them, by source.
        gone: sources of files that were there and are not any more.
        skipped: files that cannot be read, with the reason.
        news: whether `skipped` or the folder's place differ from what is stored.
    """

    folder: Folder
    changed: tuple[tuple[FileEntry, StoredFile], ...]
    gone: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    news: bool

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.changed or self.gone or self.news)


def difference(
    folder: Folder,
    ledger: Ledger | None,
    rules: ReadingRules,
    *,
    again: Mapping[str, object],
    progress: Callable[[int, int], None],
) -> Difference:
    """Compare a folder with what was last read of it, by the SHA-256 of every file.

    Args:
        folder: what is to be compared.
        ledger: what was last read; ``None`` if nothing was.
        rules: the readers' limits.
        again: sources that are to be read again although they have not changed.
        progress: is told how many of how many files are done.
    """
    stored = ledger.files(folder.name) if ledger else {}
    listed = list(list_files(folder.root, rules))
    changed, skipped = [], [entry for entry in listed if isinstance(entry, Skipped)]
    present = set()
    files = [entry for entry in listed if not isinstance(entry, Skipped)]
    for done, entry in enumerate(files):
        progress(done, len(files))
        try:
            digest = hashlib.sha256(read_bytes(entry.path, entry.source, rules)).hexdigest()
        except UnreadableError as error:
            skipped.append(Skipped(entry.source, str(error)))
            continue
        present.add(entry.source)
        known = stored.get(entry.source)
        if known is None or known.digest != digest or entry.source in again:
            changed.append((entry, StoredFile(entry.size, entry.mtime_ns, digest)))
    progress(len(files), len(files))
    # What cannot be read for the moment is not gone: the index keeps what it last read of it.
    gone = tuple(sorted(stored.keys() - present - {each.source for each in skipped}))
    return Difference(folder, tuple(changed), gone, tuple(skipped), _is_news(folder, ledger, skipped))


def _is_news(folder: Folder, ledger: Ledger | None, skipped: list[Skipped]) -> bool:
    if ledger is None or ledger.corpora().get(folder.name) != str(folder.root):
        return True
    known = set(ledger.skipped(folder.name, unread=True))
    return known != {(each.source, each.reason) for each in skipped}
