"""Where German sentences and paragraphs end. Pure; linear in the length of the text.

A rule of thumb cuts at every full stop; German writes one after ordinals ("3. Dezember"), initials and abbreviations
too. Each run of ``. ! ? …`` before white space is therefore judged by the word before and the word after it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_OPENERS = "\"'“”„‚’‘«»‹›([–—-:"
_CLOSERS = "\"'“”„’‘«»‹›)\\]}"
# It opens with the marks, which the engine then looks for fast; the first look-behind keeps long runs of them linear.
_END = re.compile(
    rf"[.!?…](?<![.!?…][.!?…])(?:[.!?…]*+[{_CLOSERS}]*+(?=\s|\Z)"
    r"|(?<=[^\W\d_A-ZÄÖÜ]{3}[.!?])(?=[A-ZÄÖÜ][^\W\d_A-ZÄÖÜ]))"  # a space was forgotten: "geblieben.Auf"
)
_NEXT = re.compile(r"\s*+([–—-]\s++)?+([\"'“”„‚’‘«»‹›(\[]*+)(\d{1,40}|[^\W\d_]{1,40})?")
_LINE = re.compile(r"[^\n]+")
_ADDRESS = re.compile(r"www\.|://|@|/")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_NUMBER = re.compile(r"(?:\d{1,3}[./–-]{0,2})*?\d{1,3}")
_ROMAN = re.compile(r"[IVX]{1,6}")
_MARKS = frozenset(".!?…")
_TAIL = 5  # characters; few abbreviations are longer
_LOOK_BACK = 48  # characters; no abbreviation, number or initial with the word before it is longer

_NEVER_LAST = _words(
    """
    dr prof bzw ca vgl evtl ggf inkl exkl insb sog bspw dipl ing mag hr mr mrs ms etw urspr zzt
    """
)
_BEFORE_A_NUMBER = _words(
    """
    nr art abs abb bd kap no tel ziff anm tab rn rz vol pos jan feb febr märz apr jun jul aug sept sep okt nov dez
    """
)
_BEFORE_A_NAME = _words(
    """
    fr frl st hl mt gen lt sgt maj col capt sen rep gov abg univ ehem geb verh gest bes allg zzgl max min dt engl
    frz russ lat ital span vs op red jh jhd jhdt str chr co inc ltd corp jr sr jun mio mrd mill tsd rd exp hrsg verf
    phil med jur rer nat habil theol pol hon oec publ techn wiss kgl kath evang röm stellv zit ex fa
    """
)
_DOTTED_NEVER_LAST = _words(
    """
    z.b d.h i.e e.g s.o m.e u.u v.a i.d
    """
)
_LONG_TAILS = frozenset(word[-_TAIL:] for word in _NEVER_LAST | _BEFORE_A_NUMBER | _BEFORE_A_NAME)
_MONTHS = _words(
    """
    Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember
    """
)
_COUNTED = _MONTHS | _words(
    """
    Jahrhundert Jahrhunderts Jahrhunderte Jahrtausend Platz Rang Runde Mal Male Liga Bundesliga Tag Tages Woche
    Monat Jahr Jahres Jahrestag Geburtstag Todestag Minute Stunde Stock Stockwerk Etage Weltkrieg Weltkriegs
    Weltkrieges Etappe Staffel Spieltag Klasse Kalenderwoche Armee Division Bataillon Brigade Korps Regiment FC
    Lebensjahr Mai Bezirk Kapitel Auflage Ausgabe Wahlperiode Legislaturperiode Generation Parteitag Internationale
    Deutsche Deutscher Deutschen Änderung Strophe Dynastie Stelle Amtszeit Etappen Straße Quartal Halbjahr Senat
    Kammer Zivilsenat Strafsenat
    """
)
_BEFORE_AN_ORDINAL = _words(
    """
    der die das den dem des am im zum zur vom beim ins ans und oder bis sowie ihr ihre ihrem ihren ihrer sein seine
    seinem seinen seiner unser unserem unseren jeder jede jedem jeden dieser diesem diesen montag dienstag mittwoch
    donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    """
)
_STARTERS = _words(
    """
    Der Die Das Den Dem Des Ein Eine Einer Einem Einen Eines Er Sie Es Wir Ich Ihr Ihre Ihren Ihrer Ihrem Sein Seine
    Seiner Seinen Seinem Man In Im An Am Auf Aus Auch Aber Als Alle Allen Aller Allerdings Andere Anders
    Anschließend Außerdem Bei Beim Beide Bereits Bis Bisher Da Dabei Dadurch Dafür Dagegen Daher Damals Damit Danach
    Daneben Dann Daraus Daraufhin Darin Darüber Darum Darunter Dass Davon Davor Dazu Demnach Denn Dennoch Derzeit
    Deshalb Dessen Deren Dies Diese Dieser Dieses Diesem Diesen Doch Dort Durch Ebenfalls Ebenso Ehe Einige Einmal
    Er Erst Erstmals Etwa Für Gegen Gegenüber Gemeinsam Gestern Genau Hat Hatte Heute Hier Hierzu Hingegen Hinter
    Hinzu Indem Infolge Insgesamt Inzwischen Ist Jede Jeder Jedes Jedoch Jetzt Kein Keine Keiner Kurz Lange Laut
    Letztlich Manche Mehr Mehrere Mit Mittlerweile Möglicherweise Morgen Nach Nachdem Natürlich Neben Nicht
    Nichts Niemand Noch Nun Nur Ob Obwohl Oder Offenbar Oft Ohne Rund Schließlich Schon Sehr Seit Seitdem
    Selbst Sind Sobald Sofern Sogar Solange Sollte Somit Sondern Sonst Sowohl Später Statt Stattdessen Trotz
    Trotzdem Über Überhaupt Um Umgekehrt Und Unter Viel Viele Vielleicht Vielmehr Vom Von Vor Vorher Während
    War Waren Warum Was Weder Wegen Weil Weiter Weitere Weiterhin Welche Wenig Wenige Wenn Wer Werden Wie Wieder
    Wird Wo Wurde Wurden Zu Zudem Zuerst Zufolge Zuletzt Zum Zumindest Zunächst Zur Zurzeit Zusammen Zusätzlich
    Zuvor Zwar Zwischen Gibt Kann Können Laut Ihm Ihn Ihnen Uns Mir Mich
    """
)
_TEXTS = 2  # whatever prepares an article asks several times in a row
_WRAP_WIDTHS = range(40, 121)  # line lengths at which mail and wire programs break lines


@lru_cache(maxsize=_TEXTS)
def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text`, in order, trimmed of white space; none if there is nothing but white space.

    Every line break ends a paragraph, so that headings stand alone, except the breaks inside a block of lines that were
    filled up to one width, or before a line that goes on in lower case.
    """
    spans: list[Span] = []
    for block in _blocks(text):
        start, end = block[0]
        for (next_start, next_end), goes_on in zip(block[1:], _wrapped(text, block), strict=True):
            if goes_on:
                end = next_end
            else:
                spans.append(Span(start, end))
                start, end = next_start, next_end
        spans.append(Span(start, end))
    return tuple(spans)


@lru_cache(maxsize=_TEXTS)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`: trimmed, in order, without overlap, together covering all that is not white space.

    A sentence never crosses a paragraph. Closing quotation marks and brackets belong to the sentence they follow; a
    quotation that is followed by its own reporting clause („Warum?“, fragte sie) stays with it.
    """
    spans: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        for end in _ends(text, paragraph):
            spans.append(Span(start, end))
            start = end
            while text[start].isspace():
                start += 1
        spans.append(Span(start, paragraph.end))
    return tuple(spans)


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines without a blank one between them, each line as its trimmed start and end."""
    block: list[tuple[int, int]] = []
    after = 0
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if not stripped or match.start() > after + 1:
            if block:
                yield block
            block = []
        if stripped:
            start = match.start() + line.index(stripped[0])
            block.append((start, start + len(stripped)))
        after = match.end()
    if block:
        yield block


def _wrapped(text: str, block: list[tuple[int, int]]) -> list[bool]:
    """For each line break of a block, whether the sentence goes on across it."""
    if len(block) == 1:
        return []
    widths = [end - start for start, end in block]
    words = [len(text[start : min(end, start + 60)].split(None, 1)[0]) for start, end in block]
    width = max(widths)
    # Filled lines: the next line's first word would not have fitted. Chance hardly does this three times over.
    filled = len(block) > 2 and width in _WRAP_WIDTHS  # noqa: PLR2004 - two lines prove nothing
    filled = filled and all(line + 1 + word > width for line, word in zip(widths, words[1:], strict=False))
    return [
        filled or (text[start].islower() and text[end - 1] not in ".!?:" and end - before >= _WRAP_WIDTHS.start)
        for (before, end), (start, _) in pairwise(block)
    ]


def _ends(text: str, paragraph: Span) -> Iterator[int]:
    """The sentence ends inside a paragraph, without its own."""
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        end = match.end()
        if end < paragraph.end and _is_end(text, paragraph, match.start(), end):
            yield end


def _is_end(text: str, paragraph: Span, mark: int, end: int) -> bool:
    """Whether the run of marks that starts at `mark` ends a sentence, given that something follows `end`."""
    if _is_plain(text, mark, end):
        return True
    ahead = _NEXT.match(text, end, paragraph.end)
    dash, opening, word = ahead.groups() if ahead else (None, "", None)
    goes_on = word and word[0].islower() and (not opening or dash)
    more_marks = not word and text[end : end + 3].strip()[:1] in _MARKS  # "doch … !"
    bracketed = mark > paragraph.start and text[mark - 1] in "(["  # (!) and […] stand inside a sentence
    if goes_on or more_marks or bracketed:
        return False
    if text[mark] != "." or text[mark + 1 : mark + 2] in _MARKS:
        return True
    before = text[max(paragraph.start, mark - _LOOK_BACK) : mark]
    last = "" if before[-1:].isspace() or not before else before.split()[-1].lstrip(_OPENERS)
    if end > mark + 1 and not last.isdigit():  # a closing mark follows: abbreviations seldom stand there
        return True
    if text[end].isalpha():
        return not _ADDRESS.search(last)
    return _ends_after(last, before, word or "")


def _is_plain(text: str, mark: int, end: int) -> bool:
    """Whether it is the commonest case, told apart for speed: "… a long word. Another"."""
    if end != mark + 1 or mark < _TAIL or text[mark] != "." or text[end] != " " or not text[end + 1].isupper():
        return False
    tail = text[mark - _TAIL : mark]
    return tail.isalpha() and tail.islower() and tail not in _LONG_TAILS


def _ends_after(last: str, before: str, word: str) -> bool:
    """Whether the full stop after `last` is an end, given that the next word is not in lower case."""
    if last[-1:].isdigit():
        return _ends_after_number(last, before, word)
    low = last.lower().rpartition("-")[2]
    if len(last) == 1 and last.isalpha():
        return _ends_after_letter(last, before, word)
    if low in _NEVER_LAST or low in _DOTTED_NEVER_LAST:
        return False
    if low in _BEFORE_A_NUMBER:
        return not (word[:1].isdigit() or _ROMAN.fullmatch(word))
    if low in _BEFORE_A_NAME or _DOTTED.fullmatch(last) or (len(last) > 1 and _ROMAN.fullmatch(last)):
        return word in _STARTERS
    return True


def _ends_after_number(last: str, before: str, word: str) -> bool:
    """Whether the full stop after a number is an end rather than the mark of an ordinal."""
    if not _NUMBER.fullmatch(last) or word[:1].isdigit():
        return True  # a year, a price; or another number, as in a list of results
    if word in _COUNTED:
        return False
    words = before.split()
    if len(words) == 1:  # a numbered item opens the paragraph
        return len(before) >= _LOOK_BACK
    previous = words[-2].rstrip(",")
    attribute = (
        previous.islower() and len(previous) > _TAIL and previous.endswith(("en", "em"))
    )  # "im deutschen 2. Rat"
    return word in _STARTERS or not (attribute or previous.lower() in _BEFORE_AN_ORDINAL)


def _ends_after_letter(last: str, before: str, word: str) -> bool:
    """Whether the full stop after a single letter is an end rather than the mark of an initial or of ``z. B.``."""
    words = before.split()
    pair = f"{words[-2].lower()}{last.lower()}" if len(words) > 1 else last.lower()
    if pair.lstrip(_OPENERS) in _DOTTED_NEVER_LAST or last.islower():
        return False
    return word in _STARTERS and word != "Von"
