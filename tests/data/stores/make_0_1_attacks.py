"""The part of `make_0_1` that does to a server of 0.1 what `security.md` A1 to A4 describe.

0.1 took all of it in. A later server must open such a store, serve its pages, and let the honest
windows deliver and fetch.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from counter_app.cases.actions import Action, Content, Kind, Role
from counter_app.cases.chain import FIRST, new_content, seal
from counter_app.cases.keys import new_id, new_random64
from counter_app.cases.short_codes import new_short_code
from counter_app.wire.messages import FormerDevice, PushAnswer
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, document


def attack(server: RunningServer) -> None:
    """All of it, by one window that was rightly added."""
    attacker = server.counter("66")
    there = attacker.pull_all()
    victims = [each for each in there if each.kind == Kind.CASE_RECEIVED]
    done = {
        "copied_token": _copied_token(attacker, victims[0]),
        "same_case_id": _same_case_in_another_stream(attacker, victims[1]),
        "unparsable_time": _at(attacker, "昨天下午"),
        "year_one": _at(attacker, "0001-01-01T00:00:00.000+00:00"),
        "in_the_name_of_another": _in_the_name_of(attacker, victims[2]),
        "invented_window": _invented_window(attacker),
    }
    server.stop()
    (server.data / "attacks.json").write_text(json.dumps(done, indent=1) + "\n", "utf-8")


def _taken(attacker: SmallCounter, *sealed: Sealed) -> dict[str, Any]:
    answer = attacker.push(*sealed)
    assert isinstance(answer, PushAnswer), answer
    verdicts = [str(each.verdict) for each in answer.answers]
    assert set(verdicts) == {"applied"}, answer
    action = sealed[0][0]
    return {
        "case_id": action.case_id,
        "stream": action.stream,
        "token": action.facts.get("token"),
        "verdicts": verdicts,
    }


def _sealed(victim: Action, content: bytes, **changes: Any) -> Sealed:
    """A first action of a chain of its own, in the victim's name."""
    action_id = new_id()
    held = new_content(action_id, content)
    bare = msgspec.structs.replace(
        victim,
        incarnation=new_random64(),
        sequence=1,
        action_id=action_id,
        staff_name="冒名的人",
        **changes,
    )
    return seal(bare, FIRST, held), held


def _raw(name: str, region: str = "620702") -> bytes:
    return json.dumps(document(name, region=region), ensure_ascii=False).encode()


def _copied_token(attacker: SmallCounter, victim: Action) -> dict[str, Any]:
    """Another case under the token of the victim's receipt, with the lowest case id."""
    facts = {**victim.facts, "number": _number(victim, 777), "short_code": new_short_code()}
    case_id = "00000000-0000-4000-8000-000000000001"
    return _taken(attacker, _sealed(victim, _raw("伪造人"), case_id=case_id, facts=facts))


def _same_case_in_another_stream(attacker: SmallCounter, victim: Action) -> dict[str, Any]:
    """The victim's case id once more, in the stream of another county."""
    facts = {**victim.facts, "number": _number(victim, 778), "short_code": new_short_code()}
    forged = _sealed(victim, _raw("重号人", "620722"), stream="620722", facts=facts)
    return _taken(attacker, forged)


def _number(victim: Action, running: int) -> str:
    return f"{victim.text('number')[:-5]}{running:05}"


def _at(attacker: SmallCounter, at: str) -> dict[str, Any]:
    """A case of the attacker's own with a time that is none."""
    action, content = attacker.receive()
    previous = action.previous
    action = seal(msgspec.structs.replace(action, at=at), previous, content)
    attacker.last = action.hash
    return _taken(attacker, (action, content))


def _in_the_name_of(attacker: SmallCounter, victim: Action) -> dict[str, Any]:
    """A consent taken back and a number raised, both in the victim's name, on the victim's case."""
    entry = b'{"entry":{"granted":false},"more":{}}'
    facts: dict[str, Any] = {"signed_hash": "0" * 64}
    consent = _sealed(victim, entry, kind=Kind.CONSENT_GIVEN, facts=facts)
    raised: dict[str, Any] = {"number": _number(victim, 0)[:-5] + "9000000", "former": "x"}
    bare = msgspec.structs.replace(
        consent[0],
        sequence=2,
        action_id=new_id(),
        kind=Kind.RENUMBERED,
        role=Role.WINDOW,
        facts=raised,
        content_hash="",
    )
    nothing: Content | None = None
    return _taken(attacker, consent, (seal(bare, consent[0].hash, nothing), nothing))


def _invented_window(attacker: SmallCounter) -> dict[str, Any]:
    """A window that nobody added, with a label and a region of the sender's choice."""
    key = bytes(range(32))
    invented = FormerDevice(
        device=new_random64(),
        county="620702",
        window="88",
        region="999999",
        label="公告：请先向财务转账100元保证金",
        proof="ab" * 32,
        receipt_key=key.hex(),
        incarnations=[],
    )
    attacker.former = [invented]
    attacker.enrol()
    ghost = SmallCounter(attacker.string, attacker.address, attacker.secret)
    ghost.device = invented.device
    from counter_app.cases.receipts import mint_token

    facts = {
        "number": "620702-2026-88-00001",
        "short_code": new_short_code(),
        "token": mint_token(invented.device, key),
        "policy": "2026-00000000",
    }
    victim, _ = attacker.receive()
    attacker.sequence -= 1
    attacker.last = victim.previous
    forged = _sealed(
        victim,
        _raw("鬼影人"),
        device=invented.device,
        window="620702-88",
        case_id=new_id(),
        facts=facts,
    )
    return _taken(attacker, forged)


if __name__ == "__main__":
    import sys

    attack(RunningServer(Path(sys.argv[1])))
