"""The counter reads the server's policy: fetched by its hash, checked, in force from then on."""

import json
from pathlib import Path

import msgspec
import pytest

from central_server.cli import main
from counter_app.basics.clock import system_clock
from counter_app.basics.versions import version_of
from counter_app.bootstrap import Counter
from counter_app.desk.case import get_case
from counter_app.desk.receive import Checked, receive
from counter_app.rules.policy import load_policy
from counter_app.wire.messages import DocumentsAnswer, EnrolAnswer, Head, PullAnswer, PushAnswer
from local_db.policies import known_versions
from tests.engine import SERVER, another, clerk_of, counter_at, enrolment, raw
from tests.unit.server.running_server import RunningServer
from tests.unit.sync.lines import answering
from tests.unit.sync.test_sync_once import enrolled, string_of, synced

LIMIT = "[[income_limit]]\nfrom = 2020-01-01\nper_person_monthly = {}\n"


def import_policy(server: RunningServer, file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    assert main(["import-policy", str(file), "--data", str(server.data)]) == 0


def limit(counter: Counter) -> str:
    rows = counter.policies.in_force.rows("income_limit", counter.desk.now().date())
    return str(rows[0]["per_person_monthly"]) if rows else ""


def test_what_is_imported_holds_at_the_counter_after_its_next_sync(
    tmp_path: Path, server: RunningServer
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as counter:
        counter.policies.load()
        synced(counter)
        assert limit(counter) == ""
        import_policy(server, tmp_path / "p.toml", LIMIT.format(2500))
        before = counter.policies.in_force
        synced(counter)
        assert limit(counter) == "2500"
        assert before.rows("income_limit", counter.desk.now().date()) == ()
    server.stop()
    with counter_at(tmp_path / "a", system_clock, string_of(server)) as again:
        assert limit(again) == "2500"


def test_a_trial_stands_before_the_servers_tables(tmp_path: Path, server: RunningServer) -> None:
    trial = tmp_path / "trial.toml"
    trial.write_text(LIMIT.format(1), "utf-8")
    import_policy(server, tmp_path / "p.toml", LIMIT.format(2500))
    with counter_at(tmp_path / "a", system_clock, string_of(server), policy=trial) as counter:
        counter.policies.load_to_receive()
        synced(counter)
        assert limit(counter) == "1"
        with counter.desk.store.reading() as connection:
            own = counter.policies.in_force.version
            assert known_versions(connection, [own]) == {own}


def test_a_case_from_another_window_is_read_by_the_version_it_was_received_under(
    tmp_path: Path, server: RunningServer
) -> None:
    """Here the old version was never in force, so its text is fetched once somebody looks."""
    import_policy(server, tmp_path / "p.toml", LIMIT.format(1000))
    with enrolled(tmp_path / "a", string_of(server)) as a:
        a.policies.load()
        synced(a)
        old = a.policies.in_force
        done = receive(
            a.desk, raw(another(1)), clerk_of(a), checked=Checked(old.version, old.wording)
        )
        synced(a)
    import_policy(server, tmp_path / "p.toml", LIMIT.format(2000))
    with enrolled(tmp_path / "b", string_of(server, "04")) as b:
        b.policies.load()
        synced(b)
        state = get_case(b.desk, done.case_id).state
        on = b.desk.now().date()
        who = ("620702", "migrant_worker", 1, on)
        assert b.policies.of_case(state.policy, state.wording).income_limit(*who) == 2000
        assert b.policies.missing == {old.version}
        synced(b)
        assert b.policies.of_case(state.policy, state.wording).income_limit(*who) == 1000
        assert b.policies.missing == frozenset()


@pytest.mark.parametrize("kind", ["another_text", "no_tables", "nothing"])
def test_a_text_that_is_not_what_it_says_is_never_in_force(tmp_path: Path, kind: str) -> None:
    shipped = load_policy()
    text = '{"income_limit":[]}' if kind == "another_text" else "[1]"
    version = "0" * 16 if kind == "another_text" else version_of(text)
    head = Head(
        server=SERVER,
        epoch="e" * 16,
        time="2026-11-24T09:00:00.000+08:00",
        versions={"policy": version, "wording": shipped.wording},
    )
    texts = {} if kind == "nothing" else {version: text}
    said: dict[str, msgspec.Struct] = {
        "/api/v1/enrol": EnrolAnswer(head=head),
        "/api/v1/push": PushAnswer(head=head, answers=[]),
        "/api/v1/pull": PullAnswer(head=head, actions=[], contents=[], cursor=""),
        "/api/v1/documents": DocumentsAnswer(head=head, documents=texts),
    }
    asked = []

    def answer(path: str, body: bytes) -> tuple[int, bytes]:
        asked.append((path, json.loads(body)))
        return 200, msgspec.json.encode(said[path])

    with answering(answer) as address:
        from counter_app.wire.enrolment import write_enrolment

        string = write_enrolment(enrolment(server_address=address))
        with counter_at(tmp_path, system_clock, string) as counter:
            counter.policies.load()
            counter.sync_once()
            assert counter.policies.in_force.version == shipped.version
    bodies = [body for path, body in asked if path.endswith("documents")]
    assert bodies
    assert "documents" not in json.dumps(bodies)
