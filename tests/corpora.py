"""Small folders of invented articles for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from index.build import BuildReport

_PLACES = ("Bremen", "Görlitz", "Linz", "Basel", "Rostock", "Passau", "Lübeck", "Trier", "Weimar", "Aachen")
_THINGS = ("Brücke", "Stadthalle", "Straßenbahn", "Bibliothek", "Kläranlage", "Fähre", "Sternwarte", "Markthalle")


def text(number: int, *, edition: int = 0) -> str:
    """An invented article, another one for each number and edition."""
    place, thing = _PLACES[number % len(_PLACES)], _THINGS[number * 3 % len(_THINGS)]
    return (
        f"{place} bekommt eine neue {thing}\n\n"
        f"Der Stadtrat von {place} hat am Montag den Bau einer {thing} beschlossen. Sie soll {12 + number + edition} "
        f"Millionen Euro kosten und in {2 + number % 5} Jahren fertig sein.\n\n"
        f"Bürgermeisterin Ida Falk{number} sagte, die {thing} sei überfällig. „Darauf haben die Leute lange gewartet“, "
        f"sagte Falk{number}. Kritik kam vom Verein Stadtgrün: Die Bäume am Ufer müssten bleiben.\n"
    )


def write(folder: Path, articles: Mapping[int, int]) -> None:
    """Make the folder hold exactly these articles, each number in its edition."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"artikel-{number:03d}.txt": text(number, edition=edition) for number, edition in articles.items()}
    for file in folder.iterdir():
        if file.name not in wanted:
            file.unlink()
    for name, content in wanted.items():
        file = folder / name
        if not file.exists() or file.read_text(encoding="utf-8") != content:
            file.write_text(content, encoding="utf-8")


def build(home: Path, folder: Path, **options: object) -> BuildReport:
    """Index one folder as the corpus ``test``."""
    return Builder(Home(home), BuildOptions(**options)).index([Folder("test", folder.resolve())])  # type: ignore[arg-type]
