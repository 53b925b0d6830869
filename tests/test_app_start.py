"""Facts about starting the app: what cannot work is told in one line, before anything is read or listens."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tests.browser.app import free_port
from tests.test_app_pages import built, environment, opened, shown  # noqa: F401 - fixtures
from ui import page
from ui import parts as app_parts

ROOT = Path(__file__).resolve().parent.parent


def refused(folder: Path, *arguments: str) -> str:
    """What is told by a command that ends by itself with the status of wrong usage."""
    around = {**os.environ, "BELEG_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=around,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert not (folder / "home").exists()
    return done.stderr


def beleg(folder: Path, *flags: str) -> str:
    told = refused(folder, "-c", "import sys; from ui.cli import main; sys.exit(main())", "ui", "--no-browser", *flags)
    assert len(told.splitlines()) == 1
    return told


def test_streamlit_started_by_hand_on_an_open_address_ends_with_the_words_of_the_command(tmp_path):
    flags = ("--server.address", "0.0.0.0", "--server.port", str(free_port()))  # noqa: S104 - that is what is refused
    told = refused(tmp_path, "-m", "streamlit", "run", "ui/app.py", *flags)
    assert beleg(tmp_path, "--address", "0.0.0.0").strip() in told  # noqa: S104
    assert "Traceback" not in told


@pytest.mark.parametrize("port", ["0", "99999", "-1"])
def test_a_number_that_is_no_port_is_refused(tmp_path, port):
    assert "from 1 to 65535" in beleg(tmp_path, f"--port={port}")


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        assert f"port {port} is in use" in beleg(tmp_path, "--port", str(port))


def test_a_folder_to_add_from_that_is_not_there_is_refused(tmp_path):
    assert f"{tmp_path}/none" in beleg(tmp_path, "--allow", f"{tmp_path}/none")


def test_how_far_the_first_reading_is_stands_under_the_name_of_the_app(environment, tmp_path):  # noqa: F811
    told: list[str] = []
    html, bar, note = st.html, DeltaGenerator.progress, app_parts._note
    environment.setenv("BELEG_HOME", str(tmp_path / "new"))
    with environment.context() as watched:
        watched.setattr(st, "html", lambda body, **more: [told.append(str(body)), html(body, **more)][1])
        watched.setattr(
            DeltaGenerator, "progress", lambda at, far, text=None: [told.append(text or ""), bar(at, far, text)][1]
        )
        # However fast the machine is, each step lasts for a glance.
        watched.setattr(app_parts, "_note", lambda *far: [note(*far), time.sleep(2 * page._GLANCE)][0])
        body = shown(opened())
    assert "bl-welcome" in body
    name = next(at for at, each in enumerate(told) if "bl-alone" in each)
    assert next(at for at, each in enumerate(told) if re.fullmatch(r"\d+ von \d+ gelesen", each)) > name
    assert "bl-alone" not in body
