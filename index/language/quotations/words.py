"""German words of the closed classes, and the common verbs' finite forms. Pure data, our own."""

from __future__ import annotations

from index.language.quotations.cues import CUE_FORMS
from index.language.quotations.inflection import STRONG, Role, forms


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


DEFINITE = _words("der die das den dem des dieser diese dieses diesem diesen jener jene jenes jenem jenen derselbe")
INDEFINITE = _words("ein eine einen einem einer eines kein keine keinen keinem keiner keines")
POSSESSIVE = frozenset(
    stem + ending for stem in ("sein", "ihr", "unser", "mein", "dein", "euer", "eur")
    for ending in ("", "e", "en", "em", "er", "es")
) | {"dessen", "deren"}  # fmt: skip
QUANTIFIERS = _words(
    """
    alle allen aller alles andere anderen anderer beide beiden beider einige einigen einiger etliche etlichen etwa fast
    jede jedem jeden jeder jedes knapp manche manchen mancher mehr mehrere mehreren mehrerer rund sämtliche viele vielen
    vieler weitere weiteren weiterer wenige wenigen weniger zahlreiche zahlreichen zahlreicher zwei drei vier fünf sechs
    sieben acht neun zehn elf zwölf mindestens über hunderte tausende verschiedene verschiedenen verschiedener
    """
)
DETERMINERS = DEFINITE | INDEFINITE | POSSESSIVE | QUANTIFIERS

PRONOUNS = _words(
    "er sie es man ich wir dieser diese dieses jener jene letzterer letztere derselbe beide niemand jemand"
)
PERSONAL = _words("er sie es man ich wir")
REFLEXIVE = _words("sich ihm ihr ihn ihnen uns mir mich dir dich einander selbst")
PREPOSITIONS = _words(
    """
    ab abseits am an angesichts anhand anlässlich anstelle auf aufgrund aus außer außerhalb bei beim bezüglich binnen bis
    dank durch entgegen entlang entsprechend für gegen gegenüber gemäß hinsichtlich hinter im in infolge inklusive inmitten
    innerhalb ins jenseits laut mangels mit mithilfe mittels nach neben oberhalb ohne per pro seit seitens statt trotz
    um ums ungeachtet unter unterhalb via vom von vor wegen während zu zufolge zugunsten zum zur zwecks zwischen über übers
    vors fürs ans aufs durchs samt nahe
    """
)
SUBORDINATORS = _words(
    """
    als bevor bis da damit dass daß ehe falls indem insofern insoweit nachdem ob obgleich obschon obwohl seit seitdem
    sobald sodass sofern solange soweit sowie während weil wenn wenngleich wie wobei wodurch wofür wogegen wohingegen womit
    wonach woran worauf woraus worin worüber worunter wovon wovor wozu zumal
    """
)
QUESTION_WORDS = _words(
    """
    ob wer wen wem wessen was wann warum weshalb weswegen wieso wie wo woher wohin welche welcher welches welchen welchem
    inwieweit inwiefern wieviel woran worauf wofür womit
    """
)
RELATIVES = _words("der die das den dem deren dessen denen welche welcher welches welchen welchem was wo wer")
CONJUNCTIONS = _words("und oder aber sondern denn doch jedoch sowie beziehungsweise bzw")
COORDINATORS = _words("und oder sowie")
ADVERBS = _words(
    """
    abends aber allerdings allgemein also anschließend auch außerdem bald bereits besonders bisher bislang da dabei
    dadurch dafür dagegen daher dahin damals damit danach daneben dann daran darauf daraufhin daraus darin darüber darum
    darunter davon davor dazu dazwischen demgegenüber demnach demzufolge dennoch derweil derzeit deshalb deutlich dort
    ebenfalls ebenso eher eigens einmal einst endlich erneut erst erstmals etwa eventuell ferner folglich früher gar genau
    gerade gern gerne gestern gleich gleichzeitig heute hier hierbei hierfür hierzu hingegen hinterher hinzu immer indes
    indessen insbesondere insgesamt inzwischen irgendwann ja jedenfalls jedoch jetzt kaum keineswegs klar kürzlich künftig
    lange lediglich letztlich mehrfach mehrmals mittlerweile morgen morgens möglicherweise nachmittags nachts neulich nicht
    nie niemals noch nochmals nun nur offenbar offensichtlich oft öfter ohnehin plötzlich recht schließlich schon schriftlich
    sehr letzteres ersteres folgendes selber so seinerseits seinerzeit seither selbst soeben sofort sogar somit sonst später stattdessen stets teilweise telefonisch
    trotzdem überdies übrigens umgehend unterdessen unlängst vergeblich vermutlich vielleicht vielmehr voraussichtlich
    vorab vorerst vorgestern vorher vorhin weiter weiterhin weiters wieder wiederholt wiederum wohl wörtlich zeitgleich
    zudem zuerst zuletzt zumindest zunächst zurück zusammen zusätzlich zuvor zwar zuweilen zugleich öffentlich
    mündlich ausdrücklich offiziell lapidar knapp kurz passend schlicht trocken wütend lachend lächelnd sarkastisch überraschend
    """
)
MONTHS_DAYS = _words(
    """
    Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Montag Dienstag Mittwoch
    Donnerstag Freitag Samstag Sonnabend Sonntag Montagabend Dienstagabend Mittwochabend Donnerstagabend Freitagabend
    Samstagabend Sonntagabend Montagmorgen Dienstagmorgen Mittwochmorgen Donnerstagmorgen Freitagmorgen Samstagmorgen
    Sonntagmorgen Montagnachmittag Dienstagnachmittag Mittwochnachmittag Donnerstagnachmittag Freitagnachmittag
    Samstagnachmittag Sonntagnachmittag Montagvormittag Dienstagvormittag Mittwochvormittag Donnerstagvormittag
    Freitagvormittag Samstagvormittag Sonntagvormittag Abend Morgen Mittag Nachmittag Vormittag Nacht Woche Monat Jahr Jahren
    Tag Tage Tagen Uhr Stunden Stunde Minuten Minute Wochen Monate Monaten Jahre Zeit Zeitpunkt Anfrage Rande Montags Ende Anfang Mitte
    """
)

AUXILIARIES = _words(
    """
    ist sind war waren sei seien wäre wären hat haben hatte hatten habe hätte hätten wird werden wurde wurden werde würde
    würden
    """
)
MODALS = _words(
    """
    kann können konnte konnten könne könnte könnten muss müssen musste mussten müsse müsste müssten soll sollen sollte
    sollten solle will wollen wollte wollten wolle darf dürfen durfte durften dürfe dürfte dürften mag mögen möge möchte
    möchten mochte mochten
    """
)
# Konjunktiv I that is never indicative in the third person.
SUBJUNCTIVE_CORE = _words("sei seien habe werde könne müsse solle wolle dürfe möge wisse")
SECOND_SUBJUNCTIVE = _words(
    """
    wäre wären hätte hätten würde würden könnte könnten müsste müssten sollte sollten wollte wollten dürfte dürften käme
    kämen gäbe gäben ginge gingen stünde stünden bräuchte bräuchten fände fänden ließe ließen bliebe bliebe läge lägen
    handele handelten nähme nähmen
    """
)
_COMMON = """
arbeiten achten anstreben ändern bauen bedeuten beabsichtigen beachten beanspruchen bedrohen bedürfen befinden begehen lenken landen starten stoppen kehren rücken rudern drücken wandern retten räumen
begleiten behandeln beherrschen beinhalten belasten belegen benötigen berühren beruhen beschäftigen besetzen besitzen
bestehen bestimmen besuchen beteiligen betragen betreffen betreiben bewegen beweisen bewirken bieten bilden brauchen
bringen dauern decken denken dienen drehen eignen einigen enthalten entsprechen entstehen entwickeln erfolgen erfordern
erfüllen ergeben erhalten erhöhen erinnern erkennen erlauben erleben erleiden ermöglichen erreichen erscheinen ersetzen
erwarten erweisen erzielen existieren fehlen finden folgen freuen führen funktionieren gefallen gefährden gehören gelten
genügen geschehen gewinnen glauben handeln hängen helfen herrschen hindern hoffen interessieren kämpfen kontrollieren
kosten kümmern leben legen leiden leisten lehnen leiten lernen liefern lösen machen mangeln meinen merken nutzen nützen
öffnen passen passieren planen prüfen rechnen reden regieren reichen reisen richten sammeln schaden scheitern schützen
setzen sichern sorgen spielen stammen stärken stellen stimmen stören stützen suchen teilen töten trauen trennen üben
übernehmen überprüfen überschreiten überzeugen umfassen unterliegen unterscheiden unterstützen unternehmen untersuchen
verbessern verbinden verbleiben verdienen vereinbaren verfolgen verfügen vergleichen verhalten verhandeln verhindern
verlangen verlassen verlaufen verletzen verlieren vermeiden verpflichten verschwinden versorgen verstehen verstoßen
versuchen verteidigen vertrauen vertreten verursachen verwenden verzichten wachsen wählen wagen warten wechseln wehren
werben werten wirken wohnen wünschen zahlen zählen zeigen zerstören zielen zögern zweifeln begrüßen unterstützen
gestalten trainieren profitieren informieren reagieren fordern verdächtigen behalten bekommen bestätigen betrachten
beziehen erfahren ergreifen erhoffen ertragen fürchten gebühren gedenken gelingen genießen hassen kennen lieben nähern
sagen schicken schulden schweigen schweben sprechen streben trauern überwiegen verbieten verkaufen vermitteln vernichten
verbreiten befürchten bewerten beginnen beenden bereiten berufen beruhigen dringen drohen enden fallen fliegen fliehen
geben gehen greifen halten heben heißen kommen laden lassen laufen lesen liegen nehmen nennen raten rufen schaffen
scheinen schießen schlagen schließen schreiben sehen sitzen stehen steigen sterben tragen treffen treiben treten tun
weisen wenden werfen wiegen ziehen zwingen bleiben brechen bitten binden befehlen empfangen empfehlen fahren fangen
ausreichen benutzen erleichtern erschweren ersticken erstrecken fortsetzen garantieren grenzen klären klingen kosten
lauten lohnen melden mehren pflegen rechtfertigen sinken steuern streiten tagen tendieren verdeutlichen vergeben
verschärfen verschlechtern verstärken verteilen vorliegen verzögern weigern widersprechen wissen zunehmen zusammenarbeiten
betonen erklären behindern benachteiligen dominieren eskalieren existieren finanzieren investieren produzieren
unterzeichnen verabschieden veröffentlichen verurteilen beeinflussen beeinträchtigen befürworten bedienen begründen
beruhen bezahlen bezwecken erarbeiten erheben erwägen fliessen gewähren resultieren stattfinden
"""


def _finite_forms() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Finite forms that are nothing else, those that are infinitives too, and Konjunktiv I singular."""
    plain: set[str] = set()
    plural: set[str] = set()
    subjunctive: set[str] = set()
    for lemma in {*_COMMON.split(), *STRONG}:
        for written, form in forms(lemma):
            if form.role is Role.SUBJUNCTIVE:
                subjunctive.add(written)
            elif form.role is Role.FINITE:
                (plural if written == lemma else plain).add(written)
    for written, readings in CUE_FORMS.items():
        for form in readings:
            if form.role is Role.FINITE:
                (plural if written.endswith("en") and form.plural and not written.endswith("ten") else plain).add(
                    written
                )
            elif form.role is Role.SUBJUNCTIVE:
                subjunctive.add(written)
    return frozenset(plain), frozenset(plural - plain), frozenset(subjunctive - plain - _NOT_SUBJUNCTIVE)


# Written like a Konjunktiv, nearly always something else.
_NOT_SUBJUNCTIVE = _words(
    "heute liebe leite welche lose rede reise suche sorge frage lage teile ende rate meine eigne trage grenze passe"
)

FINITE, FINITE_PLURAL, SUBJUNCTIVE = _finite_forms()
ALL_FINITE = FINITE | FINITE_PLURAL | AUXILIARIES | MODALS | SUBJUNCTIVE | SUBJUNCTIVE_CORE | SECOND_SUBJUNCTIVE

NO_APPOSITION = PREPOSITIONS | SUBORDINATORS | COORDINATORS | ADVERBS | QUESTION_WORDS | _words("so aber doch sondern um")
