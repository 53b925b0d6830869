"""Whom a claim brings into another's words: a person who neither speaks in its quotation nor is named there. Pure.

"Nach Ansicht Putins …", "Putin's position: …", "It was Putin who called …" give words to somebody with no verb of
saying. Rather than every such phrase, what is looked at is whether the claim names only others than who speaks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.persons import people, phrases
from assistant.voices import same_person
from assistant.wording import spelled, tokens
from index.language.quotations.first_names import FEMALE, MALE
from index.language.quotations.people import is_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.referring import Look
    from index.model import Article, Statement

# By which a quotation may mean a man or a woman who is named before it.
_HE = re.compile(r"\b(?:er|ihn|ihm|sein\w*|he|him|his)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:sie|ihr\w*|she|her)\b", re.IGNORECASE)


def bystander(text: str, statement: Statement, article: Article, quote: str, look: Look) -> str | None:
    """Who is named in a claim that does not name the quotation's speaker, and is not named in what is said or quoted.

    Whom only the reporter's words beside it name ("…“, sagte Peskow nach dem Treffen mit Putin") is a bystander too.

    Args:
        text: the claim's own words.
        statement: what makes up the quotation.
        article: where it stands.
        quote: the quotation.
        look: the articles shown; who is no person in any of them is none.

    Returns:
        the first such name, as an article gives it; ``None`` if there is none, or if nobody is known to speak.
    """
    speaker = statement.speaker
    if not speaker or not tokens(speaker) or spelled(tokens(speaker)[-1], text):
        return None
    named = _named(text, look.articles)
    if any(same_person(name, speaker) for name in named):
        return None
    return next((name for name in named if not _is_there(name, statement, article, quote)), None)


def _named(text: str, articles: Sequence[Article]) -> list[str]:
    """The persons of the articles whose surname a text holds, as a name: with a capital."""
    capitals = " ".join(word for word in tokens(text) if word[0].isupper())
    known = dict.fromkeys(name for article in articles for name in people(article.text))
    return [name for name in known if spelled(name.rsplit(maxsplit=1)[-1], capitals)]


def _is_there(name: str, statement: Statement, article: Article, quote: str) -> bool:
    """Whether a person is named in what is said or quoted, by an office or a pronoun too, or passed it on."""
    said = statement.hull.of(article.text)
    there = " ".join(part for part in (said, quote, statement.via) if part)
    if spelled(name.rsplit(maxsplit=1)[-1], there):
        return True
    first = name.split(maxsplit=1)[0]
    if (_SHE if first in FEMALE and first not in MALE else _HE).search(said):
        return True
    called = (tokens(phrase)[-1:] for phrase in phrases(article, name))
    return any(word and is_office(word[0]) and spelled(word[0], there) for word in called)
