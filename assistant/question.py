"""What a question asks for: its kind, the people it names, what about, and when. German and English; pure.

A question is read by its frame ("what did X say about Y", "wie lange …"); what is left when the frame is taken off is
its subject. A frame that is not known leaves the whole question as the subject and the kind ``fact``, which is always
a safe reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.dates import Window, window

if TYPE_CHECKING:
    from datetime import date

    from assistant.model import Language

Kind = Literal[
    "said",
    "who",
    "when",
    "where",
    "how_long",
    "how_many",
    "why",
    "yes_no",
    "what_happened",
    "known_about",
    "compare",
    "fact",
]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    Attributes:
        text: as asked, without surrounding blanks.
        language: of the question.
        kind: what it wants.
        speakers: for ``said`` and ``compare``, whose words it asks for, as typed; two or more for ``compare``.
        subject: what it is about, without the frame; may be empty ("what did X say?").
        addressee: to whom it was said, as typed.
        window: the days it names.
    """

    text: str
    language: Language
    kind: Kind
    speakers: tuple[str, ...]
    subject: str
    addressee: str | None
    window: Window | None


_SAY = r"(?:say|said|says|saying|tell|told|state|stated|declare|declared|claim|claimed|announce|announced|comment|commented|think|argue|argued|warn|warned|promise|promised|demand|demanded|admit|admitted|deny|denied|write|wrote|mention|mentioned|respond|responded|react|reacted|explain|explained|remark|remarked|stress|stressed|express|expressed|insist|insisted)"
_SAGTE = r"(?:sagte?|sagen|meinte?|meinen|erklärte?|erklären|äußerte?|äußern|behauptete?|behaupten|berichtete?|forderte?|fordern|warnte?|warnen|kündigte?|betonte?|versprach|verspricht|denkt|dachte|hält|hielt|antwortete?|kommentierte?|bestritt|schrieb|schreibt|teilte|verriet|stellte|reagierte?|bewertete?|beurteilte?|bezeichnete?|nannte|nennt)"
_GESAGT = r"(?:gesagt|gemeint|erklärt|geäußert|behauptet|berichtet|gefordert|gewarnt|angekündigt|betont|versprochen|geantwortet|kommentiert|bestritten|geschrieben|mitgeteilt|verraten|reagiert|bewertet)"
_ABOUT = r"(?:about|on|regarding|concerning|of|to|with regard to|when asked about|as regards|towards?|against)"
_ZU = r"(?:über|zum|zur|zu den|zu der|zu|bezüglich|hinsichtlich|betreffend|wegen|von|vom|gegen|gegenüber|auf)"
_NAME = r"(?P<who>[^,;:?!]{1,80}?)"
_REST = r"(?P<rest>.*)"

_SAID = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:what|how)\s+(?:else\s+)?(?:did|does|do|has|have|had|would|could)\s+{_NAME}\s+(?:also\s+|publicly\s+)?{_SAY}\b\s*{_REST}",
        rf"(?:what|how)\s+(?:is|was|were|are)\s+{_NAME}\s+(?:saying|thinking)\b\s*{_REST}",
        rf"(?:what|which)\s+(?:is|was)\s+{_NAME}(?:'s|’s|s')\s+(?:position|view|opinion|stance|statement|take|reaction|comment|response)\b\s*{_REST}",
        rf"what\s+(?:is|was)\s+the\s+(?:position|view|opinion|stance|statement|reaction|comment)\s+of\s+{_NAME}\s+(?P<rest>(?:{_ABOUT})\b.*)",
        rf"(?:quotes?|statements?|remarks?|comments?)\s+(?:by|from|of)\s+{_NAME}\s+(?P<rest>(?:{_ABOUT})\b.*)",
        rf"(?:was|wie)\s+(?:genau\s+|noch\s+|alles\s+)?(?:hat|haben|hatte|hatten)\s+(?:sich\s+)?{_NAME}(?:\s+(?P<rest>(?:{_ZU}|in|im|am|vor|nach|dazu|darüber|gestern|heute)\b.*?))?\s+{_GESAGT}\b.*",
        rf"(?:was|wie)\s+(?:genau\s+|noch\s+)?{_SAGTE}\s+(?:sich\s+)?(?:denn\s+|eigentlich\s+|genau\s+)?{_NAME}(?:\s+(?P<rest>(?:{_ZU}|in|im|am|vor|nach|dazu|darüber|gestern|heute)\b.*))?",
        rf"(?:welche|was\s+ist\s+die|wie\s+ist\s+die)\s+(?:Position|Haltung|Meinung|Ansicht)\s+(?:von\s+|hat\s+|vertritt\s+|der\s+|des\s+)?{_NAME}\s+(?P<rest>{_ZU}\b.*)",
        rf"(?:Zitate?|Aussagen?|Äußerung(?:en)?|Statements?)\s+(?:von|des|der)\s+{_NAME}\s+(?P<rest>{_ZU}\b.*)",
    )
)
_COMPARE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:what\s+did|how\s+did|how\s+do|what\s+do)\s+(?P<a>[^,;?]{1,60}?)\s+and\s+(?P<b>[^,;?]{1,60}?)\s+(?:each\s+|both\s+)?"
        + _SAY
        + r"\b\s*(?P<rest>.*)",
        r"(?:compare|contrast)\s+(?:the\s+(?:positions?|statements?|views?)\s+of\s+)?(?P<a>[^,;?]{1,60}?)(?:'s|’s)?\s+(?:and|with|to)\s+(?P<b>[^,;?]{1,60}?)(?:'s|’s)?(?:\s+(?:positions?|views?|statements?))?(?:\s+(?P<rest>(?:on|about|regarding)\b.*))?",
        r"(?:how|where)\s+(?:do|did)\s+(?P<a>[^,;?]{1,60}?)\s+and\s+(?P<b>[^,;?]{1,60}?)\s+(?:differ|disagree)\b\s*(?P<rest>.*)",
        r"(?:what\s+is\s+the\s+)?difference\s+between\s+(?P<a>[^,;?]{1,60}?)\s+and\s+(?P<b>[^,;?]{1,60}?)(?:\s+(?P<rest>(?:on|about|regarding)\b.*))?",
        r"was\s+(?:sagten|sagen|meinten|meinen|erklärten|äußerten)\s+(?P<a>[^,;?]{1,60}?)\s+und\s+(?P<b>[^,;?]{1,60}?)(?:\s+(?P<rest>"
        + _ZU
        + r"\b.*))?",
        r"(?:vergleiche|vergleich)\s+(?:die\s+(?:Positionen|Aussagen|Haltungen)\s+von\s+)?(?P<a>[^,;?]{1,60}?)\s+(?:und|mit)\s+(?P<b>[^,;?]{1,60}?)(?:\s+(?P<rest>"
        + _ZU
        + r"\b.*))?",
        r"(?:worin|wie|wo)\s+unterscheiden\s+sich\s+(?P<a>[^,;?]{1,60}?)\s+und\s+(?P<b>[^,;?]{1,60}?)(?:\s+(?P<rest>(?:"
        + _ZU
        + r"|bei|in)\b.*))?",
    )
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))  # type: ignore[misc]
    for kind, pattern in (
        (
            "how_long",
            r"(?:for\s+)?how\s+long\b|(?:for\s+)?how\s+many\s+(?:hours|minutes|days|weeks|months|years)\b|wie\s+lange?\b|wie\s+viele\s+(?:Stunden|Minuten|Tage|Wochen|Monate|Jahre)\b",
        ),
        (
            "how_many",
            r"how\s+(?:many|much|often|old|high|large|big|far|tall|fast)\b|wie\s*viele?\b|wie\s+(?:oft|alt|hoch|groß|weit|schnell|schwer|teuer)\b|(?:what|which)\s+(?:percentage|number|share|proportion)\b|wieviele?\b|zum\s+wievielten\b",
        ),
        (
            "who",
            r"(?:with\s+|to\s+|by\s+|from\s+)?who(?:m|se)?\b|(?:mit\s+|von\s+|an\s+|bei\s+)?we[rmn]\b|wessen\b|(?:which|what)\s+(?:person|people|politician|minister|president|official|company|team|group|country|actor|author)\b|welche[rsnm]?\s+(?:Person|Personen|Politiker|Minister|Präsident|Firma|Land)\b",
        ),
        (
            "when",
            r"(?:since\s+|until\s+)?when\b|(?:in|on)\s+(?:what|which)\s+(?:year|day|month|date|century)\b|(?:what|which)\s+(?:year|day|month|date)\b|(?:seit\s+|bis\s+|ab\s+)?wann\b|(?:in\s+)?welche[mnrs]\s+(?:Jahr|Tag|Monat|Datum|Jahrhundert)\b|an\s+welchem\s+Tag\b",
        ),
        (
            "where",
            r"(?:from\s+)?where\b|in\s+(?:what|which)\s+(?:city|country|town|place|state|region)\b|wo\b|woher\b|wohin\b|in\s+welche[mr]\s+(?:Stadt|Land|Ort|Region|Staat)\b",
        ),
        ("why", r"why\b|for\s+what\s+reason\b|how\s+come\b|warum\b|wieso\b|weshalb\b|aus\s+welchem\s+Grund\b"),
        (
            "what_happened",
            r"what\s+(?:has\s+)?happened\b|what\s+took\s+place\b|was\s+(?:ist\s+|war\s+)?(?:geschah|passierte|geschehen|passiert|los)\b|was\s+ist\b.*\b(?:geschehen|passiert)\b",
        ),
        (
            "known_about",
            r"what\s+(?:is|do\s+(?:we|you))\s+know(?:n)?\s+about\b|tell\s+me\s+about\b|was\s+(?:ist|weiß\s+man|wissen\s+wir)\b.*\b(?:über|bekannt)\b|was\s+ist\s+über\b",
        ),
        (
            "yes_no",
            r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|must)\s+(?!not\b)\S|(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|konnte|will|wollen|soll|sollen|darf|muss|gibt|gab|nahm|nahmen|kam|kamen|stimmt|fand|findet|sprach|traf|sagte|lehnt|lehnte|plant|plante|droht|drohte|fordert|forderte)\s+\S",
        ),
    )
)
_FRAME_WORDS = {
    "known_about": re.compile(
        r"^(?:what\s+(?:is|do\s+(?:we|you))\s+known?\s+about|tell\s+me\s+about|was\s+(?:ist|weiß\s+man|wissen\s+wir)\s+(?:über|von|vom|zu[mr]?)?)\s*|\s*\b(?:bekannt|berichtet worden)\s*\??$",
        re.IGNORECASE,
    ),
}
_TOLD = re.compile(
    r"^(?:(?:to|gegenüber|vor)\s+)?(?P<to>(?:(?:the|der|dem|den)\s+)?(?:[A-ZÄÖÜ][\w.-]*(?:\s+[A-ZÄÖÜ][\w.-]*){0,3}|reporters|journalists))"
    r"\s+(?=(?:about|on|regarding|über|zu[mr]?)\b)"
)
_LEADING = re.compile(rf"^(?:{_ABOUT}|{_ZU})\s+(?:(?:the|der|die|das|den|dem|des)\s+)?", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|der|die|das|den|dem|des|herrn?|frau|mr\.?|mrs\.?|ms\.?)\s+", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:he|she|they|it|er|sie|es|we|i|you|man|one|people|anyone|jemand|wir|ich|du|ihr)\b", re.IGNORECASE
)
_MAX_QUESTION = 2000


def understand(text: str, language: Language, today: date) -> Question:
    """Read a question.

    Args:
        text: the question, complete in itself (a follow-up is completed first).
        language: its language.
        today: what "yesterday" counts from.

    Returns:
        What it asks for; never an error.
    """
    asked = " ".join(text[:_MAX_QUESTION].split())
    named = window(asked, today)
    bare = _without_window(asked.rstrip(" ?!."), named)
    for reading in (_compared, _said):
        if found := reading(bare):
            kind, speakers, rest = found
            subject, addressee = _about(rest)
            return Question(asked, language, kind, speakers, subject, addressee, named)
    kind = next((kind for kind, pattern in _KINDS if pattern.match(bare)), "fact")
    frame = _FRAME_WORDS.get(kind)
    return Question(asked, language, kind, (), frame.sub("", bare) if frame else bare, None, named)


def _without_window(text: str, named: Window | None) -> str:
    """The text without words for days that are counted; days by date stay, passages may hold them."""
    if named is None or not named.counted:
        return text
    cut = text[: named.start].rstrip() + text[named.start + len(named.words) :]
    return re.sub(r"\s+(?:on|am|since|seit|the|in|im)$", "", cut.rstrip(" ,"), flags=re.IGNORECASE)


def _compared(text: str) -> tuple[Kind, tuple[str, ...], str] | None:
    for pattern in _COMPARE:
        if match := pattern.fullmatch(text):
            people = tuple(_plain_name(match[group]) for group in ("a", "b"))
            if all(_may_be_a_name(person) for person in people):
                return "compare", people, match["rest"] or ""
    return None


def _said(text: str) -> tuple[Kind, tuple[str, ...], str] | None:
    for pattern in _SAID:
        if match := pattern.fullmatch(text):
            who = _plain_name(match["who"])
            if _may_be_a_name(who):
                return "said", (who,), match["rest"] or ""
    return None


def _plain_name(words: str) -> str:
    return _ARTICLE.sub("", words.strip(" ,"))


def _may_be_a_name(words: str) -> bool:
    most_words = 7
    return bool(words) and len(words.split()) <= most_words and not _PRONOUN.fullmatch(words)


def _about(rest: str) -> tuple[str, str | None]:
    """The subject and the addressee in what follows the verb of saying."""
    addressee = None
    rest = rest.strip(" ,")
    if match := _TOLD.match(rest):
        addressee, rest = match["to"], rest[match.end() :]
    return _LEADING.sub("", rest.strip(" ,")), addressee
