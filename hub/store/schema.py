"""The tables. Moments are milliseconds since 1970 UTC (`…_ms`), durations seconds (`…_s`).

What a station said stands as it came; what staff changed stands in `amendments`, and its outcome in
the `effective_…` columns, which every query reads. Names of people stand in `members` and nowhere
else.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite counts rows up by itself only for a column of the type INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")
Id = String(64)
Word = String(80)

stations = Table(
    "stations",
    metadata,
    Column("id", String(81), primary_key=True, comment="site/station"),
    Column("site", Word, nullable=False),
    Column("station", Word, nullable=False),
    Column("first_seen_ms", BigInteger, nullable=False),
    Column("last_seen_ms", BigInteger, nullable=False),
    Column("status", Word, nullable=True, comment="online, offline or stopped"),
    Column("boot_id", Id, nullable=True, comment="the run that the status is of"),
    Column("since_ms", BigInteger, nullable=True),
    Column("since_synced", Boolean, nullable=True),
    Column("version", Word, nullable=True),
    Column("health", Word, nullable=True),
    Column("health_digest", String(64), nullable=True, comment="of what health said last"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Id, primary_key=True, comment="the summary's id"),
    Column("station_id", String(81), ForeignKey("stations.id"), nullable=False),
    Column("boot_id", Id, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("member_id", Id, nullable=True, comment="as the station said"),
    Column("effective_member_id", Id, nullable=True),
    Column("method", Word, nullable=True),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("clock_synced", Boolean, nullable=False),
    Column("duration_s", Float, nullable=False),
    Column("ended_by", Word, nullable=False),
    Column("interrupted", Boolean, nullable=False),
    Column("software", Word, nullable=False),
    Column("config", Word, nullable=False),
    Column("models", JSON, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("amended", Boolean, nullable=False, default=False),
    Index(None, "start_ms"),
    Index(None, "station_id", "start_ms"),
    Index(None, "effective_member_id", "start_ms"),
    Index(None, "member_id"),
    Index(
        "ix_sessions_known_start_ms",
        "start_ms",
        sqlite_where=text("effective_member_id IS NOT NULL"),
        postgresql_where=text("effective_member_id IS NOT NULL"),
    ),
)

sets = Table(
    "sets",
    metadata,
    Column("session_id", Id, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, comment="from 1, within the session"),
    Column("exercise", Word, nullable=False),
    Column("effective_exercise", Word, nullable=False),
    Column("rep_count", Integer, nullable=False),
    Column("effective_rep_count", Integer, nullable=False),
    Column("start_s", Float, nullable=False),
    Column("end_s", Float, nullable=False),
    Column("ended_by", Word, nullable=False),
    Column("partial_reps", Integer, nullable=False),
    Column("good_reps", Integer, nullable=False),
    Column("judged_reps", Integer, nullable=False),
    Column("hold_s", Float, nullable=False),
    Column("tension_s", Float, nullable=False),
    Column("tempo", JSON, nullable=True),
    Column("range_of_motion", JSON, nullable=True),
    Column("reps", JSON, nullable=False, comment="the repetitions, read with their set only"),
    Column("session_start_ms", BigInteger, nullable=False, server_default="0"),
    Index(None, "effective_exercise", "session_start_ms", "session_id"),
)

set_conditions = Table(
    "set_conditions",
    metadata,
    Column("session_id", Id, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, comment="of the set"),
    Column("condition", Word, primary_key=True),
    Column("ok", Integer, nullable=False),
    Column("fault", Integer, nullable=False),
    Column("not_judged", Integer, nullable=False),
)

amendments = Table(
    "amendments",
    metadata,
    Column("id", RowId, primary_key=True),
    Column(
        "session_id", Id, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("at_ms", BigInteger, nullable=False),
    Column("account", Word, nullable=False),
    Column("kind", Word, nullable=False, comment="correct, reassign or anonymise"),
    Column("number", Integer, nullable=True, comment="of the set that is corrected"),
    Column("exercise", Word, nullable=True),
    Column("rep_count", Integer, nullable=True),
    Column("member_id", Id, nullable=True, index=True),
    Column("reason", Text, nullable=False),
)

health_history = Table(
    "health_history",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("station_id", String(81), ForeignKey("stations.id"), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("status", Word, nullable=False),
    Column("checks", JSON, nullable=False),
    Index(None, "station_id", "at_ms"),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("station_id", String(81), ForeignKey("stations.id"), nullable=False),
    Column("boot_id", Id, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("code", Word, nullable=False),
    Column("severity", Word, nullable=False),
    Column("text", JSON, nullable=False, comment="by language"),
    UniqueConstraint("station_id", "boot_id", "sequence"),
    Index(None, "at_ms"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at_ms", BigInteger, nullable=False, index=True),
    Column("topic", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False, comment="bytes that came; payload may be cut"),
    Column("digest", String(64), nullable=False, comment="SHA-256 of what came"),
    Column("times", Integer, nullable=False, comment="how often the same came"),
    UniqueConstraint("digest"),
)

members = Table(
    "members",
    metadata,
    Column("id", Id, primary_key=True, comment="opaque; what stations know"),
    Column("name", String(200), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("consent_ms", BigInteger, nullable=True, comment="None: none, or withdrawn"),
    Column("consent_version", Word, nullable=True, comment="of the text agreed to"),
    Column("consent_account", Word, nullable=True, comment="who wrote it down"),
)

cards = Table(
    "cards",
    metadata,
    Column("digest", String(64), primary_key=True, comment="SHA-256 of what the card says"),
    Column(
        "member_id", Id, ForeignKey("members.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("issued_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger, nullable=True),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("digest", String(64), primary_key=True, comment="SHA-256 of an erased member's id"),
    Column("at_ms", BigInteger, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at_ms", BigInteger, nullable=False, index=True),
    Column("account", Word, nullable=False),
    Column("action", Word, nullable=False),
    Column("subject", String(200), nullable=False, index=True),
    Column("address", Word, nullable=False),
    Column("detail", JSON, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("name", Word, primary_key=True),
    Column("role", Word, nullable=False, comment="viewer, staff or admin"),
    Column("password_hash", String(200), nullable=False),
    Column("language", String(8), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("digest", String(64), primary_key=True, comment="SHA-256 of the secret"),
    Column("kind", Word, nullable=False, comment="session, token or setup"),
    Column(
        "account", Word, ForeignKey("accounts.name", ondelete="CASCADE"), nullable=True, index=True
    ),
    Column("label", Word, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=True),
)
