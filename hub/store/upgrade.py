"""The version of the tables: what it is, and how it is brought up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from edge.errors import StoreError
from hub.store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x67796D  # any number of ours: two workers that start at once take turns


def newest() -> str:
    """The version that this program needs."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    assert head is not None, "the package has its migrations"  # noqa: S101 - part of the program
    return head


def current(database: Database) -> str | None:
    """The version that the database has; None for an empty one."""
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database) -> None:
    """Bring the tables to the newest version; nothing happens where they are."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.begin() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def require_newest(database: Database) -> None:
    """Raise StoreError unless the tables are those that this program needs."""
    version = current(database)
    if version == newest():
        return
    known = {step.revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    newer = version is not None and version not in known
    raise StoreError(
        "the tables were made by a newer gymhub" if newer else "the tables are not up to date",
        where=database.place,
        remedy="install that version again" if newer else "run `gymhub db upgrade`",
    )
