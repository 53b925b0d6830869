"""What the documents say is so: examples run, links lead somewhere, every command is told of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.figures import DOCUMENTS, with_figures
from ui.cli import main
from ui.cli.parser import parser

_ROOT = Path(__file__).resolve().parent.parent
_DOCUMENTS = sorted([*_ROOT.glob("*.md"), *_ROOT.glob("docs/**/*.md"), *_ROOT.glob("seeds/*.md")])
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
_TRANSCRIPT = re.compile(r"```text\n\$ beleg ask \"(?P<question>[^\"]+)\"\n(?P<printed>.*?)```", re.DOTALL)


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda document: document.relative_to(_ROOT).as_posix())
def test_every_link_to_a_file_leads_to_one(document):
    text = document.read_text(encoding="utf-8")
    missing = [target for target in _LINK.findall(text) if not (document.parent / target).exists()]
    assert missing == []


def test_the_transcript_in_the_readme_is_what_is_printed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    shown = _TRANSCRIPT.search((_ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown is not None
    assert main(["ask", shown["question"]]) == 0
    assert capsys.readouterr().out == shown["printed"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_the_figures_shown_are_those_of_the_baseline(document):
    text = document.read_text(encoding="utf-8")
    assert text == with_figures(text), "`python -m tests.figures` writes the baseline's figures into the documents"


def test_every_command_is_told_of():
    told = "\n".join(document.read_text(encoding="utf-8") for document in _DOCUMENTS)
    commands = re.findall(r"^    (\w+) ", parser().format_help(), re.MULTILINE)
    assert len(commands) > 8
    assert [name for name in commands if f"beleg {name}" not in told] == []


def test_every_setting_is_told_of():
    from dataclasses import fields  # noqa: PLC0415

    from assistant.settings import Settings  # noqa: PLC0415

    told = (_ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Settings) if f"`{field.name}`" not in told] == []


def test_no_document_or_source_names_a_place_of_one_machine():
    for file in [*_DOCUMENTS, *_ROOT.glob("*.toml"), *_ROOT.glob("*.lock")]:
        assert not re.search(r"/work/|/root/|file://|localhost/simple", file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda document: document.relative_to(_ROOT).as_posix())
def test_no_document_waits_for_its_figures(document):
    assert not re.search(r"@@\w*|\bTODO\b|\bTBD\b|XXX", document.read_text(encoding="utf-8"))
