"""Embedding models that a user adds, through LlamaIndex's embedding classes: texts and questions as unit vectors.

Nothing is fetched unless that is asked for: a model that is not on this machine is an error within seconds, not a
download, a hang or a silent change to another embedder.
"""

from __future__ import annotations

import queue
import random
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar
from urllib.parse import urlsplit

import numpy as np

from index.errors import MissingExtraError, ModelError, UsageError
from index.model_files import digest, hub_cache, hub_commit, on_disk_only

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.embedding import Vectors
    from index.planning import Plan

_T = TypeVar("_T")

Backend = Literal["fastembed", "huggingface", "ollama", "openai"]

_BATCH = 32
_TRIES = 3
_PAUSE = 0.4  # seconds, about, before the second try
_PASSING = frozenset({408, 409, 429})
_OWN_TROUBLE = 500
# What a service or a folder of the same name holds is told by the vectors that these get.
_PROBES = ("Der Minister sprach am 3. Dezember in Genf über Zölle.", "Wer hat das gesagt?", "An apple a day")
_DIGITS = 6  # of a probe's numbers
_OLLAMA = "http://127.0.0.1:11434"
_MODULES: dict[Backend, tuple[str, str]] = {
    "fastembed": ("llama_index.embeddings.fastembed", "FastEmbedEmbedding"),
    "huggingface": ("llama_index.embeddings.huggingface", "HuggingFaceEmbedding"),
    "ollama": ("llama_index.embeddings.ollama", "OllamaEmbedding"),
    "openai": ("llama_index.embeddings.openai_like", "OpenAILikeEmbedding"),
}


class _LlamaIndexEmbedding(Protocol):
    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]: ...

    def get_query_embedding(self, query: str) -> list[float]: ...


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which embedding model, and how it wants to be asked.

    Attributes:
        backend: who runs it.
        model: its name, or a folder that holds it.
        url: the address of the service, for ``ollama`` and ``openai``.
        key: the service's key, for ``openai``; never shown.
        query_prefix: put before a question, such as ``query: `` for E5 models.
        passage_prefix: put before a passage, such as ``passage: ``.
        download: whether a model that is not on this machine may be fetched.
        timeout: seconds a service may take for one batch, whatever was tried again.
        remembered: a folder where the digests of models' files are kept, so that they are read once.
    """

    backend: Backend
    model: str
    url: str | None = None
    key: str = ""
    query_prefix: str = ""
    passage_prefix: str = ""
    download: bool = False
    timeout: float = 30.0
    remembered: Path | None = None

    def __repr__(self) -> str:
        """Without the key."""
        return f"ModelSettings({self.backend}, {self.model!r}, url={self.url!r})"


class ModelEmbedder:
    """A real embedding model.

    Attributes:
        name: the backend, the model and the prefixes, which belong to its vectors.
        revision: what tells this state of the model from others of the same name.
        dimension: the length of its vectors.
        probe: the vectors of some fixed texts, one after the other, as one of unit length.

    Raises:
        MissingExtraError: if the backend's package is not installed.
        ModelError: if the model is not there or does not answer.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._model = _opened(settings)
        prefixes = (
            f" {settings.query_prefix!r}/{settings.passage_prefix!r}"
            if settings.query_prefix or settings.passage_prefix
            else ""
        )
        self.name = f"{settings.backend}:{settings.model}{prefixes}"
        self.revision = _revision(settings)
        probes = self._tried(lambda: self._model.get_text_embedding_batch(list(_PROBES)))
        self.dimension = len(probes[0]) if probes else 0
        if not self.dimension:
            raise ModelError(f"the embedding model {settings.model!r} gives vectors without dimensions")
        whole = _unit(self._units(probes, len(_PROBES)).reshape(1, -1))[0]
        self.probe = tuple(round(float(number), _DIGITS) for number in whole)

    def embed_texts(self, texts: Sequence[str]) -> Vectors:
        """One row a text, unit length."""
        rows: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            batch = [self._settings.passage_prefix + text for text in texts[start : start + _BATCH]]
            rows += self._tried(lambda batch=batch: self._model.get_text_embedding_batch(batch))  # type: ignore[misc]
        return self._units(rows, len(texts))

    def embed_plan(self, plan: Plan) -> Vectors:
        """The question as one unit vector; zeros for an empty plan."""
        if not plan.groups:
            return np.zeros(self.dimension, dtype=np.float32)
        question = self._settings.query_prefix + plan.question
        row = self._tried(lambda: self._model.get_query_embedding(question))
        unit: Vectors = self._units([row], 1)[0]
        return unit

    def _units(self, rows: list[list[float]], count: int) -> Vectors:
        lengths = {len(row) for row in rows}
        if len(rows) != count or not lengths <= {self.dimension}:
            raise ModelError(
                f"the embedding model {self._settings.model!r} gave {len(rows)} vectors of {sorted(lengths)} dimensions"
                f" for {count} texts, not of {self.dimension}; is another model served under that name?"
            )
        vectors = np.asarray(rows, dtype=np.float32).reshape(count, self.dimension)
        if not np.isfinite(vectors).all():
            raise ModelError(f"the embedding model {self._settings.model!r} gave a vector with no finite numbers")
        return _unit(vectors)

    def _tried(self, work: Callable[[], _T]) -> _T:
        """What `work` gives; a service that is busy or out of reach is tried again after a growing, varied pause.

        All of it ends when the service's time is over.
        """
        if self._settings.backend in {"fastembed", "huggingface"}:
            try:
                return work()
            except Exception as error:
                raise self._failed(_brief(error)) from error
        over = time.monotonic() + self._settings.timeout
        for attempt in range(1, _TRIES + 1):
            try:
                return _within(work, over - time.monotonic())
            except Exception as error:
                pause = _PAUSE * random.uniform(0.5, 1.5) * 2 ** (attempt - 1)
                if attempt == _TRIES or not _passing(error) or time.monotonic() + pause > over:
                    # What a service writes may repeat the key.
                    raise self._failed(_failure(error, self._settings)) from error
                time.sleep(pause)
        raise AssertionError

    def _failed(self, what: str) -> ModelError:
        return ModelError(f"the embedding model {self._settings.model!r} failed: {what}")


def _within(work: Callable[[], _T], seconds: float) -> _T:
    """What `work` gives, if it ends in time: a client's own limits hold for single reads, not for the whole."""
    ended: queue.SimpleQueue[tuple[list[_T], Exception | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            ended.put(([work()], None))
        except Exception as error:  # noqa: BLE001 - whoever waits raises it
            ended.put(([], error))

    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = ended.get(timeout=max(seconds, 0))
    except queue.Empty:
        raise TimeoutError from None
    if error:
        raise error
    return result[0]


def _status(error: Exception) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) and status > 0 else None


def _timed_out(error: Exception) -> bool:
    return "Timeout" in type(error).__name__


def _passing(error: Exception) -> bool:
    """Whether a service's failure may pass: too many requests, its own trouble, no connection; not a silence."""
    status = _status(error)
    if status is not None:
        return status in _PASSING or status >= _OWN_TROUBLE
    return not _timed_out(error)


def _failure(error: Exception, settings: ModelSettings) -> str:
    place = f"the service at {_address(settings)}"
    status = _status(error)
    if status is not None:
        return f"{place} answered with status {status}"
    if _timed_out(error):
        return f"{place} did not answer within {settings.timeout:g} seconds (embedder_timeout)"
    return f"{place} cannot be reached or gives no vectors ({type(error).__name__}); is it running, and is it one?"


def _address(settings: ModelSettings) -> str:
    """Where the service is, without what a person may have put before an ``@``."""
    parts = urlsplit(settings.url or _OLLAMA)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return np.asarray(rows / lengths, dtype=np.float32)


def _brief(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".split("\n", 1)[0][:200]


def _opened(settings: ModelSettings) -> _LlamaIndexEmbedding:
    on_disk = settings.backend in {"fastembed", "huggingface"} and not settings.download
    with on_disk_only() if on_disk else nullcontext():
        return _loaded(settings)


def _loaded(settings: ModelSettings) -> _LlamaIndexEmbedding:
    module, name = _MODULES[settings.backend]
    try:
        kind = getattr(import_module(module), name)
    except ImportError as error:
        raise MissingExtraError(f"the {settings.backend} embedder", settings.backend) from error
    arguments = _arguments(settings)
    try:
        model: _LlamaIndexEmbedding = kind(**arguments)
    except Exception as error:
        remedy = "give a folder that holds it as embedder_model, or set embedder_download = true to fetch it"
        message = f"the embedding model {settings.model!r} is not on this machine ({_brief(error)}); {remedy}"
        raise ModelError(message) from error
    return model


def _arguments(settings: ModelSettings) -> dict[str, Any]:
    batched = {"embed_batch_size": _BATCH}
    match settings.backend:
        case "huggingface":
            # LlamaIndex has a folder of its own for them, where nobody else's are.
            return {"model_name": settings.model, "cache_folder": str(hub_cache()), "normalize": True, **batched}
        case "fastembed":
            local = {"specific_model_path": settings.model} if Path(settings.model).is_dir() else {}
            return {"model_name": settings.model, **local, **batched}
        case "ollama":
            url = settings.url or _OLLAMA
            client = {"timeout": settings.timeout}
            return {"model_name": settings.model, "base_url": url, "client_kwargs": client, **batched}
        case "openai":
            if not settings.url:
                raise UsageError("the openai embedder needs an address: set embedder_url")
            common = {"api_base": settings.url, "api_key": settings.key or "none", "max_retries": 0}
            return {"model_name": settings.model, "timeout": settings.timeout, **common, **batched}


def _revision(settings: ModelSettings) -> str:
    """For a folder a digest of its files; for a hub's model the commit on disk; a service says nothing of the kind."""
    folder = Path(settings.model)
    if settings.backend in {"ollama", "openai"}:
        return "unknown"
    if folder.is_dir():
        return digest(folder, settings.remembered)
    return (hub_commit(settings.model) if settings.backend == "huggingface" else None) or "unknown"
