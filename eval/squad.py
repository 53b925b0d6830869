"""Files in SQuAD's format (1.1 and 2.0): each distinct paragraph is an article, each question is asked of all. Pure.

Rajpurkar et al. 2016 and 2018; XQuAD, MLQA, GermanQuAD and many others come in the same form. Some have no titles and
print each paragraph below the heading of its page; that is its headline then.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from index.errors import UnreadableError, UsageError
from index.model import Article, ArticleId, article_id
from index.readers.decoding import normalise
from index.readers.languages import guess_language
from index.readers.titles import looks_like_headline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CORPUS = "squad"

UNTITLED = "–"  # an article has a title; one without words finds nothing


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the file.

    Attributes:
        id: as in the file; made distinct with ``#2`` where it occurs again.
        article: the paragraph it belongs to.
        answers: the gold answers; empty if it cannot be answered.
        own: all paragraphs of its SQuAD article.
    """

    id: str
    question: str
    article: ArticleId
    answers: tuple[str, ...]
    own: frozenset[ArticleId]

    @property
    def answerable(self) -> bool:
        """Whether its paragraph answers it."""
        return bool(self.answers)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A file's paragraphs and questions, in the file's order."""

    articles: tuple[Article, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A question as it stands in the file, with the source of its paragraph and the title of its article."""

    name: str
    question: str
    article: ArticleId
    title: str
    answers: tuple[str, ...]


def read_squad(file: Path) -> QuestionSet:
    """The paragraphs and questions of a SQuAD file.

    Raises:
        UsageError: if the file is not there or not in that format; the message names the place.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeEncodeError as error:
        raise UsageError(f"{file} holds half of a character (a lone surrogate such as \\ud800): {error}") from error
    except ValueError as error:
        raise UsageError(f"{file} is not JSON: {error}") from error
    except RecursionError as error:
        raise UsageError(f"{file} is nested too deeply") from error
    try:
        return _question_set(data)
    except (KeyError, TypeError, AttributeError) as error:
        what = f"lacks {error}" if isinstance(error, KeyError) else f"is of another form ({error})"
        raise UsageError(f"{file} is not in SQuAD's format (data → paragraphs → qas): it {what}") from error
    except UnreadableError as error:
        raise UsageError(f"a paragraph of {file} {error}") from error


def _question_set(data: Mapping[str, object]) -> QuestionSet:
    articles: dict[str, Article] = {}
    titles: dict[str, set[ArticleId]] = {}
    rows: list[_Row] = []
    for entry, title, number, paragraph in _paragraphs(data):
        text = normalise(cast("str", paragraph["context"])).strip()
        if not text:
            continue
        source = f"{title or entry}/{number}"
        if text not in articles:
            articles[text] = _article(text, title or _heading(text), source)
        name = articles[text].id
        titles.setdefault(title or entry, set()).add(name)
        rows += [_row(each, name, title or entry) for each in cast("list[dict[str, object]]", paragraph["qas"])]
    own = {title: frozenset(names) for title, names in titles.items()}
    names = _distinct([row.name for row in rows])
    questions = [
        Question(name, row.question, row.article, row.answers, own[row.title])
        for name, row in zip(names, rows, strict=True)
    ]
    return QuestionSet(tuple(articles.values()), tuple(questions))


def _paragraphs(data: Mapping[str, object]) -> Iterator[tuple[str, str, int, dict[str, object]]]:
    """Each paragraph with a name for its article, the article's title if it has one, and its place in it, from 1."""
    numbers: Counter[str] = Counter()
    for place, entry in enumerate(cast("list[dict[str, object]]", data["data"]), start=1):
        title = " ".join(normalise(str(entry.get("title") or "")).split())
        name = f"untitled {place}"
        for paragraph in cast("list[dict[str, object]]", entry["paragraphs"]):
            numbers[title or name] += 1
            yield name, title, numbers[title or name], paragraph


def _heading(text: str) -> str:
    """The line above a paragraph that is its heading, where it has one."""
    first, apart, _ = text.partition("\n")
    heading = first.strip("= ")
    return heading if apart and looks_like_headline(heading.replace("_", " ")) else UNTITLED


def _article(text: str, title: str, source: str) -> Article:
    headline = title.replace("_", " ").strip() or title
    language = guess_language(text)
    return Article(article_id(CORPUS, source), text, headline, CORPUS, source, language=language)


def _row(entry: Mapping[str, object], article: ArticleId, title: str) -> _Row:
    answers: tuple[str, ...] = ()
    if not entry.get("is_impossible"):
        given = cast("list[dict[str, str]]", entry.get("answers") or [])
        answers = tuple(dict.fromkeys(answer["text"].strip() for answer in given if answer["text"].strip()))
    question = entry["question"]
    if not isinstance(question, str):
        raise TypeError(f"the question of {entry['id']!r} is no text")
    return _Row(str(entry["id"]), question.strip(), article, title, answers)


def _distinct(names: list[str]) -> list[str]:
    """The same names, those that occur again numbered."""
    seen: set[str] = set()
    distinct = []
    for name in names:
        number, candidate = 1, name
        while candidate in seen:
            number += 1
            candidate = f"{name}#{number}"
        seen.add(candidate)
        distinct.append(candidate)
    return distinct
