import pytest

from counter_app.basics.catalogue.store import STRING_BROKEN
from counter_app.basics.errors import CounterError
from counter_app.wire.enrolment import read_enrolment, write_enrolment
from tests.engine import enrolment


def test_a_string_says_what_was_written_in_one_word() -> None:
    string = write_enrolment(enrolment())
    assert string.isascii()
    assert not set(string) & set("+/= ")
    assert read_enrolment(string) == enrolment()
    assert enrolment().window_code == "620702-03"


def test_white_space_of_a_mail_does_no_harm() -> None:
    string = write_enrolment(enrolment())
    assert read_enrolment(f"  {string[:40]}\r\n{string[40:]}\n") == enrolment()


@pytest.mark.parametrize("damage", ["cut", "letter", "empty", "other", "no text"])
def test_a_damaged_string_is_refused(damage: str) -> None:
    string = write_enrolment(enrolment())
    letter = "A" if string[60] != "A" else "B"
    damaged = {
        "cut": string[:-3],
        "letter": string[:60] + letter + string[61:],
        "empty": "",
        "other": "QUJD",
        "no text": "登记串",
    }[damage]
    with pytest.raises(CounterError) as caught:
        read_enrolment(damaged)
    assert caught.value.entry is STRING_BROKEN


@pytest.mark.parametrize(
    "fault",
    [
        {"server": "x"},
        {"device": "12"},
        {"region": ""},
        {"county": "1"},
        {"window": "003"},
        {"seed": b"s"},
    ],
)
def test_a_whole_string_with_an_impossible_value_is_refused(fault: dict[str, object]) -> None:
    with pytest.raises(CounterError):
        read_enrolment(write_enrolment(enrolment(**fault)))
