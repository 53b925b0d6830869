"""Evaluation: the reports that `beleg eval` wrote, two of them side by side, and thumbs that become draft topics."""

from __future__ import annotations

import json
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from eval.comparison import compare
from eval.drafting import topic_of_turn
from eval.storage import read_run
from eval.topic_files import read_topics
from eval.topics import Variant, topic_lines
from index.errors import BelegError
from ui import blocks, files, visiting
from ui.conversations.packing import restore
from ui.measuring import evaluations
from ui.parts import Readable, parts
from ui.strings import Tongue, say
from ui.taking import NotGivenError

if TYPE_CHECKING:
    from eval.comparison import Comparison
    from eval.topics import Topic
    from ui.conversations.repository import Kept
    from ui.visiting import Arrival

_MOST_REPORTS, _MOST_BYTES, _MOST_CHANGED, _MOST_PROBLEMS = 50, 20_000_000, 30, 5
_TOPICS = Path(str(resources.files("eval"))) / "seeds.topics.jsonl"
_VERDICTS: dict[Tongue, dict[str, str]] = {
    "de": {"better": "besser", "worse": "schlechter", "no detectable change": "kein erkennbarer Unterschied"},
    "en": {"better": "better", "worse": "worse", "no detectable change": "no detectable change"},
}


def main() -> None:
    """The page."""
    tongue = visiting.tongue()
    st.html(blocks.heading(say(tongue, "evaluation"), level=1))
    st.html(blocks.muted(say(tongue, "eval_more")))
    if visiting.may("run_evaluation"):
        _run_now(tongue)
    folder = parts().hosting.evaluations
    reports = _reports(folder)
    if reports:
        _compared(folder, reports, tongue)
    else:
        st.html(blocks.muted(say(tongue, "no_reports", folder=str(folder))))
    if visiting.may("judge"):
        _drafts(tongue)


def _run_now(tongue: Tongue) -> None:
    """The button that starts an evaluation, how far it is, and what became of it."""
    last = evaluations().last
    running = last is not None and last.running
    own = _own_topics(parts().hosting.evaluations)
    file = None
    if own:
        file = st.selectbox(
            say(tongue, "topics"),
            [*own, None],
            format_func=lambda each: each.name if each else say(tongue, "demo_topics"),
        )
    else:
        st.html(blocks.muted(say(tongue, "own_topics", folder=str(parts().hosting.evaluations))))
    try:
        written = read_topics([file or _TOPICS])
    except BelegError as error:
        st.html(blocks.status(visiting.excuse(error, tongue), "bad"))
        return
    for each in written.problems[:_MOST_PROBLEMS]:
        st.html(blocks.status(blocks.plain(f"{each.place}: {each.problem}"), "bad"))
    topics = sum(not topic.draft for topic in written.topics)
    pressed = st.button(
        say(tongue, "run_own", count=topics) if file else say(tongue, "run_now", count=topics),
        key="run-evaluation",
        type="primary",
        icon=":material/play_arrow:",
        disabled=running or not topics or bool(written.problems),
    )
    if pressed and visiting.admitted("run_evaluation"):
        evaluations().start(parts().hosting.evaluations, topics, _arguments(file))
        st.rerun()
    if running:
        _progress(tongue)
    elif last is not None:
        if last.failure:
            st.html(blocks.status(say(tongue, "run_failed"), "bad") + blocks.muted(last.failure))
        else:
            st.html(blocks.status(say(tongue, "run_done", name=last.folder.name), "good"))


def _own_topics(folder: Path) -> list[Path]:
    """The files of topics that were put beside the reports; the newest first."""
    files = [each for each in folder.glob("*.topics.jsonl") if each.is_file() and not each.is_symlink()]
    return sorted(files, key=lambda each: each.stat().st_mtime, reverse=True)


def _arguments(file: Path | None) -> list[str]:
    """What `beleg eval run` is told: own topics are asked of the articles that the app shows."""
    corpus = parts().hosting.corpus
    return [] if file is None else [str(file), *(["--corpus", str(corpus)] if corpus else [])]


@st.fragment(run_every=1.0)
@visiting.excused()
def _progress(tongue: Tongue) -> None:
    last = evaluations().last
    if last is None or not last.running:
        st.rerun()
    else:
        st.progress(last.done / max(1, last.topics), say(tongue, "run_progress", done=last.done, all=last.topics))


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


def _compared(folder: Path, reports: dict[str, dict[str, Any]], tongue: Tongue) -> None:
    """One report, or two side by side: what differs by more than chance, and which questions came out otherwise."""
    left, right = st.columns(2)
    names = list(reports)
    one = left.selectbox(say(tongue, "report_one"), names, key="report-one", format_func=_named)
    other = right.selectbox(say(tongue, "report_other"), [None, *names], format_func=_named, key="report-2")
    first, second = measures(reports[one]), measures(reports[other]) if other else {}
    comparison = _comparison(folder / other, folder / one) if other else None
    verdicts = {each.measure: each for each in comparison.verdicts if each.language == "all"} if comparison else {}
    rows: list[dict[str, object]] = []
    for name, value in first.items():
        row: dict[str, object] = {
            say(tongue, "measure"): blocks.plain(name),
            blocks.plain(_named(one)): round(value, 4),
        }
        if other:
            row[blocks.plain(f"{_named(other)} ")] = round(second[name], 4) if name in second else None
            row[say(tongue, "difference")] = round(value - second[name], 4) if name in second else None
            if comparison:
                row[say(tongue, "verdict")] = (
                    _VERDICTS[tongue].get(verdicts[name].verdict) if name in verdicts else None
                )
        rows.append(row)
    st.dataframe(rows, hide_index=True, placeholder="–", key="measures")
    if comparison:
        _changed(comparison, tongue)


def _named(report: str | None) -> str:
    return (report or "–").removesuffix("/report.json")


def _comparison(before: Path, after: Path) -> Comparison | None:
    """The runs beside two reports compared; ``None`` where a run is not kept or is of another version."""
    try:
        return compare(read_run(before.parent), read_run(after.parent))
    except BelegError:
        return None


def _changed(comparison: Comparison, tongue: Tongue) -> None:
    st.html(blocks.heading(say(tongue, "changed_questions")))
    turned = [flip for flip in comparison.flips if flip.passed]
    if not turned:
        st.html(blocks.muted(say(tongue, "none_changed", count=comparison.topics)))
    for flip in turned[:_MOST_CHANGED]:
        name = "now_passes" if flip.after.passed else "no_longer_passes"
        st.html(blocks.line(say(tongue, name), flip.after.question, flip.after.topic))


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
    make = partial(visiting.given, partial(_drafted, visiting.arrival()))
    kind = files.owned("application/jsonl")
    st.download_button(say(tongue, "download"), make, "drafts.topics.jsonl", kind, key="drafts", on_click="ignore")


def _drafted(arrival: Arrival) -> str:
    """The drafts, made when they are wanted, for whoever may have them then."""
    who, decision = visiting.checked(arrival, "judge", what="drafts")
    if not decision:
        raise NotGivenError(decision.why)
    articles = parts().readable(who.corpora)
    judged = parts().conversations.judged(who.person)
    return topic_lines(_draft(turn, history, articles) for turn, history in judged)


def _draft(turn: Kept, history: tuple[str, ...], articles: Readable) -> Topic:
    reply = restore(turn.reply, articles).reply
    asked = Variant(turn.reply["language"], turn.question, history)
    return topic_of_turn(f"draft-{turn.id[:8]}", asked, reply, good=bool(turn.thumb), note=turn.reason)


main()
