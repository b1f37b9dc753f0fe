"""The pages of the way, one step each: module and class, imported on the first visit."""

import importlib
from typing import TYPE_CHECKING

from counter_app.intake.steps import Part

if TYPE_CHECKING:
    from counter_app.ui.intake.page import Page

_HERE = "counter_app.ui.intake.pages"

PAGES = {
    Part.APPLICANT: f"{_HERE}.applicant:ApplicantPage",
    Part.TYPE: f"{_HERE}.applicant_type:ApplicantTypePage",
    Part.HOUSEHOLD: f"{_HERE}.household:HouseholdPage",
    Part.ASSETS: f"{_HERE}.assets:AssetsPage",
    Part.MATERIALS: f"{_HERE}.materials:MaterialsPage",
    Part.CONSENT: f"{_HERE}.consent:ConsentPage",
    Part.SIGN: f"{_HERE}.sign:SignPage",
}
"""The last step, 收件, is the act itself and has none."""


def page_class(part: Part) -> "type[Page]":
    """The page of a step that has one."""
    module, _, name = PAGES[part].partition(":")
    found: type[Page] = getattr(importlib.import_module(module), name)
    return found
