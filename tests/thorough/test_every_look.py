"""Every screen in every theme and at every scale: nothing is cut or out of reach."""

import pytest

from counter_app.ui.gallery.sheets import SIZES
from tests.ui.test_every_screen import told_of_every_screen


@pytest.mark.parametrize("scale", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_nothing_is_cut_and_nothing_is_out_of_reach(theme: str, scale: int) -> None:
    assert told_of_every_screen(theme, scale) == ""
