"""Other spellings of a foreign name, by the rules of English and German newspapers: Netanyahu → Netanjahu. Pure.

For names that are written with other letters at home and have no key (:mod:`index.language.names`): Hebrew, Arabic and
Persian ones, Slavic ones without an ending that tells them. The rules know no name, so that most of what they give
occurs nowhere.
"""

from __future__ import annotations

import re
from itertools import product

# What a rule always changes, then what it may change. In this order; capitals stand for what is done already.
_TO_GERMAN = (
    (r"shch", "SCHTSCH"), (r"kh", "CH"), (r"zh|sh", "SCH"), (r"(?<![a-z])y(?=[aeiou])|y(?=[aeou])", "J"),
    (r"ts", "Z"), (r"v", "W"), (r"ou|oo", "U"), (r"ii", "IJI"),
)  # fmt: skip
_PERHAPS_TO_GERMAN = (
    ((r"t?ch", "TSCH"),), ((r"(?<=[aei])y$", "J"), (r"y$", "I")), ((r"(?<=[ae])y$", "I"),), ((r"z", "S"),),
    ((r"j", "DSCH"),),
)  # fmt: skip
_TO_ENGLISH = (
    (r"iji", "II"), (r"schtsch", "SHCH"), (r"tsch", "CH"), (r"dsch", "J"), (r"(?<!s)ch", "KH"),
    (r"j(?=[aeou])", "Y"), (r"w", "V"),
)  # fmt: skip
_PERHAPS_TO_ENGLISH = (
    ((r"sch", "ZH"),), ((r"z", "TS"),), ((r"(?<=[aeiou])s(?=[aeiou])|^s(?=[aeiou])", "Z"),),
    ((r"ij$|[ij]$", "Y"),),
)  # fmt: skip
_SHORTEST = 4


def respelled(name: str) -> tuple[str, ...]:
    """Likely other spellings of a name, without its own, with a capital; none of a short one."""
    plain = name.lower()
    if len(plain) < _SHORTEST or not plain.isalpha():
        return ()
    found: dict[str, None] = {}
    for always, perhaps, rest in (
        (_TO_GERMAN, _PERHAPS_TO_GERMAN, ()),
        (_TO_ENGLISH, _PERHAPS_TO_ENGLISH, ((r"sch", "SH"),)),
    ):
        possible = [rules for rules in perhaps if any(re.search(pattern, plain) for pattern, _ in rules)]
        for chosen in product((False, True), repeat=len(possible)):
            rules = [rule for taken, each in zip(chosen, possible, strict=True) if taken for rule in each]
            found[_rewritten(plain, (*always, *rules, *rest))] = None
    found.pop(plain, None)
    return tuple(each.capitalize() for each in found)


def _rewritten(plain: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, replacement in rules:
        plain = re.sub(pattern, replacement, plain)
    return plain.lower()
