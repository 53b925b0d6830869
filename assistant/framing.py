"""The words of Beleg's own around quotations, German and English. They never say more than the receipt. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dates import long_day
from index.language.morphology import morphology
from index.language.quotations import gender_of, is_somebody, is_writing, of_form, subject_form
from index.language.quotations.first_names import FEMALE, MALE

if TYPE_CHECKING:
    from assistant.model import Language
    from index.model import Article, Statement
    from index.planning import Plan

_SAID: dict[str, dict[str, str]] = {
    "en": {
        "direct": "{who} said{via}, according to {outlet}{day}:",
        "indirect": "{who} said{via}, as {outlet} reports{day} in its own words:",
        "reported": "{outlet} reports{day} on what {who} said{via}:",
        "source direct": "{who}{via}, according to {outlet}{day}:",
        "source indirect": "{who}{via}, as {outlet} reports{day} in its own words:",
        "via": " (passed on by {via})",
        "day": " on {day}",
        "on": " on {day}",
        "somebody": "Somebody the article does not name",
        "fact": "{outlet} reports{on}:",
        "of": "an article in “{corpus}”",
        "by": "an article in “{corpus}”",
    },
    "de": {
        "direct": "{who} sagte{via}, laut {outlet}{day}:",
        "indirect": "{who} sagte{via}, wie {outlet}{on} sinngemäß berichtet:",
        "reported": "{outlet} berichtet{on} über eine Äußerung {of}{via}:",
        "source direct": "{who}{via}, laut {outlet}{day}:",
        "source indirect": "{who}{via}, wie {outlet}{on} sinngemäß berichtet:",
        "via": " (übermittelt durch {via})",
        "day": " vom {day}",
        "on": " am {day}",
        "somebody": "Jemand, den der Artikel nicht nennt,",
        "fact": "{outlet} berichtet{on}:",
        "of": "einem Artikel in „{corpus}“",
        "by": "ein Artikel in „{corpus}“",
    },
}
_NOTES: dict[str, dict[str, str]] = {
    "en": {
        "day": "“{words}” is taken as {days}, counted from the newest article ({newest}).",
        "stopped": "The answer was stopped; this is what had come.",
        "left_out": "The question is long: its first {groups} words and phrases are looked for, {left_out} more are "
        "not.",
        "no_day": "There is no article of these days.",
        "true": "Whether this is true is not decided here; this is what the articles print.",
        "differ": "The positions below differ; which of them is right is not decided here.",
        "beside": "What they say is set side by side; whether it agrees is not decided here.",
        "differ_value": "The articles give different figures: {values}. Which of them is right is not decided here.",
        "range": "{since} to {until}",
        "none_of": "In the articles no words of {who} on this were found.",
        "none_by": "In the articles of {who} nothing on this was found.",
        "no_outlet": "There is no article of {who} here.",
        "unknown": "The articles do not tell who “{who}” is.",
    },
    "de": {
        "day": "„{words}“ ist hier {days}, gerechnet vom neuesten Artikel ({newest}).",
        "stopped": "Die Antwort wurde abgebrochen; dies war bis dahin da.",
        "left_out": "Die Frage ist lang: Gesucht wird nach ihren ersten {groups} Wörtern und Wendungen, nach "
        "{left_out} weiteren nicht.",
        "no_day": "Aus diesen Tagen ist kein Artikel da.",
        "true": "Ob das stimmt, wird hier nicht entschieden; dies ist, was in den Artikeln steht.",
        "differ": "Die Positionen unten weichen voneinander ab; welche stimmt, wird hier nicht entschieden.",
        "beside": "Was sie sagen, steht hier nebeneinander; ob es übereinstimmt, wird nicht entschieden.",
        "differ_value": "Die Artikel geben Verschiedenes an: {values}. Was davon stimmt, wird hier nicht entschieden.",
        "range": "{since} bis {until}",
        "none_of": "Worte von {who} dazu waren in den Artikeln nicht zu finden.",
        "none_by": "In den Artikeln von {who} war dazu nichts zu finden.",
        "no_outlet": "Von {who} ist hier kein Artikel da.",
        "unknown": "Wer „{who}“ ist, geht aus den Artikeln nicht hervor.",
    },
}

# Bodies that English has a word for; others are quoted as German calls them.
_BODIES = {
    "Kreml": "the Kremlin",
    "Weißes Haus": "the White House",
    "Regierung": "the government",
    "Bundesregierung": "the federal government",
    "EU-Kommission": "the EU Commission",
    "Europäische Kommission": "the European Commission",
    "Außenministerium": "the foreign ministry",
    "Innenministerium": "the interior ministry",
    "Verteidigungsministerium": "the defence ministry",
    "Polizei": "the police",
    "Staatsanwaltschaft": "the public prosecutor’s office",
    "Opposition": "the opposition",
    "Parlament": "the parliament",
    "Zentralbank": "the central bank",
    "Vatikan": "the Vatican",
    "Pentagon": "the Pentagon",
    "EU": "the EU",
    "UN": "the UN",
    "Uno": "the UN",
    "UNO": "the UN",
    "USA": "the USA",
    "Ukraine": "Ukraine",
    "Türkei": "Turkey",
    "Schweiz": "Switzerland",
    "Grüne": "the Greens",
    "Taliban": "the Taliban",
}
_OF_SEVERAL = re.compile(r"(?!ge)\w{2,}ten")
_WORDLESS = re.compile(r"Nato|Tass|Hamas|Hisbollah|(?=.*[A-ZÄÖÜ])[\wÄÖÜ]*[A-ZÄÖÜ]{2}\w*|dpa")  # names, no German words
_SMALL = re.compile(r"(?:dpa|taz|epd|ddp|dts|sda)\b")
_ARTICLES = frozenset("Der Die Das Ein Eine der die das ein eine".split())  # noqa: SIM905


def said(statement: Statement, speaker: str | None, article: Article, language: Language) -> str:
    """What introduces a statement; one whose subject is a thing and nobody is the article's own account."""
    if speaker is None and _is_a_thing(statement, article):
        return told(article, language)
    words = _SAID[language]
    who = speaker or words["somebody"]
    via = words["via"].format(via=statement.via) if statement.via else ""
    frame = f"source {statement.kind}" if speaker and is_writing(speaker) else statement.kind
    form = words.get(frame, words[statement.kind])
    gender = gender_of(who, article.text) if speaker else ""
    if language == "de" and (" und " in who or gender == "p" or _are_several(statement, who, article)):
        form = form.replace("{who} sagte", "{who} sagten")
    text = form.format(
        who=_named_in_english(who, gender) if language == "en" else subject_form(who, gender),
        of=of_form(who, gender),
        via=via,
        outlet=_outlet(article, language, "of" if statement.kind == "direct" else "by"),
        day=_day(article, language),
        on=_day(article, language, "on"),
    )
    return _begun(text, article)


def _is_a_thing(statement: Statement, article: Article) -> bool:
    """Whether the words that stand for the speaker are a noun's and no pronoun: "die Lage"."""
    named = statement.speaker_span.of(article.text).split() if statement.speaker_span else []
    return any(word[0].isupper() for word in named[1:]) and not any(is_somebody(word) for word in named[-1:])


def _are_several(statement: Statement, who: str, article: Article) -> bool:
    """Whether the article's own verb says so ("Ukrainische Streitkräfte erklärten"), of the name and no pronoun."""
    if statement.cue_span is None or statement.speaker_span is None:
        return False
    named = who.rsplit(maxsplit=1)[-1] in statement.speaker_span.of(article.text)
    return named and _OF_SEVERAL.fullmatch(statement.cue_span.of(article.text)) is not None


def _named_in_english(who: str, gender: str) -> str:
    """A speaker in an English sentence: a body by its English name, a German description in quotation marks."""
    if who in _BODIES:
        return _BODIES[who]
    if gender in ("m", "f", "n") and not _WORDLESS.fullmatch(who):
        return f"the “{who}”"
    return f"“{who}”" if gender == "p" or _describes_in_german(who) else who


def _describes_in_german(speaker: str) -> bool:
    """Whether a speaker is a German description, which an English sentence quotes: "Ein hochrangiger Vertreter"."""
    words = speaker.split()
    if words[0] in _ARTICLES or " und " in speaker:
        return True
    return (
        len(words) > 1
        and words[0] not in MALE | FEMALE
        and morphology().analyse(words[0].casefold()).tag.startswith("ADJ")
    )


def told(article: Article, language: Language) -> str:
    """What introduces a sentence in a reporter's own words."""
    outlet, on = _outlet(article, language, "by"), _day(article, language, "on")
    return _begun(_SAID[language]["fact"].format(outlet=outlet, on=on), article)


def _begun(text: str, article: Article) -> str:
    """The text with a capital letter first, unless it begins with an outlet that writes itself with none (taz, dpa)."""
    outlet = article.outlet or article.agency
    small = (outlet and text.startswith(outlet)) or _SMALL.match(text)
    return text if small else text[0].upper() + text[1:]


def _outlet(article: Article, language: Language, case: str) -> str:
    """What printed the article; the name of a corpus does not pass for an outlet's."""
    return article.outlet or article.agency or _SAID[language][case].format(corpus=article.corpus)


def _day(article: Article, language: Language, words: str = "day") -> str:
    if article.published is None:
        return ""
    return _SAID[language][words].format(day=long_day(article.published.day, language))


def note(name: str, language: Language, **values: object) -> str:
    """A note for the reader."""
    return _NOTES[language][name].format(**values)


def left_out(plan: Plan, language: Language) -> tuple[str, ...]:
    """The note that a question has more words than are looked for; none where all are."""
    if not plan.left_out:
        return ()
    return (note("left_out", language, groups=len(plan.groups), left_out=plan.left_out),)
