"""Topics are read with every mistake told by its line, and evidence is found in articles or said to be missing."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.checking import check_topics
from eval.judging import Judge, Place
from eval.running import Choice, judged
from eval.topic_files import read_topics, topic_of_line
from eval.topics import Evidence, Topic, Variant, topic_lines
from eval.trec import qrels_text, rankings_text, read_qrels, read_rankings
from index.errors import UsageError
from index.model import Article, Span, article_id

if TYPE_CHECKING:
    from pathlib import Path

_GOOD: dict[str, object] = {
    "id": "faehre",
    "question": "Was kostet die Fähre?",
    "language": "de",
    "evidence": [{"article": "faehre.txt", "quote": "vier Euro"}],
}


def _article(source: str, text: str, *, corpus: str = "test") -> Article:
    return Article(article_id(corpus, source), text, source, corpus, source)


def _line(**changes: object) -> str:
    row = {key: value for key, value in {**_GOOD, **changes}.items() if value is not ...}
    return json.dumps(row, ensure_ascii=False)


_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and text
)
_spans = st.tuples(st.integers(0, 99), st.integers(1, 99)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@st.composite
def _topics(draw: st.DrawFn) -> Topic:
    answerable = draw(st.booleans())
    variants = [Variant("de", draw(_words), tuple(draw(st.lists(_words, max_size=2))))]
    if draw(st.booleans()):
        earlier = tuple(draw(st.lists(_words, min_size=1, max_size=2))) if variants[0].history else ()
        variants.append(Variant("en", draw(_words), earlier))
    places = st.one_of(
        st.builds(Evidence, _words), st.builds(lambda name, span: Evidence(name, span=span), _words, _spans)
    )
    evidence = draw(st.lists(places, min_size=1, max_size=3)) if answerable else []
    return Topic(
        draw(_words),
        tuple(variants),
        answerable=answerable,
        evidence=tuple(evidence),
        speaker=tuple(draw(st.lists(_words, max_size=2))),
        answer=tuple(draw(st.lists(_words, max_size=2))) if answerable else (),
        tags=tuple(draw(st.lists(_words, max_size=3, unique=True))),
        since=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        draft=draw(st.booleans()),
    )


@given(_topics())
def test_a_topic_that_is_written_is_read_as_it_was(topic: Topic) -> None:
    again = topic_of_line(topic_lines([topic]))
    assert again == topic
    assert again.digest == topic.digest


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ("[" * 100_000, "nested too deeply"),
        (_line(id=...), "needs 'id'"),
        (_line(id=7), "'id' must be a text"),
        (_line(question="  "), "'question' must be a text that is not empty"),
        (_line(language="fr"), "'language' must be one of de, en, not 'fr'"),
        (_line(evidence=...), "is answerable and has no 'evidence'"),
        (_line(answerable=False), "is not answerable and yet has"),
        (_line(answerable="no"), "'answerable' must be true or false"),
        (_line(quesion="?"), "unknown field 'quesion'; did you mean 'question'?"),
        (_line(pair={"language": "de", "question": "?"}), "its 'pair' is in the same language"),
        (_line(pair="en"), "'pair' must be an object"),
        (_line(evidence=[{"quote": "x"}]), "needs 'article'"),
        (_line(evidence=[{"article": "a", "start": 3}]), "must both be whole numbers"),
        (_line(evidence=[{"article": "a", "start": 3, "end": 3}]), "from a smaller to a larger number"),
        (_line(evidence=[{"article": "a", "quote": "x", "start": 1, "end": 2}]), "not both"),
        (_line(evidence=["a"]), "'evidence' must be a list of objects"),
        (_line(tags=[1]), "'tags' must be a text or a list of texts"),
        (_line(since="3. Dezember"), "'since' must be a day like 2025-12-03"),
        (_line(note="\ud800"), "holds half of a character"),
        ('{"id": "a", "id": "b", "question": "Wer?", "language": "de"}', "has the field 'id' twice"),
    ],
)
def test_a_malformed_line_says_what_is_wrong(line: str, told: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        topic_of_line(line)
    assert told in str(raised.value)


def test_good_lines_are_read_although_others_are_not(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join([_line(), "", "{oops", _line(), _line(id="two")]), encoding="utf-8")
    topics = read_topics([file])
    assert [topic.id for topic in topics.topics] == ["faehre", "two"]
    assert [problem.place for problem in topics.problems] == ["set.jsonl:3", "set.jsonl:4"]
    assert "the id is taken by set.jsonl:1" in str(topics.problems[1])


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_topics([tmp_path / "none.jsonl"])


def _judged(*evidence: Evidence) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    articles = [
        _article("faehre.txt", "Die Fähre kostet vier Euro. Später kostet sie vier Euro mehr."),
        _article("bad.txt", "Das Bad ist zu."),
        _article("bad.txt", "Das Bad ist offen.", corpus="other"),
    ]
    topic = Topic("t", (Variant("de", "?"),), evidence=evidence)
    judgement = Judge(articles).judge(topic)
    return judgement.places, judgement.problems


def test_evidence_is_found_by_words_by_span_and_by_article() -> None:
    name = article_id("test", "faehre.txt")
    places, problems = _judged(
        Evidence("faehre.txt", "kostet vier"),
        Evidence(name, span=Span(4, 9)),
        Evidence("test/faehre.txt"),
    )
    assert problems == ()
    assert places == (Place(name, Span(10, 21)), Place(name, Span(4, 9)), Place(name, Span(0, 61)))


def test_evidence_that_does_not_resolve_is_a_problem_in_words() -> None:
    _, problems = _judged(
        Evidence("faehre.txt", "fünf Euro"),
        Evidence("gone.txt", "x"),
        Evidence("bad.txt", "Bad"),
        Evidence("faehre.txt", span=Span(0, 999)),
    )
    assert "„fünf Euro“ does not stand in faehre.txt" in problems
    assert any("there is no article 'gone.txt'" in problem for problem in problems)
    assert any("may be in other or test" in problem for problem in problems)
    assert "faehre.txt ends before 999" in problems


def test_checking_finds_repeated_questions_unheld_answers_and_lopsided_sets() -> None:
    article = _article("faehre.txt", "Die Fähre kostet vier Euro.")
    evidence = (Evidence("faehre.txt", "vier Euro"),)
    topics = [
        Topic("a", (Variant("de", "Was kostet sie?"),), evidence=evidence, answer=("vier",)),
        Topic("b", (Variant("de", "was  KOSTET sie?"),), evidence=evidence, answer=("fünf",), tags=("preis",)),
        Topic("c", (Variant("de", "Wann?"),), evidence=(Evidence("faehre.txt", "nie"),)),
    ]
    errors, doubts = check_topics(judged(topics, {article.id: article}), {"a": "s:1", "b": "s:2", "c": "s:3"})
    assert [str(error) for error in errors] == ["s:3: topic c: „nie“ does not stand in faehre.txt"]
    told = "\n".join(map(str, doubts))
    assert "asks the same as a" in told
    assert "no article of its evidence holds the answer 'fünf'" in told
    assert "tag preis has 1 topic" in told
    assert "abstention cannot be measured" in told


@given(st.integers(1, 30), st.integers(0, 5))
def test_a_sample_is_drawn_in_order_and_is_the_same_for_the_same_seed(size: int, seed: int) -> None:
    topics = [Topic(f"t{n:02d}", (Variant("de", "?"),), answerable=False, draft=n % 7 == 0) for n in range(30)]
    chosen = Choice(sample=size, seed=seed).of(topics)
    assert chosen == Choice(sample=size, seed=seed).of(topics)
    assert [topic.id for topic in chosen] == sorted(topic.id for topic in chosen)
    assert len(chosen) == min(size, 25)
    assert not any(topic.draft for topic in chosen)


_names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=8)


@given(st.dictionaries(_names, st.dictionaries(_names, st.integers(-2, 3), min_size=1, max_size=4), max_size=4))
def test_qrels_survive_trec_form(qrels: dict[str, dict[str, int]]) -> None:
    assert read_qrels(qrels_text(qrels)) == qrels


@given(st.dictionaries(_names, st.lists(_names, unique=True, min_size=1, max_size=6), max_size=4))
def test_runs_survive_trec_form(run: dict[str, list[str]]) -> None:
    assert read_rankings(rankings_text(run)) == run


@pytest.mark.parametrize("text", ["q 0 a\n", "q 0 a much\n"])
def test_qrels_of_another_form_are_refused_by_line(text: str) -> None:
    with pytest.raises(UsageError, match="line 1 of the qrels"):
        read_qrels(text)
