"""Where a region's hall is and whom to ask there. Must not invent what policy does not give."""

from datetime import date
from typing import NamedTuple

from counter_app.rules.policy import Policy


class Hall(NamedTuple):
    """A region's hall; what is not known is empty, and `ask_bureau` says to ask for it."""

    region: str = ""
    name: str = ""
    bureau: str = ""
    address: str = ""
    phone: str = ""
    complaint_address: str = ""
    complaint_phones: tuple[str, ...] = ()
    hours: str = ""
    ask_bureau: bool = False
    note: str = ""

    @property
    def consult_phones(self) -> tuple[str, ...]:
        """Whom to ask, as `complaint_phones`: none or one."""
        return (self.phone,) if self.phone else ()


def hall_of(policy: Policy, region: str, on: date) -> Hall:
    """The hall of a region on a day; KeyError for a region that policy does not know."""
    hall = find_hall(policy, region, on)
    if hall is None:
        raise KeyError(region)
    return hall


def find_hall(policy: Policy, region: str, on: date) -> Hall | None:
    """The hall of a region on a day; None for a region that policy does not know."""
    row = policy.one("hall", on, region=region)
    if row is None:
        return None
    facts = {key: row.get(key, "") for key in Hall._fields}
    return Hall(**{**facts, "complaint_phones": tuple(row.get("complaint_phones", ()))})
