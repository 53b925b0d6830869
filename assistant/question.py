"""What a question asks for: its kind, the people it names, what about, and when. German and English; pure.

A question is read by its frame ("what did X say about Y", "wie lange …"); what is left when the frame is taken off is
its subject. A frame that is not known leaves the whole question as the subject and the kind ``fact``, which is always
a safe reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant import frames
from assistant.dates import Window, window
from assistant.outlets import is_outlet
from index.language.morphology import morphology
from index.language.names import name_key

if TYPE_CHECKING:
    from assistant.frames import Kind
    from assistant.model import Language


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    Attributes:
        text: as asked, without surrounding blanks.
        language: of the question.
        kind: what it wants.
        speakers: for ``said`` and ``compare``, whose words it asks for, as typed; two or more for ``compare``.
        subject: what it is about, without the frame; may be empty ("what did X say?").
        addressee: to whom it was said, as typed.
        window: the days it names.
        strictly_said: whether it asks for the person's own words ("say"), not only for a view ("think", "demand").
        judges: whether it asks how the person judges something ("describe", "call").
    """

    text: str
    language: Language
    kind: Kind
    speakers: tuple[str, ...]
    subject: str
    addressee: str | None
    window: Window | None
    strictly_said: bool = False
    judges: bool = False


_MOST_READ = 2_000  # characters; what a longer question has behind them frames nothing
# What no article says beside the answer: "dauern" beside "fünfstündig", "oft" beside "das sechste Treffen", "Ziel"
# beside the verb of wanting.
_UNTOLD = {"how_long": frames.HOW_LONG, "how_many": frames.HOW_OFTEN, "wants": frames.GOAL}


def understand(text: str, language: Language, today: date) -> Question:
    """Read a question.

    Args:
        text: the question, complete in itself (a follow-up is completed first).
        language: its language.
        today: what "yesterday" counts from.

    Returns:
        What it asks for; never an error.
    """
    asked = " ".join(text.split())
    found = _read(asked[:_MOST_READ], language, today)
    beyond = asked[_MOST_READ:]
    return replace(found, text=asked, subject=found.subject + beyond) if beyond else found


def _read(asked: str, language: Language, today: date) -> Question:
    named = window(asked, today)
    bare = asked.rstrip(" ?!.")
    for reading in (_compared, _said):
        if found := reading(_without_window(bare, named)):
            kind, speakers, rest = found
            subject, addressee = _about(rest)
            strictly = frames.STRICTLY_SAID.search(bare) is not None
            return Question(
                asked,
                language,
                kind,
                speakers,
                subject,
                addressee,
                named,
                strictly,
                frames.JUDGES.search(bare) is not None,
            )
    asks = (*frames.KINDS, ("yes_no", frames.YES_NO[language]))
    kind = next((kind for kind, pattern in asks if pattern.match(bare)), "fact")
    subject = bare
    if kind == "how_long" and frames.AGO.search(bare):
        kind, subject = "how_long_ago", frames.HOW_LONG.sub("", frames.AGO.sub("", bare)).strip()
    elif kind in {"known_about", "what_happened"}:
        subject = frames.FRAMED.sub("", bare).strip()
        if frames.BARE_PREPOSITIONS.fullmatch(frames.FRAMED.sub("", _without_window(bare, named)).strip() or "on"):
            subject = ""  # nothing but the day was named
    elif kind in _UNTOLD:
        subject = _UNTOLD[kind].sub("", bare).strip()
    elif kind in {"when", "where"} and (held := frames.HELD.match(bare)):
        # Nor "fand statt" beside "am Dienstag".
        subject = held["event"] or held["held"] or held["was"]
    elif kind == "who_is":
        subject = frames.QUESTION_WORD.sub("", bare).strip()
        subject = re.sub(r"^(?:is|was|ist|war)\s+", "", subject)
    return Question(asked, language, kind, (), subject, None, named)


def wanter(question: Question) -> str:
    """Whose wish a question is after; empty where it names nobody."""
    found = frames.WANTER.search(question.text) if question.kind == "wants" else None
    return frames.ARTICLE.sub("", found["who"]) if found else ""


def is_headline(question: Question) -> bool:
    """Whether a question is only a name and a subject ("Peskow zur Geheimhaltung"), or what looks like a name."""
    return frames.HEADLINE.fullmatch(question.text.rstrip(" ?!.")) is not None


def as_fact(question: Question) -> Question:
    """A question after somebody's view, read as one after a fact: what he wants, where that verb stands in it."""
    return replace(question, kind="wants" if frames.WANTS.search(question.text) else "fact")


def without_source(question: Question) -> Question:
    """A question after what an outlet reports, as it is put to its articles: without "laut AFP"."""
    bare = frames.ACCORDING.sub(" ", question.text).strip(" ,")
    if bare != question.text:
        asked = understand(bare, question.language, date.min)
        return replace(asked, text=question.text, subject=asked_for(asked), window=question.window)
    return replace(question, kind="known_about" if question.subject else "what_happened", speakers=())


def asks_of_event(question: Question) -> bool:
    """Whether a question asks for the length, the time or the place of an event, and for nothing else of it."""
    return question.kind == "how_long" or (question.kind in {"when", "where"} and question.subject != _bare(question))


def _bare(question: Question) -> str:
    return question.text.rstrip(" ?!.")


def asked_for(question: Question) -> str:
    """The words to look for: the whole question, or its subject where the frame says nothing that an article would."""
    return question.text if question.speakers or not question.subject else question.subject


def _without_window(text: str, named: Window | None) -> str:
    """The text without words for days."""
    if named is None:
        return text
    cut = text[: named.start].rstrip() + text[named.start + len(named.words) :]
    return re.sub(r"\s+(?:on|am|since|seit|the|in|im)$", "", cut.rstrip(" ,"), flags=re.IGNORECASE)


def _compared(text: str) -> tuple[Kind, tuple[str, ...], str] | None:
    for pattern in frames.COMPARE:
        if match := pattern.fullmatch(text):
            people = tuple(_plain_name(match[group]) for group in ("a", "b"))
            if all(_may_be_a_name(person) for person in people):
                return "compare", people, _rest(match)
    for pattern in frames.COMPARE_NAMES:
        if match := pattern.fullmatch(text):
            people = tuple(_plain_name(match[group]) for group in ("a", "b"))
            if all(name and (is_outlet(name) or _is_a_name(name.split()[-1])) for name in people):
                return "compare", people, _rest(match)
    return None


def _said(text: str) -> tuple[Kind, tuple[str, ...], str] | None:
    for pattern in frames.SAID:
        if match := pattern.fullmatch(text):
            who = _plain_name(match["who"])
            if _may_be_a_name(who):
                return "said", (who,), _rest(match)
    # As headlines have it: "Dmitrijew zu Sanktionen", "Dmitriev on sanctions"; not "Treffen zum Jahrestag".
    if (match := frames.HEADLINE.fullmatch(text)) and (is_outlet(match["who"]) or _is_a_name(match["who"].split()[-1])):
        return "said", (match["who"],), match["rest"]
    return None


def _is_a_name(word: str) -> bool:
    """Whether a word is a name by its spelling, and no word that the morphology knows."""
    return name_key(word) is not None or morphology().analyse(word).tag.startswith("NE")


def _rest(match: re.Match[str]) -> str:
    """What a frame leaves: what stood before the person's name and what stood behind."""
    found = match.groupdict()
    before = frames.QUESTION_WORD.sub("", found.get("before") or "")
    return f"{before} {found.get('rest') or ''}".strip()


def _plain_name(words: str) -> str:
    return frames.LISTENERS.sub("", frames.ARTICLE.sub("", words.strip(" ,")))


def _may_be_a_name(words: str) -> bool:
    most_words = 7
    return bool(words) and len(words.split()) <= most_words and not frames.PRONOUN.fullmatch(words)


def _about(rest: str) -> tuple[str, str | None]:
    """The subject and the addressee in what follows the verb of saying."""
    addressee = None
    rest = rest.strip(" ,")
    if match := frames.TOLD.match(rest):
        addressee, rest = match["to"], rest[match.end() :]
    return frames.EMPTY_HEAD.sub(_without_head, frames.LEADING.sub("", rest.strip(" ,"))), addressee


def _without_head(match: re.Match[str]) -> str:
    """*Gebiet* for "Gebietsfrage"; a word of its own ("Nachfrage") stays."""
    return match[1] if morphology().analyse(match[1]).tag.startswith("NN") else match[0]
