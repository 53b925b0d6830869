"""An article → everything the index keeps of it. Runs in worker processes; pure but for the analyser's cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.chunking import ChunkingRules, chunk
from index.packing import pack_statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.embedding import HashingEmbedder, Vectors
    from index.language.analysis import Analyser
    from index.model import Article, Statement

STATEMENTS_REVISION = "8"
"""Changes whenever the same article would give other statements."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with all that is derived from it, in plain values: a process hands them to another in half the time.

    Attributes:
        passages: where each passage starts and ends in the article's text.
        statements: for each its kind, its speaker and what :func:`index.packing.pack_statement` gives.
        terms: for each passage its parts and its n-grams, as the lexical index wants them.
        headline: what :func:`headline` gives.
        speakers: for each name that says something the stems of its words, by which a question finds it.
        vectors: one row a passage; ``None`` where the writer embeds them itself.
    """

    article: Article
    passages: tuple[tuple[int, int], ...]
    statements: tuple[tuple[str, str | None, str], ...]
    terms: tuple[tuple[str, str], ...]
    headline: tuple[str, str]
    vectors: Vectors | None
    speakers: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tools:
    """What preparing needs; built once a process.

    Attributes:
        embedder: ``None`` where the writer embeds the passages with a model.
    """

    analyser: Analyser
    embedder: HashingEmbedder | None
    rules: ChunkingRules


def prepare(article: Article, tools: Tools) -> Prepared:
    """Cut, analyse and (with an embedder in the tools) embed an article, and find its statements."""
    from index.language.quotations import statements  # noqa: PLC0415 - asking never needs it

    said = statements(article.text)
    quotations = [span for statement in said if statement.kind == "direct" for span in statement.spans]
    passages = chunk(article, tools.rules, unbroken=quotations)
    analysed = [tools.analyser.terms(passage.text) for passage in passages]
    vectors = tools.embedder.embed_passages(analysed) if tools.embedder else None
    terms = tuple((each.parts, each.grams) for each in analysed)
    speakers = speaker_stems(said, tools.analyser)
    spans = tuple((passage.span.start, passage.span.end) for passage in passages)
    packed = tuple((each.kind, each.speaker, pack_statement(each)) for each in said)
    return Prepared(article, spans, packed, terms, headline(article, tools.analyser), vectors, speakers)


def speaker_stems(said: Sequence[Statement], analyser: Analyser) -> dict[str, tuple[str, ...]]:
    """For each name that says something the stems of its words, as :func:`bare` has them."""
    names = dict.fromkeys(statement.speaker for statement in said if statement.speaker)
    return {name: tuple({bare(stem) for word in analyser.terms(name).words for stem in word.stems}) for name in names}


def bare(stem: str) -> str:
    """The stem of a name's word without the "s" that names of any ending take: of *Rubios*, *rubio*."""
    return stem.removesuffix("s")


@dataclass(frozen=True, slots=True)
class Lexed:
    """What the lexical index wants of an article whose passages are known; as in :class:`Prepared`."""

    terms: tuple[tuple[str, str], ...]
    headline: tuple[str, str]


def lex(article: Article, passages: Sequence[tuple[int, int]], analyser: Analyser) -> Lexed:
    """Analyse an article's passages, each given by where it starts and ends in the text, and its headline."""
    analysed = (analyser.terms(article.text[start:end]) for start, end in passages)
    return Lexed(tuple((each.parts, each.grams) for each in analysed), headline(article, analyser))


def headline(article: Article, analyser: Analyser) -> tuple[str, str]:
    """Parts and n-grams of an article's headline, as the lexical index wants them.

    Readers take headlines out of the text, so that none is quoted as a sentence; they often name what the text then
    calls *he* or *the plan*, and what they name the article is about. An article without one has its first sentence.
    """
    terms = analyser.terms(article.title)
    return (terms.parts, terms.grams)
