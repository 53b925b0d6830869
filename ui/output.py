"""A reply as one JSON object: what ``beleg ask --json`` prints. `docs/output.md` describes it; `VERSION` numbers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Abstention, Answer

if TYPE_CHECKING:
    from assistant.model import Citation, Claim, Reply, Searched
    from index.model import Ranking

VERSION = 1


def reply_object(reply: Reply, *, seconds: float | None = None) -> dict[str, object]:
    """The documented object of a reply; `seconds` is how long it took, where that is known."""
    common: dict[str, object] = {
        "version": VERSION,
        "question": reply.question,
        "language": reply.language,
        "kind": "answer" if isinstance(reply, Answer) else "abstention",
        "claims": [_claim(claim) for claim in reply.claims] if isinstance(reply, Answer) else [],
        "confidence": round(reply.confidence, 4),
        "searched": _searched(reply.searched),
        "ranking": ranking_rows(reply.ranking),
        "rejected": [{"text": r.text, "verdict": r.verdict, "reason": r.reason} for r in reply.rejected],
        "notes": list(reply.notes),
    }
    if seconds is not None:
        common["seconds"] = round(seconds, 4)
    match reply:
        case Answer(differing=differing):
            common["differing"] = [list(group) for group in differing]
        case Abstention(reason=reason, nearest=nearest, about=about):
            common |= {"reason": reason, "about": about, "nearest": [citation_object(c) for c in nearest]}
    if reply.usage.model or reply.usage.fallback:
        usage = reply.usage
        common["model"] = {
            "name": usage.model,
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "estimated": usage.estimated,
            "cost": usage.cost,
            "fallback": usage.fallback,
        }
    return common


def citation_object(citation: Citation) -> dict[str, object]:
    """One receipt; ``article.text[start:end] == quote``."""
    article = citation.article
    return {
        "marker": citation.marker,
        "quote": citation.quote,
        "article": article.id,
        "source": article.source,
        "title": article.title,
        "outlet": article.printed_by,
        "published": article.published.isoformat() if article.published else None,
        "start": citation.span.start,
        "end": citation.span.end,
        "speaker": citation.speaker,
        "kind": citation.kind,
        "via": citation.via,
        "version": article.version,
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "text": claim.text,
        "speaker": claim.speaker,
        "citations": [citation_object(citation) for citation in claim.citations],
        "also": [citation_object(citation) for citation in claim.also],
        "origins": claim.origins,
        "drafted_by": claim.drafted_by,
        "translation": claim.translation,
        "unproved": claim.unproved,
    }


def _searched(searched: Searched) -> dict[str, object]:
    return {
        "articles": searched.articles,
        "dates": [day.isoformat() if day else None for day in (searched.since, searched.until)],
        "undated": searched.undated,
        "terms": [{"word": w.word, "tried": list(w.tried), "found": list(w.found)} for w in searched.words],
    }


def ranking_rows(ranking: Ranking) -> list[dict[str, object]]:
    """The passages of a ranking with rank, score and the ranks in each leg."""
    return [
        {
            "rank": rank,
            "score": round(hit.score, 6),
            "article": hit.passage.article_id,
            "start": hit.passage.span.start,
            "end": hit.passage.span.end,
            "text": hit.passage.text,
            "legs": dict(hit.ranks),
        }
        for rank, hit in enumerate(ranking.hits, start=1)
    ]
