"""Reports say what was measured, and nothing that articles or topics say commands the reader's page or parser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.comparison import compare
from eval.judging import Place
from eval.outcomes import ClaimShown, Outcome, Ranked, Receipt, Run
from eval.reports.bundle import Bundle, write_bundle
from eval.reports.json_report import run_object
from eval.reports.junit import junit_text
from eval.reports.markdown import markdown_text
from eval.reports.page import page_text
from eval.reports.run_table import comparison_lines, count_line, latency_line, summary_lines, tag_lines
from eval.reports.svg import Scale, number_label
from eval.reports.table import number
from eval.reports.text import escaped, in_markdown, printable
from eval.statistics import Estimate
from eval.summary import summarise
from eval.topics import Evidence, Topic, Variant
from index.model import ArticleId, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

_CHROMIUM = Path("/usr/bin/chromium")
_HOSTILE = "<script>alert(1)</script><img src='http://203.0.113.1/x' onerror=alert(2)>\u202e\x1b[31m]]> & \"quoted\" ✂"


def _outcome(number_of: int, language: str, quote: str, *, passed: bool = True) -> Outcome:
    receipt = Receipt("a1", "fähre.txt", 0, len(quote), quote, true=True, printed_by=quote, speaker="Ida Falk")
    scores = {"nDCG@10": 0.25 * (number_of % 5), "CitationRecall": float(passed), "QuotationFidelity": 1.0}
    kind = ("answer", "abstention", "failure")[number_of % 3]
    return Outcome(
        f"topic-{number_of:02d}",
        "digest",
        language,  # type: ignore[arg-type]
        f"Was kostet {quote}?",
        tags=("preis", quote),
        answerable=number_of % 4 != 0,
        kind=kind,  # type: ignore[arg-type]
        reason="" if kind == "answer" else quote,
        confidence=(number_of * 7 % 10) / 10,
        claims=(ClaimShown(quote, (receipt,), "Ida Falk", (receipt,)),) if kind == "answer" else (),
        nearest=(receipt,) if kind == "abstention" else (),
        ranking=(Ranked("a1", "fähre.txt", 0, 10, 2.0), Ranked("a2", quote, 0, 10, 1.0)),
        scores=scores,
        unscored={"MRR@10": "nobody asked"},
        missed=() if passed else (f"cites none of the evidence {quote}",),
        seconds=(0.02 * number_of,),
    )


def _bundle(quote: str = "vier Euro", *, compared: bool = True) -> Bundle:
    outcomes = tuple(_outcome(n, language, quote, passed=n % 2 == 0) for n in range(12) for language in ("de", "en"))
    run = Run({"threshold": 0.5, "note": quote}, outcomes, (f"set.jsonl:3: {quote}",))
    before = Run({"threshold": 0.4, "note": quote}, tuple(_outcome(n, "de", quote) for n in range(12)))
    topic = Topic("topic-01", (Variant("de", quote),), evidence=(Evidence("fähre.txt", quote),), answer=(quote,))
    return Bundle(
        run,
        summarise(outcomes),
        compare(before, run) if compared else None,
        {"asking": 1.5},
        {"cores": 2, "system": quote},
        (topic,),
        {"topic-01": (Place(ArticleId("a1"), Span(0, 10)),)},
    )


# The page in a real browser


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not _CHROMIUM.exists():
        pytest.skip(f"there is no {_CHROMIUM}; apt-get install chromium brings it")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(_CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        )
        yield browser.new_page(viewport={"width": 1100, "height": 900})
        browser.close()


def _opened(page: Page, file: Path) -> list[str]:
    """Open a page; everything it complained of or asked for beside itself."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("dialog", lambda dialog: heard.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    return [each for each in heard if not each.startswith("data:")]


def test_the_page_is_drawn_in_a_browser_without_an_error_or_an_outside_request(
    browser_page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(page_text(_bundle()), encoding="utf-8")
    assert _opened(browser_page, file) == []
    assert browser_page.locator("svg").count() >= 20
    assert browser_page.locator("svg circle").count() > 30
    for plot in browser_page.locator("svg").all():
        box = plot.bounding_box()
        assert box is not None
        assert box["width"] > 50
        assert box["height"] > 5
    topics = browser_page.locator("details.topic")
    assert topics.count() == 12
    topics.nth(3).locator("summary").click()
    assert topics.nth(3).locator("blockquote").first.is_visible()
    browser_page.get_by_label("with something missed").check()
    assert topics.nth(0).is_hidden()
    assert topics.nth(1).is_visible()
    width = browser_page.evaluate("document.documentElement.scrollWidth")
    assert width <= 1100


def test_the_page_is_readable_in_the_dark_and_on_a_small_screen(browser_page: Page, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page_text(_bundle()), encoding="utf-8")
    shades = {}
    for scheme in ("light", "dark"):
        browser_page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        browser_page.goto(file.as_uri())
        style = "getComputedStyle(document.body)"
        shades[scheme] = [browser_page.evaluate(f"{style}.{name}") for name in ("color", "backgroundColor")]
    assert shades["light"] != shades["dark"]
    for ink, paper in shades.values():
        assert abs(_brightness(ink) - _brightness(paper)) > 150
    browser_page.set_viewport_size({"width": 390, "height": 800})
    browser_page.goto(file.as_uri())
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 390
    browser_page.set_viewport_size({"width": 1100, "height": 900})


def _brightness(colour: str) -> float:
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return 0.3 * red + 0.6 * green + 0.1 * blue


def test_hostile_text_is_shown_and_does_nothing(browser_page: Page, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page_text(_bundle(_HOSTILE)), encoding="utf-8")
    assert _opened(browser_page, file) == []
    assert browser_page.locator("script").count() == 0
    assert browser_page.locator("img").count() == 0
    assert "<script>alert(1)</script>" in browser_page.locator("details.topic summary").first.inner_text()


# Without one


def test_the_page_names_no_outside_address_and_no_script() -> None:
    page = page_text(_bundle(_HOSTILE))
    assert not re.search(r'(?:src|href|action)="(?!#|data:)', page)
    assert not re.search(r"url\(|@import", page)
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_equal_runs_give_equal_pages_but_for_the_line_of_times() -> None:
    once, twice = page_text(_bundle()), page_text(_bundle())
    assert once == twice


@given(st.text())
def test_whatever_is_shown_is_escaped_printable_and_one_way(text: str) -> None:
    shown = escaped(text)
    assert not set(shown) & set("<>\"'")
    assert printable(printable(text)) == printable(text)
    assert all(char in "\n\t" or char.isprintable() or char.isspace() for char in printable(text))
    assert "\n" not in in_markdown(text)
    assert not re.search(r"(?<!\\)[|<]", in_markdown(text))


@given(st.text(max_size=30))
def test_junit_is_well_formed_whatever_the_words(text: str) -> None:
    outcome = _outcome(1, "de", text or "x", passed=False)
    root = ET.fromstring(junit_text(Bundle(Run({}, (outcome,)), summarise([outcome]))))  # noqa: S314 - our own
    assert [suite.get("failures") for suite in root] == ["1"]


def test_junit_tells_failures_from_errors() -> None:
    root = ET.fromstring(junit_text(_bundle(_HOSTILE)))  # noqa: S314 - our own
    german, english, topics = root
    assert german.get("tests") == english.get("tests") == "12"
    assert int(german.get("errors") or 0) == 2
    assert int(german.get("failures") or 0) == 4
    assert topics.get("errors") == "1"
    assert all("time" not in element.attrib for element in root.iter())


def test_markdown_holds_the_table_the_verdict_and_what_was_missed() -> None:
    text = markdown_text(_bundle(_HOSTILE))
    assert "| `nDCG@10` |" in text
    assert "## Compared with the baseline" in text
    assert "topic-01 (de)" in text or "topic\\-01" in text
    assert "<script>" not in text
    widths = {line.count("|") for line in text.split("\n") if line.startswith("| `")}
    assert len(widths) == 1


def test_the_json_object_has_the_same_measures_for_each_language() -> None:
    report = json.loads(json.dumps(run_object(_bundle()), allow_nan=False))
    assert set(report["languages"]) == {"de", "en"}
    for measures in (report["measures"], *report["languages"].values()):
        for name, row in measures.items():
            assert (row["value"] is None) == ("reason" in row), name
    assert report["measures"]["MRR@10"] == {
        "value": None,
        "low": None,
        "high": None,
        "n": 0,
        "reason": "nobody asked",
    }
    assert report["comparison"]["topics"] == 12
    assert len(report["topics"]) == 24


def test_terminal_lines_fit_each_other() -> None:
    bundle = _bundle()
    lines = summary_lines(bundle.summary)
    assert lines[0].split() == ["all", "German", "English", "German", "−", "English"]
    assert any(line.startswith("nDCG@10") for line in lines)
    assert any("has no value: nobody asked" in line for line in lines)
    assert tag_lines(bundle.summary, ("Passed",))[1].startswith("preis")
    assert "24 questions" in count_line(bundle.summary)
    assert "no language model took part" in latency_line(bundle.summary)
    assert bundle.comparison is not None
    assert comparison_lines(bundle.comparison)[0].startswith("compared on 12 topics")


def test_everything_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    files = {"junit": tmp_path / "deep" / "j.xml", "markdown": None, "html": tmp_path / "page.html"}
    written = set(write_bundle(_bundle(compared=False), files, tmp_path / "out"))
    assert {tmp_path / "deep" / "j.xml", tmp_path / "page.html", tmp_path / "out" / "report.md"} <= written
    assert all(file.stat().st_size > 20 for file in written)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-5, 5))
def test_a_scale_never_leaves_its_axis(low: float, high: float, value: float) -> None:
    scale = Scale(min(low, high), max(low, high), 10, 90)
    assert 10 <= scale(value) <= 90


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "–"), (0.95772, "0.958"), (-0.0001, "0.000"), (3.14159, "3.14"), (217.4, "217")]
)
def test_numbers_are_short(value: float | None, shown: str) -> None:
    assert number(value) == shown


def test_ticks_are_shorter_still() -> None:
    assert [number_label(value) for value in (0, 0.25, 0.5, 1)] == ["0", ".25", ".5", "1"]


def test_an_interval_without_spread_is_drawn_as_a_dot_alone() -> None:
    from eval.reports.svg import strip  # noqa: PLC0415

    assert "whisker" not in strip({"de": Estimate(0.5, n=1)}, "one")
