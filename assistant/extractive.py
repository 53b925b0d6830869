"""Candidates → claims: each a distinct fact, with the other articles that report it. No model. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant import framing
from assistant.candidates import is_heading
from assistant.lengths import lengths
from assistant.model import Citation, Claim
from assistant.origins import origins
from assistant.retractions import retracted
from assistant.sides import are_apart
from assistant.voices import same_person
from assistant.wording import same_word, tokens
from index.language.sentences import sentences
from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.candidates import Candidate
    from assistant.model import Language
    from index.language.analysis import Analyser
    from index.model import Article, Statement

_SAME = 0.5  # of the words of the shorter of two candidates: from there on they are not told beside each other
# Of the words of the longer of them: from there on one confirms the other, if neither is a heading. At a half
# `beleg eval run` cites less of what tells the same (.544 for .568).
_CONFIRMS = 0.36
# Of the lead's share of the question another article's sentence must hold to tell the same; at 0 `beleg eval run` cites
# less precisely (.683 for .704).
_AS_WELL = 0.75
_MOST_ALSO = 5
_MOST_MISSING = 200  # characters of a quotation that are added so that it is whole
# Of the first claim's score a further one needs this, and more the more of the question the first one holds.
_WORTH, _LEFT_TO_ADD = 0.44, 0.3
_NUMBER = re.compile(r"\b\d+\b")
_BARE = re.compile(r"[\s„“”\"»«›‹‚‘’'.,;:!?–-]+")


@dataclass(slots=True)
class _Group:
    """A fact: the candidate that tells it best, and others that tell the same in other articles."""

    lead: Candidate
    also: list[Candidate]
    words: frozenset[str]


def distinct(
    candidates: Sequence[Candidate],
    analyser: Analyser,
    *,
    most: int,
    completed: Callable[[Candidate, Sequence[Span]], Candidate] = lambda candidate, _: candidate,
) -> list[tuple[Candidate, list[Candidate]]]:
    """The best candidates that tell different things, each with those that tell the same in other articles.

    Args:
        candidates: best first.
        analyser: for the comparison of words.
        most: how many facts.
        completed: a candidate with what it needs beside it, but for the stretches of its article that are quoted
            already.
    """
    groups: list[_Group] = []
    if not candidates:
        return []
    floor = 0.0
    for single in candidates:
        quoted = [group.lead.span for group in groups if group.lead.article.id == single.article.id]
        if any(single.span.overlap(span) for span in quoted):
            continue
        candidate = completed(single, quoted)
        words = _words(_told(candidate), analyser)
        same = next((group for group in groups if _tell_the_same(group, candidate, words)), None)
        if same is not None:
            _join(same, candidate, words)
        elif len(groups) < most and candidate.score >= floor:
            groups.append(_Group(candidate, [], words))
            floor = floor or (_WORTH + _LEFT_TO_ADD * candidate.coverage) * candidate.score
    return [(group.lead, group.also) for group in groups]


def _told(candidate: Candidate) -> str:
    """The words of a candidate but for whom they are by: two statements do not tell the same by having one speaker."""
    said, span, text = candidate.statement, candidate.span, candidate.article.text
    named = said.speaker_span if said else None
    told = candidate.text
    if named and span.contains(named):
        told = f"{text[span.start : named.start]} {text[named.end : span.end]}"
    name = tokens(said.speaker) if said and said.speaker else []
    return " ".join(
        word for word in told.split() if not any(same_word(each, part) for each in tokens(word) for part in name)
    )


def _words(text: str, analyser: Analyser) -> frozenset[str]:
    return frozenset(part for word in analyser.terms(text).words for part in word.stems)


def _tell_the_same(group: _Group, candidate: Candidate, words: frozenset[str]) -> bool:
    lead = group.lead
    one, other = _speaker(lead), _speaker(candidate)
    if one and other and one != other and not same_person(one, other):
        return False
    ours, theirs = tuple(lengths(lead.text)), tuple(lengths(candidate.text))
    if ours and theirs and not any(length.agrees(another) for length in ours for another in theirs):
        return False
    smaller = min(len(words), len(group.words))
    return smaller > 0 and len(words & group.words) / smaller >= _SAME


def _speaker(candidate: Candidate) -> str | None:
    return candidate.statement.speaker if candidate.statement else None


def _confirms(group: _Group, candidate: Candidate, words: frozenset[str]) -> bool:
    """Whether a candidate that need not be told beside a fact tells that fact, so that it may be named for it.

    Enough words of both are the same, or both give the same length of time or number beside
    what else is alike. A heading tells too little, and what one side wants or refuses confirms nothing of another's,
    and what an article takes back confirms nothing.
    """
    lead = group.lead
    if any(retracted(each.article.text, each.span) for each in (lead, candidate)):
        return False
    if is_heading(lead.text) or is_heading(candidate.text) or are_apart(lead.text, candidate.text):
        return False
    if len(words & group.words) >= _CONFIRMS * max(len(words), len(group.words)):
        return True
    if any(True for _ in lengths(lead.text)) and any(True for _ in lengths(candidate.text)):
        return True
    return bool(set(_NUMBER.findall(lead.text)) & set(_NUMBER.findall(candidate.text)))


def _join(group: _Group, candidate: Candidate, words: frozenset[str]) -> None:
    """Let a candidate join a fact it confirms and tells as well: as much of what was asked."""
    known = {group.lead.article.id, *(each.article.id for each in group.also)}
    told = candidate.context >= _AS_WELL * group.lead.context
    if (
        told
        and _confirms(group, candidate, words)
        and candidate.article.id not in known
        and len(group.also) < _MOST_ALSO
    ):
        group.also.append(candidate)


class Drafting:
    """Makes claims of candidates; numbers their receipts.

    Args:
        statements: for each article id its statements, to tell whose words a sentence holds.
        language: of the framing words.
        asks_length: whether a length of time is asked for: one that the reporter tells beside a statement is not its
            speaker's.
    """

    def __init__(
        self, statements: dict[str, Sequence[Statement]], language: Language, *, asks_length: bool = False
    ) -> None:
        self._statements, self._language, self._asks_length = statements, language, asks_length
        self._markers: dict[tuple[str, Span], int] = {}

    def claim(self, lead: Candidate, also: Sequence[Candidate]) -> Claim:
        """The claim that a candidate makes."""
        spans, said = self._quoted(lead)
        speaker = said.speaker if said else None
        if said:
            text = framing.said(said, speaker, lead.article, self._language)
        else:
            text = framing.told(lead.article, self._language)
        citations = tuple(self._citation(lead.article, span, said) for span in spans)
        others = tuple(self._other(each, speaker) for each in also)
        count = origins([lead.article, *(each.article for each in also)])
        return Claim(text, citations, speaker, others, count)

    def taken_up(self, claim: Claim) -> Claim:
        """A claim that was made elsewhere, its receipts numbered with those here."""
        citations, also = (
            tuple(replace(each, marker=self._marker(each.article, each.span)) for each in receipts)
            for receipts in (claim.citations, claim.also)
        )
        return replace(claim, citations=citations, also=also)

    def _other(self, candidate: Candidate, speaker: str | None) -> Citation:
        """The receipt of another article; it names nobody else for the speaker of the claim it joins."""
        spans, said = self._quoted(candidate)
        fits = not (speaker and said and said.speaker) or same_person(speaker, said.speaker)
        return self._citation(candidate.article, spans[0].hull(spans[-1]), said if fits else None)

    def said_by(self, candidate: Candidate) -> Citation:
        """The receipt of a statement, with its speaker."""
        return self._citation(candidate.article, candidate.span, candidate.statement)

    def citation(self, article: Article, span: Span) -> Citation:
        """A numbered receipt of any place."""
        return self._citation(article, span, self._spoken(article, span))

    def _quoted(self, candidate: Candidate) -> tuple[tuple[Span, ...], Statement | None]:
        """The places quoted, of an interrupted direct statement its parts one by one, and whose statement they are.

        What the next sentence takes back is told with that sentence, and by nobody but the article.
        """
        statement = candidate.statement
        if back := retracted(candidate.article.text, candidate.span):
            return (back,), None
        if statement and statement.kind == "direct" and candidate.span == statement.hull:
            return statement.spans, statement
        span = self._whole(candidate.article, candidate.span)
        return (span,), statement or self._spoken(candidate.article, span)

    def _whole(self, article: Article, span: Span) -> Span:
        """The stretch with quotations it cuts made whole, where little is missing; else the speaker's words alone."""
        for said in self._statements.get(article.id, ()):
            for part in said.spans if said.kind == "direct" else ():
                if not part.overlap(span) or span.contains(part) or part.contains(span):
                    continue
                hull = span.hull(Span(max(part.start - 1, 0), min(part.end + 1, len(article.text))))
                if len(hull) - len(span) <= _MOST_MISSING and "\n\n" not in hull.of(article.text):
                    span = hull
                elif part.overlap(span) > len(span) / 2:
                    span = Span(max(part.start, span.start), min(part.end, span.end))
        return span

    def _citation(self, article: Article, span: Span, said: Statement | None) -> Citation:
        marker = self._marker(article, span)
        if said is None:
            return Citation(marker, article, span)
        return Citation(marker, article, span, said.speaker, said.kind, said.via)

    def _marker(self, article: Article, span: Span) -> int:
        return self._markers.setdefault((article.id, span), len(self._markers) + 1)

    def _spoken(self, article: Article, span: Span) -> Statement | None:
        """The statement that a stretch is, if each sentence of it is mostly the same speaker's, cue and name included.

        Nobody is given another's sentence: a stretch of several voices is nobody's in particular.
        """
        said = [each for each in self._statements.get(article.id, ()) if each.speaker and _covered(each, span)]
        best = max(said, key=lambda each: _covered(each, span), default=None)
        if best is None:
            return None
        own = [each for each in said if each.speaker == best.speaker]
        parts = [Span(span.start + part.start, span.start + part.end) for part in sentences(span.of(article.text))]
        if not all(sum(_covered(each, part) for each in own) > len(part) / 2 for part in parts):
            return None
        if self._asks_length and not _tell_a_length(own, span, article):
            return None
        passed_on = {each.via for each in own}
        return best if len(passed_on) == 1 else replace(best, via=None)  # of all of it, or of nothing


def _tell_a_length(said: Sequence[Statement], span: Span, article: Article) -> bool:
    """Whether one of the lengths of time in a stretch stands in the statements; true where it holds none."""
    found = [Span(span.start + each.span.start, span.start + each.span.end) for each in lengths(span.of(article.text))]
    return not found or any(each.hull.contains(place) for each in said for place in found)


def _covered(statement: Statement, span: Span) -> int:
    """How much of a stretch a statement makes up, its speaker and cue included where they stand in it."""
    own = sum(part.overlap(span) for part in statement.spans)
    beside = [each for each in (statement.speaker_span, statement.cue_span) if each is not None]
    if not own or any(not span.contains(each) for each in beside):
        return own
    whole = statement.hull
    for each in beside:
        whole = whole.hull(each)
    return whole.overlap(span)
