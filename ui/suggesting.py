"""Questions to begin with, drawn from the corpus: about people who say something there, and tried before shown."""

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


def suggestions(answerer: Answerer, tongue: Tongue, scope: Scope, *, most: int = 4) -> list[str]:
    """At most `most` questions in the interface's language that these articles answer."""
    articles = answerer.searcher.generation.articles
    names = [name for name, _ in articles.speakers(articles.resolve(scope)) if _NAME.fullmatch(name)][:_TRIED]
    drafts = [_about(articles, name, tongue, scope) for name in names]
    if len(names) > 1:
        drafts.insert(2, say(tongue, "suggest_compare", who=names[0], other=names[1]))
    found: list[str] = []
    for draft in drafts:
        if len(found) < most and isinstance(answerer.answer(draft, scope=scope), Answer):
            found.append(draft)
    return found


def _about(articles: ArticleStore, name: str, tongue: Tongue, scope: Scope) -> str:
    """What somebody said, in German on what they speak of in most of their statements."""
    question = say(tongue, "suggest_said", who=name)
    if tongue != "de":
        return question
    counted: Counter[str] = Counter()
    found = (articles.article(each) for each in articles.articles_of_speaker(name))
    for article in islice((each for each in found if each and scope.admits(each)), _READ):
        for statement in articles.statements(article.id):
            if statement.speaker == name:
                text = " ".join(span.of(article.text) for span in statement.spans)
                counted.update({noun for noun in _NOUN.findall(text) if noun not in name})
    if not counted:
        return question
    topic = min(counted, key=lambda noun: (-counted[noun], -len(noun), noun))
    # Any noun follows these words without an article of its own.
    return f"{question.removesuffix('?')} zum Thema {topic}?"
