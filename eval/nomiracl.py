"""Files in NoMIRACL's form: a question, ten passages, and whether any of them answers it.

Thakur et al. 2024. All passages of a file are indexed once, and each question is put to its own ten alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from eval.measures.abstention import Case, auroc, error_rates, threshold_curve
from eval.questioning import Asked, SetReport, ask_all, failures_of, reply_row
from eval.statistics import mean
from index.errors import UnreadableError, UsageError
from index.model import Article, ArticleId, Scope, article_id
from index.readers.decoding import normalise
from index.readers.languages import guess_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from eval.ports import Asks, Progress

CORPUS = "nomiracl"
_MIN_TITLE, _MAX_TITLE = 2, 120


@dataclass(frozen=True, slots=True)
class Row:
    """One question with the passages it is put to."""

    id: str
    question: str
    answerable: bool
    passages: frozenset[ArticleId]


@dataclass(frozen=True, slots=True)
class AnswerableSet:
    """A file's passages, each once, and its questions."""

    articles: tuple[Article, ...]
    rows: tuple[Row, ...]


def read_nomiracl(file: Path) -> AnswerableSet:
    """The passages and questions of a file.

    Raises:
        UsageError: if the file is not there or a line is not of that form; the message names the line.
    """
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{file} is not UTF-8 text: {error}") from error
    articles: dict[ArticleId, Article] = {}
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(_row(json.loads(line), articles, number))
        except RecursionError as error:
            raise UsageError(f"line {number} of {file} is nested too deeply") from error
        except (ValueError, KeyError, TypeError, AttributeError, UnreadableError) as error:
            what = f"lacks {error}" if isinstance(error, KeyError) else str(error)
            raise UsageError(f"line {number} of {file} is not of NoMIRACL's form: {what}") from error
    return AnswerableSet(tuple(articles.values()), tuple(rows))


def _row(entry: Mapping[str, object], articles: dict[ArticleId, Article], number: int) -> Row:
    passages: set[ArticleId] = set()
    for passage in cast("list[dict[str, str]]", entry["passages"]):
        text = normalise(passage["text"]).strip()
        name = article_id(CORPUS, str(passage["docid"]))
        if not text:
            continue
        # The same passage comes with the same text everywhere; should it not, the row keeps its own.
        if name in articles and articles[name].text != text:
            name = article_id(CORPUS, f"{passage['docid']}@{number}")
        articles.setdefault(name, _article(name, text, str(passage["docid"])))
        passages.add(name)
    if not passages:
        raise TypeError("there are no passages")
    answerable = entry["answerable"]
    if not isinstance(answerable, bool):
        raise TypeError("'answerable' must be true or false")
    question = entry["question"]
    if not isinstance(question, str):
        raise TypeError("'question' must be a text")
    return Row(f"{entry.get('query_id', number)}", question.strip(), answerable, frozenset(passages))


def _article(name: ArticleId, text: str, source: str) -> Article:
    """A passage as an article; its text starts with the title of the page it is from and a colon."""
    title = text.split(":", 1)[0].strip()
    if not _MIN_TITLE <= len(title) <= _MAX_TITLE or "\n" in title:
        title = source
    return Article(name, text, title, CORPUS, source, language=guess_language(text))


def measure_answerable(rows: AnswerableSet, asks: Asks, *, progress: Progress, name: str) -> SetReport:
    """Put every question to its own passages: AUROC of the confidence, and both error rates at the threshold set."""
    names = [f"{row.id} (row {number})" for number, row in enumerate(rows.rows, start=1)]
    asked = [
        Asked(each, row.question, Scope(articles=row.passages)) for each, row in zip(names, rows.rows, strict=True)
    ]
    replies = ask_all(asked, asks, progress=progress)
    cases = [
        Case(row.answerable, replied.answered, replied.confidence, each)
        for each, row, replied in zip(names, rows.rows, replies, strict=True)
    ]
    measures = {"AbstentionAUROC": auroc(cases)} | error_rates(cases)
    measures["Answered"] = mean([float(case.answered) for case in cases])
    unanswerable = sum(not row.answerable for row in rows.rows)
    counts = {"articles": len(rows.articles), "questions": len(rows.rows), "unanswerable": unanswerable}
    seconds = {"answers": sum(replied.seconds for replied in replies)}
    return SetReport(
        name,
        counts,
        measures,
        tuple(failures_of(asked, replies)),
        seconds=seconds,
        curve=threshold_curve(cases),
        rows=tuple(
            {"id": each.id, "question": each.question, "answerable": row.answerable} | reply_row(replied, ())
            for each, row, replied in zip(asked, rows.rows, replies, strict=True)
        ),
    )
