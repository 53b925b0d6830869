"""Sixty and more hostile files, written at test time: what each is called, how it is made, what must be said about it.

Nothing here is stored as a binary in the repository. `reason` is a part of the reason with which the file must be
skipped; ``None`` means that the file is unpleasant but honest text, and must be read like any other.
"""

from __future__ import annotations

import io
import json
import os
import socket
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = {
    "gut-a.txt": "Der Hafen öffnet wieder\n\nDer Hafen ist seit Montag wieder offen, hieß es im Rathaus am See.\n",
    "m/gut-m.md": "---\ntitle: Brücke gesperrt\n---\n\nDie alte Brücke bleibt bis zum Frühjahr gesperrt, hieß es.\n",
    "z/gut-z.json": json.dumps({"title": "Neue Linie", "text": "Eine neue Buslinie fährt ab Mai in den Norden."}),
}
_BODY = "Der Rat der Stadt hat am Dienstag über den Haushalt beraten und ihn am Ende beschlossen.\n"
_PAGE = "<html><body><article><p>" + _BODY * 5 + "</p>{}</article></body></html>"


@dataclass(frozen=True)
class Hostile:
    """One hostile file.

    Attributes:
        name: its path below the folder; lone surrogates stand for bytes that are no UTF-8.
        write: makes it at the path it is given.
        reason: a part of the reason it must be skipped with; ``None`` if it must be read.
        shown: how its name is reported, if not as it is.
    """

    name: str
    write: Callable[[Path], object]
    reason: str | None
    shown: str | None = None


def write_hostile(folder: Path) -> list[Hostile]:
    """Write every hostile file and the good ones below `folder`; return the hostile ones that this system allows."""
    for name, text in GOOD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    written: list[Hostile] = []
    for hostile in HOSTILE:
        path = folder / hostile.name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            hostile.write(path)
        except (OSError, NotImplementedError):
            continue  # a file system that refuses the name or the kind of file
        written.append(hostile)
    return written


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _text(text: str) -> Callable[[Path], object]:
    return _bytes(text.encode("utf-8", "surrogatepass"))


def _sparse(size: int) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        with path.open("wb") as opened:
            opened.truncate(size)

    return write


def _link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


def _locked(path: Path) -> None:
    if os.geteuid() == 0:
        message = "root can read everything"
        raise NotImplementedError(message)
    path.write_text(_BODY, encoding="utf-8")
    path.chmod(0)


def _zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bombe.txt", b"0" * 30_000_000)
    return packed.getvalue()


def pdf(objects: list[bytes], *, root: int = 1) -> bytes:
    """A PDF file of `objects`, numbered from 1, with a right table of where they are."""
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def pdf_of(lines: list[str], *, packed: bytes | None = None, pages: int = 1) -> bytes:
    """A PDF file that prints `lines` on each of its pages, or whatever the deflated stream `packed` says."""
    printed = "".join(f"({line}) Tj T*\n" for line in lines)
    content = f"BT /F1 11 Tf 14 TL 50 750 Td\n{printed}ET".encode("cp1252")
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    if packed is not None:
        stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = b"3 0 R " * pages
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
    )
    page += b" >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, stream, font])


def _looping_pdf() -> bytes:
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 5 /Parent 3 0 R >>"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 5 >>"])


def _deep_pdf() -> bytes:
    content = b"[" * 50_000 + b"]" * 50_000
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids " + content + b" /Count 1 >>"])


def _bomb_pdf() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(300)) + packer.flush()
    return pdf_of([], packed=packed)


def _locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of([_BODY.strip()])))
    writer.encrypt("geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _alias_bomb() -> str:
    levels = "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 12))
    return f"---\na0: &a0 lol\n{levels}title: *a11\n---\n\n{_BODY}"


def _entity_bomb() -> str:
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "lol">{entities}]><html><body>&e11;</body></html>'


def _deep_json(depth: int) -> str:
    return '{"text": ' + '{"a": ' * depth + '"x"' + "}" * depth + "}"


_BAITS = {
    "von": "Von " + "Von " * 20_000 + "\n\n" + _BODY,
    "von-und": "Von " + "A B und " * 8_000 + "\n\n" + _BODY,
    "leerzeichen": "Foto:" + " " * 100_000 + "x\n\n" + _BODY,
    "pfeile": "Home " + "> " * 60_000 + "\n\n" + _BODY,
    "schrägstriche": _BODY.strip() + "/ab" * 50_000,
    "klammern": _BODY.strip() + " (" * 50_000 + ")" * 50_000,
    "ziffern": "3" * 100_000 + ". Dezember\n\n" + _BODY,
    "punkte": "3." * 60_000 + "\n\n" + _BODY,
    "datum": "date 2025-12-03 " * 6_000 + "\n\n" + _BODY,
    "monate": "1 Januar " * 10_000 + "\n\n" + _BODY,
    "ort": "MOSKAU-" * 20_000 + " (dpa) - " + _BODY,
    "ort-leer": "Bad " * 30_000 + "– " + _BODY,
    "foto": "Foto: A/" * 15_000 + "\n\n" + _BODY,
    "copyright": "© " * 60_000 + "\n\n" + _BODY,
    "zustimmung": "Bitte stimmen Sie " * 8_000 + "\n\n" + _BODY,
    "schlüssel": "Titel: x\nDatum: " * 9_000 + "\n\n" + _BODY,
    "striche": "-" * 200_000 + "\n\n" + _BODY,
    "anführung": "„" * 100_000 + "\n\n" + _BODY,
    "zeilen": "\n" * 500_000 + _BODY,
    "zusammenfassungen": "Zusammenfassung\n" * 60_000 + _BODY,
    "bildzeilen": "Ja\nFoto: dpa\n" * 30_000 + _BODY,
    "kurzzeilen": "Ja\n" * 60_000 + _BODY,
    "steuerzeichen": "Der Rat\x1b[2J\x1b]0;weg\x07 hat beraten. " + _BODY * 20,
}
_MARKDOWN_BAITS = {
    "sterne": "*a" * 100_000 + "\n\n" + _BODY,
    "doppelsterne": "**" * 100_000 + "\n\n" + _BODY,
    "klammern": "[" * 100_000 + "](" * 10_000 + "\n\n" + _BODY,
    "bilder": "![" * 100_000 + "\n\n" + _BODY,
    "kommentare": "<!--" * 60_000 + "\n\n" + _BODY,
    "striche": "_ " * 100_000 + "\n\n" + _BODY,
    "gatter": "# " * 60_000 + "\n\n" + _BODY,
}
_PAGE_BAITS = {
    "offen": "<a href=x " * 30_000,
    "kommentar": "<!--" * 50_000,
    "attribut": "<p title='" + "x" * 2_000_000 + "'>",
    "tabellen": "<table><tr><td>" * 3_000,
    "umbrüche": "<br>" * 20_000,
    "skript": "<script>" * 30_000,
    "fern": "<img src='http://192.0.2.1/x.png'><link rel=stylesheet href='http://192.0.2.1/x.css'>"
    "<meta http-equiv=refresh content='0;url=http://192.0.2.1/'><iframe src='file:///etc/passwd'></iframe>",
}

HOSTILE = [
    Hostile("leer.txt", _bytes(b""), "is empty"),
    Hostile("leer.json", _bytes(b""), "is empty"),
    Hostile("weiss.txt", _bytes(b" \n\t \n" * 100), "white space"),
    Hostile("nur-marke.txt", _bytes(b"\xef\xbb\xbf"), "white space"),
    Hostile("zufall.txt", _bytes(bytes(range(256)) * 40), "binary"),
    Hostile("nullen.txt", _bytes(_BODY.encode() + b"\0" * 10), "zero bytes"),
    Hostile("utf16.txt", _bytes(_BODY.encode("utf-16-le")), "UTF-16 without a byte order mark"),
    Hostile("utf16-be.txt", _bytes(_BODY.encode("utf-16-be")), "UTF-16 without a byte order mark"),
    Hostile("utf16-halb.txt", _bytes(b"\xff\xfe" + _BODY.encode("utf-16-le") + b"\x00"), "breaks off"),
    Hostile("kyrillisch.txt", _bytes("Москва и Киев начали новые переговоры о мире".encode("koi8-r")), "not UTF-8"),
    Hostile("shift-jis.txt", _bytes("東京で新しい会議が開かれました。".encode("shift-jis")), "not UTF-8"),
    Hostile("abgeschnitten.txt", _bytes("Der Rat tagt über Löhne".encode()[:-4] + b"\xc3"), "not UTF-8"),
    Hostile("surrogat.txt", _bytes(_BODY.encode() + b"\xed\xa0\x80"), "not UTF-8"),
    Hostile("überlang.txt", _bytes(_BODY.encode() + b"\xc0\xaf"), "not UTF-8"),
    Hostile("steuer.txt", _bytes(b"\x01\x02\x03abc" * 500), "control characters"),
    Hostile("eine-zeile.txt", _bytes(b"wort " * 3_000_000), "characters, more than the limit"),
    Hostile("riesig.txt", _sparse(10 * 2**30), "bytes, more than the limit"),
    Hostile("riesig.pdf", _sparse(10 * 2**30), "bytes, more than the limit"),
    Hostile("marken.txt", _text("a" + "\u0301\u0323" * 300_000), "combining marks"),
    Hostile("bombe.txt", _bytes(_zip_bomb()), "ZIP archive"),
    Hostile("gepackt.txt", _bytes(b"\x1f\x8b\x08" + b"x" * 99), "gzip"),
    Hostile("bild.png", _bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 99), "image"),
    Hostile("programm.py", _bytes(b"import os\n"), "suffix of no format"),
    Hostile("tief.json", _text(_deep_json(100_000)), "deep"),
    Hostile("tief-offen.json", _text("[" * 1_000_000), "deep"),
    Hostile("tief-knapp.json", _text(_deep_json(70)), "deep"),
    Hostile("tief.jsonl", _text(_deep_json(5_000)), "deep", "tief.jsonl#1"),
    Hostile("viele.json", _text("[" + "[]," * 150_000 + "[]]"), "objects and lists"),
    Hostile("anführung.json", _text('{"text": "' + '\\"' * 2_000_000), "no valid JSON"),
    Hostile("zahl.json", _text('{"text": ' + "9" * 100_000 + "}"), "no valid JSON"),
    Hostile("halb.json", _text('{"text": "Der Rat'), "no valid JSON"),
    Hostile("liste.json", _text('"nur eine Zeichenkette"'), "neither an object"),
    Hostile("ohne-text.json", _text('{"titel": "Nur ein Titel"}'), "has no text"),
    Hostile("halbes-zeichen.json", _text('{"text": "Der Rat \\ud83d tagt."}'), "half of a character"),
    Hostile("halber-titel.json", _text('{"text": "Der Rat tagt.", "title": "\\udc00"}'), "half of a character"),
    Hostile("zeile.jsonl", _text('{"text": "Der Rat tagt."}\n{"text": \n'), "no valid JSON", "zeile.jsonl#2"),
    Hostile("feld.csv", _text('titel;text\nA;"' + "x" * 15_000_000 + '"\n'), "field larger", "feld.csv#1"),
    Hostile("offen.csv", _text('titel;text\nA;"offen\nB;Der Rat tagt.\n'), "no row of a table", "offen.csv#1"),
    Hostile("spalten.csv", _text("text" + ";x" * 100_000 + "\n"), "columns"),
    Hostile("ohne-spalte.csv", _text("a;b\n1;2\n"), "no column is named"),
    Hostile(
        "anführungen.csv", _text('titel;text\n"' + 'A;"x\n"' * 50_000), "is not read, nor is anything after it", "*"
    ),
    Hostile("alias.md", _text(_alias_bomb()), "refers to itself"),
    Hostile("tief.md", _text("---\ntitle: " + "[" * 5_000 + "\n---\n" + _BODY), "nests deeper"),
    Hostile("lang.md", _text("---\n" + "a: b\n" * 50_000 + "---\n" + _BODY), "front matter is longer"),
    Hostile("objekt.md", _text("---\ntitle: !!python/object/apply:os.system ['id']\n---\n\n" + _BODY), None),
    Hostile("tabulator.md", _text("---\na:\n\t- b: [\n---\n\n" + _BODY), "no YAML"),
    Hostile("entitäten.html", _text(_entity_bomb()), "entities"),
    Hostile("tief.html", _text("<html><body>" + "<div>" * 200_000 + _BODY), ""),
    Hostile("leer.html", _text("<html><head><title>x</title></head><body></body></html>"), "no article"),
    Hostile("bombe.pdf", _bytes(_bomb_pdf()), "damaged PDF"),
    Hostile("gestutzt.pdf", _bytes(pdf_of([_BODY.strip()])[:300]), "damaged PDF"),
    Hostile("locked.pdf", _bytes(_locked_pdf()), "locked with a password"),
    Hostile("kreis.pdf", _bytes(_looping_pdf()), "PDF"),
    Hostile("tief.pdf", _bytes(_deep_pdf()), "PDF"),
    Hostile("seiten.pdf", _bytes(pdf_of([_BODY.strip()], pages=5_000)), "pages; the limit"),
    Hostile("stumm.pdf", _bytes(pdf_of([])), "holds no text"),
    Hostile("kein.pdf", _text(_BODY), "does not start like one"),
    Hostile("röhre.txt", os.mkfifo, "is a pipe"),
    Hostile("buchse.txt", _socket, "is a socket"),
    Hostile("zu.txt", _locked, "cannot be opened"),
    Hostile("hinaus.txt", _link("/etc/passwd"), "symbolic link"),
    Hostile("hinaus-ordner", _link("/etc"), "symbolic link"),
    Hostile("speicher.txt", _link("/proc/self/mem"), "symbolic link"),
    Hostile("null.txt", _link("/dev/zero"), "symbolic link"),
    Hostile("selbst.txt", _link("selbst.txt"), "symbolic link"),
    Hostile("kreis", _link("."), "symbolic link"),
    Hostile("bytes-\udcff\udcfe.txt", _text(_BODY), "not UTF-8; rename", "bytes-\\xff\\xfe.txt"),
    Hostile("ordner-\udcff/a.txt", _text(_BODY), "not UTF-8; rename", "ordner-\\xff"),
    Hostile("neue\nzeile.txt", _text(_BODY), None),
    Hostile("\x1b[31mrot.txt", _text(_BODY), None),
    Hostile("\u202etxt.exe.txt", _text(_BODY), None),
    Hostile("ä" * 125 + ".txt", _text(_BODY), None),
    Hostile("$(reboot);'\"`&|.txt", _text(_BODY), None),
    Hostile("-rf.txt", _text(_BODY), None),
    Hostile("a..b/c....txt", _text(_BODY), None),
    *(Hostile(f"köder-{name}.txt", _text(text), None) for name, text in _BAITS.items()),
    *(Hostile(f"köder-{name}.md", _text(text), None) for name, text in _MARKDOWN_BAITS.items()),
    *(Hostile(f"köder-{name}.html", _text(_PAGE.format(text)), "") for name, text in _PAGE_BAITS.items()),
]
