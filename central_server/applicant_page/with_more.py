"""The first step with the two questions beneath it, or with what the right answers brought.

Must not judge an answer.
"""

from dataclasses import replace

from central_server.applicant_page.applicant import can_be_asked
from central_server.applicant_page.lookup import Receipt
from central_server.applicant_page.more import Details, Form
from central_server.applicant_page.owed import read_content
from central_server.applicant_page.second_step import Refused
from central_server.applicant_page.view import StatusPage, Words

_MORE = "more"


def with_form(
    page: StatusPage, words: Words, receipt: Receipt | None, said: str | Refused = ""
) -> StatusPage:
    """The page with its two questions, and what came of the last answers."""
    content = read_content(receipt.arrived) if receipt and receipt.arrived else None
    if not content or not can_be_asked(content):
        return page
    part = words[_MORE]
    shut = isinstance(said, Refused) and not said.left
    form = Form(
        title=part["title"],
        text=part["text"],
        name=part["name"],
        last_four=part["last_four"],
        hint=part["hint"],
        look=part["look"],
        said=_said(part, said),
        is_shut=shut,
    )
    return replace(page, form=form)


def with_details(page: StatusPage, details: Details) -> StatusPage:
    """The page with everything: what is owed is named, and counted where a day stands by it."""
    owed = page.owed if page.owed and page.owed.says_until else None
    return replace(page, owed=owed, sentences=(), details=details)


def told(words: Words, name: str) -> str:
    """A sentence of the second step."""
    return str(words[_MORE][name])


def _said(part: Words, said: str | Refused) -> str:
    if isinstance(said, str):
        return said
    if said.left:
        return str(part["wrong"]).format(left=said.left)
    return str(part["locked"]).format(minutes=said.minutes)
