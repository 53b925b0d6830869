"""Writes the figures of ``eval/baseline.json`` into the documents that show them: ``python -m tests.figures``."""

from __future__ import annotations

import re
from pathlib import Path

from eval.reports.markdown import count_and_measures
from eval.storage import read_run
from eval.summary import summarise

ROOT = Path(__file__).resolve().parent.parent
BASELINE = ROOT / "eval" / "baseline.json"
DOCUMENTS = (ROOT / "README.md", ROOT / "docs" / "evaluation.md")
_FIGURES = re.compile(r"(<!-- figures: [^>]*-->\n).*?(<!-- end of figures -->)", re.DOTALL)


def with_figures(text: str) -> str:
    """A document whose marked part is the table of the baseline."""
    table = count_and_measures(summarise(read_run(BASELINE).outcomes))
    changed, count = _FIGURES.subn(lambda marks: f"{marks[1]}{table}\n{marks[2]}", text)
    if count != 1:
        raise ValueError("a document has one part between '<!-- figures: … -->' and '<!-- end of figures -->'")
    return changed


def main() -> None:
    """Rewrite the documents."""
    for document in DOCUMENTS:
        document.write_text(with_figures(document.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
