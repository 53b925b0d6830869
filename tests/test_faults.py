"""Faults: kills, a second writer, a full disk, flipped bytes, purged text."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.build import Builder, BuildOptions
from index.checking import check_all
from index.differences import Folder
from index.errors import IndexBusyError, IndexDamagedError, NoIndexError
from index.generation import Home
from index.lock import writing
from index.makers import Making
from tests.corpora import build, write

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).resolve().parent.parent
_KILLS = 60


@pytest.fixture
def built(tmp_path: Path) -> Path:
    write(tmp_path / "news", dict.fromkeys(range(5), 0))
    build(tmp_path / "home", tmp_path / "news")
    return tmp_path / "home"


def test_a_build_killed_at_any_instant_changes_nothing_that_was_published(tmp_path):
    command = [sys.executable, "-m", "tests.killing", str(tmp_path), str(_KILLS), "7"]
    ran = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=900, check=True)
    *trials, last = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(trials) == _KILLS
    assert sum(trial["killed"] for trial in trials) > _KILLS / 3, "most builds ended before they were killed"
    for trial in trials:
        before, after = trial["before"], trial["after"]
        assert after["findings"] == []
        # Either nothing happened, or the whole build had been published before the kill.
        assert after == before or int(after["generation"]) > int(before["generation"])
    assert last["last"]["findings"] == []


def test_a_second_writer_is_refused_at_once_and_told_who_the_first_is(built, tmp_path):
    script = (
        "import sys, time; from pathlib import Path; from index.lock import writing\n"
        "with writing(Path(sys.argv[1]), purpose='index slowly', now='2025-12-03T10:00:00'):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(built)], cwd=_ROOT, stdout=subprocess.PIPE) as holder:
        try:
            assert holder.stdout is not None
            holder.stdout.readline()
            started = time.monotonic()
            with pytest.raises(IndexBusyError, match=rf"process {holder.pid} on .*`index slowly`"):
                Builder(Home(built), BuildOptions()).index([Folder("test", tmp_path / "news")])
            assert time.monotonic() - started < 1
        finally:
            holder.kill()
            holder.wait()
    # The lock of a dead process holds nobody up.
    assert build(built, tmp_path / "news").unchanged == 5


def test_the_lock_file_names_nobody_once_it_is_free(tmp_path):
    with writing(tmp_path / "home", purpose="x", now="y"):
        assert json.loads((tmp_path / "home" / "lock").read_text())["pid"] == os.getpid()
    assert (tmp_path / "home" / "lock").read_text() == ""


def test_a_flipped_byte_in_any_file_of_a_generation_is_found(built, tmp_path):
    home = Home(built)
    directory = home.directory(home.current())
    files = sorted(file for file in directory.rglob("*") if file.is_file() and file.stat().st_size)
    assert {"articles.sqlite", "chroma.sqlite3", "manifest.json", "meta.json"} <= {file.name for file in files}
    for number, file in enumerate(files):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(built, copy)
        flipped = copy / file.relative_to(built)
        data = bytearray(flipped.read_bytes())
        at = random.Random(number).randrange(len(data))
        data[at] ^= 0x40
        flipped.write_bytes(data)
        assert _is_noticed(copy, file.name), f"{file.name}, byte {at}"


def _is_noticed(home: Path, name: str) -> bool:
    try:
        generation = Home(home).open()
    except IndexDamagedError as error:
        return name in str(error)
    found = check_all(generation, Making().makers)
    generation.close()
    return bool(found)


@pytest.mark.parametrize("part", ["articles.sqlite", "chroma", "lexical", "manifest.json"])
def test_a_lost_part_is_an_error_that_says_what_to_do(built, part):
    home = Home(built)
    lost = home.directory(home.current()) / part
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    with pytest.raises(IndexDamagedError, match="beleg"):
        _check(home)


def _check(home: Home) -> None:
    """Open the published generation; raise the first thing that is wrong with it."""
    for finding in check_all(home.open(), Making().makers):
        raise IndexDamagedError(f"{finding.problem}; {finding.remedy}")


def test_rollback_brings_the_generation_before_back(built, tmp_path):
    write(tmp_path / "news", {1: 4})
    build(built, tmp_path / "news")
    home = Home(built)
    assert home.rollback() == "000001"
    assert home.open().articles.counts()["articles"] == 5


def test_a_home_without_an_index_says_how_to_build_one(tmp_path):
    with pytest.raises(NoIndexError, match="beleg index"):
        Home(tmp_path).open()


def test_of_a_purged_article_no_byte_is_left_under_the_home(tmp_path):
    folder, home = tmp_path / "news", tmp_path / "home"
    write(folder, dict.fromkeys(range(4), 0))
    secret = "Kanarienvogelschwarm"
    (folder / "geheim.txt").write_text(f"Der Titel nennt {secret}.\n\nMehr über {secret}: nichts.\n", encoding="utf-8")
    build(home, folder)
    (folder / "geheim.txt").write_text(f"Der neue Titel nennt {secret}.\n\nNoch mehr.\n", encoding="utf-8")
    build(home, folder)
    assert holds(home, secret)
    generation = Home(home).open()
    (entry,) = generation.articles.find("geheim.txt")
    generation.close()
    Builder(Home(home), BuildOptions()).remove([entry.id], purge=True)
    assert not holds(home, secret)
    assert build(home, folder).unchanged == 4


def holds(home: Path, secret: str) -> bool:
    """Whether any file holds the secret, whole, stemmed or case-folded, plainly or in one of its compressed texts."""
    wanted = [secret.encode(), secret.casefold().encode(), secret.casefold()[:14].encode()]
    for file in home.rglob("*"):
        if not file.is_file():
            continue
        data = file.read_bytes()
        if any(word in data for word in wanted) or any(word in text for text in _inflated(data) for word in wanted):
            return True
    return False


def _inflated(data: bytes) -> list[bytes]:
    found = []
    at = data.find(b"\x78\x9c")
    while at >= 0:
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(data[at : at + 65536]))
        at = data.find(b"\x78\x9c", at + 1)
    return found


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of six million bytes."""
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        pytest.skip("a small file system can only be mounted by root on Linux")
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("mounting a tmpfs is not permitted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


@pytest.mark.parametrize("left", [20_000, 200_000, 700_000])
def test_on_a_full_disk_a_build_says_so_in_one_line_and_the_index_is_asked_as_it_was(small, tmp_path, left):
    news, home = tmp_path / "news", small / "home"
    write(news, dict.fromkeys(range(5), 0))
    build(home, news)
    filler = small / "filler"
    filler.write_bytes(b"x" * max(0, shutil.disk_usage(small).free - left))
    write(news, {number: number for number in range(9)})
    failed = _beleg(home, "index", "--quiet", str(news), "--name", "test")
    assert (failed.returncode, failed.stdout) == (1, "")
    (line,) = failed.stderr.splitlines()
    assert line.startswith(f"beleg: the disk that holds {home} is full") and "make room" in line
    assert not list((home / "generations").glob("*.building"))
    filler.write_bytes(b"x" * max(0, filler.stat().st_size - 200_000 + left))  # what asking itself writes
    asked = _beleg(home, "ask", "--json", "Was kostet die Brücke in Bremen?")
    assert json.loads(asked.stdout)["searched"]["articles"] == 5
    filler.unlink()
    assert build(home, news).added == 4


def _beleg(home: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    run = "import sys; from ui.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", run, "--home", str(home), *arguments]
    return subprocess.run(command, cwd=_ROOT, input=given, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("command", [["ask", "Was kostet die Brücke?"], ["search", "--explain", "Brücke"], ["chat"]])
def test_a_home_that_cannot_be_written_is_told_in_words(small, tmp_path, command):
    write(tmp_path / "news", dict.fromkeys(range(3), 0))
    build(small / "home", tmp_path / "news")
    sealed = tmp_path / "sealed"  # another mount of it: the one just written to may still be busy
    sealed.mkdir()
    subprocess.run(["mount", "--bind", str(small), str(sealed)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(sealed)], check=True)
        _asked_in_vain(sealed / "home", command)
    finally:
        subprocess.run(["umount", "-l", str(sealed)], check=False)


def _asked_in_vain(home: Path, command: list[str]) -> None:
    ran = _beleg(home, *command, given="Was kostet die Brücke in Bremen?\n")
    assert ran.returncode == (0 if command == ["chat"] else 3)  # a conversation goes on
    assert "copy the home to where it can be written" in ran.stderr and "Lockfile" not in ran.stderr
    assert _beleg(home, "list").returncode == 0
