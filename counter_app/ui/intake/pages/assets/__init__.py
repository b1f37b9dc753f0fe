"""Part 4: six lines with the full names of the form, filled in place or said to be 无."""

from counter_app.ui.intake.pages.assets.page import AssetsPage

__all__ = ["AssetsPage"]
