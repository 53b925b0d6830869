"""What a generation says of itself: what made it, what is in it, and a checksum for every file."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING

from index.errors import IndexDamagedError, IndexMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FORMAT = 1
NAME = "manifest.json"
_SAME_MODEL = 0.999  # cosine; other hardware changes the sixth digit, another or coarser model the second
_CHROMA_FILE = "chroma.sqlite3"


@dataclass(frozen=True, slots=True)
class Makers:
    """What the derived parts were made with; another maker means making them anew.

    Attributes:
        embedder: its name.
        revision: its model's revision.
        dimension: the length of its vectors.
        analyser: the fingerprint of the analysis of words.
        chunking: the fingerprint of the rules for passages.
        statements: the fingerprint of the rules for statements.
        probe: of an embedding model, the vectors of fixed texts as one of unit length; no part of equality, as a model
            on other hardware gives nearly the same. Compare with :meth:`agrees`.
    """

    embedder: str
    revision: str
    dimension: int
    analyser: str
    chunking: str
    statements: str
    probe: tuple[float, ...] = field(default=(), compare=False, repr=False)

    def agrees(self, other: Makers) -> bool:
        """Whether both make the same of the same articles."""
        return self == other and self.same_model(other)

    def differing(self, other: Makers) -> str:
        """What differs, by name, with both values: ``analyser 5, now 6``."""
        pairs = (
            (each.name, getattr(self, each.name), getattr(other, each.name)) for each in fields(self) if each.compare
        )
        return ", ".join(f"{name} {mine}, now {theirs}" for name, mine, theirs in pairs if mine != theirs)

    def same_model(self, other: Makers) -> bool:
        """Whether a model of the one's name is also the other's, as far as the probes tell; true where one has none."""
        if not self.probe or not other.probe or len(self.probe) != len(other.probe):
            return not self.probe or not other.probe
        return sum(one * two for one, two in zip(self.probe, other.probe, strict=True)) >= _SAME_MODEL


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of one generation.

    Attributes:
        format: of the files; a newer one than :data:`FORMAT` is refused.
        created: when it was built, ISO 8601.
        makers: what made it.
        counts: how many articles, passages, statements and vectors it holds.
        deleted: for each derived part, how many passages were deleted from it since it was last made anew.
        served: whether a Chroma server keeps the vectors.
        files: for every file but the manifest, its path and checksum.
    """

    format: int
    created: str
    makers: Makers
    counts: Mapping[str, int]
    deleted: Mapping[str, int]
    files: Mapping[str, str]
    served: bool = False

    def write(self, directory: Path) -> None:
        """Write it into the generation's directory."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True)
        (directory / NAME).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, directory: Path) -> Manifest:
        """Read it from the generation's directory.

        Raises:
            IndexDamagedError: if it is missing or cannot be read.
            IndexMismatchError: if a newer Beleg wrote it.
        """
        file = directory / NAME
        try:
            values = json.loads(file.read_text(encoding="utf-8"))
            if values["format"] > FORMAT:
                raise IndexMismatchError(
                    f"{directory} was written by a newer Beleg (format {values['format']}, this one reads {FORMAT}); "
                    "update Beleg, or choose another BELEG_HOME"
                )
            makers = values["makers"]
            return cls(**{**values, "makers": Makers(**{**makers, "probe": tuple(makers.get("probe", ()))})})
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = f"the manifest {file} cannot be read ({error})"
            raise IndexDamagedError(message) from error


def checksums(directory: Path, *, copied_from: tuple[Path, Manifest] | None = None) -> dict[str, str]:
    """The checksum of every file of a generation but its manifest, by path.

    Args:
        directory: where they are.
        copied_from: the directory and manifest of the generation that this one began as a copy of. A file that nothing
            has been written to since keeps the checksum it had there, so that damage done to either is still found.
    """
    before, known = (copied_from[0], copied_from[1].files) if copied_from else (directory, {})
    return {
        path: known[path] if path in known and _same(directory / path, before / path) else _checksum(directory / path)
        for path in sorted(_files(directory))
        if path != NAME
    }


def _same(copy: Path, original: Path) -> bool:
    """Whether nothing has been written to a copy since; copying keeps the time of writing."""
    try:
        one, other = copy.stat(), original.stat()
    except OSError:
        return False
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def damaged(directory: Path, manifest: Manifest, *, only: str = "") -> list[str]:
    """The paths of the files, or of one of them `only`, that are missing or not as the manifest has them."""
    present = set(_files(directory))
    wrong = []
    for path, expected in sorted(manifest.files.items()):
        if only and path != only:
            continue
        try:
            fits = path in present and _checksum(directory / path) == expected
        except (OSError, sqlite3.DatabaseError):
            fits = False
        if not fits:
            wrong.append(path)
    return wrong


def _files(directory: Path) -> Iterator[str]:
    for file in directory.rglob("*"):
        if file.is_file():
            yield file.relative_to(directory).as_posix()


def _checksum(file: Path) -> str:
    """BLAKE2b over the file; of Chroma's database without what it rewrites whenever it is opened."""
    digest = hashlib.blake2b(digest_size=16)
    holes = _holes(file) if file.name == _CHROMA_FILE else []
    with file.open("rb") as stream:
        at = 0
        while block := stream.read(1 << 20):
            digest.update(_masked(block, at, holes))
            at += len(block)
    return digest.hexdigest()


def _masked(block: bytes, at: int, holes: list[tuple[int, int]]) -> bytes:
    touching = [(start - at, end - at) for start, end in holes if start < at + len(block) and end > at]
    if not touching:
        return block
    masked = bytearray(block)
    for start, end in touching:
        low, high = max(start, 0), min(end, len(block))
        masked[low:high] = bytes(high - low)
    return bytes(masked)


def _holes(file: Path) -> list[tuple[int, int]]:
    """The byte ranges of Chroma's database that opening it changes.

    Measured on chromadb 1.5.9: SQLite's change counter and its echo in the header (bytes 24–27 and 92–99 of the
    file format), and the page of the table ``acquire_write``, a row of which is rewritten at every opening.
    """
    database = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        size = database.execute("PRAGMA page_size").fetchone()[0]
        roots = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'acquire_write'").fetchall()
    finally:
        database.close()
    return [(24, 28), (92, 100), *(((root - 1) * size, root * size) for (root,) in roots)]
