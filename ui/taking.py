"""What is taken along: turns as files and cards.

A file is made when its button is pressed, outside any run of a page. So whoever presses it is checked then, as for
every other action, and what is in it is looked up then: nothing that was deleted, purged or revoked gets into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from index.errors import BelegError
from ui import cards, export, files, reading, showing, talking, visiting
from ui.parts import parts
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.access import Visitor
    from ui.showing import Shown
    from ui.visiting import Arrival


class NotGivenError(BelegError):
    """A file that is not given: whoever wants it may not have it any more, or what it is of is gone."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the turns of a file are found once it is wanted.

    Attributes:
        arrival: who was before the page.
        conversation: the kept conversation; ``None`` where nothing is kept.
        turn: the one turn of it; ``None``: all.
        unkept: the turn itself, where nothing is kept.
    """

    arrival: Arrival
    conversation: str | None
    turn: str | None = None
    unkept: Shown | None = None

    def turns(self, form: str) -> list[Shown]:
        """The turns as they can be given now, and a line in the log.

        Raises:
            NotGivenError: if they cannot be given.
        """
        found: list[Shown] = []

        def there(who: Visitor) -> bool:
            found.extend(self._found(who))
            return bool(found)

        what = f"{self.turn or self.conversation} {form}"
        _, decision = visiting.checked(self.arrival, "export", what=what, there=there)
        if not decision:
            raise NotGivenError(decision.why)
        return found

    def _found(self, who: Visitor) -> list[Shown]:
        articles = parts().readable(who.corpora)
        if self.unkept is not None:
            return [showing.anew(self.unkept, articles)]
        found = parts().conversations.open(who.person, self.conversation or "")
        kept = found[1] if found else []
        return [showing.of_kept(each, articles) for each in kept if self.turn in {None, each.id}]


def turn(shown: Shown, tongue: Tongue) -> None:
    """What offers one turn: a button for each format, and its cards."""
    if not visiting.may("export"):
        return
    kept = talking.name()
    source = Source(visiting.arrival(), kept, shown.id, None if kept else shown)
    with st.popover(say(tongue, "export"), icon=":material/download:", type="tertiary"):
        _formats(source, tongue, key=shown.id)
        if cards.drawable(shown, tongue):
            file = _file(partial(_picture, source, tongue), "beleg-card.png", "image/png")
            st.download_button(say(tongue, "card_png"), **file, key=f"card-picture-{shown.id}")


def conversation(name: str, tongue: Tongue) -> None:
    """What offers a whole kept conversation: a button for each format."""
    if visiting.may("export"):
        _formats(Source(visiting.arrival(), name), tongue, key=name)


def _formats(source: Source, tongue: Tongue, *, key: str) -> None:
    # Which address the app is reached under only a run of a page knows.
    base = reading.base()
    for name, (make, suffix, mime) in export.FORMATS.items():
        file = _file(partial(_made, make, name, source, tongue, base), f"beleg.{suffix}", mime)
        st.download_button(name, **file, key=f"export-{name}-{key}")


def _picture(source: Source, tongue: Tongue) -> bytes:
    return cards.png(source.turns("PNG")[0], tongue)


def _made(make: export.Export, name: str, source: Source, tongue: Tongue, base: str) -> str:
    return make(source.turns(name), tongue, partial(reading.permalink, base))


def shared_card(token: str, tongue: Tongue) -> None:
    """What offers a shared answer as a card, for as long as its link opens it. It leads to no article."""
    file = _file(partial(_shared, visiting.arrival(), token, tongue), "beleg-card.html", "text/html")
    st.download_button(say(tongue, "card"), **file, key="shared-card")


def _shared(arrival: Arrival, token: str, tongue: Tongue) -> str:
    shared = parts().shares.open(token)
    what = f"{shared.id} HTML" if shared else ""
    _, decision = visiting.checked(arrival, "open_share", what=what, there=lambda _: shared is not None)
    if shared is None:
        raise NotGivenError(decision.why)
    return export.page([showing.of_share(shared, parts().readable(None))], tongue, lambda *_: "")


def _file(make: Callable[[], str | bytes], name: str, kind: str) -> dict[str, Any]:
    """What a button gives a file with: made when it is pressed, failing in our words, for this visitor alone."""
    return {
        "data": partial(visiting.given, make),
        "file_name": name,
        "mime": files.owned(kind),
        "on_click": "ignore",
    }
