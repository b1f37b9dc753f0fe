"""`counter-server import-calendar`: a year that was 暂定 is published, for server and counters."""

from datetime import date
from pathlib import Path

import pytest

from central_server.cli import main
from counter_app.basics.catalogue.forms import CALENDAR_UNFIT
from counter_app.basics.errors import CounterError
from counter_app.rules.deadlines import calendar_of
from counter_app.rules.policy import load_policy, replaced
from counter_app.rules.policy_sources import parse_text
from tests.unit.server.running_server import RunningServer
from tests.unit.server.test_import_policy import documents, versions

YEAR = """[[calendar]]
year = {}
source = "国务院办公厅关于{}年部分节假日安排的通知"
published_on = {}-11-05
holidays = ["01-01", 2027-02-08, "2027-10-01"]
workdays = ["02-06"]
"""
OF_2027 = YEAR.format(2027, 2027, 2026)


def import_calendar(server: RunningServer, file: Path, text: str) -> int:
    file.write_text(text, "utf-8")
    return main(["import-calendar", str(file), *server.place])


def test_the_imported_year_reaches_the_counters_and_the_others_stay(
    own_server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counter = own_server.counter()
    before = versions(counter)
    assert import_calendar(own_server, tmp_path / "c.toml", OF_2027) == 0
    assert "2027" in capsys.readouterr().out
    after = versions(counter)
    assert after["policy"] == before["policy"]
    text = documents(counter, want=[after["wording"]])[after["wording"]]
    days = calendar_of(replaced(load_policy(), parse_text(text)))
    assert days.is_published(2027)
    assert not days.is_working(date(2027, 10, 1))
    assert not days.is_working(date(2027, 2, 8))
    assert days.is_working(date(2027, 2, 6))
    assert not days.is_working(date(2026, 10, 1))


def test_a_year_is_imported_again_and_a_policys_calendar_replaces_all(
    own_server: RunningServer, tmp_path: Path
) -> None:
    counter = own_server.counter()
    shipped = versions(counter)["wording"]
    file = tmp_path / "c.toml"
    assert import_calendar(own_server, file, OF_2027) == 0
    first = versions(counter)["wording"]
    assert import_calendar(own_server, file, OF_2027.replace('"02-06"', "")) == 0
    mended = versions(counter)["wording"]
    assert import_calendar(own_server, file, OF_2027) == 0
    assert len({shipped, first, mended}) == 3
    assert versions(counter)["wording"] == first
    own_server.stop()
    own_server.start()
    counter.address = own_server.address
    assert versions(counter)["wording"] == first
    file.write_text(OF_2027.replace("2027-02-08,", ""), "utf-8")
    assert main(["import-policy", str(file), *own_server.place]) == 0
    text = documents(counter)[versions(counter)["wording"]]
    assert not calendar_of(replaced(load_policy(), parse_text(text))).is_published(2026)


@pytest.mark.parametrize(
    ("bent", "place"),
    [
        ("year = 1027", "calendar 第 1 段 year"),
        ('source = " "', "calendar 第 1 段 source"),
        ("published_on = 2028-01-01", "calendar 第 1 段 published_on"),
        ('holidays = ["02-30"]', "calendar 第 1 段 holidays"),
        ('holidays = ["2026-01-01"]', "calendar 第 1 段 holidays"),
        ('workdays = ["01-01"]', "calendar 第 1 段 workdays"),
        (f"{OF_2027}", "calendar 第 2 段 year"),
        ('[page]\nservice = "x"', "page"),
    ],
)
def test_a_file_that_is_not_fit_changes_nothing(
    own_server: RunningServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    bent: str,
    place: str,
) -> None:
    before = versions(own_server.counter())
    key = bent.partition("=")[0]
    lines = [bent if line.startswith(key) else line for line in OF_2027.splitlines()]
    text = f"{OF_2027}\n{bent}" if bent.startswith("[") else "\n".join(lines)
    assert import_calendar(own_server, tmp_path / "c.toml", text) == 2
    assert str(CounterError(CALENDAR_UNFIT, file="c.toml", place=place)) in capsys.readouterr().err
    assert versions(own_server.counter("04")) == before
