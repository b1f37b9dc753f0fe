"""Form and receipt of a case, warm, as PDF: what the clerk waits for when printing."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from benchmarks.measure import Line, median, milliseconds, seconds_each
from benchmarks.samples import application
from counter_app.basics.clock import CHINA
from counter_app.documents.build_view import view_of
from counter_app.documents.paper_table import FORM, RECEIPT, Paper
from counter_app.documents.papers import render, warm
from counter_app.documents.set_paper import set_papers
from counter_app.documents.view import Copy, PaperView
from counter_app.rules.policy import load_policy

_TIMES = 40
_AIM = 0.060


def lines() -> Iterator[Line]:
    """From the document to the bytes: set once as PDF, and as the window does."""
    policy, documents = load_policy(), [application(number, members=3) for number in range(150)]
    following = iter(documents)
    warm()

    def view() -> PaperView:
        return view_of(
            next(following),
            policy,
            date(2026, 11, 24),
            hall_region="620702",
            received_at=datetime(2026, 11, 24, 10, 0, tzinfo=CHINA),
            number="620702-2026-01-00001",
            short_code="K7Q2M3",
            receipt_url="https://gzf.example.cn/r/" + "A" * 42,
            clerk="李静",
        )

    def as_pdf() -> None:
        made = view()
        for paper in (FORM, RECEIPT):
            render(paper.name, made, Copy.FINAL)

    def printed(*looked_at: Paper) -> None:
        made = view()
        for _ in ("the print screen opens", "the printer gets them"):
            for paper in (RECEIPT, FORM):
                ready = set_papers.get(paper, made, Copy.FINAL)
                if paper in looked_at:
                    ready.draw()

    together = median(seconds_each(as_pdf, _TIMES))
    yield Line(
        "form and receipt as PDF, warm", milliseconds(together), aim="≤ 60 ms", met=together <= _AIM
    )
    one = median(seconds_each(partial(printed, RECEIPT), _TIMES))
    yield Line("form and receipt printed, the receipt looked at", milliseconds(one))
    both = median(seconds_each(partial(printed, RECEIPT, FORM), _TIMES))
    yield Line("form and receipt printed, both looked at", milliseconds(both))
