"""Databases for tests of the app: migrated once, then copied."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from ui.conversations.database import FILE, Database, default_address


@cache
def _template() -> Path:
    home = Path(tempfile.mkdtemp()) / "home"
    Database(default_address(home)).close()
    return home / FILE


def fresh(home: Path) -> str:
    """The address of a new database with its tables in `home`."""
    address = default_address(home)
    shutil.copy(_template(), home / FILE)
    return address
