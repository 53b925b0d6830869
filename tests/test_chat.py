"""A conversation in the terminal: it goes on, shows its sources, is narrowed, written out and interrupted."""

from __future__ import annotations

import io
import signal
from typing import TYPE_CHECKING

import pytest

from assistant.answering import Answerer
from assistant.model import Answer, Turn
from assistant.settings import Settings
from assistant.wiring import DEMONSTRATION, answerer, demonstration
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.errors import UsageError
from index.generation import Home
from index.model import Scope
from ui.cli.chatting import Chat
from ui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    home = Home(tmp_path_factory.mktemp("chat") / "home")
    Builder(home, BuildOptions()).index([Folder(DEMONSTRATION, demonstration())])
    return answerer(Settings(home=home.path, dictionary="none"), home)


class _Talk:
    """A chat, and what it prints."""

    def __init__(self, answers: Answerer) -> None:
        self._out = io.StringIO()
        self.chat = Chat(answers, Terminal(self._out, columns=100))

    def say(self, line: str) -> str:
        self._out.seek(0)
        self._out.truncate()
        self.chat.take(line)
        return self._out.getvalue()


@pytest.fixture
def talk(answers: Answerer) -> _Talk:
    return _Talk(answers)


def test_a_question_without_a_word_does_not_interrupt_what_is_talked_about(talk):
    talk.say("😀")
    assert not talk.say("Was sagte Peskow über Geheimhaltung?").startswith("→")
    talk.say("?!")
    assert "→ Was sagte Uschakow über Geheimhaltung?" in talk.say("Und Uschakow?")


def test_a_question_that_is_too_long_is_refused_in_a_conversation_too(talk):
    with pytest.raises(UsageError, match="at most 10,000 characters"):
        talk.say("Peskow " * 2_000)


def test_a_question_that_leans_back_is_shown_completed(talk):
    assert "Dmitri Peskow" in talk.say("Was sagte Peskow über Geheimhaltung?")
    told = talk.say("Und Uschakow?")
    assert "→ Was sagte Uschakow über Geheimhaltung?" in told
    assert "Juri Uschakow" in told
    assert "2. Und Uschakow?" in talk.say("/history")


def test_sources_are_the_receipts_of_the_last_answer_with_their_passages(talk):
    with pytest.raises(UsageError, match="nothing has been asked yet"):
        talk.say("/sources")
    talk.say("What did Peskov say about secrecy?")
    told = talk.say("/sources")
    reply = talk.chat.turns[-1].reply
    assert all(f"[{citation.marker}]" in told for citation in reply.citations)
    assert all(hit.passage.article_id in told for hit in reply.ranking.hits)


def test_a_filter_narrows_what_is_asked_until_it_is_off(talk):
    assert "13 articles" in talk.say("/filter")
    assert "13 articles" not in talk.say("/filter since 2025-12-04")
    talk.say("Was sagte Peskow über Geheimhaltung?")
    days = {hit.passage.article_id for hit in talk.chat.turns[-1].reply.ranking.hits}
    assert all(talk.chat.scope.admits(talk.chat.answerer.searcher.generation.articles.article(each)) for each in days)
    assert "Gefragt werden 13 Artikel" in talk.say("/filter off")  # in the language of the last question


def test_a_filter_on_an_outlet_of_no_article_is_refused_and_filters_nothing(talk):
    with pytest.raises(UsageError, match="no article is by 'Nowhere'; there are: Beleg-Demo"):
        talk.say("/filter outlet Nowhere")
    assert "13 articles" in talk.say("/filter")


def test_one_article_is_told_in_the_singular_in_both_languages(talk):
    entries = talk.chat.answerer.searcher.generation.articles.entries()
    talk.chat.scope = Scope(articles=frozenset([each.id for each in entries][:1]))
    assert talk.say("/filter").strip() == "1 article is asked"
    talk.say("Was sagte Peskow über Geheimhaltung?")
    assert talk.say("/filter").strip() == "Gefragt wird 1 Artikel"


@pytest.mark.parametrize(
    "line", ["/filter since tomorrow", "/filter until 2025-13-01", "/filter sideways", "/export", "/nonsense"]
)
def test_a_mistake_is_told_and_loses_nothing(talk, line):
    talk.say("Was sagte Rutte über Russland?")
    with pytest.raises(UsageError):
        talk.say(line)
    assert len(talk.chat.turns) == 1


def _letters(text: str) -> str:
    """What Markdown's escapes and line ends do not touch."""
    return "".join(char for char in text if char.isalnum())


def test_the_conversation_is_written_out_as_markdown(talk, tmp_path: Path):
    talk.say("Was sagte Peskow über Geheimhaltung?")
    talk.say("Und Uschakow?")
    file = tmp_path / "talk.md"
    assert "2 questions written" in talk.say(f"/export {file}")
    text = file.read_text(encoding="utf-8")
    for turn in talk.chat.turns:
        assert turn.question in text
        assert isinstance(turn.reply, Answer)
        assert all(_letters(citation.quote) in _letters(text) for citation in turn.reply.claims[0].citations)
    with pytest.raises(UsageError, match="cannot be written"):
        talk.say(f"/export {tmp_path / 'nowhere' / 'talk.md'}")


class _Interrupted(Answerer):
    """Answers as ever, and is interrupted as Ctrl-C does after the first claim."""

    def events(self, question, **more) -> Iterator:
        for event in super().events(question, **more):
            if isinstance(event, Answer):
                yield event.claims[0]
                signal.raise_signal(signal.SIGINT)
            yield event


def test_an_interrupt_keeps_what_came_and_the_conversation_goes_on(answers):
    talk = _Talk(answers)
    talk.chat.answerer = _Interrupted(answers.searcher, answers._planner, answers._analyser, answers._options)
    told = talk.say("Was sagte Peskow über Geheimhaltung?")
    assert "je weniger Lärm" in " ".join(told.split())
    (turn,) = talk.chat.turns
    assert isinstance(turn.reply, Answer)
    assert len(turn.reply.claims) == 1
    assert "abgebrochen" in turn.reply.notes[-1]
    assert "1. Was sagte Peskow über Geheimhaltung?" in talk.say("/history")
    talk.chat.answerer = answers
    assert "Dmitri Peskow" in talk.say("Was sagte Peskow über Geheimhaltung?")


def test_a_stopped_answer_says_as_any_other_what_was_asked_and_where_was_looked(answers):
    question = "Was sagte Peskow über Geheimhaltung?"
    whole = answers.answer(question)
    follow = answers.answer("Und Uschakow?", history=[Turn(question, whole)])
    stopped = answers.stopped("Und Uschakow?", follow.claims[:1], history=[Turn(question, whole)])
    assert (stopped.question, stopped.searched) == (follow.question, follow.searched)
    assert [claim.text for claim in stopped.claims] == [follow.claims[0].text]
    both = answers.answer("Wie unterscheiden sich Peskow und Uschakow beim Thema Geheimhaltung?")
    assert answers.stopped(both.question, both.claims[:1]).differing == ()


def test_a_new_conversation_forgets_the_old_and_quit_ends_it(talk):
    talk.say("Was sagte Rutte über Russland?")
    talk.say("/new")
    assert talk.chat.turns == []
    assert talk.chat.take("") is True
    assert talk.chat.take("/quit") is False
