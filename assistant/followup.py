"""A question that leans on the conversation → one that stands alone. Rules only; pure.

The last reply's question is already complete, so only that one and the person it is about are needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from assistant import frames
from assistant.dates import window
from assistant.model import Abstention
from assistant.question import understand
from assistant.rewording import about_another, in_case, reworded, what_about, what_came, what_said, who_was_there
from assistant.whom import who_is, whom, with_name
from index.language.morphology import morphology
from index.language.names import name_key
from index.language.quotations.people import is_office

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from assistant.model import Language, Turn
    from assistant.question import Question

_AND = re.compile(
    r"^(?:(?:and\s+)?(?:what|how) about|(?:und\s+)?(?P<dative>wie steht es mit|was ist mit)|and|und)\s+"
    r"(?:(?P<on>about|on|über|zu[mr]?|von|vom)\s+)?(?P<article>(?:the|der|die|das|den|dem)\s+)?(?P<new>.{2,80}?)\s*\??$",
    re.IGNORECASE,
)
_AND_ASKS = re.compile(
    r"^(?:and|und)\s+(?=(?:what|who|whom|when|where|why|how|did|does|was|wer|wen|wem|wann|wo|warum|wieso|wie|hat)\s+\w+\s+\w)"
    r"(?!(?:what|how)\s+about\b|was\s+ist\s+mit\b|wie\s+steht\b)",
    re.IGNORECASE,
)
_JUNK = re.compile(r"\s*[?!<].*")  # what follows the name or the subject asked for
_ALONE = re.compile(
    r"^(?:(?:and|und)\s+)?(?P<word>why|since when|until when|when|where|who|how long|how many|how|"
    r"with whom|by whom|what for|"
    r"warum|wieso|weshalb|seit wann|bis wann|wann|wo|wohin|woher|wer|wie lange|wie viele?|wie|mit wem|von wem|wozu)"
    r"(?:\s+(?:exactly|that|so|genau|das|denn|eigentlich|(?P<not>not|nicht)))*"
    r"(?:\s+(?:was|is|did|does|will|war|ist|wird|fand|findet|geschah|passierte|soll)\s+(?:that|it|this|das|es|dies)"
    r"(?:\s+(?:statt|happen|take\s+place|stattfinden|passieren|so|happening|taking\s+place))*)?\s*[?.!]?$",
    re.IGNORECASE,
)
_REASON = re.compile(r"why|what for|warum|wieso|weshalb|wozu|(?:since|until|seit|bis)\s", re.IGNORECASE)
_WHO_THERE = re.compile(
    r"^(?:wer|who)\s+(?:(?:else|noch|alles|war|waren|was|were|is|ist|nahm|nahmen|took|takes|nimmt|sonst|also|auch)\s+)+"
    r"(?:dabei|da|there|teil|part|present|anwesend|involved|beteiligt|with\s+(?:him|them))\s*\??$",
    re.IGNORECASE,
)
_BEFORE_OR_AFTER = re.compile(
    r"^(?:(?:and|und)\s+)?(?:(?:what|was|wie)\s+(?:happened|came|followed|geschah|passierte|kam|folgte|war|ging\s+es)\s+)?"
    r"(?P<when>(?P<before>before(?:\s+(?:that|it|this))?|beforehand|davor|vorher|zuvor)|"
    r"after(?:\s+(?:that|it|this|wards?))?|afterwards|next|danach|anschließend|weiter)\s*[?.!]?$",
    re.IGNORECASE,
)
_IN_LANGUAGE = re.compile(
    r"^(?:(?:and|und|please|bitte|the same|dasselbe|das gleiche|nochmal|again)[\s,]+)*"
    r"(?:in|auf)\s+(?P<language>german|deutsch|english|englisch)(?:[\s,]+(?:please|bitte))*\s*[?.!]?$",
    re.IGNORECASE,
)
# Whether an answer is true: "Stimmt das wirklich?", "Is that so?", "Really?".
_IS_TRUE = re.compile(
    r"^(?:(?:and|but|und|aber)\s+)?(?:(?:stimmt|ist)\s+(?:das|es|dies)(?:\s+(?:denn|auch|wirklich|tatsächlich|so))*"
    r"(?:\s+(?:wahr|richtig|so))?|wirklich|(?:is|was)\s+(?:that|this|it)\s+(?:really\s+)?(?:true|right|correct|so)|"
    r"really)\s*[?.!]*$",
    re.IGNORECASE,
)
_PERSON_AND_SUBJECT = re.compile(r"(?P<who>.+?)\s+(?:über|zu[mr]?|on|about)\s+(?P<what>.+)", re.IGNORECASE)
_LEAD = re.compile(
    r"\s*\b(?:about|on|regarding|über|zu[mr]?|von|vom)\s+(?:(?:the|der|die|das|den|dem)\s+)?$", re.IGNORECASE
)
_SAYS = re.compile(r"\b(?:say|said|says|think|thinks|sagt|sagte|gesagt|meint|meinte|erklärte|äußerte)\b", re.IGNORECASE)
_ASKS_WORDS = re.compile(r"^(?:(?:and|und)\s+)?(?:what|how|was|wie)\b", re.IGNORECASE)
_LAST_PREPOSITIONS = re.compile(frames.BARE_PREPOSITIONS.pattern + "$", re.IGNORECASE)
_LONGEST_NAME = 3  # words
_ALSO = re.compile(
    r"\s*\b(?:(?:about|on|to|of|über)\s+)?\b(?:that|this|it|dazu|darüber|davon|das)\s*\??$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands alone.

    Attributes:
        text: the question.
        language: if the person asked for an answer in this language, whatever the question's own.
        doubts: whether it is the last question again, because somebody asked whether its answer is true.
    """

    text: str
    language: Language | None = None
    doubts: bool = False


def complete(
    question: str,
    history: Sequence[Turn],
    *,
    is_person: Callable[[str], bool],
    language: Callable[[str], Language],
    today: date,
) -> Completed:
    """The question with what it leaves out taken from the last turn; unchanged where it leaves out nothing.

    Args:
        question: as typed.
        history: the conversation so far, oldest first.
        is_person: whether words name somebody who says something in the articles.
        language: the language of a question; the last answer's may be another that was asked for.
        today: what relative days count from.
    """
    typed = " ".join(question.split())
    asked = [turn for turn in history if not _asked_nothing(turn)]
    if not asked:
        return Completed(typed)
    reply = asked[-1].reply
    read = partial(_read, language=language, today=today)
    last = read(asked[-1])
    asks = _AND_ASKS.sub("", typed)
    # What is said to the last question is asked with it, but what somebody else says on its subject is a new one.
    if asks != typed and (not _ALSO.search(asks) or (last.kind == "said" and _SAYS.search(asks))):
        typed = asks[0].upper() + asks[1:]
    chosen = reply.language if reply.language != last.language else None  # "in English please" goes for what follows
    if again := _again(typed, last, chosen):
        return again
    # Who somebody is, is asked beside what is talked about.
    matter = next((each for each in map(read, reversed(asked)) if each.kind != "who_is"), last)
    if text := who_is(typed, last, asked[-1], is_person, language) or _of_another_kind(matter, typed):
        return Completed(text, chosen)
    person, spoken = whom(last, asked[-1], is_person), language(typed)
    typed = with_name(typed, person, spoken) if person is not None else typed
    # Somebody else is asked for what was asked before its reason was: "What did A say?", "Why?", "And B?".
    whole = next((read(turn) for turn in reversed(asked) if not _is_aside(turn.question)), matter)
    matter = whole if matter == last and whole.kind != "who_is" else matter
    if text := _of_another_thing(matter, typed, is_person, today):
        return Completed(text, chosen)
    if _ALSO.search(typed) and _ASKS_WORDS.match(typed) and understand(typed, spoken, today).kind == "said":
        return Completed(*_said_to_it(matter, typed, spoken, today))
    return Completed(typed)


def _again(typed: str, last: Question, chosen: Language | None) -> Completed | None:
    """The last question once more, in another language or because its answer is doubted, if that is what was typed."""
    if match := _IN_LANGUAGE.match(typed):
        return Completed(last.text, "de" if match["language"].casefold() in {"german", "deutsch"} else "en")
    return Completed(last.text, chosen, doubts=True) if _IS_TRUE.match(typed) else None


def _said_to_it(last: Question, typed: str, spoken: Language, today: date) -> tuple[str, Language | None]:
    """What somebody says about what the last question was about, in its language; and the language to answer in."""
    plain = _ALSO.sub("?", typed)
    if spoken == last.language:
        about = f"{_about(spoken)} {last.subject}?" if last.kind == "said" else what_about(last)
        bare = last.kind == "said" and (not last.subject or _ALSO.fullmatch(last.subject))
        return (plain if bare else _ALSO.sub(f" {about}", typed)), None
    speakers = understand(plain, spoken, today).speakers
    if not speakers:
        return typed, None
    if last.kind == "said" and last.speakers:
        return _exchanged(last.text, last.speakers[0], speakers[0]), spoken
    return what_said(speakers[0], last), spoken


def _read(turn: Turn, *, language: Callable[[str], Language], today: date) -> Question:
    return understand(turn.reply.question, language(turn.reply.question), today)


def _is_aside(typed: str) -> bool:
    """Whether a question as typed is only for a reason, or the last one again: "Why?", "since when?", "in German"."""
    alone = _ALONE.match(typed)
    return bool(alone and _REASON.match(alone["word"])) or any(each.match(typed) for each in (_IN_LANGUAGE, _IS_TRUE))


def _asked_nothing(turn: Turn) -> bool:
    """Whether a question had no word to look for: a slip of the keyboard interrupts no conversation."""
    return isinstance(turn.reply, Abstention) and turn.reply.reason == "empty_question"


def _of_another_kind(last: Question, typed: str) -> str | None:
    """The last question asked for its reason, time, place or people, or what came next, if that is what was typed."""
    if match := _BEFORE_OR_AFTER.match(typed):
        came = what_came(last, before=bool(match["before"]))
        return f"{_without_subject(last)} {match['when']}?" if came is None and last.kind == "said" else came
    if match := _ALONE.match(typed):
        return reworded(last, match["word"], denied=match["not"] is not None)
    return who_was_there(last) if _WHO_THERE.match(typed) else None


def _of_another_thing(last: Question, typed: str, is_person: Callable[[str], bool], today: date) -> str | None:
    """The last question about other days, somebody or something else, if that is what was typed."""
    match = _AND.match(_JUNK.sub("", typed))
    if match is None:
        return None
    return _another_day(last, match["new"], today) or _replaced(last, match, is_person)


def _another_day(last: Question, new: str, today: date) -> str | None:
    """The last question about other days; ``None`` where no days are named."""
    named = window(new, today)
    if named is None or not frames.BARE_PREPOSITIONS.fullmatch(_exchanged(new, named.words, "").strip() or "on"):
        return None
    if last.window:
        head = _LAST_PREPOSITIONS.sub("", last.text[: last.window.start].rstrip())
        return f"{head} {new}{last.text[last.window.start + len(last.window.words) :]}"
    return f"{last.text.rstrip(' ?!.')} {new}?"


def _about(language: Language) -> str:
    return "zu" if language == "de" else "about"


def _replaced(last: Question, typed: re.Match[str], is_person: Callable[[str], bool]) -> str | None:
    """The last question about somebody or something else; ``None`` if there is nothing that could be exchanged.

    What stands behind a preposition ("and about X?") is a subject, whoever else X may be.
    """
    new, event = typed["new"], f"{typed['article'] or ''}{typed['new']}"
    if last.kind == "said":
        if typed["on"]:
            return _about_something_else(last, typed["on"], event)
        if person := _another_person(last, new, is_person):
            return person
    if last.subject and last.kind in {"said", "known_about"}:
        about = event if typed["dative"] else in_case(event, last.language)
        return _about_something_else(last, _about(last.language), about)
    if typed["article"] and (another := about_another(last, event, dative=bool(typed["dative"]))):
        return another
    if last.speakers:
        return _another_person(last, new, is_person) or f"{last.text.rstrip(' ?')} {_about(last.language)} {new}?"
    return _another_name(last, new, is_person) or f"{last.text.rstrip(' ?')} – {new}?"


def _another_name(last: Question, new: str, is_person: Callable[[str], bool]) -> str | None:
    """The last question with another person's name for the one it names; ``None`` if nobody is named."""
    if not (is_person(new) or (_SAYS.search(last.text) and _is_named(new, last.language))):
        return None
    known = next((word for word in re.findall(r"[A-ZÄÖÜ][\w-]+", last.text)[1:] if is_person(word)), None)
    return None if known is None else _exchanged(last.text, known, new)


def _another_person(last: Question, new: str, is_person: Callable[[str], bool]) -> str | None:
    """What another person said, on the same subject or on one that is named too; ``None`` if nobody is named."""
    both = _PERSON_AND_SUBJECT.match(new)
    if last.subject and both and is_person(both["who"]):
        return _exchanged(_exchanged(last.text, last.subject, both["what"]), last.speakers[0], both["who"])
    if is_person(new) or _is_named(new, last.language) or is_office(new.rsplit(maxsplit=1)[-1]):
        return _exchanged(last.text, last.speakers[0], new)
    return None


def _about_something_else(last: Question, on: str, new: str) -> str:
    """What the same person said on another subject."""
    head = last.text.rstrip(" ?")
    at = head.rfind(last.subject) if last.subject else -1
    if at > 0:
        head, tail = head[:at], head[at + len(last.subject) :]
        head, cut = _LEAD.subn("", head)
        if not cut:
            return f"{head}{new}{tail}?"
        return f"{head} {on} {new}{tail}?"
    return f"{head} {on} {new}?"


def _without_subject(last: Question) -> str:
    """What somebody said, whatever about."""
    head = last.text.rstrip(" ?")
    at = head.rfind(last.subject) if last.subject else -1
    return _LEAD.sub("", head[:at]).rstrip() if at > 0 else head


def _is_named(words: str, language: Language) -> bool:
    """Whether words look like a name: capitals in English; in German, where every noun has one, no known word."""
    tokens = words.split()
    if not tokens or len(tokens) > _LONGEST_NAME or not all(word[:1].isupper() for word in tokens):
        return False
    return language == "en" or name_key(tokens[-1]) is not None or not morphology().knows(tokens[-1])


def _exchanged(text: str, old: str, new: str) -> str:
    return text.replace(old, new, 1)
