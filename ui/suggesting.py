"""Questions to begin with, drawn from the corpus and tried before shown: words of people, a topic, how long or when."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from assistant.model import Answer
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from assistant.answering import Answerer
    from index.articles import ArticleStore
    from index.model import Scope

_NAME = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,4}")
_NOUN = re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]{6,}\b")
_TRIED, _READ = 6, 20
_ASKED_OF_EVENTS = ("suggest_long", "suggest_trial", "suggest_when", "suggest_why")


def suggestions(answerer: Answerer, tongue: Tongue, scope: Scope, *, most: int = 4) -> list[str]:
    """At most `most` questions in the interface's language that these articles answer."""
    articles = answerer.searcher.generation.articles
    names = [name for name, _ in articles.speakers(articles.resolve(scope)) if _NAME.fullmatch(name)][:_TRIED]
    topics = [_topic(articles, name, scope) for name in names]
    said = [_said(name, topic, tongue) for name, topic in zip(names, topics, strict=True)]
    # German topics have no name in English; a person has.
    known = list(dict.fromkeys(filter(None, topics[1:]))) if tongue == "de" else names[1:]
    kinds = [
        said[:1],
        [say(tongue, "suggest_topic", topic=each) for each in known],
        [say(tongue, name) for name in _ASKED_OF_EVENTS],
        [say(tongue, "suggest_compare", who=names[0], other=names[1])] if len(names) > 1 else [],
        *([each] for each in said[1:]),
    ]
    found: list[str] = []
    for drafts in kinds:
        if len(found) < most:
            answered = (each for each in drafts[:_TRIED] if isinstance(answerer.answer(each, scope=scope), Answer))
            found += islice(answered, 1)
    return found


def _said(name: str, topic: str, tongue: Tongue) -> str:
    """What somebody said, in German on a topic."""
    question = say(tongue, "suggest_said", who=name)
    # Any noun follows these words without an article of its own.
    return question if tongue != "de" or not topic else f"{question.removesuffix('?')} zum Thema {topic}?"


def _topic(articles: ArticleStore, name: str, scope: Scope) -> str:
    """What somebody speaks of in most of their statements; nothing if they use no noun."""
    counted: Counter[str] = Counter()
    found = (articles.article(each) for each in articles.articles_of_speaker(name))
    for article in islice((each for each in found if each and scope.admits(each)), _READ):
        for statement in articles.statements(article.id):
            if statement.speaker == name:
                text = " ".join(span.of(article.text) for span in statement.spans)
                counted.update({noun for noun in _NOUN.findall(text) if noun not in name})
    return min(counted, key=lambda noun: (-counted[noun], -len(noun), noun), default="")
