"""What the benchmarks ask: questions about articles, by language, the same for the same seed."""

from __future__ import annotations

import random
from itertools import islice
from typing import TYPE_CHECKING

from bench.texts import Generator
from index.language import glossary
from index.language.quotations import statements
from index.language.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    Questions = dict[str, list[str]]

_SHORTEST = 4  # letters of a word that a question is about
_FORMS = {
    "German": ("Was sagte {} über {} und {}?", "Wie viele {1} gab es bei {2}?", "Warum wurde {1} für {2} kritisiert?"),
    "English": ("What did {} say about {} and {}?", "How many {1} were at the {2}?", "Why was {1} criticised for {2}?"),
}


def about_statements(texts: Sequence[str], count: int, *, seed: int = 3) -> Questions:
    """What somebody said about something, as somebody did in these articles: `count` of each language, or fewer.

    Each is about a statement of another article. The English one asks for the same by the glossary's word.
    """
    dice, english = random.Random(seed), _in_english()
    found: Questions = {"German": [], "English": []}
    for text in dice.sample(texts, len(texts)):
        if len(found["German"]) == count:
            break
        said = [(each.speaker, word) for each in statements(text) if each.speaker
                for word in words(text[each.hull.start : each.hull.end]) if word in english]  # fmt: skip
        if said:
            speaker, word = dice.choice(said)
            found["German"].append(f"Was sagte {speaker} über {word}?")
            found["English"].append(f"What did {speaker} say about {english[word]}?")
    return found


def about_titles(count: int, *, seed: int = 3) -> Questions:
    """Questions in the words of generated articles' titles, and English ones about what "the minister" said."""
    dice = random.Random(seed)
    titles = [article.title.split() for article in islice(Generator(seed).articles(), 3 * count)]
    german = [f"Was {verb} {subject} mit {thing} in {place}?" for subject, verb, thing, _, place, *_ in titles]
    known = sorted(word for word in glossary.entries() if word.isalpha() and word.islower() and len(word) > _SHORTEST)
    english = [f"What did the minister say about the {' and the '.join(dice.sample(known, 2))}?" for _ in titles]
    return {"German": dice.sample(german, count), "English": english[:count]}


def about_words(count: int, *, seed: int = 7) -> Questions:
    """Questions of three forms about words of generated articles, at most `count` of each language."""
    dice, english = random.Random(seed), _in_english()
    found: Questions = {"German": [], "English": []}
    for article in islice(Generator().articles(), count):
        nouns = [word for word in dict.fromkeys(words(article.text)) if word in english]
        if len(nouns) < 2:  # noqa: PLR2004 - a question has two
            continue
        pair = dice.sample(nouns, 2)
        person = next((word for word in words(article.text) if word not in english and word[0].isupper()), "Berlin")
        form = dice.randrange(len(_FORMS["German"]))
        for language, asked in (("German", pair), ("English", [english[word] for word in pair])):
            found[language].append(_FORMS[language][form].format(person, *asked))
    return found


def _in_english() -> dict[str, str]:
    """German nouns of the glossary with an English word for each."""
    found: dict[str, str] = {}
    for headword, german in glossary.entries().items():
        if headword.isalpha() and german[0][0].isupper() and len(german[0]) >= _SHORTEST:
            found.setdefault(german[0], headword)
    return found
