"""Who is meant by a name or an office in a question, and what that person says. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.candidates import Candidate
from assistant.fitting import fit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.candidates import Reader
    from assistant.matching import Matcher
    from index.model import Article, Span, Statement

_BY_NAME = 0.6  # the share of an asked name that a speaker's name must hold
_BY_OFFICE = 0.75  # the share of an asked office that stands in apposition to a speaker's name
_BEFORE_NAME = 60  # characters in which an office stands before a name
_POSSESSOR = re.compile(r"\b[A-ZÄÖÜ][\w-]*s\s+(?=(?:[a-zäöü]\w*\s+){0,2}[A-ZÄÖÜ])")
_FADING = (1.0, 0.75, 0.55, 0.4)  # what a sentence so many before the statement still tells about its subject
_OTHER_PARAGRAPH = 0.6  # of it, if it stands in another paragraph
_TITLE = 0.4
_JUDGING = 0.5
_JUDGES = re.compile(
    r"(?:nenn|nannte|bezeichn|bewert|wert|beurteil|beschr[ie]|charakter|spr[aiä]ch|halt|hält|hielt|sieht|sah|würdig)\w*",
    re.IGNORECASE,
)
_MARKS = "„“”\"»«›‹‚‘’' "
_KINDS = {"direct": 0.1, "indirect": 0.05, "reported": 0.0}
_WHOLE = 12  # a shorter quotation, in characters, is shown with its sentence


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its article."""

    article: Article
    statement: Statement


def apposition(article: Article, speaker: str) -> str:
    """The words before a speaker's name where an article first gives it, and the name: ``Sprecherin Ida Falk``."""
    at = article.text.find(speaker)
    if at < 0:
        return speaker
    before = article.text[max(0, at - _BEFORE_NAME) : at]
    cut = max(before.rfind(mark) for mark in ".!?;:\n,") + 1
    return re.split(r"\b(?:und|oder|mit|für|gegen)\b", before[cut:])[-1].strip() + " " + speaker


def by_speaker(said: Sequence[Said], asked: Matcher) -> list[Said]:
    """The statements of the person that `asked` matches: by name, else by office.

    A name wins over an office: "Putin" is the man, not "Putins Berater"; but "Kremlsprecher" is the office, not the
    Kreml, of which the word only holds a part.
    """
    names = {each.statement.speaker for each in said if each.statement.speaker}
    named = {name: share for name in names if (share := asked.named(name).coverage) >= _BY_NAME}
    best = max(named.values(), default=0.0)
    offices = [share for each in said if best < 1 and (share := _office(each, asked)) >= _BY_OFFICE]
    if named and best >= max(offices, default=0.0):
        return [each for each in said if each.statement.speaker in named]
    held = [each for each in said if _office(each, asked) >= _BY_OFFICE]
    people = {each.statement.speaker for each in held if each.statement.speaker}
    return [each for each in said if each.statement.speaker in people] or held


def _office(each: Said, asked: Matcher) -> float:
    """How much of an asked office stands at a statement's speaker, 0 to 1; "Trumps Schwiegersohn" is no Trump."""
    speaker, span = each.statement.speaker, each.statement.speaker_span
    words = [apposition(each.article, speaker)] if speaker else []
    if span is not None:
        words.append(span.of(each.article.text))
    shares = ((asked.match(text).coverage, asked.match(_POSSESSOR.sub("", text)).coverage) for text in words)
    return max((share for share, own in shares if own), default=0.0)


def candidates(
    said: Sequence[Said],
    subject: Matcher,
    reader: Reader,
    statements: Mapping[str, Sequence[Statement]] | None = None,
    judges: bool = False,  # noqa: FBT001, FBT002 - a property of the question
) -> list[Candidate]:
    """The statements as candidates, best first; with no subject to match, in order of directness and place.

    What a statement is about often stands before it ("Der Kreml besteht auf Geheimhaltung …"), so the sentences before
    it count too, less the farther they are, but for those in which somebody else speaks.

    Args:
        said: the statements.
        subject: what they are to be about.
        reader: splits articles.
        statements: all statements of each article.
        judges: whether a judgement is asked for ("How did X describe …"); the acts of judging then come first.
    """
    found = [_candidate(each, subject, reader, (statements or {}).get(each.article.id, ()), judges) for each in said]
    best: dict[tuple[str, int, int], Candidate] = {}
    for each in found:
        key = (each.article.id, each.span.start, each.span.end)
        if key not in best or best[key].score < each.score:
            best[key] = each
    return sorted(best.values(), key=lambda each: (-each.score, each.article.id, each.span.start))


def _candidate(
    each: Said,
    subject: Matcher,
    reader: Reader,
    statements: Sequence[Statement],
    judges: bool,  # noqa: FBT001
) -> Candidate:
    article, statement = each.article, each.statement
    sentences = reader.sentences(article)
    first = next((n for n, span in enumerate(sentences) if span.end > statement.hull.start), 0)
    last = next((n for n, span in enumerate(sentences) if span.end >= statement.hull.end), first)
    own = subject.match(statement.hull.of(article.text))
    strengths = own.strengths
    for back, fading in enumerate(_FADING):
        if first - back < 0:
            break
        before = sentences[first - back]
        if back and _another_speaks(before, statement, statements):
            continue
        apart = "\n\n" in article.text[before.end : sentences[first].start]
        share = fading * (_OTHER_PARAGRAPH if apart else 1.0)
        # The sentence the statement stands in counts in full: the reporter's words around it name its subject.
        matched = subject.match(before.of(article.text)).strengths
        strengths = tuple(max(a, share * b) for a, b in zip(strengths, matched, strict=True))
    title = subject.match(article.title).strengths
    strengths = tuple(max(a, _TITLE * b) for a, b in zip(strengths, title, strict=True))
    context = subject.weigh(strengths)
    span = _shown(each, sentences[first].hull(sentences[last]))
    score = own.coverage + context + _KINDS[statement.kind] + 0.02 * fit("who", span.of(article.text))
    if judges and statement.cue_span and _JUDGES.fullmatch(statement.cue_span.of(article.text)):
        score += _JUDGING
    return Candidate(article, span, strengths, own.coverage, context, 1.0, score, statement)


def _another_speaks(sentence: Span, statement: Statement, statements: Sequence[Statement]) -> bool:
    """Whether most of a sentence is a statement of somebody else."""
    return any(
        other.speaker
        and other.speaker != statement.speaker
        and 2 * sum(part.overlap(sentence) for part in other.spans) > len(sentence)
        for other in statements
    )


def _shown(each: Said, sentence: Span) -> Span:
    """What is quoted: the words said; of a few quoted words, and of reported speech, the whole sentence."""
    statement = each.statement
    hull = statement.hull
    if statement.kind != "direct" or len(hull) < _WHOLE or not _is_sentence(hull.of(each.article.text)):
        return sentence.hull(hull) if len(sentence.hull(hull)) < 2 * len(sentence) else sentence
    return hull


def _is_sentence(words: str) -> bool:
    """Whether quoted words say something by themselves: several, beginning like a sentence."""
    bare = words.strip(_MARKS)
    most_phrase = 4
    return len(re.findall(r"\w+", bare)) > most_phrase and bare[:1].isupper()
