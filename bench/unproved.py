"""How many true and how many invented claims of a model are labelled as unproved, by the share that must be covered.

    python -m bench.unproved

The claims are those of ``bench/model_claims.jsonl``: each has a true quotation of the demonstration articles; half of
them tell in other words what it says (`supported`), half something else, in German and English.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.citing import Verifier
from assistant.drafts import DraftClaim, DraftQuote, NumberedPassage
from assistant.proving import Coverage
from assistant.wiring import DEMONSTRATION, demonstration
from assistant.wording import Planned
from index.build import Builder, BuildOptions
from index.chunking import ChunkingRules, chunk
from index.differences import Folder
from index.generation import Home
from index.language.analysis import Analyser
from index.planning import Planner, WordFiles
from index.searching import Searcher

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.articles import ArticleStore

CLAIMS = Path(__file__).parent / "model_claims.jsonl"
SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of one claim: the share that is covered, or ``None`` where it is refused anyway."""

    text: str
    language: str
    supported: bool
    share: float | None


def measured(articles: ArticleStore, planner: Planner) -> Iterator[Measured]:
    """Verify every claim as if a model had drafted it."""
    analyser = Analyser()
    coverage, holds = Coverage(planner, analyser), Planned(planner, analyser)
    known = [articles.article(entry.id) for entry in articles.entries()]
    for line in CLAIMS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = next(each for each in known if each and row["quote"] in each.text)
        at = article.text.index(row["quote"])
        passage = next(each.span for each in chunk(article, ChunkingRules()) if each.span.start <= at < each.span.end)
        shares: list[float] = []

        def covers(*words: str, shares: list[float] = shares) -> float:
            shares.append(coverage(*words))  # type: ignore[arg-type]
            return shares[-1]

        shown, said = [NumberedPassage(1, article, passage)], {article.id: articles.statements(article.id)}
        verifier = Verifier(shown, said, row["language"], holds=holds, covers=covers)
        shown_claim = verifier.check(DraftClaim(row["claim"], (DraftQuote(1, row["quote"]),))).claim
        # The last share is that of the whole ground; those before are of denied clauses.
        yield Measured(row["claim"], row["language"], row["supported"], shares[-1] if shown_claim else None)


def table(rows: Sequence[Measured]) -> str:
    """Of the claims that are not refused, how many are labelled at each share."""
    lines = ["| share | true, DE / EN | invented, DE / EN |", "|---:|---:|---:|"]
    for least in SHARES:
        cells = []
        for supported in (True, False):
            found = [[r.share for r in rows if (r.supported, r.language) == (supported, each)] for each in ("de", "en")]
            kept = [[share for share in shares if share is not None] for shares in found]
            cells.append(" / ".join(f"{sum(s < least for s in each) / len(each):.2f}" for each in kept))
        lines.append(f"| {least:.2f} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table, and how many are refused."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, planner = Home(Path(folder) / "home"), Planner.open(WordFiles(dictionary="none"))
        Builder(home, BuildOptions()).index([Folder(DEMONSTRATION, demonstration())])
        rows = list(measured(Searcher(home, BuildOptions().making, planner).generation.articles, planner))
    print(table(rows))
    for supported in (True, False):
        every = [row for row in rows if row.supported == supported]
        refused = sum(row.share is None for row in every)
        print(f"{'true' if supported else 'invented'}: {len(every)}, refused: {refused}")


if __name__ == "__main__":
    main()
