"""A running app and a sink that hears of every request which should never be made."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.wiring import DEMONSTRATION
from assistant.wiring import demonstration as articles
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from tests.appdata import fresh

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Page

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 60.0
# Read before the tests are shut off from the settings of whoever runs them.
_PICTURES = os.environ.get("BELEG_SCREENSHOTS")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(home: Path, environment: Mapping[str, str], *flags: str, port: int = 0) -> Iterator[str]:
    """`beleg ui` on a port, a free one by default; its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "ui.cli", "--home", str(home), "ui", "--port", str(port), "--quiet", *flags]
    command[1:3] = ["-c", "import sys; from ui.cli import main; sys.exit(main())"]
    log = (home.parent / "app.log").open("w")
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, cwd=home.parent, stdout=log, stderr=log, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/_stcore/health", process)
        yield address
    finally:
        os.killpg(process.pid, 15)
        process.wait(20)
        log.close()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the app ended at once"
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def demonstration(folder: Path) -> Path:
    """A home in `folder` with the demonstration articles, and an empty database of conversations."""
    home = folder / "home"
    Builder(Home(home), BuildOptions()).index([Folder(DEMONSTRATION, articles())])
    fresh(home)
    return home


_OVER = "each.playState !== 'running' || each.effect.getTiming().iterations === Infinity"


def settled(page: Page) -> None:
    """Wait until the app has nothing more to draw."""
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    until(page, f"document.getAnimations().every(each => {_OVER})")


def until(page: Page, script: str) -> None:
    """Wait until a script says yes. Playwright's own wait makes one from text, which the app's policy forbids."""
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(script):
        assert time.monotonic() < end, script
        page.wait_for_timeout(50)


def shared_link(page: Page) -> str:
    """Have a link made to the answer on the page. On a very busy machine a click may close what it should press."""
    import playwright.sync_api  # noqa: PLC0415 - the readers of `bench` do without

    link = page.locator("code", has_text="/shared?s=")
    for _ in range(3):
        if not page.get_by_role("button", name="Link erstellen").is_visible():
            page.get_by_role("button", name="Teilen").click()
        page.get_by_role("button", name="Link erstellen").click()
        with suppress(playwright.sync_api.TimeoutError):
            link.wait_for(timeout=10_000)
            return link.text_content() or ""
    raise AssertionError("no link was made")


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page, if ``BELEG_SCREENSHOTS`` names a folder for them."""
    if _PICTURES:
        Path(_PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(_PICTURES) / f"{name}.png"))


@contextmanager
def sink() -> Iterator[tuple[str, list[str]]]:
    """An address, and the list of what was requested from it."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", heard
    finally:
        server.shutdown()
        server.server_close()
