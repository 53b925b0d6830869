"""News agencies and how they are written. Pure."""

from __future__ import annotations

import re

_NAMES = {
    name.casefold(): name
    for name in (
        *("AFP", "AGI", "ANP", "ANSA", "AP", "APA", "APA-OTS", "ATS", "AWP", "Anadolu", "BTA", "Belga", "Bloomberg"),
        *("CTK", "ČTK", "dapd", "ddp", "Dow Jones", "Dow Jones Newswires", "dpa", "dpa-AFX", "dpa-infocom", "dts"),
        *("EFE", "epd", "HINA", "Interfax", "IRNA", "ISNA", "KCNA", "Keystone-SDA", "KNA", "Kyodo", "LUSA", "MTI"),
        *("news aktuell", "NTB", "OTS", "PAP", "PTI", "Reuters", "RIA", "RIA Nowosti", "Ritzau", "SDA", "SID", "STA"),
        *("STT", "Tanjug", "TASR", "Tass", "Ukrinform", "UPI", "Xinhua"),
    )
} | {
    "afx": "dpa-AFX",
    "agence france presse": "AFP",
    "agence france-presse": "AFP",
    "agence france-presse (afp)": "AFP",
    "associated press": "AP",
    "austria presse agentur": "APA",
    "deutsche presse-agentur": "dpa",
    "deutsche presse-agentur (dpa)": "dpa",
    "dow jones news": "Dow Jones",
    "dts nachrichtenagentur": "dts",
    "itar-tass": "Tass",
    "the associated press": "AP",
    "thomson reuters": "Reuters",
}
_SEPARATOR = re.compile(r"\s*[/,+&]\s*|\s+und\s+|\s+and\s+")
_MAX_NAME = 60


def agency_named(text: str) -> str | None:
    """The usual spelling of the agency that all of `text` names, ``AFP`` for ``Agence France-Presse``."""
    if len(text) > _MAX_NAME:
        return None
    return _NAMES.get(" ".join(text.split()).casefold())


def agencies_named(text: str) -> tuple[str, ...]:
    """The agencies of a list such as ``APA/dpa``; none unless every item is one."""
    if len(text) > _MAX_NAME:
        return ()
    single = agency_named(text)
    names = [single] if single else [agency_named(item) for item in _SEPARATOR.split(text.strip())]
    return tuple(dict.fromkeys(name for name in names if name)) if all(names) else ()


def mentions_agency(text: str) -> bool:
    """Whether any item of a credit such as ``APA/AFP/A. FOTOGRAF`` or ``dpa`` is an agency."""
    return any(agency_named(item) for item in re.split(r"[/,+&|()\s]+", text[:200]) if item)
