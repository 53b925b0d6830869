"""What is told as rumoured, supposed or forged and not as said: "soll gesagt haben", "das falsche Zitat „…“". Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.quotations.cues import CUE_FORMS
from index.language.quotations.frames import CLAUSE_MARKS
from index.language.quotations.inflection import Role
from index.language.quotations.word_list import words
from index.language.quotations.words import DETERMINERS, MODALS

if TYPE_CHECKING:
    from index.language.quotations.findings import Finding
    from index.language.quotations.frames import Segment, Unit
    from index.language.quotations.phrases import Phrase

_ALLEGEDLY = words("angeblich vermeintlich mutmaßlich vorgeblich gerüchteweise vernehmen hörensagen")
_RUMOURS = words("gerücht gerüchte gerüchten gerüchts gerüchtes")
_ALLEGING = _ALLEGEDLY | _RUMOURS
_HEARD = words("gehört mitgehört vernommen erfahren mitbekommen gelesen")
_WOULD_HAVE = words("hätte hätten")
# With an infinitive: what somebody is to say, wants to or would; who *musste* or *konnte* say it said it.
_SUPPOSED = words(
    """
    soll sollen sollte sollten will wollen wollte wollten wird werden würde würden könnte könnten dürfte dürften
    möchte möchten
    """
)
_QUOTES = words("zitat zitate zitats satz satzes sätze spruch sprüche ausspruch aussprüche worte worten")
_FORGED = words(
    """
    erfunden erfundene erfundenen erfundener erfundenes gefälscht gefälschte gefälschten gefälschter gefälschtes
    fingiert fingierte fingierten fingiertes fälschlich fälschlicherweise fälschlicher fälschliche unecht unechte
    unechten unechtes fälschung erfindung fake falschzitat fake-zitat
    """
)
_FALSE = words("falsch falsche falschen falscher falsches")  # of a sentence: that what it says is not so
_ASCRIBED = words(
    """
    zugeschrieben zugeschriebene zugeschriebenen zugeschriebener zugeschriebenes zuschreiben zuschreibt
    untergeschoben untergeschobene untergeschobenen
    """
)
_ANY_FORGED = _FORGED | _FALSE
_NEVER = words("nie niemals nicht")
_QUOTING = words("zitat zitate zitats zitiert")
_COMES_FROM = words("stammt stammen")
_OPENERS = words("das dieses dies diese dieser diesen der die")
_BEFORE_QUOTE = 5  # tokens from "Zitat" to its quotation: "Zitat von Marco Rubio „…“"
_OPENING = 3  # tokens: "Das angebliche Zitat"


def is_hearsay(unit: Unit, number: int, at: int) -> bool:
    """Whether a word of saying tells of what somebody is rumoured, supposed or said by a rumour to have said.

    Args:
        unit: where it stands.
        number: in which of its segments.
        at: at which token.
    """
    segment = unit.segments[number]
    low = [token.low for token in unit.frame[segment.start : segment.end]]
    place = at - segment.start
    if _is_supposed(unit.frame[at].low, low, place) or _tells_rumour(low):
        return True
    return number > 0 and _rumours(unit, unit.segments[number - 1])


def _is_supposed(word: str, low: list[str], at: int) -> bool:
    """Whether a clause has it with a modal verb or in the mood of what did not happen: "hätte gesagt", "soll sagen"."""
    roles = {form.role for form in CUE_FORMS[word]}
    if Role.PARTICIPLE in roles and (low[at + 1 : at + 2] == ["haben"] or low[at + 1 : at + 3] == ["worden", "sein"]):
        return not MODALS.isdisjoint(low)
    if Role.PARTICIPLE in roles:
        return not _WOULD_HAVE.isdisjoint(low)
    return Role.INFINITIVE in roles and low[at - 1 : at] != ["zu"] and not _SUPPOSED.isdisjoint(low)


def _tells_rumour(low: list[str]) -> bool:
    """Whether a word of a clause marks it as rumour."""
    return not _ALLEGING.isdisjoint(low) and any(_is_alleged(low, p) for p in range(len(low)))


def _is_alleged(low: list[str], at: int) -> bool:
    """Whether a word marks its clause as rumour: *angeblich*, unless as in "der angeblich tote Plan"."""
    if low[at] in _RUMOURS:
        return low[max(0, at - 1)] == "laut" or low[at + 1 : at + 2] == ["zufolge"]
    return low[at] in _ALLEGEDLY and (low[at] == "vernehmen" or at == 0 or low[at - 1] not in DETERMINERS)


def _rumours(unit: Unit, segment: Segment) -> bool:
    """Whether a clause announces a rumour: "will gehört haben", "Es gibt das Gerücht", "Es heißt"."""
    low = [token.low for token in unit.frame[segment.start : segment.end]]
    if low in (["es", "heißt"], ["es", "hieß"]):
        return True
    return not _RUMOURS.isdisjoint(low) or ("haben" in low and not (_HEARD.isdisjoint(low) or MODALS.isdisjoint(low)))


def is_rumour(unit: Unit, source: Phrase) -> bool:
    """Whether what names a source is a rumour: "laut Gerüchten"."""
    return any(unit.frame[at].low in _RUMOURS for at in range(source.start, source.core))


def is_forged(unit: Unit, finding: Finding) -> bool:
    """Whether its sentence calls a quotation forged, or only ascribed to somebody, and nobody in it says it."""
    if finding.kind != "direct" or not forges(unit):
        return False
    frame = unit.frame
    low = [token.low for token in frame]
    quote = next((at for at, token in enumerate(frame) if token.end >= finding.spans[0].end), 0)
    start = max((at + 1 for at in range(quote) if frame[at].text in CLAUSE_MARKS), default=0)
    named = not _QUOTES.isdisjoint(low[max(start, quote - _BEFORE_QUOTE) : quote])
    return named or not any(word in CUE_FORMS and word not in ("zitiert", "zitierte") for word in low)


def forges(unit: Unit) -> bool:
    """Whether a unit calls a quotation forged, or tells that it is ascribed to somebody."""
    low = [token.low for token in unit.frame]
    return not _ASCRIBED.isdisjoint(low) or _calls_forged(low)


def disowns(unit: Unit) -> bool:
    """Whether a unit calls the quotation before it forged: "Das Zitat ist erfunden." "Das hat er nie gesagt."."""
    low = [token.low for token in unit.frame]
    if not low or low[0] not in _OPENERS:
        return False
    if _QUOTES.isdisjoint(low[:_OPENING]):
        at = next((p for p, word in enumerate(low) if word == "gesagt"), 0)
        return low[0] in ("das", "dies") and low[1:2] == ["hat"] and low[at - 1] in _NEVER
    return _calls_forged(low) or (not _COMES_FROM.isdisjoint(low) and "nicht" in low)


def _calls_forged(low: list[str]) -> bool:
    """Whether a sentence about a quotation calls it forged, and does not say that it is not."""
    quoted = not _QUOTING.isdisjoint(low)
    forged = _ANY_FORGED if quoted else _FORGED
    return (quoted or not _QUOTES.isdisjoint(low)) and any(
        word in forged and low[max(0, at - 1)] not in ("nicht", "keine") for at, word in enumerate(low)
    )
