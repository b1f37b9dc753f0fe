"""What was typed into a field of an open draft, as lists and tables show it."""

from counter_app.documents.glyphs import in_signs
from counter_app.forms.display import display
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.spec_of import get_spec


def shown_at(opened: OpenDraft, key: str) -> str:
    """The text of what stands under a draft key; KeyError if the form has no such field.

    What no face draws is shown as its code.
    """
    return in_signs(display(get_spec(key), opened.value(key)).strip())
