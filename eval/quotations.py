"""How well statements are found: against articles in which people marked every quotation. Pure but for its last part.

Rows are those of the corpus of German news quotations (uhh-lt/german-news-quotation-attribution-2024): a `text` and
its `quotations`, each with a `type` and the spans of `quote`, `speaker` and `cue`.

- A found statement matches a gold quotation of its kind, one to one, when the characters both cover are at least half
  of those that either covers; quotation marks and white space at the ends do not count. Best overlaps go first.
- The kinds: direct is `Direct`, reported is `Reported`, indirect with a cue is `Indirect`. An indirect statement
  without a cue of its own (a sentence in the Konjunktiv that goes on with what someone said) is what the corpus calls
  `IndirectFreeIndirect`, and is scored as that. `IndirectPlain` holds every found indirect statement against
  `Indirect` alone, as if the corpus had marked no others; `IndirectAny` holds them against `Indirect`,
  `IndirectFreeIndirect` and `FreeIndirect` together.
- `Speaker` is the share of matched quotations with a gold speaker for which the found speaker is right; see
  :mod:`eval.quotation_speakers`. `N` counts the gold quotations.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from eval.quotation_speakers import Gold, is_speaker
from index.language.quotations import explained
from index.model import Span, Statement

RESAMPLES = 1_000
SEED = 20_251_203
_EDGE = "\"'“”„‚’‘«»‹› \n\t"

Counts = npt.NDArray[np.float64]
Extractor = Callable[[str], Sequence[tuple[str, Statement]]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind in one article.

    Attributes:
        found: statements found.
        gold: quotations marked.
        matched: those of both that match.
        spoken: those matched that have a gold speaker.
        right: those spoken whose found speaker is that one.
    """

    found: int = 0
    gold: int = 0
    matched: int = 0
    spoken: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """A line of the report: which gold types are held against which found statements."""

    name: str
    types: frozenset[str]
    takes: Callable[[Statement], bool]


KINDS = (
    Kind("Direct", frozenset({"Direct"}), lambda found: found.kind == "direct"),
    Kind("Indirect", frozenset({"Indirect"}), lambda found: found.kind == "indirect" and found.cue_span is not None),
    Kind("Reported", frozenset({"Reported"}), lambda found: found.kind == "reported"),
    Kind(
        "IndirectFreeIndirect",
        frozenset({"IndirectFreeIndirect"}),
        lambda found: found.kind == "indirect" and found.cue_span is None,
    ),
    Kind("IndirectPlain", frozenset({"Indirect"}), lambda found: found.kind == "indirect"),
    Kind(
        "IndirectAny",
        frozenset({"Indirect", "IndirectFreeIndirect", "FreeIndirect"}),
        lambda found: found.kind == "indirect",
    ),
)


def gold_of(row: Mapping[str, Any]) -> tuple[Gold, ...]:
    """The quotations of a row, by start."""
    found = [
        Gold(quotation["type"], _spans(quotation["quote"]), _spans(quotation["speaker"]))
        for quotation in row["quotations"]
        if quotation["quote"]
    ]
    return tuple(sorted(found, key=lambda gold: (gold.spans[0], gold.kind)))


def matches(
    text: str, gold: Sequence[Gold], found: Sequence[Statement], *, least: float = 0.5
) -> tuple[tuple[int, int], ...]:
    """Pairs of positions in `gold` and `found` that match, one to one, the best overlap first; ties in text order."""
    wanted = [_covered(text, item.spans) for item in gold]
    given = [_covered(text, item.spans) for item in found]
    overlaps = sorted(
        (-len(a & b) / len(a | b), i, j)
        for i, a in enumerate(wanted)
        for j, b in enumerate(given)
        if a & b and len(a & b) >= least * len(a | b)
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in overlaps:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return tuple(sorted(pairs))


def tally(text: str, gold: Sequence[Gold], found: Sequence[Statement], kind: Kind) -> Tally:
    """The counts of one kind in one article; `gold` is all of the article's gold, for who stands behind a pronoun."""
    wanted = [item for item in gold if item.kind in kind.types]
    given = [item for item in found if kind.takes(item)]
    pairs = matches(text, wanted, given)
    spoken = [(wanted[i], given[j]) for i, j in pairs if wanted[i].speaker]
    right = sum(is_speaker(text, gold, item, statement, found) for item, statement in spoken)
    return Tally(len(given), len(wanted), len(pairs), len(spoken), right)


def measures_of(tallies: Mapping[str, Sequence[Tally]]) -> dict[str, dict[str, float | int | None]]:
    """Precision, Recall, F1, Speaker and N of every kind, each with a 95 % interval.

    The interval is the percentile bootstrap's over articles (Efron 1979) with :data:`RESAMPLES` resamples and a fixed
    seed. A measure that nothing defines is ``None``.
    """
    report: dict[str, dict[str, float | int | None]] = {}
    for name, rows in tallies.items():
        counts = np.array([[t.found, t.gold, t.matched, t.spoken, t.right] for t in rows], dtype=float).reshape(-1, 5)
        draws = np.random.default_rng(SEED).integers(0, len(counts), (RESAMPLES, len(counts)))
        totals = counts.sum(axis=0)
        resampled = counts[draws].sum(axis=1)
        for measure, of in _FORMULAS.items():
            value = of(totals[None, :])[0]
            spread = of(resampled)
            spread = spread[~np.isnan(spread)]
            low, high = np.percentile(spread, [2.5, 97.5]) if len(spread) else (np.nan, np.nan)
            report[f"{name}.{measure}"] = {
                "value": _number(value), "low": _number(low), "high": _number(high), "n": len(rows),
            }  # fmt: skip
        report[f"{name}.N"] = {"value": int(totals[1]), "low": None, "high": None, "n": len(rows)}
    return report


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def _share(part: Counts, whole: Counts) -> Counts:
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)


_FORMULAS: dict[str, Callable[[Counts], Counts]] = {
    "Precision": lambda c: _share(c[:, 2], c[:, 0]),
    "Recall": lambda c: _share(c[:, 2], c[:, 1]),
    "F1": lambda c: _share(2 * c[:, 2], c[:, 0] + c[:, 1]),
    "Speaker": lambda c: _share(c[:, 4], c[:, 3]),
}


def evaluate(rows: Iterable[Mapping[str, Any]], extract: Extractor = explained) -> dict[str, list[Tally]]:
    """The tallies of every kind, one per article."""
    tallies: dict[str, list[Tally]] = {kind.name: [] for kind in KINDS}
    for row in rows:
        gold = gold_of(row)
        found = [statement for _, statement in extract(row["text"])]
        for kind in KINDS:
            tallies[kind.name].append(tally(row["text"], gold, found, kind))
    return tallies


def rules(rows: Iterable[Mapping[str, Any]], extract: Extractor = explained) -> dict[str, Counter[str]]:
    """For each rule, how many statements it found, how many match, have a gold speaker and name that one."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        text, gold = row["text"], gold_of(row)
        found = extract(text)
        for kind in KINDS[:4]:
            wanted = [item for item in gold if item.kind in kind.types]
            given = [(rule, item) for rule, item in found if kind.takes(item)]
            for rule, _ in given:
                counts.setdefault(f"{kind.name} {rule}", Counter())["found"] += 1
            for i, j in matches(text, wanted, [item for _, item in given]):
                of_rule = counts[f"{kind.name} {given[j][0]}"]
                of_rule["matched"] += 1
                of_rule["spoken"] += bool(wanted[i].speaker)
                of_rule["right"] += bool(wanted[i].speaker) and is_speaker(
                    text, gold, wanted[i], given[j][1], [item for _, item in found]
                )
    return counts


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in sorted(map(tuple, pairs)) if start < end)


def _covered(text: str, spans: Iterable[Span]) -> frozenset[int]:
    positions: set[int] = set()
    for span in spans:
        start, end = span.start, span.end
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        positions.update(range(start, end))
    return frozenset(positions)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a file of rows and print the measures; see ``--help``."""
    parser = argparse.ArgumentParser(prog="python -m eval.quotations", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path, help="annotated articles, one JSON object per line")
    parser.add_argument("--json", action="store_true", help="print one object with `measures`")
    parser.add_argument("--rules", action="store_true", help="print what each rule finds instead")
    options = parser.parse_args(arguments)
    with options.file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    sys.stdout.write(_report(rows, as_json=options.json, by_rule=options.rules))
    return 0


def _report(rows: list[Mapping[str, Any]], *, as_json: bool, by_rule: bool) -> str:
    if by_rule:
        counts = rules(rows)
        lines = [f"{'rule':<50}{'found':>6}{'right':>6}{'precision':>10}{'speaker':>9}"]
        for rule, count in sorted(counts.items()):
            speaker = f"{count['right'] / count['spoken']:9.3f}" if count["spoken"] else f"{'–':>9}"
            share = count["matched"] / count["found"]
            lines.append(f"{rule:<50}{count['found']:>6}{count['matched']:>6}{share:>10.3f}{speaker}")
        return "\n".join(lines) + "\n"
    measures = measures_of(evaluate(rows))
    if as_json:
        return json.dumps({"measures": measures}, ensure_ascii=False) + "\n"
    lines = []
    for name, entry in measures.items():
        spread = f"  [{entry['low']}, {entry['high']}]" if entry["low"] is not None else ""
        lines.append(f"{name:<32}{entry['value']}{spread}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
