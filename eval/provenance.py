"""What was measured, with what, on what: what a reader needs in order to measure it again."""

from __future__ import annotations

import hashlib
import os
import platform
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from eval.statistics import LEVEL, RESAMPLES, SEED
from index.language.dictionary import installed

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.generation import Home


def machine() -> dict[str, object]:
    """The machine and the versions; differs between machines, so it is no part of what is compared."""
    return {
        "beleg": metadata.version("beleg"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count() or 1,
    }


def configuration(settings: Settings, home: Home) -> dict[str, object]:
    """Everything that decides what the system replies, and how intervals are drawn."""
    generation = home.open()
    try:
        makers = {name: value for name, value in asdict(generation.manifest.makers).items() if name != "probe"}
    finally:
        generation.close()
    model = "" if settings.model == "extractive" else settings.model_name or settings.model
    return {
        "index": makers,
        "k": settings.k,
        "claims": settings.claims,
        "threshold": settings.threshold,
        "dictionary": _dictionary(settings),
        "aliases": _fingerprint(settings.aliases) if settings.aliases else None,
        "embedding": {"url": settings.embedder_url, "prefixes": [settings.query_prefix, settings.passage_prefix]},
        "model": model,
        "model_url": settings.model_url if model else None,
        "interval": {"level": LEVEL, "resamples": RESAMPLES, "seed": SEED},
    }


def _fingerprint(file: Path) -> str:
    return f"{file.name} {hashlib.blake2b(file.read_bytes(), digest_size=6).hexdigest()}"


def _dictionary(settings: Settings) -> str | None:
    """The dictionary that is used beside the glossary, by its file's name: the same figures need the same one."""
    if settings.dictionary == "none":
        return None
    found = Path(settings.dictionary) if settings.dictionary else installed()
    return found.name if found else None
