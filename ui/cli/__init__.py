"""The command line: ``beleg COMMAND``. `--help` and parsing import nothing that reads or indexes."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

from index.errors import BelegError, NotConfiguredError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

ANSWERED, FAILED, USAGE, NOT_CONFIGURED, SKIPPED, ABSTAINED, WORSE = range(7)
"""Exit codes. 4: done, but some input was skipped. 5: ``--fail-on-abstain``. 6: an evaluation got worse."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors that a person can act on are told in one line."""
    from ui.cli.parser import parser  # noqa: PLC0415 - keeps the import of this package free

    _speak_unicode()
    try:
        _heed_termination()
        chosen = parser().parse_args(arguments)
        code: int = chosen.run(chosen)
        sys.stdout.flush()
    except UsageError as error:
        return _told(error, USAGE)
    except BelegError as error:
        return _told(error, NOT_CONFIGURED if isinstance(error, NotConfiguredError) else FAILED)
    except BrokenPipeError:
        # The reader has gone (`beleg list | head`); there is nobody to tell, and Python must not try at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED
    except OSError as error:
        # A full disk, a file that went while it was read: the person's to mend, unlike a mistake of ours.
        where = f"{error.filename}: " if error.filename else ""
        return _told(BelegError(f"{where}{error.strerror or error}"), FAILED)
    except KeyboardInterrupt:
        sys.stderr.write("\nbeleg: interrupted; the index is as it was last published\n")
        return 130
    return code


def _heed_termination() -> None:
    """Have SIGTERM end a command as Ctrl-C does: what was begun is cleared away, and its workers end."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _speak_unicode() -> None:
    """Have quotations come out as printed: in UTF-8, with escapes on a terminal that lacks letters."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper) or (stream.encoding or "").casefold().startswith("utf"):
            continue
        if stream.isatty() or "PYTHONIOENCODING" in os.environ:
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def _told(error: BelegError, code: int) -> int:
    from ui.terminal import say  # noqa: PLC0415

    say(f"beleg: {error}")
    return code
