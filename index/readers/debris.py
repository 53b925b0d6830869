"""What does not belong to an article's text, told from one paragraph alone. Pure.

A rule needs strong evidence, because a sentence of the article that is lost is worse than a credit that stays: a credit
must name an agency, join names with strokes or consist of names only; a consent notice must address the reader; a
sentence that ends as sentences do is never navigation. Every pattern is tried on short paragraphs only and takes linear
time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.readers.agencies import mentions_agency

NAVIGATION = "navigation"
CONSENT = "consent notice"
CREDIT = "photo credit"
SIGN_OFF = "agency sign-off"
SUMMARY = "machine summary"
HEADER = "header"
BYLINE = "byline"
TEASER = "video teaser"
DATELINE = "dateline"
HEADLINE = "headline"
COPYRIGHT = "copyright notice"
FRONT_MATTER = "front matter"
MARKUP = "markup"
PAYWALL = "paywall note"
NEWSLETTER = "newsletter note"

_MAX_LINE = 200
_MAX_CAPTION = 300
_MAX_CAPTION_ENDS = 2
_MAX_CREDIT = 80
_MAX_CREDIT_WORDS = 10
_MAX_NOTICE = 800


@dataclass(frozen=True, slots=True)
class Debris:
    """What of a paragraph is debris: from `start`, an offset in the paragraph, to its end."""

    start: int
    reason: str


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _lines(listed: str) -> frozenset[str]:
    return frozenset(line.strip().casefold() for line in listed.split("|"))


# Whole paragraphs that are buttons and links wherever they stand.
_BUTTONS = _lines(
    "App Logo|Zum Inhalt springen|Zur Navigation springen|Zur Suche springen|Skip to content|Skip to main content|"
    "Aller au contenu|Zurück zur Startseite|Nach oben|Zum Seitenanfang|Artikel teilen|Diesen Artikel teilen|"
    "Beitrag teilen|Auf Facebook teilen|Auf X teilen|Auf Twitter teilen|Per E-Mail teilen|Per WhatsApp teilen|"
    "Link kopieren|Artikel merken|Artikel drucken|Artikel anhören|Artikel vorlesen|Jetzt anhören|Anzeige|- Anzeige -|"
    "Werbung|Advertisement|Publicité|Newsletter abonnieren|Zum Newsletter anmelden|Jetzt abonnieren|Jetzt registrieren|"
    "Kommentar schreiben|Kommentare anzeigen|Alle Kommentare anzeigen|Mehr lesen|Weiterlesen|Read more|Lire la suite|"
    "Share this article|Partager|Drucken / Teilen|Menü öffnen|Menü schließen|Suche öffnen|Open menu|Close menu"
)
# These could be a heading in the middle of an article, but not before its first or after its last sentence.
_EDGE_BUTTONS = _lines(
    "Logo|Menü|Menu|Suche|Suchen|Search|Login|Log in|Anmelden|Abo|Abonnieren|E-Paper|ePaper|Startseite|Start|Home|"
    "Accueil|Teilen|Drucken|Merken|Share|Print|Vorlesen|Anhören|Kommentare|Kommentieren|Kommentar|Folgen|Newsletter|"
    "Facebook|Twitter|WhatsApp|Telegram|Instagram|LinkedIn|XING|Pocket|E-Mail|Impressum|Datenschutz|AGB|Kontakt|"
    "Mehr|Mehr anzeigen|Zurück|Schließen|Schriftgröße|Zum Thema|Mehr zum Thema|Themen|Auch interessant"
)
_CONSENT_BUTTONS = _lines(
    "Zustimmen und Abspielen|Zustimmen und weiterlesen|Zustimmen & weiterlesen|Zustimmen und anzeigen|"
    "Akzeptieren und anzeigen|Alle akzeptieren|Alle ablehnen|Externen Inhalt laden|Externe Inhalte laden|"
    "Externen Inhalt anzeigen|Externe Inhalte anzeigen|Inhalt laden|Inhalte anzeigen|Externer Inhalt|"
    "Empfohlener redaktioneller Inhalt|Cookie-Einstellungen|Datenschutzeinstellungen|Einstellungen verwalten|"
    "Accept all|Reject all|Accept all cookies|Tout accepter|Tout refuser"
)
_READING_TIME = re.compile(
    r"(?:(?:ca\. )?\d{1,3} ?(?:min|Min\.?|Minuten?|mins?|minutes?)(?: (?:Lesezeit|Lesedauer|read|de lecture))?"
    r"|(?:Lesezeit|Lesedauer|Temps de lecture) ?:? ?(?:ca\. )?\d{1,3} ?(?:min|Min\.?|Minuten?|minutes?))\.?",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"(?:(?:Lesen Sie (?:auch|dazu|hier|mehr|jetzt|weiter)|Lies auch|Mehr zum Thema|Mehr dazu|Das könnte Sie auch "
    r"interessieren|Read more|Read also|(?:À|A) lire aussi|Lire aussi)\b|(?:Siehe auch|Auch interessant|Zum Thema|"
    r"See also|Mehr):)",
    re.IGNORECASE,
)
# Asking for a subscription below what may be read for nothing; sentences of an article do not end without a full stop.
_PAYWALL = re.compile(
    r"(?:Sie haben|Du hast|Haben Sie|Hast du) (?:bereits|schon) ein(?:en)? (?:\w+-)?(?:Abo|Konto|Account|Zugang)\b|"
    r"(?:Sie sind )?(?:Bereits|bereits|Schon|schon) (?:Abonnent|registriert|Kunde)|"
    r"Jetzt (?:weiterlesen|abonnieren|registrieren|anmelden|freischalten|kostenlos testen|gratis testen)\b|"
    r"Weiterlesen mit\b|Mit .{2,30}\+ weiterlesen$"
)
_NEWSLETTER = re.compile(
    r"(?:(?:Jetzt|Hier) )?(?:Melden Sie sich|Melde dich|Abonnieren Sie|Abonniere|Bestellen Sie|Registrieren Sie sich|"
    r"Tragen Sie sich|Erhalten Sie|Sign up|Subscribe|Inscrivez-vous|Abonnez-vous)\b[^„“”\"»«:]{0,120}"
    r"\b[Nn]ewsletters?\b[^,„“”\"»«:]{0,80}$"
)
_HOMES = _lines("Accueil|Home|Homepage|Start|Startseite|Nachrichten|News|Übersicht|Inicio|Sie sind hier|Sie sind hier:")
_CRUMB = re.compile(r"[>›»→]")
_TEASER = re.compile(
    r"[^\w\s]{0,4}\s{0,2}(?:Video|Im Video|Livestream|Live-Stream|Podcast|Im Podcast|Audio|Bildergalerie|Fotostrecke|"
    r"Bilderstrecke|Galerie)\s?[|:•▶]\s?\S|(?:📽|🎥|▶|📺|🎬|📹|🎧|🔊|📸|🎙)\ufe0f?\s",
)
_ASKS = re.compile(
    r"Bitte stimmen Sie|Bitte (?:aktivieren|akzeptieren|erlauben) Sie|Ich bin (?:damit )?einverstanden|"
    r"Um diese[nrs]? (?:\w+ )?(?:Inhalte?|Videos?|Beitrag|Elemente?|Karte|Grafik|Podcast)|"
    r"Mit (?:Ihrer|deiner) (?:Zustimmung|Einwilligung)|(?:benötigen|brauchen) (?:wir )?(?:Ihre|deine|Deine) "
    r"(?:Zustimmung|Einwilligung)|Zustimmen (?:und|&)|Akzeptieren (?:und|&)|An dieser Stelle (?:finden Sie|befindet|"
    r"wollen|möchten|ist) |(?:Durch|Mit) (?:Klick|Anklicken|einem Klick)|Wenn Sie (?:zustimmen|auf)|"
    r"(?:Wir|Diese (?:Webs|S)eite|Diese Website) (?:verwenden|verwendet|nutzen|nutzt|benutzt) Cookies|"
    r"We (?:need your consent|use cookies)|By clicking|Nous utilisons des cookies|En cliquant sur",
)
_ABOUT_DATA = re.compile(
    r"Drittanbieter|Drittplattform|externe[rnms]? (?:redaktionelle[rnms]? )?(?:Inhalt|Dienst|Medien|Anbieter)|"
    r"Cookies?\b|Datenschutz|Datenverarbeitung|personenbezogene|anzuzeigen|angezeigt|anzusehen|ansehen zu können|"
    r"[Aa]bspielen|third[- ]party|personal data|données personnelles",
)
# Cheap to look for in a whole text; one of them is in every match of the pattern for asking.
_ASKING = (
    *("Bitte ", "Ich bin ", "Um diese", "ustimm", "inwillig", "kzeptieren", "An dieser Stelle", "Klick", "nklicken"),
    *("clicking", "cliquant", "Wenn Sie", "ookies", "need your consent"),
)
_SPEAKS = re.compile(r"[„“”\"»«]|\b(?:sagte|sagt|heißt es|hieß es|schreibt|schrieb|erklärte|entschied|urteilte)\b")
_MARKER = re.compile(
    r"[(\[]?(?:©|\([cC]\)\s|\b(?:Fotos?|Bild(?:er)?|Photos?|Archivbild|Archivfoto|Symbolbild|Symbolfoto|Bildquelle|"
    r"Fotocredit|Fotograf(?:in)?|Bildnachweis|Bildrechte|Bildcredit|Image Credit|Photo Credit|Credit|Grafik|"
    r"FOTOS?|BILD):)\s*"
)
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_LOWER_IN_CREDITS = _words(
    """
    von van vom de der den di da del la le du des al el via by for und and et the of for pool handout archiv
    privat picture pictures alliance images image newscom photo photos press zvg dpa epd dapd ddp afp ap
    reuters imago getty gettyimages shutterstock istock unsplash pixabay dreamstime stock adobe com zb file
    courtesy ho
    """
)
_HOUSES = re.compile(
    r"\b(?:imago|getty|shutterstock|istock|picture[ -]?alliance|epa|keystone|unsplash|pixabay|wikimedia|adobe ?stock|"
    r"handout|pool|zvg|privat|archiv|expa|ullstein|laif|zuma|newscom|anadolu)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"“”’«»)]*(?=\s|$)")
_ENDS_LIKE_A_SENTENCE = re.compile(r"[.!?…:][\"“”‘’«»›‹)\]]{0,3}$")
_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|Copyright\b)[^.!?]{0,80}(?:\d{4}|[Rr]echte vorbehalten|rights reserved|droits réservés)"
    r"|Alle Rechte vorbehalten|All rights reserved|Tous droits réservés"
)


def debris_in(paragraph: str, *, at_the_edge: bool = False, asks: bool = True) -> Debris | None:
    """What of `paragraph` is debris; ``None`` if nothing certainly is.

    Args:
        paragraph: one paragraph without white space around it.
        at_the_edge: whether it stands before the first or after the last sentence of the article.
        asks: ``False`` if :func:`may_ask` said so of a text that holds it.
    """
    size = len(paragraph)
    if size <= _MAX_LINE:
        if paragraph.casefold() in _CONSENT_BUTTONS:
            return Debris(0, CONSENT)
        if is_button(paragraph, at_the_edge=at_the_edge) or is_link(paragraph):
            return Debris(0, NAVIGATION)
        if is_teaser(paragraph):
            return Debris(0, TEASER)
        if (reason := _note_of_the_house(paragraph, at_the_edge=at_the_edge)) is not None:
            return Debris(0, reason)
    if asks and size <= _MAX_NOTICE and is_consent(paragraph):
        return Debris(0, CONSENT)
    return credit_in(paragraph)


def _note_of_the_house(paragraph: str, *, at_the_edge: bool) -> str | None:
    if _NEWSLETTER.match(paragraph) and _SPEAKS.search(paragraph) is None:
        return NEWSLETTER
    if at_the_edge and is_paywall(paragraph):
        return PAYWALL
    return COPYRIGHT if _RIGHTS.match(paragraph) else None


def may_ask(text: str) -> bool:
    """Whether a notice could ask for consent anywhere in `text`; cheap, and ``True`` too often."""
    return any(sign in text for sign in _ASKING)


def ends_like_a_sentence(paragraph: str) -> bool:
    """Whether `paragraph` ends with a full stop or the like, quotation marks and brackets aside."""
    return _ENDS_LIKE_A_SENTENCE.search(paragraph[-5:]) is not None


def is_button(paragraph: str, *, at_the_edge: bool) -> bool:
    """Whether `paragraph` is a button, a breadcrumb trail or a reading time."""
    plain = paragraph.strip(" *_•·|").casefold()
    if plain in _BUTTONS or (
        at_the_edge and (plain in _EDGE_BUTTONS or _READING_TIME.fullmatch(paragraph) is not None)
    ):
        return True
    return _CRUMB.search(paragraph) is not None and crumbs(paragraph) != ()


def is_link(paragraph: str) -> bool:
    """Whether `paragraph` only points to another article."""
    return _LINKED.match(paragraph) is not None and not ends_like_a_sentence(paragraph)


def is_teaser(paragraph: str) -> bool:
    """Whether `paragraph` only names a film, a recording or a gallery that stood here."""
    return _TEASER.match(paragraph) is not None and not ends_like_a_sentence(paragraph)


def is_paywall(paragraph: str) -> bool:
    """Whether `paragraph` only asks the reader to subscribe or sign in."""
    return _PAYWALL.match(paragraph) is not None and not ends_like_a_sentence(paragraph.rstrip("?!"))


def is_consent(paragraph: str) -> bool:
    """Whether `paragraph` asks the reader for leave to show something or to store data."""
    asks = _ASKS.search(paragraph) if may_ask(paragraph) else None
    if asks is None or _ABOUT_DATA.search(paragraph) is None:
        return False
    return _SPEAKS.search(paragraph, 0, asks.start()) is None and _SPEAKS.search(paragraph, asks.end()) is None


def crumbs(paragraph: str) -> tuple[str, ...]:
    """The steps of a breadcrumb trail such as ``Home > Politik``; none if it is no such trail."""
    if len(paragraph) > _MAX_LINE or "\n" in paragraph:
        return ()
    steps = [step.strip() for step in _CRUMB.split(paragraph.strip(" >›»→"))]
    if len(steps) < len(("home", "section")) or not all(0 < len(step) <= _MAX_CREDIT for step in steps):
        return ()
    if steps[0].casefold() not in _HOMES and (len(steps) < len(("a", "b", "c")) or "»" in paragraph):
        return ()  # »…« are quotation marks, and one arrow may be anything
    return () if ends_like_a_sentence(paragraph) or len(steps[0]) > len("Nachrichtenübersicht") else tuple(steps)


def credit_in(paragraph: str) -> Debris | None:
    """The photo credit at the end of `paragraph`, with the caption before it if that is short; else ``None``."""
    end = paragraph[-_MAX_CREDIT - len("(Image Credit: )") :]
    if ":" not in end and "©" not in end and "(c)" not in end and "(C)" not in end:
        return None
    marker = None
    for found in _MARKER.finditer(paragraph, len(paragraph) - len(end)):
        marker = found
    if marker is None:
        return None
    caption, credit = paragraph[: marker.start()].rstrip(), paragraph[marker.end() :]
    strong = "©" in marker.group() or "/" in credit or mentions_agency(credit) or bool(_HOUSES.search(credit))
    alone = not caption or caption[-1] in '.!?…“”"»)|–—' or marker.group()[0] in "(["
    if not _is_credit(credit) or not (strong or alone):
        return None
    ends = len(_SENTENCE_END.findall(caption)) if len(caption) <= _MAX_CAPTION else _MAX_CAPTION_ENDS + 1
    return Debris(0 if ends <= _MAX_CAPTION_ENDS else marker.start(), CREDIT)


def _is_credit(credit: str) -> bool:
    """Whether `credit` consists of names, agencies and what joins them."""
    credit = credit.strip(" *_")
    bare = credit.rstrip(")].").rstrip()
    if not bare or len(bare) > _MAX_CREDIT or re.search(r"[!?;„“”\"]|[^\W\d_]{4}\.\s", bare):
        return False
    words = _WORD.findall(bare)
    if not words or len(words) > _MAX_CREDIT_WORDS:
        return False
    return all(not word[0].islower() or word.strip(".").casefold() in _LOWER_IN_CREDITS for word in words)
