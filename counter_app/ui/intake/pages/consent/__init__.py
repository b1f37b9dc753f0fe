"""Part 6: who lets which departments be asked, two questions a person, and what is promised."""

from counter_app.ui.intake.pages.consent.page import ConsentPage

__all__ = ["ConsentPage"]
