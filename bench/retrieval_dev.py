"""MRR@10 and Success@k of the lexical leg on SQuAD-format files, through the repository's own code.

    python bench/retrieval_dev.py FILE … [--dictionary PATH|none] [--passages]

Each distinct paragraph is one article; with ``--passages`` it is cut as `beleg index` cuts it, and ranks by its best
passage. Retrieval is over the paragraphs of one file.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from eval.squad import read_squad
from index.chunking import ChunkingRules, chunk
from index.language.analysis import Analyser
from index.lexical import LexicalIndex, LexicalPassage, LexicalWriter
from index.planning import Planner, WordFiles
from index.preparing import headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Article

DEPTH = 10


def main() -> None:
    """Print one line a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--dictionary", default="none")
    parser.add_argument("--passages", action="store_true")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "beleg-lexicons")
    options = parser.parse_args()
    dictionary = None if options.dictionary == "installed" else options.dictionary
    if dictionary not in {None, "none"}:
        dictionary = Path(dictionary)
    planner = Planner.open(WordFiles(dictionary=dictionary, cache=options.cache))
    for file in options.files:
        measure(file, planner, cut=options.passages)


def measure(file: Path, planner: Planner, *, cut: bool) -> None:
    """Build an index of one file's paragraphs and put its questions to it."""
    articles, questions = read(file)
    with tempfile.TemporaryDirectory() as folder:
        owners = build(articles, Path(folder), cut=cut)
        index = LexicalIndex.open(Path(folder))
        ranks, seconds = [], []
        for question, relevant in questions:
            start = time.perf_counter()
            hits = index.search(planner.plan(question), k=100)
            seconds.append(time.perf_counter() - start)
            found = list(dict.fromkeys(owners[hit.key] for hit in hits))
            ranks.append(found.index(relevant) + 1 if relevant in found else 0)
    mrr = sum(1 / rank for rank in ranks if 0 < rank <= DEPTH) / len(ranks)
    median = sorted(seconds)[len(seconds) // 2] * 1000
    success = {k: sum(0 < rank <= k for rank in ranks) / len(ranks) for k in (1, 5, 10)}
    print(
        f"{file.parent.name}/{file.stem}: MRR@10 {mrr:.4f}",
        *(f"Success@{k} {share:.4f}" for k, share in success.items()),
        f"({len(questions)} questions, {len(owners)} passages, median {median:.1f} ms)",
    )


def read(file: Path) -> tuple[tuple[Article, ...], list[tuple[str, int]]]:
    """The paragraphs as articles, as `beleg eval squad` makes them, and each question with the number of its own."""
    found = read_squad(file)
    numbers = {article.id: number for number, article in enumerate(found.articles)}
    return found.articles, [(each.question, numbers[each.article]) for each in found.questions]


def build(articles: Sequence[Article], folder: Path, *, cut: bool) -> list[int]:
    """Index the articles; the number of the article of each passage."""
    analyser = Analyser()
    rules = ChunkingRules() if cut else ChunkingRules(target=100_000, limit=100_000, ceiling=100_000)
    owners: list[int] = []
    writer = LexicalWriter(folder)
    for number, article in enumerate(articles):
        titled = headline(article, analyser)
        for each in [each.text for each in chunk(article, rules)] if cut else [article.text]:
            terms = analyser.terms(each)
            views = (terms.stems, terms.parts, terms.grams)
            writer.add([LexicalPassage(len(owners), number, None, 0, *views, headline=titled)])
            owners.append(number)
    writer.commit()
    writer.close()
    return owners


if __name__ == "__main__":
    main()
