"""核查事项: what a department can be asked, `<department>.<item>`; a consent is kept by these.

Which of them are asked, of whom and why is policy. Must not know what an answer looks like.
"""

from counter_app.forms.consents import Department

ITEMS = (
    "public_security.identity",
    "public_security.household",
    "public_security.residence_permit",
    "public_security.vehicle",
    "civil_affairs.marriage",
    "civil_affairs.assistance",
    "civil_affairs.economic",
    "education.degree",
    "human_resources.insurance",
    "human_resources.pension",
    "natural_resources.real_estate",
    "housing.contracts",
    "housing.own_register",
    "taxation.income",
    "housing_fund.account",
    "market_regulation.business",
    "disabled_persons.card",
    "veterans.status",
)
"""In the order of the list; a name that was once signed for is never taken away."""


_BY_NAME_ONLY = frozenset(
    ("public_security.residence_permit", "civil_affairs.economic", "housing.contracts")
)
"""What no sheet meant by a department's name alone; the economic check has a sheet of its own."""


def items_of(department: str) -> tuple[str, ...]:
    """What a row that names a department and no item asks: what such a sheet said in words."""
    return tuple(
        item for item in ITEMS if department_of(item) == department and item not in _BY_NAME_ONLY
    )


def department_of(item: str) -> Department:
    """Who is asked about an item."""
    return Department(item.partition(".")[0])
