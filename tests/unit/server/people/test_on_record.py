"""Sign-ins, what was refused and what an administrator did with people stand in the audit."""

import json

import pytest

from central_server.audit.log import entries
from counter_app.basics.errors import CounterError
from counter_app.cases.audit_check import verify
from tests.unit.server.people.town import HERE, OWN, Town


def test_who_signs_in_or_is_refused_is_recorded_without_name_and_password(town: Town) -> None:
    person = town.settled("lijing")
    with pytest.raises(CounterError):
        town.sign_in("lijing", "not the password")
    with pytest.raises(CounterError):
        town.sign_in("nobody", OWN)
    town.lock("lijing")
    with town.server.engine.connect() as connection, connection.begin():
        found = list(entries(connection))
    told = [(entry.did, entry.device, entry.staff_id, json.loads(entry.detail)) for entry in found]
    on_person, console = person.staff_id, town.server.identity.server
    assert told == [
        ("administered", console, "console", {"command": "add-staff", "staff": on_person}),
        ("acted", HERE, on_person, {"kind": "change_password"}),
        ("signed_in", HERE, on_person, {"kind": "sign_in"}),
        ("denied", HERE, on_person, {"code": "people_sign_in_wrong", "kind": "sign_in"}),
        ("denied", HERE, "", {"code": "people_sign_in_wrong", "kind": "sign_in"}),
        ("administered", console, "console", {"command": "lock-staff", "staff": on_person}),
    ]
    assert verify(town.server.audit.keys, found).fault is None
    for word in ("lijing", "nobody", person.name, OWN, "not the password"):
        assert word not in str(found)
