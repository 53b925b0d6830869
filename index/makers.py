"""What makes the derived parts of an index: the rules for passages, the analyser, the embedder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.chunking import ChunkingRules
from index.embedding import HashingEmbedder
from index.language.analysis import Analyser
from index.manifest import Makers
from index.preparing import STATEMENTS_REVISION

if TYPE_CHECKING:
    from index.model_embedding import ModelEmbedder


@dataclass(frozen=True, slots=True)
class Making:
    """What an index is made with.

    Attributes:
        embedder: turns passages and plans into vectors.
        chunking: the rules for passages.
    """

    embedder: HashingEmbedder | ModelEmbedder = field(default_factory=HashingEmbedder)
    chunking: ChunkingRules = field(default_factory=ChunkingRules)

    @property
    def hashing(self) -> int | None:
        """The dimension of the hashing embedder, which workers can build; ``None`` for any other embedder."""
        return self.embedder.dimension if isinstance(self.embedder, HashingEmbedder) else None

    @property
    def makers(self) -> Makers:
        """The fingerprints that the manifest keeps."""
        return Makers(
            embedder=self.embedder.name,
            revision=self.embedder.revision,
            dimension=self.embedder.dimension,
            analyser=Analyser.revision,
            chunking=self.chunking.fingerprint,
            statements=STATEMENTS_REVISION,
            probe=self.embedder.probe,
        )
