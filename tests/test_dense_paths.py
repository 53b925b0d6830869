"""Chroma keeps one system a path for the whole process: two homes must never be taken for one another."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.dense import Chroma


def test_two_homes_of_the_same_relative_path_keep_their_own_vectors(tmp_path, monkeypatch):
    found = {}
    for name, keys in (("one", [1, 2, 3]), ("other", [4])):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        dense = Chroma().create(Path("home"), "000001")  # left open on purpose, as a reader leaves an old generation
        dense.add(keys, np.eye(len(keys), 8, dtype=np.float32))
        found[name] = sorted(dense.present([1, 2, 3, 4, 5]))
    assert found == {"one": [1, 2, 3], "other": [4]}
