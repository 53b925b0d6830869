"""Use case: a SQuAD file put to a system → how well it ranks, quotes the answer and refuses."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.model import Answer
from eval.measures.abstention import Case, auroc, error_rates, threshold_curve
from eval.measures.ranking import ranking_estimates, ranking_scores
from eval.measures.shortanswers import answer_in_claims, quoted_characters
from eval.questioning import Asked, SetReport, ask_all, failures_of, reply_row, search_all
from eval.statistics import Estimate, grouped_mean, mean
from index.model import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from eval.ports import Asks, Progress, Searches
    from eval.questioning import Failure, Replied
    from eval.squad import Question, QuestionSet
    from index.model import ArticleId

RANKING = ("MRR@10", "Success@1", "Success@5", "Success@10", "nDCG@10")
_WITH, _WITHOUT = "asking", "asking without the gold articles"


@dataclass(frozen=True, slots=True)
class SquadOptions:
    """How a SQuAD file is measured.

    Attributes:
        k: how many passages are ranked.
        answers: ask for answers, too.
        without_gold: ask every question also with its own SQuAD article left out.
        threshold: a reply below this confidence counts as a refusal. The system is to be asked without a threshold of
            its own, so that where the answer lies is judged apart from whether it would be shown.
        progress: makes what is told how far a step, given by name, is.
    """

    k: int = 100
    answers: bool = True
    without_gold: bool = False
    threshold: float = 0.5
    progress: Callable[[str], Progress] = lambda _step: lambda _done, _total: None


def measure_squad(
    questions: QuestionSet, searches: Searches, asks: Asks | None, options: SquadOptions, *, name: str
) -> SetReport:
    """Put every question of the set to the system.

    Args:
        questions: whose paragraphs are indexed.
        searches: ranks passages.
        asks: answers; may be ``None`` if `options` wants no answers.
        options: what to measure.
        name: of the file.
    """
    started = time.perf_counter()
    answerable = [each for each in questions.questions if each.answerable]
    run, failures = search_all(_asked(answerable), searches, k=options.k, progress=options.progress("ranking"))
    scores = ranking_scores({each.id: {each.article: 1} for each in answerable}, run, measures=RANKING)
    measures = ranking_estimates(scores, measures=RANKING)
    rows = {each.id: _row(each, run.get(each.id, ())) for each in questions.questions}
    cases: list[Case] = []
    seconds = {"ranking": time.perf_counter() - started}
    if asks and options.answers:
        replies = _replies(questions.questions, asks, options)
        measures |= answer_measures(questions.questions, replies, threshold=options.threshold)
        cases, more = _cases(questions.questions, replies, asks, options)
        if any(not case.answerable for case in cases):
            measures |= error_rates(cases) | {"AbstentionAUROC": auroc(cases)}
        failures += more
        for each, replied in zip(questions.questions, replies, strict=True):
            rows[each.id] |= reply_row(replied, each.answers)
        seconds["answers"] = time.perf_counter() - started - seconds["ranking"]
    unanswerable = len(questions.questions) - len(answerable)
    counts = {"articles": len(questions.articles), "questions": len(questions.questions), "unanswerable": unanswerable}
    curve = threshold_curve(cases)
    return SetReport(name, counts, measures, tuple(failures), seconds=seconds, curve=curve, rows=tuple(rows.values()))


def _row(question: Question, articles: Sequence[ArticleId]) -> dict[str, object]:
    rank = articles.index(question.article) + 1 if question.article in articles else None
    gold: dict[str, object] = {"id": question.id, "question": question.question, "answers": list(question.answers)}
    return gold | {"rank": rank} if question.answerable else gold


def _asked(questions: Sequence[Question], *, without_gold: bool = False) -> list[Asked]:
    return [Asked(each.id, each.question, Scope(without=each.own) if without_gold else None) for each in questions]


def _replies(questions: Sequence[Question], asks: Asks, options: SquadOptions) -> list[Replied]:
    return ask_all(_asked(questions), asks, progress=options.progress(_WITH))


def _cases(
    questions: Sequence[Question], replies: Sequence[Replied], asks: Asks, options: SquadOptions
) -> tuple[list[Case], list[Failure]]:
    """The cases of abstention: as asked, and without the gold articles if that is wanted; with what broke."""
    shown = options.threshold
    cases = [_case(each, replied, each.answerable, shown) for each, replied in zip(questions, replies, strict=True)]
    failures = failures_of(_asked(questions), replies)
    if options.without_gold:
        answerable = [each for each in questions if each.answerable]
        asked = _asked(answerable, without_gold=True)
        without = ask_all(asked, asks, progress=options.progress(_WITHOUT))
        failures += failures_of(asked, without)
        cases += [_case(each, replied, False, shown) for each, replied in zip(answerable, without, strict=True)]  # noqa: FBT003
    return cases, failures


def _case(question: Question, replied: Replied, answerable: bool, threshold: float) -> Case:  # noqa: FBT001 - a fact
    return Case(answerable, _shown(replied, threshold), replied.confidence, question.id)


def _shown(replied: Replied, threshold: float) -> bool:
    return replied.answered and replied.confidence >= threshold


def answer_measures(
    questions: Sequence[Question], replies: Sequence[Replied], *, threshold: float
) -> dict[str, Estimate]:
    """Of the answerable questions: where the gold answer lies, and how much is quoted for it.

    ``AnswerInClaim@n`` judges the claims as drafted, apart from the threshold; ``AnswerShown@n`` counts a reply
    below it as a miss. ``QuotedCharacters`` is the mean of all claims, ``QuotedCharacters@1`` of the first ones.
    """
    pairs = [(each, replied) for each, replied in zip(questions, replies, strict=True) if each.answerable]
    holds = {n: [float(_holds(replied, each, claims=n)) for each, replied in pairs] for n in (1, 3)}
    shown = [float(_shown(replied, threshold)) for _, replied in pairs]
    measures = {f"AnswerInClaim@{n}": mean(held) for n, held in holds.items()}
    measures |= {
        f"AnswerShown@{n}": mean([a * b for a, b in zip(held, shown, strict=True)]) for n, held in holds.items()
    }
    answers = [replied.reply for _, replied in pairs if isinstance(replied.reply, Answer)]
    quoted = [[float(quoted_characters(claim)) for claim in answer.claims] for answer in answers]
    return measures | {
        "Answered": mean(shown),
        "QuotedCharacters@1": mean([claims[0] for claims in quoted]),
        "QuotedCharacters": grouped_mean(quoted),
        "ClaimsPerAnswer": mean([float(len(claims)) for claims in quoted]),
    }


def _holds(replied: Replied, question: Question, *, claims: int) -> bool:
    return replied.reply is not None and answer_in_claims(replied.reply, question.answers, claims=claims)
