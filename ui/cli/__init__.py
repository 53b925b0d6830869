"""The command line: ``beleg COMMAND``. `--help` and parsing import nothing that reads or indexes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from index.errors import BelegError, NotConfiguredError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

ANSWERED, FAILED, USAGE, NOT_CONFIGURED, SKIPPED, ABSTAINED, WORSE = range(7)
"""Exit codes. 4: done, but some input was skipped. 5: ``--fail-on-abstain``. 6: an evaluation got worse."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors that a person can act on are told in one line."""
    from ui.cli.parser import parser  # noqa: PLC0415 - keeps the import of this package free

    try:
        chosen = parser().parse_args(arguments)
        code: int = chosen.run(chosen)
        sys.stdout.flush()
    except UsageError as error:
        return _told(error, USAGE)
    except NotConfiguredError as error:
        return _told(error, NOT_CONFIGURED)
    except BelegError as error:
        return _told(error, FAILED)
    except BrokenPipeError:
        # The reader has gone (`beleg list | head`); there is nobody to tell, and Python must not try at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("\nbeleg: interrupted\n")
        return 130
    return code


def _told(error: BelegError, code: int) -> int:
    from ui.terminal import say  # noqa: PLC0415

    say(f"beleg: {error}")
    return code
