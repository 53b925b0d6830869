"""What a real embedding model adds: MRR@10 of words, of the model, and of both fused, beside the better of the two.

    python -m bench.fusion MODEL FILE.json … [--backend huggingface] [--weights 0.02,0.05,0.1,0.2,0.5] [--cache FOLDER]

MODEL is what the setting ``embedder_model`` would be, a folder or a name. The files are in SQuAD's format; each
distinct paragraph is one article, cut as `beleg index` cuts it, and ranked by its best passage. Beside each fused
figure stands its paired difference from the better leg with its 95 % bootstrap interval. Vectors are kept in
``--cache``.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.ablation import DEPTH, Corpus, indexed
from eval.statistics import mean
from index.chunking import ChunkingRules
from index.fusion import fuse
from index.model_embedding import ModelEmbedder, ModelSettings
from index.planning import Planner, WordFiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.planning import Plan

    Leg = list[tuple[int, float]]

_DEEP = 100
_LATER = 60  # Cormack et al. 2009: damps the lead of rank 1


class Vectors:
    """Embeds texts, or finds their vectors in a folder."""

    def __init__(self, settings: ModelSettings, cache: Path) -> None:
        self._embedder, self._cache = ModelEmbedder(settings), cache
        cache.mkdir(parents=True, exist_ok=True)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, unit length."""
        file = self._file("passages", texts)
        if not file.exists():
            np.save(file, self._embedder.embed_texts(texts))
        return np.asarray(np.load(file))

    def questions(self, plans: Sequence[Plan]) -> np.ndarray:
        """One row a question."""
        file = self._file("questions", [plan.question for plan in plans])
        if not file.exists():
            np.save(file, np.stack([self._embedder.embed_plan(plan) for plan in plans]))
        return np.asarray(np.load(file))

    def _file(self, kind: str, texts: Sequence[str]) -> Path:
        made_of = repr((kind, self._embedder.name, self._embedder.revision, list(texts)))
        return self._cache / f"{hashlib.blake2b(made_of.encode(), digest_size=8).hexdigest()}.npy"


def legs(corpus: Corpus, plans: Sequence[Plan], vectors: Vectors) -> Iterator[tuple[Leg, Leg]]:
    """For each question what words find and what the model finds, best first."""
    index, passages = corpus.index(), vectors.passages(corpus.texts)
    for plan, vector in zip(plans, vectors.questions(plans), strict=True):
        scores = passages @ vector
        best = np.argsort(-scores, kind="stable")[:_DEEP]
        words = [(hit.key, hit.score) for hit in index.search(plan, k=_DEEP)]
        yield words, [(int(key), float(scores[key])) for key in best]


def reciprocal_ranks(corpus: Corpus, found: Sequence[Leg]) -> list[float]:
    """Of each question; 0 below rank ten."""
    values = []
    for (_, relevant), ranking in zip(corpus.questions, found, strict=True):
        articles = list(dict.fromkeys(corpus.owners[key] for key, _ in ranking))[:DEPTH]
        values.append(1 / (articles.index(relevant) + 1) if relevant in articles else 0.0)
    return values


def by_ranks(words: Leg, model: Leg) -> Leg:
    """Reciprocal rank fusion."""
    fused: dict[int, float] = {}
    for leg in (words, model):
        for rank, (key, _) in enumerate(leg, start=1):
            fused[key] = fused.get(key, 0.0) + 1 / (_LATER + rank)
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))


def column(corpus: Corpus, both: Sequence[tuple[Leg, Leg]], weights: Sequence[float]) -> dict[str, str]:
    """One file's cells."""
    alone = [reciprocal_ranks(corpus, leg) for leg in zip(*both, strict=True)]
    best = max(alone, key=sum)
    cells = {name: f"{np.mean(values):.4f}" for name, values in zip(("words", "the model"), alone, strict=True)}
    fusions = {
        f"fused, the model weighing {weight:g}": [
            fuse({"lexical": words, "dense": model}, {"dense": weight}, k=_DEEP) for words, model in both
        ]
        for weight in weights
    }
    fusions["fused by reciprocal ranks"] = [by_ranks(words, model) for words, model in both]
    for name, found in fusions.items():
        values = reciprocal_ranks(corpus, found)
        difference = mean([value - other for value, other in zip(values, best, strict=True)])
        cells[name] = (
            f"{np.mean(values):.4f} ({difference.value:+.4f} \\[{difference.low:+.4f}, {difference.high:+.4f}])"
        )
    return cells


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="a folder or a name, as the setting embedder_model")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="questions in SQuAD's format")
    parser.add_argument(
        "--backend",
        default="huggingface",
        choices=["fastembed", "huggingface", "ollama", "openai"],
        help="what runs it",
    )
    parser.add_argument("--url", help="the address of the service, for ollama and openai")
    parser.add_argument("--query-prefix", default="", help="what the model wants before a question")
    parser.add_argument("--passage-prefix", default="", help="and before a passage")
    parser.add_argument("--weights", default="0.02,0.05,0.1,0.2,0.5", help="of the model beside words' 1")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "beleg-vectors", help="of vectors")
    options = parser.parse_args()
    prefixes = {"query_prefix": options.query_prefix, "passage_prefix": options.passage_prefix}
    vectors = Vectors(ModelSettings(options.backend, options.model, options.url, **prefixes), options.cache)
    planner = Planner.open(WordFiles(dictionary="none"))
    table: dict[str, dict[str, str]] = {}
    for file in options.files:
        with tempfile.TemporaryDirectory() as folder:
            corpus = indexed(file, Path(folder), ChunkingRules())
            both = list(legs(corpus, [planner.plan(question) for question, _ in corpus.questions], vectors))
            table[corpus.name] = column(corpus, both, [float(weight) for weight in options.weights.split(",")])
    print("| | " + " | ".join(table) + " |\n|---|" + "---|" * len(table))
    for name in next(iter(table.values())):
        print(f"| {name} | " + " | ".join(cells[name] for cells in table.values()) + " |")


if __name__ == "__main__":
    main()
