"""Facts about the verifier: what is shown as a quotation stands in the article, said by whom the claim says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.citing import Checked, Verifier
from assistant.drafts import DraftClaim, DraftQuote, NumberedPassage
from assistant.polarity import denies
from assistant.typography import fold_quote
from index.model import Article, Moment, Span, Statement, article_id

# Invented people, places and quarrels.
_SPEAKERS = ("Karla Wendt", "Jonas Albers", "Mirko Petrovic", "Helene Sommer")
_SAID = (
    "Wir werden die Brücke im Hafen nicht vor dem Winter sperren",
    "Der Umbau kostet {n} Millionen Euro und dauert {m} Monate",
    "Niemand hat uns bisher einen besseren Entwurf vorgelegt",
    "Die Fähre fährt auch im Januar jede Stunde nach Norderhall",
    "Ohne neue Schienen bleibt die Strecke bis {y} eingleisig",
    "Das Museum bekommt kein zweites Stockwerk aus Glas",
    "Alle {n} Gemeinden haben dem Vertrag über das Wasser zugestimmt",
    "Die Werft hat {n} Lehrlinge eingestellt und will weitere suchen",
)
_TOLD = (
    "Im Rathaus von Norderhall tagte am Dienstag der Rat für Verkehr.",
    "Vor dem Tor der alten Werft warteten {n} Besucher im Regen.",
    "Die Sitzung begann um neun Uhr und endete erst am Abend.",
    "Ein Gutachten lag den Mitgliedern seit {y} vor.",
)


if TYPE_CHECKING:
    from assistant.model import Language

Reset = Callable[[str], str]
Mutation = Callable[[list[str], int], list[str]]
_SAYS = re.compile(r"„([^“]+)“, sagte ((?:Karla )?Wendt|[A-Z]\w+ [A-Z]\w+)\.")


def who_said_what(text: str) -> tuple[Statement, ...]:
    """The statements of an article written by these tests."""
    return tuple(
        Statement(
            (Span(*match.span(1)),),
            "direct",
            "Karla Wendt" if match[2].endswith("Wendt") else match[2],
            Span(*match.span(2)),
        )
        for match in _SAYS.finditer(text)
    )


@dataclass(frozen=True)
class Said:
    article: int
    speaker: str
    words: str


@dataclass(frozen=True)
class Case:
    articles: tuple[Article, ...]
    said: tuple[Said, ...]

    def verifier(self, language: Language = "de") -> Verifier:
        passages = [NumberedPassage(n, each, Span(0, len(each.text))) for n, each in enumerate(self.articles, start=1)]
        told: dict[str, tuple[Statement, ...]] = {each.id: who_said_what(each.text) for each in self.articles}
        return Verifier(passages, told, language)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Two or three articles in which different people say different things, in quotation marks."""
    numbers = {"n": draw(st.integers(11, 98)), "m": draw(st.integers(11, 98)), "y": draw(st.integers(2027, 2049))}
    sentences = draw(st.permutations(_SAID))
    people = draw(st.permutations(_SPEAKERS))
    articles, said = [], []
    for number in range(draw(st.integers(2, 3))):
        lines = [draw(st.sampled_from(_TOLD)).format(**numbers)]
        for turn in range(2):
            words = sentences[2 * number + turn].format(**numbers)
            speaker = people[(number + 2 * turn) % len(people)]
            lines.append(f"„{words}“, sagte {speaker}.")
            said.append(Said(number + 1, speaker, words))
        articles.append(article(" ".join(lines), number))
    return Case(tuple(articles), tuple(said))


def article(text: str, number: int = 0) -> Article:
    source = f"{number}.txt"
    return Article(
        article_id("test", source), text, f"Bericht {number}", "test", source, published=Moment.parse("2031-05-06")
    )


def check(case: Case, quote: str, passage: int, *, speaker: str | None = None) -> Checked:
    # A claim that denies for a quotation that does, so that the verdict on the quotation alone decides.
    text = "Dazu wird nichts gesagt." if denies(fold_quote(quote)) else "Dazu wird etwas gesagt."
    return case.verifier().check(DraftClaim(text, (DraftQuote(passage, quote),), speaker))


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())


# True quotations


@given(cases(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_true_quotation_is_verified_and_its_speaker_named(case: Case, data: st.DataObject) -> None:
    said = data.draw(st.sampled_from(case.said))
    checked = check(case, said.words, said.article, speaker=said.speaker)
    assert checked.verdicts == ("verified",)
    assert checked.claim is not None
    assert checked.claim.citations[0].quote == said.words
    assert checked.claim.speaker == checked.claim.citations[0].speaker == said.speaker


_RESET: tuple[Reset, ...] = (
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\n", 1),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: f'"{text}"',
    lambda text: f"»{text}«",
    lambda text: text[:4] + "\u00ad" + text[4:],
    lambda text: text[:2] + "\u200b" + text[2:],
)


@given(cases(), st.sampled_from(_RESET), st.data())
@settings(max_examples=40, deadline=None)
def test_other_typography_is_repaired_to_the_words_of_the_article(
    case: Case, reset: Reset, data: st.DataObject
) -> None:
    said = data.draw(st.sampled_from(case.said))
    checked = check(case, reset(said.words), said.article, speaker=said.speaker)
    assert checked.verdicts in {("repaired",), ("verified",)}
    assert checked.claim is not None
    assert checked.claim.citations[0].quote.strip("„“") == said.words


# False quotations


def _change_word(words: list[str], at: int) -> list[str]:
    return [*words[:at], "Leuchtturm" if words[at] != "Leuchtturm" else "Kirche", *words[at + 1 :]]


def _drop_word(words: list[str], at: int) -> list[str]:
    return [*words[:at], *words[at + 1 :]]


def _deny(words: list[str], at: int) -> list[str]:
    return [*words[:at], "nicht", *words[at:]]


def _swap(words: list[str], at: int) -> list[str]:
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def _case(words: list[str], at: int) -> list[str]:
    return [*words[:at], words[at].swapcase(), *words[at + 1 :]]


def _letter(words: list[str], at: int) -> list[str]:
    changed = words[at][:-1] + ("x" if words[at][-1] != "x" else "y")
    return [*words[:at], changed, *words[at + 1 :]]


def _end(words: list[str], at: int) -> list[str]:
    """Begin in the middle of a word."""
    return [words[at][1:] or "q", *words[at + 1 :]]


_MUTATIONS: tuple[Mutation, ...] = (_change_word, _drop_word, _deny, _swap, _case, _letter, _end)


@given(cases(), st.sampled_from(_MUTATIONS), st.data())
@settings(max_examples=500, deadline=None)
def test_a_changed_quotation_is_never_shown(case: Case, mutate: Mutation, data: st.DataObject) -> None:
    said = data.draw(st.sampled_from(case.said))
    words = said.words.split()
    changed = " ".join(mutate(words, data.draw(st.integers(1, len(words) - 2))))
    assume(changed != said.words)
    checked = check(case, changed, data.draw(st.integers(1, len(case.articles))))
    assert checked.claim is None
    assert not {"verified", "repaired"} & set(checked.verdicts)
    assert any(each.text == changed for each in checked.rejected)


@given(cases(), st.data())
@settings(max_examples=200, deadline=None)
def test_a_changed_digit_is_never_shown(case: Case, data: st.DataObject) -> None:
    counted = [each for each in case.said if re.search(r"\d", each.words)]
    assume(counted)
    said = data.draw(st.sampled_from(counted))
    at = data.draw(st.sampled_from([m.start() for m in re.finditer(r"\d", said.words)]))
    digit = data.draw(st.sampled_from(sorted(set("0123456789") - {said.words[at]})))
    kind = data.draw(st.sampled_from(("replace", "insert", "drop")))
    if kind == "drop":
        changed = said.words[:at] + said.words[at + 1 :]
    else:
        changed = said.words[:at] + digit + said.words[at + (kind == "replace") :]
    checked = check(case, changed, said.article)
    assert checked.claim is None
    assert not {"verified", "repaired"} & set(checked.verdicts)


@given(cases(), st.data())
@settings(max_examples=100, deadline=None)
def test_another_articles_words_are_misattributed(case: Case, data: st.DataObject) -> None:
    said = data.draw(st.sampled_from(case.said))
    other = data.draw(st.sampled_from([n + 1 for n in range(len(case.articles)) if n + 1 != said.article]))
    checked = check(case, said.words, other)
    assert (checked.claim, checked.verdicts) == (None, ("misattributed",))


_NAMING = ("{} said that this is so.", "{}: this is so.", "{} also stressed it.", "In brief. {} had warned of it.")


@given(cases(), st.sampled_from(_NAMING), st.sampled_from(("Putin", "Trump", "Rubio", "Rutte", "Macron", "Merz", "")))
@settings(max_examples=100, deadline=None)
def test_a_name_that_begins_an_english_claim_is_who_it_says_spoke(case: Case, naming: str, name: str) -> None:
    said = case.said[0]
    others = [name] if name else [each for each in _SPEAKERS if each != said.speaker]
    quote = (DraftQuote(said.article, said.words),)
    for other in others:
        for who in (other, other.split()[-1]):
            checked = case.verifier("en").check(DraftClaim(naming.format(who), quote))
            assert (checked.claim, checked.verdicts) == (None, ("misattributed",)), who
    text = naming.format(said.speaker).replace("so.", "so, and not otherwise.").replace("it.", "it, with no doubt.")
    if denies(said.words) == denies(text):
        assert case.verifier("en").check(DraftClaim(text, quote)).claim is not None


@given(cases(), st.booleans(), st.data())
@settings(max_examples=100, deadline=None)
def test_another_speakers_words_are_misattributed(case: Case, in_claim: bool, data: st.DataObject) -> None:
    said = data.draw(st.sampled_from(case.said))
    other = data.draw(st.sampled_from([name for name in _SPEAKERS if name != said.speaker]))
    text = f"Laut {other} ist das so." if in_claim else "Das ist so."
    draft = DraftClaim(text, (DraftQuote(said.article, said.words),), None if in_claim else other)
    checked = case.verifier().check(draft)
    assert (checked.claim, checked.verdicts) == (None, ("misattributed",))


@given(cases(), st.sampled_from((" ", " … ", " ... ", " [...] ", ", ")), st.data())
@settings(max_examples=100, deadline=None)
def test_two_halves_joined_are_stitched(case: Case, joint: str, data: st.DataObject) -> None:
    first, second = data.draw(st.permutations(case.said))[:2]
    words, others = first.words.split(), second.words.split()
    half = " ".join(words[: len(words) // 2 + 1]) + joint + " ".join(others[len(others) // 2 - 1 :])
    checked = check(case, half, first.article)
    assert (checked.claim, checked.verdicts) == (None, ("stitched",))


@given(cases(), st.text(max_size=80), st.integers(-1, 5))
@settings(max_examples=100, deadline=None)
def test_whatever_is_drafted_what_is_shown_has_the_same_letters_and_digits(
    case: Case, quote: str, passage: int
) -> None:
    checked = check(case, quote, passage)
    for claim in checked.claims:
        assert [letters(each.quote) for each in claim.citations] == [letters(quote)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Die Ministerin unterstützt den Plan für den Hafen nicht.",
            "Die Ministerin unterstützt den Plan für den Hafen",
        ),
        ("Nicht alle Mitglieder wollen den Vertrag.", "alle Mitglieder wollen den Vertrag"),
        ("Er hält den Entwurf, den andere schrieben, nicht für gut.", "Er hält den Entwurf"),
        ("Es ist kein Vertrag geschlossen worden.", "Vertrag geschlossen worden"),
        ("Es ist kein Vertrag geschlossen worden.", "ein Vertrag geschlossen worden"),
        ("Das ist unmöglich zu schaffen.", "möglich zu schaffen"),
        ("Der Bau kostet 2,5 Millionen Euro im Jahr.", "5 Millionen Euro im Jahr"),
        ("Der Bau kostet 2 500 Euro im Jahr.", "500 Euro im Jahr"),
        ("Der Bau kostet jetzt 25 Millionen Euro.", "Der Bau kostet jetzt 25"),
        ("Der Bau kostet jetzt 25,5 Euro.", "Der Bau kostet jetzt 25"),
        ("Es waren -15 Grad im Tal.", "15 Grad im Tal"),
        ("Der Nichtangriffspakt gilt noch lange.", "angriffspakt gilt noch lange"),
        ("Der Nicht-Angriffspakt gilt noch lange.", "Angriffspakt gilt noch lange"),
    ],
)
def test_what_cuts_a_denial_a_word_or_a_number_off_is_not_shown(text: str, quote: str) -> None:
    assert check(Case((article(text),), ()), quote, 1).verdicts == ("not_found",)


# The claim's own words

_TEXT = (
    "Bürgermeisterin Karla Wendt stellte am 6. Mai den Haushalt vor. „Wir bauen in zwei Jahren 40 Wohnungen am Hafen“, "
    "sagte Wendt. Der Stadtrat von Norderhall lehnte eine höhere Steuer ab. Ein Termin mit dem Land wurde nicht "
    "genannt. Laut Jonas Albers reicht das Geld, wie er der Agentur dpa sagte. "
    "Im Rat hieß es, die Stadt werde stiller und stiller."
)
_QUOTE = "Wir bauen in zwei Jahren 40 Wohnungen am Hafen"
_QUIETER = "die Stadt werde stiller und stiller"
_REFUSED = "Der Stadtrat von Norderhall lehnte eine höhere Steuer ab"
_DENIED = "Ein Termin mit dem Land wurde nicht genannt"


def claimed(text: str, quote: str = _QUOTE, language: Language = "de", **more: str | None) -> Checked:
    case = Case((article(_TEXT),), ())
    return case.verifier(language).check(DraftClaim(text, (DraftQuote(1, quote),), **more))


@pytest.mark.parametrize(
    ("text", "quote", "language"),
    [
        ("Karla Wendt kündigt 40 Wohnungen an.", _QUOTE, "de"),
        ("Mayor Wendt said 40 homes would be built within two years.", _QUOTE, "en"),
        ("In 2 years 40 flats are to be built.", _QUOTE, "en"),
        ("On May 6 Wendt presented the budget.", _QUOTE, "en"),
        ("The council did not accept a higher tax.", _REFUSED, "en"),
        ("Eine höhere Steuer kommt nicht.", _REFUSED, "de"),
        ("No date was given.", _DENIED, "en"),
        ("The council rejected a higher tax.", _REFUSED, "en"),
        ("The town is getting quieter.", _QUIETER, "en"),
        ("Der Rat schweigt zum Termin.", _DENIED, "de"),
        ("Von „40 Wohnungen am Hafen“ ist die Rede.", _QUOTE, "de"),
    ],
)
def test_words_that_their_passage_supports_stand(text: str, quote: str, language: Language) -> None:
    checked = claimed(text, quote, language)
    assert checked.claim is not None, checked.rejected
    assert checked.claim.text == text


@pytest.mark.parametrize(
    ("text", "quote", "language", "reason"),
    [
        ("Karla Wendt kündigt 50 Wohnungen an.", _QUOTE, "de", "number"),
        ("Forty-one homes will be built for 3 million euros.", _QUOTE, "en", "number"),
        ("On May 7 the budget was presented.", _QUOTE, "en", "number"),
        ("Karla Wendt plant mit Selenskyj Wohnungen.", _QUOTE, "de", "name"),
        ("Flats are to be built in Paris.", _QUOTE, "en", "name"),
        ("Die Wohnungen werden nicht gebaut.", _QUOTE, "de", "denies"),
        ("The flats will never be built.", _QUOTE, "en", "denies"),
        ("A date was given.", _DENIED, "en", "denies"),
        ("Wendt refused all flats.", _QUOTE, "en", "refusal"),
        ("Wendt lehnte Wohnungen am Hafen ab.", _QUOTE, "de", "refusal"),
        ("The town is getting louder.", _QUIETER, "en", "opposite"),
        ("Die Stadt wird lauter.", _QUIETER, "de", "opposite"),
        ("Der Termin wurde genannt.", _DENIED, "de", "denies"),
        ("Wendt sagte: „Wir bauen nichts“.", _QUOTE, "de", "marks"),
        ('Wendt said: "We will bomb the harbour".', _QUOTE, "en", "marks"),
        ("Siehe https://example.org/x dazu.", _QUOTE, "de", "address"),
        ("Das steht ![hier](//example.org).", _QUOTE, "de", "address"),
        ("Jonas Albers sagte, es werde gebaut.", _QUOTE, "de", "no quotation"),
        ("According to Reuters, flats will be built.", _QUOTE, "en", "no quotation"),
        ("", _QUOTE, "de", "nothing"),
        ("Es wird viel gebaut. " * 40, _QUOTE, "de", "longer"),
    ],
)
def test_words_that_say_more_than_their_quotation_are_rejected_with_the_reason(
    text: str, quote: str, language: Language, reason: str
) -> None:
    checked = claimed(text, quote, language)
    assert checked.claim is None
    assert reason in checked.rejected[-1].reason


def test_an_office_that_the_article_gives_a_speaker_names_them() -> None:
    checked = claimed("Das ist der Plan.", speaker="Bürgermeisterin")
    assert checked.claim is not None
    assert checked.claim.speaker == "Karla Wendt"


def test_a_claim_keeps_the_quotations_that_stand_and_loses_the_others() -> None:
    case = Case((article(_TEXT),), ())
    quotes = (DraftQuote(1, _QUOTE), DraftQuote(99, _QUOTE), DraftQuote(1, "Wir bauen in drei Jahren 40 Wohnungen"))
    checked = case.verifier().check(DraftClaim("Es wird gebaut [1][98].", quotes))
    assert checked.claim is not None
    assert checked.claim.text == "Es wird gebaut."
    assert [each.quote for each in checked.claim.citations] == [_QUOTE]
    assert checked.verdicts == ("verified", "not_found", "not_found")
    assert [each.reason for each in checked.rejected] == [
        "passage 98 was not shown",
        "passage 99 was not shown",
        "the words stand in no passage",
    ]


def test_two_words_prove_nothing() -> None:
    assert claimed("Es wird gebaut.", "40 Wohnungen").claim is None


def test_the_same_place_keeps_its_number_and_other_places_get_their_own() -> None:
    case = Case((article(_TEXT),), ())
    claims = [DraftClaim("Eins.", (DraftQuote(1, quote),)) for quote in (_QUOTE, _DENIED, _QUOTE)]
    claims[1] = DraftClaim("Es wurde kein Termin genannt.", claims[1].quotes)
    verifier = case.verifier()
    stands = [claim for each in claims for claim in verifier.check(each).claims]
    assert [claim.citations[0].marker for claim in stands] == [1, 2, 1]


@pytest.mark.parametrize(
    ("translation", "stands"),
    [
        ("We will build 40 flats at the harbour in two years", True),
        ("We will build 400 flats at the harbour in two years", False),
        ("We will not build 40 flats at the harbour in two years", False),
        ("We refuse to build 40 flats at the harbour in two years", False),
        ("We will build 40 flats. " * 20, False),
    ],
)
def test_a_translation_with_other_numbers_or_denials_is_left_out(translation: str, stands: bool) -> None:
    checked = claimed("Flats are planned.", language="en", translation=translation)
    assert checked.claim is not None
    assert (checked.claim.translation == translation) is stands
    assert bool(checked.rejected) is not stands
