import msgspec
import pytest

from counter_app.cases.actions import Content
from counter_app.wire.messages import (
    Head,
    PullAnswer,
    PushAnswer,
    PushRequest,
    credential,
    read_credential,
)

AS_IT_CAME = '{"format": 1,\n "n": 1.50e0, "重": ["\\u738b", "王"]}'.encode()


def test_content_travels_byte_for_byte() -> None:
    content = Content("a", "00", msgspec.Raw(AS_IT_CAME))
    sent = msgspec.json.encode(PushRequest(incarnation="i", actions=[], contents=[content]))
    arrived = msgspec.json.decode(sent, type=PushRequest)
    assert bytes(arrived.contents[0].content) == AS_IT_CAME


def test_a_newer_program_may_say_more() -> None:
    head = {"server": "s", "epoch": "e", "time": "t", "new": 1}
    body = msgspec.json.encode({"head": head, "answers": [], "later": True})
    answer = msgspec.json.decode(body, type=PushAnswer)
    assert answer.head == Head(server="s", epoch="e", time="t")


def test_an_answer_without_its_head_is_none() -> None:
    with pytest.raises(msgspec.ValidationError, match="head"):
        msgspec.json.decode(b'{"actions": [], "contents": [], "cursor": ""}', type=PullAnswer)


def test_a_credential_reads_as_it_is_written() -> None:
    assert read_credential(credential("d", "s.t")) == ("d", "s.t")
    for wrong in ("", "Bearer", "Bearer x", "Basic d.s", "Bearer .s", "Bearer d."):
        assert read_credential(wrong) is None
