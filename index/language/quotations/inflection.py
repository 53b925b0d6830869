"""German verbs: their forms from their principal parts. Pure.

Weak verbs need only their infinitive; the strong ones are listed with third person present, past and participle. From
these come the finite forms, the first subjunctive (Konjunktiv I), participle and infinitive of a verb and of everything
derived from it with a prefix: ``geben`` gives ``angeben`` (*gab … an*, *angab*, *angegeben*, *anzugeben*).
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Role(Enum):
    """What a form can be in its clause."""

    FINITE = "finite"
    SUBJUNCTIVE = "subjunctive"  # Konjunktiv I, third person singular
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"


class Form(NamedTuple):
    """One reading of a written form.

    Attributes:
        lemma: the infinitive, a separable particle set off: ``mit|teilen``.
        role: what it is.
        plural: for finite forms, whether the subject is plural.
        joined: the particle is part of the written form (``mitteilte``).
    """

    lemma: str
    role: Role
    plural: bool
    joined: bool

    @property
    def particle(self) -> str:
        """The separable particle, empty if there is none."""
        return self.lemma.partition("|")[0] if "|" in self.lemma else ""


_STRONG_VERBS = """
befehlen befiehlt befahl befohlen; beginnen beginnt begann begonnen; beißen beißt biss gebissen; bieten bietet bot geboten;
binden bindet band gebunden; bitten bittet bat gebeten; bleiben bleibt blieb geblieben; brechen bricht brach gebrochen;
brennen brennt brannte gebrannt; bringen bringt brachte gebracht; denken denkt dachte gedacht; dringen dringt drang gedrungen;
empfangen empfängt empfing empfangen; empfehlen empfiehlt empfahl empfohlen; empfinden empfindet empfand empfunden;
essen isst aß gegessen; fahren fährt fuhr gefahren; fallen fällt fiel gefallen; fangen fängt fing gefangen;
finden findet fand gefunden; fliegen fliegt flog geflogen; fliehen flieht floh geflohen; fließen fließt floss geflossen;
geben gibt gab gegeben; gehen geht ging gegangen; gelingen gelingt gelang gelungen; gelten gilt galt gegolten;
gewinnen gewinnt gewann gewonnen; greifen greift griff gegriffen; halten hält hielt gehalten; hängen hängt hing gehangen;
heben hebt hob gehoben; heißen heißt hieß geheißen; helfen hilft half geholfen; kennen kennt kannte gekannt;
kommen kommt kam gekommen; laden lädt lud geladen; lassen lässt ließ gelassen; laufen läuft lief gelaufen;
leiden leidet litt gelitten; lesen liest las gelesen; liegen liegt lag gelegen; lügen lügt log gelogen;
meiden meidet mied gemieden; messen misst maß gemessen; nehmen nimmt nahm genommen; nennen nennt nannte genannt;
raten rät riet geraten; reißen reißt riss gerissen; rufen ruft rief gerufen; schaffen schafft schuf geschaffen;
scheinen scheint schien geschienen; schießen schießt schoss geschossen; schlagen schlägt schlug geschlagen;
schließen schließt schloss geschlossen; schneiden schneidet schnitt geschnitten; schreiben schreibt schrieb geschrieben;
schreien schreit schrie geschrien; schreiten schreitet schritt geschritten; schweigen schweigt schwieg geschwiegen;
schwören schwört schwor geschworen; sehen sieht sah gesehen; sinken sinkt sank gesunken; sitzen sitzt saß gesessen;
sprechen spricht sprach gesprochen; stehen steht stand gestanden; steigen steigt stieg gestiegen; sterben stirbt starb gestorben;
streichen streicht strich gestrichen; streiten streitet stritt gestritten; tragen trägt trug getragen;
treffen trifft traf getroffen; treiben treibt trieb getrieben; treten tritt trat getreten; trinken trinkt trank getrunken;
tun tut tat getan; verlieren verliert verlor verloren; vergessen vergisst vergaß vergessen; wachsen wächst wuchs gewachsen;
weisen weist wies gewiesen; wenden wendet wandte gewandt; werben wirbt warb geworben; werfen wirft warf geworfen;
wiegen wiegt wog gewogen; wissen weiß wusste gewusst; ziehen zieht zog gezogen; zwingen zwingt zwang gezwungen;
schieben schiebt schob geschoben; schwinden schwindet schwand geschwunden; springen springt sprang gesprungen;
singen singt sang gesungen; verzeihen verzeiht verzieh verziehen; wägen wägt wog gewogen; stoßen stößt stieß gestoßen;
schwimmen schwimmt schwamm geschwommen; fechten ficht focht gefochten; genießen genießt genoss genossen;
leihen leiht lieh geliehen; riechen riecht roch gerochen; schmelzen schmilzt schmolz geschmolzen;
stehlen stiehlt stahl gestohlen; verderben verdirbt verdarb verdorben; weichen weicht wich gewichen; erlöschen erlischt erlosch erloschen
"""  # noqa: E501 - one line per handful of verbs reads best

_HARD_NASAL = re.compile(r"(?:[^aeiouäöüylrnmh]|ch)[nm]$")  # rechnen, öffnen, atmen; but wohnen, warnen, filmen
_INSEPARABLE = ("be", "er", "ver", "ent", "zer", "ge", "miss", "wider", "unter", "über", "hinter", "emp")
_ALSO_WEAK_PREFIXES = (
    "über",
    "unter",
    "wider",
    "hinter",
    "wieder",
)  # wiederholen, übermitteln, unterstellen, widerlegen


def _strong() -> dict[str, tuple[str, str, str]]:
    table: dict[str, tuple[str, str, str]] = {}
    for entry in _STRONG_VERBS.replace("\n", " ").split(";"):
        infinitive, present, past, participle = entry.split()
        table[infinitive] = (present, past, participle)
    return table


STRONG = _strong()


def forms(lemma: str) -> Iterator[tuple[str, Form]]:
    """Every written form of a verb with its reading; `lemma` is the infinitive, ``|`` after a separable particle."""
    particle, _, base = lemma.rpartition("|")
    infinitive, present, past, participle = _parts(base)
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    plural_past = past + ("n" if past.endswith("e") else "en")
    finite = [(present, False), (infinitive, True), (past, False), (plural_past, True)]
    for form, plural in finite:
        yield form, Form(lemma, Role.FINITE, plural, joined=False)
        if particle:
            yield particle + form, Form(lemma, Role.FINITE, plural, joined=True)
    yield stem + "e", Form(lemma, Role.SUBJUNCTIVE, plural=False, joined=False)
    yield particle + participle, Form(lemma, Role.PARTICIPLE, plural=False, joined=True)
    yield particle + infinitive, Form(lemma, Role.INFINITIVE, plural=False, joined=True)
    if particle:
        yield particle + stem + "e", Form(lemma, Role.SUBJUNCTIVE, plural=False, joined=True)
        yield f"{particle}zu{infinitive}", Form(lemma, Role.INFINITIVE, plural=False, joined=True)


def _parts(base: str) -> tuple[str, str, str, str]:
    """Infinitive, third person present, past and participle."""
    if base in STRONG:
        return (base, *STRONG[base])
    for prefix in _INSEPARABLE:
        root = base.removeprefix(prefix)
        if root != base and root in STRONG:
            present, past, participle = STRONG[root]
            return base, prefix + present, prefix + past, prefix + _without_ge(participle, root)
    stem = base[:-2] if base.endswith("en") else base[:-1]
    link = "e" if stem.endswith(("t", "d")) or _HARD_NASAL.search(stem) else ""
    prefixed = base.startswith(tuple(_INSEPARABLE) + _ALSO_WEAK_PREFIXES) and base not in _NOT_PREFIXED
    ge = "" if prefixed or base.endswith("ieren") else "ge"
    return base, f"{stem}{link}t", f"{stem}{link}te", f"{ge}{stem}{link}t"


def _without_ge(participle: str, root: str) -> str:
    return participle.removeprefix("ge") if not root.startswith("ge") else participle


_NOT_PREFIXED = frozenset({"beten", "gellen", "ernten", "erben", "gestern"})
