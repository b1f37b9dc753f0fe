"""What Alembic runs: the migrations on the connection that it was given, in its transaction."""

from alembic import context

from central_server.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,
)
context.run_migrations()
