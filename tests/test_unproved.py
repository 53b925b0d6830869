"""Facts about a model's own words around a true quotation: those it makes up are shown as unproved, in every form."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.citing import Verifier
from assistant.drafts import DraftClaim, DraftQuote, NumberedPassage
from assistant.model import Answer, Searched, Turn
from assistant.proving import LEAST, Coverage
from assistant.wiring import DEMONSTRATION, demonstration
from assistant.wording import Planned
from bench.unproved import measured
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from index.language.analysis import Analyser
from index.model import Article, Span, article_id
from index.planning import Planner, WordFiles
from index.searching import Searcher
from ui import blocks, export
from ui.conversations.packing import pack, restore
from ui.output import reply_object
from ui.replies import ReplyPrinter
from ui.showing import Shown
from ui.terminal import Terminal
from ui.transcript import markdown

if TYPE_CHECKING:
    from assistant.model import Claim, Language
    from ui.strings import Tongue

_TEXT = (
    "Der Sprecher des Kremls, Dmitri Peskow, äußerte sich am Abend. „Die Gespräche bringen umso mehr, je weniger Lärm "
    "um sie gemacht wird“, sagte Peskow. Man sei zu weiteren Treffen bereit."
)
_ARTICLE = Article(article_id("t", "a.txt"), _TEXT, "Kreml will schweigen", "t", "a.txt", outlet="Hafenblatt")
_QUOTE = "Die Gespräche bringen umso mehr, je weniger Lärm um sie gemacht wird"


@pytest.fixture(scope="module")
def planner() -> Planner:
    return Planner.open(WordFiles(dictionary="none"))


def drafted(planner: Planner, text: str, language: Language) -> Claim:
    analyser = Analyser()
    verifier = Verifier(
        [NumberedPassage(1, _ARTICLE, Span(0, len(_TEXT)))], {}, language,
        holds=Planned(planner, analyser), drafted_by="test-model", covers=Coverage(planner, analyser),
    )  # fmt: skip
    claim = verifier.check(DraftClaim(text, (DraftQuote(1, _QUOTE),))).claim
    assert claim is not None
    return claim


@pytest.mark.parametrize(("text", "language", "unproved"), [
    ("Peskov said the talks achieve more the less noise is made about them.", "en", False),
    ("Peskow sagte, je weniger Lärm es gebe, desto mehr brächten die Gespräche.", "de", False),
    ("Peskow äußerte sich.", "de", False),
    ("Peskov demanded that the press be jailed.", "en", True),
    ("Peskov threatened them.", "en", True),
    ("Peskov accused everybody else.", "en", True),
    ("Peskow verlangte, Journalisten ins Gefängnis zu stecken.", "de", True),
])  # fmt: skip
def test_words_that_a_model_makes_up_are_unproved_and_a_paraphrase_is_not(
    planner: Planner, text: str, language: Language, *, unproved: bool
) -> None:
    claim = drafted(planner, text, language)
    assert claim.unproved == unproved
    assert claim.citations[0].quote == _QUOTE


def test_few_true_claims_are_labelled_and_most_invented_ones(tmp_path, planner: Planner) -> None:
    Builder(Home(tmp_path / "home"), BuildOptions()).index([Folder(DEMONSTRATION, demonstration())])
    rows = list(
        measured(Searcher(Home(tmp_path / "home"), BuildOptions().making, planner).generation.articles, planner)
    )
    for language in ("de", "en"):
        labelled = {
            supported: [row.share < LEAST for row in rows
                        if (row.language, row.supported) == (language, supported) and row.share is not None]
            for supported in (True, False)
        }  # fmt: skip
        assert sum(labelled[True]) <= 0.12 * len(labelled[True])
        assert sum(labelled[False]) >= 0.75 * len(labelled[False])


@pytest.mark.parametrize(("translation", "language", "kept"), [
    ("The talks bring more the less noise is made about them", "en", True),
    ("The press must be jailed at once", "en", False),
    ("Das heißt, die Gespräche bringen mehr, je weniger Lärm um sie ist", "de", False),
])  # fmt: skip
def test_a_translation_of_other_words_or_into_the_articles_own_language_is_left_out(
    planner: Planner, translation: str, language: Language, *, kept: bool
) -> None:
    analyser = Analyser()
    article = replace(_ARTICLE, language="de")
    verifier = Verifier(
        [NumberedPassage(1, article, Span(0, len(_TEXT)))], {}, language,
        holds=Planned(planner, analyser), covers=Coverage(planner, analyser),
    )  # fmt: skip
    text = {"en": "Peskov spoke of less noise.", "de": "Peskow sprach von weniger Lärm."}[language]
    checked = verifier.check(DraftClaim(text, (DraftQuote(1, _QUOTE),), translation=translation))
    assert checked.claim is not None
    assert checked.claim.translation == (translation if kept else None)
    assert [each.text for each in checked.rejected] == ([] if kept else [translation])


@pytest.fixture(scope="module", params=["de", "en"])
def answer(planner: Planner, request: pytest.FixtureRequest) -> Answer:
    """A proved and an unproved claim."""
    language: Language = request.param
    texts = {
        "de": (
            "Peskow sprach von weniger Lärm um die Gespräche.",
            "Peskow verlangte, Journalisten ins Gefängnis zu stecken.",
        ),
        "en": ("Peskov said there should be less noise.", "Peskov demanded that the press be jailed."),
    }[language]
    claims = tuple(drafted(planner, text, language) for text in texts)
    assert [claim.unproved for claim in claims] == [False, True]
    return Answer(question="Peskow?", language=language, searched=Searched(1, None, None, ()), claims=claims)


_LABEL = {"de": "ungeprüft: Worte des Modells test-model", "en": "unproved: words of the model test-model"}
_OWN = {"de": "Worte des Modells test-model", "en": "words of the model test-model"}


def said_of_one_claim(text: str, language: str) -> bool:
    """Whether a text labels one claim as unproved, and another as a model's words only."""
    flat = " ".join(text.split())
    return flat.count(_LABEL[language]) == 1 and flat.count(_OWN[language]) == 2


def test_the_terminal_and_what_a_chat_writes_out_say_which_words_are_unproved(answer: Answer) -> None:
    out = io.StringIO()
    ReplyPrinter(Terminal(out, columns=100)).print(answer)
    assert said_of_one_claim(out.getvalue(), answer.language)
    assert said_of_one_claim(markdown([Turn("Peskow?", answer)]).replace("\\", ""), answer.language)


def test_the_app_and_its_exports_say_which_words_are_unproved(answer: Answer) -> None:
    tongue: Tongue = answer.language
    shown = Shown("t", "Peskow?", answer)
    page = "".join(blocks.claim(claim, tongue) for claim in answer.claims)
    assert said_of_one_claim(page, tongue)
    assert page.count("bl-unproved") == 1
    for made in (export.markdown, export.page):
        assert said_of_one_claim(made([shown], tongue, lambda *_: "").replace("\\", ""), tongue)


def test_the_json_object_and_a_kept_answer_tell_it_too(answer: Answer) -> None:
    told = json.loads(json.dumps(reply_object(answer, seconds=0)))
    assert [claim["unproved"] for claim in told["claims"]] == [False, True]

    class Articles:
        def article(self, _name: str) -> Article:
            return _ARTICLE

        def earlier(self, _name: str) -> list[object]:
            return []

    kept = pack(answer)
    restored = restore(json.loads(json.dumps(kept)), Articles()).reply  # type: ignore[arg-type]
    assert isinstance(restored, Answer)
    assert [claim.unproved for claim in restored.claims] == [False, True]
    for claim in kept["claims"]:
        del claim["unproved"]  # as earlier versions kept it
    earlier = restore(kept, Articles()).reply  # type: ignore[arg-type]
    assert isinstance(earlier, Answer)
    assert not any(claim.unproved for claim in earlier.claims)


def test_an_extractive_claim_is_never_labelled(answer: Answer) -> None:
    plain = replace(answer.claims[0], drafted_by="extractive")
    assert "bl-tag" not in blocks.claim(plain, answer.language)
