"""English words and phrases → German equivalents. Pure but for the lexicons it asks."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from index.language.spelling import one_slip_away
from index.language.stems import english_bases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.language.lexicon import Lexicon

LONGEST_PHRASE = 8
_MOST = 6  # equivalents of one headword that are looked for
_MOST_OF_ALL = 10  # of one word with all its base forms


class Translator:
    """Translates with several lexicons: the first that knows a word or phrase decides.

    Where the first knows every word of a phrase, no other is asked for the whole: one rendering of "marine animals" is
    worth less than several of each word.

    Args:
        lexicons: in order of trust.
    """

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self._lexicons = tuple(lexicons)
        self._get = lru_cache(maxsize=20_000)(self._look_up)
        self._get_trust = lru_cache(maxsize=20_000)(self._look_trust)
        self._get_name = lru_cache(maxsize=20_000)(self._look_name)
        self._get_near = lru_cache(maxsize=2_000)(self._look_near)

    def equivalents(self, words: Sequence[str]) -> tuple[str, ...]:
        """German equivalents of a word or phrase in any inflection, best first; none if unknown.

        What is a headword with its capitals is that one alone: *Turkey* is no bird.
        """
        return self._get(tuple(words))

    def knows(self, word: str) -> bool:
        """Whether any lexicon has the word, in any inflection."""
        return bool(self.equivalents((word,)))

    def trusts(self, *words: str) -> bool:
        """Whether the first lexicon has the word or phrase, in any inflection."""
        return self._get_trust(tuple(word.lower() for word in words))

    def names(self, word: str) -> bool:
        """Whether the first lexicon that knows the word, in any inflection, has it with a capital."""
        return self._get_name(word)

    def near(self, word: str) -> tuple[str, ...]:
        """German equivalents of words that an unknown one may be a misspelling of; none if there are none."""
        return self._get_near(word.lower())

    def _look_near(self, word: str) -> tuple[str, ...]:
        keys = dict.fromkeys(near for base in english_bases(word) for near in one_slip_away(base))
        for lexicon in self._lexicons if keys else ():
            found = dict.fromkeys(german for entry in lexicon.get(*keys) for german in entry[:_MOST])
            if found:
                return tuple(found)[:_MOST_OF_ALL]
        return ()

    def _look_up(self, words: tuple[str, ...]) -> tuple[str, ...]:
        small = tuple(word.lower() for word in words)
        keys = list(dict.fromkeys(_inflected(small)))
        enough = len(words) > 1 and len(self._lexicons) > 1 and all(map(self.trusts, small))
        for lexicon in self._lexicons[:1] if enough else self._lexicons:
            found = _with_capitals(lexicon, words)
            found = found or tuple(dict.fromkeys(german for entry in lexicon.get(*keys) for german in entry[:_MOST]))
            if found:
                return found[:_MOST_OF_ALL]
        return ()

    def _look_trust(self, words: tuple[str, ...]) -> bool:
        return any(lexicon.get(*_inflected(words)) for lexicon in self._lexicons[:1])

    def _look_name(self, word: str) -> bool:
        bases = english_bases(word)
        knowing = (lexicon for lexicon in self._lexicons if lexicon.get(*bases))
        return any(_with_capitals(lexicon, (word,)) for lexicon in islice(knowing, 1))


def _with_capitals(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[str, ...]:
    """The equivalents of a headword that is written with these words' capitals; of one word in any inflection."""
    together = " ".join(words)
    if together.islower():
        return ()
    bases = [base.capitalize() for base in english_bases(together)] if len(words) == 1 else []
    return next((entry[:_MOST] for entry in lexicon.get(together, *bases)), ())


def _inflected(words: tuple[str, ...]) -> Iterator[str]:
    """The keys under which a lexicon may have the words; of a phrase the last or the first word may be inflected."""
    yield " ".join(words)
    for base in english_bases(words[-1])[1:]:
        yield " ".join((*words[:-1], base))
    if len(words) > 1:
        for base in english_bases(words[0])[1:]:
            yield " ".join((base, *words[1:]))
