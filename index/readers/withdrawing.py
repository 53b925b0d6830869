"""One article taken out of a file of many, the others left under their names. Pure."""

from __future__ import annotations

import csv
import io
import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.readers.content import read_content
from index.readers.decoding import decode
from index.readers.details import Draft, Flaw
from index.readers.formats import declared_encoding, tell_format
from index.readers.records import json_rows, parse_json
from index.readers.rules import BLANK
from index.readers.table import table_rows

if TYPE_CHECKING:
    from index.readers.rules import ReadingRules

_EMPTY = {"-": BLANK}  # so that the rows after it keep their numbers


def without_row(data: bytes, source: str, rules: ReadingRules) -> bytes | None:
    """The file without the article that `source`, a ``file#row``, names; ``None`` if no other article is left in it.

    A row that is not there, or taken out already, changes nothing.

    Raises:
        UnreadableError: if the others would not be read from it as they were.
    """
    file, _, row = source.partition("#")
    suffix = PurePosixPath(file).suffix.lower()
    before = list(read_content(data, suffix, rules))
    at = next((at for at, each in enumerate(before) if each.row == row), None)
    if at is None or not _article(before[at]):
        return data
    if not any(_article(each) for each in before[:at] + before[at + 1 :]):
        return None
    text = decode(data, declared_encoding(data))
    write = {"json": _json, "jsonl": _lines, "csv": _table}[tell_format(text, suffix)]
    made = write(text, at, rules).encode()
    after = list(read_content(made, suffix, rules))
    if len(made) > rules.max_bytes or _article(after[at]) or _others(after, at) != _others(before, at):
        raise UnreadableError(f"{file} cannot be written anew without its row {row}; delete the file, then purge again")
    return made


def _article(row: Draft | Flaw) -> bool:
    return isinstance(row, Draft)


def _others(drafts: list[Draft | Flaw], at: int) -> list[Draft | None]:
    return [each if isinstance(each, Draft) else None for each in drafts[:at] + drafts[at + 1 :]]


def _json(text: str, at: int, rules: ReadingRules) -> str:
    value = parse_json(text, rules)
    rows = json_rows(value, rules)
    if isinstance(rows, list):
        rows[at] = _EMPTY
    return json.dumps(value, indent=1)


def _lines(text: str, at: int, _rules: ReadingRules) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    lines[at] = json.dumps(_EMPTY)
    return "\n".join(lines) + "\n"


def _table(text: str, at: int, rules: ReadingRules) -> str:
    header, rows, delimiter, quote = table_rows(text.replace("\r\n", "\n").replace("\r", "\n"), rules)
    # What could not be read as a row may hold anything, the article's text too.
    columns = len(header) or max(len(row) for row in rows if not isinstance(row, Flaw))
    empty = [BLANK] + [""] * (columns - 1)
    kept = [empty if isinstance(row, Flaw) or number == at else row for number, row in enumerate(rows)]
    made = io.StringIO()
    writer = csv.writer(made, delimiter=delimiter, quotechar=quote, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([header, *kept] if header else kept)
    return made.getvalue()
