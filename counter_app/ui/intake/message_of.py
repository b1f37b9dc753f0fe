"""What an open draft says, as the line beneath a field shows it: a sign for each tone."""

from counter_app.intake.said import Said, Tone
from counter_app.ui.widgets.fields.message import Message
from counter_app.ui.widgets.glyphs import Glyph

SIGNS: dict[Tone, Glyph | None] = {
    Tone.HINT: None,
    Tone.WRONG: Glyph.WRONG,
    Tone.MISSING: Glyph.MISSING,
    Tone.REVIEW: Glyph.REVIEW,
}


def message_of(said: Said) -> Message:
    """The same words behind the sign of their tone."""
    return Message(said.words, SIGNS[said.tone])
