"""Why files were skipped, in the interface's language. The readers give their reasons in English. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.strings import Tongue

_GERMAN = {
    r"was purged": "wurde mit allen Spuren gelöscht",
    r"was removed by hand; `beleg index --readmit` lets it back in": (
        "wurde von Hand entfernt; `beleg index --readmit` lässt es wieder zu"
    ),
    r"is empty": "ist leer",
    r"holds no text": "enthält keinen Text",
    r"holds no words": "enthält keine Wörter",
    r"holds nothing but white space": "enthält nichts als Leerraum",
    r"holds no text; its pages may be images": "enthält keinen Text; vielleicht sind die Seiten Bilder",
    r"holds half of a character \(a lone surrogate\)": "enthält ein halbes Zeichen (ein einzelnes Surrogat)",
    r"no article was found in this page": "auf dieser Seite wurde kein Artikel gefunden",
    r"nothing is left once navigation, credits and notices are taken out": (
        "ohne Navigation, Bildnachweise und Hinweise bleibt nichts übrig"
    ),
    r"is binary: it holds too many control characters": "ist kein Text: es enthält zu viele Steuerzeichen",
    r"is named \.pdf but does not start like one": "heißt .pdf, beginnt aber nicht so",
    r"is JSON, but neither an object nor a list of objects": "ist JSON, aber weder ein Objekt noch eine Liste davon",
    r"cannot be parsed as HTML": "ist kein lesbares HTML",
    r"declares XML entities, which no web page needs": "erklärt XML-Entitäten, die keine Webseite braucht",
    r"its front matter is no list of fields": "der Kopf ist keine Liste von Feldern",
    r"its front matter refers to itself \(YAML aliases are not read\)": (
        "der Kopf verweist auf sich selbst (YAML-Aliasse werden nicht gelesen)"
    ),
    r"is larger than the limit of ([\d,]+) bytes": r"ist größer als die erlaubten \1 Bytes",
    r"has ([\d,]+) characters, more than the limit of ([\d,]+)": r"hat \1 Zeichen, mehr als die erlaubten \2",
    r"is a damaged PDF: (.*)": r"ist ein beschädigtes PDF: \1",
    r"is no valid JSON: (.*) in line (\d+), column (\d+)": r"ist kein gültiges JSON: Zeile \2, Spalte \3 (\1)",
    r"is no valid JSON: (.*)": r"ist kein gültiges JSON: \1",
    r"cannot be (?:opened|read): (.*)": r"lässt sich nicht lesen: \1",
}


def reason(text: str, tongue: Tongue) -> str:
    """Why a file was skipped; a reason that has no German words stays as it is."""
    if tongue == "de":
        for pattern, german in _GERMAN.items():
            if found := re.fullmatch(pattern, text, re.DOTALL):
                return found.expand(german)
    return text
