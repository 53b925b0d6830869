"""Markdown with YAML front matter. Pure; the front matter is read as strings only and is refused if it is a trap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.readers import debris
from index.readers.cuts import Cut
from index.readers.decoding import normalise
from index.readers.details import Details, Draft
from index.readers.fields import read_details

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index.readers.rules import ReadingRules

_MAX_FRONT = 32_000
_MAX_EVENTS = 4_000
_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(?=\S)", re.MULTILINE)
_TITLE = re.compile(r"\s*#[ \t]+(\S[^\n]{0,300})(?:\n|\Z)")
_QUOTE = re.compile(r"^ {0,3}((?:>[ \t]?)+)", re.MULTILINE)
_ITEM = re.compile(r"^[ \t>]{0,12}([-*+][ \t]+)(?=\S)", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:\*[ \t]*\*[ \t]*\*|-[ \t]*-[ \t]*-|_[ \t]*_[ \t]*_)[ \t*_-]{0,80}$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(
    r"(?<!!)(\[)[^\[\]\n]{1,500}(\]\((?:https?:|mailto:|/|#|\.)[^()\s]{0,2000}(?: \"[^\"\n]{0,200}\")?\))"
)
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*\n]{0,1000}[^\s*](\*{1,3})(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])[^_\n]{0,1000}[^\s_](_{1,2})(?![\w_])")
_COMMENT = ("<!--", "-->")


def read_markdown(text: str, rules: ReadingRules) -> Draft:
    """The article of a Markdown file. Front matter and marks are cut, so that the text is what a reader would see.

    Raises:
        UnreadableError: if the front matter is no YAML mapping, nests too deep, is too long or refers to itself.
    """
    text = normalise(text)
    front, record = _front_matter(text, rules)
    details = read_details(record, rules.fields)
    cuts = [Cut(0, front, debris.FRONT_MATTER)] if front else []
    title = _TITLE.match(text, front)
    if title is not None:
        cuts.append(Cut(text.index("#", title.start()), title.end(1), debris.HEADLINE))
        details = details.or_else(Details(title=_plain(title[1])))
    start = title.end() if title else front
    cuts += _marks(text, start)
    return Draft(text, details, tuple(cuts))


def _plain(title: str) -> str:
    for cut in sorted(_marks(title, 0), reverse=True):
        title = title[: cut.start] + title[cut.end :]
    return title.strip(" #")


def _marks(text: str, start: int) -> Iterator[Cut]:
    for match in _HEADING.finditer(text, start):
        yield Cut(match.start(), match.end(), debris.MARKUP)
    for pattern in (_QUOTE, _ITEM):
        for match in pattern.finditer(text, start):
            yield Cut(match.start(1), match.end(1), debris.MARKUP)
    for pattern in (_RULE, _IMAGE):
        for match in pattern.finditer(text, start):
            yield Cut(match.start(), match.end(), debris.MARKUP)
    for pattern in (_LINK, _STRONG, _UNDERLINED):
        for match in pattern.finditer(text, start):
            if pattern is _LINK or len(match[1]) == len(match[2]):
                yield Cut(match.start(1), match.end(1), debris.MARKUP)
                yield Cut(match.start(2), match.end(2), debris.MARKUP)
    at = text.find(_COMMENT[0], start)
    while at >= 0 and (end := text.find(_COMMENT[1], at)) >= 0:
        yield Cut(at, end + len(_COMMENT[1]), debris.MARKUP)
        at = text.find(_COMMENT[0], end)


def _front_matter(text: str, rules: ReadingRules) -> tuple[int, Mapping[str, object]]:
    """Where the front matter ends, and its fields; 0 and none if there is none."""
    fence = _FENCE.match(text)
    end = _END.search(text, fence.end(), fence.end() + _MAX_FRONT) if fence else None
    if fence is None or end is None:
        if fence is not None and len(text) > _MAX_FRONT and _END.search(text, fence.end()):
            raise UnreadableError(f"its front matter is longer than {_MAX_FRONT:,} characters")
        return 0, {}
    return end.end(), _parse_yaml(text[fence.end() : end.start()], rules)


def _parse_yaml(front: str, rules: ReadingRules) -> Mapping[str, object]:
    import yaml  # noqa: PLC0415 - a tenth of a second that only Markdown has to pay

    # BaseLoader makes strings, lists and dicts only; no date or number is guessed and no object built. What could still
    # grow, references and nesting, is counted on the flat stream of events before anything is built from it.
    try:
        depth = 0
        for number, event in enumerate(yaml.parse(front, Loader=yaml.BaseLoader)):
            if isinstance(event, yaml.AliasEvent):
                raise UnreadableError("its front matter refers to itself (YAML aliases are not read)")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > rules.max_depth or number > _MAX_EVENTS:
                raise UnreadableError(f"its front matter nests deeper than {rules.max_depth} or holds too much")
        value = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - the safest loader there is
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableError(f"its front matter is no YAML: {' '.join(str(error).split())[:120]}") from None
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        raise UnreadableError("its front matter is no list of fields")
    return {str(key): item for key, item in value.items()}
