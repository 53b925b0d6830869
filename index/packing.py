"""Articles and statements as the article store keeps them: JSON and compressed text. Pure."""

from __future__ import annotations

import json
import zlib
from typing import cast

from index.model import Article, ArticleId, Moment, Removal, Span, Statement, StatementKind

_COMPRESSION = 3  # of 9; zlib's own choice, 6, takes twice as long for a tenth less


def pack(article: Article) -> tuple[str, bytes]:
    """An article as the store keeps it: its fields as JSON, its text compressed."""
    fields = {
        "title": article.title,
        "outlet": article.outlet,
        "agency": article.agency,
        "authors": article.authors,
        "dateline": article.dateline,
        "published": article.published and article.published.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "section": article.section,
        "language": article.language,
        "address": article.address,
        "removed": [[removal.at, removal.text, removal.reason] for removal in article.removed],
    }
    return json.dumps(fields, ensure_ascii=False), zlib.compress(
        article.text.encode("utf-8", "surrogatepass"), _COMPRESSION
    )


def unpack(identity: tuple[str, str, str], fields: str, text: bytes) -> Article:
    """The article that :func:`pack` packed; `identity` is its id, corpus and source."""
    values = json.loads(fields)
    moments = {key: values[key] and Moment.parse(values[key]) for key in ("published", "updated")}
    values["authors"] = tuple(values["authors"])
    values["removed"] = tuple(Removal(*removal) for removal in values["removed"])
    name, corpus, source = identity
    stored = zlib.decompress(text).decode("utf-8", "surrogatepass")
    return Article(id=ArticleId(name), corpus=corpus, source=source, text=stored, **{**values, **moments})


def pack_statement(statement: Statement) -> str:
    """A statement's spans and names as JSON."""
    spans = ",".join([_packed(span) for span in statement.spans])
    via = json.dumps(statement.via, ensure_ascii=False)
    return f"[[{spans}],{_packed(statement.speaker_span)},{_packed(statement.cue_span)},{via}]"


def _packed(span: Span | None) -> str:
    return "null" if span is None else f"[{span.start},{span.end}]"


def unpack_statement(kind: str, speaker: str | None, packed: str) -> Statement:
    """What :func:`pack_statement` packed."""
    spans, speaker_span, cue_span, via = json.loads(packed)
    return Statement(
        spans=tuple(Span(*span) for span in spans),
        kind=cast("StatementKind", kind),
        speaker=speaker,
        speaker_span=Span(*speaker_span) if speaker_span else None,
        cue_span=Span(*cue_span) if cue_span else None,
        via=via,
    )
