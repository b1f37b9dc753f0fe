"""The papers of a draft: the 签字稿 and what else is signed, with the revision that they carry.

What was printed stands in the draft (`intake/local.py`) with the hash of what was declared then;
the hashes printed so far, in order, are the revisions. Must not set or print.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from counter_app.documents.build_view import view_of
from counter_app.documents.paper_table import FORM, Paper, papers_for
from counter_app.documents.view import Copy, PaperView
from counter_app.forms.drafts.draft import Draft
from counter_app.intake import local
from counter_app.intake.consent_items import single_items
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.papers.tray_item import PrintState, TrayItem
from counter_app.intake.signatures import content_hash, covered_now, signed_document
from counter_app.rules.policy_store import OF_0_1


class Where(NamedTuple):
    """Where the papers are made, and by whom."""

    region: str
    window: str
    clerk: str
    today: date
    now: datetime
    trial: bool = False
    """Whether the server is one to try."""


def revisions(opened: OpenDraft) -> list[str]:
    """The hashes of what was printed for signature so far, the first revision first."""
    return [str(each) for each in local.REVISIONS.find(opened.draft) or ()]


def revision(opened: OpenDraft) -> int:
    """The revision of what is declared now: the next one where it was not printed yet."""
    known, covered = revisions(opened), covered_now(opened)
    return known.index(covered) + 1 if covered in known else len(known) + 1


def printed_at(opened: OpenDraft, paper: Paper = FORM) -> datetime | None:
    """When the paper went to the printer as it is now; None if it did not."""
    item = _item(opened, paper)
    return item.at if item.state in (PrintState.SENT, PrintState.CONFIRMED) else None


def printed_pages(opened: OpenDraft) -> int:
    """How many pages the 签字稿 had that was printed last."""
    return _item(opened, FORM).pages


def printed_policy(draft: Draft) -> tuple[str, str]:
    """By which rules and wording the papers were set that lie there for signature.

    Nothing where none do: nothing was printed, or what is declared has changed since. Papers that
    name no version were set by 0.1.
    """
    covered = content_hash(draft)
    for paper in papers_for(Copy.SIGNING):
        if local.PRINTED_HASH.find(draft, paper.name) == covered:
            policy = local.PRINTED_POLICY.find(draft, paper.name) or OF_0_1
            return policy, local.PRINTED_WORDING.find(draft, paper.name) or ""
    return "", ""


def waiting_papers(opened: OpenDraft) -> tuple[TrayItem, ...]:
    """What was sent as it is now and is not yet confirmed."""
    items = (_item(opened, paper) for paper in papers_for(Copy.SIGNING))
    return tuple(item for item in items if item.state is PrintState.SENT)


def draft_view(opened: OpenDraft, where: Where, short_code: str) -> PaperView:
    """What the papers are made from: as declared now, whatever is typed later."""
    fresh = opened.review.written is opened.written()
    return view_of(
        signed_document(opened),
        opened.policy,
        where.today,
        # Judged without regard to who has signed yet, of which no figure and no query depends.
        assessment=opened.review.assessment if fresh else None,
        hall_region=where.region,
        made_at=where.now,
        short_code=short_code,
        revision=revision(opened),
        window_label=where.window,
        clerk=where.clerk,
        granted=single_items(opened),
        trial=where.trial,
    )


def draft_items(opened: OpenDraft, view: PaperView) -> tuple[TrayItem, ...]:
    """The papers that are owed, each with how far it is."""
    return tuple(
        replace(_item(opened, paper), people=len(paper.about(view)))
        for paper in papers_for(Copy.SIGNING)
        if paper.is_owed(view)
    )


def note_sent(opened: OpenDraft, item: TrayItem, covered: str) -> None:
    """Keep in the draft that a paper went out, of what was declared as `covered`."""
    assert item.at is not None
    known = revisions(opened)
    if covered not in known:
        opened.derive(local.REVISIONS.key(), [*known, covered])
    policy = opened.policy
    values: dict[local.Local[Any], object] = {
        local.PRINTED_HASH: covered,
        local.PRINTED_SENT: item.sent,
        local.PRINTED_AT: item.at.isoformat(),
        local.PRINTED_PAGES: item.pages,
        local.PRINTED_POLICY: policy.version,
        local.PRINTED_WORDING: policy.wording,
        local.PRINTED_CONFIRMED: False,
    }
    for each, value in values.items():
        opened.derive(each.key(item.paper.name), value)


def note_dropped(opened: OpenDraft, paper: Paper) -> None:
    """It was taken back before it was printed."""
    opened.derive(local.PRINTED_SENT.key(paper.name), "")


def note_confirmed(opened: OpenDraft, paper: Paper) -> None:
    """Keep in the draft that somebody saw it."""
    opened.derive(local.PRINTED_CONFIRMED.key(paper.name), True)


def _item(opened: OpenDraft, paper: Paper) -> TrayItem:
    draft, name = opened.draft, paper.name
    item = TrayItem(paper, Copy.SIGNING)
    sent, at = local.PRINTED_SENT.find(draft, name), local.PRINTED_AT.find(draft, name)
    if not sent or at is None:
        return item
    item = replace(item, pages=local.PRINTED_PAGES.find(draft, name) or 0)
    if local.PRINTED_HASH.find(draft, name) != covered_now(opened):
        return replace(item, state=PrintState.CHANGED)
    confirmed = local.PRINTED_CONFIRMED.find(draft, name)
    state = PrintState.CONFIRMED if confirmed else PrintState.SENT
    return replace(item, state=state, sent=sent, at=datetime.fromisoformat(at))
