"""The frames of questions, German and English. Pure.

A frame is written as words with blanks between: ``a|b`` is either, ``a?`` may be missing, ``_`` is a blank inside one
alternative, and words in capitals are names of the lists and places below. ``WHO``, ``A``, ``B`` and ``REST`` are what
is read out of a question.
"""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal[
    "said",
    "who",
    "who_is",
    "when",
    "where",
    "how_long",
    "how_long_ago",
    "how_many",
    "why",
    "wants",
    "yes_no",
    "what_happened",
    "known_about",
    "compare",
    "fact",
]

_SAY = (
    "say said says saying tell told state stated declare declared claim claimed announce announced comment "
    "commented think argue argued warn warned promise promised demand demanded admit admitted deny denied write "
    "wrote mention mentioned respond responded react reacted explain explained remark remarked stress stressed "
    "express expressed insist insisted post posted"
)
_SAGTE = (
    "sagte? sagen meinte? meinen erklärte? erklären äußerte? äußern behauptete? behaupten berichtete? forderte? "
    "fordern warnte? warnen kündigte? betonte? versprach verspricht denkt dachte hält hielt antwortete? "
    "kommentierte? bestritt schrieb schreibt teilte verriet stellte reagierte? bewertete? beurteilte? bezeichnete? "
    "nannte nennt bewertet begründete? begründet verlangte? verlangt kritisierte? lobte? fordert warnt meldete?"
)
_GESAGT = (
    "gesagt gemeint erklärt geäußert behauptet berichtet gefordert gewarnt angekündigt betont versprochen "
    "geantwortet kommentiert bestritten geschrieben mitgeteilt verraten reagiert bewertet gemeldet"
)
_SAGTEN = (
    "sagten sagen sagte meinten meinen meinte erklärten erklären erklärte äußerten äußerte behaupteten berichteten "
    "forderten gesagt_haben gesagt_hat geäußert_haben erklärt_haben meldeten schrieben"
)
_PREPOSITIONS = "about on regarding concerning of to with_regard_to when_asked_about as_regards towards? against"
_PRAEPOSITIONEN = (
    "über zum zur zu_den zu_der zu bezüglich hinsichtlich betreffend wegen von vom gegen gegenüber auf bei"
)
_ADVERBIEN = "in im am vor nach bei dazu darüber gestern heute"


def _any(words: str) -> str:
    """A pattern for any of some words."""
    return "(?:" + "|".join(word.replace("_", r"\s+") for word in words.split()) + ")"


_ABOUT, _ZU = _any(_PREPOSITIONS), _any(_PRAEPOSITIONEN)
# Outlets that write themselves without a capital.
_SMALL = r"(?-i:dpa(?:-[\w-]+)?|taz|epd|ddp|dapd|dts|heise|n-?tv|sda)\b"
_NAMED = rf"{_SMALL}|(?-i:[A-ZÄÖÜ])[\w’'.-]*(?:\s(?-i:[A-ZÄÖÜ])[\w’'.-]*){{0,3}}"
_CAPITAL = r"(?-i:[A-ZÄÖÜ])[\w’-]+"
_AN, _THE = r"eine?", r"(?:der|die)"
_SPOKESMAN = r"[\w’-]*(?:sprecher|vertreter|anwalt|anwält|berater|mitarbeiter)(?:in)?"
_PLACES = {
    "WHO": r"(?P<who>[^,;:?!]{1,80}?)",
    "NAME": rf"(?P<who>{_NAMED})",
    "SPEAKER": rf"(?P<who>(?:{_AN}\s+{_CAPITAL}|{_THE}\s+{_SPOKESMAN})\s+(?:von|vom|des|der|bei)\s+"
    rf"(?:(?:der|dem|den)\s+)?(?:{_NAMED}))",
    "ONE": rf"(?P<a>{_NAMED})",
    "OTHER": rf"(?P<b>{_NAMED})",
    "NAMES": r"(?P<who>(?-i:[A-ZÄÖÜ])[\w’'.-]*(?:\s(?-i:[A-ZÄÖÜ])[\w’'.-]*){0,3}?)s?",
    "BEFORE": r"(?P<before>.*?)",
    "WHOSE": r"(?P<who>[^,;:?!]{1,80}?)(?:'s|’s|s'|s’)",
    "A": r"(?P<a>[^,;?]{1,60}?)(?:'s|’s)?",
    "B": r"(?P<b>[^,;?]{1,60}?)(?:'s|’s)?",
    "SAY": rf"(?<!\bof )(?<!\bof the ){_any(_SAY)}",  # the Secretary of State states
    "SAGTE": _any(_SAGTE),
    "SAGTEN": _any(_SAGTEN),
    "GESAGT": _any(_GESAGT),
    "ABOUT": rf"(?P<rest>{_ABOUT}\b.*?)",
    "ZU": rf"(?P<rest>(?:{_ZU}|{_any(_ADVERBIEN)})\b.*?)",
    "REST": r"(?P<rest>.+?)",
    "ABOUT_IT": r"(?:zu[mr]?|über|on|about)\s+(?P<rest>.+)",
    "LOWER": r"(?P<rest>(?-i:[^A-ZÄÖÜ\s]).*?)",
    "ANYTHING": r".+?",
}


def _frame(template: str) -> re.Pattern[str]:
    """The pattern of a whole question."""
    pattern = ""
    for word in template.split():
        optional = word.endswith("?") and word != "?"
        name = word.removesuffix("?")
        core = _PLACES.get(name) or "(?:" + name.replace("_", r"\s+") + ")"
        if pattern and not pattern.endswith(r"\s+)?"):
            core = r",?\s+" + core
        elif optional:
            core += r"\s+"
        pattern += f"(?:{core})?" if optional else core
    return re.compile(pattern, re.IGNORECASE)


SAID = tuple(
    _frame(template)
    for template in (
        "BEFORE laut NAME REST?",
        "laut NAME REST",
        "BEFORE nach ansicht|meinung|angaben|worten|aussage|darstellung von|der|des? NAMES REST?",
        "BEFORE according_to NAME REST?",
        "what|how else? did|does|do|has|have|had|would|could WHO also? publicly? SAY REST?",
        "what|how did|does|do the? NAME report REST?",
        "what|how has|have|had the? NAME reported REST?",
        "since? when|where did|does|has WHO SAY that|this ABOUT?",
        "seit? wann|wo SAGTE WHO das|dies ZU?",
        "seit? wann|wo hat WHO das|dies ZU? GESAGT",
        "what|how is|was|were|are WHO saying|thinking REST?",
        "what|which is|was WHOSE position|view|opinion|stance|statement|take|reaction|comment|response REST?",
        "what is|was the position|view|opinion|stance|statement|reaction|comment of WHO ABOUT",
        "quotes?|statements?|remarks?|comments|comment by|from|of WHO ABOUT",
        "was|wie genau? noch? alles? hat|haben|hatte|hatten sich? WHO ZU? GESAGT ANYTHING?",
        "was|wie genau? noch? SAGTE sich? denn? eigentlich? genau? SPEAKER ZU?",
        "was wirft|warf SPEAKER REST vor",
        "was wirft|warf|werfen|warfen ein|eine|der|die|das? NAME REST vor",
        "was|wie|wozu|warum SAGTE sich? NAME LOWER",
        "was|wie genau? noch? SAGTE sich? denn? eigentlich? genau? WHO ZU?",
        "wie steht WHO zu|zum|zur REST",
        "wie fand|findet|sieht|sah|beschreibt|beschrieb|deutet|deutete|wertet|wertete NAME REST",
        "how did|does NAME describe|see|view|judge|rate|assess|call|interpret REST",
        "what did|does WHO call|accuse|want_from|expect_from|demand_of REST",
        "where does|did WHO stand ABOUT",
        "according_to NAME REST",
        "BEFORE in WHOSE view|opinion|words REST?",
        "welche|was_ist_die|wie_ist_die position|haltung|meinung|ansicht hat|vertritt|von|der|des? WHO ZU",
        "zitate?|aussagen?|statements?|äußerungen|äußerung von|des|der WHO ZU",
    )
)
COMPARE = tuple(
    _frame(template)
    for template in (
        "compare|contrast what|how A and|with|to what? B each|both? SAY REST?",
        "vergleiche?|vergleich|vergleichen_sie was|wie A und|mit sich? B sich? ZU? SAGTEN",
        "vergleiche?|vergleich|vergleichen_sie was|wie A und|mit B SAGTEN ZU?",
        "what_did|how_did|how_do|what_do A and B each|both? SAY REST?",
        "what_did|how_did|how_do|what_do A and B each|both? report REST?",
        "compare|contrast the? positions|statements|views? of? A and|with|to B positions|views|statements? ABOUT?",
        "how|where do|did A and B differ|disagree REST?",
        "what|how is|are the? difference|differences between A and B ABOUT?",
        "difference|differences between A and B ABOUT?",
        "was|wie sagten|sagen|meinten|meinen|erklärten|äußerten sich? A und B ZU?",
        "was|wie berichten|berichteten|schreiben|schrieben|melden|meldeten A und B ZU?",
        "was haben A und B ZU? GESAGT",
        "wie bewerten|beurteilen|sehen|nennen|bewerteten|beurteilten|sahen|nannten A und B REST",
        "wie reagieren|reagierten A und B auf REST",
        "welche positionen|haltungen|meinungen haben|vertreten A und B ZU",
        "how do|did A and B see|view|judge|rate|assess|describe|react_to REST",
        "what positions do|did A and B take|hold|have ABOUT",
        "vergleiche?|vergleich die? positionen|aussagen|haltungen? von? A und|mit B ZU?",
        "worin|wie|wo unterscheiden sich A und B ZU?",
        "unterscheiden sich A und B REST?",
        "do|did A and B differ|disagree|agree REST?",
    )
)


def _start(*alternatives: str) -> re.Pattern[str]:
    """The pattern of how a question begins; alternatives are written as in frames."""
    return re.compile("|".join(rf"{_frame(each).pattern}\b" for each in alternatives), re.IGNORECASE)


_UNITS = "hours|minutes|days|weeks|months|years"
_EINHEITEN = "stunden|minuten|tage|wochen|monate|jahre"
_HELPERS = "is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|must"
_HILFSVERBEN = (
    "ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|konnte|will|wollen|soll|sollen|darf|"
    "muss|gibt|gab|nahm|nahmen|kam|kamen|stimmt|fand|findet|sprach|traf|sagte|lehnt|lehnte|plant|plante|droht|drohte"
)
_GOALS = "goals?|aims?|demands?|objectives?|intentions?|wish|wishes"
_ZIELE = "ziele?|absicht|absichten|forderung|forderungen|wunsch|wünsche"
_PERSONS = "person|people|politician|minister|president|official|company|team|group|country|actor|author"
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "how_long",
        _start(
            "for? how long",
            f"for? how many {_UNITS}",
            "what_is|what_was the duration|length",
            "seit? wie lange|lang",
            "vor wie_langer_zeit",
            f"wie viele {_EINHEITEN}",
            "was_ist|was_war|wie_ist|wie_war|wie_lang_ist|wie_lang_war die dauer|länge",
        ),
    ),
    (
        "wants",
        _start(
            "what do|does|did|would ANYTHING want|seek",
            "how much ANYTHING do|does|did ANYTHING want|demand",
            f"what is|are|was|were ANYTHING {_GOALS}",
            "was|wie_viel|wieviel|wozu ANYTHING? will|wollen|wollte|wollten|möchte|möchten|bezweckt|beansprucht",
            f"was|welche|welches ist|sind|war|waren|hat|haben|verfolgt ANYTHING {_ZIELE}",
            f"welche|welches|welchen {_ZIELE}",
        ),
    ),
    (
        "how_many",
        _start(
            "how many|much|often|old|high|large|big|far|tall|fast",
            "wie_?viele?|wieviele?|wie_oft|wie_häufig|wievielmal|wie_alt|wie_hoch|wie_groß|wie_weit|wie_schnell|wie_schwer|wie_teuer",
            "what|which percentage|number|share|proportion",
            "zum wievielten",
        ),
    ),
    (
        "how_many",  # a price: that it costs stays in the subject
        re.compile(
            r"[Ww]as(?=\s.*\b(?:ge)?kost(?:en|et)\b|\s+kostete)|[Ww]hat(?=\s+(?:do|does|did|would|will)\s.*\bcost\b)"
        ),
    ),
    (
        "who_is",
        re.compile(r"(?i:who|wer)\s+(?i:is|was|ist|war)\s+(?:[A-ZÄÖÜ][\w’'.-]*\s?){1,4}$"),
    ),
    (
        "who",
        _start(
            "with|to|by|from? who|whom|whose",
            "mit|von|an|bei? wer|wem|wen|wessen",
            f"which|what {_PERSONS}",
            "welcher|welche|welches|welchem|welchen person|personen|politiker|minister|präsident|firma|land",
        ),
    ),
    (
        "when",
        _start(
            "since|until? when",
            "in|on? what|which year|day|month|date|century",
            "seit|bis|ab? wann",
            "in|an? welchem|welchen|welcher|welches jahr|tag|monat|datum|jahrhundert",
        ),
    ),
    (
        "where",
        _start(
            "from? where",
            "in what|which city|country|town|place|state|region",
            "wo|woher|wohin",
            "in welcher|welchem stadt|land|ort|region|staat",
        ),
    ),
    ("why", _start("why", "for what reason", "how come", "warum|wieso|weshalb", "aus welchem grund")),
    (
        "what_happened",
        _start(
            "what has? happened",
            "what took place",
            "was ist|war? geschah|passierte|geschehen|passiert|los",
            "was ist|war ANYTHING geschehen|passiert|los",
            "what_is|what's|what’s new|happening",
            "was gibt|gab es neues",
        ),
    ),
    (
        "known_about",
        _start("what is|do_we|do_you known|know about", "tell me about", "was ist|weiß_man|wissen_wir über|von|vom|zu"),
    ),
)
# By language, because "was" asks yes or no in English and "what" in German.
YES_NO = {"en": _start(f"{_HELPERS} ANYTHING"), "de": _start(f"{_HILFSVERBEN} ANYTHING")}
_FRAMED = _start(
    "what is|do_we|do_you known|know about",
    "tell me about",
    "was ist|weiß_man|wissen_wir über|von|vom|zum|zur|zu",
    "what has? happened",
    "what took place",
    "was ist|war? geschah|passierte|geschehen|passiert|los",
    "what_is|what's|what’s new|happening",
    "was gibt|gab es neues",
    "was ist|war",
)
FRAMED = re.compile(rf"^(?:{_FRAMED.pattern})\s*|\s*\b(?:bekannt|passiert|geschehen|los)$", re.IGNORECASE)
BARE_PREPOSITIONS = re.compile(
    r"(?:\s*\b(?:on|at|over|in|during|the|since|until|am|im|an|den|dem|der|seit|ab|bis|zum|während|vom|von)\b)+",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"^(?:(?:to|gegenüber|vor)\s+)?"
    r"(?P<to>(?:(?:the|der|dem|den)\s+)?(?:[A-ZÄÖÜ][\w.-]*(?:\s+[A-ZÄÖÜ][\w.-]*){0,3}|reporters|journalists))"
    r"\s+(?=(?:about|on|regarding|über|zu[mr]?)\b)"
)
LEADING = re.compile(rf"^(?:{_ABOUT}|{_ZU})\s+(?:(?:the|der|die|das|den|dem|des)\s+)?", re.IGNORECASE)
EMPTY_HEAD = re.compile(r"\b([A-ZÄÖÜ]\w{3,}?)s?(?:fragen?|them(?:a|en|atik)|problem(?:e|atik)?)\b")
ARTICLE = re.compile(
    r"^(?:the|an?|eine?[rmns]?|der|die|das|den|dem|des|herrn?|frau|mr\.?|mrs\.?|ms\.?)\s+", re.IGNORECASE
)
LISTENERS = re.compile(r"(?<=\w)\s+(?:(?:den|vor)\s+)?(?:Reportern|Journalisten|Medien|Abgeordneten|Anhängern)$")
PRONOUN = re.compile(
    _any("he she they it er sie es we i you man one people anyone jemand wir ich du ihr"), re.IGNORECASE
)
QUESTION_WORD = re.compile(
    r"^(?:what|who|when|where|why|how(?:\s+(?:many|much|long|often))?|which|did|does|is|was|were|has|have|"
    r"wer|wen|wem|wann|wo|wohin|warum|wie(?:\s+(?:viele?|lange|oft))?|wozu|welche[rnsm]?)\s+",
    re.IGNORECASE,
)
STRICTLY_SAID = re.compile(
    r"\b(?:say|says|said|saying|tell|told|comments?|commented|statements?|quotes?|remarks?|according|"
    r"sagt|sagte|sagten|sagen|gesagt|äußer\w*|geäußert|zitate?|aussagen?|mitgeteilt|laut|erklärte|erklärt|"
    r"meint|meinte|meinten|gemeint|behauptete?|betonte?)\b",
    re.IGNORECASE,
)
JUDGES = re.compile(
    r"^(?:how|wie)\b.*\b(?:describe|see|view|judge|rate|assess|call|interpret|beschr\w+|n[ae]nn\w*|(?:be)?wert\w*|"
    r"beurteil\w*|bezeichn\w*|sieht|sah|find\w*|fand|deute\w*)\b",
    re.IGNORECASE,
)
AGO = re.compile(
    r"^how\s+long\s+ago\b(?:\s+(?:did|was|were|is))?\s*|^vor\s+wie\s+langer\s+zeit\b\s*|^wie\s+lange\s+ist\s+es\s+her,?\s*(?:dass)?\s*|"
    r"^wie\s+lange\b(?=.*\bher$)|\bher$",
    re.IGNORECASE,
)
GOAL = re.compile(
    r"\b(?:goals?|aims?|objectives?|intentions?|ziele?|absicht(?:en)?|wunsch|wünsche)\b\s*", re.IGNORECASE
)
WANTS = re.compile(
    r"\b(?:wants?|wanted|seeks?|demands?|demanded|expects?|will|wollen|wollten?|möchten?|fordern?|forderten?|fordert|"
    r"verlangen|verlangten?|verlangt|erwartet|erwarten)\b",
    re.IGNORECASE,
)
WANTER = re.compile(
    r"\b(?i:does|do|did|will|wollen|wollten?|möchten?|fordern?|forderte|fordert|verlangt|verlangte)\s+"
    r"(?P<who>(?:(?i:the|der|die|das)\s+)?[A-ZÄÖÜ][\w’-]*(?:\s[A-ZÄÖÜ][\w’-]*){0,2})\b(?=.*\b)"
)
HEADLINE = re.compile(r"(?P<who>[A-ZÄÖÜ][\w’-]+(?:\s[A-ZÄÖÜ][\w’-]+){0,2})\s+(?:zu[mr]?|über|on|about)\s+(?P<rest>.+)")
ACCORDING = re.compile(
    rf",?\s*\b(?:laut|according\s+to)\s+(?:(?:the|der|die|das|dem)\s+)?{_PLACES['NAME']},?\s*", re.IGNORECASE
)
COMPARE_NAMES = tuple(
    _frame(template)
    for template in (
        "ONE und|and OTHER ABOUT_IT",
        "was|worin ist|sind|besteht|liegt der|die? unterschied|unterschiede zwischen A und B ZU?",
        "unterschied|unterschiede zwischen A und B ZU?",
    )
)
"""Frames of a comparison that are read as one of names only: of two things, they ask something else."""
HOW_OFTEN = re.compile(
    r"^(?:how\s+(?:often|many\s+times)|wie\s+(?:oft|häufig|viele\s+Male)|wievielmal|(?:zum\s+)?wievielten?\s+Mal)\b\s*",
    re.IGNORECASE,
)
HELD = re.compile(
    r"^(?:wann|wo)\s+(?:fand|findet|fanden|finden|hat|haben|wird|werden)\s+(?P<event>.+?)\s+"
    r"(?:statt|stattgefunden|stattfinden)$|"
    r"^(?:when|where)\s+(?:did|does|do|will|has|have)\s+(?P<held>.+?)\s+(?:take|taken)\s+place$|"
    r"^(?:wann|wo|when|where)\s+(?:war|ist|was|is)\s+(?P<was>(?:the|der|die|das)\s+(?:\S+\s+)?\S+)$",
    re.IGNORECASE,
)
"""When or where an event "takes place", or "is": words that no article needs beside its day or its town."""
HOW_LONG = re.compile(
    r"^(?:for\s+|seit\s+)?(?:how\s+(?:long|many\s+(?:hours|minutes|days))|wie\s+(?:lange?|viele\s+(?:Stunden|Minuten|Tage))|"
    r"(?:what|was|wie)\s+(?:is|was|ist|war)\s+(?:the|die)\s+(?:duration|length|dauer|länge)(?:\s+of)?)\b(?:\s+(?:did|does|do|will|would|has|have|had|is|was)\b)?\s*|"
    r"\b(?:last|lasted|lasts|take|took|takes|dauert|dauerte|dauerten|dauern|gedauert|währte|währt)\b\s*",
    re.IGNORECASE,
)
