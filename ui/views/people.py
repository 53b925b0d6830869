"""Who said what: every statement with its speaker, day and article, and a timeline of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import altair as alt
import streamlit as st

from assistant.dates import long_day
from assistant.question import understand
from index.model import Scope
from ui import blocks, reading, visiting
from ui.parts import parts
from ui.sayings import Said, copies_joined, forms_of
from ui.strings import Tongue, say
from ui.turning import ON

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.model import Span

_MOST_LISTED, _MOST_READ, _MOST_PEOPLE = 30, 2_000, 12
_MOST_FOUND, _NEARLY = 60, 0.8
_LISTED, _DRAWN = "bl_listed", "bl_people_drawn"


def main() -> None:
    """The page."""
    tongue = visiting.tongue()
    st.html(blocks.heading(say(tongue, "people"), level=1))
    counted = visiting.counted("see_library")  # the names to choose from are what is limited, too
    left, middle, right = st.columns(3)
    forms = forms_of(visiting.readable().speakers()) if counted else {}
    if ON in st.session_state:
        st.session_state["topic"] = st.session_state.pop(ON)
    chosen = st.session_state.get("person")  # stays chosen while nobody else is told
    person = left.selectbox(
        say(tongue, "speaker"),
        [None, *(forms or filter(None, [chosen]))],
        format_func=lambda name: name or say(tongue, "everyone"),
        key="person",
    )
    topic = middle.text_input(say(tongue, "topic"), placeholder=say(tongue, "topic_hint"), key="topic")
    kinds = right.multiselect(
        say(tongue, "how"),
        ["direct", "indirect", "reported"],
        format_func=lambda kind: say(tongue, kind),
        placeholder=say(tongue, "all_outlets"),
    )
    if not counted:
        return
    found, unread = _said(forms[person] if person else (), topic)
    said = [
        each
        for each in found
        if (not person or each.statement.speaker in forms[person]) and (not kinds or each.statement.kind in kinds)
    ]
    persons = {form: person for person, own in forms.items() for form in own}
    if not person and (asked := _asked(topic, forms)):
        # Where a question asks for somebody's words, those of others are none of it.
        said = [each for each in said if persons.get(each.statement.speaker or "") in asked] or said
    spoken = {each.statement.speaker for each in said}
    people = sum(any(form in spoken for form in own) for own in forms.values())
    said = copies_joined(said, persons)
    st.html(blocks.muted(f"{say(tongue, 'said_count', count=len(said))} {say(tongue, 'said_by', count=people)}"))
    if unread:
        st.html(blocks.muted(say(tongue, "said_unread", read=_MOST_READ, left=unread)))
    _timeline(said, persons, tongue)
    _list(said, persons, tongue)
    reading.open_remembered(tongue)


def _asked(topic: str, forms: Mapping[str, Sequence[str]]) -> set[str]:
    """The people whose words a question asks for, by their fullest names."""
    asked = understand(topic, "de", date.min).speakers or understand(topic, "en", date.min).speakers
    return {
        person
        for person, own in forms.items()
        if any(form.casefold() in {name.casefold(), *name.casefold().split()} for name in asked for form in own)
        or any(person.casefold().endswith(f" {name.casefold()}") for name in asked)
    }


def _said(person: Sequence[str], topic: str) -> tuple[list[Said], int]:
    """The statements of a person, or on a topic, in the articles this visitor may read, the latest first.

    Returns with them how many articles more there are than are read.
    """
    store, reader = parts().articles, visiting.readable()
    entries = store.entries()
    if person:
        own = {name for form in person for name in store.articles_of_speaker(form)}
        entries = [each for each in entries if each.id in own]
    places = _places(topic) if topic.strip() else None
    if places is not None:
        entries = [each for each in entries if each.id in places]
    entries.sort(key=lambda each: (str(each.published.day if each.published else ""), each.id), reverse=True)
    found = [article for each in entries[:_MOST_READ] if (article := reader.article(each.id))]
    said = [
        Said(article, each)
        for article in found
        for each in store.statements(article.id)
        if places is None or any(each.hull.overlap(span) for span in places[article.id])
    ]
    said.sort(key=lambda each: (str(each.day or ""), each.article.id, each.statement.hull), reverse=True)
    return said, max(0, len(entries) - _MOST_READ)


def _places(topic: str) -> dict[str, list[Span]]:
    """By article, the passages that a search for the topic finds: words, their kin and translations.

    In few articles a search finds passages that hold one word of many; only those count that hold nearly as much of the
    topic, by the rarity of its words, as the one that holds most.
    """
    searcher = parts().answerer.searcher
    found = searcher.search(topic, k=_MOST_FOUND, scope=visiting.readable().scope(Scope()))
    rarity = [group.weight * searcher.rarity(group) for group in found.plan.groups]
    held = [
        (sum(rare for rare, texts in zip(rarity, searcher.matches(found.plan, hit.passage), strict=True) if texts), hit)
        for hit in found.ranking.hits
        if any(name == "lexical" for name, _ in hit.ranks)
    ]
    least = _NEARLY * max((share for share, _ in held), default=0.0)
    places: dict[str, list[Span]] = {}
    for share, hit in held:
        if share >= least:
            places.setdefault(hit.passage.article_id, []).append(hit.passage.span)
    return places


def short_day(day: date, tongue: Tongue) -> str:
    """A day for an axis: ``2. 12. 2025`` or ``2025-12-02``."""
    return f"{day.day}. {day.month}. {day.year}" if tongue == "de" else day.isoformat()


def _timeline(said: Sequence[Said], people: Mapping[str, str], tongue: Tongue) -> None:
    """Each person's statements in a row, whichever of their names they are told by; what nobody says is in none."""
    dated = [
        (each.day, people[each.statement.speaker or ""], each.statement.kind)
        for each in said
        if each.day and each.statement.speaker in people
    ]
    if not dated:
        return
    counted = Counter(who for _, who, _ in dated)
    everybody = sorted(counted, key=lambda who: (-counted[who], who))
    drawn = st.session_state.get(_DRAWN, _MOST_PEOPLE)
    most = [blocks.plain(who) for who in everybody[:drawn]]
    rows = [
        {"on": short_day(day, tongue), "who": blocks.plain(who), "kind": say(tongue, kind), "count": count}
        for (day, who, kind), count in Counter(dated).items()
        if who in everybody[:drawn]
    ]
    days = [short_day(day, tongue) for day in sorted({day for day, _, _ in dated})]
    kinds = [say(tongue, kind) for kind in blocks.KINDS]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_circle(opacity=0.8)
        .encode(
            x=alt.X(
                "on:O",
                title=None,
                sort=days,
                scale=alt.Scale(padding=0.6),
                axis=alt.Axis(labelAngle=0, labelOverlap=True, grid=True),
            ),
            y=alt.Y("who:N", title=None, sort=most, axis=alt.Axis(labelLimit=140, ticks=False, domain=False)),
            size=alt.Size("count:Q", legend=None, scale=alt.Scale(range=[60, 420])),
            xOffset=alt.XOffset("kind:N", sort=kinds, scale=alt.Scale(paddingOuter=1)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=kinds, range=list(blocks.KINDS.values())),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("who:N", title=say(tongue, "speaker")),
                alt.Tooltip("on:O", title=say(tongue, "date")),
                alt.Tooltip("count:Q", title=say(tongue, "statements_count")),
            ],
        )
        .properties(height=max(120, 30 * len(most)), padding={"left": 0, "top": 0, "right": 8, "bottom": 0})
        .configure_view(stroke=None)
    )
    st.html(blocks.heading(say(tongue, "timeline")) + blocks.kinds(tongue))
    st.altair_chart(chart, width="stretch")
    if left := len(everybody) - len(most):
        with st.container(key="quiet-people", gap="xxsmall"):
            st.html(blocks.muted(say(tongue, "people_drawn", drawn=len(most), all=len(everybody))))
            st.button(
                say(tongue, "more_said", count=min(left, _MOST_PEOPLE)),
                key="more-people",
                type="tertiary",
                on_click=st.session_state.__setitem__,
                args=(_DRAWN, drawn + _MOST_PEOPLE),
            )


def _copies(said: Said, tongue: Tongue) -> str:
    others = ", ".join(dict.fromkeys(each.title for each in said.copies))
    return say(tongue, "copy_of", others=others) if others else ""


def _list(said: Sequence[Said], people: Mapping[str, str], tongue: Tongue) -> None:
    """The statements below the days they were printed on, the latest first."""
    most = st.session_state.get(_LISTED, _MOST_LISTED)
    day: str | None = None
    for at, each in enumerate(said[:most]):
        printed = long_day(each.day, tongue) if each.day else say(tongue, "undated")
        if printed != day:
            st.html(blocks.heading(printed))
            day = printed
        with st.container(key=f"quiet-said-{at}", gap="xxsmall"):
            st.html(
                blocks.statement(
                    each.article,
                    each.statement,
                    tongue,
                    person=people.get(each.statement.speaker or ""),
                    more=(blocks.printed(each.article, tongue), each.article.title, _copies(each, tongue)),
                )
            )
            st.button(
                say(tongue, "open"),
                key=f"said-{at}-{each.article.id}-{each.statement.hull.start}",
                type="tertiary",
                icon=":material/menu_book:",
                on_click=reading.remember,
                args=(each.article.id, each.article.version, each.statement.hull, each.statement.speaker),
            )
    if len(said) > most:
        st.button(
            say(tongue, "more_said", count=len(said) - most),
            key="more-said",
            on_click=st.session_state.__setitem__,
            args=(_LISTED, most + _MOST_LISTED),
        )


main()
