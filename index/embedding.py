"""The default embedder: no model, no network, the same vectors on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from index.language.analysis import Terms
    from index.planning import Plan

    Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Passages and plans as unit vectors of one space."""

    name: str
    revision: str
    dimension: int

    def embed_passages(self, passages: Sequence[Terms]) -> Vectors:
        """One row a passage, unit length; a passage without words is a zero row."""
        ...

    def embed_plan(self, plan: Plan) -> Vectors:
        """One unit vector; zeros for an empty plan."""
        ...


class HashingEmbedder:
    """Hashes stems, compound parts and n-grams into signed buckets."""

    name = "hashing"
    revision = "1"

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension

    def embed_passages(self, passages: Sequence[Terms]) -> Vectors:
        """One row a passage, unit length; a passage without words is a zero row."""
        vectors = np.zeros((len(passages), self.dimension), dtype=np.float32)
        for row, passage in zip(vectors, passages, strict=True):
            for word in passage.words:
                self._add(row, word.parts, 1.0)
                self._add(row, word.grams, 0.3)
        return _unit(vectors)

    def embed_plan(self, plan: Plan) -> Vectors:
        """One unit vector; zeros for an empty plan."""
        vector = np.zeros((1, self.dimension), dtype=np.float32)
        for group in plan.groups:
            for alternative in group.alternatives:
                weight = group.weight * alternative.weight / len(group.alternatives)
                self._add(vector[0], alternative.parts, weight)
                self._add(vector[0], alternative.grams, 0.3 * weight)
        return np.asarray(_unit(vector)[0], dtype=np.float32)

    def _add(self, row: Vectors, terms: Sequence[str], weight: float) -> None:
        for term in terms:
            number = crc32(term.encode())
            row[number % self.dimension] += weight if number & 0x80000000 else -weight


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return np.asarray(vectors / lengths, dtype=np.float32)
