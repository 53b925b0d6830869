"""Whose words a stretch of an article is, and whose a claim says they are. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.persons import phrases
from assistant.wording import TITLES, Holds, full_names, named_words, same_word, spelled, tokens
from index.language.morphology import morphology
from index.language.quotations import tells_unsaid
from index.language.quotations.cues import CUE_FORMS
from index.language.quotations.first_names import FEMALE, MALE
from index.language.quotations.outlets import KNOWN
from index.language.quotations.people import is_office
from index.language.stopwords import english_stopwords

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.model import Language
    from index.model import Article, Span, Statement

SAID_IN_ENGLISH = frozenset(
    """
    say says said saying tell tells told state states stated declare declares declared claim claims claimed announce
    announces announced argue argues argued warn warns warned promise promises promised demand demands demanded admit
    admits admitted deny denies denied write writes wrote explain explains explained stress stresses stressed insist
    insists insisted add adds added call calls called believe believes believed think thinks thought note notes noted
    remark remarks remarked comment comments commented respond responds responded reply replies replied emphasize
    emphasized emphasised describe describes described express expresses expressed suggest suggests suggested urge urges
    urged report reports reported confirm confirms confirmed acknowledge acknowledged want wants wanted expect expects
    expected hope hopes hoped reiterate reiterated criticize criticized criticised praise praised reject rejects
    rejected
    """.split()  # noqa: SIM905 - readable
)
_GERMAN_STEMS = """
    sag mein erklär äußer beton behaupt bericht meld versicher warn forder kritisier bekräftig ergänz erwider antwort
    entgegn versprach verspr widersprach beteuer dementier bestätig bezweifel lobt mahn prophezei unterstr schilder
    erläuter kommentier schrieb schreib verkünd droh verlang wünsch hoff glaub sieht sah nannt nenn bezeichn
"""
_GERMAN_ENDINGS = ("", "t", "te", "ten", "en", "et", "ete", "eten", "icht", "ich", "e")
_PARTICIPLES = "gesagt erklärt gemeint betont behauptet berichtet gemeldet gewarnt gefordert bestätigt"
SAID_IN_GERMAN = frozenset(
    [stem + ending for stem in _GERMAN_STEMS.split() for ending in _GERMAN_ENDINGS] + _PARTICIPLES.split()
)
_AUXILIARIES = frozenset("has have had is was also later again hat habe hatte haben auch zudem außerdem".split())  # noqa: SIM905
_BEFORE_NAME = re.compile(
    r"\b(?:according to|in the words of|as told by|laut|so|gemäß|"
    r"nach(?: den)? (?:Angaben|Worten|Aussagen?|Ansicht) (?:von|des|der))"
    r"(?:\s+(?:the|der|dem|den|des|die))?(?:\s+[a-zäöüA-ZÄÖÜ][\w-]*){0,3}\s*$",
    re.IGNORECASE,
)
_CAPITALS = r"(?P<who>(?:[A-ZÄÖÜ][\w’-]+\s?)+)"
_BARE_BESIDE_VERB = (
    re.compile(rf"\b(?P<verb>[a-zäöü]\w+)\s+{_CAPITALS}"),
    re.compile(rf"(?:^|[.:;]\s+){_CAPITALS}(?P<verb>[a-zäöü]\w+)"),
)
_AFTER_NAME = re.compile(r"\s*(?:zufolge\b|(?:['’]s?\s+(?:words|view|account|opinion)\b))")
_COLON = re.compile(r"\s*:\s")
_CAPITALS_IN_ENGLISH = re.compile(r"(?<![\w’'-])[^\W\d_a-zäöüß][\w’'-]*(?:\s+[^\W\d_a-zäöüß][\w’'-]*)*")
_PASSIVE = re.compile(r"\s+(?:is|are|was|were|has been|have been|had been)\b")
_LAST_WORDS = re.compile(r"(?P<subject>[\w’']+\s+)?(?P<verb>[\w’']+)\s+(?:the\s+)?$")
_NEXT_WORDS = re.compile(r"[\w’']+")
_CUE_WORDS = frozenset({"laut", "zufolge", "so", "demnach", "angaben", "worten"})
_LEADING = 5  # words between a verb and its subject, at most
_SLIGHT = 15  # characters; a shorter overlap with another's statement is a neighbour's edge


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a quotation is.

    Attributes:
        statement: the statement that makes up most of it, or ``None`` for a reporter's own words.
        fits: whether that agrees with who the claim says it is.
    """

    statement: Statement | None
    fits: bool


def attributed(text: str, language: Language) -> tuple[str, ...]:
    """The names that a claim's own words give as who said it: ``X sagte``, ``said X``, ``laut X``, ``X zufolge``."""
    found = []
    named = full_names(text, language)
    if language == "en":
        named += _beginning(text)
    for name, start, end in named:
        after = [word.casefold() for word in _NEXT_WORDS.findall(_without_apposition(text[end : end + 120]))[:3]]
        before = _before(text[:start], language)
        while after and after[0] in _AUXILIARIES:
            after.pop(0)
        says = bool(after) and is_saying(after[0])
        if (
            says
            or is_saying(before)
            or _BEFORE_NAME.search(text[:start])
            or _AFTER_NAME.match(text, end)
            or _COLON.match(text, end)
        ):
            found.append(name)
    if language == "de":
        # Surnames that are no known names: what stands bare beside a verb of saying says it, names or not.
        beside = (match for pattern in _BARE_BESIDE_VERB for match in pattern.finditer(text))
        found += [
            match["who"].strip()
            for match in beside
            if match["verb"] in SAID_IN_GERMAN and morphology().analyse(match["who"].split()[-1]).tag[:1] == "N"
        ]
    return tuple(dict.fromkeys(found))


def _before(text: str, language: Language) -> str:
    """The word right before a name, unless it is a verb that has its subject already: "An official said Russia …"."""
    found = _LAST_WORDS.search(text)
    if not found:
        return ""
    return "" if language == "en" and found["subject"] else found["verb"].casefold()


def _beginning(text: str) -> Iterator[tuple[str, int, int]]:
    """The capitals that begin an English sentence, but for words that always may: names or not, one of them may speak.

    Of what is passive ("Secrecy was demanded") the subject speaks to nobody.
    """
    for match in _CAPITALS_IN_ENGLISH.finditer(text):
        words = list(_NEXT_WORDS.finditer(match[0]))
        while words and words[0][0].casefold() in english_stopwords():
            words.pop(0)
        if words and not _PASSIVE.match(text, match.end()):
            start, end = match.start() + words[0].start(), match.start() + words[-1].end()
            yield text[start:end].removesuffix("'s").removesuffix("’s"), start, end


def is_saying(word: str) -> bool:
    """Whether a word in small letters is a form of a verb of saying, German or English."""
    return word in SAID_IN_ENGLISH or word in SAID_IN_GERMAN


def _without_apposition(text: str) -> str:
    """What follows a name, an apposition between commas taken out: ``, the Kremlin spokesman, said``."""
    return re.sub(r"^,[^,.;:]{1,80},", "", text)


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: the surnames agree, and so do first names where both are given."""
    first, second = tokens(one), tokens(other)
    if not first or not second or not same_word(first[-1], second[-1]):
        return False
    given, others = _given(first), _given(second)
    if not given or not others:
        return True
    return any(same_word(a, b) or (a[0] == b[0] and min(len(a), len(b)) == 1) for a in given for b in others)


def _given(name: Sequence[str]) -> list[str]:
    """The first names in a name; a capital before a surname is one unless it is an office or a title."""
    before = name[:-1]
    known = [word for word in before if word in MALE or word in FEMALE]
    if known or len(before) != 1 or not before[0][:1].isupper():
        return known
    word = before[0]
    return [] if is_office(word) or word.casefold() in TITLES else [word]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A quotation in its article.

    Attributes:
        article: where it stands.
        span: the quotation.
        sentence: the words of the sentences it stands in.
        said: the article's statements.
    """

    article: Article
    span: Span
    sentence: str
    said: Sequence[Statement]


def voice(stretch: Stretch, wanted: Sequence[str], holds: Holds) -> Voice:
    """Whose words a quotation is, and whether one of `wanted` is that person.

    Where the article's statements name nobody for it, its sentence must at least name the person and tell of saying.

    Args:
        stretch: the quotation.
        wanted: the names, offices or outlets that a claim gives as who says it; none: it gives nobody.
        holds: whether a text names what a word names.
    """
    span, article = stretch.span, stretch.article
    inside = [(each, amount) for each in stretch.said if (amount := _covered(each, span)) >= min(_SLIGHT, len(span))]
    best = max(inside, key=lambda pair: (pair[1], -len(pair[0].hull)), default=None)
    main = best[0] if best and best[1] * 2 > len(span) else None
    people = [name for name in wanted if not _passed_on(name, article, [each for each, _ in inside])]
    if not people:
        return Voice(main, fits=True)
    theirs = [pair for pair in inside if any(is_by(name, pair[0], article, holds) for name in people)]
    if not theirs:
        unnamed = all(each.speaker is None for each, _ in inside)
        told = unnamed and any(_tells_of(name, stretch.sentence) for name in people)
        return Voice(main, fits=told and not tells_unsaid(stretch.sentence))
    others = sum(amount for each, amount in inside if each.speaker and all(each is not mine for mine, _ in theirs))
    chosen = max(theirs, key=lambda pair: pair[1])
    return Voice(chosen[0], fits=chosen[1] > others)


def _tells_of(name: str, sentence: str) -> bool:
    """Whether a sentence names a person, who is no outlet, and has a word for saying."""
    if name.casefold() in KNOWN or not tokens(name) or not spelled(tokens(name)[-1], sentence):
        return False
    return _BEFORE_NAME.search(sentence) is not None or any(
        word.casefold() in CUE_FORMS or word.casefold() in _CUE_WORDS for word in tokens(sentence)
    )


def tells_of(name: str, sentence: str) -> bool:
    """Whether a sentence tells that somebody said something: the name beside a verb of saying whose subject it is.

    "Dmitrijew nannte …", "nannte der Unterhändler Dmitrijew …"; not "Putin nannte Dmitrijew …".
    """
    surname, words = name.rsplit(maxsplit=1)[-1], tokens(sentence)
    names = {word for word, _, _ in named_words(sentence, "de")}
    for at, word in enumerate(words):
        if not same_word(word, surname):
            continue
        if at + 1 < len(words) and is_saying(words[at + 1].casefold()):
            return True
        verb = next((n for n in range(at - 1, max(at - _LEADING, 0) - 1, -1) if not _leads(words[n])), -1)
        subject_before = verb > 0 and words[verb - 1] in names and not (verb > 1 and _is_preposition(words[verb - 2]))
        if verb >= 0 and is_saying(words[verb].casefold()) and not subject_before:
            return True
    return False


def _is_preposition(word: str) -> bool:
    return morphology().analyse(word.casefold()).tag.startswith("AP")


def _leads(word: str) -> bool:
    """Whether a word may stand between a verb and the name that is its subject: an article, an adjective, an office."""
    if word[:1].isupper():
        return True
    return not is_saying(word) and (word in {"der", "die", "das"} or morphology().analyse(word).tag.startswith("ADJ"))


def is_by(name: str, statement: Statement, article: Article, holds: Holds) -> bool:
    """Whether a statement is made by whom `name` names: a person's name, or an office the article gives them."""
    if statement.speaker and same_person(name, statement.speaker):
        return True
    here = statement.speaker_span.of(article.text) if statement.speaker_span else ""
    if here and (holds(name, here) or spelled(here, name)):
        return True
    return bool(statement.speaker) and _has_office(name, str(statement.speaker), article, holds)


def _has_office(name: str, speaker: str, article: Article, holds: Holds) -> bool:
    """Whether the article gives the speaker the office `name`: "Kremlsprecher Dmitri Peskow"."""
    if any(word[:1].isupper() and same_word(word, speaker.split(maxsplit=1)[0]) for word in tokens(name)):
        return False  # a first name, not an office
    return any(holds(name, phrase) for phrase in phrases(article, speaker))


def _passed_on(name: str, article: Article, said: Sequence[Statement]) -> bool:
    """Whether `name` is the outlet or agency of the article, or passed one of these statements on."""
    outlets = [article.printed_by, article.outlet, article.agency, *(each.via for each in said)]
    return any(outlet and spelled(name, outlet) for outlet in outlets)


def _covered(statement: Statement, span: Span) -> int:
    return sum(part.overlap(span) for part in statement.spans)
