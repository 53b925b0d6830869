"""How an English word of Greek or Latin stock is likely spelled in German. Pure."""

from __future__ import annotations

import re

# English ending → German endings, the longest English ones first.
_ENDINGS = (
    ("ization", ("isierung",)), ("isation", ("isierung",)), ("ological", ("ologisch",)), ("ology", ("ologie",)),
    ("ically", ("isch",)), ("ician", ("iker",)), ("ical", ("isch",)), ("ism", ("ismus",)), ("ize", ("isieren",)),
    ("ise", ("isieren",)), ("phy", ("phie",)), ("ence", ("enz",)), ("ance", ("anz",)), ("ency", ("enz",)),
    ("ancy", ("anz",)), ("ity", ("itaet",)), ("ics", ("ik",)), ("ary", ("aer",)), ("ian", ("isch", "ier")),
    ("ous", ("oes",)), ("ate", ("ieren", "at")), ("ive", ("iv",)), ("ure", ("ur",)), ("ic", ("isch", "ik")),
    ("ty", ("taet",)), ("cy", ("z",)), ("ry", ("rie",)), ("my", ("mie",)), ("gy", ("gie",)), ("ia", ("ien",)),
    ("al", ("al", "ell")),
)  # fmt: skip
_SHORTEST_STEM = 3


def cognates(word: str) -> tuple[str, ...]:
    """Likely German spellings of an English word, at most six, without the word itself; may be no words at all.

    ``civilisation`` keeps its ending, ``capacity`` → ``kapazitaet``, ``physics`` → ``physik``.
    """
    word = word.lower()
    bases = [word]
    for ending, german in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            bases = [stem + each for each in german]
            break
    spelled = [_hard(base) for base in bases] + bases + [base.replace("ph", "f") for base in bases if "ph" in base]
    return tuple(each for each in dict.fromkeys(spelled) if each != word)[:6]


def _hard(word: str) -> str:
    return re.sub(r"c(?=[eiy])", "z", re.sub(r"c(?=[^eiyhz]|$)", "k", word))
