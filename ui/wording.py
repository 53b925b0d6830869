"""What Beleg says to people in German and English, apart from the framing of quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dates import long_day

if TYPE_CHECKING:
    from assistant.model import Language, Searched

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "receipts": "Receipts",
        "nearest": "What came nearest (not an answer)",
        "also": "also in",
        "origins": "{articles} articles, {origins} origins",
        "one_origin": "{articles} articles, 1 origin",
        "one_article": "the same article",
        "translation": "Translation by the model",
        "undated": "undated",
        "place": "characters {start}–{end}",
        "searched": "Searched {articles} articles{days}",
        "searched_one": "Searched 1 article{days}",
        "searched_for": " for: {words}",
        "dated": "{dated} of them dated, {days}",
        "asked": "{articles} articles are asked",
        "asked_one": "1 article is asked",
        "empty_question": "There is no word to look for in this question.",
        "no_articles": "No article is in the chosen range; widen the dates or outlets.",
        "not_in_corpus": "The articles do not deal with this.",
        "not_answered": "The articles mention this, but none of them answers the question.",
        "not_said": "In these articles nothing was found that {who} says on this.",
        "too_weak": "What was found is too far from the question to answer it.",
    },
    "de": {
        "receipts": "Belege",
        "nearest": "Was am nächsten kam (keine Antwort)",
        "also": "auch in",
        "origins": "{articles} Artikel, {origins} Ursprünge",
        "one_origin": "{articles} Artikel, 1 Ursprung",
        "one_article": "derselbe Artikel",
        "translation": "Übersetzung des Modells",
        "undated": "ohne Datum",
        "place": "Zeichen {start}–{end}",
        "searched": "Gesucht in {articles} Artikeln{days}",
        "searched_one": "Gesucht in 1 Artikel{days}",
        "searched_for": " nach: {words}",
        "dated": "{dated} davon datiert, {days}",
        "asked": "Gefragt werden {articles} Artikel",
        "asked_one": "Gefragt wird 1 Artikel",
        "empty_question": "In dieser Frage steht kein Wort, nach dem sich suchen ließe.",
        "no_articles": "Kein Artikel liegt im gewählten Bereich; erweitern Sie Zeitraum oder Medien.",
        "not_in_corpus": "Die Artikel handeln nicht davon.",
        "not_answered": "Die Artikel erwähnen es, aber keiner beantwortet die Frage.",
        "not_said": "In diesen Artikeln war nichts zu finden, was {who} dazu sagt.",
        "too_weak": "Was gefunden wurde, ist zu weit von der Frage entfernt, um sie zu beantworten.",
    },
}


_LONGEST_WORD = 60  # characters; beyond that nobody reads on
_ENDLESS = re.compile(rf"(\S{{{_LONGEST_WORD}}})\S{{2,}}")


def brief(text: str) -> str:
    """What a person typed, to be shown: each stretch of more than sixty characters without a blank is cut short."""
    return _ENDLESS.sub(r"\1…", text)


def wording(language: str, name: str) -> str:
    """The words called `name` in a language; English where the language has none."""
    return _WORDS.get(language, _WORDS["en"])[name]


def days_of(searched: Searched, language: Language) -> str:
    """The days of the articles that were searched, and how many are dated if not all of them; may be empty."""
    ends = dict.fromkeys(long_day(day, language) for day in (searched.since, searched.until) if day)
    days = " – ".join(ends)
    if not days or not searched.undated:
        return days
    return wording(language, "dated").format(dated=searched.articles - searched.undated, days=days)
