"""Every check that a change must pass, in one command: ``python -m tests [ARGUMENTS FOR PYTEST]``."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_CHECKED = ("assistant", "bench", "eval", "index", "tests", "ui")
_BELEG = ("-c", "import sys, ui.cli; sys.exit(ui.cli.main())")
_BASELINE = ("eval", "run", "--quiet", "--baseline", "eval/baseline.json")
# Whole files go to one of a few processes, so that what a file builds once is built once.
_PROCESSES = ("-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile")
_CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", ("-m", "ruff", "format", "--check", *_CHECKED)),
    ("lint", ("-m", "ruff", "check", *_CHECKED)),
    ("types", ("-m", "mypy")),
    ("import contracts", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
    ("evaluation, compared with its baseline", (*_BELEG, *_BASELINE)),
    ("tests and documentation examples", ("-m", "pytest", *_PROCESSES, *sys.argv[1:])),
)


def _environment() -> dict[str, str]:
    """This one without settings of the person who runs the checks, and with no dictionary but the glossary."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BELEG_")}
    shared = {name: os.environ[name] for name in ("BELEG_SHARED", "BELEG_SCREENSHOTS") if name in os.environ}
    return kept | shared | {"BELEG_DICTIONARY": "none"}


def main() -> int:
    """Run every check, all of them even when one fails; the number of those that failed."""
    failed = []
    for name, command in _CHECKS:
        started = time.monotonic()
        print(f"── {name}", flush=True)  # noqa: T201
        code = subprocess.run([sys.executable, *command], cwd=_ROOT, env=_environment(), check=False).returncode
        if code:
            failed.append(f"{name} ({code})")
        print(f"   {time.monotonic() - started:.0f} s", flush=True)  # noqa: T201
    print(f"failed: {', '.join(failed)}" if failed else "every check passed")  # noqa: T201
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
