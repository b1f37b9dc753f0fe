"""States that 0.1 left are computed anew while the server works."""

import asyncio
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from central_server import rebuild
from central_server.rebuild import rebuild_states
from central_server.server import Server, open_server
from central_server.store.tables import case, case_place, server
from counter_app.cases.case_state import VERSION, CaseState
from tests.old_stores import old_server


def _states(running: Server) -> list[CaseState]:
    with running.engine.connect() as connection:
        found = connection.execute(select(case.c.state)).scalars().all()
    return [msgspec.json.decode(state, type=CaseState) for state in found]


def test_all_states_are_of_today_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "_BATCH", 2)
    running = open_server(f"sqlite:///{old_server(tmp_path) / 'server.db'}")
    before = _states(running)
    assert len(before) > 4
    assert not any(state.is_current for state in before)
    asyncio.run(rebuild_states(running))
    after = _states(running)
    assert [state.version for state in after] == [VERSION] * len(before)
    assert [state.number for state in after] == [state.number for state in before]
    assert all(state.device for state in after)
    with running.engine.connect() as connection:
        assert connection.execute(select(server.c.state_version)).scalar() == VERSION
        places = set(connection.execute(select(case_place.c.case_id)).scalars())
        assert places == {state.case_id for state in after}
    asyncio.run(rebuild_states(running))
    running.close()


def test_a_store_that_was_attacked_is_gone_through_too(tmp_path: Path) -> None:
    data = old_server(tmp_path, attacked=True)
    running = open_server(f"sqlite:///{data / 'server.db'}")
    before = _states(running)
    asyncio.run(rebuild_states(running))
    assert len(_states(running)) == len(before)
    running.close()
