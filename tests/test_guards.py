"""Facts about guards: what each of them keeps holds while it is there, and is seen to break when it is taken out.

The numbers are those of docs/security.md. Each fact is tried twice: as it is, and without its guard.
"""

from __future__ import annotations

import ast
import asyncio
import re
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, get_args

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import ui
from assistant import metering, modelled
from assistant.failures import SpendingError, UnreachableError
from assistant.metering import Purse
from tests.test_app_conversations import Store
from tests.test_app_rendering import HOSTILE, article, elements
from tests.test_llm import ask_for, brief
from ui import access, audit, blocks, door, files, limits, sharing, signins, taking, visiting
from ui.access import Action, Visitor, decide
from ui.audit import Accesses
from ui.conversations import database, repository
from ui.conversations.database import Database, default_address
from ui.conversations.repository import Conversations, Kept
from ui.conversations.tables import Entry, Share, StoredTurn
from ui.door import Door
from ui.hosting import Hosting
from ui.limits import Limits
from ui.parts import Readable
from ui.sharing import Shared, Shares
from ui.showing import Shown
from ui.signins import Identity, SignIns, Standing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Fact = Callable[[Path], None]
    TakenOut = Callable[[pytest.MonkeyPatch], None]

KEY = "sk-canary-0123456789"
WORDS = "Kanarienvogel"


def opened(folder: Path) -> Database:
    return Database(default_address(folder))


def all_at_once(count: int, act: Callable[[], object]) -> None:
    threads = [threading.Thread(target=act) for _ in range(count)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


# The facts


def no_text_is_markup(_: Path) -> None:
    for each in HOSTILE:
        assert not {"img", "script", "svg", "style", "a"} & set(elements(blocks.words(each)).tags)


def no_label_is_markup(_: Path) -> None:
    for each in HOSTILE:
        made = blocks.label(each)
        assert not re.search(r"[\[\]<>`*_~$:|\\#@/]", re.sub(r"\\[!-/:-@\[-`{-~]", "", made)), "escaped, all of it"
        # Streamlit looks for these in finished text, where no backslash is left.
        assert not re.search(r":[\w+/-]+:|://|www\.|@\w", made.replace("\\", ""))


def hidden_characters_are_seen(_: Path) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x1b]", blocks.words("a\u202eb\u200bc\u2066d\x1b[31m"))


def roles_are_asked_for(_: Path) -> None:
    viewer, stranger = Visitor("signin", person="i|s", role="viewer"), Visitor("signin")
    assert not decide(viewer, "purge_articles")
    assert not any(decide(stranger, action) for action in get_args(Action) if action != "open_share")


def another_page_does_not_get_in(_: Path) -> None:
    came, told = [], []

    async def app(scope: dict[str, object], _receive: object, _send: object) -> None:
        came.append(scope["type"])

    async def tell(message: dict[str, object]) -> None:
        told.append(message)

    headers = [(b"host", b"localhost:8501"), (b"origin", b"http://localhost:9")]
    for kind in ("websocket", "http"):
        asyncio.run(Door(app)({"type": kind, "path": "/", "headers": headers}, None, tell))  # type: ignore[arg-type]
    assert not came and told[0] == {"type": "websocket.close"} and told[1]["status"] == 403


def a_file_that_no_page_asked_for_is_not_taken(_: Path) -> None:
    came, told = [], []

    async def app(scope: dict[str, object], _receive: object, _send: object) -> None:
        came.append(scope["path"])

    async def tell(message: dict[str, object]) -> None:
        told.append(message)

    for path in ("/_stcore/upload_file/session/1", "/_stcore/metrics"):
        asyncio.run(Door(app)({"type": "http", "path": path, "headers": []}, None, tell))  # type: ignore[arg-type]
    assert not came and told[0]["status"] == 404


def a_file_is_handed_to_whom_it_was_made_for(_: Path) -> None:
    told: list[dict[str, object]] = []

    async def app(_scope: object, _receive: object, send: Callable[[object], Awaitable[None]]) -> None:
        kind = files.owned("text/markdown").encode()  # of a visitor who has not signed in
        headers = [(b"content-type", kind), (b"content-length", b"3")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"Ida"})

    async def tell(message: dict[str, object]) -> None:
        told.append(message)

    for sent in ([], [(b"cookie", b"_streamlit_user=otto")]):
        asyncio.run(Door(app)({"type": "http", "path": "/media/1", "headers": sent}, None, tell))  # type: ignore[arg-type]
    assert (told[0]["status"], told[1]["body"], told[2]["status"], told[3]["body"]) == (200, b"Ida", 404, b"")
    assert (b"content-type", b"text/markdown") in told[0]["headers"]  # type: ignore[operator]


def a_foreign_corpus_is_not_there(_: Path) -> None:
    store = Store(article("Geheim."))
    assert Readable(store, frozenset({"other"})).article(article("Geheim.").id) is None


def a_foreign_conversation_is_answered_like_an_absent_one(folder: Path) -> None:
    kept = Conversations(opened(folder))
    name = kept.add("ida", None, Kept("t", WORDS, {}))
    assert kept.open("otto", name) == kept.open("otto", "0" * 32)


def what_is_cached_is_kept_by_all_that_it_depends_on(_: Path) -> None:
    assert ignored_by_caches(sources()) == []


def signing_out_ends_every_copy(folder: Path) -> None:
    sign_ins, who = SignIns(opened(folder)), Identity("i|s", "Ida", "viewer", "f" * 64)
    sign_ins.check(who)
    sign_ins.end(who)
    assert sign_ins.check(who).why == "session_over"
    sign_ins.suspend("i|s", suspended=True)
    assert sign_ins.check(who).why == "suspended"


def a_file_is_not_made_for_who_signed_out(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        signed = SignIns(opened(folder))
        here = SimpleNamespace(
            hosting=Hosting(access="signin"),
            sign_ins=signed,
            accesses=Accesses(opened(folder)),
            conversations=Conversations(opened(folder)),
            readable=lambda _: Store(),
        )
        for module in (visiting, taking):
            patch.setattr(module, "parts", lambda: here)
        who = Identity("i|s", "Ida", "viewer", "f" * 64)
        signed.check(who)
        here.conversations.add("i|s", "c", Kept("t", WORDS, {"claims": []}))
        signed.end(who)
        with suppress(taking.NotGivenError):
            taking.Source(visiting.Arrival(who, ""), "c", "t", Shown("t", WORDS, None)).turns("HTML")
            pytest.fail("a file was made")


def a_role_taken_away_is_gone_in_every_tab(folder: Path) -> None:
    sign_ins = SignIns(opened(folder), lambda: 1_800_000_000.0)
    before = Identity("i|s", "Ida", "operator", "a" * 64, 1_799_999_000.0)
    sign_ins.check(before)
    sign_ins.check(Identity("i|s", "Ida", "viewer", "b" * 64, 1_799_999_900.0))
    assert sign_ins.check(before).role == "viewer"


def shared(folder: Path) -> tuple[Database, Shares, str]:
    made = opened(folder)
    Conversations(made).add("ida", "c", Kept("t", WORDS, {"was": 1}))
    shares = Shares(made)
    return made, shares, shares.make("ida", "t", days=7) or ""


def a_token_is_long_and_only_its_hash_is_kept(folder: Path) -> None:
    _, _, token = shared(folder)
    assert len(token) >= 43
    assert token.encode() not in (folder / database.FILE).read_bytes()


def a_share_stays_as_it_was(folder: Path) -> None:
    made, shares, token = shared(folder)
    with made.begin() as session:
        session.execute(text("""UPDATE turns SET reply = '{"was": 2}'"""))
    found = shares.open(token)
    assert found is not None and found.reply == {"was": 1}


def errors_tell_strangers_nothing(_: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BELEGUI_ACCESS", "public")
        assert KEY not in visiting.excuse(UnreachableError(f"key {KEY} refused"), "en")


def a_hundred_questions_pass_ten_times(folder: Path) -> None:
    counted = Limits(opened(folder), Hosting(a_minute=10))
    passed: list[object] = []
    all_at_once(100, lambda: passed.append(counted.take("ida")))
    assert passed.count(None) == 10


def money_for_ten_calls_pays_ten(folder: Path) -> None:
    purse, paid = Purse(folder / "spending.json", 1.0), []

    def call() -> None:
        with suppress(SpendingError):
            paid.append(purse.take(0.1))

    all_at_once(100, call)
    assert len(paid) == 10


class Unreachable:
    """A model that is not there."""

    name = "nobody"

    def draft(self, *_: object, **__: object) -> object:
        raise UnreachableError("nobody answers")


def a_model_that_fails_is_stood_in_for(_: Path) -> None:
    reply = list(ask_for(Unreachable(), brief(), 5.0))[-1]
    assert reply.usage.fallback and {each.drafted_by for each in reply.claims} == {"extractive"}


def logged(folder: Path) -> tuple[Database, Accesses]:
    made = opened(folder)
    log = Accesses(made)
    for at in range(4):
        log.record("ida", "ask", what=str(at))
    return made, log


def one_changed_entry_breaks_the_chain(folder: Path) -> None:
    made, log = logged(folder)
    made.close()
    file = folder / database.FILE
    with suppress(IntegrityError), Database(f"sqlite:///{file}").begin() as session:
        session.execute(text("DROP TRIGGER accesses_update"))
        session.get_one(Entry, 2).who = "idb"
    assert log.broken()[1] == 2


def the_log_refuses_to_be_changed(folder: Path) -> None:
    made, _ = logged(folder)
    with pytest.raises(IntegrityError), made.begin() as session:
        session.execute(text("DELETE FROM accesses WHERE no = 2"))


def the_log_holds_no_question(_: Path) -> None:
    assert not Hosting.read({}).log_questions


def deleting_leaves_nothing(folder: Path) -> None:
    made, shares, token = shared(folder)
    Conversations(made).delete("ida", "c")
    assert shares.open(token) is None
    with made.begin() as session:
        assert session.query(Share).count() == session.query(StoredTurn).count() == 0
    made.close()
    assert WORDS.encode() not in (folder / database.FILE).read_bytes()


def the_next_is_told_busy_within_a_second(folder: Path) -> None:
    places = Limits(opened(folder), Hosting(at_once=1, pages_at_once=1))
    for place in (places.answering, places.drawing):
        told: list[object] = []

        def next_one(place: Callable[..., object] = place, told: list[object] = told) -> None:
            begun = time.monotonic()
            with place() as taken:
                told.extend((taken, time.monotonic() - begun))

        with place() as first:
            all_at_once(3, next_one)
        assert first and not any(told[::2]) and max(told[1::2]) < 1


# The guards


def unescaped(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(blocks.html, "escape", lambda value, **_: value)


def unfrozen(patch: pytest.MonkeyPatch) -> None:
    def live(self: Shares, _token: str) -> Shared:
        with self._database.begin() as session:
            turn = session.query(StoredTurn).one()
            return Shared("s", turn.question, turn.reply, 0.0, 0.0)

    patch.setattr(Shares, "open", live)


def put(where: object, name: str, value: object) -> TakenOut:
    return lambda patch: patch.setattr(where, name, value)


GUARDS: dict[str, tuple[Fact, TakenOut]] = {
    "26 escape": (no_text_is_markup, unescaped),
    "26 label": (no_label_is_markup, put(blocks, "_PUNCTUATION", re.compile("(?!)()"))),
    "26 finished label": (no_label_is_markup, put(blocks, "_LOOKALIKES", {})),
    "27 safe": (hidden_characters_are_seen, put(blocks, "safe", lambda value: value)),
    "28 roles": (roles_are_asked_for, put(access, "_signed_in", lambda *_: "")),
    "28 origin": (another_page_does_not_get_in, put(door, "_ours", lambda *_: True)),
    "28 uploads": (a_file_that_no_page_asked_for_is_not_taken, put(door, "_open", lambda _: True)),
    "28 corpora": (
        a_foreign_corpus_is_not_there,
        put(Readable, "article", lambda self, name: self._articles.article(name)),
    ),
    "29 owners": (
        a_foreign_conversation_is_answered_like_an_absent_one,
        put(repository, "_own", lambda session, _, name: session.get(repository.Conversation, name or "")),
    ),
    "30 caches": (
        what_is_cached_is_kept_by_all_that_it_depends_on,
        lambda patch: patch.setitem(
            globals(), "sources", lambda: [s.replace("corpora:", "_corpora:") for s in _sources()]
        ),
    ),
    "31 sign-ins": (signing_out_ends_every_copy, put(signins, "_standing", lambda *_: Standing(""))),
    "31 files": (
        a_file_is_not_made_for_who_signed_out,
        put(visiting, "checked", lambda *_, there, **__: (there(Visitor("signin")), access.Decision(True))),
    ),
    "31 links": (a_file_is_handed_to_whom_it_was_made_for, put(door, "_hand", lambda *_: True)),
    "31 roles": (
        a_role_taken_away_is_gone_in_every_tab,
        put(signins, "_standing", lambda *_: Standing("", "operator")),
    ),
    "32 hash": (a_token_is_long_and_only_its_hash_is_kept, put(sharing, "_hash", lambda token: token)),
    "32 length": (a_token_is_long_and_only_its_hash_is_kept, put(sharing, "_BYTES", 8)),
    "33 frozen": (a_share_stays_as_it_was, unfrozen),
    "34 excuse": (errors_tell_strangers_nothing, put(visiting, "failed", str)),
    "35 limits": (a_hundred_questions_pass_ten_times, put(limits, "_asked", lambda *_: 0)),
    "35 money": (money_for_ten_calls_pays_ten, put(metering.Purse, "_read", lambda _: ("2031-01-01", 0))),
    "36 fallback": (a_model_that_fails_is_stood_in_for, put(modelled, "DraftError", ZeroDivisionError)),
    "37 chain": (one_changed_entry_breaks_the_chain, put(audit, "digest", lambda *_: "0" * 64)),
    "37 triggers": (
        the_log_refuses_to_be_changed,
        lambda patch: patch.setattr(Database, "begin", _without_triggers(Database.begin)),
    ),
    "37 questions": (the_log_holds_no_question, lambda patch: patch.setattr("ui.hosting._yes", lambda _: True)),
    "38 pragmas": (deleting_leaves_nothing, put(database, "_PRAGMAS", ("synchronous = OFF",))),
    "39 busy": (the_next_is_told_busy_within_a_second, put(limits, "_PATIENCE", 1.2)),
}


def _without_triggers(begin: Callable[..., object]) -> Callable[..., object]:
    def unlocked(self: Database, *, alone: bool = False) -> object:
        with self.engine.begin() as connection:
            connection.execute(text("DROP TRIGGER IF EXISTS accesses_delete"))
        return begin(self, alone=alone)

    return unlocked


@pytest.mark.parametrize("name", GUARDS)
def test_what_a_guard_keeps_holds(name, tmp_path):
    GUARDS[name][0](tmp_path)


@pytest.mark.parametrize("name", GUARDS)
def test_without_its_guard_it_is_seen_to_break(name, tmp_path):
    fact, taken_out = GUARDS[name]
    # Not the test's own monkeypatch: what is taken out is back before anything else runs.
    with pytest.MonkeyPatch.context() as patch:
        taken_out(patch)
        with pytest.raises((AssertionError, UnreachableError, pytest.fail.Exception)):
            fact(tmp_path)


def test_every_invariant_of_people_and_sharing_has_a_guard_that_is_tried():
    assert {int(name.split()[0]) for name in GUARDS} == set(range(26, 40))


# The app's source: nothing foreign reaches Markdown, nothing of one visitor is kept for all.

FORBIDDEN = {
    "markdown", "write", "caption", "text", "error", "warning", "info", "success", "title", "header", "subheader",
    "toast", "exception", "latex", "write_stream", "badge", "metric", "help", "json", "table",
}  # fmt: skip
LABELLED = {
    "button", "text_input", "text_area", "selectbox", "multiselect", "checkbox", "popover", "expander", "date_input",
    "form_submit_button", "download_button", "file_uploader", "segmented_control", "chat_input", "dialog", "spinner",
}  # fmt: skip
NUMBERS = {"articles", "origins", "count", "most", "marker", "tongue"}


def _sources() -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted(Path(ui.__file__).parent.glob("**/*.py"))]


def sources() -> list[str]:
    return _sources()


def calls() -> list[tuple[str, ast.Call, ast.Module]]:
    trees = [ast.parse(source) for source in _sources()]
    found = [(each, tree) for tree in trees for each in ast.walk(tree) if isinstance(each, ast.Call)]
    return [(each.func.attr, each, tree) for each, tree in found if isinstance(each.func, ast.Attribute)]


def ignored_by_caches(texts: list[str]) -> list[str]:
    """The arguments of cached functions Streamlit leaves out of the key, but for settings: a key stands for them."""
    functions = [each for one in texts for each in ast.walk(ast.parse(one)) if isinstance(each, ast.FunctionDef)]
    cached = [each for each in functions if any("cache_" in ast.unparse(name) for name in each.decorator_list)]
    assert len(cached) >= 2
    names = [arg.arg for each in cached for arg in each.args.args]
    return [name for name in names if name.startswith("_") and name not in {"_settings", "_hosting"}]


def test_no_page_calls_what_reads_its_text_as_markdown():
    streamlit = [call for name, call, _ in calls() if name in FORBIDDEN and ast.unparse(call.func).startswith("st.")]
    assert [ast.unparse(each) for each in streamlit] == []


def test_every_label_is_the_apps_own_word_or_made_harmless():
    labels = [(call.args[0], tree) for name, call, tree in calls() if name in LABELLED and call.args]
    assert len(labels) > 30
    assert [ast.unparse(label) for label, tree in labels if not harmless(label, tree)] == []


def harmless(label: ast.expr, tree: ast.Module) -> bool:
    """Whether a label is a constant, made by `blocks.label`, or the app's words with nothing but numbers put in."""
    match label:
        case ast.Constant():
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return harmless(body, tree) and harmless(orelse, tree)
        case ast.Call(func=ast.Name("say"), keywords=keywords):
            return all(each.arg in NUMBERS for each in keywords)
        case ast.Call(func=func):
            return ast.unparse(func) == "blocks.label" or ast.unparse(label) == "str(citation.marker)"
        case ast.Name(name):
            given = values(name, tree)
            return bool(given) and all(harmless(each, tree) for each in given)
    return False


def values(name: str, tree: ast.Module) -> list[ast.expr]:
    """What a file gives this name; the names of formats of export are the app's own."""
    found: list[ast.expr] = []
    for each in ast.walk(tree):
        if isinstance(each, ast.For) and name == "name" and "export.FORMATS" in ast.unparse(each.iter):
            found.append(ast.Constant(name))
        if isinstance(each, ast.Assign):
            target, value = each.targets[0], each.value
            if ast.unparse(target) == name:
                found.append(value)
            elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                found += [v for t, v in zip(target.elts, value.elts, strict=True) if ast.unparse(t) == name]
    return found
