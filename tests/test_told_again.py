"""Facts about what tells the same as a claim, and what a claim must not be told without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.model import Answer
from assistant.settings import Settings
from assistant.wiring import answerer
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.model import Reply


def _asked(place: Path, question: str, *texts: str) -> Reply:
    """The reply to a question put to articles of 4 and 5 November 2025."""
    (place / "news").mkdir()
    for number, text in enumerate(texts):
        (place / "news" / f"{number}.txt").write_text(f"date 2025-11-0{4 + number % 2} {text}", encoding="utf-8")
    home = Home(place / "home")
    Builder(home, BuildOptions(workers=1)).index([Folder("news", place / "news")])
    return answerer(Settings(home=home.path, dictionary="none"), home).answer(question)


@pytest.mark.parametrize(
    ("other", "articles"),
    [
        ("Nach den Worten von Hafenminister Jens Holm komme man voran.", 1),
        ("Er habe seine Teilnahme am Treffen in Oslo abgesagt, sagte Hafenminister Jens Holm am Abend.", 2),
    ],
)
def test_another_article_tells_the_same_by_its_words_and_not_by_its_speaker(tmp_path, other, articles):
    reply = _asked(
        tmp_path,
        "Was sagte Hafenminister Jens Holm?",
        "Absage\n\nHafenminister Jens Holm sagte, er habe seine Teilnahme am Treffen in Oslo abgesagt.\n",
        f"Hafen\n\n{other}\n",
    )
    assert isinstance(reply, Answer)
    (claim,) = [each for each in reply.claims if "abgesagt" in each.citations[0].quote]
    assert 1 + len(claim.also) == articles


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Kapitäne, Familienväter oder junge Leute aus dem Hafen", "Es würden „Kapitäne"),
        ("Kapitäne, Familienväter und junge Leute leben vom Hafen", "Kapitäne, Familienväter und"),
    ],
)
def test_a_quotation_without_a_verb_is_shown_with_its_sentence(tmp_path, words, quoted):
    reply = _asked(
        tmp_path,
        "Was sagte Jens Holm?",
        f"Streit\n\nDer Hafen wurde am Montag gesperrt. Es würden „{words}“ angegriffen, sagte Minister Jens Holm.\n",
    )
    assert isinstance(reply, Answer)
    assert reply.claims[0].citations[0].quote.startswith(quoted)


@pytest.mark.parametrize("back", ["Das war falsch.", "Diese Angabe ist unzutreffend.", "Das trifft so nicht zu."])
@pytest.mark.parametrize("question", ["Was geschah gestern?", "Wo kenterte die Fähre?", "Was geschah mit der Fähre?"])
def test_what_an_article_takes_back_is_told_with_that_sentence_and_by_nobody_else(tmp_path, back, question):
    reply = _asked(
        tmp_path,
        question,
        f"Korrektur\n\nIn unserem Bericht hieß es, die Fähre sei im Hafen von Oslo gekentert. {back} Sie fährt.\n",
        "Fähre gekentert\n\nDie Fähre ist im Hafen von Oslo gekentert.\n",
    )
    assert isinstance(reply, Answer)
    for claim in reply.claims:
        quote = " ".join(each.quote for each in claim.citations)
        assert "hieß es" not in quote or back in quote
        assert "hieß es" not in " ".join(each.quote for each in claim.also)
        assert claim.speaker is None
