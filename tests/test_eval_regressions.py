"""What is broken on purpose is called worse, in the measure it is broken in."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answering import Answerer
from assistant.model import Answer
from assistant.reply_parts import Answering
from assistant.wiring import answerer, making
from eval.comparison import compare
from eval.storage import read_run
from index.language.analysis import Analyser
from index.language.sentences import sentences
from index.language.tokens import words
from index.model import Hit, Ranking
from index.planning import Planner
from index.searching import Searcher
from tests.evaluating import Changed, World, opened

if TYPE_CHECKING:
    from assistant.model import Citation, Claim, Reply
    from eval.ports import Asks
    from index.planning import Plan


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return opened(tmp_path_factory.getbasetemp() / "evaluated")


class Unstemmed(Planner):
    """Looks for the question's words as they stand, not for their stems."""

    def plan(self, question: str) -> Plan:
        plan = super().plan(question)
        groups = []
        for group in plan.groups:
            bare = [tuple(word.lower() for word in words(each.text)) for each in group.alternatives]
            wordings = [replace(a, stems=b, parts=b, grams=b) for a, b in zip(group.alternatives, bare, strict=True)]
            groups.append(replace(group, alternatives=tuple(wordings)))
        return replace(plan, groups=tuple(groups))


def _shuffled(reply: Reply) -> Reply:
    hits = list(reply.ranking.hits)
    random.Random(reply.question).shuffle(hits)
    scored = [replace(hit, score=float(len(hits) - rank)) for rank, hit in enumerate(hits)]
    return replace(reply, ranking=Ranking(tuple(Hit(hit.passage, hit.score) for hit in scored)))


def _shifted(reply: Reply) -> Reply:
    if not isinstance(reply, Answer):
        return reply

    def moved(citation: Citation) -> Citation:
        spans = sentences(citation.article.text)
        here = next(place for place, span in enumerate(spans) if span.overlap(citation.span))
        last = max(place for place, span in enumerate(spans) if span.overlap(citation.span))
        return replace(citation, span=spans[last + 1] if last + 1 < len(spans) else spans[max(here - 1, 0)])

    def claim(each: Claim) -> Claim:
        return replace(each, citations=tuple(map(moved, each.citations)), also=tuple(map(moved, each.also)))

    return replace(reply, claims=tuple(map(claim, reply.claims)))


def _broken(world: World, how: str) -> Asks:
    match how:
        case "shuffled ranking":
            return Changed(world.recorded, _shuffled)
        case "shifted citations":
            return Changed(world.recorded, _shifted)
        case "no abstention":
            return answerer(replace(world.settings, threshold=0.0), world.home)
        case _:
            planner, analyser = Unstemmed(Analyser()), Analyser()
            options = Answering(k=world.settings.k, claims=world.settings.claims, threshold=world.settings.threshold)
            return Answerer(Searcher(world.home, making(world.settings), planner), planner, analyser, options)


@pytest.mark.parametrize(
    ("how", "measures"),
    [
        ("shuffled ranking", {"nDCG@10", "MRR@10", "Success@1"}),
        ("shifted citations", {"EvidenceInClaim@1", "CitationRecall", "CitationPrecision", "AnswerInClaim@1"}),
        ("no abstention", {"AnsweredThoughUnanswerable"}),
        ("no stems", {"nDCG@10", "EvidenceRecall@10"}),
    ],
)
def test_a_planted_regression_is_called_worse_in_the_right_measure(world: World, how: str, measures: set[str]) -> None:
    comparison = compare(world.base, world.run(_broken(world, how)))
    worse = {verdict.measure for verdict in comparison.worse}
    assert worse >= measures, worse
    if how == "shuffled ranking":
        assert not worse & {"CitationRecall", "AnswerInClaim@1", "AnsweredThoughUnanswerable"}
    if how == "shifted citations":
        assert not worse & {"nDCG@10", "AnsweredThoughUnanswerable", "QuotationFidelity"}
    assert any(flip.changed for flip in comparison.flips)


def test_false_words_under_a_citation_show_as_infidelity(world: World) -> None:
    def forged(reply: Reply) -> Reply:
        if not isinstance(reply, Answer):
            return reply
        first = reply.claims[0].citations[0]
        article = replace(first.article, text=first.article.text.replace("e", "o"))
        claim = replace(reply.claims[0], citations=(replace(first, article=article),))
        return replace(reply, claims=(claim, *reply.claims[1:]))

    comparison = compare(world.base, world.run(Changed(world.recorded, forged)))
    assert "QuotationFidelity" in {verdict.measure for verdict in comparison.worse}


def test_nothing_is_worse_than_the_baseline(world: World) -> None:
    """The gate: if this fails, something got worse; `beleg eval run --baseline eval/baseline.json` shows what.

    A loss that is wanted is written down with `beleg eval run --save eval/baseline.json`, in a commit that says why.
    """
    baseline = read_run(Path(__file__).parent.parent / "eval" / "baseline.json")
    comparison = compare(baseline, world.base)
    assert comparison.topics == len(world.known.topics)
    assert not comparison.worse, [(each.measure, each.language, each.before, each.after) for each in comparison.worse]
