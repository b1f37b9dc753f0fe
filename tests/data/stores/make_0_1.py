"""How the stores of 0.1 in this folder were made; kept as a record, run by nobody any more.

It ran on commit 9eb43b0 of 2026-11-26, the program as it was before any store had to be migrated,
and only there will it run: with that commit checked out beside,

    cd CHECKOUT && python PATH/make_0_1.py OUT

Everything goes through what a clerk or an administrator uses: the real server in a process of its
own, real counters, the real window offscreen. All persons are invented. See README.md.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, os.getcwd())

import msgspec

from counter_app.basics.catalogue.store import SERVER_OUT_OF_REACH
from counter_app.basics.clock import CHINA
from counter_app.basics.errors import CounterError
from counter_app.bootstrap import Counter
from counter_app.cases.actions import Action, Content, Kind
from counter_app.cases.chain import FIRST, seal
from counter_app.cases.keys import new_id, new_random64
from counter_app.desk import drafts, papers
from counter_app.desk.case import get_case
from counter_app.desk.enrol import enrol
from counter_app.desk.receive import receive
from counter_app.desk.search import Filter, listing
from counter_app.desk.status import returned
from counter_app.sync import push as push_module
from counter_app.sync.http_link import http_link
from counter_app.sync.link import Link
from counter_app.sync.sync_once import SyncOutcome, sync_once
from counter_app.wire.messages import PullAnswer
from local_db.actions import actions_of
from local_db.outbox import next_batch
from tests.conftest import SettableClock
from tests.engine import another, clerk_of, counter_at, raw
from tests.unit.server.running_server import RunningServer

CLOCK = SettableClock(datetime(2026, 11, 20, 9, 0, tzinfo=CHINA))
_PDF = b"%PDF-1.7 a receipt of the time of 0.1, number "


class CutLine:
    """A line that breaks after so many requests, perhaps before the last answer has come back."""

    def __init__(self, line: Link, requests: int, *, lose: bool, change: Any) -> None:
        self._line, self._left, self._change = line, requests, change
        self._lose = lose

    def post(self, path: str, body: bytes, authorization: str | None = None) -> bytes:
        if not self._left:
            raise CounterError(SERVER_OUT_OF_REACH)
        self._left -= 1
        answer = self._line.post(path, body, authorization)
        if self._lose and not self._left:
            raise CounterError(SERVER_OUT_OF_REACH)
        return self._change(path, answer) if self._change else answer


def sync(
    counter: Counter, *, requests: int = 10_000, lose: bool = False, change: Any = None
) -> SyncOutcome:
    """One sync over a line that breaks after so many requests; `lose`: the last one's answer."""

    @contextmanager
    def line(address: str) -> Iterator[Link]:
        with http_link(address, 20) as whole:
            yield CutLine(whole, requests, lose=lose, change=change)

    return sync_once(counter.desk.store, counter.desk.clock, line)


@contextmanager
def opened(folder: Path, string: str) -> Iterator[Counter]:
    """A counter at the clock's time, which goes on a minute."""
    CLOCK.advance(minutes=1)
    with counter_at(folder, CLOCK, string) as counter:
        yield counter


def take(counter: Counter, order: int, *, printed: bool = False, **more: Any) -> str:
    """Receive a case of a person of its own, with papers taken; gives its id."""
    CLOCK.advance(minutes=3)
    number = f"第{order}件"
    document = another(order, name=_NAMES[order % len(_NAMES)], employer=number) | {
        "materials": [{"material": "income_proof", "person_id_number": None, "obtained": "paper"}],
        "deferrals": [{"material": "labour_contract", "person_id_number": None}],
        "later_key": {"kept": order, "decimal": 0.10},
        **more,
    }
    received = receive(counter.desk, raw(document), clerk_of(counter), policy="2026-11-0a1b2c3d")
    if printed:
        pdf = _PDF + received.number.encode()
        clerk = clerk_of(counter)
        case_id = received.case_id
        sent = papers.paper_sent(counter.desk, clerk, "receipt", pdf, "printer", case_id=case_id)
        papers.paper_confirmed(counter.desk, clerk, sent)
    return received.case_id


_NAMES = ("周玉兰", "安·乌兰托娅", "王䶮㛃", "赵建军", "单学斌", "孙　三", "阿卜杜拉")


def cases_here(counter: Counter) -> list[str]:
    return [row.case_id for row in listing(counter.desk, Filter.ALL, limit=1000).rows]


def write_down(folder: Path, strings: list[str], waiting_rows: list[str] | None = None) -> None:
    """What the store holds, as 0.1's own functions say, beside it."""
    with counter_at(folder, CLOCK, strings[-1]) as counter:
        desk = counter.desk
        with desk.store.reading() as connection:
            batch = next_batch(connection, most=100_000, most_bytes=1 << 40)
            kept = connection.exec_driver_sql("SELECT sha256 FROM kept_papers ORDER BY 1").all()
            done = {case_id: actions_of(connection, case_id) for case_id in cases_here(counter)}
        rows = {row.case_id: row for row in listing(desk, Filter.ALL, limit=1000).rows}
        said = {
            "window": (window := desk.window()) and window.code,
            "strings": strings,
            "cases": [_case(counter, row, done[row.case_id]) for row in rows.values()],
            "queued_actions": [each.action_id for each in batch],
            "returned": {each.action_id: each.code for each in returned(desk)},
            "rows_before_their_receipt": waiting_rows or [],
            "drafts": [_draft(counter, draft) for draft in drafts.open_drafts(desk)],
            "kept_papers": [sha256 for (sha256,) in kept],
        }
    (folder / "expected.json").write_text(
        json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


def _case(counter: Counter, row: Any, done: list[Action]) -> dict[str, Any]:
    view = get_case(counter.desk, row.case_id)
    return {
        "case_id": row.case_id,
        "number": row.number,
        "short_code": row.short_code,
        "name": row.name,
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


class Hall:
    """The server, the strings of its windows, and the folder in which the stores are made."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.server = RunningServer(out / "server")

    def string(self, code: str, region: str = "620702") -> str:
        return self.server.add_window(code, region, "--url", self.server.address)

    # -- the stores ---------------------------------------------------------------------------

    def queued(self) -> None:
        """Never met its server; the power went while it was open, so the log file stands beside."""
        folder, string = self.out / "queued", self.string("01")
        with opened(self.out / "open", string) as counter:
            take(counter, 11, printed=True)
            take(counter, 12)
        with opened(self.out / "open", string) as counter:
            take(counter, 13)
            folder.mkdir()
            for name in ("counter.db", "counter.db-wal", "counter.key", "counter.numbers"):
                shutil.copy(self.out / "open" / name, folder / name)
        write_down(self.out / "open", [string])
        shutil.move(self.out / "open" / "expected.json", folder)
        shutil.rmtree(self.out / "open")

    def refused(self) -> None:
        """Content was lost on the disk, the server refused; then the disk was put right."""
        folder, string = self.out / "refused", self.string("03")
        with opened(folder, string) as counter:
            take(counter, 21)
            bad = take(counter, 22)
            content = get_case(counter.desk, bad).state.content
            move_content(counter, content, 0, -1_000_000)
            outcome = sync(counter)
            assert outcome.problem is None
            assert outcome.refused
            move_content(counter, content, -1_000_000, 0)
            take(counter, 23)
        write_down(folder, [string])

    def conflict(self) -> None:
        """Two machines were window 04: the second to arrive got another number; owed a receipt.

        The line broke before the new number was told to the server.
        """
        folder, string = self.out / "conflict", self.string("04")
        with opened(folder, string) as counter:
            take(counter, 31, printed=True)
            take(counter, 32)
        other = self.string("04")
        with opened(self.out / "other", other) as counter:
            take(counter, 33)
            assert sync(counter).problem is None
        with opened(folder, string) as counter:
            assert sync(counter, requests=3).problem
            owed = listing(counter.desk, Filter.RECEIPT_OWED).rows
            assert len(owed) == 1
            take(counter, 34)
        shutil.rmtree(self.out / "other")
        write_down(folder, [string])

    def forked(self) -> None:
        """A backup was put back, receiving went on, and the server betrayed it in the middle."""
        folder, string = self.out / "forked", self.string("05")
        with opened(folder, string) as counter:
            take(counter, 41)
            assert sync(counter).problem is None
        shutil.copytree(folder, self.out / "backup")
        with opened(folder, string) as counter:
            take(counter, 42)
            assert sync(counter).problem is None
        shutil.rmtree(folder)
        shutil.move(self.out / "backup", folder)
        with opened(folder, string) as counter:
            for order in (43, 44, 45):
                take(counter, order)
            push_module.BATCH_ACTIONS = 7
            assert sync(counter, requests=4, lose=True).problem
            push_module.BATCH_ACTIONS = 2000
            take(counter, 46)
        write_down(folder, [string])

    def enrolled_again(self) -> None:
        """Half under the first string, half of the rest under the second, now a third."""
        folder = self.out / "enrolled_again"
        strings = [self.string("07"), self.string("07"), self.string("17")]
        push_module.BATCH_ACTIONS = 5
        for order, string in enumerate(strings):
            with opened(folder, string) as counter:
                enrol(counter.desk, string)
                take(counter, 61 + 2 * order)
                take(counter, 62 + 2 * order)
                if string != strings[-1]:
                    assert sync(counter, requests=4, lose=True).problem
        push_module.BATCH_ACTIONS = 2000
        write_down(folder, strings)

    def others(self) -> None:
        """Others' actions came before their receipt, and kinds of a later program with them."""
        with opened(self.out / "far", self.string("08")) as counter:
            for order in (71, 72):
                take(counter, order, printed=True)
            assert sync(counter).problem is None
        shutil.rmtree(self.out / "far")
        folder, string = self.out / "others", self.string("09")
        with opened(folder, string) as counter:
            take(counter, 73)
            early = Early()
            outcome = sync(counter, change=early.change)
            assert outcome.problem is None, outcome.problem
            take(counter, 74)
        write_down(folder, [string], early.rows)


def move_content(counter: Counter, action_id: str, now: int, then: int) -> None:
    """Hide the content of an action from the store, as a fault of the disk does, or show it."""
    of_action = "(SELECT position FROM actions WHERE action_id = ?)"
    with counter.desk.store.transaction() as connection:
        connection.exec_driver_sql(
            f"UPDATE contents SET position = ? + {of_action} WHERE position = ? + {of_action}",
            (then, action_id, now, action_id),
        )


class Early:
    """Holds back every second receipt of a pull, and adds what a later program will do."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self._chain = (new_random64(), new_random64())
        self._sequence, self._last = 0, FIRST

    def change(self, path: str, answer: bytes) -> bytes:
        if not path.endswith("/pull"):
            return answer
        page = msgspec.json.decode(answer, type=PullAnswer)
        receipts = [each for each in page.actions if each.kind == Kind.CASE_RECEIVED]
        if not receipts:
            return answer
        late = {each.case_id for each in receipts[::2]}
        actions, contents = [], list(page.contents)
        for each in page.actions:
            if each.kind == Kind.CASE_RECEIVED and each.case_id in late:
                continue
            actions.append(each)
        for receipt in receipts:
            for kind, body in (("Accepted", None), ("WeatherNoted2031", b'{"entry":{"sun":1}}')):
                action, content = self._later(receipt, kind, body)
                actions.append(action)
                contents += [content] if content else []
        self.rows += [each.action_id for each in actions if each.case_id in late]
        # The cursor stays where it was: the next sync starts anew and brings the receipts.
        changed = msgspec.structs.replace(page, actions=actions, contents=contents, cursor="")
        return msgspec.json.encode(msgspec.structs.replace(changed, more=False))

    def _later(
        self, receipt: Action, kind: str, body: bytes | None
    ) -> tuple[Action, Content | None]:
        from counter_app.cases.chain import new_content

        device, incarnation = self._chain
        self._sequence += 1
        action_id = new_id()
        content = new_content(action_id, body) if body else None
        bare = msgspec.structs.replace(
            receipt,
            device=device,
            incarnation=incarnation,
            sequence=self._sequence,
            action_id=action_id,
            kind=kind,
            role="reviewer",
            facts={"deadline": "2026-12-01", "step": 3},
        )
        action = seal(bare, self._last, content)
        self._last = action.hash
        return action, content


def main(out: Path) -> None:
    """All stores, then the servers."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    hall = Hall(out)
    try:
        hall.others()
        hall.forked()
        hall.refused()
        hall.conflict()
        hall.queued()
        hall.enrolled_again()
        here = Path(__file__).resolve().parent
        sys.path.insert(0, str(here))
        from make_0_1_attacks import attack
        from make_0_1_window import at_the_window

        at_the_window(hall)
        hall.server.stop()
        shutil.copytree(out / "server", out / "server_attacked")
        attack(RunningServer(out / "server_attacked"))
    finally:
        hall.server.close()
    for each in (*out.rglob("*.log"), *out.rglob("*-shm")):
        each.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
