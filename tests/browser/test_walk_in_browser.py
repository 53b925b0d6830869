"""The way of somebody new, from the start to a shared link: each step one obvious action, in German and in English.

With ``BELEG_SCREENSHOTS`` set to a folder, a picture of every step is kept there; `docs/app.md` shows them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.app import CHROMIUM, demonstration, picture, serving, settled, until

pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium; apt-get install -y chromium")

WORDS = {
    "de": ("Im Artikel zeigen", "Teilen", "Link erstellen", "Gilt das noch?", "unverändert"),
    "en": ("Show in the article", "Share", "Make the link", "Does this still hold?", "unchanged"),
}
LOCALES = {"de": "de-DE", "en": "en-GB"}
QUESTIONS = {"de": "Was sagte Peskow über die Geheimhaltung?", "en": "What did Peskow say about secrecy?"}
IN_VIEW = (
    "() => { const box = document.getElementById('bl-mark').getBoundingClientRect();"
    " return 0 <= box.top && box.bottom <= innerHeight; }"
)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    home = demonstration(tmp_path_factory.mktemp("walk"))
    with serving(home, {"BELEG_DICTIONARY": "none", "BELEGUI_PACE": "1500", "BELEGUI_A_MINUTE": "0"}) as address:
        yield address


def profile(chromium, tongue, scheme="light"):
    """A page in a profile of its own."""
    size = {"width": 1280, "height": 900}
    page = chromium.new_context(locale=LOCALES[tongue], viewport=size, color_scheme=scheme).new_page()
    page.set_default_timeout(30_000)
    return page


@pytest.mark.parametrize(("tongue", "scheme"), [("de", "light"), ("en", "light"), ("de", "dark"), ("en", "dark")])
def test_one_obvious_action_a_step_leads_from_the_start_to_a_shared_link(chromium, app, tongue, scheme):
    show, share, make, holds, unchanged = WORDS[tongue]
    page = profile(chromium, tongue, scheme)

    def step(on, name):
        settled(on)
        picture(on, f"walk-{name}-{tongue}-{scheme}")

    page.goto(app)
    page.wait_for_selector(".bl-welcome")
    step(page, "1-welcome")
    page.locator("[class*=st-key-suggestion-] button").nth(2).click()
    page.locator(".bl-receipt:visible").first.wait_for()
    picture(page, f"walk-2-asking-{tongue}-{scheme}")
    page.get_by_role("button", name=share, exact=True).wait_for()
    step(page, "3-answer")
    page.get_by_role("button", name=show).first.click()
    page.locator("#bl-mark").wait_for()
    until(page, IN_VIEW)
    step(page, "4-reader")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=share, exact=True).click()
    page.get_by_role("button", name=make).click()
    link = page.locator("code", has_text="/shared?s=")
    link.wait_for()
    page.mouse.move(0, 0)
    assert page.locator("[data-testid=stCode] button").is_visible()  # also while nobody points at it
    step(page, "5-link")
    other = profile(chromium, tongue, scheme)
    other.goto(link.text_content())
    other.get_by_role("button", name=holds).click()
    other.locator(".bl-status.bl-good", has_text=unchanged).first.wait_for()
    step(other, "6-shared")
    assert other.locator("header a:visible").count() == 0
    for each in (page, other):
        each.context.close()


def tabbed_to(page, name):
    """Press Tab until a button is reached that is called so."""
    says = "document.activeElement.closest('button')?.textContent || ''"
    for _ in range(40):
        page.keyboard.press("Tab")
        if name in page.evaluate(says):
            return
    pytest.fail(f"{name} is not reached with forty steps")


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_the_keyboard_alone_leads_from_the_start_to_a_shared_link(chromium, app, tongue):
    show, share, make, holds, unchanged = WORDS[tongue]
    page = profile(chromium, tongue)
    page.goto(app)
    until(page, "document.activeElement?.dataset.testid === 'stChatInputTextArea'")
    page.keyboard.type(QUESTIONS[tongue])
    page.keyboard.press("Enter")
    page.get_by_role("button", name=share, exact=True).wait_for()
    settled(page)
    page.locator(".bl-question h2").evaluate("each => { each.tabIndex = -1; each.focus(); }")
    tabbed_to(page, show)
    page.keyboard.press("Enter")
    page.locator("#bl-mark").wait_for()
    until(page, IN_VIEW)
    page.keyboard.press("Escape")
    page.locator("[role=dialog]").wait_for(state="detached")
    until(page, "document.activeElement.closest('[class*=st-key-open-]') !== null")
    tabbed_to(page, share)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=make).wait_for()
    tabbed_to(page, make)
    page.keyboard.press("Enter")
    link = page.locator("code", has_text="/shared?s=")
    link.wait_for()
    other = profile(chromium, tongue)
    other.goto(link.text_content())
    other.get_by_role("button", name=holds).wait_for()
    settled(other)
    tabbed_to(other, holds)
    other.keyboard.press("Enter")
    other.locator(".bl-status.bl-good", has_text=unchanged).first.wait_for()
    for each in (page, other):
        each.context.close()
