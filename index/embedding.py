"""The default embedder: no model, no network, the same vectors on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from index.language.analysis import Terms, Word
    from index.planning import Plan

    Vectors = npt.NDArray[np.float32]

_GRAMS = 0.3  # how much an n-gram counts beside a word or part
_NARROWEST, _WIDEST = 8, 8_000
_BATCH = 64


class HashingEmbedder:
    """Hashes compound parts and n-grams into signed buckets: deterministic, the same vectors on every machine.

    A bag of words squeezed into few dimensions, for passages that no word of a question finds. Unlike a model's
    vectors these hold no more than the words do. Safe to share between threads.

    Args:
        dimension: buckets, 8 to 8,000.
        cache_size: how many distinct words are remembered, about 200 bytes each.
    """

    name = "hashing"
    revision = "2"
    probe: tuple[float, ...] = ()  # name and revision say all

    def __init__(self, dimension: int = 64, *, cache_size: int = 150_000) -> None:
        if not _NARROWEST <= dimension <= _WIDEST:
            raise ValueError(f"a hashing embedder has {_NARROWEST} to {_WIDEST} dimensions, not {dimension}")
        self.dimension = dimension
        self._cells: dict[str, bytes] = {}
        self._cache_size = cache_size

    def embed_passages(self, passages: Sequence[Terms]) -> Vectors:
        """One row a passage, unit length; a passage without words is a zero row."""
        vectors = np.zeros((len(passages), self.dimension), dtype=np.float32)
        for start in range(0, len(passages), _BATCH):
            batch = passages[start : start + _BATCH]
            vectors[start : start + len(batch)] = self._counted([passage.words for passage in batch])
        return _unit(vectors)

    def embed_plan(self, plan: Plan) -> Vectors:
        """One unit vector; zeros for an empty plan. Of a group's alternatives the first counts most."""
        vector = np.zeros(self.dimension, dtype=np.float32)
        for group in plan.groups:
            for place, alternative in enumerate(group.alternatives, start=1):
                weight = group.weight * alternative.weight / place
                for terms, share in ((alternative.parts, 1.0), (alternative.grams, _GRAMS)):
                    for term in terms:
                        number = crc32(term.encode())
                        vector[number % self.dimension] += weight * share * _sign(number)
        return np.asarray(_unit(vector[np.newaxis])[0], dtype=np.float32)

    def _counted(self, passages: Sequence[Sequence[Word]]) -> Vectors:
        """For each passage the sum of its words' vectors."""
        known, width = self._cells, 4 * self.dimension
        cells = [
            np.frombuffer(
                b"".join([known.get(word.text) or self._cells_of(word) for word in words if word.parts]), np.int16
            )
            for words in passages
        ]
        rows = np.repeat(np.arange(len(passages)) * width, [len(each) for each in cells])
        counts = np.bincount(np.concatenate(cells) + rows, minlength=len(passages) * width)
        added, taken, gram_added, gram_taken = counts.reshape(len(passages), 4, self.dimension).swapaxes(0, 1)
        return np.asarray(added - taken + _GRAMS * (gram_added - gram_taken), dtype=np.float32)

    def _cells_of(self, word: Word) -> bytes:
        """Where a word's terms count: bucket + dimension × (0 added, 1 taken off; 2 and 3 the same for n-grams).

        As bytes, each cell two of them: hundreds of words are put together much faster than as arrays.
        """
        if len(self._cells) >= self._cache_size:
            self._cells.clear()
        numbered = [
            (crc32(term.encode()), kind) for terms, kind in ((word.parts, 0), (word.grams, 2)) for term in terms
        ]
        found = [number % self.dimension + self.dimension * (kind + (_sign(number) < 0)) for number, kind in numbered]
        cells = self._cells[word.text] = np.array(found, dtype=np.int16).tobytes()
        return cells


def _sign(number: int) -> int:
    return 1 if number & 0x80000000 else -1


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return np.asarray(vectors / lengths, dtype=np.float32)
