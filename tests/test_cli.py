"""The command line as a person meets it: what is printed where, and how it ends."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.corpora import write
from ui.cli import main
from ui.terminal import ProgressLine, Terminal, safe

_ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory in which the demonstration articles are indexed."""
    path = tmp_path_factory.mktemp("asked")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(path)
        assert main(["index", str(_ROOT / "seeds"), "--name", "Beleg-Demo", "--quiet"]) == 0
    return path


@pytest.fixture
def demo(asked: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(asked)
    return asked


def test_the_first_question_indexes_the_demonstration_articles_and_says_so_on_stderr(place, capsys):
    assert main(["ask", "what did Peskow say about secrecy?"]) == 0
    out, err = capsys.readouterr()
    assert "Dmitri Peskow" in out and "02-peskow-geheimhaltung.txt" in out
    assert "indexing" in err and "indexing" not in out


def test_ask_prints_one_documented_object(demo, capsys):
    assert main(["ask", "--json", "Was sagte Peskow über Geheimhaltung?"]) == 0
    reply = json.loads(capsys.readouterr().out)
    assert (reply["version"], reply["kind"], reply["language"]) == (1, "answer", "de")
    citation = reply["claims"][0]["citations"][0]
    assert main(["show", "--json", citation["article"]]) == 0
    article = json.loads(capsys.readouterr().out)
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
    documented = (_ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    for name in {*reply, *reply["claims"][0], *citation}:
        assert f"`{name}`" in documented, name


def test_an_abstention_is_an_answer_unless_one_says_otherwise(demo, capsys):
    question = "Wie hoch ist der Eiffelturm?"
    assert main(["ask", question]) == 0
    assert main(["ask", "--fail-on-abstain", question]) == 5
    assert "Gesucht in 13 Artikeln" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["doctor"], 3, "build one with `beleg index"),
        (["ask"], 2, "no question"),
        (["index", "nowhere"], 2, "nothing at nowhere"),
        (["--config", "missing.toml", "list"], 3, "missing.toml is not there"),
        (["ask", "--since", "2025-12-03", "--until", "2025-12-01", "x"], 2, "before --since"),
        (["ask", "--outlet", "Nirgendwo", "x"], 2, "there are: Beleg-Demo"),
        (["show", "no such article"], 2, "no article is called"),
    ],
)
def test_a_mistake_is_told_in_one_line_with_its_exit_code(place, capsys, monkeypatch, arguments, code, says):
    monkeypatch.setattr(sys, "stdin", open("/dev/null", encoding="utf-8"))  # noqa: PTH123, SIM115
    assert main(arguments) == code
    err = capsys.readouterr().err
    assert says in err and "Traceback" not in err


def test_wrong_settings_name_the_right_ones(place, capsys):
    (place / "beleg.toml").write_text('embeder = "hashing"\n', encoding="utf-8")
    assert main(["list"]) == 2
    assert "did you mean 'embedder'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("ZONE", value) for value in ("Mars/X", "../../etc/passwd", "Europe", "/etc/localtime")],
        *[("MAX_BYTES", value) for value in ("0", "-5", "viel", "1e9")],
        *[("DEADLINE", value) for value in ("0", "nan", "bald")],
        *[("DAILY_CAP", "-1"), ("PROMPT_PRICE", "nan"), ("K", "0"), ("THRESHOLD", "nan"), ("WORKERS", "-1")],
    ],
)
@pytest.mark.parametrize("command", [["index", "news"], ["ask", "Was?"], ["doctor"]])
def test_a_setting_that_cannot_be_is_told_in_one_line(place, capsys, monkeypatch, name, value, command):
    (place / "news").mkdir()
    monkeypatch.setenv(f"BELEG_{name}", value)
    assert main(command) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("beleg: ") and name.lower() in line


def test_a_flag_wins_over_the_environment_and_that_over_the_file(place, monkeypatch):
    from assistant.settings import load  # noqa: PLC0415

    (place / "beleg.toml").write_text("k = 3\nclaims = 2\nthreshold = 0.25\n", encoding="utf-8")
    loaded = load({"k": 5}, environment={"BELEG_K": "4", "BELEG_CLAIMS": "1"})
    assert (loaded.k, loaded.claims, loaded.threshold) == (5, 1, 0.25)


def test_skipped_input_ends_with_four_and_is_named(place, capsys):
    (place / "news").mkdir()
    (place / "news" / "gut.txt").write_text("Ein Titel\n\nEin Satz über die Fähre.\n", encoding="utf-8")
    (place / "news" / "leer.txt").touch()
    assert main(["index", "news", "--quiet"]) == 4
    out, err = capsys.readouterr()
    assert "1 added" in out and "leer.txt: is empty" in err


def test_list_show_remove_and_readmit(place, capsys):
    (place / "news").mkdir()
    for name in ("eins", "zwei"):
        (place / "news" / f"{name}.txt").write_text(f"Titel {name}\n\nEin Satz über {name}.\n", encoding="utf-8")
    assert main(["index", "news", "--quiet"]) == 0
    assert main(["remove", "eins.txt"]) == 0
    assert main(["index", "--quiet"]) == 0
    capsys.readouterr()
    assert main(["list", "--json"]) == 0
    assert [json.loads(line)["source"] for line in capsys.readouterr().out.splitlines()] == ["zwei.txt"]
    assert main(["index", "--quiet", "--readmit"]) == 0
    assert main(["doctor"]) == 0
    assert "healthy" in capsys.readouterr().out


def test_articles_and_corpora_are_removed_in_one_step(place, capsys):
    for name in ("a", "b", "c"):
        (place / name).mkdir()
        (place / name / f"{name}.txt").write_text(f"Titel {name}\n\nEin Satz über {name}.\n", encoding="utf-8")
        assert main(["index", name, "--quiet"]) == 0
    capsys.readouterr()
    assert main(["remove", "a", "b", "c.txt"]) == 0
    assert capsys.readouterr().out == "3 articles removed\n"
    assert (place / ".beleg" / "CURRENT").read_text() == "000004\n"
    assert main(["rollback"]) == 0
    assert main(["list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + 3


@pytest.mark.parametrize("command", ["remove", "purge"])
def test_what_was_removed_counts_as_skipped_and_is_no_failure(place, capsys, command):
    _news(place, "eins")
    assert main(["index", "news", "--quiet"]) == 0
    assert main([command, "eins.txt"]) == 0
    assert main(["list", "--skipped"]) == 0
    assert "news/eins.txt: was removed by hand; `beleg index --readmit`" in capsys.readouterr().out
    for again in (["index", "news", "--quiet"], ["index", "--quiet"]):
        assert main(again) == 0
        out, err = capsys.readouterr()
        assert "0 unchanged, 1 skipped" in out
        assert "there is no article in it" not in err and "still skipped: 1" in err
    assert main(["index", "--readmit", "--quiet"]) == 0
    assert "1 added" in capsys.readouterr().out
    assert main(["list", "--skipped"]) == 0
    assert capsys.readouterr().out == "nothing was skipped\n"


def test_search_explains_what_was_looked_for(demo, capsys):
    assert main(["search", "--explain", "-k", "2", "Wer verlangt den Donbass?"]) == 0
    out = capsys.readouterr().out
    assert "Donbass" in out and "ranks:" in out


def test_show_marks_a_stretch_and_says_what_was_removed(demo, capsys):
    assert main(["show", "02-peskow", "--span", "0-10"]) == 0
    assert "▶" in capsys.readouterr().out
    assert main(["show", "01-kreml", "--raw"]) == 0
    assert "[photo credit:" in capsys.readouterr().out


@pytest.mark.parametrize(
    "question",
    ["", "   ", "der die das", "🎉🎉🎉", "title:foo AND (bar OR", '"offen', "\x00\x1b[31m\x07", "wort " * 2000],
)
def test_a_hostile_question_gets_a_clear_answer_or_a_clear_refusal(demo, capsys, monkeypatch, question):
    monkeypatch.setattr(sys, "stdin", open("/dev/null", encoding="utf-8"))  # noqa: PTH123, SIM115
    code = main(["ask", question])
    out, err = capsys.readouterr()
    assert code in {0, 2}
    assert out.strip() or err.strip()
    assert "\x1b" not in out and "\x07" not in out and "Traceback" not in err


_MANY = " ".join(f"Wort{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(100))


@pytest.mark.parametrize("command", [["search"], ["search", "--explain"], ["ask"]], ids=" ".join)
def test_a_question_with_more_words_than_are_looked_for_is_told_how_many_are_not(demo, capsys, command):
    assert main([*command, f"Was sagte Peskow? {_MANY}"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert re.search(r"its first 64 words and phrases are looked for, 3\d more are not|nach 3\d weiteren nicht", out)


def test_how_many_words_of_a_question_are_not_looked_for_stands_in_its_json(demo, capsys):
    assert main(["search", "--json", _MANY]) == 0
    assert json.loads(capsys.readouterr().out)["left_out"] == 36
    assert main(["ask", "--json", _MANY]) == 0
    assert "nach 36 weiteren nicht" in json.loads(capsys.readouterr().out)["notes"][0]


def test_a_question_is_answered_up_to_ten_thousand_characters_and_refused_beyond(demo, capsys):
    long = "Was sagte Peskow zur Geheimhaltung? " + "der " * 2491
    assert (len(long.strip()), main(["ask", "--json", long])) == (9_999, 0)
    assert json.loads(capsys.readouterr().out)["question"] == long.strip()
    assert main(["ask", long + "dann"]) == 2
    assert "at most 10,000 characters" in capsys.readouterr().err


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\u202e", "\u200b", "\x9b", "\U000e0041", "\ufeff", "\x00"])
def test_nothing_in_an_article_commands_the_terminal(char):
    assert char not in safe(f"a{char}b") and "U+" in safe(f"a{char}b")


def test_a_dumb_terminal_gets_no_colours(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    for kind, styled in (("xterm", "\x1b[1mfett\x1b[0m"), ("dumb", "fett")):
        monkeypatch.setenv("TERM", kind)
        assert Terminal(stream).style("fett", "bold") == styled


def test_a_look_at_a_thousand_unchanged_files_says_nothing_on_the_way(capsys):
    line = ProgressLine()
    for done in range(1, 1_001):
        line("hashing", done, 1_000)
    line.close()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "order", [["--home", "h", "list"], ["list", "--home", "h"], ["--home", "x", "list", "--home", "h"]]
)
def test_a_setting_of_the_whole_program_may_stand_before_or_behind_the_command(order):
    from ui.cli.parser import parser  # noqa: PLC0415

    assert parser().parse_args(order).home == Path("h")
    assert parser().parse_args(["--config", "c.toml", "eval", "run"]).config == Path("c.toml")
    assert parser().parse_args(["eval", "run", "--config", "c.toml"]).config == Path("c.toml")
    assert parser().parse_args(["list"]).home is None


def test_an_exported_conversation_names_where_a_claim_stands_as_well(demo, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("what did Peskow say about secrecy?\n/export gespräch.md\n"))
    assert main(["chat"]) == 0
    exported = (demo / "gespräch.md").read_text(encoding="utf-8")
    assert re.search(r"also in \\\[2\\\] .*1 origin", exported)


def test_text_is_wrapped_to_the_width(capsys):
    Terminal(columns=30).wrap("Donaudampfschifffahrt und noch mehr Wörter in einer Zeile", indent="  ")
    assert all(len(line) <= 30 for line in capsys.readouterr().out.splitlines())


def test_help_imports_neither_chroma_nor_llama_index():
    script = (
        "import sys; from ui.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'chromadb', 'llama_index', 'streamlit', 'numpy', 'tantivy', 'trafilatura', 'HanTa'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=_ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_every_command_has_help_that_says_what_it_does(capsys):
    from ui.cli.parser import parser  # noqa: PLC0415

    text = parser().format_help()
    for command in ("ask", "search", "index", "remove", "purge", "rollback", "doctor", "list", "show"):
        assert f"\n    {command} " in text


def test_two_folders_of_one_name_do_not_take_each_others_place(place, capsys):
    for parent in ("a", "b"):
        (place / parent / "news").mkdir(parents=True)
        (place / parent / "news" / f"{parent}.txt").write_text(f"Titel {parent}\n\nEin Satz.\n", encoding="utf-8")
    assert main(["index", "a/news", "--quiet"]) == 0
    assert main(["index", "b/news", "--quiet"]) == 2
    assert "--name" in capsys.readouterr().err
    assert main(["index", "b/news", "--name", "other", "--quiet"]) == 0
    (place / "a" / "news").rename(place / "moved")
    assert main(["index", "--quiet"]) == 0
    assert "is gone" in capsys.readouterr().err


def test_what_was_removed_can_still_be_purged(place, capsys):
    (place / "news").mkdir()
    for name in ("eins", "zwei"):
        (place / "news" / f"{name}.txt").write_text(f"Titel {name}\n\nEin Satz über {name}.\n", encoding="utf-8")
    assert main(["index", "news", "--quiet"]) == 0
    assert main(["remove", "eins.txt"]) == 0
    assert main(["purge", "eins.txt"]) == 0
    assert main(["rollback"]) == 2
    assert "1 article purged" in capsys.readouterr().out


def test_rollback_holds_after_the_next_build(place, capsys):
    (place / "news").mkdir()
    for name in ("eins", "zwei", "drei"):
        (place / "news" / f"{name}.txt").write_text(f"Titel {name}\n\nEin Satz über {name}.\n", encoding="utf-8")
        assert main(["index", "news", "--quiet"]) == 0
    assert main(["rollback"]) == 0
    (place / "news" / "vier.txt").write_text("Titel vier\n\nEin Satz.\n", encoding="utf-8")
    assert main(["index", "news", "--quiet"]) == 0
    assert main(["rollback"]) == 0
    assert "generation 000002 is published again" in capsys.readouterr().out.splitlines()[-1]


def test_a_damaged_manifest_is_told_and_can_be_rebuilt(place, capsys):
    (place / "news").mkdir()
    (place / "news" / "eins.txt").write_text("Titel eins\n\nEin Satz.\n", encoding="utf-8")
    assert main(["index", "news", "--quiet"]) == 0
    (place / ".beleg" / "generations" / "000001" / "manifest.json").write_text("kaputt", encoding="utf-8")
    assert main(["doctor"]) == 1
    assert "--rebuild" in " ".join(capsys.readouterr().out.split())
    assert main(["index", "--rebuild", "news", "--quiet"]) == 0
    assert main(["doctor"]) == 0


def test_hundreds_of_articles_that_differ_in_a_number_can_be_indexed(place):
    (place / "ticker").mkdir()
    for number in range(300):
        text = f"Titel {number} der Meldung\n\nDer Minister sagte am Montag, Zahl {number} werde sinken.\n"
        (place / "ticker" / f"{number}.txt").write_text(text, encoding="utf-8")
    assert main(["index", "ticker", "--quiet", "--workers", "1"]) == 0
    assert main(["doctor"]) == 0


def test_the_demonstration_articles_stay_out_of_a_persons_own_index(place, capsys):
    assert main(["ask", "Was sagte Peskow?"]) == 0
    (place / "news").mkdir()
    (place / "news" / "eins.txt").write_text("Titel eins\n\nEin Satz.\n", encoding="utf-8")
    assert main(["index", "news", "--quiet"]) == 0
    capsys.readouterr()
    assert main(["list"]) == 0
    assert "Beleg-Demo" not in capsys.readouterr().out


def _news(place: Path, *names: str) -> None:
    (place / "news").mkdir(exist_ok=True)
    for name in names:
        (place / "news" / f"{name}.txt").write_text(f"Titel {name}\n\nEin Satz über {name}.\n", encoding="utf-8")


def _beleg(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())", *arguments]


def test_a_file_of_a_known_folder_brings_that_folder_in_line_and_is_there_once(place, capsys):
    _news(place, "eins")
    assert main(["index", "news", "--quiet"]) == 0
    _news(place, "zwei")
    assert main(["index", "news/zwei.txt", "--quiet"]) == 0
    assert "of the corpus news" in capsys.readouterr().err
    assert main(["list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["index", "news/eins.txt", "news/zwei.txt", "--quiet"]) == 0


def test_many_files_of_an_unknown_folder_are_not_made_a_corpus_each(place, capsys):
    _news(place, "eins", "zwei")
    assert main(["index", "news/eins.txt", "news/zwei.txt"]) == 2
    assert f"beleg index {place / 'news'}" in capsys.readouterr().err


def test_what_was_skipped_is_named_once_and_then_counted(place, capsys):
    _news(place, "eins")
    (place / "news" / "leer.txt").write_bytes(b"")
    assert main(["index", "news", "--quiet"]) == 4
    assert "skipped leer.txt: is empty" in capsys.readouterr().err
    assert main(["index", "--quiet"]) == 4
    err = capsys.readouterr().err
    assert "leer.txt" not in err and "still skipped: 1" in err
    assert main(["list", "--skipped"]) == 0
    assert capsys.readouterr().out == "news/leer.txt: is empty\n"


def test_an_empty_folder_is_told(place, capsys):
    (place / "news").mkdir()
    assert main(["index", "news", "--quiet"]) == 0
    assert "no article in it" in capsys.readouterr().err
    assert main(["ask", "--corpus", "nowhere", "x"]) == 2
    assert "nothing at" in capsys.readouterr().err


def test_a_home_that_cannot_be_is_told_in_one_line(place, capsys):
    (place / "file").write_text("x", encoding="utf-8")
    for home in ("file", "/dev/null/nowhere"):
        for command in (["ask", "x"], ["index", "."]):
            assert main(["--home", home, *command]) == 3
            err = capsys.readouterr().err
            assert "--home" in err and "Traceback" not in err


def test_quotations_are_utf_8_whatever_the_locale_says(demo):
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ran = subprocess.run(
        _beleg("ask"), input=b"Was sagte Peskow? \xff", env=environment, capture_output=True, check=True
    )
    assert "„" in ran.stdout.decode("utf-8")
    environment["PYTHONIOENCODING"] = "ascii"
    ran = subprocess.run(_beleg("ask"), input=b"Was sagte Peskow?", env=environment, capture_output=True, check=True)
    assert "\\u201e" in ran.stdout.decode("ascii")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("whole", [True, False])
def test_a_signal_ends_a_build_and_its_workers(place, sign, whole):
    if not sys.platform.startswith("linux"):
        pytest.skip("the processes of a session are looked up in /proc")
    _news(place, *map(str, range(400)))
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    command = _beleg("index", "news", "--workers", "2")
    # A group of its own gets the signal as a whole, as a terminal's does; `kill` reaches the builder alone.
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True) as build:
        assert build.stderr is not None
        for line in build.stderr:
            if line.startswith("indexing"):
                break
        assert len(_session(build.pid)) > 2
        (os.killpg if whole else os.kill)(build.pid, sign)
        try:
            told = build.communicate(timeout=120)[1]
            until = time.monotonic() + 20
            while (left := _session(build.pid)) and time.monotonic() < until:
                time.sleep(0.05)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(build.pid, signal.SIGKILL)
    assert left == []
    assert build.returncode == (-signal.SIGKILL if sign == signal.SIGKILL else 130), told
    assert "Traceback" not in told and ("interrupted" in told or sign == signal.SIGKILL)
    assert not (place / ".beleg" / "CURRENT").exists()


def _session(leader: int) -> list[int]:
    """The processes of a session that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, _, session, *_ = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(session) == leader and state != "Z":
                found.append(int(stat.parent.name))
    return found


def test_fields_of_any_name_can_be_told_in_the_settings(place, capsys):
    (place / "news").mkdir()
    row = {"nummer": "a7", "kopf": "Der Hafen öffnet", "meldung": {"volltext": "Der Hafen der Stadt ist offen."}}
    (place / "news" / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (place / "beleg.toml").write_text('[fields]\ntext = "meldung.volltext"\ntitle = ["kopf"]\nid = "nummer"\n', "utf-8")
    assert main(["index", "news", "--quiet"]) == 0
    capsys.readouterr()
    assert main(["show", "--json", "a.jsonl#id=a7"]) == 0
    article = json.loads(capsys.readouterr().out)
    assert (article["title"], article["text"]) == ("Der Hafen öffnet", "Der Hafen der Stadt ist offen.")
    for wrong, says in (('fields = "x"', "must be a table"), ('[fields]\ntxt = "x"', "unknown field 'txt'")):
        (place / "beleg.toml").write_text(wrong, encoding="utf-8")
        assert main(["list"]) == 2
        assert says in capsys.readouterr().err


def test_a_table_without_a_header_is_read_by_the_numbers_of_its_columns(place, capsys):
    (place / "news").mkdir()
    (place / "news" / "a.csv").write_text("Wirtschaft;Der Hafen der Stadt ist seit Montag offen.\n", encoding="utf-8")
    (place / "beleg.toml").write_text('[fields]\ntext = "#2"\nsection = "#1"\n', encoding="utf-8")
    assert main(["index", "news", "--quiet"]) == 0
    capsys.readouterr()
    assert main(["show", "--json", "a.csv"]) == 0
    article = json.loads(capsys.readouterr().out)
    assert (article["section"], article["text"]) == ("Wirtschaft", "Der Hafen der Stadt ist seit Montag offen.")


def test_an_index_built_unasked_is_made_anew_by_itself_when_the_rules_changed(place, capsys):
    write(place / "news", dict.fromkeys(range(3), 0))
    asked = ["search", "Brücke", "--corpus", str(place / "news")]
    assert main(asked) == 0
    before = capsys.readouterr().out
    manifest = next(place.rglob("manifest.json"))
    manifest.write_text(manifest.read_text().replace('"chunking": "', '"chunking": "older-'))
    assert main(asked) == 0
    out, err = capsys.readouterr()
    assert "was brought up to date" in err
    assert out == before
    assert main(asked) == 0
    assert "was brought up to date" not in capsys.readouterr().err


def test_a_folder_that_is_asked_is_asked_as_it_is_now(place, capsys):
    asked = ["list", "--corpus", str(place / "news")]
    for numbers, told in (({0}, "1 article indexed"), ({0, 1}, "1 added, 0 changed, 0 removed"), ({1}, "1 removed")):
        write(place / "news", dict.fromkeys(numbers, 0))
        assert main(asked) == 0
        out, err = capsys.readouterr()
        assert told in err and len(out.splitlines()) == len(numbers)
    shutil.rmtree(place / "news")
    assert main(asked) == 0
    out, err = capsys.readouterr()
    assert "is gone; its articles are asked as they were last read" in err and out


def test_a_reader_that_has_seen_enough_is_no_failure(demo):
    listing = subprocess.Popen(_beleg("list"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert listing.stdout and listing.stderr
    listing.stdout.close()
    assert (listing.stderr.read(), listing.wait()) == ("", 0)


def test_what_was_searched_says_how_many_of_the_articles_are_dated(place, capsys):
    (place / "news").mkdir()
    (place / "news" / "a.md").write_text("---\ndate: 2025-03-04\n---\nDie Brücke in Linz bleibt gesperrt.", "utf-8")
    (place / "news" / "b.txt").write_text("Die Fähre fährt wieder.", "utf-8")
    asked = ["ask", "Wer sang in der Oper?", "--corpus", str(place / "news")]
    assert main(asked) == 0
    assert "Gesucht in 2 Artikeln (1 davon datiert, 4. März 2025)" in " ".join(capsys.readouterr().out.split())
    assert main([*asked, "--json"]) == 0
    searched = json.loads(capsys.readouterr().out)["searched"]
    assert (searched["articles"], searched["undated"]) == (2, 1)
