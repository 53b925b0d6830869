"""Facts about foreign text on the app's pages: it is shown, and it commands nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import Answer, Citation, Claim, Searched
from index.model import Article, ArticleId, Span, Statement
from ui import blocks, export
from ui.showing import Shown

HOSTILE = (
    "<img src=http://127.0.0.1:9/a>",
    "![x](http://127.0.0.1:9/b)",
    "[click](javascript:alert(1))",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "$\\href{http://127.0.0.1:9}{x}$",
    ":material/home: :red[x] :smile:",
    "http://127.0.0.1:9/auto www.example.org",
    "<style>@import url(http://127.0.0.1:9/c)</style>",
    "\u202egnp.exe\u202c\u200b\u2066x\u2069",
    "data:text/html,<b>x</b>",
    "&lt;b&gt; &#60;img&#62;",
)
texts = st.one_of(st.text(max_size=200), st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE)).map(" ".join))


class Elements(HTMLParser):
    """Collects the elements and attributes of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def elements(body: str) -> Elements:
    found = Elements()
    found.feed(body)
    found.close()
    return found


def article(text: str, **fields: str) -> Article:
    text = unicodedata.normalize("NFC", text.replace("\r", " ")) or "x"
    if not text.strip():
        text = "x"
    values = {"title": text[:50] if text[:50].strip() else "x", "outlet": text, **fields}
    return Article(id=ArticleId("0123456789abcdef"), text=text, corpus="c", source=text, **values)


def answer(text: str) -> Answer:
    found = article(text)
    citation = Citation(1, found, Span(0, len(found.text)), speaker=text, kind="direct", via=text)
    claim = Claim(text, (citation,), also=(citation,), drafted_by=text or "x", translation=text)
    return Answer(question=text, language="de", searched=Searched(1, None, None, ()), claims=(claim,), notes=(text,))


@given(texts)
def test_no_element_or_attribute_of_foreign_text_survives(text):
    reply = answer(text)
    body = "".join(
        [
            blocks.question(text, reply, "de"),
            blocks.notes(reply.notes),
            blocks.claim(reply.claims[0], "de"),
            blocks.receipt(reply.claims[0].citations[0], "de"),
            blocks.article_head(reply.claims[0].citations[0].article, "en"),
            blocks.article_text(reply.claims[0].citations[0].article, [Span(0, 1)]),
            blocks.searched(reply, "de"),
            blocks.line(text, text),
        ]
    )
    found = elements(body)
    assert not {"img", "script", "svg", "style", "a", "iframe", "link"} & set(found.tags)
    assert not [name for name, _ in found.attributes if name.startswith("on") or name in {"src", "style"}]


@given(texts)
def test_a_label_holds_nothing_that_markdown_could_read(text):
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", blocks.label(text)))
    assert "\n" not in blocks.label(text)
    assert blocks.label(text).strip()


def test_a_label_shows_what_was_typed_but_for_what_streamlit_replaces_though_escaped():
    def read(text):
        return re.sub(r"\\(.)", r"\1", blocks.label(text))

    typed = "Haushalt 2025/26 [neu] & *wichtig* #1 = 50 + x! um 12:30 Uhr: ja."
    assert read(typed) == typed
    for text in (":material/home:", "https://example.org", "www.example.org", "a@example.org", ":smile:"):
        assert read(text) != text


@given(st.text())
def test_directions_and_hidden_characters_are_written_out(text):
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\x00-\x08\x1b\u00ad]", blocks.words(text))


def test_a_quotation_is_shown_as_it_is_printed_when_it_is_harmless():
    assert "„Wir reden weiter“, sagte sie." in blocks.words("„Wir reden weiter“, sagte sie.")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://user:pass@example.org/",
        "http://example.org:8080/",
        "http://127.0.0.1x y/",
        'https://example.org/"onmouseover="x',
        "//example.org",
        "ftp://example.org/a",
        "https://exa\u202emple.org/",
        "https:///path",
    ],
)
def test_an_address_that_is_not_plain_http_becomes_no_link(address):
    assert blocks.address(article("Text", address=address)) == ""


def test_a_link_shows_its_host_in_ascii_and_tells_nobody_where_it_was_followed_from():
    body = blocks.address(article("Text", address="https://bücher.example/a?b=1&c=2"))
    assert "xn--bcher-kva.example ↗" in body
    assert 'rel="noopener noreferrer nofollow"' in body
    assert "&amp;c=2" in body


def test_the_marked_words_are_the_cited_ones():
    found = article("Eins zwei drei vier.")
    body = blocks.article_text(found, [Span(5, 14)], [Span(15, 20)])
    assert '<mark id=bl-mark tabindex="-1">zwei drei</mark>' in body
    assert '<span class="bl-said">vier.</span>' in body


@given(texts)
def test_an_exported_page_holds_no_foreign_element_and_forbids_every_load(text):
    body = export.page([Shown("t", text, answer(text))], "de", lambda *_: "http://127.0.0.1/article?a=1")
    assert "default-src 'none'" in body
    assert not {"img", "script", "svg", "iframe"} & set(elements(body).tags)


@given(texts)
def test_exported_markdown_holds_no_foreign_image(text):
    body = export.markdown([Shown("t", text, answer(text))], "de", lambda *_: "http://127.0.0.1/article?a=1")
    assert not re.search(r"(?<!\\)!\[", body)
    assert not re.search(r"(?<!\\)<(?!http://127\.0\.0\.1/article)", body)


def test_a_private_use_character_is_written_out_for_readers_and_kept_in_json():
    text = "Der Wolf \ue80f ist zurück im Moor."
    turns = [Shown("1", "Frage?", answer(text))]
    assert "⟨U+E80F⟩" in blocks.words(text)
    for written in (export.page, export.markdown):
        body = written(turns, "de", lambda _article, _span: "")
        assert "\ue80f" not in body
        assert "U+E80F" in body
    kept = json.loads(export.as_json(turns, "de", lambda _article, _span: ""))
    assert kept["turns"][0]["reply"]["claims"][0]["citations"][0]["quote"] == text


def test_a_receipt_holds_the_whole_quotation_between_its_marks():
    text = "Die Brücke wird bis zum Frühjahr saniert. " * 30
    body = blocks.receipt(answer(text).claims[0].citations[0], "de")
    assert f"„{text.strip()}" in body.replace(" “", "“")
    assert "…" not in body


def test_what_is_left_out_between_the_pieces_of_a_statement_stands_outside_of_its_marks():
    found = article("Wir reden weiter, sagte sie, und wir hören zu.")
    said = Statement((Span(0, 16), Span(29, 45)), "direct", "Ida Falk")
    assert "„Wir reden weiter“ […] „und wir hören zu“" in blocks.statement(found, said, "de")


def test_a_long_question_is_a_short_heading_that_unfolds():
    text = "Was sagte der Kapitän zur Fähre? " * 90
    body = blocks.question(text, None, "de")
    heading = body.partition("<h2>")[2].partition("</h2>")[0]
    assert len(heading) < 300
    assert text in body.partition("<details")[2]
    assert "<details" not in blocks.question("Was sagte der Kapitän?", None, "de")
