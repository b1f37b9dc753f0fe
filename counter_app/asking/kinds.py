"""The kinds of value on the form, each bound to the one function that reads it.

pydantic and the walker call the same readers. Must not compare one field with another; that is
`checks`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from counter_app.asking.amounts import read_amount, read_count, read_format, read_share
from counter_app.asking.credit_code import read_credit_code
from counter_app.asking.readers import (
    NAME_LIMIT,
    TEXT_LIMIT,
    Month,
    Read,
    WrongError,
    read_boolean,
    read_date,
    read_id_number,
    read_month,
    read_name,
    read_phone,
    read_region_code,
    read_sha256,
    read_text,
)

__all__ = ["Month", "WrongError"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A kind of value: how it is read and, for times, what it must not be later than."""

    kind: str
    read: Read
    not_after: str = ""
    """`applied_on`, `today` or nothing."""
    max_length: int = TEXT_LIMIT

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic read through the same function."""
        return core_schema.no_info_plain_validator_function(self.read)


Text = Annotated[str, Leaf("text", read_text)]
Name = Annotated[str, Leaf("text", read_name, max_length=NAME_LIMIT)]
IdNumber = Annotated[str, Leaf("id_number", read_id_number)]
"""An ID number of the kind that `id_kind` beside it names; `checks` judges which."""
ResidentId = Annotated[str, Leaf("resident_id", read_id_number)]
PersonReference = Annotated[str, Leaf("person", read_id_number)]
"""Names a person by ID number; only a text."""
Phone = Annotated[str, Leaf("phone", read_phone)]
Money = Annotated[Decimal, Leaf("money", read_amount)]
Area = Annotated[Decimal, Leaf("area", read_amount)]
Share = Annotated[Decimal, Leaf("share", read_share)]
PastMonth = Annotated[Month, Leaf("month", read_month, not_after="applied_on")]
Day = Annotated[date, Leaf("date", read_date, not_after="applied_on")]
PastDay = Annotated[date, Leaf("date", read_date, not_after="today")]
AnyDay = Annotated[date, Leaf("date", read_date)]
YesNo = Annotated[bool, Leaf("boolean", read_boolean)]
Count = Annotated[int, Leaf("integer", read_count)]
FormatVersion = Annotated[int, Leaf("format", read_format)]
RegionCode = Annotated[str, Leaf("region_code", read_region_code)]
CreditCode = Annotated[str, Leaf("credit_code", read_credit_code)]
Sha256 = Annotated[str, Leaf("sha256", read_sha256)]
