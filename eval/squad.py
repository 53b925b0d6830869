"""Files in SQuAD's format (1.1 and 2.0): each distinct paragraph is an article, each question is asked of all. Pure.

Rajpurkar et al. 2016 and 2018; XQuAD, MLQA, GermanQuAD and many others come in the same form. Some have no titles and
print each paragraph below the heading of its page; that is its headline then. Rows as Hugging Face has them, each a
question with its ``context``, are read too, under ``data`` or one a line of a ``.jsonl`` file.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


class _OtherFormError(Exception):
    """Something in the file is not what SQuAD's format has there; says where, and what."""


def read_squad(file: Path) -> QuestionSet:
    """The paragraphs and questions of a SQuAD file.

    Raises:
        UsageError: if the file is not there or not in that format; the message names the place.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
        rows = file.suffix == ".jsonl"
        data = {"data": [json.loads(line) for line in text.splitlines() if line.strip()]} if rows else json.loads(text)
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
    except _OtherFormError as error:
        raise UsageError(f"{file} is not in SQuAD's format (data → paragraphs → qas): {error}") from error
    except UnreadableError as error:
        raise UsageError(f"a paragraph of {file} {error}") from error


def _question_set(data: object) -> QuestionSet:
    articles: dict[str, Article] = {}
    titles: dict[str, set[ArticleId]] = {}
    rows: list[_Row] = []
    for entry, title, number, paragraph in _paragraphs(data):
        where = f"paragraph {number} of {title or entry!r}"
        text = normalise(_text(paragraph, "context", where)).strip()
        if not text:
            continue
        source = f"{title or entry}/{number}"
        if text not in articles:
            articles[text] = _article(text, title or _heading(text), source)
        name = articles[text].id
        titles.setdefault(title or entry, set()).add(name)
        rows += [_row(each, name, title or entry, where) for each in _objects(paragraph, "qas", where)]
    own = {title: frozenset(names) for title, names in titles.items()}
    names = _distinct([row.name for row in rows])
    questions = [
        Question(name, row.question, row.article, row.answers, own[row.title])
        for name, row in zip(names, rows, strict=True)
    ]
    return QuestionSet(tuple(articles.values()), tuple(questions))


def _paragraphs(data: object) -> Iterator[tuple[str, str, int, Mapping[str, object]]]:
    """Each paragraph with a name for its article, the article's title if it has one, and its place in it, from 1."""
    numbers: Counter[str] = Counter()
    for place, entry in enumerate(_objects(data, "data", "the file"), start=1):
        title = " ".join(normalise(str(entry.get("title") or "")).split())
        name = f"untitled {place}"
        alone = [{**entry, "qas": [entry]}] if "context" in entry and "paragraphs" not in entry else None
        for paragraph in alone or _objects(entry, "paragraphs", f"entry {place} of 'data'"):
            numbers[title or name] += 1
            yield name, title, numbers[title or name], paragraph


def _objects(holder: object, name: str, where: str) -> list[Mapping[str, object]]:
    """The objects in a list that an object has under a name."""
    if not isinstance(holder, dict):
        raise _OtherFormError(f"{where} is {_kind(holder)} where an object with {name!r} is expected")
    if name not in holder:
        raise _OtherFormError(f"{where} has no {name!r}")
    found = holder[name]
    if not isinstance(found, list):
        raise _OtherFormError(f"{name!r} of {where} is {_kind(found)} where a list is expected")
    if others := [each for each in found if not isinstance(each, dict)]:
        raise _OtherFormError(f"{name!r} of {where} holds {_kind(others[0])} where an object is expected")
    return found


def _text(holder: Mapping[str, object], name: str, where: str) -> str:
    if name not in holder:
        raise _OtherFormError(f"{where} has no {name!r}")
    found = holder[name]
    if not isinstance(found, str):
        raise _OtherFormError(f"{name!r} of {where} is {_kind(found)} where text is expected")
    return found


def _kind(value: object) -> str:
    """What a value of JSON is called."""
    kinds = ((bool, "true or false"), (int | float, "a number"), (str, "text"), (list, "a list"), (dict, "an object"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "nothing")


def _heading(text: str) -> str:
    """The line above a paragraph that is its heading, where it has one."""
    first, apart, _ = text.partition("\n")
    heading = first.strip("= ")
    return heading if apart and looks_like_headline(heading.replace("_", " ")) else UNTITLED


def _article(text: str, title: str, source: str) -> Article:
    headline = title.replace("_", " ").strip() or title
    language = guess_language(text)
    return Article(article_id(CORPUS, source), text, headline, CORPUS, source, language=language)


def _row(entry: Mapping[str, object], article: ArticleId, title: str, where: str) -> _Row:
    if "id" not in entry:
        raise _OtherFormError(f"a question of {where} has no 'id'")
    name = str(entry["id"])
    here = f"question {name!r}"
    answers = () if entry.get("is_impossible") else tuple(dict.fromkeys(_answers(entry, here)))
    return _Row(name, _text(entry, "question", here).strip(), article, title, answers)


def _answers(entry: Mapping[str, object], where: str) -> Iterator[str]:
    """The gold answers, in SQuAD's form or in that of Hugging Face's copies, an object of lists."""
    given = entry.get("answers") or []
    if isinstance(given, dict):
        texts = given.get("text")
        if not isinstance(texts, list):
            raise _OtherFormError(f"'text' of the answers of {where} is {_kind(texts)} where a list is expected")
        given = [{"text": text} for text in texts]
    for answer in _objects({"answers": given}, "answers", where):
        if text := _text(answer, "text", f"an answer of {where}").strip():
            yield text


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
