"""A collection of articles given as values, indexed in a temporary home for the time of an evaluation."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.wiring import builder
from index.generation import Home

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.settings import Settings
    from index.build import Progress
    from index.model import Article


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """Say nothing."""


@contextmanager
def collection(articles: Sequence[Article], settings: Settings, *, progress: Progress = _quiet) -> Iterator[Home]:
    """A home with an index of exactly these articles; gone afterwards.

    Everything is made as the settings say, but that the vectors are kept on disk even if a Chroma server is configured.
    """
    with tempfile.TemporaryDirectory(prefix="beleg-eval-") as directory:
        home = Home(Path(directory) / "home")
        builder(settings, home, progress=progress).index_articles(articles)
        yield home
