"""How an English word that nobody knows may have been meant. Pure."""

from __future__ import annotations

from string import ascii_lowercase

SHORTEST, LONGEST = 5, 24
"""Shorter words have too many neighbours, longer ones are none."""


def one_slip_away(word: str) -> tuple[str, ...]:
    """Words one slip from `word`: a letter too few, too many or another, or two swapped; the first letter is right.

    Damerau (1964) counts four of five misspellings among them. Some 50 for each letter; most are no words.

    Args:
        word: in lower case; one shorter than :data:`SHORTEST` or longer than :data:`LONGEST` has none.
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return ()
    found: dict[str, None] = {}
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            found[before + after[1:]] = None
            found.update(dict.fromkeys(before + letter + after[1:] for letter in ascii_lowercase))
        if len(after) > 1:
            found[before + after[1] + after[0] + after[2:]] = None
        found.update(dict.fromkeys(before + letter + after for letter in ascii_lowercase))
    found.pop(word, None)
    return tuple(found)
