"""Role and corpora of a person's latest sign-in, and a log of accesses that the database itself keeps append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SQLITE = (
    "CREATE TRIGGER accesses_{name} BEFORE {what} ON accesses "
    "BEGIN SELECT RAISE(ABORT, 'the log of accesses is append-only'); END"
)
_POSTGRESQL = (
    """CREATE FUNCTION accesses_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the log of accesses is append-only'; END $$""",
    """CREATE TRIGGER accesses_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON accesses
    FOR EACH STATEMENT EXECUTE FUNCTION accesses_append_only()""",
)


def upgrade() -> None:
    """Add the columns and the triggers."""
    op.add_column("people", sa.Column("corpora", sa.Text()))
    op.add_column("people", sa.Column("claimed", sa.Float(), nullable=False, server_default="0"))
    match op.get_bind().dialect.name:
        case "sqlite":
            for what in ("UPDATE", "DELETE"):
                op.execute(_SQLITE.format(name=what.lower(), what=what))
        case "postgresql":
            for statement in _POSTGRESQL:
                op.execute(statement)
