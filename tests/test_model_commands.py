"""Facts about `beleg ask` with a language model, as a process of its own, with a real server on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("llama_index.llms.openai_like", reason="the extra `openai` is not installed")

from assistant.wiring import DEMONSTRATION, demonstration
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from tests.openai_server import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "sk-test-0123456789-never-to-be-seen"
COMMAND = [sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())"]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    Builder(Home(folder / "home"), BuildOptions()).index([Folder(DEMONSTRATION, demonstration())])
    return folder / "home"


def run(server: Server, home: Path, behaviour: str, *arguments: str, typed: str = "") -> str:
    """What a command prints, with every word of a line that was wrapped on one line."""
    server.begin(behaviour)
    environment = {
        **os.environ, "BELEG_MODEL": "openai", "BELEG_MODEL_NAME": "test-model", "BELEG_MODEL_URL": server.url,
        "BELEG_API_KEY": KEY, "BELEG_DEADLINE": "20", "BELEG_DICTIONARY": "none",
    }  # fmt: skip
    done = subprocess.run(
        [*COMMAND, "--home", str(home), *arguments],
        env=environment, cwd=home.parent, input=typed, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert KEY not in done.stdout + done.stderr
    assert done.stderr == ""
    return " ".join(done.stdout.split())


def test_a_model_that_goes_on_when_enough_was_said_does_not_take_the_command_down(server: Server, home: Path) -> None:
    for _ in range(3):
        told = run(server, home, "goes_on", "ask", "Was sagte Peskow über Geheimhaltung?")
        assert "Worte des Modells test-model" in told


def test_what_a_model_invents_around_a_true_quotation_is_labelled(server: Server, home: Path) -> None:
    told = run(server, home, "invents", "ask", "Was sagte Peskow über Geheimhaltung?")
    assert "Journalisten kommen ins Gefängnis. (ungeprüft: Worte des Modells test-model, belegt ist nur" in told


def test_why_the_model_does_not_answer_is_told_once_and_in_the_questions_language(server: Server, home: Path) -> None:
    german = run(server, home, "refuses_the_key", "ask", "Was sagte Peskow über Geheimhaltung?")
    told = (
        "Das Sprachmodell wurde nicht erreicht: der Schlüssel wurde abgelehnt (401); dies ist die Antwort ohne Modell."
    )
    assert german.startswith(f"{told} 1. Dmitri Peskow sagte")
    english = run(server, home, "always_fails", "ask", "What did Peskov say about secrecy?")
    told = "The language model reported an error (500); this is the answer without a model."
    assert english.startswith(f"{told} 1. Dmitri Peskow said")


def test_a_chat_goes_on_when_the_model_fails_and_what_it_writes_out_holds_no_key(server: Server, home: Path) -> None:
    file = home.parent / "talk.md"
    typed = f"Was sagte Peskow über Geheimhaltung?\nUnd Uschakow?\n/export {file}\n"
    told = run(server, home, "refuses_the_key", "chat", typed=typed)
    assert told.count("der Schlüssel wurde abgelehnt (401)") == 2
    assert "→ Was sagte Uschakow über Geheimhaltung?" in told
    assert KEY[8:20] not in file.read_text(encoding="utf-8")
    typed = f"Was sagte Peskow über Geheimhaltung?\n/export {file}\n"
    assert "(Worte des Modells test-model)" in run(server, home, "obeys", "chat", typed=typed)
    assert "Worte des Modells test-model" in file.read_text(encoding="utf-8").replace("\\", "")
