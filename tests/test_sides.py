"""Facts about whose wish or refusal a sentence tells."""

from __future__ import annotations

import pytest

from assistant.sides import Act, acts, are_apart


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norwegen hat gefordert, dass Emden den Hafen abtrete.", [Act("wish", "Norwegen")]),
        ("Putin will den Hafen, aber Kiew lehnt das ab.", [Act("wish", "Putin"), Act("refusal", "Kiew")]),
        ("Die Abtretung lehnt Kyjiw bislang ab.", [Act("refusal", "Kyjiw")]),
        ("In Moskau will man verhandeln.", [Act("wish", "")]),
        ("Der Hafen ist offen.", []),
    ],
)
def test_a_wish_or_refusal_is_its_subjects(text: str, told: list[Act]) -> None:
    assert list(acts(text)) == told


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Russland fordert den ganzen Hafen.", "Kiew lehnt die Abtretung des Hafens ab.", True),
        ("Kyjiw lehnt die Abtretung ab.", "Putin will den Hafen, aber Kiew lehnt das ab.", False),
        ("Russland fordert den ganzen Hafen.", "Der Hafen ist offen.", False),
    ],
)
def test_what_one_side_wants_is_apart_from_what_another_wants(one: str, other: str, *, apart: bool) -> None:
    assert are_apart(one, other) == apart
    assert are_apart(other, one) == apart
