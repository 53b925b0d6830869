"""The last question asked for another thing: its time, its place, its reason, who was there. Pure.

"Why?" after "Where did they meet?" is "Why did they meet?": the parts of the question stay, its kind is changed. Where
no such sentence can be made, both are asked: "Why, and who came along?".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.morphology import morphology

if TYPE_CHECKING:
    from assistant.model import Language
    from assistant.question import Question

_WORDS = (
    ("why", "warum wieso weshalb"),
    ("what for", "wozu"),
    ("since when", "seit wann"),
    ("until when", "bis wann"),
    ("when", "wann"),
    ("where", "wo wohin woher"),
    ("who", "wer"),
    ("how long", "wie lange"),
    ("how many", "wie viele"),
    ("how", "wie"),
    ("with whom", "mit wem"),
    ("by whom", "von wem"),
)
_GERMAN = ("seit wann", "bis wann", "wie lange", "wie viele", "wie viel", "mit wem", "von wem")
_LASTED = {
    "en": re.compile(r"^(?:for )?how long (?P<aux>did|does|do|will|has|have)\b(?P<rest>.*)", re.IGNORECASE),
    "de": re.compile(r"^wie lange (?P<rest>.+)", re.IGNORECASE),
}
# A question word that is not the subject, so that another one can stand in its place.
_MOVABLE = {
    "en": re.compile(
        r"^(?:why|since when|until when|when|where|how often|how|with whom|by whom)\s+"
        r"(?=(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)\b)",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"^(?:warum|wieso|weshalb|wozu|seit wann|bis wann|wann|wohin|woher|wo|wie oft|wie|mit wem|von wem)\s+"
        r"(?=[a-zäöü])",
        re.IGNORECASE,
    ),
}
_NAME = r"(?:(?:the|der|die|das)\s+)?(?-i:[A-ZÄÖÜ])[\w’'.-]*(?:\s(?-i:[A-ZÄÖÜ])[\w’'.-]*){0,3}"
_OBJECT = {
    "en": re.compile(
        rf"^what\s+(?P<head>(?:did|does|do|has|have|had|would|will)\s+{_NAME}\s+\w+)\b(?P<rest>.*)", re.IGNORECASE
    ),
    "de": re.compile(rf"^was\s+(?P<head>[a-zäöü]+\s+(?:sich\s+)?{_NAME})(?P<rest>.*)", re.IGNORECASE),
}
_HELPED = {
    "en": re.compile(
        rf"^(?:why\s+)?(?P<head>(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)\s+{_NAME})(?P<rest>\s.*)",
        re.IGNORECASE,
    ),
    "de": re.compile(rf"^(?:warum\s+)?(?P<head>[a-zäöü]+\s+{_NAME})(?P<rest>\s.*)", re.IGNORECASE),
}
_EVENT = re.compile(
    r"^(?:when|where|why|how|wann|wo|warum|wie)\s+(?:was|is|war|ist)\s+(?P<event>(?:the|der|die|das)\s.+)",
    re.IGNORECASE,
)
_BOTH = re.compile(r"^\w+(?:\s\w+)?, (?:and|und) ", re.IGNORECASE)  # as :func:`reworded` asks both
_THERE = re.compile(r"^(?:who took part in|wer war bei)\s+(?P<event>.+?)(?:\s+dabei)?$", re.IGNORECASE)
_AT_EVENT = re.compile(
    r"(?:(?P<at>beim|im|am|zum|zur|bei|in|an|auf|at|during|after|before|about|nach|vor)\s+)?"
    r"(?P<event>(?:(?<=beim )|(?<=im )|(?<=am )|(?<=zum )|(?<=zur )|(?:the|der|die|das|dem|den)\s).+)",
    re.IGNORECASE,
)
_CONTRACTED = {"beim": "dem ", "im": "dem ", "am": "dem ", "zum": "dem ", "zur": "der "}
_DATIVE = {"dem": "dem", "der": "dem", "das": "dem", "die": "der", "ein": "einem", "eine": "einer"}
_PLURAL = re.compile(r"[A-ZÄÖÜ][\w-]+")  # a noun right behind its article
_THAT = {"en": "that", "de": "das"}


def reworded(last: Question, word: str, *, denied: bool = False) -> str:
    """The last question, asked for what `word` asks: a whole sentence in the last question's language.

    Args:
        last: the question before.
        word: a question word of either language, such as ``since when`` or ``warum``.
        denied: whether what did not happen is asked for ("why not").
    """
    asked = in_language(word, last.language)
    text = last.text.rstrip(" ?!.")
    if denied:
        return _denied(last, asked, text)
    if last.kind in {"how_long", "how_long_ago"} and last.subject:
        return _of_event(last, asked, text)
    if _MOVABLE[last.language].match(text):
        return f"{_capital(asked)} {_MOVABLE[last.language].sub('', text)}?"
    if found := _OBJECT[last.language].match(text):
        return f"{_capital(asked)} {found['head']} {_THAT[last.language]}{found['rest']}?"
    if last.kind == "yes_no" or (last.language == "de" and _begins_with_verb(text)):
        return f"{_capital(asked)} {_small(text)}?"
    return f"{_capital(asked)}, {'und' if last.language == 'de' else 'and'} {_small(text)}?"


def _denied(last: Question, asked: str, text: str) -> str:
    """Why something is not so: the denial stands behind whom the question is about."""
    no, conjunction = ("nicht", "und") if last.language == "de" else ("not", "and")
    if last.kind in {"yes_no", "why"} and (found := _HELPED[last.language].match(text)):
        return f"{_capital(asked)} {_small(found['head'])} {no}{found['rest']}?"
    return f"{_capital(asked)} {no}, {conjunction} {_small(text)}?"


def who_was_there(last: Question) -> str:
    """Who took part in what the last question was about."""
    text, matter = last.text.rstrip(" ?!."), _matter(last)
    if last.language == "en":
        return f"Who took part in {matter}?" if matter else f"Who took part, and {_small(text)}?"
    return f"Wer war bei {_in_dative(matter)} dabei?" if matter else f"Wer war dabei, und {_small(text)}?"


def what_came(last: Question, *, before: bool) -> str | None:
    """What happened before or after the event that the last question was about; ``None`` if it was about none."""
    matter = _matter(last)
    if not matter:
        return None
    if last.language == "en":
        return f"What happened {'before' if before else 'after'} {matter}?"
    return f"Was geschah {'vor' if before else 'nach'} {_in_dative(matter)}?"


def what_about(last: Question) -> str:
    """What is asked about with "dazu" or "about that": the event that the last question was about, or that question."""
    matter = last.subject if last.kind == "who_is" else _matter(last)
    if last.language == "de":
        return f"zu {_in_dative(matter)}?" if matter else f"zu „{last.text}“"
    return f"about {matter}?" if matter else f"about “{last.text}”"


def what_said(who: str, last: Question) -> str:
    """What somebody said about what the last question was about, in its language."""
    asks = f"Was sagte {who}" if last.language == "de" else f"What did {who} say"
    return f"{asks} {what_about(last)}"


def about_another(last: Question, event: str, *, dative: bool = False) -> str | None:
    """The last question about another event, given with its article; ``None`` if it was about none.

    Args:
        last: the question before.
        event: the other event.
        dative: whether it stands in the dative; what "dem" is in other cases is not known.
    """
    matter = _matter(last)
    event = _of_dative(event) if dative else event
    if not matter or (dative and event.casefold().startswith("dem ")):
        return None
    if matter in last.text:
        return last.text.replace(matter, event, 1)
    return last.text.replace(_in_dative(matter), _in_dative(event), 1)


def _matter(last: Question) -> str:
    """The event that the last question was about, with its article; empty where it asked of none."""
    if last.kind in {"how_long", "how_long_ago"}:
        return last.subject
    text = _BOTH.sub("", last.text.rstrip(" ?!."))
    if event := _EVENT.match(text):
        return event["event"]
    if there := _THERE.match(text):
        return _of_dative(there["event"])
    named = _AT_EVENT.match(last.subject) if last.kind in {"when", "where", "what_happened", "known_about"} else None
    if not named:
        return ""
    whole = f"{_CONTRACTED.get((named['at'] or '').casefold(), '')}{named['event']}"
    return _of_dative(whole) if named["at"] else whole


def _of_dative(event: str) -> str:
    """What stands in the dative, as :func:`_in_dative` takes it: "der Sitzung" is "die Sitzung"."""
    return f"die {event[4:]}" if event.casefold().startswith("der ") else event


def in_case(words: str, language: Language) -> str:
    """Words as they stand behind "about" or "zu"."""
    return _in_dative(words) if language == "de" else words


def _in_dative(matter: str) -> str:
    first, _, rest = matter.partition(" ")
    if first.casefold() == "die" and (several := _PLURAL.match(rest)) and _is_plural(several[0]):
        return f"den {several[0]}{'' if several[0][-1] in 'ns' else 'n'}{rest[several.end() :]}"
    return f"{_DATIVE.get(first.casefold(), first)} {rest}".rstrip()


def _is_plural(noun: str) -> bool:
    found = morphology().analyse(noun)
    return found.tag.startswith("NN") and morphology().knows(noun) and found.lemma != noun


def _of_event(last: Question, asked: str, text: str) -> str:
    """The time, the place or the reason of an event whose length was asked for."""
    long = {"en": "that long", "de": "so lange"}[last.language]
    if asked in {"why", "warum", "wieso", "weshalb"} and (found := _LASTED[last.language].match(text)):
        aux = f"{found['aux']}" if last.language == "en" else ""
        return f"{_capital(asked)} {aux}{found['rest']} {long}?".replace("  ", " ")
    return f"{_capital(asked)} {'war' if last.language == 'de' else 'was'} {last.subject}?"


def in_language(word: str, language: Language) -> str:
    """A question word in a language."""
    plain = word.casefold()
    for english, german in _WORDS:
        several = next((each for each in _GERMAN if each == german), None)
        forms = [several] if several else german.split()
        if plain == english or plain in forms:
            return english if language == "en" else plain if plain in forms else forms[0]
    return plain


def _begins_with_verb(text: str) -> bool:
    first = text.split(maxsplit=1)[0] if text else ""
    return morphology().analyse(first.casefold()).tag.startswith("V")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """A text with its first word in small letters, as a question word or a verb has within a sentence."""
    return text[:1].lower() + text[1:]
