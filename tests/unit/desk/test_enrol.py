from pathlib import Path

import pytest

from counter_app.basics.catalogue.store import (
    OTHER_SERVER,
    PUBLIC_ADDRESS_UNFIT,
    SETTINGS_WRONG,
    STRING_BROKEN,
)
from counter_app.basics.errors import CounterError
from counter_app.bootstrap import opened_counter
from counter_app.cases.actions import Role
from counter_app.desk.clerks import window_clerk
from counter_app.desk.enrol import enrol
from counter_app.settings import load_settings
from counter_app.wire.enrolment import write_enrolment
from local_db.identity import get_identity
from tests.conftest import SettableClock
from tests.engine import counter_at, enrolment, receive_one, settings


def test_a_string_makes_the_counter_a_window(tmp_path: Path) -> None:
    with opened_counter(settings(tmp_path)) as counter:
        assert counter.desk.window() is None
        window = enrol(counter.desk, write_enrolment(enrolment()))
        assert counter.desk.window() == window
        assert (window.code, window.hall.name) == ("620702-03", "甘州区政务大厅")
        assert window_clerk(counter.desk).role is Role.WINDOW


def test_the_same_string_again_changes_nothing(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        with counter.desk.store.reading() as connection:
            before = get_identity(connection)
        enrol(counter.desk, write_enrolment(enrolment()))
        with counter.desk.store.reading() as connection:
            assert get_identity(connection) == before


def test_strings_of_one_device_are_one_however_they_are_spelt(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        receive_one(counter, 1)
        enrol(counter.desk, write_enrolment(enrolment(numbers={"2026": 1}, seal="given later")))
        assert receive_one(counter, 2).number == "620702-2026-03-00002"


def test_a_second_string_of_the_same_server_keeps_the_cases(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        receive_one(counter, 1)
        enrol(counter.desk, write_enrolment(enrolment(window="05", device="de02" * 4)))
        assert receive_one(counter, 2).number == "620702-2026-05-00001"


def test_another_servers_string_is_refused_once_there_are_cases(
    tmp_path: Path, clock: SettableClock
) -> None:
    other = write_enrolment(enrolment(server="0" * 16))
    with counter_at(tmp_path, clock) as counter:
        enrol(counter.desk, other)
        enrol(counter.desk, write_enrolment(enrolment()))
        receive_one(counter)
        with pytest.raises(CounterError) as caught:
            enrol(counter.desk, other)
        assert caught.value.entry is OTHER_SERVER
        assert receive_one(counter, 2).number.startswith("620702-2026-03")


@pytest.mark.parametrize(
    ("string", "entry"),
    [
        ("nonsense", STRING_BROKEN),
        (
            write_enrolment(enrolment(public_address="https://" + "a" * 32)),
            PUBLIC_ADDRESS_UNFIT,
        ),
        (write_enrolment(enrolment(public_address="http://gzf.cn")), PUBLIC_ADDRESS_UNFIT),
    ],
)
def test_a_string_that_does_not_do_is_refused(tmp_path: Path, string: str, entry: object) -> None:
    with opened_counter(settings(tmp_path)) as counter:
        with pytest.raises(CounterError) as caught:
            enrol(counter.desk, string)
        assert caught.value.entry is entry
        assert counter.desk.window() is None


def test_settings_come_from_the_command_then_the_environment_then_the_file(tmp_path: Path) -> None:
    file = tmp_path / "counter.toml"
    file.write_text(f'data = "{tmp_path.as_posix()}/file"\nsync_seconds = 5\n')
    environment = {"COUNTER_SETTINGS": str(file)}
    assert load_settings(environment=environment).data == tmp_path / "file"
    assert load_settings(environment=environment).sync_seconds == 5
    environment["COUNTER_DATA"] = str(tmp_path / "environment")
    assert load_settings(environment=environment).data == tmp_path / "environment"
    assert load_settings(tmp_path / "word", environment=environment).data == tmp_path / "word"
    assert load_settings(environment={}).data.name == "counter-app"


@pytest.mark.parametrize("value", ["soon", "0", "-1", "nan", "1e9"])
def test_a_setting_that_is_no_time_is_said(value: str) -> None:
    with pytest.raises(CounterError) as caught:
        load_settings(environment={"COUNTER_SYNC_SECONDS": value})
    assert caught.value.entry is SETTINGS_WRONG
    assert "sync_seconds" in caught.value.title


def test_a_settings_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("=")
    with pytest.raises(CounterError):
        load_settings(environment={"COUNTER_SETTINGS": str(tmp_path / "x.toml")})


def test_a_new_machine_goes_on_above_the_numbers_of_the_one_before(
    tmp_path: Path, clock: SettableClock
) -> None:
    string = write_enrolment(enrolment(numbers={"2026": 41}))
    with counter_at(tmp_path, clock, string) as counter:
        assert receive_one(counter).number == "620702-2026-03-00042"
