"""HTML through trafilatura. Runs in the worker process; loads nothing from anywhere.

trafilatura finds the body, title, authors, site and day; the page's own metadata gives what it leaves out: times of day
with their zones, when the page was changed, its section and language.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.readers.dates import parse_moment
from index.readers.details import Details, Draft
from index.readers.fields import as_authors, host, read_details
from index.readers.languages import language_code
from index.readers.leftovers import left_out, walk
from index.readers.records import parse_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trafilatura.settings import Document

    from index.model import Moment
    from index.readers.leftovers import Element
    from index.readers.rules import ReadingRules

_BLOCKS = frozenset({"p", "head", "item", "quote", "code", "row", "ab", "lb-block"})
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.created"),
    *("dcterms.issued", "publish-date", "publication_date", "pubdate", "parsely-pub-date", "sailthru.date", "date"),
    *("dc.date", "cxenseparse:recs:publishtime"),
)
_UPDATED = (
    *("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified"),
    *("last-modified", "revision_date"),
)
_SECTION = ("article:section", "og:article:section", "articlesection", "parsely-section", "section")
_ARTICLES = ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "blogposting", "report")
_BREAK = "\x1e"  # stands for <br>; other line ends in a page are white space
_MAX_LINKED_DATA = 200_000
_NEVER = "2200-01-01"  # trafilatura drops dates after this day; by default after today


def read_webpage(text: str, rules: ReadingRules) -> Draft:
    """The article of an HTML page.

    Raises:
        UnreadableError: if the page declares entities or holds no article.
    """
    if "<!ENTITY" in text:
        raise UnreadableError("declares XML entities, which no web page needs")
    import trafilatura  # noqa: PLC0415 - half a second, paid in the worker only

    tree = trafilatura.load_html(text)
    if tree is None:
        raise UnreadableError("cannot be parsed as HTML")
    meta, linked = _meta(tree), _linked_data(tree, rules)
    found = _extracted(text)
    address = next((each for each in (found.url, meta.get("og:url")) if each and each.startswith("http")), None)
    site = found.sitename if found.sitename and not found.sitename.startswith("http") else None
    told = Details(
        title=found.title,
        outlet=site or host(address),
        authors=as_authors((found.author or meta.get("author") or "").split(";")),
        published=parse_moment(found.date or ""),
        language=language_code(tree.get("lang") or meta.get("og:locale") or ""),
        address=address,
    )
    stated = Details(
        published=_first_moment(meta, _PUBLISHED),
        updated=_first_moment(meta, _UPDATED),
        section=next((meta[name] for name in _SECTION if name in meta), None),
    )
    kept = list(_paragraphs(found.body))
    details = stated.or_else(linked).or_else(told)
    return Draft("\n\n".join(kept), details, left_out=left_out(tree, kept, details.title))


def _extracted(text: str) -> Document:
    """What trafilatura finds; where its strict rules leave nothing, what its generous ones do.

    Raises:
        UnreadableError: if neither find an article.
    """
    import trafilatura  # noqa: PLC0415

    for recall in (False, True):
        found = trafilatura.bare_extraction(
            text,
            include_comments=False,
            favor_recall=recall,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": _NEVER},
        )
        if found is None or isinstance(found, dict) or found.body is None:
            continue
        if "".join(found.body.itertext()).strip():
            return found
    raise UnreadableError("no article was found in this page")


def _paragraphs(body: Element) -> Iterator[str]:
    """The blocks of trafilatura's tree as paragraphs, in order, white space within a line collapsed as browsers do."""
    pieces: list[str] = []
    for event, element in walk(body):
        if element.tag in _BLOCKS:
            yield from _flushed(pieces)
        if event == "start":
            pieces.append(_BREAK if element.tag == "lb" else " " if element.tag == "cell" else "")
            pieces.append(element.text or "")
        elif element is not body:
            pieces.append(element.tail or "")
    yield from _flushed(pieces)


def _flushed(pieces: list[str]) -> Iterator[str]:
    lines = [" ".join(line.split()) for line in "".join(pieces).split(_BREAK)]
    pieces.clear()
    if text := "\n".join(line for line in lines if line):
        yield text


def _meta(tree: Element) -> dict[str, str]:
    """The page's meta elements by their name in lower case; the first of a name counts."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        name = element.get("property") or element.get("itemprop") or element.get("name") or element.get("http-equiv")
        value = element.get("content") or element.get("datetime")
        if name and value:
            meta.setdefault(name.strip().casefold(), value.strip())
    return meta


def _linked_data(tree: Element, rules: ReadingRules) -> Details:
    """What the page's JSON-LD says about its article."""
    details = Details()
    for element in tree.iter("script"):
        script = element.text or ""
        if element.get("type") != "application/ld+json" or len(script) > _MAX_LINKED_DATA:
            continue
        try:
            value = parse_json(script.strip(), rules)
        except UnreadableError:
            continue
        for item in _objects(value):
            kind = json.dumps(item.get("@type")).casefold()
            if any(f'"{name}"' in kind for name in _ARTICLES):
                wanted = ("datePublished", "dateModified", "articleSection", "publisher", "author", "inLanguage")
                details = details.or_else(read_details({key: item.get(key) for key in wanted}, rules.fields))
    return details


def _objects(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for item in value[:50]:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))


def _first_moment(meta: dict[str, str], names: tuple[str, ...]) -> Moment | None:
    moments = (parse_moment(meta[name]) for name in names if name in meta)
    return next((moment for moment in moments if moment is not None), None)
