"""The papers of a received case, each with how far it is, from what was sent of it.

A paper that was handed out is printed again as it was kept. Must not read a store.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from counter_app.basics.clock import CHINA
from counter_app.documents.paper_table import REVIEWED_FORM, Paper, papers_for
from counter_app.documents.view import Copy, PaperView
from counter_app.intake.letters.issued import paper_of
from counter_app.intake.letters.of_case import CaseLetter
from counter_app.intake.papers.tray_item import PrintState, TrayItem


class Printing(Protocol):
    """One printing of a paper, as it was recorded."""

    @property
    def sent(self) -> str:
        """Id of the sending."""
        ...

    @property
    def paper(self) -> str:
        """The name of the paper."""
        ...

    @property
    def copy(self) -> str:
        """Which copy."""
        ...

    @property
    def sha256(self) -> str:
        """Of the kept PDF."""
        ...

    @property
    def at(self) -> datetime:
        """When it was sent."""
        ...

    @property
    def confirmed(self) -> bool:
        """Whether a person saw it."""
        ...


def case_items(
    view: PaperView, printings: Iterable[Printing], *, is_decided: bool = False
) -> tuple[TrayItem, ...]:
    """What is handed out of a received case, the receipt first.

    `is_decided`: beside the 审核表 as it was taken in there is one with what each office said.
    """
    known = tuple(printings)
    owed = [paper for paper in papers_for(Copy.FINAL) if paper.is_owed(view)]
    return tuple(
        _item(paper, view, known) for paper in (*owed, *((REVIEWED_FORM,) if is_decided else ()))
    )


def letter_item(letter: CaseLetter) -> TrayItem:
    """A letter of the case, with how far its printing is: what was delivered has come out."""
    item = TrayItem(
        paper_of(letter.which), Copy.FINAL, letter=letter.number, void=letter.is_void, people=1
    )
    sent = letter.sent
    if sent is None:
        return item
    is_seen = letter.confirmed or letter.delivered_on
    state = PrintState.CONFIRMED if is_seen else PrintState.SENT
    at = datetime.fromisoformat(sent.at).astimezone(CHINA)
    return replace(item, state=state, sent=sent.action_id, at=at, sha256=sent.text("sha256"))


def printed_to_be_signed(printings: Iterable[Printing]) -> frozenset[str]:
    """The names of the papers whose copy to be signed somebody saw come out."""
    return frozenset(
        each.paper for each in printings if each.copy == Copy.SIGNING and each.confirmed
    )


def _item(paper: Paper, view: PaperView, printings: tuple[Printing, ...]) -> TrayItem:
    people = len(paper.about(view))
    mine = [each for each in printings if _is_of(each, paper)]
    if not mine:
        return TrayItem(paper, Copy.FINAL, people=people)
    last = mine[-1]
    state = PrintState.CONFIRMED if last.confirmed else PrintState.SENT
    return TrayItem(paper, Copy.FINAL, state, last.sent, last.at, people=people, sha256=last.sha256)


def _is_of(printing: Printing, paper: Paper) -> bool:
    """Whether its final copy was printed; 0.1 did not note the copy of what has but one."""
    known = printing.copy or (paper.copies[0] if len(paper.copies) == 1 else "")
    return printing.paper == paper.name and known == Copy.FINAL
