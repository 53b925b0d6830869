"""Any number of distinct article-like German texts from a seed, their vocabulary growing as that of news does.

Words are drawn by Zipf's law from the project's own glossary. Compounds of two of its nouns, and names of syllables,
bring new words for as long as articles come: what costs most in indexing German is the word that was never seen before,
so a generator without them would flatter every cache. ``python -m bench.texts`` compares the growth with real news.
"""

from __future__ import annotations

import argparse
import os
import random
import re
from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

from index.language import glossary
from index.language.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REAL = "data/news/10kgnad-test.csv"
"""Where the real articles are below ``BELEG_SHARED``."""

_SKEW, _FLAT = 1.25, 130.0  # Zipf–Mandelbrot: frequency falls with 1 / (rank + _FLAT) ** _SKEW
_COMPOUND = 0.08  # of the nouns
_TOPIC = 40  # nouns that an article comes back to
_ON_TOPIC = 0.45
_FIRST_DAY, _DAYS = date(2019, 1, 1), 2500
_NAMED = """\
Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember
Tagblatt, Der Kurier, Abendzeitung, Norddeutscher Bote, Wirtschaftsdienst, Morgenpost, Neue Presse
dpa, Reuters, AFP, APA, Tass, AP
Berlin, Wien, Brüssel, Moskau, Paris, Hamburg, München, Zürich, Kiew, Washington, Graz, Köln, Leipzig, Rom, London
Anna, Maria, Petra, Julia, Sabine, Karin, Peter, Thomas, Markus, Andreas, Stefan, Michael, Jan, Olaf, Dmitri, Wladimir
B, Br, D, F, G, Gr, H, K, Kl, Kr, L, M, N, P, R, S, Sch, St, T, Tr, W, Z, Fr
a, e, i, o, u, au, ei, ie, ö, ü, ah, er
nd, ck, ller, mann, tz, rich, ner, bauer, ger, ss, wski, ke, ling, feld, hoff, mer, der, rt
""".splitlines()
_MONTHS, _OUTLETS, _AGENCIES, _PLACES, _FIRST, _ONSETS, _MIDDLES, _CODAS = (line.split(", ") for line in _NAMED)
_NAMES = len(_ONSETS) * len(_MIDDLES) * len(_CODAS) * (1 + len(_MIDDLES) * len(_CODAS))
_SPREAD = 7_919  # a prime: frequent names are as various as rare ones
_FRAMES = """\
Der {n} {v} am {z}. {m} den {a}en {n} in {c}.
Die {a}e {n} des {n}s {v} seit {j} vor allem die {n}.
In {c} {v} {p} die {n} und den {a}en {n}, ohne die {n} zu {i}.
Nach dem {n} {v} die {n} um {z},{y} Prozent auf {x} Millionen Euro.
Weil der {n} die {n} {v}, will {p} das {n} bis {j} {i}.
Für die {n} von {p} war der {a}e {n} kein {n}, sondern eine {a}e {n}.
Auch das {n} {v} nun {a}er als der {n}, doch die {n} bleibt {a}.
Zwischen {c} und {c} {v} ein {n} mit {x} {n}en die {a}e {n}.
Ob die {n} den {n} {v}, ist nach dem {a}en {n} in {c} weiter offen.
Dabei {v} die {n} nicht nur {n} und {n}, sondern auch {a}e {n}.
Wegen der {n} {v} der {n} im {m} {x} {n}en aus {c}.
Mehr als {x} {n}en {v} dort die {n}, darunter {p}.
Das {n} gilt als {a}; die {n} {v} es trotzdem.
Unter dem {n} {v} {p} zuletzt den {a}en {n} und die {n}.
Damit {v} der {n} zum ersten Mal seit {j} wieder eine {a}e {n}.
""".splitlines()
_SAID = """\
„Die {n} {v} den {a}en {n}“, sagte {p} am {z}. {m} in {c}.
{p} sagte der Nachrichtenagentur {g}, die {n} sei {a} und müsse den {n} {i}.
„Wir wollen den {n} {i}“, erklärte {p}. „Das {n} ist {a}.“
Nach Angaben von {p} {v} die {n} den {n} bis {j}.
{p} zufolge ist der {a}e {n} für die {n} ein {n}.
Der {n} {p} teilte mit, man werde die {n} {i} und das {n} nicht {i}.
{p} kritisierte, der {n} habe die {a}e {n} „zu spät“ erkannt.
""".splitlines()
_SHARE_SAID = 0.2
_SLOT = re.compile(r"\{(\w)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One article: what a file of it holds."""

    title: str
    outlet: str
    day: date
    text: str

    def file(self) -> str:
        """The article as a text file, with the head that newspapers' archives print."""
        printed = f"{self.day.day}. {_MONTHS[self.day.month - 1]} {self.day.year}"
        return f"{self.title}\n{self.outlet}, {printed}\n\n{self.text}\n"


class _Draw:
    """Draws words by Zipf's law, a few thousand at a time."""

    def __init__(self, found: Iterable[str], dice: random.Random) -> None:
        self._words, self._dice = list(dict.fromkeys(found)), dice
        dice.shuffle(self._words)
        self._weights = list(accumulate(1 / (rank + _FLAT) ** _SKEW for rank in range(len(self._words))))

    def one(self) -> str:
        """A word."""
        return self._words[bisect(self._weights, self._dice.random() * self._weights[-1])]


class Generator:
    """Writes articles; the same seed gives the same articles.

    Args:
        seed: any number.
        characters: how long an article is at least; some 240 more on average.
    """

    def __init__(self, seed: int = 1, characters: int = 5_460) -> None:
        self._dice, self._characters = random.Random(seed), characters
        german = sorted({each for found in glossary.entries().values() for each in found if each.isalpha()})
        self._nouns = _Draw((word for word in german if word[0].isupper() and len(word) > 2), self._dice)  # noqa: PLR2004
        verbs = [word for word in german if word[0].islower() and word.endswith("en")]
        self._verbs = _Draw(verbs, self._dice)
        self._adjectives = _Draw(
            (word for word in german if word[0].islower() and not word.endswith(("e", "n"))), self._dice
        )

    def articles(self) -> Iterator[Text]:
        """Articles without end."""
        while True:
            yield self._article()

    def _article(self) -> Text:
        dice = self._dice
        topic = [self._noun() for _ in range(_TOPIC)]
        people = [self._name() for _ in range(4)]
        day = _FIRST_DAY + timedelta(days=dice.randrange(_DAYS))
        paragraphs, size = [], 0
        while size < self._characters:
            chosen = (_SAID if dice.random() < _SHARE_SAID else _FRAMES for _ in range(dice.randint(2, 6)))
            paragraph = " ".join([self._filled(dice.choice(frames), topic, people) for frames in chosen])
            paragraphs.append(paragraph)
            size += len(paragraph) + 2
        title = f"{topic[0]} {self._verb()} {topic[1]} in {dice.choice(_PLACES)}"
        return Text(title, dice.choice(_OUTLETS), day, "\n\n".join(paragraphs))

    def _filled(self, frame: str, topic: list[str], people: list[str]) -> str:
        return _SLOT.sub(lambda slot: self._word(slot[1], topic, people), frame)

    def _word(self, slot: str, topic: list[str], people: list[str]) -> str:  # noqa: C901, PLR0911 - a table
        dice = self._dice
        match slot:
            case "n":
                return dice.choice(topic) if dice.random() < _ON_TOPIC else self._noun()
            case "v":
                return self._verb()
            case "i":
                return self._verbs.one()
            case "a":
                return self._adjectives.one()
            case "p":
                return dice.choice(people) if dice.random() < 0.8 else self._name()  # noqa: PLR2004
            case "c":
                return dice.choice(_PLACES)
            case "g":
                return dice.choice(_AGENCIES)
            case "m":
                return dice.choice(_MONTHS)
            case "j":
                return str(dice.randint(1950, 2030))
            case "x":
                return f"{dice.randint(2, 99_999):,}".replace(",", ".")
        return str(dice.randint(1, 28))

    def _noun(self) -> str:
        if self._dice.random() < _COMPOUND:
            first = self._nouns.one()
            return (
                first
                + ("s" if first.endswith(("ung", "heit", "keit", "ion", "tät")) else "")
                + self._nouns.one().lower()
            )
        noun = self._nouns.one()
        return noun + self._dice.choice(("", "", "", "en", "e", "s"))

    def _verb(self) -> str:
        stem = self._verbs.one()[:-2]
        return stem + self._dice.choice(("t", "te", "ten", "en"))

    def _name(self) -> str:
        """A name; by Zipf's law too, or every article would bring as many new ones as the first."""
        dice = self._dice
        number = int(_NAMES ** dice.random()) * _SPREAD % _NAMES
        last = ""
        for syllables in (_ONSETS, _MIDDLES, _CODAS):
            number, at = divmod(number, len(syllables))
            last += syllables[at]
        if number:
            number, at = divmod(number - 1, len(_MIDDLES))
            last += _MIDDLES[at] + _CODAS[number]
        return f"{dice.choice(_FIRST)} {last}"


def real() -> list[str]:
    """The real articles' texts, where ``BELEG_SHARED`` names a folder that has them; else none."""
    file = Path(os.environ.get("BELEG_SHARED", "")) / REAL
    if not file.is_file():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [text.strip("'") for _, _, text in (line.partition(";") for line in lines) if text]


def write(folder: Path, count: int, *, seed: int = 1, characters: int = 5_460) -> None:
    """Write `count` generated articles as files."""
    write_texts(folder, (article.file() for article in islice(Generator(seed, characters).articles(), count)))


def write_texts(folder: Path, texts: Iterable[str]) -> None:
    """Write texts as files, a thousand a folder."""
    for number, text in enumerate(texts):
        file = folder / f"{number // 1000:03d}" / f"{number:06d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _growth(texts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Words so far and distinct words so far, at each doubling."""
    seen: set[str] = set()
    total, at = 0, 25_000
    for text in texts:
        found = words(text)
        seen.update(found)
        total += len(found)
        if total >= at:
            yield total, len(seen)
            at *= 2


def main() -> None:
    """Print how the vocabulary grows, and write articles if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write articles there instead")
    parser.add_argument("--count", type=int, default=1_000, help="of articles (default: 1,000)")
    parser.add_argument("--seed", type=int, default=1, help="other seeds give other articles (default: 1)")
    options = parser.parse_args()
    if options.write:
        write(options.write, options.count, seed=options.seed)
        return
    made = (article.text for article in islice(Generator(options.seed).articles(), options.count))
    for name, texts in (("real", real()), ("made", made)):
        for total, distinct in _growth(texts):
            print(f"{name}: {total:>10,} words, {distinct:>9,} distinct")


if __name__ == "__main__":
    main()
