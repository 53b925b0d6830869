"""A conversation as Markdown, to keep or to send. Foreign text is escaped, so that it is only ever text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.model import Answer
from ui.replies import also, drafted, quoted, receipt
from ui.terminal import safe
from ui.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.model import Reply, Turn

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:])")


def escaped(text: str) -> str:
    """`text` such that Markdown shows it as it is, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(safe(text).split()))


def markdown(turns: Sequence[Turn]) -> str:
    """The whole conversation."""
    return "\n".join(line for turn in turns for line in _turn(turn)) + "\n"


def _turn(turn: Turn) -> Iterator[str]:
    yield f"## {escaped(turn.question)}"
    yield ""
    if turn.reply.question != turn.question:
        yield f"→ {escaped(turn.reply.question)}"
        yield ""
    yield from _reply(turn.reply)


def _reply(reply: Reply) -> Iterator[str]:
    for note in reply.notes:
        yield escaped(note)
        yield ""
    if isinstance(reply, Answer):
        for number, claim in enumerate(reply.claims, start=1):
            yield f"{number}. {escaped(drafted(claim, reply.language))}"
            for citation in claim.citations:
                yield ""
                yield f"   > {escaped(quoted(citation))} \\[{citation.marker}\\]"
            if claim.translation:
                yield ""
                yield f"   {escaped(wording(reply.language, 'translation') + ': ' + claim.translation)}"
            if claim.also:
                yield ""
                yield f"   {escaped(also(claim, reply.language))}"
            yield ""
        for citation in reply.citations:
            yield f"- \\[{citation.marker}\\] {escaped(receipt(citation, reply.language))}"
    else:
        yield escaped(wording(reply.language, reply.reason).format(who=reply.about or ""))
    yield ""
