"""A cheap look at a content never calls writable what a careful one refuses."""

from decimal import Decimal

import msgspec
import pytest

from counter_app.forms.receiving import is_surely_writable, is_writable

_READ = msgspec.json.Decoder(float_hook=Decimal).decode


@pytest.mark.parametrize(
    "content",
    [
        b'{"rooms":1e999}',
        b'{"rooms":1E-999}',
        b'{"rooms":1.5e600}',
        b'{"rooms":' + b"9" * 501 + b"}",
        b'{"rooms":0.' + b"0" * 600 + b"1}",
        b'{"rooms":' + b"9" * 300 + b"." + b"9" * 300 + b"}",
    ],
)
def test_numbers_that_no_store_carries_are_looked_at_with_care(content: bytes) -> None:
    assert not is_writable(_READ(content))
    assert not is_surely_writable(content)


def test_what_is_no_text_is_looked_at_with_care() -> None:
    assert not is_surely_writable(b'{"name":"\xed\xa0\x80"}')
    assert not is_surely_writable(b'{"name":"\xff"}')


def test_a_usual_content_needs_no_second_look() -> None:
    assert is_surely_writable('{"name":"李静","rooms":2.5,"phone":"13909366177"}'.encode())
