"""A reply in a terminal: claims, quotations as printed, numbered receipts, and where was looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.dates import long_day
from assistant.model import Abstention, Answer
from ui.strings import Tongue, say
from ui.wording import brief, days_of, wording

if TYPE_CHECKING:
    from assistant.model import Citation, Claim, Reply
    from ui.terminal import Terminal

_INDENT = "    "


class ReplyPrinter:
    """Prints replies to one terminal."""

    def __init__(self, terminal: Terminal) -> None:
        self._out = terminal

    def print(self, reply: Reply) -> None:
        """Print one reply in full."""
        for note in reply.notes:
            self._out.wrap(brief(note), style=("yellow",))
        match reply:
            case Answer():
                self._answer(reply)
            case Abstention():
                self._abstention(reply)
        self._searched(reply)

    def _answer(self, reply: Answer) -> None:
        for number, claim in enumerate(reply.claims, start=1):
            self._claim(claim, number, reply.language)
            self._out.print()
        self._receipts(reply.citations, reply.language)

    def _claim(self, claim: Claim, number: int, language: Tongue) -> None:
        self._out.wrap(drafted(claim, language), indent="   ", first=f"{number}. ", style=("bold",))
        for citation in claim.citations:
            self._out.wrap(f"{quoted(citation)} [{citation.marker}]", indent=_INDENT)
        if claim.translation:
            self._out.wrap(f"{wording(language, 'translation')}: {claim.translation}", indent=_INDENT, style=("dim",))
        if claim.also:
            self._out.wrap(also(claim, language), indent=_INDENT, style=("dim",))

    def _receipts(self, citations: tuple[Citation, ...], language: str) -> None:
        self._out.print(self._out.style(wording(language, "receipts"), "bold"))
        for citation in citations:
            self._out.wrap(receipt(citation, language), indent=_INDENT, first=f"[{citation.marker}] ")

    def _abstention(self, reply: Abstention) -> None:
        text = wording(reply.language, reply.reason).format(who=reply.about or "")
        self._out.wrap(text, style=("bold",))
        if reply.nearest:
            self._out.print()
            self._out.print(self._out.style(wording(reply.language, "nearest"), "bold"))
            for citation in reply.nearest:
                self._out.wrap(receipt(citation, reply.language), indent=_INDENT, first=f"[{citation.marker}] ")
                self._out.wrap(_shortened(citation.quote), indent=_INDENT, style=("dim",))

    def _searched(self, reply: Reply) -> None:
        searched, language = reply.searched, reply.language
        if isinstance(reply, Abstention) and not searched.words:
            return  # nothing was looked for
        days = days_of(searched, language)
        span = f" ({days})" if days else ""
        words = "; ".join(f"{brief(w.word)} → {', '.join(map(brief, w.found or w.tried))}" for w in searched.words)
        text = wording(language, "searched_one" if searched.articles == 1 else "searched").format(
            articles=searched.articles, days=span
        )
        if words:
            text += wording(language, "searched_for").format(words=words)
        self._out.print()
        self._out.wrap(text, style=("dim",))


def drafted(claim: Claim, tongue: Tongue) -> str:
    """The words of a claim; a model's are said to be its own, and to be unproved where they are."""
    if claim.drafted_by == "extractive":
        return claim.text
    name = "model_unproved" if claim.unproved else "model_words"
    return f"{claim.text} ({say(tongue, name, model=claim.drafted_by)})"


def also(claim: Claim, language: str) -> str:
    """Where a claim stands as well, and from how many origins all of it comes."""
    markers = " ".join(f"[{citation.marker}]" for citation in claim.also)
    count = len({c.article.id for c in (*claim.citations, *claim.also)})
    name = "one_article" if count == 1 else "one_origin" if claim.origins == 1 else "origins"
    origins = wording(language, name).format(articles=count, origins=claim.origins)
    return f"{wording(language, 'also')} {markers} ({origins})"


def quoted(citation: Citation) -> str:
    """The quotation as printed, in quotation marks; in other ones where it has some of its own."""
    return marked(citation.quote)


def marked(words: str) -> str:
    """Words as printed in quotation marks; in other ones where they have some of their own."""
    return f"»{words}«" if any(mark in words for mark in '„“"') else f"„{words}“"


def receipt(citation: Citation, language: str) -> str:
    """Title, outlet, day and exact place of a quotation."""
    article = citation.article
    day = long_day(article.published.day, language) if article.published else wording(language, "undated")
    place = wording(language, "place").format(start=citation.span.start, end=citation.span.end)
    speaker = f" · {citation.speaker}" if citation.speaker else ""
    return f"{article.title} — {article.printed_by}, {day} · {article.source}, {place}{speaker}"


def _shortened(text: str, most: int = 240) -> str:
    """The beginning of a passage; what the omission mark leaves out is told in brackets, as no article prints it."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " […]"
