"""Who said what: every statement with its speaker, day and article, and a timeline of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import altair as alt
import streamlit as st

from assistant.dates import long_day
from assistant.origins import are_copies
from assistant.question import understand
from index.language.aliases import own_aliases
from index.language.glossary import key
from index.language.names import name_key
from index.language.quotations import is_somebody
from index.model import Scope, Statement
from ui import blocks, reading, visiting
from ui.parts import parts
from ui.strings import Tongue, say
from ui.turning import ON

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.model import Article

_MOST_LISTED, _MOST_READ, _MOST_DRAWN, _MOST_PEOPLE = 30, 2_000, 1_500, 12
_MOST_FOUND, _NEARLY = 60, 0.8
_LISTED = "bl_listed"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its article, and the near-copies that have it too."""

    article: Article
    statement: Statement
    copies: tuple[Article, ...] = ()

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
    forms = forms_of(visiting.readable().speakers())
    if ON in st.session_state:
        st.session_state["topic"] = st.session_state.pop(ON)
    person = left.selectbox(say(tongue, "speaker"), [None, *forms], format_func=lambda n: n or say(tongue, "everyone"))
    topic = middle.text_input(say(tongue, "topic"), placeholder=say(tongue, "topic_hint"), key="topic")
    kinds = right.multiselect(
        say(tongue, "how"),
        ["direct", "indirect", "reported"],
        format_func=lambda kind: say(tongue, kind),
        placeholder=say(tongue, "all_outlets"),
    )
    if not visiting.counted("see_library"):
        return
    said = [
        each
        for each in _said(forms[person] if person else (), topic)
        if (not person or each.statement.speaker in forms[person]) and (not kinds or each.statement.kind in kinds)
    ]
    persons = {form: person for person, own in forms.items() for form in own}
    if not person and (asked := _asked(topic, forms)):
        # Where a question asks for somebody's words, those of others are none of it.
        said = [each for each in said if persons.get(each.statement.speaker or "") in asked] or said
    spoken = {each.statement.speaker for each in said}
    people = sum(any(form in spoken for form in own) for own in forms.values())
    said = copies_joined(said)
    st.html(blocks.muted(f"{say(tongue, 'said_count', count=len(said))} {say(tongue, 'said_by', count=people)}"))
    _timeline(said, persons, tongue)
    _list(said, persons, tongue)
    reading.open_remembered(tongue)


def forms_of(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Each person's fullest name with all names they have: a surname goes to the one full name that ends in it.

    Spellings of one name are one ("Kiew", "Kyjiw"), under the one that comes first; what is neither a person nor an
    office or a body, such as "our report „…“", is nobody.
    """
    spelled: dict[tuple[str, ...], list[str]] = {}
    for name in filter(is_somebody, names):
        spelled.setdefault(tuple(map(_one_spelling, name.split())), []).append(name)
    full = [words for words in spelled if len(words) > 1 and spelled[words][0][0].isupper()]
    forms: dict[str, tuple[str, ...]] = {}
    for words, own in spelled.items():
        holders = [each for each in full if each[-1:] == words]
        person = spelled[holders[0] if len(holders) == 1 else words][0]
        forms[person] = (*forms.get(person, ()), *own)
    return forms


def _one_spelling(word: str) -> str:
    """What the spellings of a word share that rules or the list of aliases join: Kyjiw, Kyiv; Peskow, Peskov."""
    first = own_aliases().get(key(word), (word,))[0]
    return name_key(first) or first


def _asked(topic: str, forms: Mapping[str, Sequence[str]]) -> set[str]:
    """The people whose words a question asks for, by their fullest names."""
    asked = understand(topic, "de", date.min).speakers or understand(topic, "en", date.min).speakers
    return {
        person
        for person, own in forms.items()
        if any(form.casefold() in {name.casefold(), *name.casefold().split()} for name in asked for form in own)
        or any(person.casefold().endswith(f" {name.casefold()}") for name in asked)
    }


def copies_joined(said: Sequence[Said]) -> list[Said]:
    """The statements without those that a near-copy repeats word for word; the first names the other articles."""
    first: dict[tuple[str, str], Said] = {}
    joined: dict[Said, list[Article]] = {}
    for each in said:
        lead = first.setdefault((each.statement.kind, " ".join(each.text.casefold().split())), each)
        if lead is each:
            joined[each] = []
        elif are_copies(lead.article, each.article):
            joined[lead].append(each.article)
        else:
            joined[each] = []
    return [replace(each, copies=tuple(others)) for each, others in joined.items()]


def _said(person: Sequence[str], topic: str) -> list[Said]:
    """The statements of a person, or on a topic, in the articles this visitor may read; the latest first."""
    store, reader = parts().articles, visiting.readable()
    of_person = dict.fromkeys(name for form in person for name in store.articles_of_speaker(form))
    names = list(of_person) if person else [entry.id for entry in store.entries()]
    found = [article for name in names[:_MOST_READ] if (article := reader.article(name))]
    said = [Said(article, each) for article in found for each in store.statements(article.id)]
    if topic.strip():
        said = _on(topic, said)
    return sorted(said, key=lambda each: (str(each.day or ""), each.article.id, each.statement.hull), reverse=True)


def _on(topic: str, said: Sequence[Said]) -> list[Said]:
    """The statements in passages that a search for the topic finds: words, their kin and translations.

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
    places: dict[str, list[object]] = {}
    for share, hit in held:
        if share >= least:
            places.setdefault(hit.passage.article_id, []).append(hit.passage.span)
    return [
        each
        for each in said
        if any(each.statement.hull.overlap(span) for span in places.get(each.article.id, []))  # type: ignore[arg-type]
    ]


def short_day(day: date, tongue: Tongue) -> str:
    """A day for an axis: ``2. 12. 2025`` or ``2025-12-02``."""
    return f"{day.day}. {day.month}. {day.year}" if tongue == "de" else day.isoformat()


def _timeline(said: Sequence[Said], people: Mapping[str, str], tongue: Tongue) -> None:
    """Each person's statements in a row, whichever of their names they are told by; what nobody says is in none."""
    rows = [
        {
            "on": short_day(each.day, tongue),
            "who": blocks.plain(people[each.statement.speaker or ""]),
            "kind": say(tongue, each.statement.kind),
        }
        for each in said[:_MOST_DRAWN]
        if each.day and each.statement.speaker in people
    ]
    if not rows:
        return
    most = [name for name, _ in sorted(_counted(rows).items(), key=lambda item: (-item[1], item[0]))[:_MOST_PEOPLE]]
    rows = [row for row in rows if row["who"] in most]
    days = [short_day(day, tongue) for day in sorted({each.day for each in said[:_MOST_DRAWN] if each.day})]
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
            size=alt.Size("count():Q", legend=None, scale=alt.Scale(range=[60, 420])),
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
                alt.Tooltip("count():Q", title=say(tongue, "statements_count")),
            ],
        )
        .properties(height=max(120, 30 * len(most)), padding={"left": 0, "top": 0, "right": 8, "bottom": 0})
        .configure_view(stroke=None)
    )
    st.html(blocks.heading(say(tongue, "timeline")) + blocks.kinds(tongue))
    st.altair_chart(chart, width="stretch")


def _counted(rows: Sequence[dict[str, str]]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for row in rows:
        counted[row["who"]] = counted.get(row["who"], 0) + 1
    return counted


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
