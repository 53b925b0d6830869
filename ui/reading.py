"""The reader: an article with a passage marked and scrolled to, what else its speaker says, versions and copies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from assistant.origins import are_copies
from index.model import ArticleId, Scope, Span
from ui import blocks, scripts, visiting
from ui.parts import parts
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Article, Statement

_PLACE = "bl_reading"
_MOST_COMPARED = 300
_DIGITS = 16  # of a version's fingerprint in an address: short enough to send, and told apart from all others


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article to be read; `version` begins the fingerprint of the quoted one, or is empty: the newest."""

    article: ArticleId
    version: str = ""
    span: Span | None = None
    speaker: str | None = None


def remember(article: ArticleId, version: str = "", span: Span | None = None, speaker: str | None = None) -> None:
    """Have this place opened in this run."""
    st.session_state[_PLACE] = Place(article, version, span, speaker)


def open_remembered(tongue: Tongue) -> None:
    """Open the place that was remembered, if any, over the page."""
    place = st.session_state.pop(_PLACE, None)
    if place is not None:
        st.dialog(say(tongue, "article"), width="medium")(_dialog)(place, tongue)


def _dialog(place: Place, tongue: Tongue) -> None:
    with visiting.excused():
        show(place, tongue)


def show(place: Place, tongue: Tongue) -> None:
    """The article, or that there is none; who may not read it is told the same."""
    found = visiting.readable().article(place.article)
    corpus = found.corpus if found else None
    if not visiting.admitted("read_article", what=place.article, corpus=corpus):
        return
    if not visiting.counted("read_article", what=place.article):
        return
    quoted = found and _version(found, place.version)
    if found and quoted is None:
        st.html(blocks.status(say(tongue, "version_gone"), "warn"))
        place = replace(place, version="", span=None)
    article = quoted or found
    if found is None or article is None or (place.span and place.span.end > len(article.text)):
        st.html(blocks.status(say(tongue, "not_there"), "warn"))
        return
    if article.version != found.version:
        st.html(blocks.status(say(tongue, "changed"), "warn"))
    elif place.span and not place.version and visiting.readable().earlier(article.id):
        st.html(blocks.status(say(tongue, "version_unknown"), "warn"))
    statements = parts().articles.statements(article.id) if article.version == found.version else []
    others = [each for each in statements if place.speaker and each.speaker == place.speaker]
    st.html(blocks.article_head(article, tongue))
    said = [span for each in others for span in each.spans]
    st.html(blocks.article_text(article, [place.span] if place.span else [], said))
    if place.span:
        scripts.to_mark()
    _around(article, place, statements, tongue)


def _version(article: Article, version: str) -> Article | None:
    if article.version.startswith(version):
        return article
    earlier = visiting.readable().earlier(article.id)
    return next((each.article for each in earlier if each.article.version.startswith(version)), None)


def _around(article: Article, place: Place, statements: Sequence[Statement], tongue: Tongue) -> None:
    own = [s for s in statements if place.speaker and s.speaker == place.speaker]
    rest = [s for s in own if place.span is None or not any(span.overlap(place.span) for span in s.spans)]
    if place.speaker and rest:
        st.html(blocks.heading(say(tongue, "statements", who=place.speaker)))
        st.html("".join(blocks.statement(article, each, tongue, head=False) for each in rest))
    elif statements and not place.speaker:
        with st.expander(say(tongue, "statements_all")):
            st.html("".join(blocks.statement(article, each, tongue) for each in statements))
    _versions(article, tongue)
    if article.removed:
        with st.expander(say(tongue, "removed")):
            st.html(blocks.article_original(article))
    st.html(blocks.heading(say(tongue, "permalink")))
    st.code(permalink(base(), article, place.span), language=None, wrap_lines=True)


def _versions(article: Article, tongue: Tongue) -> None:
    earlier = visiting.readable().earlier(article.id)
    if earlier:
        with st.expander(say(tongue, "versions")):
            for version in earlier:
                st.html(blocks.line(say(tongue, "replaced", when=version.replaced), version.article.title))
                st.html(blocks.article_text(version.article))
    copies = _copies(article)
    if copies:
        with st.expander(say(tongue, "copies")):
            for copy in copies:
                st.html(blocks.article_head(copy, tongue))
                st.html(blocks.article_text(copy))


def _copies(article: Article) -> list[Article]:
    """Articles that are copies of this one, among those of the same days."""
    store, reader = parts().articles, visiting.readable()
    days = article.published
    scope = Scope(since=days.day, until=days.day) if days else Scope()
    within = store.resolve(scope)
    numbers = sorted(store.numbers_within(within))[:_MOST_COMPARED] if within is not None else []
    found = [store.by_number(no) for no in numbers]
    return [each for each in found if each.id != article.id and reader.article(each.id) and are_copies(article, each)]


def base() -> str:
    """The address under which this app is reached, without a slash at its end."""
    url = parts().hosting.url
    if not url:
        parsed = str(st.context.url or "").split("?", 1)[0].rstrip("/")
        names = ("/article", "/people", "/library", "/evaluation", "/account", "/shared")
        url = next((parsed.removesuffix(name) for name in names if parsed.endswith(name)), parsed)
    return url


def permalink(base: str, article: Article, span: Span | None) -> str:
    """The permanent address of a place in this version of an article, under that of the app."""
    place = {"at": f"{span.start}-{span.end}", "v": article.version[:_DIGITS]} if span else {}
    query = {"a": article.id, **place}
    return f"{base}/article?{urlencode(query)}"
