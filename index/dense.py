"""The dense leg: one vector a passage, in Chroma, on disk or behind a Chroma server.

A passage is known by its integer key, which is the record's id in Chroma. Nothing else is kept there: documents would
cut the rate of writing to a third, and metadata filters take 90–600 ms at 100,000 passages, so a scope is applied to
keys instead.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import urlsplit

import numpy as np

from index import disk
from index.errors import ANEW, IndexDamagedError, NotConfiguredError, ReadOnlyError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

    from index.embedding import Vectors

_COLLECTION = "passages"
_HOME_ID = "home-id"
_BATCH = 5_000
MOST_NAMED = 1_000  # up to so many passages are compared one by one
_WIDEST = 4_000
# How often Chroma brings its log into the graph and writes it. Each time costs the more the larger the graph is, and
# what is in the log only is put into the graph once more at the next opening.
_FLUSHING = {
    "usual": {"sync_threshold": 5_000, "batch_size": 1_000},
    "rare": {"sync_threshold": 25_000, "batch_size": 1_000},
    "eager": {"sync_threshold": 2, "batch_size": 2},
}
# Among 300 articles that differ in a number this graph loses one passage in a hundred, at half of what Chroma's own (16
# edges, a width of 100) costs; vectors that rank by themselves, as a model's do, get the finer one.
_GRAPH = {"max_neighbors": 20, "ef_construction": 40}
_FINE_GRAPH = {"max_neighbors": 64, "ef_construction": 100}
_SLACK = 0.2  # of the pages of Chroma's database; with less it is not worth rewriting


class Chroma:
    """Where the vectors of a home's generations live.

    Args:
        url: the address of a Chroma server; ``None`` keeps each generation's vectors in its own directory.
        home: the directory whose index it is; a file in it keeps the name of the home's collections on that server.
    """

    def __init__(self, url: str | None = None, home: Path | None = None) -> None:
        self._url = url
        self._home = home

    @property
    def served(self) -> bool:
        """Whether a server keeps the vectors."""
        return self._url is not None

    def create(self, directory: Path, generation: str, *, fine: bool = False) -> DenseIndex:
        """An empty collection for a generation; what an unfinished build left under its name goes first.

        Args:
            directory: where it is kept, unless a server keeps it.
            generation: whose it is.
            fine: whether searching is to be more exact, at twice the cost of writing.
        """
        client, name = self._client(directory), self._collection(generation)
        if self.served and name in {collection.name for collection in client.list_collections()}:
            client.delete_collection(name)
        # Inner product on unit vectors; Chroma's own thresholds would write the growing graph every thousand vectors.
        hnsw = {"space": "ip", **(_FINE_GRAPH if fine else _GRAPH), **_FLUSHING["usual"]}
        collection = client.create_collection(name, embedding_function=None, configuration={"hnsw": hnsw})  # type: ignore[arg-type]
        return DenseIndex(client, collection)

    def open(self, directory: Path, generation: str) -> DenseIndex:
        """The collection of a generation.

        Raises:
            IndexDamagedError: if it is not there.
            NotConfiguredError: if the server cannot be reached.
        """
        if not self.served and not (directory / "chroma.sqlite3").is_file():
            raise IndexDamagedError(f"the vectors in {directory} are missing", ANEW)
        client, name = self._client(directory), self._collection(generation)
        try:
            return DenseIndex(client, client.get_collection(name, embedding_function=None))
        except Exception as error:
            client.close()
            place = self._url or directory
            message = f"the vectors of generation {generation} cannot be read from {place} ({error})"
            raise IndexDamagedError(message, ANEW) from error

    def drop(self, directory: Path, generation: str) -> None:
        """Delete a generation's collection from the server; on disk it goes with its directory."""
        if not self.served:
            return
        client, name = self._client(directory), self._collection(generation)
        if name in {collection.name for collection in client.list_collections()}:
            client.delete_collection(name)
        client.close()

    def _collection(self, generation: str) -> str:
        return f"beleg-{self._home_id()}-{generation}" if self._url and self._home else _COLLECTION

    def _home_id(self) -> str:
        """What tells this home from others that share the server, wherever it is moved: drawn once and kept."""
        file = cast("Path", self._home) / _HOME_ID
        with suppress(FileNotFoundError):
            return file.read_text(encoding="ascii").strip()
        drawn = secrets.token_hex(8)
        file.write_text(drawn + "\n", encoding="ascii")
        return drawn

    def _client(self, directory: Path) -> Client:
        import chromadb  # noqa: PLC0415 - a second of start-up that only this leg pays
        from chromadb.config import Settings  # noqa: PLC0415

        settings = Settings(anonymized_telemetry=False)
        if self._url is None:
            # Chroma keeps one system a path and process: a relative path would mean another place after a chdir.
            try:
                return cast("Client", chromadb.PersistentClient(str(directory.resolve()), settings=settings))
            except Exception as error:
                if (full := disk.full(error, directory)) is not None:
                    raise full from error
                if not os.access(directory, os.W_OK):
                    raise ReadOnlyError(directory) from error
                message = f"the vectors in {directory} cannot be opened ({error})"
                raise IndexDamagedError(message, ANEW) from error
        parts = urlsplit(self._url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError(f"BELEG_CHROMA_URL must look like http://127.0.0.1:8000, not {self._url!r}")
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 8000)
        try:
            return cast("Client", chromadb.HttpClient(parts.hostname, port, ssl=secure, settings=settings))
        except Exception as error:
            remedy = "start it with `chroma run`, or unset BELEG_CHROMA_URL and run `beleg index --rebuild`"
            message = f"no Chroma server answers at {self._url} ({error}); {remedy}"
            raise NotConfiguredError(message) from error


def compact(directory: Path) -> None:
    """Give back what Chroma's database, which is closed, holds on to: mostly the log of what is in the graph by now."""
    database = sqlite3.connect(directory / "chroma.sqlite3")
    try:
        pages, free = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count"))
        if free > _SLACK * pages:
            database.execute("VACUUM")
    finally:
        database.close()


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever goes wrong inside Chroma, down to a panic of its Rust core, as an error that says what to do."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, IndexDamagedError):
        raise
    except BaseException as error:
        raise IndexDamagedError(f"the vectors cannot be read ({error})", ANEW) from error


class DenseIndex:
    """The vectors of one generation."""

    def __init__(self, client: Client, collection: Collection) -> None:
        self._client = client
        self._collection = collection
        self._total: int | None = None

    def __len__(self) -> int:
        """How many vectors it holds."""
        # Chroma counts its records one by one, 50 ms of half a million; nobody else changes this generation's.
        if self._total is None:
            with _reading():
                self._total = self._collection.count()
        return self._total

    def close(self) -> None:
        """Let go of the files or the connection."""
        self._client.close()

    # Writing, before publication only

    def add(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Add vectors; row i of `vectors` belongs to the passage `keys[i]`."""
        self._total = None
        for start in range(0, len(keys), _BATCH):
            stop = start + _BATCH
            self._collection.upsert(ids=[str(key) for key in keys[start:stop]], embeddings=vectors[start:stop])

    def delete(self, keys: Sequence[int]) -> None:
        """Delete the vectors of these passages."""
        self._total = None
        for start in range(0, len(keys), _BATCH):
            self._collection.delete(ids=[str(key) for key in keys[start : start + _BATCH]])

    def set_flushing(self, often: Literal["usual", "rare", "eager"]) -> None:
        """How often Chroma is to write its graph, ``eager`` with every change; heeded at the next opening."""
        self._collection.modify(configuration={"hnsw": _FLUSHING[often]})  # type: ignore[arg-type]

    def touch(self) -> None:
        """Write one record again, twice, so that an eager collection brings everything it holds back to disk."""
        first = self._collection.get(limit=1, include=["embeddings"])
        for _ in range(2 if first["ids"] else 0):
            self._collection.upsert(ids=first["ids"], embeddings=first["embeddings"])

    # Reading

    def vectors(self, keys: Sequence[int]) -> dict[int, Vectors]:
        """The vectors of these passages; unknown keys are left out."""
        found: dict[int, Vectors] = {}
        for start in range(0, len(keys), _BATCH):
            part = [str(key) for key in keys[start : start + _BATCH]]
            with _reading():
                got = self._collection.get(ids=part, include=["embeddings"])
            rows = cast("Vectors", got["embeddings"])
            found.update({int(key): np.asarray(row, np.float32) for key, row in zip(got["ids"], rows, strict=True)})
        return found

    def present(self, keys: Sequence[int]) -> set[int]:
        """Those of these keys that it holds."""
        found: set[int] = set()
        for start in range(0, len(keys), _BATCH):
            part = [str(key) for key in keys[start : start + _BATCH]]
            with _reading():
                found.update(map(int, self._collection.get(ids=part, include=[])["ids"]))
        return found

    def search(
        self,
        vector: Vectors,
        *,
        k: int,
        named: Sequence[int] | None = None,
        admits: Callable[[Sequence[int]], Sequence[bool]] | None = None,
    ) -> list[tuple[int, float]]:
        """At most `k` keys with their cosine similarity, best first, ties by key.

        Args:
            vector: of unit length; a zero vector finds nothing.
            k: how many.
            named: if given, only these keys, at most a thousand.
            admits: if given, tells for each of many keys whether it may be found; the search widens until it has
                `k` that may, or has looked at some thousands.
        """
        if named is not None:
            return self._exactly(vector, named)[:k] if np.any(vector) and k > 0 else []
        total = len(self)
        if not np.any(vector) or not total or k < 1:
            return []
        wide = min(k if admits is None else 4 * k, total)
        while True:
            found = self._query(vector, wide)
            if admits is not None:
                keep = admits([key for key, _ in found])
                found = [hit for hit, kept in zip(found, keep, strict=True) if kept]
            if len(found) >= k or wide >= min(total, _WIDEST):
                return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:k]
            wide = min(4 * wide, total)

    def _exactly(self, vector: Vectors, named: Sequence[int]) -> list[tuple[int, float]]:
        """The named passages by similarity, without the graph, which loses some where only a few may be found."""
        found = ((key, float(row @ vector)) for key, row in self.vectors(list(named)).items())
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _query(self, vector: Vectors, n: int) -> list[tuple[int, float]]:
        with _reading():
            got = self._collection.query(query_embeddings=vector[np.newaxis], n_results=n, include=["distances"])
        distances = cast("list[list[float]]", got["distances"])
        return [(int(key), 1.0 - distance) for key, distance in zip(got["ids"][0], distances[0], strict=True)]
