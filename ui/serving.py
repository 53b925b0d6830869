"""``beleg ui``: starts the app, for this machine alone unless somebody has thought about who may enter."""

from __future__ import annotations

import errno
import os
import socket
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.errors import UsageError
from ui.cli.common import settings
from ui.hosting import Hosting, may_start

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

_APP = Path(__file__).with_name("app.py")
_LAST_PORT = 65_535
_WILDCARDS = frozenset({"0.0.0.0", "::", "[::]", "*"})  # noqa: S104 - refused


def serve(chosen: argparse.Namespace) -> NoReturn:
    """Become the app, until it is interrupted: a signal to this process ends it, and no child is left behind."""
    environment = environment_of(chosen, os.environ)
    hosting = Hosting.read(environment)
    refuse_open_door(chosen.address, hosting)
    refuse_wildcards(chosen.host)
    refuse_folders(chosen.allow)
    refuse_port(chosen.address, chosen.port)
    command = [sys.executable, "-m", "ui.running", "run", str(_APP), *flags(chosen)]
    sys.stdout.flush()
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own command


def refuse_open_door(address: str, hosting: Hosting) -> None:
    """Refuse addresses that others reach, unless they have to sign in or are meant to read.

    Raises:
        UsageError: saying what to do.
    """
    if hosting.access == "signin" and not _signin_configured():
        raise UsageError("--access signin needs [auth] in .streamlit/secrets.toml; docs/sharing.md shows one")
    if not may_start(address, hosting.access, signin=hosting.access == "signin"):
        raise UsageError(
            f"{address} can be reached from outside; have people sign in (--access signin), or let anyone read and "
            "nothing more (--access public); docs/sharing.md says how"
        )


def refuse_wildcards(names: Sequence[str]) -> None:
    """Refuse as a host name what is meant as the address to listen on.

    Raises:
        UsageError: saying what to do.
    """
    for name in names:
        if name in _WILDCARDS:
            raise UsageError(
                f"--host takes the names that the app answers to, and {name} is none; "
                f"where it listens is told by --address {name}"
            )


def refuse_folders(folders: Sequence[Path]) -> None:
    """Refuse to offer folders that are not there.

    Raises:
        UsageError: saying what to do.
    """
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(
                f"--allow takes folders that articles may be added from, and {folder} is none; make it first"
            )


def refuse_port(address: str, port: int) -> None:
    """Refuse a port that is none, or that somebody else listens on.

    Raises:
        UsageError: saying what to do.
    """
    if not 1 <= port <= _LAST_PORT:
        raise UsageError(f"--port takes a number from 1 to {_LAST_PORT}, not {port}")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that was just left is free
        try:
            probe.bind((address.strip("[]"), port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise UsageError(
                    f"port {port} is in use, perhaps by Beleg itself; end it, or take another with --port"
                ) from None
            raise UsageError(f"the app cannot listen on {address}, port {port}: {error.strerror}") from None


def environment_of(chosen: argparse.Namespace, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of the app: settings that flags and files say become variables."""
    settings(chosen)  # what is wrong with them is told here, not in a browser
    made = dict(environment)
    if chosen.home:
        made["BELEG_HOME"] = str(chosen.home)
    if chosen.corpus:
        made["BELEGUI_CORPUS"] = str(chosen.corpus.resolve())
    if chosen.config:
        made["BELEG_CONFIG"] = str(chosen.config)
    if chosen.access:
        made["BELEGUI_ACCESS"] = chosen.access
    if chosen.allow:
        made["BELEGUI_ALLOW"] = ":".join(str(folder.resolve()) for folder in chosen.allow)
    if chosen.database:
        made["BELEGUI_DATABASE"] = chosen.database
    if chosen.url:
        made["BELEGUI_URL"] = chosen.url
    return made


def flags(chosen: argparse.Namespace) -> list[str]:
    """What Streamlit is told beside `ui/.streamlit/config.toml`."""
    made = [f"--server.address={chosen.address}", f"--server.port={chosen.port}"]
    if chosen.host:
        made.append(f"--server.allowedHosts={','.join(chosen.host)}")
    if not chosen.quiet and not chosen.no_browser and sys.stdout.isatty():
        made.append("--server.headless=false")
    return made


def _signin_configured() -> bool:
    places = (Path(".streamlit/secrets.toml"), Path.home() / ".streamlit/secrets.toml")
    return any("auth" in _secrets(place) for place in places if place.is_file())


def _secrets(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is no TOML: {error}; docs/sharing.md shows one") from None
