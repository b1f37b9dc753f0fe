"""Part 3: the members of the household as a table whose cells are edited in place."""

from counter_app.ui.intake.pages.household.page import HouseholdPage

__all__ = ["HouseholdPage"]
