"""The articles: found, read, added, removed; and the health of the index."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

import streamlit as st

from assistant.wiring import making
from index.checking import check_all
from index.errors import BelegError
from ui import adding, blocks, outcome, reading, talking, visiting
from ui.outcome import Outcome
from ui.parts import parts
from ui.strings import Tongue, say
from ui.turning import PENDING

if TYPE_CHECKING:
    from index.articles import Entry
    from index.generation import Generation

_MOST_ROWS = 2_000
_WIDTHS = (270, 140, 215)  # of headline, outlet and file, in pixels


def main() -> None:
    """The page."""
    tongue = visiting.tongue()
    st.html(blocks.heading(say(tongue, "library"), level=1))
    corpora = visiting.visitor().corpora
    entries = [each for each in parts().articles.entries() if corpora is None or each.corpus in corpora]
    typed = st.text_input(say(tongue, "library_search"), key="library-search")
    if not visiting.counted("see_library"):
        return
    words = unicodedata.normalize("NFC", typed).casefold().split()
    found = [each for each in entries if all(word in _searchable(each) for word in words)]
    st.html(blocks.muted(say(tongue, "library_count", count=len(found), all=len(entries))))
    if len(found) > _MOST_ROWS:
        st.html(blocks.muted(say(tongue, "library_first", most=_MOST_ROWS)))
    outcome.tell(adding.PLACE)
    if words and not found:
        _ask_instead(typed, tongue)
    chosen = _table(found[:_MOST_ROWS], tongue)
    if chosen is not None:
        _chosen(chosen, tongue)
    if visiting.may("add_articles"):
        adding.draw(tongue)
    if visiting.may("run_doctor"):
        _health(tongue)
    reading.open_remembered(tongue)


def _ask_instead(typed: str, tongue: Tongue) -> None:
    """No title has these words; the articles may."""
    st.html(blocks.muted(say(tongue, "library_none")))
    name = blocks.label(say(tongue, "library_ask", words=typed))
    if visiting.may("ask") and st.button(name, key="library-ask", icon=":material/search:"):
        st.session_state[PENDING] = typed
        talking.start_anew()
        st.switch_page("views/ask.py")


def _searchable(entry: Entry) -> str:
    """All that an article is found by; its day as it is written in German and in the table."""
    day = f"{entry.published.day:%Y-%m-%d %d.%m.%Y}" if entry.published else ""
    return f"{entry.title} {entry.printed_by} {day} {entry.corpus}/{entry.source} {entry.id}".casefold()


def _table(entries: list[Entry], tongue: Tongue) -> Entry | None:
    """The articles as rows; the one that is chosen."""
    # The cells of a dataframe are drawn on a canvas as plain text.
    rewritten = parts().articles.rewritten()
    several = len({each.corpus for each in entries}) > 1
    rows = [
        {
            say(tongue, "headline"): blocks.plain(each.title),
            # A corpus is no outlet.
            say(tongue, "outlet"): blocks.plain(
                each.printed_by if each.printed_by != each.corpus else say(tongue, "in_corpus", corpus=each.corpus)
            ),
            say(tongue, "date"): each.published.day if each.published else None,
            say(tongue, "editions"): 1 + rewritten.get(each.id, 0),
            say(tongue, "file"): blocks.plain(f"{each.corpus}/{each.source}" if several else each.source),
        }
        for each in entries
    ]
    if not rows:
        return None
    event = st.dataframe(
        rows,
        # Streamlit keeps the number of the row that is ticked: of other rows it would be another article.
        key=f"library-table-{_fingerprint(entries)}",
        hide_index=True,
        placeholder="–",
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            say(tongue, "date"): st.column_config.DateColumn(
                width="small", format="DD.MM.YYYY" if tongue == "de" else "YYYY-MM-DD"
            ),
            # Together they fit a page of 1280 pixels beside the sidebar.
            say(tongue, "headline"): st.column_config.TextColumn(width=_WIDTHS[0]),
            say(tongue, "outlet"): st.column_config.TextColumn(width=_WIDTHS[1]),
            say(tongue, "file"): st.column_config.TextColumn(width=_WIDTHS[2]),
            say(tongue, "editions"): st.column_config.NumberColumn(width="small"),
        },
    )
    st.html(blocks.muted(say(tongue, "choose_row")))
    at = event["selection"]["rows"]
    return entries[at[0]] if at and at[0] < len(entries) else None


def _fingerprint(entries: list[Entry]) -> str:
    """Names the articles of a table in their order."""
    return hashlib.sha256(" ".join(each.id for each in entries).encode()).hexdigest()[:16]


def _chosen(entry: Entry, tongue: Tongue) -> None:
    """What can be done with one article."""
    article = visiting.readable().article(entry.id)
    if article is None:
        return
    st.html(blocks.article_head(article, tongue))
    with st.container(horizontal=True, key=f"actions-{entry.id}"):
        st.button(
            say(tongue, "open"),
            key=f"read-{entry.id}",
            icon=":material/menu_book:",
            on_click=reading.remember,
            args=(entry.id,),
        )
        if visiting.may("remove_articles"):
            with st.popover(say(tongue, "remove"), icon=":material/delete:", type="tertiary"):
                _removing(entry, tongue)


def _removing(entry: Entry, tongue: Tongue) -> None:
    st.html(blocks.line(entry.title))
    st.html(blocks.muted(say(tongue, "remove_means")))
    purge = st.checkbox(say(tongue, "purge"), key=f"purge-{entry.id}", disabled=not visiting.may("purge_articles"))
    if st.button(say(tongue, "sure"), key=f"remove-{entry.id}", type="primary"):
        action = "purge_articles" if purge else "remove_articles"
        if visiting.admitted(action, what=entry.id, corpus=entry.corpus):  # type: ignore[arg-type]
            adding.removed(entry.id, purge=purge, tongue=tongue)


def _health(tongue: Tongue) -> None:
    st.html(blocks.heading(say(tongue, "health")))
    generation = parts().generation
    names = {"articles": "articles", "passages": "passages", "statements": "statements_held"}
    counts = ", ".join(
        say(tongue, names[part], count=count) for part, count in generation.manifest.counts.items() if part in names
    )
    st.html(blocks.muted(say(tongue, "generation", name=generation.name, counts=counts)))
    if st.button(say(tongue, "health_do"), key="doctor", icon=":material/stethoscope:") and visiting.admitted(
        "run_doctor"
    ):
        outcome.keep(_examined(generation, tongue))
    outcome.tell("health", holds=generation.name)


def _examined(generation: Generation, tongue: Tongue) -> Outcome:
    """What `beleg doctor` finds."""
    try:
        findings = check_all(generation, making(parts().settings).makers)
    except BelegError as error:
        return Outcome("health", ((visiting.excuse(error, tongue), "bad"),), holds=generation.name)
    told = tuple((f"{each.check}: {each.problem} — {each.remedy}", "bad") for each in findings)
    return Outcome("health", told or ((say(tongue, "healthy"), "good"),), holds=generation.name)


main()
