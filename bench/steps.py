"""Where the time of a build and of a question goes: seconds of the processor, each step without those within it.

    python -m bench.steps [--articles 1000] [--json FILE]
    python -m bench.steps --home FOLDER           # questions only, to an index that is there

A build of generated articles (:mod:`bench.texts`) in one process, with what several do beside (results packed for
another process and unpacked), then questions in German and English to what was built. A step is the calls of some
functions, watched by a clock that stands still while another step runs within; what no step covers is the last line.
"""

from __future__ import annotations

import pickle
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.settings import Settings
from assistant.wiring import answerer
from bench.measuring import arguments, at_least, circumstances, keep
from bench.questions import about_titles
from bench.texts import write
from index import pipeline
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

REST = "what is left"
PACKED = "results packed for the writer and unpacked"
BUILD = {
    "reading and cleaning": ("index.pipeline:read_file",),
    "statements": ("index.language.quotations:statements",),
    "passages": ("index.preparing:chunk",),
    "words, looked up": ("index.language.analysis:Analyser.terms",),
    "words met for the first time: morphemes": ("index.language.analysis:take_apart",),
    "words met for the first time: the rest": ("index.language.analysis:Analyser._analysed",),
    "hashed vectors": ("index.embedding:HashingEmbedder.embed_passages",),
    "terms as strings": ("index.preparing:prepare",),
    "SQLite: articles, statements, files": (
        "index.article_writer:ArticleWriter.put",
        "index.article_writer:ArticleWriter.close",
        "index.ledger:Ledger.put_file",
        "index.ledger:Ledger.put_skipped",
        "index.ledger:Ledger.versions",
    ),
    "tantivy": (
        "index.lexical:LexicalWriter.add",
        "index.lexical:LexicalWriter.commit",
        "index.lexical:LexicalWriter.close",
    ),
    "Chroma: vectors and their graph": ("index.dense:DenseIndex.add",),
    "Chroma: settling": ("index.staging:Staging._settle_dense",),
    "looking at the folder": ("index.build:difference",),
    "checks": ("index.build:check_ids", "index.build:check_samples"),
    "checksums": ("index.staging:checksums",),
    "to disk, publishing": ("index.generation:Home.publish",),
}
QUESTION = {
    "understanding the question": ("assistant.answering:understand", "assistant.answering:complete"),
    "words of articles met for the first time": ("index.language.analysis:Analyser._analysed",),
    "plan: stems, translations": ("index.planning:Planner.plan",),
    "searching words": ("index.lexical:LexicalIndex.search",),
    "how rare words are": ("index.searching:Searcher.rarity", "index.searching:Searcher.most"),
    "searching vectors": ("index.searching:Searcher._dense",),
    "reading articles and passages": (
        "index.articles:ArticleStore.article",
        "index.articles:ArticleStore.passages",
        "index.articles:ArticleStore.days_within",
        "index.articles:ArticleStore.count",
    ),
    "reading statements": (
        "index.articles:ArticleStore.statements",
        "index.articles:ArticleStore.speakers_called",
        "index.articles:ArticleStore.speakers",
    ),
    "sentences": ("assistant.candidates:Reader.sentences",),
    "comparing with the question": ("assistant.matching:Matcher.match", "assistant.matching:Matcher.named"),
    "choosing and completing sentences": (
        "assistant.candidates:Reader.candidates",
        "assistant.candidates:Reader.completed",
    ),
    "weighing who said what": ("assistant.speaking:_candidate", "assistant.speaking:by_speaker"),
    "offices and who holds them": ("assistant.speakers:holders", "assistant.speakers:is_mentioned"),
    "joining what says the same": ("assistant.replying:distinct", "assistant.speakers:distinct"),
    "receipts": ("assistant.extractive:Drafting.claim",),
}
_EACH = 41  # questions of a language
_WARM = 4  # of them, that are asked first and not counted


class Clock:
    """Seconds of the processor by step."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._steps = [REST]
        self._since = time.process_time()

    def _turn(self) -> None:
        now = time.process_time()
        self.seconds[self._steps[-1]] += now - self._since
        self._since = now

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """What is done within belongs to this step, unless it belongs to one within it."""
        self._turn()
        self._steps.append(name)
        try:
            yield
        finally:
            self._turn()
            self._steps.pop()

    def start(self) -> None:
        """Forget what was counted."""
        self._turn()
        self.seconds.clear()

    def stop(self) -> None:
        """Count what came up to now."""
        self._turn()


@contextmanager
def watched(clock: Clock, steps: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """The clock counts the calls of the steps' functions, each named ``module:function`` or ``module:Class.method``."""
    with ExitStack() as stack:
        for step, functions in steps.items():
            for named in functions:
                module, _, path = named.partition(":")
                owner: Any = import_module(module)
                *within, name = path.split(".")
                for each in within:
                    owner = getattr(owner, each)
                whole = getattr(owner, name)
                setattr(owner, name, _counted(clock, step, whole))
                stack.callback(setattr, owner, name, whole)
        yield


def _counted(clock: Clock, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def counted(*args: object, **more: object) -> object:
        with clock.step(step):
            found = function(*args, **more)
            # A generator does its work when it is asked for it, and would do it outside.
            return iter(list(found)) if hasattr(found, "send") else found

    return counted


def build(texts: Path, home: Path) -> Counter[str]:
    """Index a folder in this process; the seconds of each step."""
    clock, alone = Clock(), pipeline._one  # noqa: SLF001

    def passed(*args: Any) -> pipeline.FileResult:
        result = alone(*args)
        with clock.step(PACKED):
            packed = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
            return cast("pipeline.FileResult", pickle.loads(packed))  # noqa: S301 - our own

    pipeline._one = passed  # noqa: SLF001
    try:
        with watched(clock, BUILD):
            clock.start()
            Builder(Home(home), BuildOptions()).index([Folder(texts.name, texts)])
            clock.stop()
    finally:
        pipeline._one = alone  # noqa: SLF001
    return clock.seconds


def ask(home: Path, asked: Mapping[str, Sequence[str]]) -> dict[str, Counter[str]]:
    """Answer questions in this process; the seconds of each step, by language."""
    opened = answerer(Settings(home=home, dictionary="none"), Home(home))
    found = {}
    for language, each in asked.items():
        for question in each[:_WARM]:
            opened.answer(question)
        clock = Clock()
        with watched(clock, QUESTION):
            clock.start()
            for question in each[_WARM:]:
                opened.answer(question)
            clock.stop()
        found[language] = clock.seconds
    return found


def profile(seconds: Mapping[str, float], times: int, steps: Sequence[str]) -> list[dict[str, object]]:
    """Milliseconds and share of each step, in the steps' order."""
    total = sum(seconds.values())
    return [
        {"step": step, "ms": round(1000 * seconds[step] / times, 3), "share": round(seconds[step] / total, 4)}
        for step in (*steps, PACKED, REST)
        if seconds.get(step)
    ]


def table(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """The profiles in Markdown, one after the other."""
    lines = []
    for name, rows in tables.items():
        total = sum(row["ms"] for row in rows)
        lines += [f"| {name} | ms | share |", "|---|---|---|"]
        lines += [f"| {row['step']} | {row['ms']:.2f} | {row['share']:.0%} |" for row in rows]
        lines += [f"| all | {total:.2f} | |", ""]
    return "\n".join(lines).rstrip()


def main() -> None:
    """Print both profiles."""
    parser = arguments(__doc__)
    parser.add_argument("--articles", type=at_least(1), default=1_000, help="of the build (default: 1,000)")
    parser.add_argument("--home", type=Path, help="an index of generated articles that is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, tables = options.home or Path(folder) / "home", {}
        if options.home is None:
            texts = Path(folder) / "texts"
            write(texts, options.articles)
            name = f"a build of {options.articles:,} articles, for each"
            tables[name] = profile(build(texts, home), options.articles, list(BUILD))
        asked = about_titles(_EACH)
        for language, seconds in ask(home, asked).items():
            times = len(asked[language]) - _WARM
            tables[f"a question in {language}"] = profile(seconds, times, list(QUESTION))
    print(table(tables))
    keep(options.json, {**circumstances("bench.steps"), "articles": options.articles, "tables": tables})


if __name__ == "__main__":
    main()
