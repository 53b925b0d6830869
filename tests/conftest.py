"""What every test shares: no network, a clean environment, real articles where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import socket_allow_hosts

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile(
    "beleg", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("beleg")


@pytest.fixture(autouse=True)
def _offline() -> None:
    """No test reaches any address but this machine's own."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True, scope="session")
def _clean() -> Iterator[None]:
    """No setting of the person who runs the tests reaches them, nor a dictionary that this machine may have."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("BELEG_") and name != "BELEG_SHARED":
                patch.delenv(name)
        patch.setenv("BELEG_DICTIONARY", "none")
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and question sets that is not part of the project."""
    place = os.environ.get("BELEG_SHARED")
    if not place:
        pytest.skip("BELEG_SHARED names no folder with real articles and question sets")
    return Path(place)
