"""The composition root: the one place that knows every real part. Qt-free.

`__main__` and the commands open a `Counter` here; the window is added above it. Parts that cost
time to import (the network, Alembic) are imported when they are first needed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counter_app.basics.clock import Clock, system_clock
from counter_app.desk.desk import Desk
from counter_app.kept_policies import KeptPolicies
from counter_app.settings import Settings
from local_db.identity import find_identity
from local_db.incarnation import settle_incarnation
from local_db.store import open_store

if TYPE_CHECKING:
    from counter_app.desk.sign_in import SignedIn
    from counter_app.sync.link import OpenLink
    from counter_app.sync.sync_once import SyncOutcome


@dataclass(frozen=True, slots=True)
class Counter:
    """The open counter: what a person can do is in `counter_app.desk`, on its `desk`."""

    settings: Settings
    desk: Desk
    policies: KeptPolicies

    def sync_once(self) -> "SyncOutcome":
        """Send and fetch once; never raises for a trouble of the line, see `SyncOutcome`.

        What it fetched of policy is in force from then on.
        """
        from counter_app.sync.sync_once import sync_once

        outcome = sync_once(
            self.desk.store,
            self.desk.clock,
            self._open_link(),
            self.policies.missing,
            secret_days=self.settings.secret_days,
        )
        self.policies.look_again()
        return outcome

    def sign_in(self, login: str, password: str, new: str = "") -> "SignedIn":
        """Let somebody in, with the server where it answers; raises what `desk.sign_in` does."""
        from counter_app.desk.sign_in import sign_in

        return sign_in(self.desk, self._open_link(), login, password, new)

    def renew(self, session: str) -> str:
        """Let a session hold longer; gives until when, by the server's time."""
        from counter_app.sync.sign_in import ask_renew

        return ask_renew(self.desk.store, self.desk.clock, self._open_link(), session)

    def sign_out(self, session: str) -> None:
        """End a session at the server."""
        from counter_app.sync.sign_in import ask_sign_out

        ask_sign_out(self.desk.store, self.desk.clock, self._open_link(), session)

    def _open_link(self) -> "OpenLink":
        from counter_app.sync.http_link import http_link

        with self.desk.store.reading() as connection:
            identity = find_identity(connection)
        anchors = identity.anchors if identity else ()
        return lambda address: http_link(address, self.settings.timeout_seconds, anchors)

    def tend(self) -> None:
        """Bring what an older program left up to date, batch by batch; others work between."""
        from counter_app.desk.upkeep import tend

        while tend(self.desk):
            pass

    def close(self) -> None:
        """Give the store back."""
        self.desk.store.close()


def open_counter(settings: Settings, *, clock: Clock = system_clock) -> Counter:
    """Open the counter of the settings' data directory, or make it.

    Raises:
        CounterError: the store's troubles.
    """
    store = open_store(settings.data, wait_seconds=settings.wait_seconds)
    try:
        settle_incarnation(store)
    except BaseException:
        store.close()
        raise
    policies = KeptPolicies(store, settings.policy)
    return Counter(settings, Desk(store, clock, settings.public_url), policies)


@contextmanager
def opened_counter(settings: Settings, *, clock: Clock = system_clock) -> Iterator[Counter]:
    """The counter for the length of a block."""
    counter = open_counter(settings, clock=clock)
    try:
        yield counter
    finally:
        counter.close()
