"""A question answered with a language model, held to the same proof; the extractive answer stands in where it fails.

    model = open_model(settings, os.environ)
    if model is None:
        return extractive()
    sources = Sources(statements, holds=Planned(planner, analyser), notes=notes)
    for event in answer_with_model(model, brief, sources, deadline=settings.deadline, extractive=extractive):
        match event:
            case Claim(): show it          # verified, as soon as it is drafted
            case Rejected(): count it
            case Answer() | Abstention():  # always the last event, and always comes within the deadline
                reply = event

The caller's `brief` holds the passages (:func:`assistant.drafts.numbered` numbers a ranking's), `extractive` gives the
reply without a model. It is asked for while the model is at work, so it is at hand when the model fails. What the reply
is:

- claims were verified and the model finished: an answer of these claims;
- claims were verified and then the model broke off (deadline, cut stream): these claims, and the extractive ones that
  quote other places, with the reason in ``usage.fallback`` and a note;
- nothing was verified (an error, no time, nothing readable, every quotation false): the extractive reply, labelled so;
- the model found no answer: the extractive reply too, labelled so; where that abstains as well, with its own reason.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence  # noqa: TC003 - part of values
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, assert_never

from assistant.citing import Verifier
from assistant.drafts import Declined, DraftClaim, Malformed
from assistant.failures import DraftError
from assistant.model import Abstention, Answer, Claim, Rejected, Usage
from assistant.model_notes import WHAT_HAPPENED, model_note
from assistant.proving import Covers, wholly
from assistant.wording import Holds, spelled
from index.model import Statement  # noqa: TC001 - part of a value

if TYPE_CHECKING:
    from assistant.drafts import Drafted
    from assistant.llm import Brief, LanguageModel, Work
    from assistant.model import Citation, Language, Reply, Verdict

Event = Claim | Rejected | Answer | Abstention

_SPARE = 0.05  # of the deadline, kept for what follows the model


@dataclass(frozen=True, slots=True)
class Sources:
    """What answers are held against.

    Attributes:
        statements: for each article's id who said what in it.
        holds: whether a text names what a word names.
        notes: what a reader of any answer to this question should know, such as the day "yesterday" stands for.
        covers: how much of a claim's words its ground covers.
        asked: whose words the question asks for, if anybody's; else the question itself tells whom a pronoun may mean.
    """

    statements: Mapping[str, Sequence[Statement]]
    holds: Holds = spelled
    notes: tuple[str, ...] = ()
    covers: Covers = wholly
    asked: tuple[str, ...] = ()


@dataclass(slots=True)
class _Outcome:
    """What came of the model."""

    claims: list[Claim] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    declined: bool = False
    failure: DraftError | None = None
    usage: Usage = field(default_factory=Usage)
    complete: bool = False

    @property
    def kind(self) -> str:
        """Why this is not the whole answer, as a key of the notes; empty if it is."""
        if self.failure:
            # What had come before a connection broke was reached all the same.
            return "truncated" if self.claims and self.failure.kind == "unreachable" else self.failure.kind
        if self.claims:
            return "" if self.complete else "truncated"
        if self.declined:
            return "declined"
        return "truncated" if not self.complete else "unverified"

    @property
    def reason(self) -> str:
        """The same for :attr:`Usage.fallback`, in English."""
        if self.failure:
            return self.failure.reason
        if not self.kind:
            return ""
        counted = f" ({len(self.rejected)} rejected)" if self.kind == "unverified" else ""
        return f"it {WHAT_HAPPENED[self.kind]['en']}{counted}"


def answer_with_model(
    model: LanguageModel, brief: Brief, sources: Sources, *, deadline: float, extractive: Callable[[], Reply]
) -> Iterator[Event]:
    """The events of an answer; the last one is the reply.

    Args:
        model: who drafts.
        brief: the question and its passages.
        sources: what drafts are held against.
        deadline: seconds from now in which the reply comes, whatever the model does.
        extractive: gives the reply without a model; what it raises is passed on.
    """
    until = time.monotonic() + deadline * (1 - _SPARE)
    outcome = _Outcome(usage=Usage(model=model.name))
    if not brief.passages:
        yield extractive()
        return
    try:
        work = model.draft(brief, until=until)
    except DraftError as failure:
        outcome.failure = failure
        yield _reply(outcome, extractive(), brief, sources)
        return
    with closing(work):
        without = extractive()
        yield from _drafted(work, outcome, Verifier(
            brief.passages, sources.statements, brief.language, holds=sources.holds, drafted_by=model.name,
            covers=sources.covers, asked=", ".join(sources.asked) or brief.question,
        ), brief.most)  # fmt: skip
    outcome.usage = _used(outcome, work)
    yield _reply(outcome, without, brief, sources)


def _drafted(work: Work, outcome: _Outcome, verifier: Verifier, most: int) -> Iterator[Claim | Rejected]:
    """Verify what is drafted, as it comes."""
    try:
        for drafted in work:
            yield from _events(drafted, outcome, verifier)
            if len(outcome.claims) >= most:
                outcome.complete = True
                return
        outcome.complete = work.complete
    except DraftError as failure:
        outcome.failure = failure


def _events(drafted: Drafted, outcome: _Outcome, verifier: Verifier) -> Iterator[Claim | Rejected]:
    match drafted:
        case DraftClaim():
            checked = verifier.check(drafted)
            outcome.verdicts.update(checked.verdicts)
            outcome.rejected += checked.rejected
            yield from checked.rejected
            for claim in checked.claims:
                if any(_places(claim) == _places(other) for other in outcome.claims):
                    again = Rejected(claim.text, "verified", "it quotes only what an earlier claim quotes")
                    outcome.rejected.append(again)
                    yield again
                else:
                    outcome.claims.append(claim)
                    yield claim
        case Malformed(text=text, reason=reason):
            outcome.rejected.append(Rejected(text, "not_found", reason))
            yield outcome.rejected[-1]
        case Declined():
            outcome.declined = True
        case _:
            assert_never(drafted)


def _used(outcome: _Outcome, work: Work) -> Usage:
    tokens = work.tokens
    return replace(
        outcome.usage,
        prompt_tokens=tokens.prompt,
        completion_tokens=tokens.completion,
        estimated=tokens.estimated,
        cost=work.cost,
        verified=outcome.verdicts["verified"],
        repaired=outcome.verdicts["repaired"],
    )


def _reply(outcome: _Outcome, without: Reply, brief: Brief, sources: Sources) -> Reply:
    """The reply; see the top of this file."""
    rejected = (*without.rejected, *outcome.rejected)
    usage = replace(outcome.usage, fallback=outcome.reason)
    if outcome.claims:
        others = _elsewhere(outcome.claims, without) if outcome.kind else []
        claims = _renumbered([*outcome.claims, *others][: max(brief.most, len(outcome.claims))])
        frame = "besides" if len(claims) > len(outcome.claims) else "only"
        differing, told = _differing(claims, without) if others else ((), ())
        notes = (*dict.fromkeys((*sources.notes, *told)), *_note(outcome, frame, brief.language))
        return Answer(
            question=without.question, language=without.language, searched=without.searched, ranking=without.ranking,
            confidence=without.confidence, rejected=rejected, notes=notes, usage=usage, claims=claims,
            differing=differing,
        )  # fmt: skip
    if outcome.kind == "declined" and isinstance(without, Abstention):
        return replace(without, rejected=rejected, usage=replace(usage, fallback=""))
    notes = (*without.notes, *_note(outcome, "instead", brief.language))
    return replace(without, rejected=rejected, usage=usage, notes=notes)


def _note(outcome: _Outcome, frame: str, language: Language) -> tuple[str, ...]:
    return (model_note(outcome.kind, outcome.reason, frame, language),) if outcome.kind else ()


def _places(claim: Claim) -> frozenset[tuple[str, int, int]]:
    return frozenset((each.article.id, each.span.start, each.span.end) for each in claim.citations)


def _elsewhere(claims: Sequence[Claim], without: Reply) -> list[Claim]:
    """The extractive claims that quote no place that is quoted already."""
    if not isinstance(without, Answer):
        return []
    shown = [each for claim in claims for each in claim.citations]
    return [
        claim
        for claim in without.claims
        if not any(
            each.article.id == other.article.id and each.span.overlap(other.span)
            for each in claim.citations
            for other in shown
        )
    ]


def _differing(claims: Sequence[Claim], without: Reply) -> tuple[tuple[tuple[int, ...], ...], tuple[str, ...]]:
    """The positions of the extractive answer that do not agree, where they stand now, with the notes that say so.

    A position counts as still there where any claim quotes its place; with one alone nothing is left that differs.
    """
    if not isinstance(without, Answer) or not without.differing:
        return (), ()
    places = [{(c.article.id, c.span.start) for c in claim.citations} for claim in claims]
    groups = []
    for group in without.differing:
        wanted = {(c.article.id, c.span.start) for at in group for c in without.claims[at].citations}
        groups.append(tuple(at for at, there in enumerate(places) if there & wanted))
    kept = tuple(group for group in groups if group)
    several = len(kept) > 1 or any(len(group) > 1 for group in kept)
    return (kept, without.notes) if several else ((), ())


def broken_off(claims: Sequence[Claim], without: Reply) -> Answer:
    """The claims that had come when somebody stopped the answer, at least one; the rest is told as without a model."""
    differing, notes = _differing(claims, without)
    if not (isinstance(without, Answer) and without.differing):
        notes = without.notes
    return Answer(
        question=without.question, language=without.language, searched=without.searched, ranking=without.ranking,
        confidence=without.confidence, notes=notes, claims=_renumbered(claims), differing=differing,
    )  # fmt: skip


def _renumbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their receipts numbered from 1 in order; the same place has the same number."""
    markers: dict[tuple[str, int, int], int] = {}

    def numbered(citations: Sequence[Citation]) -> tuple[Citation, ...]:
        return tuple(
            replace(
                each,
                marker=markers.setdefault((each.article.id, each.span.start, each.span.end), len(markers) + 1),
            )
            for each in citations
        )

    return tuple(replace(each, citations=numbered(each.citations), also=numbered(each.also)) for each in claims)
