"""Language models as drafters: a question and numbered passages → drafted claims, each as soon as it is written.

    model = open_model(settings, os.environ)                # None for the extractive answer
    work = model.draft(Brief(question, passages, "en"), until=time.monotonic() + settings.deadline)
    for drafted in work:                                    # DraftClaim | Declined | Malformed
        ...
    work.tokens, work.cost, work.complete

Everything a model drafts goes through :class:`assistant.citing.Verifier`; :mod:`assistant.modelled` does that and falls
back to the extractive answer.
"""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from assistant.clients import AnthropicChat, OllamaChat, OpenAIChat
from assistant.drafts import Malformed
from assistant.failures import InvalidOutputError
from assistant.keys import read_key
from assistant.metered import Means, Metered
from assistant.metering import Prices, Purse, Tokens
from assistant.model import Language, Turn  # noqa: TC001 - part of values
from assistant.prompt import drafting, rewriting
from assistant.writing import Objects, clean, drafts, question_in
from index.errors import NotConfiguredError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.drafts import Drafted, NumberedPassage
    from assistant.prompt import Message
    from assistant.settings import Settings
    from assistant.streaming import Chat

SPENDING = "spending.json"
"""The file under the home in which the day's spending is kept."""
_LONGEST_QUESTION = 500
_SHOWN = 200  # characters of an answer without any object that are kept


@dataclass(frozen=True, slots=True)
class Brief:
    """What a model is asked.

    Attributes:
        question: complete in itself.
        passages: what the answer is to be drawn from.
        language: of the answer.
        history: the conversation so far, oldest first.
        most: how many claims are wanted.
    """

    question: str
    passages: Sequence[NumberedPassage]
    language: Language
    history: Sequence[Turn] = ()
    most: int = 4


class Work(Protocol):
    """Drafting under way: iterate over it once."""

    @property
    def tokens(self) -> Tokens:
        """What was used so far."""
        ...

    @property
    def cost(self) -> float | None:
        """US dollars so far; ``None`` where no price is known."""
        ...

    @property
    def complete(self) -> bool:
        """Whether the model said that it is done; a stream that merely ends was cut off."""
        ...

    def __iter__(self) -> Iterator[Drafted]:
        """What is drafted, as soon as it is written.

        Raises:
            DraftError: if the model does not do its part, at the deadline at the latest.
        """
        ...

    def close(self) -> None:
        """Stop; nothing more is wanted."""
        ...


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question that stands alone, and what it took."""

    question: str
    tokens: Tokens
    cost: float | None


class LanguageModel(Protocol):
    """Drafts claims and completes questions."""

    @property
    def name(self) -> str:
        """The model's name, for receipts."""
        ...

    def draft(self, brief: Brief, *, until: float) -> Work:
        """Begin to draft; returns at once.

        Args:
            brief: what is asked.
            until: when it must be done, on :func:`time.monotonic`.

        Raises:
            DraftError: if it cannot even begin: no room, or the day's money is spent.
        """
        ...

    def rewrite(self, history: Sequence[Turn], question: str, *, until: float) -> Rewritten:
        """A question that leans on the conversation, completed.

        Raises:
            DraftError: if the model does not do its part, at `until` at the latest.
        """
        ...


class LlamaIndexModel:
    """A language model behind one of LlamaIndex's LLM classes.

    Args:
        name: the model's.
        chat: its client.
        means: what it may spend.
    """

    def __init__(self, name: str, chat: Chat, means: Means | None = None) -> None:
        self._name, self._chat, self._means = name, chat, means or Means()
        self._slots = threading.BoundedSemaphore(self._means.under_way)

    def __repr__(self) -> str:
        return f"LlamaIndexModel({self._name!r})"

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def draft(self, brief: Brief, *, until: float) -> Work:
        """Begin to draft; see :meth:`LanguageModel.draft`."""
        messages = drafting(brief.question, brief.passages, brief.language, brief.history, most=brief.most)
        return _Drafting(self._call(messages, until))

    def rewrite(self, history: Sequence[Turn], question: str, *, until: float) -> Rewritten:
        """A question that leans on the conversation, completed; see :meth:`LanguageModel.rewrite`."""
        call = self._call(rewriting(question, history), until)
        objects = Objects()
        with closing(call):
            for text in call.texts():
                for each in objects.feed(text):
                    written = None if isinstance(each, Malformed) else question_in(each)
                    if written and len(written) <= _LONGEST_QUESTION:
                        return Rewritten(written, call.tokens, call.cost)
        raise InvalidOutputError("it wrote no question")

    def _call(self, messages: Sequence[Message], until: float) -> Metered:
        return Metered(self._chat, messages, until, self._means, self._slots)


class _Drafting:
    """Drafting under way."""

    def __init__(self, call: Metered) -> None:
        self._call = call

    @property
    def tokens(self) -> Tokens:
        return self._call.tokens

    @property
    def cost(self) -> float | None:
        return self._call.cost

    @property
    def complete(self) -> bool:
        return self._call.complete

    def __iter__(self) -> Iterator[Drafted]:
        objects, read, begun = Objects(), False, ""
        for text in self._call.texts():
            begun = (begun + text)[:_SHOWN]
            for each in objects.feed(text):
                read = True
                yield from _each_line(each) if isinstance(each, Malformed) else drafts(each)
        for left in objects.end():
            read = True
            yield from _each_line(left)
        if not read and begun.strip():
            yield Malformed(clean(begun.strip()), "not in the form asked for")

    def close(self) -> None:
        self._call.close()


def _each_line(left: Malformed) -> Iterator[Malformed]:
    """Something malformed line by line, as it was asked for; what is indented goes on with the line before it."""
    lines = [line for line in left.text.splitlines() if line[:1].strip() and line.strip("[]{},` \t")]
    yield from (replace(left, text=line) for line in lines) if lines else (left,)


def open_model(settings: Settings, environment: Mapping[str, str]) -> LanguageModel | None:
    """The language model that the settings name; ``None`` for the extractive answer.

    Args:
        settings: the settings.
        environment: for the key.

    Raises:
        MissingExtraError: if its client is not installed.
        NotConfiguredError: if it has no name, or its key cannot be used.
        UsageError: if there is a cap and no price.
    """
    if settings.model == "extractive":
        return None
    if not settings.model_name:
        raise NotConfiguredError(f"model is {settings.model!r}, but which one? Set model_name (BELEG_MODEL_NAME)")
    prices = Prices(settings.prompt_price, settings.completion_price)
    if settings.daily_cap > 0 and prices.cost(Tokens()) is None:
        raise UsageError("daily_cap needs prompt_price and completion_price, in US dollars for a million tokens")
    purse = Purse(settings.home / SPENDING, settings.daily_cap) if settings.daily_cap > 0 else None
    return LlamaIndexModel(settings.model_name, open_chat(settings, environment), Means(prices, purse))


def open_chat(settings: Settings, environment: Mapping[str, str]) -> Chat:
    """The client of the language model that the settings name, without metering.

    Raises:
        MissingExtraError: if its package is not installed.
        NotConfiguredError: if its key cannot be used.
    """
    key = read_key(settings.key_file, environment)
    name, url, seconds = str(settings.model_name), settings.model_url, settings.deadline
    match settings.model:
        case "anthropic":
            return AnthropicChat(name, url, key, seconds=seconds)
        case "ollama":
            return OllamaChat(name, url, key, seconds=seconds)
        case _:
            return OpenAIChat(name, url, key, seconds=seconds)
