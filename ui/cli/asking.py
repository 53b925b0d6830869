"""``beleg ask`` and ``beleg search``."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from assistant import framing
from assistant.model import Abstention, Answer
from assistant.wiring import answerer, searcher
from index.errors import UsageError
from index.model import Scope
from index.planning import MAX_QUESTION
from ui.cli import ABSTAINED, ANSWERED
from ui.cli.common import articles_counted, built, refuse_too_long, refuse_unknown_outlet, settings, the_article
from ui.output import ranking_rows, reply_object
from ui.replies import ReplyPrinter
from ui.terminal import Terminal, safe
from ui.wording import brief

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from index.articles import ArticleStore
    from index.model import Hit
    from index.planning import Plan
    from index.searching import Found, Searcher

    _Matches = list[tuple[str, tuple[str, ...]]]


def ask(chosen: argparse.Namespace) -> int:
    """Answer a question."""
    question = _question(chosen)
    chosen_settings = settings(chosen)
    where = built(chosen_settings, chosen)
    started = time.perf_counter()
    asked = answerer(chosen_settings, where.home)
    scope = _scope(chosen, asked.searcher.generation.articles)
    reply = asked.answer(question, scope=scope)
    seconds = time.perf_counter() - started
    terminal = Terminal()
    if chosen.json:
        terminal.print(json.dumps(reply_object(reply, seconds=seconds), ensure_ascii=False))
    else:
        ReplyPrinter(terminal).print(reply)
    match reply:
        case Answer():
            return ANSWERED
        case Abstention():
            return ABSTAINED if chosen.fail_on_abstain else ANSWERED


def search(chosen: argparse.Namespace) -> int:
    """Show the passages a question finds."""
    question = _question(chosen)
    chosen_settings = settings(chosen)
    where = built(chosen_settings, chosen)
    started = time.perf_counter()
    searching = searcher(chosen_settings, where.home)
    articles = searching.generation.articles
    found = searching.search(question, k=chosen_settings.k, scope=_scope(chosen, articles), every_leg=chosen.explain)
    held = [_matches(found.plan, hit, searching) for hit in found.ranking.hits]
    seconds = time.perf_counter() - started
    terminal = Terminal()
    if chosen.json:
        row: dict[str, object] = {"version": 1, "question": question, "language": found.plan.language}
        ranking = ranking_rows(found.ranking)
        if chosen.explain:
            for ranked, matched in zip(ranking, held, strict=True):
                ranked["matches"] = dict(matched)
        row |= {"articles": found.articles, "words_found": _words_held(held), "ranking": ranking}
        row |= {"plan": plan_rows(found.plan, searching), "left_out": found.plan.left_out, "seconds": round(seconds, 4)}
        terminal.print(json.dumps(row, ensure_ascii=False))
        return ANSWERED
    for note in framing.left_out(found.plan, "en"):
        terminal.wrap(note, style=("yellow",))
        terminal.print()
    if chosen.explain:
        _explain(terminal, found.plan, searching)
    _hits(terminal, found, articles, held, explained=chosen.explain)
    return ANSWERED


def _question(chosen: argparse.Namespace) -> str:
    words = " ".join(chosen.question)
    if not words and not sys.stdin.isatty():
        words = sys.stdin.read(MAX_QUESTION + 1)
    # A word that is no UTF-8 comes as halves of characters, which nothing after this could write down.
    words = words.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
    if not words:
        raise UsageError('there is no question; type one: beleg ask "what did Peskow say about secrecy?"')
    refuse_too_long(words)
    return words


def _scope(chosen: argparse.Namespace, articles: ArticleStore) -> Scope:
    if chosen.since and chosen.until and chosen.until < chosen.since:
        raise UsageError(f"--until {chosen.until} is before --since {chosen.since}")
    for outlet in chosen.outlet:
        refuse_unknown_outlet(outlet, articles)
    return Scope(
        since=chosen.since,
        until=chosen.until,
        outlets=frozenset(chosen.outlet),
        articles=frozenset(the_article(articles, words).id for words in chosen.article),
        without=frozenset(the_article(articles, words).id for words in chosen.without),
    )


def plan_rows(plan: Plan, searching: Searcher) -> list[dict[str, object]]:
    """What was looked for: each group with its alternatives and in how many passages they occur."""
    return [
        {
            "source": group.source,
            "kind": group.kind,
            "weight": round(group.weight * searching.rarity(group), 3),
            "alternatives": [
                {"text": each.text, "weight": round(each.weight, 3), "passages": searching.occurs(each)}
                for each in group.alternatives
            ],
        }
        for group in plan.groups
    ]


def _explain(terminal: Terminal, plan: Plan, searching: Searcher) -> None:
    terminal.print(f"language: {plan.language}; asks for: {plan.answer}")
    for group in plan.groups:
        alternatives = sorted(group.alternatives, key=lambda each: -searching.occurs(each))
        shown = ", ".join(f"{brief(each.text)} ({searching.occurs(each)})" for each in alternatives)
        weight = group.weight * searching.rarity(group)
        terminal.wrap(f"{brief(group.source)} [{group.kind}, {weight:.2f}]: {shown}", indent="      ", first="  ")
    terminal.print()


def _matches(plan: Plan, hit: Hit, searching: Searcher) -> _Matches:
    """The question's words that a passage or its headline holds, each with the alternatives that stand there."""
    texts = searching.matches(plan, hit.passage)
    return [(group.source, found) for group, found in zip(plan.groups, texts, strict=True) if found]


def _words_held(held: Sequence[_Matches]) -> list[str]:
    """The question's words that any of the passages holds."""
    return list(dict.fromkeys(word for matched in held for word, _ in matched))


def _hits(
    terminal: Terminal, found: Found, articles: ArticleStore, held: Sequence[_Matches], *, explained: bool
) -> None:
    if not found.plan.groups:
        terminal.print("there is no word to look for in this question")
    elif not found.ranking.hits:
        terminal.print(f"nothing found in {articles_counted(found.articles)}")
    elif not _words_held(held):
        words = ", ".join(brief(group.source) for group in found.plan.groups)
        terminal.wrap(f"no passage found holds a word of this question ({words}); what follows is only nearest to it")
        terminal.print()
    for rank, (hit, matched) in enumerate(zip(found.ranking.hits, held, strict=True), start=1):
        article = articles.article(hit.passage.article_id)
        assert article is not None
        day = article.published.isoformat()[:10] if article.published else "undated"
        place = f"{hit.passage.span.start}-{hit.passage.span.end}"
        terminal.wrap(article.title, first=f"{rank}. ", indent="   ", style=("bold",))
        terminal.print(terminal.style(f"   {article.printed_by}, {day} · {article.source}, characters {place}", "dim"))
        if explained:
            legs = ", ".join(f"{leg} {place}" for leg, place in hit.ranks)
            terminal.print(terminal.style(f"   score {hit.score:.4f}; ranks: {legs}", "dim"))
            shown = "; ".join(f"{brief(word)} → {', '.join(map(brief, texts))}" for word, texts in matched)
            shown = shown or "no whole word, parts of words only"
            terminal.wrap(f"matches: {shown}", first="   ", indent="     ", style=("dim",))
        terminal.wrap(safe(hit.passage.text), indent="   ")
        terminal.print()
