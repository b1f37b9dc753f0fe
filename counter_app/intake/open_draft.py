"""One open applicant: what was typed, what of it is half typed or left, and how it is judged.

Whoever shows it reads `draft` and `review`, changes things only through `put`, `derive`,
`add_row`, `remove_row`, `undo` and `redo`, and calls `judge_now` when it is time: a window once a
turn, a command when it has typed. Must not know a screen, a store or a clock.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from counter_app.asking.blank import is_blank
from counter_app.documents.glyphs import missing
from counter_app.forms.drafts.draft import AddRow, Draft, Edit, RemoveRow, SetValue, new_uuid
from counter_app.forms.drafts.to_document import Written, write
from counter_app.intake.local import VISITED, is_local
from counter_app.intake.old_numbers import new_number, offer
from counter_app.intake.part_of import part_of
from counter_app.intake.put_right_at import put_right_at
from counter_app.intake.review import Judge, Trouble
from counter_app.intake.said import Said, Tone
from counter_app.intake.steps import Part
from counter_app.intake.undo import Undo
from counter_app.rules.policy import Policy

Made = TypeVar("Made")

_LATER = (Part.CONSENT, Part.SIGN, Part.RECEIVE)
"""Nobody is asked to consent or to sign before the form is filled in."""


class OpenDraft:
    """The draft of one applicant while it is open."""

    def __init__(self, draft: Draft, judge: Judge, begun: Iterable[Edit] = ()) -> None:
        """`begun` is what the form begins with; it is kept together with the first own edit."""
        self.draft = draft
        self._judge = judge
        self._unsaved: list[Edit] = []
        for edit in begun:
            draft.apply(edit)
            self._unsaved.append(edit)
        self._touched = bool(draft.values or draft.rows) and not self._unsaved
        self._far = any(part_of(key) in _LATER for key in draft.values)
        self._undo = Undo()
        self._half: set[str] = set()
        self._put_right: dict[str, str] = {}
        self._told: dict[str, str] = {}
        self._judged: set[str] = set(draft.values)
        self._page_left: set[str] = set()
        self._made: dict[Callable[[OpenDraft], Any], Any] = {}
        self.review = judge(self.written(), draft)
        """The last judgement; what was changed since is not in it yet."""

    @property
    def policy(self) -> Policy:
        """The policy that this applicant is shown and judged by."""
        return self.review.policy

    # -- values -----------------------------------------------------------------------------

    def value(self, key: str) -> object:
        """What stands under a draft key; None if nothing."""
        return self.draft.values.get(key)

    def text(self, key: str) -> str:
        """The same as text."""
        return self.draft.text(key)

    def put(self, key: str, value: object, *, whole: bool = False) -> None:
        """Put a value. `whole`: it was not typed letter by letter and may be judged at once."""
        if whole:
            self._half.discard(key)
            self._judged.add(key)
        elif key not in self.review.wrong or key not in self._judged:
            self._half.add(key)
        self._do(SetValue(key, value))

    def take_new_number(self, key: str) -> None:
        """Put the 18 characters that an old number of 15 digits became, if one stands there."""
        if new := new_number(self.draft, key):
            self.put(key, new, whole=True)

    def derive(self, key: str, value: object) -> None:
        """Put what follows from other values; `undo` takes back those, never this."""
        self._do(SetValue(key, value), remember=False)

    def add_row(self, rows: str, at: int | None = None) -> str:
        """Open a row at a place (the end by default); returns its UUID."""
        row = new_uuid()
        count = len(self.draft.rows.get(rows, ()))
        self._do(AddRow(rows, row, count if at is None else at))
        return row

    def remove_row(self, rows: str, row: str) -> None:
        """Take a row away; `undo` brings it back."""
        self._do(RemoveRow(rows, row))

    def undo(self) -> bool:
        """Take back the last change that is to be seen; False if there is none."""
        back, seen = self._undo.take(), False
        forth: tuple[Edit, ...] = ()
        while back and not seen:
            seen = any(self._is_seen(edit) for edit in back)
            forth = self._apply(back) + forth
            back = back if seen else self._undo.take()
        if forth:
            self._undo.undone(forth)
        self._lead_to(back)
        return bool(back)

    def redo(self) -> bool:
        """Do again what was undone last; False if nothing was, or something was done since."""
        forth = self._undo.take_undone()
        if forth:
            self._undo.redone(self._apply(forth))
        self._lead_to(forth)
        return bool(forth)

    def _apply(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        """Do the edits of a step; returns those that take them back."""
        back: tuple[Edit, ...] = ()
        for edit in edits:
            back = self._do(edit, remember=False) + back
        return back

    def _lead_to(self, edits: Iterable[Edit]) -> None:
        """To the first field that a step concerned, if it concerned any."""
        keys = [each.key for each in edits if isinstance(each, SetValue)]
        asked = (key for key in keys if not is_local(key))
        wanted = next(asked, next(iter(keys), ""))
        if wanted:
            self._on_focus(wanted)

    def _is_seen(self, edit: Edit) -> bool:
        """Whether it changes more than nothing into nothing."""
        if not isinstance(edit, SetValue):
            return True
        now = self.value(edit.key)
        return edit.value != now and not (is_blank(edit.value) and is_blank(now))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything changed inside is one step for `undo`."""
        with self._undo.one_step():
            yield

    # -- when a field is judged --------------------------------------------------------------

    def leave(self, key: str) -> None:
        """The field was left (or pasted into): from now on it may be told that it is wrong."""
        self._half.discard(key)
        self._judged.add(key)
        self._undo.end_typing()
        right = put_right_at(self.draft, key)
        if right.text != self.text(key):
            self.derive(key, right.text or None)
        if right.told:
            self._put_right[key] = right.told
        self._on_stale()

    def leave_page(self, keys: Iterable[str]) -> None:
        """Go on from a page: all of its fields are judged, what is empty says 未填."""
        for key in keys:
            self._half.discard(key)
            self._judged.add(key)
            self._page_left.add(key)
        self._on_stale()

    def visit(self, part: Part) -> None:
        """A part was opened: from the consents on, what is to be signed is to be done."""
        self._far = self._far or part in _LATER
        known = VISITED.find(self.draft) or ()
        if self._touched and part not in known:
            self.derive(VISITED.key(), [*known, str(part)])

    def visited(self) -> set[Part]:
        """The parts that were opened, now or before a restart."""
        return {Part(each) for each in VISITED.find(self.draft) or () if each in tuple(Part)}

    def filled(self) -> set[Part]:
        """The parts of which something is kept."""
        return {part_of(key) for key in self.draft.values}

    def judge_now(self) -> None:
        """Judge what stands there now."""
        self.review = self._judge(self.written(), self.draft)

    # -- what follows from the values ----------------------------------------------------------

    def written(self) -> Written:
        """The document of what stands there now. Whoever hands it on must not change it."""
        return self.made(_written)

    def made(self, make: "Callable[[OpenDraft], Made]") -> Made:
        """What `make` makes of the values alone: once between two edits, not for each who asks."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    # -- what is said of it --------------------------------------------------------------------

    def said(self, key: str) -> Said:
        """What the line beneath a field has to say beside its own hints."""
        if key in self.review.wrong and key in self._judged and key not in self._half:
            return Said(offer(self.draft, key) or self.review.wrong[key], Tone.WRONG)
        if key in self.review.missing and key in self._page_left:
            return Said("未填", Tone.MISSING)
        doubt = self.review.doubts.get(key, "") if key in self._judged else ""
        doubt = doubt or _unprintable(self.text(key)) or self._told.get(key, "")
        words = "；".join(filter(None, (self._put_right.get(key), doubt)))
        return Said(words, Tone.REVIEW) if doubt else Said(words)

    def tell(self, key: str, words: str) -> None:
        """Say beneath a field what was looked up of it, until it changes; empty takes it back."""
        if words != self._told.get(key, ""):
            self._told[key] = words
            self._on_stale()

    def troubles(self) -> tuple[Trouble, ...]:
        """What is to be done, in the order of the form; a half-typed field is only not filled."""
        hidden = () if self._far else _LATER
        return tuple(
            each._replace(wrong=False, detail="未填") if each.key in self._half else each
            for each in self.review.troubles
            if each.part not in hidden
        )

    # -- keeping -----------------------------------------------------------------------------

    def is_touched(self) -> bool:
        """Whether anything was changed by hand, now or before a restart."""
        return self._touched

    def take_unsaved(self) -> tuple[Edit, ...]:
        """What is to be kept and was not taken yet; nothing of a form that nobody touched."""
        if not self._touched:
            return ()
        edits, self._unsaved = tuple(self._unsaved), []
        return edits

    def _do(self, edit: Edit, *, remember: bool = True) -> tuple[Edit, ...]:
        back = self.draft.apply(edit)
        if not back:
            return ()
        self._made.clear()
        if remember:
            self._undo.remember(edit, back)
        self._unsaved.append(edit)
        self._touched = True
        if isinstance(edit, SetValue):
            self._put_right.pop(edit.key, None)
            self._told.pop(edit.key, None)
            self._on_values(frozenset((edit.key,)))
        else:
            self._on_rows(edit.rows)
        self._on_stale()
        return back

    # -- what somebody who shows it follows ------------------------------------------------------

    def _on_values(self, keys: frozenset[str]) -> None:
        """The values of these draft keys changed, whoever changed them."""

    def _on_rows(self, rows: str) -> None:
        """A list (`household.members`, `assets.<category>.items`) got or lost a row."""

    def _on_stale(self) -> None:
        """There is something that `review` does not know, or that may be said only now."""

    def _on_focus(self, key: str) -> None:
        """An undo concerned this draft key."""


def _written(opened: OpenDraft) -> Written:
    return write(opened.draft)


def _unprintable(text: str) -> str:
    """That a character has no glyph on paper: told while it is typed."""
    if text.isascii() or not (letters := missing(text)):
        return ""
    shown = "".join(each if each.isprintable() else f"U+{ord(each):04X}" for each in letters)
    return f"“{shown}”打不出，文书上印〓和编码"
