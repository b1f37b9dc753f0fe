"""Inserts as the driver wants them: written once from the table, rows as tuples in its order.

For the rows that a sync writes by the thousand; everything else uses the tables as they are.
"""

from sqlalchemy import Table, insert
from sqlalchemy.dialects.sqlite import dialect


def insert_into(table: Table, *, or_ignore: bool = False) -> str:
    """The statement for whole rows, each value in the order of the table's columns."""
    statement = insert(table).prefix_with("OR IGNORE") if or_ignore else insert(table)
    return str(statement.compile(dialect=dialect(paramstyle="qmark")))
