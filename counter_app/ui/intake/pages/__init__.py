"""The pages of the way, one step each: module and class, imported on the first visit."""

from counter_app.intake.steps import Part

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
