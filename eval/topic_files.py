"""Reading topics from JSON Lines: every mistake with its line, in words; good lines are read all the same."""

from __future__ import annotations

import difflib
import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast, get_args

from eval.files import text_of
from eval.topics import Evidence, Language, Topic, Variant, topic_lines
from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

_FIELDS = (
    *(
        "id",
        "question",
        "language",
        "pair",
        "tags",
        "answerable",
        "evidence",
        "speaker",
        "everyone",
        "answer",
        "history",
    ),
    *("since", "until", "draft", "note"),
)
_PAIR = ("language", "question", "history")
_EVIDENCE = ("article", "quote", "start", "end")
_LANGUAGES = get_args(Language)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a set of topics.

    Attributes:
        place: the file and line, or the file alone.
        topic: the topic's id, where it is known.
        problem: what is wrong and what to do.
    """

    place: str
    topic: str
    problem: str

    def __str__(self) -> str:
        """In one line."""
        return f"{self.place}: {f'topic {self.topic}: ' if self.topic else ''}{self.problem}"


@dataclass(frozen=True, slots=True)
class TopicSet:
    """The topics of some files, in order, with where each stands, and what could not be read."""

    topics: tuple[Topic, ...]
    places: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def read_topics(files: Sequence[Path]) -> TopicSet:
    """All topics of these files.

    Raises:
        UsageError: if a file cannot be read at all; lines that cannot are among the `problems`.
    """
    topics: dict[str, Topic] = {}
    places: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files:
        for number, line in enumerate(text_of(file).split("\n"), start=1):
            if not line.strip():
                continue
            place = f"{file.name}:{number}"
            try:
                topic = topic_of_line(line)
            except _TopicError as error:
                problems.append(Problem(place, error.topic, str(error)))
                continue
            if topic.id in topics:
                problems.append(Problem(place, topic.id, f"the id is taken by {places[topic.id]}; give it another"))
                continue
            topics[topic.id] = topic
            places[topic.id] = place
    return TopicSet(tuple(topics.values()), places, tuple(problems))


def with_accepted(text: str, topics: Sequence[Topic], names: AbstractSet[str]) -> str:
    """The text of a file of topics with the lines of those named written anew; every other line is left as it is.

    Args:
        text: of the file.
        topics: the topics of the file as they are to be.
        names: ids of those that changed.
    """
    fresh = {topic.id: topic_lines([topic]) for topic in topics if topic.id in names}
    lines = []
    for line in text.splitlines(keepends=True):
        try:
            lines.append(fresh.pop(topic_of_line(line).id, line))
        except ValueError:
            lines.append(line)
    return "".join(lines)


class _TopicError(ValueError):
    """A line is no topic; `topic` is its id, if that much is known."""

    topic = ""


def topic_of_line(line: str) -> Topic:
    """The topic of one line.

    Raises:
        ValueError: if it is none; the message says why.
    """
    try:
        row = json.loads(line, object_pairs_hook=_each_once)
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _TopicError("holds half of a character (a lone surrogate such as \\ud800); write the whole one") from None
    except _TopicError:
        raise
    except ValueError as error:
        raise _TopicError(f"is not JSON: {error}") from None
    except RecursionError:
        raise _TopicError("is nested too deeply") from None
    if not isinstance(row, dict):
        raise _TopicError("is not a JSON object")
    try:
        return _topic(row)
    except _TopicError as error:
        name = row.get("id")
        error.topic = name if isinstance(name, str) else ""
        raise
    except ValueError as error:
        raise _TopicError(str(error)) from None


def _each_once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """A JSON object; Python's own reading would silently keep the last of two fields of one name."""
    row = dict(pairs)
    if len(row) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _TopicError(f"has the field {twice!r} twice")
    return row


def _topic(row: Mapping[str, object]) -> Topic:
    _refuse_unknown(row, _FIELDS, "")
    answerable = _flag(row, "answerable", default=True)
    draft = _flag(row, "draft", default=False)
    evidence = tuple(_evidence(each) for each in _objects(row, "evidence"))
    if answerable and not evidence and not draft:
        raise _TopicError(
            "is answerable and has no 'evidence'; name the article and the words, or say answerable: false"
        )
    if not answerable and not draft and (evidence or row.get("answer")):
        raise _TopicError("is not answerable and yet has 'evidence' or an 'answer'")
    return Topic(
        id=_word(row, "id"),
        variants=_variants(row),
        answerable=answerable,
        evidence=evidence,
        speaker=_words(row, "speaker"),
        everyone=_words(row, "everyone"),
        answer=_words(row, "answer"),
        tags=tuple(dict.fromkeys(_words(row, "tags"))),
        since=_day(row, "since"),
        until=_day(row, "until"),
        draft=draft,
        note=_word(row, "note") if row.get("note") else "",
    )


def _variants(row: Mapping[str, object]) -> tuple[Variant, ...]:
    first = Variant(_language(row), _word(row, "question"), _words(row, "history"))
    pair = row.get("pair")
    if pair is None:
        return (first,)
    if not isinstance(pair, dict):
        raise _TopicError("'pair' must be an object with 'language' and 'question'")
    _refuse_unknown(pair, _PAIR, "pair.")
    second = Variant(_language(pair), _word(pair, "question"), _words(pair, "history") or first.history)
    if second.language == first.language:
        raise _TopicError(f"its 'pair' is in the same language, {first.language}")
    return first, second


def _evidence(row: Mapping[str, object]) -> Evidence:
    _refuse_unknown(row, _EVIDENCE, "evidence.")
    article = _word(row, "article")
    quote, start, end = row.get("quote"), row.get("start"), row.get("end")
    if quote is None and start is None and end is None:
        return Evidence(article)
    if quote is not None:
        if not (start is None and end is None):
            raise _TopicError("evidence has a 'quote', or 'start' and 'end', and not both")
        return Evidence(article, unicodedata.normalize("NFC", _word(row, "quote")))
    if not (type(start) is int and type(end) is int):
        raise _TopicError("'start' and 'end' of evidence must both be whole numbers")
    if not 0 <= start < end:
        raise _TopicError(f"evidence goes from a smaller to a larger number, not from {start} to {end}")
    return Evidence(article, span=Span(start, end))


def _refuse_unknown(row: Mapping[str, object], known: Sequence[str], prefix: str) -> None:
    for name in row:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}"
            raise _TopicError(f"unknown field {prefix + name!r}; {hint}")


def _word(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _TopicError(f"needs {name!r}, a text" if value is None else f"{name!r} must be a text that is not empty")
    return value.strip() if name != "quote" else value


def _words(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = row.get(name)
    values = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(each, str) and each.strip() for each in values):
        raise _TopicError(f"{name!r} must be a text or a list of texts")
    return tuple(each.strip() for each in cast("list[str]", values))


def _objects(row: Mapping[str, object], name: str) -> list[dict[str, object]]:
    value = row.get(name)
    values = [] if value is None else [value] if isinstance(value, dict) else value
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise _TopicError(f"{name!r} must be a list of objects")
    return cast("list[dict[str, object]]", values)


def _flag(row: Mapping[str, object], name: str, *, default: bool) -> bool:
    value = row.get(name, default)
    if not isinstance(value, bool):
        raise _TopicError(f"{name!r} must be true or false, not {value!r}")
    return value


def _language(row: Mapping[str, object]) -> Language:
    value = row.get("language")
    if value not in _LANGUAGES:
        raise _TopicError(f"'language' must be one of {', '.join(_LANGUAGES)}, not {value!r}")
    return cast("Language", value)


def _day(row: Mapping[str, object], name: str) -> date | None:
    value = row.get(name)
    if value is None:
        return None
    reading: Callable[[str], date] = date.fromisoformat
    try:
        return reading(cast("str", value))
    except (TypeError, ValueError):
        raise _TopicError(f"{name!r} must be a day like 2025-12-03, not {value!r}") from None
