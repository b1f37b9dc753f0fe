"""A trial in a room: receipts name the machine's address in the network, whatever was enrolled."""

from pathlib import Path

import pytest

from counter_app.basics.catalogue.store import PUBLIC_ADDRESS_UNFIT
from counter_app.basics.errors import CounterError
from counter_app.desk.case import get_case
from tests.conftest import SettableClock
from tests.engine import counter_at, receive_one

LAN = "http://192.168.1.20:21303"


def test_receipts_carry_the_address_of_the_settings(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        before = receive_one(counter)
    with counter_at(tmp_path, clock, public_url=LAN) as counter:
        window = counter.desk.window()
        received = receive_one(counter, 1)
        again = get_case(counter.desk, before.case_id).receipt_url
    assert window
    assert window.public_address == LAN
    assert received.receipt_url.startswith(f"{LAN}/r/")
    assert again.startswith(f"{LAN}/r/")


def test_an_open_address_without_https_is_refused(tmp_path: Path, clock: SettableClock) -> None:
    with (
        counter_at(tmp_path, clock, public_url="http://gzf.example.cn") as counter,
        pytest.raises(CounterError) as caught,
    ):
        receive_one(counter)
    assert caught.value.entry is PUBLIC_ADDRESS_UNFIT
