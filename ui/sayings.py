"""What people said, as it is listed: one person under one name, and what agencies sent to many once. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.origins import are_copies, shared, shingles
from index.language.aliases import own_aliases
from index.language.glossary import key
from index.language.names import name_key
from index.language.quotations import is_somebody

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from index.model import Article, Statement

_MOSTLY = 0.5  # of the runs of words of a statement, which whoever printed it may have cut and edited


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


def copies_joined(said: Sequence[Said], persons: Mapping[str, str]) -> list[Said]:
    """The statements without those that a near-copy of the article repeats; the first names the other articles.

    A copy may have been edited: what counts is that the same person's words are mostly the same, run by run.

    Args:
        said: in the order in which they are listed.
        persons: each person's fullest name by each name they have.
    """
    groups: list[list[Said]] = []
    holding: dict[tuple[object, ...], list[list[Said]]] = {}  # the groups that a run of somebody's words is in
    for each in said:
        who = persons.get(each.statement.speaker or "", each.statement.speaker), each.statement.kind
        runs = [(*who, run) for run in shingles(each.text)]
        near = {id(group): group for run in runs for group in holding.get(run, ())}
        group = next((group for group in near.values() if _repeats(each, group)), None)
        if group is None:
            groups.append(group := [])
            for run in runs:
                holding.setdefault(run, []).append(group)
        group.append(each)
    return [replace(group[0], copies=tuple(each.article for each in group[1:])) for group in groups]


def _repeats(said: Said, group: Sequence[Said]) -> bool:
    """Whether a statement is the first one's of these, in a copy of one of their articles."""
    return shared(said.text, group[0].text) >= _MOSTLY and any(are_copies(said.article, each.article) for each in group)
