"""Who is meant by an office: the one whom an article calls so, beside the name. Pure.

An office stands before a name ("US-Präsident Donald Trump", "Putins Berater Juri Uschakow", "der Berater des Kremls,
Juri Uschakow,") or behind it ("Jared Kushner, der Schwiegersohn des US-Präsidenten"). Of such a phrase one noun is the
head; "der Schwiegersohn des US-Präsidenten" is no president.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.wording import keys, same_word, tokens
from index.language.morphology import morphology
from index.language.quotations.cues import CUE_FORMS
from index.language.quotations.people import People, is_office
from index.language.stopwords import english_stopwords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.matching import Matcher
    from index.language.quotations.people import Person
    from index.model import Article
    from index.planning import Group

_HOLDS = 0.84  # the strength from which on a word of an office stands in a phrase: itself, or all parts of a compound
_HEADS = 0.5  # and in its head, where less is there of what is divided: Sprecher of Kremlsprecher
_REACH = 90  # characters in which a phrase stands before or behind a name
_SURELY = 0.9  # the strength of a word that stands there itself, not in parts
_SPREAD = 2  # words that may stand between those of somebody's description
_WORD = re.compile(r"[\w’'.-]*\w")
_ARTICLES = frozenset("der die das des dem den ein eine einem einen einer eines the a an".split())  # noqa: SIM905
_OF = frozenset({"des", "der", "von", "vom", "of"})
_CONTINUES = frozenset({"von", "vom", "of"})  # a genitive; they never begin one
_ENDS = re.compile(r"[.!?;:,„“”\"»«(]|\n\n")
# A definite article or "dieser", what may be said of the person, the noun, and no name behind it.
_BY_OFFICE = re.compile(
    r"\b(?:[Dd]ies(?:er|en|em|e)|[Dd]er|[Dd]en|[Dd]em|[Dd]ie)\s(?:[a-zäöü]+(?:e|en)\s)?([A-ZÄÖÜ][\w-]+)(?!\s[A-ZÄÖÜ]|\w|-)"
)
_BEHIND = re.compile(r",\s+(?=(?:der|die|das|ein|eine|the|a)\s)")


def phrases(article: Article, name: str) -> list[str]:
    """The noun phrases that an article sets before or behind a name, wherever it gives it; each once."""
    surname = name.rsplit(maxsplit=1)[-1]
    found: dict[str, None] = {}
    for match in re.finditer(rf"(?<!\w){re.escape(surname)}s?(?!\w)", article.text):
        start = match.start()
        first = name.removesuffix(surname)
        if first and article.text.endswith(first, 0, start):
            start -= len(first)
        before = article.text[max(0, start - _REACH) : start]
        behind = article.text[match.end() : match.end() + _REACH]
        if before.rstrip().endswith(",") and behind.startswith(","):
            found[_ending(before.rstrip(" ,"), article, within=_ARTICLES | _OF)] = None
        else:
            found[_ending(before, article)] = None
        if apposed := _BEHIND.match(behind):
            found[_ENDS.split(behind[apposed.end() :], maxsplit=1)[0].strip()] = None
    return [each for each in found if each]


def _ending(before: str, article: Article, within: frozenset[str] = _ARTICLES) -> str:
    """The noun phrase that a text ends in; empty if it ends in something else.

    An apposition may be of *von* too ("der Schwiegersohn von US-Präsident Donald Trump, Jared Kushner,").
    """
    words = list(_WORD.finditer(before, max((match.end() for match in _ENDS.finditer(before)), default=0)))
    start = len(before)
    for at in range(len(words) - 1, -1, -1):
        word = words[at][0]
        if before[words[at].end() : start].strip():
            break
        if word in within:
            start = words[at].start()
            # An article ends the phrase, but for that of a genitive: "Sprecher des Kremls".
            if word not in _OF or at == 0 or not words[at - 1][0][:1].isupper():
                break
        elif word[:1].isupper() or _describes(word, article.language):
            start = words[at].start()
        else:
            break
    phrase = before[start:].strip()
    # Whose head lies farther off than is read is no office: "(der) Schwiegersohn (36) von US-Präsident Trump".
    return "" if phrase.split(maxsplit=1)[:1] and phrase.split(maxsplit=1)[0] in _CONTINUES else phrase


@lru_cache(maxsize=10_000)
def _describes(word: str, language: str | None) -> bool:
    """Whether a word in small letters may stand within the name of an office: an adjective, in English a noun too."""
    if language == "en":
        return word not in english_stopwords() and not word.endswith("ed")
    return word not in CUE_FORMS and morphology().analyse(word).tag.startswith("ADJ")


def head(phrase: str) -> str:
    """The noun that a phrase is about: *Berater* of "der außenpolitische Berater des Kremls"."""
    words = phrase.split()
    ends = next((at for at, word in enumerate(words) if at > 0 and word in _OF), len(words))
    return next((word for word in reversed(words[:ends]) if word not in _ARTICLES), phrase)


def is_called(asked: Matcher, phrase: str) -> bool:
    """Whether a phrase calls somebody what `asked` does: every word of it is there, one in the head."""
    if not asked.groups or not _holds_all(asked, phrase):
        return False
    noun = head(phrase)
    return any(
        strength >= _HEADS or _spelled(group, noun)
        for group, strength in zip(asked.groups, asked.match(noun).strengths, strict=True)
    )


def _holds_all(asked: Matcher, text: str, least: float = _HOLDS) -> bool:
    return all(
        strength >= least or _spelled(group, text)
        for group, strength in zip(asked.groups, asked.match(text).strengths, strict=True)
    )


def _spelled(group: Group, text: str) -> bool:
    """Whether a text names a group in another form: *USA* in "US-Präsident", *amerikanisch* in "amerikanischer"."""
    there = [keys(word) for word in tokens(text)]
    spellings = (tokens(words) for words in (group.source, *(each.text for each in group.alternatives)))
    # A bare number has no letters to spell: it is there itself, or not at all.
    return any(words and all(any(keys(word) & each for each in there) for word in words) for words in spellings)


@lru_cache(maxsize=256)
def _persons(text: str) -> tuple[Person, ...]:
    """The persons of an article's text, in order of mention; one question asks for them several times."""
    return tuple(People(text))


def people(text: str) -> tuple[str, ...]:
    """The names of the persons in an article's text, in order of mention."""
    return tuple(person.name for person in _persons(text))


def meant_by_office(words: str, article: Article) -> list[str]:
    """The names of those whom words out of an article call by their office alone: "dieser Minister", "die Kanzlerin".

    The article gives the office, or one that ends in it ("Bundesinnenminister"), to one person only.
    """
    named = {match[1].casefold() for match in _BY_OFFICE.finditer(words) if is_office(match[1])}
    found = []
    for office in named:
        holding = [person.name for person in _persons(article.text) if any(o.endswith(office) for o in person.offices)]
        if len(holding) == 1:
            found += holding
    return found


def holders(asked: Matcher, articles: Iterable[Article]) -> list[str]:
    """The names of those whom articles call what `asked` says, in order of mention, each once."""
    found: dict[str, None] = {}
    for article in articles:
        for name in people(article.text):
            if any(is_called(asked, phrase) for phrase in phrases(article, name)):
                found[name] = None
    return list(found)


def is_mentioned(asked: Matcher, text: str) -> bool:
    """Whether a text holds all words of somebody's description close together."""
    run = len(asked.groups) + _SPREAD
    parts = (tokens(part) for part in _ENDS.split(text))
    runs = (" ".join(words[at : at + run]) for words in parts for at in range(max(1, len(words) - run + 1)))
    return bool(asked.groups) and any(_holds_all(asked, words, _SURELY) for words in runs)


def is_named(words: str, asked: Matcher, name: str) -> bool:
    """Whether words name a person: all of them, or a surname with whatever office before it ("Kremlchef Putin").

    A genitive names somebody else: "Putins Schwiegersohn", "Berater Putins".
    """
    if asked.named(name).coverage >= 1:
        return True
    typed, surname = tokens(words)[-1:], name.rsplit(maxsplit=1)[-1]
    if not typed or (typed[0].endswith("s") and not surname.endswith("s")):
        return False
    return same_word(typed[0], surname) and name[:1].isupper()
