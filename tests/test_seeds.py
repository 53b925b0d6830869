"""The demonstration articles are what their README says, and their questions can be judged on them."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TypedDict

import pytest

from index.model import Article
from index.readers import ReadingRules, read_folder

_ROOT = Path(__file__).resolve().parent.parent
_COPIES = {"02-peskow-geheimhaltung.txt", "03-peskow-vertraulich-kopie.txt"}
_WORD = re.compile(r"\w+")
_LANGUAGES = {"de", "en"}
_FEWEST = {
    "said": 30, "who": 8, "when": 6, "where": 6, "how-long": 4, "how-many": 6, "why": 6, "yes-no": 10,
    "what-happened": 5, "known-about": 5, "compare": 6, "date": 6, "name-spelling": 8, "follow-up": 10,
    "multi-evidence": 15, "unanswerable": 28, "near-miss": 14,
}  # fmt: skip


class Evidence(TypedDict):
    article: str
    quote: str


class Wording(TypedDict, total=False):
    language: str
    question: str
    history: list[str]


class Topic(Wording, total=False):
    id: str
    pair: Wording
    tags: list[str]
    answerable: bool
    evidence: list[Evidence]
    speaker: str
    answer: list[str]


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = list(read_folder(_ROOT / "seeds", ReadingRules(), corpus="Beleg-Demo"))
    return {item.source: item for item in found if isinstance(item, Article)}


@pytest.fixture(scope="module")
def topics() -> list[Topic]:
    lines = (_ROOT / "eval" / "seeds.topics.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _shingles(text: str, size: int) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def _nearness(one: Article, other: Article) -> float:
    """The share of the five-word shingles of both that both have."""
    first, second = _shingles(one.text, 5), _shingles(other.text, 5)
    return len(first & second) / len(first | second)


def test_every_file_is_read_and_nothing_is_skipped() -> None:
    found = list(read_folder(_ROOT / "seeds", ReadingRules(), corpus="Beleg-Demo"))
    assert all(isinstance(item, Article) for item in found), found
    files = {path.name for path in (_ROOT / "seeds").iterdir() if path.is_file() and path.name != "README.md"}
    assert {item.source.split("#")[0] for item in found} == files


def test_there_are_ten_to_fifteen_articles_of_150_to_500_words(articles: dict[str, Article]) -> None:
    assert 10 <= len(articles) <= 15
    lengths = {source: len(article.text.split()) for source, article in articles.items()}
    assert all(150 <= length <= 500 for length in lengths.values()), lengths


def test_every_article_is_german_dated_and_the_projects_own(articles: dict[str, Article]) -> None:
    for article in articles.values():
        assert article.language == "de"
        assert article.printed_by == "Beleg-Demo"
        assert article.published is not None
        assert article.published.day.isoformat() in {"2025-12-02", "2025-12-03", "2025-12-04"}


def test_the_debris_is_taken_out_and_recorded(articles: dict[str, Article]) -> None:
    texts = "\n".join(article.text for article in articles.values())
    for debris in ("Startseite", "Cookies", "Impressum", "Foto:", "/bd/", "Drittanbieter", "date 2025", "Lesen Sie"):
        assert debris not in texts
    reasons = {removal.reason for article in articles.values() for removal in article.removed}
    assert {"navigation", "consent notice", "photo credit", "agency sign-off", "machine summary"} <= reasons


def test_the_near_copies_are_near_and_no_others_are(articles: dict[str, Article]) -> None:
    for one, other in combinations(articles.values(), 2):
        if {one.source, other.source} == _COPIES:
            assert _nearness(one, other) > 0.7
        else:
            assert _nearness(one, other) < 0.3, (one.source, other.source)


def test_no_sentence_of_a_real_article_is_carried_over(articles: dict[str, Article], shared: Path) -> None:
    real = set[tuple[str, ...]]()
    for path in (shared / "seeds").glob("*.txt"):
        real |= _shingles(path.read_text(encoding="utf-8"), 8)
    assert real
    for path in (_ROOT / "seeds").iterdir():
        if path.is_file():
            assert not _shingles(path.read_text(encoding="utf-8"), 8) & real, path.name
    for article in articles.values():
        assert not _shingles(article.text, 8) & real, article.source


def test_every_quote_of_evidence_stands_at_exactly_one_place_of_its_article(
    articles: dict[str, Article], topics: list[Topic]
) -> None:
    for topic in topics:
        for evidence in topic["evidence"]:
            assert articles[evidence["article"]].text.count(evidence["quote"]) == 1, (topic["id"], evidence)


def test_evidence_in_one_near_copy_is_evidence_in_the_other_where_it_stands_there_too(
    articles: dict[str, Article], topics: list[Topic]
) -> None:
    for topic in topics:
        given = {(evidence["article"], evidence["quote"]) for evidence in topic["evidence"]}
        for article, quote in given:
            for other in _COPIES - {article} if article in _COPIES else ():
                assert quote not in articles[other].text or (other, quote) in given, (topic["id"], quote)


def test_every_accepted_answer_is_in_a_paragraph_with_evidence(
    articles: dict[str, Article], topics: list[Topic]
) -> None:
    for topic in topics:
        paragraphs = [
            paragraph.casefold()
            for evidence in topic["evidence"]
            for paragraph in articles[evidence["article"]].text.split("\n\n")
            if evidence["quote"] in paragraph
        ]
        for answer in topic.get("answer", []):
            assert any(answer.casefold() in paragraph for paragraph in paragraphs), (topic["id"], answer)


def test_ids_are_unique_and_no_question_is_asked_twice(topics: list[Topic]) -> None:
    ids = Counter(topic["id"] for topic in topics)
    assert ids.most_common(1)[0][1] == 1
    asked = Counter(
        (wording["question"], *wording.get("history", [])) for topic in topics for wording in (topic, topic["pair"])
    )
    assert asked.most_common(1)[0][1] == 1, asked.most_common(1)


def test_every_topic_is_asked_in_both_languages(topics: list[Topic]) -> None:
    for topic in topics:
        assert {topic["language"], topic["pair"]["language"]} == _LANGUAGES
        assert topic["question"] != topic["pair"]["question"]
        assert ("history" in topic) == ("history" in topic["pair"]) == ("follow-up" in topic["tags"])
        assert len(topic.get("history", [])) == len(topic["pair"].get("history", [])) <= 3


def test_a_topic_has_evidence_and_answers_exactly_if_it_is_answerable(topics: list[Topic]) -> None:
    for topic in topics:
        answerable = topic["answerable"]
        assert answerable == bool(topic["evidence"]) == bool(topic.get("answer")), topic["id"]
        assert answerable == ("unanswerable" not in topic["tags"]), topic["id"]
        assert not ("near-miss" in topic["tags"] and answerable), topic["id"]


def test_every_kind_of_question_is_asked_often_enough(topics: list[Topic]) -> None:
    tags = Counter(tag for topic in topics for tag in topic["tags"])
    assert len(topics) >= 90
    assert set(tags) == set(_FEWEST)
    assert {tag: count for tag, count in tags.items() if count < _FEWEST[tag]} == {}
    assert 2 * tags["near-miss"] >= tags["unanswerable"]
    assert {len(topic["history"]) + 1 for topic in topics if "history" in topic} == {2, 3, 4}


def test_the_people_of_the_near_misses_are_in_the_articles_and_the_others_are_not(
    articles: dict[str, Article], topics: list[Topic]
) -> None:
    texts = " ".join(article.text for article in articles.values())
    names = re.compile(
        r"\b(?:Rutte|Selenskyj|Rubio|Peskow|Kushner|Witkoff|Umjerow|Uschakow|Dmitrijew|Trump|Putin|Nato)\b"
    )
    for topic in (topic for topic in topics if not topic["answerable"]):
        named = set(names.findall(" ".join([*topic.get("history", []), topic["question"]])))
        assert bool(named) == ("near-miss" in topic["tags"]), topic["id"]
        assert all(name in texts for name in named), topic["id"]
