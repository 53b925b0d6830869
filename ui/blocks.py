"""Foreign text → what is shown: the one place where words of corpus, model or visitor become HTML or a label. Pure.

Streamlit's Markdown loads images that a text names, which alone would tell a stranger what was asked. So nothing
foreign ever reaches Markdown: text goes through :func:`words` into HTML, or through :func:`label` into a widget.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.dates import long_day
from assistant.model import Abstention, Answer
from ui.replies import marked, quoted
from ui.strings import Tongue, own, say
from ui.terminal import safe
from ui.wording import brief, days_of, wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from assistant.model import Citation, Claim, Reply
    from index.model import Article, Span, Statement
    from ui.conversations.packing import State

_LABEL_MOST, _HEADING_MOST = 90, 240
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# What Streamlit turns into icons, smileys and links even where it is escaped, as it looks for it in finished text.
_AFTERWARDS = re.compile(r":(?=[\w+/-]+:)|:(?=//)|(?<=www)\.|@(?=\w)", re.IGNORECASE)
_LOOKALIKES = str.maketrans({":": "\u2236", ".": "\u2024", "@": "\uff20"})


def words(text: str) -> str:
    """Foreign text as HTML: escaped, isolated in its direction, with hidden and commanding characters written out."""
    return f"<bdi>{html.escape(safe(text))}</bdi>"


def attribute(text: str) -> str:
    """Foreign text as the value of an HTML attribute, to be put between double quotes."""
    return html.escape(safe(text))


def label(text: str, *, most: int = _LABEL_MOST) -> str:
    """Foreign text for the label of a widget, which Streamlit reads as Markdown: shown as typed, none of it as markup.

    What Streamlit replaces in spite of the backslash, such as ``:material/home:``, gets a character that looks alike.
    """
    line = re.sub(r"\s+", " ", safe(text)).strip()
    if len(line) > most:
        line = line[:most].rsplit(" ", 1)[0] + " …"
    line = _AFTERWARDS.sub(lambda found: found[0].translate(_LOOKALIKES), line)
    return _PUNCTUATION.sub(r"\\\1", line) or "…"


def plain(text: str) -> str:
    """Foreign text for places that show plain text and no markup at all: cells of a table, axes of a chart."""
    return safe(text).replace("\n", " ")


def address(article: Article, *, css: str = "bl-link") -> str:
    """The article's web address as a link that shows its host, in ASCII; nothing if it is not a plain http address."""
    found = web_address(article.address)
    if found is None:
        return ""
    url, host = found
    return (
        f'<a class="{css}" href="{html.escape(url)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"{html.escape(host)} ↗</a>"
    )


def web_address(text: str | None) -> tuple[str, str] | None:
    """A web address and its host in ASCII, or ``None`` if it is anything but a plain http or https address."""
    if not text or re.search(r"[\s\x00-\x20\\\"'<>`]", text) or safe(text) != text:
        return None
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        named = parts.username or parts.password or parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host) or named:
        return None
    return text, host


# The parts of a turn


def question(text: str, reply: Reply | None, tongue: Tongue) -> str:
    """What was asked, and how it was understood where that differs."""
    more = ""
    if reply is not None and reply.question.strip() != text.strip():
        more = (
            f'<p class="bl-understood">{say(own(reply, tongue), "understood")}: {words(shortened(reply.question))}</p>'
        )
        more += _whole(reply.question, say(own(reply, tongue), "understood_whole"))
    whole = _whole(text, say(tongue, "question_whole"))
    return f'<div class="bl-question"><h2>{words(shortened(text))}</h2>{whole}{more}</div>'


def _whole(text: str, name: str) -> str:
    """What was shortened, folded away; nothing where nothing was."""
    if len(text) <= _HEADING_MOST:
        return ""
    return f'<details class="bl-whole"><summary>{html.escape(name)}</summary><p>{words(text)}</p></details>'


def stage(text: str) -> str:
    """What is being done right now."""
    return f'<p class="bl-stage" role="status"><span class="bl-dot"></span>{html.escape(text)}</p>'


def notes(texts: Iterable[str]) -> str:
    """What a reader should know."""
    return "".join(f'<p class="bl-note">{words(text)}</p>' for text in texts)


def heading(text: str, *, level: int = 3) -> str:
    """A heading in the app's own words."""
    return f'<h{level} class="bl-heading">{html.escape(text)}</h{level}>'


def muted(text: str) -> str:
    """A line in small print; the text may be foreign."""
    return f'<p class="bl-muted">{words(text)}</p>'


def claim(claim: Claim, tongue: Tongue, *, differs: bool = False) -> str:
    """One statement: its framing words, the quotations with their numbers, a translation if a model gave one."""
    model = claim.drafted_by != "extractive"
    kind = "bl-model" if model else "bl-framing"
    by = ""
    if model:
        name, css = ("model_unproved", "bl-tag bl-unproved") if claim.unproved else ("model_words", "bl-tag")
        by = f'<span class="{css}">{say(tongue, name, model=_plain(claim.drafted_by))}</span>'
    quotes = "".join(
        f'<blockquote class="bl-quote bl-{citation.kind or "fact"}"><p>{words(quoted(citation))}'
        f'<sup class="bl-marker">{citation.marker}</sup></p></blockquote>'
        for citation in claim.citations
    )
    translation = ""
    if claim.translation:
        name = say(tongue, "model_translation")
        translation = f'<p class="bl-translation"><span class="bl-tag">{name}</span>{words(claim.translation)}</p>'
    mark = f'<span class="bl-differs">≠ {say(tongue, "differ")}</span>' if differs else ""
    return f'<div class="bl-claim">{mark}<p class="{kind}">{words(claim.text)}{by}</p>{quotes}{translation}</div>'


KINDS = {"direct": "#2f8576", "indirect": "#c08a2d", "reported": "#8a8678"}
"""The colours of the kinds of statements on a timeline."""


def kinds(tongue: Tongue) -> str:
    """What the colours of a timeline mean; the chart's own legend is cut off on a narrow screen."""
    dots = (f'<span><i style="background:{colour}"></i>{say(tongue, kind)}</span>' for kind, colour in KINDS.items())
    return f'<p class="bl-kinds">{"".join(dots)}</p>'


def printed(article: Article, tongue: Tongue) -> str:
    """Who printed an article; where nobody is known, the corpus it is in, which is said to be one."""
    return article.outlet or article.agency or say(tongue, "in_corpus", corpus=article.corpus)


HOLDS: dict[State, str] = {"same": "good", "moved": "warn", "lost": "bad", "gone": "bad"}
"""Of what kind, as of :func:`status`, it is what became of a receipt."""


def receipt(citation: Citation, tongue: Tongue, *, state: State | None = None) -> str:
    """A card: number, outlet, day, headline, speaker, the words, what became of them since, their place."""
    article = citation.article
    day = long_day(article.published.day, tongue) if article.published else say(tongue, "undated")
    who = _who(citation, tongue)
    place = say(tongue, "place", start=citation.span.start, end=citation.span.end)
    flag = f'<p class="bl-state bl-{HOLDS[state]}">{html.escape(say(tongue, f"holds_{state}"))}</p>' if state else ""
    return (
        f'<article class="bl-receipt" aria-label="{say(tongue, "receipt", marker=citation.marker)}">'
        f'<header><span class="bl-number">{citation.marker}</span>'
        f'<span class="bl-outlet">{words(printed(article, tongue))}</span><time>{words(day)}</time></header>'
        f'<p class="bl-title">{words(article.title)}</p>{who}'
        f'<p class="bl-words">{words(quoted(citation))}</p>{flag}'
        f"<footer>{words(place)}{address(article)}</footer></article>"
    )


def _who(citation: Citation, tongue: Tongue) -> str:
    if not citation.speaker and not citation.kind:
        return ""
    parts = [words(citation.speaker)] if citation.speaker else []
    if citation.kind:
        parts.append(say(tongue, citation.kind))
    if citation.via:
        parts.append(say(tongue, "via", via=words(citation.via)))
    return f'<p class="bl-who">{" · ".join(parts)}</p>'


def abstention(reply: Abstention) -> str:
    """That the articles do not answer, and why, in the reply's language."""
    tag = say(own(reply, "en"), "no_answer")
    text = wording(reply.language, reply.reason).format(who=reply.about or "")
    return f'<div class="bl-abstention"><span class="bl-tag">{tag}</span><p>{words(text)}</p></div>'


def searched(reply: Reply, tongue: Tongue) -> str:
    """Where and for what was looked: days, and each word with what was tried in its place."""
    found = reply.searched
    days = f", {told}" if (told := days_of(found, tongue)) else ""
    rows = []
    for word in found.words:
        tried = [(each, each in word.found) for each in word.tried]
        occurring = [_tried(each, "bl-word") for each, occurs in tried if occurs]
        absent = [_tried(each, "bl-word bl-absent") for each, occurs in tried if not occurs]
        shown = " ".join(occurring)
        if absent:
            shown += f' <span class="bl-not">{say(tongue, "not_found")}:</span> {" ".join(absent)}'
        rows.append(f"<dt>{words(brief(word.word))}</dt><dd>{shown}</dd>")
    scope = say(tongue, "searched", articles=found.articles, days=days)
    legend = f"<p>{say(tongue, 'searched_more')}</p>" if rows else ""
    return f'<div class="bl-searched"><p>{words(scope)}</p>{legend}<dl>{"".join(rows)}</dl></div>'


def _tried(text: str, css: str) -> str:
    return f'<span class="{css}">{words(brief(text))}</span>'


# The reader


def article_head(article: Article, tongue: Tongue) -> str:
    """Outlet, day, headline, authors, source."""
    day = long_day(article.published.day, tongue) if article.published else say(tongue, "undated")
    by = ", ".join(article.authors)
    line = " · ".join(words(part) for part in (by, article.dateline, article.agency, article.section) if part)
    return (
        f'<header class="bl-article-head"><p class="bl-over">'
        f'<span class="bl-outlet">{words(printed(article, tongue))}</span> '
        f"<time>{words(day)}</time>{address(article)}</p><h2>{words(article.title)}</h2>"
        f'<p class="bl-by">{line}</p><p class="bl-file">{words(f"{article.corpus}/{article.source}")}</p></header>'
    )


def article_text(article: Article, marked: Sequence[Span] = (), said: Sequence[Span] = ()) -> str:
    """The whole text, these places marked, and those underlined; the first mark carries the id ``bl-mark``."""
    text = article.text
    inside = {at for span in marked for at in (span.start, span.end) if at <= len(text)}
    inside |= {at for span in said for at in (span.start, span.end) if at <= len(text)}
    cuts = sorted({0, len(text)} | inside)
    pieces, first = [], True
    for start, end in pairwise(cuts):
        piece = html.escape(safe(text[start:end]))
        if any(span.start <= start and end <= span.end for span in marked):
            piece = f'<mark{" id=bl-mark" if first else ""} tabindex="-1">{piece}</mark>'
            first = False
        elif any(span.start <= start and end <= span.end for span in said):
            piece = f'<span class="bl-said">{piece}</span>'
        pieces.append(piece)
    return f'<div class="bl-article" lang="{_plain(article.language)}"><bdi>{"".join(pieces)}</bdi></div>'


def article_original(article: Article) -> str:
    """The text with what a reader took out of it in its place, struck out, with the reason."""
    pieces, at = [], 0
    for removal in article.removed:
        pieces.append(html.escape(safe(article.text[at : removal.at])))
        reason = attribute(removal.reason)
        pieces.append(f'<del title="{reason}">{html.escape(safe(removal.text))}</del>')
        at = removal.at
    pieces.append(html.escape(safe(article.text[at:])))
    return f'<div class="bl-article bl-original"><bdi>{"".join(pieces)}</bdi></div>'


def statement(
    article: Article,
    said: Statement,
    tongue: Tongue,
    *,
    head: bool = True,
    person: str | None = None,
    more: Sequence[str] = (),
) -> str:
    """Who said what, by the person's fullest name if it is given, and below it in small print where."""
    pieces = [span.of(article.text) for span in said.spans]
    who = words(person or said.speaker or say(tongue, "somebody"))
    kind = say(tongue, said.kind)
    via = f" · {say(tongue, 'via', via=words(said.via))}" if said.via else ""
    name = f'<p class="bl-who">{who} · {kind}{via}</p>' if head else f'<p class="bl-who">{kind}{via}</p>'
    # What lies between the pieces is left out by the app, so its mark stands outside of quotation marks.
    body = " […] ".join(marked(each) if said.kind == "direct" else each for each in pieces)
    below = line(*more) if more else ""
    return f'<div class="bl-statement bl-{said.kind}">{name}<p class="bl-what">{words(body)}</p>{below}</div>'


def line(*parts: str) -> str:
    """Foreign parts in one small line."""
    return f'<p class="bl-line">{" · ".join(words(part) for part in parts if part)}</p>'


def status(text: str, kind: str) -> str:
    """One of the app's own short findings; `kind` is ``good``, ``warn`` or ``bad``."""
    return f'<p class="bl-status bl-{kind}">{html.escape(text)}</p>'


def holding(states: Collection[State], tongue: Tongue) -> str:
    """What became of all receipts of an answer, counted, in one line."""
    found = [state for state in HOLDS if state in states]
    each = "; ".join(say(tongue, f"held_{state}", number=list(states).count(state)) for state in found)
    text = say(tongue, "held_all" if found == ["same"] else "held", count=len(states), each=each)
    return status(text, HOLDS[found[-1]] if found else "good")


def differing(reply: Reply) -> frozenset[int]:
    """The indexes of the claims that do not agree with another."""
    return frozenset(at for group in reply.differing for at in group) if isinstance(reply, Answer) else frozenset()


def shortened(text: str, most: int = _HEADING_MOST) -> str:
    """The beginning of a question, whole words. Of a quotation nothing is cut off."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _plain(text: str) -> str:
    """Letters, digits and a few harmless marks; for names that stand in the app's own words."""
    return re.sub(r"[^\w .:-]", "", text)[:60]
