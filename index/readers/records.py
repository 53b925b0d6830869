"""JSON and JSON lines. Pure; nesting and size are counted before anything is parsed."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.readers.details import Draft, Flaw
from index.readers.fields import read_details, read_name, read_text
from index.readers.rules import BLANK, PURGED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index.readers.rules import FieldNames, ReadingRules

# Possessive and open-ended: a quotation mark that is never closed takes everything after it, once.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)', re.DOTALL)
_NO_BRACKETS = re.compile(r"[^\[\]{}]+")
_PER_ROW = 10  # objects and lists that a row may have on average
_ROW_ID = re.compile(r"[^\s#/]{1,80}")
_LISTS = ("articles", "items", "data", "rows", "results", "entries", "docs", "documents", "artikel")

_MARKUP = re.compile(r"</(?:p|div|li|h[1-6]|span|strong|em|b|i|a)>|<br ?/?>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b", re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|figure|figcaption|tr|section)\b[^<>]{0,1000}>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")


def read_json(text: str, rules: ReadingRules) -> Iterator[Draft | Flaw]:
    """The articles of a JSON file: one object, a list of them, or an object with a list of them.

    Raises:
        UnreadableError: if it is no JSON, nests too deep or holds too much.
    """
    value = json_rows(parse_json(text, rules), rules)
    if isinstance(value, dict):
        yield record_draft(value, None, rules.fields)
    elif isinstance(value, list):
        yield from rows_drafts(iter(value), rules)
    else:
        raise UnreadableError("is JSON, but neither an object nor a list of objects")


def json_rows(value: object, rules: ReadingRules) -> object:
    """The list of articles in what a JSON file holds, or the whole if there is none."""
    if isinstance(value, dict) and read_text(value, rules.fields) is None:
        lists = {str(key).casefold(): item for key, item in value.items() if _is_rows(item)}
        return next((lists[key] for key in (*_LISTS, *lists) if key in lists), value)
    return value


def read_jsonl(text: str, rules: ReadingRules) -> Iterator[Draft | Flaw]:
    """The articles of a file with one JSON object per line; lines that are none are flaws."""
    lines = (line for line in text.split("\n") if line.strip())
    yield from rows_drafts((_line(line, rules) for line in lines), rules)


def parse_json(text: str, rules: ReadingRules) -> object:
    """The value that `text` is.

    Raises:
        UnreadableError: if it is no JSON, nests deeper than the rules allow or holds too many objects.
    """
    if text.count("[") + text.count("{") > rules.max_depth:
        _refuse_structure(text, rules)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is no valid JSON: {error.msg} in line {error.lineno}, column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"is no valid JSON: {error}") from None


def rows_drafts(values: Iterator[object], rules: ReadingRules) -> Iterator[Draft | Flaw]:
    """A draft or flaw for each row; rows beyond the limit are one flaw."""
    seen: set[str] = set()
    for number, value in enumerate(values, start=1):
        row = str(number)
        if number > rules.max_rows:
            yield Flaw(f"is not read, nor is anything after it: the limit is {rules.max_rows:,} rows", row)
            return
        if isinstance(value, Flaw):
            yield Flaw(value.reason, row)
        elif not isinstance(value, dict):
            yield Flaw("is not an object", row)
        elif list(filter(None, value.values())) == [BLANK]:
            yield Flaw(PURGED, row)
        else:
            name = read_name(value, rules.fields.id)
            if name is not None and _ROW_ID.fullmatch(name) and name not in seen:
                seen.add(name)
                row = f"id={name}"
            yield record_draft(value, row, rules.fields)


def record_draft(record: Mapping[str, object], row: str | None, names: FieldNames) -> Draft | Flaw:
    """The article that the fields of `record` are."""
    text = read_text(record, names)
    if text is None:
        return Flaw(f"has no text; looked for {', '.join(names.text)}; [fields] in beleg.toml takes others", row)
    return Draft(without_tags(text) if _MARKUP.search(text) else text, read_details(record, names), row=row)


def without_tags(text: str) -> str:
    """The text of a piece of HTML in a field: tags gone, blocks apart, entities resolved."""
    while (hidden := _HIDDEN.search(text)) is not None:
        end = text.find(">", text.find(f"</{hidden[1]}", hidden.end())) if f"</{hidden[1]}" in text else -1
        text = text[: hidden.start()] + (text[end + 1 :] if end >= 0 else "")
    lines = html.unescape(_TAG.sub("", _BREAK.sub("\n\n", text))).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _line(line: str, rules: ReadingRules) -> object:
    try:
        return parse_json(line, rules)
    except UnreadableError as error:
        return Flaw(str(error))


def _refuse_structure(text: str, rules: ReadingRules) -> None:
    """Raise if `text` nests too deep or has too many objects, without parsing it."""
    depth = deepest = 0
    brackets = _NO_BRACKETS.sub("", _STRING.sub("", text))
    for bracket in brackets:
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    if deepest > rules.max_depth:
        raise UnreadableError(f"nests {deepest:,} deep; the limit is {rules.max_depth}")
    if len(brackets) > 2 * _PER_ROW * rules.max_rows:
        raise UnreadableError(f"holds more than {_PER_ROW * rules.max_rows:,} objects and lists")
