from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Connection

from central_server.store.engine import open_engine
from central_server.store.schema_version import bring_up_to_date


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A server's empty store; what a test writes into it is rolled back."""
    path = tmp_path_factory.mktemp("server") / "server.db"
    engine = open_engine(f"sqlite:///{path}")
    with engine.execution_options(writes=True).connect() as connection:
        with connection.begin():
            bring_up_to_date(connection)
        yield connection
    engine.dispose()
