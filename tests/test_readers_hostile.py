"""Sixty hostile files and more: each is named with its reason or read, within seconds and a gigabyte, beside good ones.

All of them are read in one process of its own under a limit on its address space, as a build would read them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from index.errors import UnreadableError
from index.readers import ReadingRules
from index.readers.sandbox import parse_apart
from tests.hostile import GOOD, HOSTILE, Hostile, write_hostile

_READ_ALL = """
import json, pathlib, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9))
import socket
def refuse(*_): raise AssertionError("a reader asked for the network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from index.readers import ReadingRules, Skipped, list_files, read_file
rules = ReadingRules(seconds=10, max_rows=10_000)
seen = []
for entry in list_files(pathlib.Path(sys.argv[1]), rules):
    start = time.monotonic()
    skipped = isinstance(entry, Skipped)
    for item in [entry] if skipped else read_file(entry.path, rules, corpus="p", source=entry.source):
        seen.append([item.source, getattr(item, "reason", None), time.monotonic() - start])
print(json.dumps([seen, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""
Outcome = tuple[list[Hostile], list[tuple[str, str | None, float]]]
_LIMIT_SECONDS = 15  # ten for a parser that is ended, the rest for a slow machine


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("feindlich")
    written = write_hostile(folder)
    command = [sys.executable, "-c", _READ_ALL, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr[-2000:]
    seen, _ = json.loads(done.stdout)
    return written, [tuple(item) for item in seen]


def test_there_are_at_least_sixty_of_them() -> None:
    assert len(HOSTILE) >= 60
    assert len({hostile.name for hostile in HOSTILE}) == len(HOSTILE)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: ascii(hostile.name)[1:30])
def test_each_is_skipped_by_name_with_its_reason_or_read_if_it_is_honest(outcome: Outcome, hostile: Hostile) -> None:
    written, seen = outcome
    if hostile not in written:
        pytest.skip("this system cannot make such a file")
    shown = hostile.shown or hostile.name
    found = [
        reason for source, reason, _ in seen if source == shown or (shown == "*" and source.startswith(hostile.name))
    ]
    assert found, "it was not mentioned at all"
    if hostile.reason is None:
        assert found == [None]
    elif hostile.reason:
        assert any(reason is not None and hostile.reason in reason for reason in found), found


def test_the_good_articles_among_them_are_all_read(outcome: Outcome) -> None:
    read = {source for source, reason, _ in outcome[1] if reason is None}
    assert read >= set(GOOD)


def test_none_takes_longer_than_seconds(outcome: Outcome) -> None:
    slow = [(source, seconds) for source, _, seconds in outcome[1] if seconds > _LIMIT_SECONDS]
    assert slow == []


def test_every_reason_is_one_printable_line(outcome: Outcome) -> None:
    reasons = [reason for _, reason, _ in outcome[1] if reason is not None]
    assert all(reason.isprintable() and 0 < len(reason) < 400 for reason in reasons)


def test_a_page_that_takes_too_long_is_ended_and_the_next_one_is_read() -> None:
    rules = ReadingRules(seconds=0.05)
    start = time.monotonic()
    with pytest.raises(UnreadableError, match="takes longer than"):
        parse_apart("html", b"<html><body><article><p>Ein Satz." + b"<br>" * 200_000, rules)
    assert time.monotonic() - start < _LIMIT_SECONDS
    page = b"<html><body><article>" + b"<p>Der Hafen ist seit Montag wieder offen, teilte man mit.</p>" * 5
    assert "Hafen" in parse_apart("html", page, ReadingRules()).text


def test_a_parser_that_needs_too_much_memory_is_stopped_and_the_next_page_is_read() -> None:
    page = b"<html><body><article>" + b"<p>Der Hafen ist seit Montag wieder offen, teilte man mit.</p>" * 5
    with pytest.raises(UnreadableError):
        parse_apart("html", page * 20_000, ReadingRules(memory=20_000_000))
    assert "Hafen" in parse_apart("html", page, ReadingRules()).text
