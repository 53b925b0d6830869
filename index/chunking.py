"""An article's text → the spans of its passages. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.sentences import paragraphs, sentences
from index.model import Article, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class ChunkingRules:
    """How long passages are, in code points.

    Attributes:
        target: short neighbouring paragraphs are joined up to this length.
        limit: a paragraph up to this length stays whole; a longer one is divided between its sentences.
        ceiling: a sentence or quotation up to this length is never cut; a longer one is no sentence any more and is
            cut between words.
    """

    target: int = 600
    limit: int = 1000
    ceiling: int = 4000

    def __post_init__(self) -> None:
        if not 0 < self.target <= self.limit <= self.ceiling:
            message = f"chunking needs 0 < target <= limit <= ceiling, not {self}"
            raise ValueError(message)

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same article would be cut otherwise."""
        return f"2:{self.target}:{self.limit}:{self.ceiling}"


def chunk(article: Article, rules: ChunkingRules, *, unbroken: Sequence[Span] = ()) -> tuple[Passage, ...]:
    """Cut an article into passages along its paragraphs and sentences.

    Args:
        article: what to cut.
        rules: how long passages are.
        unbroken: spans that should not be divided, such as quotations of several sentences; in any order.

    Returns:
        The passages in order, without overlap, each an exact slice, together covering every sentence.
    """
    text = article.text
    atoms = tuple(_bounded(_joined(sentences(text), unbroken, rules.ceiling), text, rules.ceiling))
    spans = _merged(_by_paragraph(atoms, text), rules)
    return tuple(Passage(article.id, span, span.of(text)) for span in spans)


def _joined(parts: Iterable[Span], unbroken: Sequence[Span], ceiling: int) -> Iterator[Span]:
    """Sentences, those joined that one unbroken span covers, as long as the result stays under the ceiling."""
    inner = sorted(unbroken)
    current: Span | None = None
    at = 0
    for part in parts:
        while at < len(inner) and inner[at].end <= part.start:
            at += 1
        reaches_back = at < len(inner) and current is not None and inner[at].start < current.end
        if reaches_back and current is not None and part.end - current.start <= ceiling:
            current = current.hull(part)
            continue
        if current is not None:
            yield current
        current = part
    if current is not None:
        yield current


def _bounded(parts: Iterable[Span], text: str, ceiling: int) -> Iterator[Span]:
    """The parts, those over the ceiling cut between words (between characters where there are none)."""
    for part in parts:
        start = part.start
        while part.end - start > ceiling:
            blank = max(text.rfind(" ", start + ceiling // 2, start + ceiling), 0)
            cut = blank if blank > start else start + ceiling
            yield Span(start, cut)
            start = cut + 1 if cut == blank else cut
            while start < part.end and text[start].isspace():
                start += 1
        if start < part.end:
            yield Span(start, part.end)


def _by_paragraph(atoms: Sequence[Span], text: str) -> list[list[Span]]:
    """The atoms, grouped by the paragraph they begin in."""
    groups: list[list[Span]] = []
    at = 0
    for paragraph in paragraphs(text):
        group = []
        while at < len(atoms) and atoms[at].start < paragraph.end:
            group.append(atoms[at])
            at += 1
        if group:
            groups.append(group)
    return groups


def _is_heading(group: list[Span]) -> bool:
    """Whether a paragraph is so short that it belongs with what follows it."""
    longest_heading = 80
    return len(group) == 1 and len(group[0]) <= longest_heading


def _merged(groups: list[list[Span]], rules: ChunkingRules) -> Iterator[Span]:
    """Paragraphs joined up to the target, divided over the limit; a heading goes with the paragraph after it."""
    current: Span | None = None
    heading = False
    for group in groups:
        whole = group[0].hull(group[-1])
        joined = current.hull(whole) if current else whole
        room = rules.limit if heading else rules.target
        if len(joined) <= room:
            current, heading = joined, _is_heading(group)
            continue
        lead = current if heading else None
        if current and not lead:
            yield current
        *done, current = _divided(group, rules, lead)
        yield from done
        heading = _is_heading(group) and not lead
    if current:
        yield current


def _divided(group: list[Span], rules: ChunkingRules, lead: Span | None) -> list[Span]:
    """One paragraph as passages of about equal length under the limit, `lead` at the head of the first."""
    first = lead.hull(group[0]) if lead else group[0]
    length = group[-1].end - first.start
    if length <= rules.limit:
        return [first.hull(group[-1])]
    share = length / -(-length // rules.limit)
    passages = [first]
    for atom in group[1:]:
        last = passages[-1]
        grown = last.hull(atom)
        # A passage takes the next sentence while most of it still falls within the passage's share.
        if len(grown) <= rules.limit and (len(last) + len(grown)) / 2 <= share:
            passages[-1] = grown
        else:
            passages.append(atom)
    return passages
