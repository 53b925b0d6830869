"""What a command loads before it does anything: importing is most of what a short one takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("chromadb", "llama_index", "streamlit", "pydantic", "sqlalchemy", "trafilatura", "pypdf")


def loaded(home: Path, *arguments: str) -> set[str]:
    """The top-level packages that a command has loaded when it ends."""
    script = (
        "import sys\nfrom ui.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    around = {"PATH": "", "PYTHONPATH": str(ROOT), "BELEG_HOME": str(home), "BELEG_DICTIONARY": "none"}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env=around,
        cwd=home.parent,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration articles, indexed by a first question."""
    place = tmp_path_factory.mktemp("cold") / "home"
    loaded(place, "ask", "Was sagte Peskow?")
    return place


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    assert not loaded(tmp_path / "home", "--help").intersection((*HEAVY, "numpy", "tantivy", "HanTa"))


def test_a_question_that_words_answer_loads_neither_chroma_nor_llamaindex(home: Path) -> None:
    found = loaded(home, "ask", "Was sagte Peskow?")
    assert "tantivy" in found
    assert not found.intersection({"chromadb", "llama_index", "streamlit", "trafilatura", "pypdf"})


def test_a_model_s_first_call_loads_nothing_within_its_deadline() -> None:
    pytest.importorskip("llama_index.llms.openai_like", reason="the extra `openai` is not installed")
    script = (
        "import sys\nfrom assistant.clients import OpenAIChat\nfrom assistant.prompt import Message\n"
        "chat = OpenAIChat('m', 'http://127.0.0.1:9/v1', None, seconds=5)\nbefore = set(sys.modules)\n"
        "try:\n    list(chat.stream([Message('user', 'Wer?')], seconds=5))\nexcept Exception as error:\n"
        "    print(type(error).__name__)\nprint('LOADED', *sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={"PATH": "", "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert done.stdout.split() == ["APIConnectionError", "LOADED"]
