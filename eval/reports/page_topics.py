"""The part of the HTML page that shows single questions: the answer with its receipts, and what changed. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.measures.citations import is_on
from eval.reports.run_table import LANGUAGE_NAMES
from eval.reports.table import number, spread
from eval.reports.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.comparison import Comparison, Flip, Verdict
    from eval.judging import Place
    from eval.outcomes import ClaimShown, Outcome, Receipt
    from eval.reports.bundle import Bundle

_RANKED = 5
_MOST_FLIPS = 60
_FILTERS = (("all", "all"), ("missed", "with something missed"), ("broke", "broken or not judged"))


def topics_section(bundle: Bundle) -> str:
    """Every topic, to be opened: question, answer, receipts, ranking, and what was expected."""
    topics: dict[str, list[Outcome]] = {}
    for outcome in bundle.run.outcomes:
        topics.setdefault(outcome.topic, []).append(outcome)
    changed = {flip.after.topic for flip in bundle.comparison.flips} if bundle.comparison else set()
    filters = [*_FILTERS, *([("changed", "changed since the baseline")] if bundle.comparison else [])]
    radios = "".join(
        f'<label><input type="radio" name="show" id="show-{name}"{" checked" if name == "all" else ""}> {text}</label>'
        for name, text in filters
    )
    shown = "".join(_topic(bundle, outcomes, changed=name in changed) for name, outcomes in topics.items())
    return (
        '<section id="topics"><h2>Every question</h2><p>Open one to see the answer with its receipts beside what was '
        f"expected. Quotations on evidence are marked green.</p><fieldset>{radios}</fieldset>{shown}</section>"
    )


def _topic(bundle: Bundle, outcomes: Sequence[Outcome], *, changed: bool) -> str:
    first = outcomes[0]
    broke = any(outcome.kind in ("failure", "unjudged") for outcome in outcomes)
    missed = any(not outcome.passed for outcome in outcomes)
    names = ["topic", *(name for name, holds in (("missed", missed), ("broke", broke), ("changed", changed)) if holds)]
    asked = "".join(
        f'<span lang="{o.language}"><span class="mark {"good" if o.passed else "bad"}" style="display:inline">'
        f"{'✓' if o.passed else '✗'}</span> {escaped(o.question)}</span>"
        for o in outcomes
    )
    mark = '<span class="mark bad">✗</span>' if missed else '<span class="mark good">✓</span>'
    sides = "".join(_side(bundle, outcome) for outcome in outcomes)
    return (
        f'<details class="{" ".join(names)}"><summary>{mark}<code>{escaped(first.topic)}</code>'
        f'<span class="asked">{asked}</span></summary>{_expected(bundle, first)}'
        f'<div class="sides">{sides}</div></details>'
    )


def _expected(bundle: Bundle, outcome: Outcome) -> str:
    """What a right answer has."""
    tags = "".join(f'<span class="tag">{escaped(tag)}</span>' for tag in outcome.tags)
    topic = next((each for each in bundle.topics if each.id == outcome.topic), None)
    if topic is None or not topic.answerable:
        expected = "The articles do not answer this; a refusal is right." if not outcome.answerable else ""
        return f"<p>{tags} {expected}</p>"
    parts = [f"cites {len(topic.evidence)} place{'s' if len(topic.evidence) > 1 else ''}"]
    parts += [f"names {' or '.join(topic.speaker)}"] if topic.speaker else []
    parts += [f"has {' and '.join(topic.everyone)} quoted"] if topic.everyone else []
    parts += [f"quotes {' or '.join(f'“{answer}”' for answer in topic.answer)}"] if topic.answer else []
    items = "".join(
        f"<li>{escaped(evidence.article)}: {escaped(evidence.quote or str(evidence.span))}</li>"
        for evidence in topic.evidence
    )
    return f'<p>{tags} A right answer {escaped(", ".join(parts))}.</p><ul class="quiet">{items}</ul>'


def _side(bundle: Bundle, outcome: Outcome) -> str:
    """One language of a topic."""
    places = bundle.places.get(outcome.topic, ())
    parts = [f'<h3 lang="{outcome.language}">{escaped(outcome.question)}</h3>']
    if outcome.completed:
        parts.append(f'<p class="quiet">understood as: {escaped(outcome.completed)}</p>')
    parts += [f'<p class="bad">{escaped(missed)}</p>' for missed in outcome.missed]
    parts.append(_reply(outcome, places))
    if outcome.ranking:
        articles = {hit.source: hit.article for hit in reversed(outcome.ranking)}
        right = {place.article for place in places}
        rows = "".join(
            f"<li{' class=hit' if articles[source] in right else ''}>{escaped(source)}</li>"
            for source in outcome.articles[:_RANKED]
        )
        parts.append(f'<p class="quiet">Articles, best first</p><ol class="ranking">{rows}</ol>')
    return f'<div class="side">{"".join(parts)}</div>'


def _reply(outcome: Outcome, places: Sequence[Place]) -> str:
    confidence = f"confidence {number(outcome.confidence)}"
    match outcome.kind:
        case "answer":
            claims = "".join(_claim(claim, places) for claim in outcome.claims)
            return f'<p class="quiet">Answered, {confidence}</p>{claims}'
        case "abstention":
            nearest = "".join(_quoted(receipt, places) for receipt in outcome.nearest)
            near = f'<p class="quiet">Shown as nearest, not as an answer:</p>{nearest}' if nearest else ""
            return f'<p class="quiet">Refused ({escaped(outcome.reason)}), {confidence}</p>{near}'
        case _:
            return ""


def _claim(claim: ClaimShown, places: Sequence[Place]) -> str:
    receipts = "".join(_quoted(receipt, places) for receipt in claim.receipts)
    also = ", ".join(dict.fromkeys(receipt.source for receipt in claim.also))
    reported = f'<p class="receipt">also in {escaped(also)}</p>' if also else ""
    return f"<p>{escaped(claim.text)}</p>{receipts}{reported}"


def _quoted(receipt: Receipt, places: Iterable[Place]) -> str:
    hit = ' class="hit"' if any(is_on(receipt, place) for place in places) else ""
    said = [receipt.speaker, receipt.kind, f"via {receipt.via}" if receipt.via else ""]
    where = [receipt.printed_by, receipt.published[:10], f"{receipt.source}, {receipt.start}–{receipt.end}"]
    told = escaped(" · ".join(filter(None, [*said, *where])))
    false = "" if receipt.true else ' <strong class="bad">does not stand there</strong>'
    return f'<blockquote lang="de"{hit}>{escaped(receipt.quote)}</blockquote><p class="receipt">{told}{false}</p>'


def comparison_section(comparison: Comparison) -> str:
    """What got better or worse, and each question that came out otherwise, both sides."""
    compared = [verdict for verdict in comparison.verdicts if verdict.p is not None]
    flips = "".join(_flip(flip) for flip in comparison.flips[:_MOST_FLIPS])
    more = len(comparison.flips) - _MOST_FLIPS
    rest = f"<p>… and {more} more.</p>" if more > 0 else ""
    settings = "".join(
        f"<li><code>{escaped(name)}</code>: {escaped(str(before))} → {escaped(str(after))}</li>"
        for name, before, after in comparison.settings
    )
    differs = f"<p>Set differently:</p><ul>{settings}</ul>" if settings else ""
    return (
        '<section id="comparison"><h2>Compared with the baseline</h2>'
        f"<p>On the {comparison.topics} topics both runs asked in the same words. A measure is called "
        "better or worse if a sign-flip randomisation test over all measures "
        f"together says so; two equal systems differ in any of them in at most 5 of 100 comparisons.</p>{differs}"
        f"{_verdict_table(compared)}"
        f"<h3>{len(comparison.flips)} questions came out otherwise</h3>{flips}{rest}</section>"
    )


def _verdict_table(compared: Sequence[Verdict]) -> str:
    """The values that differ, with their verdicts; how many do not."""
    different = [verdict for verdict in compared if verdict.before != verdict.after]
    if not different:
        return f"<p>All {len(compared)} values are the same in both runs.</p>"
    rows = "".join(map(_verdict_row, different))
    return (
        '<div class="scroll"><table><thead><tr><th>Measure</th><th class="left">Language</th><th>Before</th>'
        f"<th>After</th><th>Difference</th><th>p</th><th>Verdict</th></tr></thead><tbody>{rows}</tbody></table></div>"
        f"<p>The other {len(compared) - len(different)} of {len(compared)} values are the same in both runs.</p>"
    )


def _verdict_row(verdict: Verdict) -> str:
    name = {"better": "good", "worse": "bad"}.get(verdict.verdict, "quiet")
    difference = f'{number(verdict.difference.value)}<span class="interval">{spread(verdict.difference)}</span>'
    return (
        f'<tr><td><code>{verdict.measure}</code></td><td class="left">{LANGUAGE_NAMES[verdict.language]}</td>'
        f"<td>{number(verdict.before)}</td><td>{number(verdict.after)}</td><td>{difference}</td>"
        f'<td>{number(verdict.p)}</td><td class="{name}">{verdict.verdict}</td></tr>'
    )


def _flip(flip: Flip) -> str:
    passed = {"now passes": "good", "no longer passes": "bad"}.get(flip.passed, "quiet")
    word = flip.passed or "otherwise"
    sides = "".join(_flip_side(name, outcome) for name, outcome in (("before", flip.before), ("after", flip.after)))
    changed = f'<p class="quiet">{escaped(", ".join(flip.changed))}</p>' if flip.changed else ""
    return (
        f'<details><summary><span></span><span class="{passed}">{word}</span>'
        f'<span class="asked"><span lang="{flip.after.language}">{escaped(flip.after.question)}</span></span></summary>'
        f'{changed}<div class="sides">{sides}</div></details>'
    )


def _flip_side(name: str, outcome: Outcome) -> str:
    missed = "".join(f'<p class="bad">{escaped(each)}</p>' for each in outcome.missed)
    ranking = "".join(f"<li>{escaped(source)}</li>" for source in outcome.articles[:_RANKED])
    cut = '<p class="quiet">A baseline keeps only the head of an answer and of its ranking.</p>' if outcome.head else ""
    reply = f'{_reply(outcome, ())}<ol class="ranking">{ranking}</ol>'
    return f'<div class="side"><h3>{name}</h3>{missed}{reply}{cut}</div>'
