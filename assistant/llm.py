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
import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from assistant.clients import MOST_TOKENS, AnthropicChat, OllamaChat, OpenAIChat
from assistant.drafts import Malformed
from assistant.failures import DeadlineError, DraftError, InvalidOutputError
from assistant.keys import read_key
from assistant.metering import Prices, Purse, Tokens, estimate
from assistant.model import Language, Turn  # noqa: TC001 - part of values
from assistant.prompt import drafting, rewriting
from assistant.streaming import MOST_UNDER_WAY, Call
from assistant.writing import Objects, drafts, question_in
from index.errors import NotConfiguredError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.drafts import Drafted, NumberedPassage
    from assistant.prompt import Message
    from assistant.settings import Settings
    from assistant.streaming import Chat, Clock, Piece

SPENDING = "spending.json"
"""The file under the home in which the day's spending is kept."""
_UNFINISHED = frozenset({"length", "max_tokens", "content_filter", "refusal", "safety", "load", "unload"})
_LONGEST_QUESTION = 500


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


@dataclass(frozen=True, slots=True)
class Means:
    """What a model may spend.

    Attributes:
        prices: of its tokens.
        purse: the day's money; ``None``: no cap.
        under_way: how many calls may be under way at once.
        clock: seconds, never going back.
    """

    prices: Prices = field(default_factory=Prices)
    purse: Purse | None = None
    under_way: int = MOST_UNDER_WAY
    clock: Clock = time.monotonic


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

    def _call(self, messages: Sequence[Message], until: float) -> _Metered:
        return _Metered(self._chat, messages, until, self._means, self._slots)


class _Metered:
    """A call that counts and pays."""

    def __init__(
        self, chat: Chat, messages: Sequence[Message], until: float, means: Means, slots: threading.Semaphore
    ) -> None:
        self._prices, self._purse = means.prices, means.purse
        self._asked = estimate(*(each.content for each in messages))
        self._written = ""
        self._told: tuple[int | None, int | None] = (None, None)
        self._finish: str | None = None
        self._refused = False
        self._reserved, self._day = self._most(), ""
        if self._purse:
            self._day = self._purse.take(self._reserved)
        try:
            self._call = Call(chat, messages, until=until, slots=slots, clock=means.clock)
        except DraftError:
            self._refused = True
            self._settle()
            raise

    def texts(self) -> Iterator[str]:
        """What the model writes, piece by piece."""
        try:
            for piece in self._call:
                self._count(piece)
                if piece.text:
                    yield piece.text
        except DraftError as failure:
            # Nothing came and it was not for want of time: then nothing was read either.
            self._refused = not self._written and not isinstance(failure, DeadlineError)
            raise
        finally:
            self.close()

    def close(self) -> None:
        """Stop waiting, and put back the money that was not used."""
        self._call.close()
        self._settle()

    @property
    def tokens(self) -> Tokens:
        """What was used so far, estimated where the service does not tell."""
        if self._refused:
            return Tokens()
        prompt, completion = self._told
        if prompt is not None and completion is not None:
            return Tokens(prompt, completion)
        written = max(estimate(self._written), completion or 0)
        return Tokens(self._asked if prompt is None else prompt, written, estimated=True)

    @property
    def cost(self) -> float | None:
        """US dollars so far."""
        return self._prices.cost(self.tokens)

    @property
    def complete(self) -> bool:
        """Whether the model said that it was done."""
        return self._finish is not None and self._finish.casefold() not in _UNFINISHED

    def _count(self, piece: Piece) -> None:
        self._written += piece.text
        prompt, completion = self._told
        self._told = (prompt if piece.prompt is None else piece.prompt, piece.completion or completion)
        self._finish = piece.finish or self._finish

    def _most(self) -> float:
        return self._prices.cost(Tokens(self._asked, MOST_TOKENS)) or 0.0

    def _settle(self) -> None:
        if self._purse and self._day:
            day, self._day = self._day, ""
            self._purse.give_back(self._reserved - (self.cost or 0.0), day)


class _Drafting:
    """Drafting under way."""

    def __init__(self, call: _Metered) -> None:
        self._call = call
        self._finished = False

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
        objects = Objects()
        for text in self._call.texts():
            for each in objects.feed(text):
                yield from (each,) if isinstance(each, Malformed) else drafts(each)
        yield from objects.end()

    def close(self) -> None:
        self._call.close()


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
    return LlamaIndexModel(settings.model_name, _client(settings, environment), Means(prices, purse))


def _client(settings: Settings, environment: Mapping[str, str]) -> Chat:
    key = read_key(settings.key_file, environment)
    name, url, seconds = str(settings.model_name), settings.model_url, settings.deadline
    match settings.model:
        case "anthropic":
            return AnthropicChat(name, url, key, seconds=seconds)
        case "ollama":
            return OllamaChat(name, url, key, seconds=seconds)
        case _:
            return OpenAIChat(name, url, key, seconds=seconds)
