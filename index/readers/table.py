"""CSV with any usual delimiter. Pure, but for the csv module's own limit, which is put back.

A broken row costs itself: reading starts anew on the line after the one where the broken row began.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.readers.details import Flaw
from index.readers.records import rows_drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.readers.details import Draft
    from index.readers.rules import FieldNames, ReadingRules

_DELIMITERS = ";,\t|"
_SAMPLE = 20_000
_MAX_BROKEN = 100
_MAX_COLUMNS = 1_000


def read_csv(text: str, rules: ReadingRules) -> Iterator[Draft | Flaw]:
    """The articles of a table, one per row; columns are told by the header, or by ``#n`` names where there is none.

    Raises:
        UnreadableError: if no column holds texts by its name.
    """
    header, rows, _, _ = table_rows(text, rules)
    yield from rows_drafts((_record(row, header) for row in rows), rules)


def table_rows(text: str, rules: ReadingRules) -> tuple[list[str], list[list[str] | Flaw], str, str]:
    """The header of a table, empty if it has none, its rows, and its delimiter and quotation mark.

    Raises:
        UnreadableError: if no column holds texts by its name.
    """
    delimiter, quote = _dialect(text[:_SAMPLE], rules.fields)
    numbered = all(name.startswith("#") for name in rules.fields.text)
    rows = _rows(text.split("\n"), delimiter, quote, rules)
    header: list[str] = []
    if not numbered:
        first = rows.pop(0) if rows else []
        if isinstance(first, Flaw):
            raise UnreadableError(f"its header cannot be read: {first.reason}")
        header = [name.strip() for name in first]
        _refuse_header(header, rules.fields)
    return header, rows, delimiter, quote


def _record(row: list[str] | Flaw, header: list[str]) -> object:
    if isinstance(row, Flaw):
        return row
    if not header:
        return {f"#{number}": value for number, value in enumerate(row, start=1)}
    if len(row) > len(header):
        return Flaw(f"has {len(row)} columns where the header has {len(header)}")
    return dict(zip(header, row, strict=False))


def _rows(lines: list[str], delimiter: str, quote: str, rules: ReadingRules) -> list[list[str] | Flaw]:
    """The rows that are not empty; a flaw in the place of each that cannot be read."""
    rows: list[list[str] | Flaw] = []
    # A field is given as much text as an article may have, so an unclosed quotation mark cannot swallow the file.
    former = csv.field_size_limit(rules.max_text)
    try:
        at = 0
        for _ in range(_MAX_BROKEN):
            read, error = _read_on(lines, at, (delimiter, quote), rows)
            if error is None:
                return rows
            rows.append(Flaw(f"is no row of a table: {error}"))
            at += read + 1
    finally:
        csv.field_size_limit(former)
    rows.append(Flaw(f"is not read, nor is anything after it: {_MAX_BROKEN} rows before it are broken"))
    return rows


def _read_on(
    lines: list[str], at: int, dialect: tuple[str, str], rows: list[list[str] | Flaw]
) -> tuple[int, csv.Error | None]:
    """Append the rows from line `at` on; how many lines that took, and what broke the next row, if any did."""
    delimiter, quote = dialect
    reader = csv.reader((f"{line}\n" for line in lines[at:]), delimiter=delimiter, quotechar=quote, strict=True)
    read = 0
    try:
        for row in reader:
            read = reader.line_num
            if any(map(str.strip, row)):
                rows.append(row)
    except csv.Error as error:
        return read, error
    return read, None


def _dialect(sample: str, names: FieldNames) -> tuple[str, str]:
    """The delimiter and quotation mark of a table that begins like `sample`.

    The delimiter that gives the header a column for texts, else the one that gives the most rows the same number of
    columns, more than one.
    """
    first = next((line for line in sample.split("\n") if line.strip()), "")
    wanted = {name.casefold() for name in names.text}
    best: tuple[bool, float, str, str] | None = None
    for delimiter in _DELIMITERS:
        opened = re.findall(rf"(?:^|{re.escape(delimiter)})(['\"])", sample, re.MULTILINE)
        quote = "'" if opened.count("'") > opened.count('"') else '"'
        header = {name.strip(" \"'").casefold() for name in first.split(delimiter)}
        found = (not wanted.isdisjoint(header), _evenness(sample, delimiter, quote), delimiter, quote)
        best = found if best is None or found[:2] > best[:2] else best
    return best[2:] if best is not None else (";", '"')


def _evenness(sample: str, delimiter: str, quote: str) -> float:
    """The share of the rows in `sample` that have the commonest number of columns; 0 if that is one column."""
    lines = sample.split("\n")[: -1 if len(sample) == _SAMPLE else None]
    rows = list(csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, quotechar=quote))
    lengths = Counter(len(row) for row in rows if row)
    columns, count = lengths.most_common(1)[0] if lengths else (1, 0)
    return count / lengths.total() if columns > 1 else 0.0


def _refuse_header(header: list[str], names: FieldNames) -> None:
    if len(header) > _MAX_COLUMNS:
        raise UnreadableError(f"has {len(header):,} columns; the limit is {_MAX_COLUMNS:,}")
    plain = {name.casefold() for name in header}
    if not any(name.casefold() in plain for name in names.text):
        shown = ", ".join(name[:30] for name in header[:6])
        raise UnreadableError(
            f"no column is named {', '.join(names.text)}; its header is: {shown}; [fields] in beleg.toml takes others"
        )
