"""Agencies and papers: those who pass a statement on rather than make it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.frames import QUOTED
from index.language.quotations.phrases import OUTLET_ENDINGS, noun_phrase
from index.language.quotations.word_list import words
from index.language.quotations.words import DETERMINERS

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_PASSING = frozenset({"gegenüber"})


def is_outlet(unit: Unit, phrase: Phrase, names: frozenset[str]) -> bool:
    """Whether the phrase names an agency, a paper, a station or one of `names` (in lower case)."""
    frame = unit.frame
    words = [frame[position].low for position in range(phrase.start, phrase.end)]
    quoted = next((p for p in range(phrase.start, phrase.core) if frame[p].text == QUOTED), None)
    if quoted is not None and (quoted == phrase.start or frame[quoted - 1].low in DETERMINERS):
        return True
    if any(word.endswith(OUTLET_ENDINGS) for word in words[: phrase.core - phrase.start]):
        return True
    named = unit.chars(phrase.start, phrase.end)
    if named and any(name and name in named.of(unit.text).lower() for name in names):
        return True
    core = [word for word in words[: phrase.core - phrase.start] if word not in ("die", "der", "das", "den", "dem")]
    return 0 < len(core) <= 3 and (core[-1] in KNOWN or core[-1] in names)  # noqa: PLR2004


def recipient(unit: Unit, start: int, end: int, names: frozenset[str]) -> Phrase | None:
    """The outlet that a stretch says it was told to: "der Nachrichtenagentur Reuters", "im Interview mit Fox News"."""
    frame: Sequence[Token] = unit.frame
    for at in range(start, end):
        low = frame[at].low
        if low == "gegenüber" or (low in ("mit", "von") and at > start and frame[at - 1].low.endswith(_TALKS)):
            phrase = noun_phrase(frame, at + 1)
        elif low in ("der", "dem", "den") and frame[at].text.islower():
            phrase = noun_phrase(frame, at)
        else:
            continue
        if phrase and phrase.end <= end and is_outlet(unit, phrase, names):
            return phrase
    return None


def outlet_name(unit: Unit, phrase: Phrase) -> str | None:
    """The outlet's own name: ``Tass`` of "der Nachrichtenagentur Tass"; none for mere "Journalisten"."""
    frame = unit.frame
    words = [p for p in range(phrase.start, phrase.core) if frame[p].low not in DETERMINERS]
    while len(words) > 1 and (frame[words[0]].text[0].islower() or frame[words[0]].low.endswith(_KINDS)):
        words.pop(0)
    if not words or frame[words[0]].low.endswith(_NOBODY):
        return None
    name = unit.text[frame[words[0]].start : frame[words[-1]].end]
    return " ".join(name.strip("„“”»«\"'‚‘’›‹").split())


_TALKS = ("interview", "gespräch", "interviews", "gesprächs")
_KINDS = ("agentur", "sender", "senders", "magazin", "magazins", "zeitung", "dienst", "portal", "blatt", "blatts")
_NOBODY = ("reportern", "journalisten", "medien", "presse", "reporter", "zeitungen", "agenturen")
