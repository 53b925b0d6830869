"""Passage text → the terms of each view of the lexical index. Pure but for its cache of distinct words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.language.amounts import amount
from index.language.compounds import take_apart
from index.language.folding import fold, without_foreign_marks
from index.language.morphology import morphology
from index.language.names import name_key
from index.language.ngrams import ngrams
from index.language.numbers import date, day_term, month_name, number, number_word
from index.language.stems import english_bases, german_stem
from index.language.stopwords import german_stopwords
from index.language.tokens import words

if TYPE_CHECKING:
    from collections.abc import Mapping

REVISION = "6"

_COMMON_NUMBER = 4  # characters
_TAKEN_APART = 5  # times as many words as are remembered whole
_SIGNS = {"%": "prozent", "$": "dollar", "€": "euro", "£": "pfund"}
_ABBREVIATED = {"mio": "million", "mrd": "milliarde", "mill": "million", "bio": "billion", "st": "sankt"}


@dataclass(frozen=True, slots=True)
class Word:
    """The terms of one distinct word, computed once; a stop word has none.

    Attributes:
        text: the word as spelled.
        stems: the stem of its base form (several for a date).
        parts: the same, and the stems of its compound parts.
        grams: its character n-grams.
        joined: parts and n-grams once more, each with spaces between.
    """

    text: str
    stems: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    grams: tuple[str, ...] = ()
    joined: tuple[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "joined", (" ".join(self.parts), " ".join(self.grams)))


@dataclass(frozen=True, slots=True)
class Terms:
    """The analysed words of one text, in order.

    Attributes:
        words: shared with the analyser's cache; to send an analysed passage to another process, send the strings.
    """

    words: tuple[Word, ...]

    @property
    def stems(self) -> str:
        """The stems, with spaces between."""
        return " ".join([stem for word in self.words for stem in word.stems])

    @property
    def parts(self) -> str:
        """The stems and the stems of compound parts, with spaces between."""
        return " ".join([word.joined[0] for word in self.words if word.parts])

    @property
    def grams(self) -> str:
        """The character n-grams, with spaces between."""
        return " ".join([word.joined[1] for word in self.words if word.grams])


class Analyser:
    """Analyses German text; each distinct word once.

    Attributes:
        revision: changes whenever the same text would give other terms; belongs in the manifest.

    Args:
        cache_size: how many distinct words are remembered at least, at most twice as many; half a kilobyte each. What
            taking them apart gave, which is what takes long, is remembered of five times as many, in half of that.
        teaches: whether what is learned is kept for another process's analyser, see :meth:`learned`.
    """

    revision = REVISION

    def __init__(self, *, cache_size: int = 150_000, teaches: bool = False) -> None:
        self._recent: dict[str, Word] = {}
        self._older: dict[str, Word] = {}
        self._cache_size = cache_size
        self._taken_apart: dict[str, str] = {}
        self._teaches = teaches
        self._learned: dict[str, str] = {}

    def terms(self, text: str) -> Terms:
        """The terms of a text."""
        known = self._recent.get  # bound once: fetched again only by the next text
        return Terms(tuple([known(word) or self.word(word) for word in words(text)]))

    def word(self, word: str) -> Word:
        """The terms of one word, number, date or sign as :func:`index.language.tokens.words` gives it."""
        known = self._recent.get(word)
        if known is None:
            # Two generations: words in use move to the new one, rare words are forgotten with the old.
            known = self._older.get(word) or self._analysed(word)
            if len(word) > _COMMON_NUMBER and word[0].isdigit():
                return known  # longer ones are hardly ever met again, and would drive out words
            if len(self._recent) >= self._cache_size:
                self._older, self._recent = self._recent, {}
            self._recent[word] = known
        return known

    def learned(self) -> dict[str, str]:
        """What taking words apart gave since this was last asked: what another process's analyser can :meth:`learn`."""
        learned, self._learned = self._learned, {}
        return learned

    def learn(self, words: Mapping[str, str]) -> None:
        """Take over what another analyser :meth:`learned`, which need not be found out again."""
        self._make_room(len(words))
        self._taken_apart.update(words)

    def foreign(self, word: str) -> Word:
        """The terms of an English word in a German text: by its letters, not as a form of a German word.

        *lie* is no form of *lesen*, and *plant* none of *Plan*.

        What German does not know (*Peyton*) keeps the stem it has in a passage, however wrong: no other word meets it.
        """
        known, plain = self.word(word), fold(word)
        if not known.stems or not word.isalpha() or number_word(plain) or name_key(word):
            return known
        lemma = _ABBREVIATED.get(plain) or take_apart(without_foreign_marks(word)).lemma
        own = known.stems[0] in map(german_stem, english_bases(plain)) or not morphology().knows(lemma)
        stems = known.stems[:1] if own else (german_stem(plain),)
        return Word(word, stems, stems, known.grams)

    def _analysed(self, word: str) -> Word:
        if not word.isalpha() and (" " in word or any(map(str.isdigit, word))):
            return self._numeric(word)
        plain = fold(word)
        if plain in german_stopwords():
            return Word(word)
        if "&" in word:  # AT&T
            return Word(word, (plain,), (plain,), ngrams(plain))
        folded = _SIGNS.get(word) or _ABBREVIATED.get(plain, plain)
        digits = number_word(folded)
        if digits:
            return Word(word, (digits,), (digits,), ngrams(digits))
        key = name_key(word)
        if key:
            return Word(word, (key,), (key,), ngrams(key))
        parts = self._parts(without_foreign_marks(word) if plain == folded else folded.capitalize())
        return Word(word, parts[:1], parts, ngrams(folded))

    def _parts(self, word: str) -> tuple[str, ...]:
        """The stem of a word's base form, then those of its compound parts."""
        known = self._taken_apart.get(word)
        if known is None:
            compound = take_apart(word)
            known = "\n".join(dict.fromkeys(map(german_stem, (compound.lemma, *compound.parts))))
            self._make_room(1)
            self._taken_apart[word] = known
            if self._teaches:
                self._learned[word] = known
        return tuple(known.split("\n"))

    def _make_room(self, words: int) -> None:
        if len(self._taken_apart) + words > _TAKEN_APART * self._cache_size:
            self._taken_apart.clear()

    def _numeric(self, word: str) -> Word:
        """A date, an amount or a number.

        An amount has its whole value as a term too: ``1,5 Millionen`` is found by ``1500000`` and by ``1.5``.
        """
        if day := date(word):
            return _dated(word, *day)
        found = amount(word)
        if not found:
            digits = number(word)
            return Word(word, (digits,), (digits,), ngrams(digits))
        unit = Word(found.unit) if found.unit == "k" else self.word(found.unit)
        factor = (found.factor,) if found.factor else ()
        stems = tuple(dict.fromkeys((found.value, *factor, *unit.stems)))
        return Word(word, stems, stems, (ngrams(found.factor) if factor else ()) + unit.grams)


def _dated(word: str, year: int | None, month: int, day: int) -> Word:
    stems = (*((str(year),) if year else ()), german_stem(month_name(month)), str(day), day_term(month, day))
    grams = ngrams(fold(month_name(month))) + ngrams(str(day)) + (ngrams(str(year)) if year else ())
    return Word(word, stems, stems, grams)
