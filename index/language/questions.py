"""The parts of a question that say what to look for, each with the German wordings it may have in a text. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from index.language.amounts import amount, english_amount, joined
from index.language.cognates import cognates
from index.language.compounds import take_apart
from index.language.data import listed
from index.language.detection import Language, language
from index.language.folding import fold
from index.language.morphology import morphology
from index.language.names import name_key, nominatives
from index.language.numbers import date, month_first, number_word
from index.language.particles import PARTICLES
from index.language.respelling import respelled
from index.language.stems import english_bases
from index.language.stopwords import english_frames, english_stopwords, german_frames, german_stopwords
from index.language.translation import LONGEST_PHRASE, Translator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

GroupKind = Literal["word", "phrase", "name", "number"]

_COGNATE = 0.9  # a spelling made by rule may mean something else
_MISSPELLED = 0.8  # of what an unknown word may have been meant to be
_DAY_FIRST = 0.7  # 12/3 in English is likelier the third of December than the twelfth of March
_RARE = 0.5  # what a word with a capital means that only a bigger dictionary has, and in small letters
_FRAME = 0.5
_OTHERWISE = 0.7  # another German wording says nearly the same
_NEAR = 0.7  # a German word of nearly the same meaning
_LONGEST_WORDING = 3
_LONGEST_NAME = 3  # words of an alias
_TWO = 2
_ARTICLES = frozenset({"the", "a", "an"})  # people have none
_LIGHT = frozenset({"be", "get"})
_ASKING = frozenset({"how", "what", "which", "who", "whom", "whose", "when", "where", "why"})

_GERMAN_ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des"})
_ENGLISH_TOO = frozenset({"die", "den"})

_OPERATORS = frozenset({"and", "or", "not"})  # of query languages; in capitals they are no abbreviations


@dataclass(frozen=True, slots=True)
class Part:
    """One content word or phrase of a question.

    Attributes:
        source: the question's own words.
        kind: what it is.
        wordings: German words or phrases that may stand for it, each with a weight of at most 1, likeliest first.
        weight: how much it counts beside the others.
        named: whether the first wording is the question's own and likely a name, though the word has a meaning as well.
        foreign: whether the question's own words are English and stand among the wordings as they are.
    """

    source: str
    kind: GroupKind
    wordings: tuple[tuple[str, float], ...]
    weight: float = 1.0
    named: bool = False
    foreign: bool = False


@lru_cache(maxsize=10_000)
def _is_german(word: str) -> bool:
    return morphology().knows(word)


@lru_cache(maxsize=1)
def _wordings() -> dict[tuple[str, ...], tuple[str, ...]]:
    """For German words, in lower case, other words that say the same; from our own list."""
    pairs = (line.partition("=") for line in listed("wordings_de.txt"))
    return {tuple(left.split()): tuple(each.strip() for each in right.split(";")) for left, _, right in pairs}


@lru_cache(maxsize=1)
def _related() -> dict[str, tuple[str, ...]]:
    """For a German word or base form, folded, the words that say nearly the same; from our own list.

    A word of the list is found by itself, and by its base form where the list has no such word: *Sage* could be a form
    of *sagen*, and *verwandt* one of *verwenden*, but they are words of their own.
    """
    lines = [[each.strip() for each in line.split(";")] for line in listed("related_de.txt")]
    own = {fold(word) for words in lines for word in words}
    found: dict[str, dict[str, None]] = {}
    for words in lines:
        for word in words:
            base = fold(take_apart(word).lemma)
            for each in {fold(word)} | ({base} - own):
                found.setdefault(each, {}).update(dict.fromkeys(other for other in words if other != word))
    return {each: tuple(others) for each, others in found.items()}


def _near(word: str) -> tuple[str, ...]:
    """The German words that say nearly the same as a word in any form."""
    return _related().get(fold(word)) or _related().get(fold(take_apart(word).lemma)) or ()


def _otherwise(tokens: Sequence[str], at: int) -> tuple[Part | None, int]:
    """The longest stretch of a German question that can be said otherwise, and how many tokens it takes."""
    lowered = [token.lower() for token in tokens[at : at + _LONGEST_WORDING]]
    for size in range(len(lowered), 0, -1):
        other = _wordings().get(tuple(lowered[:size]))
        if other:
            source = " ".join(tokens[at : at + size])
            return Part(source, "phrase", ((source, 1.0), *((each, _OTHERWISE) for each in other))), size
    return None, 1


@dataclass(frozen=True, slots=True)
class QuestionReader:
    """Finds the parts of questions.

    Attributes:
        translator: what English words are in German.
        aliases: for the key of each spelling of a name all its spellings.
    """

    translator: Translator
    aliases: Mapping[str, tuple[str, ...]]

    def language(self, tokens: Sequence[str]) -> Language:
        """The language of a question, told from its words."""
        return language(
            tokens, english=lambda phrase: bool(self.translator.equivalents(phrase)), german=morphology().knows
        )

    def german(self, tokens: Sequence[str]) -> Iterator[Part]:
        """The parts of a German question; only English words in it are translated."""
        tokens = joined(tokens)
        particle = tokens[-1].lower() if tokens and tokens[-1].lower() in PARTICLES else ""
        at = 0
        while at < len(tokens):
            known, size = self._known(tokens, at)
            known = known or _spelled_as_a_name(tokens[at])
            if not known:
                known, size = self._phrase_in_german(tokens, at)
            if not known:
                known, size = _otherwise(tokens, at)
            if known:
                yield known
            elif not (particle and at == len(tokens) - 1):
                # The verb that begins a question is in capitals: "Nahm er teil?"
                first = particle and not at and take_apart(tokens[0].lower()).verb
                yield from self._german_word(tokens[0].lower() if first else tokens[at], particle)
            at += size

    def _german_word(self, token: str, particle: str) -> Iterator[Part]:
        stop = fold(token) in german_stopwords()
        if particle and token.islower():
            taken = take_apart(token)
            if taken.verb:
                own = () if stop else ((token, 1.0),)
                other = _wordings().get((particle + taken.lemma,), ())
                yield Part(
                    token, "word", ((particle + taken.lemma, 1.0), *own, *((each, _OTHERWISE) for each in other))
                )
                return
        if stop:
            return
        if self._foreign(token):
            translated = tuple((german, 1.0) for german in self.translator.equivalents((token,)))
            yield Part(token, "word", (*translated, (token, 1.0)), foreign=True)
            return
        if _may_be_respelled(token):
            yield Part(token, "word", ((token, 1.0), *((each, 1.0) for each in respelled(token))))
            return
        weight = _FRAME if take_apart(token).lemma in german_frames() else 1.0
        near = ((each, _NEAR) for each in _near(token))
        yield Part(token, "word", ((token, 1.0), *near), weight)

    def _phrase_in_german(self, tokens: Sequence[str], at: int) -> tuple[Part | None, int]:
        """An English phrase in a German question, *Foreign Minister*: one word at least is not German."""
        for size in range(min(LONGEST_PHRASE, len(tokens) - at), 1, -1):
            phrase = tokens[at : at + size]
            ends = fold(phrase[0]) in german_stopwords() or fold(phrase[-1]) in german_stopwords()
            if not ends and any(map(self._foreign, phrase)) and self.translator.equivalents(phrase):
                return self._phrase(phrase), size
        return None, 1

    def _foreign(self, token: str) -> bool:
        """Whether a word of a German question is English: English has it, German does not."""
        return token.isascii() and self.translator.knows(token) and not _is_german(token)

    def english(self, tokens: Sequence[str]) -> Iterator[Part]:
        """The parts of an English question, phrases before words; German words in it stay as they are."""
        lowered = [token.lower() for token in tokens]
        stopped = [_stopped(tokens, at) for at in range(len(tokens))]
        cased = any(map(str.islower, tokens))  # else capitals say nothing
        at = 0
        while at < len(tokens):
            length = self._phrase_length(tokens, stopped, at, cased=cased)
            frame = _frame_length(lowered, at)
            if frame >= length:
                at += frame
                continue
            known, size = self._known_in_english(tokens, at)
            if length > size:
                known, size = self._phrase(tokens[at : at + length]), length
            if not known and cased and self._german_noun(tokens, at):
                known, size = Part(tokens[at + 1], "word", ((tokens[at + 1], 1.0),)), 2
            if not known and cased and self._of_people(tokens, at):
                known, size = self._phrase(tokens[at : at + 2]), 2
            if not known and not stopped[at]:
                known = self._english_word(tokens[at])
                if cased and not (at and lowered[at - 1] in _ARTICLES):
                    known = self._as_a_name(known)
            if known:
                yield known
            at += size

    def widened(self, part: Part) -> Part:
        """A translated word with the German words that say nearly the same as one of its translations."""
        if part.kind != "word" or part.named:
            return part
        there = {text for text, _ in part.wordings}
        near = dict.fromkeys(other for text in there for other in _near(text) if other not in there)
        return replace(part, wordings=(*part.wordings, *((each, _NEAR) for each in near)))

    def _as_a_name(self, part: Part) -> Part:
        """A translated word that is written with a capital, as no headword is, with its own letters first.

        *Tusk* is no tooth where somebody has that name; *President* is nobody's.
        """
        word = part.source
        known = self.translator.knows(word) and not self.translator.names(word)
        if part.kind != "word" or not word.istitle() or not known:
            return part
        sure = 1.0 if self.translator.trusts(word) else _RARE
        translated = [(german, sure) for german, _ in part.wordings if german != word]
        # "Un" is no "UN".
        meant = [] if self.translator.names(word.upper()) and len(word) == _TWO else translated
        return Part(word, "word", ((word, 1.0), *meant), named=True, foreign=True)

    def _known_in_english(self, tokens: Sequence[str], at: int) -> tuple[Part | None, int]:
        """The same of an English question, where a headword that is spelled like a name (*Geneva*) is none."""
        known, size = _english_number(tokens, at)
        if not known:
            known, size = self._known(tokens, at)
        if not known and not self.translator.trusts(tokens[at]):
            known = _spelled_as_a_name(tokens[at])
        return known, size

    def _phrase_length(self, tokens: Sequence[str], stopped: Sequence[bool], at: int, *, cased: bool) -> int:
        """How many tokens the longest phrase takes that begins here; 1 if none does.

        One that begins or ends with a stop word is a headword of our own glossary, has a word with content, and leaves
        whole what begins within it: "at peace talks" has *peace talks*.
        """
        for size in range(min(LONGEST_PHRASE, len(tokens) - at), 1, -1):
            words, edges = tokens[at : at + size], stopped[at] or stopped[at + size - 1]
            if all(stopped[at : at + size]) or not self.translator.equivalents(words):
                continue
            if not edges or self._may_be_stopped(words, cased=cased):
                inside = range(at + 1, at + size) if edges else ()
                if not any(self._reaches(tokens, stopped, begin, at + size) for begin in inside):
                    return size
        return 1

    def _may_be_stopped(self, words: Sequence[str], *, cased: bool) -> bool:
        """Whether words with a stop word at an end are a phrase: "call off", "the Left", but not "the left".

        Neither what asks ("in what way") nor a light verb ("was called", "get back") makes a phrase with others.
        """
        first = words[0].lower()
        bare = cased and first in _ARTICLES and len(words) == _TWO and words[1].islower()
        asks = not _LIGHT.isdisjoint(english_bases(first)) or not _ASKING.isdisjoint(word.lower() for word in words)
        return not asks and not bare and self.translator.trusts(*words)

    def _reaches(self, tokens: Sequence[str], stopped: Sequence[bool], begin: int, end: int) -> bool:
        """Whether a phrase without stop words at its ends begins at one token and goes on beyond another."""
        ends = range(end, min(begin + LONGEST_PHRASE, len(tokens)))
        return not stopped[begin] and any(
            not stopped[last] and self.translator.equivalents(tokens[begin : last + 1]) for last in ends
        )

    def _phrase(self, words: Sequence[str]) -> Part:
        found, source = self.translator.equivalents(words), " ".join(words)
        wordings = (*((german, 1.0) for german in found), (source, 1.0))
        return Part(source, "phrase", wordings, foreign=source not in found)

    def _german_noun(self, tokens: Sequence[str], at: int) -> bool:
        """Whether a German article and its noun begin here in an English question: *die Linke*, not *die Friday*."""
        article, noun = tokens[at].lower(), "".join(tokens[at + 1 : at + 2])
        if article not in _GERMAN_ARTICLES or not noun.istitle() or not _is_german(noun):
            return False
        return article not in _ENGLISH_TOO or not self.translator.knows(noun)

    def _of_people(self, tokens: Sequence[str], at: int) -> bool:
        """Whether "the" and a word with a capital are a headword together: *the Left*."""
        pair = tokens[at : at + 2]
        return (
            len(pair) == _TWO
            and pair[0].lower() == "the"
            and pair[1].istitle()
            and bool(self.translator.equivalents(pair))
        )

    def _english_word(self, token: str) -> Part:
        found = self.translator.equivalents((token,))
        digits = number_word(fold(token))
        if digits:
            return Part(token, "number", ((digits, 1.0), *((german, 1.0) for german in found)))
        if found:
            wordings = (*((german, 1.0) for german in found), (token, 1.0))
            return Part(token, "word", wordings, foreign=token not in found)
        if not token.isascii() or _is_german(token):
            return Part(token, "word", ((token, 1.0),))
        spelled = [(each, 1.0) for each in respelled(token)] if _may_be_respelled(token) else []
        spelled += [(each, _COGNATE) for each in cognates(token)]
        # A name may be any letters; what is written small is likelier a slip.
        meant = [(each, _MISSPELLED) for each in self.translator.near(token)] if token.islower() else []
        return Part(token, "word", ((token, 1.0), *spelled, *meant), foreign=True)

    def _known(self, tokens: Sequence[str], at: int) -> tuple[Part | None, int]:
        """A part that is the same in both languages (a number, a date, a name), and how many tokens it takes."""
        token = tokens[at]
        if token[0].isdigit() or date(token) or amount(token):
            whole = amount(token)
            return Part(token, "number", ((token, 1.0), *(((whole.value, 1.0),) if whole else ()))), 1
        for size in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
            source = " ".join(tokens[at : at + size])
            spellings = self.aliases.get(source.lower()) or (self._respelled(source) if size == 1 else ())
            if spellings and (any(char.isupper() for char in source) or self._means_only(source, spellings)):
                return Part(source, "name", tuple((spelling, 1.0) for spelling in spellings)), size
        return None, 1

    def _means_only(self, source: str, spellings: Sequence[str]) -> bool:
        """Whether a word in small letters means nothing but the name that has these spellings."""
        if source in german_stopwords() or source in english_stopwords():
            return False
        return set(self.translator.equivalents(source.split())) <= set(spellings)

    def _respelled(self, word: str) -> tuple[str, ...]:
        """The spellings of a name of which a word is a case, or another spelling by the rules."""
        for each in (word, *nominatives(word)):
            if spellings := self.aliases.get(_without_s(each).lower()) or self.aliases.get(name_key(each) or ""):
                return spellings
        return ()


def _frame_length(lowered: Sequence[str], at: int) -> int:
    """How many tokens a turn takes that begins here and only asks."""
    turns = english_frames().get(lowered[at], ())
    return next((len(turn) for turn in turns if turn == tuple(lowered[at : at + len(turn)])), 0)


def _spelled_as_a_name(token: str) -> Part | None:
    """A word that is spelled like a Slavic name or in Cyrillic letters."""
    spellings = (token, *nominatives(token)) if name_key(token) else ()
    return Part(token, "name", tuple((each, 1.0) for each in spellings)) if spellings else None


def _english_number(tokens: Sequence[str], at: int) -> tuple[Part | None, int]:
    """An amount or day that English writes otherwise, and how many tokens it takes."""
    american = month_first(tokens[at])
    if american:
        return Part(tokens[at], "number", ((american, 1.0), (tokens[at], _DAY_FIRST))), 1
    wordings, size = english_amount(tokens, at)
    source = " ".join(tokens[at : at + size])
    return (Part(source, "number", tuple((each, 1.0) for each in wordings)), size) if wordings else (None, 1)


def _may_be_respelled(token: str) -> bool:
    """Whether a word that its language lacks may be a name."""
    return token.istitle() and token.isascii() and not _is_german(token)


def _without_s(word: str) -> str:
    return word.removesuffix("s")


def _stopped(tokens: Sequence[str], at: int) -> bool:
    """Whether an English word carries no content; ``US`` and ``WHO`` do, and ``May`` inside a question."""
    token = tokens[at]
    lowered = token.lower()
    if lowered not in english_stopwords():
        return False
    if at and tokens[at] == "May":
        return False
    loud = len(token) > 1 and token.isupper() and lowered not in _OPERATORS
    return not loud or all(each.isupper() for each in tokens if each.isalpha())
