"""Every format becomes the same kind of article, told by its content rather than its name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableError
from index.model import Article
from index.readers import FieldNames, ReadingRules, Skipped, read_file, restore
from index.readers.content import read_content
from index.readers.decoding import decode, normalise
from index.readers.pdf import joined, without_running_heads
from index.readers.records import without_tags
from tests.hostile import pdf_of

if TYPE_CHECKING:
    from pathlib import Path

_RULES = ReadingRules()
_LEAD = "Der Hafen der Stadt ist seit Montag wieder offen. Das teilte die Behörde am Abend mit."
_MORE = "Die Schiffe laufen nach Angaben der Behörde erst im Frühjahr wieder nach Plan ein."
_PAGE = f"""<!DOCTYPE html><html lang="de-AT"><head><title>Der Hafen ist offen – Das Blatt</title>
<meta property="og:title" content="Der Hafen ist offen"><meta property="og:site_name" content="Das Blatt">
<meta name="author" content="Anna Muster; Bert Beispiel"><meta property="article:section" content="Wirtschaft">
<meta property="article:published_time" content="2025-12-03T17:23:00+01:00">
<meta property="article:modified_time" content="2025-12-03T18:38:00+01:00">
<link rel="canonical" href="https://www.blatt.example/hafen"></head><body>
<nav><a href="/">Start</a> <a href="/w">Wirtschaft</a></nav><article><h1>Der Hafen ist offen</h1>
<p>{_LEAD}</p><h2>Neue Pläne</h2><p>{_MORE} Ein <b>Sprecher</b> sagte:<br>„Wir sind
bereit.“</p><figure><img src="x.png"><figcaption>Ein Kran. Foto: Anna Muster/dpa</figcaption></figure>
<p>{_LEAD} Damit endet eine Sperre von drei Monaten, die viele Betriebe getroffen hat.</p></article>
<footer>Impressum</footer></body></html>"""


def _read(folder: Path, name: str, content: str | bytes, rules: ReadingRules = _RULES) -> list[Article | Skipped]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path, rules, corpus="probe", source=name)


def _one(folder: Path, name: str, content: str | bytes, rules: ReadingRules = _RULES) -> Article:
    [article] = _read(folder, name, content, rules)
    assert isinstance(article, Article), article
    return article


def _reasons(results: list[Article | Skipped]) -> dict[str, str]:
    return {item.source: item.reason for item in results if isinstance(item, Skipped)}


def test_markdown_gives_its_front_matter_as_fields_and_its_text_without_marks(tmp_path: Path) -> None:
    source = (
        "---\ntitle: Der Hafen ist offen\ndate: 2025-12-03 17:23\nauthors: [Anna Muster, Bert Beispiel]\n"
        "outlet: Das Blatt\nurl: https://blatt.example/hafen\nlang: de\nressort: Wirtschaft\nnummer: 007\n---\n\n"
        f"# Der Hafen ist offen\n\n{_LEAD}\n\n## Neue *Pläne*\n\n"
        "Die **Schiffe** laufen [erst](https://x.example) ein_mal ein.\n\n> „Wir sind\n> bereit“, sagte er.\n\n"
        "- Kräne\n  * Ost\n- -5 Grad\n3. Dezember\n"
    )
    article = _one(tmp_path, "a.md", source)
    rest = "„Wir sind\nbereit“, sagte er.\n\nKräne\n  Ost\n-5 Grad\n3. Dezember\n"
    assert article.title == "Der Hafen ist offen"
    assert (article.outlet, article.section, article.language) == ("Das Blatt", "Wirtschaft", "de")
    assert article.authors == ("Anna Muster", "Bert Beispiel")
    assert article.published is not None
    assert article.published.isoformat() == "2025-12-03T17:23:00"
    assert article.address == "https://blatt.example/hafen"
    assert article.text == f"{_LEAD}\n\nNeue Pläne\n\nDie Schiffe laufen erst ein_mal ein.\n\n{rest}"
    assert restore(article) == source


def test_markdown_without_front_matter_takes_its_first_heading_as_title(tmp_path: Path) -> None:
    article = _one(tmp_path, "a.md", f"# Hafen *offen*\n\n{_LEAD}\n")
    assert (article.title, article.text) == ("Hafen offen", f"{_LEAD}\n")


_MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# ",
            "> ",
            "\n- ",
            "\n>",
            "*",
            "**",
            "_",
            "[",
            "](http://x)",
            "![",
            "---\n",
            "<!--",
            "-->",
            "\n\n",
            "Wort ",
            "e\u0301",
            _LEAD,
        ]
    )
).map("".join)


@given(_MARKDOWN)
def test_any_markdown_is_restored_exactly(text: str) -> None:
    rules = ReadingRules()
    try:
        [draft] = read_content(text.encode() or b" ", ".md", rules)
        article = _settled(draft)
    except UnreadableError:
        return
    assert restore(article) == normalise(text)


def _settled(draft: object) -> Article:
    from index.readers.details import Draft  # noqa: PLC0415
    from index.readers.settling import settle  # noqa: PLC0415

    assert isinstance(draft, Draft)
    return settle(draft, _RULES, corpus="probe", source="a.md")


def test_a_web_page_gives_its_article_and_what_its_metadata_says(tmp_path: Path) -> None:
    article = _one(tmp_path, "a.html", _PAGE)
    assert article.title == "Der Hafen ist offen"
    assert (article.outlet, article.section, article.language) == ("Das Blatt", "Wirtschaft", "de")
    assert article.authors == ("Anna Muster", "Bert Beispiel")
    assert article.published is not None
    assert article.published.isoformat() == "2025-12-03T17:23:00+01:00"
    assert article.updated is not None
    assert article.updated.isoformat() == "2025-12-03T18:38:00+01:00"
    assert article.address == "https://www.blatt.example/hafen"
    assert article.text.startswith(f"{_LEAD}\n\nNeue Pläne\n\n{_MORE} Ein Sprecher sagte:\n„Wir sind bereit.“\n\n")
    assert not [debris for debris in ("Impressum", "Foto", "Start") if debris in article.text]


@pytest.mark.parametrize(
    ("declared", "encoding", "word"),
    [
        ("iso-8859-1", "cp1252", "Behörde – „Übergänge“"),
        ("windows-1251", "cp1251", "Порт города снова открыт"),
        ("iso-8859-2", "iso-8859-2", "Přístav je znovu otevřen"),
        ("utf-8", "utf-8", "Behörde – „Übergänge“"),
    ],
)
def test_a_web_page_is_read_in_the_encoding_it_declares(
    tmp_path: Path, declared: str, encoding: str, word: str
) -> None:
    body = f"<p>{word} teilte man am Montag mit.</p>" * 6
    page = f'<html><head><meta charset="{declared}"></head><body><article><h1>{word}</h1>{body}</article></body></html>'
    assert f"{word} teilte" in _one(tmp_path, "a.html", page.encode(encoding)).text


def test_linked_data_tells_what_the_metadata_leaves_out(tmp_path: Path) -> None:
    data = {
        "@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "datePublished": "2025-12-03T08:00:00Z"}],
    }
    data["@graph"][1] |= {
        "publisher": {"name": "Das Blatt"},
        "author": [{"name": "Anna Muster"}],
        "articleSection": "Meer",
    }
    page = f"""<html><head><script type="application/ld+json">{json.dumps(data)}</script></head><body><article>
    <h1>Hafen offen</h1><p>{_LEAD}</p><p>{_MORE}</p><p>{_LEAD}</p></article></body></html>"""
    article = _one(tmp_path, "a.html", page)
    assert (article.outlet, article.authors, article.section) == ("Das Blatt", ("Anna Muster",), "Meer")
    assert article.published is not None
    assert article.published.isoformat() == "2025-12-03T08:00:00+00:00"


def test_a_pdf_gives_its_paragraphs_joined(tmp_path: Path) -> None:
    lines = [
        *("Hafen: Die Schleusen sind offen", "", "Der Hafen der Stadt ist seit Montag wieder offen, teilte die Be-"),
        *(
            "hörde am Abend mit. Die Schiffe laufen nach ihren Angaben",
            "erst im Frühjahr wieder nach Plan ein.",
            "",
            "7",
        ),
    ]
    article = _one(tmp_path, "a.pdf", pdf_of(lines))
    assert "teilte die Behörde am Abend mit. Die Schiffe laufen nach ihren Angaben erst im" in article.text
    assert article.title == "Hafen: Die Schleusen sind offen"
    assert not article.text.rstrip().endswith("7")


def test_printed_lines_are_joined_where_they_are_full_and_hyphens_go_where_the_word_goes_on() -> None:
    lines = ["Der Hafen ist seit Mon-", "tag wieder offen, hieß", "es in der US-", "Behörde.", "", "Neues"]
    assert list(joined(lines)) == ["Der Hafen ist seit Montag wieder offen, hieß es in der US-Behörde.", "Neues"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Die Nord-", "und Ostsee"], "Die Nord- und Ostsee"),
        (["Vor-", "und Nachteile"], "Vor- und Nachteile"),
        (["Export-", "oder Import"], "Export- oder Import"),
        (["Ein-", "bzw. Ausfuhren"], "Ein- bzw. Ausfuhren"),
        (["drei-", "bis viermal"], "drei- bis viermal"),
        (["a short-", "or long-term plan"], "a short- or long-term plan"),
        (["pre-", "and post-war"], "pre- and post-war"),
        (["first-", "and second class"], "first- and second class"),
        (["the col-", "or of money"], "the color of money"),
        (["von 2024-", "2025"], "von 2024-2025"),
        (["von 2024–", "2025"], "von 2024–2025"),
        (["das Au-", "to fuhr los"], "das Auto fuhr los"),
        (["mehr Canna-", "bis"], "mehr Cannabis"),
        (["eine Wen-", "dung"], "eine Wendung"),
        (["der Un-", "undichte Kahn"], "der Unundichte Kahn"),
    ],
)
def test_a_hyphen_at_a_lines_end_stays_where_it_stands_for_the_half_of_a_word(lines: list[str], text: str) -> None:
    assert list(joined(lines)) == [text]


def test_lines_at_the_head_and_foot_of_every_page_of_a_pdf_are_left_out_and_told(tmp_path: Path) -> None:
    body = "Der Hafen der Stadt ist seit Montag wieder offen, teilte die Behörde am Abend mit, Teil {}."
    pages = [["Das Blatt – 3. Dezember 2025", body.format(word), f"Seite {n} von 3"] for n, word in enumerate("abc", 1)]
    lines, left_out = without_running_heads(pages)
    assert lines == [body.format(word) for word in "abc"]
    told = {(each.text, each.reason) for each in left_out}
    assert told == {("Das Blatt – 3. Dezember 2025", "running head")} | {
        (f"Seite {n} von 3", "page number") for n in (1, 2, 3)
    }


def test_a_headline_that_every_page_repeats_stays_once_and_a_quotation_everywhere() -> None:
    pages = [["Der Hafen ist offen", f"„Wir sind bereit{n}“", "Mehr", "„Ja“"] for n in range(4)]
    lines, left_out = without_running_heads(pages)
    assert lines.count("Der Hafen ist offen") == 1 and lines.count("„Ja“") == 4
    assert [each.reason for each in left_out] == ["running head"] * 3


def test_show_raw_has_what_a_web_page_shows_beside_its_article(tmp_path: Path) -> None:
    banner = '<div id="cookie-banner"><p>Wir nutzen Cookies.</p></div>'
    beside = f"{banner}<aside><h3>Meistgelesen</h3><ul><li>Sturm</li></ul></aside>"
    article = _one(tmp_path, "a.html", _PAGE.replace("</article>", f"</article>{beside}"))
    plain = _one(tmp_path, "b.html", _PAGE)
    assert article.text == plain.text
    told = {removal.text.strip(): removal.reason for removal in article.removed}
    wanted = {"Start Wirtschaft": "navigation", "Wir nutzen Cookies.": "consent notice", "Meistgelesen": "aside"}
    wanted |= {"Sturm": "aside", "Impressum": "page footer", "Der Hafen ist offen": "headline"}
    assert wanted.items() <= told.items()
    assert not any(_LEAD in text or "Neue Pläne" in text for text in told)


def test_json_may_be_one_object_a_list_or_an_object_with_a_list(tmp_path: Path) -> None:
    row = {
        "headline": "Hafen offen",
        "body": _LEAD,
        "pubDate": "3.12.2025",
        "byline": "Von Anna Muster",
        "source": "dpa",
    }
    one = _one(tmp_path, "eins.json", json.dumps(row))
    assert (one.source, one.title, one.authors, one.agency, one.outlet) == (
        *("eins.json", "Hafen offen", ("Anna Muster",), "dpa"),
        None,
    )
    for content in ([row, row], {"meta": {"n": 2}, "articles": [row, row]}):
        results = _read(tmp_path, "viele.json", json.dumps(content))
        assert [item.source for item in results] == ["viele.json#1", "viele.json#2"]


def test_a_bad_row_is_skipped_by_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    rows = [json.dumps({"text": _LEAD}), "{kaputt", '{"titel": "leer"}', "[]", "", json.dumps({"text": _MORE})]
    results = _read(tmp_path, "zeilen.jsonl", "\n".join(rows))
    assert [item.source for item in results if isinstance(item, Article)] == ["zeilen.jsonl#1", "zeilen.jsonl#5"]
    assert set(_reasons(results)) == {"zeilen.jsonl#2", "zeilen.jsonl#3", "zeilen.jsonl#4"}


def test_rows_beyond_the_limit_are_reported_once(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"text": f"{number}. {_LEAD}"}) for number in range(9))
    results = _read(tmp_path, "viele.jsonl", lines, ReadingRules(max_rows=4))
    assert len(results) == 5
    assert "limit is 4 rows" in _reasons(results)["viele.jsonl#5"]


def test_rows_may_be_named_by_a_field_of_theirs(tmp_path: Path) -> None:
    rules = ReadingRules(fields=FieldNames(id=("key",)))
    lines = "\n".join(json.dumps({"text": _LEAD, "key": key}) for key in ("a1", "a1", "b c", None))
    sources = [item.source for item in _read(tmp_path, "z.jsonl", lines, rules)]
    assert sources == ["z.jsonl#id=a1", "z.jsonl#2", "z.jsonl#3", "z.jsonl#4"]


def test_field_names_are_configurable_and_may_reach_into_objects(tmp_path: Path) -> None:
    rules = ReadingRules(fields=FieldNames(text=("inhalt.lang",), title=("kopf",)))
    article = _one(tmp_path, "a.json", json.dumps({"Kopf": "Hafen", "inhalt": {"lang": _LEAD}}), rules)
    assert (article.title, article.text) == ("Hafen", _LEAD)


def test_html_in_a_field_becomes_text() -> None:
    field = "<p>Ein <em>Satz</em> &amp; mehr.</p><script>alert(1)</script><p>Noch<br/>einer, 3 < 4.</p>"
    assert without_tags(field) == "Ein Satz & mehr.\n\nNoch\n\neiner, 3 < 4."


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_table_is_read_with_any_usual_delimiter(tmp_path: Path, delimiter: str) -> None:
    rows = [["titel", "text", "datum"], ["Hafen", f'"{_LEAD}, ja; ""wirklich""\n{_MORE}"', "3.12.2025"]]
    content = "\r\n".join(delimiter.join(row) for row in rows)
    [article] = _read(tmp_path, "a.csv", content)
    assert isinstance(article, Article)
    assert article.source == "a.csv#1"
    assert article.text == f'{_LEAD}, ja; "wirklich"\n{_MORE}'


def test_a_broken_row_of_a_table_costs_itself_only(tmp_path: Path) -> None:
    content = f'titel;text\nA;{_LEAD}\nB;"nie geschlossen\nC;{_MORE}\nD;x;y;z\nE;{_LEAD}\n'
    results = _read(tmp_path, "a.csv", content)
    assert [item.source for item in results if isinstance(item, Article)] == ["a.csv#1", "a.csv#3", "a.csv#5"]
    assert set(_reasons(results)) == {"a.csv#2", "a.csv#4"}


def test_a_table_without_a_header_is_read_by_column_numbers(tmp_path: Path) -> None:
    rules = ReadingRules(fields=FieldNames(text=("#2",), section=("#1",)))
    content = f"Meer;'{_LEAD}, viel, viel, mehr'\nLand;'{_MORE}'\n"
    results = _read(tmp_path, "a.csv", content, rules)
    assert [item.section for item in results if isinstance(item, Article)] == ["Meer", "Land"]
    assert [item.text for item in results if isinstance(item, Article)] == [f"{_LEAD}, viel, viel, mehr", _MORE]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("seite.txt", _PAGE),
        ("seite.pdf", _PAGE),
        ("seite.aspx", _PAGE),
        ("druck.txt", pdf_of([_LEAD])),
        ("druck.bin", pdf_of([_LEAD])),
        ("daten.txt", json.dumps({"text": _LEAD})),
        ("zeilen.txt", f"{json.dumps({'text': _LEAD})}\n{json.dumps({'text': _MORE})}\n"),
        ("kopf.txt", f"---\ntitle: Hafen\n---\n\n{_LEAD}\n"),
        ("ohne-endung", _LEAD),
        ("GROSS.TXT", _LEAD),
        ("nur-text.html", _LEAD),
    ],
)
def test_a_file_is_read_as_what_it_is_not_as_what_it_is_called(tmp_path: Path, name: str, content: str | bytes) -> None:
    results = _read(tmp_path, name, content)
    assert all(isinstance(item, Article) for item in results), results
    assert all("Der Hafen" in item.text or _MORE in item.text for item in results if isinstance(item, Article))
    assert not any("{" in item.text or "<" in item.text for item in results if isinstance(item, Article))


def test_square_brackets_do_not_make_a_text_json(tmp_path: Path) -> None:
    assert _one(tmp_path, "a.txt", f"[Kiel] {_LEAD}").text == f"[Kiel] {_LEAD}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "iso-8859-1"])
def test_german_text_is_read_in_the_encodings_it_comes_in(encoding: str) -> None:
    text = f"{_LEAD} Für Österreich heißt das: Übergänge öffnen."
    assert decode(text.encode(encoding)) == text


def test_the_euro_and_german_quotation_marks_survive_windows_1252() -> None:
    text = "„Für 5 € ist das nicht zu haben“, sagte die Händlerin und der Käufer – später."
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "shift-jis", "iso-8859-7", "cp437"])
def test_other_eight_bit_encodings_are_refused_and_never_guessed(encoding: str) -> None:
    text = {"koi8-r": "Привет, мир", "cp1251": "Привет, мир", "shift-jis": "東京の会議", "iso-8859-7": "Καλημέρα"}.get(
        encoding, "Über die Häfen, für die Küste und nicht für die Städte"
    )
    with pytest.raises(UnreadableError, match="not UTF-8"):
        decode(text.encode(encoding))


@given(st.binary(max_size=400))
def test_bytes_are_decoded_exactly_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except UnreadableError:
        return
    assert "\ufffd" not in text or "\ufffd".encode() in data or data[:1] in b"\xff\xfe\0"
    assert any(
        text.encode(encoding) in {data, data[3:], data[2:], data[4:]}
        for encoding in ("utf-8", "cp1252", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
        if _encodes(text, encoding)
    )


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
