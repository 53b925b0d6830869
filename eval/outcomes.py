"""What came of asking a topic, as it is kept: enough to score, to compare and to show, and no times among it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from eval.topics import Language  # noqa: TC001 - pydantic reads the fields' types

Kind = Literal["answer", "abstention", "failure", "unjudged"]
"""``failure``: the system broke; ``unjudged``: the topic could not be asked or its evidence does not resolve."""


_FEW = 2


@dataclass(frozen=True, slots=True)
class Receipt:
    """A citation that was shown.

    Attributes:
        article: the article's id.
        source: its source in the corpus.
        start: where the quotation begins in its text.
        end: where it ends.
        quote: the words shown.
        true: whether the stored article has these very words at this place.
        printed_by: outlet or agency.
        published: ISO 8601; empty if unknown.
        speaker: who said them; empty if nobody in particular.
        kind: how they were said; empty for the reporter's own words.
        via: who passed them on; empty if nobody.
    """

    article: str
    source: str
    start: int
    end: int
    quote: str
    true: bool
    printed_by: str = ""
    published: str = ""
    speaker: str = ""
    kind: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim that was shown, with its receipts and those of further articles."""

    text: str = ""
    receipts: tuple[Receipt, ...] = ()
    speaker: str = ""
    also: tuple[Receipt, ...] = ()
    drafted_by: str = "extractive"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage of the ranking: id and source of its article, its place, its score."""

    article: str
    source: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question of a topic, asked.

    Attributes:
        topic: the topic's id.
        digest: the fingerprint of the topic as it was asked.
        language: of the question.
        question: as it was asked.
        answerable: whether the topic is.
        kind: what came.
        tags: the topic's.
        completed: the question as the system completed it from the conversation.
        reason: why there is no answer, or what broke.
        confidence: the reply's.
        claims: what was shown.
        nearest: what an abstention showed as nearest.
        ranking: the passages found, best first.
        rejected: what was drafted and not shown: verdict and words.
        notes: the reply's.
        tokens: how many tokens a language model read and wrote.
        cost: what it cost in US dollars; ``None`` if no model took part or no price is known.
        steady: whether all repeats gave the same; ``None`` if it was asked once.
        scores: by measure, 0 to 1.
        unscored: measures without a score, with the reason.
        missed: what a right answer would have had and this one has not, in words; empty if it passed.
        head: only the head of the ranking and of the answer was kept, as in a baseline.
        seconds: how long each repeat took; not written down with the rest.
    """

    topic: str
    digest: str
    language: Language
    question: str
    answerable: bool
    kind: Kind
    tags: tuple[str, ...] = ()
    completed: str = ""
    reason: str = ""
    confidence: float = 0.0
    claims: tuple[ClaimShown, ...] = ()
    nearest: tuple[Receipt, ...] = ()
    ranking: tuple[Ranked, ...] = ()
    rejected: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    tokens: int = 0
    cost: float | None = None
    steady: bool | None = None
    scores: dict[str, float] = field(default_factory=dict)
    unscored: dict[str, str] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    head: bool = False
    seconds: tuple[float, ...] = field(default=(), compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What tells outcomes of one run apart: topic and language."""
        return self.topic, self.language

    @property
    def passed(self) -> bool:
        """Whether nothing is missed."""
        return not self.missed

    @property
    def articles(self) -> tuple[str, ...]:
        """The sources of the ranked articles in order of their best passage, each once."""
        return tuple(dict.fromkeys(hit.source for hit in self.ranking))

    def slim(self) -> Outcome:
        """The same scores with the head of the ranking and of the answer only, without what merely explains."""
        return replace(
            self,
            ranking=self.ranking[:_FEW],
            claims=tuple(replace(claim, receipts=claim.receipts[:1], also=()) for claim in self.claims[:_FEW]),
            nearest=(),
            rejected=(),
            notes=(),
            unscored={},
            seconds=(),
            head=True,
        )


@dataclass(frozen=True, slots=True)
class Run:
    """All outcomes of one evaluation.

    Attributes:
        configuration: what decides the replies: the settings, what the index was made with, the articles.
        outcomes: in the order of the topics, German before English as the topic has them.
        problems: lines of topic files that could not be read, in words.
    """

    configuration: dict[str, object]
    outcomes: tuple[Outcome, ...]
    problems: tuple[str, ...] = ()

    def slim(self) -> Run:
        """The same scores with less to show: what a baseline needs."""
        return replace(self, outcomes=tuple(outcome.slim() for outcome in self.outcomes))
