"""The base form of a German word and the parts of a compound. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from index.language.data import listed
from index.language.folding import fold
from index.language.morphology import Morphemes, morphology

# Classes of morphemes that carry meaning by themselves; the others inflect, derive or join.
_CONTENT = frozenset(
    (
        "NN",
        "NE",
        "ADJ",
        "VV",
        "VVnp",
        "NN_VAR",
        "VV_VAR",
        "ADJ_VAR",
        "CARD",
        "NN_KOMP",
        "NN_VAR_EL",
        "ADV",
        "ACR_NE",
        "ACR_NN",
    )
)
_SHORTEST_PART = 3
_SHORTEST_COMPOUND = 6


@dataclass(frozen=True, slots=True)
class Compound:
    """A word taken apart.

    Attributes:
        lemma: its base form, nouns with a capital.
        parts: the parts of a compound in order, in lower case, and the masculine of a feminine; else none.
        verb: whether the word by itself is most likely a full verb.
    """

    lemma: str
    parts: tuple[str, ...]
    verb: bool


@cache
def _mended() -> dict[str, tuple[str, ...]]:
    """Base forms that the model divides wrongly, with their right parts; one part: no compound."""
    found = {}
    for line in listed("splits.txt"):
        word, _, parts = line.partition("=")
        found[fold(word.strip())] = tuple(parts.split())
    return found


@lru_cache(maxsize=20_000)
def take_apart(word: str) -> Compound:
    """The base form and the parts of a word as spelled; capitals speak for nouns and names."""
    found = morphology().analyse(word)
    verb = found.tag.startswith("VV")
    mended = _mended().get(fold(found.lemma))
    if mended is not None:
        return Compound(found.lemma, mended if len(mended) > 1 else (), verb)
    parts = _parts(found) if len(word) >= _SHORTEST_COMPOUND else ()
    # "Kanzlerin" is found by "Kanzler" as a compound is by its part.
    feminine = any(kind == "SUF_FEM" for _, kind in found.parts)
    return Compound(found.lemma, parts if len(parts) > 1 or feminine else (), verb)


def _parts(found: Morphemes) -> tuple[str, ...]:
    # The model lacks nouns like "Drohne": it sees a participle of "drohen" there, which no verb forms so.
    after = [*found.parts[1:], ("", "")]
    nouns = [
        (f"{part}ne" if kind == "VV" and suffix == ("n", "SUF_PP") else part, kind)
        for (part, kind), suffix in zip(found.parts, after, strict=True)
    ]
    return tuple(part for part, kind in nouns if kind in _CONTENT and len(part) >= _SHORTEST_PART)
