"""A counter for tests: enrolled at an invented server, with a clerk, on a real store."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from counter_app.basics.clock import Clock
from counter_app.basics.errors import Entry
from counter_app.bootstrap import Counter, open_counter
from counter_app.desk.clerks import Clerk, add_clerk
from counter_app.desk.enrol import enrol
from counter_app.desk.receive import Received, receive
from counter_app.desk.status import status
from counter_app.settings import Settings
from counter_app.wire.enrolment import EnrolledHall, Enrolment, write_enrolment
from tests import families
from tests.empty_store import lay_empty_store
from tests.patience import PATIENCE

SERVER = "5e12" * 4
DEVICE = "de01" * 4


def enrolment(**changes: Any) -> Enrolment:
    """Window 620702-03 of the invented server."""
    right = {
        "server": SERVER,
        "server_address": "http://127.0.0.1:9",
        "public_address": "https://gzf.example.gov.cn",
        "region": "620702",
        "county": "620702",
        "window": "03",
        "label": "住建 3 号窗口",
        "hall": EnrolledHall(name="甘州区政务大厅"),
        "device": DEVICE,
        "seed": bytes(range(32)),
    }
    return Enrolment(**{**right, **changes})


def settings(folder: Path, **changes: Any) -> Settings:
    """Settings that wait as long as it takes."""
    patient = {"timeout_seconds": PATIENCE, "wait_seconds": PATIENCE}
    return Settings(data=folder, **{**patient, **changes})


@contextmanager
def counter_at(
    folder: Path, clock: Clock, string: str | None = None, **changes: Any
) -> Iterator[Counter]:
    """An enrolled counter on a data directory."""
    lay_empty_store(folder)
    counter = open_counter(settings(folder, **changes), clock=clock)
    try:
        if string != "":
            enrol(counter.desk, string or write_enrolment(enrolment()))
        yield counter
    finally:
        counter.close()


def clerk_of(counter: Counter) -> Clerk:
    """The clerk that tests act as."""
    return add_clerk(counter.desk, "李静")


def worries(counter: Counter) -> list[Entry]:
    """What `status` and the start page tell a person, whatever they came for."""
    return [worry.entry for worry in status(counter.desk).worries]


def raw(document: dict[str, Any]) -> bytes:
    """A document as a file has it."""
    return json.dumps(document, ensure_ascii=False).encode()


def another(order: int, **applicant: Any) -> dict[str, Any]:
    """A right document of a person of its own; `order` tells them apart."""
    number = families.number(born="19900101", order=f"{order:03}")
    who = families.applicant(
        **{"id_number": number, "sex": "male" if order % 2 else "female", **applicant}
    )
    consents = [families.consent(number), families.consent(families.MAN)]
    return families.document(applicant=who, authorizations=consents)


def receive_one(counter: Counter, order: int = 0, **applicant: Any) -> Received:
    """Receive `another` document as the clerk."""
    return receive(counter.desk, raw(another(order, **applicant)), clerk_of(counter))
