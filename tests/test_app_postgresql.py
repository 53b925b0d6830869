"""Facts about conversations, sign-ins, limits and the log in PostgreSQL: a real server in a temporary folder.

Skipped, visibly, without the server (`apt-get install postgresql`) or psycopg (`pip install 'beleg[postgresql]'`).
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.browser.app import free_port
from ui.audit import Accesses
from ui.conversations.database import Database
from ui.conversations.repository import Conversations, Kept
from ui.conversations.tables import Base, Share
from ui.hosting import Hosting
from ui.limits import Limits
from ui.sharing import Shares
from ui.signins import Identity, SignIns

pytest.importorskip("psycopg", reason="no psycopg; pip install 'beleg[postgresql]'")
FOUND = shutil.which("initdb")
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or ([Path(FOUND).parent] if FOUND else [])
if not PROGRAMS:
    pytest.skip("no PostgreSQL; apt-get install -y postgresql", allow_module_level=True)


def run(*command: object) -> None:
    """A program of PostgreSQL, which root may not run."""
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run([str(part) for part in command], check=True, capture_output=True, user=user, cwd="/", timeout=60)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("postgresql")
    if os.geteuid() == 0:
        folder = Path("/tmp") / f"beleg-postgresql-{os.getpid()}"  # noqa: S108 - pytest's own folders are root's alone
        folder.mkdir(mode=0o700)
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    port, data = free_port(), folder / "data"
    run(PROGRAMS[-1] / "initdb", "-D", data, "-U", "beleg", "-A", "trust", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    run(PROGRAMS[-1] / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    yield f"postgresql+psycopg://beleg@127.0.0.1:{port}/postgres"
    run(PROGRAMS[-1] / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def opened(server):
    made = Database(server)
    yield made
    with made.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    made.close()


def test_the_migrations_make_exactly_the_tables(opened):
    with opened.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_conversations_are_kept_found_shared_and_deleted_with_their_shares(opened):
    kept, shares = Conversations(opened), Shares(opened)
    name = kept.add("ida", None, Kept("t", "Wie hoch ist die Brücke?", {"was": 1}))
    assert [each.id for each in kept.titles("ida", "BRÜCKE")] == [name]
    assert kept.open("otto", name) is None
    token = shares.make("ida", "t", days=7)
    assert shares.open(token).reply == {"was": 1}
    kept.delete("ida", name)
    assert shares.open(token) is None
    with opened.begin() as session:
        assert session.query(Share).count() == 0


def test_signing_out_counts(opened):
    sign_ins, who = SignIns(opened), Identity("i|s", "Ida", "viewer", "f" * 64)
    assert sign_ins.check(who).why == ""
    sign_ins.end(who)
    assert sign_ins.check(who).why == "session_over"


def test_several_processes_count_together_and_chain_one_log(server, opened):
    others = [Database(server) for _ in range(3)]
    limits = [Limits(each, Hosting(a_minute=10)) for each in others]
    passed, logs = [], [Accesses(each) for each in others]

    def act(at: int) -> None:
        passed.append(limits[at % 3].take("ida"))
        logs[at % 3].record("ida", "ask")

    threads = [threading.Thread(target=act, args=(at,)) for at in range(30)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert passed.count(None) == 10
    assert logs[0].broken() == (30, None)
    for each in others:
        each.close()


@pytest.mark.parametrize("statement", ["UPDATE accesses SET who = 'x'", "DELETE FROM accesses", "TRUNCATE accesses"])
def test_the_log_refuses_to_be_changed(opened, statement):
    Accesses(opened).record("ida", "ask")
    with pytest.raises(DBAPIError, match="append-only"), opened.begin() as session:
        session.execute(text(statement))
