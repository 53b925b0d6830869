"""What the glossary lacks is found for any question set, and it lacks none of the commonest words."""

from __future__ import annotations

import json

import pytest

from eval.glossary_gaps import COMMONEST, coverage, questions_of
from index.language import lexicon
from index.language.data import lines
from index.language.translation import Translator
from tests.invented_sets import squad
from ui.cli import ANSWERED, FAILED, USAGE, main

_SMALL = Translator([lexicon.ReadLexicon({"bridge": ("Brücke",), "build": ("bauen",), "long": ("lang",)})])


def test_every_one_of_the_commonest_words_has_an_equivalent(capsys):
    words = lines(COMMONEST)
    assert 3_000 < len(words) == len(set(words))
    assert words == sorted(words, key=lambda word: (word.casefold(), word))
    assert main(["eval", "glossary"]) == ANSWERED, capsys.readouterr().out
    assert f"in {len(words):,} questions" in capsys.readouterr().out


def test_words_without_an_equivalent_are_told_by_how_often_they_occur():
    found = coverage(["Who built the ferry?", "How long is the old ferry at the bridge?"], _SMALL)
    assert [(gap.word, gap.count, gap.example) for gap in found.gaps] == [
        ("ferry", 2, "Who built the ferry?"),
        ("old", 1, "How long is the old ferry at the bridge?"),
    ]
    assert (found.questions, found.content, found.covered) == (2, 5, 1 - 3 / 5)


def test_inflected_words_and_stop_words_are_no_gaps():
    assert coverage(["Which bridges were being built by whom?"], _SMALL).gaps == ()


def test_names_and_words_that_german_shares_are_told_apart():
    found = coverage(["Where does Ottilie build the Restaurant?", "Windrush who built?"], _SMALL)
    assert {gap.word: gap.kind for gap in found.gaps} == {"ottilie": "name", "restaurant": "same", "windrush": "word"}
    assert [gap.word for gap in found.words] == ["windrush"]


def test_german_questions_and_no_questions_lack_nothing():
    assert coverage(["Wer hat die Hängebrücke entworfen?"], _SMALL).questions == 0
    assert coverage([], _SMALL).covered == 1


def test_questions_are_read_from_every_form(tmp_path):
    contents = {
        "set.json": json.dumps(squad()),
        "topics.jsonl": json.dumps(
            {
                "id": "t",
                "question": "Wer?",
                "language": "de",
                "answerable": False,
                "pair": {"language": "en", "question": "Who?"},
            }
        ),
        "words.txt": "# a comment\nbridge\n\nWho built it?\n",
    }
    read = {}
    for name, content in contents.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        read[name] = questions_of(tmp_path / name)
    assert len(read["set.json"]) == 5
    assert read["topics.jsonl"] == ["Who?"]
    assert read["words.txt"] == ["bridge", "Who built it?"]


def test_the_command_fails_where_a_word_is_missing_and_tells_all_as_json(tmp_path, capsys):
    file = tmp_path / "questions.txt"
    file.write_text("Who built the xylbridge?\nWhere is the xylbridge?\nWhat is a qorf?\n", encoding="utf-8")
    assert main(["eval", "glossary", str(file), "--json"]) == FAILED
    told = json.loads(capsys.readouterr().out)
    assert told["questions"] == 3 and told["content_words"] == 4 and told["missing"] == 2
    assert told["covered"] == pytest.approx(1 / 4)
    assert told["gaps"][0] == {"word": "xylbridge", "kind": "word", "count": 2, "example": "Who built the xylbridge?"}
    assert main(["eval", "glossary", str(file), "--at-least", "2"]) == FAILED
    assert "qorf" not in capsys.readouterr().out
    assert main(["eval", "glossary", str(file), "--at-least", "3"]) == ANSWERED


@pytest.mark.parametrize(
    ("name", "content", "more"),
    [
        ("absent.txt", None, []),
        ("set.json", "{}", []),
        ("topics.jsonl", "{}", []),
        ("latin.txt", b"\xff\xfe\xff", []),
        ("questions.txt", "Who?", ["--at-least", "0"]),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path, capsys, name, content, more):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert main(["eval", "glossary", str(file), *more]) == USAGE
    out, err = capsys.readouterr()
    assert out == "" and len(err.strip().splitlines()) == 1


def test_what_is_only_spelled_like_a_name_has_no_equivalent():
    found = coverage(["Who built the fenow?", "Was it built by Zelensky?", "Did Rosowski build it?"], _SMALL)
    assert {gap.word: gap.kind for gap in found.gaps} == {"fenow": "word", "rosowski": "name"}


def test_a_headword_that_is_spelled_like_a_name_has_one():
    own = Translator([lexicon.own()])
    assert coverage(["Who met the widow in Geneva?", "Who won?", "Who found a haven?"], own).gaps == ()
