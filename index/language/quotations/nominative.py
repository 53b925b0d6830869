"""Names of speakers out of the case they were printed in, "des hohen Rates" as "hoher Rat". Pure.

German tells a noun's gender nowhere but in its article, so what no article tells is guessed from the noun's ending.
"""

from __future__ import annotations

import re
from typing import Literal

from index.language.morphology import likeliest_tag
from index.language.quotations.word_list import words as word_list
from index.language.quotations.words import (
    ADVERBS,
    COORDINATORS,
    DETERMINERS,
    INDEFINITE,
    POSSESSIVE,
    PREPOSITIONS,
    QUANTIFIERS,
)

_NEUTER = re.compile(
    r"(?i).*(?:um|amt|gericht|büro|kreuz|haus|werk|blatt|magazin|institut|radio|parlament|chen|lein|ment|team|militär"
    r"|unternehmen|fernsehen|mitglied|papier|schreiben|gutachten|portal|kommando|bündnis|land|komitee|resultat|ergebnis"
    r"|gesetz|kabinett|zentrum|heer|volk|kind|opfer)"
)
_FEMININE = re.compile(
    r"(?i).*(?:ung|heit|keit|schaft|ion|tät|ei|in|ie|presse|agentur|armee|bank|partei|polizei|justiz|seite)"
)
_ANY = re.compile("e[nmrs]?$")
_CAPITAL_ADJECTIVE = re.compile(r"[A-ZÄÖÜ]\S*(?:isch|ional)e[nmrs]?|(?:Vereint|Weiß|Rot|Oberst|Auswärtig)e[nmrs]?")
_LIKE_ADJECTIVES = re.compile(
    r"(?i).*(?:beamt|delegiert|verbündet|abgeordnet|angestellt|vorsitzend|angeklagt|beschuldigt|befragt|betroffen"
    r"|beteiligt|gesandt|beauftragt|überlebend|angehörig|studierend|demonstrierend)e[nr]?"
)
_CLOSED = (DETERMINERS | PREPOSITIONS | ADVERBS | COORDINATORS) - {"beiden"}
_WEAK = re.compile(
    r"(?<=ist)en$|(?<=[ea]nt)en$|(?<=zeuge)n$|(?<=kunde)n$|(?<=loge|lege|erte)n$|(?<=krat)en$", re.IGNORECASE
)
_GENITIVE_S = re.compile(r"(?<=[bdfghkptz])es$|(?<=[^s]s)es$|(?<=[^s])s$")
_PLURAL_N = re.compile(
    r"(?<=er)(?<!konzer)(?<!bayer)(?<!elter)(?<!luzer)(?<!\bster)(?<!\bker)n$|(?<=kräfte)n$|(?<=kreise)n$|(?<=ärzte)n$"
    r"|(?<=berichte)n$|(?<=wälte)n$|(?<=nisse)n$|(?<=bände)n$",
    re.IGNORECASE,
)
_GENITIVE = frozenset({"des", "eines", "seines", "ihres", "dieses", "unseres"})
_MASCULINE_OR_NEUTER = _GENITIVE | {
    "dem",
    "einen",
    "vom",
    "zum",
    "beim",
    "im",
    "einem",
    "seinem",
    "ihrem",
    "diesem",
    "unserem",
}
_KEPT = INDEFINITE | POSSESSIVE | QUANTIFIERS
_ALL = frozenset({"alle", "allen", "aller", "beide", "beiden", "beider", "jede", "jeder", "jedem", "jeden", "jedes"})
_SOME = QUANTIFIERS - _ALL
_SEVERAL = re.compile("(?<=e)[nr]$")  # vielen, mehrerer


def nominative(determiner: str, words: list[str], nouns: int) -> str:
    """A noun phrase as the subject of a sentence, without a definite article.

    Args:
        determiner: its article or the like in lower case; empty if it has none.
        words: the other words, attributes included.
        nouns: how many of them are the noun group itself.
    """
    group, rest = words[:nouns], words[nouns:]
    if not group:
        return " ".join([determiner, *rest]).strip()
    ending = _ending(determiner, group)
    for position in _adjectives(group):
        if ending or group[position].endswith("em"):
            group[position] = _ANY.sub(ending or _bare(group[-1]), group[position])
    at = _noun(group)
    if determiner in _GENITIVE:
        group[at] = _of_genitive(group[at])
    elif determiner in _MASCULINE_OR_NEUTER:
        group[at] = _WEAK.sub("", group[at])
    elif determiner in ("den", "") or determiner in QUANTIFIERS:
        group[at] = _PLURAL_N.sub("", group[at])
    if ending and _LIKE_ADJECTIVES.fullmatch(group[at]):
        group[at] = _ANY.sub(ending, group[at])
    return " ".join([*_article(determiner), *group, *rest])


def parts_of(words: list[str]) -> tuple[list[str], int, list[int]]:
    """The noun group that a name opens with: its words, where its noun stands, and where its adjectives do."""
    end = next((at for at, word in enumerate(words) if at and word[0].islower() and words[at - 1][0].isupper()), None)
    group = words[:end]
    at = _noun(group)
    place = at + 1 < len(group) and group[at].endswith("er") and likeliest_tag(group[at]).startswith("ADJ")
    if place and likeliest_tag(group[at + 1]).startswith("NN"):
        at += 1  # "Wiener Polizei"
    return group, at, _adjectives(group)


def is_like_adjective(noun: str) -> bool:
    """Whether a noun takes the endings of adjectives: Vorsitzender, Beamte."""
    return _LIKE_ADJECTIVES.fullmatch(noun) is not None


def ending_gender(noun: str) -> Literal["f", "n", ""]:
    """The gender that a noun's ending tells; empty if it tells none."""
    return "n" if _NEUTER.fullmatch(noun) else "f" if _FEMININE.fullmatch(noun) else ""


def _noun(group: list[str]) -> int:
    """The noun of a group, before the name that follows it."""
    at = len(group) - 1
    while at > 0 and group[at - 1][0].isupper() and not _CAPITAL_ADJECTIVE.fullmatch(group[at - 1]):
        at -= 1
    return at


def _adjectives(group: list[str]) -> list[int]:
    """Where the adjectives before the noun stand."""
    return [
        position
        for position, word in enumerate(group[: _noun(group)])
        if (word[0].islower() and word not in _CLOSED and _ANY.search(word)) or _CAPITAL_ADJECTIVE.fullmatch(word)
    ]


def _ending(determiner: str, group: list[str]) -> str:
    """The ending of the group's adjectives in the nominative; empty if they have it already."""
    noun = group[_noun(group)]
    adjective = next((group[position] for position in _adjectives(group)), noun if determiner else "")
    oblique = adjective.endswith("en")
    if determiner == "das":
        return "es"
    if determiner == "der":
        return "e" if oblique else "er"
    if determiner in _MASCULINE_OR_NEUTER:
        return _bare(_of_genitive(noun) if determiner in _GENITIVE else noun)
    if determiner in ("die", "den", "einer", "seiner", "ihrer") or determiner in _SOME:
        return "e" if oblique or determiner == "die" else ""
    plural = noun.endswith("en") and not _NEUTER.fullmatch(noun)
    if not determiner and (oblique or (adjective.endswith("er") and (plural or _FEMININE.fullmatch(noun)))):
        return "e"
    return ""


def _bare(noun: str) -> str:
    """The ending of an adjective before a noun without an article, in the nominative singular."""
    return "es" if _NEUTER.fullmatch(noun) else "e" if _FEMININE.fullmatch(noun) else "er"


def _of_genitive(noun: str) -> str:
    weak = _WEAK.sub("", noun)
    return weak if weak != noun else _GENITIVE_S.sub("", noun)


def _article(determiner: str) -> list[str]:
    if determiner not in _KEPT:
        return []
    if determiner in QUANTIFIERS:
        return [_SEVERAL.sub("", determiner) if determiner.islower() and determiner != "sieben" else determiner]
    stem = re.sub("(?:e[nmrs]|e)$", "", determiner) if determiner not in ("deren", "dessen", "euer") else determiner
    feminine = determiner.endswith("er") and determiner not in ("deren", "dessen", "euer")
    return [f"{stem}e" if feminine or (determiner.endswith("e") and stem != determiner) else stem]


def is_source_alone(name: str) -> bool:
    """Whether a name is a mere "Angaben", "Berichte", "Meinung", with nobody whose they are; documents are none."""
    return name in _NOBODYS


def is_source(name: str) -> bool:
    """Whether a name is what something is taken from and not who says it: "russische Angaben", "Medienberichte"."""
    return any(word in _NOBODYS or word.endswith(_SOURCES) for word in name.split() if word[0].isupper())


_SOURCES = ("angaben", "berichte", "informationen", "meldungen", "schätzungen", "darstellung", "ansicht", "kreise")
_NOBODYS = word_list(
    """
    Angabe Angaben Aussage Aussagen Ansicht Meinung Auffassung Berichte Information Informationen Darstellung Meldung
    Meldungen Behauptung Behauptungen Gerücht Gerüchte Schätzung Schätzungen Vermutungen Einschätzung Äußerungen
    Vorwürfe Auskunft Erkenntnisse Worte Kreise
    """
)
