"""``beleg eval import``, ``draft``, ``check``: where topics come from; ``glossary``: which of their words it lacks."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

from eval.checking import check_topics
from eval.drafting import Said, accepted, draft_topics
from eval.glossary_gaps import COMMONEST, coverage, json_line, questions_of
from eval.importing import CORPUS, FORMS, TOPICS, write_imported
from eval.running import judged, stored_articles
from eval.topic_files import TopicSet, read_topics, with_accepted
from eval.topics import topic_lines
from index.errors import UsageError
from index.language import lexicon
from index.language.translation import Translator
from ui.cli import ANSWERED, FAILED, SKIPPED
from ui.cli.common import opened, settings
from ui.cli.evaluation_run import home_of, topics_of
from ui.terminal import Terminal, say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

_MOST_TOLD = 10


def import_set(chosen: argparse.Namespace) -> int:
    """Take a set in another form over: topics and articles."""
    imported = FORMS[chosen.form](chosen.path, chosen.language)
    if not imported.topics:
        first = f" ({imported.left_out[0]})" if imported.left_out else ""
        raise UsageError(f"there is no question in {chosen.path} that could be taken over{first}")
    write_imported(imported, chosen.out)
    for line in imported.left_out[:_MOST_TOLD]:
        say(f"beleg: left out: {line}")
    if len(imported.left_out) > _MOST_TOLD:
        say(f"beleg: … and {len(imported.left_out) - _MOST_TOLD} more")
    terminal = Terminal()
    terminal.print(f"{len(imported.topics):,} topics and {len(imported.articles):,} articles in {chosen.out}")
    corpus = f"--corpus {shlex.quote(str(chosen.out / CORPUS))} " if imported.articles else ""
    terminal.print(f"ask them with: beleg eval run {corpus}{shlex.quote(str(chosen.out / TOPICS))}")
    return SKIPPED if imported.left_out else ANSWERED


def draft(chosen: argparse.Namespace) -> int:
    """Propose topics from the statements of a corpus, or accept proposed ones."""
    there = read_topics([chosen.file]) if chosen.file.exists() else TopicSet((), {})
    text = chosen.file.read_text(encoding="utf-8-sig") if chosen.file.exists() else ""
    for problem in there.problems:
        say(f"beleg: {problem}; the line is left as it is")
    terminal = Terminal()
    if chosen.accept:
        names = {name for word in chosen.accept for name in word.split(",") if name}
        _write(chosen.file, with_accepted(text, accepted(there.topics, names), names))
        terminal.print(f"{len(names)} topics accepted in {chosen.file}")
        return ANSWERED
    if not chosen.most >= 1:
        raise UsageError(f"-n must be 1 or more, not {chosen.most}")
    generation = opened(chosen)
    try:
        articles = [generation.articles.by_number(entry.no) for entry in generation.articles.entries()]
        said = [Said(article, each) for article in articles for each in generation.articles.statements(article.id)]
    finally:
        generation.close()
    drafts = draft_topics(said, most=chosen.most, taken={topic.id for topic in there.topics})
    if not drafts:
        raise UsageError(f"none of the {len(said)} statements gives a question that is not in {chosen.file} already")
    _write(chosen.file, f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{topic_lines(drafts)}")
    terminal.print(f"{len(drafts)} drafts added to {chosen.file}; read each, mend its questions, then accept it:")
    for topic in drafts[:_MOST_TOLD]:
        terminal.wrap(f"{topic.id}  {topic.variants[0].question}", indent="      ", first="  ")
    terminal.print(f"beleg eval draft {shlex.quote(str(chosen.file))} --accept {drafts[0].id}")
    return ANSWERED


def check(chosen: argparse.Namespace) -> int:
    """Find topics that cannot be judged any more, and sets that are lopsided; nothing is asked."""
    chosen_settings = settings(chosen)
    topics = topics_of(chosen.topics)
    with home_of(chosen, chosen_settings) as home:
        known = judged([topic for topic in topics.topics if not topic.draft], stored_articles(home))
    errors, doubts = check_topics(known, topics.places)
    errors = [*topics.problems, *errors]
    terminal = Terminal()
    if chosen.json:
        rows = [
            {"severity": severity, "place": problem.place, "topic": problem.topic, "problem": problem.problem}
            for severity, problems in (("error", errors), ("doubt", doubts))
            for problem in problems
        ]
        terminal.print(json.dumps({"topics": len(known.topics), "findings": rows}, ensure_ascii=False))
        return FAILED if errors else ANSWERED
    for mark, style, problems in (("✗", "red", errors), ("?", "yellow", doubts)):
        for problem in problems:
            terminal.wrap(str(problem), indent="    ", first=f"  {mark} ", style=(style,))
    drafts = len(topics.topics) - len(known.topics)
    told = [f"{len(known.topics)} topics", f"{drafts} drafts, which are not asked" if drafts else ""]
    unusable = len({problem.topic for problem in errors[len(topics.problems) :]})
    told += [f"{unusable} of the topics cannot be judged" if unusable else ""]
    told += [f"{len(topics.problems)} lines are no topics" if topics.problems else "", f"{len(doubts)} doubts"]
    terminal.print("; ".join(filter(None, told)))
    return FAILED if errors else ANSWERED


def glossary(chosen: argparse.Namespace) -> int:
    """Find the words of English questions that the glossary has no equivalent for; 1 if there are any."""
    if chosen.at_least < 1:
        raise UsageError(f"--at-least must be 1 or more, not {chosen.at_least}")
    questions = [question for file in chosen.files or [COMMONEST] for question in questions_of(file)]
    found = coverage(questions, Translator([lexicon.own()]))
    missing = [gap for gap in found.words if gap.count >= chosen.at_least]
    terminal = Terminal()
    if chosen.json:
        terminal.print(json_line(found, at_least=chosen.at_least))
        return FAILED if missing else ANSWERED
    for gap in found.gaps:
        if gap.count >= chosen.at_least and (gap.kind == "word" or chosen.names):
            kind = {"word": "", "name": "  (a name)", "same": "  (German too)"}[gap.kind]
            example = "" if gap.example.lower() == gap.word else f"  {gap.example}"
            terminal.print(terminal.style(f"{gap.count:>5}  {gap.word}{kind}{example}"))
    told = f"{found.covered:.1%} of {found.content:,} content words in {found.questions:,} questions have an equivalent"
    terminal.print(f"{told}, are names or German; missing: {len(missing):,}")
    return FAILED if missing else ANSWERED


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name(f"{file.name}.new")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(file)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error
