"""``beleg list`` and ``beleg show``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.errors import UsageError
from index.model import Span
from ui.cli import ANSWERED
from ui.cli.common import opened, the_article
from ui.terminal import Terminal, safe

if TYPE_CHECKING:
    import argparse

    from index.generation import Generation
    from index.model import Article, Statement


def listing(chosen: argparse.Namespace) -> int:
    """Every article, a line each."""
    generation = opened(chosen)
    terminal = Terminal()
    if chosen.skipped:
        _skipped(terminal, generation, as_json=chosen.json)
        generation.close()
        return ANSWERED
    for entry in generation.articles.entries():
        published = entry.published.isoformat() if entry.published else None
        if chosen.json:
            row: dict[str, object] = {
                "id": entry.id,
                "corpus": entry.corpus,
                "source": entry.source,
                "title": entry.title,
            }
            row |= {"outlet": entry.printed_by, "characters": entry.characters, "published": published}
            terminal.print(json.dumps(row, ensure_ascii=False))
        else:
            day = (published or "undated")[:10]
            terminal.print(
                f"{terminal.style(entry.id, 'dim')}  {day:<10}  {safe(entry.printed_by)}: {safe(entry.title)}"
            )
    generation.close()
    return ANSWERED


def _skipped(terminal: Terminal, generation: Generation, *, as_json: bool) -> None:
    """What is in the folders and not in the index, with the reasons."""
    ledger = generation.articles.ledger
    rows = [(corpus, *row) for corpus in ledger.corpora() for row in ledger.skipped(corpus)]
    for corpus, source, reason in rows:
        if as_json:
            row = {"corpus": corpus, "source": source, "reason": reason}
            terminal.print(json.dumps(row, ensure_ascii=False))
        else:
            terminal.print(f"{safe(f'{corpus}/{source}')}: {safe(reason)}")
    if not rows and not as_json:
        terminal.print("nothing was skipped")


def show(chosen: argparse.Namespace) -> int:
    """One article: its text, or what was taken out of it, or who says what in it."""
    generation = opened(chosen)
    name = the_article(generation.articles, chosen.article).id
    article = generation.articles.article(name)
    assert article is not None
    statements = generation.articles.statements(name)
    generation.close()
    if chosen.span and chosen.span[1] > len(article.text):
        told = f"{chosen.span[0]}-{chosen.span[1]}"
        raise UsageError(f"the article has {len(article.text)} characters; {told} reaches beyond them")
    terminal = Terminal()
    if chosen.json:
        terminal.print(json.dumps(_object(article, statements), ensure_ascii=False))
        return ANSWERED
    _head(terminal, article)
    if chosen.statements:
        _statements(terminal, article, statements)
    elif chosen.raw:
        _raw(terminal, article)
    else:
        _text(terminal, article, chosen.span)
    return ANSWERED


def _head(terminal: Terminal, article: Article) -> None:
    terminal.wrap(article.title, style=("bold",))
    fields = {
        "outlet": article.outlet,
        "agency": article.agency,
        "by": ", ".join(article.authors),
        "dateline": article.dateline,
        "published": article.published and article.published.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "section": article.section,
        "address": article.address,
        "source": f"{article.corpus}/{article.source}",
        "id": article.id,
    }
    for name, value in fields.items():
        if value:
            terminal.print(f"{terminal.style(f'{name:<10}', 'dim')}{safe(value)}")
    terminal.print()


def _text(terminal: Terminal, article: Article, marked: tuple[int, int] | None) -> None:
    if marked is None:
        terminal.print(safe(article.text))
        return
    span = Span(*marked)
    before, after = article.text[: span.start], article.text[span.end :]
    terminal.print(f"{safe(before)}{terminal.style('▶' + span.of(article.text) + '◀', 'bold', 'green')}{safe(after)}")


def _raw(terminal: Terminal, article: Article) -> None:
    """The original, what was taken out of it marked in its place with the reason."""
    at = 0
    pieces = []
    for removal in article.removed:
        pieces.append(safe(article.text[at : removal.at]))
        pieces.append("\n" * (removal.text.startswith("\n") and removal.at > 0))
        pieces.append(terminal.style(f"[{removal.reason}: {removal.text.strip()}]", "red"))
        pieces.append("\n" if removal.text.endswith("\n") else "")
        at = removal.at
    terminal.print("".join([*pieces, safe(article.text[at:])]))
    terminal.print()
    count = len(article.removed)
    told = "1 piece was taken out" if count == 1 else f"{count} pieces were taken out"
    terminal.print(terminal.style(told, "dim"))


def _statements(terminal: Terminal, article: Article, statements: list[Statement]) -> None:
    for statement in statements:
        words = " … ".join(span.of(article.text) for span in statement.spans)
        via = f", via {statement.via}" if statement.via else ""
        who = statement.speaker or "somebody"
        place = f"{statement.hull.start}-{statement.hull.end}"
        terminal.print(f"{terminal.style(who, 'bold')}{safe(via)} ({statement.kind}, {place})")
        terminal.wrap(words, indent="  ")


def _object(article: Article, statements: list[Statement]) -> dict[str, object]:
    return {
        "id": article.id,
        "version": article.version,
        "corpus": article.corpus,
        "source": article.source,
        "title": article.title,
        "outlet": article.outlet,
        "agency": article.agency,
        "authors": list(article.authors),
        "dateline": article.dateline,
        "published": article.published and article.published.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "section": article.section,
        "language": article.language,
        "address": article.address,
        "text": article.text,
        "removed": [{"at": r.at, "text": r.text, "reason": r.reason} for r in article.removed],
        "statements": [
            {
                "kind": s.kind,
                "speaker": s.speaker,
                "via": s.via,
                "spans": [[span.start, span.end] for span in s.spans],
                "quote": [span.of(article.text) for span in s.spans],
            }
            for s in statements
        ],
    }
