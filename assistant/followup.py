"""A question that leans on the conversation → one that stands alone. Rules only; pure.

The last reply's question is already complete, so only that one and the person it is about are needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.model import Answer
from assistant.question import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from assistant.model import Language, Turn
    from assistant.question import Question

_AND = re.compile(
    r"^(?:and|und|what about|how about|and what about|wie steht es mit|was ist mit|und was ist mit)\s+"
    r"(?:(?:about|on|über|zu[mr]?|von|the|der|die|das|den|dem)\s+)*(?P<new>.{2,80}?)\s*\??$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"^(?P<word>why|since when|until when|when|where|who|how long|how many|how|with whom|by whom|what for|"
    r"warum|wieso|weshalb|seit wann|bis wann|wann|wo|wohin|woher|wer|wie lange|wie viele?|wie|mit wem|von wem|wozu)"
    r"(?:\s+(?:exactly|that|so|genau|das|denn|eigentlich|not|nicht))*\s*\??$",
    re.IGNORECASE,
)
_IN_LANGUAGE = re.compile(
    r"^(?:(?:and|und|please|bitte|the same|dasselbe|das gleiche|nochmal|again)[\s,]+)*"
    r"(?:in|auf)\s+(?P<language>german|deutsch|english|englisch)(?:[\s,]+(?:please|bitte))*\s*[?.!]?$",
    re.IGNORECASE,
)
_PERSON_AND_SUBJECT = re.compile(r"(?P<who>.+?)\s+(?:über|zu[mr]?|on|about)\s+(?P<what>.+)", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|she|er|sie|him|ihm|ihn)\b", re.IGNORECASE)
_HIS = re.compile(r"\b(?:his|her|sein|seine[rnms]?|ihre[rnms]?)\b", re.IGNORECASE)
_ALSO = re.compile(r"\b(?:that|this|it|dazu|darüber|davon|das)\s*\??$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands alone.

    Attributes:
        text: the question.
        language: if the person asked for an answer in this language, whatever the question's own.
    """

    text: str
    language: Language | None = None


def complete(question: str, history: Sequence[Turn], *, is_person: Callable[[str], bool], today: date) -> Completed:
    """The question with what it leaves out taken from the last turn; unchanged where it leaves out nothing.

    Args:
        question: as typed.
        history: the conversation so far, oldest first.
        is_person: whether words name somebody who says something in the articles.
        today: what relative days count from.
    """
    typed = " ".join(question.split())
    if not history:
        return Completed(typed)
    reply = history[-1].reply
    last = understand(reply.question, reply.language, today)
    if match := _IN_LANGUAGE.match(typed):
        wanted: Language = "de" if match["language"].casefold() in {"german", "deutsch"} else "en"
        return Completed(last.text, wanted)
    if match := _ALONE.match(typed):
        return Completed(f"{match['word'].capitalize()}: {last.text}")
    if (match := _AND.match(typed)) and (text := _replaced(last, match["new"], is_person)):
        return Completed(text)
    person = _person(last, history[-1])
    if person is not None:
        typed = _HIS.sub(f"{person}s" if last.language == "de" else f"{person}'s", _HE.sub(person, typed))
        if last.subject:
            typed = _ALSO.sub(f"{_about(last.language)} {last.subject}?", typed) if last.kind == "said" else typed
    return Completed(typed)


def _about(language: Language) -> str:
    return "zu" if language == "de" else "about"


def _replaced(last: Question, new: str, is_person: Callable[[str], bool]) -> str | None:
    """The last question about somebody or something else; ``None`` if there is nothing that could be exchanged."""
    both = _PERSON_AND_SUBJECT.match(new)
    if last.speakers and last.subject and both and is_person(both["who"]):
        return _exchanged(_exchanged(last.text, last.subject, both["what"]), last.speakers[0], both["who"])
    if last.speakers and is_person(new):
        return _exchanged(last.text, last.speakers[0], new)
    if last.subject and last.kind in {"said", "known_about"}:
        return _exchanged(last.text, last.subject, new)
    if last.speakers:
        return f"{last.text.rstrip(' ?')} {_about(last.language)} {new}?"
    if is_person(new):
        known = next((word for word in re.findall(r"[A-ZÄÖÜ][\w-]+", last.text)[1:] if is_person(word)), None)
        if known is not None:
            return _exchanged(last.text, known, new)
    return f"{last.text.rstrip(' ?')} – {new}?"


def _exchanged(text: str, old: str, new: str) -> str:
    return text.replace(old, new, 1)


def _person(last: Question, turn: Turn) -> str | None:
    """Whom "he" means: the person asked about last, else the first one the last answer quotes."""
    if last.speakers:
        return last.speakers[0]
    if isinstance(turn.reply, Answer):
        return next((claim.speaker for claim in turn.reply.claims if claim.speaker), None)
    return None
