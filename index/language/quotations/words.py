"""German words of the closed classes, and the common verbs' finite forms. Pure data, our own."""

from __future__ import annotations

from index.language.quotations.cues import CUE_FORMS
from index.language.quotations.inflection import STRONG, Role, forms
from index.language.quotations.word_list import words

DEFINITE = words("der die das den dem des dieser diese dieses diesem diesen jener jene jenes jenem jenen derselbe")
INDEFINITE = words("ein eine einen einem einer eines kein keine keinen keinem keiner keines")
POSSESSIVE = frozenset(
    stem + ending for stem in ("sein", "ihr", "unser", "mein", "dein", "euer", "eur")
    for ending in ("", "e", "en", "em", "er", "es")
) | {"dessen", "deren"}  # fmt: skip
QUANTIFIERS = words(
    """
    alle allen aller alles andere anderen anderer beide beiden beider einige einigen einiger etliche etlichen etwa
    fast jede jedem jeden jeder jedes knapp manche manchen mancher mehr mehrere mehreren mehrerer rund sämtliche
    viele vielen vieler weitere weiteren weiterer wenige wenigen weniger zahlreiche zahlreichen zahlreicher zwei
    drei vier fünf sechs sieben acht neun zehn elf zwölf mindestens über hunderte tausende verschiedene
    verschiedenen verschiedener
    """
)
DETERMINERS = DEFINITE | INDEFINITE | POSSESSIVE | QUANTIFIERS

# Pronouns by the gender of whom they stand for or whose something is.
MASCULINE = words("er dieser jener letzterer derselbe ihm ihn sein seinen seiner seinem seine")
FEMININE = words("sie diese jene letztere dieselbe ihr ihren ihrer ihrem ihre")
PRONOUNS = words(
    "er sie es man ich wir dies dieser diese dieses jener jene letzterer letztere derselbe beide niemand jemand"
)
PERSONAL = words("er sie es man ich wir")
REFLEXIVE = words("sich ihm ihr ihn ihnen uns mir mich dir dich einander selbst")
PREPOSITIONS = words(
    """
    ab abseits am an angesichts anhand anlässlich anstelle auf aufgrund aus außer außerhalb bei beim bezüglich
    binnen bis dank durch entgegen entlang entsprechend für gegen gegenüber gemäß hinsichtlich hinter im in infolge
    inklusive inmitten innerhalb ins jenseits laut mangels mit mithilfe mittels nach neben oberhalb ohne per pro
    seit seitens statt trotz um ums ungeachtet unter unterhalb via vom von vor wegen während zu zufolge zugunsten
    zum zur zwecks zwischen über übers vors fürs ans aufs durchs samt nahe
    """
)
SUBORDINATORS = words(
    """
    als bevor bis da damit dass daß ehe falls indem insofern insoweit nachdem ob obgleich obschon obwohl seit
    seitdem sobald sodass sofern solange soweit sowie während weil wenn wenngleich wie wobei wodurch wofür wogegen
    wohingegen womit wonach woran worauf woraus worin worüber worunter wovon wovor wozu zumal
    """
)
QUESTION_WORDS = words(
    """
    ob wer wen wem wessen was wann warum weshalb weswegen wieso wie wo woher wohin welche welcher welches welchen
    welchem inwieweit inwiefern wieviel woran worauf wofür womit
    """
)
RELATIVES = words("der die das den dem deren dessen denen welche welcher welches welchen welchem was wo wer")
COORDINATORS = words("und oder sowie")
NAME_LEADS = words("von van de zu")
ADVERBS = words(
    """
    abends aber allerdings allgemein also anschließend auch außerdem bald bereits besonders bisher bislang da dabei
    dadurch dafür dagegen daher dahin damals damit danach daneben dann daran darauf daraufhin daraus darin darüber
    darum darunter davon davor dazu dazwischen demgegenüber demnach demzufolge dennoch derweil derzeit deshalb
    deutlich dort ebenfalls ebenso eher eigens einmal einst endlich erneut erst erstmals etwa eventuell ferner
    folglich früher gar genau gerade gern gerne gestern gleich gleichzeitig heute hier hierbei hierfür hierzu
    hingegen hinterher hinzu immer indes indessen insbesondere insgesamt inzwischen irgendwann ja jedenfalls jedoch
    jetzt kaum keineswegs klar kürzlich künftig lange lediglich letztlich mehrfach mehrmals mittlerweile morgen
    morgens möglicherweise nachmittags nachts neulich nicht nie niemals noch nochmals nun nur offenbar
    offensichtlich oft öfter ohnehin plötzlich recht schließlich schon schriftlich sehr letzteres ersteres folgendes
    selber so seinerseits seinerzeit seither selbst soeben sofort sogar somit sonst später stattdessen stets tatsächlich
    teilweise telefonisch trotzdem überdies übrigens umgehend unterdessen unlängst vergeblich vermutlich vielleicht
    vielmehr voraussichtlich vorab vorerst vorgestern vorher vorhin weiter weiterhin weiters wieder wiederholt
    wiederum wohl wörtlich zeitgleich zudem zuerst zuletzt zumindest zunächst zurück zusammen zusätzlich zuvor zwar
    zuweilen zugleich öffentlich mündlich ausdrücklich offiziell lapidar knapp kurz passend schlicht trocken wütend
    lachend lächelnd sarkastisch überraschend umso abgesehen angesprochen gemeinsam direkt erschwerend rechtlich
    parteiintern folgerichtig
    """
)
_WEEKDAYS = words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag")
MONTHS_DAYS = words(
    """
    Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Abend Morgen Mittag
    Nachmittag Vormittag Nacht Woche Monat Jahr Jahren Tag Tage Tagen Uhr Stunden Stunde Minuten Minute Wochen Monate
    Monaten Jahre Zeit Zeitpunkt Anfrage Rande Montags Ende Anfang Mitte
    """
) | {day + part for day in _WEEKDAYS for part in ("", *words("abend morgen nachmittag vormittag mittag früh nacht"))}

AUXILIARIES = words(
    """
    ist sind war waren sei seien wäre wären hat haben hatte hatten habe hätte hätten wird werden wurde wurden werde
    würde würden
    """
)
MODALS = words(
    """
    kann können konnte konnten könne könnte könnten muss müssen musste mussten müsse müsste müssten soll sollen
    sollte sollten solle will wollen wollte wollten wolle darf dürfen durfte durften dürfe dürfte dürften mag mögen
    möge möchte möchten mochte mochten
    """
)
# Konjunktiv I that is never indicative in the third person.
SUBJUNCTIVE_CORE = words("sei seien habe werde könne müsse solle wolle dürfe möge wisse")
SECOND_SUBJUNCTIVE = words(
    """
    wäre wären hätte hätten würde würden könnte könnten müsste müssten sollte sollten wollte wollten dürfte dürften
    käme kämen gäbe gäben ginge gingen stünde stünden bräuchte bräuchten fände fänden ließe ließen bliebe bliebe
    läge lägen handele handelten nähme nähmen
    """
)
_COMMON = words(
    """
    achten anstreben arbeiten ausreichen bauen beabsichtigen beachten beanspruchen bedeuten bedienen bedrohen
    bedürfen beeinflussen beeinträchtigen beenden befehlen befinden befürchten befürworten begehen beginnen
    begleiten begründen begrüßen behalten behandeln beherrschen behindern beinhalten bekommen belasten belegen
    benachteiligen benutzen benötigen bereiten berufen beruhen beruhigen berühren beschäftigen besetzen besitzen
    bestehen bestimmen bestätigen besuchen beteiligen betonen betrachten betragen betreffen betreiben bewegen
    beweisen bewerten bewirken bezahlen beziehen bezwecken bieten bilden binden bitten bleiben brauchen brechen
    bringen dauern decken denken dienen dominieren drehen dringen drohen drücken eignen einigen empfangen empfehlen
    enden enthalten entsprechen entstehen entwickeln erarbeiten erfahren erfolgen erfordern erfüllen ergeben
    ergreifen erhalten erheben erhoffen erhöhen erinnern erkennen erklären erlauben erleben erleichtern erleiden
    ermöglichen erreichen erscheinen erschweren ersetzen ersticken erstrecken ertragen erwarten erweisen erwägen
    erzielen eskalieren existieren fahren fallen fangen fehlen finanzieren finden fliegen fliehen fliessen folgen
    fordern fortsetzen freuen funktionieren führen fürchten garantieren geben gebühren gedenken gefallen gefährden
    gehen gehören gelingen gelten genießen genügen geschehen gestalten gewinnen gewähren glauben greifen grenzen
    halten handeln hassen heben heißen helfen herrschen hindern hoffen hängen informieren interessieren investieren
    kehren kennen klingen klären kommen kontrollieren kosten kämpfen kümmern laden landen lassen laufen lauten leben
    legen lehnen leiden leisten leiten lenken lernen lesen lieben liefern liegen lohnen lösen machen mangeln mehren
    meinen melden merken nehmen nennen nutzen nähern nützen passen passieren pflegen planen produzieren profitieren
    prüfen raten reagieren rechnen rechtfertigen reden regieren reichen reisen resultieren retten richten rudern
    rufen räumen rücken sagen sammeln schaden schaffen scheinen scheitern schicken schießen schlagen schließen
    schreiben schulden schweben schweigen schützen sehen setzen sichern sinken sitzen sorgen spielen sprechen
    stammen starten stattfinden stehen steigen stellen sterben steuern stimmen stoppen streben streiten stärken
    stören stützen suchen tagen teilen tendieren tragen trainieren trauen trauern treffen treiben trennen treten tun
    töten umfassen unterliegen unternehmen unterscheiden unterstützen untersuchen unterzeichnen verabschieden
    verbessern verbieten verbinden verbleiben verbreiten verdeutlichen verdienen verdächtigen vereinbaren verfolgen
    verfügen vergeben vergleichen verhalten verhandeln verhindern verkaufen verlangen verlassen verlaufen verletzen
    verlieren vermeiden vermitteln vernichten verpflichten verschlechtern verschwinden verschärfen versorgen
    verstehen verstoßen verstärken versuchen verteidigen verteilen vertrauen vertreten verursachen verurteilen
    verwenden verzichten verzögern veröffentlichen vorliegen wachsen wagen wandern warten wechseln wehren weigern
    weisen wenden werben werfen werten widersprechen wiegen wirken wissen wohnen wählen wünschen zahlen zeigen
    zerstören ziehen zielen zunehmen zusammenarbeiten zweifeln zwingen zählen zögern ändern öffnen üben übernehmen
    überprüfen überschreiten überwiegen überzeugen
    """
)


def _finite_forms() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Finite forms that are nothing else, those that are infinitives too, and Konjunktiv I singular."""
    plain: set[str] = set()
    plural: set[str] = set()
    subjunctive: set[str] = set()
    for lemma in {*_COMMON, *STRONG}:
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
_NOT_SUBJUNCTIVE = words(
    "heute liebe leite welche lose rede reise suche sorge frage lage teile ende rate meine eigne trage grenze passe"
)

FINITE, FINITE_PLURAL, SUBJUNCTIVE = _finite_forms()
ALL_FINITE = FINITE | FINITE_PLURAL | AUXILIARIES | MODALS | SUBJUNCTIVE | SUBJUNCTIVE_CORE | SECOND_SUBJUNCTIVE

NO_APPOSITION = (
    PREPOSITIONS | SUBORDINATORS | COORDINATORS | ADVERBS | QUESTION_WORDS | words("so aber doch sondern um")
)
