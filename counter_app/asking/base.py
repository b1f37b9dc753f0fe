"""The base of every block of the form. Must not hold a field itself."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Form(BaseModel):
    """A block of the form; its fields stand in the order of 附件 1 and are the format's keys.

    `defer_build` keeps the start of the command line short: the walker in `checks` reads the
    declarations and needs no compiled validator.
    """

    incomplete: ClassVar[str] = ""
    """The one code, at the block itself, for all that the block lacks; none: one for each key."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
