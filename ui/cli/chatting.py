"""``beleg chat``: a conversation in the terminal."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.dates import FORMS, days
from assistant.framing import note
from assistant.model import Abstention, Answer, Claim, Turn
from assistant.wiring import answerer
from index.errors import BelegError, UsageError
from index.model import Scope
from ui.cli import ANSWERED
from ui.cli.common import built, refuse_too_long, refuse_unknown_outlet, settings
from ui.replies import ReplyPrinter, receipt
from ui.terminal import Terminal, say
from ui.transcript import markdown
from ui.wording import brief, wording

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from assistant.answering import Answerer
    from assistant.model import Reply

_HELP = """\
Ask in German or English; a question may lean on the one before ("and Ushakov?", "why?", "in German please").
/sources           the receipts of the last answer, with the passages
/filter            which articles are asked; /filter since 2025-12-01, until 2025-12-31, outlet NAME, off
/history           the questions so far
/export FILE       write the conversation as Markdown
/new               begin another conversation
/help, /quit
Ctrl-C stops an answer and keeps what came; Ctrl-D ends."""


@dataclass(slots=True)
class Chat:
    """One conversation.

    Attributes:
        turns: what was asked and answered so far.
        scope: which articles are asked.
    """

    answerer: Answerer
    terminal: Terminal
    turns: list[Turn] = field(default_factory=list)
    scope: Scope = field(default_factory=Scope)

    def take(self, line: str) -> bool:
        """Do what one line says; false if it ends the conversation."""
        words = line.split()
        if not words:
            return True
        if not words[0].startswith("/"):
            self.ask(line)
            return True
        if words[0] in {"/quit", "/exit"}:
            return False
        commands: dict[str, Callable[[list[str]], None]] = {
            "/sources": self._sources,
            "/filter": self._filter,
            "/history": self._history,
            "/export": self._export,
            "/new": self._new,
            "/help": lambda _: self.terminal.print(_HELP),
        }
        if words[0] not in commands:
            raise UsageError(f"there is no command {words[0]}; /help lists them")
        commands[words[0]](words[1:])
        return True

    def ask(self, question: str) -> None:
        """Answer one question, claim by claim; an interrupt keeps what came.

        Raises:
            UsageError: if it is too long.
        """
        refuse_too_long(question)
        claims: list[Claim] = []
        reply: Reply | None = None
        try:
            for event in self.answerer.events(question, scope=self.scope, history=self.turns):
                match event:
                    case Claim():
                        claims.append(event)
                        self.terminal.wrap(f"… {event.text}", style=("dim",))
                    case Answer() | Abstention():
                        reply = event
        except KeyboardInterrupt:
            say("stopped")
        if reply is None:
            if not claims:
                return
            kept = self.answerer.stopped(question, claims, scope=self.scope, history=self.turns)
            reply = replace(kept, notes=(*kept.notes, note("stopped", kept.language)))
        if reply.question.casefold() != " ".join(question.split()).casefold():
            self.terminal.wrap(f"→ {brief(reply.question)}", style=("cyan",))
        ReplyPrinter(self.terminal).print(reply)
        self.turns.append(Turn(question, reply))

    def _sources(self, _words: list[str]) -> None:
        reply = self._last()
        for citation in reply.citations if isinstance(reply, Answer) else reply.nearest:
            self.terminal.wrap(receipt(citation, reply.language), first=f"[{citation.marker}] ", indent="    ")
            self.terminal.wrap(citation.quote, indent="    ")
        for rank, hit in enumerate(reply.ranking.hits, start=1):
            place = f"{hit.passage.article_id}, characters {hit.passage.span.start}-{hit.passage.span.end}"
            self.terminal.wrap(f"{rank}. {place}: {hit.passage.text[:100]} …", indent="   ", style=("dim",))

    def _last(self) -> Reply:
        if not self.turns:
            raise UsageError("nothing has been asked yet")
        return self.turns[-1].reply

    def _filter(self, words: list[str]) -> None:
        match words:
            case []:
                pass
            case ["off"]:
                self.scope = Scope()
            case ["since" | "until" as end, day]:
                self.scope = _bounded(self.scope, end, day)
            case ["outlet", *name] if name:
                outlet = " ".join(name)
                refuse_unknown_outlet(outlet, self.answerer.searcher.generation.articles)
                self.scope = replace(self.scope, outlets=self.scope.outlets | {outlet})
            case _:
                raise UsageError("/filter since DAY, until DAY, outlet NAME, or off")
        count = self.answerer.searcher.generation.articles.count(self.scope)
        language = self.turns[-1].reply.language if self.turns else "en"
        self.terminal.print(wording(language, "asked_one" if count == 1 else "asked").format(articles=count))

    def _history(self, _words: list[str]) -> None:
        for number, turn in enumerate(self.turns, start=1):
            self.terminal.wrap(f"{number}. {brief(turn.question)}")

    def _export(self, words: list[str]) -> None:
        if len(words) != 1:
            raise UsageError("/export FILE")
        try:
            Path(words[0]).write_text(markdown(self.turns), encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{words[0]} cannot be written: {error.strerror}") from error
        counted = "1 question" if len(self.turns) == 1 else f"{len(self.turns)} questions"
        self.terminal.print(f"{counted} written to {words[0]}")

    def _new(self, _words: list[str]) -> None:
        self.turns.clear()
        self.terminal.print("a new conversation")


def chat(chosen: argparse.Namespace) -> int:
    """Hold a conversation until the input ends."""
    chosen_settings = settings(chosen)
    where = built(chosen_settings, chosen)
    talk = Chat(answerer(chosen_settings, where.home), Terminal())
    asking = sys.stdin.isatty()
    if asking:
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401, PLC0415 - gives input() a history and line editing
        say(_HELP)
    while True:
        try:
            line = input("› " if asking else "")
        except EOFError:
            return ANSWERED
        except KeyboardInterrupt:
            say("")
            continue
        try:
            if not talk.take(line):
                return ANSWERED
        except BelegError as error:
            say(f"beleg: {error}")


def _bounded(scope: Scope, end: str, day: str) -> Scope:
    named = days(day)
    try:
        if named:
            return replace(scope, since=named[0]) if end == "since" else replace(scope, until=named[1])
    except ValueError:
        raise UsageError(f"since is not after until; {day} does not fit") from None
    raise UsageError(f"a day or a month or a year looks like {FORMS}, not {day!r}")
