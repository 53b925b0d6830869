"""All that is told of one run, and where it is written."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eval.reports.json_report import run_object
from eval.reports.junit import junit_text
from eval.reports.markdown import markdown_text
from eval.reports.page import page_text
from eval.storage import RUN, write_run
from eval.trec import qrels_text, rankings_text
from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from eval.comparison import Comparison
    from eval.judging import Place
    from eval.outcomes import Run
    from eval.summary import Summary
    from eval.topics import Topic
    from index.model import Article

SKIPPED_JUDGE: dict[str, object] = {"status": "skipped", "reason": "it was not asked for"}


@dataclass(frozen=True, slots=True)
class Bundle:
    """A run with everything told of it.

    Attributes:
        run: the outcomes.
        summary: the measures.
        comparison: with a baseline, if there is one.
        seconds: how long each step took.
        machine: what it ran on.
        topics: what was asked, for the page to show what was expected.
        places: of each topic the places of its evidence.
        judge: what a language model thinks of the answers, or that none was asked.
        names: of each article, by id, the name it has in TREC files: its source, with the corpus where two share one.
    """

    run: Run
    summary: Summary
    comparison: Comparison | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)
    machine: Mapping[str, object] = field(default_factory=dict)
    topics: Sequence[Topic] = ()
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    judge: Mapping[str, object] = field(default_factory=lambda: dict(SKIPPED_JUDGE))
    names: Mapping[str, str] = field(default_factory=dict)


_FORMS: dict[str, tuple[str, Callable[[Bundle], str]]] = {
    "junit": ("junit.xml", junit_text),
    "markdown": ("report.md", markdown_text),
    "html": ("report.html", page_text),
}


def write_bundle(bundle: Bundle, files: Mapping[str, Path | None], directory: Path | None) -> Iterator[Path]:
    """Write the reports that are wanted.

    Args:
        bundle: what is told.
        files: for ``junit``, ``markdown`` and ``html`` a file, or ``None``.
        directory: where everything goes: the run, all three reports, JSON, times, TREC run; ``None``: nowhere.

    Yields:
        each file once it is written.

    Raises:
        UsageError: if one cannot be written.
    """
    wanted = [(file, _FORMS[form][1]) for form, file in files.items() if file]
    if directory:
        wanted += [(directory / name, text) for name, text in _FORMS.values()]
        wanted += [(directory / name, text) for name, text in _MORE.items()]
    for file, text in wanted:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text(bundle), encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{file} cannot be written: {error.strerror}") from error
        yield file
    if directory:
        write_run(bundle.run, directory / RUN)
        yield directory / RUN


def named(articles: Iterable[Article]) -> dict[str, str]:
    """For each article's id the shortest name that no other has: its source, or corpus and source."""
    known = list(articles)
    counts = Counter(article.source for article in known)
    return {a.id: a.source if counts[a.source] == 1 else f"{a.corpus}/{a.source}" for a in known}


def trec_text(bundle: Bundle) -> str:
    """The rankings of all questions in TREC form; a topic's name has its language after a slash."""
    names = bundle.names
    rankings = {
        "/".join(outcome.key): list(dict.fromkeys(names.get(hit.article, hit.source) for hit in outcome.ranking))
        for outcome in bundle.run.outcomes
    }
    return rankings_text(rankings)


def qrels_of(bundle: Bundle) -> str:
    """The judged articles in TREC form."""
    names = bundle.names
    keys = ["/".join(outcome.key) for outcome in bundle.run.outcomes]
    topics = [bundle.places.get(outcome.topic, ()) for outcome in bundle.run.outcomes]
    grades = [{names.get(place.article, place.article): 1 for place in places} for places in topics]
    return qrels_text(dict(zip(keys, grades, strict=True)))


def json_text(bundle: Bundle) -> str:
    """The object of ``--json``, laid out."""
    return json.dumps(run_object(bundle), ensure_ascii=False, indent=1) + "\n"


def times_text(bundle: Bundle) -> str:
    """Everything that differs between two runs of the same: times and the machine."""
    questions = {
        "/".join(outcome.key): [round(second, 6) for second in outcome.seconds] for outcome in bundle.run.outcomes
    }
    steps = {step: round(value, 3) for step, value in bundle.seconds.items()}
    return json.dumps({"seconds": steps, "questions": questions, "machine": dict(bundle.machine)}, indent=1) + "\n"


_MORE: dict[str, Callable[[Bundle], str]] = {
    "report.json": json_text,
    "run.trec": trec_text,
    "qrels.trec": qrels_of,
    "times.json": times_text,
}
