"""What is wrong or doubtful with a set of topics, before anything is asked. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from eval.measures.shortanswers import comparable, quotes_hold
from eval.topic_files import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from eval.running import Judged
    from eval.topics import Topic
    from index.model import Article, ArticleId

_FEW = 5  # topics of a tag; below, its interval says next to nothing
_LOPSIDED = 0.6  # one tag's share of all topics


def check_topics(known: Judged, places: Mapping[str, str]) -> tuple[list[Problem], list[Problem]]:
    """Errors (topics that cannot be judged) and doubts (topics that can, and sets that are lopsided).

    Args:
        known: the topics with their evidence looked up.
        places: where each topic stands.
    """
    errors, doubts = [], []
    for topic in known.topics:
        judgement = known.judgements[topic.id]
        errors += [Problem(places[topic.id], topic.id, problem) for problem in judgement.problems]
        found = [*judgement.doubts, *_unheld_answer(topic, known)]
        doubts += [Problem(places[topic.id], topic.id, doubt) for doubt in found]
    doubts += [Problem(places[topic], topic, problem) for topic, problem in _repeated(known.topics)]
    doubts += [Problem("the set", "", problem) for problem in _balance(known.topics)]
    return errors, doubts


def _unheld_answer(topic: Topic, known: Judged) -> Iterator[str]:
    """Whether some article of the evidence holds the short answer at all; if not, no quotation ever can."""
    places = known.judgements[topic.id].places
    texts = [known.articles[place.article].text for place in places]
    if topic.answer and texts and not quotes_hold(texts, topic.answer, at_words=True):
        yield f"no article of its evidence holds the answer {' or '.join(map(repr, topic.answer))}"
    for article in _undated(topic, {place.article for place in places}, known.articles):
        yield f"it is asked of certain days, and {article} is outside them"


def _undated(topic: Topic, names: set[ArticleId], articles: Mapping[ArticleId, Article]) -> Iterator[str]:
    for name in sorted(names):
        moment = articles[name].published
        early = topic.since and (moment is None or moment.day < topic.since)
        late = topic.until and (moment is None or moment.day > topic.until)
        if early or late:
            yield articles[name].source


def _repeated(topics: Sequence[Topic]) -> Iterator[tuple[str, str]]:
    first: dict[tuple[object, ...], str] = {}
    for topic in topics:
        for variant in topic.variants:
            key = (variant.language, comparable(variant.question), variant.history, topic.since, topic.until)
            other = first.setdefault(key, topic.id)
            if other != topic.id:
                yield topic.id, f"asks the same as {other}: {variant.question}"


def _balance(topics: Sequence[Topic]) -> Iterator[str]:
    if not topics:
        return
    tags = Counter(tag for topic in topics for tag in topic.tags)
    for tag, count in sorted(tags.items()):
        if count < _FEW:
            yield f"tag {tag} has {count} topic{'s' if count > 1 else ''}; its intervals will say next to nothing"
        elif count > _LOPSIDED * len(topics):
            yield f"tag {tag} is on {count} of {len(topics)} topics; means are mostly about it"
    answerable = sum(topic.answerable for topic in topics)
    if answerable == len(topics):
        yield "no topic is unanswerable; abstention cannot be measured"
    elif not answerable:
        yield "no topic is answerable; only abstention can be measured"
    single = sum(not topic.paired for topic in topics)
    if 0 < single < len(topics):
        yield f"{single} of {len(topics)} topics are in one language only; parity leaves them out"
