"""How language models fail, each with a short reason that holds no secret and nothing the service wrote. Pure.

::

    ModelError
    └── DraftError              a language model did not do its part; has a `reason`, and what it used
        ├── DeadlineError       not done in time
        ├── KeyRefusedError     the service refused the key (401, 403)
        ├── BusyError           the service has no room (429, 503, 529), or too many questions wait here
        ├── UnreachableError    nothing answers, or the connection broke
        ├── ServiceError        the service answered with an error
        ├── InvalidOutputError  what it wrote cannot be read
        └── SpendingError       the cap of the day is reached
"""

from __future__ import annotations

from typing import ClassVar

from index.errors import ModelError


class DraftError(ModelError):
    """A language model did not do its part.

    Attributes:
        kind: one word for it, the same in every language.
        reason: a short sentence for the reader of an answer; without secrets.
        again: whether trying again may help.
        after: the seconds that the service asks to wait before, if it does.
    """

    kind: ClassVar[str] = "failed"
    again: ClassVar[bool] = False

    def __init__(self, reason: str, *, after: float | None = None) -> None:
        super().__init__(f"the language model failed: {reason}")
        self.reason = reason
        self.after = after


class DeadlineError(DraftError):
    """It was not done in time."""

    kind = "deadline"


class KeyRefusedError(DraftError):
    """The service refused the key."""

    kind = "key"


class BusyError(DraftError):
    """The service, or this process, has no room for another question."""

    kind = "busy"
    again = True


class UnreachableError(DraftError):
    """Nothing answers at the address, or the connection broke."""

    kind = "unreachable"
    again = True


class ServiceError(DraftError):
    """The service answered with an error."""

    kind = "service"


class PassingServiceError(ServiceError):
    """The service answered with an error that may pass."""

    again = True


class InvalidOutputError(DraftError):
    """What the model wrote cannot be read."""

    kind = "output"


CAP_REACHED = "the cap of the day is reached"


class SpendingError(DraftError):
    """The cap of the day is reached, or what was spent is not known."""

    kind = "spending"


_REFUSED = frozenset({401, 403})
_BUSY = frozenset({429, 503, 529})
_PASSING = frozenset({408, 409, 425, 500, 502, 504})
_NEVER_LONGER = 3_600.0
_LEAST_STATUS = 400


def failure_of(error: BaseException) -> DraftError:
    """What an exception of a client library means; told by its status and class, never by its message.

    The libraries are optional, so their classes are known by name. Their messages may repeat the key.
    """
    if ours := _ours(error):
        return ours
    status = _status(error)
    if status is not None:
        return _of_status(status, _asked_wait(error))
    names = {each.__name__ for each in type(error).__mro__}
    for known, kind, reason in _KNOWN:
        if names & known:
            return kind(reason)
    return ServiceError(f"an unexpected error of the client library ({type(error).__name__})")


_KNOWN: tuple[tuple[frozenset[str], type[DraftError], str], ...] = (
    (frozenset({"APITimeoutError", "TimeoutException", "TimeoutError"}), DeadlineError, "it did not answer in time"),
    (
        frozenset({"APIConnectionError", "TransportError", "NetworkError", "ConnectionError", "OSError"}),
        UnreachableError,
        "the connection could not be made or broke",
    ),
    (
        frozenset({"JSONDecodeError", "UnicodeDecodeError", "ValidationError", "APIResponseValidationError"}),
        InvalidOutputError,
        "the service wrote something that is not its protocol",
    ),
    (frozenset({"APIError", "ResponseError"}), ServiceError, "the service reported an error"),
)


def _ours(error: BaseException | None) -> DraftError | None:
    """Our own failure, where a client library wrapped it in one of its errors."""
    for _ in range(_DEEPEST):
        if error is None or isinstance(error, DraftError):
            return error
        error = error.__cause__ or error.__context__
    return None


_DEEPEST = 8


def _of_status(status: int, after: float | None) -> DraftError:
    if status in _REFUSED:
        return KeyRefusedError(f"the service refused the key ({status})")
    if status in _BUSY:
        return BusyError(f"the service is busy ({status})", after=after)
    if status in _PASSING:
        return PassingServiceError(f"the service failed ({status})", after=after)
    return ServiceError(f"the service refused the request ({status})")


def _status(error: BaseException) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) and status >= _LEAST_STATUS else None


def _asked_wait(error: BaseException) -> float | None:
    """The seconds in a ``Retry-After`` header; a date in it is not read."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    try:
        seconds = float(headers.get("retry-after", "")) if headers is not None else -1.0
    except (TypeError, ValueError):
        return None
    return min(seconds, _NEVER_LONGER) if seconds >= 0 else None
