"""Two runs of the same topics: better, worse, or no detectable change, at a stated error rate. Pure.

For each measure and language the mean difference over the topics both runs asked, with a paired bootstrap interval.
Two measures are of the whole set: the balanced accuracy is a sum of both error rates, and the area under the ROC curve
one of each question's placement among those of the other kind (DeLong, DeLong and Clarke-Pearson 1988).
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
from eval.summary import ALL, AUROC, BALANCED, PASSED

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


COMPARED = (*MEASURES, BALANCED, AUROC, PASSED)
"""What is compared, in the order of the reports."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One measure in one language: its value in both runs, and what each topic adds to the difference.

    The mean of `parts` is after minus before.
    """

    measure: str
    language: str
    before: float
    after: float
    parts: Mapping[str, float]


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
    columns = [_column(pairs, measure, language) for language in slices for measure in COMPARED]
    topics = sorted({after.topic for _, after in pairs})
    matrix = np.array([[column.parts.get(topic, 0.0) for column in columns] for topic in topics])
    chances = sign_flip(matrix.reshape(len(topics), len(columns)), seed=seed, flips=flips)
    return tuple(_verdict(column, float(chance)) for column, chance in zip(columns, chances, strict=True))


def _column(pairs: Sequence[tuple[Outcome, Outcome]], measure: str, language: str) -> _Column:
    chosen = [pair for pair in pairs if language in (ALL, pair[1].language)]
    if measure in (BALANCED, AUROC):
        before, after, parts = _of_the_set(chosen, measure)
        return _Column(measure, language, before, after, parts)
    table = _table(chosen, measure)
    count = max(len(table), 1)
    before, after = (sum(side) / count for side in zip(*table.values(), strict=True)) if table else (0.0, 0.0)
    return _Column(measure, language, before, after, {topic: b - a for topic, (a, b) in table.items()})


def _of_the_set(pairs: Sequence[tuple[Outcome, Outcome]], measure: str) -> tuple[float, float, dict[str, float]]:
    """Before, after, and each topic's part of the difference, of a measure over questions of both kinds together."""
    asked = [pair for pair in pairs if all(outcome.kind in ("answer", "abstention") for outcome in pair)]
    kinds = [[pair for pair in asked if pair[0].answerable == kind] for kind in (True, False)]
    if not all(kinds):
        return 0.0, 0.0, {}
    values, parts = [0.0, 0.0], dict[str, float]()
    for mine, others in (kinds, kinds[::-1]):
        scores = [_placed([p[side] for p in mine], [p[side] for p in others], measure) for side in (0, 1)]
        for (_, after), old, new in zip(mine, *scores, strict=True):
            share = 1 / (2 * len(mine))
            values = [values[0] + share * old, values[1] + share * new]
            parts[after.topic] = parts.get(after.topic, 0.0) + share * (new - old)
    return values[0], values[1], {topic: part * len(parts) for topic, part in parts.items()}


def _placed(mine: Sequence[Outcome], others: Sequence[Outcome], measure: str) -> list[float]:
    """For each question of one kind whether it was treated rightly; for the area under the curve its placement.

    A placement is the share of the other kind's questions on the right side of it, half for those beside it.
    """
    if measure == BALANCED:
        return [float((outcome.kind == "answer") == outcome.answerable) for outcome in mine]
    own, other = (np.array([outcome.confidence for outcome in outcomes]) for outcomes in (mine, others))
    sign = 1.0 if mine[0].answerable else -1.0
    return [float(each) for each in ((np.sign(sign * (own[:, None] - other[None, :])) + 1) / 2).mean(axis=1)]


def _table(pairs: Sequence[tuple[Outcome, Outcome]], measure: str) -> dict[str, tuple[float, float]]:
    """For each topic the mean score before and after, over the variants that have one in both runs."""
    found: dict[str, list[tuple[float, float]]] = {}
    for before, after in pairs:
        old, new = _score(before, measure), _score(after, measure)
        if old is not None and new is not None:
            found.setdefault(after.topic, []).append((old, new))
    return {
        topic: (sum(a for a, _ in scores) / len(scores), sum(b for _, b in scores) / len(scores))
        for topic, scores in found.items()
    }


def _score(outcome: Outcome, measure: str) -> float | None:
    if measure == PASSED:
        return float(outcome.passed)
    # Who refuses quotes nothing false: a false quotation in the place of a refusal must show.
    return outcome.scores.get(measure, 1.0 if measure == FIDELITY and outcome.kind == "abstention" else None)


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


def _verdict(column: _Column, chance: float) -> Verdict:
    measure, language = column.measure, column.language
    if not column.parts:
        nothing = unscored("no topic has a score in both runs")
        return Verdict(measure, language, None, None, nothing, None, "not compared")
    before, after = round(column.before, 6), round(column.after, 6)
    difference = mean(list(column.parts.values()))
    change = after - before
    verdict: Judged = "no detectable change"
    # A false quotation is no matter of chance: one is one too many.
    sure = chance <= ERROR_RATE or (measure == FIDELITY and change < 0)
    if sure and change:
        verdict = "better" if (change > 0) != (measure in LOWER_IS_BETTER) else "worse"
    return Verdict(measure, language, before, after, difference, round(chance, 6), verdict)
