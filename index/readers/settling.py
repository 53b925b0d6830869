"""From a draft to an article: normalised, limited, cleaned, named. Pure."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from index.errors import UnreadableError
from index.model import Article, Removal, article_id
from index.readers.cleaning import clean
from index.readers.dates import placed
from index.readers.decoding import normalise
from index.readers.details import Details, Draft
from index.readers.languages import guess_language
from index.readers.titles import has_words, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.readers.rules import ReadingRules

_MAX_FIELD = 500
_NOTHING = Details()


def settle(draft: Draft, rules: ReadingRules, *, corpus: str, source: str) -> Article:
    """The article that `draft` is.

    Raises:
        UnreadableError: if its text is too long, empty, nothing but debris, or no text that can be written down.
    """
    if len(draft.text) > rules.max_text:
        raise UnreadableError(f"has {len(draft.text):,} characters, more than the limit of {rules.max_text:,}")
    text = draft.text if draft.cuts else normalise(draft.text)
    if not text.strip():
        raise UnreadableError("holds no text")
    cleaned = clean(text, _normal(draft.details), rules.fields, draft.cuts)
    details = cleaned.details
    if not cleaned.text.strip():
        raise UnreadableError("nothing is left once navigation, credits and notices are taken out")
    if not has_words(cleaned.text) or not details.title:
        raise UnreadableError("holds no words")
    _refuse_half_characters(cleaned.text, details)
    return Article(
        id=article_id(corpus, source),
        text=cleaned.text,
        title=shortened(details.title),
        corpus=corpus,
        source=source,
        outlet=details.outlet,
        agency=details.agency,
        authors=details.authors,
        dateline=details.dateline,
        published=placed(details.published, rules.zone),
        updated=placed(details.updated, rules.zone),
        section=details.section,
        language=details.language or guess_language(cleaned.text),
        address=details.address,
        removed=(*cleaned.removed, *_behind(draft, len(cleaned.text))),
    )


def _behind(draft: Draft, end: int) -> Iterator[Removal]:
    """What the format's reader passed over, behind the text."""
    for each in draft.left_out:
        text = normalise(each.text).encode("utf-8", "replace").decode()
        yield Removal(end, f"\n\n{text}", each.reason)


def _normal(details: Details) -> Details:
    """The same details in NFC and of bearable length."""
    if details == _NOTHING:
        return details
    changed: dict[str, object] = {}
    for each in fields(Details):
        value = getattr(details, each.name)
        if isinstance(value, str):
            changed[each.name] = " ".join(normalise(value[:_MAX_FIELD]).split()) or None
    authors = tuple(" ".join(normalise(author[:_MAX_FIELD]).split()) for author in details.authors)
    return replace(details, authors=tuple(filter(None, authors)), **changed)  # type: ignore[arg-type]


def _refuse_half_characters(text: str, details: Details) -> None:
    said = (details.title, details.outlet, details.agency, details.dateline, details.section, details.address)
    for part in (text, *details.authors, *filter(None, said)):
        try:
            part.encode()
        except UnicodeEncodeError:
            raise UnreadableError("holds half of a character (a lone surrogate)") from None
