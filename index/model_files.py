"""The files of an embedding model on this machine: where a hub's are kept, and which state of them they are."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HUB = "huggingface_hub.constants"
_OFFLINE = "HF_HUB_OFFLINE"
_YES = frozenset({"1", "ON", "YES", "TRUE"})


def hub_cache() -> Path:
    """Where Hugging Face's libraries keep what they fetched, by the variables that they read."""
    # Their package reads these once, when it is imported, and may not be installed.
    named = os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE")
    if not named:
        home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
        named = str(Path(os.environ.get("HF_HOME") or Path(home, "huggingface"), "hub"))
    return Path(os.path.expandvars(named)).expanduser()


def hub_commit(model: str) -> str | None:
    """The commit of a hub's model that is on disk; ``None`` where there is none."""
    main = hub_cache() / f"models--{model.replace('/', '--')}" / "refs" / "main"
    return main.read_text(encoding="ascii").strip()[:16] if main.is_file() else None


def digest(folder: Path, remembered: Path | None = None) -> str:
    """A digest of the names and bytes of all files of a folder.

    Args:
        folder: the folder.
        remembered: a folder where the digest is kept, and taken from while no file's size or times changed: to read a
            gigabyte takes seconds.
    """
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    state = [[str(file.relative_to(folder)), *_times(file)] for file in files]
    name = hashlib.blake2b(str(folder.resolve()).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    note = remembered / f"{name}.json" if remembered else None
    known = _read(note) if note else {}
    if known.get("files") == state and isinstance(known.get("digest"), str):
        return str(known["digest"])
    found = _digest(folder, files)
    if note:
        _write(note, {"folder": str(folder.resolve()), "digest": found, "files": state})
    return found


def _digest(folder: Path, files: Sequence[Path]) -> str:
    whole = hashlib.blake2b(digest_size=8)
    for file in files:
        whole.update(f"{file.relative_to(folder)}\0".encode())
        with file.open("rb") as stream:
            whole.update(hashlib.file_digest(stream, "blake2b").digest())
    return whole.hexdigest()


def _times(file: Path) -> tuple[int, int, int]:
    """The size of a file, when it was written, and when anything about it changed, which no copying sets back."""
    stat = file.stat()
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _read(note: Path) -> dict[str, object]:
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(note: Path, known: dict[str, object]) -> None:
    # What cannot be remembered is made anew the next time.
    with suppress(OSError, ValueError):
        note.parent.mkdir(parents=True, exist_ok=True)
        half = note.with_suffix(f".{os.getpid()}")
        half.write_text(json.dumps(known), encoding="utf-8")
        half.replace(note)


@contextmanager
def on_disk_only() -> Iterator[None]:
    """Have Hugging Face's libraries look on disk only meanwhile.

    Else they try for a minute or more to reach a hub before they give up.
    """
    before, hub = os.environ.get(_OFFLINE), _constants()
    was = hub and hub.HF_HUB_OFFLINE
    os.environ[_OFFLINE] = "1"
    if hub:
        # Somebody has imported it before, and it reads the variable once.
        hub.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_OFFLINE, None)
        else:
            os.environ[_OFFLINE] = before
        if loaded := _constants():
            said = before or os.environ.get("TRANSFORMERS_OFFLINE") or ""
            loaded.HF_HUB_OFFLINE = was if hub else said.upper() in _YES


def _constants() -> Any:
    return sys.modules.get(_HUB)
