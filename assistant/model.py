"""The values of an answer: citation → claim → reply → turn. Pure.

A citation holds an article and a span; its quotation is sliced from the article's text each time it is asked for and
stored nowhere, so that no other words can take its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from index.model import Article, Ranking, Span, StatementKind

if TYPE_CHECKING:
    from datetime import date

Language = Literal["de", "en"]

Verdict = Literal["verified", "repaired", "misattributed", "stitched", "not_found"]
"""What the verifier found of a drafted quotation; only the first two are ever shown as quotations.

``verified``: the words stand in the article; ``repaired``: only typography differed, the article's own words are shown;
``misattributed``: they stand in another article or are another speaker's; ``stitched``: their parts stand in different
places; ``not_found``: they stand nowhere.
"""

Reason = Literal["empty_question", "no_articles", "not_in_corpus", "not_answered", "not_said", "too_weak"]
"""Why there is no answer.

``empty_question``: it has no words to look for; ``no_articles``: no article is in scope; ``not_in_corpus``: its words
do not occur; ``not_answered``: what it is about is mentioned, the answer is not; ``not_said``: the person is there and
says nothing on it; ``too_weak``: what was found is too far from the question to say.
"""


@dataclass(frozen=True, slots=True)
class Citation:
    """One receipt: a place in an article.

    Attributes:
        marker: its number in the reply, from 1; the same place has the same number throughout.
        article: the stored article.
        span: the place, in code points of the article's text.
        speaker: who said the words there, resolved, or ``None`` where they are the reporter's.
        kind: how they were said; ``None`` where they are the reporter's.
        via: the agency or outlet that passed the words on, if any.
    """

    marker: int
    article: Article
    span: Span
    speaker: str | None = None
    kind: StatementKind | None = None
    via: str | None = None

    def __post_init__(self) -> None:
        if self.marker < 1:
            raise ValueError(f"markers start at 1, not {self.marker}")
        if self.span.end > len(self.article.text):
            raise ValueError(f"{self.span} lies outside article {self.article.id}")

    @property
    def quote(self) -> str:
        """The words as printed."""
        return self.span.of(self.article.text)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a reply.

    Attributes:
        text: the framing words, in the question's language, without the quotation: ``Dmitri Peskow said, via Tass:``;
            of a language model its own sentence. Never shown as a quotation.
        citations: the receipts, at least one.
        speaker: whose statement it is, if anyone's.
        also: receipts of the same fact in other articles.
        origins: how many independent origins the articles of `citations` and `also` have; copies share one.
        drafted_by: ``extractive`` or the name of the model whose words `text` is.
        translation: what a model says the quotation means in the question's language; labelled as the model's.
        unproved: whether too little of a model's own words stands around what it quotes; labelled so.
    """

    text: str
    citations: tuple[Citation, ...]
    speaker: str | None = None
    also: tuple[Citation, ...] = ()
    origins: int = 1
    drafted_by: str = "extractive"
    translation: str | None = None
    unproved: bool = False

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"uncited claim: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A drafted quotation or claim that was not shown, kept for evaluation."""

    text: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class SearchedWord:
    """A word or phrase of the question, what was looked for in its place, and which of these occur."""

    word: str
    tried: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """Where and for what was looked.

    Attributes:
        articles: how many articles were in scope.
        since: the first day of publication among them, if any is dated.
        until: the last.
        words: the question's words with the alternatives tried.
        undated: how many of the articles tell no day of publication.
    """

    articles: int
    since: date | None
    until: date | None
    words: tuple[SearchedWord, ...]
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model used for a reply; zeros without one.

    Attributes:
        model: its name; empty without one.
        cost: in US dollars by the configured prices; ``None`` where no price is known.
        estimated: whether the tokens are estimates, because the service gave no count.
        verified: how many of its quotations stand in the articles word for word.
        repaired: how many do but for typography; the rest is among the reply's rejected.
        fallback: why the extractive answer stands in for the model's; empty if it does not.
    """

    model: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None
    fallback: str = ""
    estimated: bool = False
    verified: int = 0
    repaired: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    question: str
    language: Language
    searched: Searched
    ranking: Ranking = field(default_factory=Ranking)
    confidence: float = 0.0
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(_Reply):
    """A reply with something to show.

    Attributes:
        question: as it was answered: after a follow-up was completed.
        language: the language of the framing words, the question's.
        searched: where and for what was looked.
        ranking: the passages found.
        confidence: from 0 to 1, what the threshold of abstention is compared with.
        rejected: what was drafted and not shown.
        notes: what a reader should know, in the question's language: the day that "yesterday" stands for, that
            positions differ, that the model did not answer in time.
        usage: what a language model used.
        claims: at least one, the best first.
        differing: groups of positions (indexes into `claims`) that do not agree.
    """

    claims: tuple[Claim, ...]
    differing: tuple[tuple[int, ...], ...] = ()

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError("an answer without claims is an abstention")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every receipt once, by marker."""
        every = {c.marker: c for claim in self.claims for c in (*claim.citations, *claim.also)}
        return tuple(every[marker] for marker in sorted(every))


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention(_Reply):
    """A reply that says that the articles do not answer, and where it looked; attributes as of :class:`Answer`.

    Attributes:
        reason: why.
        nearest: receipts of the passages that came nearest, not an answer.
        about: the person asked about, for ``not_said``.
    """

    reason: Reason
    nearest: tuple[Citation, ...] = ()
    about: str | None = None


Reply = Answer | Abstention


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of a conversation: the question as typed, and the reply."""

    question: str
    reply: Reply
