"""What an open draft says, as the line beneath a field shows it: a sign for each tone."""

from counter_app.intake.said import Said, Tone
from counter_app.ui.widgets.fields.message import Message
from counter_app.ui.widgets.glyphs import Glyph

SIGNS = {
    Tone.WRONG: Glyph.WRONG,
    Tone.MISSING: Glyph.MISSING,
    Tone.REVIEW: Glyph.REVIEW,
    Tone.FAIL: Glyph.FAIL,
    Tone.DONE: Glyph.DONE,
    Tone.OPEN: Glyph.OPEN,
}


def message_of(said: Said) -> Message:
    """The same words behind the sign of their tone; a hint has none."""
    return Message(said.words, SIGNS.get(said.tone))
