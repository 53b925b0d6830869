"""Evaluation: the reports that `beleg eval` wrote, two of them side by side, and thumbs that become draft topics."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from assistant.model import Answer
from ui import blocks, visiting
from ui.conversations.packing import restore
from ui.parts import parts
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from pathlib import Path

    from ui.conversations.repository import Kept

_MOST_REPORTS, _MOST_BYTES = 50, 20_000_000


def main() -> None:
    """The page."""
    tongue = visiting.tongue()
    st.html(blocks.heading(say(tongue, "evaluation"), level=1))
    st.html(blocks.muted(say(tongue, "eval_more")))
    folder = parts().hosting.evaluations
    reports = _reports(folder)
    if reports:
        _compared(reports, tongue)
    else:
        st.html(blocks.muted(say(tongue, "no_reports", folder=str(folder))))
    if visiting.may("judge"):
        _drafts(tongue)


def _reports(folder: Path) -> dict[str, dict[str, Any]]:
    """The latest reports in the folder by file name: JSON objects with ``measures``."""
    files = sorted(folder.glob("**/*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    found: dict[str, dict[str, Any]] = {}
    for file in files[:_MOST_REPORTS]:
        if file.is_symlink() or file.stat().st_size > _MOST_BYTES:
            continue
        try:
            report = json.loads(file.read_text(encoding="utf-8"))
        except (ValueError, OSError):
            continue
        if isinstance(report, dict) and isinstance(report.get("measures"), (dict, list)):
            found[str(file.relative_to(folder))] = report
    return found


def _compared(reports: dict[str, dict[str, Any]], tongue: Tongue) -> None:
    left, right = st.columns(2)
    names = list(reports)
    one = left.selectbox(say(tongue, "report_one"), names, key="report-one")
    other = right.selectbox(say(tongue, "report_other"), [None, *names], format_func=lambda n: n or "–", key="report-2")
    first, second = measures(reports[one]), measures(reports[other]) if other else {}
    rows: list[dict[str, object]] = []
    for name, value in first.items():
        row: dict[str, object] = {say(tongue, "measure"): blocks.plain(name), blocks.plain(one): value}
        if other:
            row[blocks.plain(f"{other} ")] = second.get(name)
            row[say(tongue, "difference")] = value - second[name] if name in second else None
        rows.append(row)
    st.dataframe(rows, hide_index=True, key="measures")


def measures(report: dict[str, Any]) -> dict[str, float]:
    """The measures of a report by name, those of its parts as ``part/name``; what is no number is left out."""
    found: dict[str, float] = {}

    def collect(value: object, path: str) -> None:
        if isinstance(value, bool) or value is None:
            return
        if isinstance(value, int | float):
            found[path] = float(value)
        elif isinstance(value, dict):
            inner = cast("dict[str, object]", value)
            if isinstance(inner.get("value"), int | float):
                collect(inner["value"], path)
                return
            for name, each in inner.items():
                collect(each, f"{path}/{name}" if path else name)
        elif isinstance(value, list):
            for at, each in enumerate(value):
                named = each.get("name", at) if isinstance(each, dict) else at
                collect(each, f"{path}/{named}" if path else str(named))

    collect(report["measures"], "")
    return found


def _drafts(tongue: Tongue) -> None:
    st.html(blocks.heading(say(tongue, "drafts")))
    judged = parts().conversations.judged(visiting.visitor().person)
    if not judged:
        st.html(blocks.muted(say(tongue, "none_judged")))
        return
    st.html(blocks.muted(say(tongue, "drafts_more", count=len(judged))))
    lines = "\n".join(json.dumps(_draft(each), ensure_ascii=False) for each in judged) + "\n"
    st.download_button(
        say(tongue, "download"), lines, "drafts.topics.jsonl", "application/jsonl", key="drafts", on_click="ignore"
    )


def _draft(turn: Kept) -> dict[str, object]:
    """A judged turn as a draft of a topic: of good answers the receipts are the evidence to be confirmed."""
    reply = restore(turn.reply, visiting.readable()).reply
    row: dict[str, object] = {
        "id": f"draft-{turn.id[:8]}",
        "question": turn.question,
        "language": turn.reply["language"],
        "tags": ["draft", "good" if turn.thumb else "bad"],
    }
    if turn.thumb and isinstance(reply, Answer):
        row |= {"answerable": True}
        row["evidence"] = [{"article": c.article.source, "quote": c.quote} for c in reply.citations]
    if turn.reason:
        row["note"] = turn.reason
    return row


main()
