"""Facts about the app as a process: whom it lets in, what it sends along, how it ends. All with the real server."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from bench.visitor import Visitor
from tests.browser.app import _wait, demonstration, free_port, serving
from ui.door import POLICY

FOREIGN = "evil.example:8501"
FILE = b'--B\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nWords.\r\n--B--\r\n'


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return demonstration(tmp_path_factory.mktemp("door"))


@pytest.fixture(scope="module")
def app(home):
    with serving(home, {}) as address:
        yield address


def entering(address: str, **forged: str) -> str:
    """What the first run of the page shows."""

    async def enter() -> str:
        visitor = Visitor(address, **forged)
        try:
            return (await visitor.enter()).text
        finally:
            await visitor.leave()

    return asyncio.run(enter())


def refused(address: str, **forged: str) -> int:
    with pytest.raises(InvalidStatus) as told:
        entering(address, **forged)
    return told.value.response.status_code


def test_a_page_of_our_own_is_let_in(app):
    assert "bl-welcome" in entering(app)


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://localhost:9", "http://127.0.0.1:9", "null", "http://127.0.0.1.evil.example"],
    ids=["another site", "another port of localhost", "another port", "a page without origin", "a lookalike"],
)
def test_a_page_of_another_origin_is_refused(app, origin):
    assert refused(app, origin=origin) == 403


def test_a_name_that_somebody_else_made_lead_here_is_refused(app):
    assert refused(app, host=FOREIGN) == 403


def test_without_the_list_of_names_that_name_would_get_in(home):
    with serving(home, {"STREAMLIT_SERVER_ALLOWED_HOSTS": "*"}) as address:
        assert "bl-welcome" in entering(address, host=FOREIGN)


def test_what_another_page_sends_without_a_connection_is_refused_too(app):
    request = urllib.request.Request(f"{app}/_stcore/upload_file/x/y", method="PUT", data=b"x")  # noqa: S310
    request.add_header("Origin", "http://evil.example")
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(request)  # noqa: S310
    assert told.value.code == 403


def sending(address: str, page: str) -> int:
    """What a visitor is answered who sends a file while this page is open, with all that a browser would send along."""

    async def send() -> int:
        visitor = Visitor(address)
        try:
            await visitor.enter(page=page)
            return await asyncio.to_thread(put, address, visitor.session)
        finally:
            await visitor.leave()

    return asyncio.run(send())


def put(address: str, session: str) -> int:
    with urllib.request.urlopen(f"{address}/_stcore/health") as answer:  # noqa: S310
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
    request = urllib.request.Request(f"{address}/_stcore/upload_file/{session}/1", FILE, method="PUT")  # noqa: S310
    request.add_header("Content-Type", "multipart/form-data; boundary=B")
    request.add_header("Cookie", cookie)
    request.add_header("X-Xsrftoken", cookie.partition("=")[2])
    return status(request)


def status(request: urllib.request.Request | str) -> int:
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_file_is_taken_while_a_page_is_open_that_offers_it_and_from_no_other(app):
    assert sending(app, "ask") == 404
    assert sending(app, "library") == 204


def test_where_anyone_may_read_nobody_can_put_a_file_into_the_memory_of_the_app(home):
    with serving(home, {}, "--access", "public") as address:
        assert [sending(address, page) for page in ("ask", "library")] == [404, 404]


def test_nobody_is_told_how_much_the_app_holds_in_memory(app):
    assert status(f"{app}/_stcore/metrics") == status(f"{app}/_stcore/metrics/") == 404


def test_every_answer_carries_the_content_security_policy(app):
    for path in ("/", "/_stcore/health", "/library"):
        with urllib.request.urlopen(f"{app}{path}") as answer:  # noqa: S310
            assert answer.headers["Content-Security-Policy"] == POLICY
            assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_beleg_ui_ends_the_app_and_leaves_no_process_behind(home, sent):
    port = free_port()
    command = [sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())", "--home", str(home)]
    with subprocess.Popen(
        [*command, "ui", "--port", str(port), "--quiet"],
        cwd=home.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    ) as process:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        process.send_signal(sent)
        said, _ = process.communicate(timeout=20)
    assert "Traceback" not in said
    assert "Aborted" not in said
    assert process.returncode == (130 if sent == signal.SIGINT else -signal.SIGTERM)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, 0)
        pytest.fail(f"processes are left: {said}")
    assert not Path(f"/proc/{process.pid}").exists()
