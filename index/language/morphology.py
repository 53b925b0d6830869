"""The morphemes and the base form of a German word, from HanTa's model.

HanTa's own decoder looks at every morpheme class for every stretch of letters, twice a word: 480 words a second that it
does not know by heart. This one looks the stretches up instead, leaves out those that lead nowhere, and decodes once.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from HanTa.HanoverTagger import HanoverTagger

_WIDTH = 1 << 12  # more than there are classes
_START = 1  # the state before a word: class 0, then class 1
_BEAM = 4
_LONGEST = 60  # letters; no German word of the news is longer, and hostile ones would take their time
_ALONE = 4.6  # what HanTa takes off for a word that is one unknown morpheme
_FALLBACK = "XY"
_FOREIGN = frozenset({"FM", "NE", "XY"})

_MOST_STEPS = 5_000  # remembered for each of some three hundred states
_HEAD = 4  # letters by which the sizes of known morphemes are looked up
_MOST_HEADS = 100_000
_REPEATED = 12  # letters; how a longer rest goes on is hardly ever asked again
_MOST_RESTS = 200_000
_ENDING = 3  # letters; no German inflection is longer

# The last two classes as one number, the last in the lower digits (base _WIDTH): numbers are found faster than pairs.
_State = int
# For each state that ends at a position: log probability, the state before, where its morpheme starts.
_Row = dict[_State, tuple[float, _State, int]]
# For a morpheme: the states it leads to, each with what that adds to the log probability.
_Steps = dict[str, tuple[tuple[_State, float], ...]]
# The sizes of known morphemes that begin at one position, shortest first, with the morphemes.
_Ways = tuple[tuple[int, str], ...]
# For each part of speech its log probability and last state.
_Ends = dict[int, tuple[float, _State]]


@dataclass(frozen=True, slots=True)
class Morphemes:
    """What a word is made of.

    Attributes:
        lemma: its base form as a dictionary has it, nouns with a capital.
        parts: its morphemes in order with their classes (``NN``, ``VV``, ``FUGE``, ``SUF_NN`` …), as they are spelled.
        tag: its likeliest part of speech out of context, such as ``NN``, ``NE`` or ``VV(FIN)``.
    """

    lemma: str
    parts: tuple[tuple[str, str], ...]
    tag: str


class Morphology:
    """HanTa's model with a faster decoder. Pure; safe to share between threads."""

    def __init__(self, tagger: HanoverTagger) -> None:
        self._tagger = tagger
        self._name: dict[int, str] = tagger.int2tag
        self._known: dict[str, list[tuple[int, float]]] = {}
        for tag, morphemes in tagger.LP_m_t.items():
            if tag > 0:
                for morpheme, probability in morphemes.items():
                    self._known.setdefault(morpheme, []).append((tag, probability))
        open_classes = [tag for tag in tagger.LP_hapax_t if tag in tagger.LP_s_t]
        self._follow: dict[_State, dict[int, float]] = {
            before * _WIDTH + tag: dict(follow) for (before, tag), follow in tagger.LP_trans_nonfinal.items()
        }
        self._final: dict[_State, list[tuple[int, float]]] = {
            before * _WIDTH + tag: [(-end, step) for end, step in ends]
            for (before, tag), ends in tagger.LP_trans_final.items()
        }
        self._first = [(tag, lp) for tag, lp in self._follow[_START].items() if tag in open_classes]
        self._steps: defaultdict[_State, _Steps] = defaultdict(dict)
        self._endings_known = {ending for tag, _ in self._first for ending in tagger.LP_s_t[tag]}
        self._unknown_found: dict[tuple[str, int], tuple[float, list[tuple[int, _State, float]]]] = {}
        self._onwards: dict[str, _Ways] = {}
        self._sizes: dict[str, int] = {}
        self._sizes_of_long: defaultdict[str, int] = defaultdict(int)
        for morpheme in self._known:
            if len(morpheme) > _HEAD:
                self._sizes_of_long[morpheme[:_HEAD]] |= 1 << len(morpheme)
        self._ending_sizes: dict[str, int] = {}

    def analyse(self, word: str) -> Morphemes:
        """The likeliest morphemes of a word as spelled; capitals speak for nouns and names."""
        plain = word.lower()
        if not plain or len(plain) > _LONGEST:
            return Morphemes(word, ((plain, _FALLBACK),), _FALLBACK)
        ways, upper = self._ways(plain), word[0].isupper()
        known = self._of_known(ways)
        known_ends = self._ends(known[-1])
        unknown = self._of_unknown(plain, ways, known_ends, upper=upper)
        unknown_ends = self._ends(unknown[-1])
        tag = self._best_tag(known_ends, unknown_ends, plain, upper=upper)
        if tag is None:
            return Morphemes(word, ((plain, _FALLBACK),), _FALLBACK)
        # Like HanTa: where known morphemes can make such a word, they do, however unlikely.
        rows, ends = (known, known_ends) if tag in known_ends else (unknown, unknown_ends)
        state = ends[tag][1]
        path = []
        end = len(plain)
        while end > 0:
            _, before, start = rows[end][state]
            path.append((plain[start:end], state % _WIDTH))
            state, end = before, start
        path.reverse()
        return self._described(path, tag)

    def knows(self, word: str) -> bool:
        """Whether known German morphemes can make the word; foreign words and names that it lists do not count."""
        plain = word.lower()
        if not plain or len(plain) > _LONGEST:
            return False
        rows = self._of_known(self._ways(plain))
        return any(self._name[tag] not in _FOREIGN for tag in self._ends(rows[-1]))

    def _of_known(self, ways: list[_Ways]) -> list[_Row]:
        """For each position of a word the states that end there, where known morphemes lead to it."""
        rows: list[_Row] = [{} for _ in ways]
        rows[0][_START] = (0.0, _START, 0)
        self._spread(rows, ways, 0, -inf)
        return rows

    def _of_unknown(self, word: str, ways: list[_Ways], known: _Ends, *, upper: bool) -> list[_Row]:
        """The same where an unknown morpheme comes first; what decides nothing may be left out."""
        rows: list[_Row] = [{} for _ in ways]
        length = len(word)
        common = self._tagger.cache.get(word)
        if common and all(tag in known for tag, _ in common):
            return rows  # of a common word only the parts of speech that it is known to have matter
        least = -inf if common else self._likelihood(known, upper=upper)
        self._extend_unknown(rows[length], word, least, alone=True)
        if not common:
            least = max(least, self._likelihood(self._ends(rows[length]), upper=upper))
        # Unknown morphemes make a word of their own, with an ending at most: elsewhere they are mostly noise.
        first = max(1, min(3, length), length - _ENDING)
        for end in range(first, length):
            if ways[end]:
                self._extend_unknown(rows[end], word[:end], least, alone=False)
        self._spread(rows, ways, first, least)
        return rows

    def _ways(self, word: str) -> list[_Ways]:
        """For each position the known morphemes that begin there and from whose ends others reach the word's end.

        Most stretches of letters lead nowhere; found from the end backwards they cost no decoding. How long a known
        morpheme may be is known by its first letters, which leaves a look-up or two for each position.
        """
        ways: list[_Ways] = [()] * (len(word) + 1)
        remembered = self._onwards
        open_ends = 1 << len(word)
        for start in range(len(word) - 1, -1, -1):
            rest = word[start:]
            onwards = remembered.get(rest)
            if onwards is None:
                onwards = self._possible(rest, open_ends >> start)
                if len(rest) <= _REPEATED:
                    if len(remembered) >= _MOST_RESTS:
                        remembered.clear()
                    remembered[rest] = onwards
            if onwards:
                ways[start] = onwards
                open_ends |= 1 << start
        return ways

    def _possible(self, rest: str, open_ends: int) -> _Ways:
        """The known morphemes that begin the rest of a word and end where its end is reached from, as bits."""
        head = rest[:_HEAD]
        possible = self._sizes.get(head)
        if possible is None:
            possible = self._possible_sizes(head)
        possible &= open_ends
        known, found = self._known, []
        while possible:
            lowest = possible & -possible
            possible ^= lowest
            size = lowest.bit_length() - 1
            morpheme = rest[:size]
            if morpheme in known:
                found.append((size, morpheme))
        return tuple(found)

    def _possible_sizes(self, head: str) -> int:
        """The sizes that a known morpheme may have of which this is the beginning, or which begins this, as bits."""
        possible = self._sizes_of_long.get(head, 0)
        for size in range(1, len(head) + 1):
            if head[:size] in self._known:
                possible |= 1 << size
        if len(self._sizes) >= _MOST_HEADS:
            self._sizes.clear()
        self._sizes[head] = possible
        return possible

    def _spread(self, rows: list[_Row], ways: list[_Ways], first: int, least: float) -> None:
        remembered = self._steps
        for start in range(first, len(rows) - 1):
            here = rows[start]
            onwards = ways[start]
            if not here or not onwards:
                continue
            states = sorted([(entry[0], state) for state, entry in here.items()], reverse=True)
            bound = max(states[min(_BEAM, len(states)) - 1][0] - 1, least)
            for lp, state in states:
                if lp < bound:
                    break
                steps = remembered[state]
                for size, morpheme in onwards:
                    found = steps.get(morpheme)
                    if found is None:
                        found = self._step(state, morpheme, steps)
                    row = rows[start + size]
                    for reached, gain in found:
                        total = lp + gain
                        before = row.get(reached)
                        if before is None or total > before[0]:
                            row[reached] = (total, state, start)

    def _step(self, state: _State, morpheme: str, steps: _Steps) -> tuple[tuple[_State, float], ...]:
        follow = self._follow.get(state, {})
        classes = self._known[morpheme]
        reached = state % _WIDTH * _WIDTH
        found = tuple((reached + tag, follow[tag] + emitted) for tag, emitted in classes if tag in follow)
        if len(steps) >= _MOST_STEPS:
            steps.clear()
        steps[morpheme] = found
        return found

    def _extend_unknown(self, row: _Row, morpheme: str, least: float, *, alone: bool) -> None:
        """Add the states that the morpheme reaches as the first and an unknown one, in each open class."""
        off = _ALONE if alone else 0.0
        most, found = self._unknown(morpheme)
        if most - off < least:
            return
        listed = [tag for tag, _ in self._known.get(morpheme, ())]
        for tag, state, likely in found:
            if tag not in listed and likely - off >= least:
                row[state] = (likely - off, _START, 0)

    def _unknown(self, morpheme: str) -> tuple[float, list[tuple[int, _State, float]]]:
        """The open classes, each with its state and the log probability that the morpheme is of it; first the best."""
        ending = morpheme[-4:]
        while ending and ending not in self._endings_known:
            ending = ending[1:]
        length = min(len(morpheme), 24)
        found = self._unknown_found.get((ending, length))
        if found is None:
            lengths = self._tagger.LP_len_t
            classes = [
                (tag, _START * _WIDTH + tag, step + (self._ending(tag, ending) + lengths[tag][length]))
                for tag, step in self._first
            ]
            found = max((likely for _, _, likely in classes), default=-inf), classes
            self._unknown_found[ending, length] = found
        return found

    def _ending(self, tag: int, ending: str) -> float:
        endings = self._tagger.LP_s_t[tag]
        longest = next(ending[at:] for at in range(len(ending) + 1) if ending[at:] in endings or at == len(ending))
        return float(self._tagger.Int_t + self._tagger.LP_hapax_t[tag] + endings[longest])

    def _ends(self, row: _Row) -> _Ends:
        """For each part of speech that a word may have, its likeliest state."""
        best: _Ends = {}
        final = self._final
        for state, (lp, _, _) in row.items():
            for end, step in final.get(state, ()):
                total = lp + step
                before = best.get(end)
                if before is None or total > before[0]:
                    best[end] = (total, state)
        return best

    def _likelihood(self, ends: _Ends, *, upper: bool) -> float:
        """Of the likeliest part of speech, with its spelling."""
        case = self._tagger.LP_case_t
        return max([lp + case[tag][upper] for tag, (lp, _) in ends.items()], default=-inf)

    def _best_tag(self, known: _Ends, unknown: _Ends, word: str, *, upper: bool) -> int | None:
        case = self._tagger.LP_case_t
        likely = {tag: lp for tag, (lp, _) in unknown.items()}
        for tag, (lp, _) in known.items():
            likely[tag] = max(lp, likely.get(tag, lp))
        common = self._tagger.cache.get(word)
        if common:
            # Common words are known with the likelihood of each part of speech.
            likely = {tag: lp for tag, lp in common if tag in likely} or likely
        return max(likely, key=lambda tag: (likely[tag] + case[tag][upper], -tag), default=None)

    def _described(self, path: list[tuple[str, int]], tag: int) -> Morphemes:
        name = self._name[tag]
        main = name.partition("(")[0]
        left_out = self._tagger.nonstemtags.get(main, ())
        stem = [(morpheme, each) for morpheme, each in path if each not in left_out] or path
        last, last_tag = stem[-1]
        last_name = self._name[last_tag]
        variants = self._tagger.stemdict.get(last_tag)
        if variants and (last_name[:2] == name[:2] or last_name.startswith("SUF")):
            last = variants.get(last, last)
        lemma = "".join(morpheme for morpheme, _ in stem[:-1]) + last
        ending = self._lemma_ending(main, lemma)
        if tag in self._tagger.capitalizedlemmata:
            lemma = lemma[:1].upper() + lemma[1:]
        return Morphemes(lemma + ending, tuple((morpheme, self._name[each]) for morpheme, each in path), name)

    def _lemma_ending(self, main: str, stem: str) -> str:
        endings = self._tagger.lemmasuffixtable.get(main, {})
        marked = f"#{stem}"
        for size in range(min(len(marked), self._longest_ending(main)), 0, -1):
            if marked[-size:] in endings:
                return str(endings[marked[-size:]])
        return ""

    def _longest_ending(self, main: str) -> int:
        if main not in self._ending_sizes:
            self._ending_sizes[main] = max(map(len, self._tagger.lemmasuffixtable.get(main, ())), default=0)
        return self._ending_sizes[main]


@cache
def _opened() -> Morphology:
    from HanTa.HanoverTagger import HanoverTagger  # noqa: PLC0415 - a tenth of a second that few commands need

    return Morphology(HanoverTagger("morphmodel_ger.pgz"))


_opening = threading.Lock()


def morphology() -> Morphology:
    """The one model of this process, loaded at first use (0.1 s)."""
    with _opening:
        return _opened()


@lru_cache(maxsize=50_000)
def likeliest_tag(word: str) -> str:
    """The likeliest part of speech of a word as spelled, out of context: :attr:`Morphemes.tag`."""
    return morphology().analyse(word).tag
