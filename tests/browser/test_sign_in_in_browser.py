"""Facts about signing in, against a real OpenID provider (`oidc-provider-mock`) and in a real browser."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from tests import corpora
from tests.appdata import fresh
from tests.browser import app as running
from tests.browser.app import CHROMIUM, free_port, serving, settled

pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium; apt-get install -y chromium"),
    pytest.mark.skipif(importlib.util.find_spec("oidc_provider_mock") is None, reason="no oidc-provider-mock"),
    pytest.mark.skipif(importlib.util.find_spec("authlib") is None, reason="no authlib; pip install 'streamlit[auth]'"),
]

HOMES: dict[str, Path] = {}
PEOPLE = {"ida": ["viewer"], "otto": ["operator"], "nora": [], "vera": ["operator"]}


@pytest.fixture(scope="module")
def provider():
    port = free_port()
    claims = [json.dumps({"sub": name, "name": name.title(), "roles": roles}) for name, roles in PEOPLE.items()]
    flags = [part for each in claims for part in ("--user-claims", each)]
    command = [sys.executable, "-c", "from oidc_provider_mock.__main__ import run; run()", "--port", str(port), *flags]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    running._wait(f"{address}/.well-known/openid-configuration", process)
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def app(tmp_path_factory, provider):
    folder = tmp_path_factory.mktemp("signin")
    corpora.write(folder / "articles", dict.fromkeys(range(4), 0))
    Builder(Home(folder / "home"), BuildOptions()).index([Folder("test", folder / "articles")])
    fresh(folder / "home")
    port = free_port()
    secrets = folder / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://localhost:{port}/oauth2callback"\ncookie_secret = "{"x" * 40}"\n'
        f'client_id = "beleg"\nclient_secret = "quiet"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
    environment = {"BELEG_DICTIONARY": "none", "BELEGUI_PACE": "0"}
    with serving(folder / "home", environment, "--access", "signin", port=port):
        HOMES[f"http://localhost:{port}"] = folder / "home"
        yield f"http://localhost:{port}"


def enter(page, app, name):
    page.goto(f"{app}/?lang=en")
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill(name)
    page.locator("button", has_text="Authorize").first.click()


def test_signing_out_ends_every_tab_and_every_copy_of_the_cookie(chromium, app):
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(app)
    page.get_by_text("Please sign in.").wait_for()
    assert page.locator("[data-testid=stChatInput]").count() == 0
    enter(page, app, "ida")
    page.wait_for_selector(".bl-welcome")
    cookies = context.cookies()
    second = context.new_page()
    second.goto(app)
    second.wait_for_selector(".bl-welcome")
    page.goto(f"{app}/account")
    page.get_by_text("Signed in as Ida (viewer)").wait_for()
    assert page.get_by_text("Log of accesses").count() == 0
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/end_session**")  # the provider asks whether to sign out there, too
    page.goto(app)
    page.get_by_text("Please sign in.").wait_for()
    second.get_by_test_id("stChatInputTextArea").fill("Was sagte Falk3?")
    second.keyboard.press("Enter")
    second.get_by_text("The sign-in has expired.").first.wait_for()
    assert second.locator(".bl-receipt").count() == 0
    thief = chromium.new_context(locale="en-GB")
    thief.add_cookies(cookies)
    stolen = thief.new_page()
    stolen.goto(app)
    stolen.get_by_text("The sign-in has expired.").wait_for()
    assert stolen.locator("[data-testid=stChatInput]").count() == 0
    thief.close()
    context.close()


def test_a_page_left_open_gives_no_file_after_signing_out_elsewhere_and_the_log_tells_all_of_it(chromium, app):
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    enter(page, app, "vera")
    page.goto(f"{app}/?q=Was+sagte+Falk3?")
    page.wait_for_selector(".bl-receipt:visible")
    settled(page)
    page.get_by_role("button", name="Export").last.click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Markdown").click()
    assert f"<{app}/article?a=" in Path(taken.value.path()).read_text(encoding="utf-8")
    assert context.request.get(taken.value.url).headers["content-type"] == "text/markdown; charset=utf-8"
    stranger = chromium.new_context()
    given = stranger.request.get(taken.value.url)
    assert (given.status, given.body()) == (404, b""), "the address of her file is worth nothing to others"
    stranger.close()
    second = context.new_page()
    second.goto(f"{app}/account")
    second.get_by_role("button", name="Sign out").click()
    second.wait_for_url("**/end_session**")
    downloads: list[str] = []
    page.on("download", lambda each: downloads.append(each.url))
    page.get_by_role("button", name="Markdown").click()
    page.wait_for_timeout(1500)
    assert downloads == []
    context.close()
    with sqlite3.connect(f"file:{HOMES[app]}/conversations.sqlite?mode=ro", uri=True) as kept:
        rows = kept.execute("SELECT action, decision FROM accesses WHERE who LIKE '%|vera' ORDER BY no").fetchall()
    told = [row for row in rows if row[0] in {"sign_in", "sign_out", "export"}]
    assert told[0] == ("sign_in", "allowed")
    assert told[1:] == [("export", "allowed"), ("sign_out", "allowed"), ("export", "session_over")]


def test_an_operator_suspends_a_person_whose_next_action_is_refused(chromium, app):
    hers, his = chromium.new_context(locale="en-GB"), chromium.new_context(locale="en-GB")
    ida, otto = hers.new_page(), his.new_page()
    enter(ida, app, "ida")
    ida.wait_for_selector(".bl-welcome")
    enter(otto, app, "otto")
    otto.wait_for_selector(".bl-welcome")
    otto.goto(f"{app}/account")
    otto.get_by_text("Log of accesses").wait_for()
    otto.get_by_role("button", name="Suspend", disabled=False).first.click()
    otto.get_by_role("button", name="Readmit").wait_for()
    ida.get_by_test_id("stChatInputTextArea").fill("Was sagte Falk3?")
    ida.keyboard.press("Enter")
    ida.get_by_text("This access is suspended.").wait_for()
    assert ida.locator(".bl-receipt").count() == 0
    hers.close()
    his.close()


def test_a_lower_role_at_the_next_sign_in_counts_at_the_next_action_everywhere(chromium, app, provider):
    first, second = chromium.new_context(locale="en-GB"), chromium.new_context(locale="en-GB")
    before, after = first.new_page(), second.new_page()
    enter(before, app, "vera")
    before.wait_for_selector(".bl-welcome")
    before.goto(f"{app}/library")
    examine = before.get_by_role("button", name="Check", exact=True)
    examine.wait_for()
    lowered = json.dumps({"name": "Vera", "roles": ["viewer"]}).encode()
    change = urllib.request.Request(f"{provider}/users/vera", lowered, {"Content-Type": "application/json"})  # noqa: S310
    change.method = "PUT"
    urllib.request.urlopen(change).close()  # noqa: S310
    enter(after, app, "vera")
    after.wait_for_selector(".bl-welcome")
    examine.click()
    examine.wait_for(state="detached")
    settled(before)
    before.get_by_text("Your role is now viewer.").wait_for()
    assert before.locator(".bl-status.bl-good").count() == 0
    before.goto(f"{app}/account")
    before.get_by_text("Signed in as Vera (viewer)").wait_for()
    settled(before)
    assert before.get_by_text("Log of accesses").count() == 0
    first.close()
    second.close()


def test_who_has_no_role_sees_nothing(chromium, app):
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    enter(page, app, "nora")
    page.get_by_text("Your role does not allow this.").wait_for()
    assert page.locator(".bl-welcome").count() == 0
    context.close()
