"""Which papers the window prints, and how they are called. Must not set a paper."""

from dataclasses import dataclass

from counter_app.documents.view import Copy


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that can be printed: its name among the papers, its title, which copy."""

    name: str
    title: str
    copy: Copy


SIGNING_FORM = Paper("application_form", "审核表，签字稿", Copy.SIGNING)
SIGNING_CONSENT = Paper("authorization", "信息查询授权书", Copy.SIGNING)
FORM = Paper("application_form", "审核表", Copy.FINAL)
CONSENT = Paper("authorization", "信息查询授权书", Copy.FINAL)
RECEIPT = Paper("receipt", "收件回执", Copy.FINAL)
