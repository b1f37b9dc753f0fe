"""Invented applicants, and a seat at a counter of its own: what a page needs to stand alone.

All persons are invented. Must not build a page or a window.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from counter_app.background.lanes import Background
from counter_app.basics.clock import CHINA
from counter_app.bootstrap import opened_counter
from counter_app.desk.clerks import Clerk
from counter_app.forms.drafts.draft import Draft, Edit
from counter_app.forms.drafts.from_document import from_document
from counter_app.intake.review import reviewer
from counter_app.settings import Settings
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.shell.seat import Seat, Station, Tools
from counter_app.wire.enrolment import EnrolledHall, Enrolment, write_enrolment

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=CHINA)

ZHOU: dict[str, object] = {
    "format": 1,
    "applied_on": "2026-11-24",
    "region": "620702",
    "applicant": {
        "name": "周玉兰",
        "sex": "female",
        "id_number": "620702198403159044",
        "employer": "张掖市滨河保洁服务有限公司",
        "phone": "1390936612",
        "registered_address": "甘肃省张掖市甘州区南街街道",
        "monthly_income": "3200.00",
    },
    "details": {
        "applicant_type": "low_income_family",
        "residence_address": "甘州区北街街道育才巷 41 号 2 单元 301 室",
        "residence_floor_area": "72.50",
        "residence_owner": "张万财",
        "owner_relation": "房东",
        "marital_status": "married",
        "dwelling_kind": "rented",
        "hardships": ["low_income"],
        "other_circumstances": [],
    },
    "household": {
        "members": [
            {"name": "赵建军", "relation": "spouse", "id_number": "62070219810922903X",
             "employer": "甘州区城投物业", "monthly_income": "3850.00"},
            {"name": "赵雨桐", "relation": "child", "id_number": "620702201205069042",
             "employer": "无", "monthly_income": "0"},
            {"name": "周德昌", "relation": "parent", "id_number": "620702195502119079",
             "employer": "无", "monthly_income": "1620.50"},
        ]
    },
    "assets": {
        "real_estate": {"none": True},
        "housing_fund": {"none": True},
        "other": {"none": True},
    },
}  # fmt: skip


EMPTY: dict[str, object] = {}

_MANY = 11

MANY = ZHOU | {
    "household": {
        "members": [
            {"name": f"周某{at}", "relation": "child", "employer": "无", "monthly_income": "0"}
            for at in range(1, _MANY + 1)
        ]
    }
}

_LONG = "阿卜杜热合曼·麦麦提依明·尼亚孜艾则孜"

LONG = ZHOU | {
    "applicant": cast("dict[str, object]", ZHOU["applicant"])
    | {
        "name": _LONG,
        "employer": "甘肃省张掖市甘州区滨河新区市政保洁与园林绿化服务有限责任公司",
        "registered_address": "甘肃省张掖市甘州区南街街道长沙门社区滨河小区 12 号楼 3 单元 1102 室",
    },
    "household": {
        "members": [
            {"name": _LONG, "relation": "other", "id_number": "62070219810922903X",
             "employer": "甘肃省张掖市甘州区城市建设投资开发有限责任公司",
             "monthly_income": "13850.00"},
        ]
    },
}  # fmt: skip

SAMPLES: dict[str, dict[str, object]] = {"family": ZHOU, "empty": EMPTY, "many": MANY, "long": LONG}
"""A family half filled in, a new applicant, a household of twelve, names without end."""

NOWHERE = "http://127.0.0.1:9"
"""A server that is out of reach."""


def sample_enrolment(server: str = NOWHERE, *, device: str = "1" * 16) -> str:
    """The string of window 03 in 甘州区."""
    return write_enrolment(
        Enrolment(
            server="0" * 16,
            server_address=server,
            public_address=server,
            region="620702",
            county="620702",
            window="03",
            label="住建 3 号窗口",
            hall=EnrolledHall(name="甘州区政务大厅", bureau="甘州区住房和城乡建设局"),
            device=device,
            seed=b"s" * 32,
        )
    )


class Kept:
    """A journal in memory, at the session's seam."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.labels: list[str] = []

    def record(self, edits: tuple[Edit, ...], label: str) -> None:
        """Keep a batch."""
        self.edits += edits
        self.labels.append(label)


CLERK = "李静"


@contextmanager
def sample_seat() -> Iterator[Seat]:
    """A seat at the sample hall; its counter lies in a temporary folder and goes with the block."""
    with TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "counter")
        with opened_counter(settings, clock=lambda: NOW) as counter:
            policy, background = counter.policies.load(), Background()
            station = Station(policy, lambda: NOW, "甘州区政务大厅", "住建 3 号窗口", "620702")
            try:
                yield Seat(station, Clerk("1" * 32, CLERK), Tools(counter, background))
            finally:
                background.close()


def sample_session(document: dict[str, object], station: Station) -> DraftSession:
    """An applicant with what a document has, kept in memory; an empty one is new."""
    draft = from_document(document) if document else Draft()
    return DraftSession(draft, reviewer(station.policy, station.today), Kept())
