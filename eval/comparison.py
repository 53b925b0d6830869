"""Two runs of the same topics: better, worse, or no detectable change, at a stated error rate. Pure.

For each measure and language the mean difference over the topics both runs asked, with a paired bootstrap interval.
The verdicts come from one sign-flip randomisation test over all of them together (Westfall and Young 1993, single-step
maximum statistic): under the hypothesis that the runs do not differ, each topic's differences may as well have had the
other sign, in all measures at once. The rate at which *any* measure of two equal systems is called better or worse is
:data:`ERROR_RATE`, however many measures there are and however they hang together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from eval.scoring import FIDELITY, LOWER_IS_BETTER, MEASURES
from eval.statistics import SEED, Estimate, mean, unscored
from eval.summary import ALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.outcomes import Outcome, Run
    from eval.statistics import Array

ERROR_RATE = 0.05
FLIPS = 5_000
_AT_ONCE = 2_500
_EQUAL = 1e-9

Judged = Literal["better", "worse", "no detectable change", "not compared"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one measure.

    Attributes:
        measure: its name.
        language: ``de``, ``en`` or ``all``.
        before: its mean in the first run, over the topics compared.
        after: in the second.
        difference: after minus before, with its interval.
        p: how often chance alone does as much to any measure; ``None`` if nothing could be compared.
        verdict: in words; that a lower error rate is better is taken into account.
    """

    measure: str
    language: str
    before: float | None
    after: float | None
    difference: Estimate
    p: float | None
    verdict: Judged


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that passed in one run and not in the other, or whose ranking or claims changed.

    Attributes:
        before: its outcome in the first run.
        after: in the second.
        changed: the measures whose scores differ.
    """

    before: Outcome
    after: Outcome
    changed: tuple[str, ...]

    @property
    def passed(self) -> str:
        """``now passes``, ``no longer passes`` or empty."""
        if self.before.passed == self.after.passed:
            return ""
        return "now passes" if self.after.passed else "no longer passes"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs compared.

    Attributes:
        verdicts: one a measure and language.
        flips: questions that came out otherwise, those that no longer pass first.
        topics: how many topics both runs asked in the same words.
        left_out: topics that only one run has, or whose judgements differ.
        settings: what differs in the two configurations: name, before, after.
        seed: of the flips.
    """

    verdicts: tuple[Verdict, ...]
    flips: tuple[Flip, ...]
    topics: int
    left_out: tuple[str, ...]
    settings: tuple[tuple[str, object, object], ...]
    seed: int

    @property
    def worse(self) -> tuple[Verdict, ...]:
        """What got worse."""
        return tuple(verdict for verdict in self.verdicts if verdict.verdict == "worse")

    @property
    def better(self) -> tuple[Verdict, ...]:
        """What got better."""
        return tuple(verdict for verdict in self.verdicts if verdict.verdict == "better")


def compare(before: Run, after: Run, *, seed: int = SEED, flips: int = FLIPS) -> Comparison:
    """The comparison of two runs, on the topics that both asked in the same words and judged alike.

    Args:
        before: the first run.
        after: the second.
        seed: of the flips of signs.
        flips: how many.
    """
    old, new = ({outcome.key: outcome for outcome in run.outcomes} for run in (before, after))
    common = [key for key in new if key in old and _comparable(old[key], new[key])]
    pairs = [(old[key], new[key]) for key in common]
    left_out = sorted({topic for topic, _ in (*old, *new)} - {topic for topic, _ in common})
    turned = [Flip(a, b, _changed(a, b)) for a, b in pairs if _differ(a, b)]
    turned.sort(key=lambda flip: (flip.passed != "no longer passes", not flip.passed, flip.after.key))
    return Comparison(
        verdicts=_verdicts(pairs, seed, flips),
        flips=tuple(turned),
        topics=len({topic for topic, _ in common}),
        left_out=tuple(left_out),
        settings=_settings(before.configuration, after.configuration),
        seed=seed,
    )


def _comparable(before: Outcome, after: Outcome) -> bool:
    return before.digest == after.digest and "unjudged" not in (before.kind, after.kind)


def _changed(before: Outcome, after: Outcome) -> tuple[str, ...]:
    return tuple(name for name in MEASURES if before.scores.get(name) != after.scores.get(name))


def _differ(before: Outcome, after: Outcome) -> bool:
    if before.passed != after.passed or before.scores != after.scores or before.kind != after.kind:
        return True
    if before.claims == after.claims and before.articles == after.articles:
        return False
    before, after = before.slim(), after.slim()  # a baseline keeps no more
    return (before.claims, before.articles) != (after.claims, after.articles)


def _settings(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[tuple[str, object, object], ...]:
    names = sorted({*before, *after})
    return tuple((name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name))


def _verdicts(pairs: Sequence[tuple[Outcome, Outcome]], seed: int, flips: int) -> tuple[Verdict, ...]:
    languages = sorted({after.language for _, after in pairs})
    slices = [ALL, *languages] if len(languages) > 1 else languages
    names = [(measure, language) for language in slices for measure in MEASURES]
    tables = [_table(pairs, measure, language) for measure, language in names]
    topics = sorted({after.topic for _, after in pairs})
    matrix = np.zeros((len(topics), len(names)))
    for column, table in enumerate(tables):
        for row, topic in enumerate(topics):
            if topic in table:
                matrix[row, column] = table[topic][1] - table[topic][0]
    chances = sign_flip(matrix, seed=seed, flips=flips)
    return tuple(
        _verdict(measure, language, list(table.values()), float(chance))
        for (measure, language), table, chance in zip(names, tables, chances, strict=True)
    )


def _table(pairs: Sequence[tuple[Outcome, Outcome]], measure: str, language: str) -> dict[str, tuple[float, float]]:
    """For each topic the mean score before and after, over the variants that have one in both runs."""
    found: dict[str, list[tuple[float, float]]] = {}
    for before, after in pairs:
        if language in (ALL, after.language) and measure in before.scores and measure in after.scores:
            found.setdefault(after.topic, []).append((before.scores[measure], after.scores[measure]))
    return {
        topic: (sum(a for a, _ in scores) / len(scores), sum(b for _, b in scores) / len(scores))
        for topic, scores in found.items()
    }


def sign_flip(differences: Array, *, seed: int = SEED, flips: int = FLIPS) -> Array:
    """For each column the chance that flipping the rows' signs at random makes any column as extreme as it is.

    Args:
        differences: a row a topic, a column a measure; 0 where a topic has no score.
        seed: of the flips.
        flips: how many random assignments of signs.
    """
    scale = np.sqrt((differences**2).sum(axis=0))
    differing = scale > _EQUAL  # a column without any difference is never extreme
    chances: Array = np.ones(differences.shape[1])
    if not differing.any():
        return chances
    standard = differences[:, differing] / scale[differing]
    observed = np.abs(standard.sum(axis=0))
    generator = np.random.default_rng(seed)
    extreme = np.ones(len(observed))
    for start in range(0, flips, _AT_ONCE):
        drawn = generator.integers(0, 2, (min(_AT_ONCE, flips - start), len(standard)), dtype=np.int8)
        most = np.abs((2.0 * drawn - 1.0) @ standard).max(axis=1)
        extreme += (most[:, None] >= observed[None, :] - _EQUAL).sum(axis=0)
    chances[differing] = extreme / (flips + 1)
    return chances


def _verdict(measure: str, language: str, scores: Sequence[tuple[float, float]], chance: float) -> Verdict:
    if not scores:
        nothing = unscored("no topic has a score in both runs")
        return Verdict(measure, language, None, None, nothing, None, "not compared")
    before, after = (round(sum(side) / len(scores), 6) for side in zip(*scores, strict=True))
    difference = mean([b - a for a, b in scores])
    change = after - before
    verdict: Judged = "no detectable change"
    # A false quotation is no matter of chance: one is one too many.
    sure = chance <= ERROR_RATE or (measure == FIDELITY and change < 0)
    if sure and change:
        verdict = "better" if (change > 0) != (measure in LOWER_IS_BETTER) else "worse"
    return Verdict(measure, language, before, after, difference, round(chance, 6), verdict)
