"""Facts about how found statements are scored against marked quotations."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.quotation_speakers import Gold, heads, is_speaker
from eval.quotations import KINDS, Tally, evaluate, gold_of, main, matches, measures_of, rules
from index.model import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "„Wir bauen“, sagte Anna Holm. Er komme, sagte die Polizei in Bonn. Es regne. Weber rügte den Bau."


def place(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


def marked(kind: str, quote: str, speaker: str | None) -> dict[str, Any]:
    return {"type": kind, "quote": [place(quote)], "speaker": [place(speaker)] if speaker else [], "cue": []}


ROW = {
    "text": TEXT,
    "quotations": [
        marked("Direct", "„Wir bauen“", "Anna Holm"),
        marked("Indirect", "Er komme", "die Polizei in Bonn"),
        marked("IndirectFreeIndirect", "Es regne.", "die Polizei in Bonn"),
        marked("Reported", "Weber rügte den Bau.", "Weber"),
    ],
}
CUE = Span(*place("sagte"))
FOUND = (
    ("a", Statement((Span(*place("Wir bauen")),), "direct", "Anna Holm", Span(*place("Holm")), CUE)),
    ("b", Statement((Span(*place("Er komme")),), "indirect", "Polizei", None, CUE)),
    ("c", Statement((Span(*place("Es regne.")),), "indirect", "Polizei")),
    ("d", Statement((Span(*place("Weber rügte den Bau.")),), "reported", "Karl Weber")),
)


def extract(_: str) -> Sequence[tuple[str, Statement]]:
    return FOUND


def test_a_perfect_extraction_scores_one_in_every_kind() -> None:
    measures = measures_of(evaluate([ROW], extract))
    for name in ("Direct", "Indirect", "Reported", "IndirectFreeIndirect"):
        for measure in ("Precision", "Recall", "F1", "Speaker"):
            assert measures[f"{name}.{measure}"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 1}
        assert measures[f"{name}.N"]["value"] == 1


def test_what_has_no_cue_counts_against_plain_indirect() -> None:
    assert measures_of(evaluate([ROW], extract))["IndirectPlain.Precision"]["value"] == 0.5


def test_nothing_found_leaves_precision_undefined() -> None:
    measures = measures_of(evaluate([ROW], lambda _: ()))
    assert measures["Direct.Precision"]["value"] is None
    assert measures["Direct.Recall"]["value"] == 0.0
    assert measures["Direct.Speaker"]["value"] is None


def test_half_of_the_union_is_enough_and_less_is_not() -> None:
    text = "abcdefghij"
    gold = [Gold("Indirect", (Span(0, 10),), ())]
    assert matches(text, gold, [Statement((Span(0, 5),), "indirect")]) == ((0, 0),)
    assert matches(text, gold, [Statement((Span(0, 4),), "indirect")]) == ()


def test_each_quotation_is_matched_once() -> None:
    gold = [Gold("Indirect", (Span(0, 10),), ())]
    found = [Statement((Span(0, 8),), "indirect"), Statement((Span(0, 10),), "indirect")]
    assert matches("abcdefghij", gold, found) == ((0, 1),)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("die Sprecherin Dr. Anna Holm", {"holm", "sprecherin"}),
        ("der Direktor der Polizei, Jan Kruse", {"direktor", "jan", "kruse"}),
        ("Angaben des Ministeriums", {"angaben", "ministerium"}),
        ("er", {"er"}),
        ("Holms", {"holm"}),
        ("einem Bericht der Zeitung Kurier", {"bericht", "zeitung", "kurier"}),
    ],
)
def test_heads_are_the_words_that_name_the_speaker(phrase: str, expected: set[str]) -> None:
    assert heads(phrase).all >= expected
    assert "polizei" not in heads("der Direktor der Polizei, Jan Kruse").all


def test_a_speaker_of_the_same_office_and_another_name_is_wrong() -> None:
    text = "Minister Weber sprach. Minister Kruse schwieg."
    item = Gold("Direct", (Span(0, 3),), (Span(0, 14),))
    kruse = Span(text.index("Kruse"), text.index("Kruse") + 5)
    assert not is_speaker(text, [item], item, Statement((Span(0, 3),), "direct", "Kruse", kruse))
    assert not is_speaker(text, [item], item, Statement((Span(0, 3),), "direct", "Kruse", Span(23, 37)))
    assert is_speaker(text, [item], item, Statement((Span(0, 3),), "direct", "Karl Weber"))


def test_a_pronoun_stands_for_the_speaker_before() -> None:
    text = "Holm sprach. Sie ging."
    gold = [Gold("Direct", (Span(0, 2),), (Span(0, 4),)), Gold("Direct", (Span(5, 9),), (Span(13, 16),))]
    assert is_speaker(text, gold, gold[1], Statement((Span(5, 9),), "direct", "Anna Holm"))
    assert not is_speaker(text, gold, gold[1], Statement((Span(5, 9),), "direct", "Karl Weber"))


@given(st.lists(st.builds(Tally, *[st.integers(0, 9)] * 2, st.just(0), st.just(0), st.just(0)), min_size=1, max_size=9))
def test_measures_lie_between_nought_and_one_and_inside_their_interval(tallies: list[Tally]) -> None:
    tallies = [Tally(t.found, t.gold, min(t.found, t.gold), min(t.found, t.gold), 0) for t in tallies]
    for name, entry in measures_of({"Direct": tallies}).items():
        if entry["value"] is not None and not name.endswith(".N"):
            assert 0 <= (entry["low"] or 0) <= entry["value"] <= (entry["high"] or 1) <= 1


def test_the_same_seed_gives_the_same_interval() -> None:
    tallies = {"Direct": [Tally(3, 2, 1, 1, 1), Tally(1, 4, 1, 1, 0), Tally(2, 2, 2, 1, 1)]}
    assert measures_of(tallies) == measures_of(tallies)


def test_rules_are_counted_one_by_one() -> None:
    assert rules([ROW], extract)["Direct a"] == {"found": 1, "matched": 1, "spoken": 1, "right": 1}


def test_the_command_prints_one_object_with_measures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW, ensure_ascii=False) + "\n", encoding="utf-8")
    assert main([str(path), "--json"]) == 0
    measures = json.loads(capsys.readouterr().out)["measures"]
    assert measures["Direct.F1"]["value"] == 1.0
    assert main([str(path), "--rules"]) == 0
    assert "Direct direct: told as a quotation" in capsys.readouterr().out
    assert main([str(path)]) == 0
    assert "Indirect.F1" in capsys.readouterr().out


def test_gold_spans_are_in_order_and_empty_ones_left_out() -> None:
    row = {"quotations": [{"type": "Direct", "quote": [[5, 9], [0, 2]], "speaker": [[3, 3]]}]}
    assert gold_of(row) == (Gold("Direct", (Span(0, 2), Span(5, 9)), ()),)


SHARED = os.environ.get("BELEG_SHARED")


@pytest.mark.skipif(not SHARED, reason="BELEG_SHARED does not point at the annotated articles")
def test_the_aims_are_reached_on_the_development_articles() -> None:
    lines = (Path(SHARED or "") / "data/quotations/dev.jsonl").read_text(encoding="utf-8").splitlines()
    measures = measures_of(evaluate([json.loads(line) for line in lines]))
    least = {"Direct.F1": 0.88, "Direct.Speaker": 0.8, "Indirect.F1": 0.75, "Indirect.Speaker": 0.85}
    for name, aim in least.items():
        assert (measures[name]["value"] or 0) >= aim, name
    assert {kind.name for kind in KINDS} == {name.partition(".")[0] for name in measures}
