"""A statement as it is found, before its speaker is known by name. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.language.quotations.phrases import Phrase
    from index.model import Span, StatementKind


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement with the phrase that names its speaker.

    Attributes:
        rule: the name of the rule that found it.
        kind: direct, indirect or reported.
        spans: the words said, in order.
        unit: the position of its unit.
        source: the tokens of the phrase that names the speaker, in the unit's frame.
        cue: the word that marks it as said.
        via: the name of the outlet that passed it on.
        source_unit: the unit of those tokens, if it is another.
        inherits: whether the speaker is that of the statement before, and the source only if there is none.
        silent: it states nothing, but who acts here may be meant by what follows.
        plural: whether the verb of saying has a plural subject; ``None`` if there is no such verb.
    """

    rule: str
    kind: StatementKind
    spans: tuple[Span, ...]
    unit: int
    source: Phrase | None = None
    cue: Span | None = None
    via: str | None = None
    source_unit: int | None = None
    inherits: bool = False
    silent: bool = False
    plural: bool | None = None
