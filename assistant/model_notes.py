"""What a reader is told of a language model that failed, in the answer's language. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.failures import CAP_REACHED

if TYPE_CHECKING:
    from assistant.model import Language

WHAT_HAPPENED: dict[str, dict[Language, str]] = {
    "deadline": {"de": "antwortete nicht rechtzeitig", "en": "did not answer in time"},
    "key": {"de": "wurde nicht erreicht: der Schlüssel wurde abgelehnt", "en": "was not reached: the key was refused"},
    "busy": {"de": "hatte keinen Platz für die Frage", "en": "had no room for the question"},
    "unreachable": {"de": "war nicht zu erreichen", "en": "could not be reached"},
    "service": {"de": "meldete einen Fehler", "en": "reported an error"},
    "output": {"de": "schrieb Unlesbares", "en": "wrote something unreadable"},
    "spending": {
        "de": "wurde nicht gefragt: die Tagesgrenze ist erreicht",
        "en": "was not asked: the day's cap is reached",
    },
    "unknown_spending": {
        "de": "wurde nicht gefragt: was heute ausgegeben ist, ist nicht bekannt ({reason})",
        "en": "was not asked: what was spent today is not known ({reason})",
    },
    "failed": {"de": "antwortete nicht", "en": "did not answer"},
    "truncated": {"de": "brach seine Antwort ab", "en": "broke its answer off"},
    "unverified": {"de": "belegte nichts mit Stellen der Artikel", "en": "proved nothing with the articles' words"},
    "declined": {"de": "fand in den Artikeln keine Antwort", "en": "found no answer in the articles"},
}  # fmt: skip
_CODE = re.compile(r"\(\d{3}\)")
_FRAMES: dict[str, dict[Language, str]] = {
    "instead": {
        "de": "Das Sprachmodell {what}; dies ist die Antwort ohne Modell.",
        "en": "The language model {what}; this is the answer without a model.",
    },
    "besides": {
        "de": "Das Sprachmodell {what}; was es bis dahin belegt hatte, steht hier, der Rest ist ohne Modell gefunden.",
        "en": "The language model {what}; what it had proved until then is here, the rest was found without it.",
    },
    "only": {"de": "Das Sprachmodell {what}.", "en": "The language model {what}."},
}


def model_note(kind: str, reason: str, frame: str, language: Language) -> str:
    """The note, with the number by which the service tells why, if there is one.

    Args:
        kind: what happened, a key of :data:`WHAT_HAPPENED`.
        reason: the same in English, with what the service told.
        frame: what the reader sees: an answer without the model (``instead``), with a part of its claims (``besides``),
            or its own alone (``only``).
        language: the answer's.
    """
    if kind == "spending" and reason != CAP_REACHED:
        kind = "unknown_spending"
    code = _CODE.search(reason)
    what = WHAT_HAPPENED[kind][language].format(reason=reason) + (f" {code[0]}" if code else "")
    return _FRAMES[frame][language].format(what=what)
