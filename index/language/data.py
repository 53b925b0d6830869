"""The plain-text lists beside the code: stop words, question frames, irregular forms, splits, aliases."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def lines(path: Path) -> list[str]:
    """The lines of a list, without comments (``#`` at a line's start) and empty lines, stripped."""
    stripped = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in stripped if line and not line.startswith("#")]


def listed(name: str) -> list[str]:
    """The lines of one of our own lists."""
    return lines(FOLDER / name)
