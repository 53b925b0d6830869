"""Snowball stems of German words and the base forms of English ones. Pure."""

from __future__ import annotations

import threading
from functools import cache, lru_cache

import Stemmer

from index.language.data import listed
from index.language.folding import fold

_local = threading.local()


@lru_cache(maxsize=200_000)
def german_stem(word: str) -> str:
    """The folded Snowball stem of a German word."""
    # A PyStemmer object must not be used by two threads at once.
    if not hasattr(_local, "german"):
        _local.german = Stemmer.Stemmer("german", 0)
    return fold(_local.german.stemWord(word.lower()))


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in listed("irregular_en.txt"):
        base, _, forms = line.partition(":")
        for form in forms.split():
            found[form] = (*found.get(form, ()), base)
    return found


_VOWELS = frozenset("aeiouy")
_CUT_E = frozenset({"at", "iz", "bl", "pl", "tl", "dl", "gl", "fl", "kl", "rg", "ng"})


@lru_cache(maxsize=50_000)
def english_bases(word: str) -> tuple[str, ...]:
    """The forms under which a dictionary may list an English word, the likeliest first; the word itself is the first.

    Rules of inflection only, with a list of irregular forms: ``cities`` → ``city``, ``taken`` → ``take``,
    ``stopped`` → ``stop``, ``largest`` → ``large``, ``happily`` → ``happy``. May contain forms that are no words.
    """
    word = word.lower()
    found = dict.fromkeys((word, *_irregular().get(word, ())))
    for rule in (_plural, _past_and_participle, _comparison, _adverb):
        found.update(dict.fromkeys(rule(word)))
    return tuple(form for form in found if len(form) > 1 or form == word)


def _plural(word: str) -> list[str]:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - "is", "gas"
        return []
    if word.endswith("ies"):
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("ves"):
        return [word[:-1], word[:-3] + "f", word[:-3] + "fe"]
    if word.endswith(("ses", "xes", "zes", "hes", "oes")):
        return [word[:-2], word[:-1]]
    return [word[:-1]]


def _past_and_participle(word: str) -> list[str]:
    for suffix in ("ed", "ing"):
        if not word.endswith(suffix):
            continue
        if word.endswith("ied"):
            return [word[:-3] + "y"]
        rest = word[: -len(suffix)]
        if len(rest) < 2 or not _VOWELS & set(rest):  # noqa: PLR2004 - "red", "king"
            return []
        if rest[-1] == rest[-2] and rest[-1] not in "aeiou":
            # "stopped" is from "stop", "called" from "call".
            return [rest, rest[:-1]] if rest[-1] in "lsz" else [rest[:-1], rest]
        silent = rest[-1] in "vuzc" or (rest[-1] in "sg" and rest[-2:] not in {"ss", "ng"}) or rest[-2:] in _CUT_E
        return [rest + "e", rest] if silent else [rest, rest + "e"]
    return []


def _comparison(word: str) -> list[str]:
    for suffix in ("er", "est"):
        rest = word.removesuffix(suffix)
        if rest == word or len(rest) < 3:  # noqa: PLR2004 - "her", "best"
            continue
        if rest.endswith("i"):
            return [rest[:-1] + "y"]
        doubled = [rest[:-1]] if rest[-1] == rest[-2] else []
        return [*doubled, rest, rest + "e"]
    return []


def _adverb(word: str) -> list[str]:
    if not word.endswith("ly") or len(word) <= 4:  # noqa: PLR2004 - "only"
        return []
    if word.endswith("ily"):
        return [word[:-3] + "y"]
    more = [word[:-4]] if word.endswith("ally") else [word[:-1] + "e"] if word.endswith("bly") else []
    return [word[:-2], *more]
