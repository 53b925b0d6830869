"""Beleg inside LlamaIndex: a retriever and a query engine, so that its agents, routers and evaluators can use it.

    retriever = BelegRetriever(searcher, lambda: searcher.generation.articles, k=10)
    engine = BelegQueryEngine(answerer=answerer)
    engine.query("What did Peskov say about secrecy?").source_nodes      # the verified citations

LlamaIndex's nodes are made of ours and of nothing else: a node's text is the exact slice of the article, its offsets
are the article's own, its id is the passage's. Importing this file imports LlamaIndex (a second or two).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence  # noqa: TC003 - pydantic reads them
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeRelationship, NodeWithScore, RelatedNodeInfo, TextNode

from assistant.model import Abstention, Answer
from index.errors import UsageError

if TYPE_CHECKING:
    from llama_index.core.schema import QueryBundle

    from assistant.model import Citation, Claim, Language, Reply
    from index.model import Article, ArticleId, Hit, Span, Statement
    from index.searching import Found

# What a model that reads these nodes is told beside the words; the rest is for programs. Titles are the articles' own
# and may hold anything, as the words may.
_FOR_PROGRAMS = ["article", "passage", "source", "marker", "kind", "via", "verdict", "address"]
_NO_ANSWER: dict[Language, str] = {
    "de": "Die Artikel beantworten die Frage nicht.",
    "en": "The articles do not answer the question.",
}
_NO_QUESTION: dict[Language, str] = {
    "de": "In dieser Frage steht kein Wort, nach dem sich suchen ließe.",
    "en": "There is no word to look for in this question.",
}


class Searches(Protocol):
    """Finds passages, as :class:`index.searching.Searcher` does."""

    def search(self, question: str, *, k: int) -> Found:
        """At most `k` passages for a question, best first."""
        ...


class Reads(Protocol):
    """Gives articles and who said what in them, as :class:`index.articles.ArticleStore` does."""

    def article(self, name: ArticleId) -> Article | None:
        """The article with this id."""
        ...

    def statements(self, name: ArticleId) -> Sequence[Statement]:
        """Who said what in it."""
        ...


@runtime_checkable
class Answers(Protocol):
    """Answers questions, as :class:`assistant.answering.Answerer` does."""

    def answer(self, question: str) -> Reply:
        """The reply to a question."""
        ...


class BelegRetriever(BaseRetriever):
    """Retrieves Beleg's passages.

    Args:
        searcher: finds passages.
        reading: gives the store of their articles, asked at every question, for what a passage alone does not tell:
            title, outlet, day and speaker; ``None``: nodes go without.
        k: how many to bring back.

    Raises:
        UsageError: if `k` is less than one.
    """

    def __init__(self, searcher: Searches, reading: Callable[[], Reads] | None = None, *, k: int = 10) -> None:
        super().__init__()
        if k < 1:
            raise UsageError(f"k={k} brings back nothing; ask for at least one passage")
        self._searcher, self._reading, self._k = searcher, reading, k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._searcher.search(query_bundle.query_str, k=self._k)
        store = self._reading() if self._reading else None
        return [_of_hit(hit, store) for hit in found.ranking.hits]


class BelegQueryEngine(CustomQueryEngine):
    """Answers with Beleg; the response's source nodes are the verified citations.

    The response's text is the claims, each with its quotations and their numbers. Its metadata tell whether Beleg
    ``abstained`` and why (``reason``), the ``confidence``, the ``question`` as it was answered, the ``notes`` for the
    reader, how many drafted quotations were ``rejected`` and how many claims are ``unproved``. An abstention has no
    source nodes: what came near is no evidence.

    Attributes:
        answerer: answers questions.
    """

    answerer: Answers

    def custom_query(self, query_str: str) -> Response:
        """The response to one question."""
        reply: Reply = self.answerer.answer(query_str)
        metadata = _of_reply(reply)
        if isinstance(reply, Abstention):
            why = _NO_QUESTION if reply.reason == "empty_question" else _NO_ANSWER
            return Response(" ".join((why[reply.language], *reply.notes)), [], metadata)
        text = "\n\n".join(_told(claim) for claim in reply.claims)
        nodes = [_of_citation(each, reply.confidence) for each in reply.citations]
        return Response(text, nodes, metadata)


def _of_hit(hit: Hit, store: Reads | None) -> NodeWithScore:
    passage = hit.passage
    article = store.article(passage.article_id) if store else None
    more: dict[str, object] = {"passage": passage.id}
    if store:
        said = (each.speaker for each in store.statements(passage.article_id) if each.hull.overlap(passage.span))
        more["speaker"] = ", ".join(dict.fromkeys(name for name in said if name)) or None
    node = _node(passage.article_id, passage.span, passage.text, {**_of_article(passage.article_id, article), **more})
    return NodeWithScore(node=node, score=hit.score)


def _of_citation(citation: Citation, score: float) -> NodeWithScore:
    article = citation.article
    said = {"marker": citation.marker, "speaker": citation.speaker, "kind": citation.kind, "via": citation.via}
    node = _node(article.id, citation.span, citation.quote, {**_of_article(article.id, article), **said})
    return NodeWithScore(node=node, score=score)


def _node(name: ArticleId, span: Span, text: str, metadata: Mapping[str, object]) -> TextNode:
    return TextNode(
        id_=f"{name}:{span.start}-{span.end}",
        text=text,
        start_char_idx=span.start,
        end_char_idx=span.end,
        metadata={key: value for key, value in metadata.items() if value is not None},
        excluded_llm_metadata_keys=_FOR_PROGRAMS,
        excluded_embed_metadata_keys=[*_FOR_PROGRAMS, "title", "outlet", "published", "speaker"],
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=name)},
    )


def _of_article(name: ArticleId, article: Article | None) -> dict[str, object]:
    if article is None:
        return {"article": name}
    return {
        "article": name,
        "title": article.title,
        "outlet": article.printed_by,
        "published": article.published.isoformat() if article.published else None,
        "source": f"{article.corpus}/{article.source}",
        "address": article.address,
    }


def _told(claim: Claim) -> str:
    quotes = " ".join(f"„{citation.quote}“ [{citation.marker}]" for citation in claim.citations)
    also = "".join(f" [{citation.marker}]" for citation in claim.also)
    unproved = " (unproved)" if claim.unproved else ""
    return f"{claim.text}{unproved} {quotes}{also}"


def _of_reply(reply: Reply) -> dict[str, Any]:
    return {
        "abstained": not isinstance(reply, Answer),
        "reason": reply.reason if isinstance(reply, Abstention) else None,
        "question": reply.question,
        "confidence": reply.confidence,
        "notes": list(reply.notes),
        "rejected": len(reply.rejected),
        "unproved": sum(claim.unproved for claim in reply.claims) if isinstance(reply, Answer) else 0,
        "model": reply.usage.model or None,
        "fallback": reply.usage.fallback or None,
    }
