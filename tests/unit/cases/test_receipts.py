import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.cases.receipts import (
    LONGEST_ADDRESS,
    SAMPLE_PATH,
    TOKEN_LENGTH,
    address_fault,
    is_genuine,
    mint_token,
    read_token,
    receipt_address,
    sample_address,
)

DEVICE = "de01" * 4
KEY = b"k" * 32


def test_a_token_names_its_device_and_is_genuine_by_its_key_alone() -> None:
    text = mint_token(DEVICE, KEY)
    token = read_token(text)
    assert token is not None
    assert len(text) == TOKEN_LENGTH
    assert token.device == DEVICE
    assert is_genuine(token, KEY)
    assert not is_genuine(token, b"j" * 32)
    assert mint_token(DEVICE, KEY) != text


@given(st.integers(0, TOKEN_LENGTH - 1), st.sampled_from("Ab9-_"))
def test_a_changed_letter_is_never_genuine(place: int, letter: str) -> None:
    text = mint_token(DEVICE, KEY)
    changed = text[:place] + letter + text[place + 1 :]
    token = read_token(changed)
    assert changed == text or token is None or not is_genuine(token, KEY)


def test_a_token_has_one_spelling() -> None:
    text = mint_token(DEVICE, KEY)
    raw = base64.urlsafe_b64decode(text + "==")
    spellings = [
        text[:-1] + letter
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        if base64.urlsafe_b64decode(text[:-1] + letter + "==") == raw
    ]
    assert len(spellings) > 1
    assert [each for each in spellings if read_token(each)] == [text]


@pytest.mark.parametrize(
    "text", ["", "sample", "a" * 42, "中" * 42, "a" * 41, "a" * 41 + "=", "+" * 42]
)
def test_what_is_no_token_is_none(text: str) -> None:
    assert read_token(text) is None


def test_the_longest_address_fits_the_qr() -> None:
    host = "https://" + "a" * 31
    assert address_fault(host) is None
    assert len(receipt_address(host, mint_token(DEVICE, KEY))) == LONGEST_ADDRESS
    assert sample_address(host + "/") == host + SAMPLE_PATH


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://" + "a" * 32, "too_long"),
        ("https://gzf.example.cn:8443", None),
        ("http://gzf.example.cn", "insecure"),
        ("http://127.0.0.1:8620", None),
        ("http://localhost", None),
        ("http://192.168.1.5:8620", "insecure"),
        ("https://a/b", "shape"),
        ("https://a?b", "shape"),
        ("https://u@a", "shape"),
        ("https://a:99999", "shape"),
        ("https://[", "shape"),
        ("ftp://a", "shape"),
        ("", "shape"),
        ("https://政务", "shape"),
    ],
)
def test_which_addresses_receipts_may_carry(address: str, fault: str | None) -> None:
    assert address_fault(address) == fault


def test_a_private_address_is_for_lan_only() -> None:
    assert address_fault("http://192.168.1.5:8620", lan=True) is None
    assert address_fault("http://8.8.8.8", lan=True) == "insecure"
