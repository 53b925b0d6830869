"""Does a generation agree with itself? The checks that publish a build and that ``beleg doctor`` runs."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.embedding import HashingEmbedder
from index.errors import REREAD, BelegError, IndexDamagedError
from index.language.analysis import Analyser
from index.language.lexicon import damaged as damaged_lexicons
from index.manifest import Manifest, damaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from index.embedding import Vectors
    from index.generation import Generation
    from index.manifest import Makers

_SAMPLE = 20
_RECOMPUTED = 200
_MANY = 100  # times as many passages as are drawn; from here on their keys are not listed
_ROUNDING = 1e-4  # of vectors of unit length
_NEIGHBOURS = 50
_MOST_LOST = 0.5  # of the sample; Chroma finds no more among hundreds of near-copies
_REBUILD = "rebuild with `beleg index --rebuild`"
_LIKE = 0.95  # cosine between a vector and the nearest one found, itself as a rule


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and what to do about it (empty where nothing is known to help)."""

    check: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a build did to the passages of a generation, which had been checked when it was published.

    Attributes:
        before: how many passages it had.
        came: the keys of those that were added, ascending.
        went: likewise of those that were deleted.
    """

    before: int
    came: Sequence[int]
    went: Sequence[int]


def check_files(generation: Generation, manifest: Manifest) -> Iterator[Finding]:
    """Every file is there and is as it was when it was published."""
    for path in damaged(generation.directory, manifest):
        problem = f"{generation.directory / path} is missing or not as it was published"
        yield Finding("files", problem, "go back with `beleg rollback`, or rebuild with `beleg index --rebuild`")


def check_ids(generation: Generation) -> Iterator[Finding]:
    """Articles, lexical index and vectors hold the same passages."""
    stored = list(generation.articles.keys())
    lexical = generation.lexical.keys()
    # Chroma lists its records ever slower the more it has passed over, but finds named ones at once.
    counted = (
        ("lexical index", len(set(stored).intersection(lexical)), len(lexical)),
        ("vectors", len(generation.dense.present(stored)), len(generation.dense)),
    )
    for part, found, total in counted:
        if not found == total == len(stored):
            missing, foreign = len(stored) - found, total - found
            problem = f"the {part}: {missing} of {len(stored)} passages missing, {foreign} foreign, {total} in all"
            yield Finding("ids", problem, "rebuild from the stored articles with `beleg index --rebuild`")


def check_change(generation: Generation, change: Change) -> Iterator[Finding]:
    """Articles, lexical index and vectors hold what a build added, nothing of what it deleted, and as many in all.

    With :func:`check_ids` of the generation before, that says that they hold the same passages, at the change's cost.
    """
    expected = change.before + len(change.came) - len(change.went)
    articles, lexical, dense = generation.articles, generation.lexical, generation.dense
    parts = (
        ("articles", articles.counts()["passages"], articles.article_numbers),
        ("lexical index", len(lexical), lexical.present),
        ("vectors", len(dense), dense.present),
    )
    for part, total, present in parts:
        missing = len(change.came) - len(present(change.came))
        left = len(present(change.went))
        if missing or left or total != expected:
            problem = f"the {part}: {missing} new passages missing, {left} deleted ones left, {total} of {expected}"
            yield Finding("ids", problem, "rebuild from the stored articles with `beleg index --rebuild`")


def check_samples(generation: Generation, *, seed: int = 0) -> Iterator[Finding]:
    """Sampled passages can be read, each with its vector, and find themselves or their like.

    Their like, because the graph that Chroma searches is approximate: among hundreds of articles that differ in a
    number it finds the others first.
    """
    sample = _drawn(generation, _SAMPLE, seed)
    passages, vectors = generation.articles.passages(sample), generation.dense.vectors(sample)
    lost = []
    for key in sample:
        if key not in passages or key not in vectors:
            yield Finding("samples", f"passage {key} cannot be read", _REBUILD)
            continue
        vector = vectors[key]
        if not np.any(vector):  # a passage without words has no direction and cannot be looked for
            continue
        if not any(score >= _LIKE for _, score in generation.dense.search(vector, k=_NEIGHBOURS)):
            lost.append(passages[key].id)
    if len(lost) > _MOST_LOST * len(sample):
        problem = f"{len(lost)} of {len(sample)} passages are not their own nearest neighbours, such as {lost[0]}"
        yield Finding("samples", problem, _REBUILD)


def check_vectors(generation: Generation, *, seed: int = 0) -> Iterator[Finding]:
    """Sampled passages have the vectors that the hashing embedder makes of their text; a model is not asked again."""
    makers = generation.manifest.makers
    known = HashingEmbedder.name, HashingEmbedder.revision, Analyser.revision
    if (makers.embedder, makers.revision, makers.analyser) != known:
        return
    sample = _drawn(generation, _RECOMPUTED, seed)
    passages, vectors = generation.articles.passages(sample), generation.dense.vectors(sample)
    both = [key for key in sample if key in passages and key in vectors]
    analyser = Analyser()
    made = HashingEmbedder(makers.dimension).embed_passages([analyser.terms(passages[key].text) for key in both])
    wrong = [key for key, vector in zip(both, made, strict=True) if not _same(vector, vectors[key])]
    if wrong:
        example = passages[wrong[0]].id
        problem = f"{len(wrong)} of {len(both)} vectors are not those of their passages' text, such as {example}'s"
        yield Finding("vectors", problem, _REBUILD)


def _drawn(generation: Generation, most: int, seed: int) -> list[int]:
    """The keys of so many passages, drawn at random; ascending."""
    dice, total = random.Random(seed), generation.articles.counts()["passages"]
    if total > _MANY * most:
        return sorted({generation.articles.key_near(dice.random()) for _ in range(most)})
    return sorted(dice.sample(list(generation.articles.keys()), min(most, total)))


def _same(one: Vectors, other: Vectors) -> bool:
    return one.shape == other.shape and bool(np.allclose(one, other, atol=_ROUNDING))


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
    elif not manifest.makers.same_model(makers):
        problem = f"what is called {makers.embedder} now gives other vectors than when the index was made"
        yield Finding("makers", problem, "have the old model served again, or rebuild with `beleg index --rebuild`")


def check_words(cache: Path) -> Iterator[Finding]:
    """What was compiled of the glossary and dictionaries can be read."""
    for path in damaged_lexicons(cache):
        yield Finding("words", f"{path} is damaged", "delete it; it is compiled anew when a question is asked")


def check_all(generation: Generation, makers: Makers) -> list[Finding]:
    """Every check, in order; a part that cannot be read at all is a finding of its own.

    Damaged files are reported without reading on: the engines that would have to read them may crash.
    """
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: check_files(generation, generation.manifest),
        lambda: check_makers(generation.manifest, makers),
        lambda: check_ids(generation),
        lambda: check_samples(generation),
        lambda: check_vectors(generation),
        lambda: check_statements(generation),
    )
    findings: list[Finding] = []
    for check in checks:
        try:
            findings.extend(check())
        except IndexDamagedError as error:
            findings.append(Finding("reading", error.problem, error.remedy))
        except BelegError as error:  # its message says what to do: nothing has to be damaged
            problem, _, remedy = str(error).partition("; ")
            findings.append(Finding("reading", problem, remedy))
        except (OSError, ValueError, RuntimeError, sqlite3.DatabaseError) as error:
            findings.append(Finding("reading", str(error), f"go back with `beleg rollback`, or {REREAD}"))
        if any(finding.check == "files" for finding in findings):
            break
    return list(dict.fromkeys(findings))  # a part that cannot be opened fails every check that wants it
