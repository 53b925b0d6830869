"""Facts about what is kept: conversations, shares, and receipts that are sliced anew."""

from __future__ import annotations

import multiprocessing
import sqlite3
import stat
from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from assistant.model import Abstention, Answer, Citation, Claim, Searched, SearchedWord
from index.articles import Version
from index.generation import Home
from index.model import Article, ArticleId, Moment, Span
from tests.appdata import fresh
from ui.cli import indexing
from ui.conversations import database as storage
from ui.conversations.database import Database, default_address
from ui.conversations.packing import pack, restore
from ui.conversations.repository import Conversations, Kept
from ui.conversations.tables import Base, Share
from ui.sharing import Shares
from ui.showing import Shown
from ui.talking import Keeping

TEXT = "Der Rat stimmte zu. „Wir bauen die Brücke“, sagte Ida Falk am Montag. Otto Lenz widersprach."
QUOTE = "„Wir bauen die Brücke“, sagte Ida Falk am Montag."


class Store:
    """Articles in memory, with their earlier versions."""

    def __init__(self, *articles: Article) -> None:
        self.now = {article.id: article for article in articles}
        self.before: dict[str, list[Version]] = {}

    def article(self, name):
        return self.now.get(name)

    def earlier(self, name):
        return self.before.get(name, [])

    def change(self, article: Article) -> None:
        self.before.setdefault(article.id, []).insert(0, Version(self.now[article.id], "2026-01-01T00:00:00"))
        self.now[article.id] = article


@pytest.fixture
def article() -> Article:
    return Article(
        id=ArticleId("00112233aabbccdd"), text=TEXT, title="Brücke", corpus="c", source="a.txt",
        published=Moment.parse("2026-01-05"),
    )  # fmt: skip


@pytest.fixture
def answer(article) -> Answer:
    start = TEXT.index(QUOTE)
    citation = Citation(1, article, Span(start, start + len(QUOTE)), "Ida Falk", "direct")
    searched = Searched(3, None, article.published.day, (SearchedWord("Brücke", ("Brücke", "bridge"), ("Brücke",)),), 2)
    claim = Claim("Ida Falk sagte:", (citation,), "Ida Falk", origins=1)
    return Answer(question="Was?", language="de", searched=searched, claims=(claim,), notes=("Achtung",))


@pytest.fixture
def opened(tmp_path):
    made = Database(fresh(tmp_path / "home"))
    yield made
    made.close()


def begin_together(address, starting):
    starting.wait()
    Database(address).close()


def test_processes_that_start_at_once_on_a_new_home_make_its_tables_once(tmp_path):
    fork = multiprocessing.get_context("fork")
    starting, address = fork.Barrier(4), default_address(tmp_path / "home")
    started = [fork.Process(target=begin_together, args=(address, starting)) for _ in range(4)]
    for each in started:
        each.start()
    for each in started:
        each.join(60)
    assert [each.exitcode for each in started] == [0] * 4


def test_what_is_stored_of_a_reply_holds_no_word_of_the_article(answer):
    assert "Brücke bauen" not in str(pack(answer)) and QUOTE not in str(pack(answer))
    assert "Wir bauen" not in str(pack(answer))


def test_a_reply_comes_back_as_it_was(answer, article):
    restored = restore(pack(answer), Store(article))
    assert restored.reply == replace(answer)
    assert restored.states == {1: "same"}


def test_an_abstention_comes_back_as_it_was(answer, article):
    nearest = answer.claims[0].citations
    reply = Abstention(question="Was?", language="en", searched=answer.searched, reason="not_said", nearest=nearest)
    assert restore(pack(reply), Store(article)).reply == reply


def test_the_receipts_of_a_removed_article_do_not_come_back(answer):
    restored = restore(pack(answer), Store())
    assert restored.reply is None
    assert restored.gone == 1


def test_a_changed_article_is_told_from_one_whose_quotation_is_lost(answer, article):
    store = Store(article)
    store.change(replace(article, text="Neu: " + TEXT))
    moved = restore(pack(answer), store)
    assert moved.states == {1: "moved"}
    assert moved.reply.claims[0].citations[0].quote == QUOTE
    store.change(replace(article, text=TEXT.replace("bauen", "sperren")))
    lost = restore(pack(answer), store)
    assert lost.states == {1: "lost"}
    assert lost.reply.claims[0].citations[0].quote == QUOTE


def test_differing_positions_keep_pointing_at_their_claims_when_one_is_gone(answer, article):
    other = replace(article, id=ArticleId("ffffffffffffffff"))
    second = Claim("b", (Citation(2, other, Span(0, 5)),))
    both = replace(answer, claims=(second, *answer.claims), differing=((0,), (1,)))
    assert restore(pack(both), Store(article)).reply.differing == ((0,),)


def kept(turn: str = "t1", question: str = "Was sagte Ida?") -> Kept:
    return Kept(turn, question, {"language": "de"})


def test_only_the_owner_finds_opens_renames_judges_or_deletes_a_conversation(opened):
    conversations = Conversations(opened)
    name = conversations.add("ida", None, kept())
    assert conversations.titles("otto") == []
    assert conversations.open("otto", name) is None
    conversations.rename("otto", name, "Meins")
    conversations.judge("otto", "t1", 0)
    assert conversations.turns("otto", name) is None
    conversations.add("otto", name, kept("t9"), replaces="t1")
    conversations.delete("otto", name)
    title, turns = conversations.open("ida", name)
    assert title.title == "Was sagte Ida?"
    assert turns[0].thumb is None
    assert conversations.open("ida", "0" * 32) is None


def test_a_judged_turn_comes_with_the_questions_before_it(opened):
    conversations = Conversations(opened)
    name = conversations.add("ida", None, kept("t1", "Was sagte Ida?"))
    conversations.add("ida", name, kept("t2", "Und Otto?"))
    conversations.add("ida", name, kept("t3", "Warum?"))
    conversations.judge("ida", "t2", 1)
    assert [(turn.question, history) for turn, history in conversations.judged("ida")] == [
        ("Und Otto?", ("Was sagte Ida?",))
    ]


def test_a_turn_is_replaced_when_the_new_one_is_there_and_only_if_it_is_the_last_and_its_shares_stay_open(opened):
    conversations, shares = Conversations(opened), Shares(opened)
    name = conversations.add("ida", None, kept("t1"))
    conversations.add("ida", name, kept("t2"))
    tokens = {turn: shares.make("ida", turn, days=7) for turn in ("t1", "t2")}
    conversations.add("ida", name, kept("t3"), replaces="t2")
    assert conversations.turns("ida", name) == ["t1", "t3"]
    assert shares.open(tokens["t2"]) is not None
    assert len(shares.listed("ida", "t3")) == 1
    conversations.add("ida", name, kept("t4"), replaces="t1")
    assert conversations.turns("ida", name) == ["t1", "t3", "t4"]
    assert shares.open(tokens["t1"]) is not None
    conversations.delete("ida", name)
    assert [shares.open(each) for each in tokens.values()] == [None, None]


def test_a_stopped_answer_replaces_nothing(opened, answer):
    conversations = Conversations(opened)
    before = Shown("t1", "Was?", answer)
    turns = []
    Keeping(turns, "ida", "c" * 32, conversations).keep(before)
    keeping = Keeping(turns, "ida", "c" * 32, conversations, replaces="t1")
    keeping.keep(Shown("t2", "Was?", answer, stopped=True))
    assert conversations.turns("ida", "c" * 32) == [each.id for each in turns] == ["t1", "t2"]


def test_adding_to_a_foreign_conversation_begins_one_of_ones_own(opened):
    conversations = Conversations(opened)
    name = conversations.add("ida", None, kept())
    assert conversations.add("otto", name, kept("t2")) != name
    assert len(conversations.open("ida", name)[1]) == 1


def test_conversations_are_found_by_title_and_question_and_never_by_wildcards(opened):
    conversations = Conversations(opened)
    name = conversations.add("ida", None, kept("t1", "Wie hoch ist die Brücke?"))
    conversations.add("ida", name, kept("t2", "Und 100% sicher?"))
    conversations.add("ida", None, kept("t3", "Anderes"))
    assert [each.id for each in conversations.titles("ida", "brücke".title())] == [name]
    assert [each.id for each in conversations.titles("ida", "100%")] == [name]
    assert conversations.titles("ida", "%_%_%_%") == []


def test_deleting_a_conversation_leaves_no_byte_of_it_and_closes_its_shares(opened, tmp_path):
    conversations, shares = Conversations(opened), Shares(opened)
    name = conversations.add("ida", None, kept("t1", "Kanarienvogel im Bergwerk?"))
    token = shares.make("ida", "t1", days=7)
    assert shares.open(token).question == "Kanarienvogel im Bergwerk?"
    conversations.delete("ida", name)
    assert shares.open(token) is None
    with opened.begin() as session:
        assert session.query(Share).count() == 0
    opened.close()
    assert all(b"Kanarienvogel" not in file.read_bytes() for file in (tmp_path / "home").iterdir())


def test_a_token_is_long_random_stored_hashed_and_opens_one_thing_until_it_ends(opened, tmp_path):
    now = [1_800_000_000.0]
    conversations, shares = Conversations(opened), Shares(opened, lambda: now[0])
    conversations.add("ida", None, kept())
    tokens = {shares.make("ida", "t1", days=7) for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) >= 43 for token in tokens)
    token = tokens.pop()
    assert token.encode() not in (tmp_path / "home" / storage.FILE).read_bytes()
    assert shares.make("otto", "t1", days=7) is None
    assert shares.open(token) and shares.open(token[:-1]) is None and shares.open("") is None
    now[0] += 7 * 86_400
    assert shares.open(token) is None


def test_revoking_closes_one_link_to_a_turn_and_only_its_owner_can(opened):
    now = [0.0]
    conversations, shares = Conversations(opened), Shares(opened, lambda: now[0])
    conversations.add("ida", None, kept())
    first = shares.make("ida", "t1", days=30)
    now[0] += 86_400
    second = shares.make("ida", "t1", days=7)
    links = shares.listed("ida", "t1")
    assert [(each.created, each.expires - each.created) for each in links] == [(86_400, 7 * 86_400), (0, 30 * 86_400)]
    shares.revoke("otto", links[1].id)
    assert shares.open(first) and shares.listed("otto", "t1") == []
    shares.revoke("ida", links[1].id)
    assert shares.open(first) is None and shares.open(second)
    now[0] += 7 * 86_400
    assert shares.listed("ida", "t1") == []


def test_the_migrations_make_exactly_the_tables_and_the_newest_is_named(opened):
    with opened.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    folder = ScriptDirectory(str(storage.Path(storage.__file__).parent / "migrations"))
    assert folder.get_current_head() == storage.NEWEST


def test_the_database_is_its_owners_alone_and_opens_again(tmp_path):
    address = default_address(tmp_path / "home")
    Database(address).close()
    file = tmp_path / "home" / storage.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    again = Database(address)
    again.close()
    with sqlite3.connect(file) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (storage.NEWEST,)


def test_a_purged_article_leaves_no_byte_in_turns_and_shares_and_other_claims_stay(opened, answer, article, tmp_path):
    other = replace(article, id=ArticleId("ffffffffffffffff"))
    claim = replace(answer.claims[0], translation="Zaunkoenig", drafted_by="model", speaker="Kolibri")
    stays = Claim("b", (Citation(2, other, Span(0, 5)),))
    reply = replace(answer, claims=(claim, stays), differing=((0,), (1,)))
    conversations, shares = Conversations(opened), Shares(opened)
    name = conversations.add("ida", None, Kept("t1", "Was?", pack(reply)))
    token = shares.make("ida", "t1", days=7)
    conversations.forget(article.id)
    kept = conversations.open("ida", name)[1][0].reply
    assert kept == shares.open(token).reply
    assert restore(kept, Store(article, other)).reply.claims == (stays,)
    assert kept["differing"] == [[0]]
    opened.close()
    stored = (tmp_path / "home" / storage.FILE).read_bytes()
    assert not [word for word in ("Zaunkoenig", "Kolibri", article.id) if word.encode() in stored]


def test_conversations_about_the_demonstration_are_kept_with_ones_own_and_older_ones_are_moved(tmp_path):
    own, folder = tmp_path / "home", tmp_path / "home" / "folders" / "x"
    before = Database(fresh(own / "demo"))
    Conversations(before).add("ida", None, kept())
    before.close()
    assert storage.folder_of(own, folder) == folder
    assert storage.folder_of(own, own / "demo") == own
    moved = Database(default_address(own))
    assert [each.title for each in Conversations(moved).titles("ida")] == ["Was sagte Ida?"]
    moved.close()
    fresh(own / "demo")
    storage.folder_of(own, own)  # nothing takes the place of what is there
    assert (own / "demo" / storage.FILE).exists()


def test_the_command_that_purges_forgets_in_conversations_too(answer, article, tmp_path, monkeypatch):
    monkeypatch.delenv("BELEGUI_DATABASE", raising=False)
    home = Home(tmp_path / "home")
    indexing._forget([article.id], home.path)
    assert not home.path.exists()
    kept = Database(fresh(home.path))
    name = Conversations(kept).add("ida", None, Kept("t1", "Was?", pack(answer)))
    indexing._forget([article.id], home.path)
    assert Conversations(kept).open("ida", name)[1][0].reply["claims"] == []
    kept.close()


def test_an_error_of_the_database_names_no_word_that_was_to_be_kept(opened):
    with opened.begin() as session:
        session.execute(text("DROP TABLE turns"))
    with pytest.raises(OperationalError) as raised:
        Conversations(opened).add("ida", None, Kept("t1", "Was weiß der Zaunkönig?", {}))
    assert "turns" in str(raised.value)
    assert "Zaunkönig" not in str(raised.value)
