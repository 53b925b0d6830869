"""Topics: questions with what is known about their answers, judged on articles and spans, never on passages.

One JSON object a line; `docs/evaluation.md` describes the fields. Values and their JSON form only; reading files with
messages that name the line is :mod:`eval.topic_files`. Pure.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from index.model import Span

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")


@dataclass(frozen=True, slots=True)
class Variant:
    """A topic's question in one language.

    Attributes:
        language: the question's.
        question: as a person would type it.
        history: the questions of the conversation before it, oldest first.
    """

    language: Language
    question: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in an article that answers the question: words to be found there, a span, or all of it.

    Attributes:
        article: the article's source in the corpus, or its id.
        quote: a verbatim stretch of the article; empty if a span or the whole article is meant.
        span: the place itself; ``None`` if words are given or the whole article is meant.
    """

    article: str
    quote: str = ""
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.quote and self.span is not None:
            raise ValueError("evidence is a quote or a span, not both")


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing asked, in one language or in two, with what a right answer has.

    Attributes:
        id: distinct within a set.
        variants: the question, and the same question in the other language where there is one.
        answerable: whether the articles answer it.
        evidence: where; none of an unanswerable topic.
        speaker: names of the one who is quoted, any of which is right; empty if nobody in particular is expected.
        everyone: names of all who must be quoted, of a comparison; empty if one is enough.
        answer: short answers, one of which the quotation holds; empty if none is expected.
        tags: what to group by.
        since: only articles from this day on are asked.
        until: only articles up to this day are asked.
        draft: proposed by a program or by a thumb in the app, and not yet accepted by a person; not asked, and may
            still lack its evidence.
        note: for people.
    """

    id: str
    variants: tuple[Variant, ...]
    answerable: bool = True
    evidence: tuple[Evidence, ...] = ()
    speaker: tuple[str, ...] = ()
    everyone: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    draft: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if not self.variants or len({variant.language for variant in self.variants}) < len(self.variants):
            raise ValueError(f"topic {self.id!r} needs one question a language")
        if self.answerable != bool(self.evidence) and not self.draft:
            raise ValueError(f"topic {self.id!r}: answerable topics have evidence, unanswerable ones none")

    @property
    def paired(self) -> bool:
        """Whether the same question is there in two languages."""
        return len(self.variants) > 1

    @property
    def digest(self) -> str:
        """A fingerprint of everything that is asked and expected: 12 hexadecimal digits."""
        row = topic_object(self)
        for name in ("draft", "note"):
            row.pop(name, None)
        words = json.dumps(row, ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def topic_object(topic: Topic) -> dict[str, object]:
    """The JSON object of a topic; fields that say nothing are left out."""
    first = topic.variants[0]
    row: dict[str, object] = {"id": topic.id, "question": first.question, "language": first.language}
    if topic.paired:
        pair = topic.variants[1]
        row["pair"] = {"language": pair.language, "question": pair.question}
        if pair.history:
            row["pair"] = {"language": pair.language, "question": pair.question, "history": list(pair.history)}
    row |= {"tags": list(topic.tags), "answerable": topic.answerable}
    if topic.evidence:
        row["evidence"] = [_evidence_object(each) for each in topic.evidence]
    listed = {"speaker": topic.speaker, "everyone": topic.everyone, "answer": topic.answer, "history": first.history}
    row |= {name: list(values) for name, values in listed.items() if values}
    if len(topic.speaker) == 1:
        row["speaker"] = topic.speaker[0]
    row |= {name: day.isoformat() for name, day in (("since", topic.since), ("until", topic.until)) if day}
    row |= {"note": topic.note} if topic.note else {}
    return row | {"draft": True} if topic.draft else row


def _evidence_object(evidence: Evidence) -> dict[str, object]:
    if evidence.span is None:
        return {"article": evidence.article, **({"quote": evidence.quote} if evidence.quote else {})}
    return {"article": evidence.article, "start": evidence.span.start, "end": evidence.span.end}


def topic_lines(topics: Iterable[Topic]) -> str:
    """Topics as JSON Lines."""
    return "".join(json.dumps(topic_object(topic), ensure_ascii=False) + "\n" for topic in topics)
