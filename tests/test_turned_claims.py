"""Facts about claims of a model that turn a true quotation round: its condition, its denial, its speaker, its truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.citing import Verifier
from assistant.drafts import DraftClaim, DraftQuote, NumberedPassage
from assistant.proving import Coverage
from assistant.wording import Planned
from index.language.analysis import Analyser
from index.language.quotations import statements
from index.model import Article, Span, article_id
from index.planning import Planner, WordFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.citing import Checked
    from assistant.model import Language
    from index.model import Statement

    Check = Callable[[str, str, Language], Checked]

_TEXT = (
    "Kremlsprecher Dmitri Peskow äußerte sich am Abend. „Je leiser die Gespräche geführt werden, desto mehr bringen "
    "sie“, sagte Peskow nach einem Treffen mit Putin. "
    "Präsident Wladimir Putin sprach in Moskau. „Wir haben nicht vor, mit Europa zu kämpfen, das "
    "habe ich schon oft gesagt“, sagte Putin. Russland sei bereit, einen Krieg mit Europa zu führen, falls es "
    "angegriffen werde, sagte er. „Wenn Europa einen Krieg anfängt, dann sind wir dazu sofort bereit“, sagte Putin. "
    "US-Außenminister Marco Rubio hat seine Teilnahme abgesagt. Das Treffen der Nato soll ohne US-Beteiligung "
    "stattfinden. Die Abtretung des Gebiets lehnt Kyjiw bislang kategorisch ab. "
    "Das Bündnis kann nicht jedem helfen, aber die Fähren fahren im Winter nach Oslo. "
    "Mark Rutte soll gesagt haben, die Fähren seien zu langsam. "
    "Das Treffen endete am Dienstagabend nach fast fünf Stunden. Einige der Vorschläge scheinen annehmbar. "
    "Man könne nicht an jedem Treffen teilnehmen. Die Werft nahm erstmals an der Messe teil. "
    "Das Bündnis ist geeint. Die Werften halten sich an den Vertrag. Der Rat wies die Vorwürfe zurück."
)
_ARTICLE = Article(article_id("t", "a.txt"), _TEXT, "Ein Abend", "t", "a.txt", outlet="Hafenblatt", language="de")
QUIET = "Je leiser die Gespräche geführt werden, desto mehr bringen sie"
FIGHT = "Wir haben nicht vor, mit Europa zu kämpfen, das habe ich schon oft gesagt"
WAR = "Russland sei bereit, einen Krieg mit Europa zu führen"
CALLED_OFF = "US-Außenminister Marco Rubio hat seine Teilnahme abgesagt."
WITHOUT = "Das Treffen der Nato soll ohne US-Beteiligung stattfinden."
KYIV = "Die Abtretung des Gebiets lehnt Kyjiw bislang kategorisch ab."
SLOW = "die Fähren seien zu langsam"
ENDED = "Das Treffen endete am Dienstagabend nach fast fünf Stunden."
SOME = "Einige der Vorschläge scheinen annehmbar."
NOT_EVERY = "Man könne nicht an jedem Treffen teilnehmen."
FIRST = "Die Werft nahm erstmals an der Messe teil."
ONE = "Das Bündnis ist geeint."
KEPT = "Die Werften halten sich an den Vertrag."
THROWN_BACK = "Der Rat wies die Vorwürfe zurück."
FERRIES = "Das Bündnis kann nicht jedem helfen, aber die Fähren fahren im Winter nach Oslo."


@pytest.fixture(scope="module")
def check() -> Check:
    planner, analyser = Planner.open(WordFiles(dictionary="none")), Analyser()
    holds, covers = Planned(planner, analyser), Coverage(planner, analyser)
    said: dict[str, Sequence[Statement]] = {_ARTICLE.id: statements(_ARTICLE.text)}

    def checked(text: str, quote: str, language: Language) -> Checked:
        passages = [NumberedPassage(1, _ARTICLE, Span(0, len(_TEXT)))]
        return Verifier(passages, said, language, holds=holds, covers=covers).check(
            DraftClaim(text, (DraftQuote(1, quote),))
        )

    return checked


@pytest.mark.parametrize(("quote", "shown"), [
    (WAR, False),
    (f"{WAR}, falls es angegriffen werde", True),
    ("dann sind wir dazu sofort bereit", False),
    ("Wenn Europa einen Krieg anfängt, dann sind wir dazu sofort bereit", True),
])  # fmt: skip
def test_a_quotation_that_leaves_out_its_condition_is_refused(check: Check, quote: str, *, shown: bool) -> None:
    checked = check("Putin sagte, Russland sei bereit.", quote, "de")
    assert (checked.claim is not None) == shown, checked.rejected
    if not shown:
        assert checked.verdicts == ("not_found",)
        assert "condition" in checked.rejected[0].reason


@pytest.mark.parametrize(("text", "language", "shown"), [
    ("Peskow log, leise Gespräche brächten mehr.", "de", False),
    ("Peskow behauptete zu Unrecht, leise Gespräche brächten mehr.", "de", False),
    ("Peskov lied that quiet talks bring more.", "en", False),
    ("Peskov falsely said that quiet talks bring more.", "en", False),
    ("Hat Peskow gesagt, leise Gespräche brächten mehr?", "de", False),
    ("Peskow sagte, leise Gespräche brächten mehr.", "de", True),
    ("Peskov said that the value of the talks lies in being quiet.", "en", True),
])  # fmt: skip
def test_a_claim_neither_judges_what_is_true_nor_asks(
    check: Check, text: str, language: Language, *, shown: bool
) -> None:
    checked = check(text, QUIET, language)
    assert (checked.claim is not None) == shown, checked.rejected


@pytest.mark.parametrize(("text", "language", "quote", "shown"), [
    ("Putin will mit Europa kämpfen.", "de", FIGHT, False),
    ("Putin will unter allen Umständen und unverzüglich mit Europa kämpfen.", "de", FIGHT, False),
    ("Putin wants to fight Europe.", "en", FIGHT, False),
    ("Putin said he intends to fight Europe.", "en", "haben nicht vor, mit Europa zu kämpfen", False),
    ("Rubio took part in the meeting.", "en", CALLED_OFF, False),
    ("Rubio nahm teil.", "de", CALLED_OFF, False),
    ("Das Treffen der Nato fand mit Rubio statt.", "de", WITHOUT, False),
    ("Kyiv accepted ceding the territory.", "en", KYIV, False),
    ("Kyjiw hat der Abtretung zugestimmt.", "de", KYIV, False),
    ("Putin hat nicht vor, mit Europa zu kämpfen.", "de", FIGHT, True),
    ("Putin said he does not intend to fight Europe.", "en", FIGHT, True),
    ("Putin said he had said so often.", "en", FIGHT, True),
    ("Rubio cancelled his participation.", "en", CALLED_OFF, True),
    ("Rubio nimmt nicht teil.", "de", CALLED_OFF, True),
    ("The meeting is to take place without the US.", "en", WITHOUT, True),
    ("Kyiv refuses to cede the territory.", "en", KYIV, True),
    ("Kyjiw schließt eine Abtretung aus.", "de", KYIV, True),
    ("The ferries sail to Oslo in winter.", "en", FERRIES, True),
    ("Die Fähren fahren auch im Winter.", "de", FERRIES, True),
])  # fmt: skip
def test_what_a_clause_denies_or_refuses_is_not_told_as_a_fact(
    check: Check, text: str, language: Language, quote: str, *, shown: bool
) -> None:
    checked = check(text, quote, language)
    assert (checked.claim is not None) == shown, checked.rejected


@pytest.mark.parametrize(("text", "language"), [
    ("Putin will gegen Europa kämpfen.", "de"),
    ("Putin plans secretly to fight Europe.", "en"),
])  # fmt: skip
def test_a_claim_that_may_or_may_not_tell_the_denial_is_unproved(check: Check, text: str, language: Language) -> None:
    claim = check(text, FIGHT, language).claim
    assert claim is not None
    assert claim.unproved


@pytest.mark.parametrize(("text", "language"), [
    ("Nach Ansicht Putins bringen leise Gespräche mehr.", "de"),
    ("Putins Worte: Je leiser die Gespräche, desto mehr bringen sie.", "de"),
    ("Für Putin bringen die Gespräche mehr, je leiser sie geführt werden.", "de"),
    ("Aus Putins Sicht bringen leise Gespräche mehr.", "de"),
    ("Putin ist der Meinung, leise Gespräche brächten mehr.", "de"),
    ("Putin hält leise Gespräche für besser.", "de"),
    ("Von Putin wurde gesagt, leise Gespräche brächten mehr.", "de"),
    ("In the view of Putin, quiet talks bring more.", "en"),
    ("Putin's position: the quieter the talks, the more they bring.", "en"),
    ("It was Putin who called quiet talks better.", "en"),
    ("According to Putin's view, quiet talks bring more.", "en"),
])  # fmt: skip
def test_a_claim_that_names_only_somebody_else_than_who_speaks_is_misattributed(
    check: Check, text: str, language: Language
) -> None:
    checked = check(text, QUIET, language)
    assert checked.claim is None
    assert checked.verdicts == ("misattributed",)


@pytest.mark.parametrize(("text", "language", "quote"), [
    ("Nach Ansicht Peskows bringen leise Gespräche mehr.", "de", QUIET),
    ("Leise Gespräche bringen mehr.", "de", QUIET),
    ("Putins Sprecher Peskow sagte, leise Gespräche brächten mehr.", "de", QUIET),
    ("Putin's spokesman said quiet talks bring more.", "en", QUIET),
    ("Putin's view: there is no intention to fight Europe.", "en", FIGHT),
    ("Rubio nimmt nicht teil.", "de", CALLED_OFF),
])  # fmt: skip
def test_a_claim_may_name_who_speaks_beside_others_or_nobody(
    check: Check, text: str, language: Language, quote: str
) -> None:
    checked = check(text, quote, language)
    assert checked.claim is not None, checked.rejected


@pytest.mark.parametrize(("text", "shown"), [
    ("Mark Rutte sagte, die Fähren seien zu langsam.", False),
    ("Die Fähren sollen zu langsam sein.", True),
])  # fmt: skip
def test_what_somebody_only_is_rumoured_to_have_said_is_not_claimed_as_theirs(
    check: Check, text: str, *, shown: bool
) -> None:
    checked = check(text, SLOW, "de")
    assert (checked.claim is not None) == shown, checked.rejected


@pytest.mark.parametrize(("text", "language", "shown"), [
    ("Das Treffen endete am Mittwochabend.", "de", False),
    ("The meeting ended on Wednesday evening.", "en", False),
    ("The meeting ended on Tuesday evening.", "en", True),
    ("Das Treffen endete dienstags.", "de", True),
    ("The meeting ended in November.", "en", False),
    ("Das Treffen endete im Mai.", "de", False),
    ("The meeting may have ended.", "en", True),
    ("The meeting ended after five minutes.", "en", False),
    ("Das Treffen endete nach fünf Wochen.", "de", False),
    ("The meeting ended after nearly five hours.", "en", True),
    ("Das Treffen endete nach rund fünf Stunden.", "de", True),
])  # fmt: skip
def test_a_claim_gives_no_other_day_month_or_length_than_its_quotation(
    check: Check, text: str, language: Language, *, shown: bool
) -> None:
    checked = check(text, ENDED, language)
    assert (checked.claim is not None) == shown, checked.rejected


@pytest.mark.parametrize(("text", "language", "quote", "shown"), [
    ("Alle Vorschläge scheinen annehmbar.", "de", SOME, False),
    ("All proposals seem acceptable.", "en", SOME, False),
    ("Every proposal seems acceptable.", "en", SOME, False),
    ("Some proposals seem acceptable.", "en", SOME, True),
    ("Kein Vorschlag scheint annehmbar.", "de", SOME, False),
    ("None of the meetings can be attended.", "en", NOT_EVERY, False),
    ("Man könne an keinem Treffen teilnehmen.", "de", NOT_EVERY, False),
    ("Not every meeting can be attended.", "en", NOT_EVERY, True),
    ("Putin said he would never fight Europe.", "en", FIGHT, False),
    ("Putin will niemals mit Europa kämpfen.", "de", FIGHT, False),
    ("The shipyard has often taken part in the fair.", "en", FIRST, False),
])  # fmt: skip
def test_a_claim_tells_of_no_more_than_its_quotation(
    check: Check, text: str, language: Language, quote: str, *, shown: bool
) -> None:
    checked = check(text, quote, language)
    assert (checked.claim is not None) == shown, checked.rejected


@pytest.mark.parametrize(("text", "language", "quote"), [
    ("The alliance is divided.", "en", ONE),
    ("Das Bündnis ist zerstritten.", "de", ONE),
    ("The council agreed to the accusations.", "en", THROWN_BACK),
    ("Der Rat stimmte den Vorwürfen zu.", "de", THROWN_BACK),
])  # fmt: skip
def test_the_opposite_of_what_is_quoted_is_refused(check: Check, text: str, language: Language, quote: str) -> None:
    assert check(text, quote, language).claim is None


@pytest.mark.parametrize(("text", "language", "quote"), [
    ("Die Werften brechen den Vertrag.", "de", KEPT),
    ("The shipyards broke the contract.", "en", KEPT),
    ("All shipyards are bound to the contract.", "en", KEPT),
])  # fmt: skip
def test_what_may_be_more_or_the_opposite_is_unproved(check: Check, text: str, language: Language, quote: str) -> None:
    claim = check(text, quote, language).claim
    assert claim is not None
    assert claim.unproved
