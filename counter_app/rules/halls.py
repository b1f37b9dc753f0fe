"""Where a region's hall is and whom to ask there. Must not invent what policy does not give."""

from datetime import date
from typing import NamedTuple

from counter_app.forms.housing_application import Region
from counter_app.rules.policy import Policy

CITY = str(Region.CITY)


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
    city_phone: str = ""
    """The city's, which stands in where the hall's own is not known."""

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
    city = policy.one("hall", on, region=CITY) or {}
    facts = {key: row.get(key, "") for key in Hall._fields}
    facts["complaint_phones"] = tuple(row.get("complaint_phones", ()))
    return Hall(**facts | {"city_phone": "" if facts["phone"] else city.get("phone", "")})
