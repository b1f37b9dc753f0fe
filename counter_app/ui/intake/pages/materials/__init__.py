"""Part 5: the fourteen materials, how each stands, and what was taken, person by person."""

from counter_app.ui.intake.pages.materials.page import MaterialsPage

__all__ = ["MaterialsPage"]
