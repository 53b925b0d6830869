"""What a web page shows that its article lacks: navigation, banners, asides, footers. Runs in the worker process.

trafilatura tells what the article is and not what it passed over, so the blocks of the page are compared with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from index.readers import debris
from index.readers.details import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNSEEN = frozenset({"head", "script", "style", "template", "noscript", "svg", "iframe", "object", "select", "option"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "td", "th", "time",
    "tt", "u", "var", "wbr",
})  # fmt: skip
_REGIONS = {
    "nav": debris.NAVIGATION,
    "header": "page header",
    "footer": "page footer",
    "aside": "aside",
    "form": "form",
    "figure": "caption",
}
_ROLES = {"navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside"}
_CONSENT = re.compile(r"cookie|consent|gdpr", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:^|[\s_-])comments?(?:$|[\s_-])|kommentare?\b", re.IGNORECASE)
_ELSE = "not part of the article"
_MOST = 1_000
_MOST_TEXT = 50_000
_WORTH = 20  # characters; a shorter block that happens to occur within a sentence of the article is another one


class Element(Protocol):
    """What is used of lxml's elements, which come without types."""

    tag: object
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Element]: ...
    def get(self, name: str, /) -> str | None: ...  # noqa: D102
    def iter(self, *tags: str) -> Iterator[Element]: ...  # noqa: D102
    def itertext(self) -> Iterator[str]: ...  # noqa: D102


def left_out(page: Element, article: Sequence[str], title: str | None) -> tuple[LeftOut, ...]:
    """The visible blocks of a page that are not in its article, in order, each once, with the part of the page.

    Args:
        page: the page's root.
        article: the paragraphs that were kept.
        title: the article's headline.

    Returns:
        At most a thousand blocks and 50,000 characters.
    """
    lines = {" ".join(line.split()) for paragraph in article for line in paragraph.split("\n")}
    whole = " ".join(" ".join(article).split())
    found: dict[str, str] = {}
    size = 0
    for text, reason in _blocks(page):
        if text in found or text in lines or (len(text) >= _WORTH and text in whole):
            continue
        size += len(text)
        if len(found) == _MOST or size > _MOST_TEXT:
            break
        found[text] = debris.HEADLINE if text == title else reason
    return tuple(LeftOut(text, reason) for text, reason in found.items())


def walk(root: Element) -> Iterator[tuple[str, Element]]:
    """The start and end of every element below `root` and of itself, however deep they nest."""
    open_elements = [(root, iter(root))]
    yield "start", root
    while open_elements:
        element, children = open_elements[-1]
        child = next(children, None)
        if child is None:
            open_elements.pop()
            yield "end", element
        elif isinstance(child.tag, str):
            open_elements.append((child, iter(child)))
            yield "start", child


def _blocks(page: Element) -> Iterator[tuple[str, str]]:
    """The text of every block, white space collapsed, with the innermost part of the page it is in."""
    pieces: list[str] = []
    parts = [_ELSE]
    unseen = 0
    for event, element in walk(page):
        if element.tag not in _INLINE:
            if text := " ".join("".join(pieces).split()):
                yield text, parts[-1]
            pieces.clear()
        hidden = element.tag in _UNSEEN or element.get("hidden") is not None
        if event == "start":
            unseen += hidden
            parts.append(_part(element) or parts[-1])
            pieces.append("" if unseen else f"{' ' if element.tag in {'td', 'th'} else ''}{element.text or ''}")
            continue
        unseen -= hidden
        parts.pop()
        if not unseen and element is not page:
            pieces.append(element.tail or "")


def _part(element: Element) -> str | None:
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _CONSENT.search(name):
        return debris.CONSENT
    if _COMMENTS.search(name):
        return "comments"
    return _REGIONS.get(_ROLES.get(element.get("role") or "", str(element.tag)))
