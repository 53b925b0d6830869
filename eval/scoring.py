"""Outcomes + judgements → scores: what each measure says of each question, and what a question missed. Pure.

A refusal of an answerable question scores 0 where something had to be found (recall, first claim, short answer) and has
no score where only what was shown is judged (precision, speaker, fidelity). A question at which the system broke scores
the worst in everything but fidelity, so that breaking never pays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eval.measures import citations, fidelity, shortanswers, speakers
from eval.measures.ranking import MEASURES as RANKING
from eval.measures.ranking import ranking_scores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.judging import Judgement
    from eval.measures.citations import Fact
    from eval.outcomes import Outcome
    from eval.topics import Topic
    from index.model import Article, ArticleId

EVIDENCE_RANKED = "EvidenceRecall@10"
CITED = ("EvidenceInClaim@1", "CitationRecall", "CitationPrecision")
ANSWERS = ("AnswerInClaim@1", "AnswerInClaim@3")
SPEAKER, FIDELITY = "SpeakerAccuracy", "QuotationFidelity"
WRONGLY_ANSWERED, WRONGLY_REFUSED = "AnsweredThoughUnanswerable", "RefusedThoughAnswerable"
MEASURES = (*RANKING, EVIDENCE_RANKED, *CITED, *ANSWERS, SPEAKER, FIDELITY, WRONGLY_ANSWERED, WRONGLY_REFUSED)
"""Every measure that has a score for a single question, in the order of the reports."""
LOWER_IS_BETTER = frozenset({WRONGLY_ANSWERED, WRONGLY_REFUSED})

_UNANSWERABLE, _ANSWERABLE = "the question has no answer", "the question has an answer"
_REFUSED, _NOT_EXPECTED = "no answer was given", "none is expected"
_BROKE = "the system broke"
_K = 10


class Scorer:
    """Scores outcomes against what is known of their topics.

    Args:
        topics: by id.
        judgements: by topic id.
        articles: by id.
    """

    def __init__(
        self,
        topics: Mapping[str, Topic],
        judgements: Mapping[str, Judgement],
        articles: Mapping[ArticleId, Article],
    ) -> None:
        self._topics, self._judgements, self._articles = topics, judgements, articles

    def scored(self, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
        """The same outcomes with scores, reasons where there is none, and what was missed."""
        judged = [outcome for outcome in outcomes if outcome.kind != "unjudged" and outcome.answerable]
        named = {"/".join(outcome.key): outcome for outcome in judged}
        ranked = ranking_scores(
            {name: self._judgements[outcome.topic].grades for name, outcome in named.items()},
            {name: tuple(dict.fromkeys(hit.article for hit in outcome.ranking)) for name, outcome in named.items()},
        )
        return tuple(self._scored(outcome, ranked.get("/".join(outcome.key), {})) for outcome in outcomes)

    def _scored(self, outcome: Outcome, ranking: Mapping[str, float]) -> Outcome:
        if outcome.kind == "unjudged":
            return replace(outcome, unscored=dict.fromkeys(MEASURES, outcome.reason), missed=(outcome.reason,))
        topic = self._topics[outcome.topic]
        facts = citations.facts_of(self._judgements[topic.id].places, self._articles)
        found = dict(ranking) | (_answerable(outcome, topic, facts) if topic.answerable else _unanswerable(outcome))
        scores = {name: round(found[name], 6) for name in MEASURES if isinstance(found.get(name), (int, float))}  # type: ignore[arg-type]
        default = _ANSWERABLE if topic.answerable else _UNANSWERABLE
        unscored = {name: str(found.get(name, default)) for name in MEASURES if name not in scores}
        return replace(outcome, scores=scores, unscored=unscored, missed=_missed(outcome, topic, scores))


def _answerable(outcome: Outcome, topic: Topic, facts: Sequence[Fact]) -> dict[str, float | str]:
    """Scores, or reasons for none, of a question that has an answer."""
    claims, refused = outcome.claims, outcome.kind == "abstention"
    quotes = [[receipt.quote for receipt in claim.receipts] for claim in claims]
    failed = outcome.kind == "failure"
    shown: dict[str, float | str] = {
        EVIDENCE_RANKED: citations.evidence_ranked(facts, outcome.ranking, k=_K),
        "EvidenceInClaim@1": float(citations.first_is_right(facts, claims)),
        "CitationRecall": citations.recall(facts, claims),
        WRONGLY_REFUSED: float(refused or failed),
    }
    for n, name in ((1, ANSWERS[0]), (3, ANSWERS[1])):
        held = any(shortanswers.quotes_hold(each, topic.answer, at_words=True) for each in quotes[:n])
        shown[name] = float(held) if topic.answer else _NOT_EXPECTED
    if refused:
        return shown | dict.fromkeys(("CitationPrecision", SPEAKER, FIDELITY), _REFUSED)
    shown["CitationPrecision"] = citations.precision(facts, claims) or 0.0
    shown[FIDELITY] = _fidelity(outcome)
    right = not failed and speakers.first_speaker_is_right(topic.speaker, claims)
    return shown | {SPEAKER: float(right) if topic.speaker else _NOT_EXPECTED}


def _unanswerable(outcome: Outcome) -> dict[str, float | str]:
    """Scores of a question that has no answer: whether it was refused, and that nothing false was quoted."""
    if outcome.kind == "abstention":
        return {WRONGLY_ANSWERED: 0.0, FIDELITY: _REFUSED}
    return {WRONGLY_ANSWERED: 1.0, FIDELITY: _fidelity(outcome)}


def _fidelity(outcome: Outcome) -> float | str:
    value = fidelity.fidelity(outcome.claims)
    return _BROKE if value is None else value


def _missed(outcome: Outcome, topic: Topic, scores: Mapping[str, float]) -> tuple[str, ...]:
    """What a right reply would have had, in words."""
    if outcome.kind == "failure":
        return (f"the system broke: {outcome.reason}",)
    missed = []
    if not topic.answerable:
        missed += ["answered though the articles do not answer"] if outcome.kind == "answer" else []
    elif outcome.kind == "abstention":
        missed.append(f"refused ({outcome.reason}) though the articles answer")
    else:
        missed += [*_shortcomings(topic, scores), *_missing(topic, outcome)]
    if scores.get(FIDELITY, 1.0) < 1:
        missed.append("a quotation is not what the article says")
    return tuple(missed)


def _missing(topic: Topic, outcome: Outcome) -> list[str]:
    """Who is quoted by no claim though the question is about what each of them said."""
    names = [name for name in topic.everyone if not speakers.is_quoted(name, outcome.claims)]
    return [f"no claim is attributed to {' nor to '.join(names)}"] if names else []


def _shortcomings(topic: Topic, scores: Mapping[str, float]) -> list[str]:
    """What is wrong with an answer that had to be given."""
    found = []
    if not scores["CitationRecall"]:
        found.append("cites none of the evidence")
    if topic.answer and not scores[ANSWERS[1]]:
        found.append(f"no quotation of the first three claims holds {' or '.join(map(repr, topic.answer))}")
    if topic.speaker and not scores[SPEAKER]:
        found.append(f"the first claim is not attributed to {' or '.join(topic.speaker)}")
    return found
