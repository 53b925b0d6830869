"""Facts about claims that give words to a pronoun or an office: only to whom it can mean, by question and articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.citing import Verifier
from assistant.drafts import DraftClaim, DraftQuote, NumberedPassage
from assistant.referring import offices, pronoun
from assistant.wording import Planned
from index.language.analysis import Analyser
from index.language.quotations import statements
from index.model import Article, Span, article_id
from index.planning import Planner, WordFiles

if TYPE_CHECKING:
    from assistant.citing import Checked
    from assistant.model import Language

_TEXT = (
    "Kremlsprecher Dmitri Peskow äußerte sich am Abend. „Die Gespräche gehen in aller Ruhe weiter“, sagte Peskow. "
    "US-Außenminister Marco Rubio blieb fern. „Ich kann nicht bei jedem Treffen dabei sein“, sagte Rubio. "
    "Die Ministerin Anna Berg kam. „Wir reden über jeden einzelnen Punkt“, sagte Berg. "
    "„Der Hafen bleibt im Winter offen“, sagte ein hochrangiger Vertreter des Bündnisses."
)
_ARTICLE = Article(article_id("t", "a.txt"), _TEXT, "Ein Abend", "t", "a.txt", outlet="Hafenblatt", language="de")
PESKOW, RUBIO, BERG, NATO = (
    "Die Gespräche gehen in aller Ruhe weiter", "Ich kann nicht bei jedem Treffen dabei sein",
    "Wir reden über jeden einzelnen Punkt", "Der Hafen bleibt im Winter offen",
)  # fmt: skip


@pytest.fixture(scope="module")
def planned() -> Planned:
    return Planned(Planner.open(WordFiles(dictionary="none")), Analyser())


@pytest.fixture
def verifier(planned: Planned) -> Verifier:
    said = {_ARTICLE.id: statements(_ARTICLE.text)}
    return Verifier([NumberedPassage(1, _ARTICLE, Span(0, len(_TEXT)))], said, "en", holds=planned)


def check(verifier: Verifier, text: str, quote: str, *, asked: str = "", language: Language = "en") -> Checked:
    verifier.asked, verifier.language = asked, language
    return verifier.check(DraftClaim(text, (DraftQuote(1, quote),)))


@pytest.mark.parametrize(("text", "language", "quote", "shown"), [
    ("The Kremlin spokesman said the talks go on.", "en", PESKOW, True),
    ("According to the spokesman, the talks go on.", "en", PESKOW, True),
    ("Der Kremlsprecher sagte, die Gespräche gingen weiter.", "de", PESKOW, True),
    ("Der Sprecher des Kremls sagte, die Gespräche gingen weiter.", "de", PESKOW, True),
    ("The foreign minister said so: not every meeting is for him.", "en", RUBIO, True),
    ("A NATO official said the harbour stays open.", "en", NATO, True),
    ("Ein Nato-Vertreter sagte, der Hafen bleibe offen.", "de", NATO, True),
    ("The foreign minister said the talks go on.", "en", PESKOW, False),
    ("The president said the talks go on.", "en", PESKOW, False),
    ("Der Außenminister sagte, die Gespräche gingen weiter.", "de", PESKOW, False),
    ("Laut dem Präsidenten gehen die Gespräche weiter.", "de", PESKOW, False),
    ("Das sagte der Kremlsprecher nicht.", "de", RUBIO, False),
    ("The Kremlin spokesman said the harbour stays open.", "en", NATO, False),
])  # fmt: skip
def test_an_office_is_accepted_only_for_whom_an_article_calls_so(
    verifier: Verifier, text: str, language: Language, quote: str, *, shown: bool
) -> None:
    checked = check(verifier, text, quote, language=language)
    assert (checked.claim is not None) == shown, checked.rejected
    if not shown:
        assert checked.verdicts == ("misattributed",)


@pytest.mark.parametrize(("text", "language", "quote", "asked", "shown"), [
    ("He said the talks go on.", "en", PESKOW, "Peskow", True),
    ("He said the talks go on.", "en", PESKOW, "What did Peskov say about the talks?", True),
    ("He said the talks go on.", "en", PESKOW, "the Kremlin spokesman", True),
    ("Er sagte, die Gespräche gingen weiter.", "de", PESKOW, "der Außenminister", False),
    ("Er sagte, die Gespräche gingen weiter.", "de", PESKOW, "Was sagte Peskow über die Gespräche?", True),
    ("He said the talks go on.", "en", PESKOW, "What did Rubio say about the talks?", False),
    ("He said the talks go on.", "en", PESKOW, "Did Peskov or Rubio speak of the talks?", False),
    ("He said the talks go on.", "en", PESKOW, "How are the talks?", False),
    ("She said the talks go on.", "en", PESKOW, "What did Peskov say about the talks?", False),
    ("Sie sagte, man rede über jeden Punkt.", "de", BERG, "Was sagte Anna Berg?", True),
    ("Er sagte, man rede über jeden Punkt.", "de", BERG, "Was sagte Anna Berg?", False),
    ("Peskov said the talks go on, and he said so in the evening.", "en", PESKOW, "Who spoke?", True),
])  # fmt: skip
def test_a_pronoun_is_accepted_only_for_the_one_whom_the_question_names(
    verifier: Verifier, text: str, language: Language, quote: str, asked: str, *, shown: bool
) -> None:
    checked = check(verifier, text, quote, asked=asked, language=language)
    assert (checked.claim is not None) == shown, checked.rejected
    if not shown:
        assert checked.verdicts == ("misattributed",)


def test_a_pronoun_may_mean_who_spoke_in_the_claim_before_if_nobody_else_is_named(verifier: Verifier) -> None:
    assert check(verifier, "Rubio said he cannot attend every meeting, not each.", RUBIO).claim
    assert check(verifier, "He said the talks go on.", PESKOW).verdicts == ("misattributed",)
    assert check(verifier, "Peskov said the talks go on.", PESKOW).claim
    assert check(verifier, "He also said the talks go on.", PESKOW).claim
    checked = check(verifier, "He also said the talks go on.", PESKOW, asked="What did Rubio say?")
    assert checked.claim is None
    assert any("Dmitri Peskow, Marco Rubio may be meant" in each.reason for each in checked.rejected)


def test_what_speaks_but_is_no_person_is_no_office() -> None:
    for text in ("The plan says so.", "The Kremlin spokesman Dmitri Peskov said so.", "The talks were said to go on."):
        assert offices(text, "en") == ()
    assert offices("Der Bericht meldet das.", "de") == ()
    assert offices("Das sagte der Sprecher Peskow.", "de") == ()
    assert pronoun("The talks go on.", "en") is None
    assert pronoun("Nach seinen Worten geht es weiter.", "de") == "seinen"
