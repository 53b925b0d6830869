"""Whether a speaker's name is that of a person, an office or a body, and no piece of writing, thing or amount. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index.language.morphology import likeliest_tag
from index.language.quotations.definite import is_body
from index.language.quotations.first_names import FEMALE, MALE
from index.language.quotations.nominative import is_source, parts_of
from index.language.quotations.outlets import KNOWN
from index.language.quotations.people import is_office
from index.language.quotations.phrase_kinds import names_thing
from index.language.quotations.word_list import words
from index.language.quotations.words import ADVERBS, ALL_FINITE, MONTHS_DAYS, PREPOSITIONS, QUESTION_WORDS

# What is written, drawn or measured: it holds words, and says none.
_WRITINGS = re.compile(
    r"(?i).*(?:bericht|studie|umfrage|befragung|papier|gutachten|schreiben|brief|dokument|entwurf|urteil|beschluss|klage"
    r"|schrift|protokoll|statistik|analyse|vertrag|abkommen|regelwerk|gesetz|richtlinie|verordnung|erlass|mail|posting"
    r"|aussendung|mitteilung|stellungnahme|statement|erklärung|meldung|anfrage|beantwortung|artikel|text|buch|bild"
    r"|bilanz|rechnung|statut|index|monitor|prognose|schätzung|version|ausgabe|resultat|ergebnis|daten|zahlen"
    r"|erkenntnis|information|angabe|interview|rede|zitat|satz|blog|webseite|website|homepage|pinnwand|korrespondenz"
    r"|expertise|meinung|ermittlung|auswertung|veröffentlichung|überlieferung|untersuchung|erhebung|anklage|berufung"
    r"|vorlage|resolution|vereinbarung|fassung|darstellung|beschreibung|konzept|programm)"
    r"(?:e[nrs]?|n|s|se[nr]?)?"
)
_THINGS = re.compile(
    r"(?i).*(?:aktivität|kriminalität|gang|gänge|chance|verlust|stand|mangel|recht|politik|fall|fälle|griff|system"
    r"|prinzip|angebot|anstieg|prozess|blick|wert|budget|kritik|test|theorie|these|verdacht|vorwurf|schuld|aussicht"
    r"|bruch|feedback|ultimatum|verdikt|hang|konstrukt|ärger|album|wunder|welle|material|maschine|schiff|gerät"
    r"|geschäft|hinsicht|heimweg|begriff|regularien|beweis|erlebnis|bereich|aufgabe|jahre?n|gipfel|diskrepanz|buße"
    r"|zeiten|herkunft|judikatur|gegenstände)(?:e[ns]?|n|s|se)?"
)
_AMOUNTS = words(
    """
    Prozent Euro Dollar Cent Franken Pfund Millionen Million Milliarden Milliarde Tonnen Meter Kilometer Grad Stück
    Liste Listen Hälfte Viertel Drittel Großteil Teil Teile Mehrzahl Zahl Anteil Reihe Dutzend Hunderttausende
    """
)
_PIECE = re.compile(r"^[a-zäöü].*[„“”\"»«]")
_NAMED = re.compile(r"[A-ZÀ-ÞČĐŠŽŁŚŻ]|\w\.[a-z]{2,}\b")  # a capital, or an address: "tagesschau.de"
_FULL_NAME = re.compile(r"(?:Will|May|Tim|Mag)\s[A-ZÄÖÜ]\w+")  # first names that are other words, too
_MARKS = "„“”\"»«‚‘’'›‹ "
_NO_NAMES = ADVERBS | PREPOSITIONS | QUESTION_WORDS | ALL_FINITE | words("neben allein solche fühlen")


@lru_cache(maxsize=20_000)
def is_somebody(name: str) -> bool:
    """Whether a speaker's name may be a person's, an office's or a body's.

    Args:
        name: as statements give it.
    """
    given = name.strip(_MARKS).split()
    if _PIECE.search(name) or not given or not (_NAMED.search(name) or name in KNOWN):
        return False
    group, at, _ = parts_of(given)
    noun, capitals = group[at], [word for word in group if word[0].isupper()]
    if not (MALE | FEMALE).isdisjoint(group) or any(is_office(word) or is_body(word) for word in capitals):
        return True
    named = len(group) == len(capitals) > 1  # "Edmon Chung"
    opens = given[0][0].isupper() and given[0].lower() in _NO_NAMES and likeliest_tag(given[0])[:1] != "N"
    if (opens and not _FULL_NAME.fullmatch(name)) or noun in _AMOUNTS or noun in MONTHS_DAYS:
        return False
    thing = not named and (names_thing(noun) or (_THINGS.fullmatch(noun) and likeliest_tag(noun).startswith("NN")))
    return not (thing or is_writing(name))


def is_writing(name: str) -> bool:
    """Whether a speaker's name is that of a piece of writing or of what is told by nobody: "eine Studie", "Angaben"."""
    if _PIECE.search(name) or is_source(name):
        return True
    group, at, _ = parts_of(name.split())
    named = len(group) > 1 and all(word[0].isupper() for word in group)  # "Statistik Austria"
    return not named and _WRITINGS.fullmatch(group[at]) is not None
