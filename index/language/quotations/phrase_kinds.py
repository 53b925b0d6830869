"""What a noun phrase is: somebody who can speak, a time, or what stands before a word. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.quotations.cues import TELLING_NOUNS
from index.language.quotations.people import is_office
from index.language.quotations.phrases import LONGEST, is_agency, is_noun, noun_phrase
from index.language.quotations.word_list import words
from index.language.quotations.words import DETERMINERS, MONTHS_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language.quotations.frames import Token
    from index.language.quotations.phrases import Phrase


def phrase_before(frame: Sequence[Token], end: int, start: int) -> Phrase | None:
    """The longest noun phrase that ends right before token `end` and starts at `start` or later."""
    for at in range(max(start, end - LONGEST), end):
        opens = (frame[at].low in DETERMINERS and frame[at].text[0].islower()) or (at and is_agency(frame, at))
        if at > start and not opens and (frame[at - 1].low in DETERMINERS or is_noun(frame, at - 1)):
            continue  # in the middle of a phrase
        phrase = noun_phrase(frame, at, far=True, recipients=False)
        if phrase and phrase.end == end:
            return phrase
    return None


def is_agent(frame: Sequence[Token], phrase: Phrase, names: frozenset[str]) -> bool:
    """Whether a phrase names somebody who can speak: a personal pronoun, a known person, an office."""
    if phrase.pronoun:
        return frame[phrase.start].low not in ("es", "das", "dies", "dieses")
    return any(
        frame[position].text in names or (frame[position].text[0].isupper() and is_office(frame[position].text))
        for position in range(phrase.start, phrase.core)
    )


_ABSTRACT = re.compile(r"\w{2,}(?:heit|keit|ismus|nis|ung|ion|zuversicht|schaft)(?:en|s|es)?", re.IGNORECASE)
_BODIES = re.compile(
    r"(?:\w*(?:regierung|zeitung|verwaltung|leitung|stiftung|abteilung|vertretung|führung|versammlung|bewegung|vereinigung"
    r"|innung|siedlung|union|fraktion|kommission|organisation|delegation|opposition|institution|redaktion|nation|koalition"
    r"|mission|station|direktion|schaft)(?:en|s)?)",
    re.IGNORECASE,
)
_PEOPLE_IN_SCHAFT = re.compile(
    r"\w*(?:eigen|leiden|herr|feind|freund|part?ner|wirt|wissen|vater|mutter|bereit)schaft(?:en)?", re.IGNORECASE
)
_THINGS = words(
    """
    Ziel Ziele Marke Motiv Passus Fehler Plan Pläne Thema Themen Problem Probleme Platz Spiel Krieg Leben Wunsch Gefahr
    Folge Folgen Grund Gründe Fall Fälle Ende Anfang Beginn Entwurf Einsicht Zuversicht Verweis Platzverweis Vergleich
    Euro Dollar Tonnen Strafe Strafen Haftstrafe Haftstrafen Geldstrafe Geldstrafen
    Vergleiche Engagement Tatsache Ereignis Tod Unfall Angriff Zahl Zahlen Preis Preise Weg Arbeit Lage Zeit Jahr Jahre
    """
)


def is_thing(frame: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase names what cannot speak, by its noun: a plan, a motive, a hope, a mistake."""
    if phrase.pronoun:
        return False
    capitals = [frame[p].text for p in range(phrase.start, phrase.core) if frame[p].text[0].isupper()]
    if not capitals or any(word in TELLING_NOUNS for word in capitals):
        return False
    if len(capitals) > 1 and phrase.core - phrase.start == len(capitals):
        return capitals[-1] in _THINGS  # "Edmon Chung" is none, whatever it ends in
    return names_thing(capitals[-1])


def names_thing(noun: str) -> bool:
    """Whether a noun names what cannot speak, by the list and by its ending: *Plan*, *Hoffnung*, not *Regierung*."""
    if noun in _THINGS:
        return True
    if not _ABSTRACT.fullmatch(noun) or is_office(noun):
        return False
    return not _BODIES.fullmatch(noun) or _PEOPLE_IN_SCHAFT.fullmatch(noun) is not None


def is_time(frame: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase says when: "wenige Stunden", "Ende Januar"."""
    return any(frame[position].text in MONTHS_DAYS for position in range(phrase.start, phrase.core))
