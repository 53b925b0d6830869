"""Whom "he" or "that" means in a question: the person the conversation is about. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.model import Answer
from assistant.question import wanter
from assistant.wording import is_common_name
from index.language.morphology import morphology
from index.language.names import name_key
from index.language.quotations.people import People, is_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.model import Language, Turn
    from assistant.question import Question

_HE = re.compile(r"\b(?:he|she|er|sie|him|ihm|ihn)\b", re.IGNORECASE)
_HIS = re.compile(r"\b(?:his|her|sein|seine[rnms]?|ihre[rnms]?)\b", re.IGNORECASE)
_WHO_IS = re.compile(
    r"^(?:(?:and|und)\s+)?(?:who(?:\s+is|\s+was|['’]s)\s+(?:that|this|he|she)(?:\s+(?:man|woman|person|guy))?|"
    r"wer\s+(?:ist|war)\s+(?:denn\s+)?(?:das|dies|er|sie|die(?:se[rs]?)?|der)(?:\s+(?:denn|eigentlich|Mann|Frau|Person))?)\s*\??$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<=\s)[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+){0,2}")


def who_is(
    typed: str, last: Question, turn: Turn, is_person: Callable[[str], bool], language: Callable[[str], Language]
) -> str | None:
    """Who the person is that the last turn is about, if that is what was typed; ``None`` if not, or of nobody.

    Args:
        typed: the question as typed.
        last: the last question, understood.
        turn: the last turn.
        is_person: whether words name somebody who says something in the articles.
        language: the language of a question.
    """
    if not _WHO_IS.match(typed):
        return None
    person = whom(last, turn, is_person)
    if person is None:
        return None
    return f"{'Wer ist' if language(typed) == 'de' else 'Who is'} {person}?"


def with_name(typed: str, person: str, language: Language) -> str:
    """The question with the person's name in place of "he" and "his"."""
    return _HIS.sub(_genitive(person, language), _HE.sub(person, typed))


def _genitive(name: str, language: Language) -> str:
    if language == "en":
        return f"{name}'s"
    return f"{name}’" if name[-1:] in "sßxz" else f"{name}s"


def whom(last: Question, turn: Turn, is_person: Callable[[str], bool]) -> str | None:
    """Whom "he" means: the person asked about last, else who was found, else the first who is quoted; or nobody."""
    named = (name for name in _asked_about(last, turn, is_person) if _may_be_he(name, last.text))
    if (first := next(named, None)) is not None:
        return first
    told = next(_told_of(last, turn), None) if isinstance(turn.reply, Answer) else None
    if told is None and last.kind == "who":  # nobody was found beside whom it names
        named = (name for name in _NAMED.findall(last.text) if is_person(name) and _may_be_he(name, last.text))
        told = next(named, None)
    return told


def _asked_about(last: Question, turn: Turn, is_person: Callable[[str], bool]) -> Iterator[str]:
    if last.speakers and is_office(last.speakers[0].rsplit(maxsplit=1)[-1]) and isinstance(turn.reply, Answer):
        yield from (claim.speaker for claim in turn.reply.claims if claim.speaker and " " in claim.speaker)
    yield from last.speakers[:1]
    if last.kind == "who_is":
        yield last.subject
    elif last.kind != "who":  # it asks for somebody else than it names
        yield from filter(None, [wanter(last)])
        known = {each.surname for each in People(_shown(turn)) if " " in each.name}
        yield from (name for name in _NAMED.findall(last.text) if is_person(name) or name.split()[-1] in known)


def _told_of(last: Question, turn: Turn) -> Iterator[str]:
    assert isinstance(turn.reply, Answer)
    if last.kind == "who":
        quotes = " ".join(citation.quote for citation in turn.reply.claims[0].citations)
        yield from (each.name for each in People(quotes) if " " in each.name and each.surname not in last.text)
    for claim in turn.reply.claims:
        # A name of one word may be the Kremlin's.
        if (
            claim.speaker
            and (" " in claim.speaker or is_office(claim.speaker))
            and _may_be_he(claim.speaker, last.text)
        ):
            yield claim.speaker


def _shown(turn: Turn) -> str:
    """What the last reply quotes and was looked for in."""
    reply = turn.reply
    receipts = reply.citations if isinstance(reply, Answer) else reply.nearest
    passages = (hit.passage.text for hit in reply.ranking.hits) if reply.ranking else ()
    return "\n".join((*(citation.quote for citation in receipts), *passages))


def _may_be_he(name: str, text: str) -> bool:
    """Whether a name is a person's: an office ("Kremlsprecher"), or no noun, and without an article ("der Kreml")."""
    if any(map(is_office, name.split())):
        return True
    head = name.rsplit(maxsplit=1)[-1]
    if is_common_name(head):
        return False
    with_article = re.search(rf"\b(?:der|die|das|dem|den|the)\s+{re.escape(name)}", text, re.IGNORECASE)
    noun = name_key(head) is None and morphology().knows(head) and morphology().analyse(head).tag.startswith("NN")
    return not with_article and not noun
