"""A run as one self-contained HTML page: no script, no outside request, light and dark. Pure but for its style sheet.

Everything that comes from articles, topics or the system is escaped. A content security policy forbids all that the
page does not need, should something slip through.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING

from eval.reports.glossary import SAID_OF
from eval.reports.page_topics import comparison_section, topics_section
from eval.reports.run_table import LANGUAGE_NAMES, count_line, judge_line, latency_line
from eval.reports.svg import Curve, Dot, ForestRow, curves, forest, scatter, strip
from eval.reports.table import number, spread
from eval.reports.text import escaped
from eval.scoring import LOWER_IS_BETTER
from eval.summary import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.measures.abstention import CurvePoint
    from eval.outcomes import Outcome
    from eval.reports.bundle import Bundle
    from eval.statistics import Estimate
    from eval.summary import Summary

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_TAG_MEASURES = ("Passed", "nDCG@10", "EvidenceInClaim@1")
_MOST_TOLD = 6


def page_text(bundle: Bundle) -> str:
    """The document."""
    sections = [
        _head(bundle),
        _measures(bundle.summary),
        comparison_section(bundle.comparison) if bundle.comparison else "",
        _tags(bundle.summary),
        _abstention(bundle),
        _parity(bundle.run.outcomes),
        topics_section(bundle),
        _foot(bundle),
    ]
    style = resources.files("eval.reports").joinpath("page.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n'
        f"<title>Beleg: evaluation</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        + "\n".join(filter(None, sections))
        + "\n</body>\n</html>\n"
    )


def _head(bundle: Bundle) -> str:
    links = [("measures", "Measures"), ("tags", "By tag"), ("abstention", "Abstention"), ("parity", "Parity")]
    if bundle.comparison:
        links.insert(1, ("comparison", "Compared with the baseline"))
    links += [("topics", "Every question"), ("configuration", "Configuration")]
    nav = "".join(f'<a href="#{name}">{text}</a>' for name, text in links)
    verdict = ""
    if bundle.comparison:
        worse, better = len(bundle.comparison.worse), len(bundle.comparison.better)
        word, name = ("Worse", "bad") if worse else ("Better", "good") if better else ("No detectable change", "quiet")
        verdict = f'<p class="lead"><strong class="{name}">{word}</strong> compared with the baseline.</p>'
    problems = "".join(f'<p class="bad">{escaped(problem)}</p>' for problem in bundle.run.problems)
    return (
        f'<header><h1>Evaluation</h1><p class="lead">{escaped(count_line(bundle.summary))}.</p>'
        f"{verdict}{problems}<nav>{nav}</nav></header>"
    )


def _measures(summary: Summary) -> str:
    languages = [name for name in summary.measures if name != ALL]
    head = "".join(f"<th>{LANGUAGE_NAMES[name]}</th>" for name in [ALL, *languages])
    gap = "<th>German − English</th>" if summary.parity and len(languages) > 1 else ""
    rows = []
    for name, estimate in summary.measures[ALL].items():
        cells = "".join(_cell(summary.measures[part][name]) for part in [ALL, *languages])
        apart = summary.parity.get(name)
        cells += (_cell(apart) if apart else "<td></td>") if gap else ""
        picture = strip({part: summary.measures[part][name] for part in languages}, _told(name, estimate))
        said = SAID_OF.get(name, "")
        rows.append(f"<tr><td><code>{name}</code><small>{said}</small></td><td>{picture}</td>{cells}</tr>")
    return (
        '<section id="measures"><h2>Measures</h2><p>Each value with its 95 % bootstrap interval; the two languages of '
        f'a topic are resampled together. {_keys(languages)}</p><div class="scroll"><table><thead><tr>'
        f'<th>Measure</th><th class="left">from 0 to 1</th>{head}{gap}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></section>"
    )


def _told(name: str, estimate: Estimate) -> str:
    lower = " (lower is better)" if name in LOWER_IS_BETTER else ""
    return f"{name}{lower}: {number(estimate.value)} {spread(estimate)}"


def _keys(languages: Sequence[str]) -> str:
    return "".join(f'<span class="key {name}">{LANGUAGE_NAMES[name]}</span>' for name in languages)


def _cell(estimate: Estimate) -> str:
    if estimate.value is None:
        return f'<td>–<span class="interval reason">{escaped(estimate.reason)}</span></td>'
    return f'<td>{number(estimate.value)}<span class="interval">{spread(estimate)}</span></td>'


def _tags(summary: Summary) -> str:
    if not summary.tags:
        return ""
    rows = [
        ForestRow(
            f"{tag} ({max(part['Passed'].n for part in parts.values())})",
            {measure: {language: part[measure] for language, part in parts.items()} for measure in _TAG_MEASURES},
        )
        for tag, parts in summary.tags.items()
    ]
    plot = forest(rows, _TAG_MEASURES, f"{', '.join(_TAG_MEASURES)} by tag and language")
    return (
        '<section id="tags"><h2>By tag and language</h2><p>In brackets how many questions a language has. Where '
        f"intervals overlap widely, the tags may well be equally good. {_keys(list(summary.curves))}</p>"
        f'<figure class="scroll">{plot}</figure></section>'
    )


def _abstention(bundle: Bundle) -> str:
    threshold = bundle.run.configuration.get("threshold")
    lines = [
        Curve(language, [(point.coverage, point.risk) for point in points], _at(points, threshold))
        for language, points in bundle.summary.curves.items()
    ]
    plot = curves(lines, "risk–coverage curve", ("share answered, the surest first", "share of these wrongly answered"))
    caption = (
        "Questions ordered by confidence. A question is wrongly answered if the articles do not answer it, or if the "
        f"answer cites none of the evidence. The ring is the threshold in use ({escaped(str(threshold))})."
    )
    return (
        '<section id="abstention"><h2>Abstention</h2><p>How risk grows as more questions are answered: a good sense of '
        f"its own doubts keeps the curve low for long. {_keys(list(bundle.summary.curves))}</p>"
        f"<figure>{plot}<figcaption>{caption}</figcaption></figure></section>"
    )


def _at(points: Sequence[CurvePoint], threshold: object) -> tuple[float, float] | None:
    reached = [point for point in points if isinstance(threshold, (int, float)) and point.threshold >= threshold]
    return (reached[-1].coverage, reached[-1].risk) if reached else None


def _parity(outcomes: Sequence[Outcome]) -> str:
    by_key = {outcome.key: outcome for outcome in outcomes}
    topics = dict.fromkeys(outcome.topic for outcome in outcomes)
    pairs = [(by_key[t, "de"], by_key[t, "en"]) for t in topics if (t, "de") in by_key and (t, "en") in by_key]
    if not pairs:
        return ""
    axes = ("German", "English")
    ranked = [(a.scores["nDCG@10"], b.scores["nDCG@10"], "both", a.topic) for a, b in pairs if _both(a, b)]
    sure = [(a.confidence, b.confidence, "yes" if a.answerable else "no", a.topic) for a, b in pairs]
    left = scatter(_dots(ranked), "nDCG@10 of each topic in German and in English", axes)
    right = scatter(_dots(sure), "confidence of each topic in German and in English", axes)
    keys = '<span class="key yes">answerable</span><span class="key no">unanswerable</span>'
    return (
        '<section id="parity"><h2>Parity</h2><p>Each topic in both languages: below the diagonal German does better, '
        'above it English. Larger dots stand for more topics.</p><div class="plots">'
        f"<figure>{left}<figcaption><code>nDCG@10</code> of the articles</figcaption></figure>"
        f"<figure>{right}<figcaption>Confidence {keys}</figcaption></figure></div></section>"
    )


def _both(a: Outcome, b: Outcome) -> bool:
    return "nDCG@10" in a.scores and "nDCG@10" in b.scores


def _dots(points: Sequence[tuple[float, float, str, str]]) -> list[Dot]:
    """Points that coincide as one."""
    groups: dict[tuple[float, float, str], list[str]] = {}
    for x, y, name, topic in points:
        groups.setdefault((round(x, 2), round(y, 2), name), []).append(topic)
    return [
        Dot(x, y, name, len(topics), f"{', '.join(topics[:_MOST_TOLD])}{' …' if len(topics) > _MOST_TOLD else ''}")
        for (x, y, name), topics in groups.items()
    ]


def _foot(bundle: Bundle) -> str:
    settings = json.dumps(bundle.run.configuration, ensure_ascii=False, indent=2)
    machine = ", ".join(f"{name} {value}" for name, value in bundle.machine.items())
    return (
        '<section id="configuration"><h2>Configuration</h2><p>Two runs with the same configuration give the same page '
        f"but for this line of times: {escaped(latency_line(bundle.summary))}; {escaped(machine)}.</p>"
        f"<p>{escaped(judge_line(bundle.judge))}.</p><pre><code>{escaped(settings)}</code></pre></section>"
    )
