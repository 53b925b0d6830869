"""The process that parses HTML and PDF: it is given bytes, no path, and answers with text or a reason.

Frames on standard input and output: a line of JSON that says how many bytes follow, then the bytes. The process limits
its own memory and, per file, its processor time; who started it limits the wall clock by ending it.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, BinaryIO

from index.errors import UnreadableError
from index.model import Moment
from index.readers.details import Details, Draft, LeftOut
from index.readers.pdf import read_pdf
from index.readers.rules import FieldNames, ReadingRules
from index.readers.webpage import read_webpage

if TYPE_CHECKING:
    from collections.abc import Mapping

_GRACE = 1  # seconds of processor time beyond the limit, so that the starter's clock strikes first


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer every request until there are no more."""
    while header := requests.readline():
        order = json.loads(header)
        data = requests.read(order["size"])
        reply = json.dumps(_answer(order["format"], data, rules_from(order["rules"]))).encode()
        replies.write(b"%d\n" % len(reply) + reply)
        replies.flush()


def rules_from(plain: Mapping[str, object]) -> ReadingRules:
    """The rules that :func:`dataclasses.asdict` took apart and JSON carried."""
    names = plain["fields"]
    if not isinstance(names, dict):
        message = f"no field names: {names!r}"
        raise TypeError(message)
    known = FieldNames(**{key: tuple(value) for key, value in names.items()})
    return ReadingRules(**{**plain, "fields": known})  # type: ignore[arg-type]


def rules_to(rules: ReadingRules) -> dict[str, object]:
    """What :func:`rules_from` reads."""
    return asdict(rules)


def draft_to(draft: Draft) -> dict[str, object]:
    """A draft without cuts and row, which only other formats have, as plain values."""
    plain = {each.name: getattr(draft.details, each.name) for each in fields(Details)}
    dates = {name: plain[name] and plain[name].isoformat() for name in ("published", "updated")}
    left_out = [[each.text, each.reason] for each in draft.left_out]
    return {"text": draft.text, "details": {**plain, **dates}, "left_out": left_out}


def draft_from(plain: Mapping[str, object]) -> Draft:
    """What :func:`draft_to` wrote."""
    details, text, passed_over = plain["details"], plain["text"], plain["left_out"]
    if not isinstance(details, dict) or not isinstance(text, str) or not isinstance(passed_over, list):
        message = "the worker answered something else than a draft"
        raise TypeError(message)
    dates = {name: details[name] and Moment.parse(details[name]) for name in ("published", "updated")}
    left_out = tuple(LeftOut(*each) for each in passed_over)
    return Draft(text, Details(**{**details, **dates, "authors": tuple(details["authors"])}), left_out=left_out)


def _answer(form: str, data: bytes, rules: ReadingRules) -> dict[str, object]:
    try:
        _limit(rules)
        draft = read_pdf(data, rules) if form == "pdf" else read_webpage(data.decode(), rules)
        if len(draft.text) > rules.max_text:
            return {"reason": f"has {len(draft.text):,} characters, more than the limit of {rules.max_text:,}"}
        return draft_to(draft)
    except UnreadableError as error:
        return {"reason": str(error)}
    except MemoryError:
        return {"reason": f"needs more than {rules.memory:,} bytes of memory to be read", "spent": True}
    except RecursionError:
        return {"reason": "nests too deep to be read"}
    except Exception as error:  # noqa: BLE001 - one stranger's file must not end the process that reads the others
        return {"reason": f"cannot be parsed: {type(error).__name__}: {str(error)[:120]}"}


def _limit(rules: ReadingRules) -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = rules.memory if hard == resource.RLIM_INFINITY else min(rules.memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    seconds = int(used.ru_utime + used.ru_stime + rules.seconds) + 1 + _GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard == resource.RLIM_INFINITY else min(seconds, hard), hard))


def main() -> None:
    """Serve on standard input and output; whatever a parser prints goes nowhere."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.setrecursionlimit(3000)
    serve(requests, replies)
