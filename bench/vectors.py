"""What Chroma's graph costs and finds at several dimensions and densities, with hashed vectors of generated articles.

    python -m bench.vectors [--passages 60000] [--graphs 64-20-40,128-24-48] [--json FILE]

A graph is dimensions–edges–width. For each: milliseconds of the processor a vector, of the first and the last 5,000;
of the ten nearest by exact comparison, how many the graph finds (200 passages asked); bytes on disk; and of 200
passages of 300 articles that differ in a number, how many are not among the fifty found for them, four times.
"""

from __future__ import annotations

import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.measuring import arguments, at_least, circumstances, keep
from bench.texts import Generator
from index import dense
from index.chunking import ChunkingRules, chunk
from index.dense import Chroma
from index.embedding import HashingEmbedder
from index.language.analysis import Analyser
from index.model import Article, ArticleId

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.embedding import Vectors
    from index.language.analysis import Terms

_AT_ONCE = 5_000
_ASKED = 200
_NEAREST = 10
_ALIKE, _FOUND, _RUNS = 300, 50, 4


def passages(seed: int = 1) -> Iterator[str]:
    """The passages of generated articles, without end."""
    for number, made in enumerate(Generator(seed).articles()):
        name = f"{number:06d}"
        article = Article(id=ArticleId(name), corpus="made", source=name, title=made.title, text=made.text)
        yield from (passage.text for passage in chunk(article, ChunkingRules()))


def alike(seed: int = 5) -> list[str]:
    """The passages of articles that differ in a number, which stands in every passage."""
    some = [text for _, text in zip(range(12), passages(seed), strict=False)]
    return [f"{1_000 + 7 * number} {text}" for number in range(_ALIKE) for text in some]


def rate(vectors: Vectors, folder: Path, graph: dict[str, int]) -> dict[str, Any]:
    """What it takes to put the vectors into such a graph, and what it finds."""
    index = _filled(folder, graph)
    times = []
    for start in range(0, len(vectors), _AT_ONCE):
        some = vectors[start : start + _AT_ONCE]
        used = time.process_time()
        index.add(list(range(start, start + len(some))), some)
        times.append(1000 * (time.process_time() - used) / len(some))
    recalled = 0
    for number in np.random.default_rng(0).choice(len(vectors), _ASKED, replace=False):
        exact = np.argpartition(-(vectors @ vectors[number]), _NEAREST)[:_NEAREST]
        recalled += len({key for key, _ in index.search(vectors[number], k=_NEAREST)}.intersection(exact.tolist()))
    index.close()
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {
        "first": times[0],
        "last": times[-1],
        "all": sum(times) / len(times),
        "recall": recalled / _ASKED / _NEAREST,
        "bytes": disk / len(vectors),
    }


def lost(vectors: Vectors, folder: Path, graph: dict[str, int]) -> list[int]:
    """How many of the passages of articles that are nearly the same are not found by their own vectors, run by run."""
    runs = []
    for run in range(_RUNS):
        index = _filled(folder / str(run), graph)
        index.add(list(range(len(vectors))), vectors)
        asked = np.random.default_rng(run).choice(len(vectors), _ASKED, replace=False)
        runs.append(sum(key not in {found for found, _ in index.search(vectors[key], k=_FOUND)} for key in asked))
        index.close()
    return runs


def _filled(folder: Path, graph: dict[str, int]) -> dense.DenseIndex:
    folder.mkdir(parents=True)
    before = dense._GRAPH  # noqa: SLF001
    try:
        dense._GRAPH = graph  # noqa: SLF001
        return Chroma().create(folder, "bench")
    finally:
        dense._GRAPH = before  # noqa: SLF001


def measured(graphs: Sequence[tuple[int, int, int]], count: int) -> Iterator[dict[str, Any]]:
    """A row for each graph."""
    analyser = Analyser()
    some: list[Terms] = [analyser.terms(text) for text in islice(passages(), count)]
    same = [analyser.terms(text) for text in alike()]
    for dimensions, edges, width in graphs:
        embedder = HashingEmbedder(dimensions)
        graph = {"max_neighbors": edges, "ef_construction": width}
        with tempfile.TemporaryDirectory() as folder:
            found = rate(embedder.embed_passages(some), Path(folder) / "many", graph)
            missing = lost(embedder.embed_passages(same), Path(folder) / "alike", graph)
        yield {"dimensions": dimensions, "edges": edges, "width": width, **found, "lost": missing}


def line(row: dict[str, Any]) -> str:
    """A row in Markdown."""
    missing = ", ".join(map(str, row["lost"]))
    return (
        f"| {row['dimensions']} dimensions, {row['edges']} edges, width {row['width']} | {row['all']:.2f} "
        f"({row['first']:.2f} – {row['last']:.2f}) | {row['recall']:.2f} | {row['bytes']:.0f} | {missing} |"
    )


HEAD = (
    "| graph | ms a vector (first, last) | recall@10 | bytes on disk | near-copies not found, of 200 |\n"
    "|---|---|---|---|---|"
)


def main() -> None:
    """Print the table, row by row."""
    parser = arguments(__doc__)
    parser.add_argument("--passages", type=at_least(_ASKED), default=60_000, help="default: 60,000")
    parser.add_argument(
        "--graphs",
        default="64-20-40,64-16-32,64-24-48,128-24-48,128-64-100",
        help="each dimensions-edges-width (default: five of them)",
    )
    options = parser.parse_args()
    graphs = [(int(a), int(b), int(c)) for a, b, c in (each.split("-") for each in options.graphs.split(","))]
    rows = []
    print(HEAD)
    for row in measured(graphs, options.passages):
        rows.append(row)
        print(line(row), flush=True)
        keep(options.json, {**circumstances("bench.vectors"), "passages": options.passages, "rows": rows})


if __name__ == "__main__":
    main()
