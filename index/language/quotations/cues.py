"""The verbs and nouns with which German says that something was said. Pure data, our own.

Each verb carries letters for what it takes: ``s`` a statement (dass, a main clause, a quotation), ``t`` a thought told
the same way, ``d`` an infinitive with *zu* (asked, promised, denied), ``o`` an object that is itself the thing said
(kritisierte die Reform), ``q`` words only as a quotation or after *als* (nannte ihn „klug“).
"""

from __future__ import annotations

from index.language.quotations.inflection import Form, forms
from index.language.quotations.word_list import words

_VERBS = """
s: meinen vermelden bemerken verkünden verlautbaren verdeutlichen bekräftigen antworten erwidern entgegnen kontern
s: konstatieren argumentieren resümieren prognostizieren präzisieren spekulieren erläutern informieren spotten scherzen
s: witzeln jubeln klagen schimpfen wettern poltern prahlen schwärmen fragen flüstern schreien rufen murmeln twittern
s: tweeten posten notieren suggerieren signalisieren schildern urteilen bilanzieren diagnostizieren folgern mutmaßen
s: schlussfolgern orakeln dozieren wiederholen ergänzen hinzu|fügen hinzu|setzen nach|legen fort|fahren mit|teilen
s: an|deuten an|merken dar|legen fest|stellen klar|stellen richtig|stellen aus|führen aus|sagen
s: ein|wenden ein|räumen ein|gestehen hervor|heben heraus|streichen vor|rechnen bekannt|geben bekannt|machen lauten
s: sagen äußern erklären widersprechen heißen schreiben besagen bezeugen beschwören verraten offenbaren enthüllen
s: vermerken kund|tun
s: unterstreichen hin|weisen verweisen voraus|sagen vorher|sagen vor|bringen erzählen insistieren zitieren attestieren
s: bescheinigen unken frohlocken raunen stöhnen seufzen kommentieren formulieren hervor|gehen bekennen frotzeln ätzen
s: aus|drücken skandieren lästern grollen sinnieren philosophieren bekunden erinnern zusammen|fassen zurück|geben
s: entgegen|halten protestieren
so: betonen monieren beklagen bemängeln bedauern beanstanden rügen dementieren ein|schränken begründen
so: rechtfertigen loben begrüßen beschreiben referieren berichten melden beziffern
so: bestätigen kritisieren
sod: an|kündigen zu|sagen zu|sichern vor|schlagen fordern verlangen bestreiten leugnen vor|werfen vor|halten
sod: unterstellen beschuldigen bezichtigen empfehlen raten ab|raten bitten appellieren mahnen ermahnen warnen an|mahnen
sod: drängen plädieren ein|fordern drohen
sd: zu|geben an|geben versprechen behaupten versichern gestehen geloben beteuern an|drohen schwören garantieren
sd: beantragen beschließen entscheiden an|regen
do: auf|fordern auf|rufen ersuchen verdächtigen
d: an|weisen befehlen an|bieten an|klagen
d: nahe|legen bedrängen vereinbaren beauftragen beabsichtigen erwägen
t: glauben denken hoffen erwarten vermuten befürchten fürchten an|nehmen schätzen bezweifeln zweifeln aus|gehen
t: rechnen überlegen wünschen erhoffen wähnen argwöhnen
o: ab|lehnen verurteilen zurück|weisen befürworten tadeln an|prangern geißeln missbilligen an|zweifeln
q: bezeichnen nennen titulieren betiteln beschimpfen charakterisieren beurteilen bewerten ein|stufen ab|tun
q: halten sehen werten würdigen sprechen aus|sprechen umschreiben apostrophieren verspotten überschreiben
"""

# Phrases that say it only together: a form of the verb and, in the same clause, one of the words.
_PHRASES = """
sein: überzeugt sicher Ansicht Meinung Auffassung Überzeugung zuversichtlich
vertreten: Ansicht Meinung Auffassung Standpunkt Position These
zeigen: überzeugt besorgt enttäuscht erfreut zuversichtlich empört entsetzt optimistisch skeptisch zufrieden überrascht
zeigen: erschüttert betroffen bestürzt beeindruckt verärgert erleichtert verwundert gelassen schockiert
kommen: Schluss Ergebnis Überzeugung
machen: klar deutlich geltend aufmerksam Bedingung
geben: Protokoll bedenken verstehen
lassen: wissen verlauten durchblicken erklären mitteilen ausrichten verbreiten verkünden
äußern: Hoffnung Ansicht Meinung Überzeugung Befürchtung Vermutung
stellen: Aussicht
werden: bekannt
bringen: Ausdruck
nehmen: Stellung
wollen: wissen
"""


def _collect() -> tuple[dict[str, str], dict[str, tuple[Form, ...]]]:
    takes: dict[str, str] = {}
    table: dict[str, list[Form]] = {}
    for line in _VERBS.split("\n"):
        letters, _, lemmas = line.partition(":")
        for lemma in lemmas.split():
            takes[lemma] = "".join(sorted(set(takes.get(lemma, "") + letters)))
    for lemma in takes:
        for written, form in forms(lemma):
            table.setdefault(written, []).append(form)
    return takes, {written: tuple(found) for written, found in table.items()}


TAKES, CUE_FORMS = _collect()


def _collect_phrases() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in _PHRASES.strip().split("\n"):
        lemma, _, words = line.partition(":")
        written = _IRREGULAR.get(lemma) or [form for form, _ in forms(lemma)]
        for form in written:
            table[form] = table.get(form, frozenset()) | frozenset(words.split())
    return table


_IRREGULAR = {
    "sein": ("ist", "sind", "war", "waren", "sei", "seien", "gewesen"),
    "wollen": ("will", "wollen", "wollte", "wollten", "wolle"),
}
PHRASE_FORMS = _collect_phrases()
PHRASE_WORDS = frozenset().union(*PHRASE_FORMS.values())

# Nouns that stand for what was said: "die Behauptung, er habe …", "der Vorwurf, …".
SAYING_NOUNS = words(
    """
    Andeutung Ankündigung Anschuldigung Ansicht Appell Argument Aufforderung Auffassung Aufruf Aussage Befürchtung
    Begründung Behauptung Bekenntnis Bericht Berichte Beteuerung Bitte Drohung Einschätzung Einwand Erklärung
    Erwartung Feststellung Forderung Frage Gerücht Gerüchte Gerüchten Hinweis Hinweise Hoffnung Information
    Informationen Kritik Meinung Meldung Meldungen Mitteilung Mutmaßung Nachricht Prognose Schluss Schlussfolgerung
    Sorge Spekulation Spekulationen These Theorie Überzeugung Unterstellung Verdacht Vermutung Versicherung
    Versprechen Vorhersage Vorschlag Vorwurf Fazit Zitat Kommentar Stellungnahme Reaktion Antwort Urteil Vorwürfe
    Vorwürfen Warnung Zusage Zusicherung Äußerung Standpunkt Eindruck Worten Worte Anregung Empfehlung
    """
)

# Nouns after *nach* (or before *zufolge*) that make it mean "as … says"; the second set ends compounds.
SOURCE_NOUNS = words(
    """
    Angabe Angaben Aussage Aussagen Ansicht Ansichten Meinung Auffassung Überzeugung Einschätzung Einschätzungen
    Schätzung Schätzungen Bericht Berichten Information Informationen Darstellung Darstellungen Worten Meldung
    Meldungen Erkenntnis Erkenntnissen Mitteilung Mitteilungen Auskunft Auskünften Berechnung Berechnungen Lesart
    Bekunden Bewertung Bewertungen Behauptung Behauptungen Äußerung Äußerungen Umfrage Umfragen Studie Studien
    Prognose Prognosen Dafürhalten Statistik Statistiken Augenzeugenberichten Verlautbarung Vorstellungen Gutachten
    Hochrechnung Hochrechnungen Vermutung Vermutungen Befund Einlassung Beobachtern Experten Medien Agenturmeldungen
    Quellen Artikel Pressemitteilung Aufzeichnungen
    """
)
TELLING_NOUNS = SAYING_NOUNS | SOURCE_NOUNS
SOURCE_ENDINGS = ("angaben", "angabe", "aussagen", "berichten", "bericht", "meldungen", "meldung", "informationen",
                  "schätzungen", "schätzung", "ansicht", "meinung", "einschätzung", "darstellung", "mitteilung",
                  "umfrage", "umfragen", "studie", "kreisen", "zahlen")  # fmt: skip
