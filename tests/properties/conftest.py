from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Connection

from central_server.policies import Policies
from central_server.store.engine import open_store
from central_server.store.schema_version import bring_up_to_date
from tests.databases import Databases, on_both

pytest_generate_tests = on_both


@pytest.fixture(scope="module")
def store(
    tmp_path_factory: pytest.TempPathFactory, database: str, databases: Databases
) -> Iterator[Connection]:
    """A server's empty store; what a test writes into it is rolled back."""
    data = tmp_path_factory.mktemp("server")
    url = databases.new(database, data)
    opened = open_store(url, data)
    writing = opened.engine.execution_options(writes=True, policies=Policies())
    with writing.connect() as connection:
        with connection.begin():
            bring_up_to_date(connection)
        yield connection
    opened.engine.dispose()
    opened.mark.close()
    databases.gone(url)
