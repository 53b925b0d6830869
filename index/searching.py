"""Use case: question + scope → ranking, over one published generation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.dense import MOST_NAMED
from index.errors import IndexMismatchError
from index.fusion import DENSE_WEIGHT, filled, fuse
from index.lexical_query import idf
from index.model import Hit, Ranking, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.generation import Generation, Home
    from index.language.detection import Language
    from index.lexical import LexicalScope
    from index.makers import Making
    from index.model import Passage
    from index.planning import Alternative, Group, Plan, Planner

_CANDIDATES = 100
_SMALLEST = 1_000  # passages


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives.

    Attributes:
        plan: what was looked for.
        ranking: the passages, best first.
        articles: how many articles were in scope.
    """

    plan: Plan
    ranking: Ranking
    articles: int


class Searcher:
    """Searches the published generation of a home; notices a new one at the next question.

    Args:
        home: where it is.
        making: what it must have been made with.
        planner: turns questions into plans.
        dense_weight: how much a real embedding model's scores count beside those of words, 0 and more.
    """

    def __init__(self, home: Home, making: Making, planner: Planner, *, dense_weight: float = DENSE_WEIGHT) -> None:
        self._home, self._making, self._planner = home, making, planner
        self._weights = {"lexical": 1.0, "dense": dense_weight}
        self._generation: Generation | None = None

    @property
    def generation(self) -> Generation:
        """The published generation, opened anew if another was published since.

        Raises:
            NoIndexError: if nothing was published.
            IndexMismatchError: if it was made with something else than the settings say.
        """
        current = self._home.current()
        if self._generation is None or self._generation.name != current:
            # The old one is not closed: another thread may still be answering from it.
            self._generation = self._home.open()
            self._refuse_mismatch(self._generation)
        return self._generation

    def _refuse_mismatch(self, generation: Generation) -> None:
        made, asked = generation.manifest.makers, self._making.makers
        if made != asked:
            otherwise = made.embedder != asked.embedder or made.dimension != asked.dimension
            raise IndexMismatchError(
                f"the index in {generation.directory} was made otherwise than it is asked: {made.differing(asked)}; "
                f"run `beleg index --rebuild`{', or set the old embedder again' if otherwise else ''}"
            )
        if not made.same_model(asked):
            raise IndexMismatchError(
                f"what is called {asked.embedder} now gives other vectors than when the index in "
                f"{generation.directory} was made; run `beleg index --rebuild`, or have the old model served again"
            )

    def occurs(self, alternative: Alternative) -> int:
        """In how many passages the alternative's rarest word occurs, as a stem or as a part of a compound."""
        lexical = self.generation.lexical
        return max(
            min((lexical.frequency("stems", term) for term in alternative.stems), default=0),
            min((lexical.frequency("parts", term) for term in alternative.parts), default=0),
        )

    def matches(self, plan: Plan, passage: Passage) -> tuple[tuple[str, ...], ...]:
        """For each group of the plan the texts of the alternatives that the passage, or its headline, holds."""
        key = self.generation.articles.key(passage)
        return ((),) * len(plan.groups) if key is None else self.generation.lexical.matches(plan, key)

    def rarity(self, group: Group) -> float:
        """How much a group tells, above 0 (in every passage) to 1 (in none).

        Its inverse passage frequency, as a share of that of a word found nowhere.
        """
        # A handful of articles says little about how rare a word is; they count as part of a larger collection.
        total = max(len(self.generation.lexical), _SMALLEST)
        return idf(self._frequency(group), total) / idf(0, total)

    def most(self, plan: Plan) -> float:
        """What a passage that holds every group of a plan once would about score: the groups' weights times rarity."""
        total = len(self.generation.lexical)
        return sum(group.weight * idf(self._frequency(group), total) for group in plan.groups)

    def _frequency(self, group: Group) -> int:
        return max((self.occurs(alternative) for alternative in group.alternatives), default=0)

    def search(
        self,
        question: str,
        *,
        k: int,
        scope: Scope | None = None,
        spoken: Language | None = None,
        every_leg: bool = False,
    ) -> Found:
        """At most `k` passages for a question, best first, ties by passage id.

        The hashed vectors of the default embedder hold no more than the words do, so they are looked at only where
        words bring back too little; a real embedding model's vectors are always fused in.

        Args:
            question: German, English or both.
            k: how many passages.
            scope: which articles; all by default.
            spoken: the question's language where that is known; else it is told from its words.
            every_leg: look at every leg, to see the ranks; the order of the passages does not depend on it.
        """
        generation = self.generation
        plan = self._planner.plan(question, spoken=spoken)
        within = generation.articles.resolve(scope or Scope())
        articles = 0 if within is None else generation.articles.count_within(within)
        if within is None or not articles or not plan.groups or k < 1:
            return Found(plan, Ranking(), articles)
        depth = max(k, _CANDIDATES)
        legs = {"lexical": self._lexical(generation, plan, within, depth)}
        hashed = self._making.hashing is not None
        if every_leg or not hashed or len(legs["lexical"]) < k:
            legs["dense"] = self._dense(generation, plan, within, depth)
        order = filled(legs["lexical"], legs.get("dense", ()), k=k) if hashed else fuse(legs, self._weights, k=k)
        return Found(plan, self._ranking(generation, order, legs), articles)

    def _lexical(self, generation: Generation, plan: Plan, scope: LexicalScope, k: int) -> list[tuple[int, float]]:
        return [(hit.key, hit.score) for hit in generation.lexical.search(plan, k=k, scope=scope)]

    def _dense(self, generation: Generation, plan: Plan, scope: LexicalScope, k: int) -> list[tuple[int, float]]:
        vector = self._making.embedder.embed_plan(plan)
        if scope == type(scope)():
            return generation.dense.search(vector, k=k)
        named = generation.articles.keys_within(scope, limit=MOST_NAMED + 1)
        if len(named) <= MOST_NAMED:
            return generation.dense.search(vector, k=k, named=named)
        admitted = generation.articles.numbers_within(scope)

        def admits(keys: Sequence[int]) -> list[bool]:
            numbers = generation.articles.article_numbers(keys)
            return [numbers.get(key) in admitted for key in keys]

        return generation.dense.search(vector, k=k, admits=admits)

    def _ranking(
        self,
        generation: Generation,
        order: Sequence[tuple[int, float]],
        legs: Mapping[str, Sequence[tuple[int, float]]],
    ) -> Ranking:
        passages = generation.articles.passages([key for key, _ in order])
        ranks = {leg: {key: rank for rank, (key, _) in enumerate(found, start=1)} for leg, found in legs.items()}
        hits = [
            Hit(passages[key], score, tuple((leg, places[key]) for leg, places in ranks.items() if key in places))
            for key, score in order
            if key in passages
        ]
        return Ranking(tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))))
