"""Whom a claim means that names nobody as who said it: "he said", "the president said", "der Sprecher sagte". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.persons import people, phrases
from assistant.voices import SAID_IN_ENGLISH, SAID_IN_GERMAN, attributed, is_by, same_person
from assistant.wording import Holds, spelled, tokens
from index.language.quotations.first_names import FEMALE, MALE
from index.language.quotations.people import is_office
from index.model import Article  # noqa: TC001 - part of a value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Language
    from index.model import Statement

_EN = "|".join(sorted(SAID_IN_ENGLISH, key=len, reverse=True))
_DE = "|".join(sorted(SAID_IN_GERMAN, key=len, reverse=True))
_HELPED = r"(?:(?:has|have|had|also|later|then|hat|habe|hatte|auch|zudem|außerdem|dann)\s+)*"
_PRONOUN = {
    "en": re.compile(
        rf"\b(?P<he>he|she)\s+{_HELPED}(?:{_EN})\b|\b(?:{_EN})\s+(?P<she>he|she)\b|\baccording to (?P<him>him|her)\b|"
        rf"\bin (?P<his>his|her) (?:words|view|opinion)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        rf"\b(?P<er>er|sie)\s+{_HELPED}(?:{_DE})\b|\b(?:{_DE})\s+(?P<sie>er|sie)\b|\b(?:laut|nach) (?P<laut>ihm|ihr)\b|"
        rf"\b(?P<zufolge>ihm|ihr) zufolge\b|\bnach (?P<seinen>seinen|ihren) (?:Worten|Angaben)\b",
        re.IGNORECASE,
    ),
}
_HE, _SHE = frozenset({"he", "him", "his", "er", "ihm", "seinen"}), frozenset({"she"})
_PLURAL = re.compile(r"\b(?:\w+en\s+sie|sie\s+\w+en)\b", re.IGNORECASE)  # "sagten sie" is not of one woman
_OFFICES_IN_ENGLISH = (
    r"president|spokes(?:man|woman|person)|minister|chancellor|secretary|ambassador|envoy|negotiator|advis[eo]r|aide|"
    r"official|representative|general|king|queen|pope|prince|mayor|senator|governor|commissioner|leader|chief|head|"
    r"chair(?:man|woman)?|director|judge|lawyer|expert|analyst|commander|officer|diplomat|premier|lawmaker|professor"
)
_OFFICE_IN_ENGLISH = (
    rf"(?:the|an?|his|her|[\w-]+['’]s?)\s+(?P<{{0}}>(?:[\w.-]+\s+){{{{0,3}}}}?(?:{_OFFICES_IN_ENGLISH})"
    r"(?:\s+of\s+[\w-]+)?)"
)
_NOUN = r"(?P<{0}>(?:[a-zäöüß-]+(?:e|er|en|em)\s+)*[A-ZÄÖÜ][\w-]+)(?:\s+(?:des|der|von)\s+[\w-]+)?"
_LEADS = r"(?:[Dd]e[rmns]|[Dd]ie|[Ee]ine?[rms]?|[A-ZÄÖÜ]\w+s)\s+"
_NO_NAME = r"(?!\s+(?-i:[A-ZÄÖÜ]))(?!-)"
_OFFICE = {
    "en": (
        re.compile(rf"\b{_OFFICE_IN_ENGLISH.format('who')}\s+{_HELPED}(?:{_EN})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{_EN}|according\s+to)\s+{_OFFICE_IN_ENGLISH.format('who')}\b{_NO_NAME}", re.IGNORECASE),
    ),
    "de": (
        re.compile(rf"\b{_LEADS}{_NOUN.format('who')}\s+{_HELPED}(?:{_DE}|zufolge)\b"),
        re.compile(rf"\b(?:{_DE}|[Ll]aut|so|(?:Angaben|Worten))\s+{_LEADS}{_NOUN.format('who')}\b{_NO_NAME}"),
    ),
}


def pronoun(text: str, language: Language) -> str | None:
    """The pronoun that a claim gives its words to, in small letters; ``None`` if it gives them to none."""
    found = _PRONOUN[language].search(text)
    return next((word.casefold() for word in found.groups() if word), None) if found else None


def offices(text: str, language: Language) -> tuple[str, ...]:
    """The offices that a claim gives its words to without a name, without article: ``Kremlin spokesman``."""
    found = [match["who"] for pattern in _OFFICE[language] for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(each for each in found if language == "en" or is_office(each.split()[-1])))


@dataclass(frozen=True, slots=True)
class Referred:
    """Whom a claim gives its words to.

    Attributes:
        text: the claim's words.
        names: every name.
        offices: every office that it gives them to without a name.
        pronoun: the pronoun it uses, where it gives its words to no name and no office.
        meant: whom the pronoun may mean.
    """

    text: str
    names: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    pronoun: str | None = None
    meant: tuple[str, ...] = ()

    @property
    def unclear(self) -> str | None:
        """Why a reader cannot know whom the pronoun means, or ``None``."""
        if self.pronoun is None or len(self.meant) == 1:
            return None
        several = f"{', '.join(self.meant)} may be meant" if self.meant else "neither the question nor the claim before"
        return f"whom {self.pronoun!r} means is not clear: {several}{'' if self.meant else ' names anybody'}"

    def fits(self, statement: Statement | None, article: Article, sentence: str, look: Look) -> bool:
        """Whether a statement is made by who holds these offices; a reporter's sentence must at least name them."""
        if statement is None:
            return all(look.holds(office, sentence) for office in self.offices)
        if self.pronoun and statement.speaker and not _is_of(self.pronoun, self.text, statement.speaker):
            return False
        return all(_holds_office(office, statement, article, look) for office in self.offices)


@dataclass(frozen=True, slots=True)
class Look:
    """What may tell who somebody is: the articles shown, and whether a text names what a word names."""

    articles: tuple[Article, ...]
    holds: Holds


def referred(text: str, language: Language, asked: str, before: Sequence[str], look: Look) -> Referred:
    """Whom a claim gives its words to; a pronoun beside a name or an office means that one.

    Args:
        text: the claim's words.
        language: of the claim.
        asked: whose words the question asks for, or the question.
        before: the speakers of the claim before.
        look: where who is meant can be looked up.
    """
    called = offices(text, language)
    nouns = {office.split()[-1] for office in called}
    names = tuple(name for name in attributed(text, language) if name.split()[-1] not in nouns)
    word = None if names or called else pronoun(text, language)
    return Referred(text, names, called, word, meant(asked, before, look) if word else ())


def meant(asked: str, before: Sequence[str], look: Look) -> tuple[str, ...]:
    """The persons whom a pronoun may mean: those that the question names, and whoever spoke in the claim before.

    Args:
        asked: whose words the question asks for, by name or office, or the question.
        before: the speakers of the claim before.
        look: the articles shown; who is no person in any of them is not one.
    """
    known = dict.fromkeys(name for article in look.articles for name in people(article.text))
    named = [name for name in known if spelled(name.rsplit(maxsplit=1)[-1], asked)]
    called = (
        name for name in known if any(look.holds(asked, each) for a in look.articles for each in phrases(a, name))
    )
    distinct: list[str] = []
    for name in (*before, *(named or (called if _is_an_office(asked) else ()))):
        if not any(same_person(name, other) for other in distinct):
            distinct.append(name)
    return tuple(distinct)


def _is_an_office(words: str) -> bool:
    last = words.split()[-1:]
    return any(is_office(word) or re.fullmatch(_OFFICES_IN_ENGLISH, word, re.IGNORECASE) for word in last)


def _is_of(word: str, text: str, speaker: str) -> bool:
    """Whether a pronoun of a claim's text may mean a speaker: a first name that is a man's is no "she"."""
    first = speaker.split(maxsplit=1)[0]
    if word in _HE:
        return first not in FEMALE or first in MALE
    if word in _SHE or (word == "sie" and not _PLURAL.search(text)):
        return first not in MALE or first in FEMALE
    return True


def _holds_office(office: str, statement: Statement, article: Article, look: Look) -> bool:
    """Whether whoever makes a statement is called by an office, in its article or another one that was shown."""
    if is_by(office, statement, article, look.holds):
        return True
    speaker = statement.speaker
    if speaker is None:
        return False
    called = [speaker, *(phrase for each in (article, *look.articles) for phrase in phrases(each, speaker))]
    words = tokens(office)
    return any(look.holds(office, each) or all(look.holds(word, each) for word in words) for each in called)
