"""Telling whoever listens instead of looking: words that are read out, a part that has come near.

Costs nothing while nobody listens. Must not decide what is worth telling.
"""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have words read out; `urgent` ones at once, others when the reader is at rest."""
    if not words or not widget.isVisible():
        return
    # Imported when something is to be told: PySide makes some 200 words for it.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, words)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)


def come_to(part: QWidget) -> None:
    """Say that a part is the current one although the keyboard is with what it lies in."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.Focus))
