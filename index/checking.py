"""Does a generation agree with itself? The checks that publish a build and that ``beleg doctor`` runs."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.errors import BelegError
from index.manifest import Manifest, damaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.generation import Generation
    from index.manifest import Makers

_SAMPLE = 20
_SAME = 0.999  # cosine between a stored vector and itself, with room for float32


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and what to do about it."""

    check: str
    problem: str
    remedy: str


def check_files(generation: Generation, manifest: Manifest) -> Iterator[Finding]:
    """Every file is there and is as it was when it was published."""
    for path in damaged(generation.directory, manifest):
        problem = f"{generation.directory / path} is missing or not as it was published"
        yield Finding("files", problem, "go back with `beleg rollback`, or rebuild with `beleg index --rebuild`")


def check_ids(generation: Generation) -> Iterator[Finding]:
    """Articles, lexical index and vectors hold the same passages."""
    stored = set(generation.articles.keys())
    for part, keys in (("lexical index", generation.lexical.keys()), ("vectors", generation.dense.keys())):
        found = list(keys)
        missing, foreign = len(stored.difference(found)), len(set(found).difference(stored))
        if missing or foreign or len(found) != len(stored):
            problem = f"the {part}: {missing} of {len(stored)} passages missing, {foreign} foreign, {len(found)} in all"
            yield Finding("ids", problem, "rebuild from the stored articles with `beleg index --rebuild`")


def check_samples(generation: Generation, *, seed: int = 0) -> Iterator[Finding]:
    """Sampled passages are slices of their articles, and each is its own nearest neighbour."""
    keys = sorted(generation.articles.keys())
    sample = sorted(random.Random(seed).sample(keys, min(_SAMPLE, len(keys))))
    passages = generation.articles.passages(sample)
    vectors = generation.dense.vectors(sample)
    for key in sample:
        if key not in passages or key not in vectors:
            yield Finding("samples", f"passage {key} cannot be read", "rebuild with `beleg index --rebuild`")
            continue
        vector = vectors[key]
        if not np.any(vector):  # a passage without words has no direction and cannot be looked for
            continue
        hits = generation.dense.search(vector, k=10)
        if not any(score >= _SAME for _, score in hits):
            problem = f"passage {passages[key].id} is not its own nearest neighbour"
            yield Finding("samples", problem, "rebuild with `beleg index --rebuild`")


def check_statements(generation: Generation) -> Iterator[Finding]:
    """Every statement lies within its article."""
    for entry in generation.articles.entries():
        for statement in generation.articles.statements(entry.id):
            spans = (*statement.spans, statement.speaker_span, statement.cue_span)
            if any(span is not None and span.end > entry.characters for span in spans):
                problem = f"a statement in {entry.source} reaches beyond the article"
                yield Finding("statements", problem, "rebuild with `beleg index --rebuild`")


def check_makers(manifest: Manifest, makers: Makers) -> Iterator[Finding]:
    """What made the generation is what asks it."""
    if manifest.makers != makers:
        problem = f"it was made with {manifest.makers}, but the settings say {makers}"
        yield Finding("makers", problem, "set the old embedder again, or rebuild with `beleg index --rebuild`")


def check_all(generation: Generation, makers: Makers) -> list[Finding]:
    """Every check, in order; a part that cannot be read at all is a finding of its own.

    Damaged files are reported without reading on: the engines that would have to read them may crash.
    """
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: check_files(generation, generation.manifest),
        lambda: check_makers(generation.manifest, makers),
        lambda: check_ids(generation),
        lambda: check_samples(generation),
        lambda: check_statements(generation),
    )
    findings: list[Finding] = []
    for check in checks:
        try:
            findings.extend(check())
        except (BelegError, OSError, ValueError, RuntimeError, sqlite3.DatabaseError) as error:
            findings.append(Finding("reading", str(error), "go back with `beleg rollback`, or index again"))
        if any(finding.check == "files" for finding in findings):
            break
    return findings
