"""Use case: a SQuAD file put to a system → how well it ranks, quotes the answer and refuses."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.model import Answer
from eval.measures.abstention import Case, auroc, error_rates
from eval.measures.ranking import ranking_estimates, ranking_scores
from eval.measures.shortanswers import answer_in_claims, quoted_characters
from eval.questioning import Asked, SetReport, ask_all, failures_of, search_all
from eval.statistics import Estimate, grouped_mean, mean
from index.model import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from eval.ports import Asks, Progress, Searches
    from eval.questioning import Failure, Replied
    from eval.squad import Question, QuestionSet

RANKING = ("MRR@10", "Success@1", "Success@5", "Success@10", "nDCG@10")
_WITH, _WITHOUT = "asking", "asking without the gold articles"


@dataclass(frozen=True, slots=True)
class SquadOptions:
    """How a SQuAD file is measured.

    Attributes:
        k: how many passages are ranked.
        answers: ask for answers, too.
        without_gold: ask every question also with its own SQuAD article left out.
        progress: makes what is told how far a step, given by name, is.
    """

    k: int = 100
    answers: bool = True
    without_gold: bool = False
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
    seconds = {"ranking": time.perf_counter() - started}
    if asks and options.answers:
        answered, more = _answers(questions.questions, asks, options)
        measures |= answered
        failures += more
        seconds["answers"] = time.perf_counter() - started - seconds["ranking"]
    unanswerable = len(questions.questions) - len(answerable)
    counts = {"articles": len(questions.articles), "questions": len(questions.questions), "unanswerable": unanswerable}
    return SetReport(name, counts, measures, tuple(failures), seconds=seconds)


def _asked(questions: Sequence[Question], *, without_gold: bool = False) -> list[Asked]:
    return [Asked(each.id, each.question, Scope(without=each.own) if without_gold else None) for each in questions]


def _answers(
    questions: Sequence[Question], asks: Asks, options: SquadOptions
) -> tuple[dict[str, Estimate], list[Failure]]:
    asked = _asked(questions)
    replies = ask_all(asked, asks, progress=options.progress(_WITH))
    measures = answer_measures(questions, replies)
    cases = [_case(each, replied, each.answerable) for each, replied in zip(questions, replies, strict=True)]
    failures = failures_of(asked, replies)
    if options.without_gold:
        answerable = [each for each in questions if each.answerable]
        asked = _asked(answerable, without_gold=True)
        replies = ask_all(asked, asks, progress=options.progress(_WITHOUT))
        failures += failures_of(asked, replies)
        cases += [_case(each, replied, answerable=False) for each, replied in zip(answerable, replies, strict=True)]
    if any(not case.answerable for case in cases):
        measures |= error_rates(cases) | {"AbstentionAUROC": auroc(cases)}
    return measures, failures


def _case(question: Question, replied: Replied, answerable: bool) -> Case:  # noqa: FBT001 - one of three facts
    return Case(answerable, replied.answered, replied.confidence, question.id)


def answer_measures(questions: Sequence[Question], replies: Sequence[Replied]) -> dict[str, Estimate]:
    """Of the answerable questions: where the gold answer lies, and how much is quoted for it.

    ``AnswerInClaim@n`` counts a refusal as a miss. ``QuotedCharacters`` is the mean of all claims shown,
    ``QuotedCharacters@1`` of the first claims alone.
    """
    pairs = [(each, replied) for each, replied in zip(questions, replies, strict=True) if each.answerable]
    measures = {
        f"AnswerInClaim@{n}": mean([float(_holds(replied, each, claims=n)) for each, replied in pairs]) for n in (1, 3)
    }
    answers = [replied.reply for _, replied in pairs if isinstance(replied.reply, Answer)]
    quoted = [[float(quoted_characters(claim)) for claim in answer.claims] for answer in answers]
    return measures | {
        "Answered": mean([float(replied.answered) for _, replied in pairs]),
        "QuotedCharacters@1": mean([claims[0] for claims in quoted]),
        "QuotedCharacters": grouped_mean(quoted),
        "ClaimsPerAnswer": mean([float(len(claims)) for claims in quoted]),
    }


def _holds(replied: Replied, question: Question, *, claims: int) -> bool:
    return replied.reply is not None and answer_in_claims(replied.reply, question.answers, claims=claims)
