"""How much of a claim's own words its ground covers: the share of its content words, in another language too. Pure.

Names, numbers, days and denials are held against the ground for themselves (:mod:`assistant.support`); what a claim
invents without any of them ("Peskow demanded that the press be jailed") has words that stand nowhere near its
quotation. A true paraphrase has some of them as well, so that a low share proves nothing false: it labels the claim.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.matching import Matcher
from assistant.voices import is_saying
from assistant.wording import is_common_name, named_words, same_word, tokens
from index.language.morphology import likeliest_tag
from index.language.stopwords import english_stopwords

if TYPE_CHECKING:
    from assistant.model import Language
    from index.language.analysis import Analyser
    from index.planning import Group, Planner

Covers = Callable[[str, str, "Language"], float]
"""Of a claim's words, its ground and its language: the share of the words that the ground covers, 0 to 1."""

LEAST = 0.5
"""The share below which a claim is labelled as not proved by its quotation; docs/answers.md has the figures."""

LEAST_TRANSLATED = 0.3
"""The share of a translation's words below which it is none of its quotation's sentences."""

_BESIDE_NOUNS = 0.5  # the weight of a German verb or adjective: both are exchanged more freely than nouns are
_CONTENT = ("N", "VV", "ADJ", "FM", "XY")  # tags of German words that tell something
# Verbs and adverbs that any sentence may hold, whatever it tells.
_LIGHT_IN_ENGLISH = frozenset(
    """
    argues described describes called made make makes making put
    puts give gives gave given giving take takes took taken taking get gets got hold holds held holding come comes came
    coming go goes went going keep keeps kept let lets left leave leaves set sets show shows showed shown seem seems
    seemed become becomes became remain remains remained begin begins began use uses used need needs needed have having
    over less more most least behind already now during whenever whether both all after before
    almost far again yet still even much many little lot lots way time side two together rather quite only
    very so there then today within without between about above below toward towards according
    """.split()  # noqa: SIM905 - readable
)
# Verbs of saying that tell more than that something is said.
_TELLING = frozenset(
    "promise promises promised praise praises praised criticize criticized criticised versprach verspricht".split()  # noqa: SIM905 - readable
)
_LIGHT_IN_GERMAN = frozenset(
    """
    laut zufolge angaben worten ansicht machen macht machte gemacht geben gibt gab gegeben nehmen nimmt nahm genommen
    kommen kommt kam komme gekommen gehen geht ging gehe gegangen stehen steht stand stünden stehe bringen bringt
    brachte gebracht halten hält hielt halte setzen setzt setzte stellen stellt stellte lassen lässt ließ lasse tun tut
    tat zeigen zeigt zeigte werfen wirft warf vorwerfen kündigen kündigt kündigte lehnen lehnt lehnte schließen legen
    legt legte führen führt führte bleiben bleibt blieb bleibe liegen liegt lag liege sitzen sitzt saß finden findet
    fand unterstellt bekunden bekundet bekundete ganz ganze ganzen ganzer weiter weitere weiteren weiteres weiterer
    umso desto weniger mehr viel viele vielen
    """.split()  # noqa: SIM905 - readable
)


def wholly(_text: str, _ground: str, _language: Language) -> float:
    """Covered: where words are not held against their ground."""
    return 1.0


class Coverage:
    """How much of a claim's content words stands in its ground, by the index's own means: translations, compounds.

    Args:
        planner: plans a claim like a question.
        analyser: the one the index was made with.
    """

    def __init__(self, planner: Planner, analyser: Analyser) -> None:
        self._planner, self._analyser = planner, analyser

    def __call__(self, text: str, ground: str, language: Language) -> float:
        """The weighted share of the content words of `text` that `ground` holds; 1 where it has none."""
        plan = self._planner.plan(text, spoken=language, widened=True)
        names = [word for word, _, _ in named_words(text, language)]
        told = [(group, weight) for group in plan.groups if (weight := _weight(group, names, language))]
        if not told:
            return 1.0
        matcher = Matcher(replace(plan, groups=tuple(group for group, _ in told)), self._analyser, lambda _: 1.0)
        strengths = matcher.match(ground).strengths
        held = sum(strength * weight for strength, (_, weight) in zip(strengths, told, strict=True))
        return held / sum(weight for _, weight in told)


def _weight(group: Group, names: list[str], language: Language) -> float:
    """How much a group of a claim counts; 0 for what tells nothing by itself, or is checked otherwise."""
    words = tokens(group.source)
    if not words or group.kind == "number":
        return 0.0
    if all(_is_name(word, names, language) or _is_light(word, language) for word in words):
        return 0.0
    if language == "en" or any(word[0].isupper() for word in words):
        return 1.0
    return _BESIDE_NOUNS


def _is_name(word: str, names: list[str], language: Language) -> bool:
    """Whether a word is a name: one the claim is checked for, a people's, or a capital that begins an English claim."""
    if is_common_name(word) or any(same_word(word, name) for name in names):
        return True
    return language == "en" and word[0].isupper()


def _is_light(word: str, language: Language) -> bool:
    plain = word.casefold()
    if is_saying(plain) and plain not in _TELLING:
        return True
    if language == "en":
        return plain in _LIGHT_IN_ENGLISH or plain in english_stopwords()
    return plain in _LIGHT_IN_GERMAN or not likeliest_tag(word).startswith(_CONTENT)
