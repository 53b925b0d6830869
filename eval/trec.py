"""Qrels and runs in TREC form, for the field's own tools. Pure.

A line of qrels is ``topic 0 article grade``, of a run ``topic Q0 article rank score tag``. Names with white space
cannot stand in that form; they are written with ``%20`` and the like, and read back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SPACE = re.compile(r"[\s%]")
_QRELS_FIELDS, _RUN_FIELDS = 4, 6


def qrels_text(qrels: Mapping[str, Mapping[str, int]]) -> str:
    """Judgements as lines."""
    return "".join(
        f"{_written(topic)} 0 {_written(article)} {grade}\n"
        for topic, grades in qrels.items()
        for article, grade in grades.items()
    )


def rankings_text(run: Mapping[str, Sequence[str]], *, tag: str = "beleg") -> str:
    """Rankings as lines; the score falls by one a rank, so that tools that sort by it keep the order."""
    return "".join(
        f"{_written(topic)} Q0 {_written(article)} {rank} {len(articles) - rank + 1} {_written(tag)}\n"
        for topic, articles in run.items()
        for rank, article in enumerate(articles, start=1)
    )


def read_qrels(text: str) -> dict[str, dict[str, int]]:
    """What :func:`qrels_text` writes.

    Raises:
        UsageError: if a line is not of that form.
    """
    qrels: dict[str, dict[str, int]] = {}
    for number, fields in _lines(text, _QRELS_FIELDS, "qrels"):
        try:
            qrels.setdefault(unquote(fields[0]), {})[unquote(fields[2])] = int(fields[3])
        except ValueError:
            raise UsageError(f"line {number} of the qrels: the grade {fields[3]!r} is not a whole number") from None
    return qrels


def read_rankings(text: str) -> dict[str, list[str]]:
    """The articles of each topic by falling score; those of equal score by rank.

    Raises:
        UsageError: if a line is not of that form.
    """
    rows: dict[str, list[tuple[float, int, str]]] = {}
    for number, fields in _lines(text, _RUN_FIELDS, "run"):
        try:
            rows.setdefault(unquote(fields[0]), []).append((-float(fields[4]), int(fields[3]), unquote(fields[2])))
        except ValueError:
            raise UsageError(f"line {number} of the run: rank and score must be numbers") from None
    return {topic: [article for _, _, article in sorted(found)] for topic, found in rows.items()}


def _lines(text: str, fields: int, what: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        parts = line.split()
        if parts and len(parts) != fields:
            raise UsageError(f"line {number} of the {what} has {len(parts)} fields, not {fields}")
        if parts:
            yield number, parts


def _written(name: str) -> str:
    return _SPACE.sub(lambda found: quote(found[0], safe=""), name)
