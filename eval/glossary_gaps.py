"""Which content words of English questions the glossary has no German equivalent for. Pure but for the files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from eval.squad import read_squad
from eval.topic_files import read_topics
from index.errors import UsageError
from index.language.aliases import own_aliases
from index.language.morphology import morphology
from index.language.questions import QuestionReader
from index.language.tokens import asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.language.questions import Part
    from index.language.translation import Translator

COMMONEST = Path(__file__).parent / "common_english.txt"
"""Our own list of the commonest English words, from which no word may be missing; one headword a line."""

GapKind = Literal["word", "name", "same"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A content word without an equivalent.

    Attributes:
        word: in lower case, as inflected in the questions.
        kind: ``name`` if it always has a capital inside a question; ``same`` if German has the word too, so that it is
            found as it stands; else ``word``.
        count: how often it occurs, 1 or more.
        example: the first question that has it.
    """

    word: str
    kind: GapKind
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a glossary knows of a question set.

    Attributes:
        questions: how many English ones were read.
        content: how many content words and phrases they have, each occurrence counted.
        gaps: those without an equivalent, the most frequent first, then in the order of the alphabet.
    """

    questions: int
    content: int
    gaps: tuple[Gap, ...]

    @property
    def words(self) -> tuple[Gap, ...]:
        """The gaps that are neither names nor German: what the glossary lacks."""
        return tuple(gap for gap in self.gaps if gap.kind == "word")

    @property
    def covered(self) -> float:
        """The share of content words, 0 to 1, that has an equivalent, is a name or is German; 1 of no words."""
        missing = sum(gap.count for gap in self.words)
        return 1 - missing / self.content if self.content else 1.0


def questions_of(file: Path) -> list[str]:
    """The questions of a file: SQuAD's format (``.json``), topics (``.jsonl``; the English ones), else one a line.

    Raises:
        UsageError: if the file cannot be read or is not in the form that its suffix says.
    """
    match file.suffix.lower():
        case ".json":
            return [each.question for each in read_squad(file).questions]
        case ".jsonl":
            found = read_topics([file])
            if found.problems and not found.topics:
                raise UsageError(str(found.problems[0]))
            return [each.question for topic in found.topics for each in topic.variants if each.language == "en"]
        case _:
            try:
                lines = file.read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                raise UsageError(f"{file} cannot be read: {error}") from error
            return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def coverage(questions: Iterable[str], translator: Translator) -> Coverage:
    """How much of the questions the translator knows.

    Args:
        questions: English ones or single words; those told to be German are left out.
        translator: whose words are looked for.
    """
    reader = QuestionReader(translator, own_aliases())
    read = content = 0
    found: dict[str, list[_Place]] = {}
    for question in questions:
        tokens = asked(question)
        if len(tokens) > 1 and reader.language(tokens) == "de":
            continue
        read += 1
        for part in reader.english(tokens):
            content += 1
            if not _is_covered(part, reader):
                capital = part.source[0].isupper() and part.source != tokens[0]
                found.setdefault(part.source.lower(), []).append(_Place(question, capital))
    gaps = [Gap(word, _kind(word, places), len(places), places[0].question) for word, places in found.items()]
    return Coverage(read, content, tuple(sorted(gaps, key=lambda gap: (-gap.count, gap.word))))


def _is_covered(part: Part, reader: QuestionReader) -> bool:
    """Whether a number, a name of the alias files, or what has one of its equivalents among what is looked for.

    What is only spelled like a name is neither.
    """
    if part.kind == "name":
        return part.source.lower() in reader.aliases or any(text != part.source for text, _ in part.wordings)
    meant = reader.translator.equivalents(asked(part.source))
    return part.kind == "number" or any(text in meant for text, _ in part.wordings)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an unknown word stands, and whether it has a capital there that is not the sentence's."""

    question: str
    capital: bool


def _kind(word: str, places: Sequence[_Place]) -> GapKind:
    if morphology().knows(word):
        return "same"
    return "name" if all(place.capital for place in places) else "word"


def json_line(found: Coverage, *, at_least: int) -> str:
    """The whole as one JSON object, with the gaps that occur at least so often."""
    gaps = [asdict(gap) for gap in found.gaps if gap.count >= at_least]
    counts = {"questions": found.questions, "content_words": found.content, "covered": found.covered}
    return json.dumps(
        {**counts, "missing": sum(gap["kind"] == "word" for gap in gaps), "gaps": gaps}, ensure_ascii=False
    )
