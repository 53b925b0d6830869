"""How a folder differs from what was last read of it. Looks at the bytes of files that may have changed."""

from __future__ import annotations

import hashlib
import time
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

_AT_REST = 3_000_000_000  # nanoseconds; the coarsest clock of a file system still in use (FAT) ticks every two seconds


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
        known_again: files whose bytes had to be compared and are as they were, likewise.
        gone: sources of files that were there and are not any more.
        skipped: files that cannot be read, with the reason.
        news: whether `skipped` or the folder's place differ from what is stored.
    """

    folder: Folder
    changed: tuple[tuple[FileEntry, StoredFile], ...]
    known_again: tuple[tuple[FileEntry, StoredFile], ...]
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
    """Compare a folder with what was last read of it.

    A file whose size, time of writing, number on the disk and time of change are as they were when it was read counts
    as unchanged, provided that it had been at rest for a while then: one that was written just before could have been
    written again within the same tick of the disk's clock (git calls such files racy). Of every other file the SHA-256
    is compared.

    Args:
        folder: what is to be compared.
        ledger: what was last read; ``None`` if nothing was.
        rules: the readers' limits.
        again: sources that are to be read again although they have not changed.
        progress: is told how many of how many files are done.
    """
    stored = ledger.files(folder.name) if ledger else {}
    listed = list(list_files(folder.root, rules))
    changed, known_again, skipped = [], [], [entry for entry in listed if isinstance(entry, Skipped)]
    present = set()
    files = [entry for entry in listed if not isinstance(entry, Skipped)]
    for done, entry in enumerate(files):
        progress(done, len(files))
        known = stored.get(entry.source)
        if known is not None and _is_as_read(entry, known) and entry.source not in again:
            present.add(entry.source)
            continue
        started = time.time_ns()
        try:
            digest = hashlib.sha256(read_bytes(entry.path, entry.source, rules)).hexdigest()
        except UnreadableError as error:
            skipped.append(Skipped(entry.source, str(error)))
            continue
        present.add(entry.source)
        read = StoredFile(entry.size, entry.mtime_ns, digest, _mark(entry, started))
        if known is None or known.digest != digest or entry.source in again:
            changed.append((entry, read))
        else:
            known_again.append((entry, read))
    progress(len(files), len(files))
    # What cannot be read for the moment is not gone: the index keeps what it last read of it.
    gone = tuple(sorted(stored.keys() - present - {each.source for each in skipped}))
    news = _is_news(folder, ledger, skipped)
    return Difference(folder, tuple(changed), tuple(known_again), gone, tuple(skipped), news)


def _is_as_read(entry: FileEntry, known: StoredFile) -> bool:
    return bool(known.mark) and (entry.size, entry.mtime_ns, entry.mark) == (known.size, known.mtime_ns, known.mark)


def _mark(entry: FileEntry, started: int) -> str:
    """The file's mark, if nothing about it had changed for a while when it began to be read."""
    changed = int(entry.mark.partition(":")[2] or started)
    return entry.mark if started - changed > _AT_REST else ""


def _is_news(folder: Folder, ledger: Ledger | None, skipped: list[Skipped]) -> bool:
    if ledger is None or ledger.corpora().get(folder.name) != str(folder.root):
        return True
    known = set(ledger.skipped(folder.name, unread=True))
    return known != {(each.source, each.reason) for each in skipped}
