"""The glossary's form, so that a person can find a line and correct it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parent.parent / "index" / "language" / "glossary"
_FILES = sorted(_FOLDER.glob("*.txt"))
_ENTRY = re.compile(r"\S(?:.*\S)? = [^=;\s][^=;]*(?:; [^=;\s][^=;]*){0,3}")


def _entries(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def _headwords(file: Path) -> list[str]:
    return [line.split(" = ")[0] for line in _entries(file)]


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_every_line_is_a_headword_with_one_to_four_equivalents(file):
    for line in _entries(file):
        assert _ENTRY.fullmatch(line), line
        equivalents = line.split(" = ")[1].split("; ")
        assert len(set(equivalents)) == len(equivalents), line
        assert not re.search(r"[()/\[\]\t]", line), line
        assert unicodedata.is_normalized("NFC", line), line


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_a_file_says_its_field_and_is_sorted(file):
    assert file.read_text(encoding="utf-8").startswith("# Field: ")
    headwords = _headwords(file)
    assert headwords == sorted(headwords, key=lambda word: (word.casefold(), word))


def test_every_headword_stands_once_in_all_files():
    counts = Counter(word for file in _FILES for word in _headwords(file))
    assert [word for word, count in counts.items() if count > 1] == []


def test_there_are_at_least_six_thousand_headwords():
    assert sum(len(_headwords(file)) for file in _FILES) >= 6_000
