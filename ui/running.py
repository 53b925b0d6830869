"""``python -m ui.running run …``: Streamlit, but Ctrl-C ends it without a word and with the status of an interrupt."""

from __future__ import annotations

import sys

import click
from streamlit.web import cli

_INTERRUPTED = 130


def main() -> None:
    """Run Streamlit's own command until it ends."""
    try:
        cli.main(prog_name="streamlit", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
