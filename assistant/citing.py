"""The verifier: drafted claims → claims with receipts, and what was rejected. Pure.

Each quotation gets one of the five verdicts of :data:`assistant.model.Verdict`. It is looked for in the article of the
passage it is said to be from, as it is or with other typography (:mod:`assistant.typography`); what is shown is always
the article's own words. Then the claim's own words are held against what is left of its quotations
(:mod:`assistant.support`): they may hold no name, number, day, denial or marked quotation of their own, and no other
speaker. A claim with no quotation left is rejected whole. One whose other words hardly stand there either is shown
labelled (:mod:`assistant.proving`). What cannot be seen this way: a claim that turns the relation between supported
words round ("A beat B").

    verifier = Verifier(passages, statements, "en", holds=Planned(planner, analyser))
    checked = verifier.check(claim)          # one claim, as soon as it is drafted
    checked.claim                            # a Claim, or None
    checked.rejected, checked.verdicts       # everything that was not shown, and every verdict
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.bystanders import bystander
from assistant.conditions import cuts_condition
from assistant.model import Citation, Claim, Rejected
from assistant.origins import origins
from assistant.polarity import cuts_denial
from assistant.proving import LEAST, LEAST_TRANSLATED, Covers, wholly
from assistant.referring import Look, Referred, referred
from assistant.stitching import is_stitched
from assistant.support import Ground, excess, lost_denial, mistranslated
from assistant.typography import holds as stands_in
from assistant.typography import places, words
from assistant.voices import Stretch, Voice, voice
from assistant.wording import missing, spelled
from index.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.drafts import DraftClaim, DraftQuote, NumberedPassage
    from assistant.model import Language, Verdict
    from assistant.support import Lost
    from assistant.typography import Place
    from assistant.wording import Holds
    from index.model import Article, Span, Statement

FEWEST_WORDS = 3
LONGEST_QUOTE = 1_000
LONGEST_CLAIM = 600
MOST_QUOTES = 6
_MARKER = re.compile(r"\s?\[(\d{1,6})\]")
_UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one drafted claim, or of several.

    Attributes:
        claims: those that stand.
        rejected: the quotations, translations and whole claims that do not, each with its verdict.
        verdicts: one for each quotation that was drafted, the accepted ones too, in order.
    """

    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def claim(self) -> Claim | None:
        """The one claim, if it stands."""
        return self.claims[0] if self.claims else None


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a quotation was found, or why it is not shown."""

    verdict: Verdict
    reason: str = ""
    citation: Citation | None = None
    sentence: str = ""


@dataclass(slots=True)
class Verifier:
    """Verifies what is drafted for one question; numbers the receipts of what stands.

    Attributes:
        passages: what was shown to whoever drafts.
        statements: for each article's id who said what in it.
        language: of the claims.
        holds: whether a text names what a word of a claim names.
        drafted_by: who drafts.
        covers: how much of a claim's words its ground covers.
        asked: whose words the question asks for, or the question; whom a pronoun may mean.
    """

    passages: Sequence[NumberedPassage]
    statements: Mapping[str, Sequence[Statement]]
    language: Language
    holds: Holds = spelled
    drafted_by: str = "extractive"
    covers: Covers = wholly
    asked: str = ""
    _before: tuple[str, ...] = ()
    _markers: dict[tuple[str, Span], int] = field(default_factory=dict)
    _split: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def check(self, draft: DraftClaim) -> Checked:
        """What stands of one claim."""
        text, rejected = self._plain(draft.text)
        who = referred(text, self.language, self.asked, self._before, self._look())
        wanted = self._wanted(draft.speaker, who)
        found = [(quote, self._found(quote, wanted, who)) for quote in draft.quotes[:MOST_QUOTES]]
        rejected += [Rejected(quote.quote, each.verdict, each.reason) for quote, each in found if not each.citation]
        rejected += [Rejected(each.quote, "not_found", "one quotation too many") for each in draft.quotes[MOST_QUOTES:]]
        verdicts = tuple(each.verdict for _, each in found)
        ground = self._ground([(quote, each) for quote, each in found if each.citation])
        denial = self._lost_denial(text, ground)
        reason = self._refusal(text, ground)
        if not reason and denial == "yes":
            reason = "the quotation denies what the claim says"
        if reason:
            whole: Verdict = next((each.verdict for _, each in found if not each.citation), "not_found")
            return Checked(rejected=(*rejected, Rejected(text, whole, reason)), verdicts=verdicts)
        translation, lost = self._translation(draft, ground)
        cited = self._numbered(ground.citations)
        self._before = tuple(dict.fromkeys(each.speaker for each in cited if each.speaker))
        claim = Claim(
            text,
            cited,
            speaker=next((each.speaker for each in cited if each.speaker), None) if wanted else _common(cited),
            origins=origins([each.article for each in cited]),
            drafted_by=self.drafted_by,
            translation=translation,
            unproved=self.covers(text, ground.text, self.language) < LEAST or denial == "perhaps",
        )
        return Checked((claim,), (*rejected, *lost), verdicts)

    def _plain(self, text: str) -> tuple[str, list[Rejected]]:
        """A claim's words without markers and unseen characters; markers of passages not shown are counted."""
        known = {passage.number for passage in self.passages}
        strange = [mark for mark in _MARKER.findall(text) if int(mark) not in known]
        rejected = [Rejected(f"[{mark}]", "not_found", f"passage {int(mark)} was not shown") for mark in strange]
        return " ".join(_UNSEEN.sub(" ", _MARKER.sub("", text)).split()), rejected

    def _wanted(self, speaker: str | None, who: Referred) -> tuple[tuple[str, ...], ...]:
        """Who says it by the claim's field and by its own words; each must agree with the article."""
        groups = ((speaker.strip(),) if speaker and speaker.strip() else (), who.names, who.meant)
        return tuple(group for group in groups if group)

    def _refusal(self, text: str, ground: Ground) -> str | None:
        if not ground.citations:
            return "no quotation of it is left"
        if not text:
            return "it says nothing"
        if len(text) > LONGEST_CLAIM:
            return f"it is longer than {LONGEST_CLAIM} characters"
        return excess(text, ground, self.language, holds=self.holds)

    def _lost_denial(self, text: str, ground: Ground) -> Lost:
        quotes = [each.quote for each in ground.citations]
        return lost_denial(text, quotes, lambda part: self.covers(text, part, self.language))

    # One quotation

    def _found(self, draft: DraftQuote, wanted: Sequence[Sequence[str]], who: Referred) -> _Found:
        passage = next((each for each in self.passages if each.number == draft.passage), None)
        if passage is None:
            return _Found("not_found", f"passage {draft.passage} was not shown")
        if len(draft.quote) > LONGEST_QUOTE or len(words(draft.quote)) < FEWEST_WORDS:
            return _Found("not_found", f"not from {FEWEST_WORDS} words to {LONGEST_QUOTE} characters")
        there = _in_reading_order(places(draft.quote, passage.article.text), passage.span)
        if not there:
            return self._elsewhere(draft.quote, passage.article)
        cut = {place: _cut(place.span, passage.article.text) for place in there}
        whole = [place for place in there if not cut[place]]
        if not whole:
            return _Found("not_found", f"the quotation leaves out {cut[there[0]]}")
        for place in whole:
            citation, sentence, fits = self._cited(passage.article, place, wanted, who)
            if fits and not who.unclear:
                return _Found("verified" if place.exact else "repaired", "", citation, sentence)
        given = _listed([*wanted, who.offices]) or "whom the claim names"
        return _Found("misattributed", who.unclear or f"the article does not give these words to {given}")

    def _cited(
        self, article: Article, place: Place, wanted: Sequence[Sequence[str]], who: Referred
    ) -> tuple[Citation, str, bool]:
        """The receipt of a place, the sentences it is in, and whether it is said by whom the claim names."""
        sentence = self._sentence(article, place.span)
        stretch = Stretch(article, place.span, sentence, self.statements.get(article.id, ()))
        voices = [voice(stretch, names, self.holds) for names in wanted] or [voice(stretch, (), self.holds)]
        heard = next((each for each in voices if each.statement), Voice(None, fits=True)).statement
        citation = (
            Citation(1, article, place.span, heard.speaker, heard.kind, heard.via)
            if heard
            else Citation(1, article, place.span)
        )
        look = self._look()
        fits = all(each.fits for each in voices) and who.fits(heard, article, sentence, look)
        if fits and heard and not (who.offices or who.pronoun):
            fits = bystander(who.text, heard, article, citation.quote, look) is None
        return citation, sentence, fits

    def _look(self) -> Look:
        return Look(tuple({passage.article.id: passage.article for passage in self.passages}.values()), self.holds)

    def _elsewhere(self, quote: str, article: Article) -> _Found:
        others = {each.article.id: each.article for each in self.passages if each.article.id != article.id}
        if any(stands_in(quote, other.text) for other in others.values()):
            return _Found("misattributed", "the words stand in another article")
        if is_stitched(quote, [article.text, *(other.text for other in others.values())]):
            return _Found("stitched", "its parts stand in different places")
        return _Found("not_found", "the words stand in no passage")

    def _sentence(self, article: Article, span: Span) -> str:
        if article.id not in self._split:
            self._split[article.id] = sentences(article.text)
        touched = [each for each in self._split[article.id] if each.overlap(span)]
        return touched[0].hull(touched[-1]).hull(span).of(article.text) if touched else span.of(article.text)

    # What is left

    def _ground(self, found: Sequence[tuple[DraftQuote, _Found]]) -> Ground:
        shown = {passage.number: passage.text for passage in self.passages}
        citations = {
            (each.citation.article.id, each.citation.span): each.citation for _, each in found if each.citation
        }
        return Ground(
            tuple(citations.values()),
            tuple(dict.fromkeys(shown[quote.passage] for quote, _ in found)),
            tuple(dict.fromkeys(each.sentence for _, each in found)),
        )

    def _translation(self, draft: DraftClaim, ground: Ground) -> tuple[str | None, tuple[Rejected, ...]]:
        text = " ".join(_UNSEEN.sub(" ", draft.translation or "").split())
        if not text:
            return None, ()
        quotes = [each.quote for each in ground.citations]
        reason = mistranslated(text, quotes, language=self.language)
        if len(text) > 3 * sum(map(len, quotes)):
            reason = "the translation is much longer than the quotation"
        if not reason and self.covers(text, "\n".join(ground.sentences), self.language) < LEAST_TRANSLATED:
            reason = "hardly a word of the translation is one of the quotation's"
        if all(each.article.language == self.language for each in ground.citations):
            reason = "the quotation is in the question's language"
        if not reason and (strange := missing(text, ground.quoted, self.language, self.holds)):
            reason = f"the translation names what is not quoted: {', '.join(strange)}"
        return (None, (Rejected(text, "not_found", reason),)) if reason else (text, ())

    def _numbered(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        return tuple(
            Citation(
                self._markers.setdefault((each.article.id, each.span), len(self._markers) + 1),
                each.article, each.span, each.speaker, each.kind, each.via,
            )
            for each in citations
        )  # fmt: skip


def _cut(span: Span, text: str) -> str | None:
    """What of its sentence a quotation leaves out that it may not."""
    if cuts_denial(span, text):
        return "a denial that the sentence holds"
    return "the condition that its sentence sets" if cuts_condition(span, text) else None


def _in_reading_order(found: Sequence[Place], within: Span) -> list[Place]:
    """The places inside the passage first, then the others of its article."""
    return sorted(found, key=lambda place: (not within.contains(place.span), place.span))


def _common(citations: Sequence[Citation]) -> str | None:
    """The speaker that all receipts share, if they do."""
    speakers = {each.speaker for each in citations}
    return speakers.pop() if len(speakers) == 1 else None


def _listed(wanted: Sequence[Sequence[str]]) -> str:
    return ", ".join(dict.fromkeys(name for names in wanted for name in names))
