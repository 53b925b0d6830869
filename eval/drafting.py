"""Statements of a corpus → proposed topics. Drafts: nobody is asked them until a person accepts.

A program cannot know what people will ask. It can propose what the articles certainly answer: what somebody said about
something. Of each statement the subject is its rarest noun, and the question asks for the statement by it, in the
article's language; statements that give the same question are evidence of one topic. Pure.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.model import Abstention, Answer
from eval.topics import LANGUAGES, Evidence, Topic, Variant
from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from assistant.model import Reply
    from index.model import Article, Statement

TAG = "drafted"
_NOUN = re.compile(r"(?<![.!?…„“»«\"'›‹:] )(?<!^)\b[A-ZÄÖÜ][a-zäöüß]{3,}(?:-[A-ZÄÖÜ]?[a-zäöüß]{2,})*\b")
_TIME = re.compile(
    "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Januar|Februar|März|April|Mai$|Juni|Juli|August|"
    "September|Oktober|November|Dezember|Morgen|Vormittag|Mittag|Nachmittag|Abend|Nacht|Uhr|Jahr|Monat|Woche|Tage?n?$|"
    "Stunden?$|Minuten?$|Today|Yesterday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_FEWEST, _MOST = 40, 320  # characters of a statement worth asking for
_KINDS = frozenset({"direct", "indirect"})


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its article."""

    article: Article
    statement: Statement

    @property
    def quote(self) -> str:
        """From its first word to its last, as printed."""
        return self.statement.hull.of(self.article.text)


def draft_topics(said: Iterable[Said], *, most: int, taken: AbstractSet[str] = frozenset()) -> list[Topic]:
    """Proposed topics, at most `most`, spread over articles and speakers.

    Args:
        said: the statements of a corpus, in its order.
        most: how many at most.
        taken: ids that are there already and are not proposed again.
    """
    worth = [each for each in said if _worth_asking(each)]
    frequency = Counter(noun for each in worth for noun in set(_NOUN.findall(each.quote)))
    drafts: dict[Variant, Topic] = {}
    for each in _spread(worth):
        topic = _topic(each, frequency)
        if topic is None or topic.id in taken:
            continue
        question = topic.variants[0]
        if question in drafts:
            together = dict.fromkeys((*drafts[question].evidence, *topic.evidence))
            drafts[question] = replace(drafts[question], evidence=tuple(together))
        elif len(drafts) < most:
            drafts[question] = topic
    return list(drafts.values())


def _worth_asking(said: Said) -> bool:
    speaker = said.statement.speaker
    named = speaker is not None and len(speaker.split()) > 1 and speaker[0].isupper()
    named = named and said.article.language in LANGUAGES
    return named and said.statement.kind in _KINDS and _FEWEST <= len(said.quote) <= _MOST


def _spread(said: Sequence[Said]) -> list[Said]:
    """The statements so ordered that each article and speaker comes once before any comes again."""
    turns: Counter[tuple[str, str]] = Counter()
    keyed = []
    for place, each in enumerate(said):
        key = (each.article.id, each.statement.speaker or "")
        keyed.append((turns[key], place, each))
        turns[key] += 1
    return [each for _, _, each in sorted(keyed, key=lambda row: row[:2])]


def _topic(said: Said, frequency: Mapping[str, int]) -> Topic | None:
    speaker = said.statement.speaker
    found = dict.fromkeys(_NOUN.findall(said.quote))
    nouns = [noun for noun in found if noun not in (speaker or "") and not _TIME.match(noun)]
    if speaker is None or not nouns:
        return None
    about = min(nouns, key=lambda noun: (frequency[noun], -len(noun), noun))
    place = f"{said.article.id}:{said.statement.hull.start}"
    name = f"draft-{hashlib.blake2b(place.encode(), digest_size=4).hexdigest()}"
    variants = (Variant("de", f"Was sagte {speaker} über {about}?"),)
    if said.article.language == "en":
        variants = (Variant("en", f"What did {speaker} say about {about}?"),)
    evidence = (Evidence(said.article.source, said.quote),)
    return Topic(name, variants, evidence=evidence, speaker=(speaker,), tags=(TAG,), draft=True)


def topic_of_turn(name: str, asked: Variant, reply: Reply | None, *, good: bool, note: str = "") -> Topic:
    """A turn that a person judged, as a draft: the receipts of a good answer are the evidence to be confirmed.

    Args:
        name: the id of the draft.
        asked: the question with those of the conversation before it.
        reply: what came; ``None`` if nothing of it is left.
        good: whether the person was content with it.
        note: what the person said about it.
    """
    confirmed = reply if good and isinstance(reply, Answer) else None
    first = confirmed.claims[0].speaker if confirmed else None
    return Topic(
        id=name,
        variants=(asked,),
        answerable=not (good and isinstance(reply, Abstention)),
        evidence=tuple(Evidence(c.article.source, c.quote) for c in confirmed.citations) if confirmed else (),
        speaker=(first,) if first else (),
        tags=("thumb", "good" if good else "bad"),
        draft=True,
        note=note,
    )


def accepted(topics: Sequence[Topic], names: AbstractSet[str]) -> list[Topic]:
    """The same topics, those named no drafts any more.

    Raises:
        UsageError: if one of the names is no draft among them, or its draft is not complete.
    """
    drafts = {topic.id for topic in topics if topic.draft}
    unknown = sorted(names - drafts)
    if unknown:
        raise UsageError(f"there is no draft {', '.join(unknown)}; drafts are: {', '.join(sorted(drafts)) or 'none'}")
    for topic in topics:
        if topic.id in names and topic.answerable != bool(topic.evidence):
            what = "has no evidence" if topic.answerable else "is not answerable and yet has evidence"
            raise UsageError(f"draft {topic.id} {what}; mend it in the file first (`evidence`, or `answerable: false`)")
    return [replace(topic, draft=False) if topic.id in names else topic for topic in topics]
