"""Settings → the parts that do the work. The one place where back ends are chosen."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UsageError
from index.generation import Home

if TYPE_CHECKING:
    from assistant.answering import Answerer
    from assistant.llm import LanguageModel
    from assistant.settings import Settings
    from index.build import Builder, Progress
    from index.makers import Making
    from index.planning import Planner
    from index.readers.rules import ReadingRules
    from index.searching import Searcher

DEMONSTRATION_HOME = "demo"
"""The folder of their index under the home."""
DEMONSTRATION = "Beleg-Demo"
"""The corpus of the articles that travel with the package, named as their outlet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which index a command works on.

    Attributes:
        home: where its generations are.
        name: the name of the corpus to index there when nothing is there yet.
        folder: the folder of that corpus.
        unasked: whether Beleg builds it without being asked to, and so keeps it in line with its folder as well.
    """

    home: Home
    name: str
    folder: Path
    unasked: bool = False


def demonstration() -> Path:
    """The folder of the demonstration articles that travel with the package."""
    folder = Path(__file__).resolve().parent.parent / "seeds"
    if not folder.is_dir():
        raise UsageError("the demonstration articles are not installed; name a folder with --corpus")
    return folder


def place(settings: Settings, corpus: Path | None = None) -> Place:
    """Where to look and ask: the person's own index; before there is one, the demonstration articles'.

    Args:
        settings: the settings.
        corpus: a folder named on the command line; it gets an index of its own under the home, beside the main one.
    """
    if corpus is not None:
        folder = corpus.resolve()
        digest = hashlib.blake2b(str(folder).encode(), digest_size=4).hexdigest()
        path = settings.home / "folders" / f"{corpus_name(folder)}-{digest}"
        return Place(Home(path, chroma_url=settings.chroma_url), corpus_name(folder), folder, unasked=True)
    own = own_place(settings)
    if settings.corpus or own.home.published():
        return own
    return demonstration_place(settings)


def demonstration_place(settings: Settings) -> Place:
    """Where the demonstration articles are asked until there is an index of the person's own."""
    home = Home(settings.home / DEMONSTRATION_HOME, chroma_url=settings.chroma_url)
    return Place(home, DEMONSTRATION, demonstration(), unasked=True)


def own_place(settings: Settings) -> Place:
    """The person's own index, into which `beleg index` puts folders."""
    folder = settings.corpus.resolve() if settings.corpus else demonstration()
    name = corpus_name(folder) if settings.corpus else DEMONSTRATION
    return Place(Home(settings.home, chroma_url=settings.chroma_url), name, folder)


def corpus_name(folder: Path) -> str:
    """What a corpus is called when nobody names it: the last part of its path."""
    return folder.name or "corpus"


def making(settings: Settings) -> Making:
    """What indexes are made with.

    Raises:
        MissingExtraError: if the chosen embedder is not installed.
        ModelError: if its model is not there.
    """
    from index.makers import Making  # noqa: PLC0415 - `beleg --help` does without

    if settings.embedder == "hashing":
        return Making()
    from index.model_embedding import ModelEmbedder, ModelSettings  # noqa: PLC0415 - only those who ask for one

    if not settings.embedder_model:
        raise UsageError(f"the {settings.embedder} embedder needs a model: set embedder_model")
    model = ModelSettings(
        settings.embedder,
        settings.embedder_model,
        settings.embedder_url,
        os.environ.get("BELEG_API_KEY", ""),
        settings.query_prefix,
        settings.passage_prefix,
        settings.embedder_download,
        settings.embedder_timeout,
        settings.home / "models",
    )
    return Making(ModelEmbedder(model))


def reading_rules(settings: Settings) -> ReadingRules:
    """How files are read."""
    from index.readers.rules import ReadingRules  # noqa: PLC0415

    return ReadingRules(max_bytes=settings.max_bytes, fields=settings.fields, zone=settings.zone)


def builder(
    settings: Settings, home: Home, *, progress: Progress, rebuild: bool = False, readmit: bool = False
) -> Builder:
    """The builder of a home."""
    from index.build import Builder, BuildOptions  # noqa: PLC0415

    options = BuildOptions(making(settings), reading_rules(settings), settings.cores, rebuild=rebuild, readmit=readmit)
    return Builder(home, options, progress=progress)


def searcher(settings: Settings, home: Home) -> Searcher:
    """The searcher of a home."""
    return _searcher(settings, home, planner(settings))


def _searcher(settings: Settings, home: Home, planning: Planner) -> Searcher:
    from index.searching import Searcher  # noqa: PLC0415

    return Searcher(home, making(settings), planning, dense_weight=settings.embedder_weight)


def planner(settings: Settings) -> Planner:
    """What turns questions into plans."""
    from index.planning import Planner, WordFiles  # noqa: PLC0415

    dictionary = "none" if settings.dictionary == "none" else settings.dictionary and Path(settings.dictionary)
    return Planner.open(WordFiles(settings.aliases, dictionary or None, settings.home / "words"))


def answerer(settings: Settings, home: Home) -> Answerer:
    """What answers questions about a home's articles."""
    from assistant.answering import Answerer  # noqa: PLC0415
    from assistant.reply_parts import Answering  # noqa: PLC0415
    from index.language.analysis import Analyser  # noqa: PLC0415

    options = Answering(settings.k, settings.claims, settings.threshold, deadline=settings.deadline)
    planning = planner(settings)
    model = None if settings.model == "extractive" else _model(settings)
    return Answerer(_searcher(settings, home, planning), planning, Analyser(), options, model)


def _model(settings: Settings) -> LanguageModel | None:
    from assistant.llm import open_model  # noqa: PLC0415 - only those who set one

    return open_model(settings, os.environ)
