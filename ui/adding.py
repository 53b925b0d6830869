"""Articles added from the page, by upload or from a folder that the operator allowed, and articles removed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from assistant.wiring import builder, corpus_name, demonstration_place, own_place
from index.differences import Folder
from index.errors import BelegError
from index.ledger import KEPT_OUT
from index.uploads import UPLOADS, uploads_of
from ui import blocks, door, outcome, visiting
from ui.outcome import Outcome
from ui.parts import parts
from ui.reasons import reason
from ui.strings import Tongue, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.build import BuildReport
    from index.generation import Home
    from index.model import ArticleId
    from index.readers.rules import Skipped

PLACE = "library"
"""Where it is told what became of articles added or removed."""

_TYPES = ["txt", "md", "html", "htm", "json", "jsonl", "csv", "pdf"]
_MOST_TOLD, _MOST_NAME = 20, 120


def draw(tongue: Tongue) -> None:
    """What adds articles."""
    st.html(blocks.heading(say(tongue, "add")))
    door.offer_uploads()
    if _demonstrating():
        st.html(blocks.notes([say(tongue, "own_first")]))
    left, right = st.columns(2, gap="medium")
    with left, st.form("uploading", border=False, clear_on_submit=True):
        files = st.file_uploader(say(tongue, "upload"), type=_TYPES, accept_multiple_files=True)
        sent = st.form_submit_button(say(tongue, "upload_do"))
    with right:
        allowed = parts().hosting.allow
        if not allowed:
            st.html(blocks.muted(say(tongue, "no_folders")))
        folder = st.selectbox(say(tongue, "folder"), allowed, format_func=str) if allowed else None
        taken = bool(folder) and st.button(say(tongue, "folder_do"), key="folder-do")
    if sent and files and visiting.admitted("add_articles", corpus=UPLOADS):
        target = keep([(file.name, file.getvalue()) for file in files])
        _index(Folder(UPLOADS, target), tongue)
    elif taken and folder in allowed:
        name = corpus_name(folder)
        if visiting.admitted("add_articles", what=name, corpus=name):
            _index(Folder(name, folder), tongue)


def keep(files: Sequence[tuple[str, bytes]]) -> Path:
    """Keep uploaded files beside the index, under harmless names, and return their folder.

    The readers judge a file by its content and skip what is no article; here only names are made safe. A file of a name
    that was uploaded before takes its place; of two that come together under one name, both are kept.
    """
    folder = uploads()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, content in _apart(files).items():
        (folder / name).write_bytes(content)
    return folder


def uploads() -> Path:
    """Where uploaded files are kept: under the home of one's own articles, also while there are none."""
    return uploads_of(_own().path)


def _own() -> Home:
    """The index that articles are added to. The demonstration's keeps to its own articles."""
    where = parts().place
    return own_place(parts().settings).home if _demonstrating() else where.home


def _demonstrating() -> bool:
    return parts().place.home.path == demonstration_place(parts().settings).home.path


def clear(skipped: Sequence[Skipped]) -> None:
    """Delete the uploaded files that hold no article, which nobody could see or delete later.

    Args:
        skipped: what was skipped; an article that was removed before stays out, and its file stays.
    """
    home = _own()
    entries = home.open().articles.entries() if home.published() else []
    held = {each.source.partition("#")[0] for each in entries if each.corpus == UPLOADS}
    held |= {each.source.partition("#")[0] for each in skipped if each.reason == KEPT_OUT}
    for file in uploads().iterdir():
        if file.name not in held:
            file.unlink()


def _apart(files: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files by harmless names that are all different, for everything but files that are the same in all."""
    kept: dict[str, bytes] = {}
    for name, content in files:
        safe = harmless(name)
        if kept.get(safe, content) != content:
            safe = _marked(safe, content)
        kept[safe] = content
    return kept


def harmless(name: str) -> str:
    """A file name without folders, dots in front, or anything but letters, digits, dots and hyphens.

    Where something had to be changed, eight digits of the name's hash are added, so that two names stay two.
    """
    last = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    stem, _, ending = last.rpartition(".")
    cleaned = re.sub(r"[^\w-]+", "-", stem or ending).strip("-")[:_MOST_NAME] or "article"
    known = ending.casefold() if stem and ending.casefold() in _TYPES else "txt"
    safe = f"{cleaned}.{known}"
    return safe if safe == last else _marked(safe, last.encode("utf-8", "surrogatepass"))


def _marked(name: str, by: bytes) -> str:
    """A harmless name that also holds what tells it from another."""
    mark = f"-{hashlib.sha256(by).hexdigest()[:8]}"
    stem, _, ending = name.rpartition(".")
    return f"{stem[: _MOST_NAME - len(mark)]}{mark}.{ending}"


def _index(folder: Folder, tongue: Tongue) -> None:
    bar = st.progress(0.0, say(tongue, "reading"))

    def progress(_stage: str, done: int, total: int) -> None:
        bar.progress(done / total if total else 1.0, say(tongue, "reading_of", done=done, total=total))

    try:
        first = _demonstrating()
        report = builder(parts().settings, _own(), progress=progress).index([folder])
    except BelegError as error:
        # These messages are written for people, and whoever adds articles may read them.
        outcome.keep(Outcome(PLACE, ((str(error), "bad"),)))
        if folder.root == uploads():
            clear(())
    else:
        if folder.root == uploads():
            clear(report.skipped)
        outcome.keep(_told(report, tongue, first=first and report.added > 0))
    # The page is drawn anew, with what is in the index now.
    st.rerun()


def _told(report: BuildReport, tongue: Tongue, *, first: bool) -> Outcome:
    counts = {name: getattr(report, name) for name in ("added", "changed", "removed", "unchanged")}
    findings = [(say(tongue, "report", **counts), "good")]
    if first:
        findings.append((say(tongue, "own_now"), "good"))
    if report.skipped:
        findings.append((say(tongue, "skipped", count=len(report.skipped)), "warn"))
    lines = tuple((each.source, reason(each.reason, tongue)) for each in report.skipped[:_MOST_TOLD])
    return Outcome(PLACE, tuple(findings), lines)


def removed(name: ArticleId, *, purge: bool, tongue: Tongue) -> None:
    """Take an article out of the index and say so.

    The index comes last: as long as an article stands in it, it can be chosen and purged again, which does the rest.
    """
    try:
        if purge:
            parts().conversations.forget(name)
        report = builder(parts().settings, parts().place.home, progress=_quiet).remove([name], purge=purge)
        if purge:
            parts().conversations.forget(name)  # what was answered with it meanwhile
    except (BelegError, OSError, SQLAlchemyError) as error:
        told = str(error) if isinstance(error, BelegError) else visiting.excuse(error, tongue)
        unfinished = ((say(tongue, "purge_unfinished"), "warn"),) if purge else ()
        outcome.keep(Outcome(PLACE, ((told, "bad"), *unfinished)))
    else:
        done = "purged_done" if purge and report.removed else "removed_done"
        outcome.keep(Outcome(PLACE, ((say(tongue, done, count=report.removed), "good"),)))
    st.rerun()


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """Say nothing."""
