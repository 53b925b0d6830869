"""What a language model thinks of the answers, by LlamaIndex's evaluators: an opinion, reported apart from measures.

Each judgement is asked for several times; the report has the mean with its interval and the spread between repeats.
Judgements are kept in a file under the home, by model, question, answer and contexts, so that the same is never paid
for twice. A judgement that fails is counted and left out.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import statistics
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.clients import MOST_TOKENS
from assistant.failures import DraftError
from assistant.llm import SPENDING, open_chat
from assistant.metering import Prices, Purse, Tokens, estimate
from assistant.prompt import Message
from assistant.streaming import Call
from eval.statistics import Estimate, mean, unscored
from index.errors import NotConfiguredError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from assistant.settings import Settings
    from assistant.streaming import Chat
    from eval.outcomes import Outcome, Run
    from eval.ports import Progress
    from eval.running import Judged

KINDS = ("Faithfulness", "Relevancy", "Correctness")
"""LlamaIndex's evaluators; the last needs what was expected and gives 1 to 5, told here from 0 to 1."""
_PASSAGES = 5
_DIGITS = 6
_BEST = 5.0
_SCORE = re.compile(r"(?<![\d.])(?:[1-4](?:\.\d+)?|5(?:\.0+)?)(?![\d]|\.\d)")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is judged.

    Attributes:
        question: as it was asked.
        response: the answer as a reader sees it.
        contexts: the passages it was drawn from.
        reference: what was expected.
    """

    question: str
    response: str
    contexts: tuple[str, ...]
    reference: str


@dataclass(slots=True)
class Meter:
    """What judging used."""

    tokens: Tokens = field(default_factory=Tokens)
    asked: int = 0
    remembered: int = 0
    failed: int = 0

    def add(self, prompt: int, completion: int) -> None:
        """Count a call."""
        self.tokens = Tokens(self.tokens.prompt + prompt, self.tokens.completion + completion)
        self.asked += 1


class Judge:
    """Asks a model for its opinions.

    Args:
        name: the model's, for the report.
        chat: its client.
        prices: what it costs, if known.
        memory: the file in which judgements are kept.
        seconds: how long one may take.
        purse: the money of the day, if there is a cap; needs prices.
    """

    def __init__(
        self, name: str, chat: Chat, *, prices: Prices, memory: Path, seconds: float, purse: Purse | None = None
    ) -> None:
        self.name, self.prices, self.meter = name, prices, Meter()
        self._chat, self._memory, self._seconds, self._purse = chat, memory, seconds, purse
        self._kept: dict[str, float] = dict(self._read())
        self._slots = threading.Semaphore(1)

    def scores(self, kind: str, opinion: Opinion, *, repeats: int) -> list[float]:
        """The scores of each repeat that did not fail, 0 to 1."""
        found = []
        for repeat in range(repeats):
            words = [self.name, kind, repeat, opinion.question, opinion.response, *opinion.contexts, opinion.reference]
            key = hashlib.blake2b(json.dumps(words).encode(), digest_size=16).hexdigest()
            if key in self._kept:
                self.meter.remembered += 1
                found.append(self._kept[key])
                continue
            score = self._judged(kind, opinion)
            if score is None:
                self.meter.failed += 1
                continue
            self._keep(key, score)
            found.append(score)
        return found

    def _judged(self, kind: str, opinion: Opinion) -> float | None:
        """One score; ``None`` if the model did not answer, or not in a form that says one."""
        try:
            result = _evaluator(kind, _llama_llm(self)).evaluate(
                query=opinion.question,
                response=opinion.response,
                contexts=list(opinion.contexts),
                **({"reference": opinion.reference} if kind == KINDS[2] else {}),
            )
        except (DraftError, ValueError):
            return None
        score = result.score
        if score is None or getattr(result, "invalid_result", False):
            return None
        return round(float(score) / _BEST if kind == KINDS[2] else float(score), _DIGITS)

    def complete(self, prompt: str) -> str:
        """What the model writes.

        Raises:
            DraftError: if it does not, in time, or the money of the day is spent.
        """
        most = self.prices.cost(Tokens(estimate(prompt), MOST_TOKENS)) or 0.0
        day = self._purse.take(most) if self._purse else ""
        before = self.meter.tokens
        try:
            return self._written(prompt)
        finally:
            used = Tokens(self.meter.tokens.prompt - before.prompt, self.meter.tokens.completion - before.completion)
            if self._purse:
                self._purse.give_back(max(0.0, most - (self.prices.cost(used) or 0.0)), day)

    def _written(self, prompt: str) -> str:
        call = Call(self._chat, [Message("user", prompt)], until=time.monotonic() + self._seconds, slots=self._slots)
        pieces = list(call)
        text = "".join(piece.text for piece in pieces)
        told = [max((getattr(p, name) or 0 for p in pieces), default=0) for name in ("prompt", "completion")]
        self.meter.add(told[0] or estimate(prompt), told[1] or estimate(text))
        return text

    def _read(self) -> Iterator[tuple[str, float]]:
        try:
            lines = self._memory.read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            return
        for line in lines:
            key, _, score = line.partition(" ")
            with contextlib.suppress(ValueError):  # a line that was cut off: that judgement is asked for again
                yield key, float(score)

    def _keep(self, key: str, score: float) -> None:
        self._kept[key] = score
        self._memory.parent.mkdir(parents=True, exist_ok=True)
        with self._memory.open("a", encoding="utf-8") as file:
            file.write(f"{key} {score}\n")


def _evaluator(kind: str, llm: Any) -> Any:
    from llama_index.core import evaluation  # noqa: PLC0415 - two seconds; only judging needs it

    match kind:
        case "Faithfulness":
            return evaluation.FaithfulnessEvaluator(llm=llm)
        case "Relevancy":
            return evaluation.RelevancyEvaluator(llm=llm)
        case _:
            return evaluation.CorrectnessEvaluator(llm=llm, parser_function=_correctness)


def _correctness(written: str) -> tuple[float | None, str | None]:
    """The score at the start of what was written, with the words after it; LlamaIndex's own parser raises on others."""
    first, _, rest = written.strip().partition("\n")
    found = _SCORE.search(first)
    return (float(found[0]), rest.strip()) if found else (None, None)


def _llama_llm(judge: Judge) -> Any:
    """The judge as one of LlamaIndex's language models."""
    from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata  # noqa: PLC0415

    class Judging(CustomLLM):
        @property
        def metadata(self) -> LLMMetadata:
            return LLMMetadata(model_name=judge.name)

        def complete(self, prompt: str, formatted: bool = False, **_more: Any) -> CompletionResponse:  # noqa: FBT001, FBT002, ARG002 - LlamaIndex's signature
            return CompletionResponse(text=judge.complete(prompt))

        def stream_complete(self, prompt: str, formatted: bool = False, **_more: Any) -> Any:  # noqa: FBT001, FBT002 - LlamaIndex's signature
            yield self.complete(prompt, formatted)

    return Judging()


def open_judge(settings: Settings, environment: Mapping[str, str]) -> Judge | None:
    """The judge that the settings name; ``None`` if they name no language model.

    Raises:
        MissingExtraError: if the model's package is not installed.
        NotConfiguredError: if the model has no name, or its key cannot be used.
    """
    if settings.model == "extractive":
        return None
    if not settings.model_name:
        raise NotConfiguredError(f"model is {settings.model!r}, but which one? Set model_name (BELEG_MODEL_NAME)")
    prices = Prices(settings.prompt_price, settings.completion_price)
    if settings.daily_cap > 0 and prices.cost(Tokens()) is None:
        raise UsageError("daily_cap needs prompt_price and completion_price, in US dollars for a million tokens")
    return Judge(
        settings.model_name,
        open_chat(settings, environment),
        prices=prices,
        purse=Purse(settings.home / SPENDING, settings.daily_cap) if settings.daily_cap > 0 else None,
        memory=settings.home / _memory(settings.model_url),
        seconds=settings.deadline,
    )


def _memory(address: str | None) -> str:
    """The file for the judgements of one service: another may serve another model under the same name."""
    digest = hashlib.blake2b(address.encode(), digest_size=4).hexdigest() if address else "default"
    return f"judgements-{digest}.txt"


def opinions(run: Run, known: Judged) -> list[Opinion]:
    """What there is to judge: every answer to a question that has one."""
    topics = {topic.id: topic for topic in known.topics}
    found = []
    for outcome in run.outcomes:
        if outcome.kind == "answer" and outcome.topic in topics:
            places = known.judgements[outcome.topic].places
            quotes = [place.span.of(known.articles[place.article].text) for place in places]
            reference = " / ".join(topics[outcome.topic].answer or quotes) or "The articles do not answer this."
            contexts = _contexts(outcome, known)
            found.append(Opinion(outcome.completed or outcome.question, _response(outcome), contexts, reference))
    return found


def _response(outcome: Outcome) -> str:
    return "\n".join(
        " ".join([claim.text, *(f"„{receipt.quote}“" for receipt in claim.receipts)]) for claim in outcome.claims
    )


def _contexts(outcome: Outcome, known: Judged) -> tuple[str, ...]:
    texts = {str(name): article.text for name, article in known.articles.items()}
    hits = outcome.ranking[:_PASSAGES]
    return tuple(texts[hit.article][hit.start : hit.end] for hit in hits if hit.article in texts)


def judge_run(
    judge: Judge, found: Sequence[Opinion], *, repeats: int, progress: Progress = lambda _done, _total: None
) -> dict[str, object]:
    """The judge's part of a report.

    Args:
        judge: who is asked.
        found: what is judged.
        repeats: how often each.
        progress: is told how many answers are judged.
    """
    scores: dict[str, list[list[float]]] = {kind: [] for kind in KINDS}
    for done, opinion in enumerate(found, start=1):
        for kind in KINDS:
            scores[kind].append(judge.scores(kind, opinion, repeats=repeats))
        progress(done, len(found))
    meter = judge.meter
    return {
        "status": "done",
        "model": judge.name,
        "answers": len(found),
        "repeats": repeats,
        "measures": {kind: _measure(rows) for kind, rows in scores.items()},
        "asked": meter.asked,
        "remembered": meter.remembered,
        "failed": meter.failed,
        "tokens": meter.tokens.prompt + meter.tokens.completion,
        "cost": judge.prices.cost(meter.tokens),
    }


def _measure(rows: Sequence[Sequence[float]]) -> Mapping[str, object]:
    """The mean over answers of the mean over repeats, and the mean spread (standard deviation) between repeats."""
    means = [sum(row) / len(row) for row in rows if row]
    measured: Estimate = mean(means) if means else unscored("no judgement came back")
    spreads = [statistics.pstdev(row) for row in rows if len(row) > 1]
    spread = round(sum(spreads) / len(spreads), _DIGITS) if spreads else None
    return measured.as_object() | {"spread": spread}
