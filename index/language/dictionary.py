"""Bilingual dictionaries in dictd's format (``NAME.index`` beside ``NAME.dict.dz`` or ``NAME.dict``), as FreeDict's."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import NotConfiguredError
from index.language.glossary import key, written

if TYPE_CHECKING:
    from collections.abc import Iterator

SYSTEM = Path("/usr/share/dictd")
_INDEX = ".index"
_PAIR = f"*eng-deu{_INDEX}"

_DIGITS = {char: value for value, char in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
_MOST_EQUIVALENTS = 12
_MOST_WORDS = 5  # of a headword; longer ones are sentences
_MOST_GERMAN_WORDS = 4
_LARGEST = 400_000_000  # bytes, unpacked; FreeDict's largest is 60 million

# What a dictionary adds to a word: grammar, field, cross-reference, comment, pronunciation.
_PRONUNCIATION = re.compile(r"/[^/\n]*[ˈˌːəɪʊɔɛɑɹɐæʃʒθðŋ][^/\n]*/")
_NOTE = re.compile(r"<[^>]*>|\[[^\]]*\]|\{[^}]*\}|\([^)]*\)")
_ENGLISH_FILLER = re.compile(r"\b(?:sb|sth|so|sb's|one's|oneself)\b\.?(?:/(?:sth|sb)\b\.?)?")
_GERMAN_FILLER = re.compile(r"\b(?:jdn|jdm|jds|jd|etw|sich|einer Sache)\b\.?")
_EXAMPLE = re.compile(r'\s+"([^"]+)"\s+- (.+)')


def installed() -> Path | None:
    """The index file of the English–German dictionary that is installed system-wide, if there is one."""
    return next(iter(sorted(SYSTEM.glob(_PAIR))), None)


def fingerprint(index: Path) -> str:
    """Changes with the index file's path, size or time of change: 16 hexadecimal digits.

    Raises:
        NotConfiguredError: if it is not there.
    """
    try:
        seen = (str(index), index.stat().st_size, index.stat().st_mtime_ns)
    except OSError as error:
        raise NotConfiguredError(f"the dictionary {index} cannot be read: {error.strerror}") from error
    return hashlib.blake2b(repr(seen).encode(), digest_size=8).hexdigest()


class _UnreadableError(Exception):
    """Says what is wrong with a dictionary's files."""


def entries(index: Path) -> dict[str, tuple[str, ...]]:
    """Each headword's equivalents, those that more senses share first, by :func:`index.language.glossary.key`.

    What has capitals is there by :func:`index.language.glossary.written` too.

    Raises:
        NotConfiguredError: if the files are missing or not of dictd's format.
    """
    found: dict[str, Counter[str]] = {}
    try:
        text = _unpacked(index)
        for headword, start, length in _places(index, len(text)):
            entry = text[start : start + length].decode("utf-8", errors="replace")
            for english, german in _read(headword, entry):
                found.setdefault(english, Counter())[german] += 1
    except _UnreadableError as error:
        raise NotConfiguredError(f"{index} is not a readable dictd dictionary: {error}") from error
    except OSError as error:
        raise NotConfiguredError(f"the dictionary {index} cannot be read: {error.strerror or error}") from error
    if not found:
        raise NotConfiguredError(f"the dictionary {index} has no entry with a German equivalent")
    return {
        headword: tuple(german for german, _ in counted.most_common(_MOST_EQUIVALENTS))
        for headword, counted in found.items()
    }


def _unpacked(index: Path) -> bytes:
    if index.suffix != _INDEX:
        raise _UnreadableError(f"name the file that ends in {_INDEX}")
    for suffix, opened in ((".dict.dz", gzip.open), (".dict", open)):
        path = index.with_suffix(suffix)
        if path.exists():
            try:
                with opened(path, "rb") as file:
                    text = file.read(_LARGEST + 1)
            except (gzip.BadGzipFile, zlib.error, EOFError) as error:
                raise _UnreadableError(f"{path.name} is not packed with gzip or dictzip, or is cut off") from error
            if len(text) > _LARGEST:
                raise _UnreadableError(f"{path.name} holds more than {_LARGEST:,} bytes")
            return bytes(text)
    raise _UnreadableError(f"there is no {index.stem}.dict.dz or {index.stem}.dict beside it")


def _places(index: Path, size: int) -> Iterator[tuple[str, int, int]]:
    """Each headword with the place and length of its entry in a text of so many bytes."""
    with index.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            headword, *figures = line.rstrip("\n").split("\t")
            start, length = (_decoded(figure) for figure in (*figures, "", "")[:2])
            if start is None or length is None:
                raise _UnreadableError(f"line {number} is not a headword, a place and a length with tabs between")
            if start + length > size:
                raise _UnreadableError(f"line {number} points behind the end of the text; is it another dictionary's?")
            if not headword.startswith("00"):
                yield headword, start, length


def _decoded(figure: str) -> int | None:
    """The value of a number in dictd's digits; ``None`` for what is none."""
    value = 0
    for char in figure:
        if char not in _DIGITS:
            return None
        value = value * 64 + _DIGITS[char]
    return value if figure else None


def _read(headword: str, entry: str) -> Iterator[tuple[str, str]]:
    """Pairs of an English headword's forms and a German equivalent, of an entry and its short examples."""
    first, *lines = entry.splitlines() or [""]
    forms = _forms(headword, first)
    for line in lines:
        example = _EXAMPLE.match(line)
        if example:
            phrase = key(_NOTE.sub("", example[1]))
            if 1 < len(phrase.split()) < _MOST_WORDS:
                yield from ((phrase, german) for german in _equivalents(example[2]))
        elif line.strip() and not line.startswith(("  ", " see:")) and not _PRONUNCIATION.search(line):
            yield from ((form, german) for german in _equivalents(line) for form in forms)


def _forms(headword: str, first: str) -> set[str]:
    """How a headword is looked up; dictd's index has it in small letters, the entry's first line as it is written."""
    small = key(_bare(headword))
    as_written = written(_bare(_PRONUNCIATION.sub("", first)))
    forms = {small, as_written} if as_written.lower() == small else {small}
    return forms if 0 < len(small.split()) <= _MOST_WORDS else set()


def _bare(headword: str) -> str:
    return _ENGLISH_FILLER.sub("", _NOTE.sub("", headword))


def _equivalents(line: str) -> Iterator[str]:
    for part in re.split("[,;]", _NOTE.sub("", line)):
        words = [word.split("/")[0] for word in _GERMAN_FILLER.sub("", part).strip(" .!?").split()]
        if words and len(words) <= _MOST_GERMAN_WORDS and not words[0].startswith("-") and all(words):
            yield " ".join(words)
