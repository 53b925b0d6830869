"""Every check that a change must pass, in one command: ``python -m tests [ARGUMENTS FOR PYTEST]``."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_CHECKED = ("assistant", "bench", "eval", "index", "tests", "ui")
_CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", ("-m", "ruff", "format", "--check", *_CHECKED)),
    ("lint", ("-m", "ruff", "check", *_CHECKED)),
    ("types", ("-m", "mypy")),
    ("import contracts", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
    ("tests and documentation examples", ("-m", "pytest", *sys.argv[1:])),
)


def main() -> int:
    """Run every check, all of them even when one fails; the number of those that failed."""
    failed = []
    for name, command in _CHECKS:
        started = time.monotonic()
        print(f"── {name}", flush=True)  # noqa: T201
        if subprocess.run([sys.executable, *command], cwd=_ROOT, check=False).returncode:
            failed.append(name)
        print(f"   {time.monotonic() - started:.0f} s", flush=True)  # noqa: T201
    print(f"failed: {', '.join(failed)}" if failed else "every check passed")  # noqa: T201
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
