"""Who is meant by a name or an office in a question, and what that person says. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from assistant.candidates import Candidate, is_name, leans_back, lede
from assistant.persons import is_called, is_named, meant_by_office
from assistant.voices import same_person
from assistant.wording import named_words
from index.language.morphology import morphology
from index.language.quotations.words import ALL_FINITE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.candidates import Reader
    from assistant.matching import Matcher
    from index.model import Article, Span, Statement

_FADING = (1.0, 0.75, 0.55, 0.4)  # what a sentence so many before the statement still tells about its subject
_OTHER_PARAGRAPH = 0.6  # of it, if it stands in another paragraph
_TITLE = 0.25  # of what the title holds; at 0 `beleg eval run` tells answerable from not worse (AUROC .985 for .989)
_OFFICE = 0.8  # of a name, if the statement calls its bearer by an office
_STEM = 6  # letters that a noun keeps in every form
_NOUN = re.compile(r"(?<![.!?„\"]\s)(?<!^)\b[A-ZÄÖÜ][a-zäöüß]{4,}")
# Of it, if the statement takes up nothing that stands before it; at 0 and at 1 `beleg eval run` shows worse answers.
_UNLINKED = 0.35
_TAKES_UP = re.compile(
    r"\b(?:dies(?:e[rnms]?|bezüglich)?|jene[rnms]?|solche[rnms]?|dessen|deren|"
    r"da(?:zu|von|bei|mit|für|gegen|rin|ran|rauf|rüber|raus|durch|nach|rum|ran))\b",
    re.IGNORECASE,
)
_JUDGING = 0.5  # more than the share of a subject by which two of somebody's statements usually differ
_JUDGES = re.compile(
    r"(?:nenn|nannte|bezeichn|bewert|wert|beurteil|beschr[ie]|charakter|spr[aiä]ch|halt|hält|hielt|sieht|sah|würdig)\w*",
    re.IGNORECASE,
)
_MARKS = "„“”\"»«›‹‚‘’' "
# With no subject to match, what was said comes before what is told; beside one this decides nothing (`beleg eval run`).
_KINDS = {"direct": 0.1, "indirect": 0.05, "reported": 0.0}
_WHOLE = 12  # a shorter quotation, in characters, is shown with its sentence


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its article."""

    article: Article
    statement: Statement


def by_speaker(said: Sequence[Said], asked: Matcher, words: str, holding: Sequence[str] = ()) -> list[Said]:
    """The statements of the person that a question asks for: by name, else by office.

    A name wins over an office: "Putin" is the man, not "Putins Berater"; but "Kremlsprecher" is the office, not the
    Kreml, of which the word only holds a part. An office is its holder's, or that of a speaker without a name.

    Args:
        said: the statements of the articles in scope.
        asked: for the words that name the person.
        words: these words.
        holding: the names of those whom the articles give that office.
    """
    names = {each.statement.speaker for each in said if each.statement.speaker}
    is_so = cache(partial(is_called, asked))  # the same few words name the speakers of thousands of statements
    named = {name for name in names if asked.named(name).coverage >= 1}
    if not named:
        called = {str(each.statement.speaker) for each in said if each.statement.speaker and _is_called(each, is_so)}
        held = {name for name in names if any(same_person(name, holder) for holder in holding)}
        named = called | held or {name for name in names if is_named(words, asked, name)}
    nameless = [each for each in said if each.statement.speaker is None and _is_called(each, is_so)]
    return [each for each in said if each.statement.speaker in named] or nameless


def _is_called(each: Said, is_so: Callable[[str], bool]) -> bool:
    """Whether the words that name a speaker where the statement is made, or as a whole, are the office asked for."""
    span = each.statement.speaker_span
    here = (each.statement.speaker or "", span.of(each.article.text) if span else "")
    via = each.statement.via
    # A source is told from others by who passed its words on: "die Quelle der Financial Times".
    passed = tuple(f"{words} von {via}" for words in here if words and via)
    return any(is_so(words) for words in (*here, *passed) if words)


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
    # What an article begins with is what its first statements are about.
    begins = lede(article, sentences)
    for back, fading in enumerate(_FADING):
        if first - back < 0:
            break
        before = sentences[first - back]
        words = sentences[first].of(article.text)
        another = back and _another_speaks(before, statement, statements)
        if another and not _takes_up_anothers(words, before.of(article.text)):
            continue
        apart = "\n\n" in article.text[before.end : sentences[first].start]
        share = fading * (_OTHER_PARAGRAPH if apart else 1.0)
        # The sentence the statement stands in counts in full: the reporter's words around it name its subject.
        matched = subject.match(before.of(article.text)).strengths
        if back:
            linked = (
                before == begins
                or _points_back(words, before.of(article.text))
                or _speaks(before, statement, statements)
            )
            share *= 1.0 if linked else _UNLINKED
            matched = _beside(matched, subject)
        strengths = tuple(max(a, share * b) for a, b in zip(strengths, matched, strict=True))
    words = sentences[first].hull(sentences[last]).of(article.text)
    strengths = tuple(max(a, b) for a, b in zip(strengths, _by_office(words, article, subject), strict=True))
    title = _beside(subject.match(article.title).strengths, subject)
    strengths = tuple(max(a, _TITLE * b) for a, b in zip(strengths, title, strict=True))
    context = subject.weigh(strengths)
    span = _shown(each, sentences[first].hull(sentences[last]))
    score = own.coverage + context + _KINDS[statement.kind]
    if judges and statement.cue_span and _JUDGES.fullmatch(statement.cue_span.of(article.text)):
        score += _JUDGING
    return Candidate(article, span, strengths, own.coverage, context, 1.0, score, statement)


def _by_office(words: str, article: Article, subject: Matcher) -> tuple[float, ...]:
    """What a statement tells about whom it calls by the office alone: "Dieser Minister …" after "Minister Brand"."""
    found = [0.0] * len(subject.groups)
    for name in meant_by_office(words, article):
        found = [max(a, _OFFICE * b) for a, b in zip(found, subject.named(name).strengths, strict=True)]
    return tuple(found)


def _points_back(sentence: str, before: str) -> bool:
    """Whether a sentence takes up another: "Diese Gespräche", "Er sagte dazu", or a noun of it."""
    return (
        leans_back(sentence)
        or _TAKES_UP.search(sentence) is not None
        or not _nouns(sentence).isdisjoint(_nouns(before))
    )


@lru_cache(maxsize=10_000)
def _nouns(sentence: str) -> frozenset[str]:
    """The beginnings of the nouns of a sentence that are no names."""
    names = {word for word, _, _ in named_words(sentence, "de")}
    return frozenset(word[:_STEM].casefold() for word in _NOUN.findall(sentence) if word not in names)


def _beside(strengths: tuple[float, ...], subject: Matcher) -> tuple[float, ...]:
    """What text beside a statement tells about its subject: nothing on mere names, for many are named near it."""
    return (0.0,) * len(strengths) if all(is_name(group) for group in subject.groups) else strengths


def _takes_up_anothers(sentence: str, before: str) -> bool:
    """Whether a sentence takes up what somebody else said: "solche Garantien" after "Sicherheitsgarantien"."""
    said = tuple(word.casefold() for word in _NOUN.findall(before))
    return _TAKES_UP.search(sentence) is not None and any(
        each.endswith(word.casefold()) for word in _NOUN.findall(sentence) for each in said
    )


def _speaks(sentence: Span, statement: Statement, statements: Sequence[Statement]) -> bool:
    """Whether the same speaker says something in a sentence."""
    same = (each for each in statements if each.speaker and each.speaker == statement.speaker)
    return any(part.overlap(sentence) for each in same for part in each.spans)


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
    """Whether quoted words say something by themselves: several, beginning like a sentence, with a verb.

    Of what is only named ("Familienväter oder junge Leute") the sentence tells what was said.
    """
    bare = words.strip(_MARKS)
    most_phrase, found = 4, re.findall(r"\w+", bare)
    return len(found) > most_phrase and bare[:1].isupper() and any(map(_may_be_finite, found))


def _may_be_finite(word: str) -> bool:
    """Whether a word may be the verb of a sentence; a plural is spelled like its infinitive."""
    if word in ALL_FINITE or word.casefold() in ALL_FINITE:
        return True
    return morphology().analyse(word.casefold()).tag.endswith(("(FIN)", "(INF)"))
