import hashlib
import json

import msgspec

from counter_app.cases.actions import Action, Content, Kind, Role
from counter_app.cases.chain import FIRST, is_sound, new_content, relink, seal


def _action(**changes: object) -> Action:
    right: dict[str, object] = {
        "device": "de01" * 4,
        "incarnation": "1c01" * 4,
        "sequence": 1,
        "action_id": "a1",
        "case_id": "c1",
        "stream": "620702",
        "kind": Kind.CASE_RECEIVED,
        "window": "620702-03",
        "staff_id": "s1",
        "staff_name": '李"静\n',
        "role": Role.CLERK,
        "at": "2026-11-24T09:00:00.000+08:00",
        "facts": {"b": 1, "a": None},
        "previous": "",
        "content_hash": "",
        "hash": "",
    }
    return msgspec.convert({**right, **changes}, Action)


def test_the_hash_is_what_the_foundations_say() -> None:
    content = Content("a1", "00" * 16, msgspec.Raw(b'{"x": 1.50}'))
    action = seal(_action(), "11" * 32, content)
    inner = hashlib.sha256(bytes(16) + b'{"x": 1.50}').digest()
    left_out = ("previous", "content_hash", "hash")
    fields = {k: v for k, v in msgspec.to_builtins(action).items() if k not in left_out}
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    expected = hashlib.sha256(canonical.encode() + bytes.fromhex("11" * 32) + inner)
    assert action.content_hash == inner.hex()
    assert action.hash == expected.hexdigest()


def test_erasing_the_content_leaves_the_chain_sound() -> None:
    content = new_content("a1", b"{}")
    action = seal(_action(), FIRST, content)
    assert is_sound(action, content)
    assert is_sound(action, None)


def test_whatever_is_changed_is_noticed() -> None:
    content = new_content("a1", b"{}")
    action = seal(_action(), FIRST, content)
    assert not is_sound(action, new_content("a1", b"{}"))
    for field, value in {
        "staff_name": "王",
        "sequence": 2,
        "facts": {},
        "previous": "1" * 64,
    }.items():
        assert not is_sound(msgspec.structs.replace(action, **{field: value}), content)
    assert not is_sound(msgspec.structs.replace(action, previous="x"), content)


def test_an_action_that_moves_keeps_its_content_hash() -> None:
    content = new_content("a1", b"{}")
    moved = relink(seal(_action(), FIRST, content), "22" * 32)
    assert moved.previous == "22" * 32
    assert is_sound(moved, content)
