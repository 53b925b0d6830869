"""Agencies and papers: those who pass a statement on rather than make it. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from index.language.quotations.frames import QUOTED
from index.language.quotations.phrases import noun_phrase, quoted_name
from index.language.quotations.subjects import subject
from index.language.quotations.word_list import words
from index.language.quotations.words import DETERMINERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language.quotations.cue_search import Cue
    from index.language.quotations.frames import Token, Unit
    from index.language.quotations.phrases import Phrase

KNOWN = words(
    """
    reuters afp dpa ap tass itar-tass interfax ria xinhua ansa kyodo bloomberg apa sda ddp epd kna sid irna isna
    anadolu ukrinform unian aap upi efe belga pap mti ctk dpa-afx dow-jones bbc cnn nbc abc cbs ard zdf rtl ntv n-tv
    wdr ndr swr mdr hr br rbb orf srf spiegel bild faz welt zeit focus stern taz handelsblatt guardian times post
    economist wsj cnbc al-dschasira al-jazeera fox news tagesschau tagesspiegel standard kurier kronen-zeitung krone
    nzz monde figaro libération pais mundo repubblica corriere haaretz politico axios x twitter facebook telegram
    heise golem
    """
)
# Names that are other words, too: of time, of the world, of a crown.
_AMBIGUOUS = words("zeit welt focus bild stern standard krone post x golem bloomberg")
_PRINTED_SO = words("ZEIT WELT BILD FOCUS STERN")
_NO_PAPERS = words("deutsche deutschen deutscher österreichische österreichischen schweizerische schweizerischen")
_NOUN = re.compile(
    r"(?:(?:\w*ri?chten-?|\w*presse-?|\w*medien-?|bild)?agentur(?:en)?|\w*zeitung(?:en)?|(?:\w*(?!ab|ein)\w\w)?senders?"
    r"|\w*magazins?|(?:\w*(?!erk|lug|alt)\w{3})?blatt(?:e?s)?|\w*rundfunks?|\w*fernsehens?|\w*radios?|\w*portals?"
    r"|(?:morgen|abend|nacht|tages|sonntags|land|landes|volks|kreis)post"
    r"|(?:presse|online|internet)dienst(?:e?s)?|\w*presse|medien|reportern|journalisten|\w+[ -]online)"
)
_TALKS = ("interview", "gespräch", "interviews", "gesprächs")
_TELLING = words("sagen erzählen berichten bestätigen verraten erläutern erklären")
_ADDRESS = re.compile(r"\w[\w.]*\.[a-z]{2,4}")
_MARKS = "„“”»«\"'‚‘’›‹"
_LONGEST_NAME = 4  # words


@lru_cache(maxsize=20_000)
def is_outlet_noun(low: str) -> bool:
    """Whether a word in lower case is a noun for agencies, papers and stations, or ends in one."""
    return _NOUN.fullmatch(low) is not None


def is_outlet(unit: Unit, phrase: Phrase, names: frozenset[str]) -> bool:
    """Whether the phrase names an agency, a paper, a station or one of `names` (in lower case), and can mean no other.

    "die Zeit" and "die Welt" can, if no quotation marks, capitals or noun say that they are papers.
    """
    frame = unit.frame
    group = [frame[position] for position in range(phrase.start, phrase.core) if frame[position].low not in DETERMINERS]
    if not group:
        return False
    if any(is_outlet_noun(token.low) for token in group):
        return True
    if group[0].text == QUOTED:
        return len(group) == 1 and _is_name_of_outlet(_unmarked(unit, group[0]), names)
    named = unit.chars(phrase.start, phrase.end)
    if named and any(name and name in named.of(unit.text).lower() for name in names):
        return True
    return _is_known(frame, phrase, group)


def _is_known(frame: Sequence[Token], phrase: Phrase, group: list[Token]) -> bool:
    """Whether a phrase's nouns are the name of a well-known outlet: "Reuters", "Jakarta Post", "Welt am Sonntag"."""
    last = group[-1]
    if last.low not in KNOWN or len(group) > _LONGEST_NAME - 1:
        return False
    if last.low not in _AMBIGUOUS or last.text in _PRINTED_SO:
        return True
    if last.low == "post":
        return len(group) > 1 and group[-2].text[0].isupper() and group[-2].low not in _NO_PAPERS
    return [token.low for token in frame[phrase.core : phrase.core + 2]] == ["am", "sonntag"]


def is_outlet_aside(unit: Unit, phrase: Phrase, names: frozenset[str]) -> bool:
    """The same where hardly any but outlets stand: in "laut Zeit", "dem „Figaro“ zufolge", "sagte der Zeit"."""
    if is_outlet(unit, phrase, names):
        return True
    group = [p for p in range(phrase.start, phrase.core) if unit.frame[p].low not in DETERMINERS]
    if len(group) != 1:
        return False
    token = unit.frame[group[0]]
    if token.text == QUOTED:
        name = _unmarked(unit, token)
        return len(name.split()) <= _LONGEST_NAME and (name[:1].isupper() or _is_name_of_outlet(name, frozenset()))
    return token.low in KNOWN and token.text not in unit.names


def _is_name_of_outlet(name: str, names: frozenset[str]) -> bool:
    """Whether what stands in quotation marks is the name of an outlet: „Die Welt“, „Berliner Zeitung“."""
    given = [word for word in name.lower().split() if word not in DETERMINERS]
    if not given or len(given) > _LONGEST_NAME:
        return False
    whole = " ".join(given)
    known = given[-1] in KNOWN and (len(given) == 1 or given[-1] not in _AMBIGUOUS)
    return (
        known
        or is_outlet_noun(given[-1])
        or whole in names
        or name.lower() in names
        or (given[0] in KNOWN and given[1:] in (["online"], ["am", "sonntag"]))
        or _ADDRESS.fullmatch(whole) is not None
    )


def _unmarked(unit: Unit, token: Token) -> str:
    return " ".join(unit.text[token.start : token.end].strip(_MARKS).split())


def recipient(unit: Unit, heard: Sequence[Cue], names: frozenset[str]) -> Phrase | None:
    """The outlet that a unit says it was told to: "der Nachrichtenagentur Reuters", "im Interview mit Fox News"."""
    frame = unit.frame
    for at, token in enumerate(frame):
        if token.low == "gegenüber" or (token.low in ("mit", "von") and at and frame[at - 1].low.endswith(_TALKS)):
            phrase = noun_phrase(frame, at + 1) or (quoted_name(frame, at + 1) if at + 1 < len(frame) else None)
            sure = token.low != "gegenüber" or (at > 0 and _is_beside(unit, heard, at))
        elif token.text in ("der", "dem", "den"):
            phrase = noun_phrase(frame, at)
            sure = _is_beside(unit, heard, at)
            if not sure and _is_of_a_noun(frame, at):
                continue
        else:
            continue
        if phrase and (is_outlet_aside if sure else is_outlet)(unit, phrase, names):
            return phrase
    return None


def _is_of_a_noun(frame: Sequence[Token], at: int) -> bool:
    """Whether a phrase is the genitive of what an outlet has or prints: "Bericht der Zeitung"."""
    before = frame[at - 1] if at else None
    return before is not None and before.text[0].isupper() and _OF_OUTLETS.search(before.low) is not None


_OF_OUTLETS = re.compile(
    r"(?:bericht|meldung|artikel|ausgabe|chef|angabe|information|journalist|reporter|redakt(?:eur|ion)|korrespondent"
    r"|kommentar|nachricht|auskunft|umfrage|autor|herausgeber|(?:web)?seite)(?:in|en|n|s|e)?$"
)


def _is_beside(unit: Unit, heard: Sequence[Cue], at: int) -> bool:
    """Whether a phrase opens right behind a verb of telling or its subject, or opens its clause: "Der Zeit sagte X"."""
    for cue in heard:
        if cue.lemma not in _TELLING or cue.passive:
            continue
        who = subject(unit, cue)
        if at == cue.finite + 1 or (who is not None and who.end == at and (cue.final or who.start > cue.finite)):
            return True
    return False


def outlet_name(unit: Unit, phrase: Phrase) -> str | None:
    """The outlet's own name: ``Tass`` of "der Nachrichtenagentur Tass"; none for mere "Journalisten", "die Zeitung"."""
    frame = unit.frame
    group = [p for p in range(phrase.start, phrase.core) if frame[p].low not in DETERMINERS]
    if len(group) > 1 and frame[group[-1]].text == QUOTED:
        return _unmarked(unit, frame[group[-1]])
    if phrase.core < len(frame) and _ADDRESS.fullmatch(frame[phrase.core].text):
        return frame[phrase.core].text  # "dem Onlinedienst space.com"
    while len(group) > 1 and (frame[group[0]].text[0].islower() or frame[group[0]].low.endswith(_KINDS)):
        group.pop(0)
    if not group or frame[group[0]].low in _NOBODY:
        return None
    end = group[-1] + 1
    if [token.low for token in frame[end : end + 2]] == ["am", "sonntag"] and frame[end - 1].low in ("welt", "bild"):
        end += 2
    return " ".join(unit.text[frame[group[0]].start : frame[end - 1].end].strip(_MARKS).split())


_KINDS = ("agentur", "sender", "senders", "magazin", "magazins", "zeitung", "dienst", "portal", "blatt", "blatts")
_NOBODY = words(
    """
    reportern journalisten medien presse reporter zeitungen agenturen zeitung tageszeitung wochenzeitung agentur
    nachrichtenagentur presseagentur sender fernsehsender radiosender nachrichtensender magazin nachrichtenmagazin
    blatt portal nachrichtenportal rundfunk fernsehen radio
    """
)
