"""How much of a plan a text holds: the groups that found the passage, looked for in a sentence. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.language.particles import reunited
from index.preparing import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.language.analysis import Analyser
    from index.planning import Alternative, Group, Plan

# How surely a group is there when only parts of a compound, or only most of its letters, are.
_BY_PARTS = 0.85
_BY_GRAMS = 0.7
_ENOUGH_GRAMS = 0.6
# How surely when one of two words begins with the other: geheim, Geheimhaltung.
_BY_BEGINNING = 0.6
_SHORTEST_BEGINNING = 5


@dataclass(frozen=True, slots=True)
class Match:
    """What a text holds of a plan.

    Attributes:
        strengths: for each group, from 0 (absent) to 1 (there word for word).
        coverage: the weighted share of the groups that is there, 0 to 1.
        mass: how much is there: the weights of these groups added up; 1 is a word found nowhere else.
    """

    strengths: tuple[float, ...]
    coverage: float
    mass: float


class Matcher:
    """Looks for one plan's groups in texts.

    Args:
        plan: what to look for.
        analyser: the one the index was made with.
        rarity: how much a group tells, above 0 to 1; higher for rarer ones.

    Attributes:
        groups: what is looked for.
        weights: how much each group counts.
        total: the weights added up.
    """

    def __init__(self, plan: Plan, analyser: Analyser, rarity: Callable[[Group], float]) -> None:
        self.groups = plan.groups
        self._analyser = analyser
        self.weights = tuple(max(group.weight * rarity(group), 1e-6) for group in plan.groups)
        self.total = sum(self.weights) or 1.0
        self._matched: dict[str, Match] = {}

    def narrowed(self, occurs: Callable[[Alternative], object]) -> Matcher:
        """A matcher for the question's own words where the articles have them: *Interview*, then not *Gespräch*."""
        narrow = Matcher.__new__(Matcher)
        narrow._analyser, narrow.weights, narrow.total = self._analyser, self.weights, self.total  # noqa: SLF001
        narrow._matched = {}  # noqa: SLF001
        narrow.groups = tuple(_narrowed(group, occurs) for group in self.groups)
        return narrow

    def match(self, text: str) -> Match:
        """What `text` holds of the plan; of the same headlines and sentences it is asked again and again."""
        known = self._matched.get(text)
        if known is None:
            known = self._matched[text] = self._match(text)
        return known

    def _match(self, text: str) -> Match:
        stems: set[str] = set()
        spelled: set[str] = set()
        parts: set[str] = set()
        grams: list[frozenset[str]] = []
        for word in self._analyser.terms(text).words:
            stems.update(word.stems)
            if not word.text[0].isdigit():
                spelled.update(word.stems)
            parts.update(word.parts)
            if word.grams:
                grams.append(frozenset(word.grams))
        stems.update(reunited(text))
        every = frozenset().union(*grams)
        strengths = tuple(
            max(
                (
                    _strength(each, stems, parts, grams, every)
                    for each in group.alternatives
                    if not _counts_in_words(each) or spelled.issuperset(each.stems)
                ),
                default=0.0,
            )
            for group in self.groups
        )
        coverage = self.weigh(strengths)
        return Match(strengths, coverage, coverage * self.total)

    def named(self, name: str) -> Match:
        """What a person's name holds of the plan, word for word: *Dmitri* is no *Dmitrijew*."""
        held = {bare(stem) for word in self._analyser.terms(name).words for stem in word.stems}
        strengths = tuple(
            max((_strength_of_name(each, held) for each in group.alternatives), default=0.0) for group in self.groups
        )
        coverage = self.weigh(strengths)
        return Match(strengths, coverage, coverage * self.total)

    @property
    def stems_of_names(self) -> set[str]:
        """Of the words of every alternative the first one's stem: each name that :meth:`named` finds holds one."""
        return {bare(each.stems[0]) for group in self.groups for each in group.alternatives if each.stems}

    def weigh(self, strengths: Sequence[float]) -> float:
        """The weighted share of strengths, 0 to 1."""
        return sum(s * w for s, w in zip(strengths, self.weights, strict=True)) / self.total


def _counts_in_words(wanted: Alternative) -> bool:
    """Whether a phrase holds nothing but an ordinal in words ("zum ersten Mal"): a figure 1 is not that."""
    return " " in wanted.text and bool(wanted.stems) and all(stem.isdigit() for stem in wanted.stems)


def _narrowed(group: Group, occurs: Callable[[Alternative], object]) -> Group:
    """The group without other translations where one is spelled like the question's word and occurs."""
    own = tuple(each for each in group.alternatives if each.text.casefold() == group.source.casefold() and occurs(each))
    return replace(group, alternatives=own) if own else group


def _strength_of_name(wanted: Alternative, held: set[str]) -> float:
    """Names of any ending take an "s": of *Rubios*, *Rubio* is the name."""
    return wanted.weight if wanted.stems and all(bare(each) in held for each in wanted.stems) else 0.0


def _strength(
    wanted: Alternative, stems: set[str], parts: set[str], grams: list[frozenset[str]], every: frozenset[str]
) -> float:
    if wanted.stems and stems.issuperset(wanted.stems):
        return wanted.weight
    found = 0.0
    if wanted.parts:
        found = _BY_PARTS * sum(part in parts or part in stems for part in wanted.parts) / len(wanted.parts)
    if wanted.grams and found < _BY_GRAMS:
        needed = frozenset(wanted.grams)
        # Hardly ever do all words together hold enough of them; no single one needs to be looked at then.
        if len(needed & every) / len(needed) >= _ENOUGH_GRAMS:
            share = max(len(needed & word) / len(needed) for word in grams)
            if share >= _ENOUGH_GRAMS:
                found = max(found, _BY_GRAMS * share)
    if found < _BY_BEGINNING and len(wanted.stems) == 1 and _begins(wanted.stems[0], stems):
        found = _BY_BEGINNING
    return wanted.weight * found


def _begins(stem: str, stems: set[str]) -> bool:
    """Whether a stem begins with one of `stems`, or one of them with it."""
    if len(stem) < _SHORTEST_BEGINNING:
        return False
    return any(
        other.startswith(stem) or (len(other) >= _SHORTEST_BEGINNING and stem.startswith(other)) for other in stems
    )
