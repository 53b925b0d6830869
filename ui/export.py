"""Turns as files: Markdown, HTML, JSON, CSL-JSON, and one answer as a card. Every quotation with its permanent link."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from assistant.dates import long_day
from assistant.model import Abstention, Answer
from ui import blocks
from ui.output import reply_object
from ui.replies import also, drafted, quoted
from ui.strings import Tongue, own, say
from ui.terminal import safe
from ui.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.model import Citation, Claim, Reply
    from index.model import Article, Span
    from ui.showing import Shown

    Link = Callable[[Article, Span | None], str]  # the address of a place in an article, or nothing where it has none
    Export = Callable[[Sequence[Shown], Tongue, Link], str]

_CARD = """\
body{margin:0;padding:2rem;background:#fbfaf6;color:#1c1b18;font:16px/1.5 Georgia,serif}
main{max-width:40rem;margin:auto;background:#fff;border:1px solid #d9d5c8;padding:2rem}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 1rem}
p{margin:.3rem 0}.f{color:#5d5a50;font:.92rem/1.45 sans-serif}
blockquote{margin:.4rem 0 1rem;padding-left:1rem;border-left:3px solid #14594f;font-size:1.1rem}
blockquote.indirect{border-left-style:dashed}blockquote.fact,blockquote.reported{border-left-style:double}
.r{font:.8rem/1.4 sans-serif;color:#5d5a50;border-top:1px dashed #d9d5c8;padding-top:.5rem;margin-top:.5rem}
a{color:#14594f}footer{margin-top:1.5rem;font:.8rem sans-serif;color:#5d5a50}
@media(prefers-color-scheme:dark){body{background:#161613;color:#ece9e0}main{background:#1e1e1a;border-color:#3a3932}
.f,.r,footer{color:#aba697}a{color:#7fcabb}}
"""


def _citations(reply: Reply) -> tuple[Citation, ...]:
    return reply.citations if isinstance(reply, Answer) else reply.nearest


def notes(shown: Shown, tongue: Tongue) -> list[str]:
    """What a reader should know of a turn: notes, that it was stopped, what is gone."""
    reply, gone = shown.reply, sum(state == "gone" for state in shown.states.values())
    if reply is None:
        return [say(tongue, "gone_whole")]
    tongue = own(reply, tongue)
    understood = [] if reply.question.strip() == shown.question.strip() else [reply.question]
    return [
        *(f"{say(tongue, 'understood')}: {each}" for each in understood),
        *reply.notes,
        *([say(tongue, "stopped")] if shown.stopped else []),
        *([say(tongue, "gone", count=gone)] if gone else []),
    ]


def translated(claim: Claim, tongue: Tongue) -> str:
    """A model's translation of a claim, said to be one; empty if there is none."""
    return f"{say(tongue, 'model_translation')}: {claim.translation}" if claim.translation else ""


def _told(citation: Citation, tongue: Tongue) -> str:
    article = citation.article
    day = long_day(article.published.day, tongue) if article.published else say(tongue, "undated")
    return " · ".join([f"{article.title} — {blocks.printed(article, tongue)}, {day}", *who(citation, tongue)])


def who(citation: Citation, tongue: Tongue) -> list[str]:
    """The speaker of a quotation, how it was said, and who passed it on, as far as they are known."""
    kind = say(tongue, citation.kind) if citation.kind else ""
    via = say(tongue, "via", via=citation.via) if citation.via else ""
    return [each for each in (citation.speaker or "", kind, via) if each]


def _escaped(text: str) -> str:
    """Foreign text in Markdown: nothing in it is markup."""
    line = re.sub(r"\s+", " ", safe(text))
    return re.sub(r"([\\`*_\[\]<>!#|~&$:@])", r"\\\1", line)


def markdown(turns: Sequence[Shown], tongue: Tongue, link: Link) -> str:
    """The turns as Markdown."""
    lines: list[str] = []
    for shown in turns:
        lines += [f"## {_escaped(shown.question)}", ""]
        reply = shown.reply
        lines += [f"*{_escaped(note)}*\n" for note in notes(shown, tongue)]
        if reply is None:
            continue
        language = own(reply, tongue)
        match reply:
            case Answer(claims=claims):
                for claim in claims:
                    lines += [_escaped(drafted(claim, language)), ""]
                    lines += [f"> {_escaped(quoted(c))} [{c.marker}]\n" for c in claim.citations]
                    lines += [f"{_escaped(translation)}\n"] if (translation := translated(claim, language)) else []
                    lines += [f"{_escaped(also(claim, reply.language))}\n"] if claim.also else []
            case Abstention():
                lines += [_escaped(wording(reply.language, reply.reason).format(who=reply.about or "")), ""]
                lines += [f"{say(language, 'nearest')}:", ""]
        for citation in _citations(reply):
            place = link(citation.article, citation.span)
            where = f"  \n   <{place}>" if place else ""
            lines.append(f"{citation.marker}. {_escaped(_told(citation, language))}{where}")
        lines.append("")
    return "\n".join(lines)


def page(turns: Sequence[Shown], tongue: Tongue, link: Link) -> str:
    """The turns as one HTML page that loads nothing."""
    body = "".join(_section(shown, tongue, link) for shown in turns)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html><html lang="{tongue}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>Beleg</title><style>{_CARD}</style></head>'
        f"<body><main>{body}<footer>Beleg</footer></main></body></html>"
    )


def _section(shown: Shown, tongue: Tongue, link: Link) -> str:
    head = f"<h1>{blocks.words(shown.question)}</h1>"
    reply = shown.reply
    parts = [f'<p class="f">{blocks.words(note)}</p>' for note in notes(shown, tongue)]
    if reply is None:
        return f"<section>{head}{''.join(parts)}</section>"
    tongue = own(reply, tongue)
    match reply:
        case Answer(claims=claims):
            for claim in claims:
                parts.append(f'<p class="f">{blocks.words(drafted(claim, tongue))}</p>')
                parts += [
                    f'<blockquote class="{c.kind or "fact"}">{blocks.words(quoted(c))} [{c.marker}]</blockquote>'
                    for c in claim.citations
                ]
                more = [translated(claim, tongue), also(claim, reply.language) if claim.also else ""]
                parts += [f'<p class="f">{blocks.words(each)}</p>' for each in more if each]
        case Abstention():
            text = wording(reply.language, reply.reason).format(who=reply.about or "")
            parts += [f"<p>{blocks.words(text)}</p>", f'<p class="f">{say(tongue, "nearest")}</p>']
    for citation in _citations(reply):
        place = html.escape(link(citation.article, citation.span))
        name = say(tongue, "place", start=citation.span.start, end=citation.span.end)
        told = blocks.words(_told(citation, tongue))
        where = f'<a href="{place}">{name}</a>' if place else name
        parts.append(f'<p class="r">[{citation.marker}] {told} · {where}</p>')
    return f'<section lang="{tongue}">{head}{"".join(parts)}</section>'


def as_json(turns: Sequence[Shown], _tongue: Tongue, link: Link) -> str:
    """The turns as the documented object of `beleg ask --json` each, with the permanent links of the receipts."""
    rows: list[dict[str, object]] = []
    for shown in turns:
        if shown.reply is None:
            rows.append({"asked": shown.question, "reply": None})
            continue
        links = {str(c.marker): link(c.article, c.span) for c in _citations(shown.reply)}
        reply = reply_object(shown.reply)
        rows.append({"asked": shown.question, "stopped": shown.stopped, "reply": reply, "links": links})
    return json.dumps({"version": 1, "turns": rows}, ensure_ascii=False, indent=2)


def csl(turns: Sequence[Shown], tongue: Tongue, link: Link) -> str:
    """Every receipt as an item of CSL-JSON, for Zotero and its like; a model's translation stands in its note."""
    distinct: dict[str, dict[str, object]] = {}
    for shown in turns:
        claims = shown.reply.claims if isinstance(shown.reply, Answer) else ()
        language = own(shown.reply, tongue)
        more = {each.marker: translated(claim, language) for claim in claims for each in claim.citations}
        for citation in _citations(shown.reply) if shown.reply else ():
            item = _item(citation, link, more.get(citation.marker, ""))
            distinct[str(item["id"])] = item
    return json.dumps(list(distinct.values()), ensure_ascii=False, indent=2)


def _item(citation: Citation, link: Link, more: str) -> dict[str, object]:
    article: Article = citation.article
    place = link(article, citation.span)
    item: dict[str, object] = {
        "id": f"{article.id}:{citation.span.start}-{citation.span.end}",
        "type": "article-newspaper",
        "title": article.title,
        "language": article.language,
        "URL": article.address or place,
        "author": [{"literal": name} for name in article.authors],
        "note": " – ".join(each for each in (quoted(citation), citation.speaker, more, place) if each),
    }
    if article.outlet or article.agency:
        item["container-title"] = article.printed_by
    if article.published:
        day = article.published.day
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    return item


FORMATS: dict[str, tuple[Export, str, str]] = {
    "Markdown": (markdown, "md", "text/markdown"),
    "HTML": (page, "html", "text/html"),
    "JSON": (as_json, "json", "application/json"),
    "CSL-JSON": (csl, "csl.json", "application/vnd.citationstyles.csl+json"),
}
"""What a conversation can be exported as: how it is made, the file's ending, its media type."""
