"""From the fields of a record (JSON object, CSV row, front matter, header lines) to the details of an article. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.readers.agencies import agencies_named
from index.readers.dates import parse_moment
from index.readers.details import Details
from index.readers.languages import language_code
from index.readers.names import split_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from index.model import Moment
    from index.readers.rules import FieldNames

_MAX_FIELD = 2_000
_MAX_AUTHORS = 50
_NOTHING = frozenset({"", "null", "none", "nan", "~", "n/a", "-"})
_BY = ("von ", "by ", "par ")
_INSIDE = ("name", "title", "value", "#text")  # where an object keeps its own name


def read_text(record: Mapping[str, object], names: FieldNames) -> str | None:
    """The text of the article in `record`, lists of paragraphs joined; ``None`` if no field has one."""
    plain = _plain(record)
    for name in names.text:
        value = _reach(plain, name)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            value = "\n\n".join(str(item) for item in value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def read_details(record: Mapping[str, object], names: FieldNames) -> Details:
    """What `record` tells about its article; fields that cannot be understood are as if they were absent."""
    plain = _plain(record)
    outlet, agency = _first(plain, names.outlet), _first(plain, names.agency)
    if agency is None and outlet is not None and (agencies := agencies_named(outlet)):
        outlet, agency = None, "/".join(agencies)
    address = _first(plain, names.address)
    address = address if address and address.startswith(("http://", "https://")) else None
    language = _first(plain, names.language)
    return Details(
        title=_first(plain, names.title),
        outlet=outlet or host(address),
        agency=agency,
        authors=_authors(plain, names.authors),
        dateline=_first(plain, names.dateline),
        published=_moment(plain, names.published),
        updated=_moment(plain, names.updated),
        section=_first(plain, names.section),
        language=language_code(language) if language else None,
        address=address,
    )


def read_name(record: Mapping[str, object], names: Iterable[str]) -> str | None:
    """The value of the first of `names` that `record` has, on one line; ``None`` if it has none of them."""
    return _first(_plain(record), names)


def host(address: str | None) -> str | None:
    """The site of a web address, without ``www.``; ``None`` if it has none."""
    try:
        name = urlsplit(address or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def as_authors(printed: Iterable[str]) -> tuple[str, ...]:
    """The authors in a few printed lists such as ``Von Anna Muster und Bert Beispiel``, each once, in order."""
    authors: list[str] = []
    for item in printed:
        plain = " ".join(item.split())
        if plain.casefold().startswith(_BY):
            plain = plain.partition(" ")[2]
        people, agencies, rest = split_names(plain)
        # Where the names are not all understood, the list is one author as printed: "Redaktion, Ressort Ausland".
        authors += people if people and not rest else () if agencies and not rest else [plain]
    return tuple(dict.fromkeys(author for author in authors if author.casefold() not in _NOTHING))[:_MAX_AUTHORS]


def _plain(record: Mapping[str, object]) -> dict[str, object]:
    return {str(key).strip().casefold(): value for key, value in reversed(list(record.items()))}


def _reach(plain: Mapping[str, object], name: str) -> object:
    name = name.casefold()
    if name in plain or "." not in name:
        return plain.get(name)
    head, _, rest = name.partition(".")
    inner = plain.get(head)
    return _reach(_plain(inner), rest) if isinstance(inner, dict) else None


def _strings(value: object) -> list[str]:
    """The short strings in a value, a list of values, or objects that carry a name."""
    if isinstance(value, list):
        return [string for item in value[:_MAX_AUTHORS] for string in _strings(item)]
    if isinstance(value, dict):
        inner = _plain(value)
        return next((found for name in _INSIDE if (found := _strings(inner.get(name)))), [])
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return []
    plain = " ".join(str(value)[:_MAX_FIELD].split())
    return [] if plain.casefold() in _NOTHING else [plain]


def _first(plain: Mapping[str, object], names: Iterable[str]) -> str | None:
    found = (string for name in names for string in _strings(_reach(plain, name)))
    return next(found, None)


def _authors(plain: Mapping[str, object], names: Iterable[str]) -> tuple[str, ...]:
    found = (strings for name in names if (strings := _strings(_reach(plain, name))))
    return as_authors(next(found, []))


def _moment(plain: Mapping[str, object], names: Iterable[str]) -> Moment | None:
    printed = (string for name in names for string in _strings(_reach(plain, name)))
    return next((moment for string in printed if (moment := parse_moment(string)) is not None), None)
