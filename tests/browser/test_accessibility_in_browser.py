"""Facts about who can use the app: axe's serious and critical rules on every page, and the keyboard alone.

The rules come with `axe-playwright-python` (in the `dev` extra); the browser is Debian's Chromium. With
``BELEG_SCREENSHOTS`` set to a folder, a picture of every page and state is kept there; those in `docs/screenshots` are
some of them.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.app import CHROMIUM, demonstration, picture, serving, settled, shared_link, until

pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium; apt-get install -y chromium")

QUESTION = "Was sagte Peskow über die Geheimhaltung?"
BLOCKED: list[str] = []
CHART = "[data-testid=stVegaLiteChart]"
PAGES = ("", "people", "library", "evaluation", "account", "article?a=0", "shared?s=0")


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    home = demonstration(tmp_path_factory.mktemp("accessible"))
    environment = {"BELEG_DICTIONARY": "none", "BELEGUI_PACE": "0", "BELEGUI_A_MINUTE": "0"}
    with serving(home, environment, "--allow", str(home.parent)) as address:
        yield address


def opened(chromium, scheme, width=1280, locale="en-GB"):
    context = chromium.new_context(locale=locale, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("console", lambda each: BLOCKED.append(each.text) if "Content Security Policy" in each.text else None)
    return page


def broken(page):
    """The serious and critical rules that this page breaks, with the elements."""
    # What fades in has no contrast yet.
    until(page, "document.getAnimations().every(each => each.playState !== 'running')")
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {[node['html'][:200] for node in rule['nodes']]}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_passes_the_serious_rules_of_axe(chromium, app, scheme):
    page = opened(chromium, scheme)
    for path in PAGES:
        page.goto(f"{app}/{path}")
        page.wait_for_selector("h1, .bl-status")
        if path == "people":
            page.locator(f"{CHART} canvas, {CHART} svg").first.wait_for()
        settled(page)
        picture(page, f"{path.partition('?')[0] or 'ask'}-{scheme}")
        assert (path, broken(page)) == (path, [])
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_every_state_of_an_answer_passes_the_serious_rules_of_axe(chromium, app, scheme, width):
    page = opened(chromium, scheme, width, "de-DE")
    page.goto(f"{app}/?q={quote('Wie hoch ist der Eiffelturm?')}")
    page.wait_for_selector(".bl-abstention")
    settled(page)
    picture(page, f"abstention-{scheme}-{width}")
    assert broken(page) == []
    page.goto(f"{app}/?q={quote(QUESTION)}")
    page.locator(".bl-receipt:visible").first.wait_for()
    settled(page)
    picture(page, f"answer-{scheme}-{width}")
    assert broken(page) == []
    shared_link(page)
    settled(page)
    picture(page, f"share-{scheme}-{width}")
    assert broken(page) == []
    page.keyboard.press("Escape")
    page.locator("[class*=st-key-open-] button:visible").first.click()
    page.locator("#bl-mark").wait_for()
    settled(page)
    picture(page, f"reader-{scheme}-{width}")
    assert broken(page) == []
    page.context.close()


def test_the_article_is_legible_in_the_dark(chromium, app):
    """Dialogs are drawn outside the app's own element; their words must still be light."""
    page = opened(chromium, "dark", locale="de-DE")
    page.goto(f"{app}/?q={quote(QUESTION)}")
    page.locator("[class*=st-key-open-] button:visible").first.click()
    page.locator("#bl-mark").wait_for()
    ink = page.evaluate("getComputedStyle(document.querySelector('[role=dialog] .bl-article')).color")
    assert min(int(each) for each in ink.removeprefix("rgb(").removesuffix(")").split(",")) > 200
    page.context.close()


def test_a_question_is_asked_and_its_receipt_read_by_keyboard_alone(chromium, app):
    page = opened(chromium, "light", locale="de-DE")
    page.goto(app)
    until(page, "document.activeElement?.dataset.testid === 'stChatInputTextArea'")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".bl-receipt:visible").first.wait_for()
    settled(page)
    page.locator(".bl-question h2").evaluate("each => { each.tabIndex = -1; each.focus(); }")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[class*=st-key-chip-]') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.locator("#bl-mark").wait_for()
    page.keyboard.press("Escape")
    page.locator("[role=dialog]").wait_for(state="detached")
    page.locator(".st-key-new-conversation button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".bl-welcome")
    page.context.close()


def test_all_this_needed_nothing_that_the_content_security_policy_forbids():
    assert BLOCKED == []
