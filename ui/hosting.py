"""How the app is hosted: who may enter, where conversations are kept, how much anyone may ask.

These are settings of the app alone, named ``BELEGUI_…`` in the environment, so that `beleg ask` need not know them.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

Access = Literal["local", "signin", "public"]

_PREFIX = "BELEGUI_"


@dataclass(frozen=True, slots=True)
class Hosting:
    """The app's own settings.

    Attributes:
        access: ``local``: this machine, nothing is asked; ``signin``: OpenID Connect; ``public``: anyone, read-only.
        corpus: a folder to work on instead, with an index of its own.
        database: the SQLAlchemy address of the conversations; empty: SQLite under the home.
        allow: folders that may be added from the library page.
        evaluations: where the evaluation page looks for reports.
        a_minute: questions one person or address may ask in a minute.
        a_day: and in a day; 0: as many as they like.
        an_address_a_minute: questions of all who have signed in and ask from one address, in a minute.
        pages_a_minute: looks one of them may take in a minute at pages that cost as much: people, library, articles.
        pages_a_day: and in a day; 0: as many as they like.
        at_once: questions that are answered at the same time; more are told that the app is busy.
        pages_at_once: pages that are drawn at the same time; likewise.
        pace: seconds between two claims of an answer as it appears; given in thousandths.
        log_questions: whether the log of accesses holds questions.
        role_claim: the claim of the sign-in that names roles (``viewer``, ``editor``, ``operator``).
        corpora_claim: the claim that names the corpora a person may read; empty: all of them.
        proxy: whether a proxy of ours stands in front and names each visitor's address in ``X-Forwarded-For``.
        url: the address under which others reach the app, for links; empty: as the browser sees it.
    """

    access: Access = "local"
    corpus: Path | None = None
    database: str = ""
    allow: tuple[Path, ...] = ()
    evaluations: Path = Path("beleg-eval")
    a_minute: int = 10
    a_day: int = 0
    an_address_a_minute: int = 60
    pages_a_minute: int = 60
    pages_a_day: int = 0
    at_once: int = 8
    pages_at_once: int = 3
    pace: float = 0.06
    log_questions: bool = False
    role_claim: str = "roles"
    corpora_claim: str = ""
    proxy: bool = False
    url: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Hosting:
        """The settings in the environment.

        Raises:
            UsageError: if one does not fit.
        """
        get = {
            name.removeprefix(_PREFIX).casefold(): value for name, value in environment.items() if name[:8] == _PREFIX
        }
        unknown = sorted(get.keys() - set(cls.__dataclass_fields__))
        if unknown:
            raise UsageError(f"unknown setting {_PREFIX}{unknown[0].upper()} in the environment")
        access = get.get("access") or "local"
        if access not in get_args(Access):
            raise UsageError(f"{_PREFIX}ACCESS must be one of {', '.join(get_args(Access))}, not {access!r}")
        return cls(
            access=cast("Access", access),
            corpus=Path(get["corpus"]) if get.get("corpus") else None,
            database=get.get("database", ""),
            allow=tuple(Path(part).resolve() for part in get.get("allow", "").split(":") if part),
            evaluations=Path(get.get("evaluations") or "beleg-eval"),
            a_minute=_whole("A_MINUTE", get.get("a_minute") or "10"),
            a_day=_whole("A_DAY", get.get("a_day") or "0"),
            an_address_a_minute=_whole("AN_ADDRESS_A_MINUTE", get.get("an_address_a_minute") or "60"),
            pages_a_minute=_whole("PAGES_A_MINUTE", get.get("pages_a_minute") or "60"),
            pages_a_day=_whole("PAGES_A_DAY", get.get("pages_a_day") or "0"),
            at_once=_whole("AT_ONCE", get.get("at_once") or "8"),
            pages_at_once=_whole("PAGES_AT_ONCE", get.get("pages_at_once") or "3"),
            pace=_whole("PACE", get.get("pace") or "60") / 1000,
            log_questions=_yes(get.get("log_questions")),
            proxy=_yes(get.get("proxy")),
            role_claim=get.get("role_claim") or "roles",
            corpora_claim=get.get("corpora_claim", ""),
            url=get.get("url", "").rstrip("/"),
        )


def _yes(text: str | None) -> bool:
    return (text or "").casefold() in {"1", "yes", "true"}


def _whole(name: str, text: str) -> int:
    if not text.isdecimal():
        raise UsageError(f"{_PREFIX}{name} must be a whole number, not {text!r}")
    return int(text)


def is_loopback(address: str | None) -> bool:
    """Whether only this machine reaches a server that listens on `address`; no address means everyone does."""
    if not address:
        return False
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def may_start(address: str | None, access: Access, *, signin: bool) -> bool:
    """Whether the app may run on this address: on this machine always, elsewhere only signed in or openly public.

    Args:
        address: where the server listens.
        access: the setting.
        signin: whether a sign-in (``[auth]``) is configured.
    """
    match access:
        case "local":
            return is_loopback(address)
        case "signin":
            return signin
        case "public":
            return True
