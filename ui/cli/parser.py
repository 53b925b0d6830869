"""What can be typed. Commands are named ``module:function`` and imported when they run."""

from __future__ import annotations

import argparse
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.dates import FORMS, days

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_EPILOG = """\
exit codes: 0 done, 1 failed, 2 wrong usage, 3 not configured or no index, 4 done but some input was skipped,
5 abstained (with --fail-on-abstain), 6 an evaluation got worse
settings: a flag wins over the environment (BELEG_HOME, BELEG_CORPUS, …), which wins over beleg.toml
"""


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="beleg",
        description="Answers questions about news articles; every statement with its receipt.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"beleg {metadata.version('beleg')}")
    _everywhere(top, default=None)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _asking(commands)
    _indexing(commands)
    _looking(commands)
    _evaluating(commands)
    _serving(commands)
    return top


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name


def _command(commands: _Commands, name: str, runs: str, text: str) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    command.set_defaults(run=_later(runs))
    # What stands before the command holds unless it is said again behind it.
    _everywhere(command, default=argparse.SUPPRESS)
    return command


def _everywhere(command: argparse.ArgumentParser, *, default: str | None) -> None:
    about = "settings file (default: beleg.toml, if there is one)"
    command.add_argument("--config", type=Path, default=default, metavar="FILE", help=about)
    command.add_argument(
        "--home", type=Path, default=default, metavar="DIR", help="where indexes are kept (default: .beleg)"
    )


def _later(runs: str) -> Callable[[argparse.Namespace], int]:
    def run(chosen: argparse.Namespace) -> int:
        module, _, function = runs.partition(":")
        code: int = getattr(import_module(module), function)(chosen)
        return code

    return run


def _asking(commands: _Commands) -> None:  # type: ignore[type-arg]
    ask = _command(commands, "ask", "ui.cli.asking:ask", "answer a question with receipts")
    ask.add_argument("question", nargs="*", help="the question; without one it is read from standard input")
    ask.add_argument("--fail-on-abstain", action="store_true", help="exit with 5 if the articles do not answer")
    search = _command(commands, "search", "ui.cli.asking:search", "show the passages a question finds, best first")
    search.add_argument("question", nargs="*", help="the question; without one it is read from standard input")
    search.add_argument("--explain", action="store_true", help="show what was looked for, what matched and each leg")
    chat = _command(commands, "chat", "ui.cli.chatting:chat", "hold a conversation")
    _corpus(chat)
    for command in (ask, search):
        command.add_argument("--json", action="store_true", help="print one documented JSON object")
        command.add_argument("-k", type=int, metavar="N", help="how many passages to bring back (default: 10)")
        command.add_argument("--since", type=_since, metavar="DAY", help="only articles from this day on (2025-12-01)")
        command.add_argument("--until", type=_until, metavar="DAY", help="only articles up to this day")
        command.add_argument(
            "--outlet", action="append", default=[], metavar="NAME", help="only this outlet; repeatable"
        )
        command.add_argument(
            "--article", action="append", default=[], metavar="ARTICLE", help="only this article; repeatable"
        )
        command.add_argument(
            "--without", action="append", default=[], metavar="ARTICLE", help="not this article; repeatable"
        )
        _corpus(command)


def _indexing(commands: _Commands) -> None:  # type: ignore[type-arg]
    index = _command(commands, "index", "ui.cli.indexing:index", "bring the index in line with folders of articles")
    index.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="folders or files; without: those known")
    index.add_argument("--name", help="what to call the corpus (default: the folder's name)")
    index.add_argument("--rebuild", action="store_true", help="make everything derived anew from the stored articles")
    index.add_argument("--readmit", action="store_true", help="let articles back in that were removed")
    index.add_argument("--workers", type=int, metavar="N", help="processes that prepare articles (default: one a core)")
    index.add_argument("--quiet", action="store_true", help="no progress")
    index.add_argument("--json", action="store_true", help="print the report as JSON")
    remove = _command(commands, "remove", "ui.cli.indexing:remove", "take articles or a corpus out of the index")
    purge = _command(commands, "purge", "ui.cli.indexing:purge", "remove articles and every trace of their text")
    for command in (remove, purge):
        command.add_argument(
            "articles", nargs="+", metavar="ARTICLE", help="id, source, file name or title; or a corpus"
        )
        _corpus(command)
    rollback = _command(commands, "rollback", "ui.cli.indexing:rollback", "go back to the generation before")
    _corpus(rollback)
    doctor = _command(commands, "doctor", "ui.cli.indexing:doctor", "check that the index agrees with itself")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    _corpus(doctor)


def _looking(commands: _Commands) -> None:  # type: ignore[type-arg]
    listing = _command(commands, "list", "ui.cli.looking:listing", "list the articles")
    listing.add_argument("--skipped", action="store_true", help="list what could not be read instead, and why")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    _corpus(listing)
    show = _command(commands, "show", "ui.cli.looking:show", "show one article")
    show.add_argument("article", help="id, source, file name or title, or the start of one")
    show.add_argument("--raw", action="store_true", help="with what a reader took out of the text, and why")
    show.add_argument("--statements", action="store_true", help="who says what in it")
    show.add_argument("--span", type=_span, metavar="START-END", help="mark this stretch of the text")
    show.add_argument("--json", action="store_true", help="print the article as JSON")
    _corpus(show)


def _evaluating(commands: _Commands) -> None:  # type: ignore[type-arg]
    text = "measure how good rankings and answers are"
    evaluation = commands.add_parser("eval", help=text, description=text, allow_abbrev=False)
    parts = evaluation.add_subparsers(title="evaluations", metavar="EVALUATION", required=True)
    _evaluation_runs(parts)
    _evaluation_topics(parts)
    squad = _command(
        parts, "squad", "ui.cli.evaluation_sets:squad", "rank and answer the questions of a file in SQuAD's form"
    )
    squad.add_argument("--k", "-k", type=int, dest="passages", metavar="N", help="passages to rank (default: 100)")
    squad.add_argument("--retrieval-only", action="store_true", help="measure the ranking alone, ask for no answers")
    squad.add_argument(
        "--without-gold", action="store_true", help="ask each question again with its own SQuAD article left out"
    )
    answerable = _command(
        parts,
        "answerable",
        "ui.cli.evaluation_sets:answerable",
        "answer or refuse the questions of a file in NoMIRACL's form",
    )
    quotations = _command(
        parts,
        "quotations",
        "ui.cli.evaluation_sets:quotations",
        "find the quotations of articles in which people marked them",
    )
    quotations.add_argument("--rules", action="store_true", help="show what each rule finds")
    glossary = _command(
        parts, "glossary", "ui.cli.evaluation_topics:glossary", "find English words without a German equivalent"
    )
    about = "questions: SQuAD's form, topics, or one a line (default: the commonest English words)"
    glossary.add_argument("files", nargs="*", type=Path, metavar="FILE", help=about)
    glossary.add_argument("--at-least", type=int, default=1, metavar="N", help="only words that occur N times")
    glossary.add_argument("--names", action="store_true", help="list names and words that German shares, too")
    glossary.add_argument("--json", action="store_true", help="print one JSON object")
    for command in (squad, answerable):
        command.add_argument("--rows", type=Path, metavar="OUT", help="also write what each question gave, JSON Lines")
        command.add_argument("--curve", action="store_true", help="also print both error rates at 21 thresholds")
    for command in (squad, answerable, quotations):
        command.add_argument("file", type=Path, metavar="FILE")
        command.add_argument("--json", action="store_true", help="print one object with `measures`")
        command.add_argument("--markdown", type=Path, metavar="FILE", help="also write the measures as a table")
        command.add_argument("--quiet", action="store_true", help="no progress")


def _evaluation_runs(parts: _Commands) -> None:  # type: ignore[type-arg]
    run = _command(parts, "run", "ui.cli.evaluation_run:run", "ask topics, measure, report, compare with a baseline")
    run.add_argument("--baseline", type=Path, metavar="RUN", help="compare with this run; exit with 6 if worse")
    run.add_argument(
        "--filter", action="append", default=[], metavar="TAG", help="only topics with this tag; repeatable"
    )
    run.add_argument("--failing", action="store_true", help="only topics that failed in the last run in --out DIR")
    run.add_argument("--sample", type=int, metavar="N", help="only N topics, drawn at random")
    run.add_argument("--seed", type=int, default=0, metavar="S", help="of the drawing (default: 0)")
    run.add_argument("--repeat", type=int, default=1, metavar="N", help="ask each question N times")
    run.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="processes that ask (default: 1)")
    run.add_argument("--resume", action="store_true", help="go on with the unfinished run in --out DIR")
    run.add_argument(
        "--out", type=Path, metavar="DIR", help="where the run and all reports are written (default: beleg-eval)"
    )
    run.add_argument("--save", type=Path, metavar="FILE", help="write the run, to be a baseline later")
    for form in ("junit", "markdown", "html"):
        run.add_argument(f"--{form}", type=Path, metavar="FILE", help=f"write this report ({form})")
    run.add_argument("--judge", action="store_true", help="also ask the configured language model what it thinks")
    run.add_argument("--judge-repeats", type=int, default=3, metavar="N", help="how often, of each answer (default: 3)")
    run.add_argument("--quiet", action="store_true", help="no progress")
    check = _command(
        parts, "check", "ui.cli.evaluation_topics:check", "find topics that cannot be judged, and lopsided sets"
    )
    report = _command(parts, "report", "ui.cli.evaluation_reports:report", "print the table of a run; nothing is asked")
    report.add_argument("of", type=Path, metavar="RUN", help="a run, or the directory of one")
    report.add_argument("--markdown", action="store_true", help="the measures as a table in Markdown")
    compare = _command(
        parts, "compare", "ui.cli.evaluation_reports:compare", "compare two runs: better, worse, or neither"
    )
    compare.add_argument("before", type=Path, metavar="BEFORE", help="a run, or the directory of one")
    compare.add_argument("after", type=Path, metavar="AFTER")
    for form in ("markdown", "html"):
        compare.add_argument(f"--{form}", type=Path, metavar="FILE", help=f"also write both sides of each ({form})")
    trec = _command(parts, "trec", "ui.cli.evaluation_reports:trec", "measure a ranking in TREC form, from any system")
    trec.add_argument("qrels", type=Path, metavar="QRELS", help="judgements, such as qrels.trec of a run")
    trec.add_argument("rankings", type=Path, metavar="RUN", help="rankings, such as run.trec of a run")
    for command in (run, check):
        about = "topics, JSON Lines (default: those about the demonstration articles)"
        command.add_argument("topics", nargs="*", type=Path, metavar="TOPICS", help=about)
        _corpus(command)
    for command in (run, check, compare, trec):
        command.add_argument("--json", action="store_true", help="print one JSON object")


def _evaluation_topics(parts: _Commands) -> None:  # type: ignore[type-arg]
    taken = _command(parts, "import", "ui.cli.evaluation_topics:import_set", "take a set in another form over")
    taken.add_argument("form", choices=("squad", "beir", "csv"), help="the form it has")
    taken.add_argument("path", type=Path, metavar="PATH", help="the file; of BEIR the folder")
    taken.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new directory for topics and articles")
    taken.add_argument("--language", choices=("de", "en"), help="of the questions (default: as guessed, one by one)")
    draft = _command(
        parts, "draft", "ui.cli.evaluation_topics:draft", "propose topics from what people say in a corpus"
    )
    draft.add_argument("file", type=Path, metavar="TOPICS", help="where drafts are added or accepted, JSON Lines")
    draft.add_argument("-n", type=int, default=20, dest="most", metavar="N", help="how many drafts (default: 20)")
    draft.add_argument("--accept", action="append", metavar="ID", help="make this draft a topic; repeatable")
    _corpus(draft)


def _serving(commands: _Commands) -> None:  # type: ignore[type-arg]
    ui = _command(commands, "ui", "ui.serving:serve", "open the app in a browser")
    ui.add_argument("--address", default="127.0.0.1", help="where to listen (default: this machine alone)")
    ui.add_argument("--port", type=int, default=8501, help="(default: 8501)")
    ui.add_argument(
        "--access",
        choices=["local", "signin", "public"],
        help="who may enter from elsewhere: who signs in, or anyone, to read only (docs/sharing.md)",
    )
    ui.add_argument("--host", action="append", default=[], metavar="NAME", help="a host name it answers to; repeatable")
    ui.add_argument("--url", help="the address under which others reach it, for links")
    ui.add_argument(
        "--allow",
        action="append",
        default=[],
        type=Path,
        metavar="FOLDER",
        help="a folder that may be added from the library page; repeatable",
    )
    ui.add_argument("--database", help="where conversations are kept (default: SQLite under the home)")
    ui.add_argument("--no-browser", action="store_true", help="do not open a browser")
    ui.add_argument("--quiet", action="store_true", help=argparse.SUPPRESS)
    _corpus(ui)


def _corpus(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--corpus", type=Path, metavar="PATH", help="work on this folder instead, with an index of its own"
    )


def _since(text: str) -> date:
    return _days(text)[0]


def _until(text: str) -> date:
    return _days(text)[1]


def _days(text: str) -> tuple[date, date]:
    found = days(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"a day or a month or a year looks like {FORMS}, not {text!r}")
    return found


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    try:
        span = int(start), int(end)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a stretch looks like 120-480, not {text!r}") from None
    if not 0 <= span[0] < span[1]:
        raise argparse.ArgumentTypeError(f"a stretch goes from a smaller to a larger number, not {text!r}")
    return span
