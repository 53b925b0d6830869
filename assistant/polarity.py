"""Whether words deny something, tell of more or of the opposite, or leave a denial out; German and English. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import Span

# Words that deny by themselves.
_DENIES = (
    r"nicht|nichts|nie|niemals|nirgends|nirgendwo|niemand\w*|kein(?:e[nmrs]?|erlei|esfalls|eswegs)?|weder|ohne|kaum|"
    r"mitnichten|keinesfalls|keineswegs|"
    r"not|no|none|never|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|barely|scarcely|"
    r"(?:is|are|was|were|do|does|did|has|have|had|wo|would|ca|could|should|must|need|might|ai)n['’]t"
)
# Words that refuse and do nothing else.
_REFUSES = (
    r"abgelehnt\w*|ablehn\w*|lehn\w+\b[^.]{1,80}\bab|(?:ver)?weiger\w*|dementier\w*|bestr[ie]+t\w*|"
    r"(?:zurückgewiesen|zurückweis)\w*|w(?:eist|eisen|ies|iesen)\b[^.,]{1,80}\bzurück|refus\w+|den(?:y|ies|ied)|reject\w*|rul(?:e|es|ed|ing)\s+(?:\w+\s+){0,4}out|"
    r"declin(?:e|es|ed) to|oppos(?:e|es|ed|ing)"
)
# Words that keep from something, and tell so of whatever a quotation is of.
_KEEPS_FROM = (
    r"abgesagt\w*|absag(?:en|t|te|ten)|sag(?:t|te|ten|en)\b[^.,]{1,60}\bab(?=\s*(?:[.,;!?]|$))|"
    r"schl(?:oss|ieß)\w*\b[^.]{1,80}\baus|ausschließ\w*|ausgeschlossen|verzicht(?:et|ete|en)|"
    r"fern(?:blieb\w*|geblieben)|bl[ei]+b\w*\b[^.,]{1,60}\bfern|cancel\w*|called off|withdr[ae]w\w*"
)
# Further words that tell that something is refused or is not, beside what a quotation may be of.
_LACKS = (
    r"(?:ab)?(?:ge)?lehn\w+|wies\w*\b[^.]{1,80}\bzurück|weist\b[^.]{1,80}\bzurück|ausgeschlossen\w*|absag\w*|"
    r"(?:ge)?scheiter\w*|(?:ge)?fehl(?:t|te|ten|en)|verbiet\w*|verb[oa]t\w*|vermeid\w*|vermied\w*|"
    r"verzicht\w*|verhinder\w*|leugn\w*|ergebnislos\w*|erfolglos\w*|vergeblich\w*|ausblieb\w*|ausgeblieben\w*|"
    r"abwesen\w*|fern(?:bleib|blieb|geblieben)\w*|wider(?:sprach|spr[aeio]ch|setz)\w*|"
    r"inakzeptabel\w*|un(?:möglich|wahrscheinlich|annehmbar|klar|gewiss|gelöst|einig|eins|fähig)\w*|"
    r"(?:ist|sei|sind|seien|war|waren)\s+(?:\w+\s+)?(?:dagegen|gegen)|"
    r"denial\w*|fail\w*|lack\w*|avoid\w*|absen\w+|"
    r"declin\w+|prevent\w*|exclud\w+|ban|bans|banned|forb\w+|prohibit\w*|dismiss\w*|oppos\w+|refrain\w*|missing|"
    r"call(?:ed|s|ing)?\s+off|pull(?:ed|s|ing)?\s+out|skip\w*|stay(?:ed|s|ing)?\s+away|"
    r"far\s+(?:from|off)|yet\s+to|out\s+of\s+the\s+question|un(?:able|willing|likely|clear|certain|acceptable|resolved)|"
    r"(?:is|are|was|were|be|been)\s+(?:\w+\s+)?against"
)
# Words that may deny, or do something else: "der geheime Plan", "gegen Europa kämpfen", "unbedingt".
_PERHAPS = (
    r"(?:ge)?fehl\w*|geheim\w*|vertraulich\w*|(?:still|ver)?schw[ie]+g\w*|dagegen|gegen|wider\w*|anstatt|"
    r"statt(?!\s*(?:[.,;!?]|$))|entfernt|"
    r"un(?!ter|ser|gefähr|garn|gar|mittelbar|verzüglich|bedingt|der|til|less|it|ion|iver|iform|ique|anim)[a-zäöü]{4,}|"
    r"secre\w+|confidential\w*|silen\w+|against|instead"
)
_DENIAL = re.compile(rf"\b(?:{_DENIES})\b", re.IGNORECASE)
_REFUSAL = re.compile(rf"\b(?:{_REFUSES})\b", re.IGNORECASE)
_KEPT_FROM = re.compile(rf"\b(?:{_KEEPS_FROM})\b", re.IGNORECASE)
_SURELY = re.compile(rf"\b(?:{_DENIES}|{_REFUSES}|{_KEEPS_FROM}|{_LACKS})\b", re.IGNORECASE)
_ANY = re.compile(rf"\b(?:{_DENIES}|{_REFUSES}|{_KEEPS_FROM}|{_LACKS}|{_PERHAPS})\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?…:;,\n–—„“”»«\"()]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"“”»«]*\s|\n")
_RESUMED = re.compile(r"\s*(?:(?:aber|doch|jedoch|und|auch|but|and)\s+)?(?:nicht|nie|niemals|keineswegs|not|never)\b")
_DEPENDS = re.compile(
    r"^\s*(?:dass|daß|ob|that|whether|to)\b|\bzu\s+[a-zäöüß]+n\b|\b(?:ab|an|auf|aus|bei|ein|fort|her|hin|mit|nach|preis|"
    r"teil|um|vor|weg|weiter|zurück|zusammen)zu[a-zäöüß]+n\b",
    re.IGNORECASE,
)
_BARE = 2  # words: "nicht", "aber nicht"
# "nicht nur … sondern auch", "not only", "nothing but", "kein geringerer" deny nothing.
_NO_DENIAL = re.compile(
    r"\b(?:nicht (?:nur|allein|bloß|zuletzt|mehr als|weniger als)|nichts anderes als|kein\w* geringer\w*|"
    r"not (?:only|just|merely|least)|nothing but|no (?:less|fewer|later|sooner) than|no doubt|ohne Zweifel)\b",
    re.IGNORECASE,
)

_NO_OBJECTION = re.compile(r"\b(?:nichts (?:dagegen|gegen)|nothing against)\b", re.IGNORECASE)
# Pairs of opposites, each side in English and German, in the forms in which they are told.
_OPPOSITES = tuple(
    tuple(re.compile(rf"\b(?:{side})\b", re.IGNORECASE) for side in pair)
    for pair in (
        (r"loud(?:er|est|ly)?|noisy|noisier|laut(?:er|e[nrs]?|este[nrs]?)",
         r"quiet\w*|silent\w*|still(?:er|e[nrs])|leise\w*"),
        (r"rises?|rose|risen|increas\w+|grow(?:s|n)?|grew|stieg\w*|steig\w+|gestiegen\w*|zugenommen",
         r"falls?|fell|fallen|decreas\w+|declines?|shr[aiu]nk\w*|sink\w*|sank\w*|gesunken\w*|abgenommen"),
        (r"strong(?:er|est)?|stark\w*|stärker\w*", r"weak(?:er|est)?|schwach\w*|schwäch\w+"),
        (r"easy|easier|easily|leicht(?:er)?|einfach(?:er)?", r"difficult|hard(?:er)?|schwierig\w*|schwer(?:er)?"),
        (r"productive|useful|produktiv\w*|nützlich\w*", r"unproductive|useless|unproduktiv\w*|nutzlos\w*"),
        (r"successful\w*|erfolgreich\w*", r"unsuccessful\w*|failed|gescheitert\w*|erfolglos\w*"),
        (r"publicly|openly|in public|öffentlich\w*|offener?",
         r"quiet\w*|silent\w*|still(?:er|e[nrs])|leise\w*|secret\w*"),
        (r"erstmals|erstmalig\w*|zum ersten Mal|(?:the )?first time",
         r"many times|often|repeatedly|frequently|regularly|oftmals|oft|mehrmals|mehrfach|häufig|regelmäßig"),
        (r"united|geeint\w*|einig", r"divided|disunited|gespalten\w*|zerstritten\w*|uneins|uneinig"),
    )
)  # fmt: skip
# Further pairs, of words that have other meanings as well: what they turn round is only doubtful.
_PERHAPS_OPPOSITES = tuple(
    tuple(re.compile(rf"\b(?:{side})\b", re.IGNORECASE) for side in pair)
    for pair in (
        ((r"h(?:alten|ält|alte|ielt|ielten)|gehalten|ein(?:ge)?h[aä]lt\w*|stick\w*|stuck|keeps?|kept|adher\w*|"
         r"respect\w*|honou?r\w*|compl(?:y|ies|ied)|acht(?:e|et|ete|eten|en)|geachtet"),
         r"br(?:eaks?|oke|oken|eaking|echen|icht|ach|achen)|gebrochen|violat\w*|verletz\w*|missacht\w*"),
        ((r"agree\w*|accept\w*|approv\w*|zu(?:ge)?stimm\w*|stimm(?:t|te|ten|en)\b[^.,]{1,60}\bzu|akzeptier\w*|"
         r"billig(?:t|te|ten|en)"), rf"{_REFUSES}|disagree\w*|inacceptable|unacceptable"),
        (r"promis\w*|versprach\w*|versprech\w*|versprochen|verspricht", r"threat\w*|droh\w*|gedroht|accus\w*"),
        (r"welcom\w*|prais\w*|admir\w*|begrüß\w*|lob(?:t|te|ten|en)|gelobt",
         (r"criti[cz]\w*|condemn\w*|regret\w*|question(?:s|ed)|doubt\w*|kriti\w*|verurteil\w*|bedauer\w*|"
         r"(?:be|an)?zweif\w*|in Frage|infrage")),
        (r"support\w*|unterstütz\w*|back(?:s|ed)",
         r"oppos\w*|attack\w*|angriff\w*|angreif\w*|greift\b[^.,]{1,60}\ban"),
        (r"w(?:in|ins|on|inning)|gew(?:innen|innt|ann|annen|onnen)",
         r"los(?:e|es|t|ing)|verl(?:ieren|iert|or|oren)|defeat\w*"),
        (r"begins?|began|begun|starts?|started|beg(?:innt|innen|ann|annen|onnen)",
         r"end(?:s|ed)?|stop(?:s|ped)?|endet(?:e|en)?|beendet\w*"),
        (r"allow\w*|permit\w*|erlaub\w*|gestatt\w*", r"forb\w+|prohibit\w*|bans?|banned|verbiet\w*|verb[oa]t\w*"),
    )
)  # fmt: skip
# How many or how often: all of them; some, which is less; never, which is more than not.
_EVERY = re.compile(
    r"\b(?:all(?:e[nrsm]?)?|every(?:one|body|thing)?|each|always|entire(?:ly)?|whole|ausnahmslos|jede[nrsm]?|"
    r"sämtliche[nrm]?|immer|stets|gesamt\w*|ganz(?:e[nrsm]?)?|beide[nrs]?|both|any|jegliche[nrsm]?|jederzeit|überall|everywhere)\b",
    re.IGNORECASE,
)
_NOT_ALL_OF_IT = re.compile(
    r"\b(?:above all|after all|at all|first of all|all the same|all but|all the more|each other|on the whole|"
    r"alles andere|vor allem|alles in allem|immer (?:noch|mehr|wieder|weiter)|always been|both|"
    r"beide[nrs]?|any|anyone|anything)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:einige[nrsm]?|manche[nrsm]?|mehrere[nrm]?|etliche[nrm]?|(?:ein|zum) Teil|teil(?:s|weise)|viele[nrm]?|"
    r"wenige[nm]?|(?:die|den|der) meisten|manchmal|some|several|many|most|few|partly|sometimes|andere)\b",
    re.IGNORECASE,
)
_NOT_EVERY = re.compile(rf"\b(?:nicht|not)\s+(?:\w+\s+){{0,2}}?(?:{_EVERY.pattern})", re.IGNORECASE)
_NEVER = re.compile(
    r"\b(?:never|nie|niemals|at no time|zu kein\w+ Zeit\w*|under no circumstances|unter keinen Umständen|"
    r"auf keinen Fall)\b",
    re.IGNORECASE,
)
_AS_MUCH_AS_NEVER = re.compile(r"\b(?:keinesfalls|keineswegs|nicht ein einziges Mal)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:none|nobody|no one|no|nothing|kein(?:e[nmrs]?)?|niemand\w*|nichts)\b", re.IGNORECASE)


def refuses(text: str) -> bool:
    """Whether `text` tells a refusal: refused, rejected, denied; lehnte ab, weigerte sich, dementierte."""
    return _REFUSAL.search(text) is not None


def stronger(text: str, there: str) -> str | None:
    """The word by which `text` tells of more than `there`: *all* of *some*, *never* of *not*, *no* of *not every*."""
    if (word := _NEVER.search(text)) and not (_NEVER.search(there) or _AS_MUCH_AS_NEVER.search(there)):
        return word[0]
    if _NOT_EVERY.search(there) and not _NOT_EVERY.search(text):
        return word[0] if not _NONE.search(there) and (word := _NONE.search(text)) else None
    return word[0] if _SOME.search(there) and (word := _more(text, there)) else None


def perhaps_turned(text: str, there: str) -> bool:
    """Whether `text` may tell more than `there`, or its opposite, by words that can mean something else too."""
    return _more(text, there) is not None or perhaps_opposite(text, there) is not None


def perhaps_opposite(text: str, there: str) -> str | None:
    """The word of `text` that may mean the opposite of one of `there`; ``None`` if there is none."""
    return _opposed(_PERHAPS_OPPOSITES, text, there)


def _more(text: str, there: str) -> re.Match[str] | None:
    """The word by which `text` tells of all where `there` does not."""
    word = _EVERY.search(_NOT_ALL_OF_IT.sub(" ", _NOT_EVERY.sub(" ", text)))
    return word if word and not _EVERY.search(there) else None


def opposite(text: str, there: str) -> str | None:
    """The word of `text` whose opposite stands in `there`, which has no word that says the same; ``None`` if none."""
    return _opposed(_OPPOSITES, text, there)


def _opposed(pairs: tuple[tuple[re.Pattern[str], ...], ...], text: str, there: str) -> str | None:
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            if (word := one.search(text)) and other.search(there) and not one.search(there):
                return word[0]
    return None


def denies(text: str) -> bool:
    """Whether `text` denies something with a word that does nothing else: not, no, never; nicht, kein, ohne."""
    return _DENIAL.search(_NO_DENIAL.sub(" ", text)) is not None


def may_deny(text: str) -> bool:
    """Whether `text` denies something with any word: also refuses, fails, rules out; lehnt ab, scheitert, fehlt."""
    return _ANY.search(_NO_DENIAL.sub(" ", text)) is not None


def surely_denies(text: str) -> bool:
    """Whether `text` denies or refuses with words that can do nothing else: *gegen*, *geheim*, *unbedingt* may."""
    return _SURELY.search(_NO_DENIAL.sub(" ", text)) is not None


def is_denied(text: str) -> bool:
    """Whether what a quoted clause tells is denied, refused or called off in it."""
    text = _NO_OBJECTION.sub(" ", text)
    return denies(text) or refuses(text) or _KEPT_FROM.search(text) is not None


def clauses(text: str) -> list[str]:
    """The clauses of a text, each with the infinitives and *dass* clauses that hang on it.

    "Wir haben nicht vor, mit Europa zu kämpfen, das sagte ich schon" are two: the denial is of the fighting.
    """
    found: list[str] = []
    hangs = False
    for part in _CLAUSE_END.split(text):
        if not part.strip():
            continue
        depends = _DEPENDS.search(part) is not None
        # What begins a sentence hangs on what follows: "Mit Europa zu kämpfen, haben wir nicht vor".
        if found and (depends or hangs):
            found[-1] += f", {part.strip()}"
            hangs = False
        else:
            found.append(part.strip())
            hangs = depends and len(found) == 1
    return found


def around(span: Span, text: str) -> tuple[str, str]:
    """What stands before and behind a quotation in the sentences that it begins and ends in."""
    before = _SENTENCE_END.split(text[max(0, span.start - _REACH) : span.start])[-1]
    return before, _SENTENCE_END.split(text[span.end :][:_REACH], maxsplit=1)[0]


def cuts_denial(span: Span, text: str) -> bool:
    """Whether a quotation leaves out a word that denies what it says.

    "Er unterstützt den Plan" is no quotation from "Er unterstützt den Plan nicht", nor from "Er unterstützt den Plan,
    den andere schrieben, nicht gut": the clause that it begins or ends in counts, every later part of its sentence that
    goes on with a denial, and every other part that is hardly more than one.
    """
    before, after = around(span, text)
    parts_before, parts_after = _CLAUSE_END.split(before), _CLAUSE_END.split(after)
    if not _begins(text, span.start) and denies(parts_before[-1]):
        return True
    if not _ends(text, span.end) and denies(parts_after[0]):
        return True
    return any(_RESUMED.match(part) for part in parts_after) or any(
        denies(part) and len(part.split()) <= _BARE for part in (*parts_before, *parts_after)
    )


_WORD = re.compile(r"[A-ZÄÖÜ][\wäöüß]{3,}")
_COUNTED = re.compile(
    r"(\d[\d.,]*|\b(?:ein|eine|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf))\s+([A-ZÄÖÜ]\w{3})"
)
_SHARED = 2  # nouns that two statements have in common to be about one thing
_STEM = 6  # letters that a noun keeps in every form


def contrary(one: str, other: str) -> bool:
    """Whether two German statements are seen to differ: about the same things one denies, or they count otherwise."""
    first, second = ({word[:_STEM].casefold() for word in _WORD.findall(text)} for text in (one, other))
    counted = [{unit: number for number, unit in _COUNTED.findall(text)} for text in (one, other)]
    if any(counted[1].get(unit, number) != number for unit, number in counted[0].items()):
        return True
    return len(first & second) >= _SHARED and may_deny(one) != may_deny(other)


_REACH = 300  # characters; a clause is hardly longer


def _begins(text: str, at: int) -> bool:
    """Whether a clause begins at `at`."""
    return not text[:at].strip() or _CLAUSE_END.match(text[:at].rstrip(" \t")[-1:]) is not None


def _ends(text: str, at: int) -> bool:
    """Whether a clause ends at `at`: with a mark inside the quotation or right behind it."""
    return not text[at:].strip() or any(
        _CLAUSE_END.match(char) is not None for char in (text[at - 1 : at], text[at:].lstrip(" \t")[:1]) if char
    )
