"""Bylines and datelines: who wrote an article and where. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.readers.agencies import agencies_named, agency_named


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BY = re.compile(
    r"(?:Von|VON|By|BY|Par|PAR|Autor(?:in|en|innen)?:|AutorInnen:|Text:|Ein Bericht von|Eine Analyse von|"
    r"Ein Kommentar von|Ein Gastbeitrag von|Aus \w{2,20} (?:berichtet|berichten))\s+"
)
_DESK = re.compile(
    r"[Vv]on (?:der|unserer|unserem|unseren) ([^\W\d_][\w-]{0,30}(?: [^\W\d_][\w-]{0,30})?)(?:, [A-ZÄÖÜ][\w-]{2,30})?$"
)
_DESKS = re.compile(
    r"(?:redaktion|agenturen|korrespondent(?:en|in)?|reporter(?:n|in)?|mitarbeiter(?:n|in)?)$", re.IGNORECASE
)
_AND = re.compile(r"\s*[,;/|&]\s*|\s+(?:und|and|et|sowie|mit)\s+")
_NAME_WORD = re.compile(r"[^\W\d_]['’.-]?(?:[^\W\d_]['’.-]?){0,30}")
_PARTICLES = _words(
    """
    von van vom de der den di da del dos du la le zu zur zum bin ibn al el ten ter af y e
    """
)
_TITLES = frozenset({"dr.", "prof.", "mag.", "dipl.-ing.", "ing."})
_ROLES = re.compile(r"\s*(?:\(.{0,40}\)|[,–-] (?:Korrespondent|Redakt|Reporter|Berichterstatt).{0,40})$")
_MAX_BYLINE = 160
_NAME_WORDS = range(2, 6)

_WORD = r"[A-ZÄÖÜÉ][\w.'’-]{1,24}"
_PLACE = rf"{_WORD}(?:[ /](?:am|an|der|im|in|ob|de|la|le|{_WORD})){{0,4}}"
# Without an agency behind it, a place is one word, or several only if they are known to start or join place names.
_OPENER = (
    r"(?:Abu|Addis|Bad|Banda|Buenos|Den|El|Ho|Hong|Kap|Kuala|La|Las|Le|Los|Mexiko|Neu|New|Nur|Palma|Panama|Phnom|Port|"
    r"Porto|Puerto|Rio|Saint|Salt|San|Sankt|Santa|Santiago|São|Sri|St\.|Tel|Ulan)"
)
_SURE = rf"(?:{_OPENER} (?:de |di |del )?)?{_WORD}(?: (?:am|an der|bei|im|ob der|in der|de) {_WORD})?"
_DAY = r"(?:, ?\d{1,2}\. ?(?:[A-ZÄÖÜ][a-zä]{2,8}\.?|\d{1,2}\.?)(?: ?\d{4})?)?"
_DASH = r"(?:--|[-–—:])"
_WITH_AGENCY = re.compile(rf"({_PLACE}){_DAY} ?(?:{_DASH} ?)?\(([^()\n]{{2,40}})\) ?{_DASH}{{0,2}}\s*")
_AGENCY_ONLY = re.compile(rf"\(?([A-Za-z][A-Za-zČ ./-]{{1,30}})\)?(?: {_DASH} |--\s*)")
_PLACE_ONLY = re.compile(rf"({_SURE}(?:/{_SURE}){{0,2}}){_DAY}(?: [–—-]|--| --) ?(?=[A-ZÄÖÜÉ„“\"»0-9])")
_ABSTRACT = re.compile(r"(?:ung|ungen|heit|keit|schaft|tion|tionen|nis|nisse)$")  # ends of words that name no place
_ANOTHER_DASH = re.compile(r"\s[–—-]\s")
_SENTENCE = re.compile(r"[.!?](?:\s|$)")
_FIRST_SENTENCE = 400
_NO_PLACE = _words(
    """
    der die das den dem des ein eine einen einem einer sein seine ihr ihre mein meine unser unsere kein keine
    dieser diese dieses jener alle beide viele manche er sie es wir ich wer was wo wie wann warum und oder aber
    doch nun so kommentar analyse interview reportage video update exklusiv eilmeldung fazit hintergrund
    meinung leitartikel fakten grafik live liveticker ticker podcast porträt glosse kolumne rezension montag
    dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute gestern morgen
    """
)
_LOWER_IN_PLACES = frozenset(["am", "an", "der", "im", "in", "ob", "de", "la", "le"])
_ABBREVIATION = len("USA")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline tells: the authors in order, and the agencies it names instead of authors."""

    authors: tuple[str, ...]
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the start of a report tells: its place, its agency, and how many characters say so."""

    length: int
    place: str | None = None
    agency: str | None = None


def read_byline(line: str) -> Byline | None:
    """The byline that `line` is as a whole (``Von Anna Muster und Bert Beispiel, Wien``); ``None`` if it is none."""
    if len(line) > _MAX_BYLINE:
        return None
    desk = _DESK.match(line)
    if desk is not None and _DESKS.search(desk[1]):
        return Byline((desk[1],))
    by = _BY.match(line)
    if by is None:
        return None
    listed = _ROLES.sub("", line[by.end() :].strip())
    authors, agencies, rest = split_names(listed)
    if not (authors or agencies) or len(rest) > 1:
        return None
    if rest and not (listed.endswith(rest[0]) and _NAME_WORD.fullmatch(rest[0]) and rest[0][0].isupper()):
        return None  # one place may follow the names
    return Byline(authors, agencies)


def split_names(listed: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The people, the agencies and whatever else a list of names holds, each in order."""
    authors: list[str] = []
    agencies: list[str] = []
    rest: list[str] = []
    whole = agency_named(listed)
    for item in [listed] if whole else _AND.split(listed[: _MAX_BYLINE * 4]):
        agency = agency_named(item)
        if agency:
            agencies.append(agency)
        elif is_name(item):
            authors.append(item)
        elif item:
            rest.append(item)
    return tuple(authors), tuple(agencies), tuple(rest)


def is_name(text: str) -> bool:
    """Whether `text` looks like a person's full name: two to five words, all capitalised but particles."""
    words = [word for word in text.split() if word.casefold() not in _TITLES]
    if len(words) not in _NAME_WORDS or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    names = [word for word in words if word not in _PARTICLES]
    return len(names) > 1 and all(_is_capital(word) for word in names) and words[-1] in names


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[1:2] in ("'", "’") and word[2:3].isupper())  # d'Exemple


def read_dateline(paragraph: str) -> Dateline | None:
    """The place and agency in front of a report (``MOSKAU (dpa) -``, ``Wien –``); ``None`` if there is nothing such."""
    found = _WITH_AGENCY.match(paragraph)
    if found is not None and (agencies := agencies_named(found[2])) and found.end() < len(paragraph):
        return Dateline(found.end(), _as_place(found[1]), "/".join(agencies))
    found = _AGENCY_ONLY.match(paragraph)
    if found is not None and (agencies := agencies_named(found[1])) and found.end() < len(paragraph):
        return Dateline(found.end(), None, "/".join(agencies))
    found = _PLACE_ONLY.match(paragraph)
    first = re.split(r"[ /]", found[1])[0] if found else ""
    if found is None or first.casefold() in _NO_PLACE or _ABSTRACT.search(first):
        return None
    rest = paragraph[found.end() : found.end() + _FIRST_SENTENCE]
    end = _SENTENCE.search(rest)
    if _ANOTHER_DASH.search(rest, 0, end.start() if end else len(rest)):
        return None  # two dashes set something off inside a sentence
    return Dateline(found.end(), _as_place(found[1])) if len(rest) > len(found[1]) else None


def _as_place(printed: str) -> str:
    """``FRANKFURT AM MAIN`` as ``Frankfurt am Main``; other spellings as printed."""
    if not printed.isupper() or len(printed) <= _ABBREVIATION:
        return printed
    words = re.split(r"([ /-])", printed)
    return "".join(word.lower() if word.lower() in _LOWER_IN_PLACES else word.capitalize() for word in words)
