"""`counter-server import-policy`: one policy for server, page and counters, without a restart."""

import re
from pathlib import Path

import httpx2
import pytest
from sqlalchemy.engine import Connection

from central_server.cli import main
from central_server.policies import import_tables, policies_of, versions_in_force
from counter_app.basics.catalogue.forms import POLICY_MALFORMED
from counter_app.basics.errors import CounterError
from counter_app.basics.versions import version_of
from counter_app.rules.policy import load_policy
from counter_app.rules.policy_sources import parse_toml
from counter_app.wire.messages import DocumentsAnswer, ErrorAnswer, PushAnswer
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import SmallCounter

LIMIT = "[[income_limit]]\nfrom = 2020-01-01\nper_person_monthly = 2500\n"
DEADLINE = '[[deadline]]\nkey = "{}"\nworking_days = {}\nfrom = 2020-01-01\n'
WORDS = '[page]\nservice = "本县公租房"\n'


def import_policy(server: RunningServer, file: Path, text: str) -> int:
    file.write_text(text, "utf-8")
    return main(["import-policy", str(file), *server.place])


def versions(counter: SmallCounter) -> dict[str, str]:
    answer = counter.push()
    assert isinstance(answer, PushAnswer)
    return answer.head.versions


def documents(counter: SmallCounter, **asked: list[str]) -> dict[str, str]:
    answer = counter.documents(**asked)
    assert isinstance(answer, DocumentsAnswer)
    return answer.documents


def test_what_is_shipped_is_in_force_at_first(own_server: RunningServer) -> None:
    shipped = load_policy()
    counter = own_server.counter()
    assert versions(counter) == {"policy": shipped.version, "wording": shipped.wording}
    texts = documents(counter)
    assert set(texts) == {shipped.version, shipped.wording}
    assert all(version_of(text) == version for version, text in texts.items())


def test_an_import_holds_at_the_next_request_and_the_old_text_stays(
    own_server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counter = own_server.counter()
    before = versions(counter)
    assert import_policy(own_server, tmp_path / "p.toml", LIMIT) == 0
    told = capsys.readouterr().out
    after = versions(counter)
    assert after["policy"] != before["policy"]
    assert after["wording"] == before["wording"]
    assert after["policy"] in told
    assert set(documents(counter, have=list(after.values()))) == set()
    assert set(documents(counter, want=[before["policy"]])) == {*after.values(), before["policy"]}
    own_server.stop()
    own_server.start()
    counter.address = own_server.address
    assert versions(counter) == after


def test_a_second_import_keeps_the_tables_of_the_first(
    own_server: RunningServer, tmp_path: Path
) -> None:
    counter = own_server.counter()
    assert import_policy(own_server, tmp_path / "p.toml", LIMIT) == 0
    first = versions(counter)["policy"]
    assert import_policy(own_server, tmp_path / "p.toml", WORDS) == 0
    assert versions(counter)["policy"] == first


def test_a_malformed_file_changes_nothing(
    own_server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counter = own_server.counter()
    before = versions(counter)
    assert import_policy(own_server, tmp_path / "p.toml", LIMIT.replace("2500", "-1")) == 2
    place = "income_limit 第 1 行 per_person_monthly"
    assert (
        str(CounterError(POLICY_MALFORMED, file="p.toml", place=place)) in capsys.readouterr().err
    )
    assert import_policy(own_server, tmp_path / "p.toml", "[[income_limit") == 2
    assert versions(counter) == before


def test_what_is_switched_off_is_told_and_imported(
    own_server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_policy(own_server, tmp_path / "p.toml", LIMIT + "single = true\n") == 0
    assert "不认识“single”" in capsys.readouterr().err


def test_texts_are_for_devices_alone_and_never_what_is_no_version(
    own_server: RunningServer, tmp_path: Path
) -> None:
    counter = own_server.counter()
    import_policy(own_server, tmp_path / "p.toml", LIMIT)
    assert set(documents(counter, want=["imported", "in_force", "' or 1", "0" * 16])) == set(
        versions(counter).values()
    )
    counter.secret = "not-the-secret"
    assert isinstance(counter.documents(), ErrorAnswer)


def test_the_page_takes_the_words_in_force_and_the_days_of_the_case(
    own_server: RunningServer, tmp_path: Path
) -> None:
    counter = own_server.counter()
    early = counter.receive(policy=versions(counter)["policy"])
    limits = DEADLINE.format("correction_notice", 900) + DEADLINE.format("decision", 900)
    assert import_policy(own_server, tmp_path / "p.toml", WORDS + limits) == 0
    late = counter.receive(policy=versions(counter)["policy"])
    counter.push(early, late)
    own, new = (
        httpx2.get(f"{own_server.address}/r/{action.facts['token']}").text
        for action, _ in (early, late)
    )
    assert "本县公租房" in own
    assert "本县公租房" in new
    until = re.compile(r"\d+ 月 \d+ 日前告知")
    assert until.findall(new)
    assert until.findall(own) != until.findall(new)


def test_an_import_holds_for_the_rest_of_its_own_transaction(own_server: RunningServer) -> None:
    def work(connection: Connection) -> tuple[str, str]:
        before = policies_of(connection).look(connection).version
        imported = import_tables(connection, parse_toml(LIMIT))
        assert policies_of(connection).look(connection).version == imported.version
        assert versions_in_force(connection)["policy"] == imported.version
        return before, imported.version

    with own_server.opened() as server:
        before, after = server.writer.submit(work).result()
        looked = server.writer.submit(server.policies.look).result()
    assert before != after == looked.version
