import uuid

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from counter_app.cases.keys import (
    derive_key,
    new_id,
    new_random64,
    receipt_key,
    secret_hash,
    window_account,
)
from counter_app.cases.numbers import CaseNumber
from counter_app.cases.short_codes import ALPHABET, new_short_code, read_short_code

SEED = bytes(range(32))


def test_derived_keys_are_hkdf_sha256() -> None:
    expected = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"receipt").derive(SEED)
    assert receipt_key(SEED) == expected
    assert derive_key(SEED, "enrol") != expected


def test_random_ids_differ_and_have_64_bits() -> None:
    ids = {new_random64() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(bytes.fromhex(each)) == 8 for each in ids)


def test_ids_differ_and_those_of_one_moment_stand_together_in_an_index() -> None:
    first, *many = [new_id() for _ in range(1000)]
    assert len({first, *many}) == 1000
    assert {uuid.UUID(each).version for each in many} == {7}
    assert {str(uuid.UUID(each)) for each in many} == set(many)
    assert {each[:6] for each in many} == {first[:6]}
    assert len({each[-12:] for each in many}) == 999


def test_what_the_server_keeps_of_a_secret_is_its_hash_and_accounts_are_stable() -> None:
    assert secret_hash("a") != secret_hash("b")
    assert window_account("de01" * 4) == window_account("de01" * 4)


def test_a_case_number_reads_as_it_is_written() -> None:
    number = CaseNumber("620702", 2026, "03", 17)
    assert str(number) == "620702-2026-03-00017"
    assert CaseNumber.parse(str(number)) == number
    assert str(CaseNumber("620702", 2026, "03", 123456)) == "620702-2026-03-123456"


@pytest.mark.parametrize(
    "text", ["", "620702-2026-3-00017", "620702-2026-03-017", "620702-2026-03-00017 ", "x"]
)
def test_what_is_no_case_number_is_none(text: str) -> None:
    assert CaseNumber.parse(text) is None


def test_short_codes_have_thirty_letters_and_none_that_look_alike() -> None:
    assert len(set(ALPHABET)) == 30
    assert not set(ALPHABET) & set("0O1I")
    code = new_short_code()
    assert read_short_code(f" {code.lower()} ") == code
    assert read_short_code("K7Q2M") is None
    assert read_short_code("K7Q2M0") is None
