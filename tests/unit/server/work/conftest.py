"""The house in which cases are decided."""

from tests.unit.server.deciding.conftest import house as house
