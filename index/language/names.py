"""One key for all spellings of a Slavic name, by rules: Peskow, Peskov, Песков → ``peskow``. Pure.

The key is the spelling of German newspapers, folded. It is made of words with an ending of Slavic names only, so that
German words stay what they are; a word that gets a key by mistake gets the same one everywhere. Spellings that no rule
joins (Kiew, Kyjiw) belong in the alias file.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.language.folding import fold

_CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "w", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "je", "ё": "jo", "ж": "sch", "з": "s",
    "и": "i", "і": "i", "ї": "ji", "й": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "ch", "ц": "ts", "ч": "tsch", "ш": "sch", "щ": "schtsch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c",
    "џ": "dsch",
})  # fmt: skip
_IS_CYRILLIC = re.compile("[\u0400-\u04ff]")

# Endings of Slavic family and place names in German, English, Polish and scholarly spelling.
_ENDINGS = (
    "ow", "ov", "off", "ew", "ev", "iw", "iv", "owa", "ova", "ewa", "eva", "ski", "sky", "skij", "skyj", "skyy", "skyi",
    "skiy", "skii", "skaja", "skaya", "skaia", "skoje", "skoye", "zkij", "zkyj", "zky", "enko", "tschuk", "chuk",
    "tschik", "chik", "witsch", "vich", "vych", "wytsch", "itsch", "ischyn", "yshyn", "schja", "zhia", "zhzhya", "zhya",
    "nyj", "nyi", "nyy", "nij", "schenka", "shenka",
)  # fmt: skip
_LAST = (*_ENDINGS, "k", "oi", "oj", "oy", "ny")  # of whatever may be Slavic; most words are told apart by it alone
_BEFORE = 2  # letters at least, before the ending
# Towns in -sk, which no German or English word has behind a consonant, and names in -oi: Donezk, Kursk, Tolstoi.
_PLACE = re.compile(r"(?:[bdfghjklmnprtvw]s|[aeiouy]z)k$")
_ADJECTIVE = re.compile(r"(?:[sz]k|st|sh|sch|[vw])o[ijy]$")

# Names in -nyj that English papers end in -ny, behind letters where no German or English word has that: Zaluzhny.
_SHORT_ADJECTIVE = re.compile(r"(?:zh|sch|sh|[lsz])ny$")

# Endings of German and English words that look like one of them.
_NOT_SLAVIC = re.compile(
    r"(?:stoff|[st]iv|archiv|naiv|[aei]ll?iv|view|crew|news|threw|grew|drew|flew|knew|brew|stew|few|phew|nephew"
    r"|curfew|renew|show|know|flow|slow|snow|glow|grow|crow|brow|throw|blow|allow|ollow|ellow|arrow|orrow|indow|adow"
    r"|illow|elbow|bow|galow|below|whisky|husky|risky|kickoff|cutoff|liftoff|takeoff|ladoff|trade-?off"
    r"|[ck]onvo[iy]|envoy|savoy)s?$"
)

# Only an English spelling has these; its "ch" is a German "tsch".
_ENGLISH = re.compile(r"v|kh|zh|(?<![cs])sh|y[aou]")
_ENGLISH_CH = re.compile(r"(?<![st])ch")

# Towards the German spelling, in this order.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?:ts|c|z|s)k(?:yj|yy|yi|iy|ij|ii|y|i)s?$", "ski"),
        (r"sk(?:aya|aia)s?$", "skaja"),
        (r"(?<=[sz]k)s$", ""),
        (r"(?<=n[iy])[ijy]?s$", ""),
        (r"(?<=[cs]henk)as?$", "o"),  # a Belarusian -enka is a Russian and Ukrainian -enko
        # Capitals stand for one sound each while the others are rewritten.
        (r"shch|schtsch|stsch", "Q"),
        (r"ts?ch", "C"),
        (r"dsch|dzh", "D"),
        (r"sch|sh|zh", "S"),
        (r"kh", "H"),
        (r"ch(?=(?:uk|ik|enko|[eo][vw]|uko|yk)s?$)|(?<=[iy])ch(?=s?$)|ch(?=ansk$)", "C"),
        (r"ch", "H"),
        # An English z is a German s, a German z an English ts.
        (r"ts|z", "s"),
        (r"v|ff(?=s?$)", "w"),
        (r"(?<=[^ijy])[ijy]+(?=e)", ""),
        (r"o[ijy]s?$", "oi"),
        (r"[ijy]+(?=[aeou])", "j"),
        (r"[ijy]+", "i"),
        (r"(?<=[QCS])i?[eo]w", "ow"),
        (r"(?<=l)i?[eo]w", "ew"),
        (r"ks", "x"),
        (r"([bdfgklmnprst])\1", r"\1"),
        (r"(?<=[wao])s$", ""),
        (r"Q", "schtsch"),
        (r"C", "tsch"),
        (r"D", "dsch"),
        (r"S", "sch"),
        (r"H", "ch"),
    )
)


# What the cases of Slavic names end in, each with what the nominative ends in there; in Cyrillic letters.
_CASES = (
    (r"(?<=[сц]к)(?:ого|ому|им|ом)$", "ий"),
    (r"(?<=[сц]ьк)(?:ого|ому|им)$", "ий"),
    (r"(?<=н)(?:ого|ому|ым|им|ом)$", "ый"),
    (r"(?<=[сц]к)(?:ой|ую)$", "ая"),
    (r"(?:ом|ым|ем|а|у|е|и|ы)$", ""),
    (r"(?:ой|ы|и|е|у)$", "а"),
)
_SHORTEST_NAME = 4


def nominatives(word: str) -> tuple[str, ...]:
    """What a name in Cyrillic letters may be a case of: Зеленского → Зеленский; without itself, likely ones first.

    A word does not tell whether it is one: Захарова is somebody's name, and Пескова mostly a case of Песков.
    """
    if not _IS_CYRILLIC.search(word.lower()):
        return ()
    found = (re.sub(case, ending, word) for case, ending in _CASES if re.search(case, word))
    return tuple(dict.fromkeys(each for each in found if len(each) >= _SHORTEST_NAME))


@lru_cache(maxsize=65536)
def name_key(word: str) -> str | None:
    """The key of a word that is spelled like a Slavic name or in Cyrillic letters, else ``None``."""
    lowered = word.lower()
    cyrillic = bool(_IS_CYRILLIC.search(lowered))
    plain = fold(lowered.translate(_CYRILLIC)) if cyrillic else fold(lowered)
    if not _is_slavic(plain):
        return plain if cyrillic and plain.isalpha() else None
    if _ENGLISH.search(plain):
        plain = _ENGLISH_CH.sub("tsch", plain)
    for pattern, replacement in _RULES:
        plain = pattern.sub(replacement, plain)
    return plain


def _is_slavic(plain: str) -> bool:
    base = plain.removesuffix("s")
    if not base.endswith(_LAST):
        return False
    if _NOT_SLAVIC.search(plain):
        return False
    if _PLACE.search(base) or _ADJECTIVE.search(base) or _SHORT_ADJECTIVE.search(base):
        return len(base) > _BEFORE
    return any(base.endswith(ending) and len(base) >= len(ending) + _BEFORE for ending in _ENDINGS)
