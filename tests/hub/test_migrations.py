import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from edge.errors import StoreError
from hub.store.database import Database
from hub.store.tallies.tables import metadata
from hub.store.upgrade import current, newest, require_newest, upgrade


def test_the_steps_lead_to_the_tables_that_the_program_uses(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert current(database) == newest()


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    upgrade(database)
    require_newest(database)


def test_an_empty_database_is_named_as_one_to_upgrade(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(StoreError, match="gymhub db upgrade"):
        require_newest(database)
    database.close()


def test_tables_of_a_newer_program_are_left_alone(database: Database) -> None:
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer gymhub"):
        require_newest(database)


@pytest.mark.parametrize("url", ["mysql://host/hub", "nonsense"])
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="sqlite"):
        Database(url)


def test_a_database_that_is_away_is_named_without_its_password(tmp_path) -> None:
    database = Database(f"postgresql://hub:secret@/hub?host={tmp_path}")
    with pytest.raises(StoreError) as caught, database.begin():
        pass
    assert "secret" not in str(caught.value)
