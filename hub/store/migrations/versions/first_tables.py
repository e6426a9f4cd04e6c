"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    _accounts()
    _audit()
    _members()
    _quarantine()
    _stations()
    _tombstones()
    _alerts()
    _cards()
    _health_history()
    _keys()
    _sessions()
    _amendments()
    _set_conditions()
    _sets()


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False, comment="viewer, staff or admin"),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_accounts")),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=80), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at_ms"), "audit", ["at_ms"], unique=False)
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"], unique=False)


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("id", sa.String(length=64), nullable=False, comment="opaque; what stations know"),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("consent_ms", sa.BigInteger(), nullable=True, comment="None: none, or withdrawn"),
        sa.Column(
            "consent_version", sa.String(length=80), nullable=True, comment="of the text agreed to"
        ),
        sa.Column(
            "consent_account", sa.String(length=80), nullable=True, comment="who wrote it down"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )


def _quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column(
            "size", sa.Integer(), nullable=False, comment="bytes that came; payload may be cut"
        ),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of what came"),
        sa.Column("times", sa.Integer(), nullable=False, comment="how often the same came"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sa.UniqueConstraint("digest", name=op.f("uq_quarantine_digest")),
    )
    op.create_index(op.f("ix_quarantine_at_ms"), "quarantine", ["at_ms"], unique=False)


def _stations() -> None:
    op.create_table(
        "stations",
        sa.Column("id", sa.String(length=81), nullable=False, comment="site/station"),
        sa.Column("site", sa.String(length=80), nullable=False),
        sa.Column("station", sa.String(length=80), nullable=False),
        sa.Column("first_seen_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_ms", sa.BigInteger(), nullable=False),
        sa.Column(
            "status", sa.String(length=80), nullable=True, comment="online, offline or stopped"
        ),
        sa.Column(
            "boot_id", sa.String(length=64), nullable=True, comment="the run that the status is of"
        ),
        sa.Column("since_ms", sa.BigInteger(), nullable=True),
        sa.Column("since_synced", sa.Boolean(), nullable=True),
        sa.Column("version", sa.String(length=80), nullable=True),
        sa.Column("health", sa.String(length=80), nullable=True),
        sa.Column(
            "health_digest", sa.String(length=64), nullable=True, comment="of what health said last"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stations")),
    )


def _tombstones() -> None:
    op.create_table(
        "tombstones",
        sa.Column(
            "digest",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of an erased member's id",
        ),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_tombstones")),
    )


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("station_id", sa.String(length=81), nullable=False),
        sa.Column("boot_id", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("severity", sa.String(length=80), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False, comment="by language"),
        sa.ForeignKeyConstraint(["station_id"], ["stations.id"], name=op.f("fk_alerts_station_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint(
            "station_id", "boot_id", "sequence", name=op.f("uq_alerts_station_id_boot_id_sequence")
        ),
    )
    op.create_index(op.f("ix_alerts_at_ms"), "alerts", ["at_ms"], unique=False)


def _cards() -> None:
    op.create_table(
        "cards",
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="SHA-256 of what the card says"
        ),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("issued_ms", sa.BigInteger(), nullable=False),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_cards_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_cards")),
    )
    op.create_index(op.f("ix_cards_member_id"), "cards", ["member_id"], unique=False)


def _health_history() -> None:
    op.create_table(
        "health_history",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("station_id", sa.String(length=81), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=80), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["stations.id"], name=op.f("fk_health_history_station_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_history")),
    )
    op.create_index(
        op.f("ix_health_history_station_id_at_ms"),
        "health_history",
        ["station_id", "at_ms"],
        unique=False,
    )


def _keys() -> None:
    op.create_table(
        "keys",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of the secret"),
        sa.Column("kind", sa.String(length=80), nullable=False, comment="session, token or setup"),
        sa.Column("account", sa.String(length=80), nullable=True),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.name"], name=op.f("fk_keys_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_keys")),
    )
    op.create_index(op.f("ix_keys_account"), "keys", ["account"], unique=False)


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=64), nullable=False, comment="the summary's id"),
        sa.Column("station_id", sa.String(length=81), nullable=False),
        sa.Column("boot_id", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=True, comment="as the station said"),
        sa.Column("effective_member_id", sa.String(length=64), nullable=True),
        sa.Column("method", sa.String(length=80), nullable=True),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("end_ms", sa.BigInteger(), nullable=False),
        sa.Column("clock_synced", sa.Boolean(), nullable=False),
        sa.Column("duration_s", sa.Float(), nullable=False),
        sa.Column("ended_by", sa.String(length=80), nullable=False),
        sa.Column("interrupted", sa.Boolean(), nullable=False),
        sa.Column("software", sa.String(length=80), nullable=False),
        sa.Column("config", sa.String(length=80), nullable=False),
        sa.Column("models", sa.JSON(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("amended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["stations.id"], name=op.f("fk_sessions_station_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index(
        op.f("ix_sessions_effective_member_id_start_ms"),
        "sessions",
        ["effective_member_id", "start_ms"],
        unique=False,
    )
    op.create_index(op.f("ix_sessions_member_id"), "sessions", ["member_id"], unique=False)
    op.create_index(op.f("ix_sessions_start_ms"), "sessions", ["start_ms"], unique=False)
    op.create_index(
        op.f("ix_sessions_station_id_start_ms"),
        "sessions",
        ["station_id", "start_ms"],
        unique=False,
    )


def _amendments() -> None:
    op.create_table(
        "amendments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("session_id", sa.String(length=64), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column(
            "kind", sa.String(length=80), nullable=False, comment="correct, reassign or anonymise"
        ),
        sa.Column("number", sa.Integer(), nullable=True, comment="of the set that is corrected"),
        sa.Column("exercise", sa.String(length=80), nullable=True),
        sa.Column("rep_count", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f("fk_amendments_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
    )
    op.create_index(op.f("ix_amendments_member_id"), "amendments", ["member_id"], unique=False)
    op.create_index(op.f("ix_amendments_session_id"), "amendments", ["session_id"], unique=False)


def _set_conditions() -> None:
    op.create_table(
        "set_conditions",
        sa.Column("session_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="of the set"),
        sa.Column("condition", sa.String(length=80), nullable=False),
        sa.Column("ok", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Integer(), nullable=False),
        sa.Column("not_judged", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f("fk_set_conditions_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "session_id", "number", "condition", name=op.f("pk_set_conditions")
        ),
    )


def _sets() -> None:
    op.create_table(
        "sets",
        sa.Column("session_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 1, within the session"),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("effective_exercise", sa.String(length=80), nullable=False),
        sa.Column("rep_count", sa.Integer(), nullable=False),
        sa.Column("effective_rep_count", sa.Integer(), nullable=False),
        sa.Column("start_s", sa.Float(), nullable=False),
        sa.Column("end_s", sa.Float(), nullable=False),
        sa.Column("ended_by", sa.String(length=80), nullable=False),
        sa.Column("partial_reps", sa.Integer(), nullable=False),
        sa.Column("good_reps", sa.Integer(), nullable=False),
        sa.Column("judged_reps", sa.Integer(), nullable=False),
        sa.Column("hold_s", sa.Float(), nullable=False),
        sa.Column("tension_s", sa.Float(), nullable=False),
        sa.Column("tempo", sa.JSON(), nullable=True),
        sa.Column("range_of_motion", sa.JSON(), nullable=True),
        sa.Column(
            "reps", sa.JSON(), nullable=False, comment="the repetitions, read with their set only"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_sets_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "number", name=op.f("pk_sets")),
    )
