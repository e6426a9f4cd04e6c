"""Sums by day for the figures, and what the lists of sessions are found by.

The sums themselves are counted by hub.store.tallies.rebuild, which knows the gym's time zone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of sums; give each set the start of its session."""
    _zone()
    _station_days()
    _site_hours()
    _exercise_days()
    _condition_days()
    _set_starts()
    op.create_index(
        "ix_sessions_known_start_ms",
        "sessions",
        ["start_ms"],
        sqlite_where=sa.text("effective_member_id IS NOT NULL"),
        postgresql_where=sa.text("effective_member_id IS NOT NULL"),
    )


def _zone() -> None:
    zone = op.create_table(
        "tally_zone",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally_zone")),
    )
    op.bulk_insert(zone, [{"id": 1, "name": None}])


def _station_days() -> None:
    op.create_table(
        "station_days",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("site", sa.String(length=80), nullable=False),
        sa.Column("station_id", sa.String(length=81), nullable=False),
        *_sums("sessions", "anonymous", "busy_ms", "sets", "reps"),
        sa.ForeignKeyConstraint(
            ["station_id"], ["stations.id"], name=op.f("fk_station_days_station_id")
        ),
        sa.PrimaryKeyConstraint("day", "site", "station_id", name=op.f("pk_station_days")),
        sqlite_with_rowid=False,
    )


def _site_hours() -> None:
    op.create_table(
        "site_hours",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("site", sa.String(length=80), nullable=False),
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        *_sums("sessions", "busy_ms"),
        sa.PrimaryKeyConstraint("day", "site", "hour", name=op.f("pk_site_hours")),
        sqlite_with_rowid=False,
    )


def _exercise_days() -> None:
    op.create_table(
        "exercise_days",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("site", sa.String(length=80), nullable=False),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        *_sums("sets", "reps", "good_reps", "judged_reps", "hold_ms"),
        sa.PrimaryKeyConstraint("day", "site", "exercise", name=op.f("pk_exercise_days")),
        sqlite_with_rowid=False,
    )


def _condition_days() -> None:
    op.create_table(
        "condition_days",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("site", sa.String(length=80), nullable=False),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("condition", sa.String(length=80), nullable=False),
        *_sums("ok", "fault", "not_judged"),
        sa.PrimaryKeyConstraint(
            "day", "site", "exercise", "condition", name=op.f("pk_condition_days")
        ),
        sqlite_with_rowid=False,
    )


def _sums(*names: str) -> "list[sa.Column[int]]":
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def _set_starts() -> None:
    op.add_column(
        "sets",
        sa.Column("session_start_ms", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.execute(
        "UPDATE sets SET session_start_ms ="
        " (SELECT start_ms FROM sessions WHERE sessions.id = sets.session_id)"
    )
    op.create_index(
        op.f("ix_sets_effective_exercise_session_start_ms_session_id"),
        "sets",
        ["effective_exercise", "session_start_ms", "session_id"],
    )
