"""Reply → what is stored of it, and back. Quotations are stored as places and sliced anew from the stored article.

A receipt remembers the fingerprint of the article's version. Coming back, it is sliced from that very version, which
the index keeps; from an article that was removed nothing comes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol

from assistant.model import Abstention, Answer, Citation, Claim, Searched, SearchedWord, Usage
from index.model import Article, ArticleId, Span

if TYPE_CHECKING:
    from assistant.model import Reply
    from index.articles import Version

VERSION = 1

State = Literal["same", "moved", "lost", "gone"]
"""Of a receipt: the article is unchanged; changed, the words still in it; changed, without the words; not there."""


class Articles(Protocol):
    """Where articles are looked up; the article store of a generation does."""

    def article(self, name: ArticleId) -> Article | None:
        """The article, or ``None``."""

    def earlier(self, name: ArticleId) -> list[Version]:
        """Its earlier versions."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A stored reply as it can be shown today.

    Attributes:
        reply: ``None`` if nothing of an answer is left.
        states: for each receipt that was stored, by marker, what became of it.
    """

    reply: Reply | None
    states: dict[int, State]

    @property
    def gone(self) -> int:
        """How many receipts cannot be shown any more."""
        return sum(state == "gone" for state in self.states.values())


def pack(reply: Reply) -> dict[str, Any]:
    """What is stored of a reply: everything but the articles' words."""
    searched = reply.searched
    row: dict[str, Any] = {
        "version": VERSION,
        "question": reply.question,
        "language": reply.language,
        "confidence": reply.confidence,
        "notes": list(reply.notes),
        "searched": {
            "articles": searched.articles,
            "since": searched.since and searched.since.isoformat(),
            "until": searched.until and searched.until.isoformat(),
            "undated": searched.undated,
            "words": [[w.word, list(w.tried), list(w.found)] for w in searched.words],
        },
        "usage": [reply.usage.model, reply.usage.fallback],
    }
    match reply:
        case Answer():
            row |= {
                "claims": [_claim(claim) for claim in reply.claims],
                "differing": [list(g) for g in reply.differing],
            }
        case Abstention():
            row |= {"reason": reply.reason, "about": reply.about, "nearest": [_citation(c) for c in reply.nearest]}
    return row


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "speaker": claim.speaker,
        "origins": claim.origins,
        "by": claim.drafted_by,
        "translation": claim.translation,
        "unproved": claim.unproved,
        "citations": [_citation(each) for each in claim.citations],
        "also": [_citation(each) for each in claim.also],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "marker": citation.marker,
        "article": citation.article.id,
        "version": citation.article.version,
        "span": [citation.span.start, citation.span.end],
        "speaker": citation.speaker,
        "kind": citation.kind,
        "via": citation.via,
    }


def without(row: dict[str, Any], article: str) -> dict[str, Any]:
    """A stored reply without anything of one article: what only it supports goes, a model's words on it too."""

    def kept(citations: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [each for each in citations if each["article"] != article]

    if "claims" not in row:
        return row | {"nearest": kept(row.get("nearest", []))}
    clean = [at for at, claim in enumerate(row["claims"]) if kept(claim["citations"]) == claim["citations"]]
    places = {old: new for new, old in enumerate(clean)}
    claims = [row["claims"][at] | {"also": kept(row["claims"][at]["also"])} for at in clean]
    differing = [[places[at] for at in group if at in places] for group in row["differing"]]
    return row | {"claims": claims, "differing": [group for group in differing if group]}


def restore(row: dict[str, Any], articles: Articles) -> Restored:
    """A stored reply with its quotations sliced anew."""
    return _Restoring(articles).reply(row)


class _Restoring:
    """Brings one reply back."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._versions: dict[tuple[str, str], tuple[Article | None, Article | None]] = {}
        self._states: dict[int, State] = {}

    def reply(self, row: dict[str, Any]) -> Restored:
        common: dict[str, Any] = {
            "question": row["question"],
            "language": row["language"],
            "searched": _searched(row["searched"]),
            "confidence": row["confidence"],
            "notes": tuple(row["notes"]),
            "usage": Usage(model=row["usage"][0], fallback=row["usage"][1]),
        }
        if "claims" not in row:
            nearest = tuple(self._present(row["nearest"]))
            kept = Abstention(**common, reason=row["reason"], nearest=nearest, about=row["about"])
            return Restored(kept, self._states)
        claims = [self._claim(each) for each in row["claims"]]
        present = [at for at, claim in enumerate(claims) if claim is not None]
        shown = tuple(claim for claim in claims if claim is not None)
        places = {old: new for new, old in enumerate(present)}
        differing = tuple(tuple(places[at] for at in group if at in places) for group in row["differing"])
        if not shown:
            return Restored(None, self._states)
        answer = Answer(**common, claims=shown, differing=tuple(group for group in differing if group))
        return Restored(answer, self._states)

    def _claim(self, row: dict[str, Any]) -> Claim | None:
        citations, also = self._present(row["citations"]), self._present(row["also"])
        if not citations:
            return None
        return Claim(
            text=row["text"],
            citations=tuple(citations),
            speaker=row["speaker"],
            also=tuple(also),
            origins=row["origins"],
            drafted_by=row["by"],
            translation=row["translation"],
            unproved=row.get("unproved", False),
        )

    def _present(self, rows: list[dict[str, Any]]) -> list[Citation]:
        return [citation for row in rows if (citation := self._citation(row)) is not None]

    def _citation(self, row: dict[str, Any]) -> Citation | None:
        now, then = self._article(row["article"], row["version"])
        span = Span(*row["span"])
        if now is None or then is None or span.end > len(then.text):
            self._states[row["marker"]] = "gone"
            return None
        if now.version == row["version"]:
            self._states[row["marker"]] = "same"
        else:
            self._states[row["marker"]] = "moved" if span.of(then.text) in now.text else "lost"
        return Citation(row["marker"], then, span, row["speaker"], row["kind"], row["via"])

    def _article(self, name: str, version: str) -> tuple[Article | None, Article | None]:
        """The article as it is now, and as it was."""
        if (name, version) not in self._versions:
            now = self._articles.article(ArticleId(name))
            then = now
            if now is not None and now.version != version:
                earlier = (each.article for each in self._articles.earlier(ArticleId(name)))
                then = next((each for each in earlier if each.version == version), None)
            self._versions[name, version] = (now, then)
        return self._versions[name, version]


def _searched(row: dict[str, Any]) -> Searched:
    return Searched(
        row["articles"],
        date.fromisoformat(row["since"]) if row["since"] else None,
        date.fromisoformat(row["until"]) if row["until"] else None,
        tuple(SearchedWord(word, tuple(tried), tuple(found)) for word, tried, found in row["words"]),
        row.get("undated", 0),  # kept before it was counted
    )
