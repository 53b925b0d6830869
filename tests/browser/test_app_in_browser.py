"""Facts about the app in a real browser: Debian's Chromium, driven by Playwright.

`apt-get install chromium` brings it; without it these tests are skipped. With ``BELEG_SCREENSHOTS`` set to a folder,
pictures of the pages are kept there.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from tests import corpora
from tests.appdata import fresh
from tests.browser.app import CHROMIUM, picture, serving, settled, shared_link, sink, until

pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium; apt-get install -y chromium")

QUESTION = "Was sagte Falk3?"
CANARY = "Zwergplanetoid"
WAIT = 30_000


def payloads(url: str) -> list[str]:
    """Twenty ways to have something loaded or run."""
    return [
        f"<img src={url}/1>",
        f"![Bild]({url}/2)",
        f"[Link](javascript:fetch('{url}/3'))",
        f"<script>fetch('{url}/4')</script>",
        f'"><svg onload="fetch(\'{url}/5\')">',
        f"<style>@import url({url}/6)</style>",
        f"<link rel=stylesheet href={url}/7><iframe src={url}/7b></iframe>",
        f"$\\includegraphics{{{url}/8}}$ $$\\href{{{url}/8b}}{{x}}$$",
        f"[![x]({url}/9)]({url}/9b)",
        f"<a href='data:text/html,<script>fetch(\"{url}/10\")</script>' autofocus onfocus=fetch('{url}/10b')>x</a>",
        f"![x][r]\n\n[r]: {url}/11",
        f"<video poster={url}/12><source src={url}/12b></video><audio src={url}/12c autoplay></audio>",
        f"<form action={url}/13><input autofocus onfocus=this.form.submit()></form>",
        f"<div style=\"background:url('{url}/14')\">x</div>",
        f"<math><mtext><img src={url}/15 onerror=fetch('{url}/15b')></mtext></math>",
        f"<meta http-equiv=refresh content='0;url={url}/16'>",
        f"\u202e{url}/17\u202c \u200b<\u200bimg src={url}/17b>\u2066",
        f":material/home: :red[![x]({url}/18)] :streamlit:",
        f"<object data={url}/19></object><embed src={url}/19b><base href={url}/>",
        f"{{{{ {url}/20 }}}} ${{fetch('{url}/20b')}} &lt;img src={url}/20c&gt;",
    ]


@pytest.fixture(scope="module")
def heard():
    with sink() as listening:
        yield listening


@pytest.fixture(scope="module")
def place(tmp_path_factory, heard):
    """Invented articles, and twenty hostile ones."""
    folder = tmp_path_factory.mktemp("browser")
    corpora.write(folder / "articles", dict.fromkeys(range(6), 0))
    for number, payload in enumerate(payloads(heard[0])):
        line = payload.replace("\n", " ")
        text = f"Bericht {line}\n\nDer {CANARY} {number} ist entdeckt. „{line}“, sagte Otto Lenz{line}.\n\n{payload}\n"
        file = folder / "articles" / f"boese-{number:02d}"
        if number % 2:
            file.with_suffix(".txt").write_text(text, encoding="utf-8")
        else:  # the same in every field that an article has
            named = dict.fromkeys(("outlet", "agency", "section", "dateline", "author"), payload[:190])
            row = {"title": f"Bericht {line}", "text": text, "url": f"javascript:fetch('{heard[0]}/url')", **named}
            file.with_suffix(".json").write_text(json.dumps(row), encoding="utf-8")
    Builder(Home(folder / "home"), BuildOptions()).index([Folder("test", folder / "articles")])
    fresh(folder / "home")
    return folder


@pytest.fixture(scope="module")
def app(place):
    environment = {"BELEG_DICTIONARY": "none", "BELEGUI_PACE": "4000", "BELEGUI_A_MINUTE": "0"}
    with serving(place / "home", environment) as address:
        yield address


@pytest.fixture
def page(chromium, app):
    """A page in a profile of its own that notes every request to anywhere but the app.

    The content security policy is off: what is drawn must be harmless without it.
    """
    context = chromium.new_context(locale="de-DE", viewport={"width": 1280, "height": 900}, bypass_csp=True)
    opened = context.new_page()
    opened.set_default_timeout(WAIT)
    elsewhere: list[str] = []
    opened.on("request", lambda each: None if _ours(each.url, app) else elsewhere.append(each.url))
    opened.on("dialog", lambda dialog: (elsewhere.append(f"dialog {dialog.message}"), dialog.dismiss()))
    yield opened
    assert elsewhere == []
    context.close()


def _ours(url: str, app: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob"} or parts.netloc == urlsplit(app).netloc


def ask(page, question):
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")


def test_asking_opening_a_receipt_following_up_and_reloading(page, app):
    page.goto(app)
    page.wait_for_selector(".bl-welcome")
    picture(page, "welcome")
    ask(page, QUESTION)
    page.wait_for_selector(".bl-receipt:visible")
    settled(page)
    picture(page, "answer")
    page.locator("[class*=st-key-open-] button:visible").first.click()
    mark = page.locator("#bl-mark")
    mark.wait_for()
    until(
        page,
        "() => { const at = document.getElementById('bl-mark').getBoundingClientRect().top;"
        " return 0 <= at && at < innerHeight; }",
    )
    quoted = page.locator(".bl-receipt .bl-words").first.text_content()
    assert mark.text_content().strip("„“ ")[:20] in quoted
    picture(page, "reader")
    page.keyboard.press("Escape")
    # The keyboard is where it was: at the button that opened the article.
    until(page, "document.activeElement.closest('[class*=st-key-open-]') !== null")
    ask(page, "Und Falk4?")
    until(page, "document.querySelectorAll('.bl-question').length === 2")
    settled(page)
    assert "c=" in page.url
    page.reload()
    until(page, "document.querySelectorAll('.bl-question').length === 2")
    assert QUESTION in page.locator(".bl-question").first.text_content()


def test_two_hundred_thousand_characters_are_answered_and_told_what_was_not_looked_for(page, app):
    page.goto(app)
    page.wait_for_selector(".bl-welcome")
    page.locator("[data-testid=stChatInputTextArea]").click()
    page.keyboard.insert_text((f"{QUESTION} " * 20_000)[:200_000])
    page.keyboard.press("Enter")
    page.locator(".bl-note", has_text="weiteren nicht").wait_for()
    page.locator(".bl-receipt:visible").first.wait_for()
    assert page.locator(".stException").count() == 0


@pytest.mark.parametrize("typed", [True, False], ids=["typed", "by a link"])
def test_stopping_keeps_what_was_there(page, app, typed):
    question = "Was sagen Falk2 und Falk3?"
    page.goto(f"{app}/?lang=de" + ("" if typed else f"&q={quote(question)}"))
    if typed:
        page.wait_for_selector(".bl-welcome")
        settled(page)
        ask(page, question)
    page.wait_for_selector(".bl-claim")
    assert not page.locator(".bl-welcome").is_visible()
    page.get_by_role("button", name="Anhalten").dispatch_event("click")  # at once: the answer goes on meanwhile
    page.wait_for_selector(".bl-status.bl-warn")
    assert "Angehalten" in page.locator(".bl-status.bl-warn").first.text_content()
    settled(page)
    assert page.locator(".bl-claim").count() == 1
    page.get_by_role("button", name="Noch einmal").wait_for()
    page.reload()
    page.wait_for_selector(".bl-status.bl-warn")
    assert page.locator(".bl-claim").count() == 1


def test_asking_the_next_question_before_the_answer_is_whole_keeps_both(page, app):
    page.goto(f"{app}/?lang=de&q={quote('Was sagen Falk2 und Falk3?')}")
    page.wait_for_selector(".bl-claim")
    ask(page, "Was sagte Falk4?")
    until(page, "document.querySelectorAll('.bl-question').length === 2")
    settled(page)
    assert page.locator(".bl-question").first.text_content().startswith("Was sagen Falk2")
    assert page.locator(".bl-status.bl-warn").count() == 1


def test_a_shared_answer_opens_in_another_profile_and_nothing_else_does(page, app, chromium):
    page.goto(f"{app}/?q={quote(QUESTION)}")
    page.wait_for_selector(".bl-receipt:visible")
    settled(page)
    # What is under the answer is not drawn anew by the next run: a click would find nothing there any more.
    page.evaluate("document.querySelectorAll('[data-testid=stPopover]').forEach(each => { each.blSame = true; })")
    link = shared_link(page)
    assert page.evaluate("[...document.querySelectorAll('.stMain [data-testid=stPopover]')].every(each => each.blSame)")
    conversation = page.url.partition("c=")[2]
    stranger = chromium.new_context(locale="en-GB", viewport={"width": 400, "height": 800}, color_scheme="dark")
    other = stranger.new_page()
    other.goto(link)
    other.wait_for_selector(".bl-receipt:visible")
    settled(other)
    picture(other, "shared-dark-400")
    assert QUESTION in other.locator(".bl-question").text_content()
    assert other.locator("[class*=st-key-open-], [data-testid=stChatInput]").count() == 0
    assert other.evaluate("document.documentElement.scrollWidth") <= 400
    other.get_by_role("button", name="Does this still hold?").click()
    other.wait_for_selector(".bl-status.bl-good")
    other.goto(link[:-2] + "zz")
    other.wait_for_selector(".bl-warn")
    assert other.locator(".bl-receipt").count() == 0
    assert conversation
    stranger.close()


def test_on_a_narrow_screen_few_steps_lead_to_the_question(chromium, app):
    context = chromium.new_context(locale="en-GB", viewport={"width": 400, "height": 800})
    page = context.new_page()
    page.goto(app)
    page.wait_for_selector(".bl-welcome")
    settled(page)
    page.evaluate("document.activeElement.blur()")
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.testid") == "stChatInputTextArea":
            break
    else:
        pytest.fail("nine steps were not enough")
    context.close()


@pytest.mark.parametrize("path", ["", "people", "library", "evaluation"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_a_narrow_screen_in_both_themes(chromium, app, path, scheme):
    context = chromium.new_context(locale="en-GB", viewport={"width": 400, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{app}/{path}")
    page.wait_for_selector("h1")
    settled(page)
    picture(page, f"{path or 'ask'}-{scheme}-400")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    context.close()


def test_a_title_is_shown_as_it_was_typed_and_none_of_it_is_markup(page, app):
    typed = "Falk3 zu 2025/26 [a] & *b* #1 = $c$ + :red[d]?"
    page.goto(app)
    page.wait_for_selector(".bl-welcome")
    ask(page, typed)
    shown = page.locator(".st-key-conversations button").first
    shown.wait_for()
    settled(page)
    assert shown.inner_text() == typed
    page.get_by_role("button", name="Neue Frage").click()
    ask(page, ":material/home: :smile: https://example.org/a www.example.org <b>f</b>")
    until(page, "document.querySelector('.st-key-conversations button').innerText.includes('smile')")
    settled(page)
    drawn = "a, img, svg, b, em, .katex, [data-testid=stIconMaterial]"
    assert page.locator(f".st-key-conversations button :is({drawn})").count() == 0
    assert ":smile" in page.locator(".st-key-conversations").inner_text().replace("\u2236", ":")
    picture(page, "titles")


def test_hostile_articles_and_questions_load_and_run_nothing(page, app, heard):
    url, requests = heard
    hostile = payloads(url)
    questions = [" ".join(hostile[at : at + 5]).replace("\n", " ") for at in range(0, len(hostile), 5)]
    for question in (f"Was sagte Otto Lenz über den {CANARY}?", *questions):
        page.goto(f"{app}/?q={quote(question)}")
        page.wait_for_selector(".bl-receipt:visible, .bl-abstention")
    page.goto(f"{app}/?q={quote(f'Was ist der {CANARY}?')}")
    page.locator("[class*=st-key-open-] button:visible").first.click()
    page.wait_for_selector(".bl-article")
    _only_safe(page)
    page.keyboard.press("Escape")
    page.goto(shared_link(page))
    page.wait_for_selector(".bl-receipt")
    _only_safe(page)
    for path in ("people", "library", "account"):
        page.goto(f"{app}/{path}")
        page.wait_for_selector("h1.bl-heading")
        settled(page)
        _only_safe(page)
    page.wait_for_timeout(300)
    assert requests == []


def _only_safe(page):
    """Every link leads to the app's own pages; nothing foreign is an element."""
    links = page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
    assert [link for link in links if not link.startswith(("http://127.0.0.1", "https://"))] == []
    inside = "[class^=bl-] img, [class^=bl-] script, [class^=bl-] iframe, [class^=bl-] svg, [class^=bl-] style"
    assert page.locator(inside).count() == 0
