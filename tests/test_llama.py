"""Facts about Beleg inside LlamaIndex: nodes are our passages and receipts, and the documented examples run."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from llama_index.core.agent.workflow import AgentOutput, FunctionAgent, ToolCallResult
from llama_index.core.base.base_selector import BaseSelector, SelectorResult, SingleSelection
from llama_index.core.base.llms.types import ChatMessage, MessageRole, ToolCallBlock
from llama_index.core.llms import MockLLM
from llama_index.core.llms.mock import MockFunctionCallingLLM
from llama_index.core.query_engine import RouterQueryEngine
from llama_index.core.schema import MetadataMode, NodeWithScore, TextNode
from llama_index.core.tools import QueryEngineTool

from assistant.llama import BelegQueryEngine, BelegRetriever
from assistant.model import Abstention, Answer, Citation, Claim, Reply, Searched
from index.errors import UsageError
from index.model import Article, ArticleId, Hit, Moment, Passage, Ranking, Span, Statement, article_id
from index.planning import Plan
from index.searching import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llama_index.core.schema import QueryBundle
    from llama_index.core.tools import ToolMetadata

_TEXT = "Der Rat tagte am Abend.\n\n„Die Fähre fährt auch im Winter“, sagte Jonas Albers. Danach wurde abgestimmt."
_ARTICLE = Article(
    article_id("t", "a.txt"), _TEXT, "Die Fähre bleibt", "t", "a.txt", outlet="Hafenblatt",
    published=Moment.parse("2031-05-06"),
)  # fmt: skip
_SAID = Span(_TEXT.index("Die Fähre"), _TEXT.index("“"))


class Searches:
    """Finds what it is made with."""

    def search(self, question: str, *, k: int) -> Found:
        spans = (Span(25, len(_TEXT)), Span(0, 23))
        hits = [Hit(Passage(_ARTICLE.id, span, span.of(_TEXT)), 2.0 - n) for n, span in enumerate(spans)]
        return Found(Plan(question, "de", ()), Ranking(tuple(hits[:k])), 1)


class Reads:
    """Holds one article."""

    def article(self, name: ArticleId) -> Article | None:
        return _ARTICLE if name == _ARTICLE.id else None

    def statements(self, name: ArticleId) -> tuple[Statement, ...]:
        assert name == _ARTICLE.id
        return (Statement((_SAID,), "direct", "Jonas Albers"),)


class Answers:
    """Answers with the one statement, or not."""

    def answer(self, question: str) -> Reply:
        searched = Searched(1, None, None, ())
        if "Schach" in question:
            return Abstention(question=question, language="de", searched=searched, reason="not_in_corpus")
        citation = Citation(1, _ARTICLE, _SAID, "Jonas Albers", "direct")
        claim = Claim(
            "Jonas Albers sagte laut Hafenblatt:", (citation,), "Jonas Albers", (Citation(2, _ARTICLE, Span(0, 23)),)
        )
        return Answer(question=question, language="de", searched=searched, claims=(claim,), confidence=0.9)


class Chooses(BaseSelector):
    """Always chooses the first engine."""

    def _select(self, choices: Sequence[ToolMetadata], query: QueryBundle) -> SelectorResult:
        del choices, query
        return SelectorResult(selections=[SingleSelection(index=0, reason="the only one")])

    async def _aselect(self, choices: Sequence[ToolMetadata], query: QueryBundle) -> SelectorResult:
        return self._select(choices, query)

    def _get_prompts(self) -> dict[str, Any]:
        return {}

    def _update_prompts(self, prompts: dict[str, Any]) -> None:
        """There are none."""


def calls_once(messages: Sequence[ChatMessage], **_: object) -> ChatMessage:
    """What a model does that asks its tool the question, and then repeats what the tool told."""
    last = messages[-1]
    if last.role == MessageRole.TOOL:
        return ChatMessage(role=MessageRole.ASSISTANT, content=last.content)
    call = ToolCallBlock(tool_call_id="1", tool_name="news", tool_kwargs={"input": str(last.content)})
    return ChatMessage(role=MessageRole.ASSISTANT, blocks=[call])


def text_node(found: NodeWithScore) -> TextNode:
    assert isinstance(found.node, TextNode)
    return found.node


def test_a_node_is_the_exact_slice_with_its_true_offsets_and_its_passages_id() -> None:
    nodes = BelegRetriever(Searches(), Reads, k=2).retrieve("Was ist mit der Fähre?")
    assert [each.score for each in nodes] == [2.0, 1.0]
    for each in map(text_node, nodes):
        assert each.text == _TEXT[each.start_char_idx : each.end_char_idx]
        assert each.node_id == f"{_ARTICLE.id}:{each.start_char_idx}-{each.end_char_idx}"
        assert each.ref_doc_id == _ARTICLE.id


def test_a_node_tells_outlet_title_day_and_who_speaks_in_it() -> None:
    first, second = map(text_node, BelegRetriever(Searches(), Reads, k=2).retrieve("Fähre"))
    assert (first.metadata["outlet"], first.metadata["title"]) == ("Hafenblatt", "Die Fähre bleibt")
    assert (first.metadata["published"], first.metadata["speaker"]) == ("2031-05-06", "Jonas Albers")
    assert "speaker" not in second.metadata
    shown = first.get_content(MetadataMode.LLM)
    assert "Hafenblatt" in shown
    assert str(_ARTICLE.id) not in shown
    assert first.get_content(MetadataMode.EMBED) == first.text


def test_without_a_store_the_nodes_have_places_and_nothing_else() -> None:
    node = text_node(BelegRetriever(Searches(), k=1).retrieve("Fähre")[0])
    assert set(node.metadata) == {"article", "passage"}


def test_source_nodes_are_the_verified_citations_in_the_order_of_their_markers() -> None:
    response = BelegQueryEngine(answerer=Answers()).query("Was ist mit der Fähre?")
    nodes = [text_node(each) for each in response.source_nodes]
    assert [each.metadata["marker"] for each in nodes] == [1, 2]
    assert [each.text for each in nodes] == ["Die Fähre fährt auch im Winter", "Der Rat tagte am Abend."]
    assert [(each.start_char_idx, each.end_char_idx) for each in nodes] == [(_SAID.start, _SAID.end), (0, 23)]
    assert nodes[0].metadata["speaker"] == "Jonas Albers"
    assert "„Die Fähre fährt auch im Winter“ [1] [2]" in str(response)
    assert response.metadata is not None
    assert response.metadata["abstained"] is False


def test_an_abstention_has_no_source_nodes_and_says_why() -> None:
    response = asyncio.run(BelegQueryEngine(answerer=Answers()).aquery("Wer gewann das Schachturnier?"))
    assert response.source_nodes == []
    assert response.metadata is not None
    assert (response.metadata["abstained"], response.metadata["reason"]) == (True, "not_in_corpus")
    assert "beantworten die Frage nicht" in str(response)


def test_a_router_sends_a_question_to_the_engine_and_keeps_its_source_nodes() -> None:
    tool = QueryEngineTool.from_defaults(BelegQueryEngine(answerer=Answers()), name="news", description="the news")
    router = RouterQueryEngine(Chooses(), [tool], llm=MockLLM())
    response = router.query("Was ist mit der Fähre?")
    assert [text_node(each).text for each in response.source_nodes] == [
        "Die Fähre fährt auch im Winter", "Der Rat tagte am Abend.",
    ]  # fmt: skip
    assert "„Die Fähre fährt auch im Winter“ [1] [2]" in str(response)


def test_an_agent_that_calls_the_engine_as_a_tool_gets_the_quotations_and_the_source_nodes() -> None:
    tool = QueryEngineTool.from_defaults(BelegQueryEngine(answerer=Answers()), name="news", description="the news")
    agent = FunctionAgent(tools=[tool], llm=MockFunctionCallingLLM(response_generator=calls_once))

    async def run() -> AgentOutput:
        return await agent.run("Was ist mit der Fähre?")

    output: AgentOutput = asyncio.run(run())
    (call,) = output.tool_calls
    assert isinstance(call, ToolCallResult)
    nodes = [text_node(each) for each in call.tool_output.raw_output.source_nodes]
    assert [(each.start_char_idx, each.end_char_idx) for each in nodes] == [(_SAID.start, _SAID.end), (0, 23)]
    assert "„Die Fähre fährt auch im Winter“ [1] [2]" in str(output)


def test_what_cannot_answer_is_no_answerer() -> None:
    with pytest.raises(ValueError, match="answerer"):
        BelegQueryEngine(answerer=object())  # type: ignore[arg-type]


@pytest.mark.parametrize(("question", "told"), [
    ("?", "In dieser Frage steht kein Wort"),
    ("", "In dieser Frage steht kein Wort"),
    ("Und was dazu? " * 9, "Die Artikel beantworten die Frage nicht. Die Frage ist lang."),
])  # fmt: skip
def test_a_question_that_cannot_be_answered_gets_its_reason(question: str, told: str) -> None:
    class Abstains:
        def answer(self, question: str) -> Reply:
            empty = len(question) < 2
            return Abstention(
                question=question, language="de", searched=Searched(1, None, None, ()),
                reason="empty_question" if empty else "too_weak", notes=() if empty else ("Die Frage ist lang.",),
            )  # fmt: skip

    assert str(BelegQueryEngine(answerer=Abstains()).query(question)).startswith(told)


def test_a_retriever_of_no_passages_is_refused() -> None:
    with pytest.raises(UsageError, match="at least one passage"):
        BelegRetriever(Searches(), k=0)


@pytest.mark.parametrize("most", [1, 3])
def test_the_documented_examples_run_as_a_script(tmp_path: Path, most: int) -> None:
    root = Path(__file__).parent.parent
    page = (root / "docs" / "llamaindex.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 3
    script = tmp_path / "example.py"
    script.write_text("\n".join(blocks[:most]), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, script.name], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
