"""One thing that is wrong or worth a look. Must not know how it was found."""

import msgspec


class Problem(msgspec.Struct, frozen=True, gc=False):
    """`field` is the dotted path, `message` one Chinese sentence that a clerk can act on."""

    field: str
    code: str
    message: str
