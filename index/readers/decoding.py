"""From bytes to text, once and for all: encoding, line ends, NFC. Pure; never puts a replacement character.

A file is UTF-8, or UTF-16 or UTF-32 with a byte order mark, or else Windows-1252 if what comes out reads like German.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from index.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f") + b"\x7f"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_ORDINARY = frozenset("äöüÄÖÜß„“”‚‘’«»‹›–—…€§°©®·•´²³½¼×éèêëàâáçôóòîíñúûøåæœÉÀÇ\u00a0\u00ad")
_GERMAN = re.compile(r"\b(?:der|die|das|und|nicht|mit|von|für|ist|den|auf|sich|ein|eine|zu|im|dem|des|auch)\b")
# A run of marks as long as this is no writing; sorting it for NFC would take the square of its length.
_MAX_MARKS = 64
_MARK_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{_MAX_MARKS + 1}}}")
# Latin letters, and the punctuation of which two blocks are combining marks (U+20C0 to U+20FF and U+2DC0 to U+2DFF).
_PLAIN_BYTES = bytes(range(0xCC)) + b"\xe2"
_MARK_BLOCKS = (b"\xe2\x83", b"\xe2\xb7")
_MAX_FOREIGN = 0.2  # German has one letter in twenty beyond ASCII
_MIN_ORDINARY = 0.98
_MIN_GERMAN = 2
_MAX_CONTROLS = 0.01
_PRINTED = 40


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file.

    Args:
        data: the whole file.
        declared: an encoding that the content names itself, tried after UTF-8.

    Raises:
        UnreadableError: if the bytes are binary or in no encoding that can be told for certain.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\0" in data:
        raise UnreadableError(_why_zeros(data))
    if len(data) - len(data.translate(None, _CONTROL_BYTES)) > _MAX_CONTROLS * len(data):
        raise UnreadableError("is binary: it holds too many control characters")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _eight_bit(data, declared, error)


def normalise(text: str) -> str:
    r"""`text` in NFC with ``\n`` as line end, without a byte order mark in front.

    Raises:
        UnreadableError: if a character carries more marks than writing has.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    if not _is_western(text) and _MARK_RUN.search(text) and _longest_mark_run(text) > _MAX_MARKS:
        raise UnreadableError(f"a character carries more than {_MAX_MARKS} combining marks")
    return unicodedata.normalize("NFC", text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"starts as {encoding.upper()} but breaks off at byte {error.start}") from None
    if _is_binary(text):
        raise UnreadableError("is binary: it holds too many control characters")
    return text


def _is_binary(text: str) -> bool:
    found = _CONTROLS.search(text)
    return found is not None and ("\0" in text or len(_CONTROLS.findall(text)) > _MAX_CONTROLS * len(text))


def _why_zeros(data: bytes) -> str:
    sample = data[:4096]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if max(odd, even) > len(sample) // 4 and min(odd, even) <= len(sample) // 50:
        return "looks like UTF-16 without a byte order mark; save it as UTF-8"
    return "is binary: it holds zero bytes"


def _eight_bit(data: bytes, declared: str | None, error: UnicodeDecodeError) -> str:
    if declared is not None:
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if _reads_like_german(text):
        return text
    cut = " (a character is cut off at the end)" if error.end == len(data) and "end of data" in error.reason else ""
    raise UnreadableError(f"is not UTF-8 from byte {error.start} on{cut}, nor German in Windows-1252")


def _reads_like_german(text: str) -> bool:
    foreign = [character for character in text if character > "\x7f"]
    if not foreign or len(foreign) > _MAX_FOREIGN * len(text) or _is_binary(text):
        return False
    ordinary = sum(character in _ORDINARY for character in foreign)
    letters = sum(character in "äöüÄÖÜß" for character in foreign)
    words = len(_GERMAN.findall(text[:20_000]))
    enough = words >= _MIN_GERMAN or (letters > 0 and len(text) < _PRINTED)
    return enough and letters > 0 and ordinary >= _MIN_ORDINARY * len(foreign)


def _is_western(text: str) -> bool:
    """Whether no character of `text` is a combining mark, as far as its UTF-8 bytes tell; much faster than looking."""
    data = text.encode("utf-8", "surrogatepass")
    return not data.translate(None, _PLAIN_BYTES) and not any(block in data for block in _MARK_BLOCKS)


def _longest_mark_run(text: str) -> int:
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        longest = max(longest, run)
    return longest
