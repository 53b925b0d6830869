"""A speaker's name inside a German sentence: "Weißes Haus" as "das Weiße Haus", "vom Weißen Haus". Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from index.language.morphology import likeliest_tag, morphology
from index.language.quotations.first_names import FEMALE, MALE
from index.language.quotations.nominative import ending_gender, is_like_adjective, parts_of
from index.language.quotations.people import is_office
from index.language.quotations.words import COORDINATORS, DETERMINERS

Gender = Literal["m", "f", "n", "p", ""]
"""Masculine, feminine, neuter, several; empty for a name that takes no article."""

# Names that are no common nouns and have an article all the same.
_WITH_ARTICLE: dict[str, Gender] = {
    "Kreml": "m", "Elysée": "m", "Élysée": "m", "Mossad": "m", "Vatikan": "m", "Nato": "f", "NATO": "f", "EU": "f",
    "EZB": "f", "OSZE": "f", "OPEC": "f", "WHO": "f", "Uno": "f", "UNO": "f", "dpa": "f",
    "AFP": "f", "APA": "f", "Tass": "f", "CDU": "f", "CSU": "f", "SPD": "f", "FDP": "f", "AfD": "f", "SPÖ": "f",
    "ÖVP": "f", "FPÖ": "f", "Hamas": "f", "Hisbollah": "f", "Ukraine": "f", "Türkei": "f",
    "Schweiz": "f", "Slowakei": "f", "Mongolei": "f", "Pentagon": "n",
}  # fmt: skip
_MASCULINE_OR_NEUTER = frozenset("den einen dem vom zum beim im am ein einem eines".split())  # noqa: SIM905
_OF_ONE = _MASCULINE_OR_NEUTER - {"den"} | {"das", "des", "zur", "eine", "einer"}
_ARTICLES = "|".join(sorted(_MASCULINE_OR_NEUTER | {"der", "die", "das", "des", "zur", "eine", "einer"}))
_BODY = re.compile(
    r"(?i).*(?:ministerium|amt|gericht|gerichtshof|parlament|regierung|kommission|polizei|agentur|behörde|verwaltung"
    r"|direktion|anwaltschaft|gewerkschaft|kammer|partei|fraktion|koalition|opposition|organisation|bank|armee|zeitung"
    r"|versicherung|rettung|feuerwehr|bevölkerung|verteidigung|wirtschaft|zeitschrift|bewegung|gruppierung"
    r"|militär|haus|kreuz|verband|konzern|senat|rat|sender|magazin|institut|universität|stadt|land|ministerrat)"
)
_SEVERAL: dict[str, str] = {"UN": "die UN", "USA": "die USA", "Taliban": "die Taliban", "Grüne": "die Grünen"}
_STEM = re.compile("e[nmrs]?$")
_WEAK = re.compile(r"(?i).*(?:ent|ant|ist|krat|at|oge|genosse|zeuge|kunde|kollege)$")
_INDEFINITE = {"ein": "einem", "eine": "einer", "kein": "keinem", "keine": "keiner"}


@lru_cache(maxsize=4_000)
def gender_of(name: str, text: str) -> Gender:
    """The gender of a name that a sentence gives a definite article, ``p`` for several; empty if it gives none.

    A common noun has one where it names a body by its ending or the text gives it one; a person's name has none.

    Args:
        name: as statements give it: in the nominative, without a definite article.
        text: the article's.
    """
    words = name.split()
    if words[0].lower() in DETERMINERS or not COORDINATORS.isdisjoint(words) or not words[0][0].isalpha():
        return ""
    group, at, _ = parts_of(words)
    noun = group[at]
    if noun in _SEVERAL:
        return "p"
    if noun in _WITH_ARTICLE:
        return _WITH_ARTICLE[noun] if at == len(group) - 1 else ""
    named = not (MALE | FEMALE).isdisjoint(group) or (is_office(noun) and at < len(group) - 1)  # "Trainer Hofmann"
    common = noun[0].isupper() and likeliest_tag(noun).startswith("NN") and not is_like_adjective(noun)
    return _of_noun(noun, text) if common and not named else ""


def is_body(noun: str) -> bool:
    """Whether a noun names a body by its ending: *Außenministerium*, *Zentralbank*."""
    return _BODY.fullmatch(noun) is not None


def _of_noun(noun: str, text: str) -> Gender:
    """The gender of a common noun where it has an article: names a body by its ending, or has one in the text."""
    shown, body, lemma = _articles_before(noun, text), _BODY.fullmatch(noun), morphology().analyse(noun).lemma
    if not shown and not body and not _BODY.fullmatch(lemma):
        return ""
    single = body or shown & _OF_ONE
    return "p" if not single and noun.casefold() != lemma.casefold() else _shown(noun, shown)


def _articles_before(noun: str, text: str) -> frozenset[str]:
    """The articles, prepositions with one included, before a noun in a text, at most an adjective between."""
    pattern = rf"\b({_ARTICLES})\s(?:(?!d(?:er|en|em|es)\b|eine)[a-zäöüß-]+e[nmrs]?\s)?{re.escape(noun)}(?![\w-])"
    return frozenset(found.lower() for found in re.findall(pattern, text, re.IGNORECASE))


def _shown(noun: str, articles: frozenset[str]) -> Gender:
    """The gender that a noun's articles and its ending tell."""
    by_ending = ending_gender(noun)
    if "das" in articles:
        return "n"
    feminine = articles & {"zur", "eine", "einer"}
    if articles & _MASCULINE_OR_NEUTER and not feminine:
        return "n" if by_ending == "n" else "m"
    if feminine or by_ending == "f":
        return "f"
    if "die" in articles:
        return "p" if noun.endswith(("er", "el", "en")) else "f"
    return by_ending or "m"


def subject_form(name: str, gender: Gender) -> str:
    """The name as the subject of a sentence, with its article where one of its gender has it."""
    if gender in ("", "p"):
        return _SEVERAL.get(name, name)
    words = name.split()
    group, _, adjectives = parts_of(words)
    for position in adjectives:
        group[position] = _STEM.sub("e", group[position])
    return " ".join([{"m": "der", "f": "die", "n": "das"}[gender], *group, *words[len(group) :]])


def of_form(name: str, gender: Gender) -> str:
    """The name behind *von*: "vom Kreml", "von der Regierung", "von einem hohen Vertreter"."""
    words = name.split()
    first = words[0].lower()
    if (not gender and first not in _INDEFINITE) or name in _SEVERAL:
        return f"von {_SEVERAL.get(name, name).replace('die ', 'den ')}"
    led = words[1:] if first in _INDEFINITE else words
    if not led:
        return f"von {name}"
    group, at, adjectives = parts_of(led)
    for position in adjectives:
        group[position] = _STEM.sub("en", group[position])
    masculine = gender == "m" or first == "ein"
    if masculine and _WEAK.match(group[at]):
        group[at] += "n" if group[at].endswith("e") else "en"
    elif gender == "p" and group[at].endswith(("e", "er", "el")):
        group[at] += "n"
    lead = {"m": "vom", "n": "vom", "f": "von der"}.get(gender, "von")
    lead = f"von {_INDEFINITE[first]}" if first in _INDEFINITE else lead
    return " ".join([lead, *group, *led[len(group) :]])
