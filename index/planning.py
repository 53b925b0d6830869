"""Question → plan: what to look for, and how much each part of the question weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.language import lexicon
from index.language.aliases import own_aliases, read_aliases
from index.language.analysis import Analyser
from index.language.detection import AnswerType, Language, answer_type
from index.language.dictionary import installed
from index.language.numbers import date
from index.language.questions import GroupKind, Part, QuestionReader
from index.language.tokens import asked, words
from index.language.translation import Translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MAX_GROUPS = 64
MAX_QUESTION = 10_000
"""Characters of a question; who takes questions from people refuses longer ones."""
_MOST_ALTERNATIVES = 16


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a passage may say what a part of the question says.

    Attributes:
        text: as a person would write it.
        stems: the stem of each of its words.
        parts: the same with the stems of compound parts.
        grams: its character n-grams.
        weight: above 0 and at most 1: how surely it means what the question's words mean.
    """

    text: str
    stems: tuple[str, ...]
    parts: tuple[str, ...]
    grams: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """One content word or phrase of the question; it scores as its best alternative.

    Attributes:
        source: the question's own words.
        kind: what it is.
        alternatives: at least one, the question's own words among them where they can occur.
        weight: how much the group counts beside the others, apart from its rarity.
        named: whether the first alternative is likely a name: where it occurs, the others count less.
    """

    source: str
    kind: GroupKind
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    named: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for.

    Attributes:
        question: as put, cut to :data:`MAX_QUESTION` characters.
        language: the question's.
        groups: in the question's order, at most :data:`MAX_GROUPS`; none where the question says nothing to look for.
        answer: what kind of thing the question asks for.
        left_out: how many words and phrases with content the question has beyond its groups; they are not looked for.
    """

    question: str
    language: Language
    groups: tuple[Group, ...]
    answer: AnswerType = "any"
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class WordFiles:
    """Where the planner's words come from.

    Attributes:
        aliases: spellings of names beside our own list.
        dictionary: the ``.index`` file of an English–German dictionary of dictd's; ``None``: the one that is installed
            system-wide, if any; ``"none"``: no dictionary.
        cache: a folder for compiled lexicons; ``None``: they are read anew each time.
    """

    aliases: Path | None = None
    dictionary: Path | Literal["none"] | None = None
    cache: Path | None = None


class Planner:
    """Plans questions; safe to share between threads.

    Args:
        analyser: the one the index was made with.
        translator: what English words are in German; by default what the project's own glossary says.
        aliases: for the key of each spelling of a name all its spellings; by default the project's own list.
    """

    def __init__(
        self,
        analyser: Analyser,
        translator: Translator | None = None,
        aliases: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._analyser = analyser
        self._reader = QuestionReader(
            translator or Translator([lexicon.own()]), own_aliases() if aliases is None else aliases
        )

    @classmethod
    def open(cls, files: WordFiles | None = None) -> Planner:
        """A planner with the project's own glossary and aliases, and what `files` adds.

        Raises:
            NotConfiguredError: if a file that is named cannot be read.
        """
        files = files or WordFiles()
        lexicons = [lexicon.own(files.cache)]
        dictionary = None if files.dictionary == "none" else files.dictionary or installed()
        if dictionary:
            lexicons.append(lexicon.bigger(dictionary, files.cache))
        aliases = read_aliases(files.aliases, own_aliases()) if files.aliases else own_aliases()
        return cls(Analyser(), Translator(lexicons), aliases)

    def plan(self, question: str, *, spoken: Language | None = None, widened: bool = False) -> Plan:
        """The plan of a question in German, English or both; one without content has no groups; never an error.

        Args:
            question: what is asked, or a part of it.
            spoken: its language where that is known, as for a part of a question; else it is told from its words.
            widened: whether a translated word stands for what is nearly the same too, as a German one always does.
        """
        question, beyond = question[:MAX_QUESTION], question[MAX_QUESTION:]
        tokens = asked(question)
        spoken = spoken or self._reader.language(tokens)
        parts = self._reader.english(tokens) if spoken == "en" else self._reader.german(tokens)
        distinct: dict[tuple[Alternative, ...], Group] = {}
        for part in parts:
            group = self._group(self._reader.widened(part) if widened and spoken == "en" else part)
            if group:
                distinct.setdefault(group.alternatives, group)
        groups = tuple(distinct.values())
        left_out = len(groups[MAX_GROUPS:]) + len(beyond.split())
        return Plan(question, spoken, groups[:MAX_GROUPS], answer_type(tokens), left_out)

    def _group(self, part: Part) -> Group | None:
        """The part with its wordings analysed; ``None`` if all that it says are stop words."""
        found: dict[tuple[str, ...], Alternative] = {}
        for text, weight in part.wordings:
            # A date is one token in English too, which the tokens of German text do not know.
            tokens = [text] if date(text) else words(text)
            # A German equivalent is a German word even where it is spelled as the English one.
            analyse = self._analyser.foreign if part.foreign and text == part.source else self._analyser.word
            analysed = [word for word in map(analyse, tokens) if word.stems]
            stems = _distinct(term for word in analysed for term in word.stems)
            if stems and stems not in found:
                grams = _distinct(term for word in analysed for term in word.grams)
                found[stems] = Alternative(text, stems, _distinct(t for w in analysed for t in w.parts), grams, weight)
        alternatives = tuple(found.values())[:_MOST_ALTERNATIVES]
        named = part.named and alternatives[:1] != () and alternatives[0].text == part.source
        return Group(part.source, part.kind, alternatives, part.weight, named) if alternatives else None


def _distinct(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
