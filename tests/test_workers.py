"""The processes that prepare articles: whatever ends one of them, the build ends, says so and leaves nobody behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.corpora import write

_BELEG = [sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())"]
_PATIENCE = 60  # seconds, on a busy machine


@pytest.fixture
def building(tmp_path):
    write(tmp_path / "news", dict.fromkeys(range(3_000), 0))
    command = [*_BELEG, "index", str(tmp_path / "news"), "--home", str(tmp_path / "home"), "--workers", "2"]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    yield process
    process.kill()
    process.wait()


def _workers(process: subprocess.Popen) -> list[int]:
    """The processes that prepare articles for a build."""
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
    children = {int(child) for task in tasks for child in task.read_text().split()}
    return [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def _until_there(process: subprocess.Popen) -> list[int]:
    since = time.monotonic()
    while len(found := _workers(process)) < 2:
        assert time.monotonic() - since < _PATIENCE
        time.sleep(0.05)
    return found


@pytest.mark.parametrize("seconds", [0.0, 0.5, 1.5])
def test_a_build_whose_worker_is_killed_says_so_and_ends(building, seconds):
    workers = _until_there(building)
    time.sleep(seconds)
    os.kill(workers[0], signal.SIGKILL)
    _, told = building.communicate(timeout=_PATIENCE)
    assert building.returncode not in (0, -signal.SIGKILL)
    assert "Traceback" not in told
    assert "--workers 1" in told
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.3, 0.7, 1.5])
def test_ctrl_c_ends_a_build_and_its_workers_without_a_trace(building, seconds):
    workers = _until_there(building)
    time.sleep(seconds)
    os.killpg(building.pid, signal.SIGINT)
    _, told = building.communicate(timeout=_PATIENCE)
    assert building.returncode == 130
    assert "Traceback" not in told
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
