"""The glossary, bigger dictionaries, and what is compiled of them."""

from __future__ import annotations

import gzip
import os
import string
import time
from typing import TYPE_CHECKING

import pytest

from index.errors import NotConfiguredError
from index.language import dictionary, glossary, lexicon
from index.language.analysis import Analyser
from index.language.lexicon import ReadLexicon
from index.language.translation import Translator
from index.planning import Planner

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = {
    "harbour": "harbour /hˈɑːbə/\nHafen <masc> [naut.]\n   Synonym: {port}\n",
    "harbour ": (
        "harbour /hˈɑːbə/ <v>\nbeherbergen, hegen <v, trans>\n"
        '      "safe harbour"  - sicherer Hafen\n see: {harbours}\n'
    ),
    "take part in sth.": "take part in sth. /tˈeɪk pˈɑːt/\nan etw. teilnehmen, sich an etw. beteiligen\n",
    "00-database-info": "00-database-info\nErfunden\n",
}


def dictd(folder: Path, entries: dict[str, str] = ENTRIES, *, packed: bool = True) -> Path:
    """A dictionary in dictd's format, of our own entries."""
    text, index = b"", []
    digits = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"

    def coded(number: int) -> str:
        return (coded(number // 64) if number >= 64 else "") + digits[number % 64]

    for headword, entry in entries.items():
        data = entry.encode()
        index.append(f"{headword.strip()}\t{coded(len(text))}\t{coded(len(data))}\n")
        text += data
    (folder / "eigen-eng-deu.index").write_text("".join(index), encoding="utf-8")
    if packed:
        (folder / "eigen-eng-deu.dict.dz").write_bytes(gzip.compress(text))
    else:
        (folder / "eigen-eng-deu.dict").write_bytes(text)
    return folder / "eigen-eng-deu.index"


@pytest.mark.parametrize("packed", [True, False])
def test_a_dictionary_is_read_with_its_senses_and_short_examples(tmp_path, packed):
    found = dictionary.entries(dictd(tmp_path, packed=packed))
    assert found["harbour"] == ("Hafen", "beherbergen", "hegen")
    assert found["safe harbour"] == ("sicherer Hafen",)
    assert "an teilnehmen" in found["take part in"]
    assert not any("database" in headword for headword in found)


def _cut(packed: bytes) -> bytes:
    return packed[: len(packed) // 2]


def _scrambled(packed: bytes) -> bytes:
    return packed[:20] + bytes(255 - byte for byte in packed[20:])


@pytest.mark.parametrize(
    ("name", "harm", "said"),
    [
        ("index", lambda _: b"harbour\t!!\n", "line 1 is not a headword, a place and a length"),
        ("index", lambda _: b"harbour\n", "line 1 is not a headword, a place and a length"),
        ("index", lambda _: b"harbour\tA\t\n", "line 1 is not a headword, a place and a length"),
        ("index", lambda old: old + b"quay\tBAAA\tB\n", "line 5 points behind the end of the text"),
        ("index", lambda _: b"", "has no entry with a German equivalent"),
        ("index", lambda _: b"\x00\xff\xfe", "line 1 is not"),
        ("dict.dz", lambda _: b"no gzip", "not packed with gzip or dictzip, or is cut off"),
        ("dict.dz", _cut, "not packed with gzip or dictzip, or is cut off"),
        ("dict.dz", _scrambled, "not packed with gzip or dictzip, or is cut off"),
        ("dict.dz", lambda _: gzip.compress(b""), "line 1 points behind the end of the text"),
        ("dict.dz", None, "there is no eigen-eng-deu.dict.dz or eigen-eng-deu.dict beside it"),
        ("index", None, "cannot be read: No such file"),
    ],
)
def test_a_damaged_dictionary_is_refused_in_one_line_that_says_what_is_wrong(tmp_path, name, harm, said):
    index = dictd(tmp_path)
    file = tmp_path / f"eigen-eng-deu.{name}"
    if harm:
        file.write_bytes(harm(file.read_bytes()))
    else:
        file.unlink()
    with pytest.raises(NotConfiguredError) as raised:
        dictionary.entries(index)
    message = str(raised.value)
    assert said in message and str(index) in message and "\n" not in message
    assert not any(inner in message for inner in ("unpack", "Errno", "KeyError", "codec"))


def test_a_dictionary_is_named_by_its_index_file(tmp_path):
    index = dictd(tmp_path)
    with pytest.raises(NotConfiguredError, match=r"name the file that ends in \.index"):
        dictionary.entries(index.with_suffix(".dict.dz"))
    folder = tmp_path / "folder.index"
    folder.mkdir()
    (tmp_path / "folder.dict").write_bytes(b"x")
    with pytest.raises(NotConfiguredError, match="Is a directory"):
        dictionary.entries(folder)


def test_a_compiled_lexicon_says_what_a_read_one_says_and_is_compiled_once(tmp_path):
    index = dictd(tmp_path)
    compiled = lexicon.bigger(index, tmp_path / "cache")
    read = lexicon.bigger(index)
    for key in ("harbour", "safe harbour", "unknown", "", "' OR 1=1 --"):
        assert compiled.get(key) == read.get(key)
    assert compiled.get("safe harbour", "nothing", "harbour") == read.get("safe harbour", "nothing", "harbour")
    (file,) = (tmp_path / "cache").iterdir()
    made = file.stat().st_mtime_ns
    lexicon.bigger(index, tmp_path / "cache")
    assert file.stat().st_mtime_ns == made


def test_a_changed_dictionary_is_compiled_anew_and_the_old_one_goes(tmp_path):
    lexicon.bigger(dictd(tmp_path), tmp_path / "cache")
    index = dictd(tmp_path, {"quay": "quay /kˈiː/\nKai <masc>\n"})
    assert lexicon.bigger(index, tmp_path / "cache").get("quay") == [("Kai",)]
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_without_a_folder_that_can_be_written_the_lexicon_is_read(tmp_path):
    (tmp_path / "cache").write_text("a file, no folder", encoding="utf-8")
    assert lexicon.own(tmp_path / "cache").get("government")


def test_our_glossary_is_found_whole():
    own = lexicon.own()
    assert "Regierung" in own.get("government")[0]
    assert own.get("zzxqy") == own.get() == []
    assert len(glossary.entries()) >= 6_000


def test_files_that_share_a_headword_take_turns(tmp_path):
    (tmp_path / "a.txt").write_text("# Field: A\nbank = Bank; Geldhaus\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("# Field: B\nbank = Ufer; Bank\n", encoding="utf-8")
    assert glossary.entries(tmp_path)["bank"] == ("Bank", "Ufer", "Geldhaus")


def test_the_first_lexicon_that_knows_a_word_decides():
    translator = Translator([ReadLexicon({"bank": ("Bank",)}), ReadLexicon({"bank": ("Ufer",), "quay": ("Kai",)})])
    assert translator.equivalents(("Banks",)) == ("Bank",)
    assert translator.equivalents(("quays",)) == ("Kai",)
    assert translator.equivalents(("nothing",)) == ()


def test_a_bigger_dictionary_says_nothing_of_phrases_of_words_that_the_glossary_knows():
    glossary_, bigger = (
        ReadLexicon({"marine": ("marin",), "animal": ("Tier",)}),
        ReadLexicon({"marine animals": ("Seetiere",), "marine biome": ("Meeresbiom",)}),
    )
    translator = Translator([glossary_, bigger])
    assert translator.equivalents(("marine", "animals")) == ()
    assert translator.equivalents(("marine", "biome")) == ("Meeresbiom",)


def test_a_dictionary_tells_names_by_the_capitals_of_its_entries(tmp_path):
    entries = {"lee": "lee /lˈiː/ <n>\nLee <fem>\n", "bavaria": "Bavaria /bɐvˈɛəɹɪə/ <n>\nBayern <neut>\n"}
    translator = Translator([ReadLexicon({}), ReadLexicon(dictionary.entries(dictd(tmp_path, entries)))])
    assert translator.names("Bavaria") and not translator.names("Lee")
    assert translator.equivalents(("Bavaria",)) == translator.equivalents(("bavaria",)) == ("Bayern",)


def test_what_only_a_bigger_dictionary_means_by_a_name_counts_half():
    translator = Translator([ReadLexicon({"tusk": ("Stoßzahn",)}), ReadLexicon({"lee": ("Schutz",)})])
    weights = {}
    for question in ("What did Lee say?", "What did Tusk say?", "What is a lee?"):
        groups = Planner(Analyser(), translator).plan(question, spoken="en").groups
        weights |= {(question, each.text): each.weight for group in groups for each in group.alternatives}
    assert weights["What did Lee say?", "Schutz"] == 0.5
    assert weights["What did Tusk say?", "Stoßzahn"] == weights["What is a lee?", "Schutz"] == 1


def test_words_are_found_in_their_inflections_and_phrases_too():
    translator = Translator([ReadLexicon({"take part": ("teilnehmen",), "city": ("Stadt",), "say": ("sagen",)})])
    assert translator.equivalents(("took", "part")) == ("teilnehmen",)
    assert translator.equivalents(("cities",)) == ("Stadt",)
    assert translator.equivalents(("said",)) == ("sagen",)


def _garbage(file: Path) -> None:
    file.write_bytes(b"kaputt" * 1000)


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20_000])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("harm", [_garbage, _truncated, _emptied])
def test_a_damaged_compiled_lexicon_is_found_and_compiled_anew(tmp_path, harm):
    lexicon.own(tmp_path)
    (file,) = tmp_path.iterdir()
    harm(file)
    assert lexicon.damaged(tmp_path) == [file]
    assert lexicon.own(tmp_path).get("government") == lexicon.own().get("government")
    assert lexicon.damaged(tmp_path) == []


def test_a_lexicon_that_is_damaged_while_it_is_asked_is_read_instead(tmp_path, monkeypatch):
    monkeypatch.setattr(lexicon, "_QUICKLY_CHECKED", 0)
    lexicon.own(tmp_path)
    (file,) = tmp_path.iterdir()
    _truncated(file)
    assert lexicon.own(tmp_path).get("government", "war") == lexicon.own().get("government", "war")
    assert not file.exists()


def test_what_an_interrupted_compilation_left_is_cleared_away(tmp_path):
    for name, age in (("glossary-1-old.new", 7_200), ("glossary-1-busy.new", 5)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    lexicon.own(tmp_path)
    assert sorted(file.suffix for file in tmp_path.iterdir()) == [".new", ".sqlite"]
