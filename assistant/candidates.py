"""The sentences and statements that may answer a question, with how well each does. Pure."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.fitting import (
    CERTAINTY,
    asks_of_presence,
    durations,
    fit,
    is_place,
    names_no_agent,
    says_who,
    tells_of_presence,
    times_and_places,
    wanted,
)
from assistant.owners import without_owners
from assistant.wording import is_common_name, named_words
from index.language.morphology import morphology
from index.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.matching import Matcher
    from assistant.question import Question
    from index.model import Article, Hit, Span, Statement
    from index.planning import Alternative, Group

# The weights of what speaks for a sentence, set on the XQuAD and MLQA development questions.
_OWN, _PASSAGE, _RANK, _FIT = 1.0, 0.25, 1.0, 0.3
# Of its own words and its passage's rank: whether a thing is so is told by what holds all of it. At (1, 1) "Did Kushner
# attend the meeting?" is answered by another's sentence first; `beleg eval run` is the same.
_WHETHER = (1.5, 0.5)
# Share of the question that must stand beside a duration for it to be the event's; at 0 `beleg eval run` is the same.
_OF_EVENT = 0.25
_SAME_EVENT = 0.5  # strength from which on a noun is a word of the question
_OF_ANOTHER = 0.3  # what a duration of something else is worth: it may be called otherwise
_OF_WHETHER = 0.6  # share of a yes-no question that names nobody which a sentence must hold: more than one of two words
SURE_FIT = 0.5  # above it what answers is surely there
_BESIDE = frozenset({"when", "where"})
_CLAUSE = re.compile(r"[,;:–]\s|\s(?:und|aber|oder)\s")
# What a time or place in another clause is worth; at 1 `beleg eval run` finds less (AnswerInClaim@3 .850 for .854).
_APART = 0.75
_NEIGHBOUR = 0.6  # of a neighbouring sentence's match counts for a sentence
# Of the question's words a second sentence must add, so that short quotations stay short; at 0 `beleg eval run` answers
# one German question more (AnswerInClaim@3 .858 for .854).
_DEARTH = 0.05
_DEFINITE = re.compile(r"Das\s+(?:[a-zäöü]\w*\s+)?[A-ZÄÖÜ]")  # an article, no pronoun
_PASSIVE_QUESTION = re.compile(r"\b(?:wird|werden|wurden?|worden|is|are|was|were|been|being)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\b\d+(?:[.,]\d+)*\b")
_HEADING = 80
_LEANS_BACK = re.compile(
    r"(?:[„“\"»«›‹'(–-]\s?)?(?:Er|Sie|Es|Ihm|Ihr|Ihnen|Sein|Seine[rnms]?|Ihre[rnms]?|Dies(?:e[rnms]?)?|Das|Dabei|Dort|Dazu|Daher|"
    r"Deshalb|Darum|Dadurch|Danach|Damit|Dagegen|Davon|Dafür|Darin|Darüber|Darauf|Denn|Doch|Aber|Auch|Außerdem|Zudem|"
    r"Ebenso|Jedoch|Allerdings|Letztere[rnms]?|Erstere[rnms]?|Beide[rn]?|Man|So|Hier|Somit|Folglich|Zugleich|Ferner|"
    r"Andere|Einige davon|Diejenigen|Solche[rnms]?|Später|Schließlich|Stattdessen|Trotzdem|Dennoch)\b"
)
# "Erstmals wurde er von Kushner begleitet"; what a pronoun behind a comma stands for may stand before it.
_TELLS_OF_HIM = re.compile(r"[^,;:–„“”\"]*?\s(?:er|sie|ihn|ihm|ihnen)\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of an article that may answer.

    Attributes:
        span: one sentence, or two neighbouring ones.
        strengths: for each group of the plan, how surely it is there.
        coverage: the weighted share of the plan that is in the stretch itself, 0 to 1.
        context: the same with the neighbour that adds most, discounted.
        fit: whether it holds what the kind of question asks for, 0 to 1.
        score: all in all; comparable within one question.
        statement: the statement it is, if it is one.
    """

    article: Article
    span: Span
    strengths: tuple[float, ...]
    coverage: float
    context: float
    fit: float
    score: float
    statement: Statement | None = None

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.span.of(self.article.text)


def _begins_with_pronoun(text: str) -> bool:
    return leans_back(text) and not _DEFINITE.match(text)


def _is_noun(word: str) -> bool:
    return word[:1].isupper() and morphology().knows(word)


def is_name(group: Group) -> bool:
    """Whether a word of a question is a name."""
    first = group.alternatives[0].text
    if group.kind == "name" or any(True for _ in named_words(first, "de")):
        return True
    return first == group.source and first[:1].isupper() and not morphology().knows(first)


def _is_own_word(group: Group, question: str) -> bool:
    """Whether a word may be translated but is a name by its capital: *Trump* is no trump."""
    name = group.source
    own = name[:1].isupper() and not morphology().knows(name) and any(each.text == name for each in group.alternatives)
    return own and question.find(name) > 0


def _kinds_of_event(question: str, groups: Sequence[Group]) -> list[int]:
    """The places of names that say which event is meant: *Nato* of "Nato-Treffen", "NATO meeting"."""
    pairs = itertools.pairwise(groups)
    return [
        at
        for at, (name, noun) in enumerate(pairs)
        if is_name(name)
        and re.search(
            rf"(?:\bthe {re.escape(name.source)} |{re.escape(name.source)}-){re.escape(noun.source)}\b", question
        )
    ]


def is_heading(text: str) -> bool:
    """Whether a sentence is a heading: short, without a mark at its end."""
    return len(text) < _HEADING and text[-1:].isalnum()


def lede(article: Article, spans: Sequence[Span]) -> Span:
    """The first of an article's sentences that is no heading."""
    return next((span for span in spans if not is_heading(span.of(article.text))), spans[0])


def leans_back(text: str) -> bool:
    """Whether a sentence does not stand alone: it begins with a word that points to the one before."""
    return _LEANS_BACK.match(text) is not None


def depends(text: str) -> bool:
    """Whether a sentence does not say of whom it tells: it leans back, or has a pronoun in its first clause."""
    return leans_back(text) or _TELLS_OF_HIM.match(text) is not None


class Reader:
    """Reads passages for one question.

    Args:
        question: what is asked.
        matcher: for the plan of its subject.
        occurs: whether an alternative stands anywhere in the articles.
    """

    def __init__(
        self, question: Question, matcher: Matcher, occurs: Callable[[Alternative], object] = lambda _: True
    ) -> None:
        self._question, self._matcher = question, matcher
        self._events = matcher.narrowed(occurs)
        self._events_known = any(
            group.kind != "name" and each.weight >= 1 and _is_noun(each.text) and occurs(each)
            for group in self._events.groups
            for each in group.alternatives
        )
        # A duration is that of what was asked for, not of anything in which the same people took part.
        self._of_event = [not is_name(group) or _is_noun(group.alternatives[0].text) for group in self._events.groups]
        self._own, self._rank = _WHETHER if question.kind == "yes_no" else (_OWN, _RANK)
        self._named = [is_name(group) or _is_own_word(group, question.text) for group in matcher.groups]
        self._kinds = _kinds_of_event(question.text, matcher.groups) if question.kind == "how_long" else []
        self._asks_presence = asks_of_presence(question.text)
        self._wanted = wanted(question)
        self._asks_agent = question.kind == "who" and not _PASSIVE_QUESTION.search(question.text)
        # A figure of the question's own ("Falcon 1", "im Jahr 2006") is not the number or the time it asks for.
        self._given = frozenset(_FIGURE.findall(question.text))
        self._sentences: dict[str, tuple[Span, ...]] = {}

    def sentences(self, article: Article) -> tuple[Span, ...]:
        """The sentences of an article, split once."""
        if article.id not in self._sentences:
            self._sentences[article.id] = sentences(article.text)
        return self._sentences[article.id]

    def candidates(self, hits: Sequence[Hit], articles: dict[str, Article]) -> list[Candidate]:
        """Every sentence of the passages, best first; ties by article and place."""
        best = max((hit.score for hit in hits), default=0.0) or 1.0
        found: dict[tuple[str, int], Candidate] = {}
        for hit in hits:
            article = articles[hit.passage.article_id]
            for candidate in self._of_passage(article, hit.passage.span, hit.score / best):
                key = (article.id, candidate.span.start)
                if key not in found or found[key].score < candidate.score:
                    found[key] = candidate
        return sorted(found.values(), key=lambda each: (-each.score, each.article.id, each.span.start))

    def _of_passage(self, article: Article, within: Span, rank: float) -> Iterable[Candidate]:
        spans = [span for span in self.sentences(article) if within.overlap(span)]
        matches = [self._matcher.match(span.of(article.text)) for span in spans]
        passage = self._matcher.match(within.of(article.text)).coverage
        weight = _FIT * CERTAINTY.get(self._question.kind, 1.0)
        for at, (span, match) in enumerate(zip(spans, matches, strict=True)):
            near = [matches[each].strengths for each in (at - 1, at + 1) if 0 <= each < len(matches)]
            around = max([match.coverage, *(self._around(match.strengths, other) for other in near)])
            text = span.of(article.text)
            own = around if _begins_with_pronoun(text) else match.coverage
            fits = self._fit(text) * (self._question.kind != "how_long" or own >= _OF_EVENT)
            score = self._own * match.coverage + _PASSAGE * passage + self._rank * rank + weight * fits
            if is_heading(text):  # it tells less than what it stands over
                score *= 0.8
            yield Candidate(article, span, match.strengths, match.coverage, around, fits, score)

    def _fit(self, text: str) -> float:
        if self._wanted is not None:
            return 1.0 if self._wanted.search(text) else 0.0
        if self._question.kind == "who_is":
            return 1.0 if says_who(text, self._question.subject) else 0.0
        if self._question.kind == "how_long":
            return max((1.0 if self._lasts(noun, text) else _OF_ANOTHER for noun in durations(text)), default=0.0)
        if self._question.kind == "yes_no":
            return 1.0 if self._tells_whether(text) else 0.0
        fits = self._holds_kind(text)
        if fits and self._question.kind in _BESIDE:
            fits = max((self._placed(clause) for clause in _CLAUSE.split(self._without_given(text))), default=0.0)
        return 0.5 * fits if self._asks_agent and names_no_agent(text) else fits

    def _tells_whether(self, text: str) -> bool:
        """Whether a sentence is about whom a question names first, no son or spokesman of theirs, and what it asks."""
        told = without_owners(text)
        strengths = self._matcher.match(told).strengths
        names = (at for at, named in enumerate(self._named) if named)
        # A country acts through its people.
        first = next((at for at in names if not is_common_name(self._matcher.groups[at].source)), None)
        if first is None:
            return tells_of_presence(told) if self._asks_presence else self._matcher.weigh(strengths) >= _OF_WHETHER
        if self._asks_presence:
            # "Ey flog zu Falk, der dabei war": the clause with the name, or the one after it, whose verb stands last.
            clauses = _CLAUSE.split(told)
            named = (at for at, each in enumerate(clauses) if self._matcher.match(each).strengths[first] >= _SAME_EVENT)
            return any(tells_of_presence(", ".join(clauses[at : at + 2])) for at in named)
        others = [strength for at, strength in enumerate(strengths) if at != first]
        return strengths[first] >= _SAME_EVENT and max(others, default=1.0) >= _SAME_EVENT

    def names(self, text: str) -> bool:
        """Whether a text names any of those whom the question names."""
        found = zip(self._matcher.match(text).strengths, self._named, strict=True)
        return any(named and strength >= _SAME_EVENT for strength, named in found)

    def _placed(self, clause: str) -> float:
        """How well the time or place in a clause answers: best beside a word of the question, not as one of them."""
        kind = self._question.kind
        found = times_and_places(kind, clause)
        found = [words for words in found if max(self._matcher.match(words).strengths, default=0.0) < _SAME_EVENT]
        if not found:
            return 0.0
        if kind == "where" and not any(map(is_place, found)):
            return SURE_FIT
        return 1.0 if max(self._matcher.match(clause).strengths, default=0.0) >= _SAME_EVENT else _APART

    def _holds_kind(self, text: str) -> float:
        return fit(self._question.kind, self._without_given(text))

    def _without_given(self, text: str) -> str:
        """The text without the question's own figures."""
        if not self._given:
            return text
        return _FIGURE.sub(lambda figure: "" if figure[0] in self._given else figure[0], text)

    def _lasts(self, noun: str, text: str) -> bool:
        """Whether a duration said of a noun may be that of the event asked about.

        It may be called otherwise only where the articles nowhere use the question's own word for it.
        """
        there = self._matcher.match(text).strengths
        if any(there[at] < _SAME_EVENT for at in self._kinds):
            return False
        strengths = self._events.match(noun or text).strengths
        if any(
            strength >= _SAME_EVENT for strength, is_event in zip(strengths, self._of_event, strict=True) if is_event
        ):
            return True
        if not noun:
            return not self._events_known or _begins_with_pronoun(text)
        found = zip(self._matcher.groups, self._matcher.match(text).strengths, strict=True)
        return not self._events_known and not any(
            strength > _OF_EVENT and group.kind != "name" and morphology().knows(group.alternatives[0].text)
            for group, strength in found
        )

    def _around(self, own: tuple[float, ...], other: tuple[float, ...]) -> float:
        return self._matcher.weigh(_joined(own, [other], _NEIGHBOUR))

    def completed(
        self, candidate: Candidate, *, said: Sequence[Statement] = (), most: int = 2, quoted: Sequence[Span] = ()
    ) -> Candidate:
        """The candidate with the neighbouring sentence it needs or gains most from, if there is one.

        A sentence that leans back takes the one before; one that lacks what the question asks for, or part of its
        words, takes the neighbour that has it. A sentence that is somebody's statement stays by itself, so that the
        reporter's words are not taken for that person's.

        Args:
            candidate: one sentence.
            said: the statements of its article.
            most: how many sentences it may become.
            quoted: stretches of its article that are not to be quoted again.
        """
        covered = max((sum(part.overlap(candidate.span) for part in each.spans) for each in said), default=0)
        if most < 2 or covered > len(candidate.span) / 2:  # noqa: PLR2004
            return candidate
        spans = self.sentences(candidate.article)
        at = next((n for n, span in enumerate(spans) if span == candidate.span), None)
        if at is None:
            return candidate
        text = candidate.article.text
        options = [
            self._with(candidate, spans[other], earlier=other < at)
            for other in (at - 1, at + 1)
            if 0 <= other < len(spans)
            and "\n\n" not in text[_between(spans[at], spans[other])]
            and not any(spans[other].overlap(each) for each in quoted)
        ]
        gain, joined = max(options, key=lambda option: option[0], default=(0.0, candidate))
        return joined if gain > 0 else candidate

    def _with(self, candidate: Candidate, neighbour: Span, *, earlier: bool) -> tuple[float, Candidate]:
        words = neighbour.of(candidate.article.text)
        strengths = _joined(candidate.strengths, [self._matcher.match(words).strengths], 1.0)
        coverage = self._matcher.weigh(strengths)
        joined_fit = self._fit_of_two(words, candidate.span.hull(neighbour).of(candidate.article.text))
        fits = max(candidate.fit, joined_fit)
        gain = coverage - candidate.coverage - _DEARTH + 0.25 * (fits - candidate.fit)
        if earlier and leans_back(candidate.text):
            gain += 0.3
        elif earlier and depends(candidate.text):
            gain += 0.1
        elif not earlier and leans_back(words):
            gain += 0.05  # without it one German question of XQuAD's in six hundred is answered worse, none better
        joined = replace(
            candidate, span=candidate.span.hull(neighbour), strengths=strengths, coverage=coverage, fit=fits
        )
        return gain, joined

    def _fit_of_two(self, words: str, both: str) -> float:
        """How well a neighbouring sentence fits what is asked for; whether a thing is so is told by both together."""
        if self._question.kind == "yes_no":
            return self._fit(both)
        return self._fit(words) if self._question.kind == "how_long" else self._holds_kind(words)


def _joined(own: tuple[float, ...], others: Sequence[tuple[float, ...]], discount: float) -> tuple[float, ...]:
    return tuple(max([mine, *(discount * other[at] for other in others)]) for at, mine in enumerate(own))


def _between(one: Span, other: Span) -> slice:
    first, second = sorted((one, other))
    return slice(first.end, second.start)
