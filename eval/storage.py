"""Runs on disk: one file a run, the same bytes for the same outcomes; and outcomes as they come, to resume from."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from eval.outcomes import Outcome, Run
from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FORMAT = 1
_NOTHING: tuple[object, ...] = ("", (), [], {}, None)
RUN = "run.json"
_PARTIAL = "run.partial.jsonl"


def run_text(run: Run) -> str:
    """A run as JSON, an outcome a line, so that changes of one show as changes of one line."""
    head = {"format": FORMAT, "configuration": run.configuration, "problems": list(run.problems)}
    lines = ",\n".join(_line(outcome) for outcome in run.outcomes)
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "outcomes": [\n{lines}\n]}}\n'


def _line(outcome: Outcome) -> str:
    return json.dumps(_without_nothing({**asdict(outcome), "seconds": ()}), ensure_ascii=False)


def _without_nothing(row: object) -> object:
    """The same without fields that have nothing to say; reading fills them in again."""
    if isinstance(row, dict):
        return {key: _without_nothing(value) for key, value in row.items() if value not in _NOTHING}
    return [_without_nothing(each) for each in row] if isinstance(row, (list, tuple)) else row


def write_run(run: Run, file: Path) -> None:
    """Write a run; the file is there whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f"{file.name}.new")
    temporary.write_text(run_text(run), encoding="utf-8")
    temporary.replace(file)


def read_run(path: Path) -> Run:
    """The run in a file, or in the directory that ``--out`` named.

    Raises:
        UsageError: if there is none, or it is not one.
    """
    file = path / RUN if path.is_dir() else path
    try:
        row = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"the run {file} cannot be read: {error.strerror}; `beleg eval run --out DIR` writes one"
        ) from error
    except ValueError as error:
        raise UsageError(f"the run {file} is not JSON: {error}") from error
    except RecursionError as error:
        raise UsageError(f"the run {file} is nested too deeply") from error
    if not isinstance(row, dict) or row.pop("format", None) != FORMAT:
        raise UsageError(f"{file} is not a run of this version; write one with `beleg eval run --out DIR`")
    try:
        return _run(row)
    except ValueError as error:
        first = str(error).split("\n", 3)
        raise UsageError(f"{file} is not a run: {' '.join(first[1:3])}") from error


def _run(row: dict[str, object]) -> Run:
    from pydantic import TypeAdapter  # noqa: PLC0415 - takes a moment, and only reading needs it

    return TypeAdapter(Run).validate_python(row)


def _outcomes(lines: Iterable[str]) -> list[tuple[Outcome, ...]]:
    """The outcomes of each line, up to the first that was not written whole; what follows is asked again."""
    from pydantic import TypeAdapter  # noqa: PLC0415

    adapter = TypeAdapter(tuple[Outcome, ...])
    found = []
    for line in lines:
        try:
            found.append(adapter.validate_json(line))
        except ValueError:
            break
    return found


class Partial:
    """The outcomes of an unfinished run, written as they come.

    Args:
        directory: where they are kept.
        key: what must be the same for outcomes of an earlier attempt to be used: configuration, topics, options.
    """

    def __init__(self, directory: Path, key: Mapping[str, object]) -> None:
        self._file = directory / _PARTIAL
        self._key = json.dumps(key, ensure_ascii=False, sort_keys=True)

    def load(self) -> dict[str, tuple[Outcome, ...]]:
        """The outcomes of an earlier attempt by topic; empty if there was none.

        Raises:
            UsageError: if the earlier attempt was of something else.
        """
        try:
            lines = self._file.read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            return {}
        if lines[0] != self._key:
            raise UsageError(
                f"the unfinished run in {self._file.parent} was made with other settings, articles or topics; "
                "leave --resume out to start anew"
            )
        done = _outcomes(lines[1:-1])  # what follows the last line end was cut off
        return {outcomes[0].topic: outcomes for outcomes in done}

    def start(self, done: Iterable[tuple[Outcome, ...]]) -> None:
        """Begin the file, with what is done already."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        rows = "".join(f"{_outcomes_line(outcomes)}\n" for outcomes in done)
        self._file.write_text(f"{self._key}\n{rows}", encoding="utf-8")

    def add(self, outcomes: tuple[Outcome, ...]) -> None:
        """Add the outcomes of one topic."""
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{_outcomes_line(outcomes)}\n")

    def finish(self) -> None:
        """The run is done; nothing is left to resume."""
        self._file.unlink(missing_ok=True)


def unfinished(directory: Path) -> int:
    """How many topics the unfinished run in a directory has asked; 0 if there is none."""
    try:
        with (directory / _PARTIAL).open("rb") as file:
            return max(0, sum(1 for _ in file) - 1)
    except OSError:
        return 0


def _outcomes_line(outcomes: tuple[Outcome, ...]) -> str:
    return json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False)
