"""What lists and the search are told of a form, read in less time than the whole form."""

import pytest

from counter_app.basics.exact_json import dumps
from counter_app.cases.actions import Content
from counter_app.cases.chain import new_content
from local_db.looks import NO_FORM, Look, look_of, looks_at
from tests.families import document


def _content(raw: bytes) -> Content:
    return new_content("00000000-0000-0000-0000-000000000000", raw)


def test_a_form_looks_as_it_does_when_it_is_read_whole() -> None:
    forms = [
        document(),
        {"applicant": {"name": "阿依古丽·买买提"}, "unknown": [1.5]},
        {"region": "1"},
    ]
    looks = looks_at(_content(dumps(form).encode()) for form in forms)
    assert looks == [look_of(form) for form in forms]
    assert looks[1].name == "阿依古丽·买买提"
    assert looks[2] == Look(is_form=True, found_by=looks[2].found_by)


@pytest.mark.parametrize(
    "raw", [b"{}", b"[]", b"7", b"{", b'{"applicant":{},"x":"\xff"}', b"[" * 5000 + b"]" * 5000]
)
def test_what_is_no_form_has_no_look_and_keeps_no_other_from_its_own(raw: bytes) -> None:
    form = document()
    looks = looks_at([_content(raw), None, _content(dumps(form).encode())])
    assert looks == [NO_FORM, NO_FORM, look_of(form)]
