"""Every field of the form has a widget: the window leads to each by its key."""

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.forms.housing_application import ApplicantType
from counter_app.intake.part_of import part_of
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.shell.seat import Seat
from tests.architecture.full_document import full_document
from tests.ui.hands import gone, settle
from tests.ui.samples import open_window

NOT_IN_THE_WINDOW = {
    "withdrawn_on": "a consent is withdrawn in the later life of a case",
    "files": "attachments are not built yet",
    "visited": "which parts were opened is no answer of anybody",
}
"""Last word of a draft key, and why no widget has it."""


@pytest.mark.parametrize("kind", list(ApplicantType), ids=str)
def test_window_leads_to_every_field(kind: ApplicantType, look: QApplication, seat: Seat) -> None:
    document = full_document(kind)
    window = open_window(seat, document)
    window.show()
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    place.enter()
    settle()
    lost = [key for key in list(place.session.draft.values) if not _is_reached(place, key)]
    window.close()
    gone(window)
    assert not lost


def _is_reached(place: ApplicantPlace, key: str) -> bool:
    if key.rpartition(".")[2] in NOT_IN_THE_WINDOW:
        return True
    place.go(part_of(key))
    return place.page().show_key(key)
