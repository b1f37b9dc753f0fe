"""One thing that is wrong or worth a look. Must not know how it was found."""

from typing import NamedTuple


class Problem(NamedTuple):
    """`field` is the dotted path, `message` one Chinese sentence that a clerk can act on."""

    field: str
    code: str
    message: str
