"""What each leg, view and step of retrieval is worth: MRR@10 with one thing left out or put in its place.

    python bench/ablation.py GERMAN.json … ENGLISH.json … [--dictionary installed|PATH] [--only TEXT] [--json FILE]

The files are in SQuAD's format; each distinct paragraph is one article, cut into passages as `beleg index` cuts it, and
ranked by its best passage. Prints a Markdown table with one column a file.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.squad import read_squad
from index.chunking import ChunkingRules
from index.embedding import HashingEmbedder
from index.fusion import filled, fuse
from index.language import lexicon
from index.language.analysis import Analyser
from index.language.dictionary import installed
from index.language.translation import Translator
from index.lexical import LexicalIndex, LexicalPassage, LexicalWriter
from index.lexical_query import Scoring
from index.planning import Plan, Planner, WordFiles
from index.preparing import Tools, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.language.lexicon import Lexicon

    Search = Callable[["Corpus", Plan], list[int]]

DEPTH = 10
_DEEP = 100
_ALL = 10_000  # more than there are
_WHOLE = ChunkingRules(target=100_000, limit=100_000, ceiling=100_000)


@dataclass(frozen=True)
class Corpus:
    """One file, indexed by the repository's analysis (``all``), without headlines (``bare``), by ``stems`` alone."""

    name: str
    questions: list[tuple[str, int]]
    owners: list[int]
    texts: list[str]
    folder: Path
    vectors: np.ndarray

    def index(self, scoring: Scoring | None = None, *, part: str = "all") -> LexicalIndex:
        """One of its lexical indexes."""
        return _opened(self.folder / part, scoring)


@cache
def _opened(folder: Path, scoring: Scoring | None) -> LexicalIndex:
    return LexicalIndex.open(folder, scoring)


def indexed(file: Path, folder: Path, rules: ChunkingRules) -> Corpus:
    """Index a file's paragraphs, cut by `rules`, as `beleg eval squad` does."""
    found = read_squad(file)
    articles = sorted(found.articles, key=lambda article: article.id)  # which decides ties
    numbers = {article.id: number for number, article in enumerate(articles)}
    questions = [(each.question, numbers[each.article]) for each in found.questions if each.answerable]
    tools = Tools(Analyser(), HashingEmbedder(), rules)
    prepared = [prepare(article, tools) for article in articles]
    for part in ("all", "stems", "bare"):
        writer = LexicalWriter(folder / part)
        keys = count()
        for number, article in enumerate(prepared):
            above = ("", "") if part == "bare" else article.headline
            for (start, end), (parts, grams) in zip(article.passages, article.terms, strict=True):
                if part == "stems":
                    parts = tools.analyser.terms(article.article.text[start:end]).stems  # noqa: PLW2901
                writer.add([LexicalPassage(next(keys), number, None, 0, parts, grams, headline=above)])
        writer.commit()
        writer.close()
    texts = [each.article.text[start:end] for each in prepared for start, end in each.passages]
    vectors = np.concatenate([article.vectors for article in prepared if article.vectors is not None])
    owners = [number for number, each in enumerate(prepared) for _ in each.passages]
    name = f"{file.parent.name} {file.stem}"
    return Corpus(name, questions, owners, texts, folder, vectors)


def mrr(corpus: Corpus, planner: Planner, search: Search) -> float:
    """MRR@10 over a file's questions; an article ranks by its best passage."""
    total = 0.0
    for question, relevant in corpus.questions:
        articles = list(dict.fromkeys(corpus.owners[key] for key in search(corpus, planner.plan(question))))[:DEPTH]
        total += 1 / (articles.index(relevant) + 1) if relevant in articles else 0.0
    return total / len(corpus.questions)


def lexical(scoring: Scoring | None = None, change: Callable[[Plan], Plan] = lambda plan: plan) -> Search:
    """The lexical leg with another scoring or a changed plan."""

    def search(corpus: Corpus, plan: Plan) -> list[int]:
        return [hit.key for hit in corpus.index(scoring).search(change(plan), k=_DEEP)]

    return search


def where_too_little(corpus: Corpus, plan: Plan) -> list[int]:
    """N-grams are asked only where stems and compound parts find fewer passages than are shown."""
    few = len(corpus.index().ranks(plan, k=DEPTH)["parts"]) < DEPTH
    return lexical(None if few else Scoring(grams=0.0))(corpus, plan)


def untitled(corpus: Corpus, plan: Plan) -> list[int]:
    """Everything but the headlines."""
    return [hit.key for hit in corpus.index(part="bare").search(plan, k=_DEEP)]


def view(name: str) -> Search:
    """One view alone."""
    return lambda corpus, plan: [hit.key for hit in corpus.index().ranks(plan, k=_DEEP)[name]]


def stems(corpus: Corpus, plan: Plan) -> list[int]:
    """Stems without compound parts and without n-grams."""
    bare = reworded(plan, lambda alternative: replace(alternative, parts=alternative.stems))
    return [hit.key for hit in corpus.index(part="stems").ranks(bare, k=_DEEP)["parts"]]


def whole_words(corpus: Corpus, plan: Plan) -> list[int]:
    """Stems and n-grams, without compound parts."""
    bare = reworded(plan, lambda alternative: replace(alternative, parts=alternative.stems))
    return [hit.key for hit in corpus.index(part="stems").search(bare, k=_DEEP)]


def dense(corpus: Corpus, plan: Plan) -> list[int]:
    """The hashed vectors alone, exactly."""
    return [key for key, _ in _dense(corpus, plan)]


def _dense(corpus: Corpus, plan: Plan) -> list[tuple[int, float]]:
    scores = corpus.vectors @ HashingEmbedder().embed_plan(plan)
    order = np.argsort(-scores, kind="stable")[:_DEEP]
    return [(int(key), float(scores[key])) for key in order]


def joined(how: str, weight: float = 0.0) -> Search:
    """Both legs, fused in one of three ways."""

    def search(corpus: Corpus, plan: Plan) -> list[int]:
        words = [(hit.key, hit.score) for hit in corpus.index().search(plan, k=_DEEP)]
        vectors = _dense(corpus, plan)
        if how == "filled":
            return [key for key, _ in filled(words, vectors, k=_DEEP)]
        if how == "scores":
            return [key for key, _ in fuse({"lexical": words, "dense": vectors}, {"dense": weight}, k=_DEEP)]
        ranked = [[(key, 1 / (60 + rank)) for rank, (key, _) in enumerate(leg, start=1)] for leg in (words, vectors)]
        best = 1 / 61  # so that fuse, which divides by the best, adds reciprocal ranks (Cormack et al. 2009)
        legs = {"lexical": [(key, score / best) for key, score in ranked[0]], "dense": ranked[1]}
        return [key for key, _ in fuse(legs, {}, k=_DEEP)]

    return search


def reworded(plan: Plan, change: Callable) -> Plan:
    """The plan with every alternative changed; ``None`` leaves one out."""
    groups = []
    for group in plan.groups:
        kept = tuple(new for new in (change(each) for each in group.alternatives) if new is not None)
        if kept:
            groups.append(replace(group, alternatives=kept))
    return replace(plan, groups=tuple(groups))


def at_most(count: int) -> Callable[[Plan], Plan]:
    """Only a group's first alternatives."""
    return lambda plan: replace(
        plan, groups=tuple(replace(group, alternatives=group.alternatives[:count]) for group in plan.groups)
    )


def unframed(plan: Plan) -> Plan:
    """Words that ask rather than say count as much as others."""
    return replace(plan, groups=tuple(replace(group, weight=1.0) for group in plan.groups))


def certain(plan: Plan) -> Plan:
    """No English words spelled the German way or meant otherwise, no German words of nearly the same meaning."""
    return reworded(plan, lambda alternative: alternative if alternative.weight == 1 else None)


def untouched(plan: Plan) -> Plan:
    """No translations and spellings: the question's own words only."""
    groups = []
    for group in plan.groups:
        own = tuple(each for each in group.alternatives if each.text == group.source)
        groups.append(replace(group, alternatives=own or group.alternatives))
    return replace(plan, groups=tuple(groups))


class WordsOnly(Translator):
    """Knows no phrases."""

    def equivalents(self, words: Sequence[str]) -> tuple[str, ...]:
        """German equivalents of a single word."""
        return super().equivalents(words) if len(words) == 1 else ()


def trials(planner: Planner, lexicons: list[Lexicon]) -> Iterator[tuple[str, Planner, Search]]:
    """Each row of the table."""
    own = Translator(lexicons[:1])
    yield "**as it is**", planner, lexical()
    yield "passages by themselves, without their articles", planner, lexical(Scoring(article=0.0))
    yield "articles count half", planner, lexical(Scoring(article=0.5))
    yield "no headlines", planner, untitled
    yield "leg: hashed vectors alone", planner, dense
    yield "view: stems alone", planner, stems
    yield "view: compound parts (with stems) alone", planner, view("parts")
    yield "view: n-grams alone", planner, view("grams")
    yield "stems and n-grams, no compound parts", planner, whole_words
    yield "n-grams not divided by their number", planner, lexical(Scoring(damping=0.0, grams=0.3))
    yield "stems and compound parts only, no n-grams", planner, lexical(Scoring(grams=0.0))
    yield "n-grams only where stems and parts find fewer than ten passages", planner, where_too_little
    yield "shortcut off: every n-gram, however common", planner, lexical(Scoring(common=1.0))
    yield "shortcut off: every passage's article looked at", planner, lexical(Scoring(candidates=_ALL))
    yield "shortcut off: every article scored as a whole", planner, lexical(Scoring(whole=_ALL))
    yield "all shortcuts off", planner, lexical(Scoring(common=1.0, candidates=_ALL, whole=_ALL))
    yield "n-grams in up to 15 % of the passages only, as among 400,000", planner, lexical(Scoring(common=0.15))
    yield "n-grams in up to a tenth of the passages only", planner, lexical(Scoring(common=0.1))
    yield "groups add up their alternatives", planner, lexical(Scoring(best=False))
    yield "each alternative by its own rarity", planner, lexical(Scoring(shared=0.0))
    yield "each alternative by its group's rarity", planner, lexical(Scoring(shared=1.0))
    yield "the first alternative only", planner, lexical(change=at_most(1))
    yield "the first two alternatives only", planner, lexical(change=at_most(2))
    yield "no translations", planner, lexical(change=untouched)
    yield "no cognates and misspellings (English), no related words (German)", planner, lexical(change=certain)
    yield "no phrases", Planner(Analyser(), WordsOnly(lexicons)), lexical()
    yield "frame words count in full", planner, lexical(change=unframed)
    yield "fusion: vectors fill up after words (the default)", planner, joined("filled")
    yield "fusion: scores, vectors weighing 0.2", planner, joined("scores", 0.2)
    yield "fusion: reciprocal ranks", planner, joined("ranks")
    if len(lexicons) > 1:
        yield "the glossary alone", Planner(Analyser(), own), lexical()
        yield "the dictionary alone", Planner(Analyser(), Translator(lexicons[1:])), lexical()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="questions in SQuAD's format")
    parser.add_argument("--dictionary", default="none", help="none, installed, or a dictd .index file")
    parser.add_argument("--whole", action="store_true", help="do not cut paragraphs into passages")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "beleg-lexicons", help="of words")
    parser.add_argument("--only", default="", metavar="TEXT", help="only the rows that have this in their names")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the table here")
    options = parser.parse_args()
    chosen = installed() if options.dictionary == "installed" else Path(options.dictionary)
    lexicons = [lexicon.own(options.cache)]
    if options.dictionary != "none" and chosen:
        lexicons.append(lexicon.bigger(chosen, options.cache))
    dictionary = "none" if len(lexicons) == 1 else chosen
    planner = Planner.open(WordFiles(dictionary=dictionary, cache=options.cache))
    rules = _WHOLE if options.whole else ChunkingRules()
    with tempfile.TemporaryDirectory() as folder:
        corpora = [indexed(file, Path(folder) / str(at), rules) for at, file in enumerate(options.files)]
        print("| | " + " | ".join(corpus.name for corpus in corpora) + " |")
        print("|---|" + "---|" * len(corpora))
        table = {}
        for name, asked, search in trials(planner, lexicons):
            if options.only not in name:
                continue
            table[name] = {corpus.name: mrr(corpus, asked, search) for corpus in corpora}
            print(f"| {name} | " + " | ".join(f"{value:.4f}" for value in table[name].values()) + " |", flush=True)
    if options.json:
        options.json.write_text(json.dumps(table, indent=2, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
