"""An unfinished generation, open for writing: the three parts change together or not at all."""

from __future__ import annotations

import shutil
from collections import deque
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np

from index.article_writer import ArticleWriter
from index.articles import day_number
from index.checking import Change
from index.dense import compact
from index.embedding import HashingEmbedder
from index.generation import ARTICLES, DENSE, LEXICAL
from index.lexical import LexicalPassage, LexicalWriter
from index.manifest import FORMAT, Manifest, checksums
from index.model import ArticleId
from index.pipeline import Work, lexing, preparing_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from index.article_writer import Stored
    from index.dense import DenseIndex
    from index.embedding import Vectors
    from index.generation import Home
    from index.makers import Making
    from index.model import Article
    from index.preparing import Lexed, Prepared

_Kept = TypeVar("_Kept")
_Result = TypeVar("_Result")
_VECTORS_AT_ONCE = 2_500
_LARGE = 100_000  # vectors; from here on the graph is written less often
# Deleted passages stay in the lexical statistics until the index is made anew, so that beyond this share of them
# the scores of an incremental build would differ noticeably from those of a full one.
_LEXICAL_SLACK = 0.01
# Chroma gives no space back and its graph grows sparse, but making it anew costs most of a full build.
_DENSE_SLACK = 0.2


class Staging:
    """Writes one unfinished generation.

    Args:
        home: whose generation it is.
        making: what the derived parts are made with.
        copy: start from the published generation; without, from nothing.
        derived: copy what is derived from its articles, too; without, :meth:`rederive` makes it, whatever it was like.
        workers: processes that make it anew.
    """

    def __init__(self, home: Home, making: Making, *, copy: bool, derived: bool = True, workers: int = 1) -> None:
        self._home, self._making, self._workers = home, making, workers
        base = home.current() if copy else None
        self._base = (home.directory(base), Manifest.read(home.directory(base))) if base else None
        self._deleted = dict(self._base[1].deleted) if self._base else {}
        self.name, self.directory = home.begin(copy=copy, derived=derived)
        self._articles = ArticleWriter(self.directory / ARTICLES)
        self.ledger = self._articles.ledger
        self._lexical = LexicalWriter(self.directory / LEXICAL)
        self._dense = self._open_dense(base if derived else None)
        self._continues = base is not None and derived and not home.chroma.served
        self._keys: list[int] = []
        self._vectors: list[Vectors] = []
        self._gone: list[int] = []
        self._added = 0
        self._eager = False
        self._untouched = True  # no vector has been written or deleted yet
        self._came: set[int] = set()
        self._went: set[int] = set()

    def _open_dense(self, base: str | None) -> DenseIndex:
        chroma, directory = self._home.chroma, self.directory / DENSE
        if base is not None and not chroma.served:
            return chroma.open(directory, self.name)
        created = self._create_dense()
        if base is not None:
            old = chroma.open(self._home.directory(base) / DENSE, base)
            self._copy_vectors(old, created)
            old.close()
        return created

    def _create_dense(self) -> DenseIndex:
        # The words find first what hashed vectors find; a model's vectors rank by themselves.
        fine = self._making.hashing is None
        return self._home.chroma.create(self.directory / DENSE, self.name, fine=fine)

    def _copy_vectors(self, old: DenseIndex, new: DenseIndex) -> None:
        keys = self._articles.keys()
        for start in range(0, len(keys), _VECTORS_AT_ONCE):
            vectors = old.vectors(keys[start : start + _VECTORS_AT_ONCE])
            if vectors:
                new.add(list(vectors), np.stack(list(vectors.values())))

    # Changes

    def __contains__(self, name: ArticleId) -> bool:
        """Whether the article is there."""
        return self._articles.has(name)

    def keep_out(self, name: ArticleId) -> None:
        """Keep an article that is there from coming back."""
        self.ledger.exclude(name)

    def drop(self, corpus: str) -> int:
        """Delete a corpus and every article of it; how many there were."""
        names = self.ledger.versions(corpus)
        for name in names:
            self.delete(ArticleId(name))
        self.ledger.drop_corpus(corpus)
        return len(names)

    def empty(self, corpus: str, source: str) -> int:
        """Delete every article of a file; how many there were."""
        names = self.ledger.versions(corpus, source)
        for name in names:
            self.delete(ArticleId(name))
        return len(names)

    def put(self, prepared: Prepared) -> None:
        """Add an article that is not there."""
        stored = self._articles.put(prepared)
        self._index(stored, prepared, {})

    def replace(self, prepared: Prepared, *, now: datetime) -> None:
        """Put a new version of an article in the place of the old one, which is kept as an earlier version.

        Passages whose text has not changed keep their vectors.
        """
        name = prepared.article.id
        known = {} if prepared.vectors is not None else self._known_vectors(name)
        self.delete(name, replaced=now)
        stored = self._articles.put(prepared)
        self._index(stored, prepared, known)

    def _known_vectors(self, name: ArticleId) -> dict[str, Vectors]:
        stored, article = self._articles.article(name)
        self._flush()
        vectors = self._dense.vectors(stored.keys)
        texts = {key: article.text[start:end] for key, start, end in self._articles.passages(stored.no)}
        return {texts[key]: vector for key, vector in vectors.items()}

    def delete(self, name: ArticleId, *, replaced: datetime | None = None) -> None:
        """Delete an article; with `replaced`, its text is kept as an earlier version replaced at that time."""
        stored, _ = self._articles.article(name)
        self._lexical.delete_articles([stored.no])
        self._gone += stored.keys
        if self._continues:
            self._went.update(stored.keys)
        self._articles.delete(name, kept_as_earlier=replaced.isoformat(timespec="seconds") if replaced else None)
        for part in ("lexical", "dense"):
            self._deleted[part] = self._deleted.get(part, 0) + len(stored.keys)

    def _index(self, stored: Stored, prepared: Prepared, known: dict[str, Vectors]) -> None:
        self._add_terms(stored, day_number(prepared.article.published), stored.keys, prepared)
        if not stored.keys:
            return
        vectors = prepared.vectors
        if vectors is None:
            text = prepared.article.text
            vectors = self._embedded([text[start:end] for start, end in prepared.passages], known)
        self._keys += stored.keys
        if self._continues:
            self._came.update(stored.keys)
        self._vectors.append(vectors)
        if len(self._keys) >= _VECTORS_AT_ONCE:
            self._flush()

    def _embedded(self, passages: Sequence[str], known: dict[str, Vectors]) -> Vectors:
        embedder = self._making.embedder
        assert not isinstance(embedder, HashingEmbedder), "the workers hash"
        texts = [text for text in dict.fromkeys(passages) if text not in known]
        vectors = {**known, **dict(zip(texts, embedder.embed_texts(texts), strict=True))} if texts else known
        return np.stack([vectors[text] for text in passages])

    def _flush(self) -> None:
        self._untouched = self._untouched and not (self._keys or self._gone)
        if self._keys:
            self._dense.add(self._keys, np.concatenate(self._vectors))
            before, self._added = self._added, self._added + len(self._keys)
            self._keys, self._vectors = [], []
            if before <= _LARGE < self._added and not self._home.chroma.served:
                self._reopen_dense("rare")
        if self._gone:
            self._dense.delete(self._gone)
            self._gone = []

    def _reopen_dense(self, flushing: Literal["rare", "eager"]) -> None:
        self._eager = flushing == "eager"
        self._dense.set_flushing(flushing)
        self._dense.close()
        self._dense = self._home.chroma.open(self.directory / DENSE, self.name)

    # Making the derived parts anew

    def rederive(self) -> Iterator[ArticleId]:
        """Make everything derived from the stored articles, where nothing is; yields each article when it is done."""
        for stored, prepared in self._by_workers(preparing_again, self._articles.articles()):
            keys = self._articles.derive(stored.no, prepared)
            self._index(stored.with_keys(keys), prepared, {})
            yield prepared.article.id

    def _by_workers(
        self, job: Callable[..., AbstractContextManager[Iterator[_Result]]], items: Iterable[tuple[_Kept, object]]
    ) -> Iterator[tuple[_Kept, _Result]]:
        """What workers make of an item for each article, in order, beside what is kept here meanwhile."""
        kept: deque[_Kept] = deque()

        def given() -> Iterator[object]:
            for own, item in items:
                kept.append(own)
                yield item

        work = Work(self._making.chunking, self._making.hashing)
        with job(given(), self._articles.count("articles"), work, workers=self._workers) as results:
            for result in results:
                yield kept.popleft(), result

    def _clear_lexical(self) -> None:
        self._lexical.close()
        shutil.rmtree(self.directory / LEXICAL)
        self._lexical = LexicalWriter(self.directory / LEXICAL)
        self._deleted.pop("lexical", None)

    def _clear_dense(self) -> None:
        self._dense.close()
        if not self._home.chroma.served:
            shutil.rmtree(self.directory / DENSE)
        self._dense, self._eager = self._create_dense(), False
        self._deleted.pop("dense", None)

    def _relex(self) -> None:
        """Make the lexical index anew from the stored passages."""
        self._continues = False
        self._clear_lexical()
        for (stored, day, keys), lexed in self._by_workers(lexing, self._passages()):
            self._add_terms(stored, day, keys, lexed)

    def _passages(
        self,
    ) -> Iterator[tuple[tuple[Stored, int | None, tuple[int, ...]], tuple[Article, list[tuple[int, int]]]]]:
        """Every article with where its passages start and end, beside what the lexical index keeps them under."""
        for stored, article in self._articles.articles():
            passages = self._articles.passages(stored.no)
            place = stored, day_number(article.published), tuple(key for key, _, _ in passages)
            yield place, (article, [(start, end) for _, start, end in passages])

    def _add_terms(self, stored: Stored, day: int | None, keys: Sequence[int], lexed: Prepared | Lexed) -> None:
        self._lexical.add(
            LexicalPassage(key, stored.no, day, stored.outlet, *terms, headline=lexed.headline)
            for key, terms in zip(keys, lexed.terms, strict=True)
        )

    def _redense(self) -> None:
        """Make the collection of vectors anew from its vectors."""
        self._continues = False
        keys = self._articles.keys()
        vectors = self._dense.vectors(keys)
        self._clear_dense()
        for start in range(0, len(keys), _VECTORS_AT_ONCE):
            some = keys[start : start + _VECTORS_AT_ONCE]
            self._dense.add(some, np.stack([vectors[key] for key in some]))

    # The end

    def finish(self, *, now: datetime, clean: bool = False) -> Manifest:
        """Bring everything to rest and describe it; nothing can be changed afterwards.

        Args:
            now: when the generation was built.
            clean: make the derived parts anew so that nothing that was deleted is left in them.
        """
        if self._continues and self._untouched:
            # A few changes: Chroma reads its graph once, and writes it with them.
            self._reopen_dense("eager")
        self._flush()
        passages = max(self._articles.count("passages"), 1)
        if clean or self._deleted.get("lexical", 0) / passages > _LEXICAL_SLACK:
            self._relex()
        if clean or self._deleted.get("dense", 0) / passages > _DENSE_SLACK:
            self._redense()
        counts = {part: self._articles.count(part) for part in ("articles", "passages", "statements")}
        counts["vectors"] = len(self._dense)
        self._lexical.commit()
        self._lexical.close()
        self._settle_dense()
        self._articles.close(compact=clean)
        created = now.astimezone(UTC).isoformat(timespec="seconds")
        files = checksums(self.directory, copied_from=self._base)
        served = self._home.chroma.served
        manifest = Manifest(FORMAT, created, self._making.makers, counts, self._deleted, files, served)
        manifest.write(self.directory)
        return manifest

    @property
    def change(self) -> Change | None:
        """What became of the passages of the generation that this one began as; ``None`` if parts were made anew."""
        if self._base is None or not self._continues:
            return None
        counts = self._base[1].counts
        return Change(counts["passages"], sorted(self._came - self._went), sorted(self._went - self._came))

    def _settle_dense(self) -> None:
        """Have Chroma write all it holds back: left in its log, every opening would replay it and change the files."""
        if self._home.chroma.served:
            self._dense.close()
            return
        if not self._eager:
            self._reopen_dense("eager")
        self._dense.touch()
        self._dense.set_flushing("usual")
        self._dense.close()
        compact(self.directory / DENSE)

    def abandon(self) -> None:
        """Let go of everything."""
        self._articles.abandon()
        self._dense.close()
