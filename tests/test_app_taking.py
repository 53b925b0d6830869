"""Facts about files that are made when their button is pressed: who gets them then, and what is in them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home
from tests import corpora
from tests.appdata import fresh
from tests.test_app_rendering import answer
from ui import export, taking
from ui.conversations.packing import pack
from ui.conversations.repository import Kept
from ui.parts import parts
from ui.showing import Shown
from ui.signins import Identity
from ui.taking import NotGivenError, Source
from ui.visiting import Arrival

IDA = Identity("i|ida", "Ida", "viewer", "a" * 64)
BASE = "https://beleg.example"


@pytest.fixture
def signed_in(monkeypatch, tmp_path):
    """A kept turn of Ida's, who is signed in; its conversation, and its question."""
    corpora.write(tmp_path / "articles", dict.fromkeys(range(4), 0))
    Builder(Home(tmp_path / "home"), BuildOptions()).index([Folder("test", tmp_path / "articles")])
    monkeypatch.setenv("BELEG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BELEGUI_DATABASE", fresh(tmp_path / "data"))
    monkeypatch.setenv("BELEGUI_ACCESS", "signin")
    assert parts().sign_ins.check(IDA).why == ""
    reply = parts().answerer.answer("Was sagte Falk3?")
    parts().conversations.add("i|ida", "c" * 32, Kept("t", "Was sagte Falk3?", pack(reply)))
    return reply


def file(form: str = "Markdown", arrival: Arrival | None = None) -> str:
    make, _, _ = export.FORMATS[form]
    source = Source(arrival or Arrival(IDA, "10.0.0.1"), "c" * 32, "t")
    return taking._made(make, form, source, "de", BASE)


def entries() -> list[tuple[str, str, str, str]]:
    return [(each.who, each.action, each.what, each.decision) for each in parts().accesses.latest(20)]


@pytest.mark.parametrize("form", export.FORMATS)
def test_a_file_is_given_with_links_that_name_the_app_and_is_logged(signed_in, form):
    assert f"{BASE}/article?a=" in file(form).replace("&amp;", "&")
    assert entries()[0] == ("i|ida", "export", f"t {form}", "allowed")


@pytest.mark.parametrize(("done", "why"), [("end", "session_over"), ("suspend", "suspended")])
def test_who_signed_out_or_was_suspended_gets_no_file_from_a_page_that_is_still_open(signed_in, done, why):
    if done == "end":
        parts().sign_ins.end(IDA)
    else:
        parts().sign_ins.suspend("i|ida", suspended=True)
    with pytest.raises(NotGivenError, match=why):
        file()
    assert entries()[0][1:] == ("export", "t Markdown", why)


def test_nobody_gets_another_persons_file_or_one_of_a_deleted_conversation(signed_in):
    otto = Identity("i|otto", "Otto", "operator", "b" * 64)
    with pytest.raises(NotGivenError, match="not_there"):
        file(arrival=Arrival(otto, ""))
    parts().conversations.delete("i|ida", "c" * 32)
    with pytest.raises(NotGivenError, match="not_there"):
        file()
    assert entries()[0][3] == "not_there"


def test_a_purged_article_leaves_no_download(signed_in, tmp_path):
    citation = signed_in.claims[0].citations[0]
    assert citation.quote in json.loads(file("JSON"))["turns"][0]["reply"]["claims"][0]["citations"][0]["quote"]
    unkept = Source(Arrival(IDA, ""), None, "t", Shown("t", "Was sagte Falk3?", signed_in))
    names = {each.article.id for each in signed_in.citations}
    Builder(Home(tmp_path / "home"), BuildOptions()).remove(sorted(names), purge=True)
    for made in (file("JSON"), taking._made(export.page, "HTML", unkept, "de", BASE)):
        assert citation.quote not in made
        assert citation.article.title not in made


def test_the_card_of_a_share_is_given_until_its_link_is_revoked(signed_in):
    token = parts().shares.make("i|ida", "t", days=7)
    stranger = Arrival(None, "10.0.0.2")
    assert signed_in.claims[0].citations[0].quote.strip("„“ ")[:20] in taking._shared(stranger, token, "de")
    who, action, what, decision = entries()[0]
    assert (who, action, decision) == ("10.0.0.2", "open_share", "allowed")
    assert what.startswith(parts().shares.open(token).id)
    assert token not in what
    parts().shares.revoke("i|ida", parts().shares.open(token).id)
    with pytest.raises(NotGivenError):
        taking._shared(stranger, token, "de")
    assert entries()[0][3] == "not_there"


def drafted() -> Shown:
    """A turn with all that a reader should know of it."""
    reply = answer("Die Brücke wird gebaut.")
    claim = replace(reply.claims[0], text="Es wird gebaut", drafted_by="qwen", translation="The bridge is being built.")
    notes, usage = (
        ("„gestern“ ist der 4. März 2026", "das Modell schwieg"),
        replace(reply.usage, fallback="it was silent"),
    )
    return Shown("t", "Was?", replace(reply, claims=(claim,), notes=notes, usage=usage), stopped=True)


@pytest.mark.parametrize("form", ["Markdown", "HTML", "JSON"])
def test_a_file_says_whose_words_they_are_what_a_day_means_and_why_no_model_answered(form):
    made = export.FORMATS[form][0]([drafted()], "de", lambda *_: "")
    for told in ("qwen", "The bridge is being built.", "4. März 2026", "das Modell schwieg"):
        assert told in made.replace("\\", "")
    if form == "JSON":
        turn = json.loads(made)["turns"][0]
        assert turn["stopped"]
        assert "seconds" not in turn["reply"]
        assert turn["reply"]["claims"][0]["drafted_by"] == "qwen"
    else:
        assert "Übersetzung des Modells" in made
        assert "Worte des Modells" in made
        assert "Angehalten" in made


def test_a_translation_stands_in_the_note_of_a_reference_as_the_models():
    item = json.loads(export.csl([drafted()], "de", lambda *_: "https://beleg.example/article"))[0]
    assert "Übersetzung des Modells: The bridge is being built." in item["note"]
