"""A return that waits for what a department had to mend: its answer settles it like a paper would.

In the transaction of the answer, so that a case never has all and waits. Must not judge what is
mended (`needs.mended`).
"""

from collections.abc import Iterable, Sequence

from central_server.departments.desk import Desk
from central_server.own_chain import Deed
from counter_app.cases.actions import Kind
from counter_app.needs.mended import Mended, mended_with


def return_settled(case_id: str, mended: Mended) -> Deed:
    """What the server writes of it."""
    facts = {"return": mended.returned, "fact": mended.fact, "on": mended.on}
    return Deed(Kind.RETURN_SETTLED, case_id, {**facts})


def waiting_returns(desk: Desk, stream: str, cases: Iterable[str]) -> Sequence[str]:
    """Those of the cases whose return waits, each once."""
    return [each for each in dict.fromkeys(cases) if desk.state(stream, each).returned]


def settle_returns(desk: Desk, stream: str, cases: Sequence[str]) -> Sequence[str]:
    """Look whether their answers, already to be written, were all that was asked for; which do."""
    if not cases:
        return ()
    desk.write_rest(stream)
    settled: list[Deed] = []
    for case_id in cases:
        file = desk.file(stream, case_id)
        if mended := mended_with(file, desk.policy_of(file), desk.today):
            settled.append(return_settled(case_id, mended))
    desk.write(stream, settled)
    return [each.case_id for each in settled]
