"""A house whose departments are asked, on either database."""

from collections.abc import Iterator

import pytest

from tests.unit.server.deciding.conftest import house as house
from tests.unit.server.deciding.house import House
from tests.unit.server.departments.asking import Bureau
from tests.unit.server.departments.standing import standing_in


@pytest.fixture
def bureau(house: House) -> Iterator[Bureau]:
    """A bureau with a stand-in that knows everybody."""
    with standing_in() as stand_in:
        yield Bureau(house, stand_in)
