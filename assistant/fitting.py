"""Does a sentence hold the kind of thing a question asks for: a time, a number, a name, a reason? Pure.

Cues only: a sentence with a year *may* answer "when". They order sentences that match equally well, and tell a
mention from an answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.morphology import morphology
from index.language.names import name_key
from index.language.quotations.people import People

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.frames import Kind
    from assistant.question import Question

_MONTH = r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
_DAY = r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)"
_NUMBER_WORD = (
    r"(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|achtzehn|"
    r"neunzehn|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend|Dutzend|Hunderte|"
    r"Tausende|Millionen?|Milliarden?|Hälfte|Drittel|Viertel|Prozent|doppelt|einmal|zweimal|dreimal|viermal|mehrfach|"
    r"erste[nrsm]?|zweite[nrsm]?|dritte[nrsm]?|vierte[nrsm]?|fünfte[nrsm]?|sechste[nrsm]?|siebte[nrsm]?|achte[nrsm]?)"
)
_LENGTH = (
    r"(?:Sekunden?|Minuten?|Stunden?|Tagen?|Tage|Wochen?|Monaten?|Monate|Jahren?|Jahre|Jahrzehnten?|Jahrhunderten?)"
)
_DURATION = (
    rf"(?:\d|\b{_NUMBER_WORD}|\beine[rmn]?|\bhalbe\w*|\bmehrere\w*|\bviele)[^.;:]{{0,12}}\b{_LENGTH}\b"
    r"(?! (?:vor|nach|später|zuvor|danach|vorher|früher|her)\b)|"
    r"\w+(?:stündig|tägig|wöchig|monatig|jährig|minütig)\w*|\b(?:stunden|tage|wochen|monate|jahre|jahrzehnte)lang\b|"
    r"\bvon \d{3,4} bis\b|\bseit \d{3,4}\b|\bzwischen \d{3,4} und\b|\bbis \d{3,4}\b"
)
WANTING = (
    r"will|wolle[nrst]*|wollten?|möchten?|forder\w*|gefordert\w*|verlang\w*|strebt\w*|anstreb\w*|beansprucht?\w*|beharr\w*|"
    r"pocht\w*|besteh\w* auf|wünsch\w*"
)
"""German verbs of wanting and demanding, as alternatives of a pattern."""
_CUES: dict[str, re.Pattern[str]] = {
    "when": re.compile(
        rf"\b(?:1\d{{3}}|20\d\d)\b|\b\d{{1,2}}\.\s?(?:{_MONTH}|\d{{1,2}}\.)|\b{_MONTH}\b|\b{_DAY}\w*\b|"
        r"\b\w+ Jahrhundert|\b(?:gestern|heute|vorgestern|zuvor|danach|seitdem|anschließend|Jahrzehnt|Jahre \d)|"
        rf"\b\d{{1,2}}(?::\d\d)? Uhr\b|\bWochenende\b|"
        r"\b[Aa]m (?:\w+en )?(?:Morgen|Vormittag|Mittag|Nachmittag|Abend)\b|\b[Ii]n der Nacht\b|"
        # "In diesem Jahr" tells how often something was, not when.
        r"\b(?:vergangene|letzte|vorige|kommende|nächste)[nrsm]? (?:Woche|Monat|Jahr)|\bdiese[nrsm]? (?:Woche|Monat)|"
        rf"\b(?:vor|seit|nach|binnen|in) (?:[\w-]+ ){{1,3}}{_LENGTH}\b"
    ),
    "how_long": re.compile(_DURATION, re.IGNORECASE),
    "how_long_ago": re.compile(rf"\b(?:vor|seit|in) (?:\w+ ){{0,4}}{_LENGTH}\b"),
    "how_many": re.compile(
        rf"\d|\b{_NUMBER_WORD}\b|\w+(?:zig|hundert|tausend)\b|\b(?:alle|keine[nr]?|beide[nr]?|mehrere)\b"
    ),
    "who": re.compile(
        r"(?<![.!?„\"]\s)(?<!^)\b[A-ZÄÖÜ][\w’'-]+(?:\s(?:von|van|de|der|den|zu|al|el|bin))?\s[A-ZÄÖÜ][\w’'-]+|"
        r"\b(?:[A-Z]\.\s?)+[A-ZÄÖÜ]\w+"
    ),
    "where": re.compile(
        r"\b(?:in|im|aus|nach|bei|beim|an|am|auf|nahe|zwischen|ins|vom)\s(?:der\s|dem\s|den\s|die\s)?(?:\w+(?:en|er|em)\s)?"
        rf"(?!{_MONTH}|{_DAY}|{_LENGTH}\b|Jahr|Monat|Zeit|Ende|Anfang|Rahmen|Fall|Folge|Grund|Frage|Ergebnis|Abend|Morgen|Wochenende"
        r"|Vorfeld|Anschluss|Angaben|Ansicht)[A-ZÄÖÜ]\w+"
    ),
    "wants": re.compile(rf"\b(?:{WANTING}|Forderung\w*|(?!erziel)\w*[Zz]iele?n?|Absicht\w*|Interesse an)\b"),
    "why": re.compile(
        r"\b(?:weil|wegen|aufgrund|denn|deshalb|deswegen|daher|darum|dadurch|Grund|Gründe\w*|Ursache\w*|um\s[^.]{3,60}\szu|"
        r"führten?\s(?:[\w-]+\s){0,5}?zu[mr]?|verursacht|infolge|da\s[a-zäöü]+|damit|sodass|hatte?n? zur Folge|"
        r"angesichts|durch|[Bb]egründ\w*|Anlass|Zweck\w*|zwecks|Ziel|zielt\w*|als Mittel|nämlich|schließlich|"
        r"daran, dass|[Jj]e \w+[^.]{3,80}(?:desto|umso)|erklär\w*)\b",
    ),
}


_AGO = re.compile(r"\bvor (?:(?:mehr als|weniger als|fast|gut|rund|etwa|knapp|über|nur|noch) )*$", re.IGNORECASE)

# How much the cue of a kind tells: a duration is plain to see, a place is not.
CERTAINTY: dict[str, float] = {
    "how_long": 2.0,
    "how_long_ago": 2.0,
    "how_many": 2.0,
    "when": 1.3,
    "who": 1.0,
    "where": 0.7,
    "why": 1.0,
}


def fit(kind: Kind, text: str) -> float:
    """How well `text` fits what `kind` asks for: 1 if it holds such a thing, 0 if not, 0.5 if unsure."""
    cue = _CUES.get(kind)
    if cue is None:
        return 0.5
    if kind == "how_long":
        return 1.0 if any(True for _ in durations(text)) else 0.0
    return 1.0 if cue.search(text) else 0.0


def times_and_places(kind: Kind, text: str) -> list[str]:
    """The words in a text that give a time or a place, whichever `kind` asks for."""
    return [found[0] for found in _CUES[kind].finditer(text)]


def is_place(words: str) -> bool:
    """Whether a preposition and a noun surely give a place: a name, or what something is in: *Kreml*, *im Rathaus*."""
    noun = words.rsplit(maxsplit=1)[-1]
    return _IN.match(words) is not None or not morphology().knows(noun) or morphology().analyse(noun).tag == "NE"


_IN = re.compile(r"(?:in|im|ins|nahe)\b", re.IGNORECASE)


def wanted(question: Question) -> re.Pattern[str] | None:
    """What a sentence holds that tells what came after or before, or a percentage; ``None`` if neither is asked for."""
    if question.kind == "how_many" and _ASKS_PERCENT.match(question.text):
        return _PERCENT
    asked = _ASKS_ORDER.match(question.subject) if question.kind == "what_happened" else None
    return asked and (_BEFORE if asked["before"] else _AFTER)


_ASKS_PERCENT = re.compile(
    r"(?:(?:what|which)\s+percent(?:age)?|wie\s?viele?\s+prozent|wieviel\s+prozent)\b", re.IGNORECASE
)
_PERCENT = re.compile(r"%|\bProzent|\b(?:Hälfte|Drittel|Viertel|Fünftel|Sechstel|Achtel|Zehntel)\b")
_ASKS_ORDER = re.compile(r"(?:after|nach|(?P<before>before|vor))\s+(?:the|der|dem|den)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:danach|daraufhin|anschließend|hinterher|nachher|nach(?: (?:dem|der|den|dies\w*|einem|einer|\w+em))+)\b"
    r"(?! (?:Angaben|Worten|Aussagen?|Ansicht|Willen)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<!wie )\b(?:zuvor|davor|vorher|bevor|im Vorfeld|vor (?:dem|der|den|dies\w*|einem|einer))\b", re.IGNORECASE
)


def asks_of_presence(question: str) -> bool:
    """Whether a question asks if somebody was there."""
    return _ASKS_OF_PRESENCE.search(question) is not None


def tells_of_presence(text: str) -> bool:
    """Whether a sentence tells that somebody was somewhere, met somebody, or stayed away."""
    return _PRESENCE.search(text) is not None


_ASKS_OF_PRESENCE = re.compile(
    r"\b(?:attend\w*|take part|took part|taking part|participat\w*|present at|(?:sit|sat|sitting) at|"
    r"teil|teilgenommen|teilnehmen|dabei|anwesend|saß|saßen|gesessen)\b",
    re.IGNORECASE,
)
_PRESENCE = re.compile(
    r"\b(?:(?:nahm\w*|nimmt|nehmen)\b.*\bteil\b|teil(?:nahm|nimmt|nehm|genommen|zunehmen)\w*|\w*teilnehmer\w*|teilnahme\w*|"
    r"\w*beteilig\w*|dabei|anwesend\w*|zugegen|saß(?:en)?|traf(?:en)?|getroffen|empfing\w*|empfangen|begleitet?\w*|"
    r"sprach(?:en)?|gesprochen|redeten?|kam(?:en)? [^,]*\bmit|reis\w+ [^,]*\bnicht|fern(?:blieb|geblieben)\w*|"
    r"fehl(?:t|te|ten|en)|abgesagt|absage|entschuldig\w*|vertreten|vertrat)\b",
    re.IGNORECASE,
)


def durations(text: str) -> Iterator[str]:
    """Of each duration in a text the noun it is said of: *Treffen* of "fünfstündiges Treffen", or nothing.

    What lies back ("vor drei Jahren") is none.
    """
    for found in _CUES["how_long"].finditer(text):
        if not _AGO.search(text, 0, found.start()):
            of = _SAID_OF.match(text, found.end())
            yield of[1] if of else ""


_SAID_OF = re.compile(r"\s(?:des\s|der\s|dieses\s|dieser\s|[a-zäöü]+(?:e|en|er|es)\s)?([A-ZÄÖÜ][\w-]+)")


def says_who(text: str, name: str) -> bool:
    """Whether a sentence says who somebody is: an office before or beside the name, "X, die Leiterin", "X ist ein"."""
    surname = name.rsplit(maxsplit=1)[-1]
    key = name_key(surname) or surname.casefold()
    for person in People(text):
        if (name_key(person.surname) or person.surname.casefold()) == key:
            at = text.find(person.surname) + len(person.surname)
            return bool(person.offices) or _TELLS_WHO.match(text, at) is not None
    return False


_TELLS_WHO = re.compile(r",? (?:ist |war )?(?:der|die|das|ein|eine|seit|früher|damals)\b")

_PASSIVE = re.compile(
    r"\b(?:wird|werden|wurden?|worden)\b(?![^.;:]*\b(?:von|vom|durch)\b)[^.;:]*\b"
    r"(?:\w*ge\w{2,}(?:t|en)|(?:be|er|ver|zer|ent|unter|über|wider)\w{2,}t|\w+iert)(?: werden)?[.,;]"
)


def names_no_agent(text: str) -> bool:
    """Whether a sentence tells in the passive that something is done, and not by whom."""
    return _PASSIVE.search(text) is not None
