"""From the bytes of one file to its articles. Effects only where a format is parsed in a process of its own."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.readers.decoding import decode
from index.readers.details import Draft, Flaw
from index.readers.formats import declared_encoding, is_pdf, tell_format
from index.readers.rules import Skipped
from index.readers.settling import settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.model import Article
    from index.readers.rules import ReadingRules


def read_articles(data: bytes, rules: ReadingRules, *, corpus: str, source: str) -> list[Article | Skipped]:
    """The articles in the bytes of a file, and what of it was skipped; see :func:`index.readers.read_file`."""
    results: list[Article | Skipped] = []
    try:
        drafts = read_content(data, PurePosixPath(source).suffix.lower(), rules)
        results.extend(_result(draft, rules, corpus, source) for draft in drafts)
    except UnreadableError as error:
        results.append(Skipped(source, _said(str(error))))
    return results or [Skipped(source, "holds no rows")]


def read_content(data: bytes, suffix: str, rules: ReadingRules) -> Iterable[Draft | Flaw]:
    """What the bytes of a file hold.

    Raises:
        UnreadableError: if they hold nothing that can be read, also while the drafts are gone through.
    """
    if is_pdf(data, suffix):
        from index.readers.sandbox import parse_apart  # noqa: PLC0415 - with what it needs to start processes

        return [parse_apart("pdf", data, rules)]
    text = decode(data, declared_encoding(data))
    if not text.strip():
        raise UnreadableError("holds nothing but white space")
    match tell_format(text, suffix):
        case "html":
            from index.readers.sandbox import parse_apart  # noqa: PLC0415

            return [parse_apart("html", text.encode(), rules)]
        case "json":
            from index.readers.records import read_json  # noqa: PLC0415 - most corpora hold no JSON

            return read_json(text, rules)
        case "jsonl":
            from index.readers.records import read_jsonl  # noqa: PLC0415

            return read_jsonl(text, rules)
        case "csv":
            from index.readers.table import read_csv  # noqa: PLC0415

            return read_csv(text.replace("\r\n", "\n").replace("\r", "\n"), rules)
        case form:
            return [_prose(form, text, rules)]


def _prose(form: str, text: str, rules: ReadingRules) -> Draft:
    if len(text) > rules.max_text:
        raise UnreadableError(f"has {len(text):,} characters, more than the limit of {rules.max_text:,}")
    if form == "markdown":
        from index.readers.markdown import read_markdown  # noqa: PLC0415

        return read_markdown(text, rules)
    return Draft(text)


def _result(draft: Draft | Flaw, rules: ReadingRules, corpus: str, source: str) -> Article | Skipped:
    place = source if draft.row is None else f"{source}#{draft.row}"
    if isinstance(draft, Flaw):
        return Skipped(place, _said(draft.reason))
    try:
        return settle(draft, rules, corpus=corpus, source=place)
    except UnreadableError as error:
        return Skipped(place, _said(str(error)))


def _said(reason: str) -> str:
    """`reason` without control characters, which it may quote from the file."""
    return "".join(character if character.isprintable() else "\ufffd" for character in reason)
