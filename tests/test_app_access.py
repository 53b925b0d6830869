"""Facts about who may do what: roles, sign-ins, limits, the log, where the app may listen."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import get_args

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from index.errors import UsageError
from tests.appdata import fresh
from ui.access import _NEEDS, Action, Visitor, decide, role_of
from ui.audit import Accesses, digest
from ui.conversations.database import Database
from ui.conversations.tables import Asked, Entry
from ui.hosting import Hosting, is_loopback, may_start
from ui.limits import Limits
from ui.serving import refuse_open_door, refuse_wildcards
from ui.signins import ABSOLUTE, IDLE, Identity, SignIns, Standing, fingerprint

ACTIONS = get_args(Action)
RANK = {None: 0, "viewer": 1, "editor": 2, "operator": 3}


@pytest.fixture
def database(tmp_path):
    opened = Database(fresh(tmp_path / "home"))
    yield opened
    opened.close()


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("role", [None, "viewer", "editor", "operator"])
@pytest.mark.parametrize("action", ACTIONS)
def test_a_role_may_do_what_it_needs_and_nothing_more(role, action):
    allowed = bool(decide(Visitor("signin", person="i|s", role=role), action))
    if action == "open_share":
        assert allowed
    else:
        assert allowed == (RANK[role] >= RANK[_NEEDS[action]])


@pytest.mark.parametrize("action", [action for action in ACTIONS if action != "open_share"])
def test_strangers_and_the_barred_may_do_nothing_where_one_signs_in(action):
    assert decide(Visitor("signin"), action).why == "sign_in_first"
    barred = Visitor("signin", person="i|s", role="operator", barred="suspended")
    assert decide(barred, action).why == "suspended"


@pytest.mark.parametrize("action", ACTIONS)
def test_the_public_only_reads(action):
    reading = {"open_share", "ask", "read_article", "see_library", "export"}
    assert bool(decide(Visitor("public"), action)) == (action in reading)


def test_a_foreign_corpus_and_a_foreign_conversation_are_answered_like_absent_ones():
    reader = Visitor("signin", person="i|s", role="operator", corpora=frozenset({"a"}))
    assert decide(reader, "read_article", corpus="a")
    assert decide(reader, "read_article", corpus="b").why == "not_there"
    assert decide(reader, "open_conversation", owner="i|other").why == "not_there"


def test_the_highest_of_several_roles_counts_and_unknown_ones_give_none():
    assert role_of(["viewer", "operator", "x"]) == "operator"
    assert role_of(["admin", "root"]) is None


def test_only_loopback_addresses_need_nobody_to_sign_in():
    everyone = "0.0.0.0"  # noqa: S104 - that is what is refused
    assert all(is_loopback(each) for each in ("127.0.0.1", "localhost", "::1", "127.8.8.8"))
    assert not any(is_loopback(each) for each in (everyone, "", None, "192.168.0.3", "::", "example.org"))
    assert not may_start(everyone, "local", signin=False)
    assert not may_start(everyone, "local", signin=True)
    assert not may_start(everyone, "signin", signin=False)
    assert may_start(everyone, "signin", signin=True)
    assert may_start(everyone, "public", signin=False)


def test_an_unknown_setting_is_refused():
    with pytest.raises(UsageError, match="BELEGUI_ACESS"):
        Hosting.read({"BELEGUI_ACESS": "public"})
    with pytest.raises(UsageError, match="one of"):
        Hosting.read({"BELEGUI_ACCESS": "open"})


def identity(nonce: str = "one", *, issued: float | None = None) -> Identity:
    return Identity("issuer|subject", "Ida Falk", "viewer", fingerprint({"nonce": nonce}), issued)


def test_a_sign_in_ends_after_eight_idle_hours_and_after_a_day(database):
    clock = Clock()
    sign_ins = SignIns(database, clock)
    assert sign_ins.check(identity()).why == ""
    clock.now += IDLE - 1
    assert sign_ins.check(identity()).why == ""
    clock.now += IDLE + 1
    assert sign_ins.check(identity()).why == "session_over"
    clock.now = clock() + 1
    assert sign_ins.check(identity()).why == "session_over"
    for _ in range(int(ABSOLUTE / IDLE) + 2):
        sign_ins.check(identity("two"))
        clock.now += IDLE - 60
    assert sign_ins.check(identity("two")).why == "session_over"


def test_a_cookie_replayed_after_signing_out_counts_for_nothing_but_a_new_sign_in_does(database):
    sign_ins = SignIns(database)
    assert sign_ins.check(identity()).why == ""
    sign_ins.end(identity())
    assert sign_ins.check(identity()).why == "session_over"
    assert sign_ins.check(identity("two")).why == ""


@pytest.mark.parametrize("name", ["0.0.0.0", "::", "*"])  # noqa: S104 - that is what is refused
def test_an_address_to_listen_on_is_no_host_name(name):
    with pytest.raises(UsageError, match="--address"):
        refuse_wildcards(["beleg.example.org", name])


def test_who_signs_in_while_suspended_signs_in_anew_when_let_in_again(database):
    sign_ins = SignIns(database)
    assert sign_ins.check(identity()).why == ""
    sign_ins.suspend("issuer|subject", suspended=True)
    assert sign_ins.check(identity("meanwhile")).why == "suspended"
    sign_ins.suspend("issuer|subject", suspended=False)
    assert sign_ins.check(identity("meanwhile")).why == "session_over"
    assert sign_ins.check(identity("anew")).why == ""


def test_a_provider_with_a_fast_clock_lengthens_no_sign_in_and_bars_no_later_claims(database):
    clock = Clock()
    sign_ins = SignIns(database, clock)
    assert sign_ins.check(identity(issued=clock() + 10 * ABSOLUTE)).why == ""
    operator = replace(identity("two", issued=clock() + 1), role="operator")
    clock.now += 1
    assert sign_ins.check(operator).role == "operator"
    clock.now += ABSOLUTE
    assert sign_ins.check(identity()).why == "session_over"


def test_an_old_token_that_was_never_seen_is_refused(database):
    clock = Clock()
    assert SignIns(database, clock).check(identity(issued=clock() - ABSOLUTE - 1)).why == "session_over"


def test_a_suspension_takes_effect_at_the_next_action_and_readmission_needs_a_new_sign_in(database):
    sign_ins = SignIns(database)
    assert sign_ins.check(identity()).why == ""
    sign_ins.suspend("issuer|subject", suspended=True)
    assert sign_ins.check(identity()).why == "suspended"
    sign_ins.suspend("issuer|subject", suspended=False)
    assert sign_ins.check(identity()).why == "session_over"
    assert sign_ins.check(identity("two")).why == ""


def test_the_role_of_the_latest_sign_in_counts_in_every_tab(database):
    clock = Clock()
    sign_ins = SignIns(database, clock)
    first = replace(identity("one", issued=clock()), role="operator", corpora=frozenset({"a", "b"}))
    assert sign_ins.check(first) == Standing("", "operator", frozenset({"a", "b"}))
    clock.now += 10
    second = replace(identity("two", issued=clock()), role="viewer", corpora=frozenset({"a"}))
    assert sign_ins.check(second).role == "viewer"
    assert sign_ins.check(first) == Standing("", "viewer", frozenset({"a"}))
    late = replace(identity("three", issued=clock() - 5), role="operator")
    assert sign_ins.check(late).role == "viewer"


def test_limits_hold_a_minute_and_a_day_and_refused_questions_do_not_count(database):
    clock = Clock()
    limits = Limits(database, Hosting(a_minute=3, a_day=5), clock)
    assert [limits.take("ida") for _ in range(4)] == [None, None, None, "limit_minute"]
    assert limits.take("otto") is None
    clock.now += 61
    assert [limits.take("ida") for _ in range(3)] == [None, None, "limit_day"]
    clock.now += 86_401
    assert limits.take("ida") is None
    with database.begin() as session:
        assert session.query(Asked).count() == 1


def test_a_hundred_questions_at_once_pass_exactly_as_many_as_are_allowed(database):
    limits = Limits(database, Hosting(a_minute=10))
    passed = []
    threads = [threading.Thread(target=lambda: passed.append(limits.take("ida"))) for _ in range(100)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert passed.count(None) == 10


def test_an_address_is_limited_whoever_asks_from_it(database):
    limits = Limits(database, Hosting(a_minute=2, an_address_a_minute=3))
    assert [limits.take(name, "10.0.0.1") for name in "abcd"] == [None, None, None, "limit_minute"]
    assert limits.take("d", "10.0.0.2") is None


def test_when_all_places_are_taken_the_next_is_told_within_a_second(database):
    limits = Limits(database, Hosting(at_once=1))
    with limits.answering() as first:
        started = time.monotonic()
        with limits.answering() as second:
            assert first and not second
        assert time.monotonic() - started < 1
    with limits.answering() as third:
        assert third


def test_a_sign_in_is_new_once(database):
    sign_ins = SignIns(database)
    assert [sign_ins.check(identity(name)).new for name in ("one", "one", "two", "one")] == [True, False, True, False]


def test_looks_at_costly_pages_are_counted_apart_from_questions(database):
    limits = Limits(database, Hosting(a_minute=1, pages_a_minute=2, pages_a_day=0))
    assert [limits.look("ida", "10.0.0.1") for _ in range(3)] == [None, None, "limit_minute"]
    assert [limits.take("ida", "10.0.0.1") for _ in range(2)] == [None, "limit_minute"]
    assert limits.look("otto", "10.0.0.1") is None


def unlock(session):
    """What somebody does who can write to the database and knows how it keeps the log."""
    for what in ("update", "delete"):
        session.execute(text(f"DROP TRIGGER accesses_{what}"))


@pytest.mark.parametrize("statement", ["UPDATE accesses SET who = 'otto'", "DELETE FROM accesses WHERE no = 2"])
def test_the_database_refuses_to_change_or_delete_what_is_logged(database, statement):
    accesses = Accesses(database)
    for _ in range(3):
        accesses.record("ida", "ask")
    with pytest.raises(IntegrityError, match="append-only"), database.begin() as session:
        session.execute(text(statement))
    assert accesses.broken() == (3, None)


def test_many_who_act_at_once_make_one_unbroken_chain(database):
    accesses = Accesses(database)
    threads = [threading.Thread(target=accesses.record, args=(str(at), "ask")) for at in range(30)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert accesses.broken() == (30, None)


@pytest.mark.parametrize("field", ["who", "action", "what", "decision", "at"])
def test_an_entry_of_the_log_that_is_changed_breaks_the_chain(database, field):
    accesses = Accesses(database)
    for at in range(5):
        accesses.record("ida", "ask", what=str(at))
    assert accesses.broken() == (5, None)
    with database.begin() as session:
        unlock(session)
        entry = session.get(Entry, 3)
        setattr(entry, field, 1.0 if field == "at" else "x")
    assert accesses.broken()[1] == 3


def test_an_entry_that_is_taken_out_of_the_log_breaks_the_chain(database):
    accesses = Accesses(database)
    for _ in range(4):
        accesses.record("ida", "ask")
    with database.begin() as session:
        unlock(session)
        session.delete(session.get(Entry, 2))
    assert accesses.broken()[1] == 2


def test_as_many_as_there_are_places_may_wait_and_all_others_are_told_at_once(database):
    places, waits = Limits(database, Hosting(pages_at_once=2)), []

    def come():
        begun = time.monotonic()
        with places.drawing() as taken:
            waits.append((taken, time.monotonic() - begun))

    with ExitStack() as held:
        assert [held.enter_context(places.answering()) for _ in range(2)] == [True, True]
        assert [held.enter_context(places.drawing()) for _ in range(2)] == [True, True]
        threads = [threading.Thread(target=come) for _ in range(6)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert not any(taken for taken, _ in waits)
    assert sorted(round(waited, 1) for _, waited in waits)[:4] == [0, 0, 0, 0]


def test_the_digest_of_an_entry_depends_on_the_one_before_it():
    entry = Entry(no=2, at=1.0, who="ida", action="ask", what="", decision="allowed")
    assert digest(entry, "a" * 64) != digest(entry, "b" * 64)


def test_sign_in_is_set_up_where_the_secrets_say_so_and_not_where_a_comment_mentions_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    file = tmp_path / ".streamlit" / "secrets.toml"
    file.parent.mkdir()
    hosting = Hosting.read({"BELEGUI_ACCESS": "signin"})
    for unset in ("# [auth] comes later\n", 'note = "[auth]"\n', "[auth\n"):
        file.write_text(unset, encoding="utf-8")
        with pytest.raises(UsageError, match="sharing"):
            refuse_open_door("192.0.2.1", hosting)
    file.write_text('[auth]\ncookie_secret = "x"\n', encoding="utf-8")
    refuse_open_door("192.0.2.1", hosting)
