"""Who said what: every statement with its speaker, day and article, and a timeline of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt
import streamlit as st

from index.model import Scope, Statement
from ui import blocks, reading, visiting
from ui.parts import parts
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from index.model import Article

_MOST_LISTED, _MOST_READ, _MOST_DRAWN = 40, 2_000, 1_500


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its article."""

    article: Article
    statement: Statement

    @property
    def day(self) -> date | None:
        """When it was printed."""
        return self.article.published.day if self.article.published else None

    @property
    def text(self) -> str:
        """The words."""
        return " … ".join(span.of(self.article.text) for span in self.statement.spans)


def main() -> None:
    """The page."""
    tongue = visiting.tongue()
    st.html(blocks.heading(say(tongue, "people"), level=1))
    left, middle, right = st.columns(3)
    names = visiting.readable().speakers()
    person = left.selectbox(say(tongue, "speaker"), [None, *names], format_func=lambda n: n or say(tongue, "everyone"))
    topic = middle.text_input(say(tongue, "topic"), placeholder=say(tongue, "topic_hint"), key="topic")
    kinds = right.multiselect(
        say(tongue, "how"),
        ["direct", "indirect", "reported"],
        format_func=lambda kind: say(tongue, kind),
        placeholder=say(tongue, "all_outlets"),
    )
    said = [
        each
        for each in _said(person, topic)
        if (not person or each.statement.speaker == person) and (not kinds or each.statement.kind in kinds)
    ]
    people = len({each.statement.speaker for each in said if each.statement.speaker})
    st.html(blocks.muted(say(tongue, "said_count", count=len(said), people=people)))
    _timeline(said, tongue)
    _list(said, tongue)
    reading.open_remembered(tongue)


def _said(person: str | None, topic: str) -> list[Said]:
    """The statements of a person, or on a topic, in the articles this visitor may read; the latest first."""
    store, reader = parts().articles, visiting.readable()
    names = store.articles_of_speaker(person) if person else [entry.id for entry in store.entries()]
    found = [article for name in names[:_MOST_READ] if (article := reader.article(name))]
    said = [Said(article, each) for article in found for each in store.statements(article.id)]
    if topic.strip():
        said = _on(topic, said)
    return sorted(said, key=lambda each: (str(each.day or ""), each.article.id, each.statement.hull), reverse=True)


def _on(topic: str, said: Sequence[Said]) -> list[Said]:
    """The statements in passages that a search for the topic finds: words, their kin and translations."""
    searcher = parts().answerer.searcher
    hits = searcher.search(topic, k=60, scope=visiting.readable().scope(Scope())).ranking.hits
    places: dict[str, list[object]] = {}
    for hit in hits:
        if any(name == "lexical" for name, _ in hit.ranks):
            places.setdefault(hit.passage.article_id, []).append(hit.passage.span)
    return [
        each
        for each in said
        if any(each.statement.hull.overlap(span) for span in places.get(each.article.id, []))  # type: ignore[arg-type]
    ]


def _timeline(said: Sequence[Said], tongue: Tongue) -> None:
    somebody = say(tongue, "somebody")
    rows = [
        {
            "on": each.day.isoformat(),
            "who": blocks.plain(each.statement.speaker or somebody),
            "kind": say(tongue, each.statement.kind),
        }
        for each in said[:_MOST_DRAWN]
        if each.day
    ]
    if not rows:
        return
    most = [name for name, _ in sorted(_counted(rows).items(), key=lambda item: (-item[1], item[0]))[:12]]
    rows = [row for row in rows if row["who"] in most]
    kinds = [say(tongue, kind) for kind in ("direct", "indirect", "reported")]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_circle(opacity=0.8)
        .encode(
            x=alt.X("yearmonthdate(on):T", title=None, axis=alt.Axis(format="%d.%m.%Y", tickCount="day", grid=False)),
            y=alt.Y("who:N", title=None, sort=most, axis=alt.Axis(labelLimit=220, ticks=False, domain=False)),
            size=alt.Size("count():Q", legend=None, scale=alt.Scale(range=[60, 600])),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=kinds, range=["#2f8576", "#c08a2d", "#8a8678"]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("who:N", title=say(tongue, "speaker")),
                alt.Tooltip("yearmonthdate(on):T", title=say(tongue, "date")),
                alt.Tooltip("count():Q", title=say(tongue, "statements_count")),
            ],
        )
        .properties(height=max(120, 34 * len(most)))
    )
    st.html(blocks.heading(say(tongue, "timeline")))
    st.altair_chart(chart, width="stretch")


def _counted(rows: Sequence[dict[str, str]]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for row in rows:
        counted[row["who"]] = counted.get(row["who"], 0) + 1
    return counted


def _list(said: Sequence[Said], tongue: Tongue) -> None:
    if len(said) > _MOST_LISTED:
        st.html(blocks.muted(say(tongue, "most_shown", count=_MOST_LISTED)))
    for at, each in enumerate(said[:_MOST_LISTED]):
        left, right = st.columns([8, 4], gap="medium")
        left.html(blocks.statement(each.article, each.statement, tongue))
        day = each.day.isoformat() if each.day else say(tongue, "undated")
        with right, st.container(key=f"quiet-said-{at}"):
            st.html(blocks.line(each.article.printed_by, day, each.article.title))
            st.button(
                say(tongue, "open"),
                key=f"said-{at}-{each.article.id}-{each.statement.hull.start}",
                type="tertiary",
                icon=":material/menu_book:",
                on_click=reading.remember,
                args=(each.article.id, each.article.version, each.statement.hull, each.statement.speaker),
            )


main()
