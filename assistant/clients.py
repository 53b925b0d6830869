"""The clients of language models, through LlamaIndex's classes, each imported when it is first needed.

None of them tries again by itself; :mod:`assistant.streaming` does. Where that can be helped LlamaIndex's
object never holds the key: its repr, its events and its dumps cannot show what it does not have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.streaming import WATCH, Piece
from index.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    import httpx
    from llama_index.core.llms import LLM, ChatMessage, ChatResponse

    from assistant.keys import Key
    from assistant.prompt import Message
    from assistant.streaming import Watch

MOST_TOKENS = 1_500
_OPENAI = "https://api.openai.com/v1"
_OLLAMA = "http://localhost:11434"
_CONTEXT = 16_384  # tokens; Ollama's own default would cut the passages off
_NO_KEY = "none"
_PLAIN_REQUEST = frozenset({400, 422})


class OpenAIChat:
    """Any service that speaks OpenAI's protocol.

    Args:
        name: the model's.
        url: the service's address up to ``/v1``; ``None``: OpenAI's own.
        key: its key, if it wants one.
        seconds: how long any read may take.

    Raises:
        MissingExtraError: if the client is not installed.
    """

    tells_sent = True

    def __init__(self, name: str, url: str | None, key: Key | None, *, seconds: float) -> None:
        try:
            import httpx  # noqa: PLC0415
            from llama_index.llms.openai_like import OpenAILike  # noqa: PLC0415

            # The client would load these within its first call, and so within the deadline of the first question.
            from openai.resources.chat import completions  # noqa: F401, PLC0415
        except ImportError:
            raise MissingExtraError("the client for OpenAI-compatible models", "openai") from None
        self._tells_usage = True
        # By name: the class's own signature does not list what it hands on.
        more: dict[str, Any] = {
            "http_client": httpx.Client(
                auth=_bearer(key),
                event_hooks={"request": [_sends], "response": [_watched]},
                follow_redirects=False,
                timeout=seconds,
            )
        }
        self._llm = OpenAILike(
            model=name,
            api_base=url or _OPENAI,
            api_key=_NO_KEY,
            is_chat_model=True,
            max_retries=0,
            max_tokens=MOST_TOKENS,
            temperature=0.0,
            timeout=seconds,
            **more,
        )

    def stream(self, messages: Sequence[Message], *, seconds: float) -> Iterator[Piece]:
        """What the model writes; see :class:`assistant.streaming.Chat`."""
        try:
            yield from self._stream(messages, seconds)
        except Exception as error:
            if not self._tells_usage or getattr(error, "status_code", None) not in _PLAIN_REQUEST:
                raise
            # Some services do not know how to be asked for usage.
            self._tells_usage = False
            yield from self._stream(messages, seconds)

    def _stream(self, messages: Sequence[Message], seconds: float) -> Iterator[Piece]:
        more: dict[str, Any] = {"stream_options": {"include_usage": True}} if self._tells_usage else {}
        for response in _chat(self._llm, messages, timeout=seconds, **more):
            choices = getattr(response.raw, "choices", None) or [None]
            usage = getattr(response.raw, "usage", None)
            yield Piece(
                response.delta or "",
                getattr(choices[0], "finish_reason", None),
                _count(getattr(usage, "prompt_tokens", None)),
                _count(getattr(usage, "completion_tokens", None)),
            )


class AnthropicChat:
    """Anthropic's service; arguments as for :class:`OpenAIChat`."""

    def __init__(self, name: str, url: str | None, key: Key | None, *, seconds: float) -> None:
        try:
            from llama_index.llms.anthropic import (  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415
                Anthropic,
            )
        except ImportError:
            raise MissingExtraError("the client for Anthropic's models", "anthropic") from None
        self._llm = _any_name(Anthropic)(
            model=name,
            base_url=url,
            api_key=key.reveal() if key else _NO_KEY,
            max_retries=0,
            max_tokens=MOST_TOKENS,
            temperature=0.0,
            timeout=seconds,
        )

    def stream(self, messages: Sequence[Message], *, seconds: float) -> Iterator[Piece]:
        """What the model writes; see :class:`assistant.streaming.Chat`."""
        for response in _chat(self._llm, messages, timeout=seconds):
            told = response.message.additional_kwargs
            usage = told.get("usage") or {}
            yield Piece(
                response.delta or "",
                told.get("stop_reason"),
                _count(usage.get("input_tokens")),
                _count(usage.get("output_tokens")),
            )


def _any_name(kind: type[LLM]) -> Any:
    """The same class for models that are newer than its list of names, which it refuses otherwise at every call."""
    from llama_index.core.llms import LLMMetadata  # noqa: PLC0415

    class AnyName(kind):  # type: ignore[misc, valid-type]
        @property
        def metadata(self) -> LLMMetadata:
            return LLMMetadata(num_output=MOST_TOKENS, is_chat_model=True, model_name=self.model)

    return AnyName


class OllamaChat:
    """A local Ollama; arguments as for :class:`OpenAIChat`."""

    def __init__(self, name: str, url: str | None, key: Key | None, *, seconds: float) -> None:
        try:
            import ollama  # noqa: PLC0415
            from llama_index.llms.ollama import Ollama  # noqa: PLC0415
        except ImportError:
            raise MissingExtraError("the client for Ollama's models", "ollama") from None
        headers = {"Authorization": f"Bearer {key.reveal()}"} if key else {}
        self._llm = Ollama(
            model=name,
            temperature=0.0,
            context_window=_CONTEXT,
            additional_kwargs={"num_predict": MOST_TOKENS},
            client=ollama.Client(
                url or _OLLAMA,
                timeout=seconds,
                headers=headers,
                event_hooks={"request": [_sends], "response": [_watched]},
            ),
        )

    def stream(self, messages: Sequence[Message], *, seconds: float) -> Iterator[Piece]:
        """What the model writes; see :class:`assistant.streaming.Chat`."""
        del seconds  # its reads take at most what the client was made with
        for response in _chat(self._llm, messages):
            raw = response.raw if isinstance(response.raw, dict) else {}
            finish = raw.get("done_reason") or ("stop" if raw.get("done") else None)
            yield Piece(
                response.delta or "", finish, _count(raw.get("prompt_eval_count")), _count(raw.get("eval_count"))
            )


def _chat(llm: LLM, messages: Sequence[Message], **more: object) -> Generator[ChatResponse, None, None]:
    return llm.stream_chat([_told(each) for each in messages], **more)


def _told(message: Message) -> ChatMessage:
    from llama_index.core.llms import ChatMessage, MessageRole  # noqa: PLC0415

    return ChatMessage(role=MessageRole(message.role), content=message.content)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _bearer(key: Key | None) -> Any:
    """How requests are signed: by us, so that the key is in no object of the client library."""

    def signed(request: httpx.Request) -> httpx.Request:
        if key:
            request.headers["Authorization"] = f"Bearer {key.reveal()}"
        else:
            request.headers.pop("Authorization", None)
        return request

    return signed


def _sends(_request: httpx.Request) -> None:
    """Note that a request leaves, unless nobody waits for it any more: then it stays."""
    if (watch := WATCH.get()) is not None:
        watch.sent = True
        watch.look()


def _watched(response: httpx.Response) -> None:
    """Have the response's bytes looked at as they arrive."""
    import httpx  # noqa: PLC0415

    watch, stream = WATCH.get(), response.stream
    if watch is None or not isinstance(stream, httpx.SyncByteStream):
        return
    response.stream = _watched_stream(stream, watch)


def _watched_stream(stream: httpx.SyncByteStream, watch: Watch) -> httpx.SyncByteStream:
    import httpx  # noqa: PLC0415

    class Watched(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            for part in stream:
                watch.look(len(part))
                yield part

        def close(self) -> None:
            stream.close()

    return Watched()
