"""Which files are read again: those that may have changed, and no others."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from index import differences
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home

if TYPE_CHECKING:
    from pathlib import Path

LATER = 4_000_000_000


@pytest.fixture
def rested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Builder, Folder]:
    """An index of two files that had been at rest when they were read, and their folder."""
    root = tmp_path / "news"
    root.mkdir()
    (root / "a.txt").write_text("Der Minister sprach in Berlin über Zölle.")
    (root / "b.txt").write_text("Die Kanzlerin sprach in Wien über Stahl.")
    now = time.time_ns
    builder, folder = Builder(Home(tmp_path / "home"), BuildOptions()), Folder("news", root)
    with monkeypatch.context() as patched:
        patched.setattr("index.differences.time.time_ns", lambda: now() + LATER)
        builder.index([folder])
    return builder, folder


def _read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []
    real = differences.read_bytes

    def noted(path: Path, source: str, rules: object) -> bytes:
        read.append(source)
        return real(path, source, rules)  # type: ignore[arg-type]

    monkeypatch.setattr(differences, "read_bytes", noted)
    return read


def test_a_file_at_rest_is_not_read_again(rested: tuple[Builder, Folder], monkeypatch: pytest.MonkeyPatch) -> None:
    read = _read(monkeypatch)
    report = rested[0].index([rested[1]])
    assert (report.unchanged, read) == (2, [])


def test_another_text_of_the_same_size_and_time_of_writing_is_noticed(rested: tuple[Builder, Folder]) -> None:
    file = rested[1].root / "a.txt"
    before = file.stat()
    file.write_text(file.read_text().replace("Berlin", "Madrid"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert rested[0].index([rested[1]]).changed == 1


def test_another_file_put_in_its_place_is_noticed(rested: tuple[Builder, Folder]) -> None:
    file = rested[1].root / "a.txt"
    before = file.stat()
    other = rested[1].root.parent / "other"
    other.write_text(file.read_text().replace("Berlin", "Madrid"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert rested[0].index([rested[1]]).changed == 1


def test_a_file_written_just_before_it_was_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "news"
    root.mkdir()
    (root / "a.txt").write_text("Der Minister sprach in Berlin über Zölle.")
    builder = Builder(Home(tmp_path / "home"), BuildOptions())
    builder.index([Folder("news", root)])
    read = _read(monkeypatch)
    assert builder.index([Folder("news", root)]).unchanged == 1
    assert read == ["a.txt"]
