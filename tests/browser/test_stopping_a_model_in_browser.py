"""Facts about stopping an answer that a language model is writing: a real browser, and a real server for a model."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from tests import corpora
from tests.appdata import fresh
from tests.browser.app import CHROMIUM, serving, settled, until

pytest.importorskip("playwright.sync_api")
pytest.importorskip("llama_index.llms.openai_like", reason="the extra `openai` is not installed")
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium; apt-get install -y chromium")

WAIT = 30_000
KEY = "sk-test-0123456789-never-to-be-seen"
CLAIMS = "document.querySelectorAll('.bl-claim .bl-model').length"


@pytest.fixture(scope="module")
def server():
    from tests.openai_server import serving as model_serving  # noqa: PLC0415 - beside another `serving`

    with model_serving() as started:
        started.begin("dribbles_after_two")
        yield started


@pytest.fixture(scope="module")
def app(tmp_path_factory, server):
    folder = tmp_path_factory.mktemp("stopping")
    corpora.write(folder / "articles", dict.fromkeys(range(6), 0))
    Builder(Home(folder / "home"), BuildOptions()).index([Folder("test", folder / "articles")])
    fresh(folder / "home")
    environment = {
        "BELEG_DICTIONARY": "none", "BELEG_MODEL": "openai", "BELEG_MODEL_NAME": "test-model",
        "BELEG_MODEL_URL": server.url, "BELEG_API_KEY": KEY, "BELEG_DEADLINE": "120",
    }  # fmt: skip
    with serving(folder / "home", environment) as address:
        yield address
    assert KEY not in (folder / "app.log").read_text(encoding="utf-8")


def test_stopping_a_model_that_dribbles_keeps_the_verified_claims_also_after_a_reload(chromium, app, server):
    context = chromium.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{app}/?lang=de&q={quote('Was sagte Falk3?')}")
    until(page, f"{CLAIMS} === 2")  # drawn as they are verified, while the model goes on
    drafted = page.locator(".bl-claim .bl-quote").all_text_contents()
    page.get_by_role("button", name="Anhalten").dispatch_event("click")
    page.wait_for_selector(".bl-status.bl-warn")
    settled(page)
    for _ in range(2):
        assert "Angehalten" in page.locator(".bl-status.bl-warn").first.text_content()
        assert page.locator(".bl-claim .bl-quote").all_text_contents() == drafted
        assert "test-model" in page.locator(".bl-claim").first.text_content()
        assert page.locator(".bl-receipt:visible").count() == 2
        assert KEY not in page.content()
        page.reload()
        page.wait_for_selector(".bl-status.bl-warn")
        settled(page)
    assert len(server.asked) == 1
    context.close()
