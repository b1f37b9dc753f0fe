"""How the stores of 0.2 in this folder were made; kept as a record, run by nobody any more.

It ran on the commit named in README.md, before a release, and only there will it run: with that
commit checked out beside, under a clock of that day,

    cd CHECKOUT && faketime '2026-11-20 09:00:00' python PATH/make_0_2.py OUT

Everything goes through the commands that people use, with the real server in a process of its own.
All persons are invented. See README.md.
"""

import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, os.getcwd())

from counter_app.basics.clock import CHINA
from counter_app.bootstrap import Counter, open_counter
from counter_app.cli import main as counter_app
from counter_app.desk import drafts, papers
from counter_app.desk.case import get_case
from counter_app.desk.drafts import DraftState
from counter_app.desk.recorded import verify_audit
from counter_app.desk.search import Filter, listing
from counter_app.desk.status import returned
from counter_app.forms import matter
from local_db.actions import actions_of
from local_db.outbox import next_batch
from tests import families
from tests.engine import another, clerk_of, settings
from tests.unit.server.running_server import RunningServer

CLERK, LEAD, OWN = "lijing", "zhouying", "自己的口令 2026"


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Counter]:
    """The store itself, where a command would not do."""
    counter = open_counter(settings(folder), clock=lambda: datetime.now(CHINA))
    try:
        yield counter
    finally:
        counter.close()


class Hall:
    """The window 21 of 甘州区 with a clerk and a lead, and the server that knows it."""

    def __init__(self, out: Path) -> None:
        self.folder, self.with_ = out / "worked", out / "with.json"
        self.server = RunningServer(out / "server")
        os.environ["COUNTER_PASSWORD"] = OWN
        self.string = self.server.add_window("21", "620702", "--url", self.server.address)
        self.run("enrol", self.string)
        for login, role in ((CLERK, "clerk"), (LEAD, "county_lead")):
            words = ("add-staff", "某人", "--sign-in", login, "--role", role, "--region", "620702")
            os.environ["COUNTER_PASSWORD"] = self.server.command(*words).splitlines()[-1]
            os.environ["COUNTER_NEW_PASSWORD"] = OWN
            self.run("sign-in", "--staff", login)
            del os.environ["COUNTER_NEW_PASSWORD"]
            os.environ["COUNTER_PASSWORD"] = OWN

    def run(self, *words: str, owed: int = 0) -> Any:
        """What a command says."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = counter_app([*words, "--data", str(self.folder)])
        assert code == owed, (words, code, said.getvalue())
        return said.getvalue()

    def do(self, act: str, number: str, *, owed: int = 0, **given: Any) -> dict[str, Any]:
        self.with_.write_text(json.dumps(given), "utf-8")
        words = ("do", act, number, "--with", str(self.with_), "--staff", CLERK, "--json")
        found: dict[str, Any] = json.loads(self.run(*words, owed=owed) or "{}")
        return found

    def submit(self, document: dict[str, Any]) -> str:
        """The number of a case that was received and nothing more."""
        self.with_.write_text(json.dumps(matter.split(document).content, default=str), "utf-8")
        return str(json.loads(self.run("submit", str(self.with_), "--json"))["number"])

    def complete(self, number: str, name: str) -> None:
        """Signed, consented, brought, with its street."""
        self.do("set-street", number, street="620702001")
        self.do("sign", number)
        for person, by in (("applicant", name), ("member:1", "赵建军")):
            given = {"person": person, "granted": True, "signed_by": by, "items": "all"}
            self.do("consent", number, **given)
        self.do("take-material", number, material="income_proof", person="applicant")


def work(hall: Hall) -> None:
    """A day: accepted, refused by the register, refused by a fault of the disk, still queued."""
    accepted = hall.submit(families.document())
    hall.complete(accepted, "周玉兰")
    assert hall.do("accept", accepted)["done"]
    same = hall.submit(families.document(applicant=families.applicant(employer="滨河小学")))
    hall.complete(same, "周玉兰")
    hall.do("accept", same, owed=1)
    lost = hall.submit(another(81, name="王䶮㛃"))
    with opened(hall.folder) as counter:
        content = get_case(counter.desk, _case_of(counter, lost)).state.content
        right = altered(counter, content, b"{}")
    hall.run("sync", "--once", owed=1)
    with opened(hall.folder) as counter:
        altered(counter, content, right)
    hall.server.stop()
    waiting = hall.submit(another(82, name="安·乌兰托娅"))
    assert hall.do("set-street", waiting, street="620702001")["waits"]
    hall.do("notice", waiting)
    with opened(hall.folder) as counter:
        half_typed(counter)


def half_typed(counter: Counter) -> None:
    """Two applicants who are not received yet: one being filled in, one put aside."""
    desk, clerk = counter.desk, clerk_of(counter)
    for name, state in (("孙三", DraftState.FILLING), ("单学斌", DraftState.PARKED)):
        draft = drafts.start(desk, clerk)
        edits = [
            {"set": "applicant.name", "value": name},
            {"set": "applicant.id_number", "value": "6207021990"},
            {"set": "details.applicant_type", "value": "low_income_family"},
        ]
        drafts.record(desk, draft.draft_id, edits, label=name)
        drafts.park(desk, draft.draft_id, state)
        papers.paper_sent(
            desk, clerk, "application_form", b"%PDF-1.7 of 0.2", "pdf", draft_id=draft.draft_id
        )


def _case_of(counter: Counter, number: str) -> str:
    rows = listing(counter.desk, Filter.ALL, limit=100).rows
    return next(row.case_id for row in rows if row.number == number)


def altered(counter: Counter, action_id: str, then: bytes) -> bytes:
    """Alter the content of an action as a fault of the disk does, or put it right; what it was."""
    where = "WHERE position = (SELECT position FROM actions WHERE action_id = ?)"
    with counter.desk.store.transaction() as connection:
        was = connection.exec_driver_sql(f"SELECT content FROM contents {where}", (action_id,))
        found = bytes(was.scalar_one())
        connection.exec_driver_sql(f"UPDATE contents SET content = ? {where}", (then, action_id))
    return found


# -- what it holds ---------------------------------------------------------------------------


def write_down(folder: Path, strings: list[str]) -> None:
    """What the store holds, as 0.2's own functions say, beside it."""
    with opened(folder) as counter:
        desk = counter.desk
        rows = listing(desk, Filter.ALL, limit=1000).rows
        with desk.store.reading() as connection:
            batch = next_batch(connection, most=100_000, most_bytes=1 << 40)
            kept = connection.exec_driver_sql("SELECT sha256 FROM kept_papers ORDER BY 1").all()
            query = "SELECT action_id, code FROM not_taken ORDER BY 1"
            refused = connection.exec_driver_sql(query).all()
            done = {row.case_id: actions_of(connection, row.case_id) for row in rows}
        said = {
            "window": (window := desk.window()) and window.code,
            "strings": strings,
            "cases": [_case(counter, row, done[row.case_id]) for row in rows],
            "queued_actions": [each.action_id for each in batch],
            "returned": {each.action_id: each.code for each in returned(desk)},
            "rows_before_their_receipt": [],
            "drafts": [_draft(counter, draft) for draft in drafts.open_drafts(desk)],
            "kept_papers": [sha256 for (sha256,) in kept],
            "not_taken": dict(tuple(row) for row in refused),
            "audit": verify_audit(desk).entries,
        }
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    (folder / "expected.json").write_text(text, "utf-8")


def _case(counter: Counter, row: Any, done: list[Any]) -> dict[str, Any]:
    view = get_case(counter.desk, row.case_id)
    return {
        "case_id": row.case_id,
        "number": row.number,
        "short_code": row.short_code,
        "name": row.name,
        "stage": str(view.state.stage),
        "token": view.state.token,
        "received_at": view.state.received_at,
        "delivery": str(row.delivery),
        "receipt_owed": row.receipt_owed,
        "document": json.loads(view.document),
        "actions": [[each.action_id, each.kind] for each in done],
        "papers": [_paper(each) for each in papers.papers_of(counter.desk, case_id=row.case_id)],
    }


def _draft(counter: Counter, draft: drafts.OpenDraft) -> dict[str, Any]:
    loaded = drafts.load(counter.desk, draft.draft_id)
    sent = papers.papers_of(counter.desk, draft_id=draft.draft_id)
    return {
        "draft_id": draft.draft_id,
        "short_code": draft.short_code,
        "label": draft.label,
        "state": str(draft.state),
        "clerk_name": draft.clerk_name,
        "edits": list(loaded.edits),
        "papers": [_paper(each) for each in sent],
    }


def _paper(sent: papers.SentPaper) -> dict[str, Any]:
    return {
        "sent": sent.sent,
        "paper": sent.paper,
        "sha256": sent.sha256,
        "how": sent.how,
        "confirmed": sent.confirmed,
    }


def main(out: Path) -> None:
    """The store."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    hall = Hall(out)
    try:
        work(hall)
    finally:
        hall.server.close()
    write_down(hall.folder, [hall.string])
    for each in hall.folder.iterdir():
        if each.name not in ("counter.db", "counter.key", "counter.numbers", "expected.json"):
            print("left out:", each.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
