"""What Alembic runs: every step in one transaction of the connection that it was given."""

from alembic import context

from hub.store.tallies.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",  # SQLite alters a table by a new one
)
with context.begin_transaction():
    context.run_migrations()
